//! Quick marks: a letter for a place.

use std::sync::Arc;

use crate::document::Anchor;
use crate::store::{AnyMark, Content, Mark};

use super::{App, Effect, Source};

impl App {
    pub(super) fn set_mark(&mut self, letter: Option<char>) {
        let anchor = self.book.here();
        match letter {
            Some(letter @ 'a'..='z') => {
                self.save(Content::Mark(Mark { letter, anchor }));
                self.notice = Some(format!("mark {letter}: '{letter} comes back here"));
            }
            Some(letter @ 'A'..='Z') => self.set_any_mark(letter, anchor),
            _ => self.say("a mark is a letter: a–z in this book, A–Z in any"),
        }
    }

    fn set_any_mark(&mut self, letter: char, anchor: Anchor) {
        let Source::File(path) = &self.book.source else {
            if self.book.source == Source::Stdin {
                self.say("what came by standard input cannot be opened again; use a–z");
                return;
            }
            self.say("the essay is no file; use a–z");
            return;
        };
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
        self.notice = Some(format!(
            "mark {letter}: '{letter} comes back here from any book"
        ));
    }

    pub(super) fn go_to_mark(&mut self, letter: Option<char>) {
        let Some(letter) = letter else {
            return;
        };
        if let Some(anchor) = self.book.record.marks.get(&letter) {
            let document = Arc::clone(self.book.window.document());
            let resolved = anchor.resolve(&document);
            self.jump(resolved.offset());
            if !resolved.is_certain() {
                self.notice = Some(format!(
                    "the words of mark {letter} are gone or changed; this is near them"
                ));
            }
            return;
        }
        match self.book.any_marks.get(letter).cloned() {
            Some(mark) if mark.book == self.book.window.document().fingerprint().to_string() => {
                let offset = mark.anchor.resolve(self.book.window.document()).offset();
                self.jump(offset);
            }
            Some(mark) => {
                let ticket = self.bench.ticket();
                self.bench.open = ticket;
                self.effects.push(Effect::Open {
                    ticket,
                    path: mark.path,
                    at: Some(Box::new(mark.anchor)),
                });
            }
            None => self.notice = Some(format!("there is no mark {letter}")),
        }
    }
}
