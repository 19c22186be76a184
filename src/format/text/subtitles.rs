//! Lines under the numbers of chapters that say what is in them.
//!
//! `CHAPTER I`, a blank line, `The Landlord at Whinbury`: nothing tells one such line from a short
//! paragraph, but if most numbers have one, they are titles.

use super::east_asian::{FIRST_BYTE, ends_clause};
use super::headings::{Candidate, Headings, Standing};
use super::pieces::{Apart, Form, Piece};

/// Characters of a title, at most.
const LONGEST: usize = 70;

/// The same of a Chinese, Japanese or Korean one.
const LONGEST_EAST_ASIAN: usize = 30;

/// Chapters that show it, at least.
const LEAST: usize = 2;

/// The headings with their subtitles, if the text has such.
pub(super) fn with(
    source: &str,
    pieces: &[Piece],
    mut found: Vec<(usize, Standing)>,
    candidates: &[Candidate],
) -> Headings {
    let is_heading = |standing| matches!(standing, Standing::Heading { .. });
    let has = |index: usize| found.binary_search_by_key(&index, |(at, _)| *at).is_ok();
    let bare = candidates.iter().zip(&found);
    let bare = bare.filter(|(c, (_, standing))| c.mark.is_bare && is_heading(*standing));
    let bare: Vec<usize> = bare.map(|(c, _)| c.piece).collect();
    let has_title = |index: &&usize| {
        let next = pieces.get(**index + 1);
        let alone = pieces.get(**index).is_some_and(|piece| piece.count() == 1);
        alone && !has(**index + 1) && next.is_some_and(|piece| is_title(source, piece))
    };
    let titles: Vec<usize> = bare
        .iter()
        .filter(has_title)
        .map(|index| index + 1)
        .collect();
    if titles.len() >= LEAST && titles.len() * 3 > bare.len() * 2 {
        found.extend(titles.into_iter().map(|index| (index, Standing::Subtitle)));
        found.sort_by_key(|(at, _)| *at);
    }
    Headings { found }
}

/// A line that is no sentence: titles end without a full stop, or begin every word with a capital.
fn is_title(source: &str, piece: &Piece) -> bool {
    if piece.count() > 2
        || piece.form == Form::Rule
        || piece.apart != Apart::No
        || piece.len() > LONGEST * 4
    {
        return false;
    }
    let text = piece.of(source).trim();
    if text.bytes().next().is_some_and(|byte| byte >= FIRST_BYTE) {
        return text.chars().count() <= LONGEST_EAST_ASIAN && !ends_clause(text);
    }
    let begins = text.trim_start_matches(['“', '"', '‘', '_']);
    text.chars().count() <= LONGEST
        && begins.starts_with(char::is_uppercase)
        && !begins.starts_with("Mr. ")
        && !text.ends_with(['.', ',', ';', ':', '!', '?', '”', '"', '’', '\'', '-', '—'])
}
