//! The pages of a book, parsed.
//!
//! A page is parsed once, but when? What its links and its notes are is known when all pages of the book
//! have been seen. So each is looked at first: one that may refer to a note is parsed at once and kept. Most
//! pages of most books refer to nothing, and are parsed when it is their turn to be written.

use super::spine::{Kind, Reading};
use crate::format::archive::{Archive, ArchiveError, EntryId, Unpacked};
use crate::format::html::markup::Markup;
use crate::format::html::{self, Dialect};
use crate::format::sniff;
use crate::format::xml::{Decoded, decode};

/// What all pages share.
#[derive(Debug)]
pub(super) struct Book<'b> {
    pub(super) archive: &'b Archive<'b>,
    /// Whether marks of the printed book's pages are told.
    pub(super) marks_pages: bool,
    /// How many bytes of each page are read, if not all.
    pub(super) most: Option<usize>,
}

/// A page, parsed.
#[derive(Debug)]
pub(super) struct Page {
    pub(super) kind: Kind,
    pub(super) content: Content,
    pub(super) problems: Vec<String>,
}

#[derive(Debug)]
pub(super) enum Content {
    Markup(Box<Markup>),
    /// An image that is a page.
    Image,
    /// Text that is no markup.
    Text(String),
}

/// A page that can be read.
#[derive(Debug)]
pub(super) struct Seen {
    pub(super) id: EntryId,
    /// `None` where it is to be parsed when it is its turn.
    pub(super) page: Option<Page>,
    /// How many bytes of text it has, its markup among them.
    pub(super) size: usize,
}

/// Whether a page is kept once it has been looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Keeping {
    Kept,
    /// If it may refer to a note.
    IfItRefers,
}

impl<'b> Book<'b> {
    /// Looks at a page.
    ///
    /// # Errors
    ///
    /// Where it cannot be read, in words.
    pub(super) fn look(&self, reading: Reading, keeping: Keeping) -> Result<Seen, String> {
        let Reading { id, kind } = reading;
        if kind == Kind::Image {
            let (page, size) = (Some(image()), 0);
            return Ok(Seen { id, page, size });
        }
        let unpacked = self.unpack(id).map_err(|error| error.to_string())?;
        sniff::refuse_binary(&unpacked.bytes)
            .map_err(|_| "no text, whatever it is called".to_owned())?;
        let decoded = decode(&unpacked.bytes);
        let size = decoded.text.len();
        let may_refer = || kind != Kind::Text && html::may_refer(&decoded.text);
        let is_kept = keeping == Keeping::Kept || may_refer();
        let page = is_kept.then(|| self.parsed(kind, decoded, unpacked.problem));
        Ok(Seen { id, page, size })
    }

    /// Parses a page that was looked at and not kept.
    ///
    /// # Errors
    ///
    /// None but of a page that could not be read when it was looked at.
    pub(super) fn parse(&self, reading: Reading) -> Result<Page, String> {
        let Reading { id, kind } = reading;
        let unpacked = self.archive.read_again(id);
        let unpacked = unpacked.map_err(|error| error.to_string())?;
        Ok(self.parsed(kind, decode(&unpacked.bytes), unpacked.problem))
    }

    fn unpack(&self, id: EntryId) -> Result<Unpacked<'b>, ArchiveError> {
        let Some(most) = self.most else {
            return self.archive.read(id);
        };
        let bytes = self.archive.peek(id, most);
        let problem = None;
        Ok(Unpacked { bytes, problem })
    }

    fn parsed(&self, kind: Kind, decoded: Decoded<'_>, problem: Option<&'static str>) -> Page {
        let damaged = || format!("not everything in it is valid {}", decoded.encoding.name());
        let problem = problem.map(str::to_owned);
        let problem = problem.or_else(|| decoded.is_damaged.then(damaged));
        let mut problems: Vec<String> = problem.into_iter().collect();
        let content = match kind {
            Kind::Text => Content::Text(decoded.text.into_owned()),
            _ => {
                let markup = html::read(&decoded.text, Dialect::Xhtml);
                // Of a page that is damaged, or of which only the beginning is read, no more is expected.
                if problems.is_empty() && self.most.is_none() {
                    problems.extend(markup.problems());
                }
                Content::Markup(Box::new(markup))
            }
        };
        Page {
            kind,
            content,
            problems,
        }
    }
}

fn image() -> Page {
    Page {
        kind: Kind::Image,
        content: Content::Image,
        problems: Vec::new(),
    }
}
