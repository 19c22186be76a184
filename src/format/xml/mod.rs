//! XML as it is found in books: well-formed or not.
//!
//! A parser by the book stops at the first bare `&` or undefined entity, and the reader has no book.
//! Here tags come as they come, end tags need not match, prefixes are dropped, references that nobody
//! defines stand as they are written, and what cannot be parsed ends the reading with what came before.
//! No external entity is ever looked at. An internal one is replaced by its text if that is short and
//! holds no other: so none can grow.

mod encoding;

use std::borrow::Cow;
use std::collections::HashMap;

use quick_xml::events::attributes::Attributes;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, escape};

use super::html::text_of_reference;

pub(super) use encoding::{decode, name_of};

/// What comes next in a source.
#[derive(Debug)]
pub(super) enum Node<'x> {
    /// An element begins. One without content ends at once: its [`Node::End`] follows.
    Start(Element<'x>),
    /// An element ends; its name without prefix.
    End(Cow<'x, str>),
    /// Text, its references replaced.
    Text(Cow<'x, str>),
}

/// The tag with which an element begins.
#[derive(Debug)]
pub(super) struct Element<'x> {
    tag: BytesStart<'x>,
}

impl Element<'_> {
    /// Its name, without prefix.
    pub(super) fn name(&self) -> &str {
        self.tag.local_name().into_inner()
    }

    /// The value of an attribute, by its name without prefix; references replaced, white space kept.
    pub(super) fn attribute(&self, name: &str) -> Option<String> {
        let mut attributes: Attributes<'_> = self.tag.html_attributes();
        let found = attributes
            .with_checks(false)
            .flatten()
            .find(|a| a.key.local_name().into_inner() == name)?;
        Some(resolved(&found.value).into_owned())
    }

    /// An attribute of words, such as `properties`: whether this word is among them.
    pub(super) fn has_word(&self, attribute: &str, word: &str) -> bool {
        let value = self.attribute(attribute);
        value.is_some_and(|value| value.split_whitespace().any(|w| w == word))
    }
}

/// A source, read from front to back.
#[derive(Debug)]
pub(super) struct Xml<'x> {
    reader: Reader<&'x [u8]>,
    entities: HashMap<Box<str>, Box<str>>,
    /// An element without content, whose end is still to be told.
    pending_end: Option<String>,
    /// What was met too early and comes next.
    pushed_back: Option<Node<'x>>,
    is_broken: bool,
    faults: usize,
}

/// Bytes of a title or a name that are read; longer ones are no titles.
const LONGEST_TEXT: usize = 4096;

/// How often reading goes on after something that is no XML, before the rest is given up.
const MOST_FAULTS: usize = 1000;

impl<'x> Xml<'x> {
    pub(super) fn new(source: &'x str) -> Self {
        let mut reader = Reader::from_str(source);
        let config = reader.config_mut();
        config.allow_dangling_amp = true;
        config.allow_unmatched_ends = true;
        config.check_end_names = false;
        Self {
            reader,
            entities: HashMap::new(),
            pending_end: None,
            pushed_back: None,
            is_broken: false,
            faults: 0,
        }
    }

    /// Whether something was met that is no XML.
    pub(super) fn is_broken(&self) -> bool {
        self.is_broken
    }

    /// Has a tag that was met too early come next, once more.
    pub(super) fn push_back(&mut self, node: Node<'x>) {
        self.pushed_back = Some(node);
    }

    /// The text up to the end of the element that has just begun, by its name: images by what stands for
    /// them, white space joined. What else is open inside it need not be closed.
    pub(super) fn text_of(&mut self, name: &str) -> String {
        let mut depth = 1_usize;
        let mut text = String::new();
        for node in self.by_ref() {
            match node {
                Node::Start(tag) if tag.name() == "img" => {
                    text.push_str(&tag.attribute("alt").unwrap_or_default());
                }
                Node::Start(tag) => depth += usize::from(tag.name() == name),
                Node::End(end) => depth -= usize::from(end == name),
                Node::Text(piece) if text.len() < LONGEST_TEXT => text.push_str(&piece),
                Node::Text(_) => {}
            }
            if depth == 0 {
                break;
            }
        }
        title(&text)
    }

    /// The text up to the end of the element that has just begun, though that may be missing: up to a tag of one
    /// that does not stand in it, which comes next then. White space is joined.
    pub(super) fn text_before(&mut self, name: &str, is_beyond: impl Fn(&str) -> bool) -> String {
        let mut text = String::new();
        for node in self.by_ref() {
            match node {
                Node::End(end) if end == name => break,
                Node::Start(tag) if is_beyond(tag.name()) => {
                    self.push_back(Node::Start(tag));
                    break;
                }
                Node::End(end) if is_beyond(&end) => {
                    self.push_back(Node::End(end));
                    break;
                }
                Node::Text(piece) if text.len() < LONGEST_TEXT => text.push_str(&piece),
                Node::Start(_) | Node::End(_) | Node::Text(_) => {}
            }
        }
        title(&text)
    }

