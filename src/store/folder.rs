//! The state folder, and what lies where in it.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::merge::Merge;
use super::record::{Timestamp, VERSION};
use super::{BookRecord, GlobalMark, GlobalMarks, StoreError, atomic};
use crate::document::Fingerprint;

/// The state folder. Nothing is read or made before it is needed.
#[derive(Clone, Debug)]
pub struct Store {
    folder: PathBuf,
}

/// What was remembered, and what stood in the way.
#[derive(Debug)]
pub struct Loaded<T> {
    /// What was remembered; fresh where nothing was.
    pub value: T,
    /// What could not be read.
    pub problem: Option<StoreError>,
}

/// A file that is merged record by record.
trait Remembered: Merge + Serialize + DeserializeOwned {
    fn version(&self) -> u32;
}

impl Remembered for BookRecord {
    fn version(&self) -> u32 {
        self.version
    }
}

impl Remembered for GlobalMarks {
    fn version(&self) -> u32 {
        self.version
    }
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

    /// The state folder at a path.
    pub fn at(folder: impl Into<PathBuf>) -> Self {
        Self {
            folder: folder.into(),
        }
    }

    /// Where the records of books lie.
    pub(super) fn books_folder(&self) -> PathBuf {
        self.folder.join("books")
    }

    fn book_file(&self, book: &str) -> PathBuf {
        self.books_folder().join(format!("{book}.json"))
    }

    fn marks_file(&self) -> PathBuf {
        self.folder.join("marks.json")
    }

    /// What is remembered of a book.
    pub fn load(&self, book: Fingerprint) -> Loaded<BookRecord> {
        let (found, problem) = split(read::<BookRecord>(&self.book_file(&book.to_string())));
        Loaded {
            value: found.unwrap_or_else(|| BookRecord::new(book)),
            problem,
        }
    }

    /// The marks A–Z.
    pub fn load_marks(&self) -> Loaded<Vec<GlobalMark>> {
        let (found, problem) = split(read::<GlobalMarks>(&self.marks_file()));
        Loaded {
            value: found.unwrap_or_default().marks,
            problem,
        }
    }

    fn path_file(&self, path: &Path) -> PathBuf {
        let hash = Fingerprint::of(&path.to_string_lossy());
        self.folder.join("paths").join(format!("{hash}.json"))
    }

    /// Whether a book was ever read from this path and left elsewhere than at its beginning.
    pub fn knows(&self, path: &Path) -> bool {
        self.path_file(path).exists()
    }

    /// Notes down that a book was read from its path, so that it is known before it is read.
    fn note_path(&self, record: &BookRecord) -> Result<(), StoreError> {
        let Some(seen) = record
            .source
            .as_ref()
            .filter(|seen| !self.knows(&seen.path))
        else {
            return Ok(());
        };
        let file = self.path_file(&seen.path);
        let folder = file.parent().unwrap_or(&self.folder);
        let known = serde_json::json!({ "path": seen.path, "book": record.book });
        atomic::make_folder(folder)
            .and_then(|()| atomic::lock(&file))
            .and_then(|_lock| atomic::replace(&file, known.to_string().as_bytes()))
            .map_err(|e| StoreError::io(&file, e))
    }

    /// Whether something can be written; makes the folder if it is not there.
    ///
    /// # Errors
    ///
    /// Says why not.
    pub fn check(&self) -> Result<(), StoreError> {
        let path = self.book_file("check");
        let folder = path.parent().unwrap_or(&self.folder);
        atomic::make_folder(folder).map_err(|e| StoreError::io(folder, e))?;
        let lock = atomic::lock(&path).map_err(|e| StoreError::io(folder, e))?;
        drop(lock);
        Ok(())
    }

