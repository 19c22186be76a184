//! Which of many matches have the words of a filter around them.

use std::ops::Range;

use crate::document::{ContentsSource, Document};
use crate::search::{Hits, Matcher};
use crate::text::{Offset, TextRange};

use super::list::title_line;

/// Bytes before and after a match that are its surroundings: about what a row of the list shows.
const REACH: usize = 64;

/// The words of a filter, made ready. A match passes if each of them stands in its surroundings or in the
/// title of its section.
#[derive(Clone, Debug, Default)]
pub(super) struct Sieve(Vec<Word>);

#[derive(Clone, Debug)]
struct Word {
    matcher: Matcher,
    /// The sections with the word in their titles, by index.
    sections: Vec<usize>,
}

impl Sieve {
    pub fn new(filter: &str, document: &Document) -> Self {
        let has_titles = document.contents_source() != ContentsSource::Paragraphs;
        let sections = if has_titles {
            document.sections().len()
        } else {
            0
        };
        let words = filter.split_whitespace().map(|word| {
            let matcher = Matcher::for_words(word, document.folding());
            let is_in = |n: &usize| matcher.is_in(&title_line(document, *n));
            let sections = (0..sections).filter(is_in).collect();
            Word { matcher, sections }
        });
        Self(words.collect())
    }

    /// Whether everything passes.
    pub fn is_open(&self) -> bool {
        self.0.is_empty()
    }

    /// Those of the matches with these numbers that pass. Looks through the text around them once for each
    /// word, however many they are.
    pub fn passing(&self, document: &Document, hits: &Hits, numbers: Range<usize>) -> Vec<usize> {
        let first = numbers.start;
        let hits = hits.counted().get(numbers).unwrap_or(&[]);
        let mut passing: Vec<usize> = (0..hits.len()).collect();
        for word in &self.0 {
            let places = word.places_around(document, hits);
            passing.retain(|n| {
                hits.get(*n)
                    .is_some_and(|hit| word.passes(document, *hit, &places))
            });
        }
        passing.iter().map(|n| first + n).collect()
    }
}

impl Word {
    fn passes(&self, document: &Document, hit: TextRange, places: &[TextRange]) -> bool {
        let around = surroundings(document, hit);
        let next = places.partition_point(|place| place.start < around.start);
        if places
            .get(next)
            .is_some_and(|place| place.end <= around.end)
        {
            return true;
        }
        let section = document.section_at(hit.start);
        section.is_some_and(|n| self.sections.binary_search(&n).is_ok())
    }

    /// Where the word stands in the surroundings of the matches, in order.
    fn places_around(&self, document: &Document, hits: &[TextRange]) -> Vec<TextRange> {
        let mut places = Vec::new();
        let mut look_in = |stretch: TextRange| {
            let start = stretch.start.to_usize();
            let found = self.matcher.find_in(document.slice(stretch));
            places.extend(found.iter().map(|place| {
                TextRange::new(start + place.start.to_usize(), start + place.end.to_usize())
            }));
        };
        let mut stretch: Option<TextRange> = None;
        for hit in hits {
            let around = surroundings(document, *hit);
            match &mut stretch {
                Some(stretch) if around.start <= stretch.end => {
                    stretch.end = stretch.end.max(around.end);
                }
                Some(whole) => {
                    look_in(*whole);
                    *whole = around;
                }
                None => stretch = Some(around),
            }
        }
        if let Some(whole) = stretch {
            look_in(whole);
        }
        places
    }
}

fn surroundings(document: &Document, hit: TextRange) -> TextRange {
    let start = hit.start.to_usize().saturating_sub(REACH);
    let end = (hit.end.to_usize() + REACH).min(document.text().len());
    let place = |at: usize| -> Offset { document.floor_char(at) };
    TextRange {
        start: place(start),
        end: place(end),
    }
}
