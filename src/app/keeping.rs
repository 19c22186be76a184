//! What is remembered of the book changes, and is to be written down.
//!
//! A change is one entry, however much is remembered: it is taken over here at once and sent to the thread
//! that writes.

use crate::document::Anchor;
use crate::store::{About, Annotation, Change, Content, Place, Source as SourceFile, Timestamp};
use crate::text::Offset;

use super::{App, Book, Effect, Extent, Source};

/// Whether places and bookmarks are kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Keeping {
    /// They are.
    Yes,
    /// They are not, for this reason.
    No(String),
}

/// What has been written down of the book since it was opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Written {
    /// The place that was last written down; at first where the book was left.
    place: Offset,
    /// Whether it is known what the book is called, and from where it is read.
    is_introduced: bool,
}

impl Written {
    pub const fn at(place: Offset) -> Self {
        Self {
            place,
            is_introduced: false,
        }
    }
}

impl App {
    /// Has the place written down soon, if it has changed since it last was.
    pub(super) fn remember_place(&mut self) {
        if let Some(place) = self.book.moved() {
            self.introduce();
            self.remember(Content::Place(place));
        }
    }

    /// Has something written down soon.
    pub(super) fn remember(&mut self, content: Content) {
        let change = self.book.change(content, self.now);
        self.effects.push(Effect::Remember(Box::new(change)));
    }

    /// Has something written down at once.
    pub(super) fn save(&mut self, content: Content) {
        self.introduce();
        let change = self.book.change(content, self.now);
        self.effects.push(Effect::Save(Box::new(change)));
    }

    /// Has a bookmark or the like written down at once, with what has changed in it.
    pub(super) fn save_annotation(&mut self, annotation: Annotation) {
        let annotation = Annotation {
            changed: self.now,
            ..annotation
        };
        self.introduce();
        let is_deleted = annotation.deleted;
        let id = annotation.id.clone();
        let before = self.book.record.annotation(&id).map(|a| a.passage.clone());
        let content = Content::Annotation(annotation);
        let change = if is_deleted {
            self.book.record.deletion(content, self.now)
        } else {
            self.book.record.change(content, self.now)
        };
        self.book.record.apply(&change.entry);
        self.book.locate(&id, before.as_ref());
        self.effects.push(Effect::Save(Box::new(change)));
    }

    /// With the first thing that is written down of a book, what it is called and where it was read from
    /// is too. A book that was opened by mistake leaves no trace.
    fn introduce(&mut self) {
        if std::mem::replace(&mut self.book.written.is_introduced, true) {
            return;
        }
        let known = self.book.record.about.as_ref();
        let about = About::of(self.book.window.document(), known);
        if known != Some(&about) {
            self.remember(Content::Book(about));
        }
        if let Source::File(path) = &self.book.source {
            let path = path.clone();
            self.remember(Content::Source(SourceFile { path }));
        }
    }
}

impl Book {
    /// The place as it is now, if that has changed since it was last asked for.
    fn moved(&mut self) -> Option<Place> {
        // The beginning of a book is not the book: its text has another fingerprint.
        if self.extent == Extent::Beginning || self.window.offset() == self.written.place {
            return None;
        }
        self.written.place = self.window.offset();
        let anchor = Anchor::new(self.window.document(), self.written.place);
        Some(Place { anchor })
    }

    fn change(&mut self, content: Content, now: Timestamp) -> Change {
        let change = self.record.change(content, now);
        self.record.apply(&change.entry);
        change
    }
}
