//! What was changed last, so that it can be changed further or undone.

use crate::document::{opening_words, sanitized};
use crate::store::{Annotation, Style};
use crate::text::Offset;

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
    /// What was done, in a word or two.
    what: &'static str,
    /// How all that was changed was before.
    before: Vec<Annotation>,
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
    pub(super) fn change_annotations(&mut self, what: &'static str, new: Vec<Annotation>) {
        let before = new.iter().map(|annotation| {
            let known = self.book.record.annotation(&annotation.id).cloned();
            known.unwrap_or_else(|| Annotation {
                deleted: true,
                ..annotation.clone()
            })
        });
        let before = before.collect();
        let steps = &mut self.book.changes.steps;
        if steps.len() >= MOST_STEPS {
            steps.remove(0);
        }
        steps.push(Step { what, before });
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
        let which = before.first().map(quoted).unwrap_or_default();
        for annotation in before {
            self.save_annotation(annotation);
        }
        self.refresh_marked();
        self.notice = Some(format!("undone: {what}{which}"));
    }
}

/// Its first words, to tell it from others.
fn quoted(annotation: &Annotation) -> String {
    let words = opening_words(annotation.passage.quoted());
    if words.is_empty() {
        return String::new();
    }
    format!(": {}", sanitized(words))
}
