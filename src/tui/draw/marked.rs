//! The list of bookmarks, highlights, notes and quick marks: at the lower edge, so that the text above it shows the place of the
//! chosen one.

use std::borrow::Cow;

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::Canvas;
use super::lists::{draw_filter, hints};
use super::matches::area;
use super::panels::{Hints, draw_border};
use super::signs::{BOOKMARK, DOUBT, NOTE, pen_sign};
use crate::app::{App, Entry, ItemKind, Kind, Marked, Sorting, thousands};
use crate::document::{Resolved, in_quotation_marks};
use crate::text::{Cells, text_width};

const HINTS: [&str; 5] = [
    "/ filters · Tab kind · s order · e r E edit · d deletes · u undoes · y copies · Esc returns",
    "/ filters · Tab kind · s order · e edits · d deletes · u undoes",
    "/ filters · e edits · d deletes · u undoes",
    "/ filters · Esc returns",
    "/ filters",
];

/// Where the chosen one is in doubt.
const DOUBT_HINTS: [&str; 3] = [
    "c it stands here · d deletes · u undoes · Esc returns",
    "c it stands here",
    "c confirms",
];

/// Says that what is below was not found.
const LOST: &str = "Not found in this text";

/// Rows of a note that are shown; of a longer one the editor shows all.
const MOST_NOTE: u16 = 6;

/// Cells of the signs before an entry: what it is, that something is noted, and that it is in doubt.
const SIGNS: u16 = 4;

pub(super) fn draw_marked(canvas: &mut Canvas<'_>, app: &App, marked: &Marked) {
    let area = area(canvas.area());
    let hints = Hints {
        lines: match marked.list.filter() {
            None if is_in_question(app, marked, marked.list.chosen()) => &DOUBT_HINTS,
            _ => hints(&marked.list, &HINTS),
        },
        said: app.notice(),
    };
    let titles = titles(marked);
    let room = Cells::from(area.width.saturating_sub(6));
    let title = titles.iter().find(|title| text_width(title) < room);
    let inside = draw_border(canvas, area, title.map_or("", String::as_str), &hints);
    let nothing = Some(app).filter(|_| marked.is_of_nothing);
    let nothing = nothing.and_then(App::nothing_marked);
    let nothing = nothing.as_deref().unwrap_or("nothing here");
    let inside = draw_filter(canvas, &marked.list, inside, nothing);
    let mut y = inside.top();
    for at in first_shown(app, marked, inside)..marked.list.len() {
        if y >= inside.bottom() {
            break;
        }
        if marked.is_first_lost(at) && inside.height > 2 {
            canvas.put_within(inside.x, y, inside.width, LOST, canvas.styles.accent);
            y += 1;
        }
        let place = Rect {
            y,
            height: inside.bottom().saturating_sub(y),
            ..inside
        };
        draw_entry(canvas, app, marked, at, place);
        y = y.saturating_add(rows_of(app, marked, at, inside.width));
    }
}

/// What the list is of, in less and less words.
fn titles(marked: &Marked) -> [String; 3] {
    let (kind, short) = match marked.kind {
        Kind::All => ("Bookmarks, highlights, notes, quick marks", "All"),
        Kind::Bookmarks => ("Bookmarks", "Bookmarks"),
        Kind::Highlights => ("Highlights", "Highlights"),
        Kind::Notes => ("Notes", "Notes"),
        Kind::QuickMarks => ("Quick marks", "Quick marks"),
    };
    let order = match marked.sorting {
        Sorting::Place => "by place",
        Sorting::Time => "newest first",
    };
    let count = thousands(marked.list.len());
    [
        format!("{kind} · {count} · {order}"),
        format!("{short} · {count}"),
        short.to_owned(),
    ]
}

/// Rows of an entry in `width` cells: its words, what else there is to say of it, and of a chosen one in doubt both
/// quotations.
fn rows_of(app: &App, marked: &Marked, at: usize, width: u16) -> u16 {
    let entry = marked.nth(at).and_then(|item| app.book().entry(item));
    let below = entry.map_or(1, |entry| {
        below(&entry, at == marked.list.chosen(), width).len()
    });
    let below = u16::try_from(below).unwrap_or(1 + MOST_NOTE);
    1 + below + 2 * u16::from(is_in_question(app, marked, at))
}

