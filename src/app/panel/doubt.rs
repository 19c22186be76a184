//! A place in doubt: what stood there, and what stands there now.
//!
//! Nothing is moved unless the reader says so; until then the place keeps the words it was written with.

use crate::command::{Key, KeyCode};
use crate::document::{Anchor, Document, Passage, sanitized};
use crate::store::Annotation;
use crate::text::{Offset, TextRange, is_of_word};

use super::super::{App, Book, Located};
use super::{After, closes};

/// Both quotations of a place that may be another.
#[derive(Clone, Debug)]
pub struct Doubt {
    /// The words as they were.
    pub was: String,
    /// Those that stand there now.
    pub now: String,
    subject: Subject,
}

/// What is in doubt.
#[derive(Clone, Debug)]
enum Subject {
    /// The annotation with this id.
    Annotation(String),
    /// A quick mark.
    Mark(char, Offset),
}

/// Of long words so many bytes are shown: both fit on a screen.
const LONGEST: usize = 240;

impl Doubt {
    pub(in super::super) fn of_annotation(
        book: &Book,
        located: &Located,
        annotation: &Annotation,
    ) -> Self {
        let document = book.window.document();
        let [was, now] = quotations(document, located.range(), &annotation.passage);
        Self {
            was,
            now,
            subject: Subject::Annotation(annotation.id.clone()),
        }
    }

    pub(in super::super) fn of_mark(
        document: &Document,
        letter: char,
        anchor: &Anchor,
        offset: Offset,
    ) -> Self {
        let passage = Passage::from(anchor.clone());
        let [was, now] = quotations(document, TextRange::at(offset), &passage);
        Self {
            was,
            now,
            subject: Subject::Mark(letter, offset),
        }
    }
}

/// The words of a passage as they were, and as they stand in `range` now.
pub(super) fn quotations(document: &Document, range: TextRange, passage: &Passage) -> [String; 2] {
    if passage.end.is_none() {
        return [cut(passage.quoted()), words_from(document, range.start)];
    }
    [
        cut(passage.quoted()),
        cut(document.slice(whole_words(document, range))),
    ]
}

/// A range and the rest of the words in which it begins and ends: a place that is only about right may be anywhere
/// in one.
fn whole_words(document: &Document, range: TextRange) -> TextRange {
    /// No word is longer; in a script without blanks nobody sees where one ends.
    const LONGEST_WORD: usize = 24;
    let text = document.text();
    let head = text.get(..range.start.to_usize()).unwrap_or("");
    let rest = text.get(head.len()..).unwrap_or("");
    let tail = text.get(range.end.to_usize()..).unwrap_or("");
    let length = |chars: &mut dyn Iterator<Item = char>| -> usize {
        let word = chars
            .take(LONGEST_WORD)
            .take_while(|char| is_of_word(*char));
        word.map(char::len_utf8).sum()
    };
    let begins_in_one = rest.chars().next().is_some_and(is_of_word);
    let before = if begins_in_one {
        length(&mut head.chars().rev())
    } else {
        0
    };
    let inside = range.of(text);
    let ends_in_one = inside.chars().next_back().is_some_and(is_of_word);
    let after = if ends_in_one {
        length(&mut tail.chars())
    } else {
        0
    };
    TextRange::new(
        range.start.to_usize() - before,
        range.end.to_usize() + after,
    )
}

/// The words that begin at a place: of a block so many as are shown.
fn words_from(document: &Document, offset: Offset) -> String {
    let from = offset.to_usize();
    let to = document.floor_char(from + LONGEST);
    let words = document.slice(TextRange::new(from, to.to_usize()));
    cut(words.trim_start().lines().next().unwrap_or(""))
}

/// The beginning of some words, on one line.
fn cut(words: &str) -> String {
    let end = words.floor_char_boundary(LONGEST);
    let more = if end < words.len() { "…" } else { "" };
    let head = words.get(..end).unwrap_or("");
    format!("{}{more}", sanitized(head.trim_end()))
}

impl App {
    pub(super) fn on_doubt_key(&mut self, doubt: &Doubt, key: Key) -> After {
        match key.code {
            KeyCode::Char('c') if key == Key::char('c') => match &doubt.subject {
                Subject::Annotation(id) => {
                    if let Some(index) = self.book.record.annotations.index_of(id) {
                        self.confirm(index);
                    }
                }
                Subject::Mark(letter, offset) => self.mark_place(*letter, *offset),
            },
            KeyCode::Enter => {}
            _ if closes(key) => {}
            // A doubt keeps nobody from reading on.
            _ => self.on_key(key),
        }
        After::Close
    }
}
