//! Quick marks: a letter for a place.

use std::sync::Arc;

use crate::document::Anchor;
use crate::store::{GlobalMark, Place};

use super::{App, Effect, Source};

impl App {
    pub(super) fn set_mark(&mut self, letter: Option<char>) {
        let anchor = self.book.here();
        match letter {
            Some(letter @ 'a'..='z') => {
                let place = Place {
                    anchor,
                    written: self.now,
                };
                self.book.record.marks.insert(letter, place);
                self.effects
                    .push(Effect::Save(Box::new(self.book.record.clone())));
                self.notice = Some(format!("mark {letter}: '{letter} comes back here"));
            }
            Some(letter @ 'A'..='Z') => self.set_global_mark(letter, anchor),
            _ => self.say("a mark is a letter: a–z in this book, A–Z in any"),
        }
    }

    fn set_global_mark(&mut self, letter: char, anchor: Anchor) {
        let Source::File(path) = &self.book.source else {
            if self.book.source == Source::Stdin {
                self.say("what came by standard input cannot be opened again; use a–z");
                return;
            }
            self.say("the essay is no file; use a–z");
            return;
        };
        let document = self.book.window.document();
        let mark = GlobalMark {
            letter,
            book: document.fingerprint().to_string(),
            title: document.title().map(str::to_owned),
            source: path.clone(),
            anchor,
            written: self.now,
        };
        self.book
            .global_marks
            .retain(|other| other.letter != letter);
        self.book.global_marks.push(mark.clone());
        self.effects.push(Effect::SaveMark(Box::new(mark)));
        self.notice = Some(format!(
            "mark {letter}: '{letter} comes back here from any book"
        ));
    }

    pub(super) fn go_to_mark(&mut self, letter: Option<char>) {
        let Some(letter) = letter else {
            return;
        };
        if let Some(place) = self.book.record.marks.get(&letter) {
            let document = Arc::clone(self.book.window.document());
            let resolved = place.anchor.resolve(&document);
            self.jump(resolved.offset());
            if !resolved.is_certain() {
                self.notice = Some(format!(
                    "the words of mark {letter} are gone or changed; this is near them"
                ));
            }
            return;
        }
        let global = self
            .book
            .global_marks
            .iter()
            .find(|mark| mark.letter == letter);
        match global.cloned() {
            Some(mark) if mark.book == self.book.window.document().fingerprint().to_string() => {
                let offset = mark.anchor.resolve(self.book.window.document()).offset();
                self.jump(offset);
            }
            Some(mark) => {
                let ticket = self.bench.ticket();
                self.bench.open = ticket;
                self.effects.push(Effect::Open {
                    ticket,
                    path: mark.source,
                    at: Some(Box::new(mark.anchor)),
                });
            }
            None => self.notice = Some(format!("there is no mark {letter}")),
        }
    }
}
