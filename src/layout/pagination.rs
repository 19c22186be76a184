//! How many pages there are before a place, known or guessed.
//!
//! Every gathering has a number of pages: guessed from its length at first, exact once it was set and
//! cut. The sums are kept in a Fenwick tree (P. M. Fenwick, "A New Data Structure for Cumulative
//! Frequency Tables", 1994), so that the number of a page and the page of a number take a few steps in
//! a book of any length.

use crate::document::Document;
use crate::text::{Offset, Rows};

use super::{Compositor, GatheringId, Gatherings, Line, Page, Sheet, Typography};

/// The pages of a whole document, in one typography and on one sheet.
#[derive(Debug)]
pub struct Pagination {
    sheet: Sheet,
    pages: Vec<Pages>,
    /// The Fenwick tree over the numbers of pages, from 1.
    tree: Vec<u32>,
    guessed: usize,
}

/// The pages of one gathering.
#[derive(Debug)]
enum Pages {
    /// About so many.
    Guessed(u32),
    /// The place each begins at; at least one.
    Measured(Box<[Offset]>),
}

impl Pages {
    fn count(&self) -> u32 {
        match self {
            Self::Guessed(count) => *count,
            Self::Measured(starts) => u32::try_from(starts.len()).unwrap_or(u32::MAX),
        }
    }
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
    pub fn new(gatherings: &Gatherings, typography: &Typography, sheet: impl Into<Sheet>) -> Self {
        let sheet = sheet.into();
        let pages: Vec<_> = (0..gatherings.count())
            .map(|n| gatherings.range(GatheringId(n)).len())
            .map(|bytes| Pages::Guessed(guess(bytes, typography, sheet.height)))
            .collect();
        let mut pagination = Self {
            sheet,
            tree: vec![0; pages.len() + 1],
            guessed: pages.len(),
            pages: Vec::new(),
        };
        for (n, pages) in pages.iter().enumerate() {
            pagination.add(GatheringId(n), i64::from(pages.count()));
        }
        pagination.pages = pages;
        pagination
    }

    /// What the pages are cut for.
    pub fn sheet(&self) -> Sheet {
        self.sheet
    }

    /// Notes down where the pages of a gathering begin: the places of their first lines, at least one.
    pub fn record(&mut self, id: GatheringId, starts: Box<[Offset]>) {
        let Some(pages) = self.pages.get_mut(id.0).filter(|_| !starts.is_empty()) else {
            return;
        };
        if matches!(pages, Pages::Guessed(_)) {
            self.guessed -= 1;
        }
        let before = pages.count();
        *pages = Pages::Measured(starts);
        let change = i64::from(pages.count()) - i64::from(before);
        self.add(id, change);
    }

    /// Whether a gathering has been measured.
    pub fn measured(&self, id: GatheringId) -> Measured {
        match self.pages.get(id.0) {
            Some(Pages::Guessed(_)) => Measured::Roughly,
            Some(Pages::Measured(_)) | None => Measured::Exactly,
        }
    }

    /// How many pages there are before the one with `offset`, which lies in the gathering `id`.
    pub fn page_at(&self, id: GatheringId, offset: Offset) -> u32 {
        let within = match self.pages.get(id.0) {
            Some(Pages::Measured(starts)) => starts
                .partition_point(|start| *start <= offset)
                .saturating_sub(1),
            Some(Pages::Guessed(_)) | None => 0,
        };
        self.pages_before(id) + u32::try_from(within).unwrap_or(u32::MAX)
    }

    /// Whether every number it gives is exact.
    pub fn is_exact(&self) -> bool {
        self.guessed == 0
    }

    /// Whether it is known where the page begins that is `page` pages from the beginning, or that there is none.
    pub fn knows(&self, page: u32) -> bool {
        if self.is_exact() {
            return true;
        }
        let mut left = page;
        for pages in &self.pages {
            let Pages::Measured(starts) = pages else {
                return false;
            };
            match left.checked_sub(u32::try_from(starts.len()).unwrap_or(u32::MAX)) {
                Some(rest) => left = rest,
                None => return true,
            }
        }
        true
    }

    /// How many pages there are before a gathering.
    pub fn pages_before(&self, id: GatheringId) -> u32 {
        let mut at = id.0.min(self.pages.len());
        let mut sum = 0;
        while at > 0 {
            sum += self.tree.get(at).copied().unwrap_or(0);
            at &= at - 1;
        }
        sum
    }

    /// How many pages there are.
    pub fn total(&self) -> u32 {
        self.pages_before(GatheringId(self.pages.len()))
    }

    /// The gathering with the page that is `page` pages from the beginning, and which of its pages that
    /// is, counted from 0. Past the end it is one of the last gathering, which may have more pages than are
    /// known of.
    pub fn find(&self, page: u32) -> (GatheringId, u32) {
        let mut at = 0;
        let mut left = page;
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
        let last = self.pages.len().saturating_sub(1);
        if at > last {
            let of_last = self.pages.get(last).map_or(0, Pages::count);
            return (GatheringId(last), left.saturating_add(of_last));
        }
        (GatheringId(at), left)
    }

    fn add(&mut self, id: GatheringId, change: i64) {
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

/// Where the pages of a gathering begin: has it set, cuts it and forgets it again. For a worker that
/// measures a whole book.
pub fn measure(
    compositor: &mut Compositor,
    document: &Document,
    gatherings: &Gatherings,
    typography: &Typography,
    sheet: impl Into<Sheet>,
    id: GatheringId,
) -> Box<[Offset]> {
    let lines = gatherings.set_by(compositor, document, typography, id);
    page_starts(&lines, &Page::cut(document, &lines, sheet))
}

/// The places of the first lines of pages; for a page without lines the beginning.
pub fn page_starts(lines: &[Line], pages: &[Page]) -> Box<[Offset]> {
    let first = |page: &Page| {
        lines
            .get(page.lines.start)
            .map_or(Offset::ZERO, |l| l.place)
    };
    pages.iter().map(first).collect()
}
