//! The contents as the book gives them: titles, levels, addresses.
//!
//! EPUB 3 has a navigation document (`nav`), EPUB 2 an NCX (`ncx`); many books have both. Whether an
//! address leads anywhere is found out later: an entry without a good one is still an entry.

use super::address::Address;
use super::package::{Item, Package};
use crate::document::{ContentsSource, Problem};
use crate::format::archive::Archive;
use crate::format::xml::{Node, Xml, decode};

/// The contents and the printed pages.
#[derive(Debug, Default)]
pub(super) struct Contents {
    pub(super) source: ContentsSource,
    pub(super) entries: Vec<Entry>,
    /// Where the pages of the printed book begin: their numbers, as levels of 1.
    pub(super) pages: Vec<Entry>,
}

/// A title and the address it leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) title: String,
    /// From 1, the highest.
    pub(super) level: u8,
    /// Where it leads; nowhere for a title that only heads others.
    pub(super) address: Option<Address>,
}

/// Entries of a list that are kept. A book of as many has a heading every few words.
const MOST_ENTRIES: usize = 131_072;

/// The lowest level: below it all stand on one, as the panel has no more room to indent them.
const LOWEST: usize = 12;

/// Reads the contents: those of the navigation document, else the NCX's.
pub(super) fn read(
    archive: &Archive<'_>,
    package: &Package,
    problems: &mut Vec<Problem>,
) -> Contents {
    let mut read = |item: Option<&Item>, read: fn(&str, &str) -> Contents| {
        let opened = item.map(|item| open(archive, &package.path_of(&item.href)))?;
        match opened {
            Ok((source, path)) => Some(read(&source, &path)),
            Err(problem) => {
                problems.push(problem);
                None
            }
        }
    };
    let nav = read(package.nav(), read_nav).unwrap_or_default();
    if !nav.entries.is_empty() {
        return nav;
    }
    let mut ncx = read(package.ncx(), read_ncx).unwrap_or_default();
    if ncx.pages.is_empty() {
        ncx.pages = nav.pages;
    }
    ncx
}

/// The source of a list of contents and the name of its file.
fn open(archive: &Archive<'_>, path: &str) -> Result<(String, String), Problem> {
    let problem = |what: String| Problem {
        place: path.to_owned(),
        what: format!("contents: {what}"),
    };
    let id = archive.find(path).map(|found| found.id);
    let id = id.ok_or_else(|| problem("not in the archive".to_owned()))?;
    let source = archive
        .read(id)
        .map_err(|error| problem(error.to_string()))?;
    let text = decode(&source.bytes).text.into_owned();
    Ok((text, archive.name(id).to_owned()))
}

/// The lists of a navigation document, by their kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum List {
    Contents,
    Pages,
    Other,
}

fn read_nav(source: &str, path: &str) -> Contents {
    let mut contents = Contents {
        source: ContentsSource::Nav,
        ..Contents::default()
    };
    let mut list = None;
    let mut depth = 0_usize;
    let mut xml = Xml::new(source);
    while let Some(node) = xml.next() {
        match node {
            Node::Start(tag) => match (tag.name(), list) {
                ("nav", _) => {
                    depth = 0;
                    list = Some(
                        if tag.has_word("type", "toc") || tag.has_word("role", "doc-toc") {
                            List::Contents
                        } else if tag.has_word("type", "page-list") {
                            List::Pages
                        } else {
                            List::Other
                        },
                    );
                }
                ("ol" | "ul", Some(_)) => depth += 1,
                (name @ ("a" | "span"), Some(list)) if depth > 0 => {
                    let href = tag.attribute("href");
                    let address = href.and_then(|href| Address::of(&href, path));
                    let title = xml.text_of(name);
                    contents.keep(list, Entry::new(title, depth, address));
                }
                _ => {}
            },
            Node::End(name) => match &*name {
                "nav" => list = None,
                "ol" | "ul" => depth = depth.saturating_sub(1),
                _ => {}
            },
            Node::Text(_) => {}
        }
    }
    contents
}

/// A point of an NCX that is open.
#[derive(Debug)]
struct Point {
    list: List,
    /// Its index in its list.
    index: usize,
}

fn read_ncx(source: &str, path: &str) -> Contents {
    let mut contents = Contents {
        source: ContentsSource::Ncx,
        ..Contents::default()
    };
    let mut points: Vec<Point> = Vec::new();
    let mut xml = Xml::new(source);
    while let Some(node) = xml.next() {
        match node {
            Node::Start(tag) => match tag.name() {
                name @ ("navPoint" | "pageTarget") => {
                    let list = if name == "navPoint" {
                        List::Contents
                    } else {
                        List::Pages
                    };
                    let level = points.len() + 1;
                    let index = contents.keep(list, Entry::new(String::new(), level, None));
                    points.push(Point { list, index });
                }
                "text" => {
                    let text = xml.text_of("text");
                    // What stands under a second label is a remark.
                    if let Some(entry) = contents.open(&points).filter(|e| e.title.is_empty()) {
                        entry.title = text;
                    }
                }
                "content" => {
                    let href = tag.attribute("src");
                    if let Some(entry) = contents.open(&points) {
                        entry.address = href.and_then(|href| Address::of(&href, path));
                    }
                }
                _ => {}
            },
            Node::End(name) if matches!(&*name, "navPoint" | "pageTarget") => {
                points.pop();
            }
            Node::End(_) | Node::Text(_) => {}
        }
    }
    let has_title = |entry: &Entry| !entry.title.is_empty();
    contents.entries.retain(has_title);
    contents.pages.retain(has_title);
    contents
}

impl Contents {
    /// Adds an entry to its list; answers its index.
    fn keep(&mut self, list: List, entry: Entry) -> usize {
        let entries = match list {
            List::Contents => &mut self.entries,
            List::Pages => &mut self.pages,
            List::Other => return usize::MAX,
        };
        if entries.len() >= MOST_ENTRIES {
            return usize::MAX;
        }
        entries.push(entry);
        entries.len() - 1
    }

    /// The entry of the innermost point that is open.
    fn open(&mut self, points: &[Point]) -> Option<&mut Entry> {
        let point = points.last()?;
        match point.list {
            List::Pages => self.pages.get_mut(point.index),
            List::Contents => self.entries.get_mut(point.index),
            List::Other => None,
        }
    }
}

impl Entry {
    fn new(title: String, level: usize, address: Option<Address>) -> Self {
        let level = u8::try_from(level.clamp(1, LOWEST)).unwrap_or(1);
        Self {
            title,
            level,
            address,
        }
    }
}
