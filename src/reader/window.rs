//! The window: a document, its galley, and the reading position.
//!
//! The position is one offset, and navigation alone changes it. What is on the screen is derived: in
//! pages, the page that holds the offset; in scrolling, the rows from the offset's line on. So another
//! width, height or view cannot move the place, and going there and back shows the identical screen.
//! (KOReader's rule: a page number or a percentage is not fit to keep a place.)

use std::ops::RangeInclusive;
use std::sync::Arc;

use crate::document::{ContentsSource, Document};
use crate::layout::{
    Galley, GatheringId, Gatherings, Line, Measured, Page, Pagination, Sheet, Typography,
    page_starts,
};
use crate::search::Hits;
use crate::text::{Offset, Rows, TextRange};

use super::{Jumps, Motion, Moved, Pace, PageNumber, Screen, TimeLeft};

/// How the text is turned over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum View {
    /// Page by page.
    #[default]
    Pages,
    /// Row by row.
    Scroll,
}

/// One open book.
#[derive(Debug)]
pub struct Window {
    pub(super) document: Arc<Document>,
    pub(super) galley: Galley,
    pub(super) pagination: Pagination,
    pub(super) offset: Offset,
    pub(super) view: View,
    pub(super) jumps: Jumps,
    hits: Option<Hits>,
    pace: Pace,
}

/// A line by its gathering and its index there.
pub(super) type At = (GatheringId, usize);

impl Window {
    /// A window at the beginning of a document's body, whose pages are cut for `sheet`.
    pub fn new(document: Arc<Document>, typography: Typography, sheet: impl Into<Sheet>) -> Self {
        let gatherings = Arc::new(Gatherings::new(&document));
        Self::divided(document, gatherings, typography, sheet)
    }

    /// The same of a document of which it is known how it is divided.
    pub fn divided(
        document: Arc<Document>,
        gatherings: Arc<Gatherings>,
        typography: Typography,
        sheet: impl Into<Sheet>,
    ) -> Self {
        let galley = Galley::new(Arc::clone(&document), gatherings, typography);
        let sheet = at_least_a_row(sheet.into());
        Self {
            pagination: Pagination::new(galley.gatherings(), &typography, sheet),
            galley,
            pace: Pace::of(document.slice(document.body())),
            offset: document.body().start,
            document,
            view: View::default(),
            jumps: Jumps::default(),
            hits: None,
        }
    }

    /// The text.
    pub fn document(&self) -> &Arc<Document> {
        &self.document
    }

    /// How the text is divided for setting.
    pub fn gatherings(&self) -> &Arc<Gatherings> {
        self.galley.gatherings()
    }

    /// How it is set.
    pub fn typography(&self) -> &Typography {
        self.galley.typography()
    }

    /// What its pages are cut for.
    pub fn sheet(&self) -> Sheet {
        self.pagination.sheet()
    }

    /// Rows on a page.
    pub fn height(&self) -> Rows {
        self.sheet().height
    }

    /// The reading position.
    pub fn offset(&self) -> Offset {
        self.offset
    }

    /// Pages or scrolling.
    pub fn view(&self) -> View {
        self.view
    }

    /// Goes over to the other view. The place stays.
    pub fn set_view(&mut self, view: View) {
        self.view = view;
    }

    /// Sets the text in other lines or on other pages. The place stays. Says whether anything changed
    /// and so the pages must be counted again.
    pub fn set_layout(&mut self, typography: Typography, sheet: impl Into<Sheet>) -> bool {
        let sheet = at_least_a_row(sheet.into());
        if typography == *self.typography() && sheet == self.sheet() {
            return false;
        }
        self.galley.set_typography(typography);
        self.pagination = Pagination::new(self.galley.gatherings(), &typography, sheet);
        true
    }

    /// Notes down where the pages of a gathering begin, in the layout the window has now.
    pub fn record_pages(&mut self, id: GatheringId, starts: Box<[Offset]>) {
        self.pagination.record(id, starts);
    }

    /// Whether all page numbers are exact.
    pub fn is_measured(&self) -> bool {
        self.pagination.is_exact()
    }

    /// Goes, and remembers the way back if it is a jump.
    pub fn go(&mut self, motion: Motion) -> Moved {
        let here = self.offset;
        let moved = self.travel(motion);
        if moved == Moved::Away && motion.is_jump() {
            self.jumps.leave(here);
        }
        moved
    }

