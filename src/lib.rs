//! folio: an e-reader for the terminal.

pub mod document;
pub mod layout;
pub mod reader;
pub mod text;
