//! Where words begin and end.

use crate::text::{
    Offset, TextRange, is_diacritic, is_of_word, is_undrawn, is_written_without_blanks,
};

/// How many marks and signs that are not drawn, or are not letters, are looked over for the letter beside them.
const UNDRAWN: usize = 16;

/// Whether a range of a text neither begins nor ends inside a word.
///
/// A word is a run of letters and digits with their marks. Scripts that are written without blanks
/// have words too, but nobody sees where they end, so there any letter may be the edge of one. A `_` between
/// letters is of their word (`snake_case`); at the edge of a word it is what plain text has for italics. An
/// apostrophe or a hyphen parts words, a soft hyphen and what else is not drawn does not.
pub(super) fn is_whole_words(text: &str, range: TextRange) -> bool {
    let (start, end) = (range.start.to_usize(), range.end.to_usize());
    let inside = range.of(text);
    let is_cut = |before: Option<char>, after: Option<char>| {
        before.is_some_and(is_joined) && after.is_some_and(is_joined)
    };
    let before = letter_beside(seen_before(text.get(..start).unwrap_or("")));
    let after = letter_beside(seen_after(text.get(end..).unwrap_or("")));
    !is_cut(before, seen_after(inside).next()) && !is_cut(seen_before(inside).next(), after)
}

/// Whether what begins at `start` does not begin inside a word.
pub(super) fn is_word_start(text: &str, start: Offset) -> bool {
    let Some((head, tail)) = text.split_at_checked(start.to_usize()) else {
        return true;
    };
    let before = letter_beside(seen_before(head));
    !before.is_some_and(is_joined) || !seen_after(tail).next().is_some_and(is_joined)
}

/// What is seen at the end of a text, the last first: a diacritic is seen with its letter.
fn seen_before(head: &str) -> impl Iterator<Item = char> {
    let chars = head.chars().rev().take(UNDRAWN);
    // Nearly all chars are ASCII, and are asked about with each match.
    chars.filter(|char| char.is_ascii() || !(is_undrawn(*char) || is_diacritic(*char)))
}

/// What is seen at the beginning of a text: a diacritic there is of the letter before.
fn seen_after(tail: &str) -> impl Iterator<Item = char> {
    tail.chars().take(UNDRAWN).filter(|char| !is_undrawn(*char))
}

/// The next char, and if that is a `_`, the one beyond it and its like.
fn letter_beside(mut chars: impl Iterator<Item = char>) -> Option<char> {
    chars.find(|char| *char != '_')
}

/// Whether a char is one word with its neighbours of the kind.
fn is_joined(char: char) -> bool {
    (is_of_word(char) || char == '_') && !is_written_without_blanks(char)
}
