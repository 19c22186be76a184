//! Images, drawings and formulas, as the words that stand for them.

use super::Writer;
use crate::document::BlockKind;
use crate::format::PICTURE;
use crate::format::html::markup::{Attribute, ElementId, Node};
use crate::format::html::tag::{Kind, Tag};

/// Nodes behind an image that are looked at for text in the same line.
const NEAR: usize = 64;

/// Longest text of a drawing or a formula, in bytes: a large matrix has some 2000.
const LONGEST: usize = 1 << 16;

impl Writer<'_> {
    pub(super) fn image(&mut self, id: ElementId) {
        self.builder.count_image();
        let alt = self.markup.attribute(id, Attribute::Alt);
        let words = alt.or(self.markup.attribute(id, Attribute::Title));
        // What decorates says so by having no words; who gives none has said nothing.
        if words.is_none() && !self.is_dot(id) && self.has_words_beside(id) {
            self.need_block();
            self.say(PICTURE);
            return;
        }
        let words = formula(words.unwrap_or("").trim());
        // A caption that says the same need not be read twice.
        let is_caption = self.context.caption.is_some_and(|caption| {
            let said = self.markup.short_text(caption, 2 * words.len() + 8);
            said.is_some_and(|said| said.eq_ignore_ascii_case(words))
        });
        self.picture(id, if is_caption { "" } else { words });
    }

    /// Words that stand for a picture: alone they are a figure, in a line words.
    fn picture(&mut self, id: ElementId, words: &str) {
        if words.is_empty() {
            return;
        }
        let is_alone = !self.is_open
            && !self.context.in_cell
            && !self.context.in_heading
            && !self.has_text_near(id);
        if is_alone {
            self.leave_table();
            self.stand();
            self.builder.block(BlockKind::Figure, words);
            self.has_picture = true;
        } else {
            self.need_block();
            self.say(words);
        }
    }

    /// Whether a picture is too small to be seen: it counts readers.
    fn is_dot(&self, id: ElementId) -> bool {
        let side = |attribute| self.markup.attribute(id, attribute);
        [Attribute::Width, Attribute::Height]
            .iter()
            .any(|attribute| matches!(side(*attribute).map(str::trim), Some("0" | "1" | "1px")))
    }

    /// Whether words stand before or behind a picture in its line.
    fn has_words_beside(&self, id: ElementId) -> bool {
        let nodes = self.markup.nodes();
        let place = self.markup.element(id).open as usize;
        let before = nodes.get(..place).unwrap_or_default();
        let after = nodes.get(place + 1..).unwrap_or_default();
        let none = |_| false;
        self.is_open && self.begins_with(before.iter().rev(), none)
            || self.begins_with(after.iter(), none)
    }

    /// Whether text or another image follows in the same line.
    fn has_text_near(&self, id: ElementId) -> bool {
        let from = self.markup.element(id).close as usize + 1;
        let after = self.markup.nodes().get(from..).unwrap_or_default();
        // Images side by side are a row of them and no figures.
        self.begins_with(after.iter(), |tag| tag == Tag::Img)
    }

    /// Whether there are words, or an element of these, before the line ends.
    fn begins_with<'n>(
        &self,
        nodes: impl Iterator<Item = &'n Node>,
        is_one: impl Fn(Tag) -> bool,
    ) -> bool {
        for node in nodes.take(NEAR) {
            match node {
                Node::Text(range) if !self.markup.slice(range).trim().is_empty() => return true,
                Node::Open(id) if is_one(self.markup.tag(*id)) => return true,
                Node::Open(id) | Node::Close(id) => {
                    let tag = self.markup.tag(*id);
                    if tag.kind() == Kind::Block || matches!(tag, Tag::Br | Tag::Hr) {
                        return false;
                    }
                }
                Node::Text(_) | Node::Released(_) => {}
            }
        }
        false
    }

    /// A drawing or formula: its title or its text.
    pub(super) fn drawing(&mut self, id: ElementId, tag: Tag) {
        if tag == Tag::Math {
            let said = self.markup.attribute(id, Attribute::AltText);
            let said = said.map(str::trim).filter(|said| !is_placeholder(said));
            let words = said.map_or_else(
                || {
                    let is_shown = |tag| !matches!(tag, Tag::Annotation | Tag::AnnotationXml);
                    self.words(id, is_shown)
                },
                str::to_owned,
            );
            if !words.is_empty() {
                self.need_block();
                self.say(formula(&words));
            }
            return;
        }
        self.builder.count_image();
        let words = self.words(id, |tag| matches!(tag, Tag::Title | Tag::Desc | Tag::Text));
        self.picture(id, words.trim());
    }

    /// The text of the elements inside that are wanted, in order.
    fn words(&self, id: ElementId, is_wanted: fn(Tag) -> bool) -> String {
        let mut out = String::new();
        let mut tags = vec![self.markup.tag(id)];
        for node in self.markup.inside(id) {
            match node {
                Node::Open(id) if self.reading.left_out.contains(id) => tags.push(Tag::Script),
                Node::Open(id) => tags.push(self.markup.tag(*id)),
                Node::Close(_) => {
                    tags.pop();
                    if !out.ends_with(' ') {
                        out.push(' ');
                    }
                }
                Node::Text(range) if tags.last().is_some_and(|tag| is_wanted(*tag)) => {
                    out.push_str(self.markup.slice(range).trim());
                }
                Node::Text(_) | Node::Released(_) => {}
            }
            if out.len() > LONGEST {
                break;
            }
        }
        out.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// Whether what is given in the place of a formula is no more than that nothing is.
fn is_placeholder(said: &str) -> bool {
    let said = said.to_ascii_lowercase();
    let is_named = [
        "math", "mathml", "formula", "equation", "image", "alt", "alttext",
    ]
    .contains(&said.trim_end_matches('.'));
    said.is_empty()
        || is_named
        || ["not available", "unavailable", "no alt", "not supported"]
            .iter()
            .any(|nothing| said.contains(nothing))
}

/// A formula without the frame that MediaWiki puts around each.
fn formula(words: &str) -> &str {
    let inner = words
        .strip_prefix("{\\displaystyle ")
        .and_then(|inner| inner.strip_suffix('}'));
    inner.map_or(words, str::trim)
}
