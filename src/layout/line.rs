//! What one row of the screen shows.
//!
//! A line holds ranges of the text, never text: the letters are the document's, and blanks are spread
//! when the line is drawn.

use crate::document::BlockId;
use crate::text::{Cells, Offset, TextRange};

/// One row of set text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The block it belongs to; for the blank row between two blocks, the later one.
    pub block: BlockId,
    /// The place it stands for: within a gathering never smaller than the line before's. A blank row
    /// stands for the `\n` before its block.
    pub place: Offset,
    /// Whether it is the first line of its block and so bears the block's marker.
    pub is_first: bool,
    /// What is on it.
    pub content: Content,
}

/// What is on a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// Nothing: the space between two blocks.
    Blank,
    /// A piece of the text.
    Text {
        /// What it shows.
        range: TextRange,
        /// Cells from the edge of the measure to its first letter.
        indent: Cells,
        /// How it ends.
        ending: Ending,
        /// How its blanks are widened.
        stretch: Stretch,
    },
    /// A row, or a part of a row, of a table.
    Row {
        /// Its pieces, from left to right.
        pieces: Box<[Piece]>,
        /// Whether it names the columns.
        is_header: bool,
        /// Which line of its row it is, counted from 0.
        nth: usize,
    },
    /// A line of a row that is set by itself, each cell behind the name of its column.
    Record {
        /// A piece of the column's name.
        name: Option<Piece>,
        /// The column of the sign behind the name, if it ends on this line.
        colon: Option<Cells>,
        /// A piece of what the row has there.
        value: Option<Piece>,
        /// Which line of its row it is, counted from 0.
        nth: usize,
    },
    /// The rule under the names of a table's columns.
    TableRule {
        /// Cells from the edge of the measure.
        indent: Cells,
        /// How long it is.
        width: Cells,
    },
}

/// A piece of a table cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Cells from the edge of the measure to its first letter.
    pub at: Cells,
    /// What it shows.
    pub range: TextRange,
    /// The cell it is a piece of.
    pub cell: TextRange,
    /// How it ends.
    pub ending: Ending,
}

/// How a line ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ending {
    /// With its last letter.
    #[default]
    Plain,
    /// Inside a word, with a hyphen that is not in the text.
    Hyphen,
    /// Inside a line of code that goes on in the next row, with a sign that is not in the text.
    Continued,
}

/// By how many cells the gaps of a line are widened. A gap is a run of blanks between two words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stretch {
    /// By so many cells every gap.
    pub every: u32,
    /// Bit n is set where the nth gap from the beginning of the line takes one more.
    pub wider: u64,
}

impl Stretch {
    /// Cells by which the `n`th gap is widened.
    pub fn of(self, n: usize) -> Cells {
        let bit = u32::try_from(n)
            .ok()
            .and_then(|n| self.wider.checked_shr(n));
        Cells(self.every + u32::from(bit.is_some_and(|bits| bits & 1 == 1)))
    }
}

impl Line {
    /// Whether nothing is on it.
    pub const fn is_blank(&self) -> bool {
        matches!(self.content, Content::Blank)
    }

    /// Which line of a table's row it is, if it is one, counted from 0.
    pub const fn nth_of_row(&self) -> Option<usize> {
        match self.content {
            Content::Row { nth, .. } | Content::Record { nth, .. } => Some(nth),
            Content::Blank | Content::Text { .. } | Content::TableRule { .. } => None,
        }
    }

    /// The ranges of the text it shows, from left to right.
    pub fn ranges(&self) -> impl Iterator<Item = TextRange> + '_ {
        let (ones, many): ([Option<TextRange>; 2], &[Piece]) = match &self.content {
            Content::Text { range, .. } => ([Some(*range), None], &[]),
            Content::Row { pieces, .. } => ([None, None], pieces),
            Content::Record { name, value, .. } => {
                ([*name, *value].map(|piece| piece.map(|p| p.range)), &[])
            }
            Content::Blank | Content::TableRule { .. } => ([None, None], &[]),
        };
        let many = many.iter().map(|piece| piece.range);
        ones.into_iter().flatten().chain(many)
    }
}
