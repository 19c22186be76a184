//! Keys that come before what they are meant for.
//!
//! Whoever knows what he wants types on: `/ivory Enter n`, `R j Enter G`. What a key asks for is then not on the
//! screen yet: the whole book (`preview`), another book, the match, the list (`panel`). Such keys are kept, and
//! pressed once it is there. Esc gives up a book or a match that is waited for, and the list; the rest of a
//! book comes in any case, and Esc is one of the keys that wait for it.

use crate::command::{Action, Key, KeyCode};

use super::App;

impl App {
    /// Whether a key must wait for something; then it is kept.
    pub(super) fn waits(&mut self, key: Key) -> bool {
        self.holds(key)
            || self.holds_for_book(key)
            || self.holds_for_match(key)
            || self.holds_for_list(key)
    }

    /// Whether a key must wait for another book, which is being opened. Nothing of it may be done to the book that is
    /// still here.
    fn holds_for_book(&mut self, key: Key) -> bool {
        if !self.bench.is_opening {
            return false;
        }
        let is_kept = self.keeps(key);
        if gives_up(key) {
            // Who gives a book up means the list he took it from, too.
            self.bench.open = self.bench.ticket();
            self.bench.is_opening = false;
        }
        is_kept
    }

    /// Whether a key must wait for the match that Enter asked for.
    fn holds_for_match(&mut self, key: Key) -> bool {
        if !self.awaits_match() {
            return false;
        }
        let is_kept = self.keeps(key);
        if gives_up(key) {
            self.cancel_search();
            return true;
        }
        is_kept
    }

    /// Keeps a key, unless it ends the waiting or the program, which waits for nothing.
    fn keeps(&mut self, key: Key) -> bool {
        if gives_up(key) {
            // What was typed was meant for what is given up.
            self.input.held.clear();
            return false;
        }
        let is_suspension = self.asks_for(key, Action::Suspend);
        let is_free = is_suspension || self.panels.is_empty() && self.is_way_out(key);
        if !is_free {
            self.input.held.push(key);
        }
        !is_free
    }

    /// Presses the keys that were kept.
    pub(super) fn press_held(&mut self) {
        for key in std::mem::take(&mut self.input.held) {
            self.book.settle();
            self.on_key(key);
        }
    }
}

/// Whether a key gives up what is waited for.
const fn gives_up(key: Key) -> bool {
    matches!(key.code, KeyCode::Esc) || key.ctrl && matches!(key.code, KeyCode::Char('c'))
}
