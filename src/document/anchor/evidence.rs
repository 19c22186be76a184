//! How well a quotation fits a place.
//!
//! What stands ahead of the place and what stands behind it are held against the text apart, each from the
//! place outward and as far as it agrees: so a paragraph that was moved still fits by its own words, and
//! where a sentence was taken out its neighbours do not speak for it. A mistake that was corrected costs a
//! little (edit distance, in a band around where the seeds say the place is).

use super::quotation::{Quotation, Side};

/// What a letter costs that was put in, left out or exchanged, in letters that agree. At 2, stretches of
/// different words (of which a third agrees by chance in an alignment) come to nothing.
const CHANGE: i32 = 2;
/// What it costs if something, however long, was put in just before the place.
const PUT_IN: i32 = 4;
/// How many letters a place may be away from where the seeds say: what was put in or taken out between.
const SLACK: i64 = 12;
/// The first letters of a place's own words: they tell whether one stands on the sentence or on the next.
const FIRST: usize = 8;
/// How far apart two places in one band have to be to be two. Nearer ones share the same letters, shifted.
const APART: usize = 8;

/// How well a quotation fits, in letters that agree.
#[derive(Clone, Copy, Debug)]
pub(super) struct Evidence {
    /// Which letter of the text is the first of the place's own (its last, if they stand behind).
    pub letter: usize,
    /// On both sides together.
    pub total: i32,
    /// Of the first eight of its own.
    pub first: i32,
    /// On both sides together at the best other place near by.
    pub rival: i32,
}

/// A quotation with its own side in front, ready to be held against several places.
#[derive(Debug)]
pub(super) struct Fitting<'q> {
    quotation: &'q Quotation,
    own: Vec<char>,
    other: Vec<char>,
}

impl<'q> Fitting<'q> {
    pub fn new(quotation: &'q Quotation) -> Self {
        let (behind, ahead) = quotation.letters.split_at(quotation.caret);
        let behind = behind.iter().rev().copied().collect();
        let ahead = ahead.to_vec();
        let (own, other) = match quotation.side {
            Side::Ahead => (ahead, behind),
            Side::Behind => (behind, ahead),
        };
        Self {
            quotation,
            own,
            other,
        }
    }

    /// How many letters the quotation has.
    pub fn length(&self) -> i32 {
        count(self.own.len() + self.other.len())
    }

    /// How many of its own letters come first, in [`Evidence::first`].
    pub fn first(&self) -> i32 {
        count(self.own.len().min(FIRST))
    }

    /// The best place between the letters `from` and `to` of a text.
    pub fn at(&self, text: &[char], from: i64, to: i64) -> Option<Evidence> {
        if from == to && self.is_whole_at(text, from) {
            return self.evidence(text.len(), from, self.length(), self.first(), 0);
        }
        let mirrored: Vec<char> = text.iter().rev().copied().collect();
        let length = i64::try_from(text.len()).ok()?;
        // The text from the place on, as its own words run.
        let (onward, back, from, to) = match self.quotation.side {
            Side::Ahead => (text, &*mirrored, from, to),
            Side::Behind => (&*mirrored, text, length - to, length - from),
        };
        let low = (from - SLACK).max(0);
        let high = (to + SLACK).min(length);
        let width = usize::try_from(high - low + 1).ok()?;
        let own = agreement(&self.own, onward, low, width);
        let first = self.own.get(..FIRST).unwrap_or(&self.own);
        let first = agreement(first, onward, low, width);
        let mut other = agreement(&self.other, back, length - high, width);
        other.reverse();
        let totals = totals(&own, &other);
        let best = (0..width).max_by_key(|at| (totals.get(*at), own.get(*at)))?;
        let rival = (0..width).filter(|at| at.abs_diff(best) >= APART);
        let rival = rival.filter_map(|at| totals.get(at)).max();
        let caret = low + i64::try_from(best).ok()?;
        let caret = match self.quotation.side {
            Side::Ahead => caret,
            Side::Behind => length - caret,
        };
        self.evidence(
            text.len(),
            caret,
            totals.get(best).copied()?,
            first.get(best).copied()?,
            rival.copied().unwrap_or(0),
        )
    }

    fn evidence(
        &self,
        length: usize,
        caret: i64,
        total: i32,
        first: i32,
        rival: i32,
    ) -> Option<Evidence> {
        let caret = usize::try_from(caret).ok()?;
        let letter = match self.quotation.side {
            Side::Ahead => caret.min(length),
            Side::Behind => caret.saturating_sub(1),
        };
        Some(Evidence {
            letter,
            total,
            first,
            rival,
        })
    }

    /// Whether all letters stand around a place as they are quoted.
    fn is_whole_at(&self, text: &[char], caret: i64) -> bool {
        let start = usize::try_from(caret).ok();
        let start = start.and_then(|caret| caret.checked_sub(self.quotation.caret));
        let letters = &self.quotation.letters;
        start.is_some_and(|start| text.get(start..start + letters.len()) == Some(letters))
    }
}

/// For each place of a band how well the words agree that begin there, as far as they do. `low` is the
/// first place.
fn agreement(words: &[char], text: &[char], low: i64, width: usize) -> Vec<i32> {
    const NEVER: i32 = i32::MIN / 2;
    let mut scores = vec![0; width];
    // From the last letter to the first. A column is a distance between letter and place, so that a letter
    // and its fellow are in the same one; one letter left out is the column before, one put in the next.
    for (row, letter) in words.iter().enumerate().rev() {
        let mut put_in = NEVER;
        for column in (0..width).rev() {
            let place = usize::try_from(low).unwrap_or(0) + row + column;
            let left_out = match column.checked_sub(1).and_then(|before| scores.get(before)) {
                Some(score) => score - CHANGE,
                None => NEVER,
            };
            let Some(score) = scores.get_mut(column) else {
                continue;
            };
            let kept = match text.get(place) {
                Some(other) if other == letter => *score + 1,
                Some(_) => *score - CHANGE,
                None => NEVER,
            };
            *score = kept.max(left_out).max(put_in - CHANGE).max(0);
            put_in = *score;
        }
    }
    scores
}

/// For each place what agrees on both sides; behind it, something may have been put in.
fn totals(own: &[i32], other: &[i32]) -> Vec<i32> {
    let mut before = 0;
    let pairs = own.iter().zip(other);
    pairs
        .map(|(own, other)| {
            let beside = (*other).max(before - PUT_IN);
            before = before.max(*other);
            own + beside
        })
        .collect()
}

fn count(letters: usize) -> i32 {
    i32::try_from(letters).unwrap_or(i32::MAX)
}
