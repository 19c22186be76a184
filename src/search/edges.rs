//! Where words begin and end.

use crate::text::{Folding, Offset, TextRange, folded, is_diacritic};

/// How many marks and signs that are not drawn, or are not letters, are looked over for the letter beside them.
const UNDRAWN: usize = 16;

/// Whether a range of a text neither begins nor ends inside a word.
///
/// A word is a run of letters and digits with their diacritics. Scripts that are written without blanks
/// have words too, but nobody sees where they end, so there any letter may be the edge of one. A `_` between
/// letters is of their word (`snake_case`); at the edge of a word it is what plain text has for italics.
pub(super) fn is_whole_words(text: &str, range: TextRange) -> bool {
    let (start, end) = (range.start.to_usize(), range.end.to_usize());
    let inside = range.of(text);
    let is_cut = |before: Option<char>, after: Option<char>| {
        before.is_some_and(is_joined) && after.is_some_and(is_joined)
    };
    let before = letter_beside(text.get(..start).unwrap_or("").chars().rev());
    let after = letter_beside(text.get(end..).unwrap_or("").chars());
    !is_cut(before, inside.chars().next()) && !is_cut(inside.chars().next_back(), after)
}

/// Whether what begins at `start` does not begin inside a word. An apostrophe or a hyphen parts words, a soft
/// hyphen does not.
pub(super) fn is_word_start(text: &str, start: Offset) -> bool {
    let Some((head, tail)) = text.split_at_checked(start.to_usize()) else {
        return true;
    };
    let is_letter =
        |char: &char| !folded(char.encode_utf8(&mut [0; 4]), Folding::default()).is_empty();
    let before = letter_beside(head.chars().rev().take(UNDRAWN).filter(is_letter));
    !before.is_some_and(is_joined) || !tail.chars().next().is_some_and(is_joined)
}

/// The next char, and if that is a `_`, the one beyond it and its like.
fn letter_beside(chars: impl Iterator<Item = char>) -> Option<char> {
    chars.take(UNDRAWN).find(|char| *char != '_')
}

/// Whether a char is one word with its neighbours of the kind.
fn is_joined(char: char) -> bool {
    (char.is_alphanumeric() || char == '_' || is_diacritic(char))
        && !is_written_without_blanks(char)
}

/// Thai, Lao, Tibetan, Burmese, Khmer, kana, and the characters of China.
pub(super) fn is_written_without_blanks(char: char) -> bool {
    matches!(
        char as u32,
        0xE00..0x1000 | 0x1000..0x10A0 | 0x1780..0x1800 | 0x3040..0x3100 | 0x31F0..0x3200
        | 0x3400..0x4DC0 | 0x4E00..0xA000 | 0xF900..0xFB00 | 0xFF66..0xFFA0 | 0x20000..0x32000
    )
}
