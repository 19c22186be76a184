//! Looking at the journals of all books.
//!
//! The books are divided among as many threads as there are cores, so that thousands of them are listed
//! before anybody waits.

use std::fs;
use std::io;
use std::num::NonZero;
use std::thread;

use super::files::Files;
use super::merge::Best;
use super::{Store, StoreError, legacy};
use crate::document::Fingerprint;
use crate::text::{sort_by, sort_by_key};

/// What was found in the journals.
#[derive(Debug)]
pub(super) struct Seen<T> {
    pub values: Vec<T>,
    /// What could not be read.
    pub problems: Vec<StoreError>,
}

/// What one journal says.
#[derive(Debug)]
pub(super) struct Heard<T> {
    /// `None` where it says nothing.
    pub value: Option<T>,
    /// Whether all lines that count could be read.
    pub is_whole: bool,
}

/// A book of which something lies in the folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Found {
    book: Fingerprint,
    /// Whether there is a file of the form that was written before there were journals.
    has_old: bool,
}

impl Store {
    /// Asks every journal, and answers with what they said in no order. Nothing is changed.
    pub(super) fn look<T: Send>(
        &self,
        hear: impl Fn(Fingerprint, &Best<'_>) -> Heard<T> + Sync,
    ) -> Seen<T> {
        let mut seen = Seen {
            values: Vec::new(),
            problems: Vec::new(),
        };
        let books = match self.found() {
            Ok(books) => books,
            Err(error) => {
                seen.problems.push(error);
                return seen;
            }
        };
        let cores = thread::available_parallelism().map_or(1, NonZero::get);
        let size = books.len().div_ceil(cores).max(1);
        let hear = &hear;
        thread::scope(|scope| {
            let shares: Vec<_> = books
                .chunks(size)
                .map(|share| {
                    let looking = scope.spawn(move || self.look_at(share, hear));
                    (share.len(), looking)
                })
                .collect();
            for (count, looking) in shares {
                if let Ok(share) = looking.join() {
                    seen.values.extend(share.values);
                    seen.problems.extend(share.problems);
                } else {
                    let path = self.books_folder();
                    seen.problems.push(StoreError::Unseen { path, count });
                }
            }
        });
        sort_by_key(&mut seen.problems, ToString::to_string);
        seen
    }

    /// The fingerprints that something in the folder of books is called by.
    fn found(&self) -> Result<Vec<Found>, StoreError> {
        let folder = self.books_folder();
        let entries = match fs::read_dir(&folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(StoreError::io(folder, error)),
        };
        let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
        let mut books: Vec<Found> = names
            .filter_map(|name| {
                let old = name.strip_suffix(".json");
                let book = Fingerprint::parse(old.unwrap_or(&name))?;
                let has_old = old.is_some();
                Some(Found { book, has_old })
            })
            .collect();
        sort_by(&mut books, Found::cmp);
        books.dedup_by(|next, first| {
            let is_same = next.book == first.book;
            first.has_old |= is_same && next.has_old;
            is_same
        });
        Ok(books)
    }

    fn look_at<T>(
        &self,
        books: &[Found],
        hear: &impl Fn(Fingerprint, &Best<'_>) -> Heard<T>,
    ) -> Seen<T> {
        let mut seen = Seen {
            values: Vec::with_capacity(books.len()),
            problems: Vec::new(),
        };
        let folder = self.books_folder();
        for Found { book, has_old } in books {
            let files = Files::in_folder(&folder.join(book.to_string()));
            let old = if *has_old {
                legacy::book(&folder.join(format!("{book}.json")))
            } else {
                Ok(Vec::new())
            };
            let old = old.unwrap_or_else(|error| {
                seen.problems.push(error);
                Vec::new()
            });
            let mut all = files.bytes();
            all.push(&old);
            let mut best = Best::at_a_glance(&all);
            let mut heard = hear(*book, &best);
            if !heard.is_whole {
                best = Best::of(&all);
                heard = hear(*book, &best);
            }
            seen.values.extend(heard.value);
            let unreadable = best.unreadable;
            seen.problems.extend(files.problems_with(&unreadable));
        }
        seen
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Anchor;
    use crate::store::{BookRecord, Content, Timestamp};

    #[test]
    fn books_that_could_not_be_looked_at_are_said_to_be_missing() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::at(folder.path().to_owned());
        let names = ["one", "two", "three", "four"];
        for name in names {
            let place = Content::Place(Anchor::default().into());
            let record = BookRecord::new(Fingerprint::of(name));
            store.save(&record.change(place, Timestamp(1))).unwrap();
        }
        let bad = Fingerprint::of("two");
        let seen = store.look(|book, _| {
            assert_ne!(book, bad, "this is what is tested");
            let (value, is_whole) = (Some(book), true);
            Heard { value, is_whole }
        });
        let [StoreError::Unseen { count, .. }] = seen.problems.as_slice() else {
            panic!("{:?}", seen.problems);
        };
        assert_eq!(seen.values.len() + count, names.len());
        assert!(!seen.values.contains(&bad));
    }
}
