//! All books of which something is remembered.
//!
//! Of each journal only a few lines are read, and of those no more than the library shows.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use super::content::Kind;
use super::entry::Envelope;
use super::glance::{AnnotationSeen, PlaceSeen};
use super::looking::Heard;
use super::merge::{Best, Latest};
use super::record::device_of;
use super::{
    About, Change, Content, Device, Forgotten, Pace, Store, StoreError, Timestamp, legacy,
};
use crate::document::Fingerprint;
use crate::text::{sort_by, sort_by_key};

/// What the library says of a book.
#[derive(Clone, Debug, PartialEq)]
pub struct KnownBook {
    /// The fingerprint of its text.
    pub book: Fingerprint,
    /// Its title, its authors and so on.
    pub about: About,
    /// How far into it the reader is, from 0.0 to 1.0.
    pub progress: f64,
    /// When it was last read; 1970 for never.
    pub read: Timestamp,
    /// What is marked in it.
    pub counts: Counts,
    /// The files it was read from: that of this machine first, then one from before machines were told apart, then
    /// the last read.
    pub files: Vec<KnownFile>,
    /// Whether it can be opened here.
    pub whereabouts: Whereabouts,
    /// How fast it was read, on all machines together.
    pub pace: Pace,
    /// Whether it was forgotten and not read since.
    pub is_forgotten: bool,
    /// The edition that took its place: a text that shares its words and was opened after it at the same path of
    /// this machine.
    pub later: Option<Fingerprint>,
}

/// How many places of a book are marked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Quick marks, those A–Z that lead into the book too.
    pub marks: usize,
    /// Bookmarks: places that are marked, with a note or without.
    pub bookmarks: usize,
    /// Highlights: words that are marked, with a note or without.
    pub highlights: usize,
    /// Bookmarks and highlights that have a note.
    pub notes: usize,
}

impl Counts {
    /// Bookmarks and highlights together.
    pub const fn annotations(&self) -> usize {
        self.bookmarks + self.highlights
    }
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

impl KnownFile {
    /// Whether it is a file of this machine. The old files did not say whose they were; they are taken for that.
    pub fn is_own(&self, device: &Device) -> bool {
        self.device == device.as_str() || self.device == legacy::DEVICE
    }
}

impl KnownBook {
    /// The file it was last read from on this machine.
    pub fn own_file(&self, device: &Device) -> Option<&KnownFile> {
        self.files.iter().find(|file| file.is_own(device))
    }

    /// What it is called.
    pub fn name(&self) -> String {
        let file = self.files.first().map(|file| file.path.as_path());
        book_name(self.about.title.as_deref(), file)
    }

    /// How far into it the reader is, in percent as the foot of the page has it: whole ones that were passed, and
    /// 100 at the end.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "from 0 to 100"
    )]
    pub fn percent(&self) -> u8 {
        (self.progress.clamp(0.0, 1.0) * 100.0) as u8
    }

    /// How long ago it was last read, in words. Into a book that was never read, places may have been taken over.
    pub fn last_read(&self, now: Timestamp) -> String {
        if self.read == Timestamp::default() {
            return "never read".to_owned();
        }
        self.read.ago(now)
    }
}

/// What a book is called: by its title, unless that is blank, else by its file.
pub fn book_name(title: Option<&str>, file: Option<&Path>) -> String {
    let titled = title.filter(|title| !title.trim().is_empty());
    let named = || Some(file?.file_name()?.to_string_lossy().into_owned());
    let name = titled.map(str::to_owned).or_else(named);
    name.unwrap_or_else(|| "untitled".to_owned())
}

