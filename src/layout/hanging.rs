//! Punctuation that hangs in the margin.
//!
//! A quotation mark, a comma or a hyphen weighs little, and an edge on which it takes a whole cell looks
//! dented. So it may stand outside, as Gutenberg's did, and the letters make the edge. Marks that weigh as
//! much as a letter (question marks, brackets) stay inside, and so do those of Chinese and Japanese, which are
//! two cells wide. At most one mark hangs at either end.

use super::Hanging;

/// Cells a fragment stands out by where a line begins or ends with it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Hang {
    /// To the left, at the beginning of a line.
    pub left: u8,
    /// To the right, at the end.
    pub right: u8,
}

/// Cells kept free on either side where punctuation hangs.
pub(super) const ROOM: u32 = 1;

/// How far `word` hangs.
pub(super) fn hang_of(word: &str, hanging: Hanging) -> Hang {
    if hanging == Hanging::None {
        return Hang::default();
    }
    // A mark alone is no edge, and neither is an ideograph.
    if word.chars().nth(1).is_none() {
        return Hang::default();
    }
    // Most words begin and end with a letter, which a look at two bytes tells.
    let bytes = word.as_bytes();
    let is_letter = |byte: Option<&u8>| byte.is_none_or(u8::is_ascii_alphanumeric);
    let left = !is_letter(bytes.first()) && word.chars().next().is_some_and(opens);
    let right = !is_letter(bytes.last()) && word.chars().next_back().is_some_and(closes);
    Hang {
        left: u8::from(left),
        right: u8::from(right),
    }
}

/// How far `word` hangs if a hyphen is set behind it.
pub(super) fn hang_of_hyphen(word: &str, hanging: Hanging) -> Hang {
    Hang {
        right: u8::from(hanging == Hanging::Margin),
        ..hang_of(word, hanging)
    }
}

fn opens(char: char) -> bool {
    matches!(
        char,
        '“' | '‘' | '"' | '\'' | '«' | '‹' | '„' | '‚' | '»' | '›'
    )
}

fn closes(char: char) -> bool {
    matches!(
        char,
        '.' | ','
            | '”'
            | '’'
            | '"'
            | '\''
            | '»'
            | '›'
            | '«'
            | '‹'
            | '“'
            | '‘'
            | '-'
            | '‐'
            | '·'
            | '։'
            | '،'
            | '۔'
    )
}
