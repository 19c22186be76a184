//! A short sentence that stands once in the text it was marked in, and once in this one.

use super::Quotation;
use crate::document::twins::{letter_in, sentence_at};
use crate::document::{Document, letters::Letters};

/// Whether the sentence of a quotation, around `place`, is short and stands nowhere else.
pub(super) fn is_alone(document: &Document, quotation: &Quotation, place: usize) -> bool {
    let Some(twins) = document.twins() else {
        return false;
    };
    let only = twins.only(quotation.sentence_letters());
    // What is quoted may be the end of a longer one that is a short one elsewhere.
    only.is_some_and(|start| place_in(document, quotation, start) == Some(place))
}

/// Where the place of a quotation is now, if its sentence stands in the document once.
pub(super) fn place_of(document: &Document, quotation: &Quotation) -> Option<usize> {
    document.look_for_twins();
    let start = document.twins()?.only(quotation.sentence_letters())?;
    place_in(document, quotation, start)
}

/// The place in the sentence that begins at `start`.
fn place_in(document: &Document, quotation: &Quotation, start: usize) -> Option<usize> {
    let text = document.text();
    let sentence = sentence_at(text, start);
    let letters: String = quotation.sentence_letters().iter().collect();
    if Letters::of(sentence, document.folding()).bytes() != letters.as_bytes() {
        return None;
    }
    let letter = letter_in(sentence, quotation.own_letter(), document.folding())?;
    Some(quotation.place_by(text, start + letter))
}
