//! Turning pages: which pages are shown together, and which come next.
//!
//! Facing pages are turned together. Which pages face each other is decided inside their gathering,
//! whose first page is a left one; so the next spread's previous spread is this one, however the
//! pages before it turn out.

use std::ops::Range;
use std::sync::Arc;

use crate::layout::{GatheringId, Page};
use crate::text::Offset;

use super::travel::edge;
use super::window::{Shown, page_with};
use super::{Moved, View, Window};

/// From so many turns on a motion asks the pagination instead of going page by page.
const FAR: u32 = 64;

/// The pages that are shown together, and all those of their gathering.
pub(super) struct Spread {
    pub id: GatheringId,
    pages: Arc<[Page]>,
    /// Which of `pages` are shown.
    shown: Range<usize>,
}

impl Spread {
    fn shown(&self) -> &[Page] {
        self.pages.get(self.shown.clone()).unwrap_or(&[])
    }

    /// The first line on it.
    pub fn start(&self) -> usize {
        self.shown().first().map_or(0, |page| page.lines.start)
    }
}

impl Window {
    /// The spread with the reading position.
    pub(super) fn spread(&mut self) -> Spread {
        let (id, line) = self.galley.line_at(self.offset);
        let pages = self.pages(id);
        let page = page_with(&pages, line);
        self.spread_of(id, pages, page)
    }

    /// The last spread of a gathering.
    pub(super) fn last_spread(&mut self, id: GatheringId) -> Spread {
        let pages = self.pages(id);
        let last = pages.len().saturating_sub(1);
        self.spread_of(id, pages, last)
    }

    fn spread_of(&self, id: GatheringId, pages: Arc<[Page]>, page: usize) -> Spread {
        let columns = self.sheet().columns;
        let first = columns.first_of(page);
        let end = (first + columns.count()).min(pages.len());
        Spread {
            id,
            pages,
            shown: first..end,
        }
    }

    /// The lines of the spread one stands on.
    pub(super) fn shown_pages(&mut self) -> Shown {
        let (_, here) = self.galley.line_at(self.offset);
        let spread = self.spread();
        let all = self.galley.lines(spread.id);
        let mut lines = Vec::new();
        let mut eye = None;
        let mut left = 0;
        for (n, page) in spread.shown().iter().enumerate() {
            if page.lines.contains(&here) {
                eye = Some(lines.len() + here - page.lines.start);
            }
            lines.extend_from_slice(all.get(page.lines.clone()).unwrap_or(&[]));
            if n == 0 {
                left = lines.len();
            }
        }
        let before = self.pagination.pages_before(spread.id);
        let number = |page: usize| before.saturating_add(u32::try_from(page).unwrap_or(u32::MAX));
        let end = spread.shown().last().map_or(0, |page| page.lines.end);
        Shown {
            lines,
            left,
            eye,
            end: (spread.id, end),
            pages: Some(number(spread.shown.start + 1)..=number(spread.shown.end)),
        }
    }

    pub(super) fn pages_forward(&mut self, n: u32) -> Moved {
        if n > FAR {
            return self.by_page_number(i64::from(n));
        }
        if self.view == View::Scroll {
            let top = self.top();
            let height = self.height();
            if self.is_last(top, height.to_usize()) {
                return Moved::AtEnd;
            }
            let to = self.rows_after(top, height.0.saturating_mul(n));
            return self.arrive(Some(to), Moved::AtEnd);
        }
        let mut spread = self.spread();
        for _ in 0..n {
            let next = spread.shown.end;
            if next < spread.pages.len() {
                spread = self.spread_of(spread.id, spread.pages, next);
            } else if spread.id.0 + 1 < self.galley.gatherings().count() {
                let id = GatheringId(spread.id.0 + 1);
                let pages = self.pages(id);
                spread = self.spread_of(id, pages, 0);
            } else {
                break;
            }
        }
        let to = self.place_of(spread.id, spread.start());
        if to <= self.offset {
            return Moved::AtEnd;
        }
        self.arrive(Some(to), Moved::AtEnd)
    }

    pub(super) fn pages_back(&mut self, n: u32) -> Moved {
        if n > FAR {
            return self.by_page_number(-i64::from(n));
        }
        if self.view == View::Scroll {
            let top = self.top();
            let rows = self.height().0.saturating_mul(n);
            let to = self.rows_before(top, rows);
            return self.arrive(Some(to), Moved::AtStart);
        }
        let mut spread = self.spread();
        for _ in 0..n {
            if let Some(before) = spread.shown.start.checked_sub(1) {
                spread = self.spread_of(spread.id, spread.pages, before);
            } else if spread.id.0 > 0 {
                spread = self.last_spread(GatheringId(spread.id.0 - 1));
            } else {
                break;
            }
        }
        let to = self.place_of(spread.id, spread.start());
        self.arrive(Some(to), Moved::AtStart)
    }

    fn by_page_number(&mut self, turns: i64) -> Moved {
        let pages = turns * i64::try_from(self.sheet().columns.count()).unwrap_or(1);
        let number = i64::from(self.page_of(self.offset).number) + pages;
        let to = self.page_start(u32::try_from(number.max(1)).unwrap_or(u32::MAX));
        self.arrive(Some(to), edge(turns > 0))
    }

    /// Whether it is known where the page with this number begins, counted from 1, or that there is none.
    pub fn knows_page(&self, number: u32) -> bool {
        self.pagination.knows(number.saturating_sub(1))
    }

    /// Where the page with this number begins, counted from 1; past the end, the last.
    pub(super) fn page_start(&mut self, number: u32) -> Offset {
        let (id, within) = self.pagination.find(number.saturating_sub(1));
        let pages = self.pages(id);
        let page = pages.get(within as usize).or(pages.last());
        self.place_of(id, page.map_or(0, |p| p.lines.start))
    }
}
