//! How far a panel that is only read is scrolled: the help, and what was wrong with a file. Its lines are
//! made when it is drawn.

use crate::command::{Key, KeyCode};

use super::{After, closes};

/// A panel that is read and scrolled.
#[derive(Clone, Copy, Debug, Default)]
pub struct Scroll {
    /// Rows above the first one shown. May be past the end; drawing stops at the last page.
    pub top: usize,
}

/// Rows that a page key scrolls by.
const PAGE: i32 = 10;

/// More rows than any such panel has.
const FAR: usize = 100_000;

impl Scroll {
    pub(super) fn scroll(&mut self, rows: i32) {
        let rows = isize::try_from(rows).unwrap_or(0);
        self.top = self.top.saturating_add_signed(rows).min(FAR);
    }

    /// Takes a key. One that opens the panel closes it, too.
    pub(super) fn on_key(&mut self, key: Key, is_opener: bool) -> After {
        match (key.code, key.typed()) {
            (KeyCode::Down, _) | (_, Some('j')) => self.scroll(1),
            (KeyCode::Up, _) | (_, Some('k')) => self.scroll(-1),
            (KeyCode::PageDown, _) | (_, Some(' ' | 'f' | 'd')) => self.scroll(PAGE),
            (KeyCode::PageUp | KeyCode::Backspace, _) | (_, Some('b' | 'u')) => self.scroll(-PAGE),
            (KeyCode::Home, _) | (_, Some('g')) => self.top = 0,
            (KeyCode::End, _) | (_, Some('G')) => self.top = FAR,
            _ if closes(key) || is_opener => return After::Close,
            _ => {}
        }
        After::Stay
    }
}
