//! Why something is not remembered.
//!
//! What was wrong comes first and the file last: in a narrow foot the end of a line is cut away.

use std::io;
use std::path::PathBuf;

/// What went wrong in the state folder; names the file and what to do.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// There is no home, and so no state folder.
    #[error("there is no home folder; set HOME or XDG_STATE_HOME")]
    NoHome,
    /// The folder or a file in it cannot be read or written.
    #[error("{source}: {path}", path = .path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// Some lines of a file are not what they should be. They are left where they are.
    #[error("{lines} cannot be read; the rest is used: {path}", lines = lines(*.count), path = .path.display())]
    Lines {
        /// The file.
        path: PathBuf,
        /// How many.
        count: usize,
    },
    /// Lines that were damaged were taken out of a file, and lie beside it now.
    #[error("{lines} damaged and moved to {aside}, from {path}", lines = lines_were(*.count), path = .path.display(), aside = .aside.display())]
    Aside {
        /// The file.
        path: PathBuf,
        /// Where they are now.
        aside: PathBuf,
        /// How many.
        count: usize,
    },
    /// A file of the form that was written before there were journals cannot be read.
    #[error("no record of a book, and left alone: {path}", path = .path.display())]
    NoRecord {
        /// The file.
        path: PathBuf,
    },
    /// What lies there is larger than any journal.
    #[error("larger than a journal can be, and left alone; move it away: {path}", path = .path.display())]
    TooLarge {
        /// The file.
        path: PathBuf,
    },
    /// What is to be written does not fit into a journal that can still be read.
    #[error("too much for one journal, and not written; fewer or shorter notes fit: {path}", path = .path.display())]
    Full {
        /// The journal.
        path: PathBuf,
    },
    /// Some books are missing among all that there are.
    #[error("{books} left out, as something went wrong while they were looked at: {path}", books = books(*.count), path = .path.display())]
    Unseen {
        /// The folder they are in.
        path: PathBuf,
        /// How many.
        count: usize,
    },
    /// What lies there is no file.
    #[error("no file, and left alone; move it away: {path}", path = .path.display())]
    NoFile {
        /// What is in the way.
        path: PathBuf,
    },
}

fn lines(count: usize) -> String {
    match count {
        1 => "1 line".to_owned(),
        count => format!("{count} lines"),
    }
}

fn books(count: usize) -> String {
    match count {
        1 => "1 book is".to_owned(),
        count => format!("{count} books are"),
    }
}

fn lines_were(count: usize) -> String {
    let were = if count == 1 { "was" } else { "were" };
    format!("{} {were}", lines(count))
}

impl StoreError {
    /// Whether all else was read: a line that cannot be read leaves the rest of its file.
    pub const fn is_partial(&self) -> bool {
        matches!(self, Self::Lines { .. })
    }

    pub(super) fn io(path: impl Into<PathBuf>, source: io::Error) -> Self {
        Self::Io {
            path: path.into(),
            source,
        }
    }
}
