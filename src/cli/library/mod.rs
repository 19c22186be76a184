//! `folio library`: the books that were read.

mod table;

use std::ffi::OsStr;
use std::fs;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use serde::Serialize;

use super::arguments::LibraryWish;
use super::search::json;
use super::{CliError, complain, complain_of, status};
use crate::document::sanitized;
use crate::store::{KnownBook, Library, Store, Timestamp, Whereabouts};
use crate::tui;

/// The object that `--json` prints for a book; its form is a promise to scripts.
#[derive(Debug, Serialize)]
struct BookReport<'b> {
    /// The fingerprint of its text.
    book: String,
    title: Option<&'b str>,
    authors: &'b [String],
    format: Option<&'b str>,
    language: Option<&'b str>,
    /// From 0 to 1.
    progress: f64,
    /// Milliseconds since 1970; null where it is not known.
    read: Option<u64>,
    bookmarks: usize,
    highlights: usize,
    notes: usize,
    marks: usize,
    words_read: u64,
    milliseconds_read: u64,
    file: Option<String>,
    /// `here`, `gone`, `elsewhere` (on another machine) or `nowhere` (it was no file).
    state: &'static str,
    /// The fingerprint of the edition that was read from its file after it, and has taken its place there.
    later_edition: Option<String>,
}

pub(super) fn library(wish: &LibraryWish) -> Result<ExitCode, CliError> {
    let store = Store::open_default()?;
    let mut library = store.library();
    if let Some(book) = &wish.forget {
        let found = find(&store, &library, book, false)?;
        store.save(&store.forget(found.book, Timestamp::now()))?;
        return Ok(ExitCode::SUCCESS);
    }
    if let Some(book) = &wish.unforget {
        let found = find(&store, &library, book, true)?;
        store.save(&store.unforget(found.book, Timestamp::now()))?;
        return Ok(ExitCode::SUCCESS);
    }
    library.books.retain(|book| !book.is_forgotten);
    write(&library.books, wish.json).map_err(CliError::Output)?;
    if library.books.is_empty() && library.problems.is_empty() && !wish.json {
        complain("no book was read yet");
    }
    // Lines that cannot be read leave the rest of a book, and it is listed.
    Ok(status(complain_of(&library.problems)))
}

fn write(books: &[KnownBook], as_json: bool) -> io::Result<()> {
    let out = io::stdout().lock();
    let width = out.is_terminal().then(tui::width).flatten();
    let mut out = BufWriter::new(out);
    if as_json {
        for book in books {
            writeln!(out, "{}", json(&BookReport::of(book)))?;
        }
    } else if !books.is_empty() {
        out.write_all(table::table(books, width, Timestamp::now()).as_bytes())?;
    }
    out.flush()
}

/// The book that is meant: by its file, the beginning of its fingerprint, its title, or a part of that of one alone.
/// `is_forgotten` are those that can be meant; another is named only where none of them is.
fn find<'l>(
    store: &Store,
    library: &'l Library,
    wish: &OsStr,
    is_forgotten: bool,
) -> Result<&'l KnownBook, CliError> {
    let path = Path::new(wish);
    let full: PathBuf = fs::canonicalize(path)
        .or_else(|_| std::path::absolute(path))
        .unwrap_or_else(|_| path.to_owned());
    let meant = library
        .books
        .iter()
        .filter(|book| book.is_forgotten == is_forgotten);
    let by_file = at(store, meant, [&full, path]);
    if let Some(book) = by_file.or_else(|| at(store, library.books.iter(), [&full, path])) {
        return Ok(book);
    }
    let typed = wish.to_string_lossy().to_lowercase();
    // A title that the table had no room for ends in a sign.
    let typed = typed.trim().trim_end_matches('…');
    let is_whole =
        |book: &KnownBook| book.book.to_string() == typed || book.name().to_lowercase() == typed;
    let is_part = |book: &KnownBook| {
        book.book.to_string().starts_with(typed) || book.name().to_lowercase().contains(typed)
    };
    let ways: [&dyn Fn(&KnownBook) -> bool; 2] = [&is_whole, &is_part];
    for fits in ways.into_iter().filter(|_| !typed.is_empty()) {
        for all in [false, true] {
            let can_be = |book: &&KnownBook| all || book.is_forgotten == is_forgotten;
            let books = library.books.iter().filter(can_be);
            let fitting: Vec<_> = books.filter(|book| fits(book)).collect();
            match fitting.as_slice() {
                [] => {}
                [book] => return Ok(book),
                several => return Err(usage(wish, &which_of(several))),
            }
        }
    }
    Err(usage(
        wish,
        "no such book was read; folio library lists them",
    ))
}

/// Books named that are told in a message, at most.
const MOST_NAMED: usize = 5;

/// What to say where several books fit.
fn which_of(books: &[&KnownBook]) -> String {
    let named = books.iter().take(MOST_NAMED).map(|book| {
        let id = book.book.to_string();
        let id = id.get(..ID).unwrap_or(&id);
        format!("{} ({id})", sanitized(&book.name()).replace('\n', " "))
    });
    let named: Vec<_> = named.collect();
    let more = books.len() - named.len();
    let more = if more > 0 {
        format!(" and {more} more")
    } else {
        String::new()
    };
    format!("several books fit: {}{more}", named.join(", "))
}

/// Letters of a fingerprint that tell a book from others.
const ID: usize = 12;

/// Of some books the one that lies at a path of this machine, else the last read of those that ever lay there on any.
fn at<'l>(
    store: &Store,
    books: impl Iterator<Item = &'l KnownBook> + Clone,
    ways: [&Path; 2],
) -> Option<&'l KnownBook> {
    let here = ways
        .iter()
        .find_map(|way| store.known_at(books.clone(), way));
    let lay_there = |book: &&KnownBook| {
        let mut files = book.files.iter();
        files.any(|file| ways.contains(&file.path.as_path()))
    };
    here.or_else(|| books.clone().find(lay_there))
}

fn usage(wish: &OsStr, what: &str) -> CliError {
    CliError::Usage(format!("{}: {what}", wish.to_string_lossy()))
}

impl<'b> BookReport<'b> {
    fn of(known: &'b KnownBook) -> Self {
        let (file, state) = match &known.whereabouts {
            Whereabouts::Here(path) => (Some(path), "here"),
            Whereabouts::Gone(path) => (Some(path), "gone"),
            Whereabouts::Elsewhere => (known.files.first().map(|file| &file.path), "elsewhere"),
            Whereabouts::Nowhere => (None, "nowhere"),
        };
        let about = &known.about;
        let read = known.read;
        Self {
            book: known.book.to_string(),
            title: about.title.as_deref(),
            authors: &about.authors,
            format: Some(about.format.as_str()).filter(|format| !format.is_empty()),
            language: about.language.as_deref(),
            progress: known.progress,
            read: (read != Timestamp::default()).then_some(read.0),
            bookmarks: known.counts.bookmarks,
            highlights: known.counts.highlights,
            notes: known.counts.notes,
            marks: known.counts.marks,
            words_read: known.pace.words,
            milliseconds_read: known.pace.millis,
            file: file.map(|path| path.to_string_lossy().into_owned()),
            state,
            later_edition: known.later.map(|later| later.to_string()),
        }
    }
}
