//! Sections: what a reader jumps between.

use unicode_segmentation::UnicodeSegmentation;

use crate::text::{Offset, TextRange, break_opportunities, has_dictionary, plain_char};

/// An entry of the contents: a title and the place it leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Where it begins.
    pub offset: Offset,
    /// What it is called.
    pub title: Title,
    /// 1 is the highest. A document may begin at any level.
    pub level: u8,
}

/// The title of a section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Title {
    /// It stands in the text.
    InText(TextRange),
    /// It is only in a table of contents.
    Given(Box<str>),
}

/// Where a page of the printed book begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrintedPage {
    /// Its number, as it stands on the page: `xii`, `48`.
    pub label: Box<str>,
    /// Its first place in the text.
    pub offset: Offset,
}

/// From what the sections were made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ContentsSource {
    /// The navigation document of an EPUB 3.
    Nav,
    /// The table of contents of an EPUB 2.
    Ncx,
    /// The text's headings.
    Headings,
    /// The text has none, so its paragraphs stand for them, by their opening words.
    #[default]
    Paragraphs,
}

impl ContentsSource {
    /// Its name in `folio inspect --json`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Nav => "nav",
            Self::Ncx => "ncx",
            Self::Headings => "headings",
            Self::Paragraphs => "paragraphs",
        }
    }
}

/// How long the opening words of a paragraph may be, in characters: they stand on one line of a
/// panel 60 cells wide, beside a page number.
const OPENING_CHARS: usize = 48;

/// Bytes of `text` that make its opening words: whole words, about 48 characters, the first line only.
pub fn opening_words(text: &str) -> &str {
    let line = text.lines().next().unwrap_or("").trim_end();
    let mut end = 0;
    let mut count = 0;
    for word in words(line) {
        count += word.chars().count();
        if count > OPENING_CHARS {
            break;
        }
        end += word.len();
    }
    // A "word" longer than the limit, such as a line of ideographs taken as one, is cut between characters.
    if end == 0 {
        end = line
            .grapheme_indices(true)
            .nth(OPENING_CHARS)
            .map_or(line.len(), |(at, _)| at);
    }
    let end = end_of_word(line, end);
    line.get(..end).unwrap_or(line).trim_end()
}

/// Where the last whole word before `end` ends in a script that has no blanks between words, of which the tables
/// know letters only: Thai, Lao, Burmese and Khmer. `end` itself in others.
fn end_of_word(line: &str, end: usize) -> usize {
    let (before, after) = line.split_at_checked(end).unwrap_or((line, ""));
    if !before.ends_with(has_dictionary) || !after.starts_with(has_dictionary) {
        return end;
    }
    let start = before.rfind(' ').map_or(0, |at| at + 1);
    let ahead = line.floor_char_boundary(end + LONGEST_WORD);
    let phrase = line.get(start..ahead).unwrap_or("");
    let ends = break_opportunities(phrase).map(|at| start + at);
    let last = ends.take_while(|at| *at <= end).last();
    last.unwrap_or(if start > 0 { start } else { end })
}

/// Bytes behind a place in a word at which its end is looked for.
const LONGEST_WORD: usize = 64;

/// The words of `text` and what is between them (UAX #29).
fn words(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    let mut bounds = text.split_word_bounds();
    std::iter::from_fn(move || {
        let word = match lone_word(rest) {
            Some(word) => word,
            None => {
                // What stands before the beginning of a word has no say in where it ends.
                if bounds.as_str().len() != rest.len() {
                    bounds = rest.split_word_bounds();
                }
                bounds.next()?
            }
        };
        rest = rest.get(word.len()..)?;
        Some(word)
    })
}

/// The character that `text` begins with, if it is a word by itself as is nearly every one in Chinese. What
/// is in no class of words, such as an ideograph, is so before anything but Extend, Format and ZWJ
/// (WB 4 and 999), and none of these is a plain character. So is a comma that no number is before (WB 12).
fn lone_word(text: &str) -> Option<&str> {
    let bytes = text.as_bytes();
    // U+5000–9FFF; 、 and 。; ，.
    let is_lone = matches!(
        bytes,
        [0xE5..=0xE9, ..] | [0xE3, 0x80, 0x81 | 0x82, ..] | [0xEF, 0xBC, 0x8C, ..]
    );
    if is_lone && plain_char(bytes, 3).is_some() {
        text.get(..3)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn words_are_those_of_the_tables(
            text in "([漢字かァー、。，Ａa1 .':]|[\u{301}\u{200D}\u{AD}🇯👍א\"_']|\\PC){0,20}",
        ) {
            let expected: Vec<_> = text.split_word_bounds().collect();
            prop_assert_eq!(words(&text).collect::<Vec<_>>(), expected);
        }
    }

    #[test]
    fn opening_words_are_whole_words_of_the_first_line() {
        assert_eq!(
            opening_words("Call me Ishmael.\nSome years"),
            "Call me Ishmael."
        );
        let long = "Yet the boom that many had been hoping for in those years never came";
        assert_eq!(
            opening_words(long),
            "Yet the boom that many had been hoping for in"
        );
        assert_eq!(opening_words(""), "");
    }

    #[cfg(feature = "complex-scripts")]
    #[test]
    fn opening_words_of_thai_end_with_a_word() {
        let text = "มนุษย์ทั้งหลายเกิดมามีอิสระและเสมอภาคกันในเกียรติศักดิ์และสิทธิ";
        let opening = opening_words(text);
        assert!(opening.chars().count() <= OPENING_CHARS);
        assert!(break_opportunities(text).any(|at| at == opening.len()));
        assert_eq!(opening, "มนุษย์ทั้งหลายเกิดมามีอิสระและเสมอภาคกันใน");
    }
}
