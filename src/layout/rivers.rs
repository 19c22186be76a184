//! Which gaps of a justified line are widened.
//!
//! The cells that a line lacks seldom divide evenly among its gaps, so some are a cell wider than the
//! others. Where wide gaps stand under one another they run down the page as a river. So they are chosen
//! line by line: away from the wide gaps above, and spread over the line. Both are said as costs, and the
//! cheapest choice is found by a small dynamic programme over the gaps.

use super::Fragment;
use super::line::Stretch;

/// What one gap that is wide under another costs, for each line that the river would run through.
const RIVER: u32 = 12;

/// What it costs that up to some gap one more, or one fewer, is wide than would be even.
const UNEVEN: u32 = 1;

/// Gaps that can be told apart in a [`Stretch`].
const MOST_GAPS: usize = 64;

/// The wide gaps of the line above, and memory.
#[derive(Debug, Default)]
pub(super) struct Rivers {
    /// For each cell of the measure how many lines, up to the one above, have a wide gap there.
    above: Vec<u8>,
    here: Vec<u8>,
    gaps: Vec<u32>,
    /// The cheapest way to have widened so many of the gaps so far, and which they are.
    ways: Vec<Way>,
    next: Vec<Way>,
}

#[derive(Clone, Copy, Debug)]
struct Way {
    cost: u32,
    wider: u64,
}

impl Way {
    const NONE: Self = Self {
        cost: u32::MAX,
        wider: 0,
    };
}

impl Rivers {
    /// Nothing stands above the line that comes.
    pub(super) fn interrupt(&mut self) {
        self.above.clear();
    }

    /// How the gaps of a line that begins at cell `left` are widened by `extra` cells in all. `None` if
    /// there are more gaps than can be told apart.
    pub(super) fn spread(&mut self, line: &[Fragment], left: u32, extra: u32) -> Option<Stretch> {
        self.note_gaps(line, left);
        let count = u32::try_from(self.gaps.len()).ok()?;
        if count == 0 || self.gaps.len() > MOST_GAPS {
            self.interrupt();
            return None;
        }
        let (every, rest) = (extra / count, extra % count);
        let wider = if rest == 0 {
            0
        } else {
            self.choose(every, rest)
        };
        self.flow_on(every, wider);
        Some(Stretch { every, wider })
    }

    /// Writes down the cells at which the gaps would begin if none were widened.
    fn note_gaps(&mut self, line: &[Fragment], left: u32) {
        self.gaps.clear();
        let mut at = left;
        let inner = line.split_last().map_or(line, |(_, inner)| inner);
        for fragment in inner {
            at += fragment.width;
            if fragment.has_gap() {
                self.gaps.push(at);
            }
            at += fragment.space;
        }
    }

    /// Chooses the `rest` gaps that are a cell wider than the others.
    fn choose(&mut self, every: u32, rest: u32) -> u64 {
        let count = u32::try_from(self.gaps.len()).unwrap_or(u32::MAX);
        self.ways.clear();
        self.ways.resize(rest as usize + 1, Way::NONE);
        if let Some(way) = self.ways.first_mut() {
            way.cost = 0;
        }
        for (n, gap) in (0..).zip(&self.gaps) {
            self.next.clear();
            self.next.resize(rest as usize + 1, Way::NONE);
            let even = (n + 1) * rest / count;
            for (used, way) in (0..).zip(&self.ways).filter(|(_, way)| way.cost < u32::MAX) {
                for is_wider in [false, true] {
                    let used = used + u32::from(is_wider);
                    let Some(next) = self.next.get_mut(used as usize) else {
                        continue;
                    };
                    let at = gap + n * every + used - u32::from(is_wider);
                    let river = river_at(&self.above, at, every + u32::from(is_wider));
                    let cost = way.cost + river * RIVER + used.abs_diff(even) * UNEVEN;
                    if cost < next.cost {
                        let bit = u64::from(is_wider) << n;
                        let wider = way.wider | bit;
                        *next = Way { cost, wider };
                    }
                }
            }
            std::mem::swap(&mut self.ways, &mut self.next);
        }
        self.ways.last().map_or(0, |way| way.wider)
    }

    /// The line has been set: it is now the one above.
    fn flow_on(&mut self, every: u32, wider: u64) {
        self.here.clear();
        let mut used = 0;
        for (n, gap) in (0..).zip(&self.gaps) {
            let more = every + u32::from(wider >> n & 1 == 1);
            let at = gap + used;
            used += more;
            if more == 0 {
                continue;
            }
            let depth = river_at(&self.above, at, more) + 1;
            let depth = u8::try_from(depth).unwrap_or(u8::MAX);
            let end = (at + more + 1) as usize;
            if self.here.len() < end {
                self.here.resize(end, 0);
            }
            if let Some(cells) = self.here.get_mut(at as usize..end) {
                cells.fill(depth);
            }
        }
        std::mem::swap(&mut self.above, &mut self.here);
    }
}

/// How many lines the river has that a gap `more` cells wider than a blank would go on with.
fn river_at(above: &[u8], at: u32, more: u32) -> u32 {
    if more == 0 {
        return 0;
    }
    let end = ((at + more + 1) as usize).min(above.len());
    let cells = above.get(at as usize..end).unwrap_or(&[]);
    cells.iter().copied().max().map_or(0, u32::from)
}
