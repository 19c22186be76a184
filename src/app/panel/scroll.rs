//! How far a panel that is only read is scrolled: the help, and what was wrong with a file.

use crate::command::{Action, Key, KeyCode};

use super::super::{App, problem_rows, problems_width};
use super::{After, Panel, box_rows, closes};

/// A panel that is read and scrolled.
#[derive(Clone, Copy, Debug, Default)]
pub struct Scroll {
    /// Rows above the first one shown. In a window that has grown it may be past the last page; drawing stops there.
    pub top: usize,
}

/// More rows than any such panel has.
const FAR: usize = 100_000;

impl Scroll {
    pub(super) fn scroll(&mut self, rows: i32) {
        let rows = isize::try_from(rows).unwrap_or(0);
        self.top = self.top.saturating_add_signed(rows).min(FAR);
    }

    /// No further than that the last of `count` rows is seen where there is room for `room` of them.
    pub(super) fn stop_at(&mut self, count: usize, room: u16) {
        self.top = self.top.min(count.saturating_sub(usize::from(room)));
    }

    /// Takes a key; `page` is how many rows are seen. One that opens the panel closes it, too.
    pub(super) fn on_key(&mut self, key: Key, page: i32, is_opener: bool) -> After {
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
    pub(super) fn on_problems_key(&self, scroll: &mut Scroll, key: Key) -> After {
        let page = i32::from(box_rows(self.size.1).max(1));
        let before = scroll.top;
        let after = scroll.on_key(key, page, self.asks_for(key, Action::Problems));
        self.stop_at_end_of_problems(scroll, before);
        after
    }

    /// Who has scrolled goes no further than the last page. To know that, all rows are made.
    fn stop_at_end_of_problems(&self, scroll: &mut Scroll, before: usize) {
        if scroll.top == before {
            return;
        }
        let (columns, rows) = self.size;
        let problems = self.book.window.document().problems();
        let count = problem_rows(problems, problems_width(columns)).len();
        scroll.stop_at(count, box_rows(rows));
    }

    /// The wheel was turned over the topmost panel.
    pub(in super::super) fn scroll_reading(&mut self, rows: i32) {
        let Some(mut panel) = self.panels.pop() else {
            return;
        };
        match &mut panel {
            Panel::Help(help) => {
                let before = help.scroll.top;
                help.scroll.scroll(rows);
                self.stop_at_end_of_help(help, before);
            }
            Panel::Problems(scroll) => {
                let before = scroll.top;
                scroll.scroll(rows);
                self.stop_at_end_of_problems(scroll, before);
            }
            _ => {}
        }
        self.panels.push(panel);
    }
}
