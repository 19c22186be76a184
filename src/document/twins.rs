//! Which short sentences of a text stand in it more than once.
//!
//! A long sentence is known by itself. A short one may be said again: a heading stands in the list of
//! contents too, a refrain comes back. Where one of two was taken out the other is not the one that was
//! marked, so it must be known of a mark whether its sentence had a twin.

use super::letters::{Letters, letters_of};
use super::{Document, ends_sentence};
use crate::text::Folding;

/// A sentence of more bytes is no short one: forty Latin letters or a dozen Chinese characters are known
/// by themselves.
const SHORT: usize = 64;
/// Fewer letters (bytes) than these may have come about by chance: “No.”
const FEWEST: usize = 6;

/// Room for so many short sentences is made at once, and for a quarter more where they fill it: a text has one for
/// forty bytes of it, or for four hundred, and room that was once asked for stays with the program.
const AT_ONCE: usize = 4096;

/// The short sentences of a text, and where each begins.
#[derive(Debug, Clone, Default)]
pub(super) struct Twins {
    /// Sorted by the hashes of their letters, which tell nearly all apart; the text tells the rest.
    sentences: Vec<(u32, u32)>,
    /// All letters of the text, unless it is a long one.
    letters: Option<Vec<u8>>,
}

impl Twins {
    /// Goes over a document once.
    pub fn of(document: &Document) -> Self {
        let (text, folding) = (document.text(), document.folding());
        let mut sentences: Vec<(u32, u32)> = Vec::new();
        let mut start = 0;
        for piece in text.split_inclusive(ends_sentence) {
            if piece.len() <= 2 * SHORT
                && let Some(hash) = hash(&letters_of(piece, folding))
            {
                if sentences.len() == sentences.capacity() {
                    sentences.reserve_exact(AT_ONCE.max(sentences.len() / 4));
                }
                sentences.push((hash, u32::try_from(start).unwrap_or(u32::MAX)));
            }
            start += piece.len();
        }
        sentences.shrink_to_fit();
        sentences.sort_unstable();
        let is_small = text.len() <= super::SMALL;
        Self {
            sentences,
            letters: is_small.then(|| letters_of(text, folding)),
        }
    }

    /// The letters of the text one after another, unless it is a long one.
    pub fn letters(&self) -> Option<&[u8]> {
        self.letters.as_deref()
    }

    /// Where the only sentence of these letters begins in `document`, from which these were made, if there is
    /// one and it is short.
    pub fn only(&self, document: &Document, letters: &[char]) -> Option<usize> {
        // Chapter 11 becomes chapter 12 when one is put in before it.
        if letters.iter().any(|letter| letter.is_numeric()) {
            return None;
        }
        let letters: String = letters.iter().collect();
        let hash = hash(letters.as_bytes())?;
        let first = self.sentences.partition_point(|(other, _)| *other < hash);
        let alike = self.sentences.iter().skip(first);
        let alike = alike.take_while(|(other, _)| *other == hash);
        let mut same = alike.map(|(_, place)| *place as usize).filter(|place| {
            let sentence = sentence_at(document.text(), *place);
            letters_of(sentence, document.folding()) == letters.as_bytes()
        });
        let place = same.next()?;
        same.next().is_none().then_some(place)
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
fn hash(letters: &[u8]) -> Option<u32> {
    (FEWEST..=SHORT).contains(&letters.len()).then(|| {
        // FNV-1a: of a million sentences a few hundred share their hash with another.
        letters.iter().fold(0x811C_9DC5, |hash: u32, byte| {
            (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193)
        })
    })
}
