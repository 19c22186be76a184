//! How many pages there are before a place, known or guessed.
//!
//! Every gathering has a number of pages: guessed from its length at first, exact once it was set and
//! cut. The sums are kept in a Fenwick tree (P. M. Fenwick, "A New Data Structure for Cumulative
//! Frequency Tables", 1994), so that the number of a page and the page of a number take a few steps in
//! a book of any length.

use crate::document::Document;
use crate::text::Rows;

use super::{GatheringId, Gatherings, Page, Typography};

/// The pages of a whole document, in one typography and one height.
#[derive(Debug)]
pub struct Pagination {
    height: Rows,
    /// Pages of each gathering, and whether that is known or guessed.
    counts: Vec<(u32, Measured)>,
    /// The Fenwick tree over the counts, from 1.
    tree: Vec<u32>,
    guessed: usize,
}

/// Whether a number of pages is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measured {
    /// The lines were set and cut.
    Exactly,
    /// From the length of the text.
    Roughly,
}

impl Pagination {
    /// A pagination of guesses.
    pub fn new(gatherings: &Gatherings, typography: &Typography, height: Rows) -> Self {
        let count = gatherings.count();
        let mut pagination = Self {
            height,
            counts: vec![(0, Measured::Roughly); count],
            tree: vec![0; count + 1],
            guessed: count,
        };
        for n in 0..count {
            let id = GatheringId(n);
            let bytes = gatherings.range(id).len();
            pagination.put(id, guess(bytes, typography, height));
        }
        pagination
    }

    /// Rows on a page.
    pub fn height(&self) -> Rows {
        self.height
    }

    /// Notes down how many pages a gathering has.
    pub fn record(&mut self, id: GatheringId, pages: u32) {
        self.put(id, pages);
        if let Some((_, measured)) = self.counts.get_mut(id.0)
            && *measured == Measured::Roughly
        {
            *measured = Measured::Exactly;
            self.guessed -= 1;
        }
    }

    /// Whether a gathering has been measured.
    pub fn measured(&self, id: GatheringId) -> Measured {
        self.counts.get(id.0).map_or(Measured::Exactly, |c| c.1)
    }

    /// Whether every number it gives is exact.
    pub fn is_exact(&self) -> bool {
        self.guessed == 0
    }

    /// How many pages there are before a gathering.
    pub fn pages_before(&self, id: GatheringId) -> u32 {
        let mut at = id.0.min(self.counts.len());
        let mut sum = 0;
        while at > 0 {
            sum += self.tree.get(at).copied().unwrap_or(0);
            at &= at - 1;
        }
        sum
    }

    /// How many pages there are.
    pub fn total(&self) -> u32 {
        self.pages_before(GatheringId(self.counts.len()))
    }

    /// The gathering with the page that is `page` pages from the beginning, and which of its pages that
    /// is, counted from 0. Past the end it is the last page.
    pub fn find(&self, page: u32) -> (GatheringId, u32) {
        let mut at = 0;
        let mut left = page.min(self.total().saturating_sub(1));
        let mut step = self.tree.len().next_power_of_two() / 2;
        while step > 0 {
            if let Some(&sum) = self.tree.get(at + step)
                && sum <= left
            {
                at += step;
                left -= sum;
            }
            step /= 2;
        }
        (
            GatheringId(at.min(self.counts.len().saturating_sub(1))),
            left,
        )
    }

    fn put(&mut self, id: GatheringId, pages: u32) {
        let Some((count, _)) = self.counts.get_mut(id.0) else {
            return;
        };
        // A gathering has at least one page, so `find` always comes to a gathering.
        let change = i64::from(pages.max(1)) - i64::from(*count);
        *count = pages.max(1);
        let mut at = id.0 + 1;
        while let Some(sum) = self.tree.get_mut(at) {
            *sum = u32::try_from(i64::from(*sum) + change).unwrap_or(0);
            at += at & at.wrapping_neg();
        }
    }
}

/// About how many pages a text of this many bytes makes: a row is nine tenths full, and of the rows of
/// a page one in six is blank.
fn guess(bytes: usize, typography: &Typography, height: Rows) -> u32 {
    let row = (typography.measure().to_usize() * 9 / 10).max(1);
    let rows = (height.to_usize() * 5 / 6).max(1);
    u32::try_from(bytes.div_ceil(row).div_ceil(rows).max(1)).unwrap_or(u32::MAX)
}

/// How many pages a gathering has: sets it, cuts it and forgets it again. For a worker that measures
/// a whole book.
pub fn measure(
    document: &Document,
    gatherings: &Gatherings,
    typography: &Typography,
    height: Rows,
    id: GatheringId,
) -> u32 {
    let lines = gatherings.set(document, typography, id);
    let pages = Page::cut(document, &lines, height).len();
    u32::try_from(pages).unwrap_or(u32::MAX)
}
