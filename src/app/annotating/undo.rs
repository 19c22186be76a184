//! What was changed last, so that it can be changed further or undone.

use crate::document::{in_quotation_marks, opening_words, sanitized};
use crate::store::{Annotation, Style};
use crate::text::Offset;

use super::super::marks::QuickMark;
use super::super::{App, Book};

/// So many steps can be undone; nobody goes further back by one key.
const MOST_STEPS: usize = 200;

/// What was changed in the open book since it was opened, and what the next highlight is made with.
#[derive(Debug, Default)]
pub(in super::super) struct Changes {
    steps: Vec<Step>,
    /// The style of the last highlight.
    pub(super) style: Style,
    /// The highlight that is in hand.
    hand: Option<Hand>,
}

/// The highlight that was made or restyled last, as long as the reader has not gone on since.
#[derive(Debug)]
struct Hand {
    id: String,
    /// Where the reader stands.
    at: Offset,
    /// The style it had first: with the one before it all have been seen.
    first: Style,
}

/// What is undone at once.
#[derive(Debug)]
struct Step {
    /// What was done, in a few words.
    what: String,
    before: Before,
}

/// How what was changed was before.
#[derive(Debug)]
enum Before {
    Annotations(Vec<Annotation>),
    QuickMark(Box<QuickMark>),
}

impl Changes {
    /// Those of a book in which nothing was changed yet. The next highlight is like the last one.
    pub fn after(all: &[Annotation]) -> Self {
        let marked = all.iter().filter(|a| !a.deleted && a.style.is_some());
        let last = marked.max_by_key(|annotation| annotation.changed);
        Self {
            steps: Vec::new(),
            hand: None,
            style: last.and_then(|a| a.style.clone()).unwrap_or_default(),
        }
    }

    fn push(&mut self, what: &str, before: Before) {
        if self.steps.len() >= MOST_STEPS {
            self.steps.remove(0);
        }
        let what = what.to_owned();
        self.steps.push(Step { what, before });
    }
}

impl Book {
    /// The highlight that was made or restyled last, if the reader still stands where he did then.
    pub(super) fn highlight_in_hand(&self) -> Option<&str> {
        let hand = self.changes.hand.as_ref()?;
        (hand.at == self.window.offset()).then_some(&*hand.id)
    }

    /// The style that follows `style` for this highlight; `None` where that is the one it had first.
    pub(super) fn next_style(&self, id: &str, style: Option<&Style>) -> Option<Style> {
        let next = Style::after(style);
        let hand = self.changes.hand.as_ref().filter(|hand| hand.id == id);
        hand.is_none_or(|hand| hand.first != next).then_some(next)
    }

    /// This highlight is the one to be changed by the next key; `style` is the one it had until now.
    pub(super) fn take_in_hand(&mut self, id: &str, style: Option<&Style>) {
        let at = self.window.offset();
        match &mut self.changes.hand {
            Some(hand) if hand.id == id => hand.at = at,
            hand => {
                // One that a later version draws comes back to no style that is here.
                let known = style.filter(|style| Style::ALL.contains(style));
                *hand = Some(Hand {
                    id: id.to_owned(),
                    at,
                    first: known.cloned().unwrap_or_default(),
                });
            }
        }
    }
}

impl App {
    /// Changes annotations in one step, which can be undone.
    pub(super) fn change_annotations(&mut self, what: &str, new: Vec<Annotation>) {
        let before = new.iter().map(|annotation| {
            let known = self.book.record.annotation(&annotation.id).cloned();
            known.unwrap_or_else(|| Annotation {
                deleted: true,
                ..annotation.clone()
            })
        });
        let before = Before::Annotations(before.collect());
        self.book.changes.push(what, before);
        for annotation in new {
            self.save_annotation(annotation);
        }
        self.refresh_marked();
    }

    /// Takes the last step back.
    pub(in super::super) fn undo(&mut self) {
        let Some(Step { what, before }) = self.book.changes.steps.pop() else {
            self.say("nothing to undo");
            return;
        };
        self.notice = Some(match before {
            Before::Annotations(before) => self.put_back(&what, before),
            Before::QuickMark(before) => self.put_mark_back(&what, *before),
        });
        self.refresh_marked();
    }

    /// Has annotations be as they were. Answers with what there is to say of it.
    fn put_back(&mut self, what: &str, before: Vec<Annotation>) -> String {
        let first = before.first();
        let called = first.map(called).unwrap_or_default();
        let now = first.and_then(|first| self.book.record.annotation(&first.id));
        let was_deleted = now.is_some_and(|now| now.deleted) && first.is_some_and(|a| !a.deleted);
        for annotation in before {
            self.save_annotation(annotation);
        }
        if was_deleted {
            with("brought back", &called)
        } else {
            with(&format!("undone: {what}"), &called)
        }
    }

    /// Has a quick mark be as it was.
    fn put_mark_back(&mut self, what: &str, before: QuickMark) -> String {
        let letter = before.letter;
        let now = self.quick_mark(letter);
        let place = before.place.as_ref().or(now.place.as_ref());
        let called = place.map(|(anchor, _)| first_words(anchor.exact.trim_start()));
        let called = called.unwrap_or_default();
        let is_there = |mark: &QuickMark| mark.own.is_some() || mark.any.is_some();
        let was_deleted = is_there(&before) && !is_there(&now);
        self.put_quick_mark(before);
        if was_deleted {
            with(&format!("brought back: mark {letter}"), &called)
        } else {
            with(&format!("undone: {what}"), &called)
        }
    }

    /// Remembers how the quick mark of a letter is, before it is changed.
    pub(in super::super) fn mark_changes(&mut self, what: &str, letter: char) {
        let before = Before::QuickMark(Box::new(self.quick_mark(letter)));
        self.book.changes.push(what, before);
    }
}

/// What an annotation is called: by its name, else by its first words.
fn called(annotation: &Annotation) -> String {
    if annotation.name.is_empty() {
        first_words(annotation.passage.quoted())
    } else {
        in_quotation_marks(&sanitized(&annotation.name))
    }
}

/// The first words in quotation marks; nothing where there are none.
fn first_words(words: &str) -> String {
    let first = opening_words(words);
    if first.is_empty() {
        return String::new();
    }
    let more = if first.len() < words.trim_end().len() {
        "…"
    } else {
        ""
    };
    in_quotation_marks(&format!("{}{more}", sanitized(first)))
}

fn with(what: &str, called: &str) -> String {
    if called.is_empty() {
        return what.to_owned();
    }
    format!("{what}: {called}")
}
