//! All books of which something is remembered.
//!
//! Of each journal only a few lines are read wholly; the others are counted. The books are divided among as
//! many threads as there are cores, so that thousands of them are listed before anybody waits.

use std::collections::HashSet;
use std::fs;
use std::io;
use std::num::NonZero;
use std::path::PathBuf;
use std::thread;

use super::files::Files;
use super::merge::{Best, Latest};
use super::record::device_of;
use super::{About, Change, Content, Forgotten, Pace, Store, StoreError, Timestamp, legacy};
use crate::document::Fingerprint;

/// What the library says of a book.
#[derive(Clone, Debug, PartialEq)]
pub struct KnownBook {
    /// The fingerprint of its text.
    pub book: Fingerprint,
    /// Its title, its authors and so on.
    pub about: About,
    /// How far into it the reader is, from 0.0 to 1.0.
    pub progress: f64,
    /// When it was last read.
    pub read: Timestamp,
    /// What is marked in it.
    pub counts: Counts,
    /// The files it was read from, that of this machine first, then the last read.
    pub files: Vec<KnownFile>,
    /// Whether it can be opened here.
    pub whereabouts: Whereabouts,
    /// How fast it was read, on all machines together.
    pub pace: Pace,
    /// Whether it was forgotten and not read since.
    pub is_forgotten: bool,
}

/// How many places of a book are marked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Quick marks.
    pub marks: usize,
    /// Bookmarks, highlights and notes.
    pub annotations: usize,
}

/// A file a book was read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownFile {
    /// On which machine.
    pub device: String,
    /// Where it lay.
    pub path: PathBuf,
    /// When it was last opened.
    pub read: Timestamp,
}

/// Whether a book's file is where it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Whereabouts {
    /// It is there.
    Here(PathBuf),
    /// It was read from there on this machine, and is there no more.
    Gone(PathBuf),
    /// It was read on other machines only, and none of their paths leads anywhere here.
    Elsewhere,
    /// It was never a file: it came by a pipe, or is the essay.
    Nowhere,
}

/// The books of which something is remembered.
#[derive(Debug, Default)]
pub struct Library {
    /// One entry a book, forgotten ones too, the last read first.
    pub books: Vec<KnownBook>,
    /// What could not be read.
    pub problems: Vec<StoreError>,
}

impl Library {
    /// The files that can be looked through: one that is there or was, for each book that is not
    /// forgotten, the last read first. A file whose text has changed is one file, and several books.
    pub fn paths(&self) -> Vec<PathBuf> {
        let mut met = HashSet::new();
        let books = self.books.iter().filter(|book| !book.is_forgotten);
        let paths = books.filter_map(|book| match &book.whereabouts {
            Whereabouts::Here(path) | Whereabouts::Gone(path) => Some(path.clone()),
            Whereabouts::Elsewhere | Whereabouts::Nowhere => None,
        });
        paths.filter(|path| met.insert(path.clone())).collect()
    }
}

impl Store {
    /// All books of which something is remembered. Nothing in the state folder is changed.
    pub fn library(&self) -> Library {
        let mut library = Library::default();
        let books = match self.known_books() {
            Ok(books) => books,
            Err(error) => {
                library.problems.push(error);
                return library;
            }
        };
        let cores = thread::available_parallelism().map_or(1, NonZero::get);
        let size = books.len().div_ceil(cores).max(1);
        thread::scope(|scope| {
            let shares: Vec<_> = books
                .chunks(size)
                .map(|share| scope.spawn(|| self.look_at(share)))
                .collect();
            for share in shares {
                let share = share.join().unwrap_or_default();
                library.books.extend(share.books);
                library.problems.extend(share.problems);
            }
        });
        library
            .books
            .sort_by(|a, b| b.read.cmp(&a.read).then(a.book.cmp(&b.book)));
        library.problems.sort_by_key(ToString::to_string);
        library
    }

    /// That the library does not show a book any more, until it is read again.
    pub fn forget(&self, book: Fingerprint, now: Timestamp) -> Change {
        let record = self.load(book).value;
        // Another machine's clock may be ahead, and it has been read there all the same.
        let now = now.max(record.last_read().next());
        record.change(Content::Forgotten(Forgotten {}), now)
    }

