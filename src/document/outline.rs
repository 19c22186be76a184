//! Sections: what a reader jumps between.

use unicode_segmentation::UnicodeSegmentation;

use crate::text::{Offset, TextRange};

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
    for (at, word) in line.split_word_bound_indices() {
        count += word.chars().count();
        if count > OPENING_CHARS {
            break;
        }
        end = at + word.len();
    }
    // A "word" longer than the limit, such as a line of ideographs taken as one, is cut between characters.
    if end == 0 {
        end = line
            .grapheme_indices(true)
            .nth(OPENING_CHARS)
            .map_or(line.len(), |(at, _)| at);
    }
    line.get(..end).unwrap_or(line).trim_end()
}

#[cfg(test)]
mod tests {
    use super::*;

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
}
