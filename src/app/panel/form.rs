//! Name and note of a bookmark or a highlight.
//!
//! The form has a line for each. A note of several lines, which an editor has written, has signs where
//! they end, and they are line ends again when it is kept.

use crate::command::{Key, KeyCode};
use crate::document::{Anchor, Passage, sanitized};
use crate::store::Annotation;

use super::super::App;
use super::After;
use super::edit::LineEdit;

/// The form for a bookmark or a highlight.
#[derive(Clone, Debug)]
pub struct BookmarkForm {
    /// What it is called; may be empty.
    pub name: LineEdit,
    /// What there is to say of it; may be empty.
    pub note: LineEdit,
    /// Which of the two is being typed in.
    pub field: Field,
    /// Whether words are highlighted and not a place marked.
    pub is_highlight: bool,
    /// What is changed; `None` for a new bookmark.
    pub(in super::super) id: Option<String>,
    pub(in super::super) passage: Passage,
}

/// Stands in the form where a line of the note ends.
const LINE_END: &str = "⏎";

/// Bytes of the quotation: more are never shown.
const QUOTED: usize = 400;

/// A line of the form.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Field {
    /// The name.
    #[default]
    Name,
    /// The note.
    Note,
}

impl BookmarkForm {
    pub(in super::super) fn new(anchor: Anchor) -> Self {
        Self {
            name: LineEdit::default(),
            note: LineEdit::default(),
            field: Field::Name,
            is_highlight: false,
            id: None,
            passage: Passage::from(anchor),
        }
    }

    pub(in super::super) fn edit_of(annotation: &Annotation, field: Field) -> Self {
        let lines: Vec<String> = annotation.note.lines().map(sanitized).collect();
        Self {
            name: LineEdit::new(sanitized(&annotation.name)),
            note: LineEdit::new(lines.join(LINE_END)),
            field,
            is_highlight: annotation.style.is_some(),
            id: Some(annotation.id.clone()),
            passage: annotation.passage.clone(),
        }
    }

    /// The words at its place.
    pub fn quotation(&self) -> String {
        let exact = if self.passage.end.is_some() {
            &self.passage.words
        } else {
            &self.passage.start.exact
        };
        let end = exact.floor_char_boundary(QUOTED);
        sanitized(exact.get(..end).unwrap_or("").trim_start_matches('\n'))
    }

    /// The note with its lines.
    pub(in super::super) fn written_note(&self) -> String {
        self.note.text().replace(LINE_END, "\n")
    }

    pub(super) fn edit(&mut self) -> &mut LineEdit {
        match self.field {
            Field::Name => &mut self.name,
            Field::Note => &mut self.note,
        }
    }
}

impl App {
    pub(super) fn on_form_key(&mut self, form: &mut BookmarkForm, key: Key) -> After {
        match key.code {
            KeyCode::Esc => return After::Close,
            KeyCode::Tab | KeyCode::Up | KeyCode::Down => {
                form.field = match form.field {
                    Field::Name => Field::Note,
                    Field::Note => Field::Name,
                };
            }
            KeyCode::Enter => {
                self.keep_bookmark(form);
                return After::Close;
            }
            _ => {
                form.edit().on_key(key);
            }
        }
        After::Stay
    }
}
