//! Which book lies at a path, so that it is known before it is read.
//!
//! Each machine notes down of a path which book was last read from it. Before there were journals one note served
//! all machines, and it was never changed: it tells what the first one was.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::files::{LARGEST, read};
use super::{KnownBook, Store, StoreError, atomic, paths};
use crate::document::Fingerprint;

/// What is noted down of a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lying {
    /// Nothing: no book was read from it, and no places were taken over into one that lies there.
    Nothing,
    /// This book.
    Book(Fingerprint),
    /// Something that cannot be read.
    Unread,
}

/// What is noted down of a path, in a file.
#[derive(Serialize, Deserialize)]
struct Noted {
    #[serde(with = "paths")]
    path: PathBuf,
    book: String,
}

impl Store {
    /// The book that lies at a path as far as is noted down: the last that was read from it on this machine, or
    /// into which places were taken over where none was; else what was noted before machines were told apart.
    pub fn lying_at(&self, path: &Path) -> Lying {
        match self.noted_here(path) {
            // The old notes lie a folder higher.
            Lying::Nothing => noted_in(&self.path_file(path, ""), path),
            lying => lying,
        }
    }

    /// Of some known books the one that lies at a path of this machine: what is noted here decides, else when each
    /// was last opened there on this machine. That one was read since on another says nothing of this one's files.
    pub fn known_at<'k>(
        &self,
        books: impl Iterator<Item = &'k KnownBook> + Clone,
        path: &Path,
    ) -> Option<&'k KnownBook> {
        let noted = self.noted_here(path);
        let mut all = books.clone();
        let opened = || {
            let there = books.filter_map(|known| {
                let file = known.own_file(self.device())?;
                (file.path == path).then_some((known, file.read))
            });
            let last = there.reduce(|last, next| if next.1 > last.1 { next } else { last });
            last.map(|(known, _)| known)
        };
        all.find(|known| Lying::Book(known.book) == noted)
            .or_else(opened)
    }

    /// Notes down that a book was read from its path, so that it is known before it is read.
    pub(super) fn note_path(&self, path: &Path, book: Fingerprint) -> Result<(), StoreError> {
        if self.noted_here(path) == Lying::Book(book) {
            return Ok(());
        }
        let file = self.path_file(path, self.device().as_str());
        let noted = Noted {
            path: path.to_owned(),
            book: book.to_string(),
        };
        let failed = |error| StoreError::io(&file, error);
        let json = serde_json::to_vec(&noted).map_err(|e| failed(e.into()))?;
        let folder = file.parent().unwrap_or(&file);
        atomic::make_folder(folder)
            .and_then(|()| atomic::replace(&file, &json))
            .map_err(failed)
    }

    /// What this machine has noted down of a path.
    fn noted_here(&self, path: &Path) -> Lying {
        noted_in(&self.path_file(path, self.device().as_str()), path)
    }

    /// The file in which a machine notes down what lies at a path.
    fn path_file(&self, path: &Path, device: &str) -> PathBuf {
        let hash = Fingerprint::of(&path.to_string_lossy());
        let folder = self.paths_folder().join(device);
        folder.join(format!("{hash}.json"))
    }
}

fn noted_in(file: &Path, path: &Path) -> Lying {
    let bytes = match read(file, LARGEST) {
        Ok(bytes) => bytes,
        Err(StoreError::Io { source, .. })
            if matches!(
                source.kind(),
                ErrorKind::NotFound | ErrorKind::NotADirectory
            ) =>
        {
            return Lying::Nothing;
        }
        Err(_) => return Lying::Unread,
    };
    let noted: Option<Noted> = serde_json::from_slice(&bytes).ok();
    let book = noted.filter(|noted| noted.path == path);
    let book = book.and_then(|noted| Fingerprint::parse(&noted.book));
    book.map_or(Lying::Unread, Lying::Book)
}
