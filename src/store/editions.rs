//! Another edition of a book: a known one that lay at the same path, or shares its words.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use super::{AnyMark, BookRecord, KnownBook, Store, Timestamp, Whereabouts};
use crate::document::{Fingerprint, Sketch};

/// A book of which the one that was opened is another edition.
#[derive(Clone, Debug, PartialEq)]
pub struct OtherEdition {
    /// Its title, if it has one.
    pub title: Option<String>,
    /// How far into it the reader is, from 0.0 to 1.0.
    pub progress: f64,
    /// When it was last read.
    pub read: Timestamp,
    /// All that is remembered of it.
    pub record: BookRecord,
    /// The marks A–Z that lead into it.
    pub any_marks: Vec<AnyMark>,
}

impl Store {
    /// The known book of which a text is another edition: of those that share their words with it, or lay
    /// at its path and may, the likest. Looks at all books, so it is for whoever has a moment.
    pub fn other_edition(
        &self,
        book: Fingerprint,
        path: Option<&Path>,
        sketch: &Sketch,
    ) -> Option<OtherEdition> {
        let before = path.and_then(|path| self.book_at(path));
        let lay_there = |known: &KnownBook| {
            let is_here = |file: &super::KnownFile| {
                file.device == self.device().as_str() && Some(file.path.as_path()) == path
            };
            before == Some(known.book) || known.files.iter().any(is_here)
        };
        let library = self.library();
        let any_marks = self.load_marks().value;
        let leading_to = |known: &KnownBook| {
            let book = known.book.to_string();
            let marks = any_marks.iter().filter(|mark| mark.book == book);
            marks.cloned().collect::<Vec<_>>()
        };
        let others = library
            .books
            .iter()
            .filter(|known| known.book != book && !known.is_forgotten)
            .filter(|known| has_something(known) || !leading_to(known).is_empty());
        let alike = others.filter_map(|known| {
            let similarity = match known.about.sketch.as_slice() {
                // It was read before books were known by their words.
                [] if lay_there(known) => Sketch::SAME_BOOK,
                [] => return None,
                hashes => sketch.similarity(&Sketch::from(hashes)),
            };
            (similarity >= Sketch::SAME_BOOK).then_some((known, similarity))
        });
        // Of equals the one read last, which comes first.
        let best = alike.reduce(|best, next| if next.1 > best.1 { next } else { best });
        let (known, _) = best?;
        Some(OtherEdition {
            title: known.about.title.clone(),
            progress: known.progress,
            read: known.read,
            record: self.load(known.book).value,
            any_marks: leading_to(known),
        })
    }
}

impl Store {
    /// Of books that were read from the same file, says of all but one which took their place: the one that was
    /// opened there last. `books` begin with the one that was last read.
    pub(super) fn tell_editions_apart(&self, books: &mut [KnownBook]) {
        let mut at: HashMap<&Path, Vec<Fingerprint>> = HashMap::new();
        for known in books.iter() {
            if let Some(path) = known.path() {
                at.entry(path).or_default().push(known.book);
            }
        }
        at.retain(|_, all| all.len() > 1);
        let opened_last = at.into_iter().filter_map(|(path, all)| {
            let noted = self.book_at(path).filter(|noted| all.contains(noted));
            Some((path.to_owned(), noted.or(all.first().copied())?))
        });
        let later_at: HashMap<PathBuf, Fingerprint> = opened_last.collect();
        for known in books {
            let later = known.path().and_then(|path| later_at.get(path));
            known.later = later.copied().filter(|later| *later != known.book);
        }
    }
}

impl KnownBook {
    /// Where it lies on this machine, or lay.
    fn path(&self) -> Option<&Path> {
        match &self.whereabouts {
            Whereabouts::Here(path) | Whereabouts::Gone(path) => Some(path),
            Whereabouts::Elsewhere | Whereabouts::Nowhere => None,
        }
    }
}

/// Whether there is anything to carry over.
fn has_something(known: &KnownBook) -> bool {
    known.progress > 0.0 || known.counts.marks + known.counts.annotations() > 0
}
