//! The first pages of a book whose rest is still being read, or those around the place where it was left.
//!
//! They are a document like any other. One can read on in it at once, and in a plain text go far (`distant`); what
//! needs the whole book (its pages, a search) waits for it, in the order it was asked for, which is a few frames.

use crate::document::{Anchor, Document, Format, Resolved};
use crate::reader::Motion;

use super::{App, Book, Effect, Extent, Opened, Source, Start};

/// Bytes before the end of the pages that are there from which on nobody goes forward, and after their
/// beginning nobody goes back: a screenful, so that what is shown does not end where they do.
const MARGIN: usize = 4 * 1024;

impl App {
    /// Has the whole book opened, if only a part of it is there.
    pub(super) fn read_the_rest(&mut self) {
        if !self.book.extent.is_awaiting() {
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

    /// Whether the pages that are there go on behind the screen, or the book does not.
    pub(super) fn is_far_from_end(&self) -> bool {
        let end = self.book.screen.shown.end.to_usize();
        let length = self.book.window.document().text().len();
        matches!(self.book.extent, Extent::Rest { .. }) || end + MARGIN < length
    }

    /// The same before it.
    pub(super) fn is_far_from_start(&self) -> bool {
        let start = self.book.screen.shown.start.to_usize();
        self.book.extent == Extent::BEGINNING || start > MARGIN
    }

    /// The whole book is there and takes the place of its part. Who has read on stands on the same words; who
    /// has not, where the book was left.
    pub(super) fn on_whole(&mut self, mut opened: Opened) {
        // In a book that has changed since it was left nothing is remembered, and its part stands at the place.
        let is_lost = self.book.record.place.is_some() && opened.record.place.is_none();
        let mut travels = std::mem::take(&mut self.travels);
        let (asked, came_by) = (travels.take_asked(), travels.came_by());
        let end = travels.stands_at_end(self.book.window.offset());
        let has_moved = self.book.has_moved() || came_by.is_some();
        if has_moved || is_lost {
            opened.at = self.start_in_whole(&opened.document, came_by);
        }
        // What was gone to stands elsewhere in what is the whole by now: it is gone to again.
        let again = came_by.filter(|_| opened.at.is_none());
        travels.pass(&self.book.window);
        self.searches.recall(&opened.searches);
        let (typography, sheet) = self.layout();
        let view = self.book.window.view();
        if self.notice.is_none() {
            self.notice.clone_from(&opened.problem);
        }
        let said = self.book.lost.take().filter(|_| !has_moved);
        self.book = Book::new(opened, typography, sheet, view);
        // Of the same place it is said once.
        self.book.lost.take_if(|lost| said.as_ref() == Some(lost));
        let window = &mut self.book.window;
        if let Some(end) = end.filter(|_| again.is_none()) {
            window.stand_by(end);
        }
        let trail = travels.trail(window.document(), window.offset());
        window.jumped_along(trail);
        if has_moved {
            self.book.written.forget_place();
        }
        self.begin_reading();
        self.mention_problems();
        self.measure();
        self.examine();
        for motion in again.into_iter().chain(asked) {
            self.go(motion);
        }
        self.press_held();
    }

    /// Where one stands in the whole; `None` where one has gone far in what turns out to be another text.
    fn start_in_whole(&self, whole: &Document, came_by: Option<Motion>) -> Option<Start> {
        let window = &self.book.window;
        let part = window.document();
        let is_text = part.metadata().format == Format::Text;
        let place = is_text
            .then(|| part.place_in(whole, window.offset()))
            .flatten();
        let exact = place.map(|place| Start::Found(Resolved::Exact(place)));
        let guessed = || Start::Anchor(Box::new(self.anchor_in_whole()));
        exact.or_else(|| came_by.is_none().then(guessed))
    }

    /// The place one stands at in the part, as it is in the whole.
    fn anchor_in_whole(&self) -> Anchor {
        // Whether its words stand elsewhere too, a part does not know.
        let window = &self.book.window;
        let here = Anchor::passing(window.document(), window.offset());
        let (Extent::Part { before } | Extent::Rest { before }) = self.book.extent else {
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

    /// The rest of the book cannot be read: its part is all there is.
    pub(super) fn on_rest_not_read(&mut self) {
        self.book.extent = Extent::Remnant;
        self.measure();
        if let Some(motion) = std::mem::take(&mut self.travels).take_asked() {
            self.go(motion);
        }
        self.press_held();
    }
}
