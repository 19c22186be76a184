//! Bookmarks, highlights, notes.

use std::hash::{BuildHasher, RandomState};
use std::sync::atomic::{AtomicU32, Ordering};

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::Timestamp;
use crate::document::Passage;

/// A bookmark, a highlight or a note: a passage with what somebody has to say of it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Annotation {
    /// By which it is known on every machine. The line's own, so not among its fields.
    #[serde(skip)]
    pub id: String,
    /// Whether it was deleted. It is kept all the same, so that another machine's copy does not bring
    /// it back, and so that deleting can be undone. The line's own too.
    #[serde(skip)]
    pub deleted: bool,
    /// Where it is.
    pub passage: Passage,
    /// How its words are marked; `None` for a bookmark.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub style: Option<Style>,
    /// What it is called; may be empty.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// What there is to say of it; may be empty.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// When it was made.
    pub created: Timestamp,
    /// When it was last changed, by the clock of whoever changed it.
    pub changed: Timestamp,
    /// What other programs have said of it that means nothing here; it goes out again with the annotation.
    #[serde(skip_serializing_if = "Map::is_empty")]
    pub foreign: Map<String, Value>,
}

impl Annotation {
    /// A new one, with an id that no other has.
    pub fn new(passage: impl Into<Passage>, now: Timestamp) -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        // The standard library's hasher is seeded by the system's random numbers.
        let lot = RandomState::new().hash_one((std::process::id(), count));
        Self {
            id: format!("{:x}-{lot:016x}", now.0),
            passage: passage.into(),
            created: now,
            changed: now,
            ..Self::default()
        }
    }
}

/// How the words of a highlight are marked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub enum Style {
    /// A yellow ground.
    #[default]
    Yellow,
    /// A green ground.
    Green,
    /// A blue ground.
    Blue,
    /// A pink ground.
    Pink,
    /// A line under them.
    Underline,
    /// One that a later version has, by its name.
    Other(String),
}

impl Style {
    /// Those that can be chosen.
    pub const ALL: [Self; 5] = [
        Self::Yellow,
        Self::Green,
        Self::Blue,
        Self::Pink,
        Self::Underline,
    ];

    /// The one after this, the first after the last; the first, too, after one that cannot be chosen.
    pub fn after(style: Option<&Self>) -> Self {
        let at = Self::ALL.iter().position(|one| Some(one) == style);
        let next = at.map_or(0, |at| (at + 1) % Self::ALL.len());
        Self::ALL.get(next).cloned().unwrap_or_default()
    }

    /// Its name in the files.
    pub fn name(&self) -> &str {
        match self {
            Self::Yellow => "yellow",
            Self::Green => "green",
            Self::Blue => "blue",
            Self::Pink => "pink",
            Self::Underline => "underline",
            Self::Other(name) => name,
        }
    }
}

impl From<String> for Style {
    fn from(name: String) -> Self {
        let known = Self::ALL.into_iter().find(|style| style.name() == name);
        known.unwrap_or(Self::Other(name))
    }
}

impl From<Style> for String {
    fn from(style: Style) -> Self {
        match style {
            Style::Other(name) => name,
            known => known.name().to_owned(),
        }
    }
}
