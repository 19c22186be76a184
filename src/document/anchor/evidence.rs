//! How well a quotation fits a place.
//!
//! What stands ahead of the place and what stands behind it are held against the text apart, each from the
//! place outward and as far as it agrees: so a paragraph that was moved still fits by its own words, and
//! where a sentence was taken out its neighbours do not speak for it. A mistake that was corrected costs a
//! little (edit distance, in a band around where the seeds say the place is).

use super::echo::{self, Echo};
use super::numbers;
use super::quotation::{Quotation, Side};
use crate::document::letters::Chars;
use crate::text::{is_diacritic, is_written_without_blanks};

/// What a letter costs that was put in, left out or exchanged, in letters that agree. At 2, stretches of
/// different words (of which a third agrees by chance in an alignment) come to nothing.
const CHANGE: i32 = 2;
/// What it costs if something, however long, was put in just before the place.
const PUT_IN: i32 = 4;
/// How many letters a place may be away from where the seeds say: what was put in or taken out between.
const SLACK: i64 = 12;
/// So many letters are not the same by chance; of Chinese characters and Korean syllables half as many.
const ENOUGH: i32 = 24;
/// How much more a letter of the place's own sentence says than one beside it.
const SENTENCE: i32 = 2;
/// What it says that a place is at the edge of a word, or within one, as it was: else a letter before or
/// behind the edge that happens to be the same would draw it there.
const EDGE: i32 = 12;
/// So many letters at the place itself must not all be others: there the word was exchanged.
const FIRST: usize = 4;
/// How far apart two places in one band have to be to be two. Nearer ones share the same letters, shifted.
const APART: usize = 8;

/// How well a quotation fits, in letters that agree.
#[derive(Clone, Copy, Debug)]
pub(super) struct Evidence {
    /// Which letter of the text is the first of the place's own (its last, if they stand behind).
    pub letter: usize,
    /// How well it fits there.
    pub fit: Fit,
    /// How one begins there (or ends), beside how the quotation does.
    pub beginning: Beginning,
    /// What [`Fit::weight`] is at the best other place near by.
    pub rival: i32,
    /// Whether the numbers of its sentence are the same there.
    pub has_its_numbers: bool,
}

/// The first four letters of two sentences (or their last).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Beginning {
    /// A number stands where none did: it may be a note's, of the sentence before.
    Number,
    /// They are others.
    Other,
    /// Half of them are the same, which may be by chance.
    Alike,
    /// They are the same.
    Same,
}

/// How many letters agree; one that was changed is taken off.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fit {
    /// On both sides together.
    pub total: i32,
    /// Of the sentence the place is in, next to the place.
    pub sentence: i32,
    /// Those of them that are on the place's own side.
    pub own: i32,
    /// Of what stands beyond the sentence, on the place's own side and on the other.
    pub beyond: [i32; 2],
    /// Something, if it is at the edge of a word where the place was at one.
    pub edge: i32,
}

/// Letters of a text among which a quotation is looked for.
#[derive(Debug)]
pub(super) struct Stretch<'t> {
    letters: &'t [char],
    /// Before which of them a word ends.
    edges: Vec<bool>,
}

impl<'t> Stretch<'t> {
    /// The letters of a text.
    pub fn new(text: &str, chars: &'t Chars) -> Self {
        let pairs = chars.sources.windows(2);
        let letters = chars.letters.windows(2);
        let edges = pairs.zip(letters).map(|(pair, letters)| {
            if letters.iter().copied().any(is_written_without_blanks) {
                return true;
            }
            let between = pair.first().zip(pair.last());
            let between = between.and_then(|(from, to)| text.get(*from..*to));
            let mut between = between.unwrap_or("").chars().skip(1);
            between.any(|char| !is_diacritic(char) && char != '\u{AD}')
        });
        Self {
            edges: std::iter::once(true).chain(edges).collect(),
            letters: &chars.letters,
        }
    }

    /// Whether a word ends or begins before this letter.
    fn is_edge(&self, letter: i64) -> bool {
        let at = usize::try_from(letter).ok();
        at.and_then(|at| self.edges.get(at))
            .is_none_or(|edge| *edge)
    }
}

/// Places of a text: letters from `low` to `high`.
#[derive(Debug)]
struct Band {
    low: i64,
    high: i64,
    width: usize,
}

impl Fit {
    /// What speaks for the place: the more of it that is its own sentence, the more.
    pub const fn weight(self) -> i32 {
        self.total + SENTENCE * self.sentence + self.edge
    }
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

    /// How many of them are of the sentence the place is in.
    pub fn sentence(&self) -> i32 {
        count(self.quotation.sentence.iter().sum())
    }

    /// How many of those are on the place's own side.
    pub fn own_sentence(&self) -> i32 {
        let [own, _] = self.sides();
        count(own.len())
    }

    /// How many stand beyond it, on the place's own side and on the other.
    pub fn beyond(&self) -> [i32; 2] {
        let [behind, ahead] = self.quotation.sentence.map(count);
        let (own, other) = (count(self.own.len()), count(self.other.len()));
        match self.quotation.side {
            Side::Ahead => [own - ahead, other - behind],
            Side::Behind => [own - behind, other - ahead],
        }
    }

    /// How many letters must agree for an answer that is sure.
    pub fn least(&self) -> i32 {
        let letters = &self.quotation.letters;
        let bytes: usize = letters.iter().map(|letter| letter.len_utf8()).sum();
        let is_dense = bytes > letters.len() * 5 / 2;
        let least = if is_dense { ENOUGH / 2 } else { ENOUGH };
        (self.length() * 4 / 5).min(least)
    }

