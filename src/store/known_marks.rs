//! The bookmarks and highlights of all books in one list.
//!
//! What was carried over from an earlier edition of a book is in two journals, with the same id: the earlier one
//! keeps what it has. It is one mark, and listed as it is in the later edition.

use std::collections::{HashMap, HashSet};

use super::content::Kind;
use super::looking::Heard;
use super::merge::Best;
use super::{Annotation, Answer, Content, Store, Whereabouts};
use crate::document::Fingerprint;
use crate::text::sort_by;

/// A bookmark or a highlight with the book it is in.
#[derive(Clone, Debug, PartialEq)]
pub struct KnownMark {
    /// The fingerprint of the book's text.
    pub book: Fingerprint,
    /// What the book is called.
    pub title: String,
    /// Whether the book can be opened here.
    pub whereabouts: Whereabouts,
    /// What is marked.
    pub annotation: Annotation,
}

impl Store {
    /// What is marked in all books that are not forgotten, the last made first; what was carried over into a later
    /// edition, in that. What cannot be read is named by [`Store::library`].
    pub fn known_marks(&self) -> Vec<KnownMark> {
        let seen = self.look(|book, best| {
            let Heard { value, is_whole } = self.known(book, best);
            let known = value.filter(|known| !known.is_forgotten);
            let shelf = known.map(|known| {
                let mut shelf = Shelf::default();
                for content in contents(best) {
                    match content {
                        Content::Annotation(annotation) => shelf.marks.push(KnownMark {
                            book,
                            title: known.name(),
                            whereabouts: known.whereabouts.clone(),
                            annotation,
                        }),
                        Content::Edition(edition) if edition.answer == Answer::Taken => {
                            shelf.earlier.extend(Fingerprint::parse(&edition.of));
                        }
                        _ => {}
                    }
                }
                shelf
            });
            Heard {
                value: shelf,
                is_whole,
            }
        });
        let superseded = superseded(&seen.values);
        let shelves = seen.values.into_iter();
        let mut marks: Vec<KnownMark> = shelves.flat_map(|shelf| shelf.marks).collect();
        if !superseded.is_empty() {
            marks.retain(|mark| !superseded.contains(&(mark.book, mark.annotation.id.clone())));
        }
        let moment = |mark: &KnownMark| std::cmp::Reverse(mark.annotation.created);
        sort_by(&mut marks, |a, b| {
            moment(a)
                .cmp(&moment(b))
                .then_with(|| a.annotation.id.cmp(&b.annotation.id))
        });
        marks
    }
}

/// What is marked in a book.
#[derive(Debug, Default)]
struct Shelf {
    marks: Vec<KnownMark>,
    /// The editions from which marks were carried over into it.
    earlier: Vec<Fingerprint>,
}

/// What there is of annotations and of questions about other editions in a journal.
fn contents(best: &Best<'_>) -> impl Iterator<Item = Content> {
    let live = best
        .latest
        .values()
        .filter(|latest| !latest.envelope.deleted);
    let wanted = live.filter(|latest| {
        let kind = Kind::named(&latest.envelope.kind);
        matches!(kind, Some(Kind::Annotation | Kind::Edition))
    });
    wanted.filter_map(|latest| Some(latest.entry()?.content))
}

/// The marks, by book and id, of which a later edition has all there is. One that was changed in the earlier edition
/// afterwards is there alone as it is now, and so is one whose copy was deleted, or lies in a book that cannot be
/// opened as this can. Since a copy is always the one that was changed last, of two editions that have taken from
/// each other one is left.
fn superseded(shelves: &[Shelf]) -> HashSet<(Fingerprint, String)> {
    let mut copies: HashMap<(Fingerprint, &str), Vec<&KnownMark>> = HashMap::new();
    for shelf in shelves {
        for mark in &shelf.marks {
            for earlier in &shelf.earlier {
                let of = (*earlier, mark.annotation.id.as_str());
                copies.entry(of).or_default().push(mark);
            }
        }
    }
    if copies.is_empty() {
        return HashSet::new();
    }
    let can_be_opened = |mark: &KnownMark| matches!(mark.whereabouts, Whereabouts::Here(_));
    let marks = shelves.iter().flat_map(|shelf| &shelf.marks);
    let superseded = marks.filter(|mark| {
        let copies = copies.get(&(mark.book, mark.annotation.id.as_str()));
        copies.into_iter().flatten().any(|copy| {
            copy.annotation.changed > mark.annotation.changed
                && (can_be_opened(copy) || !can_be_opened(mark))
        })
    });
    superseded
        .map(|mark| (mark.book, mark.annotation.id.clone()))
        .collect()
}
