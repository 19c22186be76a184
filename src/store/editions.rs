//! Another edition of a book: a known one that lay at the same path, or shares its words.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use super::{AnyMark, BookRecord, KnownBook, KnownFile, Lying, Store, Timestamp};
use crate::document::{Fingerprint, Sketch};

/// Bytes: a place no further into a text than a page is its beginning. Who stands there finds it again without
/// having it carried over.
const BEGINNING: usize = 2 * 1024;

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
        let before = path.map_or(Lying::Nothing, |path| self.lying_at(path));
        let lay_there = |known: &KnownBook| {
            let is_here =
                |file: &KnownFile| file.is_own(self.device()) && Some(file.path.as_path()) == path;
            before == Lying::Book(known.book) || known.files.iter().any(is_here)
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
            .filter(|known| known.book != book && !known.is_forgotten);
        let alike = others.filter_map(|known| {
            let similarity = match known.about.sketch.as_slice() {
                // It was read before books were known by their words.
                [] if lay_there(known) => Sketch::SAME_BOOK,
                [] => return None,
                hashes => sketch.similarity(&Sketch::from(hashes)),
            };
            (similarity >= Sketch::SAME_BOOK).then_some((known, similarity))
        });
        let alike = alike.filter(|(known, _)| {
            is_marked(known) || !leading_to(known).is_empty() || self.is_begun(known.book)
        });
        // One that was only opened must not hide the one in which something is marked. Of equals the one read
        // last, which comes first.
        let rank = |(known, similarity): &(&KnownBook, f64)| (is_marked(known), *similarity);
        let best = alike.reduce(|best, next| {
            if rank(&next) > rank(&best) {
                next
            } else {
                best
            }
        });
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
    /// Whether the reader has moved on from the beginning of a book.
    fn is_begun(&self, book: Fingerprint) -> bool {
        let place = self.load(book).value.place;
        place.is_some_and(|place| place.anchor.offset > BEGINNING)
    }

    /// Of books that were read from the same file of this machine and share their words, says of all but one which
    /// took their place: the one that lies there.
    pub(super) fn tell_editions_apart(&self, books: &mut [KnownBook]) {
        let mut at: HashMap<PathBuf, Vec<usize>> = HashMap::new();
        for (index, known) in books.iter().enumerate() {
            let file = known.own_file(self.device());
            if let Some(file) = file.filter(|_| !known.is_forgotten) {
                at.entry(file.path.clone()).or_default().push(index);
            }
        }
        at.retain(|_, all| all.len() > 1);
        for (path, all) in at {
            let there = all.iter().filter_map(|index| books.get(*index));
            let Some(last) = self.known_at(there.clone(), &path) else {
                continue;
            };
            let later: Vec<Option<Fingerprint>> = there
                .map(|known| {
                    let is_earlier = known.book != last.book && is_edition_of(known, last);
                    is_earlier.then_some(last.book)
                })
                .collect();
            for (index, later) in all.into_iter().zip(later) {
                if let Some(known) = books.get_mut(index) {
                    known.later = later;
                }
            }
        }
    }
}

/// Whether two books are editions of one, as far as their words are known.
fn is_edition_of(one: &KnownBook, other: &KnownBook) -> bool {
    match (one.about.sketch.as_slice(), other.about.sketch.as_slice()) {
        ([], _) | (_, []) => true,
        (one, other) => Sketch::from(one).similarity(&Sketch::from(other)) >= Sketch::SAME_BOOK,
    }
}

fn is_marked(known: &KnownBook) -> bool {
    known.counts.marks + known.counts.annotations() > 0
}
