//! Tags into elements: what opens, and what is open.
//!
//! What ends what is in `nesting`. The stack of open elements has a deepest place, as in browsers, and the open elements of each name are known by their places on
//! it, so that every tag costs the same however deep it stands.

mod nesting;

use std::ops::Range;

use super::Dialect;
use super::markup::{Attribute, Element, ElementId, Markup, Node};
use super::tag::{Kind, Tag};
use super::written::Written;

/// How deep elements may stand in one another; deeper ones are set at this depth. Browsers have the same
/// limit.
const DEEPEST: usize = 512;

/// Formatting elements that are opened again in the next block, at most, and of one name: more are not
/// meant. For one name the standard has the same number.
const MOST_REOPENED: usize = 8;
const MOST_ALIKE: usize = 3;

/// Makes a [`Markup`], tag by tag.
#[derive(Debug)]
pub(in crate::format) struct Tree {
    pub(super) dialect: Dialect,
    /// The tags as they are written, where that is to be XML.
    pub(super) written: Option<Written>,
    nodes: Vec<Node>,
    elements: Vec<Element>,
    pub(super) attributes: Vec<(Attribute, Range<u32>)>,
    /// Text and values of attributes.
    pub(super) bytes: Vec<u8>,
    /// Where the text begins that is growing.
    text: Option<usize>,
    /// Whether it is more than blanks.
    has_letters: bool,
    stack: Vec<Frame>,
    /// The places on the stack of the open elements of each name.
    open: Vec<Vec<usize>>,
    /// Formatting elements that a block ended and the next text opens again.
    reopen: Vec<(Tag, Range<u32>)>,
    /// The places on the stack of elements that end tags cannot end.
    solid: Vec<usize>,
}

/// An open element.
#[derive(Clone, Copy, Debug)]
struct Frame {
    id: ElementId,
    tag: Tag,
    /// The place on the stack, itself included, of the nearest block, if that place is one.
    block: usize,
    /// The same, of the nearest element that end tags inside it do not reach beyond.
    scope: usize,
    is_foreign: bool,
}

impl Tree {
    pub(in crate::format) fn new(dialect: Dialect) -> Self {
        Self {
            dialect,
            written: (dialect == Dialect::Xhtml).then(Written::default),
            nodes: Vec::new(),
            elements: Vec::new(),
            attributes: Vec::new(),
            bytes: Vec::new(),
            text: None,
            has_letters: false,
            stack: Vec::new(),
            open: vec![Vec::new(); Tag::COUNT],
            reopen: Vec::new(),
            solid: Vec::new(),
        }
    }

