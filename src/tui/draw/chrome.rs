//! Running head and foot: thin, dim, and out of the way.

use super::Canvas;
use super::prompt::draw_prompt;
use crate::app::{App, Frame, Panel};
use crate::document::BlockKind;
use crate::layout::Measured;
use crate::reader::Screen;
use crate::text::{Cells, text_width};

/// Cells between two things in head or foot.
const APART: u16 = 2;

pub(super) fn draw_chrome(canvas: &mut Canvas<'_>, app: &App, frame: Frame) {
    if let Some(y) = frame.head {
        draw_head(canvas, app, frame, y);
    }
    let prompt = app.panels().iter().rev().find_map(|panel| match panel {
        Panel::Prompt(prompt) => Some(prompt),
        _ => None,
    });
    // What is typed or said is shown even when the foot is hidden: over the last row.
    let last = canvas.area().bottom().saturating_sub(1);
    let has_word = prompt.is_some() || app.notice().is_some();
    if let Some(y) = frame.foot.or(has_word.then_some(last)) {
        if frame.foot.is_none() {
            let row = ratatui::layout::Rect::new(0, y, canvas.area().width, 1);
            canvas.clear(row);
        }
        match prompt {
            Some(prompt) => draw_prompt(canvas, app, frame, y, prompt),
            None => draw_foot(canvas, app, frame, y),
        }
    }
}

/// The title of the book to the left, that of the section to the right. On the first page, where the
/// title stands in the text, there is nothing to add.
fn draw_head(canvas: &mut Canvas<'_>, app: &App, frame: Frame, y: u16) {
    let document = app.window().document();
    let screen = app.screen();
    let shows_title = screen.lines.iter().any(|line| {
        document
            .block(line.block)
            .is_some_and(|b| b.kind == BlockKind::Title)
    });
    if shows_title {
        return;
    }
    let style = canvas.styles.dim;
    let right = frame.left + frame.width();
    let headings = document.contents_source() != crate::document::ContentsSource::Paragraphs;
    let section = screen
        .head
        .filter(|_| headings)
        .and_then(|n| document.sections().get(n));
    let section = section.map(|s| document.section_title(s).replace('\n', " "));
    let mut room = frame.width();
    if let Some(section) = section {
        let half = (frame.width() / 2).max(1);
        let width = text_width(&section).to_u16().min(half);
        canvas.put_within(right - width, y, width, &section, style);
        room = room.saturating_sub(width + APART);
    }
    if let Some(title) = document.title() {
        canvas.put_within(frame.left, y, room, title, style);
    }
}

fn draw_foot(canvas: &mut Canvas<'_>, app: &App, frame: Frame, y: u16) {
    let style = canvas.styles.dim;
    let (long, short) = page_labels(app.screen());
    // While something is selected there is more to say of that.
    let is_selecting = app.selection().is_some() && app.notice().is_none();
    let mut end = if is_selecting {
        put_typed(canvas, app, frame, y)
    } else {
        put_found(canvas, app, frame, y, &short)
    };
    // What else is to the right gives way to the page number, the last of it first.
    let has_room = app.notice().is_none() && !is_selecting;
    if has_room && !app.book().extent().is_awaiting() {
        let least = text_width(&short).to_u16();
        for part in spare_parts(app) {
            let width = text_width(&part).to_u16();
            if end < frame.left + least + width + APART {
                break;
            }
            end = canvas.put_right(end, y, &part, style);
            end = end.saturating_sub(APART);
        }
    }
    let room = end.saturating_sub(frame.left);
    match app.notice() {
        Some(notice) => put_notice(canvas, frame, y, end, notice),
        None if app.selection().is_some() => {
            canvas.put(frame.left, y, &hints(app, room), canvas.styles.text);
        }
        None if app.book().extent().is_awaiting() => {
            canvas.put_within(frame.left, y, room, "…", style);
        }
        None => {
            let mut labels = [long, short].into_iter();
            let fitting = labels.find(|label| text_width(label) <= Cells::from(room));
            canvas.put(frame.left, y, &fitting.unwrap_or_default(), style);
        }
    }
}

