//! What a window shows: derived from it, kept nowhere.

use std::ops::RangeInclusive;

use crate::layout::Line;
use crate::text::{Offset, TextRange};

use super::{PaceOf, PageNumber};

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
    /// How long what is left takes.
    pub time: TimeLeft,
    /// The section one stands in: an index into [`crate::document::Document::sections`].
    pub section: Option<usize>,
    /// The section that is named as the one one stands in. What stands behind the body, such as the licence of a
    /// library, belongs to none that began in the body.
    pub head: Option<usize>,
}

/// The time of reading that is left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimeLeft {
    /// Minutes in the body.
    pub body: u32,
    /// Minutes in the section one stands in; `None` in a text of one section, and in the last one, where it is
    /// the same.
    pub section: Option<u32>,
    /// By whose pace.
    pub pace: PaceOf,
}

impl Screen {
    /// The time of reading left, in words; `None` where it is less than a minute. As long as it is a guess, it
    /// says so.
    pub fn time_left(&self) -> Option<String> {
        let about = match self.time.pace {
            PaceOf::Most => "about ",
            PaceOf::Reader => "",
        };
        in_words(self.time.body).map(|time| format!("{about}{time} left"))
    }

    /// The time of reading left in the section, in words; `None` where it is less than a minute.
    pub fn section_left(&self) -> Option<String> {
        let time = self.time.section.and_then(in_words)?;
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