    /// The text up to the next tag, white space joined: of an element that holds no others, though its
    /// end may be missing.
    pub(super) fn plain_text(&mut self) -> String {
        let mut text = String::new();
        for node in self.by_ref() {
            match node {
                Node::Start(tag) => {
                    self.push_back(Node::Start(tag));
                    break;
                }
                Node::End(_) => break,
                Node::Text(piece) if text.len() < LONGEST_TEXT => text.push_str(&piece),
                Node::Text(_) => {}
            }
        }
        title(&text)
    }

    fn reference(&self, reference: &BytesRef<'_>) -> Cow<'static, str> {
        if let Ok(Some(char)) = reference.resolve_char_ref() {
            return Cow::Owned(char.to_string());
        }
        let name: &str = reference;
        if let Some(text) = self.entities.get(name) {
            return Cow::Owned(text.to_string());
        }
        named(name).unwrap_or_else(|| Cow::Owned(format!("&{name};")))
    }
}

impl<'x> Iterator for Xml<'x> {
    type Item = Node<'x>;

    fn next(&mut self) -> Option<Node<'x>> {
        if let Some(node) = self.pushed_back.take() {
            return Some(node);
        }
        if let Some(name) = self.pending_end.take() {
            return Some(Node::End(Cow::Owned(name)));
        }
        loop {
            match self.reader.read_event() {
                Ok(Event::Start(tag)) => return Some(Node::Start(Element { tag })),
                Ok(Event::Empty(tag)) => {
                    self.pending_end = Some(tag.local_name().into_inner().to_owned());
                    return Some(Node::Start(Element { tag }));
                }
                Ok(Event::End(tag)) => {
                    return Some(Node::End(tag.local_name().into_inner().to_owned().into()));
                }
                Ok(Event::Text(text)) => return Some(Node::Text(text.into_inner())),
                Ok(Event::CData(text)) => return Some(Node::Text(text.into_inner())),
                Ok(Event::GeneralRef(reference)) => {
                    return Some(Node::Text(self.reference(&reference)));
                }
                Ok(Event::DocType(declaration)) => self.entities = entities(&declaration),
                Ok(Event::Comment(_) | Event::Decl(_) | Event::PI(_)) => {}
                Ok(Event::Eof) => return None,
                Err(_) => {
                    self.is_broken = true;
                    self.faults += 1;
                    if self.faults > MOST_FAULTS {
                        return None;
                    }
                }
            }
        }
    }
}

/// As much of a text as is a title, words parted by single blanks.
fn title(text: &str) -> String {
    joined(&text[..text.floor_char_boundary(LONGEST_TEXT)])
}

/// The longest text an entity may stand for: a name, an address.
const LONGEST_ENTITY: usize = 256;

/// How many entities are remembered.
const MOST_ENTITIES: usize = 256;

/// What the entities stand for that a document type declares in place.
fn entities(declaration: &str) -> HashMap<Box<str>, Box<str>> {
    let mut found = HashMap::new();
    for piece in declaration.split("<!ENTITY").skip(1).take(MOST_ENTITIES) {
        let Some((name, rest)) = piece.trim_start().split_once(char::is_whitespace) else {
            continue;
        };
        // `SYSTEM` and `PUBLIC` lead out of the document.
        let value = rest.trim_start();
        let Some(quote) = value.chars().next().filter(|c| matches!(c, '"' | '\'')) else {
            continue;
        };
        let Some(text) = value.get(1..).and_then(|v| v.split(quote).next()) else {
            continue;
        };
        let text = resolved(text);
        if text.len() <= LONGEST_ENTITY && !text.contains(['&', '<', '%']) {
            found.insert(name.into(), text.into());
        }
    }
    found
}

/// What a name stands for in every document: the five of XML, and those of HTML, which books use undeclared.
fn named(name: &str) -> Option<Cow<'static, str>> {
    let of_xml = escape::resolve_predefined_entity(name).map(Cow::Borrowed);
    of_xml.or_else(|| text_of_reference(name).map(Cow::Owned))
}

/// The longest name HTML gives a character has 31 letters.
const LONGEST_REFERENCE: usize = 33;

/// Text with the references replaced that HTML knows; others stand as they are.
fn resolved(text: &str) -> Cow<'_, str> {
    if memchr::memchr(b'&', text.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        let near = after
            .get(..after.floor_char_boundary(LONGEST_REFERENCE))
            .unwrap_or(after);
        let reference = near.split_once(';').and_then(|(name, _)| {
            let behind = after.get(name.len() + 1..)?;
            let reference = BytesRef::new(name);
            let char = reference.resolve_char_ref().ok().flatten();
            let text = char.map(String::from);
            let text = text.or_else(|| named(name).map(Cow::into_owned));
            Some((text?, behind))
        });
        match reference {
            Some((text, behind)) => {
                out.push_str(&text);
                rest = behind;
            }
            None => {
                out.push('&');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// Words parted by single blanks.
pub(super) fn joined(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

#[cfg(test)]
mod tests;
