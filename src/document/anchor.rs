//! Places that outlive the process.
//!
//! An offset is exact and worth nothing once the text has changed by a letter. On disk a place is
//! therefore an [`Anchor`]: the offset, and beside it what stands there, before it and after it, the
//! section, and how far into the text it was. When a document is opened the anchor is resolved again.

use serde::{Deserialize, Serialize};

use super::{Document, sanitized};
use crate::text::Offset;

/// How many characters of the text an anchor remembers from its place on: enough to be found once only.
const EXACT_CHARS: usize = 64;
/// How many characters before and after it remembers, to tell two equal places apart.
const CONTEXT_CHARS: usize = 32;

/// A place in a document, in words.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Anchor {
    /// The byte place in the text it was made in.
    pub offset: usize,
    /// The title of its section.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub section: Option<String>,
    /// The text just before.
    pub before: String,
    /// The text from the place on.
    pub exact: String,
    /// The text after that.
    pub after: String,
    /// How far into the text it was, from 0.0 to 1.0.
    pub fraction: f64,
}

/// Where an anchor was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resolved {
    /// The quotation stands where it stood.
    Exact(Offset),
    /// The quotation stands elsewhere now.
    Moved(Offset),
    /// The quotation is gone; this is about as far into the text.
    Near(Offset),
}

impl Resolved {
    /// The place, however it was found.
    pub const fn offset(self) -> Offset {
        match self {
            Self::Exact(offset) | Self::Moved(offset) | Self::Near(offset) => offset,
        }
    }
}

impl Anchor {
    /// The anchor of `offset` in `document`.
    pub fn new(document: &Document, offset: Offset) -> Self {
        let text = document.text();
        let at = text.floor_char_boundary(offset.to_usize());
        let (head, tail) = text.split_at(at);
        let exact_end = nth_char(tail, EXACT_CHARS);
        let (exact, rest) = tail.split_at(exact_end);
        let before_start = head
            .char_indices()
            .rev()
            .nth(CONTEXT_CHARS - 1)
            .map_or(0, |(at, _)| at);
        Self {
            offset: at,
            section: document
                .section_at(offset)
                .and_then(|i| document.sections().get(i))
                .map(|s| sanitized(document.section_title(s))),
            before: head[before_start..].to_owned(),
            exact: exact.to_owned(),
            after: rest[..nth_char(rest, CONTEXT_CHARS)].to_owned(),
            fraction: document.fraction(offset),
        }
    }

    /// Finds the place again: where it was, else where its quotation stands now (of several, the one
    /// whose surroundings agree best, then the nearest), else as far into the text as it was.
    pub fn resolve(&self, document: &Document) -> Resolved {
        let text = document.text();
        if text
            .get(self.offset..)
            .is_some_and(|tail| tail.starts_with(&self.exact))
            && (!self.exact.is_empty() || self.offset == text.len())
        {
            return Resolved::Exact(Offset::new(self.offset));
        }
        self.quotation(text).map_or_else(
            || Resolved::Near(document.at_fraction(self.fraction)),
            Resolved::Moved,
        )
    }

    fn quotation(&self, text: &str) -> Option<Offset> {
        if self.exact.is_empty() {
            return None;
        }
        memchr::memmem::find_iter(text.as_bytes(), self.exact.as_bytes())
            .take(MOST_CANDIDATES)
            .max_by_key(|&at| {
                (
                    self.agreement(text, at),
                    std::cmp::Reverse(at.abs_diff(self.offset)),
                )
            })
            .map(Offset::new)
    }

    /// How many bytes around a candidate agree with what stood around the place.
    fn agreement(&self, text: &str, at: usize) -> usize {
        let (head, tail) = text.as_bytes().split_at(at);
        let behind = tail.get(self.exact.len()..).unwrap_or(&[]);
        let same_before = head.iter().rev().zip(self.before.bytes().rev());
        let same_after = behind.iter().zip(self.after.bytes());
        same_before.take_while(|(a, b)| **a == *b).count()
            + same_after.take_while(|(a, b)| **a == *b).count()
    }
}

/// A quotation of 64 characters that stands more often than this (a text of one repeated line) says
/// nothing more about the place.
const MOST_CANDIDATES: usize = 1000;

fn nth_char(text: &str, n: usize) -> usize {
    text.char_indices().nth(n).map_or(text.len(), |(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::super::{BlockKind, Builder, Format};
    use super::*;

    fn document(paragraphs: &[&str]) -> Document {
        let mut builder = Builder::new(Format::Text);
        for paragraph in paragraphs {
            builder.block(BlockKind::Paragraph, paragraph);
        }
        builder.finish()
    }

    fn words_at(document: &Document, resolved: Resolved) -> &str {
        &document.text()[resolved.offset().to_usize()..]
    }

    #[test]
    fn an_anchor_is_found_exactly_in_the_same_text() {
        let d = document(&["One two three.", "Four five six."]);
        for (at, _) in d.text().char_indices() {
            let offset = Offset::new(at);
            assert_eq!(Anchor::new(&d, offset).resolve(&d), Resolved::Exact(offset));
        }
        let end = d.end();
        assert_eq!(Anchor::new(&d, end).resolve(&d), Resolved::Exact(end));
    }

    #[test]
    fn an_anchor_moves_with_its_words() {
        let old = document(&["One two three.", "Четыре five six."]);
        let new = document(&["A preface.", "One two three.", "Четыре five six."]);
        let anchor = Anchor::new(&old, Offset::new(15));
        let resolved = anchor.resolve(&new);
        assert!(matches!(resolved, Resolved::Moved(_)), "{resolved:?}");
        assert_eq!(words_at(&new, resolved), "Четыре five six.");
    }

    #[test]
    fn of_two_equal_quotations_the_one_with_the_same_surroundings_is_meant() {
        let line = "The refrain of this song is a long one, and it comes again and again, again.";
        let old = document(&["Monday.", line, "Tuesday.", line, "Wednesday."]);
        let second = Offset::new(old.text().rfind("The refrain").unwrap_or(0));
        let anchor = Anchor::new(&old, second);
        let new = document(&[
            "Monday, and a good deal more about it.",
            line,
            "Tuesday.",
            line,
        ]);
        let resolved = anchor.resolve(&new);
        assert_eq!(
            resolved.offset().to_usize(),
            new.text().rfind("The refrain").unwrap_or(0)
        );
    }

    #[test]
    fn lost_words_leave_one_about_as_far_into_the_text() {
        let old = document(&["a b c d e f g h", "i j k l m n o p"]);
        let new = document(&["1 2 3 4 5 6 7 8", "9 0 1 2 3 4 5 6"]);
        let anchor = Anchor::new(&old, Offset::new(16));
        assert_eq!(anchor.resolve(&new), Resolved::Near(Offset::new(16)));
    }
}
