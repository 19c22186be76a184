//! Where the reader jumped from, and back.

use crate::text::Offset;

/// More jumps than this nobody goes back.
const MOST: usize = 100;

/// The jumps of a window: a trail behind, and one ahead once somebody went back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Jumps {
    behind: Vec<Offset>,
    ahead: Vec<Offset>,
    last: Last,
    departures: u32,
    moves: u32,
}

/// How the reader has come here.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Last {
    /// By a jump, if there was one.
    #[default]
    Jump,
    /// By so many steps back along the trail.
    Back(u32),
    /// By so many forward.
    Forward(u32),
}

impl Jumps {
    /// The jumps that led to `behind` and `ahead`, the last place last in each.
    pub fn of(mut behind: Vec<Offset>, mut ahead: Vec<Offset>) -> Self {
        for trail in [&mut behind, &mut ahead] {
            trail.drain(..trail.len().saturating_sub(MOST));
        }
        // A jump leaves nothing ahead.
        let last = if ahead.is_empty() {
            Last::Jump
        } else {
            Last::Back(1)
        };
        Self {
            behind,
            ahead,
            last,
            ..Self::default()
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

    /// How often somebody has jumped or gone along the trail in this window.
    pub fn moves(&self) -> u32 {
        self.moves
    }

    /// Nobody comes forward any more to what was gone back from.
    pub fn give_up_ahead(&mut self) {
        self.ahead.clear();
    }

    /// Somebody jumps away from `here`. The trail ahead is given up.
    pub fn leave(&mut self, here: Offset) {
        self.departures = self.departures.wrapping_add(1);
        self.note(Last::Jump);
        self.give_up_ahead();
        if self.behind.last() != Some(&here) {
            self.behind.push(here);
        }
        if self.behind.len() > MOST {
            self.behind.remove(0);
        }
    }

    /// The place before the last `n` jumps, or the first of all if there were fewer; `here` can be come forward to
    /// again.
    pub fn back(&mut self, here: Offset, n: u32) -> Option<Offset> {
        let (to, steps) = pass(&mut self.behind, &mut self.ahead, here, n)?;
        self.note(Last::Back(steps));
        Some(to)
    }

    /// The place that was gone back from, `n` steps before.
    pub fn forward(&mut self, here: Offset, n: u32) -> Option<Offset> {
        let (to, steps) = pass(&mut self.ahead, &mut self.behind, here, n)?;
        self.note(Last::Forward(steps));
        Some(to)
    }

    /// The place before the last jump, leaving `here` behind in its stead, or the one before the last steps along
    /// the trail, which is gone along the other way: twice is nowhere.
    pub fn exchange(&mut self, here: Offset) -> Option<Offset> {
        match self.last {
            Last::Back(steps) => self.forward(here, steps),
            Last::Forward(steps) => self.back(here, steps),
            Last::Jump => {
                let before = self.behind.last_mut()?;
                let to = std::mem::replace(before, here);
                self.note(Last::Jump);
                Some(to)
            }
        }
    }

    fn note(&mut self, last: Last) {
        self.last = last;
        self.moves = self.moves.wrapping_add(1);
    }
}

/// Goes up to `n` places along a trail, with those that are passed left on the other side. Answers with the place
/// come to and how many it were.
fn pass(
    from: &mut Vec<Offset>,
    onto: &mut Vec<Offset>,
    here: Offset,
    n: u32,
) -> Option<(Offset, u32)> {
    let (mut place, mut steps) = (here, 0);
    while steps < n
        && let Some(next) = from.pop()
    {
        onto.push(place);
        place = next;
        steps += 1;
    }
    (steps > 0).then_some((place, steps))
}
