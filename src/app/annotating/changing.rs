//! Making, changing and removing what is annotated.
//!
//! What is highlighted over another highlight is joined with it: there is one highlight over both, and
//! their notes stand together. So no words bear two colours, and none has to be guessed. What is in doubt is left
//! as it was written, whatever else of it changes; what has moved for certain is written down anew with any change.

use crate::command::Action;
use crate::document::{Document, Passage, Resolved};
use crate::store::{Annotation, Style};
use crate::text::TextRange;

use super::super::{App, BookmarkForm, Field, Panel};
use super::Located;

/// The longest stretch that is highlighted, in bytes. Its words are written down with it.
const LONGEST: usize = 100_000;

impl App {
    /// Begins a bookmark where one stands.
    pub(in super::super) fn begin_bookmark(&mut self) {
        let anchor = self.book.here();
        self.panels
            .push(Panel::BookmarkForm(BookmarkForm::new(anchor)));
    }

    /// The form was filled in.
    pub(in super::super) fn keep_bookmark(&mut self, form: &BookmarkForm) {
        let known = form.id.as_ref().and_then(|id| {
            self.book
                .record
                .annotations
                .iter()
                .position(|a| a.id == *id)
        });
        let annotation = known.and_then(|index| self.renewed(index));
        let annotation =
            annotation.unwrap_or_else(|| Annotation::new(form.passage.clone(), self.now));
        let (name, note) = (form.name.text().to_owned(), form.written_note());
        let says = if annotation.style.is_some() {
            "note kept"
        } else {
            "bookmark kept"
        };
        self.change_annotations(
            if known.is_some() {
                "edited"
            } else {
                "a bookmark"
            },
            vec![Annotation {
                name,
                note,
                ..annotation
            }],
        );
        self.say(says);
    }

    /// Highlights a stretch of the text, or changes the highlight it is in.
    pub(in super::super) fn highlight(&mut self, range: TextRange) {
        let Some(range) = self.worth_marking(range) else {
            return;
        };
        match self.book.highlight_around(range) {
            Some(known) => self.restyle(known),
            None => {
                self.mark_words(range);
            }
        }
    }

    /// Highlights a stretch of the text and has a note written beside it.
    pub(in super::super) fn annotate(&mut self, range: TextRange) {
        let Some(range) = self.worth_marking(range) else {
            return;
        };
        let known = self.book.highlight_around(range);
        let id = match known.and_then(|l| self.book.record.annotations.get(l.index)) {
            Some(known) => known.id.clone(),
            None => self.mark_words(range),
        };
        if let Some(annotation) = self.book.record.annotation(&id) {
            let form = BookmarkForm::edit_of(annotation, Field::Note);
            self.notice = None;
            self.panels.push(Panel::BookmarkForm(form));
        }
    }

    /// Changes the highlight on the line one stands at.
    pub(in super::super) fn highlight_here(&mut self) {
        let here = self.book.annotated_here();
        match here.into_iter().find(|l| l.pen.is_some()) {
            Some(known) => self.restyle(known),
            None => self.say_nothing_here("nothing is highlighted on this line"),
        }
    }

    /// Has the note edited of what is annotated on the line one stands at.
    pub(in super::super) fn annotate_here(&mut self) {
        let here = self.book.annotated_here();
        let first = here
            .first()
            .and_then(|l| self.book.record.annotations.get(l.index));
        match first {
            Some(annotation) => {
                let form = BookmarkForm::edit_of(annotation, Field::Note);
                self.panels.push(Panel::BookmarkForm(form));
            }
            None => self.say_nothing_here("nothing is marked on this line"),
        }
    }

    fn say_nothing_here(&mut self, what: &str) {
        let keys = self.keymap.keys_of(Action::Select).join(" ");
        self.notice = Some(format!("{what}; {keys} selects"));
    }

    /// The stretch without blanks at its ends, if it is one that can be highlighted.
    fn worth_marking(&mut self, range: TextRange) -> Option<TextRange> {
        let range = trimmed(self.book.window.document(), range);
        if range.is_empty() {
            self.say("no words are selected");
            return None;
        }
        if range.len() > LONGEST {
            self.say("too much to highlight at once");
            return None;
        }
        Some(range)
    }

