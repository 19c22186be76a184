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

impl PageNumber {
    /// The number as lists have it: `12`, and `~12` where it is a guess.
    pub fn label(self) -> String {
        match self.measured {
            Measured::Exactly => self.number.to_string(),
            Measured::Roughly => format!("~{}", self.number),
        }
    }
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
    /// Words; of Chinese and Japanese, characters; of Thai and its like, so many letters each.
    pub words: u64,
    /// Minutes that most readers need for it.
    pub minutes: f64,
}

impl Amount {
    /// That of `text`.
    #[expect(clippy::cast_precision_loss, reason = "an estimate")]
    pub fn of(text: &str) -> Self {
        let (mut words, mut ideographs, mut letters) = (0_u64, 0_u64, 0_u64);
        let mut is_in_word = false;
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
            if is_of_long_run(bytes, at) {
                // What stands behind it up to a blank are signs mostly.
                (letters, is_in_word) = (letters + 1, true);
                at += LENGTH_IN_LONG_RUN;
                continue;
            }
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
        words += letters.div_ceil(LETTERS_PER_WORD);
        Self {
            words: words + ideographs,
            minutes: words as f64 / WORDS_PER_MINUTE + ideographs as f64 / IDEOGRAPHS_PER_MINUTE,
        }
    }
}

/// Whether a letter or mark begins at `at` of a script that sets no blanks between words and has no wide
/// letters: Thai and Lao (U+0E00–0EFF), Tibetan (U+0F00–0FFF), Burmese (U+1000–109F), Khmer (U+1780–17FF).
fn is_of_long_run(bytes: &[u8], at: usize) -> bool {
    let ahead = bytes.get(at..).unwrap_or(&[]);
    matches!(
        ahead,
        [0xE0, 0xB8..=0xBF, ..] | [0xE1, 0x80 | 0x81 | 0x9E | 0x9F, ..] | [0xE1, 0x82, ..=0x9F, ..]
    )
}

/// Bytes of each of these.
const LENGTH_IN_LONG_RUN: usize = 3;

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

/// Letters and marks that are counted as a word where no blanks stand between words. The Universal Declaration
/// of Human Rights has about 1,780 words in English, and 8,890 letters and marks in Thai, 10,189 in Khmer,
/// 12,521 in Tibetan: five to seven for each.
const LETTERS_PER_WORD: u64 = 6;

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
            text in "([a-z]{0,9}|[กำຂមမ་]|[ \t\n\r\u{b}\u{1f}]{1,9}|é|[一二。]{1,3}|\u{a0}|\u{3000}){0,40}",
        ) {
            let ideographs = text.chars().filter(|c| matches!(c, '一' | '二' | '。')).count();
            let blanks = text.chars().filter(|c| *c == '\u{3000}').count();
            let parted = text.replace(['一', '二', '。'], " ");
            let is_letter = |c: char| matches!(c, 'ก' | 'ำ' | 'ຂ' | 'ម' | 'မ' | '་');
            // A word begins behind a blank, and not with one of these letters.
            let words = parted.split_whitespace().filter(|word| !word.starts_with(is_letter));
            let letters = text.matches(is_letter).count().div_ceil(6);
            let expected = words.count() + ideographs + blanks + letters;
            prop_assert_eq!(Amount::of(&text).words, expected as u64);
        }
    }

    #[test]
    fn a_text_in_thai_takes_about_as_long_as_in_english() {
        let minutes = |text: &str| Amount::of(&text.repeat(200)).minutes;
        let english = minutes(
            "All human beings are born free and equal in dignity and rights. They are endowed with reason \
             and conscience and should act towards one another in a spirit of brotherhood. ",
        );
        let thai = minutes(
            "มนุษย์ทั้งหลายเกิดมามีอิสระและเสมอภาคกันในเกียรติศักดิ์และสิทธิ ต่างมีเหตุผลและมโนธรรม \
             และควรปฏิบัติต่อกันด้วยเจตนารมณ์แห่งภราดรภาพ ",
        );
        assert!((0.7..1.4).contains(&(thai / english)), "{thai} {english}");
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
            // 15, 17, 17 and 11 letters, a number and a word.
            ("โดยที่การยอมรับ", 3),
            ("(Thai) មនុស្សទាំងអស់, 12", 5),
            ("ມະນຸດທຸກຄົນເກີດມາ.", 3),
            ("လူတိုင်းသည်", 2),
        ];
        for (text, words) in cases {
            assert_eq!(Amount::of(text).words, words, "{text:?}");
        }
    }
}
