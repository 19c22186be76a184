//! Ruby: the small print beside Chinese characters that says how they are read.
//!
//! The characters are the text. A reading among them would break words and searches, and in a book for the
//! young stand behind every other word; so it is kept beside its words, and shown when they are chosen.

use super::{Ends, Writer};
use crate::format::html::markup::{ElementId, Node};
use crate::format::html::tag::Tag;

/// Nodes of words with a reading, at most: a stretch of more is something else, and read as it stands.
const LONGEST: usize = 512;

/// Longest reading of one stretch, in bytes.
const LONGEST_READING: usize = 256;

/// The words of an element and how they are read.
#[derive(Debug, Default)]
struct Ruby {
    has_words: bool,
    has_reading: bool,
    reading: String,
}

impl Writer<'_> {
    /// Begins words that have a reading; answers what their end ends. One inside another belongs to it.
    pub(super) fn open_ruby(&mut self, id: ElementId) -> Ends {
        if self.reading_aloud.is_some() {
            return Ends::Nothing;
        }
        let Some(ruby) = self.ruby(id).filter(|ruby| ruby.has_words) else {
            return Ends::Nothing;
        };
        self.need_block();
        self.close_gap();
        self.builder.begin_reading();
        self.reading_aloud = Some(ruby.reading);
        Ends::Reading
    }

    /// What is in it: the readings of its parts in a row, and of a part without one the part itself; a
    /// second reading of the whole (`rtc`) behind it.
    fn ruby(&self, id: ElementId) -> Option<Ruby> {
        let inside = self.markup.inside(id);
        if inside.len() > LONGEST {
            return None;
        }
        let mut ruby = Ruby::default();
        // The words since the last reading.
        let mut words = String::new();
        let first = self.markup.element(id).open as usize + 1;
        let mut at = 0;
        while let Some(node) = inside.get(at) {
            at += 1;
            match node {
                Node::Text(range) => {
                    let text = self.markup.slice(range).trim();
                    ruby.has_words |= !text.is_empty();
                    words.push_str(text);
                }
                Node::Open(part) => {
                    let tag = self.markup.tag(*part);
                    if !matches!(tag, Tag::Rt | Tag::Rtc | Tag::Rp) {
                        continue;
                    }
                    at = self.markup.element(*part).close as usize + 1 - first;
                    let said = self.markup.short_text(*part, LONGEST_READING);
                    let said = said.unwrap_or_default();
                    match tag {
                        Tag::Rp => continue,
                        Tag::Rtc if !ruby.reading.is_empty() => ruby.reading.push(' '),
                        _ => {}
                    }
                    ruby.has_reading |= !said.is_empty();
                    ruby.reading
                        .push_str(if said.is_empty() { &words } else { &said });
                    words.clear();
                }
                Node::Close(_) | Node::Released(_) => {}
            }
        }
        if ruby.has_reading {
            ruby.reading.push_str(&words);
        } else {
            ruby.reading.clear();
        }
        Some(ruby)
    }
}
