//! How far a panel that is only read is scrolled: the help, and what was wrong with a file. Its lines are
//! made when it is drawn.

use crate::command::{Action, Key, KeyCode};

use super::super::App;
use super::{After, box_rows, closes};

/// A panel that is read and scrolled.
#[derive(Clone, Copy, Debug, Default)]
pub struct Scroll {
    /// Rows above the first one shown. May be past the end; drawing stops at the last page.
    pub top: usize,
}

/// More rows than any such panel has.
const FAR: usize = 100_000;

impl Scroll {
    pub(super) fn scroll(&mut self, rows: i32) {
        let rows = isize::try_from(rows).unwrap_or(0);
        self.top = self.top.saturating_add_signed(rows).min(FAR);
    }

    /// Takes a key; `page` is how many rows are seen. One that opens the panel closes it, too.
    fn on_key(&mut self, key: Key, page: i32, is_opener: bool) -> After {
        match (key.code, key.typed()) {
            (KeyCode::Down, _) | (_, Some('j')) => self.scroll(1),
            (KeyCode::Up, _) | (_, Some('k')) => self.scroll(-1),
            (KeyCode::PageDown, _) | (_, Some(' ' | 'f')) => self.scroll(page),
            (KeyCode::PageUp | KeyCode::Backspace, _) | (_, Some('b')) => self.scroll(-page),
            (_, Some('d')) => self.scroll((page / 2).max(1)),
            (_, Some('u')) => self.scroll(-(page / 2).max(1)),
            (KeyCode::Home, _) | (_, Some('g')) => self.top = 0,
            (KeyCode::End, _) | (_, Some('G')) => self.top = FAR,
            _ if closes(key) || is_opener => return After::Close,
            _ => {}
        }
        After::Stay
    }
}

impl App {
    pub(super) fn on_scroll_key(&self, scroll: &mut Scroll, key: Key, opener: Action) -> After {
        let page = i32::from(box_rows(self.size.1).max(1));
        scroll.on_key(key, page, self.asks_for(key, opener))
    }
}
