//! Events inside a block: roles, links, images, references to notes, raw tags.

use pulldown_cmark::{Event, Tag as Mark, TagEnd};

use super::autolink::{self, Piece};
use super::leaf::plain_text;
use super::notes::label;
use super::writer::Writer;
use crate::format::html::feed;
use crate::format::html::markup::Attribute;
use crate::format::html::tag::Tag;

impl<'a> Writer<'a> {
    /// An event that is no block.
    pub(super) fn inline(&mut self, event: Event<'a>) {
        match event {
            Event::Text(text) => return self.text.push_str(&text),
            Event::SoftBreak => return self.text.push('\n'),
            _ => self.flush(),
        }
        match event {
            Event::Code(code) => {
                self.tree.start_with(Tag::Code, &[]);
                self.tree.text(code.as_bytes());
                self.tree.end(Tag::Code);
            }
            Event::HardBreak => self.tree.element(Tag::Br, &[]),
            Event::Start(Mark::Link { dest_url, .. }) => {
                self.links += 1;
                let href = (Attribute::Href, dest_url.into_string());
                self.tree.start_with(Tag::A, &[href]);
            }
            Event::Start(mark) => {
                if let Some(tag) = tag_of(mark.to_end()) {
                    self.tree.start_with(tag, &[]);
                }
            }
            Event::FootnoteReference(written) => {
                let label = label(&written);
                self.tree.element(Tag::Span, &[]);
                self.page_notes.add_reference(self.tree.last_id(), &label);
                self.notes.refer(&label);
            }
            Event::InlineHtml(html) if is_no_tag(&html) => self.text.push_str(&html),
            Event::InlineHtml(html) | Event::Html(html) => {
                feed(&html, &mut self.tree);
            }
            Event::InlineMath(text) | Event::DisplayMath(text) => self.tree.text(text.as_bytes()),
            _ => {}
        }
    }

    /// The end of a stretch inside a block.
    pub(super) fn end_inline(&mut self, end: TagEnd) {
        self.flush();
        if end == TagEnd::Link {
            self.links = self.links.saturating_sub(1);
        }
        if let Some(tag) = tag_of(end) {
            self.tree.end(tag);
        }
    }

    /// An image; its alternative text is text without roles.
    pub(super) fn image(&mut self, events: &mut dyn Iterator<Item = Event<'a>>) {
        self.flush();
        let mut depth = 1;
        let mut inside = Vec::new();
        for event in events {
            match event {
                Event::Start(Mark::Image { .. }) => depth += 1,
                Event::End(TagEnd::Image) => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                break;
            }
            inside.push(event);
        }
        let alt = (Attribute::Alt, plain_text(&inside));
        self.tree.element(Tag::Img, &[alt]);
    }

    /// Writes the text that has grown, addresses in it as links.
    pub(super) fn flush(&mut self) {
        if self.text.is_empty() {
            return;
        }
        let text = std::mem::take(&mut self.text);
        if self.links > 0 || self.tree.is_open(Tag::A) {
            return self.tree.text(text.as_bytes());
        }
        for piece in autolink::pieces(&text) {
            match piece {
                Piece::Text(text) => self.tree.text(text.as_bytes()),
                Piece::Link { text, scheme } => {
                    let href = (Attribute::Href, format!("{scheme}{text}"));
                    self.tree.start_with(Tag::A, &[href]);
                    self.tree.text(text.as_bytes());
                    self.tree.end(Tag::A);
                }
            }
        }
    }
}

const fn tag_of(end: TagEnd) -> Option<Tag> {
    match end {
        TagEnd::Emphasis => Some(Tag::Em),
        TagEnd::Strong => Some(Tag::Strong),
        TagEnd::Strikethrough => Some(Tag::Del),
        TagEnd::Link => Some(Tag::A),
        _ => None,
    }
}

/// Whether what Markdown takes for a tag is none to HTML: the type of `Vec<T>`, a place to be filled in such
/// as `<name>`. Elements of a page's own have a hyphen in their names, and tags that are meant as such may
/// have attributes.
fn is_no_tag(html: &str) -> bool {
    let name = html.trim_start_matches(['<', '/']).trim_end_matches('>');
    !name.is_empty()
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && Tag::of(name.to_ascii_lowercase().as_bytes()) == Tag::Other
}