    /// How much of what its sentence says is said beside it as well.
    pub fn echo(&self) -> Echo {
        echo::of(self.quotation)
    }

    /// Whether the place is where a sentence begins, or ends.
    pub fn is_between(&self) -> bool {
        self.quotation.is_between()
    }

    /// The best place between the letters `from` and `to` of a text.
    pub fn at(&self, stretch: &Stretch<'_>, from: i64, to: i64) -> Option<Evidence> {
        let text = stretch.letters;
        if from == to && self.is_whole_at(text, from) {
            let fit = Fit {
                total: self.length(),
                sentence: self.sentence(),
                own: self.sentence(),
                beyond: self.beyond(),
                edge: EDGE,
            };
            return self.evidence(text.len(), from, fit, (Beginning::Same, true), 0);
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
        let band = Band { low, high, width };
        let mut fits = self.fits(onward, back, &band);
        for (fit, place) in fits.iter_mut().zip(low..) {
            let caret = match self.quotation.side {
                Side::Ahead => place,
                Side::Behind => length - place,
            };
            if stretch.is_edge(caret) == self.quotation.is_at_edge {
                fit.edge = EDGE;
            }
        }
        let best = (0..width).max_by_key(|at| fits.get(*at).map(|fit| fit.weight()))?;
        let rival = (0..width).filter(|at| at.abs_diff(best) >= APART);
        let rival = rival.filter_map(|at| Some(fits.get(at)?.weight())).max();
        let caret = low + i64::try_from(best).ok()?;
        let words = (
            self.beginning(onward, caret),
            self.has_its_numbers(onward, back, caret),
        );
        let caret = match self.quotation.side {
            Side::Ahead => caret,
            Side::Behind => length - caret,
        };
        self.evidence(
            text.len(),
            caret,
            *fits.get(best)?,
            words,
            rival.unwrap_or(0),
        )
    }

    /// How well each place of a band fits.
    fn fits(&self, onward: &[char], back: &[char], band: &Band) -> Vec<Fit> {
        let [own_sentence, other_sentence] = self.sides();
        let length = i64::try_from(onward.len()).unwrap_or(i64::MAX);
        let ahead = |words: &[char]| agreement(words, onward, band.low, band.width);
        let behind = |words: &[char]| {
            let mut fits = agreement(words, back, length - band.high, band.width);
            fits.reverse();
            fits
        };
        let own = ahead(&self.own);
        let other = behind(&self.other);
        let own_sentence = ahead(own_sentence);
        let other_sentence = behind(other_sentence);
        let mut before = 0;
        let fits = own.iter().zip(&other).zip(own_sentence).zip(other_sentence);
        fits.map(|(((own, other), own_sentence), other_sentence)| {
            // Just before the place something may have been put in.
            let beside = (*other).max(before - PUT_IN);
            before = before.max(*other);
            Fit {
                total: own + beside,
                sentence: own_sentence + other_sentence,
                own: own_sentence,
                beyond: [own - own_sentence, beside - other_sentence],
                edge: 0,
            }
        })
        .collect()
    }

    fn evidence(
        &self,
        length: usize,
        caret: i64,
        fit: Fit,
        (beginning, has_its_numbers): (Beginning, bool),
        rival: i32,
    ) -> Option<Evidence> {
        let caret = usize::try_from(caret).ok()?;
        let letter = match self.quotation.side {
            Side::Ahead => caret.min(length),
            Side::Behind => caret.saturating_sub(1),
        };
        Some(Evidence {
            letter,
            fit,
            beginning,
            rival,
            has_its_numbers,
        })
    }

    /// The letters of its sentence on the place's own side and on the other, from the place outward.
    fn sides(&self) -> [&[char]; 2] {
        let [behind, ahead] = self.quotation.sentence;
        let (own, other) = match self.quotation.side {
            Side::Ahead => (ahead, behind),
            Side::Behind => (behind, ahead),
        };
        [
            self.own.get(..own).unwrap_or(&self.own),
            self.other.get(..other).unwrap_or(&self.other),
        ]
    }

    /// Whether the numbers of its sentence are the same around a place.
    fn has_its_numbers(&self, onward: &[char], back: &[char], place: i64) -> bool {
        let place = usize::try_from(place).unwrap_or(0);
        let [own, other] = self.sides();
        let ahead = onward.get(place..).unwrap_or(&[]);
        let behind = onward.len().checked_sub(place);
        let behind = behind.and_then(|at| back.get(at..)).unwrap_or(&[]);
        numbers::agree(own, ahead) && numbers::agree(other, behind)
    }

    fn beginning(&self, onward: &[char], place: i64) -> Beginning {
        let [own, _] = self.sides();
        let first = own.get(..FIRST).unwrap_or(own);
        let there = usize::try_from(place).ok().and_then(|at| onward.get(at..));
        let there = there.unwrap_or(&[]);
        let is_number = |letters: &[char]| letters.first().is_some_and(|l| l.is_numeric());
        if is_number(there) && !is_number(first) {
            return Beginning::Number;
        }
        let pairs = first.iter().zip(there);
        match pairs.filter(|(one, other)| one == other).count() {
            same if same == first.len() => Beginning::Same,
            same if same * 2 >= first.len() => Beginning::Alike,
            _ => Beginning::Other,
        }
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

fn count(letters: usize) -> i32 {
    i32::try_from(letters).unwrap_or(i32::MAX)
}
