//! Bookmarks go out.
//!
//! Books are opened on all cores (`abreast`), and what is marked in each is put into words there (`telling`). It
//! comes back in order, and is written here.

use std::io::{self, BufWriter, IsTerminal, Write};
use std::process::ExitCode;
use std::sync::mpsc::{Receiver, SyncSender};

use super::telling::{Asked, Form, Piece, Telling};
use super::{Bookmarks, complain, complain_of, status};
use crate::cli::abreast::in_order;
use crate::cli::open::without_second_stdin;
use crate::cli::{CliError, page_extent};
use crate::exchange::Collection;
use crate::store::{AnyMarks, KnownBook, Store};
use crate::tui;

pub(super) fn give(wish: &Bookmarks, store: &Store) -> Result<ExitCode, CliError> {
    let any_marks = store.load_marks();
    let mut is_whole = complain_of(&any_marks.problems);
    let any_marks = any_marks.value;
    let asked: Vec<Asked> = if wish.files.is_empty() {
        let library = store.library();
        is_whole &= complain_of(&library.problems);
        let asked = library.books.into_iter();
        asked
            .filter(|known| is_asked(known, &any_marks))
            .map(|known| Asked::Known(Box::new(known)))
            .collect()
    } else {
        let files = without_second_stdin(&wish.files);
        files.into_iter().map(Asked::Named).collect()
    };
    let telling = Telling {
        store: store.clone(),
        any_marks,
        page: page_extent(wish.whole_page),
        form: form(wish),
    };
    let mut giving = Giving::new(BufWriter::new(io::stdout().lock()), telling.form);
    let answers = in_order(
        asked.into_iter(),
        move |asked, answer: &SyncSender<Piece>| telling.tell(asked, answer),
    )?;
    for answer in answers {
        giving.add(answer).map_err(CliError::Output)?;
    }
    is_whole &= giving.is_whole;
    giving.end().map_err(CliError::Output)?;
    Ok(status(is_whole))
}

fn form(wish: &Bookmarks) -> Form {
    match wish {
        wish if wish.json => Form::Json,
        wish if wish.markdown => Form::Markdown,
        _ => {
            let is_terminal = io::stdout().is_terminal();
            Form::Plain(is_terminal.then(tui::width).flatten())
        }
    }
}

/// Whether anything is marked in a book that the library shows.
fn is_asked(known: &KnownBook, any_marks: &AnyMarks) -> bool {
    let has_own = known.counts.annotations() + known.counts.marks > 0;
    let book = known.book.to_string();
    let is_led_to = || any_marks.iter().any(|mark| mark.book == book);
    !known.is_forgotten && (has_own || is_led_to())
}

/// Writes what is said of the books.
struct Giving<W> {
    out: W,
    form: Form,
    /// What is written at the end, as one.
    collection: Collection,
    /// Books in which something is marked.
    books: usize,
    is_whole: bool,
}

impl<W: Write> Giving<W> {
    fn new(out: W, form: Form) -> Self {
        Self {
            out,
            form,
            collection: Collection::default(),
            books: 0,
            is_whole: true,
        }
    }

    /// Takes what is said of the next book.
    fn add(&mut self, answer: Receiver<Piece>) -> io::Result<()> {
        let mut is_first = true;
        for piece in answer {
            match piece {
                Piece::Text(text) => {
                    if is_first && self.books > 0 {
                        writeln!(self.out, "\n")?;
                    }
                    self.books += usize::from(is_first);
                    is_first = false;
                    self.out.write_all(&text)?;
                }
                Piece::Annotations(collection) => self.collection.append(collection),
                Piece::Problems(problems) => {
                    self.out.flush()?;
                    self.is_whole &= complain_of(&problems);
                }
                Piece::Failed(why) => {
                    self.out.flush()?;
                    complain(&why);
                    self.is_whole = false;
                }
            }
        }
        Ok(())
    }

    fn end(mut self) -> io::Result<()> {
        if let Form::Json = self.form {
            serde_json::to_writer_pretty(&mut self.out, &self.collection.into_value())?;
            writeln!(self.out)?;
        } else if self.books == 0 && io::stderr().is_terminal() {
            complain("nothing is marked; M in the reader makes a bookmark, v selects");
        }
        self.out.flush()
    }
}
