//! Where things stand on the screen.

use crate::layout::Typography;
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

/// The frame of a terminal of `size` columns and rows; `None` below 20 by 5.
pub fn frame(size: (u16, u16), look: &Look) -> Option<Frame> {
    let (columns, rows) = size;
    if columns < SMALLEST.0 || rows < SMALLEST.1 {
        return None;
    }
    let measure = look.measure.to_u16().min(columns - 2);
    let left = (columns - measure) / 2;
    let air = u16::from(rows >= AIRY);
    let has_chrome = look.chrome == Chrome::Shown;
    let head = has_chrome && rows >= LOW;
    let above = u16::from(head) + air;
    let below = u16::from(has_chrome) + air;
    Some(Frame {
        left,
        top: above,
        measure,
        height: rows - above - below,
        head: head.then_some(0),
        foot: has_chrome.then_some(rows - 1),
    })
}

/// How the text is set for a terminal of `size`: its typography, and the rows of a page.
pub fn layout(size: (u16, u16), look: &Look) -> (Typography, Rows) {
    let (measure, height) =
        frame(size, look).map_or((SMALLEST.0 - 2, 1), |f| (f.measure, f.height));
    let mut typography = Typography::new(Cells::from(measure));
    typography.alignment = look.alignment;
    (typography, Rows::from(height))
}
