//! A look at what a link or a note leads to, without going there.

use crate::command::{Key, KeyCode};
use crate::document::Document;
use crate::text::{Offset, TextRange};

use super::super::App;
use super::{After, closes};

/// What a link leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Peek {
    /// A note of this text.
    Note(TextRange),
    /// The text from the place a link leads to.
    Place(TextRange),
    /// An address out of the document, which is shown and never fetched.
    Address(String),
}

/// Blocks shown of a place that is no note.
const BLOCKS: usize = 3;

impl Peek {
    /// A look at the text from `offset` on.
    pub(in super::super) fn place(document: &Document, offset: Offset) -> Self {
        let first = document.block_at(offset).map_or(0, |id| id.to_usize());
        let mut blocks = document.blocks().iter().skip(first).take(BLOCKS);
        let end = blocks.next_back().map_or(offset, |block| block.range.end);
        Self::Place(TextRange::new(offset.to_usize(), end.to_usize()))
    }
}

impl App {
    pub(super) fn on_peek_key(&mut self, peek: &Peek, key: Key) -> After {
        match (key.code, peek) {
            (KeyCode::Enter, Peek::Note(range) | Peek::Place(range)) => self.jump(range.start),
            (KeyCode::Enter, Peek::Address(address)) => {
                self.notice = Some(format!("nothing is ever fetched; this leads to {address}"));
            }
            _ if closes(key) => {}
            // A look keeps nobody from reading on.
            _ => self.on_key(key),
        }
        After::Close
    }
}
