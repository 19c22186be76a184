//! Notes: kept back where they are defined and set at the end, in the order in which the text
//! refers to them.

use std::collections::{HashMap, HashSet};

use pulldown_cmark::{Event, Tag, TagEnd};

/// Definitions still to be set and references already met.
#[derive(Debug, Default)]
pub(super) struct Notes<'a> {
    definitions: HashMap<String, Vec<Event<'a>>>,
    /// Labels in the order of the source.
    defined: Vec<String>,
    /// Labels in the order of reading.
    referred: Vec<String>,
    seen: HashSet<String>,
    /// How many of `referred`, and then of `defined`, were given out.
    given: (usize, usize),
}

/// Labels are the same in capitals and small letters.
pub(super) fn label(written: &str) -> String {
    written.to_lowercase()
}

impl<'a> Notes<'a> {
    /// Notes down that the text refers to a note.
    pub(super) fn refer(&mut self, label: &str) {
        if self.seen.insert(label.to_owned()) {
            self.referred.push(label.to_owned());
        }
    }

    /// Takes the events of a definition whose beginning was just read, and of those inside it, which
    /// become notes of their own.
    pub(super) fn define(&mut self, first: &str, events: &mut dyn Iterator<Item = Event<'a>>) {
        let mut open = vec![(label(first), Vec::new())];
        for event in events {
            match event {
                Event::Start(Tag::FootnoteDefinition(inner)) => {
                    open.push((label(&inner), Vec::new()))
                }
                Event::End(TagEnd::FootnoteDefinition) => {
                    if let Some((label, events)) = open.pop() {
                        self.keep(label, events);
                    }
                }
                other => {
                    if let Some((_, events)) = open.last_mut() {
                        events.push(other);
                    }
                }
            }
            if open.is_empty() {
                break;
            }
        }
    }

    fn keep(&mut self, label: String, events: Vec<Event<'a>>) {
        self.defined.push(label.clone());
        self.definitions.entry(label).or_default().extend(events);
    }

    /// The next note to set: those referred to first, the others after them.
    pub(super) fn next(&mut self) -> Option<(String, Vec<Event<'a>>)> {
        while let Some(label) = self.referred.get(self.given.0) {
            self.given.0 += 1;
            if let Some(events) = self.definitions.remove(label) {
                return Some((label.clone(), events));
            }
        }
        while let Some(label) = self.defined.get(self.given.1) {
            self.given.1 += 1;
            if let Some(events) = self.definitions.remove(label) {
                return Some((label.clone(), events));
            }
        }
        None
    }
}
