//! What is read, and in which order.
//!
//! The spine says so, by ids of the manifest. Where it names nothing that is there, the pages of the
//! manifest are read in their order, and failing that those of the archive. Pages that the book sets
//! apart (`linear="no"`: notes, answers) stay where the spine has them: so every link into them leads
//! to a place in the text, and nothing a book holds is hidden. A page that stands in the spine twice is
//! read twice, for so it was meant.

use super::address::Address;
use super::package::{Item, Package};
use crate::document::Problem;
use crate::format::archive::{Archive, EntryId};

/// A file to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Reading {
    pub(super) id: EntryId,
    pub(super) kind: Kind,
}

/// What kind of file it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A page of XHTML.
    Page,
    /// A drawing, of which the words are read.
    Drawing,
    /// An image.
    Image,
    /// Text of another kind, shown as it is.
    Text,
}

/// The images that every reading system of books knows (EPUB 3.3, section 3.2).
const IMAGES: [&str; 5] = [
    "image/jpeg",
    "image/png",
    "image/gif",
    "image/webp",
    "image/svg+xml",
];

/// Bytes that are looked at to see what a file is.
const LOOK: usize = 1024;

/// The files in the order in which they are read.
pub(super) fn order(
    archive: &Archive<'_>,
    package: &Package,
    problems: &mut Vec<Problem>,
) -> Vec<Reading> {
    let mut order = Order {
        archive,
        package,
        problems,
    };
    let readings = order.by_spine();
    if !readings.is_empty() {
        return readings;
    }
    order.note(
        "spine",
        if package.items.is_empty() {
            "not there; the pages are read in the order of the archive"
        } else {
            "names no page that is there; the pages are read in the order of the manifest"
        },
    );
    let readings = order.by_manifest();
    if !readings.is_empty() {
        return readings;
    }
    order.by_archive()
}

struct Order<'o, 'a> {
    archive: &'o Archive<'a>,
    package: &'o Package,
    problems: &'o mut Vec<Problem>,
}

impl Order<'_, '_> {
    fn note(&mut self, place: &str, what: &str) {
        self.problems.push(Problem {
            place: place.to_owned(),
            what: what.to_owned(),
        });
    }

    fn by_spine(&mut self) -> Vec<Reading> {
        let mut readings = Vec::new();
        for itemref in &self.package.spine {
            let Some(item) = self.package.item(&itemref.idref) else {
                let what = format!("“{}” is not in the manifest", itemref.idref);
                self.note("spine", &what);
                continue;
            };
            readings.extend(self.reading(item));
        }
        readings
    }

    /// How an item is read: itself, else what it gives for readers who cannot.
    fn reading(&mut self, item: usize) -> Option<Reading> {
        let chain = self.package.with_fallbacks(item);
        let found: Vec<Reading> = chain.iter().filter_map(|&item| self.file(item)).collect();
        let is_page = |r: &&Reading| matches!(r.kind, Kind::Page | Kind::Drawing);
        // A page that is made by a program says nothing without it; what stands in for it does.
        let is_scripted = self.package.items.get(item).is_some_and(Item::is_scripted);
        let own = usize::from(is_scripted && found.len() > 1);
        let best = found
            .iter()
            .skip(own)
            .find(is_page)
            .or(found.first())
            .copied();
        if best.is_none()
            && let Some(item) = self.package.items.get(item)
        {
            if Address::of(&item.href, "").is_none() {
                let href = item.href.clone();
                self.note(&href, "lies outside of the book; nothing is fetched");
                return None;
            }
            let path = self.package.path_of(&item.href);
            let what = if self.archive.find(&path).is_some() {
                "no text that folio can show; left out"
            } else {
                "not in the archive; left out"
            };
            self.note(&path, what);
        }
        best
    }

    /// The file of an item, if it is there and can be shown.
    fn file(&mut self, item: usize) -> Option<Reading> {
        let item = self.package.items.get(item)?;
        let path = self.package.path_of(&item.href);
        let found = self.archive.find(&path)?;
        if found.is_repaired {
            let what = format!("found as “{}”", self.archive.name(found.id));
            self.note(&path, &what);
        }
        let kind = if item.is_xhtml() {
            Kind::Page
        } else {
            kind_of(&self.archive.peek(found.id, LOOK), &item.media_type)?
        };
        Some(Reading { id: found.id, kind })
    }

    /// The pages of the manifest; the navigation document only if there is nothing else.
    fn by_manifest(&mut self) -> Vec<Reading> {
        let nav = self
            .package
            .nav()
            .map(|nav| self.package.path_of(&nav.href));
        let nav = nav
            .and_then(|path| self.archive.find(&path))
            .map(|found| found.id);
        let items = 0..self.package.items.len();
        let mut readings: Vec<_> = items
            .filter_map(|item| self.file(item))
            .filter(|reading| reading.kind == Kind::Page)
            .collect();
        if readings.iter().any(|reading| Some(reading.id) != nav) {
            readings.retain(|reading| Some(reading.id) != nav);
        }
        readings
    }

    fn by_archive(&self) -> Vec<Reading> {
        let is_page = |name: &str| {
            let extension = name.rsplit_once('.').map(|(_, e)| e.to_ascii_lowercase());
            matches!(extension.as_deref(), Some("xhtml" | "html" | "htm"))
        };
        let pages = self.archive.names().filter(|(_, name)| is_page(name));
        pages
            .map(|(id, _)| Reading {
                id,
                kind: Kind::Page,
            })
            .collect()
    }
}

/// What a file is, by its first bytes and, failing that, by what it is said to be.
fn kind_of(head: &[u8], media_type: &str) -> Option<Kind> {
    let has =
        |what: &str| memchr::memmem::find(&head.to_ascii_lowercase(), what.as_bytes()).is_some();
    let is_text = !head.is_empty() && !head.contains(&0);
    if is_text && (has("<html") || has("<!doctype html") || has("<body")) {
        Some(Kind::Page)
    } else if is_text && has("<svg") {
        Some(Kind::Drawing)
    } else if IMAGES.contains(&media_type) {
        Some(Kind::Image)
    } else if is_text && is_utf8_so_far(head) {
        Some(Kind::Text)
    } else {
        None
    }
}

/// Whether all is UTF-8, but for a character that is cut off at the end.
fn is_utf8_so_far(head: &[u8]) -> bool {
    std::str::from_utf8(head).map_or_else(|error| error.error_len().is_none(), |_| true)
}
