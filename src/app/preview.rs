//! The first pages of a book whose rest is still being read.
//!
//! The beginning is a document like any other. One can read on in it at once; what needs the whole book
//! (its end, its pages, a search) waits for it, in the order it was asked for, which is a few frames.

use crate::command::{Action, Key, Lookup};
use crate::document::Anchor;

use super::{App, Book, Effect, Extent, Opened, Source, Start};

/// Bytes before the end of the beginning from which on nobody goes forward: a screenful, so that what
/// is shown does not end where the beginning does.
const MARGIN: usize = 4 * 1024;

impl App {
    /// Has the whole book opened, if only its beginning is there.
    pub(super) fn read_the_rest(&mut self) {
        if self.book.extent != Extent::Beginning {
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
        if !is_free {
            self.input.held.push(key);
        }
        !is_free
    }

    /// Whether what a key asks for is the same in the beginning as in the whole.
    fn is_local(&self, key: Key) -> bool {
        let document = self.book.window.document();
        let is_far_from_end =
            self.book.screen.shown.end.to_usize() + MARGIN < document.text().len();
        match self.keymap.lookup(&[key]) {
            Lookup::Matched(Action::LineDown | Action::PageForward | Action::HalfPageDown, _) => {
                is_far_from_end
            }
            Lookup::Matched(action, _) => matches!(
                action,
                Action::LineUp
                    | Action::PageBack
                    | Action::HalfPageUp
                    | Action::NextTheme
                    | Action::Redraw
                    | Action::Suspend
                    | Action::Quit
            ),
            Lookup::Pending | Lookup::NotFound => false,
        }
    }

    /// The whole book is there and takes the place of its beginning. Who has read on stands on the same
    /// words; who has not, where the book was left.
    pub(super) fn on_whole(&mut self, mut opened: Opened) {
        let here = self.book.window.offset();
        if here != self.book.window.document().body().start {
            let anchor = Anchor::new(self.book.window.document(), here);
            opened.at = Some(Start::Anchor(Box::new(anchor)));
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
        self.press_held();
    }

    /// A book could not be opened. If it was the rest of this one, its beginning is all there is.
    pub(super) fn on_not_opened(&mut self, error: String) {
        self.notice = Some(error);
        if self.book.extent == Extent::Beginning {
            self.book.extent = Extent::Whole;
            self.measure();
            self.press_held();
        }
    }

    fn press_held(&mut self) {
        for key in std::mem::take(&mut self.input.held) {
            self.book.settle();
            self.on_key(key);
        }
    }
}
