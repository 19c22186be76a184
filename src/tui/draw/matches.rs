//! The list of all matches: at the lower edge, so that the text above it shows the place of the chosen one.

use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use super::Canvas;
use super::lists::{draw_filter, page_label};
use super::panels::draw_border;
use super::prompt::end_within;
use crate::app::{App, MatchRow, Matches, Panel, thousands};
use crate::search::Surroundings;
use crate::text::{Cells, TextRange, text_width};

/// The widest the list is.
const WIDEST: u16 = 100;

/// From this height on the text is seen above the list; below, the list is the screen.
const TALL: u16 = 14;

/// Cells by which matches are set in under the title of their section.
const INDENT: u16 = 2;

/// The longest bar, in cells.
const LONGEST_BAR: u16 = 12;

/// Bytes of a match that are looked at: more are never drawn in a row.
const LONGEST_MATCH: usize = 400;

/// The area of the list on a screen.
fn area(screen: Rect) -> Rect {
    let width = screen.width.min(WIDEST);
    let height = if screen.height < TALL {
        screen.height
    } else {
        screen.height * 3 / 5
    };
    // The foot stays in sight.
    let below = u16::from(screen.height >= TALL);
    Rect {
        x: (screen.width - width) / 2,
        y: screen.height - height - below.min(screen.height - height),
        width,
        height,
    }
}

/// The row from which on a list of matches covers the text, if there is one.
pub(super) fn upper_edge(app: &App, screen: Rect) -> Option<u16> {
    let is_list = |panel: &Panel| matches!(panel, Panel::Matches(_));
    app.panels().iter().any(is_list).then(|| area(screen).y)
}

pub(super) fn draw_matches(canvas: &mut Canvas<'_>, app: &App, matches: &Matches) {
    let query = app.window().hits().map(crate::search::Hits::query);
    let pattern = query.map_or("", |query| query.pattern.as_str());
    let area = area(canvas.area());
    let room = Cells::from(area.width.saturating_sub(24));
    let title = format!(
        "“{}” · {}",
        crate::text::shortened(pattern, room),
        count(app, matches)
    );
    let inside = draw_border(canvas, area, &title, "Enter goes · Esc returns");
    let inside = draw_filter(canvas, &matches.list, inside);
    let rows = matches.rows(app.book(), usize::from(inside.height));
    let bar = (inside.width / 6).min(LONGEST_BAR);
    for (y, row) in (inside.top()..inside.bottom()).zip(rows) {
        let line = Rect {
            y,
            height: 1,
            ..inside
        };
        match row {
            MatchRow::Section { title, count } => {
                let part = (count, matches.most);
                draw_section(canvas, line, &title, part, bar);
            }
            MatchRow::Match { at, range } => {
                draw_match(canvas, app, line, range, at == matches.list.chosen());
            }
        }
    }
}

/// How many there are in the list: of a filtered one, how many of how many.
fn count(app: &App, matches: &Matches) -> String {
    let all = app.match_total().unwrap_or_default();
    match matches.list.filter() {
        Some(filter) if !filter.text().trim().is_empty() => {
            format!("{} of {all}", thousands(matches.list.len()))
        }
        _ => all,
    }
}

/// The title of a section, a bar as long as its part of the most that a section has, and its count.
fn draw_section(canvas: &mut Canvas<'_>, line: Rect, title: &str, part: (usize, usize), bar: u16) {
    let (count, most) = part;
    let (dim, accent) = (canvas.styles.dim, canvas.styles.accent);
    let figures = thousands(count);
    let column = text_width(&thousands(most)).to_u16();
    canvas.put_right(line.right(), line.y, &figures, dim);
    let x = line.right().saturating_sub(column + 1 + bar).max(line.x);
    canvas.put(x, line.y, &bar_of(count, most, bar), dim);
    let room = x.saturating_sub(line.x + 1);
    canvas.put_within(line.x, line.y, room, title, accent);
}

/// A bar in half cells; every count has at least half a cell. It stands to the right, beside its count.
fn bar_of(count: usize, most: usize, width: u16) -> String {
    let halves = (count * usize::from(width) * 2).div_ceil(most.max(1));
    let halves = halves.min(usize::from(width) * 2);
    let cells = halves.div_ceil(2);
    let blank = " ".repeat(usize::from(width) - cells);
    let half = if halves % 2 == 1 { "╺" } else { "" };
    format!("{blank}{half}{}", "━".repeat(halves / 2))
}

/// A match with its surroundings: all matches stand below one another.
fn draw_match(canvas: &mut Canvas<'_>, app: &App, line: Rect, range: TextRange, is_chosen: bool) {
    let styles = canvas.styles;
    let (text, dim, hit) = if is_chosen {
        canvas.buffer.set_style(line, styles.chosen);
        // In a row that is filled the match is not: without colours, too, they are apart.
        let on_row = Modifier::BOLD | Modifier::UNDERLINED;
        let hit = styles
            .text
            .patch(styles.current)
            .remove_modifier(Modifier::REVERSED);
        (styles.chosen, styles.chosen, hit.add_modifier(on_row))
    } else {
        (styles.text, styles.dim, styles.text.patch(styles.hit))
    };
    let document = app.window().document();
    let page = page_label(app.window().page_at(range.start));
    let end = canvas
        .put_right(line.right(), line.y, &page, dim)
        .saturating_sub(1);
    let start = (line.x + INDENT).min(end);
    let width = end - start;
    let before_width = width * 2 / 5;
    let longest = document.floor_char(range.start.to_usize() + LONGEST_MATCH);
    let range = TextRange {
        end: range.end.min(longest),
        ..range
    };
    let around = Surroundings::new(document.text(), range, usize::from(width));
    let before = end_within(&around.before, Cells::from(before_width));
    // A piece of a word at the edge says nothing.
    let before = match (before.len() < around.before.len(), before.split_once(' ')) {
        (true, Some((_, whole))) => whole,
        _ => before,
    };
    let x = start + before_width;
    canvas.put_right(x, line.y, before, text);
    let x = canvas.put_within(x, line.y, end.saturating_sub(x), &around.exact, hit);
    put_after(canvas, (x, line.y), end, &around.after, text);
}

/// What stands after a match, as far as there is room for whole words.
fn put_after(canvas: &mut Canvas<'_>, at: (u16, u16), end: u16, after: &str, style: Style) {
    let room = Cells::from(end.saturating_sub(at.0));
    let mut shown = after;
    if text_width(shown) > room {
        let short = crate::text::shortened(after, room);
        let kept = short.trim_end_matches('…').len();
        let whole = after.get(..kept).unwrap_or("");
        let is_cut = after.get(kept..).is_some_and(|rest| !rest.starts_with(' '));
        let last_blank = whole.rfind(' ').filter(|_| is_cut);
        shown = last_blank.map_or(whole, |blank| whole.get(..blank).unwrap_or(whole));
    }
    canvas.put(at.0, at.1, shown, style);
}