impl Counts {
    /// How many there are, in words and without those of which there are none.
    pub fn in_words(&self) -> String {
        let all = [
            (self.bookmarks, "bookmark"),
            (self.highlights, "highlight"),
            (self.notes, "note"),
            (self.marks, "quick mark"),
        ];
        let some = all.into_iter().filter(|(count, _)| *count > 0);
        let words: Vec<String> = some
            .map(|(count, what)| match count {
                1 => format!("1 {what}"),
                count => format!("{count} {what}s"),
            })
            .collect();
        words.join(", ")
    }
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
        let seen = self.look(|book, best| self.known(book, best));
        let mut books = seen.values;
        for mark in self.load_marks().value.iter() {
            let book = Fingerprint::parse(&mark.book);
            let marked = books.iter_mut().find(|known| Some(known.book) == book);
            if let Some(known) = marked {
                known.counts.marks += 1;
            }
        }
        sort_by(&mut books, |a, b| {
            b.read.cmp(&a.read).then(a.book.cmp(&b.book))
        });
        self.tell_editions_apart(&mut books);
        Library {
            books,
            problems: seen.problems,
        }
    }

    /// That the library does not show a book any more, until it is read again.
    pub fn forget(&self, book: Fingerprint, now: Timestamp) -> Change {
        let record = self.load(book).value;
        // Another machine's clock may be ahead, and it has been read there all the same.
        let now = now.after(record.last_read());
        record.change(Content::Forgotten(Forgotten {}), now)
    }

    /// That a book is not forgotten after all.
    pub fn unforget(&self, book: Fingerprint, now: Timestamp) -> Change {
        let record = self.load(book).value;
        record.deletion(Content::Forgotten(Forgotten {}), now)
    }

    /// What a journal says of its book; nothing where it is empty.
    pub(super) fn known(&self, book: Fingerprint, best: &Best<'_>) -> Heard<KnownBook> {
        let mut known = KnownBook::new(book);
        let mut is_whole = true;
        for (id, latest) in &best.latest {
            is_whole &= if latest.envelope.deleted {
                Envelope::of(latest.line).is_some()
            } else {
                known.take(id, latest).is_some()
            };
        }
        self.find(&mut known);
        let forgotten = best.latest.get("forgotten").map(|l| &l.envelope);
        let forgotten = forgotten.filter(|envelope| !envelope.deleted);
        known.is_forgotten = forgotten.is_some_and(|envelope| envelope.written > known.read);
        Heard {
            value: best.latest.values().any(is_of_reader).then_some(known),
            is_whole,
        }
    }

    /// Puts the files in order and looks which is there.
    fn find(&self, known: &mut KnownBook) {
        sort_by_key(&mut known.files, |file| {
            let is_old = file.device == legacy::DEVICE;
            let is_own = file.is_own(self.device());
            (!is_own, is_old, std::cmp::Reverse(file.read))
        });
        let last = known.files.iter().map(|file| file.read).max();
        known.read = known.read.max(last.unwrap_or_default());
        let own = known.own_file(self.device());
        let is_there = |file: &&KnownFile| file.path.exists();
        // Nobody is asked twice whether a file is there.
        let is_other = |file: &&KnownFile| own != Some(*file);
        let others = known.files.iter().filter(is_other);
        let there = own.into_iter().chain(others).find(is_there);
        known.whereabouts = match (there, own) {
            (Some(file), _) => Whereabouts::Here(file.path.clone()),
            (None, Some(file)) => Whereabouts::Gone(file.path.clone()),
            (None, None) if known.files.is_empty() => Whereabouts::Nowhere,
            (None, None) => Whereabouts::Elsewhere,
        };
    }
}

/// Whether a line says anything of a book but that it was asked for another edition.
fn is_of_reader(latest: &Latest<'_>) -> bool {
    Kind::named(&latest.envelope.kind) != Some(Kind::Edition)
}

impl KnownBook {
    /// A book that is open, and of which nothing is remembered yet.
    pub fn open(book: Fingerprint, about: About, whereabouts: Whereabouts, now: Timestamp) -> Self {
        Self {
            about,
            whereabouts,
            read: now,
            ..Self::new(book)
        }
    }

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
            later: None,
        }
    }

    /// Takes over what a line says; `None` if it cannot be read.
    fn take(&mut self, id: &str, latest: &Latest<'_>) -> Option<()> {
        let (line, written) = (latest.line, latest.envelope.written);
        match Kind::named(&latest.envelope.kind)? {
            Kind::Mark => {
                latest.entry()?;
                self.counts.marks += 1;
            }
            Kind::Annotation => {
                let seen: AnnotationSeen<'_> = serde_json::from_slice(line).ok()?;
                match seen.style {
                    Some(_) => self.counts.highlights += 1,
                    None => self.counts.bookmarks += 1,
                }
                self.counts.notes += usize::from(!seen.note.is_empty());
            }
            Kind::Place => {
                let seen: PlaceSeen = serde_json::from_slice(line).ok()?;
                self.progress = seen.progress();
                self.read = self.read.max(written);
            }
            Kind::Book | Kind::Source | Kind::Pace | Kind::Forgotten => {
                match latest.entry()?.content {
                    Content::Book(about) => self.about = about,
                    Content::Source(source) => self.files.push(KnownFile {
                        device: device_of(id),
                        path: source.path,
                        read: written,
                    }),
                    Content::Pace(pace) => self.pace = [self.pace, pace].into_iter().sum(),
                    _ => {}
                }
            }
            // The library shows nothing of them.
            Kind::Jumps | Kind::Edition | Kind::AnyMark | Kind::Search => {}
        }
        Some(())
    }
}
