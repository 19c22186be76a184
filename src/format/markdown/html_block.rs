//! Blocks of raw HTML: what their tags say about blocks, images and places with names.

use pulldown_cmark::Event;

use super::entities;
use super::html::{Piece, attribute, pieces};
use super::writer::Writer;
use crate::document::BlockKind;

impl<'a> Writer<'a> {
    pub(super) fn html_block(&mut self, events: &[Event<'a>]) {
        let html: String = events
            .iter()
            .map(|event| match event {
                Event::Html(html) | Event::InlineHtml(html) | Event::Text(html) => html,
                _ => "",
            })
            .collect();
        self.end_block();
        let mut was_open = false;
        for piece in pieces(&html) {
            let is_fresh = self.is_open && !was_open;
            was_open = self.is_open;
            match piece {
                Piece::Text(text) if self.is_open || !text.trim().is_empty() => {
                    self.need_block();
                    // The line end behind `<pre>` is not part of its text.
                    let text = text
                        .strip_prefix(['\r', '\n'])
                        .filter(|_| is_fresh)
                        .unwrap_or(text);
                    self.builder.text(&entities::decoded(text));
                }
                Piece::Text(_) => {}
                Piece::Tag {
                    name,
                    is_closing,
                    attributes,
                } => {
                    self.html_tag(&name.to_ascii_lowercase(), is_closing, attributes);
                }
            }
        }
        self.end_block();
    }

    /// A tag of an HTML block.
    fn html_tag(&mut self, name: &str, is_closing: bool, attributes: &str) {
        let level = match name.as_bytes() {
            [b'h', digit @ b'1'..=b'6'] => Some(digit - b'0'),
            _ => None,
        };
        if level.is_some() || name == "pre" || BLOCKS.contains(&name) {
            self.end_block();
        }
        if is_closing {
            return;
        }
        self.name_place(attributes);
        let kind = match (level, name) {
            (Some(level), _) => BlockKind::Heading { level },
            (None, "pre") => BlockKind::Code,
            (None, "hr") => {
                self.before_block();
                self.article.rule();
                return self.builder.block(BlockKind::Rule, "");
            }
            _ => return self.inline_tag(name, attributes),
        };
        self.before_block();
        self.article.block();
        self.builder.begin(kind);
        self.is_open = true;
    }

    /// Names the place if a tag does.
    pub(super) fn name_place(&mut self, attributes: &str) {
        for key in ["id", "name"] {
            if let Some(name) = attribute(attributes, key) {
                self.builder.name_place(name);
            }
        }
    }
}

/// HTML elements that are blocks of their own.
const BLOCKS: [&str; 32] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "header",
    "hr",
    "html",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "section",
    "summary",
    "table",
    "tbody",
    "thead",
    "tr",
    "ul",
];
