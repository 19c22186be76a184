//! The package document (OPF): what the book is, which files it has, in which order they are read.
//!
//! One pass over the tags, whatever is around them: names are taken without prefix and in any case
//! (OEBPS 1.2 wrote `dc:Title`), a list that is cut off has what came before.

use std::collections::HashMap;

use super::metadata::Facts;
use crate::format::archive::joined;
use crate::format::xml::{Element, Node, Xml};

/// A package document, read.
#[derive(Debug, Default)]
pub(super) struct Package {
    /// The folder it lies in; its addresses start there.
    pub(super) folder: String,
    pub(super) facts: Facts,
    pub(super) items: Vec<Item>,
    by_id: HashMap<Box<str>, usize>,
    pub(super) spine: Vec<ItemRef>,
    /// The id of the NCX, as the spine names it.
    ncx: Option<String>,
    /// Whether it had to be read past something that is no XML.
    pub(super) is_broken: bool,
}

/// A file of the book.
#[derive(Debug)]
pub(super) struct Item {
    /// Its address as written, without percent-encoding undone.
    pub(super) href: String,
    /// Its media type, in small letters and without parameters.
    pub(super) media_type: String,
    fallback: Option<String>,
    properties: String,
}

/// A place in the reading order.
#[derive(Debug)]
pub(super) struct ItemRef {
    pub(super) idref: String,
}

/// What may be listed: the most an archive can hold, and then some.
const MOST_ITEMS: usize = 131_072;

impl Package {
    /// Reads a package document that lies at `path`.
    pub(super) fn read(source: &str, path: &str) -> Self {
        let mut package = Self {
            folder: folder_of(path).to_owned(),
            ..Self::default()
        };
        let mut xml = Xml::new(source);
        while let Some(node) = xml.next() {
            if let Node::Start(tag) = node {
                package.take(&tag, &mut xml);
            }
        }
        package.is_broken = xml.is_broken();
        package
    }

    fn take(&mut self, tag: &Element<'_>, xml: &mut Xml<'_>) {
        match tag.name() {
            "item" if self.items.len() < MOST_ITEMS => self.take_item(tag),
            "itemref" if self.spine.len() < MOST_ITEMS => {
                let idref = tag.attribute("idref").unwrap_or_default();
                self.spine.push(ItemRef { idref });
            }
            "spine" => self.ncx = tag.attribute("toc"),
            _ => self.facts.take(tag, xml),
        }
    }

    fn take_item(&mut self, tag: &Element<'_>) {
        let Some(href) = tag.attribute("href") else {
            return;
        };
        let media_type = tag.attribute("media-type").unwrap_or_default();
        let media_type = media_type.split(';').next().unwrap_or("").trim();
        if let Some(id) = tag.attribute("id") {
            // The first of several with the same id counts.
            let index = self.items.len();
            self.by_id.entry(id.into()).or_insert(index);
        }
        self.items.push(Item {
            href: href.trim().to_owned(),
            media_type: media_type.to_ascii_lowercase(),
            fallback: tag.attribute("fallback"),
            properties: tag.attribute("properties").unwrap_or_default(),
        });
    }

    /// The index of the item with this id.
    pub(super) fn item(&self, id: &str) -> Option<usize> {
        self.by_id.get(id.trim()).copied()
    }

    /// The item, what is to be shown where it cannot be, what instead of that; each once, however they
    /// go round in circles.
    pub(super) fn with_fallbacks(&self, item: usize) -> Vec<usize> {
        let mut chain = vec![item];
        while let Some(last) = chain.last().and_then(|&last| self.items.get(last)) {
            match last.fallback.as_deref().and_then(|id| self.item(id)) {
                Some(next) if chain.len() < LONGEST_CHAIN && !chain.contains(&next) => {
                    chain.push(next);
                }
                _ => break,
            }
        }
        chain
    }

    /// The navigation document of EPUB 3.
    pub(super) fn nav(&self) -> Option<&Item> {
        self.items.iter().find(|item| item.has_property("nav"))
    }

    /// The NCX of EPUB 2: as the spine names it, by its media type, or by its name.
    pub(super) fn ncx(&self) -> Option<&Item> {
        let named = self.ncx.as_deref().and_then(|id| self.item(id));
        let named = named.and_then(|index| self.items.get(index));
        let by = |is: fn(&Item) -> bool| self.items.iter().find(|item| is(item));
        named
            .filter(|item| !item.is_xhtml())
            .or_else(|| by(|item| item.media_type == "application/x-dtbncx+xml"))
            .or_else(|| by(|item| item.href.to_ascii_lowercase().ends_with(".ncx")))
    }

    /// The path in the archive to which an address in the package document leads.
    pub(super) fn path_of(&self, href: &str) -> String {
        joined(&self.folder, href)
    }
}

/// Fallbacks of fallbacks that are followed.
const LONGEST_CHAIN: usize = 16;

impl Item {
    /// Whether it needs a program that it brings with it.
    pub(super) fn is_scripted(&self) -> bool {
        self.has_property("scripted")
    }

    fn has_property(&self, property: &str) -> bool {
        self.properties.split_whitespace().any(|p| p == property)
    }

    /// Whether it is a page of text, as it says.
    pub(super) fn is_xhtml(&self) -> bool {
        matches!(
            self.media_type.as_str(),
            "application/xhtml+xml" | "text/html" | "text/x-oeb1-document" | "application/html"
        )
    }
}

/// The folder of a path, without the slash at its end.
pub(super) fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}
