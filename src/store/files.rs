//! Reading the files of a journal: those of every machine.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::text::sort_by;

use super::StoreError;

/// The largest file that is read: ten thousand bookmarks are five megabytes.
pub(super) const LARGEST: u64 = 64 * 1024 * 1024;

/// So much of all files together: a folder that others write to must not fill the memory.
const LARGEST_SUM: u64 = 4 * LARGEST;

/// What the name of a machine's file ends with.
pub(super) const EXTENSION: &str = "jsonl";

/// The files of one journal.
#[derive(Debug, Default)]
pub(super) struct Files {
    /// Their names and what is in them, in the order of the names.
    pub files: Vec<(PathBuf, Vec<u8>)>,
    /// What could not be read.
    pub problems: Vec<StoreError>,
}

impl Files {
    /// Reads all that lie in a folder; one that is not there has none.
    pub fn in_folder(folder: &Path) -> Self {
        let mut files = Self::default();
        let entries = match fs::read_dir(folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return files,
            Err(error) => {
                files.problems.push(StoreError::io(folder, error));
                return files;
            }
        };
        let mut paths: Vec<(PathBuf, bool)> = entries
            .filter_map(|entry| {
                let entry = entry.ok()?;
                // The folder says so itself, most of the time; then nobody else has to be asked.
                let is_file = entry.file_type().is_ok_and(|sort| sort.is_file());
                Some((entry.path(), is_file))
            })
            .filter(|(path, _)| is_journal(path))
            .collect();
        sort_by(&mut paths, Ord::cmp);
        let mut room = LARGEST_SUM;
        for (path, is_file) in paths {
            let most = room.min(LARGEST);
            let bytes = if is_file {
                read_file(&path, most)
            } else {
                read(&path, most)
            };
            match bytes {
                Ok(bytes) => {
                    room = room.saturating_sub(bytes.len() as u64);
                    files.files.push((path, bytes));
                }
                Err(error) => files.problems.push(error),
            }
        }
        files
    }

    /// What is in them.
    pub fn bytes(&self) -> Vec<&[u8]> {
        self.files
            .iter()
            .map(|(_, bytes)| bytes.as_slice())
            .collect()
    }

    /// The problems, and those of lines that could not be read, by file.
    pub fn problems_with(self, unreadable: &[usize]) -> Vec<StoreError> {
        let files = self.files.into_iter().zip(unreadable);
        let lines = files
            .filter(|(_, count)| **count > 0)
            .map(|((path, _), count)| StoreError::Lines {
                path,
                count: *count,
            });
        self.problems.into_iter().chain(lines).collect()
    }
}

/// Whether a file is one of a journal's. Who carries the folder may have hidden ones in it.
fn is_journal(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().as_encoded_bytes();
    !name.starts_with(b".") && path.extension().is_some_and(|e| e == EXTENSION)
}

/// Reads what lies at a path, if it is a file of at most so many bytes.
pub(super) fn read(path: &Path, most: u64) -> Result<Vec<u8>, StoreError> {
    let metadata = fs::metadata(path).map_err(|error| StoreError::io(path, error))?;
    // Opening a pipe would wait for who writes to it.
    if !metadata.is_file() {
        let path = path.to_owned();
        return Err(StoreError::NoFile { path });
    }
    read_file(path, most)
}

/// Reads a file of at most so many bytes.
fn read_file(path: &Path, most: u64) -> Result<Vec<u8>, StoreError> {
    let failed = |error| StoreError::io(path, error);
    let too_large = || StoreError::TooLarge {
        path: path.to_owned(),
    };
    let file = File::open(path).map_err(failed)?;
    let length = file.metadata().map_err(failed)?.len();
    if length > most {
        return Err(too_large());
    }
    // What comes to its end while it is read is read the next time. So it is read in one go, and nobody
    // asks whether that was all.
    let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or(0));
    file.take(length).read_to_end(&mut bytes).map_err(failed)?;
    Ok(bytes)
}
