//! A text as one looks for it.
//!
//! A reader types `don't - cafe` and the book prints `Don’t — Café`, over two lines. Folding makes both
//! the same string: quotation marks straight, dashes and hyphens one, every kind of space and line end
//! a single blank, ligatures and wide forms taken apart (NFKD), capitals small, diacritics and what is
//! not drawn left out. A fold remembers where each piece came from, so that what is found in it is a
//! range of the text as it stands. Whoever typed a capital or a diacritic meant it: [`Units`] tell what
//! folding has taken away.

mod folded;
mod letters;
mod making;
mod standing;
mod units;

pub use folded::Folded;
pub use letters::{is_mark as is_diacritic, is_of_word, is_undrawn};
pub use standing::{Standing, push_folded};
pub use units::Units;

use letters::{continues_letter, each};

/// What folding depends on besides the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Folding {
    is_turkic: bool,
}

impl Folding {
    /// For texts in this language, a BCP 47 tag: in Turkish and Azerbaijani `ı` is the small letter of
    /// `I`, and `i` of `İ`.
    pub fn of_language(tag: Option<&str>) -> Self {
        let primary = tag.and_then(|tag| tag.split(['-', '_']).next());
        Self {
            is_turkic: primary
                .is_some_and(|p| p.eq_ignore_ascii_case("tr") || p.eq_ignore_ascii_case("az")),
        }
    }

    /// Whether a fold of the text from `at` on begins as the fold of the whole text goes on there: the
    /// char at `at` begins a letter, and is neither a blank nor a dash.
    pub fn can_begin_at(self, text: &str, at: usize) -> bool {
        let Some(char) = text.get(at..).and_then(|rest| rest.chars().next()) else {
            return false;
        };
        // What it becomes decides: a half-width mark of voicing becomes one that joins the letter before.
        let mut first = None;
        each(char, self.is_turkic, &mut |letter| {
            first.get_or_insert(letter);
        });
        first.is_some_and(|letter| !matches!(letter, ' ' | '-') && !continues_letter(letter))
    }
}

/// Folds a short text, such as what a reader typed or a row of a list.
pub fn folded(text: &str, folding: Folding) -> Vec<u8> {
    Folded::new(text, folding).bytes
}

#[cfg(test)]
pub(crate) mod tests;
