//! The bookmarks and highlights of all books in one list.

use super::content::Kind;
use super::looking::Heard;
use super::{Annotation, Content, Store, Whereabouts};
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
    /// What is marked in all books that are not forgotten, the last made first. What cannot be read is
    /// named by [`Store::library`].
    pub fn known_marks(&self) -> Vec<KnownMark> {
        let seen = self.look(|book, best| {
            let Heard { value, is_whole } = self.known(book, best);
            let known = value.filter(|known| !known.is_forgotten);
            let marks = known.map(|known| {
                let kinds = best.latest.values();
                let live = kinds.filter(|latest| !latest.envelope.deleted);
                let marked = live
                    .filter(|latest| Kind::named(&latest.envelope.kind) == Some(Kind::Annotation));
                let marked = marked.filter_map(|latest| match latest.entry()?.content {
                    Content::Annotation(annotation) => Some(annotation),
                    _ => None,
                });
                let with_book = marked.map(|annotation| KnownMark {
                    book,
                    title: known.name(),
                    whereabouts: known.whereabouts.clone(),
                    annotation,
                });
                with_book.collect::<Vec<_>>()
            });
            Heard {
                value: marks,
                is_whole,
            }
        });
        let mut marks: Vec<KnownMark> = seen.values.into_iter().flatten().collect();
        let moment = |mark: &KnownMark| std::cmp::Reverse(mark.annotation.created);
        sort_by(&mut marks, |a, b| {
            moment(a)
                .cmp(&moment(b))
                .then_with(|| a.annotation.id.cmp(&b.annotation.id))
        });
        marks
    }
}
