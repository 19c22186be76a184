//! The library: two rows a book.

use super::Canvas;
use super::lists::{draw_list_box, hints, row_style, visible};
use super::panels::Hints;
use crate::app::{App, Library};
use crate::text::Cells;

/// The widest it is: a book's marks and the path of its file have a row.
const WIDEST: u16 = 100;

const BOOKS_HINTS: [&str; 5] = [
    "/ filters · s sorts · B marks · d forgets · u undoes · Enter opens",
    "/ filters · s sorts · B marks · d forgets · u undoes",
    "/ filters · s sorts · B marks · Esc closes",
    "/ filters · Esc closes",
    "/ filters",
];

const MARKS_HINTS: [&str; 3] = [
    "/ filters · B books · Enter opens · Esc closes",
    "/ filters · B books",
    "/ filters",
];

pub(super) fn draw_library(canvas: &mut Canvas<'_>, app: &App, library: &Library) {
    let list = &library.list;
    let lines: &'static [&'static str] = if library.shows_marks() {
        &MARKS_HINTS
    } else {
        &BOOKS_HINTS
    };
    let hints = Hints {
        lines: hints(list, lines),
        said: app.notice(),
    };
    let inside = draw_list_box(canvas, library.title(), list, (2, WIDEST), &hints);
    if list.is_empty() && inside.height > 0 {
        let row = ratatui::layout::Rect {
            height: 1,
            ..inside
        };
        canvas.clear(row);
        let (says, dim) = (library.emptiness(), canvas.styles.dim);
        canvas.put_within(inside.x, inside.y, inside.width, says, dim);
    }
    for (y, at) in visible(list, inside, 2) {
        let Some(line) = list.nth(at).and_then(|n| library.line(n, app.now())) else {
            continue;
        };
        let (_, style) = row_style(canvas, list, at, inside, y);
        let end = canvas.put_right(inside.right(), y, &line.right, style);
        let room = end.saturating_sub(inside.x + 1);
        canvas.put_within(inside.x, y, room, &line.head, style);
        let below = y + 1;
        if below < inside.bottom() {
            let room = inside.width.saturating_sub(2);
            let dim = canvas.styles.dim;
            let says = line.below(Cells::from(room));
            canvas.put_within(inside.x + 2, below, room, &says, dim);
        }
    }
}
