//! What is remembered: places, marks, highlights. The only code that touches the state folder.
//!
//! ```text
//! books/<fingerprint>/<device>.jsonl    a book's journal: a folder a book, a file a machine
//! books/<fingerprint>/<device>.1.jsonl  what could not be written to that while another folio held it
//! marks/<device>.jsonl                  the marks A–Z, which lead to any book
//! searches/<device>.jsonl               what was looked for
//! paths/<device>/<hash>.json            which book lies at a path, so that it is known before it is read
//! ```
//!
//! A journal is lines of JSON, and lines are only ever added. Each says all there is to say, with an id, a
//! moment and a version; of all with the same id the latest counts, and that something was deleted is a
//! line too. A machine writes its own file and reads everybody's, so whatever carries the folder from one to
//! the other (Syncthing, git, rsync, a network drive) has nothing to merge, and machines that have each
//! other's files are equal, whatever came first.
//!
//! Lines are added under the file's lock and are on the disk before anybody is told so. A process that dies
//! at any moment leaves at worst half a line, which is skipped and named. What a later folio has written is
//! used as far as it is understood and kept as it is. Nothing is ever overwritten with less: the one thing
//! that is written anew is a machine's own file, when most of it is superseded.

mod annotation;
mod annotation_list;
mod append;
mod atomic;
mod compaction;
mod content;
mod device;
mod editions;
mod entry;
mod error;
mod files;
mod folder;
mod glance;
mod known;
mod known_marks;
mod left;
mod legacy;
mod library;
mod looking;
mod lying;
mod merge;
mod paths;
mod record;
mod saver;
mod shelves;
mod timestamp;
mod unknown;
mod waiting;

pub use annotation::{Annotation, Style};
pub use annotation_list::AnnotationList;
pub use content::{
    About, Answer, AnyMark, Content, Edition, Forgotten, Mark, Pace, Place, Search, Source, Trail,
};
pub use device::Device;
pub use editions::OtherEdition;
pub use entry::{Change, Entry, Journal};
pub use error::StoreError;
pub use folder::{Loaded, Store};
pub use known_marks::KnownMark;
pub use left::Left;
pub use library::{Counts, KnownBook, KnownFile, Library, Whereabouts, book_name};
pub use lying::Lying;
pub use record::BookRecord;
pub use saver::{Report, Saver};
pub use shelves::{AnyMarks, PastSearches};
pub use timestamp::Timestamp;

#[cfg(test)]
mod tests;
