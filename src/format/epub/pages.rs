//! The pages of a book, unpacked and parsed.

use super::spine::{Kind, Reading};
use crate::format::archive::{Archive, ArchiveError, EntryId, Unpacked};
use crate::format::html::markup::{Markup, NOTHING};
use crate::format::html::{self, Dialect};
use crate::format::sniff;
use crate::format::xml::decode;

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

/// A page, or why it cannot be read.
pub(super) type Parsed = Result<Page, String>;

/// Which time a page is read. What it takes is counted the first time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Time {
    First,
    Again,
}

impl<'b> Book<'b> {
    /// Unpacks and parses a page.
    ///
    /// # Errors
    ///
    /// Where it cannot be read, in words.
    pub(super) fn parse(&self, reading: Reading, time: Time) -> Parsed {
        let Reading { id, kind } = reading;
        if kind == Kind::Image {
            return Ok(Page {
                kind,
                content: Content::Image,
                problems: Vec::new(),
            });
        }
        let unpacked = self.unpack(id, time).map_err(|error| error.to_string())?;
        sniff::refuse_binary(&unpacked.bytes)
            .map_err(|_| "no text, whatever it is called".to_owned())?;
        let decoded = decode(&unpacked.bytes);
        let damaged = || format!("not everything in it is valid {}", decoded.encoding.name());
        let problem = unpacked.problem.map(str::to_owned);
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
        Ok(Page {
            kind,
            content,
            problems,
        })
    }

    fn unpack(&self, id: EntryId, time: Time) -> Result<Unpacked<'b>, ArchiveError> {
        match (self.most, time) {
            (Some(most), _) => Ok(Unpacked {
                bytes: self.archive.peek(id, most),
                problem: None,
            }),
            (None, Time::First) => self.archive.read(id),
            (None, Time::Again) => self.archive.read_again(id),
        }
    }
}

impl Page {
    /// Its markup; that of an image and of other text is empty.
    pub(super) fn markup(&self) -> &Markup {
        match &self.content {
            Content::Markup(markup) => markup,
            Content::Image | Content::Text(_) => &NOTHING,
        }
    }
}
