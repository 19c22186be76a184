//! Source into tags and text: the tokenizer of the HTML standard (`html5gum`), told to speak to a
//! [`Tree`].

use std::convert::Infallible;

use html5gum::{Emitter, Error, State, Tokenizer};

use super::Dialect;
use super::markup::{Attribute, Markup};
use super::tag::Tag;
use super::tree::Tree;

/// Elements without an end tag after which a source is read on; another is left as it is.
const MOST_UNENDED: usize = 4;

/// Reads a whole source.
pub(in crate::format) fn read(source: &str, dialect: Dialect) -> Markup {
    let mut tree = Tree::new(dialect);
    let mut rest = without_doctype(source);
    let mut unended = Vec::new();
    // By the standard a title without an end holds the rest of the page, and the page would be blank.
    while let Some(at) = feed(rest, &mut tree).filter(|_| unended.len() < MOST_UNENDED) {
        unended.extend(tree.drop_unended());
        rest = rest.get(at..).unwrap_or("");
    }
    let mut markup = tree.finish();
    markup.undefined = undefined_references(&markup.text, source);
    markup.unended = unended;
    markup
}

/// Reads a piece of a source into a tree that others are read into as well. Should it end inside an
/// element that holds plain text and no programs, this is where that text begins.
pub(in crate::format) fn feed(source: &str, tree: &mut Tree) -> Option<usize> {
    let mut plain = None;
    let tokens = Tokens {
        tree: &mut *tree,
        state: Open::Nothing,
        name: Vec::new(),
        attribute_name: Vec::new(),
        attribute: None,
        value_start: 0,
        attributes: 0,
        is_self_closed: false,
        last_start: Vec::new(),
        position: 0,
        plain: &mut plain,
    };
    // Neither a string nor the tree can fail.
    let _ = Tokenizer::new_with_emitter(source, tokens).finish();
    plain
}

/// What the standard has `&name;` stand for, if anything. The tokenizer knows the names; no second table of
/// two thousand need be kept for XML.
pub(in crate::format) fn text_of_reference(name: &str) -> Option<String> {
    /// A name stands for a character, or for a character and a mark.
    const LONGEST: usize = 2;
    if !name.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return None;
    }
    let mut tree = Tree::new(Dialect::Xhtml);
    feed(&format!("&{name};"), &mut tree);
    let text = tree.finish().text;
    // A name without a meaning stands as it is written, and so does the rest of one that begins with a name
    // that may go without its semicolon: `&notnow;` is `¬now;`.
    let is_meant = (1..=LONGEST).contains(&text.chars().count());
    (is_meant && !name.is_empty()).then_some(text)
}

/// A source without a document type that declares entities, which ends at `]>`; the standard has it
/// end at the first `>`. What is declared is left alone: nothing is expanded, however large it would be.
fn without_doctype(source: &str) -> &str {
    /// A document type stands at the top.
    const TOP: usize = 1024;
    let top = source
        .get(..source.floor_char_boundary(TOP))
        .unwrap_or(source);
    let Some(start) = top.find("<!DOCTYPE") else {
        return source;
    };
    let declared = source.get(start..).unwrap_or("");
    match declared.find(['[', '>']) {
        Some(at) if declared.as_bytes().get(at) == Some(&b'[') => declared
            .find("]>")
            .and_then(|end| declared.get(end + 2..))
            .unwrap_or(source),
        _ => source,
    }
}

/// Different references that are looked for in the source; a handful shows what is wrong with it.
const MOST_UNDEFINED: usize = 5;

/// References in the text that stand in the source just so: they mean nothing there.
fn undefined_references(text: &str, source: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for at in memchr::memchr_iter(b'&', text.as_bytes()) {
        let name = text.get(at + 1..).unwrap_or("");
        let length = name
            .bytes()
            .take(32)
            .take_while(u8::is_ascii_alphanumeric)
            .count();
        if length == 0 || name.as_bytes().get(length) != Some(&b';') {
            continue;
        }
        let reference = text.get(at..at + length + 2).unwrap_or("");
        if !found.iter().any(|known| known == reference) {
            found.push(reference.to_owned());
            if found.len() == MOST_UNDEFINED {
                break;
            }
        }
    }
    found.retain(|reference| {
        memchr::memmem::find(source.as_bytes(), reference.as_bytes()).is_some()
    });
    found
}

/// What the tokenizer is in the middle of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Open {
    Nothing,
    StartTag,
    EndTag,
}

struct Tokens<'t> {
    tree: &'t mut Tree,
    state: Open,
    name: Vec<u8>,
    attribute_name: Vec<u8>,
    attribute: Option<Attribute>,
    value_start: usize,
    /// Where the attributes of the open tag begin.
    attributes: u32,
    is_self_closed: bool,
    last_start: Vec<u8>,
    /// Bytes read.
    position: usize,
    /// Where the plain text of an open element begins.
    plain: &'t mut Option<usize>,
}

