//! What is remembered of a book.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::document::{Anchor, Fingerprint};

/// Fields that this folio does not know, kept for the one that does.
pub type Unknown = BTreeMap<String, Value>;

/// A moment: milliseconds since 1970.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Timestamp(pub u64);

impl Timestamp {
    /// Now; 1970 if the clock is set before it.
    pub fn now() -> Self {
        let since = SystemTime::now().duration_since(UNIX_EPOCH);
        let millis = since.map_or(0, |d| d.as_millis());
        Self(u64::try_from(millis).unwrap_or(u64::MAX))
    }
}

/// The version of the files this folio writes. A higher one is read as far as it is understood, and
/// never overwritten.
pub(super) const VERSION: u32 = 1;

/// A place, and when it was written down.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// Where.
    pub anchor: Anchor,
    /// When.
    pub written: Timestamp,
}

/// A file, and when it was read.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Seen {
    /// Where it lay.
    pub path: PathBuf,
    /// When.
    pub written: Timestamp,
}

/// All that is remembered of one book.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct BookRecord {
    /// The version of the file.
    pub version: u32,
    /// The fingerprint of the book's text, 32 hexadecimal digits.
    pub book: String,
    /// Its title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The file it was last read from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<Seen>,
    /// Where the reader is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub position: Option<Place>,
    /// The quick marks a–z.
    pub marks: BTreeMap<char, Place>,
    /// The bookmarks, in the order they were made; deleted ones too.
    pub bookmarks: Vec<Bookmark>,
    /// What a later version added.
    #[serde(flatten)]
    pub unknown: Unknown,
}

impl BookRecord {
    /// The record of a book of which nothing is remembered.
    pub fn new(book: Fingerprint) -> Self {
        Self {
            version: VERSION,
            book: book.to_string(),
            ..Self::default()
        }
    }
}

/// A bookmark.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Bookmark {
    /// By which it is known on every machine.
    pub id: String,
    /// What it is called; may be empty.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// What there is to say of it; may be empty.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Where it is.
    pub anchor: Anchor,
    /// When it was made.
    pub created: Timestamp,
    /// When it was last changed; the later change wins when two files are merged.
    pub changed: Timestamp,
    /// Whether it was deleted. It is kept all the same, so that another machine's copy does not bring
    /// it back, and so that deleting can be undone.
    #[serde(skip_serializing_if = "is_false")]
    pub deleted: bool,
    /// What a later version added.
    #[serde(flatten)]
    pub unknown: Unknown,
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde hands the field over by reference"
)]
const fn is_false(b: &bool) -> bool {
    !*b
}

impl Bookmark {
    /// A new bookmark. Its id is made of the moment, the process and a count, so that no two are alike.
    pub fn new(anchor: Anchor, name: String, note: String, now: Timestamp) -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        Self {
            id: format!("{:x}-{:x}-{count:x}", now.0, std::process::id()),
            name,
            note,
            anchor,
            created: now,
            changed: now,
            deleted: false,
            unknown: Unknown::new(),
        }
    }
}

/// A mark A–Z, which leads to a place in any book.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GlobalMark {
    /// Its letter.
    pub letter: char,
    /// The fingerprint of the book's text.
    pub book: String,
    /// The book's title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The book's file.
    pub source: PathBuf,
    /// Where in it.
    pub anchor: Anchor,
    /// When it was set.
    pub written: Timestamp,
}

/// All marks A–Z.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct GlobalMarks {
    /// The version of the file.
    pub version: u32,
    /// The marks, one a letter.
    pub marks: Vec<GlobalMark>,
    /// What a later version added.
    #[serde(flatten)]
    pub unknown: Unknown,
}
