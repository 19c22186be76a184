//! Looking a text through, and what of another edition can be carried over into it.

use std::path::PathBuf;
use std::sync::Arc;

use crate::app::Ticket;
use crate::document::{Anchor, Document, Passage, Resolved};
use crate::store::{Annotation, AnyMark, OtherEdition, Timestamp};
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
    /// Whether what is remembered of another edition may be carried over into it.
    pub is_open: bool,
}

/// What of another edition can be carried over, found in the new text. Where each thing is comes with it: it was
/// looked for by who examines the text, and no key waits for it.
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
    /// The quick marks a–z.
    pub marks: Vec<(char, Anchor, Resolved)>,
    /// The marks A–Z that lead into the other, as they are to lead into this one. One whose words are gone goes on
    /// leading to where they are.
    pub any_marks: Vec<(AnyMark, Resolved)>,
    /// Bookmarks, highlights and notes. Those in doubt are as they were, so that they show as such.
    pub annotations: Vec<(Annotation, Resolved<TextRange>)>,
    /// How many marks and annotations were found for certain, in doubt, and not at all.
    pub found: [usize; 3],
}

impl Carrying {
    /// Finds in a text what is remembered of another edition.
    pub fn new(other: OtherEdition, into: &Examination) -> Self {
        let document = &into.document;
        let record = other.record;
        let place = record.place.map(|place| Passage::from(place.anchor));
        let letters: Vec<char> = record.marks.keys().copied().collect();
        let marks: Vec<Passage> = record.marks.into_values().map(Passage::from).collect();
        // What is no file cannot be led to from another book.
        let any_marks = other.any_marks.into_iter().filter(|_| into.path.is_some());
        let any_marks: Vec<AnyMark> = any_marks.collect();
        let led: Vec<Passage> = any_marks.iter().map(|m| m.anchor.clone().into()).collect();
        let live = record.annotations.into_iter().filter(|a| !a.deleted);
        let annotations: Vec<Annotation> = live.collect();
        let noted = annotations.iter().map(|a| &a.passage);
        // All at once: the text is gone over once.
        let passages = place.iter().chain(&marks).chain(&led).chain(noted);
        let mut answers = Passage::resolve_all(document, passages).into_iter();
        let place = place.and_then(|_| answers.next().map(start_of));
        let mut answers = Answers {
            document,
            answers,
            found: [0; 3],
        };
        let marks = letters.into_iter().zip(marks).map(|(letter, passage)| {
            let (passage, found) = answers.next(passage);
            (letter, passage.start, start_of(found))
        });
        let marks = marks.collect();
        let mut led_here = Vec::new();
        for (mark, passage) in any_marks.into_iter().zip(led) {
            let (passage, found) = answers.next(passage);
            if !matches!(found, Resolved::Lost(_)) {
                led_here.push((leading_into(into, mark, passage.start), start_of(found)));
            }
        }
        let annotations = annotations.into_iter().map(|annotation| {
            let (passage, found) = answers.next(annotation.passage);
            let annotation = Annotation {
                passage,
                ..annotation
            };
            (annotation, found)
        });
        Self {
            of: record.book.to_string(),
            title: other.title,
            progress: other.progress,
            read: other.read,
            place,
            marks,
            any_marks: led_here,
            annotations: annotations.collect(),
            found: answers.found,
        }
    }
}

/// Where passages were found, in the order they were asked for.
struct Answers<'d, A> {
    document: &'d Document,
    answers: A,
    /// How many were found for certain, in doubt, and not at all.
    found: [usize; 3],
}

impl<A: Iterator<Item = Resolved<TextRange>>> Answers<'_, A> {
    /// The next passage as the new text has it, and where it is.
    fn next(&mut self, passage: Passage) -> (Passage, Resolved<TextRange>) {
        let lost = Resolved::Lost(TextRange::default());
        let answer = self.answers.next().unwrap_or(lost);
        let [certain, doubtful, lost] = &mut self.found;
        *match answer {
            Resolved::Exact(_) | Resolved::Moved(_) => certain,
            Resolved::Near(_) => doubtful,
            Resolved::Lost(_) => lost,
        } += 1;
        renewed(self.document, answer, passage)
    }
}

/// A mark A–Z that leads into another text from now on.
fn leading_into(into: &Examination, mark: AnyMark, anchor: Anchor) -> AnyMark {
    AnyMark {
        letter: mark.letter,
        book: into.document.fingerprint().to_string(),
        title: into.document.title().map(str::to_owned),
        path: into.path.clone().unwrap_or(mark.path),
        anchor,
    }
}

/// A passage as the new text has it, and where it is then. Where it has other words those of the old one stay with
/// it: what the reader marked is not forgotten, and can be shown beside what stands there now.
fn renewed(
    document: &Document,
    found: Resolved<TextRange>,
    old: Passage,
) -> (Passage, Resolved<TextRange>) {
    let range = found.place();
    let is_same = old.end.is_none() || document.has_same_words(document.slice(range), &old.words);
    if !found.is_certain() || !is_same {
        return (old, found);
    }
    (Passage::new(document, range), Resolved::Exact(range))
}

fn start_of(found: Resolved<TextRange>) -> Resolved<Offset> {
    found.map(|range| range.start)
}
