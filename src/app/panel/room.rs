//! How much of a match and of what stands around it a row of the list has room for.
//!
//! Drawing puts it there, and the filter looks at no more than that: what makes a row pass is seen in it.

use crate::search::BLOCK_END;
use crate::text::{Cells, cluster_width, text_width};

/// The widest the list of matches is, in cells.
pub const WIDEST_MATCHES: u16 = 100;

/// Cells of the border and the blank beside it, on both sides.
const BORDER: u16 = 4;

/// Cells of a row of the list of matches: all matches stand below one another, as in a concordance.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RowRoom {
    /// For what comes before the match: two fifths of the row.
    pub before: u16,
    /// For the match and what comes after it.
    pub rest: u16,
}

impl RowRoom {
    /// Cells by which matches are set in under the title of their section.
    pub const INDENT: u16 = 2;

    /// The room on a terminal of so many `columns`, where the numbers of `pages` pages stand to the right.
    pub(super) fn new(columns: u16, pages: u32) -> Self {
        // With the sign of a number that is not exact, and a blank before it.
        let label = u16::try_from(pages.to_string().len()).unwrap_or(0) + 2;
        let width = columns.min(WIDEST_MATCHES);
        let row = width.saturating_sub(BORDER + Self::INDENT + label);
        let before = row * 2 / 5;
        Self {
            before,
            rest: row - before,
        }
    }

    /// Bytes on either side of a match beyond which nothing of a common text is in the row.
    pub(super) fn reach(self) -> usize {
        usize::from(self.before.max(self.rest)) * 4
    }
}

/// Whether a piece of the text takes no more than `room` cells on one line.
pub(super) fn fits(piece: &str, room: u16) -> bool {
    // A line end is drawn as a blank or, where a block ends, as a sign between two.
    let at_line_end = cluster_width(BLOCK_END.encode_utf8(&mut [0; 2])) + Cells(2);
    let line_ends = piece.bytes().filter(|byte| *byte == b'\n').count();
    let line_ends = Cells(
        u32::try_from(line_ends)
            .unwrap_or(u32::MAX)
            .saturating_mul(at_line_end.0),
    );
    let room = Cells::from(room);
    // No char takes more cells than bytes.
    let most = Cells(u32::try_from(piece.len()).unwrap_or(u32::MAX));
    most + line_ends <= room || text_width(piece) + line_ends <= room
}
