//! The compositor: who sets the lines, with the memory that takes.
//!
//! Setting is a function of the document and the typography. What is kept from one paragraph to the next
//! (tables of fragments, the words already divided) changes how fast lines are set, never which.

use super::fit::Fitting;
use super::fragment::Fragment;
use super::hyphens::Hyphenator;
use super::rivers::Rivers;
use crate::document::Document;

/// Sets the blocks of one document.
#[derive(Debug, Default)]
pub struct Compositor {
    pub(super) hyphenator: Hyphenator,
    pub(super) fragments: Vec<Fragment>,
    pub(super) divided: Vec<Fragment>,
    pub(super) fitting: Fitting,
    pub(super) rivers: Rivers,
}

impl Compositor {
    /// A compositor for the blocks of `document`, in its language.
    pub fn new(document: &Document) -> Self {
        Self {
            hyphenator: Hyphenator::new(document.language()),
            ..Self::default()
        }
    }
}
