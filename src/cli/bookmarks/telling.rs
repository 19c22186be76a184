//! What is marked in one book: found in its text and put into words.
//!
//! This is done by many threads, a book each. A book's text is gone when its words are: what waits for its turn
//! is as long as what will be written, and no longer.

use std::ffi::OsString;
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;
use std::sync::mpsc::SyncSender;

use super::{path_of, text_of};
use crate::cli::abreast::guarded;
use crate::cli::advice::quoted;
use crate::cli::open_document;
use crate::document::Document;
use crate::exchange::{Collection, QuickMark, Volume, marked, write_markdown, write_plain};
use crate::format::PageExtent;
use crate::store::{AnyMarks, BookRecord, KnownBook, Store, StoreError, Whereabouts, book_name};
use crate::text::Cells;

/// A book that is asked for.
pub(super) enum Asked {
    /// What lies in a file, or `-` for standard input.
    Named(OsString),
    /// A book of the library.
    Known(Box<KnownBook>),
}

/// In which form bookmarks go out.
#[derive(Clone, Copy)]
pub(super) enum Form {
    /// For people, no wider than their terminal if there is one.
    Plain(Option<Cells>),
    Markdown,
    Json,
}

/// A piece of what is said of a book.
pub(super) enum Piece {
    /// What is to be written.
    Text(Vec<u8>),
    /// What is to be written with all the others.
    Annotations(Collection),
    /// What could not be read of what is remembered.
    Problems(Vec<StoreError>),
    /// The book could not be opened; why, in a line.
    Failed(String),
}

/// Bytes of text in a piece: sending it costs nothing beside making it.
const LENGTH: usize = 32 * 1024;

/// Nobody reads any more.
struct Unread;

/// What all books have in common.
pub(super) struct Telling {
    pub store: Store,
    pub any_marks: AnyMarks,
    pub page: PageExtent,
    pub form: Form,
}

/// A book with what is marked in it.
struct Book {
    record: BookRecord,
    title: Option<String>,
    authors: Vec<String>,
    file: Option<PathBuf>,
    text: Option<Document>,
}

impl Asked {
    /// What it is called where it cannot be given.
    fn name(&self) -> String {
        match self {
            Self::Named(file) => file.to_string_lossy().into_owned(),
            Self::Known(known) => {
                let file = file_of(known);
                book_name(known.about.title.as_deref(), file.as_deref())
            }
        }
    }
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
        Self {
            record,
            title: known.about.title.clone(),
            authors: known.about.authors.clone(),
            file: file_of(known),
            text: None,
        }
    }
}

/// Where a book of the library lies, or lay.
fn file_of(known: &KnownBook) -> Option<PathBuf> {
    match &known.whereabouts {
        Whereabouts::Here(path) | Whereabouts::Gone(path) => Some(path.clone()),
        Whereabouts::Elsewhere | Whereabouts::Nowhere => None,
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

impl Telling {
    /// Opens a book and tells what is marked in it. Where nothing is, nothing is said.
    pub fn tell(&self, asked: Asked, answer: &SyncSender<Piece>) {
        let name = asked.name();
        let told = guarded(&name, || {
            let Some(book) = self.opened(asked, answer)? else {
                return Ok(());
            };
            self.tell_of(&book, answer)
        });
        // Where nobody reads, the answer is of no use.
        if let Err(failed) = told {
            let _ = answer.send(Piece::Failed(failed));
        }
    }

    fn opened(&self, asked: Asked, answer: &SyncSender<Piece>) -> Result<Option<Book>, Unread> {
        let file = match asked {
            Asked::Named(file) => file,
            Asked::Known(known) => {
                // What could not be read of it, the library has said.
                let record = self.store.load(known.book).value;
                return Ok(Some(match text_of(&known, self.page) {
                    Some((text, source)) => Book::of(record, text, path_of(source)),
                    None => Book::without_text(record, &known),
                }));
            }
        };
        match open_document(Some(&file), self.page) {
            Ok((text, source)) => {
                let loaded = self.store.load(text.fingerprint());
                if !loaded.problems.is_empty() {
                    send(answer, Piece::Problems(loaded.problems))?;
                }
                Ok(Some(Book::of(loaded.value, text, path_of(source))))
            }
            Err(error) => {
                send(answer, Piece::Failed(error.to_string()))?;
                Ok(None)
            }
        }
    }

    fn tell_of(&self, book: &Book, answer: &SyncSender<Piece>) -> Result<(), Unread> {
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
        let mut out = BufWriter::with_capacity(LENGTH, Outlet(answer));
        let written = match self.form {
            Form::Plain(width) => write_plain(&mut out, &volume, &all, width),
            Form::Markdown => write_markdown(&mut out, &volume, &all, command),
            Form::Json => {
                let mut collection = Collection::default();
                collection.add(&volume, &all);
                return send(answer, Piece::Annotations(collection));
            }
        };
        written.and_then(|()| out.flush()).map_err(|_| Unread)
    }
}

/// Sends on what is written to it.
struct Outlet<'s>(&'s SyncSender<Piece>);

impl Write for Outlet<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let sent = send(self.0, Piece::Text(bytes.to_vec()));
        sent.map_err(|Unread| io::ErrorKind::BrokenPipe)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn send(answer: &SyncSender<Piece>, piece: Piece) -> Result<(), Unread> {
    answer.send(piece).map_err(|_| Unread)
}

/// A command line of these words.
fn command(words: &[&str]) -> String {
    let words: Vec<String> = words.iter().map(|word| quoted(word)).collect();
    words.join(" ")
}
