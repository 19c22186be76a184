//! What is remembered: places, marks, bookmarks. The only code that touches the state folder.
//!
//! One file a book, named by the fingerprint of its text, and one for the marks that lead to any book.
//! A file is never changed in place: it is read again under a lock, merged record by record with what
//! is to be written, written beside itself, brought to the disk, and renamed. So two folios lose
//! nothing to each other, and a process that dies at any moment leaves the old file or the new one.
//! What cannot be read is set aside and named, never overwritten.

mod atomic;
mod error;
mod folder;
mod library;
mod merge;
mod record;
mod saver;

pub use error::StoreError;
pub use folder::{Loaded, Store};
pub use library::{KnownBook, Library};
pub use merge::Merge;
pub use record::{BookRecord, Bookmark, GlobalMark, GlobalMarks, Place, Seen, Timestamp};
pub use saver::Saver;

#[cfg(test)]
mod tests;
