//! Gatherings: the stretches a book is set and paged in.
//!
//! A binder's gathering is some sheets folded together; here it is a stretch of blocks that is set at
//! once and whose first line begins a page. Where gatherings begin depends on the text alone, never on
//! the measure or the page, so pages are found locally: the page of a place needs its gathering and no
//! more, however long the book is.
//!
//! A gathering begins where the body does and where it ends, and where a chapter does, if the text has
//! chapters; else every few dozen pages, at a
//! heading if one is near, and where the text near by says so (`division`): the pages of a part of a long text
//! are those of the whole. The last page of a gathering may be short, as before a chapter.

use crate::document::{Block, BlockId, BlockKind, Document, Spacing, TableId, TableRow};
use crate::text::{Offset, TextRange};

use super::block::is_indented;
use super::compositor::Compositor;
use super::division::{Rank, highest};
use super::line::{Content, Line};
use super::{Typography, set_block};

/// A section is a chapter, and begins a page, if the sections of its level or above hold on average at
/// least this many bytes: about three pages of 66 cells by 26 rows. Shorter ones, as in an essay, follow
/// one another on the page.
const CHAPTER_BYTES: usize = 6 * 1024;

/// From this size on a gathering ends at the next block that is set in parts: about 30 pages.
const LARGE_BYTES: usize = 48 * 1024;

/// At this size it ends at the next block: small enough to be set within a millisecond or two.
const LARGEST_BYTES: usize = 96 * 1024;

/// A block longer than this is set in parts of about this size, each as if it were a block: total fit
/// over a paragraph of megabytes would be felt, and gains nothing.
const PART_BYTES: usize = 32 * 1024;

/// The number of a gathering in its document, counted from 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct GatheringId(pub usize);

/// How a document is divided. Never empty: an empty document is one empty gathering.
#[derive(Debug)]
pub struct Gatherings {
    starts: Vec<Start>,
    end: Offset,
}

/// Where a gathering begins.
#[derive(Clone, Copy, Debug)]
struct Start {
    block: BlockId,
    /// The first place that belongs to it: the `\n` before its block, or a byte inside a long one.
    place: Offset,
}

impl Gatherings {
    /// Divides a document; linear in its blocks.
    pub fn new(document: &Document) -> Self {
        let mut starts = vec![Start {
            block: BlockId::default(),
            place: Offset::ZERO,
        }];
        let fixed = Fixed::of(document);
        let mut divisions = fixed.divisions().into_iter().peekable();
        let mut size = 0;
        for (index, block) in document.blocks().iter().enumerate() {
            let id = BlockId::new(index);
            let is_long = is_long(block);
            let is_large = size > LARGEST_BYTES || is_long && size > LARGE_BYTES;
            let is_division = divisions.next_if_eq(&index).is_some();
            // Of headings and nothing else a text may have any number.
            let may_open =
                !fixed.is_under_heading(index) || heading_level(document, index).is_some();
            let opens = is_division || is_large && may_open;
            if (opens || fixed.begins(index)) && index > 0 {
                let place = Offset::new(block.range.start.to_usize().saturating_sub(1));
                starts.push(Start { block: id, place });
                size = 0;
            }
            if is_long {
                size = 0;
                let places = match block.kind {
                    BlockKind::Table(table) => table_parts(document, table),
                    _ => parts(document.text(), block.range),
                };
                starts.extend(places.into_iter().map(|place| Start { block: id, place }));
            } else {
                size += block.range.len();
            }
        }
        Self {
            starts,
            end: document.end(),
        }
    }

    /// How many there are; at least one.
    pub fn count(&self) -> usize {
        self.starts.len()
    }

    /// The gathering in which `offset` lies.
    pub fn at(&self, offset: Offset) -> GatheringId {
        let after = self.starts.partition_point(|s| s.place <= offset);
        GatheringId(after.saturating_sub(1))
    }

    /// The text a gathering covers, the `\n` before its first block included.
    pub fn range(&self, id: GatheringId) -> TextRange {
        let start = self.starts.get(id.0).map_or(self.end, |s| s.place);
        let end = self.starts.get(id.0 + 1).map_or(self.end, |s| s.place);
        TextRange { start, end }
    }

    /// Sets a gathering: all its lines, in order. A gathering that is not there has none.
    pub fn set(&self, document: &Document, typography: &Typography, id: GatheringId) -> Vec<Line> {
        self.set_by(&mut Compositor::default(), document, typography, id)
    }

    /// The same by a compositor of this document's, who sets the faster the more of it he has set.
    pub fn set_by(
        &self,
        compositor: &mut Compositor,
        document: &Document,
        typography: &Typography,
        id: GatheringId,
    ) -> Vec<Line> {
        let mut lines = Vec::new();
        let Some(start) = self.starts.get(id.0) else {
            return lines;
        };
        let end = self.starts.get(id.0 + 1).map_or(self.end, |s| s.place);
        let first = start.block.to_usize();
        for (n, block) in document.blocks().iter().enumerate().skip(first) {
            let from = block.range.start.max(start.place);
            let to = block.range.end.min(end);
            let is_later = n > first && block.range.start >= end && id.0 + 1 < self.count();
            if is_later || from > to {
                break;
            }
            let block_id = BlockId::new(n);
            if from == block.range.start && n > 0 {
                add_space(document, typography, block_id, &mut lines);
            }
            // A part that ends with a forced line end has no empty line behind it.
            let is_inside = to > from && to < block.range.end;
            let before = Offset::new(to.to_usize().saturating_sub(1));
            let ends_line = is_inside
                && document.slice(TextRange {
                    start: before,
                    end: to,
                }) == "\n";
            let part = TextRange {
                start: from,
                end: if ends_line { before } else { to },
            };
            set_block(document, typography, block_id, part, compositor, &mut lines);
        }
        lines
    }
}

