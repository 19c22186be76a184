//! Which books were read, and from which files.

use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::Path;

use serde::Deserialize;

use super::folder::LARGEST;
use super::{Seen, Store, StoreError};

/// A book that was read from a file.
#[derive(Clone, Debug, PartialEq)]
pub struct KnownBook {
    /// Its title, where it has one.
    pub title: Option<String>,
    /// The file it was last read from, and when.
    pub source: Seen,
}

/// The books that were read from files.
#[derive(Debug, Default)]
pub struct Library {
    /// One entry a file, the last read first.
    pub books: Vec<KnownBook>,
    /// What could not be read.
    pub problems: Vec<StoreError>,
}

/// So much of a book's record as is needed here: a newer folio's record has it too, and the rest may be
/// long.
#[derive(Deserialize)]
struct Header {
    #[serde(default)]
    title: Option<String>,
    /// Missing where it was read from a pipe, or is the essay.
    #[serde(default)]
    source: Option<Seen>,
}

impl Store {
    /// The books that were read from files. Nothing in the state folder is changed: a damaged record is
    /// named, and set aside when its book is opened again.
    pub fn library(&self) -> Library {
        let mut library = Library::default();
        let folder = self.books_folder();
        let entries = match fs::read_dir(&folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return library,
            Err(error) => {
                library.problems.push(StoreError::io(folder, error));
                return library;
            }
        };
        for path in entries.filter_map(|entry| Some(entry.ok()?.path())) {
            if path.extension().is_none_or(|e| e != "json") {
                continue;
            }
            match header(&path) {
                Ok(Header { title, source }) => {
                    let book = source.map(|source| KnownBook { title, source });
                    library.books.extend(book);
                }
                Err(error) => library.problems.push(StoreError::io(path, error)),
            }
        }
        library.put_in_order();
        library
    }
}

impl Library {
    /// The last read first; a file whose text has changed has a record for each, and one entry here.
    fn put_in_order(&mut self) {
        self.books.sort_by(|a, b| {
            let times = b.source.written.cmp(&a.source.written);
            times.then_with(|| a.source.path.cmp(&b.source.path))
        });
        let mut met = HashSet::new();
        self.books
            .retain(|book| met.insert(book.source.path.clone()));
        self.problems.sort_by_key(ToString::to_string);
    }
}

fn header(path: &Path) -> io::Result<Header> {
    let metadata = fs::metadata(path)?;
    if !metadata.is_file() || metadata.len() > LARGEST {
        return Err(io::Error::other("this is no record of a book"));
    }
    let bytes = fs::read(path)?;
    serde_json::from_slice(&bytes).map_err(|_| io::Error::other("this is no record of a book"))
}
