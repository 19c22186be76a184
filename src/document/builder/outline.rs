//! Contents and page numbers that a source gives apart from its text.
//!
//! A table of contents names places, and is read before or after them; so its entries are kept by name
//! and looked up when the whole text is there. An entry whose place does not exist is kept too, and
//! lands where the next one does: its title says where the reader is, and a contents panel with a hole
//! helps nobody.

use super::Builder;
use super::finish::{Places, place};
use crate::document::{ContentsSource, PrintedPage, Section, Title, sanitized};
use crate::text::{Offset, sort_by_key};

/// What was given.
#[derive(Debug, Default)]
pub(super) struct Given {
    source: ContentsSource,
    sections: Vec<Entry>,
    pages: Vec<Entry>,
}

#[derive(Debug)]
struct Entry {
    title: Box<str>,
    level: u8,
    /// The name of its place, if it has one.
    place: Option<String>,
}

impl Builder {
    /// From where the contents given by [`Self::give_section`] are.
    pub fn contents_from(&mut self, source: ContentsSource) {
        self.given.source = source;
    }

    /// Gives an entry of the contents, to be shown in place of the headings; `place` is the name
    /// of its place ([`super::LinkTo::Place`]). Entries are told in the order of the contents, and stand in
    /// the order of the text.
    pub fn give_section(&mut self, title: &str, level: u8, place: Option<String>) {
        let title = sanitized(title).into();
        self.given.sections.push(Entry {
            title,
            level,
            place,
        });
    }

    /// Gives the first place of a page of the printed book, by its name.
    pub fn give_page(&mut self, label: &str, place: Option<String>) {
        let title = sanitized(label).into();
        self.given.pages.push(Entry {
            title,
            level: 1,
            place,
        });
    }
}

impl Given {
    /// The sections, by place; `None` where none were given.
    pub(super) fn sections(&self, places: &Places) -> Option<(Vec<Section>, ContentsSource)> {
        if self.sections.is_empty() {
            return None;
        }
        let mut near = Offset::ZERO;
        let found: Vec<_> = self.sections.iter().map(|e| e.find(places)).collect();
        if let Some(last) = found.iter().rev().flatten().next() {
            near = *last;
        }
        // From the back, so that one without a place lands where the next one does.
        let entries = self.sections.iter().zip(found).rev();
        let mut sections: Vec<Section> = entries
            .map(|(entry, offset)| {
                near = offset.unwrap_or(near);
                Section {
                    offset: near,
                    title: Title::Given(entry.title.clone()),
                    level: entry.level,
                }
            })
            .collect();
        sections.reverse();
        sort_by_key(&mut sections, |section| section.offset);
        Some((sections, self.source))
    }

    /// The printed pages, by place.
    pub(super) fn pages(&self, places: &Places) -> Vec<PrintedPage> {
        let pages = self.pages.iter().filter_map(|entry| {
            Some(PrintedPage {
                label: entry.title.clone(),
                offset: entry.find(places)?,
            })
        });
        let mut pages: Vec<_> = pages.collect();
        sort_by_key(&mut pages, |page| page.offset);
        pages
    }
}

impl Entry {
    fn find(&self, places: &Places) -> Option<Offset> {
        place(places, self.place.as_deref()?)
    }
}