impl Tokens<'_> {
    /// Writes down the attribute that was read.
    fn keep_attribute(&mut self) {
        if self.state != Open::StartTag {
            return;
        }
        let attribute = self
            .attribute
            .take()
            .or_else(|| Attribute::of(&self.attribute_name));
        if let Some(attribute) = attribute {
            let range = self.tree.range_from(self.value_start);
            self.tree.attributes.push((attribute, range));
        }
        self.attribute_name.clear();
        self.value_start = self.tree.bytes.len();
    }
}

/// How what follows a start tag is read.
const fn next_state(tag: Tag) -> Option<State> {
    match tag {
        Tag::Script => Some(State::ScriptData),
        Tag::Title | Tag::Textarea => Some(State::RcData),
        Tag::Style | Tag::Xmp | Tag::Iframe | Tag::Noembed | Tag::Noframes => Some(State::RawText),
        Tag::Plaintext => Some(State::PlainText),
        _ => None,
    }
}

impl Emitter for Tokens<'_> {
    type Token = Infallible;

    fn set_last_start_tag(&mut self, last: Option<&[u8]>) {
        self.last_start.clear();
        self.last_start.extend_from_slice(last.unwrap_or_default());
    }

    fn emit_eof(&mut self) {
        self.tree.end_text();
    }

    fn emit_error(&mut self, _: Error) {}

    #[inline]
    fn should_emit_errors(&mut self) -> bool {
        false
    }

    #[inline]
    fn pop_token(&mut self) -> Option<Infallible> {
        None
    }

    fn emit_string(&mut self, text: &[u8]) {
        self.tree.text(text);
    }

    fn init_start_tag(&mut self) {
        self.tree.end_text();
        self.name.clear();
        self.attribute_name.clear();
        self.attribute = None;
        self.state = Open::StartTag;
        self.attributes = self.tree.attribute_count();
        self.is_self_closed = false;
    }

    fn init_end_tag(&mut self) {
        self.name.clear();
        self.state = Open::EndTag;
    }

    fn init_comment(&mut self) {}

    fn emit_current_tag(&mut self) -> Option<State> {
        self.keep_attribute();
        let tag = Tag::of(&self.name);
        let is_start = self.state == Open::StartTag;
        self.state = Open::Nothing;
        *self.plain = None;
        if let Some(written) = &mut self.tree.written {
            if is_start {
                written.start(&self.name, tag, self.is_self_closed);
            } else {
                written.end(tag);
            }
        }
        if !is_start {
            self.last_start.clear();
            self.tree.end(tag);
            return None;
        }
        std::mem::swap(&mut self.last_start, &mut self.name);
        let was_foreign = self.tree.is_foreign();
        let is_open = self.tree.start(tag, self.attributes, self.is_self_closed);
        if is_open && !was_foreign {
            if matches!(tag, Tag::Title | Tag::Textarea | Tag::Iframe) {
                *self.plain = Some(self.position);
            }
            next_state(tag)
        } else {
            None
        }
    }

    fn emit_current_comment(&mut self) {}
    fn emit_current_doctype(&mut self) {}

    fn set_self_closing(&mut self) {
        self.is_self_closed = true;
    }

    fn set_force_quirks(&mut self) {}

    fn push_tag_name(&mut self, name: &[u8]) {
        self.name.extend_from_slice(name);
    }

    fn push_comment(&mut self, _: &[u8]) {}
    fn push_doctype_name(&mut self, _: &[u8]) {}
    fn init_doctype(&mut self) {}

    fn init_attribute(&mut self) {
        self.keep_attribute();
        self.attribute_name.clear();
        self.value_start = self.tree.bytes.len();
    }

    fn init_attribute_value(&mut self) {
        self.attribute = Attribute::of(&self.attribute_name);
    }

    fn push_attribute_name(&mut self, name: &[u8]) {
        self.attribute_name.extend_from_slice(name);
    }

    fn push_attribute_value(&mut self, value: &[u8]) {
        if self.attribute.is_some() && self.state == Open::StartTag {
            self.tree.bytes.extend_from_slice(value);
        }
    }

    fn set_doctype_public_identifier(&mut self, _: &[u8]) {}
    fn set_doctype_system_identifier(&mut self, _: &[u8]) {}
    fn push_doctype_public_identifier(&mut self, _: &[u8]) {}
    fn push_doctype_system_identifier(&mut self, _: &[u8]) {}

    fn current_is_appropriate_end_tag_token(&mut self) -> bool {
        self.state == Open::EndTag && !self.last_start.is_empty() && self.name == self.last_start
    }

    /// `<![CDATA[` is text in XML.
    fn adjusted_current_node_present_but_not_in_html_namespace(&mut self) -> bool {
        self.tree.dialect == Dialect::Xhtml || self.tree.is_foreign()
    }

    #[inline]
    fn move_position(&mut self, by: isize) {
        self.position = self.position.saturating_add_signed(by);
    }
}
