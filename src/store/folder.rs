//! The state folder, and what lies where in it.

use std::fs;
use std::hash::{BuildHasher, RandomState};
use std::path::PathBuf;
use std::time::Duration;

use etcetera::BaseStrategy;

use super::append::Added;
use super::compaction::{Tidied, tidy};
use super::files::{EXTENSION, Files};
use super::merge::Merged;
use super::{
    AnyMarks, BookRecord, Change, Content, Device, Entry, Journal, Lying, PastSearches, StoreError,
    Timestamp, append, atomic, legacy,
};
use crate::document::Fingerprint;

/// The state folder as one machine sees it. Nothing is read or made before it is needed.
#[derive(Clone, Debug)]
pub struct Store {
    folder: PathBuf,
    device: Device,
}

/// What was remembered, and what stood in the way.
#[derive(Debug)]
pub struct Loaded<T> {
    /// What was remembered; fresh where nothing was.
    pub value: T,
    /// What could not be read. All the rest was.
    pub problems: Vec<StoreError>,
}

/// What there is to say of what was written.
#[derive(Debug)]
pub(super) struct Saved {
    /// What could not be written besides.
    pub notice: Option<StoreError>,
    /// Where it is.
    pub added: Added,
}

impl Store {
    /// The state folder of whoever runs folio: `folio` in `$XDG_STATE_HOME`, else in
    /// `~/.local/state`, or the system's own place where there is no such thing.
    ///
    /// # Errors
    ///
    /// [`StoreError::NoHome`] where there is no home.
    pub fn open_default() -> Result<Self, StoreError> {
        // Without HOME some systems name a folder all the same, such as that of the account a service
        // runs under. Nobody looks for a book's place there.
        let is_named = |name| std::env::var_os(name).is_some_and(|path| !path.is_empty());
        if cfg!(unix) && !is_named("HOME") && !is_named("XDG_STATE_HOME") {
            return Err(StoreError::NoHome);
        }
        let strategy = etcetera::choose_base_strategy().map_err(|_| StoreError::NoHome)?;
        let state = strategy.state_dir().unwrap_or_else(|| strategy.data_dir());
        if !state.is_absolute() {
            return Err(StoreError::NoHome);
        }
        Ok(Self::at(state.join("folio")))
    }

    /// The state folder at a path, seen from this machine.
    pub fn at(folder: impl Into<PathBuf>) -> Self {
        Self {
            folder: folder.into(),
            device: Device::this_machine(),
        }
    }

    /// A state folder in which nothing is and in which nothing is to be put, for whoever has none: it would lie where
    /// nothing does, under a name that is drawn by lot.
    pub fn nowhere() -> Self {
        let drawn = RandomState::new().hash_one(std::process::id());
        Self::at(std::env::temp_dir().join(format!("no-folio-{drawn:016x}")))
    }

    /// The same folder, seen from another machine.
    #[must_use]
    pub fn on_device(self, device: Device) -> Self {
        Self { device, ..self }
    }

    /// The machine that sees it.
    pub fn device(&self) -> &Device {
        &self.device
    }

    /// Where the journals of books lie.
    pub(super) fn books_folder(&self) -> PathBuf {
        self.folder.join("books")
    }

    /// Where it is noted down which book lies at a path.
    pub(super) fn paths_folder(&self) -> PathBuf {
        self.folder.join("paths")
    }

    fn folder_of(&self, journal: Journal) -> PathBuf {
        match journal {
            Journal::Book(book) => self.books_folder().join(book.to_string()),
            Journal::Marks => self.folder.join("marks"),
            Journal::Searches => self.folder.join("searches"),
        }
    }

    /// The file of a journal that this machine writes.
    pub(super) fn file_of(&self, journal: Journal) -> PathBuf {
        let name = format!("{}.{EXTENSION}", self.device);
        self.folder_of(journal).join(name)
    }

    /// What is remembered of a book.
    pub fn load(&self, book: Fingerprint) -> Loaded<BookRecord> {
        let old = legacy::book(&self.books_folder().join(format!("{book}.json")));
        self.merged(Journal::Book(book), old, |merged| {
            BookRecord::of(merged, self.device.clone(), book)
        })
    }

    /// The marks A–Z.
    pub fn load_marks(&self) -> Loaded<AnyMarks> {
        let old = legacy::marks(&self.folder.join("marks.json"));
        self.merged(Journal::Marks, old, |merged| AnyMarks::of(&merged))
    }

    /// What was looked for.
    pub fn load_searches(&self) -> Loaded<PastSearches> {
        self.merged(Journal::Searches, Ok(Vec::new()), |merged| {
            PastSearches::of(&merged)
        })
    }

