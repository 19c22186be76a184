//! Selecting by lines, which only a window has, and the page that follows.

use crate::layout::{GatheringId, Line, nearest_spot, spots};
use crate::text::{Offset, TextRange};

use super::selection::{MOST_STEPS, Selection, Towards};
use super::window::At;
use super::{Jumps, Motion, Moved, View, Window};

/// Lines in a row that show nothing of the text: behind more than this none is looked for.
const MOST_BLANK: usize = 1_000;

/// The ends of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineEdge {
    /// Where it begins.
    Start,
    /// Where it ends.
    End,
}

impl Window {
    /// Goes without a trace in the jumps.
    pub fn glance(&mut self, motion: Motion) -> Moved {
        self.travel(motion)
    }

    /// The jumps so far.
    pub fn jumps(&self) -> &Jumps {
        &self.jumps
    }

    /// Forgets the jumps there were since then.
    pub fn set_jumps(&mut self, jumps: Jumps) {
        self.jumps = jumps;
    }

    /// Gives up the jumps ahead, as one who jumps does.
    pub fn give_up_ahead(&mut self) {
        self.jumps.give_up_ahead();
    }

    /// Brings a place on to the screen: turns to its page or, in scrolling, goes as few rows as can be.
    pub fn bring(&mut self, place: Offset) {
        let screen = self.screen();
        let mut ranges = screen.lines.iter().flat_map(Line::ranges);
        if ranges.any(|range| range.contains(place)) {
            return;
        }
        if self.view == View::Scroll && place > screen.shown.start {
            let at = self.galley.line_at(place);
            let above = self.height().0.saturating_sub(1);
            let top = self.rows_before(at, above);
            self.stand_at(top);
        } else {
            self.stand_at(place);
        }
    }

    /// The moving end of a selection goes so many lines on, in its column. Answers whether anything came
    /// of it.
    pub fn select_lines(&mut self, selection: &mut Selection, towards: Towards, n: u32) -> bool {
        let focus = selection.focus(&self.document);
        let mut at = self.galley.line_at(focus);
        let column = selection.column.unwrap_or_else(|| {
            let spots = self.line(at).map_or(Vec::new(), |line| self.spots(&line));
            let spot = spots.iter().find(|spot| spot.range.end > focus);
            spot.map_or_else(Default::default, |spot| spot.at)
        });
        let mut found = None;
        for _ in 0..n.min(MOST_STEPS) {
            let Some((next, line)) = self.text_line(at, towards) else {
                break;
            };
            at = next;
            found = Some(line);
        }
        let typography = self.typography();
        let spot = found.and_then(|line| nearest_spot(&self.document, typography, &line, column));
        let before = selection.range();
        if let Some(spot) = spot {
            selection.reach_over(spot.range);
            selection.column = Some(column);
        }
        selection.range() != before
    }

    /// The moving end of a selection goes to an end of the line it is on.
    pub fn select_line_edge(&mut self, selection: &mut Selection, edge: LineEdge) {
        let at = self.galley.line_at(selection.focus(&self.document));
        let spots = self.line(at).map_or(Vec::new(), |line| self.spots(&line));
        let by_place = |spot: &&crate::layout::Spot| spot.range.start;
        let spot = match edge {
            LineEdge::Start => spots.iter().min_by_key(by_place),
            LineEdge::End => spots.iter().max_by_key(by_place),
        };
        if let Some(spot) = spot {
            selection.reach_over(spot.range);
        }
    }

    /// The first character of the text on the screen from row `row` on.
    pub fn first_shown(&mut self, row: usize) -> Option<TextRange> {
        let lines = self.screen().lines;
        let mut lines = lines.iter().skip(row);
        lines.find_map(|line| {
            let spots = self.spots(line);
            spots.iter().map(|spot| spot.range).min_by_key(|r| r.start)
        })
    }

    fn spots(&self, line: &Line) -> Vec<crate::layout::Spot> {
        spots(&self.document, self.typography(), line)
    }

    fn line(&mut self, at: At) -> Option<Line> {
        let (id, line) = at;
        self.galley.lines(id).get(line).cloned()
    }

    /// The next line that shows some of the text.
    fn text_line(&mut self, from: At, towards: Towards) -> Option<(At, Line)> {
        let mut at = from;
        for _ in 0..MOST_BLANK {
            at = match towards {
                Towards::Forward => self.line_below(at)?,
                Towards::Back => self.line_above(at)?,
            };
            let line = self.line(at)?;
            if !self.spots(&line).is_empty() {
                return Some((at, line));
            }
        }
        None
    }

    fn line_below(&mut self, at: At) -> Option<At> {
        let (mut id, mut line) = (at.0, at.1 + 1);
        while line >= self.galley.lines(id).len() {
            id = GatheringId(id.0 + 1);
            line = 0;
            if id.0 >= self.galley.gatherings().count() {
                return None;
            }
        }
        Some((id, line))
    }

    fn line_above(&mut self, at: At) -> Option<At> {
        let (mut id, mut line) = at;
        while line == 0 {
            id = GatheringId(id.0.checked_sub(1)?);
            line = self.galley.lines(id).len();
        }
        Some((id, line - 1))
    }
}
