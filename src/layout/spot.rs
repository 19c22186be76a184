//! Where on a line each cluster of the text is drawn, and so which one a cell shows.
//!
//! Both ways are read off the strips that are drawn, so that what is pointed at is what is seen: in every
//! script, in a table's cells, and with punctuation in the margin.

use crate::document::Document;
use crate::text::{Cells, TextRange, clusters};

use super::{Line, Typography, compose};

/// A cluster of the text as it stands on a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spot {
    /// The cluster.
    pub range: TextRange,
    /// Cells from the edge of the measure to it, as in [`super::Strip::at`].
    pub at: Cells,
    /// Cells it takes: one or more.
    pub width: Cells,
}

impl Spot {
    /// Whether a cell is one of those it takes.
    pub fn covers(&self, cell: Cells) -> bool {
        self.at <= cell && cell < self.at + self.width
    }

    /// Cells between it and `cell`.
    fn distance(&self, cell: Cells) -> Cells {
        let last = self.at + self.width - Cells(1);
        (self.at - cell) + (cell - last)
    }
}

/// The clusters of a line that are seen, from left to right but for the cells of tables, which come one
/// after the other. Signs that are not in the text are none.
pub fn spots(document: &Document, typography: &Typography, line: &Line) -> Vec<Spot> {
    let mut spots = Vec::new();
    for strip in compose(document, typography, line) {
        let Some(place) = strip.place else {
            continue;
        };
        let mut at = strip.at;
        for cluster in clusters(&strip.text) {
            let start = place.to_usize() + cluster.start;
            if cluster.width > Cells::ZERO {
                spots.push(Spot {
                    range: TextRange::new(start, start + cluster.text.len()),
                    at,
                    width: cluster.width,
                });
            }
            at += cluster.width;
        }
    }
    spots
}

/// The cluster that is seen in a cell of a line, or else the one nearest to it; of two as near the left.
/// `None` where the line shows nothing of the text.
pub fn nearest_spot(
    document: &Document,
    typography: &Typography,
    line: &Line,
    cell: Cells,
) -> Option<Spot> {
    let spots = spots(document, typography, line).into_iter();
    spots.min_by_key(|spot| spot.distance(cell))
}
