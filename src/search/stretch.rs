//! Looking through a stretch of a text: one piece, or several on two cores.

use std::panic::resume_unwind;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use crate::text::TextRange;

use super::Matcher;
use super::folds::{Folds, cores};
use super::matcher::Verdict;

/// How many matches there are between two looks at whether the search is to go on.
const BETWEEN_LOOKS: u32 = 32;

/// How many pieces each core is given at most: what is found in them is there no sooner than all of it.
const EACH: usize = 16;

/// How far a look at the text has come.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stretch {
    /// All that begins before is found.
    pub to: usize,
    pub goes_on: bool,
}

/// A text and what is looked for in it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Look<'a> {
    pub matcher: &'a Matcher,
    pub text: &'a str,
}

impl Look<'_> {
    /// Finds what begins in the piece in which `from` lies, at `from` or later. `goes_on` is asked after it and
    /// now and then between matches.
    pub fn through_piece(
        self,
        folds: &mut Folds,
        from: usize,
        ranges: &mut Vec<TextRange>,
        goes_on: &mut dyn FnMut() -> bool,
    ) -> Stretch {
        let piece = folds.piece_at(from);
        let mut to = folds.range(piece).end;
        let mut is_stopped = false;
        let mut until_look = BETWEEN_LOOKS;
        self.matcher
            .find_in_piece(self.text, folds, piece, from, &mut |hit, is_match| {
                until_look -= 1;
                if until_look == 0 {
                    until_look = BETWEEN_LOOKS;
                    is_stopped = !goes_on();
                }
                if is_stopped {
                    to = hit.start.to_usize();
                    return Verdict::Stop;
                }
                if !is_match {
                    return Verdict::Passed;
                }
                ranges.push(hit);
                to = to.max(hit.end.to_usize());
                Verdict::Taken
            });
        Stretch {
            to,
            goes_on: !is_stopped && goes_on(),
        }
    }

    /// As [`Look::through_piece`], through several pieces: one half of them here, the other half on another core.
    pub fn through_pieces(
        self,
        folds: &mut Folds,
        from: usize,
        ranges: &mut Vec<TextRange>,
        goes_on: &mut dyn FnMut() -> bool,
    ) -> Stretch {
        let piece = folds.piece_at(from);
        let each = (folds.count().saturating_sub(piece) / 2).min(EACH);
        if each == 0 || cores() < 2 || !self.matcher.is_folded() {
            return self.through_piece(folds, from, ranges, goes_on);
        }
        let (middle, end) = (
            folds.range(piece + each).start,
            folds.range(piece + 2 * each).start,
        );
        let mut others = folds.clone();
        let is_over = AtomicBool::new(false);
        thread::scope(|scope| {
            let beyond = scope.spawn(|| {
                let mut found = Vec::new();
                let goes_on = &mut || !is_over.load(Ordering::Relaxed);
                let stretch = self.up_to(end, &mut others, middle, &mut found, goes_on);
                (found, stretch)
            });
            let here = self.up_to(middle, folds, from, ranges, goes_on);
            is_over.store(!here.goes_on, Ordering::Relaxed);
            let (found, beyond) = beyond.join().unwrap_or_else(|panic| resume_unwind(panic));
            // After a match over the middle the next may begin later than it was looked for.
            if here.to != middle || !here.goes_on {
                return here;
            }
            ranges.extend(found);
            Stretch {
                to: beyond.to,
                goes_on: goes_on(),
            }
        })
    }

    fn up_to(
        self,
        end: usize,
        folds: &mut Folds,
        from: usize,
        ranges: &mut Vec<TextRange>,
        goes_on: &mut dyn FnMut() -> bool,
    ) -> Stretch {
        let mut stretch = Stretch {
            to: from,
            goes_on: true,
        };
        while stretch.goes_on && stretch.to < end {
            stretch = self.through_piece(folds, stretch.to, ranges, goes_on);
        }
        stretch
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::search::Query;
    use crate::text::Folding;

    /// All that is found in pieces of so many bytes, where the search is held up after each so many questions.
    fn found(text: &str, words: &str, piece: usize, patience: usize) -> Vec<TextRange> {
        let matcher = Matcher::for_words(words, Folding::default());
        let mut folds = Folds::of_pieces(text, matcher.folding(), piece);
        let look = Look {
            matcher: &matcher,
            text,
        };
        let (mut ranges, mut at) = (Vec::new(), 0);
        while at < text.len() {
            let mut asked = 0;
            let goes_on = &mut || {
                asked += 1;
                asked < patience
            };
            at = look.through_pieces(&mut folds, at, &mut ranges, goes_on).to;
        }
        ranges
    }

    proptest! {
        #[test]
        fn two_cores_find_what_one_does(
            text in "[ab éﬁf-]{0,400}",
            words in "[abéf]{1,6}|[ab]{1,3} [ab]{1,3}",
            piece in 4_usize..40,
            patience in 1_usize..60,
        ) {
            let query = Query::new(words.as_str());
            let matcher = Matcher::new(&query, Folding::default()).unwrap();
            let (text, words) = (text.as_str(), words.as_str());
            prop_assert_eq!(found(text, words, piece, patience), matcher.find_in(text));
        }

        #[test]
        fn what_lies_over_the_middle_is_found_once(count in 1_usize..300, piece in 4_usize..40) {
            let text = "aa".repeat(count);
            let query = Query::new("aaa");
            let matcher = Matcher::new(&query, Folding::default()).unwrap();
            prop_assert_eq!(found(&text, "aaa", piece, usize::MAX), matcher.find_in(&text));
        }
    }
}
