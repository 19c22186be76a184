//! Which of many matches have the words of a filter around them.

use std::ops::Range;

use crate::document::{ContentsSource, Document};
use crate::search::{Hits, Matcher};
use crate::text::{Offset, TextRange};

use super::list::title_line;
use super::room::{RowRoom, fits};

/// The words of a filter, made ready. A match passes if each of them stands in its row or in the title of
/// its section.
#[derive(Clone, Debug, Default)]
pub(super) struct Sieve {
    words: Vec<Word>,
    room: RowRoom,
}

#[derive(Clone, Debug)]
struct Word {
    matcher: Matcher,
    /// The sections with the word in their titles, by index.
    sections: Vec<usize>,
}

impl Sieve {
    pub fn new(filter: &str, document: &Document, room: RowRoom) -> Self {
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
        Self {
            words: words.collect(),
            room,
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
            let places = word.places_around(document, hits, self.room);
            passing.retain(|n| {
                hits.get(*n)
                    .is_some_and(|hit| word.passes(document, *hit, self.room, &places))
            });
        }
        passing.iter().map(|n| first + n).collect()
    }
}

impl Word {
    fn passes(
        &self,
        document: &Document,
        hit: TextRange,
        room: RowRoom,
        places: &[TextRange],
    ) -> bool {
        let around = surroundings(document, hit, room);
        let next = places.partition_point(|place| place.start < around.start);
        let near = places.iter().skip(next);
        let mut near = near.take_while(|place| place.end <= around.end);
        if near.any(|place| is_in_row(document, hit, *place, room)) {
            return true;
        }
        let section = document.section_at(hit.start);
        section.is_some_and(|n| self.sections.binary_search(&n).is_ok())
    }

    /// Where the word stands in the surroundings of the matches, in order.
    fn places_around(
        &self,
        document: &Document,
        hits: &[TextRange],
        room: RowRoom,
    ) -> Vec<TextRange> {
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
            let around = surroundings(document, *hit, room);
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

/// Whether what stands at `place` is seen in the row of a match.
fn is_in_row(document: &Document, hit: TextRange, place: TextRange, room: RowRoom) -> bool {
    let around = surroundings(document, hit, room);
    let slice = |start: Offset, end: Offset| document.slice(TextRange { start, end });
    // A word of which a part has no room is not shown, unless it is the only one on its side.
    let head = slice(around.start, place.start);
    let word = head.len()
        - head
            .trim_end_matches(|char: char| !char.is_whitespace())
            .len();
    let before = slice(place.start, hit.start);
    let whole = document.floor_char(place.start.to_usize() - word);
    let is_before = place.start >= hit.start
        || fits(slice(whole, hit.start), room.before)
        || fits(before, room.before) && !before.trim_end().contains(char::is_whitespace);
    let tail = slice(place.end, around.end);
    let word = tail.find(char::is_whitespace).unwrap_or(tail.len());
    let whole = document.floor_char(place.end.to_usize() + word);
    let after = slice(hit.start.max(hit.end.min(place.end)), place.end);
    let is_after = place.end <= hit.start
        || fits(slice(hit.start, whole), room.rest)
        || fits(slice(hit.start, place.end), room.rest)
            && !after.trim_start().contains(char::is_whitespace);
    is_before && is_after
}

/// A piece of the text with all that can be in the row of a match.
fn surroundings(document: &Document, hit: TextRange, room: RowRoom) -> TextRange {
    let start = hit.start.to_usize().saturating_sub(room.reach());
    let end = (hit.start.to_usize() + room.reach()).max(hit.end.to_usize());
    let end = end.min(document.text().len());
    let place = |at: usize| -> Offset { document.floor_char(at) };
    TextRange {
        start: place(start),
        end: place(end),
    }
}
