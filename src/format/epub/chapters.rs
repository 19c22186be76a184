//! The pages of a book, read into one document.
//!
//! Unpacking and parsing are most of the work, and no page needs another for them: they are done on as
//! many threads as there are cores. A page is written down as soon as it is parsed, so that a novel is never
//! in memory as all its trees. But which links are references to notes, all pages together say: from the
//! first page on that may refer to a note, pages wait for the last one. Should it turn out that one was
//! written too soon, which takes a book that has its notes before what refers to them, or a page that
//! cannot be read, all of them are read anew and wait.

use std::collections::{BTreeMap, HashSet};

use super::abreast::{Work, in_order};
use super::address::{Address, place};
use super::pages::{Book, Content, Page, Parsed, Time};
use super::printed;
use super::sheets::Sheets;
use super::spine::{Kind, Reading};
use crate::document::{BlockKind, Builder, LinkTo, Problem};
use crate::format::archive::{Archive, EntryId};
use crate::format::html::links::{Links, is_script};
use crate::format::html::markup::{ElementId, Markup, NOTHING};
use crate::format::html::tag::Tag;
use crate::format::html::{self, PageNotes, References};

/// Room for text that is made at once, at most, whatever sizes the archive claims.
const MOST_ROOM: usize = 16 << 20;

/// Bytes of markup that are parsed in half a millisecond.
const LITTLE: usize = 128 * 1024;

/// Bytes of markup for each block, about: for so many room is made at once.
const USUAL: usize = 256;

/// Reads pages into a document that `begin` begins; answers also how many could be.
pub(super) fn read(
    book: &Book<'_>,
    readings: &[Reading],
    problems: &mut Vec<Problem>,
    begin: impl Fn() -> Builder,
) -> (Builder, usize) {
    let claimed = readings.iter().map(|r| book.archive.claimed_size(r.id));
    let room = claimed.fold(0, usize::saturating_add).min(MOST_ROOM);
    let begin = || {
        let mut builder = begin();
        builder.reserve(room, room / USUAL);
        builder
    };
    let mut pages = Pages::new(book, readings);
    let mut builder = begin();
    pages.read(&mut builder);
    if pages.write_waiting(&mut builder) == Written::TooSoon {
        builder = begin();
        pages.hold_all();
        pages.write_waiting(&mut builder);
    }
    problems.append(&mut pages.problems);
    (builder, readings.len() - pages.unread.len())
}

/// The pages of a book on their way into a document.
#[derive(Debug)]
struct Pages<'b> {
    book: &'b Book<'b>,
    readings: &'b [Reading],
    sheets: Sheets<'b>,
    /// How many were written before one had to wait.
    written: usize,
    /// As many as pages: those that wait.
    waiting: Vec<Option<Page>>,
    /// Why others cannot be read, by their numbers.
    unread: BTreeMap<usize, String>,
    /// What was wrong with those that were written.
    problems: Vec<Problem>,
}

/// What became of pages that were written before all were seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Written {
    Rightly,
    /// A page after them says something of them.
    TooSoon,
}

impl<'b> Pages<'b> {
    fn new(book: &'b Book<'b>, readings: &'b [Reading]) -> Self {
        Self {
            book,
            readings,
            sheets: Sheets::new(book.archive),
            written: 0,
            waiting: Vec::with_capacity(readings.len()),
            unread: BTreeMap::new(),
            problems: Vec::new(),
        }
    }

    /// How much work the parsing is.
    fn work(&self) -> Work {
        let most = self.book.most.unwrap_or(usize::MAX);
        let sizes = self
            .readings
            .iter()
            .map(|r| self.book.archive.claimed_size(r.id).min(most));
        match sizes.fold(0, usize::saturating_add) {
            ..LITTLE => Work::Little,
            LITTLE.. => Work::Much,
        }
    }

    /// Parses all pages. Each is written down, up to the first that cannot be read or may refer to a note:
    /// that one and all behind it wait.
    fn read(&mut self, builder: &mut Builder) {
        let (book, readings) = (self.book, self.readings);
        let read = self.files();
        let links = self.links(&read);
        let none = PageNotes::default();
        let make = |n: usize| book.parse(readings[n], Time::First);
        in_order(self.work(), readings.len(), make, |parsed| {
            for (page, links) in parsed.zip(&links) {
                let waits = |page: &Page| {
                    let refers = || !References::of(&[(page.markup(), links)]).is_empty();
                    self.written < self.waiting.len() || refers()
                };
                match page {
                    Ok(page) if !waits(&page) => {
                        builder.landmark(self.written);
                        write(book, &page, links, &none, &mut self.sheets, builder);
                        self.note(links, page.problems);
                        self.waiting.push(None);
                        self.written += 1;
                    }
                    page => self.hold(page),
                }
            }
        });
    }

    /// Parses all pages anew; all wait.
    fn hold_all(&mut self) {
        self.written = 0;
        self.waiting.clear();
        self.problems.clear();
        let (book, readings) = (self.book, self.readings);
        let unread = std::mem::take(&mut self.unread);
        let make = |n: usize| match unread.get(&n) {
            Some(what) => Err(what.clone()),
            None => book.parse(readings[n], Time::Again),
        };
        in_order(self.work(), readings.len(), make, |parsed| {
            parsed.for_each(|page| self.hold(page));
        });
    }

    fn hold(&mut self, page: Parsed) {
        let page = page.map_err(|what| self.unread.insert(self.waiting.len(), what));
        self.waiting.push(page.ok());
    }

