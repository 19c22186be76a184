//! Notes: which blocks are their texts, and so which links refer to one.
//!
//! Books say so (`epub:type="noteref"`, `role="doc-footnote"`), or it shows: a short link, raised or in
//! brackets, leads to a block that leads back or stands among notes. Of two places that lead to each
//! other the earlier one is the reference. A reference is given the number its note has in the whole
//! document, in the order of reading; the number or star that is printed on the page is left out, with
//! the link back, for in a book in which every chapter counts anew it would name many notes.

use std::collections::{HashMap, HashSet};

use super::links::Links;
use super::markup::{Attribute, ElementId, Markup, Node};
use super::references::{Candidate, LONGEST_MARK, References, ancestors, is_mark, says};
use super::tag::{Kind, Tag};
use crate::document::LinkTo;

/// The notes of one page.
#[derive(Debug, Default)]
pub(in crate::format) struct PageNotes {
    /// Links that are references, and the labels of their notes.
    pub(super) references: HashMap<ElementId, Box<str>>,
    /// Blocks that are texts of notes: their labels, and how they are marked on the page.
    pub(super) texts: HashMap<ElementId, (Box<str>, String)>,
    /// Links back to the reference.
    pub(super) dropped: HashSet<ElementId>,
}

impl PageNotes {
    /// Whether there is none on the page, nor anything that refers to one.
    pub(in crate::format) fn is_empty(&self) -> bool {
        self.references.is_empty() && self.texts.is_empty() && self.dropped.is_empty()
    }

    /// An element is a reference to the note with this label.
    pub(in crate::format) fn add_reference(&mut self, id: ElementId, label: &str) {
        self.references.insert(id, label.into());
    }

    /// A block is the text of the note with this label.
    pub(in crate::format) fn add_text(&mut self, id: ElementId, label: &str) {
        self.texts.insert(id, (label.into(), String::new()));
    }
}

impl References {
    /// The notes of all pages of a book, in order, each with its links. A page without references to which
    /// none leads may be left empty.
    pub(in crate::format) fn notes(&self, pages: &[(&Markup, &dyn Links)]) -> Vec<PageNotes> {
        let mut found: Vec<PageNotes> = pages.iter().map(|_| PageNotes::default()).collect();
        if self.candidates.is_empty() {
            return found;
        }
        let mut wanted: HashMap<&str, Vec<&Candidate>> = HashMap::new();
        for candidate in &self.candidates {
            wanted.entry(&candidate.to).or_default().push(candidate);
        }
        // A file can be in a book's order of reading any number of times: its places have the same names each
        // time, and it is the first that links lead to.
        let mut seen = HashSet::new();
        for (page, (markup, links)) in pages.iter().enumerate() {
            find_texts(page, markup, *links, &wanted, &mut seen, &mut found);
        }
        found
    }
}

fn find_texts<'w>(
    page: usize,
    markup: &Markup,
    links: &dyn Links,
    wanted: &HashMap<&'w str, Vec<&Candidate>>,
    seen: &mut HashSet<&'w str>,
    found: &mut [PageNotes],
) {
    for (id, _) in markup.elements() {
        for attribute in [Attribute::Id, Attribute::Name] {
            let name = markup
                .attribute(id, attribute)
                .map(|name| links.place(name));
            let Some((&name, references)) = name.and_then(|n| wanted.get_key_value(n.as_str()))
            else {
                continue;
            };
            let Some(block) = block_of(markup, id).filter(|_| seen.insert(name)) else {
                continue;
            };
            if found
                .get(page)
                .is_some_and(|f| f.texts.contains_key(&block))
            {
                continue;
            }
            let place = Place {
                page,
                markup,
                links,
                block,
            };
            place.keep_note(name, references, found);
        }
    }
}

/// References to one note that are asked whether it is one.
const MOST_ASKED: usize = 16;

/// A block that may be the text of a note.
struct Place<'p> {
    page: usize,
    markup: &'p Markup,
    links: &'p dyn Links,
    block: ElementId,
}

