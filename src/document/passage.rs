//! Stretches of the text that outlive the process.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use super::anchor::{Quotation, Wanted, find_all};
use super::letters::Letters;
use super::{Anchor, Document, Resolved, ends_sentence};
use crate::text::{Folding, Offset, TextRange, is_of_word, is_undrawn};

/// How much longer than twice its words a passage may have become, in bytes: one of a word or two may have
/// got a whole sentence.
const LONGER: usize = 64;
/// So many letters are not the same by chance; of Chinese characters and Korean syllables half as many.
const ENOUGH: usize = 24;
/// No word that may have been exchanged has more letters.
const WORD: usize = 16;
/// How many chars behind where it should end the end of a sentence or a word is looked for.
const NEAR: usize = 32;
/// Passages of fewer letters are compared in pieces of three and not of eight.
const SHORT: usize = 48;

/// A stretch of a document in words, or a place in it: where it begins, and where it ends if it has any
/// length. On disk the fields of the first anchor are its own, so a place is written as an anchor is.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Passage {
    /// Where it begins.
    #[serde(flatten)]
    pub start: Anchor,
    /// Where it ends; `None` for a place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end: Option<Box<Anchor>>,
    /// All of its words as they stood in the text; empty for a place.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub words: String,
}

impl Passage {
    /// The words it is about: its own, or of a place those that begin there, without blanks before them.
    pub fn quoted(&self) -> &str {
        let words = match self.end {
            Some(_) => &self.words,
            None => &self.start.exact,
        };
        words.trim_start()
    }

    /// The passage of `range` in `document`; of an empty range the place.
    pub fn new(document: &Document, range: TextRange) -> Self {
        let start = Anchor::new(document, range.start);
        if range.is_empty() {
            return Self::from(start);
        }
        let words = document.slice(range).to_owned();
        let end = Anchor::end(document, range.end, &start, &words);
        Self {
            start,
            end: Some(Box::new(end)),
            words,
        }
    }

    /// Finds the passage again; several are better found together ([`Passage::resolve_all`]).
    pub fn resolve(&self, document: &Document) -> Resolved<TextRange> {
        let all = Self::resolve_all(document, [self]);
        all.first()
            .copied()
            .unwrap_or(Resolved::Lost(TextRange::default()))
    }