/// What there is to say stands under the text. Where it is longer than that is wide, it goes on to the right,
/// if nothing stands there (`end` is where what does begins), and then begins further left.
fn put_notice(canvas: &mut Canvas<'_>, frame: Frame, y: u16, end: u16, notice: &str) {
    let is_free = end == frame.left + frame.width();
    let edge = canvas.area().right().saturating_sub(1);
    let end = if is_free { end.max(edge) } else { end };
    let width = u16::try_from(text_width(notice).0).unwrap_or(u16::MAX);
    let left = frame.left.min(end.saturating_sub(width).max(1));
    let style = canvas.styles.text;
    canvas.put_within(left, y, end.saturating_sub(left), notice, style);
}

/// What is never left out to the right in the foot: the keys of an unfinished command, and how many matches
/// there are. That is said as shortly as what is to the left of it asks for; where there is room for one
/// only, the page number gives way. Answers with the column where what is put begins.
fn put_found(canvas: &mut Canvas<'_>, app: &App, frame: Frame, y: u16, page: &str) -> u16 {
    let style = canvas.styles.dim;
    let end = put_typed(canvas, app, frame, y);
    let is_none = app.match_total().is_some_and(|total| total == "0");
    // That there is none is said to the left, with its name, and passes as whatever is said there.
    let Some([long, short]) = app.match_count().filter(|_| !is_none) else {
        return end;
    };
    let left = app.notice().unwrap_or(page);
    let least = text_width(left).to_u16().min(frame.width() / 2);
    let room = end.saturating_sub(frame.left + least + APART);
    let placed = app.match_place().map(|place| format!("{long} {place}"));
    let shorter = placed.iter().chain([&long]);
    let likened = app.match_likeness().map(|likeness| {
        shorter
            .clone()
            .map(move |count| format!("{likeness}  {count}"))
    });
    let mut counts = likened.into_iter().flatten().chain(shorter.cloned());
    let fitting = counts.find(|count| text_width(count) <= Cells::from(room));
    canvas
        .put_right(end, y, &fitting.unwrap_or_else(|| short.clone()), style)
        .saturating_sub(APART)
}

/// The keys of an unfinished command. Answers with the column where what is put begins.
fn put_typed(canvas: &mut Canvas<'_>, app: &App, frame: Frame, y: u16) -> u16 {
    let end = frame.left + frame.width();
    let typed = app.typed();
    if typed.is_empty() {
        return end;
    }
    let begin = canvas.put_right(end, y, &typed, canvas.styles.dim);
    begin.saturating_sub(APART)
}

/// What can be done with what is selected, as much of it as there is room for.
fn hints(app: &App, room: u16) -> String {
    let mut shown = String::new();
    for hint in app.selection_hints() {
        let part = if shown.is_empty() { "" } else { " · " };
        let more = format!("{part}{hint}");
        if text_width(&shown) + text_width(&more) > Cells::from(room) {
            break;
        }
        shown += &more;
    }
    shown
}

/// The pages in words and, where there is no room for them, in figures.
fn page_labels(screen: &Screen) -> (String, String) {
    let page = screen.page;
    let about = match page.measured {
        Measured::Exactly => "",
        Measured::Roughly => "~",
    };
    let (first, last) = (screen.pages.start(), screen.pages.end());
    let (word, numbers) = if first == last {
        ("page", first.to_string())
    } else {
        ("pages", format!("{first}–{last}"))
    };
    (
        format!("{word} {about}{numbers} of {about}{}", page.of),
        format!("{about}{numbers}/{}", page.of),
    )
}

/// What stands to the right in the foot where there is room, the rightmost and most needed first.
fn spare_parts(app: &App) -> Vec<String> {
    let screen = app.screen();
    let mut parts = vec![format!("{}%", screen.percent)];
    parts.extend(screen.time_left());
    parts.extend(screen.section_left());
    if app.book().not_kept_for().is_some() {
        parts.push("places are not kept".to_owned());
    }
    parts
}

/// A calm word where there is no room for a text.
pub(super) fn draw_too_small(canvas: &mut Canvas<'_>) {
    let area = canvas.area();
    let words = ["a little larger, please: 20 × 5", "needs 20 × 5"];
    let fits = |word: &&str| text_width(word) <= Cells::from(area.width);
    let word = words.into_iter().find(fits).unwrap_or("20 × 5");
    let x = area.width.saturating_sub(text_width(word).to_u16()) / 2;
    canvas.put(x, area.height / 2, word, canvas.styles.dim);
}
