//! Lists in a box: the contents.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::Canvas;
use super::panels::{Hints, draw_box};
use super::prompt::draw_edit;
use crate::app::{App, Contents, LineEdit, List, list_rows};
use crate::document::{ContentsSource, Document, Section, Title};
use crate::text::TextRange;

/// Cells by which each level of sections is set in.
const LEVEL: u16 = 2;

/// Cells for the sign at the section one is in, with the blank behind it.
const SIGN: u16 = 2;

/// Cells between a title and the number of its page.
const BEFORE_NUMBER: u16 = 2;

/// In fewer cells the titles of sections have all the room: cut shorter for their pages and levels, one would be
/// like another.
const ROOMY: u16 = 32;

/// The section above is named where there is room for more cells than this.
pub(super) const LEAST_WITHIN: u16 = 12;

/// The widest the contents are.
const WIDEST: u16 = 72;

const CONTENTS_HINTS: [&str; 3] = [
    "/ filters · Enter goes · Esc closes",
    "/ filters · Esc closes",
    "/ filters",
];

/// While a filter is typed.
const FILTER_HINTS: [&str; 3] = [
    "↑ ↓ move · Enter goes · Esc shows all",
    "Enter goes · Esc shows all",
    "Esc shows all",
];

/// The hints of a list, whose own ones are `lines`.
pub(super) fn hints(list: &List, lines: &'static [&'static str]) -> &'static [&'static str] {
    match list.filter() {
        Some(_) => &FILTER_HINTS,
        None => lines,
    }
}

/// The sign at the section one is in.
const HERE: &str = "›";

pub(super) fn draw_contents(canvas: &mut Canvas<'_>, app: &App, contents: &Contents) {
    let document = app.window().document();
    let sections = document.sections();
    let top_level = document.top_level();
    let hints = Hints {
        lines: hints(&contents.list, &CONTENTS_HINTS),
        said: app.notice(),
    };
    let inside = draw_list_box(canvas, "Contents", &contents.list, (1, WIDEST), &hints);
    for (y, at) in visible(&contents.list, inside, 1) {
        let Some((index, section)) = contents
            .list
            .nth(at)
            .and_then(|n| Some((n, sections.get(n)?)))
        else {
            continue;
        };
        let (is_chosen, style) = row_style(canvas, &contents.list, at, inside, y);
        if contents.here == Some(index) {
            canvas.put(
                inside.x,
                y,
                HERE,
                if is_chosen {
                    style
                } else {
                    canvas.styles.accent
                },
            );
        }
        let title = title_in_a_row(document, section);
        let x = inside.x + SIGN;
        if inside.width < ROOMY {
            let room = inside.right().saturating_sub(x);
            canvas.put_within(x, y, room, &title, style);
            continue;
        }
        let page = app.window().page_at(section.offset).label();
        let dim = if is_chosen { style } else { canvas.styles.dim };
        let end = canvas.put_right(inside.right(), y, &page, dim);
        let level = u16::from((section.level - top_level.min(section.level)).min(6));
        let x = x + (LEVEL * level).min(inside.width / 2 - SIGN);
        let end = end.saturating_sub(BEFORE_NUMBER);
        let x = canvas.put_within(x, y, end.saturating_sub(x), &title, style);
        let room = end.saturating_sub(x);
        if let Some(within) = contents
            .within(document, index)
            .filter(|_| room > LEAST_WITHIN)
        {
            canvas.put_within(x, y, room, &format!(" · {within}"), dim);
        }
    }
}

/// The title of a section, with a sign where it is no more than the opening words of a paragraph.
fn title_in_a_row(document: &Document, section: &Section) -> String {
    let title = document.section_title(section).replace('\n', " ");
    let Title::InText(range) = section.title else {
        return title;
    };
    let block = document.block_at(range.start);
    let block = block.and_then(|id| document.block(id));
    let goes_on = block.is_some_and(|block| {
        let rest = TextRange {
            start: range.end,
            end: block.range.end.max(range.end),
        };
        !document.slice(rest).trim().is_empty()
    });
    if goes_on && document.contents_source() == ContentsSource::Paragraphs {
        format!("{title}…")
    } else {
        title
    }
}

/// The box of a list, no wider inside than `widest`, its filter if there is one, and the area left for entries of
/// `rows` each.
pub(super) fn draw_list_box(
    canvas: &mut Canvas<'_>,
    title: &str,
    list: &List,
    (rows, widest): (u16, u16),
    hints: &Hints<'_>,
) -> Rect {
    let screen = canvas.area();
    let width = screen.width.saturating_sub(4).min(widest);
    let filter_rows = u16::from(list.filter().is_some());
    let entries = u16::try_from(list.len()).unwrap_or(u16::MAX).max(1);
    let height = entries
        .saturating_mul(rows)
        .saturating_add(filter_rows)
        .min(list_rows(screen.height));
    let inside = draw_box(canvas, width, height, title, hints);
    draw_filter(canvas, list, inside, "nothing here")
}

/// Draws the filter of a list, if there is one, in the first row of `inside`; answers with what is left for
/// entries. `nothing` is said where there are none, filtered or not.
pub(super) fn draw_filter(
    canvas: &mut Canvas<'_>,
    list: &List,
    inside: Rect,
    nothing: &str,
) -> Rect {
    let mut inside = inside;
    if let Some(filter) = list.filter() {
        inside = draw_filter_line(canvas, filter, inside);
    }
    if list.is_empty() && inside.height > 0 {
        let says = match list.filter() {
            Some(_) => NOTHING_PASSES,
            None => nothing,
        };
        canvas.put_within(inside.x, inside.y, inside.width, says, canvas.styles.dim);
    }
    inside
}

/// What is said where a filter lets nothing through.
pub(super) const NOTHING_PASSES: &str = "nothing like that";

/// Draws a filter in the first row of `inside`; answers with what is left below.
pub(super) fn draw_filter_line(canvas: &mut Canvas<'_>, filter: &LineEdit, inside: Rect) -> Rect {
    let x = canvas.put(inside.x, inside.y, "/", canvas.styles.accent);
    let room = inside.right().saturating_sub(x);
    draw_edit(canvas, x, inside.y, room, filter);
    Rect {
        y: inside.y + 1,
        height: inside.height.saturating_sub(1),
        ..inside
    }
}

/// The entries that fit, with the rows they begin in; the chosen one is among them, near the middle.
pub(super) fn visible(
    list: &List,
    inside: Rect,
    rows: u16,
) -> impl Iterator<Item = (u16, usize)> + use<> {
    let fit = usize::from((inside.height / rows).max(1));
    let count = list.len();
    let first = list
        .chosen()
        .saturating_sub(fit / 2)
        .min(count.saturating_sub(fit));
    let starts = (inside.top()..inside.bottom()).step_by(usize::from(rows));
    starts.zip(first..count.min(first + fit))
}

/// Whether the entry in this row is the chosen one, and how the row looks; a chosen row is filled.
pub(super) fn row_style(
    canvas: &mut Canvas<'_>,
    list: &List,
    at: usize,
    inside: Rect,
    y: u16,
) -> (bool, Style) {
    if at != list.chosen() {
        return (false, canvas.styles.text);
    }
    let style = canvas.styles.chosen;
    let row = Rect {
        y,
        height: 1,
        ..inside
    };
    canvas.buffer.set_style(row, style);
    (true, style)
}
