//! The contents: sections with their pages, and where one is.

use crate::command::{Action, Key};
use crate::document::Document;

use super::super::{App, Book};
use super::After;
use super::list::{List, Listed, title_above, title_line};

/// The contents panel.
#[derive(Clone, Debug)]
pub struct Contents {
    /// Entries are indices into the document's sections.
    pub list: List,
    /// The section one is in: "you are here".
    pub here: Option<usize>,
}

impl Contents {
    pub(in super::super) fn new(book: &Book) -> Self {
        let here = book.screen.section;
        let count = book.window.document().sections().len();
        Self {
            list: List::new(count, here.unwrap_or(0)),
            here,
        }
    }

    /// The section in which one of a filtered list is, which stands above it in the whole list.
    pub fn within(&self, document: &Document, section: usize) -> Option<String> {
        let is_filtered = self.list.len() < document.sections().len();
        is_filtered
            .then(|| title_above(document, section))
            .flatten()
    }

    pub(in super::super) fn filter(&mut self, document: &Document) {
        let count = document.sections().len();
        self.list
            .refilter(count, |n, words| words.are_in(&title_line(document, n)));
    }
}

impl App {
    pub(super) fn on_contents_key(&mut self, contents: &mut Contents, key: Key) -> After {
        let is_typing = contents.list.filter().is_some();
        if !is_typing && self.asks_for(key, Action::Contents) {
            return After::Close;
        }
        let seen = |list: &List| self.entries_seen(list, 1);
        match contents.list.on_key(key, &seen) {
            Listed::Filter => contents.filter(self.book.window.document()),
            Listed::Letter(letter) => self.say_how_to_filter(letter),
            Listed::Take(section) => {
                let place = self.book.window.document().sections().get(section);
                if let Some(offset) = place.map(|s| s.offset) {
                    self.jump(offset);
                }
                return After::Close;
            }
            Listed::Close => return After::Close,
            Listed::Done => {}
        }
        After::Stay
    }
}
