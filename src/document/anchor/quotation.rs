//! The words around a place, as they are looked for.

use super::Anchor;
use super::echo::{self, Echo};
use crate::document::ends_sentence;
use crate::document::letters::{Chars, Letters};
use crate::text::{Folding, is_diacritic, is_written_without_blanks};

/// How many characters of what stands before a place, or behind its words, are looked at; more may have
/// been written down elsewhere.
const MOST_CHARS: usize = 128;

/// How many of a passage's last characters tell where it ends: as many as tell where it begins.
const OWN_CHARS: usize = 96;
/// And how many of what stands next to it.
const OTHER_CHARS: usize = 32;

/// Which of the words around a place are its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    /// Those that begin there.
    Ahead,
    /// Those that end there: it is the end of a passage.
    Behind,
}

/// Letters around a place.
#[derive(Debug)]
pub(in crate::document) struct Quotation {
    /// The folded letters.
    pub letters: Vec<char>,
    /// Of each letter, how many bytes it stood after the place (before it, if negative).
    pub away: Vec<i64>,
    /// How many of the letters stand before the place.
    pub caret: usize,
    /// Which of them are the place's own.
    pub(super) side: Side,
    /// How many letters before the place, and behind it, belong to the sentence it is in.
    pub(super) sentence: [usize; 2],
    /// Whether the place is at the edge of a word.
    pub(super) is_at_edge: bool,
    /// The signs between the place and its own letters, from the letters on.
    signs: Vec<Sign>,
}

/// What is no letter, so far as one stands for another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sign {
    Blank,
    Dash,
    Quote,
    Other(char),
}

impl Quotation {
    /// The letters around a place between two texts.
    fn new(before: &str, after: &str, side: Side, folding: Folding) -> Self {
        let before = last_chars(before, MOST_CHARS);
        let after = first_chars(after, MOST_CHARS);
        let behind = Letters::of(before, folding).chars(before);
        let ahead = Letters::of(after, folding).chars(after);
        let caret = behind.letters.len();
        // Where the text ends there is nothing ahead to hold on to.
        let side = match side {
            Side::Ahead if ahead.letters.is_empty() && caret > 0 => Side::Behind,
            Side::Behind if caret == 0 => Side::Ahead,
            side => side,
        };
        let signs = match side {
            Side::Ahead => signs_before_first(after, &ahead),
            Side::Behind => signs_after_last(before, &behind),
        };
        let sentence = sentence_around((before, &behind), (after, &ahead), side);
        let first = ahead.sources.first().is_none_or(|first| *first > 0);
        let beside = [behind.letters.last(), ahead.letters.first()];
        let is_at_edge = first
            || caret == 0
            || !signs_after_last(before, &behind).is_empty()
            || beside
                .into_iter()
                .flatten()
                .copied()
                .any(is_written_without_blanks);
        let length = signed(before.len());
        let away = behind.sources.iter().map(|at| signed(*at) - length);
        let away = away.chain(ahead.sources.iter().map(|at| signed(*at)));
        Self {
            away: away.collect(),
            letters: behind.letters.into_iter().chain(ahead.letters).collect(),
            caret,
            side,
            sentence,
            is_at_edge,
            signs,
        }
    }

    /// The letters around an anchor.
    pub fn of(anchor: &Anchor, folding: Folding) -> Self {
        let after = if anchor.exact.chars().nth(MOST_CHARS).is_some() {
            anchor.exact.clone()
        } else {
            anchor.exact.clone() + &anchor.after
        };
        Self::new(&anchor.before, &after, Side::Ahead, folding)
    }

    /// The letters around the end of a passage: those before it are its own.
    pub fn of_end(before: &str, words: &str, end: &Anchor, folding: Folding) -> Self {
        let own = last_chars(words, OWN_CHARS);
        // A passage of a word or two is known by what it follows.
        let before = if own.len() < words.len() {
            own.to_owned()
        } else {
            [last_chars(before, OTHER_CHARS), own].concat()
        };
        let after = first_chars(&end.exact, OTHER_CHARS);
        Self::new(&before, after, Side::Behind, folding)
    }

