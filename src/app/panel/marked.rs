//! The bookmarks: section, quotation, name and note, page.

use crate::command::{Action, Key, KeyCode};
use crate::document::opening_words;
use crate::store::Annotation;
use crate::text::Offset;

use super::super::{App, Book};
use super::list::{List, Listed, Words, title_line};
use super::{After, BookmarkForm, Panel};

/// The panel of bookmarks.
#[derive(Clone, Debug)]
pub struct Marked {
    /// Entries are indices into the book's bookmarks, which are in order of place.
    pub list: List,
    /// What was deleted here, the last at the end: indices into the record.
    deleted: Vec<usize>,
}

impl Marked {
    pub(in super::super) fn new(book: &Book) -> Self {
        let here = book.window.offset();
        let near = book.bookmarks.partition_point(|(place, _)| *place < here);
        Self {
            list: List::new(book.bookmarks.len(), near),
            deleted: Vec::new(),
        }
    }

    pub(in super::super) fn filter(&mut self, book: &Book) {
        self.list.refilter(book.bookmarks.len(), |n, words| {
            book.bookmark_line(n).is_some_and(|line| line.has(words))
        });
    }
}

/// What the list says of a bookmark.
#[derive(Clone, Debug)]
pub struct BookmarkLine {
    /// Where it is.
    pub offset: Offset,
    /// The section it is in.
    pub section: String,
    /// The words that stand there.
    pub quotation: String,
    /// Its name; may be empty.
    pub name: String,
    /// Its note; may be empty.
    pub note: String,
}

impl BookmarkLine {
    fn has(&self, words: &Words) -> bool {
        let all = [&self.section, &self.quotation, &self.name, &self.note];
        words.are_in(&all.map(String::as_str).join("\n"))
    }
}

impl Book {
    /// What the list says of the bookmark with this number, in order of place.
    pub fn bookmark_line(&self, number: usize) -> Option<BookmarkLine> {
        let (offset, index) = *self.bookmarks.get(number)?;
        let Annotation {
            name,
            note,
            passage,
            ..
        } = self.record.annotations.get(index)?;
        let document = self.window.document();
        let section = document.section_at(offset);
        let quoted = passage.start.exact.trim_start_matches('\n');
        Some(BookmarkLine {
            offset,
            section: section.map_or_else(String::new, |n| title_line(document, n)),
            quotation: crate::document::sanitized(opening_words(quoted)),
            name: crate::document::sanitized(name),
            note: crate::document::sanitized(note),
        })
    }
}

impl App {
    pub(super) fn on_marked_key(&mut self, marked: &mut Marked, key: Key) -> After {
        if key.code == KeyCode::Delete {
            return self.delete_chosen(marked);
        }
        let is_typing = marked.list.filter().is_some();
        if !is_typing && self.asks_for(key, Action::Bookmarks) {
            return After::Close;
        }
        match marked.list.on_key(key) {
            Listed::Filter => marked.filter(&self.book),
            Listed::Letter('d') => return self.delete_chosen(marked),
            Listed::Letter('u') => {
                match marked.deleted.pop() {
                    Some(index) => self.set_deleted(index, false),
                    None => self.say("nothing to bring back"),
                }
                marked.filter(&self.book);
            }
            Listed::Letter('e') => {
                let index = marked.list.entry().and_then(|n| self.book.bookmarks.get(n));
                let bookmark =
                    index.and_then(|(_, index)| self.book.record.annotations.get(*index));
                if let Some(bookmark) = bookmark {
                    let form = BookmarkForm::edit_of(bookmark);
                    self.panels.push(Panel::Bookmarks(marked.clone()));
                    self.panels.push(Panel::BookmarkForm(form));
                    return After::Close;
                }
            }
            Listed::Letter(letter) => self.say_how_to_filter(letter),
            Listed::Take(number) => {
                if let Some((offset, index)) = self.book.bookmarks.get(number).copied() {
                    self.jump(offset);
                    self.say_bookmark(index);
                }
                return After::Close;
            }
            Listed::Close => return After::Close,
            Listed::Done => {}
        }
        After::Stay
    }

    fn delete_chosen(&mut self, marked: &mut Marked) -> After {
        let chosen = marked.list.entry().and_then(|n| self.book.bookmarks.get(n));
        if let Some((_, index)) = chosen.copied() {
            self.set_deleted(index, true);
            marked.deleted.push(index);
            marked.filter(&self.book);
        }
        After::Stay
    }
}
