//! Keys that come before what they are meant for.
//!
//! Whoever knows what he wants types on: `/ivory Enter n`, `R j Enter G`. What a key asks for is then not on the
//! screen yet: the whole book, another book, a match, a page by its number, a list ([`Awaited`]). Here is the one
//! rule for all of them:
//!
//! * What needs only what is there is free, as long as nothing is held before it: motions within a part of a
//!   book, the filter of a list.
//! * What leaves the program is free always, for quitting and suspending wait for nothing; but not where it may
//!   be a letter of something that is typed.
//! * Esc and Ctrl-c give up a book, a match, a page or a list that is waited for, and with it all that is held. The
//!   rest of a book comes in any case: there Esc is held like any other key, and Ctrl-c gives up a command that is
//!   typed.
//! * Everything else is held, a paste too, and comes in its order once what was waited for is there.

use crate::command::{Action, Key, KeyCode, Lookup};

use super::panel::closes;
use super::{App, Effect, Panel};

/// What comes from the keyboard: a key, or a text that is pasted.
#[derive(Clone, Debug)]
pub(super) enum Stroke {
    /// A key.
    Key(Key),
    /// A text.
    Paste(String),
}

/// What is waited for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Awaited {
    /// The whole book, of which only a part is there, or another part of it.
    Whole,
    /// Another book. Nothing may be done to the one that is still here.
    Book,
    /// The match that Enter asked for.
    Match,
    /// A page that was asked for by its number, until the pages before it are counted.
    Page,
    /// The list of the library.
    List,
}

impl App {
    /// Takes a key or a paste, once what it is meant for is there.
    pub(super) fn take(&mut self, stroke: Stroke) {
        if let Some(awaited) = self.awaited()
            && self.waits(awaited, &stroke)
        {
            return;
        }
        match stroke {
            Stroke::Key(key) => self.on_key(key),
            Stroke::Paste(text) => self.on_paste(&text),
        }
    }

    /// Takes what was held, up to the end of the program.
    pub(super) fn press_held(&mut self) {
        for stroke in std::mem::take(&mut self.input.held) {
            if self.is_quitting() {
                return;
            }
            self.book.settle();
            self.take(stroke);
        }
    }

    fn awaited(&self) -> Option<Awaited> {
        if self.book.extent.is_awaiting() {
            Some(Awaited::Whole)
        } else if self.bench.is_opening {
            Some(Awaited::Book)
        } else if self.awaits_match() {
            Some(Awaited::Match)
        } else if self.awaits_page() {
            Some(Awaited::Page)
        } else {
            let awaits_list =
                matches!(self.panels.last(), Some(Panel::Library(library)) if library.is_awaited());
            awaits_list.then_some(Awaited::List)
        }
    }

    /// Whether a stroke does nothing yet. It is held then, unless it has ended the waiting.
    fn waits(&mut self, awaited: Awaited, stroke: &Stroke) -> bool {
        if self.input.held.is_empty() && self.needs_only_what_is_there(awaited, stroke) {
            return false;
        }
        if let Stroke::Key(key) = *stroke {
            if self.gives_up(awaited, key) {
                // What was typed was meant for what is given up.
                self.input.held.clear();
                return self.give_up(awaited);
            }
            match self.leaves_by(key) {
                // What is held goes on afterwards.
                Some(Action::Suspend) => {
                    self.effects.push(Effect::Suspend);
                    return true;
                }
                Some(_) => return false,
                None => {}
            }
        }
        self.input.held.push(stroke.clone());
        true
    }

    /// Whether nothing that a stroke is meant for is waited for.
    fn needs_only_what_is_there(&self, awaited: Awaited, stroke: &Stroke) -> bool {
        match (awaited, stroke) {
            (Awaited::Whole, _) if self.travels.is_under_way() => false,
            (Awaited::Whole, Stroke::Key(key)) => self.is_local(*key),
            (Awaited::List, Stroke::Key(key)) => self.is_for_filter(*key),
            // It goes into the line of a command or of a filter, which is there.
            (Awaited::Whole | Awaited::List, Stroke::Paste(_)) => true,
            (Awaited::Book | Awaited::Match | Awaited::Page, _) => false,
        }
    }

    /// Whether a key gives up what is waited for, or what was typed meanwhile.
    fn gives_up(&self, awaited: Awaited, key: Key) -> bool {
        let is_interrupt = key.ctrl && key.code == KeyCode::Char('c');
        match awaited {
            Awaited::Whole => is_interrupt && !self.panels.is_empty(),
            Awaited::Book | Awaited::Match | Awaited::Page => {
                is_interrupt || key.code == KeyCode::Esc
            }
            Awaited::List => {
                let is_closing = is_interrupt || closes(key) || self.asks_for(key, Action::Library);
                is_closing && !(self.is_filtering() && key.typed().is_some())
            }
        }
    }

    /// Does that. Answers whether the key has thereby done what it does.
    fn give_up(&mut self, awaited: Awaited) -> bool {
        match awaited {
            // It closes the panel.
            Awaited::Whole | Awaited::List => false,
            Awaited::Book => {
                // Who gives a book up means the list he took it from, too.
                self.bench.open = self.bench.ticket();
                self.bench.is_opening = false;
                false
            }
            Awaited::Match => {
                self.cancel_search();
                true
            }
            Awaited::Page => {
                self.give_up_page();
                true
            }
        }
    }

    /// By what a key leaves the program, if it does. With a panel open nothing quits, and a letter may belong to
    /// something that is typed, unless nothing but motions is held before it.
    fn leaves_by(&self, key: Key) -> Option<Action> {
        let Lookup::Matched(action, _) = self.keymap.lookup(&[key]) else {
            return None;
        };
        let is_open = !self.panels.is_empty();
        let may_be_typed = key.typed().is_some()
            && (is_open || !self.input.held.iter().all(|held| self.is_motion(held)));
        let leaves = match action {
            Action::Suspend => true,
            Action::Quit => !is_open,
            _ => false,
        };
        (leaves && !may_be_typed).then_some(action)
    }

    fn is_motion(&self, held: &Stroke) -> bool {
        let Stroke::Key(key) = *held else {
            return false;
        };
        match self.keymap.lookup(&[key]) {
            Lookup::Matched(action, _) => super::input::motion(action, 1, None).is_some(),
            Lookup::Pending | Lookup::NotFound => false,
        }
    }

    /// Whether a key is typed into the filter of the library or begins it. That is seen while the list is waited for.
    fn is_for_filter(&self, key: Key) -> bool {
        if self.is_filtering() {
            !chooses(key)
        } else {
            key.typed() == Some('/')
        }
    }

    /// Whether a filter is typed in the library, or will be by what is held.
    fn is_filtering(&self) -> bool {
        let begins_filter =
            |held: &Stroke| matches!(held, Stroke::Key(key) if key.typed() == Some('/'));
        let is_typed =
            matches!(self.panels.last(), Some(Panel::Library(l)) if l.list.filter().is_some());
        is_typed || self.input.held.iter().any(begins_filter)
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
