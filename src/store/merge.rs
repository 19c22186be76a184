//! Two memories of the same book become one.
//!
//! Of two versions of a record the later one wins; of two written in the same millisecond the one whose
//! JSON sorts later, so that the outcome does not depend on the order: merging is commutative,
//! associative and idempotent, which property tests hold.

use std::collections::BTreeMap;

use serde::Serialize;

use super::record::{
    BookRecord, Bookmark, GlobalMark, GlobalMarks, Place, Seen, Timestamp, Unknown,
};

/// Something that two processes may have changed.
pub trait Merge {
    /// Takes over from `other` what is later there.
    fn merge(&mut self, other: Self);
}

/// A record with a moment, of which the later one wins.
trait Dated: Serialize {
    fn moment(&self) -> Timestamp;

    /// By what two versions are compared.
    fn rank(&self) -> (Timestamp, String) {
        (
            self.moment(),
            serde_json::to_string(self).unwrap_or_default(),
        )
    }
}

impl Dated for Seen {
    fn moment(&self) -> Timestamp {
        self.written
    }
}

impl Dated for Place {
    fn moment(&self) -> Timestamp {
        self.written
    }
}

impl Dated for Bookmark {
    fn moment(&self) -> Timestamp {
        self.changed
    }
}

impl Dated for GlobalMark {
    fn moment(&self) -> Timestamp {
        self.written
    }
}

fn later<T: Dated>(ours: &mut T, theirs: T) {
    if theirs.moment() >= ours.moment() && theirs.rank() > ours.rank() {
        *ours = theirs;
    }
}

fn later_of<T: Dated>(ours: &mut Option<T>, theirs: Option<T>) {
    match (ours.as_mut(), theirs) {
        (Some(ours), Some(theirs)) => later(ours, theirs),
        (None, theirs) => *ours = theirs,
        (Some(_), None) => {}
    }
}

impl Merge for BookRecord {
    fn merge(&mut self, other: Self) {
        // The same text says the same title; should two folios see it differently, either will do.
        self.title = self.title.take().max(other.title);
        later_of(&mut self.source, other.source);
        later_of(&mut self.position, other.position);
        for (letter, theirs) in other.marks {
            match self.marks.get_mut(&letter) {
                Some(ours) => later(ours, theirs),
                None => {
                    self.marks.insert(letter, theirs);
                }
            }
        }
        merge_bookmarks(&mut self.bookmarks, other.bookmarks);
        merge_unknown(&mut self.unknown, other.unknown);
        self.version = self.version.max(other.version);
    }
}

fn merge_bookmarks(ours: &mut Vec<Bookmark>, theirs: Vec<Bookmark>) {
    let mut all: BTreeMap<(Timestamp, String), Bookmark> = BTreeMap::new();
    for bookmark in ours.drain(..).chain(theirs) {
        let key = (bookmark.created, bookmark.id.clone());
        match all.get_mut(&key) {
            Some(known) => later(known, bookmark),
            None => {
                all.insert(key, bookmark);
            }
        }
    }
    ours.extend(all.into_values());
}

fn merge_unknown(ours: &mut Unknown, theirs: Unknown) {
    for (key, value) in theirs {
        let known = ours.entry(key).or_insert_with(|| value.clone());
        let (theirs, ours) = (value.to_string(), known.to_string());
        if theirs > ours {
            *known = value;
        }
    }
}

impl Merge for GlobalMarks {
    fn merge(&mut self, other: Self) {
        for theirs in other.marks {
            match self
                .marks
                .iter_mut()
                .find(|ours| ours.letter == theirs.letter)
            {
                Some(ours) => later(ours, theirs),
                None => self.marks.push(theirs),
            }
        }
        self.marks.sort_by_key(|mark| mark.letter);
        merge_unknown(&mut self.unknown, other.unknown);
        self.version = self.version.max(other.version);
    }
}
