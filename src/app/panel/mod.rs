//! Panels: what lies over the text for a while.
//!
//! They form a stack; a key goes to the topmost, which is taken off it, answers the key, and is put
//! back unless it is done.

mod contents;
mod doubt;
mod edit;
mod entry;
mod form;
mod groups;
mod help;
mod library;
mod library_line;
mod list;
mod marked;
mod matches;
mod peek;
mod prompt;
mod room;
mod scroll;
mod sieve;

pub use contents::Contents;
pub use doubt::Doubt;
pub use edit::LineEdit;
pub use entry::{Entry, Item, ItemKind};
pub(super) use form::Purpose;
pub use form::{BookmarkForm, Field};
pub use groups::MatchRow;
pub use help::{Help, HelpRow, help_width, keys_width};
pub use library::Library;
pub use library_line::LibraryLine;
pub use list::List;
pub(super) use list::title_line;
pub use marked::{Kind, Marked, Sorting};
pub use matches::Matches;
pub use peek::Peek;
pub use prompt::{Prompt, PromptKind};
pub use room::{RowRoom, TALL, WIDEST_MATCHES, box_rows, list_rows, lower_list_rows};
pub use scroll::Scroll;

use crate::command::{Action, Key, KeyCode, Lookup};
use crate::document::sanitized;

use super::App;

/// Something over the text.
#[derive(Clone, Debug)]
pub enum Panel {
    /// The keys and what they do.
    Help(Help),
    /// What was wrong with the file.
    Problems(Scroll),
    /// The sections.
    Contents(Contents),
    /// Bookmarks, highlights, notes and quick marks.
    Bookmarks(Marked),
    /// All matches.
    Matches(Matches),
    /// The books that were read.
    Library(Box<Library>),
    /// A line in the foot, for a search or a command.
    Prompt(Prompt),
    /// Name and note of a bookmark or a highlight.
    BookmarkForm(BookmarkForm),
    /// What a link or a note leads to.
    Peek(Peek),
    /// What stood at a place and what stands there now.
    Doubt(Doubt),
}

/// Whether a panel stays after a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum After {
    Stay,
    Close,
}

impl Panel {
    /// The line that is being typed in, if there is one.
    pub(super) fn edit(&mut self) -> Option<&mut LineEdit> {
        match self {
            Self::Prompt(prompt) => Some(&mut prompt.edit),
            Self::BookmarkForm(form) => Some(form.edit()),
            Self::Contents(contents) => Some(contents.list.edit()),
            Self::Bookmarks(marked) => Some(marked.list.edit()),
            Self::Matches(matches) => Some(matches.list.edit()),
            Self::Library(library) => Some(library.list.edit()),
            Self::Help(help) => Some(help.edit()),
            Self::Problems(_) | Self::Peek(_) | Self::Doubt(_) => None,
        }
    }

    /// The wheel over a panel.
    pub(super) fn scroll(&mut self, rows: i32) {
        match self {
            Self::Contents(contents) => contents.list.step(rows),
            Self::Library(library) => library.list.step(rows),
            // Moving there moves the text behind it.
            Self::Bookmarks(_) | Self::Matches(_) => {}
            // That has an end, which it does not know.
            Self::Help(_) | Self::Problems(_) => {}
            Self::Prompt(_) | Self::BookmarkForm(_) | Self::Peek(_) | Self::Doubt(_) => {}
        }
    }
}

impl App {
    /// Gives a key to a panel that has been taken off the stack.
    pub(super) fn on_panel_key(&mut self, mut panel: Panel, key: Key) {
        if key
            == (Key {
                ctrl: true,
                ..Key::char('z')
            })
        {
            // Never given away to anything.
            self.panels.push(panel);
            self.effects.push(super::Effect::Suspend);
            return;
        }
        // Ctrl-c closes what is open, as Esc does; with nothing open it quits.
        let is_interrupt = key
            == (Key {
                ctrl: true,
                ..Key::char('c')
            });
        let key = if is_interrupt {
            Key::plain(KeyCode::Esc)
        } else {
            key
        };
        let after = match &mut panel {
            Panel::Help(help) => self.on_help_key(help, key),
            Panel::Problems(scroll) => self.on_problems_key(scroll, key),
            Panel::Contents(contents) => self.on_contents_key(contents, key),
            Panel::Bookmarks(marked) => self.on_marked_key(marked, key),
            Panel::Matches(matches) => self.on_matches_key(matches, key),
            Panel::Library(library) => self.on_library_key(library, key),
            Panel::Prompt(prompt) => self.on_prompt_key(prompt, key),
            Panel::BookmarkForm(form) => self.on_form_key(form, key),
            Panel::Peek(peek) => self.on_peek_key(peek, key),
            Panel::Doubt(doubt) => self.on_doubt_key(doubt, key),
        };
        if after == After::Stay {
            self.panels.push(panel);
        }
    }

    /// Whether a key asks for an action by itself.
    pub(super) fn asks_for(&self, key: Key, action: Action) -> bool {
        matches!(self.keymap.lookup(&[key]), Lookup::Matched(asked, _) if asked == action)
    }

    /// A letter that means nothing in a list: it is not taken for the beginning of a filter.
    fn say_how_to_filter(&mut self, letter: char) {
        let letter = sanitized(letter.encode_utf8(&mut [0; 4]));
        self.notice = Some(format!("/ filters; {letter} means nothing in a list"));
    }

    /// Text has been put into the topmost panel's line.
    pub(super) fn on_typing(&mut self) {
        let Some(mut panel) = self.panels.pop() else {
            return;
        };
        match &mut panel {
            Panel::Contents(contents) => contents.filter(self.book.window.document()),
            Panel::Bookmarks(marked) => self.on_marked_typing(marked),
            Panel::Matches(matches) => self.on_matches_typing(matches),
            Panel::Library(library) => library.filter(),
            Panel::Help(help) => help.refilter(),
            Panel::Prompt(prompt) if prompt.kind == PromptKind::Search => {
                self.search_for(prompt.edit.text());
            }
            Panel::Prompt(_)
            | Panel::Problems(_)
            | Panel::BookmarkForm(_)
            | Panel::Peek(_)
            | Panel::Doubt(_) => {}
        }
        self.panels.push(panel);
    }
}

/// Whether a key closes a panel in which nothing is being typed.
pub(super) fn closes(key: Key) -> bool {
    key.code == KeyCode::Esc || key == Key::char('q')
}