impl Place<'_> {
    /// Writes the block down as a note if its references have it so.
    fn keep_note(&self, name: &str, references: &[&Candidate], found: &mut [PageNotes]) {
        let is_outside =
            |c: &Candidate| c.page != self.page || !holds(self.markup, self.block, c.link);
        let is_note = |c: &&&Candidate| {
            let is_earlier = (c.page, c.link) < (self.page, self.block);
            is_outside(c) && (c.is_declared || (is_earlier && self.is_text_of(c)))
        };
        let Some(first) = references.iter().take(MOST_ASKED).find(is_note) else {
            return;
        };
        let marks = references.iter().map(|c| letters_of(&c.mark));
        let marks: HashSet<&str> = marks.filter(|mark| !mark.is_empty()).collect();
        let back = self.links_back(references).into_iter();
        let back = back.filter(|id| self.says_no_more(*id, &marks));
        let back: Vec<_> = back.map(|id| self.around(id)).collect();
        for reference in references.iter().filter(|c| is_outside(c)) {
            if let Some(page) = found.get_mut(reference.page) {
                page.references.insert(reference.link, name.into());
            }
        }
        if let Some(page) = found.get_mut(self.page) {
            page.dropped.extend(back);
            page.texts
                .insert(self.block, (name.into(), first.mark.clone()));
        }
    }

    /// Whether a link back is an arrow, a word or the mark of its references. Of notes that are told by the
    /// lines they belong to it is the number of the line.
    fn says_no_more(&self, link: ElementId, marks: &HashSet<&str>) -> bool {
        let text = self.markup.short_text(link, 2 * LONGEST_BACK);
        let text = text.unwrap_or_default();
        let letters = text.trim_start_matches(|c: char| !c.is_alphanumeric());
        let mut ends = letters.char_indices().map(|(at, c)| at + c.len_utf8());
        !letters.contains(|c: char| c.is_ascii_digit())
            || ends.any(|end| marks.contains(&letters[..end]))
    }

    /// The stretch around a link back that holds links back and marks only: `^ a b`.
    fn around(&self, link: ElementId) -> ElementId {
        let markup = self.markup;
        let outer = ancestors(markup, link).take(MOST_AROUND).take_while(|id| {
            matches!(markup.tag(*id).kind(), Kind::Inline | Kind::Formatting) && self.is_short(*id)
        });
        outer.last().unwrap_or(link)
    }

    fn is_short(&self, id: ElementId) -> bool {
        let text = self.markup.short_text(id, 2 * LONGEST_BACK);
        text.is_some_and(|text| text.len() <= LONGEST_BACK)
    }

    /// Whether this is the text of the note that a link, which does not say so, seems to refer to.
    fn is_text_of(&self, c: &Candidate) -> bool {
        let markup = self.markup;
        if says(markup, self.block, NOTE) || !self.links_back(&[c]).is_empty() {
            return true;
        }
        let is_among_notes = || {
            ancestors(markup, self.block).take(8).any(|id| {
                says(markup, id, NOTES)
                    || markup.has_word(id, Attribute::Class, |class| {
                        let class = class.to_ascii_lowercase();
                        NOTES.iter().any(|notes| class.ends_with(notes))
                    })
            })
        };
        c.is_marked && is_among_notes()
    }

    /// The links in it that lead back to its references and say no more.
    fn links_back(&self, references: &[&Candidate]) -> Vec<ElementId> {
        let names = references.iter().flat_map(|c| &c.from);
        let from: HashSet<&str> = names.map(String::as_str).collect();
        let markup = self.markup;
        let leads_back = |&id: &ElementId| {
            let href = markup.attribute(id, Attribute::Href);
            let target = href.and_then(|href| self.links.target(href));
            matches!(&target, Some(LinkTo::Place(place)) if from.contains(place.as_str()))
                && self.is_short(id)
        };
        let nodes = markup.inside(self.block).iter().take(LONGEST_NOTE);
        let opened = nodes.filter_map(|node| match node {
            Node::Open(id) if markup.tag(*id) == Tag::A => Some(*id),
            _ => None,
        });
        opened.filter(leads_back).collect()
    }
}

/// Nodes of a note that are looked through for links back.
const LONGEST_NOTE: usize = 4000;

/// Longest text of a link back: "Return to text".
const LONGEST_BACK: usize = 20;

/// Stretches around a link back that are looked at: it is raised, in small letters, in a colour.
const MOST_AROUND: usize = 8;

/// A mark without the brackets around it.
fn letters_of(mark: &str) -> &str {
    mark.trim_matches(|c: char| !c.is_alphanumeric())
}

fn holds(markup: &Markup, outer: ElementId, inner: ElementId) -> bool {
    let (outer, inner) = (markup.element(outer), markup.element(inner));
    outer.open <= inner.open && inner.close <= outer.close
}

/// The block that is the text of a note whose place has a name: the named block, or the one that the
/// name stands at the beginning of; if that begins a larger one that says it is a note, the larger one.
fn block_of(markup: &Markup, named: ElementId) -> Option<ElementId> {
    let is_block = |&id: &ElementId| markup.tag(id).kind() == Kind::Block;
    let mut block = std::iter::once(named)
        .chain(ancestors(markup, named))
        .find(is_block)?;
    if !begins(markup, block, named) {
        return None;
    }
    while let Some(outer) = markup.element(block).parent {
        let is_note = markup.tag(outer) == Tag::Li
            || says(markup, outer, NOTE)
            || markup.has_word(outer, Attribute::Class, |class| {
                let class = class.to_ascii_lowercase();
                class.ends_with("note") || class == "fn"
            });
        if !is_note || !begins(markup, outer, block) {
            break;
        }
        block = outer;
    }
    let fits = matches!(
        markup.tag(block),
        Tag::P | Tag::Li | Tag::Div | Tag::Aside | Tag::Dd | Tag::Section | Tag::Blockquote
    );
    let in_cell = || ancestors(markup, block).any(|id| matches!(markup.tag(id), Tag::Td | Tag::Th));
    (fits && !in_cell()).then_some(block)
}

/// Whether nothing but a mark stands in `outer` before `inner`.
fn begins(markup: &Markup, outer: ElementId, inner: ElementId) -> bool {
    let (from, to) = (markup.element(outer).open, markup.element(inner).open);
    let between = markup
        .nodes()
        .get(from as usize..to as usize)
        .unwrap_or_default();
    // Only the beginning of a block is looked at, however long it is.
    between.len() <= 24
        && between.iter().all(|node| match node {
            Node::Text(range) => {
                let text = markup.slice(range).trim();
                text.is_empty() || (text.len() <= LONGEST_MARK && is_mark(text))
            }
            _ => true,
        })
}

const NOTE: &[&str] = &[
    "footnote",
    "endnote",
    "rearnote",
    "note",
    "doc-footnote",
    "doc-endnote",
];

const NOTES: &[&str] = &[
    "footnotes",
    "endnotes",
    "rearnotes",
    "notes",
    "doc-endnotes",
    "references",
];