/// Where a gathering begins whatever its size is.
struct Fixed<'d> {
    document: &'d Document,
    chapter: Option<u8>,
    body: TextRange,
}

impl<'d> Fixed<'d> {
    fn of(document: &'d Document) -> Self {
        Self {
            document,
            chapter: chapter_level(document),
            body: document.body(),
        }
    }

    /// Whether one begins with this block: a chapter, the body or what is behind it.
    fn begins(&self, index: usize) -> bool {
        let level = heading_level(self.document, index);
        // A chapter under the heading of its part stays on that heading's page.
        let is_chapter = level.is_some() && self.chapter >= level && !self.is_under_heading(index);
        is_chapter || is_at_edge(self.document, self.body, index)
    }

    fn is_under_heading(&self, index: usize) -> bool {
        let before = index.checked_sub(1);
        before.is_some_and(|before| heading_level(self.document, before).is_some())
    }

    /// Further blocks with which one begins, where those are far apart. A text that is no larger than a gathering
    /// may be is one.
    fn divisions(&self) -> Vec<usize> {
        let blocks = self.document.blocks();
        if self.document.text().len() <= LARGEST_BYTES {
            return Vec::new();
        }
        highest(blocks, |index| {
            let is_long = blocks.get(index).is_some_and(is_long);
            if index == 0 || is_long || self.begins(index) {
                Rank::FIRST
            } else if self.is_under_heading(index) {
                Rank::NONE
            } else {
                Rank::of(self.document, index)
            }
        })
    }
}

/// Whether a block is set in parts.
const fn is_long(block: &Block) -> bool {
    block.range.len() > PART_BYTES + PART_BYTES / 2
}

fn heading_level(document: &Document, index: usize) -> Option<u8> {
    match document.blocks().get(index)?.kind {
        BlockKind::Heading { level } => Some(level),
        _ => None,
    }
}

/// Whether a block is the first of the body or the first behind it: what stands around a text is not on
/// its pages.
fn is_at_edge(document: &Document, body: TextRange, index: usize) -> bool {
    let before = index.checked_sub(1).and_then(|n| document.blocks().get(n));
    let block = document.blocks().get(index);
    block.is_some_and(|block| block.range.start == body.start)
        || before.is_some_and(|before| before.range.end == body.end)
}

/// The deepest level whose sections are long enough to be chapters.
fn chapter_level(document: &Document) -> Option<u8> {
    let length = document.body().len();
    let mut counts = [0usize; 7];
    for block in document.blocks() {
        if let BlockKind::Heading { level } = block.kind
            && let Some(count) = counts.get_mut(usize::from(level))
        {
            *count += 1;
        }
    }
    let mut sections = 0;
    let mut chapter = None;
    for (level, count) in (0..).zip(counts) {
        sections += count;
        if count > 0 && sections > 1 && length / sections >= CHAPTER_BYTES {
            chapter = Some(level);
        }
    }
    chapter
}

/// Where the later parts of a long block begin.
fn parts(text: &str, range: TextRange) -> Vec<Offset> {
    let mut places = Vec::new();
    let mut at = range.start.to_usize();
    let end = range.end.to_usize();
    while end - at > PART_BYTES + PART_BYTES / 2 {
        let Some(next) = part_end(text, at + PART_BYTES, end) else {
            break;
        };
        places.push(Offset::new(next));
        at = next;
    }
    places
}

/// Where the later parts of a long table begin: at a row each.
fn table_parts(document: &Document, id: TableId) -> Vec<Offset> {
    let rows = document.table(id).map_or(&[][..], |table| &table.rows);
    let mut places = Vec::new();
    let mut last = rows.first().map_or(Offset::ZERO, TableRow::start);
    for row in rows {
        if row.start().to_usize() - last.to_usize() >= PART_BYTES {
            last = row.start();
            places.push(last);
        }
    }
    places
}

/// How far around its wished-for place the end of a part is looked for.
const SEARCH_BYTES: usize = 4 * 1024;

/// A place near byte `wish` where a line may end: behind a line end or a blank, else between clusters.
fn part_end(text: &str, wish: usize, end: usize) -> Option<usize> {
    let wish = text.floor_char_boundary(wish);
    let from = text.floor_char_boundary(wish.saturating_sub(SEARCH_BYTES));
    let near = text.get(from..wish)?;
    if let Some(blank) = near.rfind('\n').or_else(|| near.rfind(' ')) {
        return Some(from + blank + 1);
    }
    // Clusters are bounded by the builder, so looking on from here comes to an end soon.
    let along = crate::text::clusters(text.get(wish..end)?)
        .map(|c| c.start + c.text.len())
        .next()?;
    Some(wish + along)
}

/// The blank row before a block. There is never more than one: two would stand for the same place, and
/// a place is what scrolling goes by.
fn add_space(document: &Document, typography: &Typography, id: BlockId, lines: &mut Vec<Line>) {
    let Some(block) = document.block(id) else {
        return;
    };
    let is_close = is_under_minor_heading(document, id) || is_indented(document, typography, id);
    if block.spacing == Spacing::Loose && !is_close {
        lines.push(Line {
            block: id,
            place: Offset::new(block.range.start.to_usize().saturating_sub(1)),
            is_first: false,
            content: Content::Blank,
        });
    }
}

/// A heading of the third level or below stands directly on its text.
fn is_under_minor_heading(document: &Document, id: BlockId) -> bool {
    let above = id
        .to_usize()
        .checked_sub(1)
        .and_then(|n| document.blocks().get(n));
    above.is_some_and(|b| matches!(b.kind, BlockKind::Heading { level: 3.. }))
}
