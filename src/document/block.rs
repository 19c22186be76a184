//! Blocks: what a text is made of, from top to bottom.

use std::sync::Arc;

use super::Numerals;
use crate::text::{Direction, Offset, TextRange};

/// The number of a block in its document, counted from 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BlockId(u32);

impl BlockId {
    /// The block with this index.
    pub fn new(index: usize) -> Self {
        Self(u32::try_from(index).unwrap_or(u32::MAX))
    }

    /// As an index into [`super::Document::blocks`].
    pub const fn to_usize(self) -> usize {
        self.0 as usize
    }
}

/// The number of a table in its document, counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct TableId(u32);

impl TableId {
    pub(super) fn new(index: usize) -> Self {
        Self(u32::try_from(index).unwrap_or(u32::MAX))
    }

    /// As an index into [`super::Document::tables`].
    pub const fn to_usize(self) -> usize {
        self.0 as usize
    }
}

/// A paragraph, a heading, a verse … and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// Its text, without the `\n` that parts it from the next block.
    pub range: TextRange,
    /// What it is.
    pub kind: BlockKind,
    /// `None` where it stands in nothing, as most do; a book has as many blocks as paragraphs.
    pub(super) within: Option<Arc<Within>>,
    /// Whether a blank row parts it from the block before.
    pub spacing: Spacing,
    /// Where its lines lean, as the source has it; [`Alignment::Left`] is where they begin.
    pub alignment: Alignment,
    /// In which direction it is read, if the source says so; else its letters do.
    pub direction: Option<Direction>,
}

// A book has as many as paragraphs, and keeps them: what only few have is not in here.
const _: () = assert!(size_of::<Block>() <= 32);

impl Block {
    /// The quotations and list items it stands in, outermost first.
    pub fn containers(&self) -> &[Container] {
        self.within
            .as_ref()
            .map_or(&[], |within| &within.containers)
    }

    /// What stands in the margin of its first line: it is the first block of a list item or note.
    pub fn marker(&self) -> Option<Marker> {
        self.within.as_ref()?.marker
    }
}

/// What a block stands in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Within {
    containers: Box<[Container]>,
    marker: Option<Marker>,
}

impl Within {
    /// What a block stands in behind another; where that stands in the same, they share it.
    pub(super) fn of(
        containers: impl Iterator<Item = Container> + Clone,
        marker: Option<Marker>,
        before: Option<&Block>,
    ) -> Option<Arc<Self>> {
        if marker.is_none() && containers.clone().next().is_none() {
            return None;
        }
        let before = before.and_then(|before| before.within.as_ref());
        let same = before.filter(|before| {
            before.marker == marker && containers.clone().eq(before.containers.iter().copied())
        });
        let new = || {
            let containers = containers.collect();
            Arc::new(Self { containers, marker })
        };
        Some(same.map_or_else(new, Arc::clone))
    }
}

/// What a block is, and so how it is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// The title of the whole text.
    Title,
    /// Who wrote it, as the text itself says.
    Byline,
    /// The sentence or two between title and text that say what it is about.
    Standfirst,
    /// The line at the end that says where the text comes from.
    Credit,
    /// Running text; re-flowed.
    Paragraph,
    /// A heading; level 1 is the highest.
    Heading {
        /// 1 to 6.
        level: u8,
    },
    /// Lines of verse: kept line by line, never joined.
    Verse,
    /// Preformatted text: every blank kept.
    Code,
    /// A table; its cells are ranges of the block's text.
    Table(TableId),
    /// A break in the text: three stars.
    Rule,
    /// An image, shown as its alternative text.
    Figure,
}

impl BlockKind {
    /// Whether `\n` and blanks inside the block stand as they were written.
    pub const fn is_preformatted(self) -> bool {
        matches!(self, Self::Verse | Self::Code)
    }
}

/// Something a block stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Container {
    /// A quotation; drawn with a bar.
    Quotation,
    /// A list item or note whose text begins this many cells in.
    Item {
        /// Cells from the item's edge to its text.
        indent: u8,
    },
}

/// The sign before a list item or a note.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Marker {
    /// An item of a list without numbers.
    Bullet,
    /// An item of a numbered list.
    Number(u64),
    /// An item of a list that is counted in letters or roman numerals.
    Counted(Numerals, u64),
    /// An item to be done, or done.
    Task {
        /// Whether it is ticked.
        done: bool,
    },
    /// A note with this number.
    Note(u32),
}

impl Marker {
    /// The sign as drawn, without the blank after it.
    pub fn sign(self) -> String {
        match self {
            Self::Bullet => "•".to_owned(),
            Self::Number(n) => format!("{n}."),
            Self::Counted(numerals, n) => format!("{}.", numerals.write(n)),
            Self::Task { done: true } => "[x]".to_owned(),
            Self::Task { done: false } => "[ ]".to_owned(),
            Self::Note(n) => format!("{n}."),
        }
    }
}

/// Whether a blank row stands before a block.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Spacing {
    /// A blank row before it.
    #[default]
    Loose,
    /// Directly under the block before: an item of a tight list, a line of dialogue in a play.
    Tight,
}

/// Where a table's column leans, or the lines of a block.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Alignment {
    /// To the left.
    #[default]
    Left,
    /// To the middle.
    Centre,
    /// To the right.
    Right,
}

/// The cells of a table. A row may have fewer than there are columns, never more.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// How each column leans; as many as there are columns.
    pub columns: Vec<Alignment>,
    /// The rows, top to bottom.
    pub rows: Vec<TableRow>,
}

/// One row of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableRow {
    /// Its cells, left to right, at least one; the last may be missing ([`Self::cells_of`]).
    pub cells: Vec<TextRange>,
    /// Whether it names the columns.
    pub is_header: bool,
}

impl TableRow {
    /// Its cells, and as many empty ranges as are missing of so many columns.
    pub fn cells_of(&self, columns: usize) -> impl Iterator<Item = TextRange> {
        let missing = columns.saturating_sub(self.cells.len());
        let missing = std::iter::repeat_n(TextRange::at(self.end()), missing);
        self.cells.iter().copied().chain(missing)
    }

    /// Where its first cell begins.
    pub fn start(&self) -> Offset {
        self.cells.first().map_or(Offset::ZERO, |cell| cell.start)
    }

    /// Where its last cell ends.
    pub fn end(&self) -> Offset {
        self.cells.last().map_or(Offset::ZERO, |cell| cell.end)
    }
}
