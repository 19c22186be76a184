//! The frame of an article saved as text: title, byline, standfirst, credit.
//!
//! They have no sign but their place and their shortness, so all conditions must hold, and a text that
//! only begins with a short line stays as it is.

use std::ops::Range;

use super::east_asian::ends_clause;
use super::headings::Headings;
use super::lines::width;
use super::pieces::{Form, Piece};
use crate::document::{BlockKind, Metadata};
use crate::format::byline;

/// Which pieces frame the text.
#[derive(Debug, Default)]
pub(super) struct Frame {
    title: Option<usize>,
    byline: Option<usize>,
    standfirst: Option<usize>,
    credit: Option<usize>,
}

/// Longer lines are sentences, in characters.
const LONGEST_TITLE: usize = 120;
const LONGEST_BYLINE: usize = 200;
const LONGEST_STANDFIRST: usize = 300;
const LONGEST_CREDIT: usize = 200;

/// Lines that a standfirst or credit takes that was wrapped by hand.
const WRAPPED: usize = 5;

/// What stands over a list of chapters is not the title of the text.
const CONTENTS: [&str; 3] = ["contents", "table of contents", "inhalt"];

/// A title stands over paragraphs, not over short lines: they have so many bytes at least.
const SHORTEST_PARAGRAPH: usize = 80;

/// How a line begins that says where a text was published, and what else it says.
const CREDIT_BEGINS: [&str; 12] = [
    "this ",
    "first ",
    "originally ",
    "republished ",
    "reprinted ",
    "published ",
    "printed ",
    "from ",
    "source:",
    "courtesy ",
    "adapted ",
    "excerpted ",
];
const CREDIT_SAYS: [&str; 15] = [
    "republished",
    "published in",
    "published by",
    "published on",
    "published as",
    "first published",
    "originally published",
    "appeared in",
    "appeared on",
    "reprinted",
    "printed in",
    "given as",
    "delivered",
    "courtesy of",
    "excerpted from",
];

/// Pieces among which the title page of a book is.
const FRONT: usize = 16;

/// The letters and digits of a text, small: what two ways to print a title have in common.
fn letters(text: &str) -> String {
    let letters = text.chars().filter(|char| char.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

impl Frame {
    pub(super) fn of(source: &str, pieces: &[Piece], headings: &Headings) -> Self {
        let mut frame = Self::default();
        let usual = usual_length(pieces);
        let open = |index: usize, lines: usize| {
            let piece = pieces.get(index)?;
            let is_open =
                piece.form == Form::Flow && piece.count() <= lines && !headings.has(index);
            is_open.then(|| piece.of(source).trim())
        };
        let line = |index: usize| open(index, 1);
        let is_title = |text: &&str| {
            width(text) <= LONGEST_TITLE
                && !CONTENTS.iter().any(|name| text.eq_ignore_ascii_case(name))
                && !text.ends_with(['.', ',', ';', ':'])
                && !ends_clause(text)
                && text.len() * 3 < usual * 2
        };
        if usual < SHORTEST_PARAGRAPH || pieces.len() < 3 || line(0).filter(is_title).is_none() {
            return frame;
        }
        frame.title = Some(0);
        let is_byline = |text: &&str| {
            width(text) <= LONGEST_BYLINE
                && !text.ends_with(['.', ':', ';', '!', '?'])
                && byline::is_byline(text)
        };
        if line(1).filter(is_byline).is_some() {
            frame.byline = Some(1);
            frame.standfirst = open(2, WRAPPED)
                .filter(|text| is_standfirst(text, usual))
                .map(|_| 2);
        }
        let last = pieces.len() - 1;
        let is_credit = |text: &&str| is_credit(text);
        frame.credit = open(last, WRAPPED)
            .filter(is_credit)
            .map(|_| last)
            .filter(|last| *last > 2);
        frame
    }

    /// The title and author of a book whose metadata is known: where they stand by themselves before its
    /// first chapter.
    pub(super) fn of_book(
        source: &str,
        pieces: &[Piece],
        headings: &Headings,
        book: &Range<usize>,
        metadata: &Metadata,
    ) -> Self {
        let mut frame = Self::default();
        let Some(title) = metadata.title.as_deref().map(letters) else {
            return frame;
        };
        let first = pieces.partition_point(|piece| piece.start() < book.start);
        let front = pieces.iter().enumerate().skip(first).take(FRONT);
        let is_open = |(index, piece): &(usize, &Piece)| {
            piece.count() <= 4 && !headings.has(*index) && book.contains(&piece.start())
        };
        let mut front = front.filter(is_open);
        let said = |piece: &Piece| letters(piece.of(source));
        frame.title = front
            .by_ref()
            .find(|(_, piece)| {
                let said = said(piece);
                // A title may be shortened in the header, or here.
                said == title || said.len() > 8 && title.starts_with(&said)
            })
            .map(|(index, _)| index);
        let authors: Vec<String> = metadata.authors.iter().map(|name| letters(name)).collect();
        let names_author = |piece: &Piece| {
            let said = said(piece);
            let said = said.strip_prefix("by").unwrap_or(&said);
            authors
                .iter()
                .any(|author| said.starts_with(author.as_str()))
        };
        if let Some(title) = frame.title {
            frame.byline = front
                .take_while(|(index, _)| *index <= title + 3)
                .find(|(_, piece)| piece.count() <= 2 && names_author(piece))
                .map(|(index, _)| index);
        }
        frame
    }

    /// What the piece at `index` is, if it belongs to the frame.
    pub(super) fn kind(&self, index: usize) -> Option<BlockKind> {
        let at = Some(index);
        match () {
            () if at == self.title => Some(BlockKind::Title),
            () if at == self.byline => Some(BlockKind::Byline),
            () if at == self.standfirst => Some(BlockKind::Standfirst),
            () if at == self.credit => Some(BlockKind::Credit),
            () => None,
        }
    }

    /// The byline as written.
    pub(super) fn byline<'a>(&self, source: &'a str, pieces: &[Piece]) -> Option<&'a str> {
        pieces
            .get(self.byline?)
            .map(|piece| piece.of(source).trim())
    }
}

/// The length of a paragraph in bytes: half of the text stands in longer ones. So a few short lines do
/// not count.
fn usual_length(pieces: &[Piece]) -> usize {
    let flowing = pieces.iter().filter(|piece| piece.form == Form::Flow);
    let mut lengths: Vec<usize> = flowing.map(Piece::len).collect();
    lengths.sort_unstable();
    let half = lengths.iter().sum::<usize>() / 2;
    let mut sum = 0;
    for length in lengths {
        sum += length;
        if sum > half {
            return length;
        }
    }
    0
}

/// One sentence or two, clearly shorter than a paragraph.
fn is_standfirst(text: &str, usual: usize) -> bool {
    let is_end = |c: char| matches!(c, '.' | '?' | '!');
    let inside = text.trim_end_matches(['”', '’', '"', '\'', ')']);
    let sentences = inside
        .split(['.', '?', '!'])
        .filter(|s| s.split_whitespace().count() > 1);
    inside.ends_with(is_end)
        && width(text) <= LONGEST_STANDFIRST
        && text.len() * 2 < usual
        && sentences.count() <= 2
}

fn is_credit(text: &str) -> bool {
    if width(text) > LONGEST_CREDIT {
        return false;
    }
    let text = text.to_lowercase();
    let text = text.trim_start_matches(['(', '[', '—', '*', '_']);
    CREDIT_BEGINS.iter().any(|begin| text.starts_with(begin))
        && CREDIT_SAYS.iter().any(|said| text.contains(said))
}
