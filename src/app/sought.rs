//! A page that is asked for by its number, before it is known where that page begins.
//!
//! The pages of a book are counted behind the reader, and until all before a page are, its number is a guess. What
//! was asked for is the page itself, not one that is about there: it is waited for, which is less than a second in
//! all but the longest books. Whoever begins at a page sees about that page at once, and stands on the very page as
//! soon as it is known, unless he has moved on.

use crate::reader::Motion;
use crate::text::Offset;

use super::act::beyond;
use super::{App, thousands};

/// A page that is waited for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Sought {
    /// Counted from 1.
    page: u32,
    by: By,
}

/// How it was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum By {
    /// The book was opened there; meanwhile one stands here.
    Opening(Offset),
    /// Somebody goes there.
    Going,
    /// The moving end of what is selected goes there.
    Selecting,
}

impl Sought {
    /// The page a book was opened at, which stands at `here` as far as is known.
    pub const fn at_start(page: u32, here: Offset) -> Self {
        let by = By::Opening(here);
        Self { page, by }
    }
}

impl App {
    /// Whether a page is waited for.
    pub(super) const fn awaits_page(&self) -> bool {
        self.book.sought.is_some()
    }

    /// Has it waited for where a motion leads, if that is a page of which it is not known where it begins.
    pub(super) fn waits_for_page(&mut self, motion: Motion) -> bool {
        let Motion::ToPage(page) = motion else {
            return false;
        };
        if self.book.window.knows_page(page) {
            return false;
        }
        let by = match self.selecting {
            Some(_) => By::Selecting,
            None => By::Going,
        };
        self.book.sought = Some(Sought { page, by });
        let number = thousands(page as usize);
        self.notice = Some(format!("counting the pages up to {number}"));
        true
    }

    /// Gives up the page that is waited for.
    pub(super) fn give_up_page(&mut self) {
        self.book.sought = None;
        self.notice = None;
    }

    /// Goes to the page that is waited for, if it is known by now, and takes what was held. To be asked after every
    /// event.
    pub(super) fn reach_page(&mut self) {
        let Some(Sought { page, by }) = self.book.sought else {
            return;
        };
        let has_left = matches!(by, By::Opening(here) if here != self.book.window.offset());
        if !has_left && !self.book.window.knows_page(page) {
            return;
        }
        self.book.sought = None;
        let motion = Motion::ToPage(page);
        match by {
            By::Opening(_) if has_left => {}
            By::Opening(_) => self.begin_at_page(motion),
            By::Going => {
                self.notice = None;
                self.go(motion);
            }
            By::Selecting => {
                self.notice = None;
                self.turn(motion);
            }
        }
        self.press_held();
    }

    /// Stands on the page the book was opened at, as if it had been known from the beginning.
    fn begin_at_page(&mut self, motion: Motion) {
        let was_moved = self.book.has_moved();
        self.book.window.stand_by(motion);
        if !was_moved {
            self.book.written.begin_at(&self.book.window);
        }
        if let Some(says) = beyond(&self.book.window, motion) {
            self.notice = Some(says);
        }
        let place = self.book.window.offset();
        self.book.pacing.begin(place, self.now);
    }
}