    /// All machines' files of a journal as one.
    fn merged<T>(
        &self,
        journal: Journal,
        old: Result<Vec<u8>, StoreError>,
        value: impl FnOnce(Merged<'_>) -> T,
    ) -> Loaded<T> {
        let files = Files::in_folder(&self.folder_of(journal));
        let (old, problem) = match old {
            Ok(old) => (old, None),
            Err(error) => (Vec::new(), Some(error)),
        };
        let mut all = files.bytes();
        all.push(&old);
        let mut merged = Merged::of(&all);
        let unreadable = std::mem::take(&mut merged.unreadable);
        let value = value(merged);
        let problems = files.problems_with(&unreadable);
        Loaded {
            value,
            problems: problem.into_iter().chain(problems).collect(),
        }
    }

    /// Writes a change down. When this returns it is on the disk. Answers with a notice where all that counts was
    /// written, and something else was not.
    ///
    /// # Errors
    ///
    /// Says what could not be written. Then the change does not count as written; to write it again does no harm.
    pub fn save(&self, change: &Change) -> Result<Option<StoreError>, StoreError> {
        self.save_all(change.journal, [&change.entry])
    }

    /// Writes changes of one journal down, all or none.
    ///
    /// # Errors
    ///
    /// As [`Self::save`].
    pub fn save_all<'e>(
        &self,
        journal: Journal,
        entries: impl IntoIterator<Item = &'e Entry>,
    ) -> Result<Option<StoreError>, StoreError> {
        let saved = self.save_within(journal, entries, append::PATIENCE);
        saved.map(|saved| saved.notice)
    }

    /// The same where nobody who holds the journal is waited for longer than `patience`.
    pub(super) fn save_within<'e>(
        &self,
        journal: Journal,
        entries: impl IntoIterator<Item = &'e Entry>,
        patience: Duration,
    ) -> Result<Saved, StoreError> {
        let path = self.file_of(journal);
        let mut lines = String::new();
        let mut sources = Vec::new();
        for entry in entries {
            let line = entry.line();
            let line = line.map_err(|e| StoreError::io(&path, std::io::Error::other(e)))?;
            lines.push_str(&line);
            lines.push('\n');
            if let (Journal::Book(book), Content::Source(source)) = (journal, &entry.content) {
                let path = source.path.as_path();
                // One that was never opened there does not take the place of one that was.
                if entry.written != Timestamp::default() || self.lying_at(path) == Lying::Nothing {
                    sources.push((path, book));
                }
            }
        }
        let added = append::append_within(&path, &lines, patience).or_else(|error| {
            // Much of it may be superseded.
            if matches!(error, StoreError::Full { .. }) {
                tidy(&path, patience)?;
                return append::append_within(&path, &lines, patience);
            }
            Err(error)
        })?;
        // The lines are on the disk. What is noted of the path only makes opening quicker, so that it cannot be is
        // no failure: what is told to have failed is written again.
        let noted = sources
            .into_iter()
            .map(|(path, book)| self.note_path(path, book));
        let notice = noted.fold(None, |notice, noted| notice.or(noted.err()));
        Ok(Saved { notice, added })
    }

    /// Writes this machine's file of a journal anew, without what is superseded, if that is worth it.
    /// Answers with a notice where damaged lines were moved aside.
    ///
    /// # Errors
    ///
    /// Says why it could not; then the file is as it was.
    pub fn tidy(&self, journal: Journal) -> Result<Option<StoreError>, StoreError> {
        let tidied = self.tidied(journal, append::PATIENCE);
        tidied.map(|tidied| tidied.notice)
    }

    /// The same where nobody who holds the file is waited for longer than `patience`; and how long it is now.
    pub(super) fn tidied(
        &self,
        journal: Journal,
        patience: Duration,
    ) -> Result<Tidied, StoreError> {
        tidy(&self.file_of(journal), patience)
    }

    /// Whether something can be written; makes the folder if it is not there.
    ///
    /// # Errors
    ///
    /// Says why not.
    pub fn check(&self) -> Result<(), StoreError> {
        let folder = self.books_folder();
        atomic::make_folder(&folder).map_err(|e| StoreError::io(&folder, e))?;
        let probe = folder.join(format!(".{}.{}", self.device, std::process::id()));
        let written = atomic::options().write(true).open(&probe);
        written.map_err(|e| StoreError::io(&folder, e))?;
        fs::remove_file(&probe).map_err(|e| StoreError::io(&probe, e))
    }
}
