//! The pages of a book, read into one document.
//!
//! Unpacking and parsing are most of the work, and no page needs another for them: they are done on as
//! many threads as there are cores. Which links are references to notes, all pages together say; then they
//! are written down in their order, and each is given back when it is written.

use std::collections::HashSet;

use super::abreast::in_order;
use super::address::{Address, place};
use super::pages::{Book, Content, Keeping, Page, Seen};
use super::printed;
use super::sheets::Sheets;
use super::spine::{Kind, Reading};
use crate::document::{BlockKind, Builder, LinkTo, Problem};
use crate::format::archive::{Archive, EntryId};
use crate::format::html::links::{Links, is_script};
use crate::format::html::markup::{ElementId, Markup};
use crate::format::html::tag::Tag;
use crate::format::html::{self, PageNotes, References};

/// So many bytes of a book's pages, packed or not, are kept once they have been looked at: a short book is
/// unpacked once and not twice, and so is the beginning of any.
const KEPT: usize = 256 * 1024;

/// Bytes of markup for each block, about: for so many room is made at once.
const USUAL: usize = 256;

/// A page that can be read, or why it cannot.
type Looked = Result<Seen, String>;

/// Reads pages into `builder`; answers how many could be.
pub(super) fn read(
    book: &Book<'_>,
    readings: &[Reading],
    problems: &mut Vec<Problem>,
    builder: &mut Builder,
) -> usize {
    let archive = book.archive;
    let mut pages = look_at_all(book, readings);
    let read: HashSet<EntryId> = pages.iter().flatten().map(|seen| seen.id).collect();
    let links = readings.iter().map(|reading| PageLinks {
        archive,
        name: archive.name(reading.id),
        read: &read,
    });
    let links: Vec<PageLinks<'_>> = links.collect();
    let notes = notes(book, readings, &mut pages, &links);
    let size: usize = pages.iter().flatten().map(|seen| seen.size).sum();
    builder.reserve(size, size / USUAL);
    let left = readings
        .iter()
        .zip(&pages)
        .filter(|(_, seen)| is_left(seen));
    let left: Vec<Reading> = left.map(|(reading, _)| *reading).collect();
    let count = pages.iter().flatten().count();
    in_order(
        left.len(),
        |n| book.parse(left[n]),
        |parsed| {
            let mut sheets = Sheets::new(archive);
            for ((seen, links), notes) in pages.into_iter().zip(&links).zip(&notes) {
                // Those that are left come in the same order.
                let page = seen.and_then(|seen| match seen.page {
                    Some(page) => Ok(page),
                    None => parsed.next().unwrap_or_else(|| Err("not read".to_owned())),
                });
                let found = match page {
                    Ok(page) => {
                        write(book, &page, links, notes, &mut sheets, builder);
                        page.problems
                    }
                    Err(what) => vec![what],
                };
                problems.extend(found.into_iter().map(|what| Problem {
                    place: links.name.to_owned(),
                    what,
                }));
            }
        },
    );
    count
}

/// Looks at all pages. The first ones are kept.
fn look_at_all(book: &Book<'_>, readings: &[Reading]) -> Vec<Looked> {
    let mut size = 0;
    let kept = readings.iter().take_while(|reading| {
        size += book.archive.claimed_size(reading.id);
        size <= KEPT || book.most.is_some()
    });
    let kept = kept.count();
    let look = |n: usize| {
        let keeping = if n < kept {
            Keeping::Kept
        } else {
            Keeping::IfItRefers
        };
        book.look(readings[n], keeping)
    };
    in_order(readings.len(), look, |pages| pages.collect())
}

fn is_left(seen: &Looked) -> bool {
    matches!(seen, Ok(Seen { page: None, .. }))
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

/// The notes of all pages: what refers to one in another file is known when all have been seen. A page that
/// something may refer to is parsed for it, if it was not, and kept.
fn notes(
    book: &Book<'_>,
    readings: &[Reading],
    pages: &mut [Looked],
    links: &[PageLinks<'_>],
) -> Vec<PageNotes> {
    let references = References::of(&linked(pages, links));
    let files: HashSet<&str> = references
        .places()
        .flat_map(|place| {
            let file = |(at, _)| place.get(..at);
            place.match_indices('#').filter_map(file)
        })
        .collect();
    let is_wanted = |n: &usize| {
        let (page, links) = (pages.get(*n), links.get(*n));
        page.is_some_and(is_left) && links.is_some_and(|links| files.contains(links.name))
    };
    let wanted: Vec<usize> = (0..pages.len()).filter(is_wanted).collect();
    in_order(
        wanted.len(),
        |n| book.parse(readings[wanted[n]]),
        |parsed| {
            for (n, page) in wanted.iter().zip(parsed) {
                if let Some(Ok(seen)) = pages.get_mut(*n) {
                    seen.page = page.ok();
                }
            }
        },
    );
    references.notes(&linked(pages, links))
}

/// The pages, so far as they are parsed, with their links.
fn linked<'p>(pages: &'p [Looked], links: &'p [PageLinks<'_>]) -> Vec<(&'p Markup, &'p dyn Links)> {
    static EMPTY: Markup = Markup::EMPTY;
    let markups = pages.iter().map(|seen| match seen {
        Ok(Seen {
            page: Some(page), ..
        }) => match &page.content {
            Content::Markup(markup) => &**markup,
            Content::Image | Content::Text(_) => &EMPTY,
        },
        _ => &EMPTY,
    });
    markups
        .zip(links)
        .map(|(markup, links)| (markup, links as &dyn Links))
        .collect()
}

/// What is not read of a page: the title of a drawing names it and is not drawn.
fn left_out(markup: &Markup, kind: Kind) -> HashSet<ElementId> {
    let is_left_out = |tag: Tag| tag == Tag::Title && kind == Kind::Drawing;
    let elements = markup
        .elements()
        .filter(|(_, element)| is_left_out(element.tag));
    elements.map(|(id, _)| id).collect()
}
