//! What was wrong with the file.

use super::Canvas;
use super::panels::{draw_box, only};
use crate::app::{App, ProblemRow, Scroll, box_rows, problem_rows, problems_width};

pub(super) fn draw_problems(canvas: &mut Canvas<'_>, app: &App, scroll: &Scroll) {
    let screen = canvas.area();
    let width = problems_width(screen.width);
    let rows = problem_rows(app.window().document().problems(), width);
    let height = u16::try_from(rows.len()).unwrap_or(u16::MAX);
    let height = height.min(box_rows(screen.height));
    let title = "What was wrong with this file";
    let inside = draw_box(canvas, width, height, title, &only(&["Esc closes"]));
    let last = rows.len().saturating_sub(usize::from(inside.height));
    let shown = rows.iter().skip(scroll.top.min(last));
    for (y, row) in (inside.top()..inside.bottom()).zip(shown) {
        match row {
            ProblemRow::Place(place) => {
                canvas.put_within(inside.x, y, inside.width, place, canvas.styles.accent);
            }
            ProblemRow::What(what) => {
                let room = inside.width.saturating_sub(ProblemRow::INDENT);
                canvas.put_within(
                    inside.x + ProblemRow::INDENT,
                    y,
                    room,
                    what,
                    canvas.styles.text,
                );
            }
        }
    }
}
