//! What can be remembered, each kind with the fields it has in a line.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::{Annotation, Device, paths};
use crate::document::{Anchor, Document};

/// What a line says. The names of the kinds are those in the files.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Content {
    /// Where the reader is.
    Place(Place),
    /// A quick mark a–z.
    Mark(Mark),
    /// A bookmark, a highlight or a note.
    Annotation(Annotation),
    /// What the book is called, and what else the library shows.
    Book(About),
    /// The file it was read from on a machine.
    Source(Source),
    /// The jumps of a machine.
    Jumps(Trail),
    /// How fast it was read on a machine.
    Pace(Pace),
    /// The library does not show the book, until it is read again.
    Forgotten(Forgotten),
    /// A mark A–Z, which leads to any book.
    AnyMark(AnyMark),
    /// Something that was looked for.
    Search(Search),
    /// Whether the places of another edition were carried over.
    Edition(Edition),
}

/// Where the reader is.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// Where.
    pub anchor: Anchor,
}

/// A quick mark a–z.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Mark {
    /// Its letter.
    pub letter: char,
    /// Where.
    pub anchor: Anchor,
}

/// What the library shows of a book.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct About {
    /// The title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Names of the authors.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub authors: Vec<String>,
    /// What it was read from: `text`, `epub` and so on.
    pub format: String,
    /// The language, as a BCP 47 tag.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// Bytes of its text.
    pub bytes: u64,
    /// Words of its text, where they were counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub words: Option<u64>,
    /// By which another edition of it is known.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sketch: Vec<u64>,
}

impl About {
    /// What a document says of itself, and from `known` what it does not.
    pub fn of(document: &Document, known: Option<&Self>) -> Self {
        let metadata = document.metadata();
        Self {
            title: metadata.title.clone(),
            authors: metadata.authors.clone(),
            format: metadata.format.name().to_owned(),
            language: metadata.language.clone(),
            bytes: document.text().len() as u64,
            ..known.cloned().unwrap_or_default()
        }
    }
}

/// The file a book was read from. When that was, its line says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// Where it lay.
    #[serde(with = "paths")]
    pub path: PathBuf,
}

/// Where the reader jumped from, and back.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Trail {
    /// The places jumped from, the last one last.
    pub behind: Vec<Anchor>,
    /// The places gone back from, the last one last.
    pub ahead: Vec<Anchor>,
}

/// How fast a book was read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Pace {
    /// Words that were read.
    pub words: u64,
    /// Milliseconds spent on them.
    pub millis: u64,
}

impl std::iter::Sum for Pace {
    fn sum<I: Iterator<Item = Self>>(paces: I) -> Self {
        paces.fold(Self::default(), |sum, pace| Self {
            words: sum.words.saturating_add(pace.words),
            millis: sum.millis.saturating_add(pace.millis),
        })
    }
}

/// The library does not show the book. There is nothing more to say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Forgotten {}

/// A mark A–Z, which leads to a place in any book.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AnyMark {
    /// Its letter.
    pub letter: char,
    /// The fingerprint of the book's text.
    pub book: String,
    /// The book's title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The book's file.
    #[serde(with = "paths")]
    pub path: PathBuf,
    /// Where in it.
    pub anchor: Anchor,
}

/// Something that was looked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Search {
    /// As it was typed.
    pub pattern: String,
    /// How it was meant, beside what signs in the pattern say: `regex`, `whole-words`, `section`; other words
    /// mean nothing yet. Folio did not always write this down.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ways: Option<Vec<String>>,
}

/// Whether the places of another edition of a book were carried over into it. It was asked, and is asked
/// on no machine again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edition {
    /// The fingerprint of the other's text.
    pub of: String,
    /// What the reader said.
    pub answer: Answer,
}

/// Whether places are carried over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Answer {
    /// They were.
    Taken,
    /// They were not, or were taken back.
    Declined,
    /// What a later version has.
    #[serde(other)]
    Other,
}

impl Content {
    /// By which it is known in a journal: the later of two lines with the same id counts.
    pub fn id(&self, device: &Device) -> String {
        match self {
            Self::Place(_) => "place".to_owned(),
            Self::Mark(mark) => format!("mark:{}", mark.letter),
            Self::Annotation(annotation) => annotation.id.clone(),
            Self::Book(_) => "book".to_owned(),
            Self::Source(_) => format!("source:{device}"),
            Self::Jumps(_) => format!("jumps:{device}"),
            Self::Pace(_) => format!("pace:{device}"),
            Self::Forgotten(_) => "forgotten".to_owned(),
            Self::AnyMark(mark) => format!("mark:{}", mark.letter),
            Self::Search(search) => format!("search:{}", search.pattern),
            Self::Edition(edition) => format!("edition:{}", edition.of),
        }
    }

    /// Reads what a line of this kind says; `None` for a kind that is not known.
    pub(super) fn parse(kind: &str, line: &[u8]) -> Option<serde_json::Result<Self>> {
        reader(kind).map(|read| read(line))
    }

    /// Whether there is a kind of this name.
    pub(super) fn is_kind(kind: &str) -> bool {
        reader(kind).is_some()
    }
}

type Reader = fn(&[u8]) -> serde_json::Result<Content>;

/// What reads lines of a kind, by its name in the files.
fn reader(kind: &str) -> Option<Reader> {
    use serde_json::from_slice as read;
    Some(match kind {
        "place" => |line| read(line).map(Content::Place),
        "mark" => |line| read(line).map(Content::Mark),
        "annotation" => |line| read(line).map(Content::Annotation),
        "book" => |line| read(line).map(Content::Book),
        "source" => |line| read(line).map(Content::Source),
        "jumps" => |line| read(line).map(Content::Jumps),
        "pace" => |line| read(line).map(Content::Pace),
        "forgotten" => |line| read(line).map(Content::Forgotten),
        "any-mark" => |line| read(line).map(Content::AnyMark),
        "search" => |line| read(line).map(Content::Search),
        "edition" => |line| read(line).map(Content::Edition),
        _ => return None,
    })
}
