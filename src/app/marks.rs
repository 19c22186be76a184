//! Quick marks: a letter for a place.

use std::collections::HashSet;

use crate::command::Action;
use crate::document::{Anchor, Resolved, sanitized};
use crate::store::{AnyMark, Content, Mark};
use crate::text::Offset;

use super::panel::title_line;
use super::{App, Doubt, Effect, Panel, Source};

/// What there is of a quick mark.
#[derive(Debug)]
pub(super) struct QuickMark {
    pub letter: char,
    /// Of one a–z, the words it was set with.
    pub own: Option<Anchor>,
    /// Of one A–Z, to which book it leads and where in it.
    pub any: Option<AnyMark>,
    /// Where in this text it leads, if anywhere.
    pub place: Option<(Anchor, Resolved)>,
}

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
                self.mark_changes(&format!("mark {letter}"), letter);
                let found = (anchor.clone(), Resolved::Exact(place));
                self.book.marks.put(letter, Some(found));
                self.save(Content::Mark(Mark { letter, anchor }));
                self.say_kept(format!("mark {letter}: '{letter} comes back here"));
            }
            'A'..='Z' => self.set_any_mark(letter, anchor, place),
            _ => self.say("a mark is a letter: a–z in this book, A–Z in any"),
        }
    }

    fn set_any_mark(&mut self, letter: char, anchor: Anchor, place: Offset) {
        let Source::File(path) = self.book.source.clone() else {
            if self.book.source == Source::Stdin {
                self.say("what came by standard input cannot be opened again; use a–z");
                return;
            }
            self.say("the essay is no file; use a–z");
            return;
        };
        self.mark_changes(&format!("mark {letter}"), letter);
        let found = (anchor.clone(), Resolved::Exact(place));
        self.book.marks.put(letter, Some(found));
        let document = self.book.window.document();
        let mark = AnyMark {
            letter,
            book: document.fingerprint().to_string(),
            title: document.title().map(str::to_owned),
            path,
            anchor,
        };
        self.save_any_mark(mark);
        self.say_kept(format!(
            "mark {letter}: '{letter} comes back here from any book"
        ));
    }

    fn save_any_mark(&mut self, mark: AnyMark) {
        let change = self.book.any_marks.change(mark, self.now);
        self.book.any_marks.apply(&change.entry);
        self.write_down(Effect::Save, change);
    }

    /// What there is of the quick mark of a letter.
    pub(super) fn quick_mark(&self, letter: char) -> QuickMark {
        QuickMark {
            letter,
            own: self.book.record.marks.get(&letter).cloned(),
            any: self.book.any_marks.get(letter).cloned(),
            place: self.book.marks.get(letter).cloned(),
        }
    }

    /// Deletes the quick mark of a letter.
    pub(super) fn delete_quick_mark(&mut self, letter: char) {
        self.mark_changes(&format!("mark {letter} deleted"), letter);
        self.put_quick_mark(QuickMark {
            letter,
            own: None,
            any: None,
            place: None,
        });
    }

    /// Has a quick mark be so from now on.
    pub(super) fn put_quick_mark(&mut self, mark: QuickMark) {
        let QuickMark {
            letter,
            own,
            any,
            place,
        } = mark;
        let now = self.quick_mark(letter);
        match (own, now.own) {
            (own, now) if own == now => {}
            (Some(anchor), _) => self.save(Content::Mark(Mark { letter, anchor })),
            (None, Some(anchor)) => self.delete(Content::Mark(Mark { letter, anchor })),
            (None, None) => {}
        }
        match (any, now.any) {
            (any, now) if any == now => {}
            (Some(mark), _) => self.save_any_mark(mark),
            (None, Some(mark)) => {
                let change = self.book.any_marks.deletion(mark, self.now);
                self.book.any_marks.apply(&change.entry);
                self.write_down(Effect::Save, change);
            }
            (None, None) => {}
        }
        self.book.marks.put(letter, place);
    }

    /// Which marks there are, while a letter is waited for to go to one.
    pub(super) fn say_marks(&mut self) {
        let document = self.book.window.document();
        let title = |place: Offset| {
            let section = document.section_at(place);
            let title = section.map(|n| title_line(document, n));
            title.filter(|title| !title.is_empty())
        };
        let own: Vec<_> = self.book.marks.iter().collect();
        // Where two are in one section their pages tell them apart.
        let mut seen = HashSet::new();
        let has_titles = own
            .iter()
            .all(|(_, place)| seen.insert(title(place.offset())));
        let named = |(letter, place): &(char, Resolved)| {
            let place = place.offset();
            let title = title(place).filter(|_| has_titles);
            let where_to = title.unwrap_or_else(|| self.book.window.page_at(place).label());
            format!("{letter} {where_to}")
        };
        let mut parts: Vec<_> = own.iter().map(named).collect();
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
        self.say_how_certain(letter, anchor, resolved);
    }

    /// Has a mark lead to the words that stand at its place now.
    pub(super) fn confirm_mark(&mut self, letter: char) {
        match self.book.marks.get(letter) {
            Some((_, Resolved::Near(place) | Resolved::Moved(place))) => {
                let place = *place;
                self.mark_place(letter, place);
            }
            Some((_, Resolved::Exact(_))) => self.say("it stands where it stood"),
            Some((_, Resolved::Lost(_))) => {
                self.say("it was not found, so there is no place to confirm");
            }
            None => {}
        }
    }

    /// Says how certain the place of a mark is.
    pub(super) fn say_how_certain(&mut self, letter: char, anchor: &Anchor, resolved: Resolved) {
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
