//! The compositor: who sets the lines, with the memory that takes.
//!
//! Setting is a function of the document and the typography. What is kept from one paragraph to the next
//! (tables of fragments, the words already divided) changes how fast lines are set, never which.

use super::fit::Fitting;
use super::fragment::Fragment;
use super::hyphens::Hyphenator;
use super::rivers::Rivers;

/// Sets the blocks of one document, in whose language it divides words.
#[derive(Debug, Default)]
pub struct Compositor {
    pub(super) hyphenator: Hyphenator,
    pub(super) fragments: Vec<Fragment>,
    pub(super) divided: Vec<Fragment>,
    pub(super) fitting: Fitting,
    pub(super) rivers: Rivers,
}
