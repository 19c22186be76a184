//! What was wrong with the file: a word when it is opened, and a list for who asks.

use crate::command::Action;

use super::{App, Extent, Panel, Scroll};

impl App {
    /// Says once, quietly, that something was wrong, unless there is something else to say.
    pub(super) fn mention_problems(&mut self) {
        // What is wrong with the beginning is wrong with the whole, which is on its way.
        if self.notice.is_some() || self.book.extent != Extent::Whole {
            return;
        }
        let problems = match self.book.window.document().problems().len() {
            0 => return,
            1 => "a problem with this file".to_owned(),
            count => format!("{count} problems with this file"),
        };
        let keys = self.keymap.keys_of(Action::Problems).join(" ");
        self.notice = Some(if keys.is_empty() {
            problems
        } else {
            format!("{problems}: {keys} says more")
        });
    }

    pub(super) fn show_problems(&mut self) {
        if self.book.window.document().problems().is_empty() {
            self.say("nothing was wrong with this file");
        } else {
            self.panels.push(Panel::Problems(Scroll::default()));
        }
    }
}
