//! Taking annotations over into what is remembered of a book.
//!
//! They are known by their ids, quick marks by their letters: of one that is there already, and be it as deleted,
//! the later change counts. Of two that were changed at the same moment and say different things, the one that
//! comes in does: somebody has edited the file, and has just asked for it. Each is looked for in the text. One whose
//! words are there for certain gets an anchor of this text; one in doubt keeps its own words, so that nothing is
//! moved silently, and one that is lost is kept as well. Where the text is not at hand, what was written down of the
//! place is kept as it is.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::path::Path;

use super::positions::Positions;
use super::scrub::scrubbed;
use super::{Incoming, Saying, Words};
use crate::document::{Document, Passage, Resolved};
use crate::store::{Annotation, AnyMark, AnyMarks, BookRecord, Change, Content, Mark, Timestamp};
use crate::text::TextRange;

/// What annotations are taken into.
#[derive(Debug)]
pub struct Memory<'m> {
    /// What is remembered of the book.
    pub record: &'m mut BookRecord,
    /// The marks A–Z.
    pub any_marks: &'m mut AnyMarks,
    /// The book's file; without one no mark A–Z leads to it.
    pub file: Option<&'m Path>,
}

/// What became of annotations that came in.
#[derive(Debug, Default)]
pub struct Merged {
    /// What is to be written down.
    pub changes: Vec<Change>,
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
    /// Marks A–Z that could not be taken, as the book has no file they could lead to.
    pub without_file: Vec<char>,
}

/// Words that were looked for, and what was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubt {
    /// What was looked for; empty for a position alone.
    pub wanted: String,
    /// What stands there.
    pub found: String,
}

/// What becomes of something that comes in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verdict {
    New,
    Changed,
    Same,
    LaterHere,
}

impl Verdict {
    /// Of something that is known: how new what comes in is beside it, and whether it says the same.
    const fn of(age: Ordering, is_same: bool) -> Self {
        match (age, is_same) {
            (Ordering::Greater, _) => Self::Changed,
            (_, true) => Self::Same,
            (Ordering::Equal, false) => Self::Changed,
            (Ordering::Less, false) => Self::LaterHere,
        }
    }
}

/// Takes annotations over into the memory of `document`.
pub fn merge(
    memory: &mut Memory<'_>,
    document: &Document,
    incoming: &[Incoming],
    now: Timestamp,
) -> Merged {
    let mut merged = Merged::default();
    let found = find(document, incoming);
    let are_elsewhere = are_elsewhere(memory, document, incoming, &found);
    for ((incoming, found), is_elsewhere) in incoming.iter().zip(found).zip(are_elsewhere) {
        merged.note_doubt(document, incoming, &found);
        let coming = Coming {
            incoming,
            passage: found.passage,
            is_elsewhere,
        };
        merged.take(memory, document.title(), coming, now);
    }
    merged
}

/// Takes annotations over into the memory of a book whose text is not at hand: those whose passages go along, or
/// are remembered. Answers also with how many others there are.
pub fn merge_unread(
    memory: &mut Memory<'_>,
    title: Option<&str>,
    incoming: &[Incoming],
    now: Timestamp,
) -> (Merged, usize) {
    let mut merged = Merged::default();
    let mut others = 0;
    for incoming in incoming {
        let known = memory.passage(&incoming.says).map(Cow::into_owned);
        let written = incoming.selector.passage.as_ref();
        let Some(passage) = written.or(known.as_ref()).cloned() else {
            others += 1;
            continue;
        };
        let is_elsewhere = known.is_some_and(|known| known != passage);
        let coming = Coming {
            incoming,
            passage,
            is_elsewhere,
        };
        merged.take(memory, title, coming, now);
    }
    (merged, others)
}

/// Something that comes in, with its place.
struct Coming<'i> {
    incoming: &'i Incoming,
    passage: Passage,
    /// Whether that is another than is remembered of it.
    is_elsewhere: bool,
}

impl Merged {
    fn take(
        &mut self,
        memory: &mut Memory<'_>,
        title: Option<&str>,
        coming: Coming<'_>,
        now: Timestamp,
    ) {
        let Coming {
            incoming,
            passage,
            is_elsewhere,
        } = coming;
        let given = Given {
            created: incoming.created.or(incoming.changed),
            changed: incoming.changed.or(incoming.created),
            is_elsewhere,
            now,
        };
        match &incoming.says {
            Saying::Annotation(words) => {
                self.take_annotation(memory.record, words, passage, given);
            }
            Saying::QuickMark(letter) if letter.is_ascii_lowercase() => {
                let mark = Mark {
                    letter: *letter,
                    anchor: passage.start,
                };
                self.take_mark(memory.record, mark, given);
            }
            Saying::QuickMark(letter) => match memory.file {
                Some(file) => {
                    let mark = AnyMark {
                        letter: *letter,
                        book: memory.record.book.to_string(),
                        title: title.map(str::to_owned),
                        path: file.to_owned(),
                        anchor: passage.start,
                    };
                    self.take_any_mark(memory.any_marks, mark, given);
                }
                None => self.without_file.push(*letter),
            },
        }
    }
}

/// What is known of something that comes in, besides what it says.
#[derive(Clone, Copy, Debug)]
struct Given {
    created: Option<Timestamp>,
    changed: Option<Timestamp>,
    /// Whether it stands elsewhere in the text than what is remembered of it.
    is_elsewhere: bool,
    now: Timestamp,
}

