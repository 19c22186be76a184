//! What can be remembered, each kind with the fields it has in a line.

use std::path::PathBuf;

use serde::de::IgnoredAny;
use serde::{Deserialize, Deserializer, Serialize};

use super::{Annotation, Device, paths};
use crate::document::{Anchor, Document, Landmark};
use crate::text::Offset;

/// Makes the enum and, from the same lines, what its kinds are called in the files and how they are read: what is
/// written by one folio is read by the next.
macro_rules! contents {
    ($( $(#[doc = $what:literal])+ $name:literal $variant:ident($said:ty), )+) => {
        /// What a line says.
        #[derive(Clone, Debug, PartialEq, Serialize)]
        #[serde(tag = "kind")]
        pub enum Content {
            $( $(#[doc = $what])+ #[serde(rename = $name)] $variant($said), )+
        }

        /// Of what kind a line is.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum Kind {
            $( $(#[doc = $what])+ $variant, )+
        }

        impl Kind {
            /// All of them.
            #[cfg(test)]
            pub const ALL: &'static [Self] = &[ $( Self::$variant, )+ ];

            /// The kind of this name in the files; `None` where this folio knows none.
            pub fn named(name: &str) -> Option<Self> {
                match name {
                    $( $name => Some(Self::$variant), )+
                    _ => None,
                }
            }

            /// Reads what a line of this kind says.
            pub fn read(self, line: &[u8]) -> serde_json::Result<Content> {
                match self {
                    $( Self::$variant => serde_json::from_slice(line).map(Content::$variant), )+
                }
            }
        }

        impl Content {
            /// Of what kind it is.
            #[cfg(test)]
            pub(super) const fn kind(&self) -> Kind {
                match self { $( Self::$variant(_) => Kind::$variant, )+ }
            }
        }
    };
}

contents! {
    /// Where the reader is.
    "place" Place(Place),
    /// A quick mark a–z.
    "mark" Mark(Mark),
    /// A bookmark, a highlight or a note.
    "annotation" Annotation(Annotation),
    /// What the book is called, and what else the library shows.
    "book" Book(About),
    /// The file it was read from on a machine.
    "source" Source(Source),
    /// The jumps of a machine.
    "jumps" Jumps(Trail),
    /// How fast it was read on a machine.
    "pace" Pace(Pace),
    /// The library does not show the book, until it is read again.
    "forgotten" Forgotten(Forgotten),
    /// A mark A–Z, which leads to any book.
    "any-mark" AnyMark(AnyMark),
    /// Something that was looked for.
    "search" Search(Search),
    /// Whether the places of another edition were carried over.
    "edition" Edition(Edition),
}

/// Where the reader is.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// Where.
    pub anchor: Anchor,
    /// From where on the source can be read to show it, in the file it was read from then.
    #[serde(
        default,
        deserialize_with = "lenient",
        skip_serializing_if = "Option::is_none"
    )]
    pub landmark: Option<Landmark>,
    /// Whether the end of the book was seen from there.
    #[serde(
        rename = "end",
        default,
        deserialize_with = "lenient",
        skip_serializing_if = "std::ops::Not::not"
    )]
    pub is_end: bool,
}

impl Place {
    /// How much of the book is read, from 0.0 to 1.0.
    pub const fn progress(&self) -> f64 {
        progress(self.is_end, self.anchor.fraction)
    }

    /// How far before a place it is read from, in bytes: some screens, to go back over.
    const MARGIN: usize = 8 * 1024;

    /// The place at an offset of a document. Of its twins nothing is known, for that takes too long here.
    pub fn passing(document: &Document, offset: Offset) -> Self {
        Self {
            anchor: Anchor::passing(document, offset),
            landmark: document.landmark_before(offset, Self::MARGIN),
            is_end: false,
        }
    }
}

/// Reads what only helps: whatever else stands there is as if nothing did, and the place is good without it.
pub(super) fn lenient<'de, D: Deserializer<'de>, T: Deserialize<'de> + Default>(
    source: D,
) -> Result<T, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Written<T> {
        Known(T),
        Other(IgnoredAny),
    }
    Ok(match Written::deserialize(source)? {
        Written::Known(known) => known,
        Written::Other(_) => T::default(),
    })
}

/// How far into a text a place so far into it is: all of it is read once its end was seen.
pub(super) const fn progress(is_end: bool, fraction: f64) -> f64 {
    if is_end { 1.0 } else { fraction }
}

impl From<Anchor> for Place {
    fn from(anchor: Anchor) -> Self {
        Self {
            anchor,
            ..Self::default()
        }
    }
}

/// A quick mark a–z.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Mark {
    /// Its letter.
    pub letter: char,
    /// Where.
    pub anchor: Anchor,
}

impl Mark {
    /// By which the mark of a letter is known in its journal, also one A–Z in theirs.
    pub(super) fn id(letter: char) -> String {
        format!("mark:{letter}")
    }
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
    /// It was asked, and there was no answer.
    Asked,
    /// What a later version has.
    #[serde(other)]
    Other,
}

impl Content {
    /// By which it is known in a journal: the later of two lines with the same id counts.
    pub fn id(&self, device: &Device) -> String {
        match self {
            Self::Place(_) => "place".to_owned(),
            Self::Mark(mark) => Mark::id(mark.letter),
            Self::Annotation(annotation) => annotation.id.clone(),
            Self::Book(_) => "book".to_owned(),
            Self::Source(_) => format!("source:{device}"),
            Self::Jumps(_) => format!("jumps:{device}"),
            Self::Pace(_) => format!("pace:{device}"),
            Self::Forgotten(_) => "forgotten".to_owned(),
            Self::AnyMark(mark) => Mark::id(mark.letter),
            Self::Search(search) => format!("search:{}", search.pattern),
            Self::Edition(edition) => format!("edition:{}", edition.of),
        }
    }
}
