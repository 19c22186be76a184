//! Where lines end: total fit.
//!
//! All the lines of a paragraph are chosen together so that the sum of their costs is least, as in
//! Knuth and Plass, "Breaking Paragraphs into Lines" (1981), with the costs of textwrap's optimal-fit
//! algorithm: for the same fragments the two give lines of the same cost, which a test holds. Widths
//! are whole cells, so this is a plain dynamic programme over the few starts a line can have, an order
//! of magnitude faster than the general method, and exact.

use super::Fragment;

/// What a line costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Penalties {
    /// Every line, so that no more are made than needed; far above any gap, but not above two.
    pub line: u64,
    /// A cell by which a line is too long. Only a cluster wider than the measure makes one.
    pub overflow: u64,
    /// A last line of a single fragment shorter than a quarter of the measure.
    pub short_last_line: u64,
    /// A line that ends in a hyphen.
    pub hyphen: u64,
}

impl Penalties {
    /// textwrap's own, which it found to work well where gaps are counted in cells.
    pub const DEFAULT: Self = Self {
        line: 1000,
        overflow: 50 * 50,
        short_last_line: 25,
        hyphen: 25,
    };
}

/// Chooses the line ends for lines of `width` cells: for each line the index after its last fragment.
/// Takes time in proportion to the fragments times those that fit on a line.
pub fn fit(fragments: &[Fragment], width: u32, penalties: Penalties) -> Vec<usize> {
    let mut best = Vec::with_capacity(fragments.len() + 1);
    best.push(Break { cost: 0, from: 0 });
    for last in 0..fragments.len() {
        let cheapest = cheapest_line(fragments, &best, last, width, penalties);
        best.push(cheapest);
    }
    let mut ends = Vec::new();
    let mut at = fragments.len();
    while at > 0 {
        ends.push(at);
        // `from` lies before `at`, so this comes to an end.
        at = best.get(at).map_or(0, |b| b.from);
    }
    ends.reverse();
    ends
}

/// The best way to end a line at some fragment: what all lines so far cost, and where this one begins.
#[derive(Clone, Copy)]
struct Break {
    cost: u64,
    from: usize,
}

fn cheapest_line(
    fragments: &[Fragment],
    best: &[Break],
    last: usize,
    width: u32,
    penalties: Penalties,
) -> Break {
    let is_final = last + 1 == fragments.len();
    let mut cheapest = Break {
        cost: u64::MAX,
        from: last,
    };
    let penalty = fragments.get(last).map_or(0, |f| f.penalty);
    let mut length = u64::from(penalty);
    let target = u64::from(width.max(1));
    let candidates = best.iter().zip(fragments).enumerate().take(last + 1);
    for (first, (before, fragment)) in candidates.rev() {
        length += u64::from(fragment.width);
        if first < last {
            length += u64::from(fragment.space);
            if length > target {
                break;
            }
        }
        let mut cost = before.cost + penalties.line;
        if length > target {
            cost += (length - target) * penalties.overflow;
        } else if !is_final {
            cost += (target - length).pow(2);
        } else if first == last && length < target.div_ceil(4) {
            cost += penalties.short_last_line;
        }
        if penalty > 0 {
            cost += penalties.hyphen;
        }
        // Of equal costs the longer line is taken, as textwrap does.
        if cost <= cheapest.cost {
            cheapest = Break { cost, from: first };
        }
    }
    cheapest
}