impl Given {
    /// What becomes of a mark, of which one was set or deleted last at `known`. Without a moment it is not known
    /// to be later than any.
    fn verdict_of_mark(self, known: Timestamp, is_there: bool) -> Verdict {
        let age = self.changed.unwrap_or_default().cmp(&known);
        match age {
            _ if known == Timestamp::default() => Verdict::New,
            _ if is_there => Verdict::of(age, !self.is_elsewhere),
            Ordering::Greater => Verdict::New,
            Ordering::Equal | Ordering::Less => Verdict::LaterHere,
        }
    }
}

/// Which of what comes in stands for certain at another place of the text than what is remembered of it.
fn are_elsewhere(
    memory: &Memory<'_>,
    document: &Document,
    incoming: &[Incoming],
    found: &[FoundPassage],
) -> Vec<bool> {
    let all = incoming.iter().zip(found);
    let known: Vec<Option<Cow<'_, Passage>>> = all
        .map(|(incoming, found)| {
            let known = memory.passage(&incoming.says)?;
            (found.resolved.is_certain() && *known != found.passage).then_some(known)
        })
        .collect();
    let passages = known.iter().flatten().map(Cow::as_ref);
    let mut ranges = Passage::resolve_all(document, passages).into_iter();
    let all = known.iter().zip(found);
    all.map(|(known, found)| {
        let stands = known.as_ref().and_then(|_| ranges.next());
        stands.is_some_and(|stands| stands.range() != found.resolved.range())
    })
    .collect()
}

impl Memory<'_> {
    /// What is remembered of something in this book.
    fn passage(&self, says: &Saying) -> Option<Cow<'_, Passage>> {
        let anchor = match says {
            Saying::Annotation(words) => {
                let known = self.record.annotation(&words.id)?;
                return Some(Cow::Borrowed(&known.passage));
            }
            Saying::QuickMark(letter) if letter.is_ascii_lowercase() => {
                self.record.marks.get(letter)?
            }
            Saying::QuickMark(letter) => {
                let known = self.any_marks.get(*letter)?;
                let is_here = known.book == self.record.book.to_string();
                is_here.then_some(&known.anchor)?
            }
        };
        Some(Cow::Owned(Passage::from(anchor.clone())))
    }
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

    fn take_annotation(
        &mut self,
        record: &mut BookRecord,
        words: &Words,
        passage: Passage,
        given: Given,
    ) {
        let known = record.annotation(&words.id);
        // What does not say when it was changed is as old as what was taken over from it.
        let otherwise = known.map_or(given.now, |known| known.created);
        let annotation = Annotation {
            id: words.id.clone(),
            deleted: false,
            passage,
            style: words.style.clone(),
            name: words.name.clone(),
            note: words.note.clone(),
            foreign: words.foreign_beside(known),
            created: given.created.unwrap_or(otherwise),
            changed: given.changed.unwrap_or(otherwise),
        };
        let verdict = known.map_or(Verdict::New, |known| {
            let age = match annotation.changed.cmp(&known.changed) {
                // A deletion is a change, and older folios did not always say when it was.
                Ordering::Equal if known.deleted => Ordering::Less,
                age => age,
            };
            let says = |a: &Annotation| {
                let style = a.style.clone();
                (style, scrubbed(&a.name), scrubbed(&a.note), a.deleted)
            };
            let is_same = says(known) == says(&annotation)
                && known.foreign == annotation.foreign
                && !given.is_elsewhere;
            Verdict::of(age, is_same)
        });
        if self.is_taken(verdict) {
            let change = record.change(Content::Annotation(annotation), given.now);
            record.apply(&change.entry);
            self.changes.push(change);
        }
    }

    /// Takes a quick mark of the book. It was set when its line was written.
    fn take_mark(&mut self, record: &mut BookRecord, mark: Mark, given: Given) {
        let is_there = record.marks.contains_key(&mark.letter);
        let verdict = given.verdict_of_mark(record.mark_set(mark.letter), is_there);
        if self.is_taken(verdict) {
            let set = given.changed.unwrap_or(given.now);
            let change = record.change(Content::Mark(mark), set);
            record.apply(&change.entry);
            self.changes.push(change);
        }
    }

    /// Takes a mark that leads to the book from any.
    fn take_any_mark(&mut self, any_marks: &mut AnyMarks, mark: AnyMark, given: Given) {
        let known = any_marks.get(mark.letter);
        let leads_elsewhere = known.is_some_and(|known| known.book != mark.book);
        let given = Given {
            is_elsewhere: given.is_elsewhere || leads_elsewhere,
            ..given
        };
        let verdict = given.verdict_of_mark(any_marks.mark_set(mark.letter), known.is_some());
        if self.is_taken(verdict) {
            let set = given.changed.unwrap_or(given.now);
            let change = any_marks.change(mark, set);
            any_marks.apply(&change.entry);
            self.changes.push(change);
        }
    }

    /// Counts what becomes of something. Answers whether it is taken over.
    fn is_taken(&mut self, verdict: Verdict) -> bool {
        let count = match verdict {
            Verdict::New => &mut self.new,
            Verdict::Changed => &mut self.changed,
            Verdict::Same => &mut self.same,
            Verdict::LaterHere => &mut self.later_here,
        };
        *count += 1;
        matches!(verdict, Verdict::New | Verdict::Changed)
    }
}
