//! EPUB, 2 and 3: a zip archive of pages, with a file that says in which order they are read.
//!
//! Real books break every rule of the format, so each step takes what it finds and notes what it had to
//! repair: which file describes the book (`container`), what that says (`package`, `metadata`), which
//! files are read (`spine`), what their contents are called (`contents`), whether they are locked
//! (`protection`); then the pages are read as HTML (`pages`, some `abreast`) into one document (`chapters`), with their style sheets
//! (`sheets`) and the marks of the printed book (`printed`). Addresses are names in
//! the archive and nothing else (`address`): none leads out of it.

mod abreast;
mod address;
mod chapters;
mod container;
mod contents;
mod metadata;
mod package;
mod pages;
mod printed;
mod protection;
mod sheets;
mod spine;

use super::FormatError;
use super::archive::{Archive, ArchiveError};
use super::xml::decode;
use crate::document::{Builder, Document, Format, Problem};
use address::Address;
use contents::{Contents, Entry};
use package::Package;
use pages::Book;
use spine::{Kind, Reading};

/// How much of a book is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// All of it.
    Whole,
    /// The first pages.
    Beginning,
    /// Some pages in its midst. What refers to a note in a file that is not among them is a link, and notes are
    /// counted from the first of them: for a part does not know what is before and behind it.
    Pages {
        /// The file the first of them is in, counted from 0 as they are read
        /// ([`Landmark::source`](crate::document::Landmark)).
        from: usize,
        /// How many bytes of text are wanted, at least, if the book goes on for so long.
        text: usize,
    },
}

/// Bytes of markup that make a beginning, and that are read of any of its files: some dozen screens,
/// parsed in a millisecond.
const BEGINNING: usize = 64 * 1024;

/// Whether an archive is a book of this kind.
pub(super) fn is_epub(archive: &Archive<'_>) -> bool {
    let is_package = |name: &str| name.to_ascii_lowercase().ends_with(".opf");
    archive.find("META-INF/container.xml").is_some()
        || archive.names().any(|(_, name)| is_package(name))
}

/// Reads a book.
///
/// # Errors
///
/// Where it is locked, or nothing of it can be read.
pub(super) fn read(archive: &Archive<'_>, part: Part) -> Result<Document, FormatError> {
    let (mut markup, wanted) = match part {
        Part::Whole => (usize::MAX, 0),
        Part::Beginning => (BEGINNING, 0),
        Part::Pages { text, .. } => (text.saturating_mul(USUAL), text),
    };
    let mut tries = 1;
    loop {
        let (document, end) = read_part(archive, part, markup).map_err(|e| why(archive, e))?;
        if document.text().len() >= wanted || end == End::OfBook || tries == TRIES {
            return Ok(document);
        }
        // How much of a book is markup differs from page to page.
        markup = markup.saturating_mul(4);
        tries += 1;
    }
}

/// Why nothing can be read of a book: what is wrong with its archive comes first, for the rest follows from it.
fn why(archive: &Archive<'_>, error: FormatError) -> FormatError {
    match error {
        FormatError::Nothing(why) if !archive.is_sound() => {
            FormatError::Nothing(format!("the archive is cut off or damaged; {why}"))
        }
        error => error,
    }
}

/// Bytes of markup for each of text, where there is a link or a style now and then.
const USUAL: usize = 2;

/// How often pages are read, each time four times as many, until there is as much text as is wanted. Of a book that
/// is nearly all markup less must do.
const TRIES: usize = 3;

/// What the pages that are read end with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    OfBook,
    OfPart,
}

