//! The first pages of a book whose rest is still being read, or those around the place where it was left.
//!
//! They are a document like any other. One can read on in it at once; what needs the whole book
//! (its end, its pages, a search) waits for it, in the order it was asked for, which is a few frames.

use crate::command::{Action, Key, Lookup};
use crate::document::Anchor;

use super::way::Course;
use super::{App, Book, Effect, Extent, Keeping, Opened, Source, Start};

/// Bytes before the end of the pages that are there from which on nobody goes forward, and after their
/// beginning nobody goes back: a screenful, so that what is shown does not end where they do.
const MARGIN: usize = 4 * 1024;

impl App {
    /// Has the whole book opened, if only a part of it is there.
    pub(super) fn read_the_rest(&mut self) {
        if self.book.extent == Extent::Whole {
            return;
        }
        let Source::File(path) = self.book.source.clone() else {
            return;
        };
        let ticket = self.bench.ticket();
        self.bench.open = ticket;
        self.effects.push(Effect::Open {
            ticket,
            path,
            at: None,
        });
    }

    /// Whether a key must wait for the whole book; then it is kept.
    pub(super) fn holds(&mut self, key: Key) -> bool {
        if self.book.extent == Extent::Whole {
            return false;
        }
        let is_free = self.input.held.is_empty() && self.is_local(key);
        if !is_free && !self.is_way_out(key) {
            self.input.held.push(key);
            return true;
        }
        false
    }

    /// Whether a key ends the program: however long the rest of the book takes, that waits for nothing. What is
    /// held before it must be motions, or it may be a letter of something that is typed.
    pub(super) fn is_way_out(&self, key: Key) -> bool {
        let is_quit = matches!(self.keymap.lookup(&[key]), Lookup::Matched(Action::Quit, _));
        let is_motion = |held: &Key| match self.keymap.lookup(&[*held]) {
            Lookup::Matched(action, _) => super::input::motion(action, 1, None).is_some(),
            Lookup::Pending | Lookup::NotFound => false,
        };
        is_quit && (key.typed().is_none() || self.input.held.iter().all(is_motion))
    }

    /// Whether what a key asks for is the same in the beginning as in the whole.
    fn is_local(&self, key: Key) -> bool {
        let document = self.book.window.document();
        let shown = self.book.screen.shown;
        let is_far_from_end = shown.end.to_usize() + MARGIN < document.text().len();
        let is_far_from_start =
            self.book.extent == Extent::BEGINNING || shown.start.to_usize() > MARGIN;
        match self.keymap.lookup(&[key]) {
            Lookup::Matched(Action::LineDown | Action::PageForward | Action::HalfPageDown, _) => {
                is_far_from_end
            }
            Lookup::Matched(Action::LineUp | Action::PageBack | Action::HalfPageUp, _) => {
                is_far_from_start
            }
            Lookup::Matched(action, _) => matches!(
                action,
                Action::NextTheme | Action::Redraw | Action::Suspend | Action::Quit
            ),
            Lookup::Pending | Lookup::NotFound => false,
        }
    }

    /// The whole book is there and takes the place of its part. Who has read on stands on the same words; who
    /// has not, where the book was left.
    pub(super) fn on_whole(&mut self, mut opened: Opened) {
        // In a book that has changed since it was left nothing is remembered, and its part stands at the place.
        let is_lost = self.book.record.place.is_some() && opened.record.place.is_none();
        if self.book.has_moved() || is_lost {
            opened.at = Some(Start::Anchor(Box::new(self.anchor_in_whole())));
        }
        self.searches.recall(&opened.searches);
        let (typography, sheet) = self.layout();
        let view = self.book.window.view();
        if self.notice.is_none() {
            self.notice.clone_from(&opened.problem);
        }
        self.book = Book::new(opened, typography, sheet, view);
        self.begin_reading();
        self.mention_problems();
        self.measure();
        self.examine();
        self.press_held();
    }

    /// The place one stands at in the part, as it is in the whole.
    fn anchor_in_whole(&self) -> Anchor {
        // Whether its words stand elsewhere too, a part does not know.
        let window = &self.book.window;
        let here = Anchor::passing(window.document(), window.offset());
        let Extent::Part { before } = self.book.extent else {
            return here;
        };
        // As far into the whole as is known: how far into the part says nothing.
        let known = self.book.record.place.as_ref();
        Anchor {
            offset: here.offset + before,
            fraction: known.map_or(here.fraction, |place| place.anchor.fraction),
            ..here
        }
    }

    /// A book could not be opened. If it was the rest of this one, its beginning is all there is; and since a
    /// part of a book is not the book, nothing of it is written down.
    pub(super) fn on_not_opened(&mut self, error: String) {
        if self.book.extent != Extent::Whole {
            self.book.keeping = Keeping::No(error.clone());
            self.book.extent = Extent::Whole;
            self.measure();
            self.press_held();
        } else if self.course() != Course::On {
            self.pass_over_gone(error);
            return;
        } else {
            self.input.held.clear();
        }
        self.notice = Some(error);
    }
}
