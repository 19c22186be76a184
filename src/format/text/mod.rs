//! Plain text: the shape that people give a text by hand, read back.
//!
//! A text without markup still says what it is by its blank lines, indents and line lengths. They are
//! read in steps, each a file: `lines` (one line), `stretch` (lines without a blank line between),
//! `survey` (what is usual in this text), `pieces` (stretches cut into paragraphs, verse, tables,
//! rules; `verse` and `whole_lines` tell which), `quotes` and `lists` (what stands apart from the rest, and `containers` how that is told), `marks`
//! (lines that look like headings, `east_asian` those of Chinese, Japanese and Korean books), `headings` (those that are, with
//! `subtitles` under them, or else `capitals`), `article` (title,
//! byline, standfirst, credit), `gutenberg` (what a Project Gutenberg header says), `writing` (the pieces become blocks, with `emphasis`). All tables hold
//! byte ranges of the source; no line is ever copied, and every step is one pass. Of a long text the steps
//! that look at lines and stretches take both `halves` at the same time, and what is written is given back in `portions`.

mod article;
mod capitals;
mod containers;
mod east_asian;
mod emphasis;
mod gutenberg;
mod halves;
mod headings;
mod indents;
mod lines;
mod lists;
mod marks;
mod pieces;
mod portions;
mod quotes;
mod room;
mod stretch;
mod subtitles;
mod survey;
mod verse;
mod whole_lines;
mod writing;

use std::borrow::Cow;
use std::ops::Range;

use crate::document::{BlockKind, Builder, Document, Spacing};
use article::Frame;
use containers::Containers;
use headings::{Headings, Standing};
use pieces::{Apart, Piece};
use portions::Portions;
use room::give_back;

pub(super) use portions::GIVEN_BACK;
use survey::Survey;
use writing::write_text;

/// Bytes of the file from one landmark to the next, about.
const LANDMARKS: usize = 16 * 1024;

/// A plain text, or a part of one.
pub(super) struct Source<'a> {
    pub text: Cow<'a, str>,
    /// At which byte of its file it begins, if it stands there as it is.
    pub begins: Option<usize>,
    /// Whether it is a part, with such a header before it that a licence follows.
    pub has_licence: bool,
}

impl<'a> Source<'a> {
    /// One that stands otherwise in its file.
    pub const fn of(text: Cow<'a, str>) -> Self {
        Self {
            text,
            begins: None,
            has_licence: false,
        }
    }
}

/// Whether a text that begins so has the licence of a library behind it.
pub(super) fn has_licence(head: &str) -> bool {
    gutenberg::has_header(head)
}

/// Reads plain text. One that is given away is dropped as it is written.
pub(super) fn read(source: Source<'_>, mut builder: Builder) -> Document {
    let Source {
        text: source,
        begins,
        has_licence,
    } = source;
    let is_midst = begins.is_some_and(is_midst);
    let book = if is_midst {
        gutenberg::end(&source).filter(|_| has_licence)
    } else {
        gutenberg::read(&source, &mut builder)
    };
    let pieces = pieces_of(&source);
    builder.reserve(source.len(), pieces.len());
    if indents::are_told_apart(&source, &pieces) {
        builder.indent_paragraphs();
    }
    let headings = Headings::of(&source, &pieces, book.as_ref(), is_midst);
    let frame = match &book {
        Some(book) => Frame::of_book(&source, &pieces, &headings, book, builder.metadata_mut()),
        None => Frame::of(&source, &pieces, &headings),
    };
    if let Some(byline) = frame.byline(&source, &pieces)
        && builder.metadata_mut().authors.is_empty()
    {
        builder.metadata_mut().authors = super::byline::authors_of(byline);
    }
    // A subtitle is written with the heading above it.
    let portions = Portions::of(source, begins, &pieces, |index| !headings.has(index));
    write(
        portions,
        &pieces,
        &headings,
        &frame,
        book.as_ref(),
        &mut builder,
    );
    give_back(pieces);
    builder.finish()
}

/// Where the lines of a part end that are paragraphs, if those at its end are: behind the last line end.
pub(super) fn end_of_lines(part: &str) -> Option<usize> {
    let end = memchr::memrchr(b'\n', part.as_bytes())? + 1;
    let lines = part.get(..end)?;
    let (stretches, edges) = stretch::stretches(lines);
    let survey = Survey::of(&stretches, &edges);
    let last = stretches.last()?;
    pieces::are_its_lines(lines, last, &survey).then_some(end)
}

