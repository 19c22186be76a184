//! Documents in zip archives: books that are archives, and a text that was packed to be sent.

use super::archive::{Archive, ArchiveError};
use super::epub::{self, Part};
use super::{FormatError, PageExtent, Within, unpacked};
use crate::document::{Document, Problem, sanitized};

/// Reads what an archive holds.
///
/// # Errors
///
/// Where it is no book and holds not exactly one text.
pub(super) fn open(bytes: &[u8], extent: PageExtent) -> Result<Document, FormatError> {
    let archive = Archive::open(bytes).map_err(nothing)?;
    if epub::is_epub(&archive) {
        return epub::read(&archive, Part::Whole);
    }
    if let Some(what) = other(&archive) {
        return Err(FormatError::NotText(what));
    }
    let is_text = |name: &str| {
        let extension = name.rsplit_once('.').map(|(_, e)| e.to_ascii_lowercase());
        let known = [
            "fb2", "txt", "text", "md", "markdown", "html", "htm", "xhtml",
        ];
        known
            .iter()
            .any(|known| extension.as_deref() == Some(known))
            && !name.starts_with("__MACOSX/")
    };
    let mut texts = archive.names().filter(|(_, name)| is_text(name));
    let text = texts
        .next()
        .ok_or(FormatError::NotText("a zip archive without a book in it"))?;
    if texts.next().is_some() {
        return Err(FormatError::NotText(
            "a zip archive of several texts; unpack it and open one",
        ));
    }
    let (id, name) = text;
    let file = archive.read(id).map_err(nothing)?;
    let document = unpacked(file.bytes, Within::default(), Some(name), extent)?;
    let damage = file.problem.map(|what| Problem {
        place: sanitized(name),
        what: what.to_owned(),
    });
    let problems = archive.problems().iter().cloned();
    Ok(document
        .without_landmarks()
        .with_problems(problems.chain(damage)))
}

/// Reads a part of a book.
pub(super) fn open_part(bytes: &[u8], part: Part) -> Option<Document> {
    let archive = Archive::open(bytes).ok()?;
    let document = epub::is_epub(&archive).then(|| epub::read(&archive, part));
    document?.ok()
}

fn nothing(error: ArchiveError) -> FormatError {
    FormatError::Nothing(error.to_string())
}

/// What an archive is that holds a document of another program.
fn other(archive: &Archive<'_>) -> Option<&'static str> {
    let begins = |folder: &str| archive.names().any(|(_, name)| name.starts_with(folder));
    [
        ("word/", "a Word document"),
        ("xl/", "an Excel workbook"),
        ("ppt/", "a PowerPoint presentation"),
    ]
    .into_iter()
    .find(|(folder, _)| begins(folder))
    .map(|(_, what)| what)
}