    /// That a book is not forgotten after all.
    pub fn unforget(&self, book: Fingerprint, now: Timestamp) -> Change {
        let record = self.load(book).value;
        record.deletion(Content::Forgotten(Forgotten {}), now)
    }

    /// The fingerprints that something in the folder of books is called by.
    fn known_books(&self) -> Result<Vec<Fingerprint>, StoreError> {
        let folder = self.books_folder();
        let entries = match fs::read_dir(&folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(StoreError::io(folder, error)),
        };
        let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
        let mut books: Vec<Fingerprint> = names
            .filter_map(|name| Fingerprint::parse(name.strip_suffix(".json").unwrap_or(&name)))
            .collect();
        books.sort_unstable();
        books.dedup();
        Ok(books)
    }

    fn look_at(&self, books: &[Fingerprint]) -> Library {
        let mut library = Library::default();
        for book in books {
            let files = Files::in_folder(&self.books_folder().join(book.to_string()));
            let old = legacy::book(&self.books_folder().join(format!("{book}.json")));
            let old = old.unwrap_or_else(|error| {
                library.problems.push(error);
                Vec::new()
            });
            let mut all = files.bytes();
            all.push(&old);
            let best = Best::of(&all);
            library.books.extend(self.known(*book, &best));
            let unreadable = best.unreadable;
            library.problems.extend(files.problems_with(&unreadable));
        }
        library
    }

    /// What a journal says of its book; `None` where it says nothing.
    fn known(&self, book: Fingerprint, best: &Best<'_>) -> Option<KnownBook> {
        if best.latest.is_empty() {
            return None;
        }
        let mut known = KnownBook::new(book);
        let live = best.latest.iter().filter(|(_, l)| !l.envelope.deleted);
        for (id, latest) in live {
            known.take(id, latest);
        }
        self.find(&mut known);
        let forgotten = best.latest.get("forgotten").map(|l| &l.envelope);
        let forgotten = forgotten.filter(|envelope| !envelope.deleted);
        known.is_forgotten = forgotten.is_some_and(|envelope| envelope.written > known.read);
        Some(known)
    }

    /// Puts the files in order and looks which is there.
    fn find(&self, known: &mut KnownBook) {
        let is_own = |file: &KnownFile| file.device == self.device().as_str();
        known
            .files
            .sort_by_key(|file| (!is_own(file), std::cmp::Reverse(file.read)));
        let last = known.files.iter().map(|file| file.read).max();
        known.read = known.read.max(last.unwrap_or_default());
        // The old files did not say whose they were; they are taken for this machine's.
        let own = known
            .files
            .iter()
            .find(|file| is_own(file) || file.device == legacy::DEVICE);
        let is_there = |file: &&KnownFile| file.path.exists();
        let there = own.filter(is_there);
        let there = there.or_else(|| known.files.iter().find(is_there));
        known.whereabouts = match (there, own) {
            (Some(file), _) => Whereabouts::Here(file.path.clone()),
            (None, Some(file)) => Whereabouts::Gone(file.path.clone()),
            (None, None) if known.files.is_empty() => Whereabouts::Nowhere,
            (None, None) => Whereabouts::Elsewhere,
        };
    }
}

impl KnownBook {
    fn new(book: Fingerprint) -> Self {
        Self {
            book,
            about: About::default(),
            progress: 0.0,
            read: Timestamp::default(),
            counts: Counts::default(),
            files: Vec::new(),
            whereabouts: Whereabouts::Nowhere,
            pace: Pace::default(),
            is_forgotten: false,
        }
    }

    /// Takes over what a line says. Marks are only counted, and need not be read.
    fn take(&mut self, id: &str, latest: &Latest<'_>) {
        let written = latest.envelope.written;
        match latest.envelope.kind.as_ref() {
            "mark" => return self.counts.marks += 1,
            "annotation" => return self.counts.annotations += 1,
            "place" | "source" | "book" | "pace" => {}
            _ => return,
        }
        match latest.entry().map(|entry| entry.content) {
            Some(Content::Book(about)) => self.about = about,
            Some(Content::Place(place)) => {
                self.progress = place.anchor.fraction;
                self.read = self.read.max(written);
            }
            Some(Content::Source(source)) => self.files.push(KnownFile {
                device: device_of(id),
                path: source.path,
                read: written,
            }),
            Some(Content::Pace(pace)) => self.pace = [self.pace, pace].into_iter().sum(),
            _ => {}
        }
    }
}
