//! Name and note of a bookmark.

use crate::command::{Key, KeyCode};
use crate::document::Anchor;
use crate::store::Annotation;

use super::super::App;
use super::After;
use super::edit::LineEdit;

/// The form for a bookmark.
#[derive(Clone, Debug)]
pub struct BookmarkForm {
    /// What it is called; may be empty.
    pub name: LineEdit,
    /// What there is to say of it; may be empty.
    pub note: LineEdit,
    /// Which of the two is being typed in.
    pub field: Field,
    /// The bookmark that is changed; `None` for a new one.
    pub(in super::super) id: Option<String>,
    pub(in super::super) anchor: Anchor,
}

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
            id: None,
            anchor,
        }
    }

    pub(super) fn edit_of(bookmark: &Annotation) -> Self {
        Self {
            name: LineEdit::new(bookmark.name.as_str()),
            note: LineEdit::new(bookmark.note.as_str()),
            field: Field::Name,
            id: Some(bookmark.id.clone()),
            anchor: bookmark.passage.start.clone(),
        }
    }

    /// The words at its place.
    pub fn quotation(&self) -> String {
        crate::document::sanitized(self.anchor.exact.trim_start_matches('\n'))
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
