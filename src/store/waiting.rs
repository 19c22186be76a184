//! What is not on the disk yet.

use std::collections::{BTreeMap, HashMap};
use std::time::{Duration, Instant};

use super::{Change, Entry, Journal};

/// How long a place may wait: short enough that nobody can lose more than a page, long enough that
/// holding a key down writes four times a second and not forty.
pub(super) const PATIENCE: Duration = Duration::from_millis(250);

/// Changes that wait to be written. Of those with the same id only the last has to be, so however long
/// nothing can be written, no more wait than there are things to remember.
#[derive(Debug, Default)]
pub(super) struct Waiting {
    /// In the order they came, by their numbers.
    changes: BTreeMap<u64, Change>,
    /// The number of the one that waits with this id in this journal: many come at once where a book's
    /// annotations are carried over.
    numbers: HashMap<(Journal, String), u64>,
    /// The number of the next.
    next: u64,
    deadline: Option<Instant>,
}

impl Waiting {
    /// A change that may wait; not longer for one that comes after it.
    pub fn put(&mut self, change: Change, now: Instant) {
        self.add(change);
        self.deadline.get_or_insert(now + PATIENCE);
    }

    /// A change that may not.
    pub fn put_at_once(&mut self, change: Change, now: Instant) {
        self.add(change);
        self.deadline = Some(now);
    }

    fn add(&mut self, change: Change) {
        let key = (change.journal, change.entry.id.clone());
        if let Some(before) = self.numbers.insert(key, self.next) {
            self.changes.remove(&before);
        }
        self.changes.insert(self.next, change);
        self.next += 1;
    }

    /// When the first of them has to be written.
    pub const fn deadline(&self) -> Option<Instant> {
        self.deadline
    }

    /// The journals that something waits for, each with its changes in the order they came.
    pub fn take(&mut self) -> Vec<(Journal, Vec<Entry>)> {
        self.deadline = None;
        self.numbers.clear();
        let mut all: Vec<(Journal, Vec<Entry>)> = Vec::new();
        for Change { journal, entry } in std::mem::take(&mut self.changes).into_values() {
            match all.iter_mut().find(|(known, _)| *known == journal) {
                Some((_, entries)) => entries.push(entry),
                None => all.push((journal, vec![entry])),
            }
        }
        all
    }

    /// What could not be written waits for the next time something is.
    pub fn put_back(&mut self, journal: Journal, entries: Vec<Entry>) {
        for entry in entries {
            self.add(Change { journal, entry });
        }
    }

    /// Whether nothing waits.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::super::{BookRecord, Content, Mark, Timestamp};
    use super::*;
    use crate::document::{Anchor, Fingerprint};

    fn change(book: &str, content: Content) -> Change {
        BookRecord::new(Fingerprint::of(book)).change(content, Timestamp(1))
    }

    fn place(book: &str, offset: usize) -> Change {
        let anchor = Anchor {
            offset,
            ..Anchor::default()
        };
        change(book, Content::Place(anchor.into()))
    }

    #[test]
    fn a_later_place_does_not_put_off_the_writing_and_takes_the_place_of_the_first() {
        let start = Instant::now();
        let mut waiting = Waiting::default();
        waiting.put(place("a", 1), start);
        waiting.put(place("a", 2), start + PATIENCE / 2);
        assert_eq!(waiting.deadline(), Some(start + PATIENCE));
        let last = place("a", 2);
        assert_eq!(waiting.take(), [(last.journal, vec![last.entry])]);
        assert!(waiting.is_empty() && waiting.deadline().is_none());
    }

    #[test]
    fn a_mark_does_not_wait_and_neither_does_what_was_waiting() {
        let start = Instant::now();
        let mut waiting = Waiting::default();
        waiting.put(place("a", 1), start);
        waiting.put(place("b", 1), start);
        let anchor = Anchor::default();
        let mark = change(
            "a",
            Content::Mark(Mark {
                letter: 'm',
                anchor,
            }),
        );
        waiting.put_at_once(mark, start);
        assert_eq!(waiting.deadline(), Some(start));
        let counts: Vec<usize> = waiting.take().iter().map(|(_, all)| all.len()).collect();
        assert_eq!(counts, [2, 1]);
    }

    #[test]
    fn each_comes_in_the_order_in_which_it_was_put_last() {
        let start = Instant::now();
        let mut waiting = Waiting::default();
        let named = |id: &str, offset: usize| {
            let mut change = place("a", offset);
            id.clone_into(&mut change.entry.id);
            change
        };
        for change in [named("x", 1), named("y", 2), named("x", 3), place("b", 4)] {
            waiting.put(change, start);
        }
        let (other, b) = (place("b", 4).journal, place("b", 4).entry);
        let a = vec![named("y", 2).entry, named("x", 3).entry];
        assert_eq!(
            waiting.take(),
            [(named("x", 1).journal, a), (other, vec![b])]
        );
    }

    #[test]
    fn two_hundred_thousand_may_come_at_once_and_again() {
        let start = Instant::now();
        let mut waiting = Waiting::default();
        let one = place("a", 1);
        for n in (0..200_000).chain(0..200_000) {
            let mut change = one.clone();
            change.entry.id = n.to_string();
            waiting.put(change, start);
        }
        assert_eq!(waiting.take()[0].1.len(), 200_000);
        assert!(waiting.is_empty());
    }

    #[test]
    fn what_could_not_be_written_waits_without_being_tried_for_ever() {
        let start = Instant::now();
        let mut waiting = Waiting::default();
        waiting.put(place("a", 1), start);
        for (journal, entries) in waiting.take() {
            waiting.put_back(journal, entries);
        }
        assert!(!waiting.is_empty());
        assert_eq!(waiting.deadline(), None);
        waiting.put(place("a", 2), start);
        assert_eq!(waiting.take().len(), 1);
    }
}
