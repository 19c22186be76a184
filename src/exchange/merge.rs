//! Taking annotations over into what is remembered of a book.
//!
//! They are known by their ids: of one that is there already, and be it as deleted, the later change counts.
//! Each is looked for in the text. One whose words are there for certain gets an anchor of this text; one in
//! doubt keeps its own words, so that nothing is moved silently, and one that is lost is kept as well.

use super::Incoming;
use super::positions::Positions;
use crate::document::{Document, Passage, Resolved};
use crate::store::{Annotation, BookRecord, Content, Entry, Timestamp};
use crate::text::TextRange;

/// What became of annotations that came in.
#[derive(Debug, Default)]
pub struct Merged {
    /// What is to be written down.
    pub entries: Vec<Entry>,
    /// How many there were not.
    pub new: usize,
    /// How many were there, and are changed now.
    pub changed: usize,
    /// How many were there as they are.
    pub same: usize,
    /// How many were changed or deleted here later, which stays so.
    pub later_here: usize,
    /// Those that may be at another place than was meant.
    pub doubtful: Vec<Doubt>,
    /// The words of those that are not in the text.
    pub lost: Vec<String>,
}

/// Words that were looked for, and what was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubt {
    /// What was looked for; empty for a position alone.
    pub wanted: String,
    /// What stands there.
    pub found: String,
}

/// Takes annotations over into `record`, the record of `document`.
pub fn merge(
    record: &mut BookRecord,
    document: &Document,
    incoming: &[Incoming],
    now: Timestamp,
) -> Merged {
    let mut merged = Merged::default();
    for (incoming, found) in incoming.iter().zip(find(document, incoming)) {
        merged.note_doubt(document, incoming, &found);
        merged.take(record, incoming, found.passage, now);
    }
    merged
}

/// A passage and how it was found.
struct FoundPassage {
    passage: Passage,
    resolved: Resolved<TextRange>,
}

fn find(document: &Document, incoming: &[Incoming]) -> Vec<FoundPassage> {
    let positions = Positions::of(document.text());
    let wanted: Vec<(Option<TextRange>, Passage)> = incoming
        .iter()
        .map(|incoming| {
            let selector = &incoming.selector;
            match selector.at_position(document.text(), &positions) {
                Some(range) => (Some(range), Passage::new(document, range)),
                None => (None, selector.to_passage(document, &positions)),
            }
        })
        .collect();
    // All at once: the text is gone over once.
    let found = Passage::resolve_all(document, wanted.iter().map(|(_, passage)| passage));
    let all = incoming.iter().zip(wanted).zip(found);
    all.map(|((incoming, (at, passage)), found)| {
        let has_words = incoming.selector.quote.is_some() || incoming.selector.passage.is_some();
        let resolved = match (at, found) {
            (Some(range), _) => Resolved::Exact(range),
            (None, found) if has_words => found,
            (None, found) => Resolved::Near(found.range()),
        };
        let passage = if at.is_none() && resolved.is_certain() {
            Passage::new(document, resolved.range())
        } else {
            passage
        };
        FoundPassage { passage, resolved }
    })
    .collect()
}

impl Merged {
    fn note_doubt(&mut self, document: &Document, incoming: &Incoming, found: &FoundPassage) {
        let range = found.resolved.range();
        match found.resolved {
            Resolved::Exact(_) | Resolved::Moved(_) => {}
            Resolved::Near(_) => {
                let end =
                    document.floor_char(range.end.to_usize().max(range.start.to_usize() + 80));
                let stands = document.slice(TextRange {
                    start: range.start,
                    end,
                });
                let words: Vec<&str> = stands.split_whitespace().take(12).collect();
                self.doubtful.push(Doubt {
                    wanted: incoming.words(),
                    found: words.join(" "),
                });
            }
            Resolved::Lost(_) => self.lost.push(incoming.words()),
        }
    }

    fn take(
        &mut self,
        record: &mut BookRecord,
        incoming: &Incoming,
        passage: Passage,
        now: Timestamp,
    ) {
        let created = incoming.created.or(incoming.changed);
        let changed = incoming.changed.or(incoming.created);
        let annotation = Annotation {
            id: incoming.id.clone(),
            deleted: false,
            passage,
            style: incoming.style.clone(),
            name: incoming.name.clone(),
            note: incoming.note.clone(),
            created: created.unwrap_or(now),
            changed: changed.unwrap_or(now),
        };
        match record.annotation(&incoming.id) {
            None => self.new += 1,
            // Without a moment it is not known to be later.
            Some(known) if changed.is_some_and(|changed| changed > known.changed) => {
                self.changed += 1
            }
            Some(known) => {
                let says =
                    |a: &Annotation| (a.style.clone(), a.name.clone(), a.note.clone(), a.deleted);
                if says(known) == says(&annotation) {
                    self.same += 1;
                } else {
                    self.later_here += 1;
                }
                return;
            }
        }
        let change = record.change(Content::Annotation(annotation), now);
        record.apply(&change.entry);
        self.entries.push(change.entry);
    }
}
