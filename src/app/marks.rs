//! Quick marks: a letter for a place.

use crate::command::Action;
use crate::document::{Anchor, Resolved, sanitized};
use crate::store::{AnyMark, Content, Mark};
use crate::text::Offset;

use super::panel::title_line;
use super::{App, Doubt, Effect, Panel, Source};

impl App {
    pub(super) fn set_mark(&mut self, letter: Option<char>) {
        let here = self.book.window.offset();
        match letter {
            Some(letter) => self.mark_place(letter, here),
            None => self.say("a mark is a letter: a–z in this book, A–Z in any"),
        }
    }

    /// Has a mark lead to a place of this book.
    pub(super) fn mark_place(&mut self, letter: char, place: Offset) {
        let anchor = Anchor::new(self.book.window.document(), place);
        match letter {
            'a'..='z' => {
                self.book.marks.set(letter, anchor.clone(), place);
                self.save(Content::Mark(Mark { letter, anchor }));
                self.say_kept(format!("mark {letter}: '{letter} comes back here"));
            }
            'A'..='Z' => self.set_any_mark(letter, anchor, place),
            _ => self.say("a mark is a letter: a–z in this book, A–Z in any"),
        }
    }

    fn set_any_mark(&mut self, letter: char, anchor: Anchor, place: Offset) {
        let Source::File(path) = &self.book.source else {
            if self.book.source == Source::Stdin {
                self.say("what came by standard input cannot be opened again; use a–z");
                return;
            }
            self.say("the essay is no file; use a–z");
            return;
        };
        self.book.marks.set(letter, anchor.clone(), place);
        let document = self.book.window.document();
        let mark = AnyMark {
            letter,
            book: document.fingerprint().to_string(),
            title: document.title().map(str::to_owned),
            path: path.clone(),
            anchor,
        };
        let change = self.book.any_marks.change(mark, self.now);
        self.book.any_marks.apply(&change.entry);
        self.effects.push(Effect::Save(Box::new(change)));
        self.say_kept(format!(
            "mark {letter}: '{letter} comes back here from any book"
        ));
    }

    /// Which marks there are, while a letter is waited for to go to one.
    pub(super) fn say_marks(&mut self) {
        let document = self.book.window.document();
        let mut parts = Vec::new();
        for (letter, place) in self.book.marks.iter() {
            let section = document.section_at(place.offset());
            let title = section.map(|n| title_line(document, n));
            let title = title.filter(|title| !title.is_empty());
            parts.push(
                title.map_or_else(|| letter.to_string(), |title| format!("{letter} {title}")),
            );
        }
        let others = self
            .book
            .any_marks
            .iter()
            .filter(|mark| self.book.marks.get(mark.letter).is_none());
        for mark in others {
            let title = mark.title.as_deref().unwrap_or("another book");
            parts.push(format!("{} {}", mark.letter, sanitized(title)));
        }
        self.notice = Some(if parts.is_empty() {
            let keys = self.keymap.keys_of(Action::SetMark).join(" ");
            format!("no mark is set yet; {keys} sets one")
        } else {
            parts.join(" · ")
        });
    }

    pub(super) fn go_to_mark(&mut self, letter: Option<char>) {
        let Some(letter) = letter else {
            return;
        };
        // Where it is was looked up when the book was opened, or when it was set.
        if let Some((anchor, resolved)) = self.book.marks.get(letter).cloned() {
            self.go_to_marked(letter, &anchor, resolved);
            return;
        }
        match self.book.any_marks.get(letter).cloned() {
            Some(mark) => self.open_file(mark.path, Some(mark.anchor)),
            None => self.notice = Some(format!("there is no mark {letter}")),
        }
    }

    /// Goes to the place of a mark in this book. Where that may be another, shows what stood there and what does.
    fn go_to_marked(&mut self, letter: char, anchor: &Anchor, resolved: Resolved) {
        self.jump(resolved.offset());
        match resolved {
            Resolved::Exact(_) | Resolved::Moved(_) => {}
            Resolved::Near(place) => {
                let document = self.book.window.document();
                let doubt = Doubt::of_mark(document, letter, anchor, place);
                self.panels.push(Panel::Doubt(doubt));
            }
            Resolved::Lost(_) => {
                self.notice = Some(format!(
                    "the words of mark {letter} are gone; this is about where they stood"
                ));
            }
        }
    }
}
