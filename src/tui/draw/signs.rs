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

/// The sign of what is annotated on a line.
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
    if all.iter().any(|l| l.pen.is_none()) {
        return Some(BOOKMARK);
    }
    let begins = |l: &Located| line.ranges().any(|range| range.contains(l.range().start));
    if all.iter().any(|l| l.has_note && begins(l)) {
        return Some(NOTE);
    }
    let pen = all.first().and_then(|l| l.pen)?;
    Some(pen_sign(pen))
}
