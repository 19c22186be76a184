//! The rows of the list of matches, grouped by section.
//!
//! There may be a million matches, so rows are made only for what is seen: from the chosen one outward,
//! with the sections' counts found by halving.

use std::ops::Range;

use crate::document::{ContentsSource, Document};
use crate::search::Hits;
use crate::text::{Offset, TextRange};

use super::list::{List, title_above, title_line};

/// A row of the list of matches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MatchRow {
    /// A section with matches.
    Section {
        /// What it is called.
        title: String,
        /// What the section it is in is called, if it is in one.
        within: Option<String>,
        /// How many matches it has in the list.
        count: usize,
    },
    /// A match.
    Match {
        /// Its place in the list.
        at: usize,
        /// Where it is in the text.
        range: TextRange,
    },
}

/// A list of matches as groups.
pub(super) struct Groups<'a> {
    pub document: &'a Document,
    pub hits: &'a Hits,
    pub list: &'a List,
}

impl Groups<'_> {
    /// The rows to be shown where there is room for `room`, with the chosen one near the middle and the
    /// title of its section above it.
    pub fn rows(&self, room: usize) -> Vec<MatchRow> {
        let chosen = self.list.chosen();
        let mut above = Vec::new();
        let mut at = chosen;
        while above.len() < room {
            above.extend(self.title_before(at));
            let Some(before) = at.checked_sub(1) else {
                break;
            };
            at = before;
            above.extend(self.row(at));
        }
        let mut below: Vec<MatchRow> = self.row(chosen).into_iter().collect();
        for at in chosen + 1..self.list.len() {
            if below.len() >= room {
                break;
            }
            below.extend(self.title_before(at));
            below.extend(self.row(at));
        }
        let over = room.saturating_sub(below.len()).max(room / 2);
        above.truncate(over.min(room.saturating_sub(1)));
        let mut rows: Vec<MatchRow> = above.into_iter().rev().chain(below).collect();
        rows.truncate(room);
        self.keep_title(&mut rows);
        rows
    }

    /// A title that has gone past the upper edge takes the place of the first row, unless there is
    /// another title below it already.
    fn keep_title(&self, rows: &mut [MatchRow]) {
        let [first, second @ MatchRow::Match { .. }, ..] = rows else {
            return;
        };
        let MatchRow::Match { at, .. } = *first else {
            return;
        };
        let is_chosen =
            |row: &MatchRow| matches!(row, MatchRow::Match { at, .. } if *at == self.list.chosen());
        if self.has_titles() && !is_chosen(first) && !is_chosen(second) {
            *first = self.title(at);
        }
    }

    /// The most matches that a section has in the list.
    pub fn most(&self) -> usize {
        let mut most = 0;
        let mut at = 0;
        while at < self.list.len() {
            let group = self.group(at);
            most = most.max(group.len());
            // The group has at least the match at its beginning.
            at = group.end.max(at + 1);
        }
        most
    }

    fn row(&self, at: usize) -> Option<MatchRow> {
        let range = *self.hits.counted().get(self.list.nth(at)?)?;
        Some(MatchRow::Match { at, range })
    }

    /// The title above a match, if it is the first of its section.
    fn title_before(&self, at: usize) -> Option<MatchRow> {
        let place = self.place(at)?;
        if !self.has_titles() {
            return None;
        }
        let before = at.checked_sub(1).and_then(|at| self.place(at));
        let section = self.document.section_at(place);
        let is_first = before.is_none_or(|before| self.document.section_at(before) != section);
        is_first.then(|| self.title(at))
    }

    fn title(&self, at: usize) -> MatchRow {
        let section = self
            .place(at)
            .and_then(|place| self.document.section_at(place));
        let title = match section {
            Some(n) => title_line(self.document, n),
            // What stands before the first section is the book's title page.
            None => self.document.title().unwrap_or("…").replace('\n', " "),
        };
        MatchRow::Section {
            title,
            within: section.and_then(|n| title_above(self.document, n)),
            count: self.group(at).len(),
        }
    }

    /// A text without headings has a section for each paragraph; their titles would say all twice.
    fn has_titles(&self) -> bool {
        self.document.contents_source() != ContentsSource::Paragraphs
    }

    fn place(&self, at: usize) -> Option<Offset> {
        let hit = self.hits.counted().get(self.list.nth(at)?)?;
        Some(hit.start)
    }

    /// The places in the list of all matches in the section of the one at `at`.
    fn group(&self, at: usize) -> Range<usize> {
        let section = self
            .place(at)
            .and_then(|place| self.document.section_at(place));
        let sections = self.document.sections();
        let start = section.and_then(|n| sections.get(n)).map(|s| s.offset);
        let end = sections.get(section.map_or(0, |n| n + 1)).map(|s| s.offset);
        let start = start.map_or(0, |start| self.first_from(start));
        start..end.map_or(self.list.len(), |end| self.first_from(end))
    }

    /// The place in the list of the first match at or after `offset`.
    fn first_from(&self, offset: Offset) -> usize {
        let (mut low, mut high) = (0, self.list.len());
        while low < high {
            let middle = low + (high - low) / 2;
            if self.place(middle).is_some_and(|place| place < offset) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }
}
