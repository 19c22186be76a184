//! Finding words as one remembers them: in the folded text.

use memchr::memmem::Finder;

use crate::text::{Folding, TextRange, Units, folded};

use super::edges::is_word_start;
use super::folds::Folds;
use super::glance::{Glance, Within};
use super::loose::Loose;
use super::matcher::{Found, Verdict};

/// A pattern of words, folded.
#[derive(Clone, Debug)]
pub(super) struct Words {
    needle: Needle,
    /// For a text that is not folded yet.
    glance: Option<Box<Glance>>,
    folding: Folding,
    /// The pattern letter by letter, where it asks for capitals or diacritics.
    units: Option<Units>,
}

/// How the words may stand in a fold.
#[derive(Clone, Debug)]
enum Needle {
    /// As they were typed.
    Typed(Finder<'static>),
    /// From the beginning of a word on, with other punctuation.
    Loose(Loose),
}

impl Needle {
    /// Where the first match begins and ends in folded bytes. Of two matches the one that begins first ends
    /// first.
    fn find(&self, folded: &[u8]) -> Option<(usize, usize)> {
        match self {
            Self::Typed(finder) => {
                let start = finder.find(folded)?;
                Some((start, start + finder.needle().len()))
            }
            Self::Loose(loose) => loose.find(folded),
        }
    }

    /// Up to how many folded bytes a match is long.
    fn longest(&self) -> usize {
        match self {
            Self::Typed(finder) => finder.needle().len(),
            Self::Loose(loose) => loose.longest(),
        }
    }

    fn glance(&self, folding: Folding) -> Option<Box<Glance>> {
        let longest = self.longest();
        let glance = match self {
            Self::Typed(finder) => {
                let runs = finder.needle().split(|byte| !byte.is_ascii_alphanumeric());
                Glance::new(runs, Within::Nothing, folding, longest)
            }
            Self::Loose(loose) => {
                let runs = loose.runs();
                let runs = runs.iter().map(Vec::as_slice);
                Glance::new(runs, Within::Signs, folding, longest)
            }
        };
        glance.map(Box::new)
    }
}

impl Words {
    /// Makes a pattern ready; `None` if nothing of it is left to look for.
    pub fn new(pattern: &str, folding: Folding) -> Option<Self> {
        let bytes = folded(pattern, folding);
        if bytes.iter().all(|byte| *byte == b' ') {
            return None;
        }
        let units = Units::new(pattern, folding);
        let needle = Needle::Typed(Finder::new(&bytes).into_owned());
        Some(Self {
            glance: needle.glance(folding),
            needle,
            folding,
            units: units.ask_for_more().then_some(units),
        })
    }

    /// The same words with other punctuation, capitals and diacritics, if they can have any; `None` if they
    /// have them already.
    pub fn loosened(&self) -> Option<Self> {
        let Needle::Typed(finder) = &self.needle else {
            return None;
        };
        let loose = Loose::new(str::from_utf8(finder.needle()).ok()?)?;
        let needle = Needle::Loose(loose);
        Some(Self {
            glance: needle.glance(self.folding),
            needle,
            folding: self.folding,
            units: None,
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
        let range = folds.range(piece);
        if !folds.has(piece) && !self.may_begin_in(text, from..range.end) {
            return;
        }
        let fold = folds.get(text, piece);
        let source = text.get(range.clone()).unwrap_or("");
        let bytes = fold.bytes();
        let mut at = if from > range.start {
            fold.folded_from(source, from - range.start)
        } else {
            0
        };
        let mut cursor = 0;
        while let Some((start, end)) = bytes.get(at..).and_then(|rest| self.needle.find(rest)) {
            let (start, end) = (at + start, at + end);
            let (hit, is_in_step) = fold.source_range(source, start, end, &mut cursor);
            let hit = TextRange::new(range.start + hit.start, range.start + hit.end);
            at = match self.verdict(text, hit, found) {
                Verdict::Taken if is_in_step => end,
                Verdict::Taken => {
                    // A letter that is several when folded is found once.
                    let mut next = end;
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

    /// Whether a match may begin there, as far as is seen without folding.
    pub(super) fn may_begin_in(&self, text: &str, range: std::ops::Range<usize>) -> bool {
        let glance = self.glance.as_deref();
        glance.is_none_or(|glance| glance.may_begin_in(text, range))
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
        let over = self.needle.longest() - 1;
        if over == 0 || piece + 1 >= folds.count() {
            return;
        }
        let fold = folds.get(text, piece);
        let bytes = fold.bytes();
        let begin = from.max(bytes.len().saturating_sub(over)).min(bytes.len());
        let own = bytes.len() - begin;
        let range = folds.range(piece);
        let source = text.get(range.clone()).unwrap_or("");
        let from = range.start + fold.source_of(source, begin);
        if !folds.has(piece + 1) && !self.may_begin_in(text, from..range.end) {
            return;
        }
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
        while let Some((start, end)) = seam.get(at..).and_then(|rest| self.needle.find(rest)) {
            let (start, last) = (at + start, at + end - 1);
            if start >= own {
                return;
            }
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

    /// What `found` says of a match, if it has the capitals and diacritics that were typed; of a loose one, if
    /// it does not begin inside a word: `ain't` is not in `dainty`.
    fn verdict(&self, text: &str, hit: TextRange, found: &mut Found<'_>) -> Verdict {
        let is_as_asked = match &self.needle {
            Needle::Typed(_) => self
                .units
                .as_ref()
                .is_none_or(|asked| asked.are_in(&Units::new(hit.of(text), self.folding))),
            Needle::Loose(_) => is_word_start(text, hit.start),
        };
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
