//! How far one is and how long it will take.

use crate::layout::Measured;
use crate::text::{Cells, LANES, Lanes, Which, char_width, plain_char};

/// The number of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PageNumber {
    /// Counted from 1.
    pub number: u32,
    /// How many there are.
    pub of: u32,
    /// Whether both are certain.
    pub measured: Measured,
}

/// By whose pace it is said how long a text takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PaceOf {
    /// That of most readers: a guess.
    Most,
    /// The reader's own, which was measured.
    Reader,
}

/// How fast a text is read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pace {
    /// Whose it is.
    pub of: PaceOf,
    bytes_per_minute: f64,
    bytes_per_word: f64,
}

/// How much there is to read in a stretch of text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Amount {
    /// Words; of Chinese and Japanese, characters.
    pub words: u64,
    /// Minutes that most readers need for it.
    pub minutes: f64,
}

impl Amount {
    /// That of `text`.
    #[expect(clippy::cast_precision_loss, reason = "an estimate")]
    pub fn of(text: &str) -> Self {
        let (mut words, mut ideographs, mut is_in_word) = (0_u64, 0_u64, false);
        let bytes = text.as_bytes();
        let mut at = 0;
        loop {
            let ahead = |at| bytes.get(at..).and_then(<[u8]>::first_chunk);
            while let Some(blanks) = ahead(at).and_then(blanks_of_ascii) {
                words += (!blanks & blanks.following(!is_in_word)).count() as u64;
                is_in_word = !blanks.is_last();
                at += LANES;
            }
            let Some(&byte) = bytes.get(at) else {
                break;
            };
            // A page is counted with every turn, and nearly all of it is plain.
            let (length, width, is_blank) = match plain_char(bytes, at) {
                Some(plain) => (plain.length, plain.width, byte == b' '),
                None => {
                    let char = text.get(at..).and_then(|rest| rest.chars().next());
                    let char = char.unwrap_or_default();
                    (char.len_utf8(), char_width(char), char.is_whitespace())
                }
            };
            at += length;
            let is_ideograph = width == Cells(2);
            ideographs += u64::from(is_ideograph);
            let was_in_word = is_in_word;
            is_in_word = !is_ideograph && !is_blank;
            words += u64::from(is_in_word && !was_in_word);
        }
        Self {
            words: words + ideographs,
            minutes: words as f64 / WORDS_PER_MINUTE + ideographs as f64 / IDEOGRAPHS_PER_MINUTE,
        }
    }
}

/// Which of eight bytes are white space, if all are ASCII.
fn blanks_of_ascii(eight: &[u8; LANES]) -> Option<Which> {
    let lanes = Lanes::of(*eight);
    let controls = lanes.at_most(b'\r') & !lanes.at_most(b'\t' - 1);
    let blanks = lanes.other_than(b' ').zeros() | controls;
    (!lanes.beyond_ascii().is_any()).then_some(blanks)
}

/// Words read in a minute, silently, in non-fiction: M. Brysbaert, "How many words do we read per
/// minute?" (2019).
const WORDS_PER_MINUTE: f64 = 238.0;

/// Characters of Chinese or Japanese read in a minute, after the same review.
const IDEOGRAPHS_PER_MINUTE: f64 = 420.0;

/// Bytes of a text that are enough to know its script and the length of its words.
const SAMPLE: usize = 64 * 1024;

impl Pace {
    /// The pace at which `text` is likely to be read, from a sample of it.
    #[expect(clippy::cast_precision_loss, reason = "an estimate")]
    pub fn of(text: &str) -> Self {
        let sample = text.get(..text.floor_char_boundary(SAMPLE)).unwrap_or(text);
        let Amount { words, minutes } = Amount::of(sample);
        Self {
            of: PaceOf::Most,
            bytes_per_minute: sample.len() as f64 / minutes.max(f64::MIN_POSITIVE),
            bytes_per_word: sample.len() as f64 / (words as f64).max(1.0),
        }
    }

    /// The pace of somebody who has read so many words of this text in so many milliseconds.
    #[expect(clippy::cast_precision_loss, reason = "an estimate")]
    #[must_use]
    pub fn measured(self, words: u64, millis: u64) -> Self {
        let minutes = millis.max(1) as f64 / 60_000.0;
        Self {
            of: PaceOf::Reader,
            bytes_per_minute: words as f64 * self.bytes_per_word / minutes,
            ..self
        }
    }

    /// Minutes that so many bytes of the text take.
    #[expect(clippy::cast_precision_loss, reason = "an estimate")]
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a quotient of positive numbers, and `as` stops at the largest"
    )]
    pub fn minutes(self, bytes: usize) -> u32 {
        (bytes as f64 / self.bytes_per_minute.max(1.0)).round() as u32
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn words_are_what_blanks_part_and_ideographs_count_singly(
            text in "([a-z]{0,9}|[ \t\n\r\u{b}\u{1f}]{1,9}|é|[一二。]{1,3}|\u{a0}|\u{3000}){0,40}",
        ) {
            let ideographs = text.chars().filter(|c| matches!(c, '一' | '二' | '。')).count();
            let blanks = text.chars().filter(|c| *c == '\u{3000}').count();
            let parted = text.replace(['一', '二', '。'], " ");
            let words = parted.split_whitespace().count();
            prop_assert_eq!(Amount::of(&text).words, (words + ideographs + blanks) as u64);
        }
    }

    #[test]
    fn words_are_counted_between_blanks_and_ideographs_each() {
        let cases = [
            ("", 0),
            (" Call me\u{A0}Ishmael.\n", 3),
            ("北方領土。", 5),
            ("see 北方,then", 4),
            ("모든 인간은", 5),
            ("e\u{301}té 👍 x", 3),
        ];
        for (text, words) in cases {
            assert_eq!(Amount::of(text).words, words, "{text:?}");
        }
    }
}
