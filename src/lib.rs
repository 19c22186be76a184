//! folio: an e-reader for the terminal.
//!
//! A map, from the ground up; lower rooms know nothing of upper ones, which a test holds.
//!
//! | room | what is in it |
//! | --- | --- |
//! | [`text`] | strings as cells: offsets, widths, where a line may break, folding for search |
//! | [`document`] | what was written: one text, many ranges over it; immutable |
//! | [`mod@format`] | bytes to a document: sniffing, decoding, a file for each format |
//! | [`search`] | what is looked for, and where it stands |
//! | [`layout`] | a document and a measure to lines and pages |
//! | [`reader`] | one open book: the reading position, motions, jumps; no terminal |
//! | [`store`] | what is remembered: places, marks, bookmarks |
//! | [`exchange`] | bookmarks and notes in forms that others read |
//! | [`command`] | what a reader can ask for, and with which keys |
//! | [`config`] | settings, keys and themes |
//! | [`app`] | the program as a machine: events in, effects out |
//! | [`tui`] | the terminal: the loop, the threads, drawing |
//! | [`cli`] | the command line: the verbs that need no screen, and the one that does |
//!
//! A new format begins in [`mod@format`], a new key in [`command`], a new panel in [`app`].

pub mod app;
pub mod cli;
pub mod command;
pub mod config;
pub mod document;
pub mod exchange;
pub mod format;
pub mod layout;
pub mod reader;
pub mod search;
pub mod store;
pub mod text;
pub mod tui;

use std::ffi::OsString;
use std::process::ExitCode;

/// Runs folio with these arguments, the program's name among them. What could not be done is said in
/// one line on standard error.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    cli::run(arguments)
}