/// What will be one block each. The stretches are done with then, and their room is free for the text.
fn pieces_of(source: &str) -> Vec<Piece> {
    let (stretches, edges) = stretch::stretches(source);
    let survey = Survey::of(&stretches, &edges);
    let pieces = pieces::cut(source, &stretches, &survey);
    give_back(stretches);
    pieces
}

fn write(
    mut source: Portions<'_>,
    pieces: &[Piece],
    headings: &Headings,
    frame: &Frame,
    book: Option<&Range<usize>>,
    builder: &mut Builder,
) {
    let is_in_book = |piece: &Piece| book.is_none_or(|book| book.contains(&piece.start()));
    let mut containers = Containers::default();
    let mut was_in_book = book.is_none();
    let mut standings = headings.standings().peekable();
    let mut before = None;
    let mut end = 0;
    let mut landmarks = Landmarks::of(&source);
    for (index, piece) in pieces.iter().enumerate() {
        let is_in_book = is_in_book(piece);
        if is_in_book != was_in_book {
            containers.leave(builder);
            cross(is_in_book, builder);
        }
        was_in_book = is_in_book;
        let standing = standings
            .next_if(|(at, _)| *at == index)
            .map(|(_, standing)| standing);
        if standing == Some(Standing::Subtitle) {
            // Written with the heading above it.
            end = piece.end();
            continue;
        }
        let kind = match (frame.kind(index), standing) {
            (Some(kind), _) => kind,
            (None, Some(Standing::Heading { level })) => BlockKind::Heading { level },
            (None, _) => piece.form.kind(),
        };
        if kind == BlockKind::Rule && before == Some(BlockKind::Rule) {
            continue;
        }
        if standing == Some(Standing::ListedAgain) {
            builder.space_next(Spacing::Tight);
        }
        let is_plain = frame.kind(index).is_some() || standing.is_some();
        let apart = if is_plain { Apart::No } else { piece.apart };
        source.reach(piece.end());
        if apart == Apart::No {
            landmarks.pass(piece.start(), &source, builder);
        }
        let spacing = spacing(source.get(end..piece.start()));
        containers.enter(apart, spacing, builder);
        end = piece.end();
        let has_subtitle = standings
            .peek()
            .is_some_and(|(_, standing)| *standing == Standing::Subtitle);
        let below = pieces.get(index + 1).filter(|_| has_subtitle);
        write_text(&source, piece, below, kind, builder);
        before = Some(kind);
    }
    containers.leave(builder);
}

/// The book begins here, behind the header of a library, or ends.
fn cross(is_in_book: bool, builder: &mut Builder) {
    if is_in_book {
        builder.begin_body();
    } else {
        builder.end_body();
    }
}

/// The landmarks of a text: the first piece behind every multiple of so many bytes of its file. So a part that is
/// read from the midst of it has those the whole has there.
#[derive(Debug)]
struct Landmarks {
    /// From where on in the file the next one may be.
    next: usize,
}

impl Landmarks {
    /// Those of a source. Of one that begins in the midst of a file nobody knows whether its first piece is one.
    fn of(source: &Portions<'_>) -> Self {
        let begins = source.in_file(0).filter(|begins| is_midst(*begins));
        Self {
            next: begins.map_or(0, after),
        }
    }

    /// A piece that stands in nothing begins here.
    fn pass(&mut self, start: usize, source: &Portions<'_>, builder: &mut Builder) {
        if let Some(place) = source.in_file(start)
            && place >= self.next
        {
            builder.landmark(place);
            self.next = after(place);
        }
    }
}

/// Whether a source that begins at a byte of its file is a part from the midst of it, and not what stands behind a
/// byte order mark.
const fn is_midst(begins: usize) -> bool {
    begins >= LANDMARKS
}

/// The next multiple behind a byte of a file.
const fn after(place: usize) -> usize {
    (place / LANDMARKS + 1) * LANDMARKS
}

/// Whether a blank line is in what stands between two pieces.
fn spacing(between: &str) -> Spacing {
    match memchr::memchr_iter(b'\n', between.as_bytes()).nth(1) {
        Some(_) => Spacing::Loose,
        None => Spacing::Tight,
    }
}
