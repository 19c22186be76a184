//! From a match to another, also while they are still being counted.

use crate::text::{Offset, TextRange};

use super::{Extent, Hits};

/// Where a step from match to match leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// To this match.
    To(TextRange),
    /// To this match, round the end of what is looked through, or round its beginning.
    Round(TextRange),
    /// That is not known yet.
    NotCounted,
    /// There is no match.
    Nowhere,
}

impl Hits {
    /// The `n`th match after `here`, `n` counted from 1.
    pub fn next(&self, here: Offset, n: usize) -> Step {
        let counted = self.counted();
        let n = n.max(1);
        let to = after(counted, here) + n - 1;
        if let Some(hit) = counted.get(to) {
            return Step::To(*hit);
        }
        let near = self.nearby_around(here);
        if let Some(hit) = near.get(after(near, here) + n - 1) {
            return Step::To(*hit);
        }
        match self.extent() {
            Extent::Partly => Step::NotCounted,
            _ => round(counted, to),
        }
    }

    /// The `n`th match before `here`, `n` counted from 1.
    pub fn previous(&self, here: Offset, n: usize) -> Step {
        let counted = self.counted();
        let n = n.max(1);
        let is_counting = self.extent() == Extent::Partly;
        if is_counting && here > self.counted_to() {
            let near = self.nearby_around(here);
            let to = before(near, here).checked_sub(n);
            let known = to.and_then(|to| near.get(to));
            return known.map_or(Step::NotCounted, |hit| Step::To(*hit));
        }
        let ahead = before(counted, here);
        if let Some(hit) = ahead.checked_sub(n).and_then(|to| counted.get(to)) {
            return Step::To(*hit);
        }
        if is_counting {
            return Step::NotCounted;
        }
        let length = counted.len().max(1);
        round(counted, ahead + length - n % length)
    }

    /// The match a search that began at `origin` leads to: the first at or after it, else the first of all;
    /// `None` as long as that is not known.
    pub fn nearest(&self, origin: Offset) -> Option<TextRange> {
        let first = self.counted().first().copied();
        let is_over = self.extent() != Extent::Partly;
        self.first_from(origin).or(first.filter(|_| is_over))
    }

    /// How many of the known matches begin in `range`.
    pub fn count_in(&self, range: TextRange) -> usize {
        let begin_in = |hits: &[TextRange]| {
            let from = hits.partition_point(|hit| hit.start < range.start);
            let to = hits.partition_point(|hit| hit.start < range.end);
            to.saturating_sub(from)
        };
        // What was found ahead is found again when counting comes there.
        begin_in(self.counted()).max(begin_in(self.nearby()))
    }

    /// The matches found ahead, if `here` is among them: between them there are no others.
    fn nearby_around(&self, here: Offset) -> &[TextRange] {
        let near = self.nearby();
        match (near.first(), near.last()) {
            (Some(first), Some(last)) if first.start <= here && here <= last.start => near,
            _ => &[],
        }
    }
}

fn after(hits: &[TextRange], here: Offset) -> usize {
    hits.partition_point(|hit| hit.start <= here)
}

fn before(hits: &[TextRange], here: Offset) -> usize {
    hits.partition_point(|hit| hit.start < here)
}

fn round(hits: &[TextRange], to: usize) -> Step {
    let hit = hits.get(to % hits.len().max(1));
    hit.map_or(Step::Nowhere, |hit| Step::Round(*hit))
}

#[cfg(test)]
mod tests {
    use super::super::{Finding, Query};
    use super::*;

    /// Matches of one letter: those that are counted up to a place, and those that are known ahead.
    fn hits(counted: &[usize], to: usize, extent: Extent, nearby: &[usize]) -> Hits {
        let ranges = |starts: &[usize]| starts.iter().map(|s| TextRange::new(*s, s + 1)).collect();
        let mut hits = Hits::new(Query::new("x"));
        hits.add(Finding::Nearby(ranges(nearby)));
        hits.add(Finding::Counted {
            ranges: ranges(counted),
            to: Offset::new(to),
            extent,
        });
        hits
    }

    fn shown(step: Step) -> String {
        match step {
            Step::To(hit) => hit.start.to_usize().to_string(),
            Step::Round(hit) => format!("round to {}", hit.start.to_usize()),
            Step::NotCounted => "not counted".to_owned(),
            Step::Nowhere => "nowhere".to_owned(),
        }
    }

    #[test]
    fn steps_lead_round_the_ends_once_all_is_counted() {
        let hits = hits(&[10, 20, 30], 100, Extent::Wholly, &[]);
        let next = |here, n| shown(hits.next(Offset::new(here), n));
        let previous = |here, n| shown(hits.previous(Offset::new(here), n));
        assert_eq!([next(0, 1), next(10, 1), next(10, 2)], ["10", "20", "30"]);
        assert_eq!(
            [next(30, 1), next(20, 2), next(10, 7)],
            ["round to 10", "round to 10", "round to 20"]
        );
        assert_eq!([previous(30, 1), previous(99, 3)], ["20", "10"]);
        assert_eq!(
            [previous(10, 1), previous(10, 2), previous(20, 6)],
            ["round to 30", "round to 20", "round to 20"]
        );
    }

    #[test]
    fn while_counting_only_what_is_known_for_certain_is_a_step() {
        let hits = hits(&[10, 20], 25, Extent::Partly, &[60, 70, 80]);
        let next = |here, n| shown(hits.next(Offset::new(here), n));
        let previous = |here, n| shown(hits.previous(Offset::new(here), n));
        assert_eq!(
            [next(10, 1), next(20, 1), next(60, 1), next(60, 2)],
            ["20", "not counted", "70", "80"]
        );
        assert_eq!([next(80, 1), next(40, 1)], ["not counted", "not counted"]);
        assert_eq!(
            [previous(20, 1), previous(10, 1), previous(60, 1)],
            ["10", "not counted", "not counted"]
        );
        assert_eq!([previous(80, 2), previous(75, 1)], ["60", "70"]);
        let nearest = |at| {
            hits.nearest(Offset::new(at))
                .map(|hit| hit.start.to_usize())
        };
        assert_eq!(
            [nearest(5), nearest(50), nearest(90)],
            [Some(10), Some(60), None]
        );
    }

    #[test]
    fn without_a_match_there_is_nowhere_to_go() {
        let hits = hits(&[], 100, Extent::Wholly, &[]);
        assert_eq!(hits.next(Offset::ZERO, 3), Step::Nowhere);
        assert_eq!(hits.previous(Offset::ZERO, 3), Step::Nowhere);
        assert_eq!(hits.nearest(Offset::ZERO), None);
    }
}
