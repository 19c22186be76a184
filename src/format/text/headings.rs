//! Which of the lines that look like headings are headings.
//!
//! A printed table of contents repeats them all, and a numeral or letter can stand alone for other
//! reasons. So a heading counts if text of its own follows before the next heading as high as itself,
//! and a numeral if it goes on from the one before.

use std::ops::Range;

use super::lines::lines;
use super::marks::{Mark, Sort, mark};
use super::pieces::{Apart, Form, Piece};
use super::{capitals, subtitles};

/// The headings of a text, by the index of their piece.
#[derive(Debug, Default)]
pub(super) struct Headings {
    pub(super) found: Vec<(usize, Standing)>,
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
    /// The line under the number of a chapter that says what is in it.
    Subtitle,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate {
    pub(super) piece: usize,
    pub(super) mark: Mark,
}

/// From so many on, headings with nothing between them are a list.
const LIST: usize = 3;

/// From so many on, letters of the alphabet part a text.
const LETTERS: usize = 5;

impl Headings {
    /// Looks for them in `book` only, where header and licence are known. What begins in the midst of a text may
    /// begin with any number.
    pub(super) fn of(
        source: &str,
        pieces: &[Piece],
        book: Option<&Range<usize>>,
        is_midst: bool,
    ) -> Self {
        let in_book = |piece: &Piece| book.is_none_or(|book| book.contains(&piece.start()));
        let all = pieces
            .iter()
            .enumerate()
            .filter(|(_, piece)| in_book(piece));
        let candidates = all.filter_map(|(index, piece)| candidate(source, index, piece));
        let candidates = in_sequence(candidates.collect(), is_midst);
        let mut found = Vec::with_capacity(candidates.len());
        let follows = |pair: &[Candidate; 2]| pair[0].piece + 1 == pair[1].piece;
        for run in candidates.chunk_by(|a, b| follows(&[*a, *b])) {
            judge_run(run, pieces.len(), &mut found);
        }
        let headings = with_levels(&candidates, found);
        if headings.found.is_empty() {
            // A preface alone parts nothing, but with other lines in capitals it may.
            return Self {
                found: capitals::headings(source, pieces, in_book),
            };
        }
        subtitles::with(source, pieces, headings.found, &candidates)
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
    if piece.count() > 3
        || piece.form == Form::Rule
        || piece.len() > 400
        || piece.apart != Apart::No
    {
        return None;
    }
    let mut lines = lines(piece.of(source));
    let mark = mark(lines.next()?.text)?;
    let fits = |line: &str| line.chars().count() <= 60 && !line.ends_with(['.', ',', ';']);
    let is_title = mark.is_bare
        && mark.sort < Sort::Roman
        && lines.all(|line| fits(line.text) && super::marks::mark(line.text).is_none());
    // A number alone may be that of a page, and then stands within a sentence.
    let is_page = mark.sort == Sort::Number && mark.is_bare && !follows_sentence(source, piece);
    (piece.count() == 1 || is_title)
        .then_some(Candidate { piece: index, mark })
        .filter(|_| !is_page)
}

/// Whether what stands before a piece is whole, and a blank line below it.
fn follows_sentence(source: &str, piece: &Piece) -> bool {
    let before = source.get(..piece.start()).unwrap_or("");
    let text = before.trim_end();
    let gap = before.get(text.len()..).unwrap_or("");
    let inside = text.trim_end_matches(['”', '’', '"', '\'', ')', '»', '_', '*']);
    gap.matches('\n').count() > 1 && inside.ends_with(['.', '!', '?', '…', ':', '—', '*'])
        || text.is_empty()
        || !text.ends_with(|c: char| c.is_lowercase() || matches!(c, ',' | ';' | '-'))
}

/// Without the numerals, numbers and letters that stand alone for other reasons.
fn in_sequence(candidates: Vec<Candidate>, is_midst: bool) -> Vec<Candidate> {
    let letter = |c: &Candidate| single_letter(&c.mark);
    let letters: Vec<u8> = candidates.iter().filter_map(letter).collect();
    let is_alphabet = letters.len() >= LETTERS && letters.is_sorted_by(|a, b| a < b);
    let (mut romans, mut numbers) = (
        Sequence::of(Sort::Roman, &candidates, is_midst),
        Sequence::of(Sort::Number, &candidates, is_midst),
    );
    let mut kept = Vec::with_capacity(candidates.len());
    for mut candidate in candidates {
        let number = candidate.mark.number.unwrap_or(0);
        let is_kept = match candidate.mark.sort {
            Sort::Letter => is_alphabet,
            Sort::Roman => {
                let goes_on = romans.takes(number);
                let is_letter = is_alphabet && single_letter(&candidate.mark).is_some();
                if is_letter {
                    candidate.mark.sort = Sort::Letter;
                }
                is_letter || goes_on
            }
            Sort::Number => numbers.takes(number),
            _ => true,
        };
        if is_kept {
            kept.push(candidate);
        }
    }
    kept
}

/// Numbers of one sort, as far as they count up.
struct Sequence {
    before: u32,
    /// The numbers that come, the next one last.
    later: Vec<u32>,
    is_midst: bool,
}

impl Sequence {
    fn of(sort: Sort, candidates: &[Candidate], is_midst: bool) -> Self {
        let numbers = candidates.iter().filter(|c| c.mark.sort == sort);
        let later = numbers.map(|c| c.mark.number.unwrap_or(0)).rev().collect();
        Self {
            before: 0,
            later,
            is_midst,
        }
    }

    /// Whether the next number goes on from the one before, or begins anew and is gone on from.
    fn takes(&mut self, number: u32) -> bool {
        self.later.pop();
        let goes_on = self.before > 0 && number == self.before + 1;
        let may_begin = number == 1 || self.is_midst && self.before == 0;
        let begins = may_begin && self.later.last() == Some(&number.saturating_add(1));
        if goes_on || begins {
            self.before = number;
        }
        goes_on || begins
    }
}

/// The letter a mark consists of, where it is one.
fn single_letter(mark: &Mark) -> Option<u8> {
    match (mark.sort, mark.number?) {
        _ if !mark.is_bare => None,
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
