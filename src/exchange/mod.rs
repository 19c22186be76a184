//! Give and take: bookmarks, highlights and notes in forms that others read.
//!
//! [`marked`] finds the annotations of a book in its text; they are written for people ([`write_plain`]), as
//! Markdown ([`write_markdown`]) or as W3C Web Annotations ([`Collection`]). [`read`] reads the last again,
//! folio's own and other programs', and [`merge`] takes them over into what is remembered of a book.
//!
//! The JSON is one `AnnotationCollection` whose only page is in it: a single document of the standard, which
//! also says how many there are. In a list of lines a reader would have to know that they are lines.
//! What the standard has no word for stands under `folio`.
//!
//! What is given, taken and given again is the same: where the words are in the text, the selectors say all
//! that an anchor is made of; where they are not, the passage goes along as it was written down. The room
//! knows no files and no terminal.

mod foreign;
mod ids;
mod markdown;
mod marked;
mod merge;
mod moment;
mod people;
mod positions;
mod read;
mod scrub;
mod selector;
mod target;
mod web;

pub use markdown::write_markdown;
pub use marked::{Found, Marked, QuickMark, Said, Volume, marked};
pub use merge::{Doubt, Memory, Merged, merge, merge_unread};
pub use people::write_plain;
pub use read::{Incoming, Intake, LARGEST, Saying, TakeError, Words, read};
pub use web::Collection;

#[cfg(test)]
mod tests;
