//! Where lines of ideographs and Kana may end, which is nearly everywhere.
//!
//! Among ideographs (class ID of UAX #14), the marks that open (OP) and those no line begins with (CL, EX, NS
//! and, by CSS's strict handling, CJ) the rules come to this: a line may end between any two of them, but not
//! behind a mark that opens (LB 14), nor before one of the last sort (LB 13, 21). What stands farther
//! off changes nothing in that. So a text can be parted there; what lies between two such places is either
//! all of these characters, and no line ends inside it, or is for the segmenter, and for it all there
//! is. Tests hold that the segmenter, given the whole, finds the same places.

use std::ops::Range;

use super::Cells;

/// A part of a text behind which a line may end, or the last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Part {
    /// Its bytes.
    pub range: Range<usize>,
    /// Whether it is one ideograph, with the marks that cleave to it: no line ends inside it. All its
    /// characters are plain ones two cells wide.
    pub is_ideograph: bool,
}

impl Part {
    /// The cells of a part that is an ideograph.
    pub(super) fn width(&self) -> Cells {
        Cells::from(self.range.len() / LENGTH * 2)
    }
}

/// Calls `each` for the parts of `text`, in order. Joined they are the text.
pub(super) fn for_each_part(text: &str, each: &mut impl FnMut(Part)) {
    let bytes = text.as_bytes();
    // Where this part begins, and whether there is nothing else in it so far.
    let (mut start, mut is_ideograph) = (0, true);
    let mut before = None;
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        if *byte < LEAST {
            (before, is_ideograph) = (None, false);
            at += bytes.get(at..).map_or(0, without_class);
        }
        let class = class_at(bytes, at);
        if may_end_between(before, class) {
            let range = start..at;
            each(Part {
                range,
                is_ideograph,
            });
            (start, is_ideograph) = (at, true);
        }
        is_ideograph &= class.is_some();
        before = class;
        at += LENGTH;
    }
    if start < bytes.len() {
        let range = start..bytes.len();
        each(Part {
            range,
            is_ideograph,
        });
    }
}

/// The least byte that a character with a class begins with. No byte inside a character is as great.
const LEAST: u8 = 0xE3;

/// How many of the next bytes begin no such character.
fn without_class(bytes: &[u8]) -> usize {
    let first = bytes.iter().position(|byte| *byte >= LEAST);
    first.unwrap_or(bytes.len())
}

/// Bytes of each of the characters that have a class here.
const LENGTH: usize = 3;

/// What a character is, by its line breaking class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    /// Opening brackets (OP).
    Opening,
    /// Ideographs, large Kana, fullwidth letters and digits (ID).
    Ideograph,
    /// Closing brackets, commas and full stops (CL), exclamation and question marks (EX), what else no line
    /// begins with (NS), small Kana (CJ).
    Closing,
}

/// Whether a line may end between two characters, one behind the other, of which both have a class.
fn may_end_between(before: Option<Class>, after: Option<Class>) -> bool {
    matches!(before, Some(Class::Ideograph | Class::Closing))
        && matches!(after, Some(Class::Ideograph | Class::Opening))
}

/// The class of the character that begins at `at`.
fn class_at(bytes: &[u8], at: usize) -> Option<Class> {
    match *bytes.get(at..)? {
        // U+5000–9FFF.
        [0xE5..=0xE9, ..] => Some(Class::Ideograph),
        [lead @ LEAST..=0xEF, second, third, ..] => {
            let bits = |byte: u8| u32::from(byte & 0x3F);
            class_of(u32::from(lead & 0x0F) << 12 | bits(second) << 6 | bits(third))
        }
        _ => None,
    }
}

/// By LineBreak.txt (Unicode 17).
const fn class_of(code: u32) -> Option<Class> {
    Some(match code {
        0x3400..=0x4DBF | 0x4E00..=0x9FFF => Class::Ideograph,
        // 、。々 and brackets.
        0x3001 | 0x3002 | 0x3005 => Class::Closing,
        0x3008 | 0x300A | 0x300C | 0x300E | 0x3010 | 0x3014 | 0x3016 | 0x3018 => Class::Opening,
        0x3009 | 0x300B | 0x300D | 0x300F | 0x3011 | 0x3015 | 0x3017 | 0x3019 => Class::Closing,
        // Hiragana and Katakana: the small ones, the signs of iteration, the middle dot, the long vowel.
        0x3041 | 0x3043 | 0x3045 | 0x3047 | 0x3049 | 0x3063 | 0x3083 | 0x3085 | 0x3087 | 0x308E => {
            Class::Closing
        }
        0x30A1 | 0x30A3 | 0x30A5 | 0x30A7 | 0x30A9 | 0x30C3 | 0x30E3 | 0x30E5 | 0x30E7 | 0x30EE => {
            Class::Closing
        }
        0x3095..=0x3096 | 0x309B..=0x309E | 0x30A0 | 0x30F5..=0x30F6 | 0x30FB..=0x30FE => {
            Class::Closing
        }
        0x3041..=0x3094 | 0x309F | 0x30A1..=0x30FA | 0x30FF => Class::Ideograph,
        // Fullwidth ！），．：；？ and （; digits and letters.
        0xFF01 | 0xFF09 | 0xFF0C | 0xFF0E | 0xFF1A | 0xFF1B | 0xFF1F => Class::Closing,
        0xFF08 => Class::Opening,
        0xFF10..=0xFF19 | 0xFF21..=0xFF3A | 0xFF41..=0xFF5A => Class::Ideograph,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::plain::plain_cells;
    use crate::text::{break_opportunities, text_width};

    /// The places where a line may end, by parts and the segmenter for some of them.
    fn by_parts(text: &str) -> Vec<usize> {
        let mut ends = Vec::new();
        for_each_part(text, &mut |part| {
            let start = part.range.start;
            if part.is_ideograph {
                assert_eq!(part.width(), text_width(&text[part.range.clone()]));
                ends.push(part.range.end);
            } else {
                ends.extend(break_opportunities(&text[part.range]).map(|end| start + end));
            }
        });
        ends
    }

    fn by_segmenter(text: &str) -> Vec<usize> {
        break_opportunities(text).collect()
    }

    #[test]
    fn every_character_with_a_class_is_parted_as_the_segmenter_does() {
        for char in '\0'..=char::MAX {
            if class_of(char.into()).is_some() {
                assert_eq!(char.len_utf8(), LENGTH);
                assert_eq!(plain_cells(char), 2, "{char:?}");
                let text = String::from_iter([
                    '字', char, '字', '（', char, '）', char, char, '。', '，', char,
                ]);
                assert_eq!(by_parts(&text), by_segmenter(&text), "{text}");
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4000))]

        #[test]
        fn the_segmenter_finds_the_same_places_in_the_whole(
            text in "([漢字かァー々。、！：「」（）《》Ａ１]{1,4}|[-a1 .,“”‘’'\"!?/`<>%$()\u{301}\u{3099}\u{FE00}\u{200B}\u{200D}\u{A0}\u{3000}]|[—…–가각कกא👍🏽🇯\u{AD}\u{2060}]|\\PC){0,12}",
        ) {
            prop_assert_eq!(by_parts(&text), by_segmenter(&text));
        }
    }
}
