//! The help panel: how far it is scrolled. Its lines are made from the live keymap when it is drawn.

use crate::command::{Key, KeyCode};

use super::{After, closes};

/// The help panel.
#[derive(Clone, Copy, Debug, Default)]
pub struct Help {
    /// Rows above the first one shown. May be past the end; drawing stops at the last page.
    pub top: usize,
}

/// Rows that a page key scrolls by.
const PAGE: i32 = 10;

/// More rows than any help has.
const FAR: usize = 1000;

impl Help {
    pub(super) fn scroll(&mut self, rows: i32) {
        let rows = isize::try_from(rows).unwrap_or(0);
        self.top = self.top.saturating_add_signed(rows).min(FAR);
    }

    /// Tells it how many rows there are above the last page, so that it does not scroll past it.
    pub(super) fn on_key(&mut self, key: Key) -> After {
        match (key.code, key.typed()) {
            (KeyCode::Down, _) | (_, Some('j')) => self.scroll(1),
            (KeyCode::Up, _) | (_, Some('k')) => self.scroll(-1),
            (KeyCode::PageDown, _) | (_, Some(' ' | 'f' | 'd')) => self.scroll(PAGE),
            (KeyCode::PageUp | KeyCode::Backspace, _) | (_, Some('b' | 'u')) => self.scroll(-PAGE),
            (KeyCode::Home, _) | (_, Some('g')) => self.top = 0,
            (KeyCode::End, _) | (_, Some('G')) => self.top = FAR,
            (KeyCode::F(1), _) | (_, Some('?')) => return After::Close,
            _ if closes(key) => return After::Close,
            _ => {}
        }
        After::Stay
    }
}
