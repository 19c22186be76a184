//! What the list says of a bookmark, a highlight or a note.

use crate::document::{opening_words, sanitized};
use crate::store::Annotation;
use crate::text::Offset;

use super::super::{Book, Located};
use super::doubt::quotations;
use super::list::{Words, title_line};

/// Bytes of a quotation in a row: more are never shown.
const QUOTED: usize = 400;

/// An entry of the list.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Where it is, and what it is.
    pub located: Located,
    /// The section it is in.
    pub section: String,
    /// The words that stood there when it was made.
    pub quotation: String,
    /// Its name; may be empty.
    pub name: String,
    /// Its note; may be empty.
    pub note: String,
}

impl Entry {
    /// Where it is, or about where it stood.
    pub fn offset(&self) -> Offset {
        self.located.range().start
    }

    pub(super) fn has(&self, words: &Words) -> bool {
        let all = [&self.section, &self.quotation, &self.name, &self.note];
        words.are_in(&all.map(String::as_str).join("\n"))
    }
}

impl Book {
    /// What the list says of the annotation with this index in the record.
    pub fn entry(&self, index: usize) -> Option<Entry> {
        let located = self.annotations.at_index(index)?;
        let annotation = self.record.annotations.get(index)?;
        let document = self.window.document();
        let section = if located.is_lost() {
            let path = &annotation.passage.start.section;
            path.last().map(|title| sanitized(title))
        } else {
            let section = document.section_at(located.range().start);
            section.map(|n| title_line(document, n))
        };
        Some(Entry {
            located,
            section: section.unwrap_or_default(),
            quotation: sanitized(quoted(annotation)),
            name: sanitized(&annotation.name),
            note: sanitized(&annotation.note),
        })
    }

    /// What there is to say of a highlight that was found for certain, but with other words than were marked.
    pub(in super::super) fn former_words(&self, index: usize) -> Option<String> {
        let located = self.annotations.at_index(index)?;
        let passage = &self.record.annotations.get(index)?.passage;
        let document = self.window.document();
        let now = document.slice(located.range());
        let is_same = passage.end.is_none() || document.has_same_words(now, &passage.words);
        let was = || sanitized(passage.quoted()).replace('\n', " ");
        (!is_same).then(|| format!("its words were: {}", was()))
    }

    /// The words of an annotation as they were, and as they stand at its place now.
    pub fn both_quotations(&self, index: usize) -> Option<[String; 2]> {
        let located = self.annotations.at_index(index)?;
        let annotation = self.record.annotations.get(index)?;
        let document = self.window.document();
        Some(quotations(document, located.range(), annotation))
    }
}

/// Of a highlight its words, of a bookmark those that begin there.
fn quoted(annotation: &Annotation) -> &str {
    let words = annotation.passage.quoted();
    if annotation.passage.end.is_none() {
        return opening_words(words);
    }
    words.get(..words.floor_char_boundary(QUOTED)).unwrap_or("")
}
