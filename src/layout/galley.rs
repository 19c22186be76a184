//! A document set in one typography, not yet cut into pages.
//!
//! Gatherings are set when they are first looked at. A few are kept; which ones changes the speed of an
//! answer, never the answer.

use std::sync::Arc;

use crate::document::Document;
use crate::text::Offset;

use super::{Compositor, GatheringId, Gatherings, Line, Page, Sheet, Typography};

/// The gathering with the eye on it, its neighbours, and those last jumped between.
const KEPT: usize = 8;

/// A document set in one typography.
#[derive(Debug)]
pub struct Galley {
    document: Arc<Document>,
    gatherings: Arc<Gatherings>,
    typography: Typography,
    /// Set gatherings, the one last used in front.
    kept: Vec<Kept>,
    compositor: Compositor,
}

/// A gathering that is set, and its pages as they were last cut.
#[derive(Debug)]
struct Kept {
    id: GatheringId,
    lines: Arc<[Line]>,
    pages: Option<(Sheet, Arc<[Page]>)>,
}

impl Galley {
    /// A galley of which nothing is set yet; `gatherings` are those of the document.
    pub fn new(
        document: Arc<Document>,
        gatherings: Arc<Gatherings>,
        typography: Typography,
    ) -> Self {
        Self {
            gatherings,
            compositor: Compositor::default(),
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
        let kept = self.take(id);
        let lines = Arc::clone(&kept.lines);
        self.keep(kept);
        lines
    }

    fn take(&mut self, id: GatheringId) -> Kept {
        match self.kept.iter().position(|kept| kept.id == id) {
            Some(at) => self.kept.remove(at),
            None => Kept {
                id,
                lines: self
                    .gatherings
                    .set_by(&mut self.compositor, &self.document, &self.typography, id)
                    .into(),
                pages: None,
            },
        }
    }

    fn keep(&mut self, kept: Kept) {
        self.kept.insert(0, kept);
        self.kept.truncate(KEPT);
    }

    /// The pages of a gathering, cut for a sheet.
    pub fn pages(&mut self, id: GatheringId, sheet: Sheet) -> Arc<[Page]> {
        let mut kept = self.take(id);
        let pages = match kept.pages.take().filter(|(cut_for, _)| *cut_for == sheet) {
            Some((_, pages)) => pages,
            None => Page::cut(&self.document, &kept.lines, sheet).into(),
        };
        kept.pages = Some((sheet, Arc::clone(&pages)));
        self.keep(kept);
        pages
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
        let Some(nth) = last.nth_of_row() else {
            return (id, first);
        };
        let row = (after - 1).saturating_sub(nth);
        let others = lines.iter().skip(row + 1);
        let others = others.take_while(|line| line.nth_of_row().is_some_and(|n| n > 0));
        let mut row_lines = lines.get(row).into_iter().chain(others);
        let shows = |line: &Line| line.ranges().any(|range| range.contains(offset));
        (id, row_lines.position(shows).map_or(first, |n| row + n))
    }
}