    /// Writes those down that wait, if nothing speaks against those that were written.
    fn write_waiting(&mut self, builder: &mut Builder) -> Written {
        // Links that lead to a page that cannot be read lead out of the book.
        if self.written > 0 && !self.unread.is_empty() {
            return Written::TooSoon;
        }
        let read = self.files();
        let links = self.links(&read);
        let notes = self.notes(&links);
        if !notes.iter().take(self.written).all(PageNotes::is_empty) {
            return Written::TooSoon;
        }
        for (n, (links, notes)) in links.iter().zip(&notes).enumerate().skip(self.written) {
            let waiting = self.waiting.get_mut(n).and_then(Option::take);
            let found = match waiting {
                Some(page) => {
                    builder.landmark(n);
                    write(self.book, &page, links, notes, &mut self.sheets, builder);
                    page.problems
                }
                None => self.unread.get(&n).cloned().into_iter().collect(),
            };
            self.note(links, found);
        }
        Written::Rightly
    }

    /// The notes of all pages: what refers to one in another file is known when all have been seen. Those
    /// that were written are parsed once more, if one that waits may refer to a note in them.
    fn notes(&mut self, links: &[PageLinks<'_>]) -> Vec<PageNotes> {
        let references = References::of(&self.linked(links));
        let files: HashSet<&str> = references.places().flat_map(files_of).collect();
        let is_asked = |n: &usize| links.get(*n).is_some_and(|l| files.contains(l.name));
        let asked: Vec<usize> = (0..self.written).filter(is_asked).collect();
        let (book, readings) = (self.book, self.readings);
        let make = |n: usize| book.parse(readings[asked[n]], Time::Again);
        in_order(self.work(), asked.len(), make, |parsed| {
            for (n, page) in asked.iter().zip(parsed) {
                if let Some(waiting) = self.waiting.get_mut(*n) {
                    *waiting = page.ok();
                }
            }
        });
        references.notes(&self.linked(links))
    }

    /// The markup of the pages that wait, and nothing of the others, with their links.
    fn linked<'p>(&'p self, links: &'p [PageLinks<'_>]) -> Vec<(&'p Markup, &'p dyn Links)> {
        let markup = |page: &'p Option<Page>| page.as_ref().map_or(&NOTHING, Page::markup);
        let pages = self.waiting.iter().map(markup).zip(links);
        pages.map(|(m, links)| (m, links as &dyn Links)).collect()
    }

    /// The files that are read.
    fn files(&self) -> HashSet<EntryId> {
        let numbered = self.readings.iter().enumerate();
        let readable = numbered.filter(|(n, _)| !self.unread.contains_key(n));
        readable.map(|(_, reading)| reading.id).collect()
    }

    fn links<'p>(&self, read: &'p HashSet<EntryId>) -> Vec<PageLinks<'p>>
    where
        'b: 'p,
    {
        let archive = self.book.archive;
        let links = |reading: &Reading| PageLinks {
            archive,
            name: archive.name(reading.id),
            read,
        };
        self.readings.iter().map(links).collect()
    }

    fn note(&mut self, links: &PageLinks<'_>, found: Vec<String>) {
        let place = links.name;
        self.problems.extend(found.into_iter().map(|what| Problem {
            place: place.to_owned(),
            what,
        }));
    }
}

/// The files a place may be in: what stands before a `#` in its name.
fn files_of(place: &str) -> impl Iterator<Item = &str> {
    place
        .match_indices('#')
        .filter_map(|(at, _)| place.get(..at))
}

/// Where the links of one page lead.
#[derive(Debug)]
struct PageLinks<'p> {
    archive: &'p Archive<'p>,
    /// The page's name in the archive.
    name: &'p str,
    /// The files that are read: others are no places.
    read: &'p HashSet<EntryId>,
}

impl Links for PageLinks<'_> {
    fn place(&self, id: &str) -> String {
        place(self.name, id)
    }

    fn target(&self, href: &str) -> Option<LinkTo> {
        if href.trim().is_empty() || is_script(href) {
            return None;
        }
        let address = Address::of(href, self.name);
        let inside = address.filter(|address| {
            let file = address.file(self.archive);
            file.is_some_and(|file| self.read.contains(&file))
        });
        let place = inside.and_then(|address| address.place(self.archive));
        Some(place.map_or_else(|| LinkTo::Outside(href.trim().to_owned()), LinkTo::Place))
    }
}

/// Writes a page down.
fn write(
    book: &Book<'_>,
    page: &Page,
    links: &PageLinks<'_>,
    notes: &PageNotes,
    sheets: &mut Sheets<'_>,
    builder: &mut Builder,
) {
    builder.end();
    builder.name_place(links.name);
    match &page.content {
        Content::Markup(markup) => {
            let styles = sheets.of(markup, links.name);
            let mut reading = html::Reading::new(links, &styles, notes);
            reading.left_out = left_out(markup, page.kind);
            let marks = printed::marks(markup);
            let shown = marks.iter().filter(|mark| mark.is_shown);
            reading.left_out.extend(shown.map(|mark| mark.id));
            for mark in marks.iter().filter(|_| book.marks_pages) {
                builder.give_page(mark.label, mark.place.map(|id| links.place(id)));
            }
            html::write(markup, &reading, builder);
        }
        Content::Image => {
            let file = links.name.rsplit('/').next().unwrap_or(links.name);
            builder.block(BlockKind::Figure, file);
        }
        Content::Text(text) => builder.block(BlockKind::Code, text),
    }
}

/// What is not read of a page: the title of a drawing names it and is not drawn.
fn left_out(markup: &Markup, kind: Kind) -> HashSet<ElementId> {
    let is_left_out = |tag: Tag| tag == Tag::Title && kind == Kind::Drawing;
    let elements = markup
        .elements()
        .filter(|(_, element)| is_left_out(element.tag));
    elements.map(|(id, _)| id).collect()
}