    /// Finds several passages again, in their order. A range never ends before it begins; a place is an
    /// empty range.
    pub fn resolve_all<'a>(
        document: &Document,
        passages: impl IntoIterator<Item = &'a Self>,
    ) -> Vec<Resolved<TextRange>> {
        let passages: Vec<&Self> = passages.into_iter().collect();
        let mut wanted = Vec::new();
        let unmoved: Vec<_> = passages
            .iter()
            .map(|passage| {
                let unmoved = passage.unmoved(document);
                if unmoved.is_none() {
                    wanted.extend(passage.wanted(document.folding()));
                }
                unmoved
            })
            .collect();
        let mut found = find_all(document, &wanted).into_iter();
        let all = passages.iter().zip(unmoved);
        all.filter_map(|(passage, unmoved)| {
            unmoved.or_else(|| {
                let start = found.next()?;
                let end = passage.end.as_ref().and_then(|_| found.next());
                Some(passage.between(document, start, end))
            })
        })
        .collect()
    }

    /// Where it is, if the text around it has not changed.
    fn unmoved(&self, document: &Document) -> Option<Resolved<TextRange>> {
        let start = self.start.unmoved(document)?;
        let Some(end) = &self.end else {
            return Some(as_range(start));
        };
        let end = end.unmoved(document)?;
        let range = TextRange {
            start: start.place(),
            end: end.place(),
        };
        let is_exact = [start, end].map(|place| matches!(place, Resolved::Exact(_)));
        // Who wrote the two ends down may have written them the wrong way round.
        let is_onward = range.start <= range.end;
        (is_onward && is_exact == [true; 2] && document.slice(range) == self.words)
            .then_some(Resolved::Exact(range))
    }

    /// Its two ends, to be looked for: the first by the words that follow, the last by those before it.
    fn wanted(&self, folding: Folding) -> impl Iterator<Item = Wanted<'_>> {
        let start = Wanted {
            quotation: Quotation::of(&self.start, folding),
            anchor: &self.start,
        };
        let end = self.end.as_deref().map(|anchor| Wanted {
            quotation: Quotation::of_end(&self.start.before, &self.words, anchor, folding),
            anchor,
        });
        std::iter::once(start).chain(end)
    }

    /// The passage between its two ends, as each was found.
    fn between(
        &self,
        document: &Document,
        start: Resolved,
        end: Option<Resolved>,
    ) -> Resolved<TextRange> {
        let Some(end) = end else {
            return as_range(start);
        };
        let (first, last) = (start.place(), end.place());
        let range = TextRange {
            start: first,
            end: last,
        };
        if start.is_certain() && end.is_certain() && self.is_about(document, range) {
            return if document.slice(range) == self.words && first.to_usize() == self.start.offset {
                Resolved::Exact(range)
            } else {
                Resolved::Moved(range)
            };
        }
        let doubtful = match (start.is_certain(), end.is_certain()) {
            (true, false) => self.wanted(document.folding()).nth(1),
            (false, true) => self.wanted(document.folding()).next(),
            _ => None,
        };
        if doubtful.is_some_and(|one| self.is_word_for_word(document, range, &one.quotation)) {
            return Resolved::Moved(range);
        }
        // One end and the length must do where the other is gone or belongs to something else.
        let length = self.words.len();
        let from_start = || TextRange {
            start: first,
            end: self.guessed_end(document, first.to_usize()),
        };
        let from_end = || TextRange {
            start: document.floor_char(last.to_usize().saturating_sub(length)),
            end: last,
        };
        // Of what became half as long one end belongs to something else.
        let lengths = length / 2..=2 * length + LONGER;
        let is_likely = first < last && lengths.contains(&range.len());
        match (start, end) {
            (Resolved::Lost(_), Resolved::Lost(_)) => Resolved::Lost(TextRange::at(first)),
            (Resolved::Lost(_), _) => Resolved::Near(from_end()),
            (_, Resolved::Lost(_)) => Resolved::Near(from_start()),
            _ if is_likely => Resolved::Near(range),
            (Resolved::Near(_), _) if end.is_certain() => Resolved::Near(from_end()),
            _ => Resolved::Near(from_start()),
        }
    }

    /// Whether a stretch of the text that has one of its ends for certain has the other too, of which this is the
    /// quotation: all of its words are there, or all but one with so many behind it and before it as are never the
    /// same by chance.
    fn is_word_for_word(
        &self,
        document: &Document,
        range: TextRange,
        doubtful: &Quotation,
    ) -> bool {
        if !self.is_about(document, range) {
            return false;
        }
        // Of a sentence that ended there, and goes on now with other words, they may be another's.
        if is_ended(&self.words) && !is_ended(document.slice(range)) {
            return false;
        }
        let letters = |text: &str| -> Vec<char> {
            let letters = Letters::of(text, document.folding());
            letters.chars(text).letters
        };
        let (own, there) = (letters(&self.words), letters(document.slice(range)));
        let bytes: usize = own.iter().map(|letter| letter.len_utf8()).sum();
        let is_dense = bytes > own.len() * 5 / 2;
        let enough = if is_dense { ENOUGH / 2 } else { ENOUGH };
        // A letter or two at the end of a sentence may be the end of any.
        if doubtful.own_of_sentence().min(own.len()) < enough / 2 {
            return false;
        }
        let pairs = own.iter().zip(&there);
        let before = pairs.take_while(|(one, other)| one == other).count();
        if before == own.len() && before == there.len() {
            return !doubtful.is_echoed();
        }
        let rest = own.iter().skip(before).rev();
        let rest = rest.zip(there.iter().skip(before).rev());
        let behind = rest.take_while(|(one, other)| one == other).count();
        let changed = own.len().max(there.len()) - before - behind;
        before.min(behind) >= enough && changed <= WORD && doubtful.is_unlike_its_neighbours()
    }

    /// About where it ends that begins at the byte `start`, from its length: with a sentence if it did so and one ends there or soon after, else
    /// with a word.
    fn guessed_end(&self, document: &Document, start: usize) -> Offset {
        let at = start.saturating_add(self.words.len());
        let at = document.floor_char(at).to_usize();
        let (head, rest) = document.text().split_at(at);
        let near = || rest.char_indices().take(NEAR);
        if self.words.ends_with(ends_sentence) {
            let head = head.trim_end();
            if head.len() > start && head.ends_with(ends_sentence) {
                return Offset::new(head.len());
            }
            if let Some((end, char)) = near().find(|(_, char)| ends_sentence(*char)) {
                // A line's end ends it, and is not of it.
                let sign = if char == '\n' { 0 } else { char.len_utf8() };
                return Offset::new(at + end + sign);
            }
        }
        let ends_word = |char: char| !is_of_word(char) && !is_undrawn(char);
        let word = near().find(|(_, char)| ends_word(*char));
        Offset::new(at + word.map_or(0, |(end, _)| end))
    }

    /// Whether a stretch of the text has about these words from one end to the other.
    fn is_about(&self, document: &Document, range: TextRange) -> bool {
        if range.is_empty() || range.len() > 2 * self.words.len() + LONGER {
            return false;
        }
        let folding = document.folding();
        let own = Letters::of(&self.words, folding);
        let there = Letters::of(document.slice(range), folding);
        let (own, there) = (own.bytes(), there.bytes());
        if own == there {
            return true;
        }
        let piece = if own.len() < SHORT { 3 } else { 8 };
        let known: HashSet<&[u8]> = there.windows(piece).collect();
        let pieces = own.windows(piece);
        let count = pieces.len();
        let same = pieces.filter(|piece| known.contains(piece)).count();
        own.len().abs_diff(there.len()) <= own.len() / 4 + 8 && same * 5 >= count * 2
    }
}

impl From<Anchor> for Passage {
    /// The place alone.
    fn from(start: Anchor) -> Self {
        Self {
            start,
            ..Self::default()
        }
    }
}

fn as_range(place: Resolved<Offset>) -> Resolved<TextRange> {
    place.map(TextRange::at)
}

/// Whether this ends with a sentence.
fn is_ended(words: &str) -> bool {
    let mut signs = words
        .chars()
        .rev()
        .take_while(|char| !char.is_alphanumeric());
    signs.any(ends_sentence)
}

#[cfg(test)]
mod tests;
