//! Annotations for people: under the headings of their sections, with words, name, note and place.

use std::io::{self, Write};

use super::scrub::scrubbed;
use super::{Marked, Volume};
use crate::document::{in_quotation_marks, sanitized};

/// Writes what is marked in a book.
///
/// # Errors
/// Where it cannot be written.
pub fn write_plain(
    out: &mut impl Write,
    volume: &Volume<'_>,
    all: &[Marked<'_>],
) -> io::Result<()> {
    writeln!(out, "{}", sanitized(&volume.name()))?;
    if !volume.authors.is_empty() {
        writeln!(out, "{}", sanitized(&volume.authors.join(", ")))?;
    }
    if let Some(file) = volume.file {
        writeln!(out, "{}", sanitized(&file.to_string_lossy()))?;
    }
    let mut heading = String::new();
    for marked in all {
        let own = marked.heading(sanitized);
        if own != heading {
            writeln!(out, "\n{own}")?;
        }
        heading = own;
        writeln!(out)?;
        write_mark(out, marked)?;
    }
    Ok(())
}

fn write_mark(out: &mut impl Write, marked: &Marked<'_>) -> io::Result<()> {
    let words: Vec<&str> = marked.words().split_whitespace().collect();
    let words = sanitized(&words.join(" "));
    // Of a place the words go on.
    let rest = if marked.passage.end.is_some() {
        ""
    } else {
        "…"
    };
    let quotation = in_quotation_marks(&format!("{words}{rest}"));
    writeln!(out, "{:>3}%  {quotation}", marked.percent())?;
    if let Some(remark) = marked.remark() {
        writeln!(out, "      ({remark})")?;
    }
    let note = scrubbed(marked.note());
    let name = Some(sanitized(&marked.name())).filter(|name| !name.is_empty());
    for line in name.as_deref().into_iter().chain(note.lines()) {
        writeln!(out, "      {line}")?;
    }
    Ok(())
}
