//! Stretches of the text that outlive the process.

use serde::{Deserialize, Serialize};

use super::{Anchor, Document};
use crate::text::TextRange;

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
    /// The passage of `range` in `document`; of an empty range the place.
    pub fn new(document: &Document, range: TextRange) -> Self {
        let start = Anchor::new(document, range.start);
        if range.is_empty() {
            return Self::from(start);
        }
        Self {
            start,
            end: Some(Box::new(Anchor::new(document, range.end))),
            words: document.slice(range).to_owned(),
        }
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
