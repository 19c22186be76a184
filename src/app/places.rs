//! Where all that is remembered of a book stands in its text.
//!
//! In a text that has changed the words are looked for, which takes as long as the text is. So it is done once,
//! when a book is opened and by who opens it, and no key waits for it.

use std::collections::BTreeMap;

use crate::document::{Anchor, Document, Resolved};
use crate::reader::Jumps;
use crate::store::{AnyMarks, BookRecord};

use super::annotating::Annotations;
use super::trail::retraced;

/// Where annotations, quick marks and jumps are in a text.
#[derive(Clone, Debug, Default)]
pub struct Places {
    pub(super) annotations: Annotations,
    pub(super) marks: MarkPlaces,
    /// The way the reader has come.
    pub(super) jumps: Jumps,
}

/// Where quick marks are, each with the words it was found by.
#[derive(Clone, Debug, Default)]
pub(super) struct MarkPlaces(BTreeMap<char, (Anchor, Resolved)>);

impl Places {
    /// Looks all of them up.
    pub fn of(document: &Document, record: &BookRecord, any_marks: &AnyMarks) -> Self {
        let book = document.fingerprint().to_string();
        let any = any_marks.iter().filter(|mark| mark.book == book);
        let any = any.map(|mark| (mark.letter, &mark.anchor));
        let own = record
            .marks
            .iter()
            .map(|(letter, anchor)| (*letter, anchor));
        // Of two marks with a letter the book's own is gone to, and comes last here.
        Self {
            annotations: Annotations::of(document, &record.annotations),
            marks: MarkPlaces::of(document, any.chain(own).collect()),
            // Going where one begins is no jump; that one was elsewhere before is.
            jumps: record
                .own_jumps()
                .map_or_else(Jumps::default, |trail| retraced(document, trail)),
        }
    }
}

impl MarkPlaces {
    /// Looks these up, at once: a text that has changed is gone over once.
    fn of(document: &Document, marks: Vec<(char, &Anchor)>) -> Self {
        let found = Anchor::resolve_all(document, marks.iter().map(|(_, anchor)| *anchor));
        let found = marks.into_iter().zip(found);
        Self(
            found
                .map(|((letter, anchor), place)| (letter, (anchor.clone(), place)))
                .collect(),
        )
    }

    /// The words a mark of this book was made with, and where they are.
    pub fn get(&self, letter: char) -> Option<&(Anchor, Resolved)> {
        self.0.get(&letter)
    }

    /// Which there are, by their letters, and where.
    pub fn iter(&self) -> impl Iterator<Item = (char, Resolved)> + '_ {
        let all = self.0.iter();
        all.map(|(letter, (_, resolved))| (*letter, *resolved))
    }

    /// A mark leads here from now on, or nowhere in this text.
    pub fn put(&mut self, letter: char, place: Option<(Anchor, Resolved)>) {
        match place {
            Some(place) => self.0.insert(letter, place),
            None => self.0.remove(&letter),
        };
    }
}
