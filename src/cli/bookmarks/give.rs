//! Bookmarks go out.

use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use super::{Bookmarks, complain, complain_of, path_of, status, text_of};
use crate::cli::advice::quoted;
use crate::cli::{CliError, open_document, page_extent};
use crate::document::Document;
use crate::exchange::{Collection, QuickMark, Volume, marked, write_markdown, write_plain};
use crate::store::{AnyMarks, BookRecord, KnownBook, Store, Whereabouts};
use crate::text::Cells;
use crate::tui;

/// A book with what is marked in it.
struct Book {
    record: BookRecord,
    title: Option<String>,
    authors: Vec<String>,
    file: Option<PathBuf>,
    text: Option<Document>,
}

/// In which form it goes out.
enum Form {
    /// For people, no wider than their terminal if there is one.
    Plain(Option<Cells>),
    Markdown,
    Json(Collection),
}

struct Giving<W> {
    out: W,
    any_marks: AnyMarks,
    form: Form,
    books: usize,
}

pub(super) fn give(wish: &Bookmarks, store: &Store) -> Result<ExitCode, CliError> {
    let any_marks = store.load_marks();
    let mut is_whole = complain_of(&any_marks.problems);
    let mut giving = Giving {
        out: BufWriter::new(io::stdout().lock()),
        any_marks: any_marks.value,
        form: match wish {
            wish if wish.json => Form::Json(Collection::default()),
            wish if wish.markdown => Form::Markdown,
            _ => {
                let is_terminal = io::stdout().is_terminal();
                Form::Plain(is_terminal.then(tui::width).flatten())
            }
        },
        books: 0,
    };
    let page = page_extent(wish.whole_page);
    for file in &wish.files {
        match open_document(Some(file), page) {
            Ok((text, source)) => {
                let loaded = store.load(text.fingerprint());
                is_whole &= complain_of(&loaded.problems);
                let book = Book::of(loaded.value, text, path_of(source));
                giving.add(&book).map_err(CliError::Output)?;
            }
            Err(error) => {
                complain(&error.to_string());
                is_whole = false;
            }
        }
    }
    if wish.files.is_empty() {
        let library = store.library();
        is_whole &= complain_of(&library.problems);
        for known in &library.books {
            if !giving.is_asked(known) {
                continue;
            }
            // What could not be read of it, the library has said.
            let record = store.load(known.book).value;
            let book = match text_of(known, page) {
                Some((text, source)) => Book::of(record, text, path_of(source)),
                None => Book::without_text(record, known),
            };
            giving.add(&book).map_err(CliError::Output)?;
        }
    }
    giving.end().map_err(CliError::Output)?;
    Ok(status(is_whole))
}

impl Book {
    fn of(record: BookRecord, text: Document, file: Option<PathBuf>) -> Self {
        Self {
            record,
            title: text.title().map(str::to_owned),
            authors: text.metadata().authors.clone(),
            file,
            text: Some(text),
        }
    }

    /// One whose file is not there: it is given as it was written down.
    fn without_text(record: BookRecord, known: &KnownBook) -> Self {
        let file = match &known.whereabouts {
            Whereabouts::Here(path) | Whereabouts::Gone(path) => Some(path.clone()),
            Whereabouts::Elsewhere | Whereabouts::Nowhere => None,
        };
        Self {
            record,
            title: known.about.title.clone(),
            authors: known.about.authors.clone(),
            file,
            text: None,
        }
    }
}

/// The quick marks in a book, A–Z too.
fn quick_marks<'m>(
    record: &'m BookRecord,
    any_marks: &'m AnyMarks,
) -> impl Iterator<Item = QuickMark<'m>> {
    let own = record.marks.iter().map(|(letter, anchor)| QuickMark {
        letter: *letter,
        anchor,
        set: record.mark_set(*letter),
    });
    let book = record.book.to_string();
    let to_here = any_marks.iter().filter(move |mark| mark.book == book);
    own.chain(to_here.map(|mark| QuickMark {
        letter: mark.letter,
        anchor: &mark.anchor,
        set: any_marks.mark_set(mark.letter),
    }))
}

impl<W: Write> Giving<W> {
    /// Whether anything is marked in a book that the library shows.
    fn is_asked(&self, known: &KnownBook) -> bool {
        let has_own = known.counts.annotations() + known.counts.marks > 0;
        let book = known.book.to_string();
        let is_led_to = || self.any_marks.iter().any(|mark| mark.book == book);
        !known.is_forgotten && (has_own || is_led_to())
    }

    fn add(&mut self, book: &Book) -> io::Result<()> {
        let volume = Volume {
            book: book.record.book,
            title: book.title.as_deref(),
            authors: &book.authors,
            file: book.file.as_deref(),
            text: book.text.as_ref(),
        };
        let marks = quick_marks(&book.record, &self.any_marks);
        let all = marked(&volume, book.record.live_annotations(), marks);
        if all.is_empty() {
            return Ok(());
        }
        if self.books > 0 && !matches!(self.form, Form::Json(_)) {
            writeln!(self.out, "\n")?;
        }
        self.books += 1;
        match &mut self.form {
            Form::Plain(width) => write_plain(&mut self.out, &volume, &all, *width),
            Form::Markdown => write_markdown(&mut self.out, &volume, &all, command),
            Form::Json(collection) => {
                collection.add(&volume, &all);
                Ok(())
            }
        }
    }

    fn end(mut self) -> io::Result<()> {
        if let Form::Json(collection) = self.form {
            serde_json::to_writer_pretty(&mut self.out, &collection.into_value())?;
            writeln!(self.out)?;
        } else if self.books == 0 && io::stderr().is_terminal() {
            complain("nothing is marked; M in the reader makes a bookmark, v selects");
        }
        self.out.flush()
    }
}

/// A command line of these words.
fn command(words: &[&str]) -> String {
    let words: Vec<String> = words.iter().map(|word| quoted(word)).collect();
    words.join(" ")
}
