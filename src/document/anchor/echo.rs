//! Sentences that say the same one after another.
//!
//! “Do cats eat bats? Do cats eat bats?” Where one of two was taken out the other stands between half of the same
//! neighbours, and nobody can say which of them it is. So it is asked whether what a sentence says is said once
//! more beside it.

use std::collections::HashSet;

use super::quotation::Quotation;

/// Sentences are compared in pieces of so many letters.
const PIECE: usize = 3;

/// How much of a sentence is said once more beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Echo {
    /// Little or nothing.
    None,
    /// Half of its words, or about those: where it was taken out a neighbour looks like it with a mistake or two.
    Half,
    /// All of it.
    Whole,
}

/// How much of its sentence a quotation has a second time.
pub(super) fn of(quotation: &Quotation) -> Echo {
    let sentence = quotation.sentence_letters();
    let (start, end) = quotation.sentence_bounds();
    let length = sentence.len().max(1);
    let mut places = quotation.letters.windows(length).enumerate();
    if places.any(|(at, piece)| at != start && piece == sentence) {
        return Echo::Whole;
    }
    let before = quotation.letters.get(..start).unwrap_or(&[]);
    let after = quotation.letters.get(end..).unwrap_or(&[]);
    let beside = before.windows(PIECE).chain(after.windows(PIECE));
    let beside: HashSet<&[char]> = beside.collect();
    let pieces = sentence.windows(PIECE);
    let count = pieces.len();
    let echoes = pieces.filter(|piece| beside.contains(piece)).count();
    if count > 0 && echoes * 2 >= count {
        Echo::Half
    } else {
        Echo::None
    }
}
