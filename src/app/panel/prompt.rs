//! The line in the foot: a search, or a command.

use crate::command::{Key, KeyCode, completions};

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
    completing: Option<Completing>,
}

/// A name that is being completed.
#[derive(Clone, Debug)]
struct Completing {
    /// What it may be.
    names: Vec<&'static str>,
    /// Which of them stands in the line.
    at: usize,
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
    pub(in super::super) fn search(typed: &str) -> Self {
        Self {
            kind: PromptKind::Search,
            edit: LineEdit::new(typed),
            completing: None,
        }
    }

    pub(in super::super) fn command() -> Self {
        Self {
            kind: PromptKind::Command,
            edit: LineEdit::default(),
            completing: None,
        }
    }

    /// Puts the first name into the line that what is typed may become, and then the next one, round and round.
    fn complete(&mut self, is_forward: bool) {
        let completing = match self.completing.take() {
            Some(Completing { names, at }) => {
                let count = names.len().max(1);
                let step = if is_forward { 1 } else { count - 1 };
                let at = (at + step) % count;
                Completing { names, at }
            }
            None => {
                let names = completions(self.edit.text());
                let last = names.len().saturating_sub(1);
                let at = if is_forward { 0 } else { last };
                Completing { names, at }
            }
        };
        if let Some(name) = completing.names.get(completing.at) {
            self.edit = LineEdit::new(*name);
            self.completing = Some(completing);
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
        if prompt.kind == PromptKind::Search {
            return self.on_search_key(prompt, key);
        }
        // Rubbing out past the beginning leaves the prompt, as in less and vim.
        let leaves = key.code == KeyCode::Backspace && prompt.edit.text().is_empty();
        match key.code {
            KeyCode::Enter => {
                self.run_command(prompt.edit.text());
                After::Close
            }
            code if code == KeyCode::Esc || leaves => After::Close,
            KeyCode::Tab => {
                prompt.complete(!key.shift);
                After::Stay
            }
            _ => {
                prompt.completing = None;
                prompt.edit.on_key(key);
                After::Stay
            }
        }
    }

    fn on_search_key(&mut self, prompt: &mut Prompt, key: Key) -> After {
        if let Some(action) = self.switch(key) {
            if self.switch_way(action) {
                self.search_for(prompt.edit.text());
            }
            return After::Stay;
        }
        let leaves = key.code == KeyCode::Backspace && prompt.edit.text().is_empty();
        match (key.code, key.ctrl) {
            // What cannot be used is still to be put right.
            (KeyCode::Enter, _) if self.is_refused() => {}
            (KeyCode::Enter, _) => {
                self.decide_search(prompt.edit.text());
                return After::Close;
            }
            (code, _) if code == KeyCode::Esc || leaves => {
                self.cancel_search();
                return After::Close;
            }
            (KeyCode::Up, _) | (KeyCode::Char('p'), true) => self.recall(prompt, true),
            (KeyCode::Down, _) | (KeyCode::Char('n'), true) => self.recall(prompt, false),
            _ => {
                if prompt.edit.on_key(key) == Edited::Changed {
                    self.search_for(prompt.edit.text());
                }
            }
        }
        After::Stay
    }

    fn recall(&mut self, prompt: &mut Prompt, is_older: bool) {
        if let Some(recalled) = self.recalled(prompt.edit.text(), is_older) {
            self.search_for(&recalled);
            prompt.edit = LineEdit::new(recalled);
        }
    }
}
