//! What is known of the lines of a journal: how new they are, and what they say that this folio does not
//! understand.

use std::collections::HashMap;

use super::merge::{Merged, Rank};
use super::{Content, Device, Entry, Timestamp};

/// The newest line of each id.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Known(HashMap<String, Line>);

#[derive(Clone, Debug, Default, PartialEq)]
struct Line {
    written: Timestamp,
    /// Without it nothing is lost but what a later version has added.
    text: Option<Box<str>>,
}

impl Line {
    fn rank(&self) -> Rank<'_> {
        Rank(
            self.written,
            self.text.as_deref().unwrap_or_default().as_bytes(),
        )
    }
}

impl Known {
    /// Those that were read.
    pub fn of(merged: &Merged<'_>) -> Self {
        let entries = merged.entries.iter().map(|(entry, line)| {
            let line = Line {
                written: entry.written,
                text: std::str::from_utf8(line).ok().map(Box::from),
            };
            (entry.id.clone(), line)
        });
        let mut known = Self(entries.collect());
        for (id, written) in &merged.later {
            let line = known.0.entry(id.as_ref().to_owned()).or_default();
            line.written = line.written.max(*written);
        }
        known
    }

    /// When the newest line of an id was written; 1970 if there is none.
    pub fn written(&self, id: &str) -> Timestamp {
        self.0.get(id).map(|line| line.written).unwrap_or_default()
    }

    /// An entry that says this now. It is later than all that is known of its id, whatever the clock
    /// says: who has seen another's change and makes one means his own.
    pub fn entry(&self, content: Content, device: &Device, deleted: bool, now: Timestamp) -> Entry {
        let id = content.id(device);
        let known = self.0.get(&id);
        let entry = Entry {
            written: known.map_or(now, |known| now.after(known.written)),
            id,
            deleted,
            content,
            unknown: super::unknown::Unknown::default(),
        };
        match known.and_then(|known| known.text.as_deref()) {
            Some(older) => entry.with_unknown_of(older),
            None => entry,
        }
    }

    /// Notes an entry down. Answers whether it is later than what was known.
    pub fn note(&mut self, entry: &Entry) -> bool {
        let text = entry.line().ok().map(String::into_boxed_str);
        let new = Line {
            written: entry.written,
            text,
        };
        match self.0.get_mut(&entry.id) {
            Some(known) if known.rank() >= new.rank() => false,
            Some(known) => {
                *known = new;
                true
            }
            None => {
                self.0.insert(entry.id.clone(), new);
                true
            }
        }
    }
}
