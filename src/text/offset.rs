//! Places in a text.

use serde::{Deserialize, Serialize};

/// A byte place in one document's text, on a char boundary.
///
/// Four bytes and not eight, because the tables of a document are made of
/// offsets; a text is therefore at most 4 GiB long (the builder sees to it).
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Offset(u32);

impl Offset {
    /// The beginning.
    pub const ZERO: Self = Self(0);

    /// The place `byte` bytes into the text; past 4 GiB it stays at 4 GiB.
    pub fn new(byte: usize) -> Self {
        Self(u32::try_from(byte).unwrap_or(u32::MAX))
    }

    /// Bytes from the beginning.
    pub const fn to_usize(self) -> usize {
        self.0 as usize
    }
}

/// A half-open range of offsets: `start` is in it, `end` is not.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct TextRange {
    /// First byte of the range.
    pub start: Offset,
    /// First byte after the range.
    pub end: Offset,
}

impl TextRange {
    /// The range from byte `start` up to byte `end`; empty at `start` if `end` lies before it.
    pub fn new(start: usize, end: usize) -> Self {
        Self {
            start: Offset::new(start),
            end: Offset::new(end.max(start)),
        }
    }

    /// The empty range at a place.
    pub const fn at(offset: Offset) -> Self {
        Self {
            start: offset,
            end: offset,
        }
    }

    /// Length in bytes.
    pub const fn len(self) -> usize {
        self.end.to_usize().saturating_sub(self.start.to_usize())
    }

    /// Whether nothing is in it.
    pub const fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// Whether the byte at `offset` is in it.
    pub fn contains(self, offset: Offset) -> bool {
        self.start <= offset && offset < self.end
    }

    /// What two ranges share, if it is at least a byte.
    pub fn intersection(self, other: Self) -> Option<Self> {
        let start = self.start.max(other.start);
        let end = self.end.min(other.end);
        (start < end).then_some(Self { start, end })
    }

    /// The piece of `text` in this range; empty where the range does not fit the text.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start.to_usize()..self.end.to_usize())
            .unwrap_or("")
    }
}
