//! `folio search`: where words stand, in one text or in many.
//!
//! Subjects are found, opened and searched on all cores (`abreast`), and what is to be said of each
//! (`form`) comes back in pieces and in order, and is written here. One file that cannot be read does not
//! keep the others from being searched.

mod arguments;
mod excerpt;
mod form;
mod lines;
mod pieces;
mod subjects;
mod writer;

use std::io::{self, IsTerminal};
use std::process::ExitCode;
use std::sync::mpsc::SyncSender;

use super::abreast::{guarded, in_order};
use super::open::{OpenError, open_essay, open_file, open_stdin};
use super::{CliError, complain, page_extent};
use crate::document::Document;
use crate::format::{FormatError, PageExtent};
use crate::search::Matcher;
use crate::text::{Cells, Folding};
use crate::tui;
pub(super) use arguments::{FORM, Search};
pub(super) use form::json;
use form::{Book, Form, Telling};
use lines::{Layout, Lines};
use pieces::{Likeness, Piece, Pieces, Unread};
use subjects::{Found, Origin, Subject, are_several, is_essay, subjects};
use writer::Writer;

/// Characters on either side of a match where no terminal says how many fit.
const CONTEXT: usize = 40;

/// Cells of a terminal that does not tell.
const USUAL_WIDTH: Cells = Cells(80);

pub(super) fn search(wish: &Search) -> Result<ExitCode, CliError> {
    let query = wish.query();
    if query.is_blank() {
        let blank = "the pattern is blank; name what is looked for";
        return Err(CliError::Usage(blank.to_owned()));
    }
    let matcher = Matcher::new(&query, Folding::default())
        .map_err(|why| CliError::Usage(format!("the pattern cannot be used: {why}")))?;
    let form = form(wish);
    if is_essay(&wish.place) && io::stderr().is_terminal() && !wish.answer.quiet {
        complain("no FILE was named, so the essay is looked through");
    }
    let page = page_extent(wish.place.whole_page);
    let work = {
        let form = form.clone();
        move |found: Found, answer: &SyncSender<Piece>| {
            look_through(found, page, &matcher, &form, answer);
        }
    };
    let answers = in_order(subjects(&wish.place), work)?;
    let mut writer = Writer::new(&form);
    writer.write_all(answers).map_err(CliError::Output)?;
    if let Some(remark) = writer.remark().filter(|_| io::stderr().is_terminal()) {
        complain(&remark);
    }
    if wish.place.library && writer.is_empty() {
        complain("no book has been read from a file yet, so there is none to look through");
    }
    Ok(writer.status())
}

/// What the options and the terminal make of the answer.
fn form(wish: &Search) -> Form {
    let is_named = are_several(&wish.place);
    let context = wish.context.map(usize::from);
    match &wish.answer {
        answer if answer.json => Form::Json {
            context: context.unwrap_or(CONTEXT),
        },
        answer if answer.count => Form::Count { is_named },
        answer if answer.names => Form::Name,
        answer if answer.quiet => Form::Nothing,
        _ => {
            let out = io::stdout();
            let is_terminal = out.is_terminal();
            let width = if is_terminal { tui::width() } else { None }.unwrap_or(USUAL_WIDTH);
            Form::Lines(Lines {
                layout: if is_terminal {
                    Layout::Headed { width }
                } else {
                    Layout::Each
                },
                is_named,
                is_coloured: wish.colour.is_on(is_terminal),
                // More characters than cells are never shown.
                context: context.unwrap_or(if is_terminal {
                    width.to_usize()
                } else {
                    CONTEXT
                }),
            })
        }
    }
}

/// Searches one subject and answers.
fn look_through(
    found: Found,
    page: PageExtent,
    matcher: &Matcher,
    form: &Form,
    answer: &SyncSender<Piece>,
) {
    let searched = found.map_err(Piece::Failed).and_then(|subject| {
        let name = subject.name();
        guarded(&name, || {
            let document = opened(&subject, page)?;
            Ok(document.map(|document| tell(&name, &document, matcher, form, answer)))
        })
        .unwrap_or_else(|failed| Err(Piece::Failed(failed)))
    });
    if let Err(piece) = searched {
        // Without a reader the answer is of no use.
        let _ = answer.send(piece);
    }
}

fn tell(
    name: &str,
    document: &Document,
    matcher: &Matcher,
    form: &Form,
    answer: &SyncSender<Piece>,
) -> Result<(), Unread> {
    let matcher = matcher.folded_by(document.folding());
    let book = Book { name, document };
    let mut telling = Telling::new(form, book, Pieces::new(answer));
    tell_all(&matcher, &mut telling, book, form)?;
    if telling.count() > 0 {
        return telling.end(Likeness::Typed);
    }
    if let Some(loosened) = matcher.loosened() {
        tell_all(&loosened, &mut telling, book, form)?;
    }
    telling.end(Likeness::Loose)
}

/// Tells each match as it is found.
fn tell_all(
    matcher: &Matcher,
    telling: &mut Telling<'_>,
    book: Book<'_>,
    form: &Form,
) -> Result<(), Unread> {
    let mut told = Ok(());
    matcher.find_each(book.document.text(), &mut |range| {
        told = telling.add(range);
        told.is_ok() && !form.wants_one()
    });
    told
}

/// Opens a subject; `None` for what lies in a folder and is no text.
fn opened(subject: &Subject, page: PageExtent) -> Result<Option<Document>, Piece> {
    let (opened, origin) = match subject {
        Subject::Essay => (open_essay(page), Origin::Named),
        Subject::Stdin => (open_stdin(page), Origin::Named),
        Subject::File { path, origin } => (open_file(path, page), *origin),
    };
    match opened {
        Ok(document) => Ok(Some(document)),
        Err(OpenError::Format { source, .. })
            if origin == Origin::Folder && is_no_text(&source) =>
        {
            Ok(None)
        }
        Err(_) if origin == Origin::Library && is_gone(subject) => Err(Piece::Gone(format!(
            "{}: read here once, and gone; open the book where it lies now",
            subject.name()
        ))),
        Err(error) => Err(Piece::Failed(error.to_string())),
    }
}

fn is_no_text(error: &FormatError) -> bool {
    matches!(error, FormatError::NotText(_) | FormatError::Binary)
}

fn is_gone(subject: &Subject) -> bool {
    matches!(subject, Subject::File { path, .. } if path.try_exists().is_ok_and(|there| !there))
}
