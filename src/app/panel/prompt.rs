//! The line in the foot: a search, or a command.

use crate::command::{Key, KeyCode};

use super::super::App;
use super::After;
use super::edit::{Edited, LineEdit};

/// A line that is typed in the foot.
#[derive(Clone, Debug)]
pub struct Prompt {
    /// What it is for.
    pub kind: PromptKind,
    /// What is typed.
    pub edit: LineEdit,
}

/// What a prompt is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PromptKind {
    /// A search, after `/`.
    Search,
    /// A command, after `:`.
    Command,
}

impl Prompt {
    pub(in super::super) fn search() -> Self {
        Self {
            kind: PromptKind::Search,
            edit: LineEdit::default(),
        }
    }

    pub(in super::super) fn command() -> Self {
        Self {
            kind: PromptKind::Command,
            edit: LineEdit::default(),
        }
    }

    /// The sign before the line.
    pub const fn sign(&self) -> char {
        match self.kind {
            PromptKind::Search => '/',
            PromptKind::Command => ':',
        }
    }
}

impl App {
    pub(super) fn on_prompt_key(&mut self, prompt: &mut Prompt, key: Key) -> After {
        // Rubbing out past the beginning leaves the prompt, as in less and vim.
        let leaves = key.code == KeyCode::Backspace && prompt.edit.text().is_empty();
        match (key.code, prompt.kind) {
            (KeyCode::Enter, PromptKind::Search) => {
                self.decide_search(prompt.edit.text());
                After::Close
            }
            (KeyCode::Enter, PromptKind::Command) => {
                self.run_command(prompt.edit.text());
                After::Close
            }
            (code, PromptKind::Search) if code == KeyCode::Esc || leaves => {
                self.cancel_search();
                After::Close
            }
            (code, PromptKind::Command) if code == KeyCode::Esc || leaves => After::Close,
            (_, kind) => {
                let edited = prompt.edit.on_key(key);
                if edited == Edited::Changed && kind == PromptKind::Search {
                    self.search_for(prompt.edit.text());
                }
                After::Stay
            }
        }
    }
}
