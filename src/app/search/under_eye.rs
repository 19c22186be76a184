//! Searching for the words under the eye.

use unicode_segmentation::UnicodeSegmentation;

use crate::layout::Line;
use crate::search::Query;
use crate::text::{Offset, TextRange};

use super::super::{App, Book};
use super::Searching;

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
        self.searches.history.add(&pattern);
        let query = Query {
            whole_words,
            ..Query::new(pattern)
        };
        let mut searching = Searching::new(self.book.origin(), None);
        searching.from = range.end;
        searching.is_decided = true;
        searching.ticket = Some(self.ask(query, range.end));
        self.searches.searching = Some(searching);
    }
}

impl Book {
    /// The words of the chosen link, else of the match one stands at, else the first word of the line one
    /// stands at.
    pub(in super::super) fn words_under_eye(&self) -> Option<TextRange> {
        let document = self.window.document();
        let link = self.link.and_then(|n| document.links().get(n));
        let here = self.window.offset();
        let hit = self.window.hits().and_then(|hits| hits.first_from(here));
        let chosen = [
            link.map(|link| link.range),
            hit.filter(|hit| hit.start == here),
        ];
        let has_words = |range: &TextRange| document.slice(*range).contains(char::is_alphanumeric);
        let chosen = chosen.into_iter().flatten().find(has_words);
        chosen.or_else(|| self.first_word())
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
        let mut words = near.unicode_word_indices().map(|(at, word)| {
            let start = from + at;
            TextRange::new(start, start + word.len())
        });
        words.find(|word| word.end > place)
    }
}
