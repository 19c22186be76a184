//! How far one is and how long it will take.

use unicode_width::UnicodeWidthChar;

use crate::layout::Measured;

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

/// How fast a text is read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pace {
    bytes_per_minute: f64,
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
        let is_wide = |c: char| c.width() == Some(2);
        let ideographs = sample.chars().filter(|c| is_wide(*c)).count();
        let words = sample
            .split(|c: char| c.is_whitespace() || is_wide(c))
            .filter(|word| !word.is_empty())
            .count();
        let minutes = words as f64 / WORDS_PER_MINUTE + ideographs as f64 / IDEOGRAPHS_PER_MINUTE;
        Self {
            bytes_per_minute: sample.len() as f64 / minutes.max(f64::MIN_POSITIVE),
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
