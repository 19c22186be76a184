//! A selection: a stretch of the text with an end that stays and an end that moves.
//!
//! What is selected first (a word, the character under the mouse) is the anchor, and stays selected
//! whichever way the other end goes: forward it reaches from the anchor's beginning, back to the anchor's
//! end. So turning round loses nothing, and a selection is never empty.

use crate::document::Document;
use crate::text::{Cells, Offset, TextRange};

use super::unit::Unit;

/// A stretch of a document that is being selected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Selection {
    anchor: TextRange,
    /// Behind the anchor's beginning or before it, never at it.
    moving: Offset,
    /// The column the moving end keeps to when it goes from line to line.
    pub(super) column: Option<Cells>,
}

/// Which way to go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Towards {
    /// To the end of the text.
    Forward,
    /// To its beginning.
    Back,
}

/// A count of more steps than this is one of so many: each looks at the text anew.
pub(super) const MOST_STEPS: u32 = 300;

impl Selection {
    /// Nothing but `anchor`, which must not be empty; `None` if it is.
    pub fn new(anchor: TextRange) -> Option<Self> {
        (!anchor.is_empty()).then_some(Self {
            anchor,
            moving: anchor.end,
            column: None,
        })
    }

    /// What is selected.
    pub fn range(&self) -> TextRange {
        if self.leads_back() {
            TextRange {
                start: self.moving,
                end: self.anchor.end,
            }
        } else {
            TextRange {
                start: self.anchor.start,
                end: self.moving,
            }
        }
    }

    /// Whether the moving end is the first.
    pub fn leads_back(&self) -> bool {
        self.moving < self.anchor.start
    }

    /// The place of the character at the moving end: what must be seen.
    pub fn focus(&self, document: &Document) -> Offset {
        if self.leads_back() {
            return self.moving;
        }
        let last = Unit::Cluster.start_before(document, self.moving);
        last.map_or(self.anchor.start, |last| last.max(self.anchor.start))
    }

    /// The moving end goes over `stretch`, so that it is selected too.
    pub fn reach_over(&mut self, stretch: TextRange) {
        if stretch.end <= self.anchor.start || stretch.start < self.anchor.start {
            self.reach_to(stretch.start);
        } else {
            self.reach_to(stretch.end);
        }
    }

    /// The moving end goes to a place.
    pub fn reach_to(&mut self, place: Offset) {
        self.column = None;
        if place == self.anchor.start {
            self.moving = self.anchor.end;
            return;
        }
        if place > self.anchor.start {
            // What is given up of the anchor is no longer one.
            self.anchor.end = self.anchor.end.min(place);
        }
        self.moving = place;
    }

    /// The moving end goes so many units on. Answers whether anything came of it.
    pub fn step(&mut self, document: &Document, unit: Unit, towards: Towards, n: u32) -> bool {
        let before = self.range();
        for _ in 0..n.min(MOST_STEPS) {
            let to = self.next(document, unit, towards);
            let Some(to) = to.filter(|to| *to != self.moving) else {
                break;
            };
            self.reach_to(to);
        }
        self.range() != before
    }

    /// Where the moving end comes to next: behind the anchor to where units end, before it to where they
    /// begin.
    fn next(&self, document: &Document, unit: Unit, towards: Towards) -> Option<Offset> {
        let anchor = self.anchor.start;
        match (towards, self.leads_back()) {
            (Towards::Forward, false) => unit.end_after(document, self.moving),
            (Towards::Forward, true) => {
                let next = unit.start_after(document, self.moving);
                Some(next.map_or(anchor, |next| next.min(anchor)))
            }
            (Towards::Back, true) => unit.start_before(document, self.moving),
            // Back to the anchor first, and only from there to the other side of it.
            (Towards::Back, false) if self.moving > self.anchor.end => {
                let last = unit.end_before(document, self.moving);
                Some(last.map_or(self.anchor.end, |last| last.max(self.anchor.end)))
            }
            (Towards::Back, false) => {
                let last = unit.end_before(document, self.moving);
                let last = last.filter(|last| *last > anchor);
                last.or_else(|| unit.start_before(document, anchor))
            }
        }
    }

    /// The end that stayed moves from now on.
    pub fn swap_ends(&mut self, document: &Document) {
        let TextRange { start, end } = self.range();
        self.column = None;
        if self.leads_back() {
            let first = Unit::Cluster.end_after(document, start);
            let first = first.map_or(end, |first| first.min(end));
            self.anchor = TextRange { start, end: first };
            self.moving = end;
        } else {
            let last = self.focus(document);
            if last > start {
                self.anchor = TextRange { start: last, end };
                self.moving = start;
            }
        }
    }

    /// Takes whole sentences, or whole paragraphs if they are that already. Answers with what they are
    /// now; `None` if they are whole paragraphs already.
    pub fn widen(&mut self, document: &Document) -> Option<Unit> {
        [Unit::Sentence, Unit::Paragraph]
            .into_iter()
            .find(|unit| self.take_whole(document, *unit))
    }

    /// Takes the units at both ends whole. Answers whether that is more than before.
    pub fn take_whole(&mut self, document: &Document, unit: Unit) -> bool {
        let range = self.range();
        let last = document.floor_char(range.end.to_usize().saturating_sub(1));
        let first = unit.around(document, range.start).unwrap_or(range);
        let last = unit.around(document, last).unwrap_or(range);
        let whole = TextRange {
            start: first.start.min(range.start),
            end: last.end.max(range.end),
        };
        if whole == range {
            return false;
        }
        self.anchor = whole;
        self.moving = whole.end;
        self.column = None;
        true
    }
}
