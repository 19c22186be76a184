//! A line of a journal, read and written.

use std::borrow::Cow;

use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::content::Kind;
use super::unknown::Unknown;
use super::{Content, Timestamp};
use crate::document::Fingerprint;

/// The version of the lines this folio writes. A higher one is read as far as it is understood, and is
/// kept as it is.
pub(super) const VERSION: u32 = 1;

/// A line of a journal: something that is so from a moment on. It says all there is to say, so it can be
/// understood without any other.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// By which it is known: of all lines with this id the latest counts.
    pub id: String,
    /// When it was written.
    pub written: Timestamp,
    /// Whether what it is about was deleted.
    pub deleted: bool,
    /// What it is about.
    pub content: Content,
    /// What a later version has added to it.
    pub(super) unknown: Unknown,
}

/// Which journal a line belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Journal {
    /// That of a book.
    Book(Fingerprint),
    /// That of the marks A–Z.
    Marks,
    /// That of what was looked for.
    Searches,
}

/// Something to be written down.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// Where.
    pub journal: Journal,
    /// What.
    pub entry: Entry,
}

#[derive(Serialize)]
struct Written<'e> {
    v: u32,
    id: &'e str,
    written: Timestamp,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    deleted: bool,
    #[serde(flatten)]
    content: &'e Content,
}

impl Entry {
    /// The line, without the newline.
    ///
    /// # Errors
    ///
    /// Where a path or a number cannot be written as JSON.
    pub fn line(&self) -> serde_json::Result<String> {
        let written = Written {
            v: VERSION,
            id: &self.id,
            written: self.written,
            deleted: self.deleted,
            content: &self.content,
        };
        if self.unknown.is_empty() {
            return serde_json::to_string(&written);
        }
        let mut value = serde_json::to_value(&written)?;
        if let Value::Object(known) = &mut value {
            self.unknown.add_to(known);
        }
        serde_json::to_string(&value)
    }

    /// Reads the line whose envelope is known; `None` for a kind that is not.
    pub(super) fn parse(envelope: &Envelope<'_>, line: &[u8]) -> Option<serde_json::Result<Self>> {
        let content = Kind::named(&envelope.kind)?.read(line);
        Some(content.map(|mut content| {
            if let Content::Annotation(annotation) = &mut content {
                annotation.id = envelope.id.as_ref().to_owned();
                annotation.deleted = envelope.deleted;
            }
            Self {
                id: envelope.id.as_ref().to_owned(),
                written: envelope.written,
                deleted: envelope.deleted,
                content,
                unknown: Unknown::default(),
            }
        }))
    }

    /// Takes over from an older line of the same id what this version does not know.
    pub(super) fn with_unknown_of(mut self, older: &str) -> Self {
        let fields =
            |line: &str| serde_json::from_str::<Map<String, Value>>(line).unwrap_or_default();
        let understood = Envelope::of(older.as_bytes())
            .and_then(|envelope| Self::parse(&envelope, older.as_bytes())?.ok())
            .and_then(|entry| entry.line().ok());
        if let Some(understood) = understood {
            self.unknown = Unknown::between(fields(older), &fields(&understood));
        }
        self
    }
}

/// What every line has.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Envelope<'l> {
    #[serde(default)]
    pub v: u32,
    #[serde(borrow)]
    pub id: Cow<'l, str>,
    pub written: Timestamp,
    #[serde(default)]
    pub deleted: bool,
    #[serde(borrow)]
    pub kind: Cow<'l, str>,
}

impl<'l> Envelope<'l> {
    /// That of a line, if it has one.
    pub fn of(line: &'l [u8]) -> Option<Self> {
        is_object(line).then(|| serde_json::from_slice(line).ok())?
    }
}

/// What a line is, before what it says is looked at.
#[derive(Debug)]
pub(super) enum Sort<'l> {
    /// One of a kind this folio knows.
    Known(Envelope<'l>),
    /// One that a later folio understands.
    Later(Envelope<'l>),
    /// JSON, and yet no entry.
    Strange,
    /// No JSON: torn, or damaged.
    Damaged,
}

impl<'l> Sort<'l> {
    /// Looks at a line.
    pub fn of(line: &'l [u8]) -> Self {
        let Some(envelope) = Envelope::of(line) else {
            let is_json = serde_json::from_slice::<IgnoredAny>(line).is_ok();
            return if is_json {
                Self::Strange
            } else {
                Self::Damaged
            };
        };
        let is_known = Kind::named(&envelope.kind).is_some();
        // What a later version has changed need not be readable, and is no damage then.
        if is_known
            && (envelope.v <= VERSION || matches!(Entry::parse(&envelope, line), Some(Ok(_))))
        {
            Self::Known(envelope)
        } else {
            Self::Later(envelope)
        }
    }
}

/// Whether JSON is an object: serde takes a list of values for one as well.
pub(super) fn is_object(json: &[u8]) -> bool {
    json.trim_ascii_start().starts_with(b"{")
}

/// The lines of a file, without those that are blank.
pub(super) fn lines(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    let ends = memchr::memchr_iter(b'\n', bytes).chain([bytes.len()]);
    let mut start = 0;
    let lines = ends.map(move |end| {
        let line = bytes.get(start..end).unwrap_or(&[]);
        start = end + 1;
        line
    });
    lines.filter(|line| !line.iter().all(u8::is_ascii_whitespace))
}