    /// The table, everything that is still open closed.
    pub(in crate::format) fn finish(mut self) -> Markup {
        self.end_text();
        self.pop_to(0);
        // Pages of a book wait for one another.
        self.bytes.shrink_to_fit();
        self.nodes.shrink_to_fit();
        self.elements.shrink_to_fit();
        self.attributes.shrink_to_fit();
        Markup {
            text: String::from_utf8(self.bytes)
                .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned()),
            nodes: self.nodes,
            elements: self.elements,
            attributes: self.attributes,
            undefined: Vec::new(),
            unended: Vec::new(),
            malformed: self.written.and_then(Written::finish),
        }
    }

    /// Text, a piece of it.
    pub(in crate::format) fn text(&mut self, text: &[u8]) {
        if !self.has_letters && text.iter().any(|b| !b.is_ascii_whitespace()) {
            self.end_text();
            self.before_text();
            self.has_letters = true;
        }
        self.text.get_or_insert(self.bytes.len());
        self.bytes.extend_from_slice(text);
    }

    /// The text that was growing is whole.
    pub(super) fn end_text(&mut self) {
        if let Some(start) = self.text.take() {
            let range = self.range_from(start);
            self.nodes.push(Node::Text(range));
        }
        self.has_letters = false;
    }

    pub(super) fn range_from(&self, start: usize) -> Range<u32> {
        let end = u32::try_from(self.bytes.len()).unwrap_or(u32::MAX);
        u32::try_from(start).unwrap_or(u32::MAX)..end
    }

    /// Whether the place is inside a drawing or a formula, which are XML.
    pub(super) fn is_foreign(&self) -> bool {
        self.stack.last().is_some_and(|frame| frame.is_foreign)
    }

    /// How many attributes there are: where those of the next element begin.
    pub(in crate::format) fn attribute_count(&self) -> u32 {
        u32::try_from(self.attributes.len()).unwrap_or(u32::MAX)
    }

    /// A start tag, whose attributes begin at `attributes`. Answers whether the element is open now.
    pub(in crate::format) fn start(
        &mut self,
        tag: Tag,
        attributes: u32,
        is_self_closed: bool,
    ) -> bool {
        self.end_text();
        let foreign = self.is_foreign();
        let tag = if tag == Tag::Image && !foreign {
            Tag::Img
        } else {
            tag
        };
        if matches!(tag, Tag::Html | Tag::Body) && self.nearest(tag).is_some() {
            return false;
        }
        if !foreign {
            self.end_what_ends_before(tag);
        }
        let attributes = attributes..self.attribute_count();
        let is_void = tag.kind() == Kind::Void && !foreign;
        let is_closed = is_self_closed && (foreign || self.honours_self_closing(tag));
        if matches!(tag.kind(), Kind::Inline | Kind::Formatting | Kind::Void) && tag != Tag::Hr {
            self.open_again();
        }
        let id = self.open_element(tag, attributes);
        if is_void || is_closed || self.stack.len() >= DEEPEST {
            self.close_element(id);
            return false;
        }
        self.push(id, tag);
        true
    }

    /// A start tag with these attributes, told by another reader than that of HTML.
    pub(in crate::format) fn start_with(&mut self, tag: Tag, attributes: &[(Attribute, String)]) {
        self.end_text();
        let first = self.attribute_count();
        for (attribute, value) in attributes {
            let start = self.bytes.len();
            self.bytes.extend_from_slice(value.as_bytes());
            let range = self.range_from(start);
            self.attributes.push((*attribute, range));
        }
        self.start(tag, first, false);
    }

    /// An element without content.
    pub(in crate::format) fn element(&mut self, tag: Tag, attributes: &[(Attribute, String)]) {
        self.start_with(tag, attributes);
        if tag.kind() != Kind::Void {
            self.end(tag);
        }
    }

    /// The same, and only [`Self::close`] ends it: no end tag inside it reaches so far.
    pub(in crate::format) fn open(&mut self, tag: Tag, attributes: &[(Attribute, String)]) {
        self.start_with(tag, attributes);
        // An element that stands too deep is closed already, and so is its place.
        let id = self.last_id();
        let top = self.stack.len().saturating_sub(1);
        let is_open = self.stack.last().is_some_and(|frame| frame.id == id);
        self.solid
            .push(if is_open { top } else { self.stack.len() });
    }

    /// Ends the innermost element that was opened by [`Self::open`], and all inside it.
    pub(in crate::format) fn close(&mut self) {
        self.end_text();
        if let Some(at) = self.solid.pop() {
            self.pop_to(at);
            self.reopen.clear();
        }
    }

    /// The number of the element that opened last.
    pub(in crate::format) fn last_id(&self) -> ElementId {
        ElementId::new(self.elements.len().saturating_sub(1))
    }

    /// Ends the innermost element and drops its text. Answers what it was.
    pub(super) fn drop_unended(&mut self) -> Option<Tag> {
        self.end_text();
        let frame = self.stack.last()?;
        let (tag, at) = (frame.tag, self.stack.len() - 1);
        let open = self.elements.get(frame.id.to_usize())?.open;
        self.nodes.truncate(open as usize + 1);
        self.pop_to(at);
        Some(tag)
    }

    /// How many elements there are.
    pub(in crate::format) fn element_count(&self) -> usize {
        self.elements.len()
    }

    /// Whether the place is inside such an element.
    pub(in crate::format) fn is_open(&self, tag: Tag) -> bool {
        self.in_scope(tag).is_some()
    }

    fn honours_self_closing(&self, tag: Tag) -> bool {
        self.dialect == Dialect::Xhtml || matches!(tag, Tag::Svg | Tag::Math)
    }

    fn open_element(&mut self, tag: Tag, attributes: Range<u32>) -> ElementId {
        let id = ElementId::new(self.elements.len());
        let open = self.node_count();
        self.elements.push(Element {
            tag,
            parent: self.stack.last().map(|frame| frame.id),
            attributes,
            open,
            close: open,
        });
        self.nodes.push(Node::Open(id));
        id
    }

    fn close_element(&mut self, id: ElementId) {
        let close = self.node_count();
        if let Some(element) = self.elements.get_mut(id.to_usize()) {
            element.close = close;
        }
        self.nodes.push(Node::Close(id));
    }

    fn node_count(&self) -> u32 {
        u32::try_from(self.nodes.len()).unwrap_or(u32::MAX)
    }

    fn push(&mut self, id: ElementId, tag: Tag) {
        let at = self.stack.len();
        let (block, scope, foreign) = self
            .stack
            .last()
            .map_or((0, 0, false), |f| (f.block, f.scope, f.is_foreign));
        self.stack.push(Frame {
            id,
            tag,
            block: if fences(tag) { at } else { block },
            scope: if tag.is_scope() { at } else { scope },
            is_foreign: foreign || matches!(tag, Tag::Svg | Tag::Math),
        });
        if let Some(places) = self.open.get_mut(tag as usize) {
            places.push(at);
        }
    }

    /// The place on the stack of the innermost open element of a name, wherever it stands.
    fn nearest(&self, tag: Tag) -> Option<usize> {
        self.open.get(tag as usize)?.last().copied()
    }

    fn scope(&self) -> usize {
        self.stack.last().map_or(0, |frame| frame.scope)
    }

    /// The same, if an end tag standing here reaches it.
    fn in_scope(&self, tag: Tag) -> Option<usize> {
        self.nearest(tag).filter(|&at| at >= self.scope())
    }

    /// The same, if it is not outside the nearest of `fences`.
    fn within(&self, tag: Tag, fences: &[Tag]) -> Option<usize> {
        let fence = fences.iter().filter_map(|&fence| self.nearest(fence)).max();
        let at = self.nearest(tag)?;
        fence.is_none_or(|fence| at > fence).then_some(at)
    }

    fn top(&self) -> Option<Tag> {
        self.stack.last().map(|frame| frame.tag)
    }

    /// Closes the element at this place of the stack and everything inside it.
    fn pop_to(&mut self, at: usize) {
        while self.stack.len() > at {
            let Some(frame) = self.stack.pop() else {
                return;
            };
            self.close_element(frame.id);
            let is_released = match self.open.get_mut(frame.tag as usize) {
                Some(places) if places.last() == Some(&self.stack.len()) => {
                    places.pop();
                    false
                }
                _ => true,
            };
            let by_accident = self.stack.len() > at && !is_released;
            if frame.tag.is_scope() {
                self.reopen.clear();
            } else if by_accident && frame.tag.kind() == Kind::Formatting && frame.tag != Tag::A {
                self.wait_for_text(frame);
            }
        }
    }

    fn wait_for_text(&mut self, frame: Frame) {
        let Some(element) = self.elements.get(frame.id.to_usize()) else {
            return;
        };
        if self
            .reopen
            .iter()
            .filter(|(tag, _)| *tag == frame.tag)
            .count()
            >= MOST_ALIKE
        {
            return;
        }
        // They are closed from the inside out and opened again from the outside in.
        self.reopen
            .insert(0, (frame.tag, element.attributes.clone()));
        self.reopen.truncate(MOST_REOPENED);
    }

    /// Text is coming: a head without an end ends, formatting that a block ended goes on.
    fn before_text(&mut self) {
        if self.top() == Some(Tag::Head) {
            self.pop_to(self.stack.len() - 1);
        }
        self.open_again();
    }

    fn open_again(&mut self) {
        if self.reopen.is_empty() || self.top().is_some_and(|tag| tag.kind() == Kind::Hidden) {
            return;
        }
        for (tag, attributes) in std::mem::take(&mut self.reopen) {
            if self.stack.len() < DEEPEST {
                // The name of a place stays where it was.
                let id = self.open_element(tag, attributes.start..attributes.start);
                self.push(id, tag);
            }
        }
    }
}

/// Whether the end tag of a stretch around does not end it.
const fn fences(tag: Tag) -> bool {
    !matches!(tag.kind(), Kind::Inline | Kind::Formatting) || tag.is_scope()
}