    /// The letters of the sentence the place is in.
    pub fn sentence_letters(&self) -> &[char] {
        let [behind, ahead] = self.sentence;
        let sentence = self.caret.saturating_sub(behind)..self.caret + ahead;
        self.letters.get(sentence).unwrap_or(&[])
    }

    /// At which letters of the quotation they begin and end.
    pub fn sentence_bounds(&self) -> (usize, usize) {
        let [behind, ahead] = self.sentence;
        (self.caret.saturating_sub(behind), self.caret + ahead)
    }

    /// Whether all that its sentence says is said beside it once more.
    pub fn is_echoed(&self) -> bool {
        echo::of(self) == Echo::Whole
    }

    /// Whether nothing beside its sentence says even half of the same.
    pub fn is_unlike_its_neighbours(&self) -> bool {
        echo::of(self) == Echo::None
    }

    /// How many letters of its sentence are on the place's own side.
    pub fn own_of_sentence(&self) -> usize {
        let [behind, ahead] = self.sentence;
        match self.side {
            Side::Ahead => ahead,
            Side::Behind => behind,
        }
    }

    /// Whether the place is where its sentence begins, or where it ends.
    pub fn is_between(&self) -> bool {
        let [behind, ahead] = self.sentence;
        match self.side {
            Side::Ahead => behind == 0 && self.caret > 0,
            Side::Behind => ahead == 0,
        }
    }

    /// Whether a sentence begins with a letter of a text, or ends with it, as one does here.
    pub fn is_between_at(&self, text: &str, chars: &Chars, letter: usize) -> bool {
        let (last, first) = match self.side {
            Side::Ahead => (letter.checked_sub(1), letter),
            Side::Behind => (Some(letter), letter + 1),
        };
        let start = last.and_then(|last| chars.sources.get(last));
        let end = chars.sources.get(first).copied().unwrap_or(text.len());
        let signs = text.get(start.copied().unwrap_or(0)..end);
        signs.is_some_and(|signs| signs.contains(ends_sentence))
    }

    /// How many letters of a text there are from one of them to where a sentence ends, the way the place's own run.
    pub fn runs_on(&self, text: &str, chars: &Chars, letter: usize) -> i32 {
        let letters = match self.side {
            Side::Ahead => {
                let start = chars.sources.get(letter).copied().unwrap_or(text.len());
                let rest = text.get(start..).unwrap_or("");
                let end = rest
                    .find(ends_sentence)
                    .map_or(text.len(), |end| start + end);
                chars
                    .sources
                    .partition_point(|at| *at < end)
                    .saturating_sub(letter)
            }
            Side::Behind => {
                let end = chars.sources.get(letter).copied().unwrap_or(text.len());
                let head = text.get(..end).unwrap_or("");
                let start = head.rfind(ends_sentence).unwrap_or(0);
                (letter + 1).saturating_sub(chars.sources.partition_point(|at| *at < start))
            }
        };
        i32::try_from(letters).unwrap_or(i32::MAX)
    }

    /// Which of them is the place's own: the first behind it, or the last before it.
    pub fn own_letter(&self) -> usize {
        let [behind, _] = self.sentence;
        match self.side {
            Side::Ahead => behind,
            Side::Behind => behind.saturating_sub(1),
        }
    }

    /// The place in `text` that stands to the letter at byte `letter` as this place stands to its own
    /// first letter, or its last: signs that are the same lie between.
    pub fn place_by(&self, text: &str, letter: usize) -> usize {
        let (head, tail) = text.split_at(text.floor_char_boundary(letter));
        match self.side {
            Side::Ahead => {
                let passed = passed(head.chars().rev(), &self.signs);
                head.len() - passed
            }
            Side::Behind => {
                let mut chars = tail.chars();
                let own = chars.next().map_or(0, char::len_utf8);
                let marks = chars.take_while(|char| is_diacritic(*char));
                let end = own + marks.map(char::len_utf8).sum::<usize>();
                let rest = tail.get(end..).unwrap_or("");
                letter + end + passed(rest.chars(), &self.signs)
            }
        }
    }
}

