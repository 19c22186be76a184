//! What folio wrote before there were journals: a JSON file a book, and one of the marks A–Z.
//!
//! They are read as one more source, and left alone. Whatever is changed goes to the journal, and is later.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::entry::{Entry, is_object};
use super::files::{LARGEST, read};
use super::unknown::Unknown;
use super::{
    About, Annotation, AnyMark, Content, Device, Mark, Source, StoreError, Timestamp, paths,
};
use crate::document::Anchor;

/// What stands where a machine's name would: the old files did not say, and no machine is called so
/// ([`Device::nobody`]). It is nowhere written down.
pub(super) const DEVICE: &str = "";

#[derive(Default, Deserialize)]
#[serde(default)]
struct OldRecord {
    title: Option<String>,
    source: Option<OldSource>,
    position: Option<OldPlace>,
    marks: BTreeMap<char, OldPlace>,
    bookmarks: Vec<OldBookmark>,
}

#[derive(Default, Deserialize)]
struct OldPlace {
    anchor: Anchor,
    written: Timestamp,
}

#[derive(Deserialize)]
struct OldSource {
    #[serde(with = "paths")]
    path: PathBuf,
    written: Timestamp,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct OldBookmark {
    id: String,
    name: String,
    note: String,
    anchor: Anchor,
    created: Timestamp,
    changed: Timestamp,
    deleted: bool,
    #[serde(flatten)]
    unknown: Map<String, Value>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct OldMarks {
    marks: Vec<OldMark>,
}

#[derive(Deserialize)]
struct OldMark {
    letter: char,
    book: String,
    #[serde(default)]
    title: Option<String>,
    #[serde(with = "paths")]
    source: PathBuf,
    anchor: Anchor,
    written: Timestamp,
}

/// What an old file says, as the lines of a journal; none if there is no such file.
pub(super) fn book(path: &Path) -> Result<Vec<u8>, StoreError> {
    old(path, |record: OldRecord| record.entries())
}

/// The same of the old file of marks.
pub(super) fn marks(path: &Path) -> Result<Vec<u8>, StoreError> {
    old(path, |old: OldMarks| {
        let marks = old.marks.into_iter();
        marks.map(OldMark::entry).collect()
    })
}

fn old<T: DeserializeOwned>(
    path: &Path,
    entries: impl Fn(T) -> Vec<Entry>,
) -> Result<Vec<u8>, StoreError> {
    let bytes = match read(path, LARGEST) {
        Err(StoreError::Io { source, .. }) if source.kind() == std::io::ErrorKind::NotFound => {
            return Ok(Vec::new());
        }
        bytes => bytes?,
    };
    let no_record = || StoreError::NoRecord {
        path: path.to_owned(),
    };
    if !is_object(&bytes) {
        return Err(no_record());
    }
    let old = serde_json::from_slice(&bytes).map_err(|_| no_record())?;
    let lines = entries(old).into_iter().filter_map(|entry| {
        let mut line = entry.line().ok()?;
        line.push('\n');
        Some(line)
    });
    Ok(lines.collect::<String>().into_bytes())
}

fn entry(content: Content, written: Timestamp) -> Entry {
    Entry {
        id: content.id(&Device::nobody()),
        written,
        deleted: false,
        content,
        unknown: Unknown::default(),
    }
}

impl OldRecord {
    fn entries(self) -> Vec<Entry> {
        // The title had no moment of its own, so anything that is said of the book since is later.
        let about = self.title.map(|title| {
            let about = About {
                title: Some(title),
                ..About::default()
            };
            entry(Content::Book(about), Timestamp::default())
        });
        let source = self.source.map(|old| {
            let source = Source { path: old.path };
            entry(Content::Source(source), old.written)
        });
        let place = self
            .position
            .map(|old| entry(Content::Place(old.anchor.into()), old.written));
        let marks = self.marks.into_iter().map(|(letter, old)| {
            let mark = Mark {
                letter,
                anchor: old.anchor,
            };
            entry(Content::Mark(mark), old.written)
        });
        let bookmarks = self.bookmarks.into_iter().map(OldBookmark::entry);
        let single = [about, source, place].into_iter().flatten();
        single.chain(marks).chain(bookmarks).collect()
    }
}

impl OldBookmark {
    fn entry(self) -> Entry {
        let annotation = Annotation {
            id: self.id,
            deleted: self.deleted,
            passage: self.anchor.into(),
            style: None,
            name: self.name,
            note: self.note,
            created: self.created,
            changed: self.changed,
            foreign: serde_json::Map::new(),
        };
        Entry {
            deleted: self.deleted,
            unknown: Unknown::between(self.unknown, &Map::new()),
            ..entry(Content::Annotation(annotation), self.changed)
        }
    }
}

impl OldMark {
    fn entry(self) -> Entry {
        let mark = AnyMark {
            letter: self.letter,
            book: self.book,
            title: self.title,
            path: self.source,
            anchor: self.anchor,
        };
        entry(Content::AnyMark(mark), self.written)
    }
}
