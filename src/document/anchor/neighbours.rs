//! A short sentence between its neighbours.
//!
//! Where something was put in before a short sentence and behind it, it stands by itself and could be any.
//! But what stood before it and what stood behind are still near by; if the sentence is between them, once,
//! it is the one that was marked: another would have to have come there from elsewhere.

use std::collections::HashSet;

use super::quotation::Quotation;
use super::seeds::SEED;
use crate::document::letters::Letters;
use crate::document::{Document, ends_sentence};

/// A sentence of more letters is known by itself.
const SHORT: usize = 32;
/// Of fewer bytes it may be between any two others.
const FEWEST: usize = 6;
/// How far apart the neighbours may be, in bytes: two sentences may have been put in.
const REACH: usize = 1024;
/// How much of a neighbour is looked at, in bytes.
const NEIGHBOUR: usize = 256;
/// So many seeds of either neighbour must be there: one may be anywhere.
const SEEDS: usize = 2;

/// A seed of a quotation, found in a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Neighbour {
    pub place: usize,
    /// Which letter of the quotation it begins with.
    pub letter: usize,
}

/// The place of a quotation, if its sentence stands between the words that were its neighbours.
pub(super) fn between(
    document: &Document,
    quotation: &Quotation,
    found: impl Iterator<Item = Neighbour>,
) -> Option<usize> {
    let sentence: String = quotation.sentence_letters().iter().collect();
    if sentence.len() < FEWEST || quotation.sentence_letters().len() > SHORT {
        return None;
    }
    let (start, end) = quotation.sentence_bounds();
    let (mut before, mut after) = (Vec::new(), Vec::new());
    for seed in found {
        if seed.letter >= end {
            after.push(seed);
        } else if ends_at(quotation, seed.letter) <= start {
            before.push(seed);
        }
    }
    before.sort_unstable_by_key(|seed| seed.place);
    after.sort_unstable_by_key(|seed| seed.place);
    let mut pairs = before.iter().filter_map(|last| {
        let there = count(&before, last.place.saturating_sub(NEIGHBOUR), last.place);
        let first = *after.get(after.partition_point(|seed| seed.place <= last.place))?;
        let is_near = first.place - last.place <= REACH;
        let then = count(&after, first.place, first.place + NEIGHBOUR);
        (is_near && there >= SEEDS && then >= SEEDS).then_some((last.place, first.place))
    });
    // The last seed of the one before, the first of the one behind; and no other such pair.
    let (mut from, to) = pairs.next()?;
    for (later, other) in pairs {
        if other != to {
            return None;
        }
        from = later;
    }
    stands_once(document, quotation, &sentence, from, to)
}

/// How many different seeds there are from one place to another.
fn count(seeds: &[Neighbour], from: usize, to: usize) -> usize {
    let first = seeds.partition_point(|seed| seed.place < from);
    let there = seeds.get(first..).unwrap_or(&[]).iter();
    let letters = there
        .take_while(|seed| seed.place <= to)
        .map(|seed| seed.letter);
    letters.collect::<HashSet<usize>>().len()
}

/// Behind which letter a seed ends.
fn ends_at(quotation: &Quotation, letter: usize) -> usize {
    let mut bytes = 0;
    let letters = quotation.letters.get(letter..).unwrap_or(&[]).iter();
    let own = letters.take_while(|letter| {
        let is_in = bytes < SEED;
        bytes += letter.len_utf8();
        is_in
    });
    letter + own.count()
}

/// The place, if the sentence begins or ends as one between two places, and is there once.
fn stands_once(
    document: &Document,
    quotation: &Quotation,
    sentence: &str,
    from: usize,
    to: usize,
) -> Option<usize> {
    let text = document.text();
    let gap = text.get(from..to)?;
    let letters = Letters::of(gap, document.folding());
    let mut places = memchr::memmem::find_iter(letters.bytes(), sentence);
    let place = places.next()?;
    if places.next().is_some() {
        return None;
    }
    let first = letters.source_of(gap, place);
    let last = letters.source_of(gap, place + sentence.len());
    let ends = |piece: Option<&str>| {
        piece.is_some_and(|piece| {
            let signs = |c: &char| !c.is_alphanumeric();
            piece.chars().rev().take_while(signs).any(ends_sentence)
        })
    };
    if !ends(gap.get(..first)) && !ends(gap.get(..last)) {
        return None;
    }
    let own: usize = quotation
        .sentence_letters()
        .iter()
        .take(quotation.own_letter())
        .map(|l| l.len_utf8())
        .sum();
    Some(quotation.place_by(text, from + letters.source_of(gap, place + own)))
}
