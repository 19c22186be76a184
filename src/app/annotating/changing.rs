//! Making, changing and removing what is annotated.
//!
//! What is highlighted over another highlight is joined with it: there is one highlight over both, and
//! their notes stand together. So no words bear two colours, and none has to be guessed. What is in doubt is left
//! as it was written, whatever else of it changes; what has moved for certain is written down anew with any change.

use crate::command::Action;
use crate::document::{Document, Passage, Resolved};
use crate::store::{Annotation, Style};
use crate::text::TextRange;

use super::super::panel::Purpose;
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
        let all = &self.book.record.annotations;
        let known = form.id.as_ref().and_then(|id| all.index_of(id));
        let annotation = known.and_then(|index| self.renewed(index));
        let annotation =
            annotation.unwrap_or_else(|| Annotation::new(form.passage.clone(), self.now));
        let (name, note) = (form.name.text().to_owned(), form.written_note());
        let says = match (form.purpose, &annotation.style, form.field) {
            (Purpose::NoteOnJoined, ..) => "note kept, beside all that is joined in one highlight",
            (_, Some(_), Field::Note) => "note kept",
            (_, Some(_), Field::Name) => "name kept",
            (_, None, _) => "bookmark kept",
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
        self.say_kept(says.to_owned());
    }

    /// Highlights a stretch of the text, or changes the highlight it is in.
    pub(in super::super) fn highlight(&mut self, range: TextRange) {
        let Some(range) = self.worth_marking(range) else {
            return;
        };
        match self.book.highlight_around(range) {
            Some(known) => self.restyle(known),
            None => {
                let _ = self.mark_words(range);
            }
        }
    }

    /// Highlights a stretch of the text and has a note written beside it.
    pub(in super::super) fn annotate(&mut self, range: TextRange) {
        let Some(range) = self.worth_marking(range) else {
            return;
        };
        let known = self.book.highlight_around(range);
        let known = known.and_then(|l| self.book.record.annotations.get(l.index));
        let (id, purpose) = match known {
            Some(known) => (Some(known.id.clone()), Purpose::Edit),
            None => {
                let (id, joined) = self.mark_words(range).unzip();
                let is_joined = joined.is_some_and(|joined| joined > 0);
                let purpose = if is_joined {
                    Purpose::NoteOnJoined
                } else {
                    Purpose::NoteOnNew
                };
                (id, purpose)
            }
        };
        let annotation = id.and_then(|id| self.book.record.annotation(&id));
        if let Some(annotation) = annotation {
            let mut form = BookmarkForm::edit_of(annotation, Field::Note);
            form.purpose = purpose;
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

    /// Highlights these words, together with the highlights they are partly in. Answers with the id, and with how
    /// many were joined; `None` where all of it together is too much.
    fn mark_words(&mut self, range: TextRange) -> Option<(String, usize)> {
        let known = self.book.highlights_in(range);
        let whole = known.iter().fold(range, |whole, other| TextRange {
            start: whole.start.min(other.range().start),
            end: whole.end.max(other.range().end),
        });
        if whole.len() > LONGEST {
            self.say("too much to highlight, with the highlight it overlaps");
            return None;
        }
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
        self.book.take_in_hand(&id, marked.style.as_ref());
        let name = style_name(marked.style.as_ref());
        let keys = |action| self.keymap.keys_of(action).join(" ");
        let (changes, undoes) = (keys(Action::Highlight), keys(Action::Undo));
        let says = match known.len() {
            0 => format!("highlighted, {name}; {changes} changes it"),
            1 => format!("joined with 1 highlight, {name}; {undoes} parts them"),
            n => format!("joined with {n} highlights, {name}; {undoes} parts them"),
        };
        let what = match known.len() {
            0 => format!("a highlight, {name}"),
            _ => format!("joined highlights, {name}"),
        };
        self.say_kept(says);
        let mut new = vec![marked];
        new.append(&mut gone);
        self.change_annotations(&what, new);
        Some((id, known.len()))
    }

    /// Gives a highlight the next style. When it has had all of them it is removed, unless there is
    /// something written beside it: then it has the first again.
    fn restyle(&mut self, located: Located) {
        let Some(annotation) = self.renewed(located.index) else {
            return;
        };
        let (id, old) = (&annotation.id, annotation.style.as_ref());
        let next = self.book.next_style(id, old);
        self.book.take_in_hand(id, old);
        let is_bare = annotation.note.is_empty() && annotation.name.is_empty();
        let style = match next {
            Some(style) => style,
            None if is_bare => {
                self.delete_annotation(annotation);
                return;
            }
            None => Style::after(old),
        };
        let name = style.name().to_owned();
        let what = format!("{} → {name}", style_name(old));
        self.book.changes.style = style.clone();
        self.change_annotations(
            &what,
            vec![Annotation {
                style: Some(style),
                ..annotation
            }],
        );
        self.say_kept(format!("highlighted, {name}"));
    }

    /// Deletes an annotation.
    pub(in super::super) fn delete_annotation(&mut self, annotation: Annotation) {
        let what = match &annotation.style {
            Some(style) => format!("deleted, {}", style.name()),
            None => "deleted".to_owned(),
        };
        let gone = Annotation {
            deleted: true,
            ..annotation
        };
        self.change_annotations(&what, vec![gone]);
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
        let at = self.book.record.annotations.index_of(id);
        match (at.and_then(|index| self.renewed(index)), note) {
            (_, Err(says)) => self.notice = Some(says),
            (None, Ok(_)) => self.say("what the note was for is not there any more"),
            (Some(known), Ok(note)) if known.note == note => self.say("the note is as it was"),
            (Some(known), Ok(note)) => {
                self.change_annotations("edited", vec![Annotation { note, ..known }]);
                self.say_kept("note kept".to_owned());
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
