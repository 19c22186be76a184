//! A map of the text at the right edge: where matches, bookmarks and highlights lie, and where one is.

use super::Canvas;
use super::signs::BOOKMARK;
use crate::app::{App, Frame};
use crate::text::{Offset, TextRange};

/// Where one is.
const HERE: &str = "‹";
/// Some highlight.
const HIGHLIGHT: &str = "▎";
/// A few matches, and more.
const FEW: &str = "╶";
const MANY: &str = "╺";

/// From so many matches in a stretch on they are many.
const MANY_FROM: usize = 4;

/// Below so many rows a map tells nothing.
const LEAST_ROWS: u16 = 6;

/// Draws the map while there is something on it, in the last column. Where no blank cell would part it from the
/// text, it is not drawn: it would be read with the ends of the lines.
pub(super) fn draw_map(canvas: &mut Canvas<'_>, app: &App, frame: Frame) {
    let book = app.book();
    let hits = app.window().hits().filter(|hits| !hits.is_empty());
    let is_blank = hits.is_none() && book.annotations().found().is_empty();
    let hanging = app.window().typography().margin().to_u16();
    let is_close = frame.left + frame.width() + hanging + 2 > canvas.area().right();
    let is_hidden = is_close || frame.foot.is_none() || frame.height < LEAST_ROWS;
    if is_blank || is_hidden || book.extent().is_awaiting() {
        return;
    }
    let x = canvas.area().right().saturating_sub(1);
    let (dim, accent) = (canvas.styles.dim, canvas.styles.accent);
    for row in 0..frame.height {
        let stretch = stretch(app, row, frame.height);
        let count = hits.map_or(0, |hits| hits.count_in(stretch));
        let (sign, style) = if is_here(app, stretch) {
            (HERE, accent)
        } else if let Some(has_bookmark) = book.annotations().begins_in(stretch) {
            let sign = if has_bookmark { BOOKMARK } else { HIGHLIGHT };
            (sign, accent)
        } else {
            match count {
                0 => continue,
                1..MANY_FROM => (FEW, dim),
                _ => (MANY, dim),
            }
        };
        canvas.put(x, frame.top + row, sign, style);
    }
}

/// The piece of the text a row of the map stands for. What is before and behind the body belongs to the
/// first and the last.
fn stretch(app: &App, row: u16, rows: u16) -> TextRange {
    let document = app.window().document();
    let at = |row: u16| document.at_fraction(f64::from(row) / f64::from(rows));
    TextRange {
        start: if row == 0 { Offset::ZERO } else { at(row) },
        end: if row + 1 == rows {
            Offset::new(document.text().len() + 1)
        } else {
            at(row + 1)
        },
    }
}

fn is_here(app: &App, stretch: TextRange) -> bool {
    stretch.contains(app.window().offset())
}
