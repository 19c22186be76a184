//! What reaches into a stretch of the text, found by halving.
//!
//! A sorted table answers where something begins. What began earlier and reaches in is found by how far
//! each half of the table reaches, and each half of that: a tree that lies in the table itself, with the
//! middle of a piece of it for a root.

use crate::text::{Offset, TextRange};

/// How far the ranges of a sorted table reach.
#[derive(Clone, Debug, Default)]
pub(super) struct Reach(Vec<Offset>);

impl Reach {
    /// How far these reach, which are in order of their beginnings.
    pub fn of(sorted: &[TextRange]) -> Self {
        let mut reach = vec![Offset::ZERO; sorted.len()];
        fill(sorted, &mut reach);
        Self(reach)
    }

    /// The places in the table of the ranges that touch `range`, in order. An empty one touches what
    /// begins with it. `at` tells the range that stands in a place.
    pub fn touching(&self, range: TextRange, at: &impl Fn(usize) -> TextRange) -> Vec<usize> {
        let mut found = Vec::new();
        collect(&self.0, 0, range, at, &mut found);
        found
    }
}

fn fill(sorted: &[TextRange], reach: &mut [Offset]) -> Offset {
    let middle = sorted.len() / 2;
    let Some(own) = sorted.get(middle) else {
        return Offset::ZERO;
    };
    let (left, rest) = reach.split_at_mut(middle);
    let Some((root, right)) = rest.split_first_mut() else {
        return Offset::ZERO;
    };
    let left = fill(&sorted[..middle], left);
    let right = fill(&sorted[middle + 1..], right);
    *root = own.end.max(left).max(right);
    *root
}

fn collect(
    reach: &[Offset],
    first: usize,
    range: TextRange,
    at: &impl Fn(usize) -> TextRange,
    found: &mut Vec<usize>,
) {
    let middle = reach.len() / 2;
    let Some(furthest) = reach.get(middle) else {
        return;
    };
    if *furthest < range.start {
        return;
    }
    collect(&reach[..middle], first, range, at, found);
    let own = at(first + middle);
    if own.start >= range.end {
        return;
    }
    if own.end > range.start || (own.is_empty() && own.start == range.start) {
        found.push(first + middle);
    }
    collect(&reach[middle + 1..], first + middle + 1, range, at, found);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn touching(all: &[TextRange], range: TextRange) -> Vec<usize> {
        Reach::of(all).touching(range, &|n| all[n])
    }

    #[test]
    fn what_touches_a_line_is_found_also_from_within_a_longer_one() {
        let all = [(0, 100), (5, 8), (30, 40), (50, 50), (120, 130)];
        let all = all.map(|(start, end)| TextRange::new(start, end));
        let touching = |start, end| touching(&all, TextRange::new(start, end));
        assert_eq!(touching(6, 7), [0, 1]);
        assert_eq!(touching(8, 30), [0]);
        assert_eq!(touching(35, 55), [0, 2, 3]);
        assert_eq!(touching(50, 51), [0, 3]);
        assert_eq!(touching(100, 120), [0; 0]);
        assert_eq!(touching(0, 0), [0; 0]);
    }

    proptest! {
        #[test]
        fn halving_finds_what_going_through_all_finds(
            pairs in proptest::collection::vec((0_usize..60, 0_usize..30), 0..40),
            start in 0_usize..90,
            length in 0_usize..20,
        ) {
            let ranges = pairs.iter().map(|(start, length)| TextRange::new(*start, start + length));
            let mut all: Vec<TextRange> = ranges.collect();
            all.sort_unstable();
            let range = TextRange::new(start, start + length);
            let is_touched = |other: &TextRange| {
                let is_there = other.is_empty() && other.start == range.start;
                other.start < range.end && (other.end > range.start || is_there)
            };
            let plain: Vec<usize> = (0..all.len()).filter(|n| is_touched(&all[*n])).collect();
            prop_assert_eq!(touching(&all, range), plain);
        }
    }
}
