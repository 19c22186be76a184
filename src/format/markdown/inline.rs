//! Events inside a block: roles, links, images, references to notes.

use pulldown_cmark::{Event, Tag, TagEnd};

use super::entities;
use super::html::{Piece, attribute, pieces};
use super::notes::label;
use super::slugs::decoded_fragment;
use super::writer::Writer;
use crate::document::{LinkTo, Role};

impl<'a> Writer<'a> {
    /// An event that is no block; it opens a paragraph where there is none.
    pub(super) fn inline(&mut self, event: Event<'a>) {
        match event {
            Event::Text(text) => {
                self.need_block();
                self.builder.text(&text);
            }
            Event::Code(code) => {
                self.need_block();
                self.builder.begin_role(Role::Code);
                self.builder.text(&code);
                self.builder.end_role(Role::Code);
            }
            Event::SoftBreak => self.builder.text("\n"),
            Event::HardBreak => self.line_break(),
            Event::Start(tag) => self.start_inline(tag),
            Event::End(end) => self.end_inline(end),
            Event::FootnoteReference(written) => {
                let label = label(&written);
                self.need_block();
                self.builder.note_reference(&label);
                self.notes.refer(&label);
            }
            Event::InlineHtml(html) | Event::Html(html) => self.inline_html(&html),
            Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.need_block();
                self.builder.text(&text);
            }
            Event::Rule | Event::TaskListMarker(_) => {}
        }
    }

    fn start_inline(&mut self, tag: Tag<'a>) {
        self.need_block();
        match tag {
            Tag::Link { dest_url, .. } => self.builder.begin_link(target(&dest_url)),
            Tag::Image { .. } => self.builder.count_image(),
            other => {
                if let Some(role) = role(other.to_end()) {
                    self.builder.begin_role(role);
                }
            }
        }
    }

    /// The end of a stretch inside a block.
    pub(super) fn end_inline(&mut self, end: TagEnd) {
        match (end, role(end)) {
            (TagEnd::Link, _) => self.builder.end_link(),
            (_, Some(role)) => self.builder.end_role(role),
            _ => {}
        }
    }

    /// In a table the rows are lines already, so there a forced line end is a blank.
    fn line_break(&mut self) {
        if self.in_table {
            self.builder.text(" ");
        } else {
            self.builder.line_break();
        }
    }

    fn inline_html(&mut self, html: &str) {
        for piece in pieces(html) {
            match piece {
                Piece::Text(text) => {
                    self.need_block();
                    self.builder.text(&entities::decoded(text));
                }
                Piece::Tag {
                    is_closing: true, ..
                } => {}
                Piece::Tag {
                    name, attributes, ..
                } => {
                    self.name_place(attributes);
                    self.inline_tag(&name.to_ascii_lowercase(), attributes);
                }
            }
        }
    }

    /// An opening tag inside a block.
    pub(super) fn inline_tag(&mut self, name: &str, attributes: &str) {
        match name {
            "br" => self.line_break(),
            "td" | "th" => self.builder.text(" "),
            "img" => {
                self.builder.count_image();
                if let Some(alt) = attribute(attributes, "alt").filter(|alt| !alt.is_empty()) {
                    self.need_block();
                    self.builder.text(&entities::decoded(alt));
                }
            }
            _ => {}
        }
    }
}

const fn role(end: TagEnd) -> Option<Role> {
    match end {
        TagEnd::Emphasis => Some(Role::Emphasis),
        TagEnd::Strong => Some(Role::Strong),
        TagEnd::Strikethrough => Some(Role::Struck),
        _ => None,
    }
}

/// Where a link leads: a fragment alone is a place in this text.
fn target(url: &str) -> LinkTo {
    match url.strip_prefix('#') {
        Some(fragment) => LinkTo::Place(decoded_fragment(fragment)),
        None => LinkTo::Outside(url.to_owned()),
    }
}
