//! What was changed last, so that it can be undone.

use crate::store::{Annotation, Style};

use super::super::App;

/// So many steps can be undone; nobody goes further back by one key.
const MOST_STEPS: usize = 200;

/// What was changed in the open book since it was opened, and what the next highlight is made with.
#[derive(Debug, Default)]
pub(in super::super) struct Changes {
    steps: Vec<Step>,
    /// The style of the last highlight.
    pub(super) style: Style,
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
            style: last.and_then(|a| a.style.clone()).unwrap_or_default(),
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
        for annotation in before {
            self.save_annotation(annotation);
        }
        self.refresh_marked();
        self.notice = Some(format!("undone: {what}"));
    }
}
