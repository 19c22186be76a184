//! What belongs to no book: the marks A–Z, and what was looked for.

use std::collections::BTreeMap;

use super::known::Known;
use super::merge::Merged;
use super::record::set_in;
use super::{AnyMark, Change, Content, Device, Entry, Journal, Search, Timestamp};

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

/// Searches that are kept in mind; nobody goes back further one by one.
const MOST: usize = 100;

/// What was looked for, as it was typed; each once.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PastSearches {
    /// The newest last.
    patterns: Vec<String>,
    known: Known,
}

impl PastSearches {
    pub(super) fn of(merged: &Merged<'_>) -> Self {
        let mut found: Vec<(Timestamp, &str)> = merged
            .entries
            .iter()
            .filter_map(|(entry, _)| match &entry.content {
                Content::Search(search) if !entry.deleted => {
                    Some((entry.written, search.pattern.as_str()))
                }
                _ => None,
            })
            .collect();
        found.sort_unstable();
        let more = found.len().saturating_sub(MOST);
        Self {
            patterns: found
                .into_iter()
                .skip(more)
                .map(|(_, pattern)| pattern.to_owned())
                .collect(),
            known: Known::of(merged),
        }
    }

    /// The patterns, the newest last.
    pub fn patterns(&self) -> &[String] {
        &self.patterns
    }

    /// That this was looked for, to be written down.
    pub fn change(&self, pattern: &str, now: Timestamp) -> Change {
        let content = Content::Search(Search {
            pattern: pattern.to_owned(),
        });
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
        self.patterns.retain(|older| *older != search.pattern);
        if !entry.deleted {
            self.patterns.push(search.pattern.clone());
        }
        if self.patterns.len() > MOST {
            self.patterns.remove(0);
        }
    }
}
