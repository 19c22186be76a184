//! Strips: pieces of a line as they are drawn, and how a piece of the text becomes some.

use std::borrow::Cow;

use crate::document::{BlockKind, Document, Role, Roles};
use crate::text::{
    Cells, Direction, Offset, TextRange, clusters, has_right_to_left, is_blank, mirrored,
    text_width, visual_runs,
};

use unicode_width::UnicodeWidthChar as _;

use super::line::Stretch;

/// A piece of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Strip<'d> {
    /// Cells from the edge of the measure to its first letter.
    pub at: Cells,
    /// What it shows.
    pub text: Cow<'d, str>,
    /// Where its text stands in the document; `None` for a sign that does not.
    pub place: Option<Offset>,
    /// What it is.
    pub part: Part,
}

/// What a piece of a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Text of a block of this kind that plays these roles.
    Text(BlockKind, Roles),
    /// The name of a table's column.
    ColumnName(Roles),
    /// The sign before a list item or a note.
    Marker,
    /// The bar beside a quotation.
    Bar,
    /// The rule under the names of columns.
    TableRule,
    /// A hyphen, or the sign that a line of code goes on: not in the text.
    Sign,
}

/// How a piece of the text becomes strips: one for each change of roles.
pub(super) struct TextPiece<'d, F> {
    pub document: &'d Document,
    /// The paragraph it belongs to, by which what is read from right to left is put in order.
    pub paragraph: TextRange,
    /// In which direction that is read; `None` where the terminal sees to it.
    pub direction: Option<Direction>,
    pub part: F,
}

impl<'d, F: Fn(Roles) -> Part> TextPiece<'d, F> {
    /// Puts `range` at a column as it is written; answers with the column after it.
    fn put(&self, range: TextRange, at: Cells, strips: &mut Vec<Strip<'d>>) -> Cells {
        let mut at = at;
        let mut from = range.start;
        let push = |from: Offset, to: Offset, roles: Roles, at: &mut Cells, strips: &mut Vec<_>| {
            let range = TextRange {
                start: from,
                end: to,
            };
            let text = self.document.slice(range);
            if text.is_empty() {
                return;
            }
            strips.push(Strip {
                at: *at,
                text: if roles.has(Role::SmallCaps) {
                    in_capitals(text)
                } else {
                    text.into()
                },
                place: Some(from),
                part: (self.part)(roles),
            });
            *at += text_width(text);
        };
        for run in self.document.runs_in(range) {
            let Some(shared) = run.range.intersection(range) else {
                continue;
            };
            push(from, shared.start.max(from), Roles::NONE, &mut at, strips);
            push(shared.start, shared.end, run.roles, &mut at, strips);
            from = shared.end;
        }
        push(from, range.end.max(from), Roles::NONE, &mut at, strips);
        at
    }

    /// Puts `range` at a column with its gaps widened, in the order it is seen in; answers with the column
    /// after it.
    pub fn spread(
        &self,
        range: TextRange,
        at: Cells,
        stretch: Stretch,
        strips: &mut Vec<Strip<'d>>,
    ) -> Cells {
        let text = self.document.slice(range);
        if let Some(base) = self.direction
            && (base == Direction::RightToLeft || has_right_to_left(text))
        {
            return self.reordered(range, base, at, stretch, strips);
        }
        if stretch == Stretch::default() {
            return self.put(range, at, strips);
        }
        let start = range.start.to_usize();
        let mut at = at;
        let mut from = 0;
        for (n, gap) in gaps(text).enumerate() {
            at = self.put(TextRange::new(start + from, start + gap), at, strips);
            at += stretch.of(n);
            from = gap;
        }
        let rest = TextRange::new(start + from, range.end.to_usize());
        self.put(rest, at, strips)
    }

    /// Puts `range` cluster by cluster from left to right as it is seen. Every cluster keeps its place.
    fn reordered(
        &self,
        range: TextRange,
        base: Direction,
        at: Cells,
        stretch: Stretch,
        strips: &mut Vec<Strip<'d>>,
    ) -> Cells {
        let around = self.around(range);
        let start = around.start.to_usize();
        let line = range.start.to_usize() - start..range.end.to_usize() - start;
        let widened: Vec<usize> = gaps(self.document.slice(range)).collect();
        let mut at = at;
        for run in visual_runs(self.document.slice(around), line, base) {
            let from = start + run.range.start;
            let part = TextRange::new(from, start + run.range.end);
            let mut clusters: Vec<_> = clusters(self.document.slice(part)).collect();
            if run.direction == Direction::RightToLeft {
                clusters.reverse();
            }
            for cluster in clusters {
                let place = from + cluster.start;
                let end = place + cluster.text.len();
                let before = strips.len();
                let next = self.put(TextRange::new(place, end), at, strips);
                if run.direction == Direction::RightToLeft
                    && let Some(strip) = strips.get_mut(before)
                {
                    strip.text = mirrored(cluster.text).into();
                }
                at = next;
                // The cells a gap has more stand beside its last blank.
                let gap = end - range.start.to_usize();
                if let Ok(n) = widened.binary_search(&gap) {
                    at += stretch.of(n);
                }
            }
        }
        at
    }

    /// The part of the paragraph that decides how `range` is put in order: all of it, or of a very long one
    /// what is near.
    fn around(&self, range: TextRange) -> TextRange {
        let near = |at: usize| self.document.floor_char(at).max(self.paragraph.start);
        let start = near(range.start.to_usize().saturating_sub(NEAR));
        let end = near((range.end.to_usize() + NEAR).min(self.paragraph.end.to_usize()));
        let end = end.max(range.end);
        // A forced line end parts paragraphs for this purpose.
        let before = TextRange {
            start,
            end: range.start,
        };
        let after = TextRange {
            start: range.end,
            end,
        };
        let lead = self
            .document
            .slice(before)
            .rfind('\n')
            .map_or(0, |at| at + 1);
        let tail = self.document.slice(after);
        let tail = tail.find('\n').unwrap_or(tail.len());
        TextRange::new(start.to_usize() + lead, range.end.to_usize() + tail)
    }
}

/// Small capitals as a terminal has them: each letter as its capital, if that takes the same cells and the
/// same bytes, so that every letter keeps its place in the text. `ß` and `ŉ` stay small.
fn in_capitals(text: &str) -> Cow<'_, str> {
    let capital = |small: char| {
        let mut upper = small.to_uppercase();
        let capital = upper.next().filter(|_| upper.next().is_none());
        let fits = |c: &char| c.len_utf8() == small.len_utf8() && c.width() == small.width();
        capital.filter(fits).unwrap_or(small)
    };
    text.chars().map(capital).collect::<String>().into()
}

/// Bytes to either side of a line by which it is put in order.
const NEAR: usize = 4096;

/// Where the gaps of a line end: its runs of blanks, but for those that are not drawn.
fn gaps(text: &str) -> impl Iterator<Item = usize> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let blank = at + text.get(at..)?.find(is_blank)?;
            let after = text.get(blank..)?.trim_start_matches(is_blank);
            at = text.len() - after.len();
            if text_width(text.get(blank..at)?) > Cells::ZERO {
                return Some(at);
            }
        }
    })
}
