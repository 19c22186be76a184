//! Why something is not remembered.

use std::io;
use std::path::PathBuf;

/// What went wrong in the state folder; names the file and what to do.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// There is no home, and so no state folder.
    #[error("there is no home folder; set HOME or XDG_STATE_HOME")]
    NoHome,
    /// The folder or a file in it cannot be read or written.
    #[error("{path}: {source}", path = .path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A file was not what it should be; it lies aside now, whole.
    #[error("{path} could not be read and was set aside as {aside}", path = .path.display(), aside = .aside.display())]
    SetAside {
        /// The file.
        path: PathBuf,
        /// Where it is now.
        aside: PathBuf,
    },
    /// A file was written by a newer folio; it is left as it is.
    #[error("{path} was written by a newer folio and is left alone; update this one", path = .path.display())]
    Newer {
        /// The file.
        path: PathBuf,
    },
}

impl StoreError {
    pub(super) fn io(path: impl Into<PathBuf>, source: io::Error) -> Self {
        Self::Io {
            path: path.into(),
            source,
        }
    }
}
