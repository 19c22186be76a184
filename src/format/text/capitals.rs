//! Lines in capitals, where a text has no other headings.
//!
//! Dictionaries, plays and telegrams are full of capitals. So such a line is a heading only if it stands
//! between blank lines, is not said twice (the name of a speaker is), and most of them stand over prose.

use std::collections::HashMap;

use super::headings::Standing;
use super::pieces::{Apart, Form, Piece};

/// Characters of a heading, at most, and letters, at least.
const LONGEST: usize = 60;
const SHORTEST: usize = 4;

/// Bytes of a paragraph that a heading stands over.
const PARAGRAPH: usize = 120;

/// Bytes of text to a heading, on average. With less to each they are something else.
const APART: usize = 300;

/// The headings among the pieces of the book, all of one level.
pub(super) fn headings(
    source: &str,
    pieces: &[Piece],
    in_book: impl Fn(&Piece) -> bool,
) -> Vec<(usize, Standing)> {
    let all = pieces
        .iter()
        .enumerate()
        .filter(|(_, piece)| in_book(piece));
    let lines = all.filter(|(_, piece)| is_line(source, piece));
    let lines: Vec<usize> = lines.map(|(index, _)| index).collect();
    let mut said: HashMap<&str, usize> = HashMap::new();
    for index in &lines {
        *said.entry(text(source, pieces, *index)).or_default() += 1;
    }
    let is_once = |index: &usize| said.get(text(source, pieces, *index)) == Some(&1);
    let over_prose = |index: &usize| pieces.get(index + 1).is_some_and(is_prose);
    let headings: Vec<usize> = lines
        .iter()
        .copied()
        .filter(is_once)
        .filter(over_prose)
        .collect();
    let bytes: usize = pieces.iter().filter(|p| in_book(p)).map(Piece::len).sum();
    let is_structure =
        headings.len() > 1 && headings.len() * 3 > lines.len() && bytes / headings.len() >= APART;
    if !is_structure {
        return Vec::new();
    }
    let heading = |index| (index, Standing::Heading { level: 1 });
    headings.into_iter().map(heading).collect()
}

fn text<'a>(source: &'a str, pieces: &[Piece], index: usize) -> &'a str {
    pieces
        .get(index)
        .map_or("", |piece| piece.of(source))
        .trim()
}

fn is_line(source: &str, piece: &Piece) -> bool {
    if piece.count() != 1
        || piece.form != Form::Flow
        || piece.apart != Apart::No
        || piece.len() > LONGEST * 4
    {
        return false;
    }
    let text = piece.of(source).trim();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    letters >= SHORTEST
        && letters * 2 > text.chars().count()
        && text.chars().count() <= LONGEST
        && text.chars().any(char::is_uppercase)
        && !text.chars().any(char::is_lowercase)
        && !text.ends_with([',', ';', ':', '!', '”', '"'])
        && stands_alone(source, piece)
}

/// Whether there is a blank line, or nothing, above and below.
fn stands_alone(source: &str, piece: &Piece) -> bool {
    let above = source.get(..piece.start()).unwrap_or("");
    let below = source.get(piece.end()..).unwrap_or("");
    let gap_above = above.get(above.trim_end().len()..).unwrap_or("");
    let gap_below = below
        .get(..below.len() - below.trim_start().len())
        .unwrap_or("");
    let is_gap = |gap: &str| gap.matches('\n').count() > 1;
    (is_gap(gap_above) || gap_above.len() == above.len()) && is_gap(gap_below)
}

fn is_prose(piece: &Piece) -> bool {
    piece.form == Form::Flow && piece.len() >= PARAGRAPH
}
