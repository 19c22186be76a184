//! Finding words in the text: what is looked for, and where it stands.
//!
//! The text is looked through as one string, in pieces of some dozen pages, so a phrase is found
//! wherever its lines break, the first answer does not wait for the length of the book, and a newer
//! question can come in between. What is found are ranges of the text as it stands.
//!
//! A [`Query`] is what was typed, a [`Matcher`] the same made ready, a [`Hunt`] goes through a document
//! with it, and [`Hits`] gathers what it finds. Words that are nowhere as they were typed are looked for
//! once more with capitals and marks aside: a matcher is [`Matcher::loosened`]. The room knows documents and nothing of screens.

mod edges;
mod folds;
mod glance;
mod hits;
mod hunt;
mod loose;
mod matcher;
mod nonempty;
mod query;
mod quoted;
mod regex;
mod steps;
mod stretch;
mod surroundings;
mod words;

pub use hits::{Extent, Finding, Hits};
pub use hunt::{Hunt, Shelf};
pub use matcher::{Matcher, PatternError};
pub use query::{Query, Way};
pub use quoted::Quoted;
pub use steps::Step;
pub use surroundings::{BLOCK_END, Surroundings};

use crate::document::Document;
use crate::text::TextRange;

/// All matches of `query` in `document`, in reading order; they do not overlap.
///
/// # Errors
/// If the pattern is a regular expression that cannot be used.
pub fn find(document: &Document, query: &Query) -> Result<Vec<TextRange>, PatternError> {
    let matcher = Matcher::new(query, document.folding())?;
    Ok(matcher.find_in(document.text()))
}

#[cfg(test)]
mod tests;