    /// Writes a book's record, merged with what is on the disk by now.
    ///
    /// # Errors
    ///
    /// Says what could not be written; then the file is as it was. A damaged file is set aside first,
    /// and that is told too, after the record was written.
    pub fn save(&self, record: &BookRecord) -> Result<(), StoreError> {
        let is_name = record.book.bytes().all(|b| b.is_ascii_hexdigit());
        let path = self.book_file(if is_name { &record.book } else { "unknown" });
        self.note_path(record)?;
        write(&path, record.clone())
    }

    /// Writes a mark A–Z, merged with those on the disk.
    ///
    /// # Errors
    ///
    /// As [`Self::save`].
    pub fn save_mark(&self, mark: GlobalMark) -> Result<(), StoreError> {
        let marks = GlobalMarks {
            version: VERSION,
            marks: vec![mark],
            ..GlobalMarks::default()
        };
        write(&self.marks_file(), marks)
    }
}

fn split<T>(result: Result<Option<T>, StoreError>) -> (Option<T>, Option<StoreError>) {
    match result {
        Ok(found) => (found, None),
        Err(error) => (None, Some(error)),
    }
}

/// The largest file that is read: a thousand bookmarks are half a megabyte.
pub(super) const LARGEST: u64 = 64 * 1024 * 1024;

/// Reads a file. One that is not there is `None`; one that is not what it should be is set aside.
fn read<T: Remembered>(path: &Path) -> Result<Option<T>, StoreError> {
    let bytes = match fs::metadata(path)
        .and_then(|m| is_readable(&m))
        .and_then(|()| fs::read(path))
    {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) if error.kind() == io::ErrorKind::InvalidData => {
            return Err(set_aside(path));
        }
        Err(error) => return Err(StoreError::io(path, error)),
    };
    match serde_json::from_slice::<T>(&bytes) {
        Ok(value) => Ok(Some(value)),
        Err(_) => Err(newer(path, &bytes).unwrap_or_else(|| set_aside(path))),
    }
}

fn is_readable(metadata: &fs::Metadata) -> io::Result<()> {
    if metadata.is_file() && metadata.len() > LARGEST {
        return Err(io::ErrorKind::InvalidData.into());
    }
    Ok(())
}

/// A file that this folio does not understand because a newer one wrote it.
fn newer(path: &Path, bytes: &[u8]) -> Option<StoreError> {
    #[derive(serde::Deserialize)]
    struct Versioned {
        version: u32,
    }
    let versioned: Versioned = serde_json::from_slice(bytes).ok()?;
    (versioned.version > VERSION).then(|| StoreError::Newer {
        path: path.to_owned(),
    })
}

/// Renames a damaged file, so that it is kept whole and its place is free.
fn set_aside(path: &Path) -> StoreError {
    let stem = path.file_name().unwrap_or_default().to_string_lossy();
    let aside = path.with_file_name(format!("{stem}.damaged-{}", Timestamp::now().0));
    match fs::rename(path, &aside) {
        Ok(()) => StoreError::SetAside {
            path: path.to_owned(),
            aside,
        },
        Err(error) => StoreError::io(path, error),
    }
}

fn write<T: Remembered>(path: &Path, mut value: T) -> Result<(), StoreError> {
    let folder = path.parent().unwrap_or(path);
    atomic::make_folder(folder).map_err(|e| StoreError::io(folder, e))?;
    let lock = atomic::lock(path).map_err(|e| StoreError::io(path, e))?;
    let damaged = match read::<T>(path) {
        Ok(Some(known)) if known.version() > VERSION => {
            return Err(StoreError::Newer {
                path: path.to_owned(),
            });
        }
        Ok(Some(known)) => {
            value.merge(known);
            None
        }
        Ok(None) => None,
        Err(error @ StoreError::SetAside { .. }) => Some(error),
        Err(error) => return Err(error),
    };
    let json =
        serde_json::to_vec_pretty(&value).map_err(|e| StoreError::io(path, io::Error::other(e)))?;
    atomic::replace(path, &json).map_err(|e| StoreError::io(path, e))?;
    drop(lock);
    damaged.map_or(Ok(()), Err)
}
