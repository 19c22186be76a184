//! Bytes to documents.
//!
//! What a file is, its content says; its name is asked only where the content does not. Each format is
//! a function from text to [`Document`]; all of them tell a [`Builder`](crate::document::Builder) what
//! they see and leave the invariants to it, so a bad file makes a plain document and never a bad one.
//! A new format gets a file here, a line in [`sniff`] and an arm in [`open`].

mod decode;
mod markdown;
mod plain;
mod sniff;

use crate::document::{Document, Problem};

/// A file nothing can be read from. Says what it is and what to do; the caller adds its name.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FormatError {
    /// It is something else, known by its first bytes.
    #[error("this is {0}, not a text; folio reads plain text and Markdown")]
    NotText(&'static str),
    /// It is full of bytes that no text has.
    #[error("this is binary data, not a text; folio reads plain text and Markdown")]
    Binary,
    /// It is longer than folio can hold.
    #[error("this is longer than 4 GiB, which is more than folio can open")]
    TooLong,
}

/// Bytes at the head of a file that show whether it is a text.
pub const HEAD: u64 = 16 * 1024;

/// Looks at the first bytes of a file, before the rest is read.
///
/// # Errors
///
/// Where they are no text.
pub fn check_head(head: &[u8]) -> Result<(), FormatError> {
    sniff::refuse_binary(head)
}

/// Reads a document. `name` is the file's name, of which only the extension counts.
///
/// # Errors
///
/// Where the bytes are no text; an empty file is an empty document.
pub fn open(bytes: &[u8], name: Option<&str>) -> Result<Document, FormatError> {
    if u32::try_from(bytes.len()).is_err() {
        return Err(FormatError::TooLong);
    }
    sniff::refuse_binary(bytes)?;
    let decoded = decode::decode(bytes);
    let mut builder = match sniff::kind(&decoded.text, name) {
        sniff::Kind::Markdown => markdown::read(&decoded.text),
        sniff::Kind::Plain => plain::read(&decoded.text),
    };
    builder.metadata_mut().encoding = Some(decoded.encoding);
    if let Some(Problem { place, what }) = decoded.problem {
        builder.problem(place, what);
    }
    Ok(builder.finish())
}

#[cfg(test)]
mod tests;
