//! What the list says of a bookmark, a highlight, a note or a quick mark.

use crate::document::{Anchor, Passage, Resolved, opening_words, sanitized};
use crate::store::Timestamp;
use crate::text::{Offset, TextRange, sort_by_key};

use super::super::{Book, Located, Pen};
use super::doubt::quotations;
use super::list::{Words, title_line};

/// Bytes of a quotation in a row: more are never shown.
const QUOTED: usize = 400;

/// What an entry of the list is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Item {
    /// The annotation with this index in the record.
    Annotation(usize),
    /// The quick mark of this letter.
    QuickMark(char),
}

/// What it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ItemKind {
    /// A place with a name.
    Bookmark,
    /// Words, marked with this.
    Highlight(Pen),
    /// A place with a letter.
    QuickMark(char),
}

/// An entry of the list.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Where it is, and how certain that is.
    pub resolved: Resolved<TextRange>,
    /// What it is.
    pub kind: ItemKind,
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
        self.resolved.place().start
    }

    /// Whether its words are not in this text.
    pub const fn is_lost(&self) -> bool {
        matches!(self.resolved, Resolved::Lost(_))
    }

    /// Whether its words may be others.
    pub const fn is_doubtful(&self) -> bool {
        matches!(self.resolved, Resolved::Near(_))
    }

    pub(super) fn has(&self, words: &Words) -> bool {
        let letter = match self.kind {
            ItemKind::QuickMark(letter) => format!("'{letter}"),
            ItemKind::Bookmark | ItemKind::Highlight(_) => String::new(),
        };
        let all = [
            &self.section,
            &self.quotation,
            &self.name,
            &self.note,
            &letter,
        ];
        words.are_in(&all.map(String::as_str).join("\n"))
    }
}

impl Book {
    /// What the list says of something.
    pub fn entry(&self, item: Item) -> Option<Entry> {
        match item {
            Item::Annotation(index) => {
                let located = self.annotations.at_index(index)?;
                let annotation = self.record.annotations.get(index)?;
                Some(Entry {
                    resolved: located.resolved,
                    kind: located.pen.map_or(ItemKind::Bookmark, ItemKind::Highlight),
                    section: self.section_of(located.resolved, &annotation.passage.start),
                    quotation: sanitized(quoted(&annotation.passage)),
                    name: sanitized(&annotation.name),
                    note: sanitized(&annotation.note),
                })
            }
            Item::QuickMark(letter) => {
                let (anchor, _) = self.marks.get(letter)?;
                let resolved = self.place_of(item)?;
                Some(Entry {
                    resolved,
                    kind: ItemKind::QuickMark(letter),
                    section: self.section_of(resolved, anchor),
                    quotation: sanitized(opening_words(anchor.exact.trim_start())),
                    name: String::new(),
                    note: String::new(),
                })
            }
        }
    }

    /// Where something is, and how certain that is. Of a quick mark it is an empty range.
    pub fn place_of(&self, item: Item) -> Option<Resolved<TextRange>> {
        match item {
            Item::Annotation(index) => self.annotations.at_index(index).map(|l| l.resolved),
            Item::QuickMark(letter) => {
                let (_, resolved) = self.marks.get(letter)?;
                Some(resolved.map(TextRange::at))
            }
        }
    }

    /// All that is marked: by place what was found, and by where it stood what was not.
    pub(super) fn items(&self) -> [Vec<Item>; 2] {
        let marks = |is_lost: bool| {
            let places = self.marks.iter().filter_map(move |(letter, resolved)| {
                let is_wanted = matches!(resolved, Resolved::Lost(_)) == is_lost;
                is_wanted.then_some((resolved.place(), Item::QuickMark(letter)))
            });
            places.collect::<Vec<_>>()
        };
        let annotated = |table: &[Located]| {
            let places = table.iter();
            let places = places.map(|l| (l.range().start, Item::Annotation(l.index)));
            places.collect::<Vec<_>>()
        };
        let all = [
            [annotated(self.annotations.found()), marks(false)],
            [annotated(self.annotations.lost()), marks(true)],
        ];
        all.map(|both| {
            let mut places = both.concat();
            // Quick marks of a place come after what is annotated there.
            sort_by_key(&mut places, |(place, _)| *place);
            places.into_iter().map(|(_, item)| item).collect()
        })
    }

    /// When something was made; a quick mark, when it was set.
    pub(super) fn made(&self, item: Item) -> Timestamp {
        match item {
            Item::Annotation(index) => {
                let annotation = self.record.annotations.get(index);
                annotation.map(|a| a.created).unwrap_or_default()
            }
            Item::QuickMark(letter) if self.record.marks.contains_key(&letter) => {
                self.record.mark_set(letter)
            }
            Item::QuickMark(letter) => self.any_marks.mark_set(letter),
        }
    }

    fn section_of(&self, resolved: Resolved<TextRange>, anchor: &Anchor) -> String {
        let document = self.window.document();
        let section = match resolved {
            Resolved::Lost(_) => anchor.section.last().map(|title| sanitized(title)),
            found => {
                let section = document.section_at(found.place().start);
                section.map(|n| title_line(document, n))
            }
        };
        section.unwrap_or_default()
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

    /// The words of something as they were, and as they stand at its place now.
    pub fn both_quotations(&self, item: Item) -> Option<[String; 2]> {
        let range = self.place_of(item)?.place();
        let document = self.window.document();
        match item {
            Item::Annotation(index) => {
                let annotation = self.record.annotations.get(index)?;
                Some(quotations(document, range, &annotation.passage))
            }
            Item::QuickMark(letter) => {
                let (anchor, _) = self.marks.get(letter)?;
                Some(quotations(document, range, &anchor.clone().into()))
            }
        }
    }
}

/// Of a highlight its words, of a bookmark those that begin there.
fn quoted(passage: &Passage) -> &str {
    let words = passage.quoted();
    if passage.end.is_none() {
        return opening_words(words);
    }
    words.get(..words.floor_char_boundary(QUOTED)).unwrap_or("")
}
