//! What panels have room for: the rows of a list, and in a row of that of matches how much of a match and of what
//! stands around it. A page key moves by as many rows as are seen.

use super::super::App;
use super::List;

/// The widest the list of matches is, in cells.
pub const WIDEST_MATCHES: u16 = 100;

/// Cells of the border and the blank beside it, on both sides.
const BORDER: u16 = 4;

/// Rows of the border of a box, above and below.
const BORDER_ROWS: u16 = 2;

/// Above this height some of the text is seen above and below a list in the middle of the screen.
const LOW: u16 = 12;

/// From this height on the text is seen above a list at the lower edge; below, the list is the screen.
pub const TALL: u16 = 14;

/// The most rows inside a box in the middle of a terminal of so many.
pub const fn box_rows(screen: u16) -> u16 {
    screen.saturating_sub(BORDER_ROWS)
}

/// The most rows inside the box of a list in the middle of a terminal of so many, that of a filter among them.
pub const fn list_rows(screen: u16) -> u16 {
    box_rows(screen).saturating_sub(if screen > LOW { BORDER_ROWS } else { 0 })
}

/// The rows of a list at the lower edge of a terminal of so many, with its border.
pub const fn lower_list_rows(screen: u16) -> u16 {
    if screen < TALL {
        screen
    } else {
        screen * 3 / 5
    }
}

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

impl App {
    /// How many entries of `rows` rows each a list shows at a time.
    pub(super) fn entries_seen(&self, list: &List, rows: u16) -> usize {
        seen(list_rows(self.size.1), list, rows)
    }

    /// The same of a list at the lower edge.
    pub(super) fn entries_seen_below(&self, list: &List, rows: u16) -> usize {
        seen(box_rows(lower_list_rows(self.size.1)), list, rows)
    }
}

fn seen(inside: u16, list: &List, rows: u16) -> usize {
    let inside = inside.saturating_sub(u16::from(list.filter().is_some()));
    usize::from((inside / rows.max(1)).max(1))
}
