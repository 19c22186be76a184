//! Marks of where the pages of the printed book begin: `epub:type="pagebreak"`.
//!
//! A mark is no part of the text; what it shows, the number of the page, is known by its place.

use crate::format::html::markup::{Attribute, ElementId, Markup};

/// The longest a page's number can be, in bytes; a mark around more than that is something else.
const LONGEST: usize = 16;

/// A mark.
#[derive(Debug)]
pub(super) struct Mark<'m> {
    pub(super) id: ElementId,
    pub(super) label: &'m str,
    /// What its place is called.
    pub(super) place: Option<&'m str>,
    /// Whether the number stands in the text.
    pub(super) is_shown: bool,
}

/// The marks on a page.
pub(super) fn marks(markup: &Markup) -> Vec<Mark<'_>> {
    let elements = markup.elements().map(|(id, _)| id);
    elements.filter_map(|id| mark(markup, id)).collect()
}

fn mark(markup: &Markup, id: ElementId) -> Option<Mark<'_>> {
    let is_mark = markup.has_word(id, Attribute::Type, |word| word == "pagebreak")
        || markup.has_word(id, Attribute::Role, |word| word == "doc-pagebreak");
    if !is_mark {
        return None;
    }
    let shown = markup
        .texts(id)
        .map(str::trim)
        .find(|text| !text.is_empty());
    let label = shown.or_else(|| markup.attribute(id, Attribute::Title))?;
    (label.len() <= LONGEST && !label.is_empty()).then_some(Mark {
        id,
        label,
        place: markup.attribute(id, Attribute::Id),
        is_shown: shown.is_some(),
    })
}
