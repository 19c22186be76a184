//! `folio bookmarks`: what is marked in books, given to people and programs and taken from them.

mod give;
mod groups;
mod take;
mod telling;

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::form::{Choice, Form, Operand, Times};
use super::given::Given;
use super::open::{open_essay, open_file};
use super::{CliError, complain, complain_of, status};
use crate::app::Source;
use crate::document::{Document, Fingerprint};
use crate::format::PageExtent;
use crate::store::{KnownBook, Store, Whereabouts};

pub(super) const FORM: Form = Form {
    verb: "bookmarks",
    about: "Give bookmarks, highlights and notes to others, or take them over",
    operands: &[Operand {
        name: "FILE",
        times: Times::Any,
        help: "Books, or - for standard input; without any, all of the library that have something marked",
    }],
    options: &[
        Choice::flag("json", "As W3C Web Annotations").not_with(&["markdown"]),
        Choice::flag(
            "markdown",
            "As Markdown: quotations, names, notes, and the way back to each",
        ),
        Choice::valued(
            "import",
            "JSON",
            "Take annotations over from a JSON file, or - for standard input, into FILE or the books they were \
             made in",
        )
        .not_with(&["json", "markdown"]),
        Choice::flag(
            "whole-page",
            "Of saved web pages, all of them and not their articles alone",
        ),
    ],
    more: MORE,
};

const MORE: &str = "\
Without --json and --markdown it is for people: under their sections the words, names and notes. With --markdown each \
has a command that leads back to it, such as folio book.epub --at '\"its words\"'; where the same words stand elsewhere \
before, it says how far into the text these are: --at '62.5%\"its words\"'.

--json writes one W3C AnnotationCollection; positions are in characters of the text as folio print --unwrapped has it, \
and what the standard has no word for is under \"folio\". --import reads it again, and W3C annotations of other programs. \
They are known by their ids, and quick marks by their letters: of two the later change counts, and of two as old the one \
in the file, so it may be edited. Words that are not found for certain are kept and named. Without FILE the book is the one the annotations \
were made in, from the library or where they say it lies; of an earlier edition, or one that is not here, they are kept \
as they were written down.

Exit status: 0 if all was done, 2 if something could not be; that is said on standard error, and the rest is done.";

#[derive(Debug)]
pub(super) struct Bookmarks {
    files: Vec<OsString>,
    json: bool,
    markdown: bool,
    import: Option<OsString>,
    whole_page: bool,
}

impl Bookmarks {
    pub(super) fn of(mut given: Given) -> Self {
        Self {
            json: given.has("json"),
            markdown: given.has("markdown"),
            import: given.value("import"),
            whole_page: given.has("whole-page"),
            files: given.operands(),
        }
    }
}

pub(super) fn bookmarks(wish: &Bookmarks) -> Result<ExitCode, CliError> {
    let store = Store::open_default().map_err(|error| CliError::Usage(error.to_string()))?;
    match &wish.import {
        Some(from) => take::take(wish, from, &store),
        None => give::give(wish, &store),
    }
}

/// The text of a book of the library with the file it was read from. Where that has another text now, it is not
/// the book.
fn text_of(known: &KnownBook, page: PageExtent) -> Option<(Document, Source)> {
    match &known.whereabouts {
        Whereabouts::Here(path) => {
            let text = text_at(path, page)?;
            (text.fingerprint() == known.book).then(|| (text, Source::File(path.clone())))
        }
        Whereabouts::Nowhere => essay(known.book, page),
        Whereabouts::Gone(_) | Whereabouts::Elsewhere => None,
    }
}

/// The embedded essay, if that is the book.
fn essay(book: Fingerprint, page: PageExtent) -> Option<(Document, Source)> {
    let text = open_essay(page).ok()?;
    (text.fingerprint() == book).then_some((text, Source::Essay))
}

/// The text in a file that somebody else has named: a pipe would be waited for.
fn text_at(path: &Path, page: PageExtent) -> Option<Document> {
    path.is_file().then(|| open_file(path, page).ok())?
}

/// The path of a book that has one.
fn path_of(source: Source) -> Option<PathBuf> {
    match source {
        Source::File(path) => Some(path),
        Source::Essay | Source::Stdin => None,
    }
}
