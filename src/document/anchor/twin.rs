//! Whether the words of a place stood elsewhere in the text as well.
//!
//! Where one of two refrains was taken out, the other is not the one that was marked, however well it fits.
//! So a place remembers whether its words had a twin.

use serde::{Deserialize, Serialize};

use super::Quotation;
use crate::document::Document;
use crate::document::letters::letters_of;
use crate::document::twins::{letter_in, sentence_at};

/// How far around a place its twins are looked for in a long text, in bytes: while a key waits.
const AROUND: usize = 4 * 1024 * 1024;

/// A sentence that stands more often than this is everywhere.
const MOST_TWINS: usize = 4096;

/// Where else in its text the words of a place stood.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stands {
    /// Its sentence is a short one that stands nowhere else, so it is told by itself.
    Alone,
    /// So much of its sentence as is quoted stands elsewhere too, between other words.
    Again,
    /// Elsewhere more than half of what is quoted is the same, from its sentence outward.
    Nearly,
    /// All that is quoted stands elsewhere too.
    Throughout,
    /// There is nothing to say of it.
    #[default]
    #[serde(other)]
    Untold,
}

impl Stands {
    /// What there is to say of a quotation around `place`.
    pub(super) fn of(document: &Document, quotation: &Quotation, place: usize) -> Self {
        match likeness(document, quotation, place) {
            None if is_alone(document, quotation, place) => Self::Alone,
            None => Self::Untold,
            Some(Likeness { same, of }) if same >= of => Self::Throughout,
            Some(Likeness { same, of }) if same * 2 > of => Self::Nearly,
            Some(_) => Self::Again,
        }
    }

    /// Whether there is nothing to write down.
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks so")]
    pub(super) fn is_untold(&self) -> bool {
        *self == Self::Untold
    }
}

/// How much of a quotation is the same around the likest of its twins, in bytes.
struct Likeness {
    same: usize,
    of: usize,
}

/// How like the likest twin of a quotation is; `None` if its sentence stands once.
fn likeness(document: &Document, quotation: &Quotation, place: usize) -> Option<Likeness> {
    let (start, end) = quotation.sentence_bounds();
    if let Some(all) = document.twins().and_then(|twins| twins.letters()) {
        let letters = |from, to| -> String {
            let letters = quotation.letters.get(from..to).unwrap_or(&[]).iter();
            letters.collect()
        };
        let after = letters(end, quotation.letters.len());
        let (before, sentence) = (letters(0, start), letters(start, end));
        return likest(all, [&before, &sentence, &after]);
    }
    // Of a long text the words as they are written must do.
    let text = document.text();
    let away = |letter: usize| {
        let away = quotation.away.get(letter)?;
        place.checked_add_signed(isize::try_from(*away).ok()?)
    };
    let (first, last) = (away(start)?, away(end.checked_sub(1)?)?);
    let (from, to) = (away(0)?, away(quotation.letters.len().checked_sub(1)?)?);
    let pieces = [
        text.get(from..first)?,
        text.get(first..last)?,
        text.get(last..to)?,
    ];
    let around = text.floor_char_boundary(place.saturating_sub(AROUND))
        ..text.ceil_char_boundary((place + AROUND).min(text.len()));
    likest(text.get(around)?.as_bytes(), pieces)
}

/// How much is the same where a sentence stands for the second time, at the place where that is most.
fn likest(all: &[u8], [before, sentence, after]: [&str; 3]) -> Option<Likeness> {
    let of = before.len() + sentence.len() + after.len();
    if sentence.is_empty() {
        return None;
    }
    // One of the places is its own.
    let (mut most, mut second) = (0, 0);
    let places = memchr::memmem::find_iter(all, sentence);
    for at in places.take(MOST_TWINS) {
        let head = all.get(..at).unwrap_or(&[]).iter().rev();
        let tail = all.get(at + sentence.len()..).unwrap_or(&[]);
        let same = sentence.len() + run(head, before.bytes().rev()) + run(tail, after.bytes());
        second = second.max(same.min(most));
        most = most.max(same);
        if second == of {
            break;
        }
    }
    (second > 0).then_some(Likeness { same: second, of })
}

/// How many bytes are the same, one after another.
fn run<'a>(there: impl IntoIterator<Item = &'a u8>, quoted: impl IntoIterator<Item = u8>) -> usize {
    let pairs = there.into_iter().zip(quoted);
    pairs.take_while(|(one, other)| *one == other).count()
}

/// Whether the sentence of a quotation, around `place`, is short and stands nowhere else.
fn is_alone(document: &Document, quotation: &Quotation, place: usize) -> bool {
    let Some(twins) = document.twins() else {
        return false;
    };
    let only = twins.only(document, quotation.sentence_letters());
    // What is quoted may be the end of a longer one that is a short one elsewhere.
    only.is_some_and(|start| place_in(document, quotation, start) == Some(place))
}

/// Where the place of a quotation is now, if its sentence stands in the document once.
pub(super) fn place_of(document: &Document, quotation: &Quotation) -> Option<usize> {
    document.look_for_twins();
    let start = document
        .twins()?
        .only(document, quotation.sentence_letters())?;
    place_in(document, quotation, start)
}

/// The place in the sentence that begins at `start`.
fn place_in(document: &Document, quotation: &Quotation, start: usize) -> Option<usize> {
    let text = document.text();
    let sentence = sentence_at(text, start);
    let letters: String = quotation.sentence_letters().iter().collect();
    if letters_of(sentence, document.folding()) != letters.as_bytes() {
        return None;
    }
    let letter = letter_in(sentence, quotation.own_letter(), document.folding())?;
    Some(quotation.place_by(text, start + letter))
}
