//! Looking a text through, and what of another edition can be carried over into it.

use std::path::PathBuf;
use std::sync::Arc;

use crate::app::Ticket;
use crate::document::{Anchor, Document, Passage, Resolved};
use crate::store::{Annotation, OtherEdition, Timestamp};
use crate::text::{Offset, TextRange};

/// All that is needed to look a text through.
#[derive(Clone, Debug)]
pub struct Examination {
    /// Its number.
    pub ticket: Ticket,
    /// The text.
    pub document: Arc<Document>,
    /// The file it was read from.
    pub path: Option<PathBuf>,
    /// Whether nothing is known of it yet, so that it may be asked for another edition.
    pub is_new: bool,
}

/// What of another edition can be carried over, found in the new text.
#[derive(Clone, Debug, PartialEq)]
pub struct Carrying {
    /// The fingerprint of the other's text.
    pub of: String,
    /// The other's title.
    pub title: Option<String>,
    /// How far into it the reader is, from 0.0 to 1.0.
    pub progress: f64,
    /// When it was last read.
    pub read: Timestamp,
    /// Where the reader is.
    pub place: Option<Resolved>,
    /// The quick marks.
    pub marks: Vec<(char, Anchor)>,
    /// Bookmarks, highlights and notes. Those in doubt are as they were, so that they show as such.
    pub annotations: Vec<Annotation>,
    /// How many marks and annotations were found for certain, in doubt, and not at all.
    pub found: [usize; 3],
}

impl Carrying {
    /// Finds in a document what is remembered of another edition.
    pub fn new(other: OtherEdition, document: &Document) -> Self {
        let record = other.record;
        let place = record.place.map(|place| Passage::from(place.anchor));
        let marks: Vec<(char, Passage)> = record
            .marks
            .into_iter()
            .map(|(letter, anchor)| (letter, Passage::from(anchor)))
            .collect();
        let live = record.annotations.into_iter().filter(|a| !a.deleted);
        let annotations: Vec<Annotation> = live.collect();
        let marked = marks.iter().map(|(_, passage)| passage);
        let noted = annotations.iter().map(|a| &a.passage);
        // All at once: the text is gone over once.
        let passages = place.iter().chain(marked).chain(noted);
        let mut answers = Passage::resolve_all(document, passages).into_iter();
        let place = place.and_then(|_| answers.next().map(start_of));
        let mut found = [0; 3];
        let mut carried = |passage: Passage| match answers.next() {
            Some(Resolved::Exact(range) | Resolved::Moved(range)) => {
                found[0] += 1;
                renewed(document, range, passage)
            }
            Some(Resolved::Near(_)) => {
                found[1] += 1;
                passage
            }
            _ => {
                found[2] += 1;
                passage
            }
        };
        let marks = marks
            .into_iter()
            .map(|(letter, passage)| (letter, carried(passage).start));
        let marks = marks.collect();
        let annotations = annotations.into_iter().map(|annotation| Annotation {
            passage: carried(annotation.passage),
            ..annotation
        });
        let annotations = annotations.collect();
        Self {
            of: record.book.to_string(),
            title: other.title,
            progress: other.progress,
            read: other.read,
            place,
            marks,
            annotations,
            found,
        }
    }
}

/// A passage as the new text has it. Where it has other words those of the old one stay with it: what the reader
/// marked is not forgotten, and can be shown beside what stands there now.
fn renewed(document: &Document, range: TextRange, old: Passage) -> Passage {
    if old.end.is_none() {
        return Passage::from(Anchor::new(document, range.start));
    }
    if document.has_same_words(document.slice(range), &old.words) {
        Passage::new(document, range)
    } else {
        old
    }
}

fn start_of(found: Resolved<TextRange>) -> Resolved<Offset> {
    found.map(|range| range.start)
}
