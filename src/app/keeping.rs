//! What is remembered of the book changes, and is to be written down.
//!
//! A change is one entry, however much is remembered: it is taken over here at once and sent to the thread
//! that writes.

use crate::reader::{Jumps, Window};
use crate::store::{About, Annotation, Change, Content, Place, Source as SourceFile, Timestamp};
use crate::text::Offset;

use super::{App, Book, Effect, Extent, Source};

/// Whether what changes can be written down, of whichever book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Keeping {
    /// It can.
    Yes,
    /// It cannot, for this reason.
    No(String),
}

/// What has been written down of the book since it was opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Written {
    /// The place that was last written down; at first where the book was left. `None` where another one was: then
    /// one has come here before it was known which book it is.
    place: Option<Offset>,
    /// The jumps that were.
    pub jumps: Jumps,
    /// Whether it is known what the book is called, and from where it is read.
    is_introduced: bool,
    /// By which the book is known in another edition; empty until it was looked through.
    sketch: Vec<u64>,
    /// Whether something was marked that could not be written down.
    pub has_unkept: bool,
}

impl Written {
    pub fn at(window: &Window) -> Self {
        Self {
            place: Some(window.offset()),
            jumps: window.jumps().clone(),
            is_introduced: false,
            sketch: Vec::new(),
            has_unkept: false,
        }
    }

    /// The book was opened where the window stands, which has become known only now.
    pub(super) fn begin_at(&mut self, window: &Window) {
        self.place = Some(window.offset());
    }

    /// Whether anything was written down of the book.
    pub const fn is_introduced(&self) -> bool {
        self.is_introduced
    }

    /// The place is to be written down in any case.
    pub(super) const fn forget_place(&mut self) {
        self.place = None;
    }
}

impl App {
    /// Has the place written down soon, and the way to it, if they have changed since they last were.
    pub(super) fn remember_place(&mut self) {
        // Whether somebody has moved in a part is to be known when the whole takes its place.
        if !self.book.is_the_book() {
            return;
        }
        if self.book.has_moved() {
            self.introduce();
            self.remember_here();
        }
        if let Some(trail) = self.book.jumped() {
            self.introduce();
            self.remember(Content::Jumps(trail));
        }
    }

    /// Has the place written down at once, and with it what waits to be written, for who leaves the book and may be
    /// back before long. A book that was only opened leaves no trace.
    pub(super) fn save_place(&mut self) {
        if self.book.written.is_introduced {
            let place = self.book.place();
            self.save(Content::Place(place));
        }
    }

    fn remember_here(&mut self) {
        let place = self.book.place();
        self.remember(Content::Place(place));
    }

    /// Has something written down soon.
    pub(super) fn remember(&mut self, content: Content) {
        let change = self.book.change(content, self.now);
        self.write_down(Effect::Remember, change);
    }

    /// Has something written down at once.
    pub(super) fn save(&mut self, content: Content) {
        self.introduce();
        let change = self.book.change(content, self.now);
        self.write_down(Effect::Save, change);
    }

    /// Hands a change of this book, or of a mark that leads into it, to the thread that writes; of a part of a book it is
    /// gone with the part.
    pub(super) fn write_down(&mut self, effect: fn(Box<Change>) -> Effect, change: Change) {
        if self.book.is_the_book() {
            self.effects.push(effect(Box::new(change)));
        }
    }

    /// Has a bookmark or the like written down at once, with what has changed in it.
    pub(super) fn save_annotation(&mut self, annotation: Annotation) {
        self.introduce();
        let id = annotation.id.clone();
        let before = self.book.record.annotation(&id).map(|a| a.passage.clone());
        let change = self.book.record.revision(annotation, self.now);
        self.book.record.apply(&change.entry);
        self.book.locate(&id, before.as_ref());
        self.write_down(Effect::Save, change);
    }

    /// A known book that is read from another file than before is found there from now on.
    pub(super) fn follow_file(&mut self) {
        let Source::File(path) = &self.book.source else {
            return;
        };
        let known = self.book.record.own_source();
        let is_elsewhere = known.is_some_and(|source| source.path != *path);
        if is_elsewhere {
            self.introduce();
        }
    }

    /// With the first thing that is written down of a book, what it is called and where it was read from
    /// is too. A book that was opened by mistake leaves no trace.
    pub(super) fn introduce(&mut self) {
        if !self.book.is_the_book() || std::mem::replace(&mut self.book.written.is_introduced, true)
        {
            return;
        }
        self.tell_about();
        if let Source::File(path) = &self.book.source {
            let path = path.clone();
            self.remember(Content::Source(SourceFile { path }));
        }
        // It may have been opened where another edition was left, and this one knows of no place yet.
        if self.book.record.place.is_none() && !self.book.has_moved() {
            self.remember_here();
        }
    }
}

impl App {
    /// Why what was marked in this book will be gone, if it will.
    pub fn unkept(&self) -> Option<&str> {
        let reason = self.book.not_kept_for();
        reason.filter(|_| self.book.written.has_unkept)
    }

    /// Has it written down what the book is called and by what it is known, if that is new.
    fn tell_about(&mut self) {
        let known = self.book.record.about.as_ref();
        let mut about = About::of(self.book.window.document(), known);
        if !self.book.written.sketch.is_empty() {
            about.sketch.clone_from(&self.book.written.sketch);
        }
        if known != Some(&about) {
            self.remember(Content::Book(about));
        }
    }

    /// By what the book is known in another edition has been found out.
    pub(super) fn keep_sketch(&mut self, sketch: Vec<u64>) {
        self.book.written.sketch = sketch;
        // Else it is written down with the first thing that is.
        if self.book.written.is_introduced {
            self.tell_about();
        }
    }
}

impl Book {
    /// Whether this is the book, and what is remembered of it can be written down. A part of a book is not the book: its
    /// text has another fingerprint.
    pub(super) fn is_the_book(&self) -> bool {
        self.extent == Extent::Whole
    }

    /// Why what is marked in it, and the place, are not kept, if they are not.
    pub fn not_kept_for(&self) -> Option<&str> {
        match (&self.keeping, self.extent) {
            (_, Extent::Remnant) => Some("only a part of this book could be read"),
            (Keeping::No(reason), _) => Some(reason),
            (Keeping::Yes, _) => None,
        }
    }

    /// Whether one stands elsewhere than where the place was last written down or, before that, where the
    /// book was opened.
    pub(super) fn has_moved(&self) -> bool {
        Some(self.window.offset()) != self.written.place
    }

    /// The place as it is now, to be written down.
    fn place(&mut self) -> Place {
        self.written.place = Some(self.window.offset());
        self.place_here()
    }

    /// The same, if it is not to be.
    pub(super) fn place_here(&self) -> Place {
        Place {
            is_end: self.screen.percent == 100,
            ..Place::passing(self.window.document(), self.window.offset())
        }
    }

    fn change(&mut self, content: Content, now: Timestamp) -> Change {
        let change = self.record.change(content, now);
        self.record.apply(&change.entry);
        change
    }
}
