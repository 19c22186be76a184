//! Which short sentences of a text stand in it more than once.
//!
//! A long sentence is known by itself. A short one may be said again: a heading stands in the list of
//! contents too, a refrain comes back. Where one of two was taken out the other is not the one that was
//! marked, so it must be known of a mark whether its sentence had a twin.

use super::letters::Letters;
use super::{Document, ends_sentence};
use crate::text::Folding;

/// A sentence of more bytes is no short one: forty Latin letters or a dozen Chinese characters are known
/// by themselves.
const SHORT: usize = 64;
/// Fewer letters (bytes) than these may have come about by chance: “No.”
const FEWEST: usize = 6;

/// The short sentences of a text, and where each begins.
#[derive(Debug, Clone, Default)]
pub(super) struct Twins {
    sentences: Vec<(u64, u32)>,
    /// All letters of the text, unless it is a long one.
    letters: Option<Vec<u8>>,
}

impl Twins {
    /// Goes over a document once.
    pub fn of(document: &Document) -> Self {
        let (text, folding) = (document.text(), document.folding());
        let mut sentences = Vec::new();
        let mut start = 0;
        for piece in text.split_inclusive(ends_sentence) {
            if piece.len() <= 2 * SHORT
                && let Some(hash) = hash(Letters::of(piece, folding).bytes())
            {
                sentences.push((hash, u32::try_from(start).unwrap_or(u32::MAX)));
            }
            start += piece.len();
        }
        sentences.sort_unstable();
        let is_small = text.len() <= super::SMALL;
        Self {
            sentences,
            letters: is_small.then(|| Letters::of(text, folding).bytes().to_vec()),
        }
    }

    /// The letters of the text one after another, unless it is a long one.
    pub fn letters(&self) -> Option<&[u8]> {
        self.letters.as_deref()
    }

    /// Where the only sentence of these letters begins, if there is one and it is short.
    pub fn only(&self, letters: &[char]) -> Option<usize> {
        // Chapter 11 becomes chapter 12 when one is put in before it.
        if letters.iter().any(|letter| letter.is_numeric()) {
            return None;
        }
        let letters: String = letters.iter().collect();
        let hash = hash(letters.as_bytes())?;
        let first = self.sentences.partition_point(|(other, _)| *other < hash);
        let mut same = self
            .sentences
            .iter()
            .skip(first)
            .take_while(|(h, _)| *h == hash);
        let (_, place) = same.next()?;
        same.next().is_none().then_some(*place as usize)
    }
}

/// The sentence that begins at a byte of a text, with its stop.
pub(super) fn sentence_at(text: &str, start: usize) -> &str {
    let rest = text.get(start..).unwrap_or("");
    rest.split_inclusive(ends_sentence).next().unwrap_or("")
}

/// Where each letter of a sentence stands.
pub(super) fn letter_in(sentence: &str, letter: usize, folding: Folding) -> Option<usize> {
    let chars = Letters::of(sentence, folding).chars(sentence);
    chars.sources.get(letter).copied()
}

/// Of the letters of a short sentence; `None` for others.
fn hash(letters: &[u8]) -> Option<u64> {
    (FEWEST..=SHORT).contains(&letters.len()).then(|| {
        // FNV-1a, in 64 bits: of a million sentences no two are taken for one.
        letters.iter().fold(0xCBF2_9CE4_8422_2325, |hash, byte| {
            (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01B3)
        })
    })
}
