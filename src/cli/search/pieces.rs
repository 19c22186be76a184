//! An answer on its way from the thread that searches to the one that writes.

use std::sync::mpsc::SyncSender;

use crate::text::Cells;

/// A piece of the answer for one file.
#[derive(Debug)]
pub(super) enum Piece {
    /// What is to be written, whole lines.
    Text(String),
    /// The file was looked through and has so many matches.
    Looked(usize, Likeness),
    /// The file could not be looked through; why, in a line.
    Failed(String),
    /// The file is no longer where it was read; in a line.
    Gone(String),
}

/// How the matches in a file stand there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Likeness {
    /// As the pattern was typed.
    Typed,
    /// Capitals and marks aside, for as it was typed it is nowhere.
    Loose,
}

/// Nobody reads the answer any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Unread;

/// Bytes of text in a piece: sending it costs nothing beside making it.
const LENGTH: usize = 32 * 1024;

/// Gathers text and sends it in pieces, so that an answer need not fit the memory.
#[derive(Debug)]
pub(super) struct Pieces<'s> {
    sender: &'s SyncSender<Piece>,
    text: String,
}

impl<'s> Pieces<'s> {
    pub fn new(sender: &'s SyncSender<Piece>) -> Self {
        let text = String::new();
        Self { sender, text }
    }

    /// Adds to the line.
    pub fn push(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Adds so many blanks.
    pub fn push_blanks(&mut self, cells: Cells) {
        self.text.extend(std::iter::repeat_n(' ', cells.to_usize()));
    }

    /// Ends the line, and sends what there is if it is enough.
    pub fn end_line(&mut self) -> Result<(), Unread> {
        self.text.push('\n');
        if self.text.len() < LENGTH {
            return Ok(());
        }
        self.send_text()
    }

    /// Sends the rest and how many matches there were.
    pub fn end(mut self, matches: usize, likeness: Likeness) -> Result<(), Unread> {
        self.send_text()?;
        self.send(Piece::Looked(matches, likeness))
    }

    fn send_text(&mut self) -> Result<(), Unread> {
        if self.text.is_empty() {
            return Ok(());
        }
        let text = std::mem::take(&mut self.text);
        self.send(Piece::Text(text))
    }

    fn send(&self, piece: Piece) -> Result<(), Unread> {
        self.sender.send(piece).map_err(|_| Unread)
    }
}
