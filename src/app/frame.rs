//! Where things stand on the screen.

use crate::layout::{Columns, Hanging, Sheet, Typography};
use crate::reader::View;
use crate::text::{Cells, Rows};

use super::Look;

/// Whether head and foot are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Chrome {
    /// They are.
    #[default]
    Shown,
    /// Nothing but the text.
    Hidden,
}

/// The places of head, text and foot, in cells and rows from the upper left corner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Frame {
    /// The column the text begins in. There is always one to the left of it, for signs.
    pub left: u16,
    /// The column the text of the right-hand page begins in, where two pages face each other.
    pub right_page: Option<u16>,
    /// The row the text begins in.
    pub top: u16,
    /// The longest a line is.
    pub measure: u16,
    /// Rows of text.
    pub height: u16,
    /// The row of the running head, if it is shown.
    pub head: Option<u16>,
    /// The row of the foot, if it is shown.
    pub foot: Option<u16>,
}

/// The smallest terminal a text is shown in, in columns and rows.
pub const SMALLEST: (u16, u16) = (20, 5);

/// From this height on, a blank row parts the text from head and foot.
const AIRY: u16 = 16;

/// Below this height there is no room for a head.
const LOW: u16 = 8;

/// Facing pages have at least so many cells each: below, too many lines are broken badly.
const NARROWEST_PAGE: u16 = 45;

/// Cells between facing pages: so many that no eye reads on across them.
const GUTTER: u16 = 6;

/// Cells left and right of facing pages: one for signs, and one in which punctuation hangs.
const MARGIN: u16 = 2;

/// From this width on there is room for two pages. With no cell to spare, the gutter gives one to the
/// margin, where the signs stand.
pub const TWO_PAGES: u16 = 2 * NARROWEST_PAGE + GUTTER;

impl Frame {
    /// Whether the text has margins on a terminal of `columns` columns in which punctuation can hang.
    pub const fn has_margins(&self, columns: u16) -> bool {
        // And one more on the left for signs.
        self.left > 1 && self.left + self.width() < columns
    }

    /// Cells from the left edge of the text to its right edge, over all columns.
    pub const fn width(&self) -> u16 {
        match self.right_page {
            Some(right) => right - self.left + self.measure,
            None => self.measure,
        }
    }
}

/// How many pages are shown at once on a terminal of `columns` columns. Scrolling has one column.
pub fn columns_shown(columns: u16, look: &Look, view: View) -> Columns {
    match view {
        View::Pages if columns >= TWO_PAGES => look.columns,
        View::Pages | View::Scroll => Columns::One,
    }
}

/// The frame of a terminal of `size` columns and rows; `None` below 20 by 5.
pub fn frame(size: (u16, u16), look: &Look, view: View) -> Option<Frame> {
    let (columns, rows) = size;
    if columns < SMALLEST.0 || rows < SMALLEST.1 {
        return None;
    }
    let wish = look.typography.measure().to_u16();
    let (measure, gutter) = match columns_shown(columns, look, view) {
        Columns::One => (wish.min(columns - 2), None),
        Columns::Two => {
            // Punctuation hangs in a margin on either side, if that leaves the pages wide enough.
            let room = (columns.saturating_sub(2 * MARGIN + GUTTER) / 2).max(NARROWEST_PAGE);
            let measure = wish.min(room);
            (measure, Some(GUTTER.min(columns - 1 - 2 * measure)))
        }
    };
    let width = gutter.map_or(measure, |gutter| 2 * measure + gutter);
    let left = ((columns - width) / 2).max(1);
    let air = u16::from(rows >= AIRY);
    let has_chrome = look.chrome == Chrome::Shown;
    let head = has_chrome && rows >= LOW;
    let above = u16::from(head) + air;
    let below = u16::from(has_chrome) + air;
    Some(Frame {
        left,
        right_page: gutter.map(|gutter| left + measure + gutter),
        top: above,
        measure,
        height: rows - above - below,
        head: head.then_some(0),
        foot: has_chrome.then_some(rows - 1),
    })
}

/// How the text is set for a terminal of `size`: its typography, and what its pages are cut for.
pub fn layout(size: (u16, u16), look: &Look, view: View) -> (Typography, Sheet) {
    let frame = frame(size, look, view);
    let (measure, height) = frame.map_or((SMALLEST.0 - 2, 1), |f| (f.measure, f.height));
    let mut typography = look.typography.with_measure(Cells::from(measure));
    if !frame.is_some_and(|frame| frame.has_margins(size.0)) {
        typography.hanging = Hanging::None;
    }
    let sheet = Sheet {
        height: Rows::from(height),
        columns: if frame.is_some_and(|f| f.right_page.is_some()) {
            Columns::Two
        } else {
            Columns::One
        },
    };
    (typography, sheet)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Emphasis;

    fn look(measure: u32) -> Look {
        Look {
            typography: Typography::new(Cells(measure)),
            emphasis: Emphasis::Italic,
            columns: Columns::Two,
            chrome: Chrome::Shown,
            default_measure: Cells(measure),
            themes: [].into(),
            theme: 0,
        }
    }

    #[test]
    fn two_pages_fit_side_by_side_with_a_margin_for_signs_from_96_columns_on() {
        for columns in 20..=400 {
            for measure in [20, 44, 45, 66, 200] {
                let frame = frame((columns, 30), &look(measure), View::Pages).unwrap();
                assert_eq!(frame.right_page.is_some(), columns >= 96, "{columns}");
                assert!(frame.left >= 1 && frame.left + frame.width() <= columns);
                let Some(right) = frame.right_page else {
                    continue;
                };
                assert!(frame.measure >= 45.min(u16::try_from(measure).unwrap()));
                let gutter = right - frame.left - frame.measure;
                assert_eq!(gutter, if columns == 96 && measure > 44 { 5 } else { 6 });
            }
        }
    }

    #[test]
    fn scrolling_has_one_column() {
        let scroll = frame((200, 30), &look(66), View::Scroll).unwrap();
        assert_eq!((scroll.measure, scroll.right_page), (66, None));
    }
}
