//! Where sentences begin.

use unicode_segmentation::UnicodeSegmentation;

use crate::document::{Block, Document};
use crate::text::Offset;

/// The places in a block at which a sentence begins (UAX #29), the block's own beginning among them.
pub(super) fn sentence_starts<'d>(
    document: &'d Document,
    block: &Block,
) -> impl Iterator<Item = Offset> + 'd {
    let start = block.range.start.to_usize();
    document
        .slice(block.range)
        .split_sentence_bound_indices()
        .filter(|(_, sentence)| !sentence.trim().is_empty())
        .map(move |(at, _)| Offset::new(start + at))
}
