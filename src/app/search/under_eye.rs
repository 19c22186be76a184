//! Searching for the words under the eye.

use crate::layout::Line;
use crate::reader::Unit;
use crate::search::Query;
use crate::text::{Offset, TextRange};

use super::super::{App, Book};
use super::{Asker, Searching, Ways};

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
        let end = Unit::Word.end_after(document, place)?;
        let start = Unit::Word.start_before(document, end)?;
        let rest = document.text().get(start.to_usize()..)?;
        let length = (end.to_usize() - start.to_usize()).max(run_length(rest));
        Some(TextRange::new(start.to_usize(), start.to_usize() + length))
    }
}

/// Scripts in which no blanks stand between words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unspaced {
    /// The characters of China.
    Han,
    Hiragana,
    /// Thai, Lao, Burmese and Khmer.
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

/// The longest run of characters of China or Hiragana that is taken for a word: idioms of China have four. (The
/// dictionary that knows their words is 2 MB, more than a quarter of the program.)
const LONGEST_RUN: usize = 4;

/// The longest phrase of Thai and its like that is taken for a word where there is no dictionary of their words.
const LONGEST_PHRASE: usize = 80;

/// Bytes of the run of letters without blanks that `text` begins with, as far as it is taken for a word where
/// words are single letters to [`Unit::Word`]; nothing where words are known.
fn run_length(text: &str) -> usize {
    let Some(script) = text.chars().next().and_then(Unspaced::of) else {
        return 0;
    };
    let longest = match script {
        Unspaced::Han | Unspaced::Hiragana => LONGEST_RUN,
        Unspaced::SouthEastAsian if cfg!(feature = "complex-scripts") => 0,
        Unspaced::SouthEastAsian => LONGEST_PHRASE,
    };
    let run = text.chars().take(longest);
    let run = run.take_while(|char| Unspaced::of(*char) == Some(script));
    run.map(char::len_utf8).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run_at<'t>(text: &'t str, at: &str) -> &'t str {
        let rest = &text[text.find(at).unwrap_or(0)..];
        &rest[..run_length(rest)]
    }

    #[test]
    fn a_word_without_blanks_around_it_is_a_run_of_its_script() {
        assert_eq!(run_at("话说，天下大势，分久必合", "话"), "话说");
        assert_eq!(run_at("话说天下大势", "话"), "话说天下");
        assert_eq!(run_at("灯台の光", "灯"), "灯台");
        assert_eq!(run_at("ところが、光", "と"), "ところが");
        assert_eq!(run_at("時々の光", "時"), "時々");
        assert_eq!(run_at("a lamp", "l"), "");
        let thai = if cfg!(feature = "complex-scripts") {
            ""
        } else {
            "ไทย"
        };
        assert_eq!(run_at("ภาษาไทย x", "ไ"), thai);
    }
}
