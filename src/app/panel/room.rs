//! How much of a match and of what stands around it a row of the list has room for.

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
}
