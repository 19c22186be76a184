//! Finding words as one remembers them: in the folded text.

use memchr::memmem::Finder;

use crate::text::{Folding, TextRange, Units, folded};

use super::folds::Folds;
use super::matcher::{Found, Verdict};

/// A pattern of words, folded.
#[derive(Clone, Debug)]
pub(super) struct Words {
    finder: Finder<'static>,
    folding: Folding,
    /// The pattern letter by letter, where it asks for capitals or diacritics.
    units: Option<Units>,
}

impl Words {
    /// Makes a pattern ready; `None` if nothing of it is left to look for.
    pub fn new(pattern: &str, folding: Folding) -> Option<Self> {
        let bytes = folded(pattern, folding);
        if bytes.iter().all(|byte| *byte == b' ') {
            return None;
        }
        let units = Units::new(pattern, folding);
        Some(Self {
            finder: Finder::new(&bytes).into_owned(),
            folding,
            units: units.demands().any().then_some(units),
        })
    }

    /// Calls `found` with each match that begins in a piece of `text` at `from` or later, in order; a
    /// match may end in a later piece.
    pub fn find_in_piece(
        &self,
        text: &str,
        folds: &mut Folds,
        piece: usize,
        from: usize,
        found: &mut Found<'_>,
    ) {
        let fold = folds.get(text, piece);
        let range = folds.range(piece);
        let source = text.get(range.clone()).unwrap_or("");
        let bytes = fold.bytes();
        let length = self.finder.needle().len();
        let mut at = if from > range.start {
            fold.folded_from(source, from - range.start)
        } else {
            0
        };
        let mut cursor = 0;
        while let Some(next) = bytes.get(at..).and_then(|rest| self.finder.find(rest)) {
            let start = at + next;
            let hit = fold.source_range(source, start, start + length, &mut cursor);
            let hit = TextRange::new(range.start + hit.start, range.start + hit.end);
            at = match self.verdict(text, hit, found) {
                Verdict::Taken => {
                    // A letter that is several when folded is found once.
                    let mut next = start + length;
                    let end = hit.end.to_usize() - range.start;
                    let mut ahead = cursor;
                    while fold.source_after(source, next, &mut ahead) < end {
                        next += 1;
                    }
                    next
                }
                Verdict::Passed => next_letter(bytes, start),
                Verdict::Stop => return,
            };
        }
        self.find_over_end(text, folds, piece, at, found);
    }

    /// The matches that begin in a piece, at the folded byte `from` or later, and end in a later one.
    fn find_over_end(
        &self,
        text: &str,
        folds: &mut Folds,
        piece: usize,
        from: usize,
        found: &mut Found<'_>,
    ) {
        let over = self.finder.needle().len() - 1;
        if over == 0 || piece + 1 >= folds.count() {
            return;
        }
        let fold = folds.get(text, piece);
        let bytes = fold.bytes();
        let begin = from.max(bytes.len().saturating_sub(over)).min(bytes.len());
        let own = bytes.len() - begin;
        // The end of this piece and the beginning of what follows, with the piece each part is from.
        let mut seam = bytes.get(begin..).unwrap_or(&[]).to_vec();
        let mut parts: Vec<(usize, usize)> = Vec::new();
        let mut next = piece + 1;
        while next < folds.count() && seam.len() < own + over {
            let later = folds.get(text, next);
            parts.push((seam.len(), next));
            let wanted = (own + over - seam.len()).min(later.bytes().len());
            seam.extend_from_slice(later.bytes().get(..wanted).unwrap_or(&[]));
            next += 1;
        }
        let mut at = 0;
        while let Some(next) = seam.get(at..).and_then(|rest| self.finder.find(rest)) {
            let start = at + next;
            if start >= own {
                return;
            }
            let last = start + over;
            let range = folds.range(piece);
            let source = text.get(range.clone()).unwrap_or("");
            let first_byte = range.start + fold.source_of(source, begin + start);
            let part = parts.partition_point(|(first, _)| *first <= last);
            let Some(&(first, in_piece)) = part.checked_sub(1).and_then(|part| parts.get(part))
            else {
                return;
            };
            let range = folds.range(in_piece);
            let later = folds.get(text, in_piece);
            let source = text.get(range.clone()).unwrap_or("");
            let end = later.source_end(source, last - first + 1, &mut 0);
            let hit = TextRange::new(first_byte, range.start + end);
            if self.verdict(text, hit, found) != Verdict::Passed {
                return;
            }
            at = next_letter(&seam, start);
        }
    }

    /// What `found` says of a match, if it has the capitals and diacritics that were typed.
    fn verdict(&self, text: &str, hit: TextRange, found: &mut Found<'_>) -> Verdict {
        let is_as_asked = self
            .units
            .as_ref()
            .is_none_or(|units| units.are_in(&Units::new(hit.of(text), self.folding)));
        found(hit, is_as_asked)
    }
}

/// The first byte of the letter after the one at `at`.
fn next_letter(bytes: &[u8], at: usize) -> usize {
    let mut next = at + 1;
    while bytes.get(next).is_some_and(|byte| byte & 0xC0 == 0x80) {
        next += 1;
    }
    next
}