    /// Highlights these words, together with the highlights they are partly in. Answers with the id.
    fn mark_words(&mut self, range: TextRange) -> String {
        let known = self.book.highlights_in(range);
        let whole = known.iter().fold(range, |whole, other| TextRange {
            start: whole.start.min(other.range().start),
            end: whole.end.max(other.range().end),
        });
        let passage = Passage::new(self.book.window.document(), whole);
        let all = &self.book.record.annotations;
        let mut old = known.iter().filter_map(|l| all.get(l.index)).cloned();
        let mut marked = match old.next() {
            Some(first) => Annotation { passage, ..first },
            None => Annotation {
                style: Some(self.book.changes.style.clone()),
                ..Annotation::new(passage, self.now)
            },
        };
        let mut gone = Vec::new();
        for other in old {
            join(&mut marked.name, &other.name, ", ");
            join(&mut marked.note, &other.note, "\n");
            gone.push(Annotation {
                deleted: true,
                ..other
            });
        }
        let id = marked.id.clone();
        let name = style_name(marked.style.as_ref());
        let keys = self.keymap.keys_of(Action::Highlight).join(" ");
        self.notice = Some(match known.len() {
            0 => format!("highlighted, {name}; {keys} changes it"),
            _ => "joined with the highlight it overlaps".to_owned(),
        });
        let mut new = vec![marked];
        new.append(&mut gone);
        self.change_annotations("a highlight", new);
        id
    }

    /// Gives a highlight the next style. After the last it is removed, unless there is something written
    /// beside it: then it has the first again.
    fn restyle(&mut self, located: Located) {
        let Some(annotation) = self.renewed(located.index) else {
            return;
        };
        let at = Style::ALL
            .iter()
            .position(|style| annotation.style.as_ref() == Some(style));
        let next = Style::ALL.get(at.map_or(0, |at| at + 1)).cloned();
        let is_bare = annotation.note.is_empty() && annotation.name.is_empty();
        if next.is_none() && is_bare {
            self.delete_annotation(annotation);
            return;
        }
        let style = next.unwrap_or_default();
        let name = style.name().to_owned();
        self.book.changes.style = style.clone();
        self.change_annotations(
            "another style",
            vec![Annotation {
                style: Some(style),
                ..annotation
            }],
        );
        self.notice = Some(format!("highlighted, {name}"));
    }

    /// Deletes an annotation.
    pub(in super::super) fn delete_annotation(&mut self, annotation: Annotation) {
        let gone = Annotation {
            deleted: true,
            ..annotation
        };
        self.change_annotations("deleted", vec![gone]);
        let keys = self.keymap.keys_of(Action::Undo).join(" ");
        self.notice = Some(format!("deleted; {keys} undoes it"));
    }

    /// Writes an annotation's passage down anew as it stands in this text. Answers whether it did.
    pub(in super::super) fn confirm(&mut self, index: usize) {
        let Some(located) = self.book.annotations.at_index(index) else {
            return;
        };
        let Some(annotation) = self.book.record.annotations.get(index) else {
            return;
        };
        let had_words = annotation.passage.end.is_some();
        match located.resolved {
            Resolved::Exact(_) => self.say("it stands where it stood"),
            Resolved::Lost(_) => self.say("it was not found, so there is no place to confirm"),
            Resolved::Near(range) if had_words && range.is_empty() => {
                self.say("there are no words here to take for it");
            }
            Resolved::Near(range) | Resolved::Moved(range) => {
                let passage = Passage::new(self.book.window.document(), range);
                let confirmed = Annotation {
                    passage,
                    ..annotation.clone()
                };
                self.change_annotations("confirmed", vec![confirmed]);
                self.say("confirmed: it stands here");
            }
        }
    }

    /// A note comes back from the editor.
    pub(in super::super) fn on_note_edited(&mut self, id: &str, note: Result<String, String>) {
        let at = self.book.record.annotations.iter().position(|a| a.id == id);
        match (at.and_then(|index| self.renewed(index)), note) {
            (_, Err(says)) => self.notice = Some(says),
            (None, Ok(_)) => self.say("what the note was for is not there any more"),
            (Some(known), Ok(note)) if known.note == note => self.say("the note is as it was"),
            (Some(known), Ok(note)) => {
                self.change_annotations("edited", vec![Annotation { note, ..known }]);
                self.say("note kept");
            }
        }
    }

    /// The annotation with this index, to be changed: what has moved is written down where it is now.
    fn renewed(&self, index: usize) -> Option<Annotation> {
        let annotation = self.book.record.annotations.get(index)?.clone();
        let located = self.book.annotations.at_index(index);
        Some(match located.map(|l| l.resolved) {
            Some(Resolved::Moved(range)) => Annotation {
                passage: Passage::new(self.book.window.document(), range),
                ..annotation
            },
            _ => annotation,
        })
    }
}

fn join(one: &mut String, other: &str, between: &str) {
    if !one.is_empty() && !other.is_empty() {
        one.push_str(between);
    }
    one.push_str(other);
}

fn style_name(style: Option<&Style>) -> &str {
    style.map_or("", Style::name)
}

/// The range without blanks at its ends.
fn trimmed(document: &Document, range: TextRange) -> TextRange {
    let words = document.slice(range);
    let start = range.start.to_usize() + (words.len() - words.trim_start().len());
    TextRange::new(start, start + words.trim().len())
}
