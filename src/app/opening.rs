//! Another book in place of this one: asked for, there, or not to be had.

use std::path::PathBuf;

use crate::document::Anchor;

use super::way::Course;
use super::{App, Book, Effect, Keeping, Opened};

impl App {
    /// Has a file opened in place of this book, where it was left or at a place.
    pub(super) fn open_file(&mut self, path: PathBuf, at: Option<Anchor>) {
        let ticket = self.bench.ticket();
        self.bench.open = ticket;
        self.bench.is_opening = true;
        self.book.way.passed_over = None;
        let at = at.map(Box::new);
        self.effects.push(Effect::Open { ticket, path, at });
    }

    /// A book that was asked for is there, or the rest of this one.
    pub(super) fn on_opened(&mut self, mut opened: Opened) {
        // What could not be written for one book cannot be for another.
        if let Keeping::No(_) = self.book.keeping {
            opened.keeping = self.book.keeping.clone();
        }
        if self.book.extent.is_awaiting() {
            self.on_whole(opened);
            return;
        }
        let (mut way, since) = self.book.leave(&opened.source, self.course());
        self.remember_place();
        self.save_place();
        let (typography, sheet) = self.layout();
        let view = self.book.window.view();
        let passed_over = way.passed_over.take();
        self.notice = opened.problem.clone().or(passed_over);
        self.book = Book::new(opened, typography, sheet, view);
        self.book.arrive(way, since);
        self.begin_reading();
        self.mention_problems();
        self.panels.clear();
        self.selecting = None;
        self.leave_searches();
        self.measure();
        self.examine();
        self.press_held();
    }

    /// A book cannot be opened. The keys that were meant for it mean nothing here.
    pub(super) fn on_not_opened(&mut self, error: String) {
        if self.book.extent.is_awaiting() {
            self.on_rest_not_read();
        } else if self.course() == Course::On {
            self.input.held.clear();
        } else {
            self.pass_over_gone(error);
            return;
        }
        self.notice = Some(error);
    }
}
