//! What is highlighted in a book, by place.

use crate::text::{Offset, TextRange};

/// A stretch of the text that is highlighted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Highlight {
    /// What is highlighted; empty where there is only a note.
    pub range: TextRange,
    /// With what.
    pub pen: Pen,
    /// Whether something was noted beside it.
    pub has_note: bool,
}

/// What a stretch is highlighted with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Pen {
    /// A marker: its colour behind the words, and where there is no colour a line under bold ones.
    #[default]
    Marker,
    /// A line under the words.
    Line,
}

/// All highlights of a book. They may overlap.
#[derive(Clone, Debug, Default)]
pub struct Highlights {
    /// In order of their beginnings.
    sorted: Vec<Highlight>,
    /// For each, the furthest end of it and those before: what reaches a place is found by halving.
    furthest: Vec<Offset>,
}

impl Highlights {
    /// These, in any order.
    pub fn new(all: impl IntoIterator<Item = Highlight>) -> Self {
        let mut sorted: Vec<Highlight> = all.into_iter().collect();
        sorted.sort_unstable();
        let furthest = sorted.iter().scan(Offset::ZERO, |furthest, highlight| {
            *furthest = (*furthest).max(highlight.range.end);
            Some(*furthest)
        });
        Self {
            furthest: furthest.collect(),
            sorted,
        }
    }

    /// Those that touch `range`, in order; of an empty one its place counts.
    pub fn touching(&self, range: TextRange) -> impl Iterator<Item = &Highlight> {
        let from = self.furthest.partition_point(|end| *end < range.start);
        let to = self.sorted.partition_point(|h| h.range.start < range.end);
        let near = self.sorted.get(from..to).unwrap_or(&[]).iter();
        near.filter(move |highlight| {
            let TextRange { start, end } = highlight.range;
            end > range.start || (start == end && start == range.start)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_touches_a_line_is_found_also_from_within_a_longer_one() {
        let highlight = |start, end| Highlight {
            range: TextRange::new(start, end),
            pen: Pen::Marker,
            has_note: false,
        };
        let all = [(30, 40), (0, 100), (5, 8), (50, 50), (120, 130)];
        let highlights = Highlights::new(all.map(|(start, end)| highlight(start, end)));
        let touching = |start, end| -> Vec<(usize, usize)> {
            let touching = highlights.touching(TextRange::new(start, end));
            let range = |h: &Highlight| (h.range.start.to_usize(), h.range.end.to_usize());
            touching.map(range).collect()
        };
        assert_eq!(touching(6, 7), [(0, 100), (5, 8)]);
        assert_eq!(touching(8, 30), [(0, 100)]);
        assert_eq!(touching(35, 55), [(0, 100), (30, 40), (50, 50)]);
        assert_eq!(touching(50, 51), [(0, 100), (50, 50)]);
        assert_eq!(touching(100, 120), []);
        assert_eq!(touching(0, 0), []);
    }
}
