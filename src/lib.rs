//! folio: an e-reader for the terminal.

pub mod app;
pub mod command;
pub mod config;
pub mod document;
pub mod layout;
pub mod reader;
pub mod store;
pub mod text;
pub mod tui;
