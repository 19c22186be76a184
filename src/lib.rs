//! folio: an e-reader for the terminal.

pub mod command;
pub mod document;
pub mod layout;
pub mod reader;
pub mod text;
