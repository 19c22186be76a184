//! Which of many matches have the words of a filter around them.

use std::ops::Range;

use crate::document::{ContentsSource, Document};
use crate::search::{Hits, Matcher};
use crate::text::TextRange;

use super::list::title_line;

/// The words of a filter, made ready. A match passes if each of them stands near it or in the title of its
/// section.
#[derive(Clone, Debug, Default)]
pub(super) struct Sieve {
    words: Vec<Word>,
}

#[derive(Clone, Debug)]
struct Word {
    matcher: Matcher,
    /// The sections with the word in their titles, by index.
    sections: Vec<usize>,
}

impl Sieve {
    pub fn new(filter: &str, document: &Document) -> Self {
        let words = filter.split_whitespace();
        let matchers = words.map(|word| Matcher::for_words(word, document.folding()));
        Self::of(matchers, document)
    }

    /// The same words with capitals and marks aside, as a search has them that finds nothing else; `None` if that
    /// would be the same.
    pub fn loosened(&self, document: &Document) -> Option<Self> {
        let words = self.words.iter().map(|word| &word.matcher);
        let loosened: Vec<_> = words.clone().map(Matcher::loosened).collect();
        let is_other = loosened.iter().any(Option::is_some);
        let matchers = loosened.into_iter().zip(words);
        let matchers = matchers.map(|(loosened, word)| loosened.unwrap_or_else(|| word.clone()));
        is_other.then(|| Self::of(matchers, document))
    }

    fn of(matchers: impl Iterator<Item = Matcher>, document: &Document) -> Self {
        let has_titles = document.contents_source() != ContentsSource::Paragraphs;
        let sections = if has_titles {
            document.sections().len()
        } else {
            0
        };
        let words = matchers.map(|matcher| {
            let is_in = |n: &usize| matcher.is_in(&title_line(document, *n));
            let sections = (0..sections).filter(is_in).collect();
            Word { matcher, sections }
        });
        Self {
            words: words.collect(),
        }
    }

    /// Whether everything passes.
    pub fn is_open(&self) -> bool {
        self.words.is_empty()
    }

    /// Those of the matches with these numbers that pass. Looks through the text around them once for each
    /// word, however many they are.
    pub fn passing(&self, document: &Document, hits: &Hits, numbers: Range<usize>) -> Vec<usize> {
        let first = numbers.start;
        let hits = hits.counted().get(numbers).unwrap_or(&[]);
        let mut passing: Vec<usize> = (0..hits.len()).collect();
        for word in &self.words {
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

/// Bytes on either side of a match that are looked at, and those of a word that goes on there.
const AROUND: usize = 64;
const WORD: usize = 32;

/// The match and what stands around it, in whole words. This does not depend on what there is room for in a row:
/// the same filter leaves the same matches in every window.
fn surroundings(document: &Document, hit: TextRange) -> TextRange {
    let is_blank = |char: &char| char.is_whitespace();
    let piece = |start: usize, end: usize| {
        document.slice(TextRange {
            start: document.floor_char(start),
            end: document.floor_char(end.min(document.text().len())),
        })
    };
    let length = |chars: &mut dyn Iterator<Item = char>| -> usize {
        chars
            .take_while(|char| !is_blank(char))
            .map(char::len_utf8)
            .sum()
    };
    let start = document.floor_char(hit.start.to_usize().saturating_sub(AROUND));
    let start = start.to_usize();
    let more = length(&mut piece(start.saturating_sub(WORD), start).chars().rev());
    // A very long match is looked at as far as a row could show it.
    let end = hit.end.to_usize().min(hit.start.to_usize() + LONGEST) + AROUND;
    let end = document
        .floor_char(end.min(document.text().len()))
        .to_usize();
    let rest = length(&mut piece(end, end + WORD).chars());
    TextRange::new(start - more, end + rest)
}

/// Bytes of a match that are looked at.
const LONGEST: usize = 400;
