//! Which of the lines that look like headings are headings.
//!
//! A printed table of contents repeats them all, and a numeral or letter can stand alone for other
//! reasons. So a heading counts if text of its own follows before the next heading as high as itself,
//! and a numeral if it goes on from the one before.

use std::ops::Range;

use super::lines::lines;
use super::marks::{Mark, Sort, mark};
use super::pieces::{Form, Piece};

/// The headings of a text, by the index of their piece.
#[derive(Debug, Default)]
pub(super) struct Headings {
    found: Vec<(usize, Standing)>,
}

/// What a piece that looks like a heading is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    Heading {
        level: u8,
    },
    /// The first line of a printed contents list.
    Listed,
    /// A further line of one.
    ListedAgain,
}

#[derive(Clone, Copy, Debug)]
struct Candidate {
    piece: usize,
    mark: Mark,
}

/// From so many on, headings with nothing between them are a list.
const LIST: usize = 3;

/// From so many on, letters of the alphabet part a text.
const LETTERS: usize = 5;

impl Headings {
    /// Looks for them in `book` only, where header and licence are known.
    pub(super) fn of(source: &str, pieces: &[Piece], book: Option<&Range<usize>>) -> Self {
        let in_book = |piece: &Piece| book.is_none_or(|book| book.contains(&piece.start));
        let all = pieces
            .iter()
            .enumerate()
            .filter(|(_, piece)| in_book(piece));
        let candidates = all.filter_map(|(index, piece)| candidate(source, index, piece));
        let candidates = in_sequence(candidates.collect());
        let mut found = Vec::with_capacity(candidates.len());
        let follows = |pair: &[Candidate; 2]| pair[0].piece + 1 == pair[1].piece;
        for run in candidates.chunk_by(|a, b| follows(&[*a, *b])) {
            judge_run(run, pieces.len(), &mut found);
        }
        with_levels(&candidates, found)
    }

    /// The pieces that look like headings, in order.
    pub(super) fn standings(&self) -> impl Iterator<Item = (usize, Standing)> {
        self.found.iter().copied()
    }

    /// Whether the piece at `index` looks like a heading.
    pub(super) fn has(&self, index: usize) -> bool {
        self.found
            .binary_search_by_key(&index, |(at, _)| *at)
            .is_ok()
    }
}

/// A heading is a line by itself; a title may stand in a second and third under a bare number.
fn candidate(source: &str, index: usize, piece: &Piece) -> Option<Candidate> {
    if piece.count > 3 || piece.form == Form::Rule || piece.len() > 400 {
        return None;
    }
    let mut lines = lines(piece.of(source));
    let mark = mark(lines.next()?.text)?;
    let fits = |line: &str| line.chars().count() <= 60 && !line.ends_with(['.', ',', ';']);
    let is_title = mark.is_bare
        && mark.sort < Sort::Roman
        && lines.all(|line| fits(line.text) && super::marks::mark(line.text).is_none());
    (piece.count == 1 || is_title).then_some(Candidate { piece: index, mark })
}

/// Without the numerals and letters that stand alone for other reasons.
fn in_sequence(candidates: Vec<Candidate>) -> Vec<Candidate> {
    let letter = |c: &Candidate| single_letter(&c.mark);
    let letters: Vec<u8> = candidates.iter().filter_map(letter).collect();
    let is_alphabet = letters.len() >= LETTERS && letters.is_sorted_by(|a, b| a < b);
    let mut before = 0;
    let mut kept = Vec::with_capacity(candidates.len());
    let mut later = candidates
        .iter()
        .filter(|c| c.mark.sort == Sort::Roman)
        .map(|c| c.mark.number)
        .skip(1);
    for mut candidate in candidates.iter().copied() {
        match candidate.mark.sort {
            Sort::Letter if !is_alphabet => continue,
            Sort::Roman => {
                let next = later.next().flatten();
                let number = candidate.mark.number.unwrap_or(0);
                if is_alphabet && single_letter(&candidate.mark).is_some() {
                    candidate.mark.sort = Sort::Letter;
                } else if number == before + 1 && before > 0 || (number == 1 && next == Some(2)) {
                    before = number;
                } else {
                    continue;
                }
            }
            _ => {}
        }
        kept.push(candidate);
    }
    kept
}

/// The letter a mark consists of, where it is one.
fn single_letter(mark: &Mark) -> Option<u8> {
    match (mark.sort, mark.number?) {
        (Sort::Letter, code) => u8::try_from(code).ok(),
        (Sort::Roman, 1) => Some(b'I'),
        (Sort::Roman, 5) => Some(b'V'),
        (Sort::Roman, 10) => Some(b'X'),
        (Sort::Roman, 50) => Some(b'L'),
        (Sort::Roman, 100) => Some(b'C'),
        _ => None,
    }
}

/// Of headings with nothing between them, those at the end are real of which each is higher than the
/// next, for the text that follows is theirs; unless the last goes on counting where the others stop.
fn judge_run(run: &[Candidate], pieces: usize, found: &mut Vec<(usize, Standing)>) {
    let mut real = 0;
    let mut lowest: Option<Sort> = None;
    for candidate in run.iter().rev() {
        if lowest.is_some_and(|sort| candidate.mark.sort >= sort) {
            break;
        }
        lowest = Some(candidate.mark.sort);
        real += 1;
    }
    let goes_on = match run {
        [.., before, last] => {
            let next = before.mark.number.map(|n| n + 1);
            before.mark.sort == last.mark.sort && next.is_some() && next == last.mark.number
        }
        _ => false,
    };
    let is_last = run.last().is_some_and(|c| c.piece + 1 >= pieces);
    if is_last || (goes_on && run.len() >= LIST) {
        real = 0;
    }
    for (index, candidate) in run.iter().enumerate() {
        let standing = if index + real >= run.len() {
            // Levels are given when all are known.
            Standing::Heading { level: 0 }
        } else if index == 0 {
            Standing::Listed
        } else {
            Standing::ListedAgain
        };
        found.push((candidate.piece, standing));
    }
}

/// Gives the headings their levels: as many as there are sorts.
fn with_levels(candidates: &[Candidate], mut found: Vec<(usize, Standing)>) -> Headings {
    let is_real =
        |(_, (_, s)): &(&Candidate, &(usize, Standing))| matches!(s, Standing::Heading { .. });
    let real = candidates.iter().zip(&found).filter(is_real);
    let mut sorts: Vec<Sort> = real.map(|(c, _)| c.mark.sort).collect();
    let only_named = sorts.len() < LIST && sorts.iter().all(|s| *s == Sort::Named);
    if only_named {
        // A preface alone parts nothing.
        return Headings::default();
    }
    sorts.sort_unstable();
    sorts.dedup();
    sorts.retain(|sort| *sort != Sort::Named);
    for (candidate, (_, standing)) in candidates.iter().zip(&mut found) {
        if let Standing::Heading { level } = standing {
            let depth = sorts
                .iter()
                .position(|s| *s == candidate.mark.sort)
                .unwrap_or(0);
            *level = u8::try_from(depth + 1).unwrap_or(6).min(6);
        }
    }
    Headings { found }
}
