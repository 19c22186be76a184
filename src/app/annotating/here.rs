//! What is annotated where the reader stands.

use crate::text::TextRange;

use super::super::Book;
use super::Located;

impl Book {
    /// What is annotated where one stands: the highlight that was just made, what begins at the very place,
    /// then what is on the line.
    pub(super) fn annotated_here(&self) -> Vec<Located> {
        let at = self.screen.eye.unwrap_or(0);
        let here = self.window.offset();
        let mut all: Vec<Located> = self.in_hand().into_iter().collect();
        all.extend(self.annotations.beginning_at(here));
        if let Some(line) = self.screen.lines.get(at) {
            all.extend(self.annotations.beginning_at(line.place));
            let ranges = line.ranges();
            all.extend(ranges.flat_map(|range| self.annotations.touching(range)));
        }
        all
    }

    fn in_hand(&self) -> Option<Located> {
        let id = self.highlight_in_hand()?;
        let index = self.record.annotations.index_of(id)?;
        let located = self.annotations.at_index(index)?;
        // It need not be on the line, but it is to be seen.
        let (range, shown) = (located.range(), self.screen.shown);
        (range.start < shown.end && shown.start < range.end).then_some(located)
    }

    /// The highlight that has all of `range`, the shortest if there are several.
    pub(super) fn highlight_around(&self, range: TextRange) -> Option<Located> {
        let all = self.annotations.touching(range).filter(|l| l.is_drawn());
        let is_around = |l: &&Located| l.range().start <= range.start && range.end <= l.range().end;
        all.filter(is_around)
            .min_by_key(|l| l.range().len())
            .copied()
    }

    /// The highlights of which some of `range` is a part, in order.
    pub(super) fn highlights_in(&self, range: TextRange) -> Vec<Located> {
        let all = self.annotations.touching(range).filter(|l| l.is_drawn());
        all.copied().collect()
    }
}
