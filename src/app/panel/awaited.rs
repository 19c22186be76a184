//! Keys that come before the list they are meant for, as others do before a book or a match (`waiting`).
//!
//! Whoever knows what stands in the library types on without waiting for it: `R j Enter`. Those keys are kept and
//! pressed once the list is there. What closes the panel waits for nothing, nor does a filter, which is seen
//! while it is typed.

use crate::command::{Action, Key, KeyCode};

use super::super::App;
use super::{Panel, closes};

impl App {
    /// Whether a key must wait for the list of the topmost panel; then it is kept.
    pub(in super::super) fn holds_for_list(&mut self, key: Key) -> bool {
        let Some(Panel::Library(library)) = self.panels.last() else {
            return false;
        };
        if !library.is_awaited() {
            return false;
        }
        let is_filtering = library.list.filter().is_some();
        let is_for_filter = if is_filtering {
            !chooses(key)
        } else {
            key.typed() == Some('/')
        };
        if is_for_filter && self.input.held.is_empty() {
            return false;
        }
        if self.ends_waiting(key, is_filtering) {
            // Who closes the panel has given up what he wanted in it.
            self.input.held.clear();
            return false;
        }
        let is_suspension = self.asks_for(key, Action::Suspend);
        if !is_suspension {
            self.input.held.push(key);
        }
        !is_suspension
    }

    /// Whether a key closes the panel, and cannot be a letter of a filter.
    fn ends_waiting(&self, key: Key, is_filtering: bool) -> bool {
        let begins_filter = |held: &Key| held.typed() == Some('/');
        let is_filtering = is_filtering || self.input.held.iter().any(begins_filter);
        let is_interrupt = key.ctrl && key.code == KeyCode::Char('c');
        let is_closing = closes(key) || is_interrupt || self.asks_for(key, Action::Library);
        is_closing && !(is_filtering && key.typed().is_some())
    }
}

/// Whether a key moves in a list, takes something from it or strikes something off, also while a filter is typed.
fn chooses(key: Key) -> bool {
    match key.code {
        KeyCode::Enter
        | KeyCode::Up
        | KeyCode::Down
        | KeyCode::PageUp
        | KeyCode::PageDown
        | KeyCode::Delete => true,
        KeyCode::Char('n' | 'p' | 'j' | 'k') => key.ctrl,
        _ => false,
    }
}
