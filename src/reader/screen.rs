//! What a window shows: derived from it, kept nowhere.

use std::ops::RangeInclusive;

use crate::layout::Line;
use crate::text::{Offset, TextRange};

use super::PageNumber;

/// The rows of text on a screen, and what its head and foot say of them.
#[derive(Clone, Debug)]
pub struct Screen {
    /// The rows, from the top; fewer than there is room for where a page ends early. Of two facing
    /// pages the rows of the left one come first.
    pub lines: Vec<Line>,
    /// How many of them stand in the left column; all, where there is one column.
    pub left: usize,
    /// The text on it, from the first row's place to the end of the last row.
    pub shown: TextRange,
    /// The index in `lines` of the row on which the reading position stands, where that is not the
    /// first.
    pub eye: Option<usize>,
    /// The page the reading position is on.
    pub page: PageNumber,
    /// The numbers of all pages that are shown.
    pub pages: RangeInclusive<u32>,
    /// How far into the body the reading position is: 0 to 100, and 100 only where its end is shown.
    pub percent: u8,
    /// Whether the end of the text is shown.
    pub is_end: bool,
    /// Minutes of reading left in the body.
    pub minutes_left: u32,
    /// Minutes of reading left in the section one stands in; `None` in a text of one section, and in the last
    /// one, where it is the same.
    pub section_minutes_left: Option<u32>,
    /// The section one stands in: an index into [`crate::document::Document::sections`].
    pub section: Option<usize>,
    /// The section the first row belongs to: what the running head says.
    pub head: Option<usize>,
}

impl Screen {
    /// The time of reading left, in words; `None` where it is less than a minute.
    pub fn time_left(&self) -> Option<String> {
        in_words(self.minutes_left).map(|time| format!("{time} left"))
    }

    /// The time of reading left in the section, in words; `None` where it is less than a minute.
    pub fn section_left(&self) -> Option<String> {
        let time = self.section_minutes_left.and_then(in_words)?;
        Some(format!("section {time}"))
    }

    /// The rows of the left column (or the only one), and of the right one.
    pub fn columns(&self) -> [&[Line]; 2] {
        let left = self.left.min(self.lines.len());
        let (left, right) = self.lines.split_at(left);
        [left, right]
    }

    /// Whether a place is on it.
    pub fn shows(&self, offset: Offset) -> bool {
        self.shown.contains(offset) || self.shown.start == offset
    }
}

fn in_words(minutes: u32) -> Option<String> {
    match minutes {
        0 => None,
        minutes @ 1..60 => Some(format!("{minutes} min")),
        minutes => Some(format!("{} h {:02}", minutes / 60, minutes % 60)),
    }
}
