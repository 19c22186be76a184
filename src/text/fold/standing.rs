//! What a char that is not ASCII can be to the ASCII letters beside it.

use super::Folding;
use super::letters::{Becomes, becomes, each};

/// What a char is when folded, to a run of ASCII letters and digits in which it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// One of them: an ASCII letter or digit.
    Letter(u8),
    /// Nothing, or several chars: it may be in such a run.
    Unclear,
    /// An apostrophe or a dash.
    Sign,
    /// Something else: the run ends at it.
    Apart,
}

impl Standing {
    /// What `char` is in a text that is folded in this way.
    pub fn of(char: char, folding: Folding) -> Self {
        match becomes(char, folding.is_turkic) {
            Becomes::Nothing | Becomes::Mark | Becomes::Many => Self::Unclear,
            Becomes::Dash | Becomes::One('\'') => Self::Sign,
            Becomes::One(one) if one.is_ascii_alphanumeric() => Self::Letter(one as u8),
            Becomes::One(_) | Becomes::Blank => Self::Apart,
        }
    }
}

/// Appends to `folded` what each char of `text` becomes by itself, without looking at its neighbours: runs of
/// blanks or dashes are not made one, nor letters that are written as two chars.
pub fn push_folded(folded: &mut Vec<u8>, text: &str, folding: Folding) {
    for char in text.chars() {
        each(char, folding.is_turkic, &mut |part| {
            folded.extend_from_slice(part.encode_utf8(&mut [0; 4]).as_bytes());
        });
    }
}
