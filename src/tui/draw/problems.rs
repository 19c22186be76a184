//! What was wrong with the file.

use super::Canvas;
use super::panels::{draw_box, only};
use crate::app::{App, Scroll, box_rows};
use crate::document::{Problem, sanitized};

/// The widest the list is.
const WIDEST: u16 = 64;

/// Cells by which what was wrong is set in under where.
const INDENT: u16 = 2;

/// Problems shown; a file with more has nothing right, and `folio inspect` lists them all.
const MOST: usize = 1000;

enum Row {
    Place(String),
    What(String),
}

pub(super) fn draw_problems(canvas: &mut Canvas<'_>, app: &App, scroll: &Scroll) {
    let screen = canvas.area();
    let width = screen.width.saturating_sub(4).min(WIDEST);
    let problems = app.window().document().problems();
    let rows = rows(problems, usize::from(width));
    let height = u16::try_from(rows.len()).unwrap_or(u16::MAX);
    let height = height.min(box_rows(screen.height));
    let title = "What was wrong with this file";
    let inside = draw_box(canvas, width, height, title, &only(&["Esc closes"]));
    let last = rows.len().saturating_sub(usize::from(inside.height));
    let shown = rows.iter().skip(scroll.top.min(last));
    for (y, row) in (inside.top()..inside.bottom()).zip(shown) {
        match row {
            Row::Place(place) => {
                canvas.put_within(inside.x, y, inside.width, place, canvas.styles.accent);
            }
            Row::What(what) => {
                let room = inside.width.saturating_sub(INDENT);
                canvas.put_within(inside.x + INDENT, y, room, what, canvas.styles.text);
            }
        }
    }
}

/// Where, and below it what, wrapped; what was wrong in the same place stands together.
fn rows(problems: &[Problem], width: usize) -> Vec<Row> {
    let mut rows = Vec::new();
    let room = width.saturating_sub(usize::from(INDENT)).max(8);
    let mut before = None;
    for problem in problems.iter().take(MOST) {
        if before != Some(&problem.place) {
            rows.push(Row::Place(sanitized(&problem.place)));
            before = Some(&problem.place);
        }
        let what = sanitized(&problem.what);
        let lines = textwrap::wrap(&what, room);
        rows.extend(lines.into_iter().map(|line| Row::What(line.into_owned())));
    }
    if problems.len() > MOST {
        let more = problems.len() - MOST;
        rows.push(Row::Place(format!(
            "and {more} more; folio inspect lists them"
        )));
    }
    rows
}