/// Reads so many bytes of markup of a part, and that page to its end.
fn read_part(
    archive: &Archive<'_>,
    part: Part,
    markup: usize,
) -> Result<(Document, End), FormatError> {
    let mut problems = archive.problems().to_vec();
    let package = open_package(archive, &mut problems)?;
    let readings = spine::order(archive, &package, &mut problems);
    let locked = protection::locked(archive);
    if readings.iter().any(|reading| locked.contains(&reading.id)) {
        return Err(FormatError::Protected(protection::lock(archive)));
    }
    let contents = contents::read(archive, &package, &mut problems);
    let begin = || {
        let mut builder = Builder::new(Format::Epub);
        package.facts.tell(builder.metadata_mut());
        builder.metadata_mut().spine = Some(package.spine.len());
        builder
    };
    let from = match part {
        Part::Whole | Part::Beginning => 0,
        Part::Pages { from, .. } => from,
    };
    let (readings, end) = within(archive, readings.get(from..).unwrap_or(&[]), markup);
    let book = Book {
        archive,
        // A list of the pages says more than the marks, which name the same places.
        marks_pages: contents.pages.is_empty(),
        most: (part == Part::Beginning).then_some(BEGINNING),
    };
    let (mut builder, read) = chapters::read(&book, readings, &mut problems, begin);
    if read == 0 {
        // What was wrong with the last page; where there is none, that is why.
        let last = problems.last().filter(|_| !readings.is_empty());
        let why = last.map(|p| format!("{}: {}", p.place, p.what));
        let why = why.unwrap_or_else(|| "there is no page that can be shown".to_owned());
        return Err(FormatError::Nothing(why));
    }
    // Of a part only its own places are known.
    let is_read = |address: &Address| {
        let file = address.file(archive);
        part == Part::Whole || readings.iter().any(|reading| Some(reading.id) == file)
    };
    tell(&contents, archive, is_read, &mut builder);
    builder.set_images(images(archive, &package));
    for problem in problems {
        builder.problem(problem.place, problem.what);
    }
    Ok((builder.finish(), end))
}

fn open_package(
    archive: &Archive<'_>,
    problems: &mut Vec<Problem>,
) -> Result<Package, FormatError> {
    let Some(id) = container::package(archive, problems) else {
        if archive.problems().is_empty() {
            return Err(FormatError::Nothing(
                "it has no package document".to_owned(),
            ));
        }
        // The archive is not all there, as in a file that was cut off, and neither is the package document.
        problems.push(Problem {
            place: "package document".to_owned(),
            what: "missing; title and contents are not known".to_owned(),
        });
        return Ok(Package::default());
    };
    let path = archive.name(id);
    let nothing = |error: ArchiveError| FormatError::Nothing(format!("{path}: {error}"));
    let source = archive.read(id).map_err(nothing)?;
    let package = Package::read(&decode(&source.bytes).text, path);
    let mut note = |what: &str| {
        problems.push(Problem {
            place: path.to_owned(),
            what: what.to_owned(),
        });
    };
    source.problem.into_iter().for_each(&mut note);
    if package.is_broken {
        note("not well-formed XML; read as far as it makes sense");
    }
    Ok(package)
}

/// The first readings that have so many bytes of markup between them.
fn within<'r>(
    archive: &Archive<'_>,
    readings: &'r [Reading],
    markup: usize,
) -> (&'r [Reading], End) {
    let mut size: usize = 0;
    let count = readings.iter().take_while(|reading| {
        let goes_on = size < markup;
        // An image has no text, however large it is.
        if reading.kind != Kind::Image {
            size = size.saturating_add(archive.claimed_size(reading.id));
        }
        goes_on
    });
    let count = count.count();
    match readings.get(..count) {
        Some(part) if count < readings.len() => (part, End::OfPart),
        _ => (readings, End::OfBook),
    }
}

/// How many images the book has, its cover among them.
fn images(archive: &Archive<'_>, package: &Package) -> usize {
    let images = package
        .items
        .iter()
        .filter(|item| item.media_type.starts_with("image/"));
    let is_there = |path: &String| archive.find(path).is_some();
    images
        .map(|item| package.path_of(&item.href))
        .filter(is_there)
        .count()
}

/// Tells the contents and the printed pages, if they lead to what is read.
fn tell(
    contents: &Contents,
    archive: &Archive<'_>,
    is_read: impl Fn(&Address) -> bool,
    builder: &mut Builder,
) {
    let leads_there = |entry: &&Entry| entry.address.as_ref().is_none_or(&is_read);
    builder.contents_from(contents.source);
    for entry in contents.entries.iter().filter(leads_there) {
        let place = entry.address.as_ref().and_then(|a| a.place(archive));
        builder.give_section(&entry.title, entry.level, place);
    }
    for page in contents.pages.iter().filter(leads_there) {
        let place = page.address.as_ref().and_then(|a| a.place(archive));
        builder.give_page(&page.title, place);
    }
}
