//! The signs of what is annotated: beside the text, on the map, in the list.

use crate::app::{App, Located, Pen};
use crate::layout::Line;

/// A bookmark.
pub(super) const BOOKMARK: &str = "•";
/// Where a note begins.
pub(super) const NOTE: &str = "†";
/// What may stand elsewhere.
pub(super) const DOUBT: &str = "?";

/// Something highlighted: each pen has a sign of its own, so that they are told apart without colours.
pub(super) const fn pen_sign(pen: Pen) -> &'static str {
    match pen {
        Pen::Yellow => "▎",
        Pen::Green => "┃",
        Pen::Blue => "║",
        Pen::Pink => "┇",
        Pen::Line => "│",
    }
}

/// The sign of what is annotated on a line, of several the one that says most: what is in doubt is to be looked at;
/// that something was written is seen nowhere else, and neither is a bookmark; a highlight is in the text as well.
pub(super) fn annotation_sign(app: &App, line: &Line) -> Option<&'static str> {
    let annotations = app.book().annotations();
    let begin = if line.is_blank() {
        &[]
    } else {
        annotations.beginning_at(line.place)
    };
    let touching = line.ranges().flat_map(|range| annotations.touching(range));
    let all: Vec<&Located> = begin.iter().chain(touching).collect();
    if all.iter().any(|l| l.is_doubtful()) {
        return Some(DOUBT);
    }
    let begins = |l: &Located| line.ranges().any(|range| range.contains(l.range().start));
    let says = |l: &Located| l.has_note && (l.pen.is_none() || begins(l));
    if all.iter().any(|l| says(l)) {
        return Some(NOTE);
    }
    if all.iter().any(|l| l.pen.is_none()) {
        return Some(BOOKMARK);
    }
    let pen = all.first().and_then(|l| l.pen)?;
    Some(pen_sign(pen))
}