    /// Stands at `offset` without a trace: for a first glance at a match, or a place come back to.
    pub fn stand_at(&mut self, offset: Offset) {
        self.offset = self
            .document
            .floor_char(offset.to_usize().min(self.document.text().len()));
    }

    /// Somebody came from `here` to where the window stands now, and may want to go back.
    pub fn jumped_from(&mut self, here: Offset) {
        if here != self.offset {
            self.jumps.leave(here);
        }
    }

    /// Stands where a motion leads, without a trace.
    pub fn stand_by(&mut self, motion: Motion) {
        self.travel(motion);
    }

    /// Somebody came here by jumps from these places, the last one last.
    pub fn jumped_along(&mut self, places: impl IntoIterator<Item = Offset>) {
        for place in places {
            self.jumps.leave(place);
        }
    }

    /// Back to where the last jump began, and the one before that, `n` times if there are so many. `false` if there
    /// was none.
    pub fn jump_back(&mut self, n: u32) -> bool {
        let to = self.jumps.back(self.offset, n);
        to.map(|to| self.stand_at(to)).is_some()
    }

    /// Forward again.
    pub fn jump_forward(&mut self, n: u32) -> bool {
        let to = self.jumps.forward(self.offset, n);
        to.map(|to| self.stand_at(to)).is_some()
    }

    /// To and fro between here and the place before the last jump, or before the last steps back or forward.
    pub fn jump_exchange(&mut self) -> bool {
        let to = self.jumps.exchange(self.offset);
        to.map(|to| self.stand_at(to)).is_some()
    }

    /// What was found last.
    pub fn hits(&self) -> Option<&Hits> {
        self.hits.as_ref()
    }

    /// What was found last, to be added to.
    pub fn hits_mut(&mut self) -> Option<&mut Hits> {
        self.hits.as_mut()
    }

    /// Marks what was found, or nothing. Answers with what was marked before.
    pub fn set_hits(&mut self, hits: Option<Hits>) -> Option<Hits> {
        std::mem::replace(&mut self.hits, hits)
    }

    /// The page a place is on.
    pub fn page_of(&mut self, offset: Offset) -> PageNumber {
        let (id, line) = self.galley.line_at(offset);
        let pages = self.pages(id);
        let within = page_with(&pages, line);
        let before = self.pagination.pages_before(id);
        self.page_number(before + u32::try_from(within).unwrap_or(0))
    }

    /// The page a place is on, from what is known of the pages so far: setting nothing, and so fit for
    /// a long list. Inside a row of a table it may be the page the row begins on.
    pub fn page_at(&self, offset: Offset) -> PageNumber {
        let id = self.gatherings().at(offset);
        self.page_number(self.pagination.page_at(id, offset))
    }

    fn page_number(&self, before: u32) -> PageNumber {
        PageNumber {
            number: before + 1,
            of: self.pagination.total(),
            measured: if self.pagination.is_exact() {
                Measured::Exactly
            } else {
                Measured::Roughly
            },
        }
    }

    /// The pages of a gathering; where they begin is then known.
    pub(super) fn pages(&mut self, id: GatheringId) -> Arc<[Page]> {
        let pages = self.galley.pages(id, self.sheet());
        if self.pagination.measured(id) == Measured::Roughly {
            let starts = page_starts(&self.galley.lines(id), &pages);
            self.pagination.record(id, starts);
        }
        pages
    }

