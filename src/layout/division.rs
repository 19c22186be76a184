//! Where a long text without chapters is divided, told by what stands near by.
//!
//! Who counts bytes from the beginning must have read from the beginning: of a part of a text he knows none of its
//! pages. So every block has a rank, headings the highest, and else by chance: by its length and first
//! words, which are the same wherever reading began. A gathering begins with the block whose rank is the
//! highest far around. (That is how files are cut for deduplication: A. Muthitacharoen et al., "A Low-bandwidth
//! Network File System", 2001; by the highest in a window, N. Bjørner et al., "Content-Dependent Chunking", 2010.)

use std::collections::VecDeque;

use crate::document::{Block, BlockKind, Document};
use crate::text::TextRange;

/// Bytes before and behind a block among which its rank is the highest: so gatherings have about 20 pages at
/// least, and mostly twice that. What was read so far before a place has the pages of the whole there.
const AROUND: usize = 32 * 1024;

/// Bytes at the beginning of a block by which it is told from others of its length.
const OPENING: usize = 32;

/// The rank of a block. That of one with which a gathering begins in any case is the highest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Rank(u64);

impl Rank {
    pub const FIRST: Self = Self(u64::MAX);
    /// No gathering begins there.
    pub const NONE: Self = Self(0);

    /// That of a block by itself.
    pub fn of(document: &Document, index: usize) -> Self {
        let blocks = document.blocks();
        let range = |index: usize| {
            blocks
                .get(index)
                .map_or_else(TextRange::default, |b| b.range)
        };
        let height = match blocks.get(index).map(|block| block.kind) {
            Some(BlockKind::Heading { level }) => 7 - u64::from(level.min(6)),
            _ => 0,
        };
        let lengths = [range(index).len() as u64, range(index + 1).len() as u64];
        let text = document.slice(range(index)).as_bytes();
        let opening = text.get(..OPENING).unwrap_or(text).chunks(8).map(|eight| {
            let shifted = |sum: u64, byte: &u8| sum << 8 | u64::from(*byte);
            eight.iter().fold(0, shifted)
        });
        let chance = lengths.into_iter().chain(opening).fold(0, mix) >> 4;
        Self((height << 60 | chance).max(1))
    }
}

/// Fibonacci hashing (Knuth, volume 3, 6.4).
const fn mix(sum: u64, more: u64) -> u64 {
    let product = (sum ^ more).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    product.rotate_left(29)
}

/// A block that may have the highest rank around.
struct Candidate {
    index: usize,
    at: usize,
    rank: Rank,
    /// None before it is as high.
    is_highest: bool,
}

/// The blocks that have the highest rank around them; none near the beginning or the end. Linear in them.
pub(super) fn highest(blocks: &[Block], ranks: impl Fn(usize) -> Rank) -> Vec<usize> {
    let mut found = Vec::new();
    // In falling order; each is the highest of those behind the one before it.
    let mut left: VecDeque<Candidate> = VecDeque::new();
    for (index, block) in blocks.iter().enumerate() {
        let at = block.range.start.to_usize();
        while let Some(past) = left.front().filter(|first| first.at + AROUND < at) {
            if past.is_highest && past.rank != Rank::FIRST && past.rank != Rank::NONE {
                found.push(past.index);
            }
            left.pop_front();
        }
        let rank = ranks(index);
        while left.back().is_some_and(|last| last.rank < rank) {
            left.pop_back();
        }
        let is_highest = left.is_empty();
        left.push_back(Candidate {
            index,
            at,
            rank,
            is_highest,
        });
    }
    found
}
