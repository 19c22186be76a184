//! Facing pages: two columns of equal depth where the text allows.
//!
//! The rule, as printers have it: where a widow or a heading makes one of two facing pages shorter, the
//! other is shortened by a line or two if that makes both end on the same row, unless it makes a worse
//! foot. On the last spread of a gathering what is left is divided evenly between the columns, unless
//! it is so little that it stands in the left one.

use super::page::{Cut, Cutter, Page};

/// By how many rows a page is shortened at most to be as deep as the one it faces.
const SLACK: usize = 2;

/// What it costs, in rows, that two facing pages are not equally deep: a row each is given up for it.
const UNEVEN: usize = 3;

impl Cutter<'_> {
    /// The one or two pages of the spread that begins at `at`, where there is a line.
    pub fn spread(&self, at: usize) -> Vec<Page> {
        let left = self.page(at, self.height);
        let middle = self.head(left.page.lines.end);
        if middle >= self.lines.len() {
            return self.balanced(at).unwrap_or_else(|| vec![left.page]);
        }
        let right = self.page(middle, self.height);
        if self.head(right.page.lines.end) >= self.lines.len() {
            let natural = || vec![left.page, right.page];
            return self.balanced(at).unwrap_or_else(natural);
        }
        if left.page.lines.len() == right.page.lines.len() {
            return vec![left.page, right.page];
        }
        self.evened(at)
    }

    /// Of the ways to end two full pages a row or two early, the one that costs least; of equal ones
    /// that with the fuller pages.
    fn evened(&self, at: usize) -> Vec<Page> {
        let shortest = self
            .height
            .saturating_sub(SLACK)
            .max(self.height.div_ceil(2));
        let mut least = usize::MAX;
        let mut pages = Vec::new();
        for depth in (shortest..=self.height).rev() {
            let left = self.page(at, depth);
            let middle = self.head(left.page.lines.end);
            for depth in (shortest..=self.height).rev() {
                let right = self.page(middle, depth);
                let cost = self.cost(&left, &right);
                if cost < least {
                    least = cost;
                    pages = vec![left.page.clone(), right.page];
                }
            }
        }
        pages
    }

    fn cost(&self, left: &Cut, right: &Cut) -> usize {
        let (l, r) = (left.page.lines.len(), right.page.lines.len());
        let lost = 2 * self.height - l - r;
        let uneven = if l == r { 0 } else { UNEVEN };
        left.fault + right.fault + lost + uneven
    }

    /// All that is left, on two pages as deep as each other; `None` where it cannot be parted well or
    /// is less than half a page.
    fn balanced(&self, at: usize) -> Option<Vec<Page>> {
        let rest = self.lines.len() - at;
        if rest <= self.height / 2 {
            return None;
        }
        (rest.div_ceil(2)..=self.height).find_map(|depth| {
            let left = self.page(at, depth);
            let middle = self.head(left.page.lines.end);
            if left.fault > 0 || middle >= self.lines.len() {
                return None;
            }
            let right = self.page(middle, depth);
            let is_all = self.head(right.page.lines.end) >= self.lines.len();
            is_all.then(|| vec![left.page, right.page])
        })
    }
}