    /// What is to be seen now.
    pub fn screen(&mut self) -> Screen {
        let page = self.page_of(self.offset);
        let shown = match self.view {
            View::Pages => self.shown_pages(),
            View::Scroll => self.shown_rows(),
        };
        let Shown {
            lines, left, eye, ..
        } = shown;
        let end = self.document.end();
        let is_end = self.is_last(shown.end, 0);
        let start = lines.first().map_or(self.offset, |l| l.place);
        let shown_end = lines
            .iter()
            .flat_map(|l| l.ranges().map(|r| r.end).chain([l.place]))
            .max()
            .unwrap_or(start);
        let shown_first = lines.iter().find(|line| !line.is_blank());
        let first = shown_first.map_or(self.offset, |line| line.place);
        // Where one stands between two blocks, the later one is meant.
        let here = self.offset.max(first);
        let shown_range = TextRange {
            start,
            end: if is_end { end } else { shown_end },
        };
        let body = self.document.body();
        let unread = shown_range.end.max(body.start).to_usize();
        let ahead = body.end.to_usize().saturating_sub(unread);
        let section = self.document.section_at(here);
        Screen {
            shown: shown_range,
            eye: eye.filter(|row| *row > 0),
            page,
            pages: shown.pages.unwrap_or(page.number..=page.number),
            percent: self.percent(shown_range.end),
            is_end,
            time: TimeLeft {
                body: self.pace.minutes(ahead),
                section: self.section_minutes_left(section, unread),
                pace: self.pace.of,
            },
            section,
            head: section.filter(|section| self.is_named_at(*section, here)),
            lines,
            left,
        }
    }

    fn is_named_at(&self, section: usize, here: Offset) -> bool {
        let end = self.document.body().end;
        let section = self.document.sections().get(section);
        here < end || section.is_some_and(|section| section.offset >= end)
    }

    fn section_minutes_left(&self, section: Option<usize>, unread: usize) -> Option<u32> {
        // A text without headings has a section for each paragraph.
        let has_headings = self.document.contents_source() != ContentsSource::Paragraphs;
        let end = self
            .document
            .section_range(section.filter(|_| has_headings)?)
            .end;
        let is_last = end >= self.document.body().end;
        let ahead = end.to_usize().saturating_sub(unread);
        (!is_last).then(|| self.pace.minutes(ahead))
    }

    /// So many words of the text were read in so many milliseconds: what is left will take as long.
    pub fn set_pace(&mut self, words: u64, millis: u64) {
        self.pace = self.pace.measured(words, millis);
    }

    /// How far into the body one is; all of it is read once its end is shown.
    fn percent(&self, shown_end: Offset) -> u8 {
        let body = self.document.body();
        if shown_end >= body.end {
            return 100;
        }
        let before = self.offset.to_usize().saturating_sub(body.start.to_usize());
        let length = body.len().max(1) as u128;
        u8::try_from(before as u128 * 100 / length)
            .unwrap_or(100)
            .min(99)
    }

    fn shown_rows(&mut self) -> Shown {
        let (mut id, mut skip) = self.galley.line_at(self.offset);
        let mut end = (id, skip);
        let height = self.height().to_usize();
        let mut lines = Vec::with_capacity(height);
        while lines.len() < height && id.0 < self.galley.gatherings().count() {
            let gathering = self.galley.lines(id);
            let before = lines.len();
            let rows = gathering.iter().skip(skip).take(height - before);
            lines.extend(rows.cloned());
            end = (id, skip + lines.len() - before);
            id = GatheringId(id.0 + 1);
            skip = 0;
        }
        Shown {
            left: lines.len(),
            lines,
            eye: None,
            end,
            pages: None,
        }
    }

    /// Whether the `rows` lines from `top` on reach the end of the text.
    pub(super) fn is_last(&mut self, top: At, rows: usize) -> bool {
        let (mut id, mut at) = top;
        at += rows;
        let count = self.galley.gatherings().count();
        while id.0 < count {
            let length = self.galley.lines(id).len();
            if at < length {
                return false;
            }
            at -= length;
            id = GatheringId(id.0 + 1);
            // What is left over belongs to the next gathering; there is at most a screen of it.
        }
        true
    }
}

/// The rows on a screen, before anything is said of them.
pub(super) struct Shown {
    pub lines: Vec<Line>,
    /// How many of them stand in the left column.
    pub left: usize,
    /// The row one stands at, in the view that shows it.
    pub eye: Option<usize>,
    /// The line after the last.
    pub end: At,
    /// The numbers of its pages, in the view that has them.
    pub pages: Option<RangeInclusive<u32>>,
}

fn at_least_a_row(sheet: Sheet) -> Sheet {
    Sheet {
        height: sheet.height.max(Rows(1)),
        ..sheet
    }
}

/// The page with a line: the first that ends behind it. Blank rows belong to the page they lead to.
pub(super) fn page_with(pages: &[Page], line: usize) -> usize {
    pages
        .partition_point(|page| page.lines.end <= line)
        .min(pages.len().saturating_sub(1))
}
