//! What is wrong with ending a page at some place.
//!
//! The costs are rows: a page ends up to so many rows early to avoid what is wrong. Together they cost
//! less than half a page, so that a page is never left half empty; only a heading may cost more, since
//! a heading without its text is worse than a short page. Where nothing helps, the page is full.

use crate::document::{Block, BlockKind, Document, Marker, Spacing};

use super::line::{Content, Ending, Line};
use super::page::is_empty;

/// Lines of a paragraph that stay together at the foot and at the head of a page, and lines that stay
/// with the heading above them.
const TOGETHER: usize = 2;

/// A word broken at the end of a page, where the eye must carry one half over the turn: worth a row, but
/// not two.
const HYPHEN: usize = 2;

/// A rule at the head of a page, where it parts nothing: worth the last two lines of the paragraph
/// before it, and the blank row between.
const RULE: usize = 4;

/// A table or a note of more lines than these is parted like any text, however high the page is.
const LONGEST_WHOLE: usize = 48;

/// A place where a page could end.
pub(super) struct Foot<'a> {
    document: &'a Document,
    /// The lines up to there, without the blank ones next to it.
    above: &'a [Line],
    /// The lines from there on, without the blank ones next to it.
    below: &'a [Line],
    /// Whether no blank line is next to it.
    is_inside: bool,
}

impl<'a> Foot<'a> {
    /// The place before line `end`.
    pub fn new(document: &'a Document, lines: &'a [Line], end: usize) -> Self {
        let (above, below) = lines.split_at_checked(end).unwrap_or((lines, &[]));
        let blank = |line: &&Line| is_empty(document, line);
        let over = above.iter().rev().take_while(blank).count();
        let under = below.iter().take_while(blank).count();
        Self {
            document,
            above: above.get(..above.len() - over).unwrap_or(&[]),
            below: below.get(under..).unwrap_or(&[]),
            is_inside: over + under == 0,
        }
    }

    /// What it costs to end a page of `height` rows here.
    pub fn cost(&self, height: usize) -> usize {
        let (Some(last), Some(next)) = (self.above.last(), self.below.first()) else {
            return 0;
        };
        let heading = match self.lines_under_heading() {
            Some(0) => 3 * height,
            Some(_) => 2 * height,
            None => 0,
        };
        let other = self.parted_lines(last, next, height)
            + self.parted_whole(last, next, height)
            + self.small_faults(last, next);
        heading + other.min(height / 2)
    }

    /// How many lines follow the last heading, if they are too few to part here. A run of headings is
    /// one heading. A title and the names of a table's columns need one line.
    fn lines_under_heading(&self) -> Option<usize> {
        let lines = self.above.iter().rev();
        let mut count = 0;
        for line in lines.filter(|line| !is_empty(self.document, line)) {
            let is_heading = match self.block(line).map(|block| block.kind) {
                Some(BlockKind::Heading { .. }) => true,
                Some(BlockKind::Title) => count == 0,
                _ => count == 0 && is_column_names(line),
            };
            if is_heading {
                return Some(count);
            }
            count += 1;
            if count >= TOGETHER {
                break;
            }
        }
        None
    }

    fn block(&self, line: &Line) -> Option<&'a Block> {
        self.document.block(line.block)
    }

    /// A widow, an orphan, or a parted row of a table, whose cells are read side by side.
    fn parted_lines(&self, last: &Line, next: &Line, height: usize) -> usize {
        if last.block != next.block || !self.is_inside {
            return 0;
        }
        let is_parted = next.nth_of_row().map_or_else(
            || {
                let same =
                    |line: &&Line| line.block == last.block && !is_empty(self.document, line);
                let before = self.above.iter().rev().take(TOGETHER).take_while(same);
                let after = self.below.iter().take(TOGETHER).take_while(same);
                before.count() < TOGETHER || after.count() < TOGETHER
            },
            |nth| nth > 0,
        );
        if is_parted { height / 2 } else { 0 }
    }

    /// A table, a note, a figure and its caption, or a stanza that is parted and could be whole.
    fn parted_whole(&self, last: &Line, next: &Line, height: usize) -> usize {
        let (Some(block), Some(after)) = (self.block(last), self.block(next)) else {
            return 0;
        };
        let is_same = last.block == next.block;
        let same = |line: &Line| line.block == last.block;
        match block.kind {
            BlockKind::Figure if !is_same && after.spacing == Spacing::Tight => height / 3,
            BlockKind::Table(_) if is_same && self.fits(height, same) => height / 3,
            BlockKind::Verse if is_same && self.fits(height, same) => height / 4,
            _ => match self.note() {
                Some(depth) if self.fits_note(height, depth) => height / 3,
                _ => 0,
            },
        }
    }

    /// Whether the lines on both sides for which `same` is true fit on a page together.
    fn fits(&self, height: usize, same: impl Fn(&Line) -> bool) -> bool {
        let most = height.min(LONGEST_WHOLE) + 1;
        let before = self.above.iter().rev().take(most).take_while(|l| same(l));
        let after = self.below.iter().take(most).take_while(|l| same(l));
        before.count() + after.count() < most
    }

    /// How deep the note stands that goes on below, if one does.
    fn note(&self) -> Option<usize> {
        let next = self.block(self.below.first()?)?;
        let blocks = self
            .document
            .blocks()
            .get(..=self.above.last()?.block.to_usize())?;
        let mut depth = next.containers().len();
        if self.above.last()?.block != self.below.first()?.block && is_note(next) {
            return None;
        }
        for block in blocks.iter().rev().take(LONGEST_WHOLE) {
            depth = depth.min(block.containers().len());
            if depth == 0 {
                return None;
            }
            if is_note(block) && block.containers().len() == depth {
                return Some(depth);
            }
        }
        None
    }

    /// Whether the note that stands `depth` deep fits on a page.
    fn fits_note(&self, height: usize, depth: usize) -> bool {
        let most = height.min(LONGEST_WHOLE) + 1;
        let opens = |line: &Line| line.is_first && self.block(line).is_some_and(is_note);
        let before = self.above.iter().rev().take(most).take_while(|l| !opens(l));
        let goes_on = |line: &&Line| {
            !opens(line)
                && self
                    .block(line)
                    .is_some_and(|b| b.containers().len() >= depth)
        };
        let after = self.below.iter().take(most).take_while(goes_on);
        before.count() + 1 + after.count() < most
    }

    fn small_faults(&self, last: &Line, next: &Line) -> usize {
        let is_broken = matches!(
            last.content,
            Content::Text {
                ending: Ending::Hyphen | Ending::Continued,
                ..
            }
        );
        let is_rule = self.block(next).is_some_and(|b| b.kind == BlockKind::Rule);
        usize::from(is_broken) * HYPHEN + usize::from(is_rule) * RULE
    }
}

fn is_note(block: &Block) -> bool {
    matches!(block.marker(), Some(Marker::Note(_)))
}

fn is_column_names(line: &Line) -> bool {
    match line.content {
        Content::TableRule { .. } => true,
        Content::Row { is_header, .. } => is_header,
        _ => false,
    }
}
