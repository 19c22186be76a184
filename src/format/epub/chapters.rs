//! The pages of a book, read into one document.
//!
//! Unpacking and parsing are most of the work, and no page needs another for them: they are done on as
//! many threads as there are cores. What follows needs all pages in their order: which links are
//! references to notes, and writing them down.

use std::collections::HashSet;
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use super::address::{Address, place};
use super::printed;
use super::sheets::Sheets;
use super::spine::{Kind, Reading};
use crate::document::{BlockKind, Builder, LinkTo, Problem};
use crate::format::archive::{Archive, ArchiveError, EntryId, Unpacked};
use crate::format::html::links::{Links, is_script};
use crate::format::html::markup::{ElementId, Markup};
use crate::format::html::tag::Tag;
use crate::format::html::{self, Dialect, Notes, PageNotes};
use crate::format::sniff;
use crate::format::xml::decode;

/// What all pages share.
#[derive(Debug)]
pub(super) struct Book<'b> {
    pub(super) archive: &'b Archive<'b>,
    /// Whether marks of the printed book's pages are told.
    pub(super) marks_pages: bool,
    /// How many bytes of each page are read, if not all.
    pub(super) most: Option<usize>,
}

impl<'b> Book<'b> {
    fn unpack(&self, id: EntryId) -> Result<Unpacked<'b>, ArchiveError> {
        let Some(most) = self.most else {
            return self.archive.read(id);
        };
        let bytes = self.archive.peek(id, most);
        let problem = None;
        Ok(Unpacked { bytes, problem })
    }
}

/// A page, parsed.
#[derive(Debug)]
struct Page {
    id: EntryId,
    kind: Kind,
    content: Content,
    problems: Vec<String>,
}

#[derive(Debug)]
enum Content {
    Markup(Box<Markup>),
    /// An image that is a page.
    Image,
    /// Text that is no markup.
    Text(String),
}

/// Reads pages into `builder`; answers how many could be.
pub(super) fn read(
    book: &Book<'_>,
    readings: &[Reading],
    problems: &mut Vec<Problem>,
    builder: &mut Builder,
) -> usize {
    let archive = book.archive;
    let mut pages = Vec::with_capacity(readings.len());
    for (reading, parsed) in readings.iter().zip(parse_all(book, readings)) {
        let place = || archive.name(reading.id).to_owned();
        match parsed {
            Ok(mut page) => {
                let found = std::mem::take(&mut page.problems).into_iter();
                problems.extend(found.map(|what| Problem {
                    place: place(),
                    what,
                }));
                pages.push(page);
            }
            Err(what) => problems.push(Problem {
                place: place(),
                what,
            }),
        }
    }
    let count = pages.len();
    write(book, pages, builder);
    count
}

/// Threads that parse. More would wait for the one that writes.
const MOST_THREADS: usize = 4;

type Parsed = Result<Page, String>;

/// Parses all pages, in parallel; the answers are in the pages' order.
fn parse_all(book: &Book<'_>, readings: &[Reading]) -> Vec<Parsed> {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let threads = cores.min(MOST_THREADS).min(readings.len());
    let next = AtomicUsize::new(0);
    let work = || {
        let mine = std::iter::from_fn(|| {
            let index = next.fetch_add(1, Ordering::Relaxed);
            readings
                .get(index)
                .map(|reading| (index, parse(book, *reading)))
        });
        mine.collect::<Vec<_>>()
    };
    let mut parsed = thread::scope(|scope| {
        let others: Vec<_> = (1..threads).map(|_| scope.spawn(work)).collect();
        let mut parsed = work();
        for other in others {
            parsed.extend(other.join().unwrap_or_else(|panic| resume_unwind(panic)));
        }
        parsed
    });
    parsed.sort_by_key(|(index, _)| *index);
    parsed.into_iter().map(|(_, page)| page).collect()
}

fn parse(book: &Book<'_>, reading: Reading) -> Parsed {
    let Reading { id, kind } = reading;
    if kind == Kind::Image {
        return Ok(Page {
            id,
            kind,
            content: Content::Image,
            problems: Vec::new(),
        });
    }
    let unpacked = book.unpack(id).map_err(|error| error.to_string())?;
    sniff::refuse_binary(&unpacked.bytes)
        .map_err(|_| "no text, whatever it is called".to_owned())?;
    let decoded = decode(&unpacked.bytes);
    let damaged = || format!("not everything in it is valid {}", decoded.encoding.name());
    let problem = unpacked.problem.map(str::to_owned);
    let problem = problem.or_else(|| decoded.is_damaged.then(damaged));
    let mut problems: Vec<String> = problem.into_iter().collect();
    let content = match kind {
        Kind::Text => Content::Text(decoded.text.into_owned()),
        _ => {
            let markup = html::read(&decoded.text, Dialect::Xhtml);
            // Of a page that is damaged, or of which only the beginning is read, no more is expected.
            if problems.is_empty() && book.most.is_none() {
                problems.extend(markup.problems());
            }
            Content::Markup(Box::new(markup))
        }
    };
    Ok(Page {
        id,
        kind,
        content,
        problems,
    })
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

/// Writes the pages down, and gives each back when it is written.
fn write(book: &Book<'_>, pages: Vec<Page>, builder: &mut Builder) {
    let archive = book.archive;
    let read: HashSet<EntryId> = pages.iter().map(|page| page.id).collect();
    let links_of = |page: &Page| PageLinks {
        archive,
        name: archive.name(page.id),
        read: &read,
    };
    let notes = notes(&pages, links_of);
    let mut sheets = Sheets::new(archive);
    for (page, notes) in pages.into_iter().zip(&notes) {
        let links = links_of(&page);
        builder.end();
        builder.name_place(links.name);
        match &page.content {
            Content::Markup(markup) => {
                let styles = sheets.of(markup, links.name);
                let mut reading = html::Reading::new(&links, &styles, notes);
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
}

/// The notes of all pages: what refers to one in another file is known when all have been seen.
fn notes<'p>(pages: &[Page], links_of: impl Fn(&Page) -> PageLinks<'p>) -> Vec<PageNotes> {
    let links: Vec<PageLinks<'_>> = pages.iter().map(links_of).collect();
    let empty = Markup::default();
    let markups = pages.iter().map(|page| match &page.content {
        Content::Markup(markup) => markup,
        Content::Image | Content::Text(_) => &empty,
    });
    let linked: Vec<(&Markup, &dyn Links)> = markups
        .zip(&links)
        .map(|(m, l)| (m, l as &dyn Links))
        .collect();
    Notes::of(&linked)
}

/// What is not read of a page: the title of a drawing names it and is not drawn.
fn left_out(markup: &Markup, kind: Kind) -> HashSet<ElementId> {
    let is_left_out = |tag: Tag| tag == Tag::Title && kind == Kind::Drawing;
    let elements = markup
        .elements()
        .filter(|(_, element)| is_left_out(element.tag));
    elements.map(|(id, _)| id).collect()
}