/// How many bytes of chars are the same signs, one after another.
fn passed(chars: impl Iterator<Item = char>, signs: &[Sign]) -> usize {
    chars
        .zip(signs)
        .take_while(|(char, sign)| Sign::of(*char) == **sign)
        .map(|(char, _)| char.len_utf8())
        .sum()
}

/// How many letters behind and ahead of a place are of its sentence: from stop or line end to the next.
/// Between two sentences it is the one on the place's own side.
fn sentence_around(
    (before, behind): (&str, &Chars),
    (after, ahead): (&str, &Chars),
    side: Side,
) -> [usize; 2] {
    let last = behind.sources.last().copied().unwrap_or(0);
    let start = before
        .get(..last)
        .and_then(|head| head.rfind(ends_sentence));
    let start = start.map_or(0, |at| {
        behind.sources.partition_point(|letter| *letter < at)
    });
    let first = ahead.sources.first().copied().unwrap_or(after.len());
    let end = after.get(first..).and_then(|rest| rest.find(ends_sentence));
    let end = end.map_or(ahead.letters.len(), |at| {
        ahead.sources.partition_point(|letter| *letter < first + at)
    });
    let is_between = before
        .get(last..)
        .is_some_and(|signs| signs.contains(ends_sentence))
        || after
            .get(..first)
            .is_some_and(|signs| signs.contains(ends_sentence));
    let before = behind.letters.len() - start;
    match side {
        Side::Ahead if is_between => [0, end],
        Side::Behind if is_between => [before, 0],
        _ => [before, end],
    }
}

fn signs_before_first(text: &str, letters: &Chars) -> Vec<Sign> {
    let end = letters.sources.first().copied().unwrap_or(text.len());
    let signs = text.get(..end).unwrap_or("");
    signs.chars().rev().map(Sign::of).collect()
}

fn signs_after_last(text: &str, letters: &Chars) -> Vec<Sign> {
    let last = letters.sources.last().copied().unwrap_or(0);
    let mut chars = text.get(last..).unwrap_or("").chars();
    chars.next();
    chars
        .skip_while(|char| is_diacritic(*char))
        .map(Sign::of)
        .collect()
}

impl Sign {
    fn of(char: char) -> Self {
        match char {
            '"' | '\'' | '`' | '«' | '»' | '‹' | '›' | '‘'..='‟' | '「'..='』' => {
                Self::Quote
            }
            '-' | '‐'..='―' => Self::Dash,
            _ if char.is_whitespace() => Self::Blank,
            _ => Self::Other(char),
        }
    }
}

fn first_chars(text: &str, most: usize) -> &str {
    let end = text.char_indices().nth(most);
    end.map_or(text, |(at, _)| text.get(..at).unwrap_or(text))
}

fn last_chars(text: &str, most: usize) -> &str {
    let start = text.char_indices().rev().nth(most.saturating_sub(1));
    start.map_or(text, |(at, _)| text.get(at..).unwrap_or(text))
}

fn signed(bytes: usize) -> i64 {
    i64::try_from(bytes).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_no_blanks_are_written_every_letter_is_at_the_edge_of_a_word() {
        let is_at_edge = |before: &str, after: &str| {
            Quotation::new(before, after, Side::Ahead, Folding::default()).is_at_edge
        };
        assert!(!is_at_edge("the lan", "tern"));
        for (before, after) in [("人人", "生而"), ("སངས", "རྒྱས"), ("ภา", "ษา")]
        {
            assert!(is_at_edge(before, after), "{before}|{after}");
        }
    }
}
