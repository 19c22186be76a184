//! Going to what is annotated, and saying how certain its place is.

use crate::document::{Resolved, sanitized};

use super::super::{App, Doubt, Panel};
use super::Located;

impl App {
    pub(in super::super) fn next_bookmark(&mut self, n: u32) {
        let here = self.book.window.offset();
        match self.book.annotations.after(here, n) {
            Some(located) => self.go_to_annotation(located),
            None => self.say("no bookmark or highlight further on"),
        }
    }

    pub(in super::super) fn previous_bookmark(&mut self, n: u32) {
        let here = self.book.window.offset();
        match self.book.annotations.before(here, n) {
            Some(located) => self.go_to_annotation(located),
            None => self.say("no bookmark or highlight before this"),
        }
    }

    /// Goes to the annotation with this id, if it is still there.
    pub(in super::super) fn go_to_known(&mut self, id: &str) {
        let index = self.book.record.annotations.index_of(id);
        match index.and_then(|index| self.book.annotations.at_index(index)) {
            Some(located) => self.go_to_annotation(located),
            None => self.say("it is not there any more"),
        }
    }

    fn go_to_annotation(&mut self, located: Located) {
        self.jump(located.range().start);
        self.say_annotation(located.index);
    }

    /// Says what it is called and what was noted. Where it may be other words, shows both.
    pub(in super::super) fn say_annotation(&mut self, index: usize) {
        let (Some(located), Some(annotation)) = (
            self.book.annotations.at_index(index),
            self.book.record.annotations.get(index),
        ) else {
            return;
        };
        let called = [&annotation.name, &annotation.note];
        let called: Vec<String> = called
            .into_iter()
            .filter(|part| !part.is_empty())
            .map(|part| sanitized(part))
            .collect();
        let called = called.join(": ");
        let says = match located.resolved {
            Resolved::Exact(_) | Resolved::Moved(_) => match self.book.former_words(index) {
                Some(was) if called.is_empty() => was,
                Some(was) => format!("{called} · {was}"),
                None => called,
            },
            Resolved::Near(_) => {
                let doubt = Doubt::of_annotation(&self.book, &located, annotation);
                self.panels.push(Panel::Doubt(doubt));
                called
            }
            Resolved::Lost(_) => {
                format!("its words are gone; this is about where they stood. {called}")
            }
        };
        self.notice = Some(says).filter(|says| !says.is_empty());
    }
}
