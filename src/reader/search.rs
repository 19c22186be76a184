//! Finding words in the text.
//!
//! The whole text is looked through as one folded string, so a phrase is found wherever its lines
//! break, and what is found are ranges of the text as it stands.

use std::sync::Arc;

use crate::document::{Document, Fingerprint};
use crate::text::{Case, Folded, Offset, TextRange, fold_pattern};

/// What is looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    /// The words, as typed.
    pub pattern: String,
}

impl Query {
    /// A query for these words: case-blind unless they have a capital.
    pub fn new(pattern: impl Into<String>) -> Self {
        Self {
            pattern: pattern.into(),
        }
    }

    fn case(&self) -> Case {
        Case::for_pattern(&self.pattern)
    }
}

/// What was found, in reading order; matches do not overlap.
#[derive(Clone, Debug)]
pub struct Hits {
    /// What was looked for.
    pub query: Query,
    /// Where it stands.
    pub ranges: Arc<[TextRange]>,
}

impl Hits {
    /// The index of the first match at or after `offset`.
    pub fn from(&self, offset: Offset) -> Option<usize> {
        let at = self.ranges.partition_point(|hit| hit.start < offset);
        (at < self.ranges.len()).then_some(at)
    }

    /// The index of the match that begins at `offset`.
    pub fn at(&self, offset: Offset) -> Option<usize> {
        self.ranges
            .binary_search_by_key(&offset, |hit| hit.start)
            .ok()
    }

    /// The matches that touch `range`.
    pub fn touching(&self, range: TextRange) -> &[TextRange] {
        let from = self.ranges.partition_point(|hit| hit.end <= range.start);
        let to = self.ranges.partition_point(|hit| hit.start < range.end);
        self.ranges.get(from..to).unwrap_or(&[])
    }
}

/// Finds, and keeps the last folded text for the next letter that is typed.
#[derive(Debug, Default)]
pub struct Finder {
    folded: Option<(Fingerprint, Case, Folded)>,
}

impl Finder {
    /// All matches of `query` in `document`. A query of nothing, or of blanks only, matches nothing.
    pub fn find(&mut self, document: &Document, query: &Query) -> Hits {
        let case = query.case();
        let pattern = fold_pattern(&query.pattern, case);
        let ranges = if pattern.trim().is_empty() {
            Vec::new()
        } else {
            let folded = self.folded(document, case);
            memchr::memmem::find_iter(folded.text().as_bytes(), pattern.as_bytes())
                .map(|at| folded.source_range(document.text(), at, at + pattern.len()))
                .collect()
        };
        Hits {
            query: query.clone(),
            ranges: ranges.into(),
        }
    }

    fn folded(&mut self, document: &Document, case: Case) -> &Folded {
        let print = document.fingerprint();
        let kept = self
            .folded
            .take()
            .filter(|(p, c, _)| *p == print && *c == case);
        let folded = kept.unwrap_or_else(|| (print, case, Folded::new(document.text(), case)));
        &self.folded.insert(folded).2
    }
}

/// All matches of `query` in `document`, once.
pub fn find(document: &Document, query: &Query) -> Hits {
    Finder::default().find(document, query)
}
