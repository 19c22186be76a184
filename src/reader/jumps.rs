//! Where the reader jumped from, and back.

use crate::text::Offset;

/// More jumps than this nobody goes back.
const MOST: usize = 100;

/// The jumps of a window: a trail behind, and one ahead once somebody went back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Jumps {
    behind: Vec<Offset>,
    ahead: Vec<Offset>,
    departures: u32,
}

impl Jumps {
    /// The jumps that led to `behind` and `ahead`, the last place last in each.
    pub fn of(mut behind: Vec<Offset>, mut ahead: Vec<Offset>) -> Self {
        for trail in [&mut behind, &mut ahead] {
            trail.drain(..trail.len().saturating_sub(MOST));
        }
        Self {
            behind,
            ahead,
            departures: 0,
        }
    }

    /// The places jumped from, the last one last.
    pub fn behind(&self) -> &[Offset] {
        &self.behind
    }

    /// The places gone back from, the last one last.
    pub fn ahead(&self) -> &[Offset] {
        &self.ahead
    }

    /// How often somebody has jumped away in this window, going back and forward not counted.
    pub fn departures(&self) -> u32 {
        self.departures
    }

    /// Nobody comes forward any more to what was gone back from.
    pub fn give_up_ahead(&mut self) {
        self.ahead.clear();
    }

    /// Somebody jumps away from `here`. The trail ahead is given up.
    pub fn leave(&mut self, here: Offset) {
        self.departures = self.departures.wrapping_add(1);
        self.give_up_ahead();
        if self.behind.last() != Some(&here) {
            self.behind.push(here);
        }
        if self.behind.len() > MOST {
            self.behind.remove(0);
        }
    }

    /// The place before the last jump, if there was one; `here` can be come forward to again.
    pub fn back(&mut self, here: Offset) -> Option<Offset> {
        let to = self.behind.pop()?;
        self.ahead.push(here);
        Some(to)
    }

    /// The place that was gone back from.
    pub fn forward(&mut self, here: Offset) -> Option<Offset> {
        let to = self.ahead.pop()?;
        self.behind.push(here);
        Some(to)
    }

    /// The place before the last jump, leaving `here` behind in its stead: twice is nowhere.
    pub fn exchange(&mut self, here: Offset) -> Option<Offset> {
        let last = self.behind.last_mut()?;
        Some(std::mem::replace(last, here))
    }
}
