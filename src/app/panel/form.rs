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
    pub(in super::super) purpose: Purpose,
    /// The note as it was, and as a line of the form had it.
    before: Note,
    pub(in super::super) passage: Passage,
}

/// What the form was opened for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Purpose {
    /// Something new that is not there yet, or something that stays as it is.
    Edit,
    /// A note on words that were highlighted for it: without it they are not.
    NoteOnNew,
    /// The same, where the words overlapped highlights and were joined with them: without it they are parted again.
    NoteOnJoined,
}

/// A note, and how it stands in a line of the form.
#[derive(Clone, Debug, Default)]
struct Note {
    written: String,
    line: String,
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
            purpose: Purpose::Edit,
            before: Note::default(),
            passage: Passage::from(anchor),
        }
    }

    pub(in super::super) fn edit_of(annotation: &Annotation, field: Field) -> Self {
        let lines: Vec<String> = annotation.note.lines().map(sanitized).collect();
        let line = lines.join(LINE_END);
        Self {
            name: LineEdit::new(sanitized(&annotation.name)),
            note: LineEdit::new(line.clone()),
            purpose: Purpose::Edit,
            before: Note {
                written: annotation.note.clone(),
                line,
            },
            field,
            is_highlight: annotation.style.is_some(),
            id: Some(annotation.id.clone()),
            passage: annotation.passage.clone(),
        }
    }

    /// The words at its place.
    pub fn quotation(&self) -> String {
        let words = self.passage.quoted();
        sanitized(words.get(..words.floor_char_boundary(QUOTED)).unwrap_or(""))
    }

    /// The note with its lines. Who did not touch it finds it as it was, whatever it has in it that a line
    /// cannot show.
    pub(in super::super) fn written_note(&self) -> String {
        if self.note.text() == self.before.line {
            return self.before.written.clone();
        }
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
            KeyCode::Esc => {
                match form.purpose {
                    Purpose::Edit => {}
                    Purpose::NoteOnNew => {
                        self.undo();
                        self.say("no note, and nothing highlighted");
                    }
                    Purpose::NoteOnJoined => {
                        self.undo();
                        self.say("no note, and what was highlighted before is as it was");
                    }
                }
                return After::Close;
            }
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
