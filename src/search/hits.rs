//! What was found so far.

use crate::text::{Offset, TextRange};

use super::{PatternError, Query};

/// A piece of an answer. `Counted` ones come in reading order, and the last of them says so. If the first
/// does not, `Nearby` ones follow it, empty as long as nothing is found ahead, before counting goes on.
#[derive(Clone, Debug, PartialEq)]
pub enum Finding {
    /// The nearest matches ahead of where the search began, known before all are counted.
    Nearby(Vec<TextRange>),
    /// The next matches from the beginning of what is looked through.
    Counted {
        /// Where they stand.
        ranges: Vec<TextRange>,
        /// Up to where the text has been looked through.
        to: Offset,
        /// How far that is.
        extent: Extent,
    },
    /// The words are nowhere as they were typed. What comes after this, as if from the beginning, are the
    /// places where they stand with capitals and marks aside (see [`super::Matcher::loosened`]).
    Loosened,
    /// The pattern cannot be used.
    Refused(PatternError),
}

/// How much of what is to be found has been found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Extent {
    /// The search goes on.
    #[default]
    Partly,
    /// All of it.
    Wholly,
    /// There are more matches than are kept.
    UpToTheLimit,
}

/// What was found, in reading order; matches do not overlap.
#[derive(Clone, Debug, Default)]
pub struct Hits {
    query: Query,
    /// From the beginning up to `counted_to`, all there are.
    counted: Vec<TextRange>,
    counted_to: Offset,
    extent: Extent,
    is_loose: bool,
    /// The first ones ahead of where the search began.
    nearby: Vec<TextRange>,
}

impl Hits {
    /// Nothing found yet.
    pub fn new(query: Query) -> Self {
        Self {
            query,
            ..Self::default()
        }
    }

    /// Takes in a piece of the answer; a refused pattern has no matches.
    pub fn add(&mut self, finding: Finding) {
        match finding {
            Finding::Nearby(ranges) => self.nearby = ranges,
            Finding::Counted { ranges, to, extent } => {
                if self.counted.is_empty() {
                    self.counted = ranges;
                } else {
                    self.counted.extend(ranges);
                }
                self.counted_to = self.counted_to.max(to);
                self.extent = extent;
            }
            Finding::Loosened => {
                let query = std::mem::take(&mut self.query);
                *self = Self::new(query);
                self.is_loose = true;
            }
            Finding::Refused(_) => self.extent = Extent::Wholly,
        }
    }

    /// What was looked for.
    pub fn query(&self) -> &Query {
        &self.query
    }

    /// Whether the search is over.
    pub fn extent(&self) -> Extent {
        self.extent
    }

    /// Whether the words are nowhere as they were typed, so that these matches, if there are any, have other
    /// punctuation.
    pub fn is_loose(&self) -> bool {
        self.is_loose
    }

    /// Whether nothing was found so far; with [`Extent::Wholly`], whether there is nothing.
    pub fn is_empty(&self) -> bool {
        self.counted.is_empty() && self.nearby.is_empty()
    }

    /// How many have been counted so far.
    pub fn count(&self) -> usize {
        self.counted.len()
    }

    /// The matches counted so far: all up to some place in the text.
    pub fn counted(&self) -> &[TextRange] {
        &self.counted
    }

    /// Up to where all matches are counted.
    pub fn counted_to(&self) -> Offset {
        self.counted_to
    }

    /// The first ones ahead of where the search began, if they were found before all were counted.
    pub(super) fn nearby(&self) -> &[TextRange] {
        &self.nearby
    }

    /// The number, from 0, of the match that begins at `offset`, if counting has come so far.
    pub fn number_at(&self, offset: Offset) -> Option<usize> {
        self.counted
            .binary_search_by_key(&offset, |hit| hit.start)
            .ok()
    }

    /// The first known match at or after `offset`.
    pub fn first_from(&self, offset: Offset) -> Option<TextRange> {
        let first = |hits: &[TextRange]| {
            let at = hits.partition_point(|hit| hit.start < offset);
            hits.get(at).copied()
        };
        // Before everything is counted, a nearer one may be known ahead only.
        match (first(&self.counted), first(&self.nearby)) {
            (Some(counted), Some(near)) if near.start < counted.start => Some(near),
            (counted, near) => counted.or(near),
        }
    }

    /// The known matches that touch `range`, in order. Where counting ends within it, those that are counted,
    /// unless none of them is there.
    pub fn touching(&self, range: TextRange) -> &[TextRange] {
        let touching = |hits: &'_ [TextRange]| {
            let from = hits.partition_point(|hit| hit.end <= range.start);
            let to = hits.partition_point(|hit| hit.start < range.end);
            from..to.max(from)
        };
        let counted = touching(&self.counted);
        let is_counted = self.extent == Extent::Wholly || range.end <= self.counted_to;
        if is_counted || !counted.is_empty() {
            return self.counted.get(counted).unwrap_or(&[]);
        }
        self.nearby.get(touching(&self.nearby)).unwrap_or(&[])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ranges(starts: &[usize]) -> Vec<TextRange> {
        starts.iter().map(|s| TextRange::new(*s, s + 2)).collect()
    }

    fn counted(starts: &[usize], to: usize, extent: Extent) -> Finding {
        Finding::Counted {
            ranges: ranges(starts),
            to: Offset::new(to),
            extent,
        }
    }

    #[test]
    fn the_nearest_is_known_before_the_count() {
        let mut hits = Hits::new(Query::new("it"));
        hits.add(Finding::Nearby(ranges(&[50, 60])));
        let here = Offset::new(45);
        assert_eq!(hits.first_from(here), Some(TextRange::new(50, 52)));
        assert_eq!(hits.touching(TextRange::new(40, 61)), ranges(&[50, 60]));
        assert_eq!((hits.count(), hits.number_at(Offset::new(50))), (0, None));

        hits.add(counted(&[3, 9], 20, Extent::Partly));
        assert_eq!(hits.first_from(here), Some(TextRange::new(50, 52)));
        assert_eq!(hits.touching(TextRange::new(0, 10)), ranges(&[3, 9]));
        assert_eq!(hits.touching(TextRange::new(40, 61)), ranges(&[50, 60]));
        assert_eq!(hits.touching(TextRange::new(8, 30)), ranges(&[9]));

        hits.add(counted(&[50, 60, 70], 90, Extent::Wholly));
        assert_eq!(
            (hits.count(), hits.number_at(Offset::new(50))),
            (5, Some(2))
        );
        assert_eq!(
            hits.touching(TextRange::new(51, 200)),
            ranges(&[50, 60, 70])
        );
        assert_eq!(hits.first_from(Offset::new(71)), None);
    }
}
