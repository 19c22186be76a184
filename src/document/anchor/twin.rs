//! Whether the words of a place stood elsewhere in the text as well.
//!
//! Where one of two refrains was taken out, the other is not the one that was marked, however well it fits.
//! So a place remembers whether its words had a twin.

use serde::{Deserialize, Serialize};

use super::Quotation;
use crate::document::twins::{letter_in, sentence_at};
use crate::document::{Document, letters::Letters};

/// How far around a place its twins are looked for in a long text, in bytes: while a key waits.
const AROUND: usize = 4 * 1024 * 1024;

/// Where else in its text the words of a place stood.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stands {
    /// Its sentence is a short one that stands nowhere else, so it is told by itself.
    Alone,
    /// So much of its sentence as is quoted stands elsewhere too.
    Again,
    /// All that is quoted does.
    Throughout,
    /// There is nothing to say of it.
    #[default]
    #[serde(other)]
    Untold,
}

impl Stands {
    /// What there is to say of a quotation around `place`.
    pub(super) fn of(document: &Document, quotation: &Quotation, place: usize) -> Self {
        if is_alone(document, quotation, place) {
            return Self::Alone;
        }
        let (start, end) = quotation.sentence_bounds();
        let again = |start, end| stands_again(document, quotation, place, start, end);
        match again(start, end) {
            true if again(0, quotation.letters.len()) => Self::Throughout,
            true => Self::Again,
            false => Self::Untold,
        }
    }

    /// Whether there is nothing to write down.
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks so")]
    pub(super) fn is_untold(&self) -> bool {
        *self == Self::Untold
    }
}

/// Whether some letters of a quotation stand in the document a second time.
fn stands_again(
    document: &Document,
    quotation: &Quotation,
    place: usize,
    start: usize,
    end: usize,
) -> bool {
    if let Some(all) = document.twins().and_then(|twins| twins.letters()) {
        let letters: String = quotation
            .letters
            .get(start..end)
            .unwrap_or(&[])
            .iter()
            .collect();
        return !letters.is_empty() && memchr::memmem::find_iter(all, &letters).nth(1).is_some();
    }
    // Of a long text the words as they are written must do.
    let text = document.text();
    let away = |letter: usize| {
        let away = quotation.away.get(letter)?;
        place.checked_add_signed(isize::try_from(*away).ok()?)
    };
    let last = end.checked_sub(1).and_then(away);
    let words = away(start)
        .zip(last)
        .and_then(|(from, to)| text.get(from..to));
    let around = text.floor_char_boundary(place.saturating_sub(AROUND))
        ..text.ceil_char_boundary((place + AROUND).min(text.len()));
    words.zip(text.get(around)).is_some_and(|(words, around)| {
        !words.is_empty()
            && memchr::memmem::find_iter(around.as_bytes(), words)
                .nth(1)
                .is_some()
    })
}

/// Whether the sentence of a quotation, around `place`, is short and stands nowhere else.
fn is_alone(document: &Document, quotation: &Quotation, place: usize) -> bool {
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