/// What is said of an entry below its first row: in one row, or, of a chosen one whose note is longer, the note in
/// rows of its own.
fn below(entry: &Entry, is_chosen: bool, width: u16) -> Vec<String> {
    let room = usize::from(width.saturating_sub(SIGNS).max(1));
    let quotation = Some(in_quotation_marks(&entry.quotation)).filter(|_| !entry.name.is_empty());
    let joined = |parts: [Option<&str>; 3]| {
        let parts: Vec<&str> = parts
            .into_iter()
            .flatten()
            .filter(|p| !p.is_empty())
            .collect();
        parts.join(" · ")
    };
    let section = Some(entry.section.as_str());
    let all = joined([section, quotation.as_deref(), Some(&entry.note)]);
    if !is_chosen || entry.note.is_empty() || text_width(&all).to_usize() <= room {
        return vec![all];
    }
    let most = usize::from(MOST_NOTE);
    // No more is wrapped than can be shown.
    let rows = entry
        .note
        .lines()
        .flat_map(|line| textwrap::wrap(line, room));
    let mut note: Vec<String> = rows.take(most + 1).map(Cow::into_owned).collect();
    if note.len() > most {
        note.truncate(most);
        if let Some(last) = note.last_mut() {
            last.push('…');
        }
    }
    let said = joined([section, quotation.as_deref(), None]);
    let said = Some(said).filter(|said| !said.is_empty());
    said.into_iter().chain(note).collect()
}

fn is_in_question(app: &App, marked: &Marked, at: usize) -> bool {
    let resolved = marked.nth(at).and_then(|item| app.book().place_of(item));
    at == marked.list.chosen() && matches!(resolved, Some(Resolved::Near(_)))
}

/// The first entry that is shown, so that the chosen one is near the middle and no room is left.
fn first_shown(app: &App, marked: &Marked, inside: Rect) -> usize {
    let height = inside.height;
    let chosen = marked.list.chosen();
    let rows = |at: usize| {
        let heading = u16::from(marked.is_first_lost(at) && height > 2);
        rows_of(app, marked, at, inside.width) + heading
    };
    let mut below = 0;
    for at in chosen..marked.list.len() {
        if below >= height {
            break;
        }
        below += rows(at);
    }
    let own = if chosen < marked.list.len() {
        rows(chosen)
    } else {
        0
    };
    let middle = height.saturating_sub(own) / 2;
    let over = height.saturating_sub(below).max(middle);
    let mut above = 0;
    let mut first = chosen;
    while let Some(before) = first.checked_sub(1) {
        above += rows(before);
        if above > over {
            break;
        }
        first = before;
    }
    first
}

fn draw_entry(canvas: &mut Canvas<'_>, app: &App, marked: &Marked, at: usize, place: Rect) {
    let item = marked.nth(at);
    let Some(entry) = item.and_then(|item| app.book().entry(item)) else {
        return;
    };
    let is_chosen = at == marked.list.chosen();
    let (row, style, dim) = if is_chosen {
        let row = Rect { height: 1, ..place };
        canvas.buffer.set_style(row, canvas.styles.chosen);
        (place.y, canvas.styles.chosen, canvas.styles.chosen)
    } else {
        (place.y, canvas.styles.text, canvas.styles.accent)
    };
    draw_signs(canvas, &entry, (place.x, row), dim);
    let mut end = place.right();
    if !entry.is_lost() {
        let page = app.window().page_at(entry.offset()).label();
        end = canvas.put_right(end, row, &page, style).saturating_sub(1);
    }
    let x = (place.x + SIGNS).min(end);
    let quotation = in_quotation_marks(&entry.quotation);
    let is_named = !entry.name.is_empty();
    let head = if is_named { &entry.name } else { &quotation };
    let quoted = match entry.kind {
        ItemKind::Highlight(pen) if !is_chosen && !is_named => style.patch(canvas.styles.pen(pen)),
        _ => style,
    };
    canvas.put_within(x, row, end - x, head, quoted);
    let dim = canvas.styles.dim;
    let mut y = 1;
    for row in below(&entry, is_chosen, place.width) {
        put_below(canvas, place, y, &row, dim);
        y += 1;
    }
    let both = item.and_then(|item| app.book().both_quotations(item));
    if let Some([was, now]) = both.filter(|_| is_in_question(app, marked, at)) {
        let text = canvas.styles.text;
        put_below(
            canvas,
            place,
            y,
            &format!("was {}", in_quotation_marks(&was)),
            text,
        );
        put_below(
            canvas,
            place,
            y + 1,
            &format!("now {}", in_quotation_marks(&now)),
            text,
        );
    }
}

/// Puts a row of an entry below its first, if there is room.
fn put_below(canvas: &mut Canvas<'_>, place: Rect, rows: u16, text: &str, style: Style) {
    if rows < place.height {
        let room = place.width.saturating_sub(SIGNS);
        canvas.put_within(place.x + SIGNS, place.y + rows, room, text, style);
    }
}

fn draw_signs(canvas: &mut Canvas<'_>, entry: &Entry, origin: (u16, u16), style: Style) {
    let (x, y) = origin;
    let sign = match entry.kind {
        ItemKind::QuickMark(letter) => format!("'{letter}"),
        ItemKind::Highlight(pen) => pen_sign(pen).to_owned(),
        ItemKind::Bookmark => BOOKMARK.to_owned(),
    };
    let mut x = canvas.put(x, y, &sign, style);
    if !entry.note.is_empty() {
        x = canvas.put(x, y, NOTE, style);
    }
    if entry.is_doubtful() {
        canvas.put(x, y, DOUBT, style);
    }
}
