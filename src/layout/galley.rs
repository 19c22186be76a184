//! A document set in one typography, not yet cut into pages.
//!
//! Gatherings are set when they are first looked at. A few are kept; which ones changes the speed of an
//! answer, never the answer.

use std::sync::Arc;

use crate::document::Document;
use crate::text::{Offset, Rows};

use super::{Compositor, GatheringId, Gatherings, Line, Page, Typography};

/// The gathering with the eye on it, its neighbours, and those last jumped between.
const KEPT: usize = 8;

/// A document set in one typography.
#[derive(Debug)]
pub struct Galley {
    document: Arc<Document>,
    gatherings: Arc<Gatherings>,
    typography: Typography,
    /// Set gatherings, the one last used in front.
    kept: Vec<(GatheringId, Arc<[Line]>)>,
    compositor: Compositor,
}

impl Galley {
    /// A galley of which nothing is set yet.
    pub fn new(document: Arc<Document>, typography: Typography) -> Self {
        Self {
            gatherings: Arc::new(Gatherings::new(&document)),
            compositor: Compositor::new(&document),
            document,
            typography,
            kept: Vec::new(),
        }
    }

    /// How its lines are set.
    pub fn typography(&self) -> &Typography {
        &self.typography
    }

    /// How its document is divided; the same in every typography.
    pub fn gatherings(&self) -> &Arc<Gatherings> {
        &self.gatherings
    }

    /// Sets the document anew.
    pub fn set_typography(&mut self, typography: Typography) {
        if self.typography != typography {
            self.typography = typography;
            self.kept.clear();
        }
    }

    /// The lines of a gathering.
    pub fn lines(&mut self, id: GatheringId) -> Arc<[Line]> {
        let lines = match self.kept.iter().position(|(kept, _)| *kept == id) {
            Some(at) => self.kept.remove(at).1,
            None => self
                .gatherings
                .set_by(&mut self.compositor, &self.document, &self.typography, id)
                .into(),
        };
        self.kept.insert(0, (id, Arc::clone(&lines)));
        self.kept.truncate(KEPT);
        lines
    }

    /// The pages of a gathering, in rows of `height`.
    pub fn pages(&mut self, id: GatheringId, height: Rows) -> Vec<Page> {
        let lines = self.lines(id);
        Page::cut(&self.document, &lines, height)
    }

    /// The line on which `offset` stands, as an index into its gathering's lines; of several lines that
    /// stand for the same place the first.
    pub fn line_at(&mut self, offset: Offset) -> (GatheringId, usize) {
        let id = self.gatherings.at(offset);
        let lines = self.lines(id);
        let after = lines.partition_point(|line| line.place <= offset);
        let Some(last) = after.checked_sub(1).and_then(|n| lines.get(n)) else {
            return (id, 0);
        };
        let first = lines.partition_point(|line| line.place < last.place);
        if last.place == offset {
            return (id, first);
        }
        // The cells of a table's row stand one behind the other in the text and side by side on the
        // page: the line that shows a place in one of them need not be the last that begins before it.
        let shows = |line: &Line| line.ranges().any(|range| range.contains(offset));
        let row = lines
            .iter()
            .enumerate()
            .skip(first.saturating_sub(TALLEST_ROW))
            .take(2 * TALLEST_ROW)
            .filter(|(_, line)| line.block == last.block)
            .find(|(_, line)| matches!(line.content, super::Content::Row { .. }) && shows(line));
        (id, row.map_or(first, |(at, _)| at))
    }
}

/// How many lines up and down a table the line with a place is looked for.
const TALLEST_ROW: usize = 64;
