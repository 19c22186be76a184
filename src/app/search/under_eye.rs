//! Searching for the words under the eye.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use crate::layout::Line;
use crate::search::Query;
use crate::text::{Offset, TextRange, break_opportunities};

use super::super::{App, Book};
use super::{Asker, Searching, Ways};

/// Words are looked for so many bytes around a place; a word longer than that is none.
const REACH: usize = 256;

impl App {
    /// Searches for the words under the eye, as whole words, and goes to where they stand next.
    pub(in super::super) fn search_words(&mut self) {
        self.cancel_search();
        let Some(range) = self.book.words_under_eye() else {
            self.say("no words here");
            return;
        };
        self.search_for_words(range, true);
    }

    /// Searches for words that stand in the text, however they are written, and goes to where they stand
    /// next.
    pub(in super::super) fn search_for_words(&mut self, range: TextRange, whole_words: bool) {
        self.cancel_search();
        // Small, so that they are found however they are written.
        let words = self.book.window.document().slice(range).split_whitespace();
        let pattern = words.collect::<Vec<_>>().join(" ").to_lowercase();
        let ways = Ways {
            whole_words,
            ..Ways::default()
        };
        self.remember_search(&pattern, ways);
        let query = Query {
            whole_words,
            ..Query::new(pattern)
        };
        let mut searching = Searching::new(Asker::WordsUnderEye, self.book.origin(), None);
        searching.from = range.end;
        searching.is_decided = true;
        searching.ticket = Some(self.ask(query, range.end));
        self.searches.searching = Some(searching);
    }
}

impl Book {
    /// The words of the chosen link, else of the match one stands at, with the whole of a word of which that is
    /// a part, else the first word of the line one stands at.
    pub(in super::super) fn words_under_eye(&self) -> Option<TextRange> {
        let document = self.window.document();
        let link = self.link.and_then(|n| document.links().get(n));
        let here = self.window.offset();
        let hit = self.window.hits().and_then(|hits| hits.first_from(here));
        let chosen = [
            link.map(|link| link.range),
            hit.filter(|hit| hit.start == here)
                .map(|hit| self.in_whole_words(hit)),
        ];
        let has_words = |range: &TextRange| document.slice(*range).contains(char::is_alphanumeric);
        let chosen = chosen.into_iter().flatten().find(has_words);
        chosen.or_else(|| self.first_word())
    }

    /// A range with the whole of the words in which it begins and ends; where no blanks part words, as it is.
    fn in_whole_words(&self, range: TextRange) -> TextRange {
        let document = self.window.document();
        let last = document.floor_char(range.end.to_usize().saturating_sub(1));
        let around = |place: Offset| {
            let word = self.word_from(place)?;
            let has_blanks = |char: char| Unspaced::of(char).is_none();
            let is_one = document.slice(word).chars().all(has_blanks);
            Some(word).filter(|word| is_one && word.contains(place))
        };
        let (first, last) = (around(range.start), around(last));
        TextRange {
            start: first.map_or(range.start, |word| word.start.min(range.start)),
            end: last.map_or(range.end, |word| word.end.max(range.end)),
        }
    }

    /// The first word of the line one stands at, also where it begins in the line before.
    fn first_word(&self) -> Option<TextRange> {
        let lines = &self.screen.lines;
        let at = self.screen.eye.unwrap_or(0);
        let starts = |line: &Line| line.ranges().map(|range| range.start).min();
        let line = lines.get(at..)?.iter().find_map(starts)?;
        self.word_from(line)
    }

    /// The word in which `place` lies, else the first after it.
    fn word_from(&self, place: Offset) -> Option<TextRange> {
        let document = self.window.document();
        let from = document
            .floor_char(place.to_usize().saturating_sub(REACH))
            .to_usize();
        let to = document.floor_char((place.to_usize() + REACH).min(document.text().len()));
        let near = document.text().get(from..to.to_usize())?;
        let here = place.to_usize();
        let mut words = near.unicode_word_indices();
        let (at, word) = words.find(|(at, word)| from + at + word.len() > here)?;
        let range = whole_word(near, at..at + word.len());
        Some(TextRange::new(from + range.start, from + range.end))
    }
}

/// Scripts in which no blanks stand between words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unspaced {
    /// The characters of China.
    Han,
    Hiragana,
    /// Thai, Lao, Burmese and Khmer, of whose words line breaking knows.
    SouthEastAsian,
}

impl Unspaced {
    const fn of(char: char) -> Option<Self> {
        Some(match char as u32 {
            0x3005
            | 0x3007
            | 0x3400..0x4DC0
            | 0x4E00..0xA000
            | 0xF900..0xFB00
            | 0x20000..0x32000 => Self::Han,
            0x3041..0x3097 | 0x309D..0x30A0 => Self::Hiragana,
            0xE00..0xF00 | 0x1000..0x10A0 | 0x1780..0x1800 => Self::SouthEastAsian,
            _ => return None,
        })
    }
}

/// The longest run of such a script that is taken for a word: idioms of China have four characters. (The
/// dictionary that knows their words is 2 MB, a third of the program.)
const LONGEST_RUN: usize = 4;

/// The word of `text` of which `piece` is at least a part: Unicode's rules divide scripts without blanks into
/// single letters. In Chinese and Japanese it is the run of the same script from there on, up to four
/// characters, elsewhere what a line may not break.
fn whole_word(text: &str, piece: Range<usize>) -> Range<usize> {
    let rest = text.get(piece.start..).unwrap_or("");
    let Some(script) = rest.chars().next().and_then(Unspaced::of) else {
        return piece;
    };
    if script == Unspaced::SouthEastAsian {
        let mut start = 0;
        for end in break_opportunities(text) {
            if end > piece.start {
                return start..trimmed_end(text, start..end).max(piece.end);
            }
            start = end;
        }
        return piece;
    }
    let run = rest.chars().take(LONGEST_RUN);
    let run = run.take_while(|char| Unspaced::of(*char) == Some(script));
    let length: usize = run.map(char::len_utf8).sum();
    piece.start..(piece.start + length).max(piece.end)
}

/// Where a range ends without the blanks and stops at its end.
fn trimmed_end(text: &str, range: Range<usize>) -> usize {
    let inside = text.get(range.clone()).unwrap_or("");
    let is_outside = |char: char| char.is_whitespace() || char.is_ascii_punctuation();
    range.start + inside.trim_end_matches(is_outside).len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word_at(text: &str, at: &str) -> String {
        let start = text.find(at).unwrap_or(0);
        let piece = start..start + at.chars().next().map_or(0, char::len_utf8);
        text.get(whole_word(text, piece)).unwrap_or("").to_owned()
    }

    #[test]
    fn a_word_without_blanks_around_it_is_a_run_of_its_script() {
        assert_eq!(word_at("话说，天下大势，分久必合", "话"), "话说");
        assert_eq!(word_at("话说天下大势", "话"), "话说天下");
        assert_eq!(word_at("灯台の光", "灯"), "灯台");
        assert_eq!(word_at("ところが、光", "と"), "ところが");
        assert_eq!(word_at("時々の光", "時"), "時々");
        assert_eq!(word_at("a lamp", "l"), "l");
    }

    #[cfg(feature = "complex-scripts")]
    #[test]
    fn thai_words_are_those_that_lines_do_not_break() {
        assert_eq!(word_at("ภาษาไทยภาษาไทย", "ไ"), "ไทย");
    }
}
