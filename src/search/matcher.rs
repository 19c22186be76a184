//! A query made ready for finding.

use crate::text::{Case, Folded, TextRange, fold_pattern};

use super::Query;

/// Why a pattern cannot be used, in a line for the reader.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct PatternError(pub(super) String);

/// A query made ready: it may be used on any number of texts.
#[derive(Clone, Debug)]
pub struct Matcher {
    query: Query,
}

impl Matcher {
    /// Makes a query ready for texts in this language (a BCP 47 tag).
    ///
    /// # Errors
    /// If the pattern is a regular expression that cannot be used, or one that is too large.
    pub fn new(query: &Query, _language: Option<&str>) -> Result<Self, PatternError> {
        Ok(Self {
            query: query.clone(),
        })
    }

    /// What is looked for.
    pub fn query(&self) -> &Query {
        &self.query
    }

    /// All matches in `text`, in order; they do not overlap. A blank query matches nothing.
    pub fn find_in(&self, text: &str) -> Vec<TextRange> {
        if self.query.is_blank() {
            return Vec::new();
        }
        let case = Case::for_pattern(&self.query.pattern);
        let folded = Folded::new(text, case);
        let pattern = fold_pattern(&self.query.pattern, case);
        memchr::memmem::find_iter(folded.text().as_bytes(), pattern.as_bytes())
            .map(|at| folded.source_range(text, at, at + pattern.len()))
            .collect()
    }
}
