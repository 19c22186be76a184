//! Going through a document with a matcher, a piece at a time.

use std::sync::Arc;

use crate::document::{Document, Fingerprint};
use crate::text::{Folding, Offset, TextRange};

use super::folds::Folds;
use super::stretch::Look;
use super::{Extent, Finding, Matcher};

/// Up to how many matches are kept in any case: 8 MB of them.
const KEPT: usize = 1 << 20;

/// What is kept between one search and the next of the same text.
#[derive(Debug, Default)]
pub struct Shelf {
    folds: Option<(Fingerprint, Folding, Folds)>,
}

impl Shelf {
    /// Folds what a search in `document` will need, as long as `goes_on` says so (it is asked after every
    /// piece). Answers whether all is there, or as much as is kept.
    pub fn prepare(&mut self, document: &Document, goes_on: &mut dyn FnMut() -> bool) -> bool {
        let folds = self.folds(document, document.folding());
        while folds.fold_next(document.text()) {
            if !goes_on() {
                return false;
            }
        }
        true
    }

    fn folds(&mut self, document: &Document, folding: Folding) -> &mut Folds {
        let print = document.fingerprint();
        let kept = self
            .folds
            .take()
            .filter(|(of, how, _)| *of == print && *how == folding);
        let folds = kept.unwrap_or_else(|| (print, folding, Folds::new(document.text(), folding)));
        &mut self.folds.insert(folds).2
    }
}

/// A search that is going on.
///
/// The first call of [`Hunt::run`] counts from the beginning: most books are through before it is
/// interrupted. If not, the next call looks for the nearest matches ahead of the reader, and the ones
/// after it count on. If there is nothing at all, all of it begins once more with the loosened matcher.
#[derive(Debug)]
pub struct Hunt {
    document: Arc<Document>,
    matcher: Matcher,
    from: usize,
    stage: Stage,
    /// Where counting goes on.
    counted_to: usize,
    count: usize,
    limit: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    /// Counting, in the hope of an early end.
    First,
    /// Looking ahead of the reader, from here on.
    Ahead(usize),
    /// Counting the rest.
    Rest,
    Over,
}

impl Hunt {
    /// A search in `document`, begun by a reader who stands at `from`.
    pub fn new(document: Arc<Document>, matcher: Matcher, from: Offset) -> Self {
        let start = start(&matcher);
        Self {
            from: from.to_usize().max(start),
            stage: Stage::First,
            counted_to: start,
            count: 0,
            // Eight bytes each: no more than the text's own size.
            limit: KEPT.max(document.text().len() / size_of::<TextRange>()),
            document,
            matcher,
        }
    }

    /// What is searched.
    pub fn document(&self) -> Arc<Document> {
        Arc::clone(&self.document)
    }

    /// Goes on as long as `goes_on` says so (it is asked after every piece of some 128 kB that is looked through
    /// here, and now and then between matches; what another core looks through meanwhile ends with it), and answers with what was found; `None` when the search is over.
    pub fn run(&mut self, shelf: &mut Shelf, goes_on: &mut dyn FnMut() -> bool) -> Option<Finding> {
        let document = Arc::clone(&self.document);
        let folds = shelf.folds(&document, self.matcher.folding());
        let finding = match self.stage {
            Stage::Over => None,
            Stage::Ahead(at) => Some(self.look_ahead(document.text(), folds, at, goes_on)),
            Stage::First | Stage::Rest => Some(self.count_on(document.text(), folds, goes_on)),
        };
        if self.stage == Stage::Over {
            folds.settle();
        }
        finding
    }

    /// Begins anew with the loosened matcher, if there is one.
    fn loosen(&mut self) -> bool {
        let Some(loosened) = self.matcher.loosened() else {
            return false;
        };
        self.counted_to = start(&loosened);
        self.matcher = loosened;
        self.stage = Stage::First;
        true
    }

    /// The end of what is looked through.
    fn end(&self) -> usize {
        let within = self.matcher.query().within;
        within.map_or(self.document.text().len(), |within| within.end.to_usize())
    }

    fn count_on(
        &mut self,
        text: &str,
        folds: &mut Folds,
        goes_on: &mut dyn FnMut() -> bool,
    ) -> Finding {
        let end = self.end();
        let mut ranges = Vec::new();
        let mut extent = Extent::Partly;
        loop {
            let look = Look {
                matcher: &self.matcher,
                text,
            };
            let stretch = look.through_pieces(folds, self.counted_to, &mut ranges, goes_on);
            self.counted_to = stretch.to;
            if self.counted_to >= end && self.count + ranges.len() == 0 && self.loosen() {
                return Finding::Loosened;
            }
            if self.count + ranges.len() >= self.limit {
                ranges.truncate(self.limit - self.count);
                extent = Extent::UpToTheLimit;
                break;
            }
            if self.counted_to >= end {
                extent = Extent::Wholly;
                break;
            }
            if !stretch.goes_on {
                break;
            }
        }
        self.count += ranges.len();
        self.stage = match (extent, self.stage) {
            (Extent::Wholly | Extent::UpToTheLimit, _) => Stage::Over,
            // What was counted so far lies before the reader.
            (Extent::Partly, Stage::First) if self.counted_to <= self.from => {
                Stage::Ahead(self.from)
            }
            (Extent::Partly, _) => Stage::Rest,
        };
        Finding::Counted {
            ranges,
            to: Offset::new(self.counted_to.min(end)),
            extent,
        }
    }

    fn look_ahead(
        &mut self,
        text: &str,
        folds: &mut Folds,
        mut at: usize,
        goes_on: &mut dyn FnMut() -> bool,
    ) -> Finding {
        let mut ranges = Vec::new();
        loop {
            let look = Look {
                matcher: &self.matcher,
                text,
            };
            let stretch = look.through_piece(folds, at, &mut ranges, goes_on);
            at = stretch.to;
            self.stage = if !ranges.is_empty() || at >= self.end() {
                Stage::Rest
            } else {
                Stage::Ahead(at)
            };
            if self.stage == Stage::Rest || !stretch.goes_on {
                return Finding::Nearby(ranges);
            }
        }
    }
}

/// The beginning of what is looked through.
fn start(matcher: &Matcher) -> usize {
    let within = matcher.query().within;
    within.map_or(0, |within| within.start.to_usize())
}
