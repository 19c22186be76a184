//! What belongs to no book: the marks A–Z, and what was looked for.

use std::collections::BTreeMap;

use crate::text::sort_by;

use super::known::Known;
use super::merge::Merged;
use super::record::set_in;
use super::{AnyMark, Change, Content, Device, Entry, Journal, Mark, Search, Timestamp};

/// The marks A–Z.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AnyMarks {
    marks: BTreeMap<char, AnyMark>,
    known: Known,
}

impl AnyMarks {
    pub(super) fn of(merged: &Merged<'_>) -> Self {
        let mut marks = Self {
            known: Known::of(merged),
            ..Self::default()
        };
        for (entry, _) in &merged.entries {
            marks.set(entry);
        }
        marks
    }

    /// The mark of a letter.
    pub fn get(&self, letter: char) -> Option<&AnyMark> {
        self.marks.get(&letter)
    }

    /// When a mark was last set or deleted, in whatever book; 1970 if it never was.
    pub fn mark_set(&self, letter: char) -> Timestamp {
        self.known.written(&Mark::id(letter))
    }

    /// All of them, by letter.
    pub fn iter(&self) -> impl Iterator<Item = &AnyMark> {
        self.marks.values()
    }

    /// That a mark is set from now on, to be written down.
    pub fn change(&self, mark: AnyMark, now: Timestamp) -> Change {
        self.entry(mark, false, now)
    }

    /// That a mark is deleted from now on.
    pub fn deletion(&self, mark: AnyMark, now: Timestamp) -> Change {
        self.entry(mark, true, now)
    }

    fn entry(&self, mark: AnyMark, deleted: bool, now: Timestamp) -> Change {
        let content = Content::AnyMark(mark);
        Change {
            journal: Journal::Marks,
            entry: self.known.entry(content, &Device::nobody(), deleted, now),
        }
    }

    /// Takes an entry over, unless a later one is known.
    pub fn apply(&mut self, entry: &Entry) {
        if self.known.note(entry) {
            self.set(entry);
        }
    }

    fn set(&mut self, entry: &Entry) {
        if let Content::AnyMark(mark) = &entry.content {
            let is_there = !entry.deleted;
            set_in(&mut self.marks, mark.letter, is_there.then(|| mark.clone()));
        }
    }
}

/// Searches that are kept in mind; nobody goes back further one by one. What is older goes from the files too, in
/// time.
pub(super) const MOST: usize = 100;

/// What was looked for, as it was typed; each once.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PastSearches {
    /// The newest last.
    searches: Vec<Search>,
    known: Known,
}

impl PastSearches {
    pub(super) fn of(merged: &Merged<'_>) -> Self {
        let mut found: Vec<(Timestamp, &Search)> = merged
            .entries
            .iter()
            .filter_map(|(entry, _)| match &entry.content {
                Content::Search(search) if !entry.deleted => Some((entry.written, search)),
                _ => None,
            })
            .collect();
        sort_by(&mut found, |(a, searched), (b, other)| {
            (a, &searched.pattern).cmp(&(b, &other.pattern))
        });
        let more = found.len().saturating_sub(MOST);
        Self {
            searches: found
                .into_iter()
                .skip(more)
                .map(|(_, search)| search.clone())
                .collect(),
            known: Known::of(merged),
        }
    }

    /// All of them, the newest last.
    pub fn searches(&self) -> &[Search] {
        &self.searches
    }

    /// That this was looked for, to be written down.
    pub fn change(&self, search: Search, now: Timestamp) -> Change {
        let content = Content::Search(search);
        Change {
            journal: Journal::Searches,
            entry: self.known.entry(content, &Device::nobody(), false, now),
        }
    }

    /// Takes an entry over: the pattern is the newest from now on.
    pub fn apply(&mut self, entry: &Entry) {
        let Content::Search(search) = &entry.content else {
            return;
        };
        if !self.known.note(entry) {
            return;
        }
        self.searches
            .retain(|older| older.pattern != search.pattern);
        if !entry.deleted {
            self.searches.push(search.clone());
        }
        if self.searches.len() > MOST {
            self.searches.remove(0);
        }
    }
}
