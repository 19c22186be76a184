//! How each motion finds its place. Nothing else changes the reading position.

use crate::document::{BlockId, Document};
use crate::layout::GatheringId;
use crate::text::{Offset, Rows};

use super::sentence::sentence_starts;
use super::window::{At, page_with};
use super::{Motion, Moved, View, Window};

/// From so many pages on a motion asks the pagination instead of going page by page.
const FAR: u32 = 64;

/// From so many rows on a motion goes to the end it would come to in any but the longest books, instead
/// of setting all that lies between.
const FAR_ROWS: u32 = 20_000;

impl Window {
    pub(super) fn travel(&mut self, motion: Motion) -> Moved {
        match motion {
            Motion::LinesDown(n) => self.scroll_down(n),
            Motion::LinesUp(n) => self.scroll_up(n),
            Motion::HalfPagesDown(n) => self.scroll_down(self.half_pages(n)),
            Motion::HalfPagesUp(n) => self.scroll_up(self.half_pages(n)),
            Motion::PagesForward(n) => self.pages_forward(n),
            Motion::PagesBack(n) => self.pages_back(n),
            Motion::Start => self.arrive(Some(Offset::ZERO), Moved::AtStart),
            Motion::End => {
                let end = self.last_screen();
                self.arrive(Some(end), Moved::AtEnd)
            }
            Motion::ToPage(n) => {
                let to = self.page_start(n);
                self.arrive(Some(to), edge(n > 1))
            }
            Motion::ToPercent(n) => {
                let to = self.percent_start(n);
                self.arrive(Some(to), edge(n > 0))
            }
            Motion::To(offset) => self.arrive(Some(offset), Moved::AtEnd),
            Motion::SectionsForward(n) => self.sections_forward(n, u8::MAX),
            Motion::SectionsBack(n) => self.sections_back(n, u8::MAX),
            Motion::ChaptersForward(n) => self.sections_forward(n, top_level(&self.document)),
            Motion::ChaptersBack(n) => self.sections_back(n, top_level(&self.document)),
            Motion::ParagraphsForward(n) => self.paragraphs_forward(n),
            Motion::ParagraphsBack(n) => self.paragraphs_back(n),
            Motion::SentencesForward(n) => self.repeat(n, Self::sentence_after, Moved::AtEnd),
            Motion::SentencesBack(n) => self.repeat(n, Self::sentence_before, Moved::AtStart),
        }
    }

    /// Stands at a place, if there is one and it is another.
    fn arrive(&mut self, to: Option<Offset>, otherwise: Moved) -> Moved {
        let here = self.offset;
        if let Some(to) = to {
            self.stand_at(to);
        }
        if self.offset == here {
            otherwise
        } else {
            Moved::Away
        }
    }

    fn half_pages(&self, n: u32) -> u32 {
        (self.height().0 / 2).max(1).saturating_mul(n)
    }

    /// Going by rows is scrolling, whatever the view was: a page that begins anywhere is no page.
    fn begin_scrolling(&mut self) {
        if self.view == View::Pages {
            let screen = self.screen();
            self.view = View::Scroll;
            self.offset = screen.shown.start;
        }
    }

    fn scroll_down(&mut self, rows: u32) -> Moved {
        if rows > FAR_ROWS {
            self.begin_scrolling();
            return self.travel(Motion::End);
        }
        let height = self.height().to_usize();
        let last = self.last_screen();
        let screen_end = {
            let top = self.top();
            self.is_last(top, height)
        };
        if screen_end {
            return Moved::AtEnd;
        }
        self.begin_scrolling();
        let top = self.top();
        let to = self.rows_after(top, rows).min(last.max(self.offset));
        let to = if to == self.offset {
            self.place_after(top)
        } else {
            Some(to)
        };
        self.arrive(to, Moved::AtEnd)
    }

    fn scroll_up(&mut self, rows: u32) -> Moved {
        if rows > FAR_ROWS {
            self.begin_scrolling();
            return self.travel(Motion::Start);
        }
        let top = self.top();
        if top == (GatheringId(0), 0) {
            return Moved::AtStart;
        }
        self.begin_scrolling();
        let top = self.top();
        let to = self.rows_before(top, rows);
        self.arrive(Some(to), Moved::AtStart)
    }

    /// The line at the top of the screen.
    fn top(&mut self) -> At {
        let (id, line) = self.galley.line_at(self.offset);
        match self.view {
            View::Scroll => (id, line),
            View::Pages => {
                let pages = self.pages(id);
                let page = pages.get(page_with(&pages, line));
                (id, page.map_or(0, |p| p.lines.start))
            }
        }
    }

    /// The place of the line `rows` below `at`, or of the last line.
    fn rows_after(&mut self, at: At, rows: u32) -> Offset {
        let (mut id, line) = at;
        let mut line = line + rows as usize;
        let count = self.galley.gatherings().count();
        loop {
            let lines = self.galley.lines(id);
            if let Some(found) = lines.get(line) {
                return found.place;
            }
            if id.0 + 1 >= count {
                return lines.last().map_or(Offset::ZERO, |l| l.place);
            }
            line -= lines.len();
            id = GatheringId(id.0 + 1);
        }
    }

    /// The place of the line `rows` above `at`, or of the first line. Always another line than `at`,
    /// unless that is the first: lines that stand for the same place are one step.
    fn rows_before(&mut self, at: At, rows: u32) -> Offset {
        let (mut id, mut line) = at;
        let mut rows = rows as usize;
        while rows > line && id.0 > 0 {
            rows -= line;
            id = GatheringId(id.0 - 1);
            line = self.galley.lines(id).len();
        }
        let lines = self.galley.lines(id);
        lines
            .get(line.saturating_sub(rows))
            .map_or(Offset::ZERO, |l| l.place)
    }

    /// The first place after that of the line `at`: of lines that stand for one place only the first
    /// can be at the top.
    fn place_after(&mut self, at: At) -> Option<Offset> {
        let (id, line) = at;
        let lines = self.galley.lines(id);
        let here = lines.get(line)?.place;
        let next = lines
            .iter()
            .skip(line)
            .map(|l| l.place)
            .find(|place| *place > here);
        if next.is_some() || id.0 + 1 >= self.galley.gatherings().count() {
            return next;
        }
        let lines = self.galley.lines(GatheringId(id.0 + 1));
        lines.first().map(|l| l.place)
    }

    fn pages_forward(&mut self, n: u32) -> Moved {
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
        let (mut id, line) = self.galley.line_at(self.offset);
        let mut pages = self.pages(id);
        let mut page = page_with(&pages, line);
        for _ in 0..n {
            if page + 1 < pages.len() {
                page += 1;
            } else if id.0 + 1 < self.galley.gatherings().count() {
                id = GatheringId(id.0 + 1);
                pages = self.pages(id);
                page = 0;
            } else {
                break;
            }
        }
        let to = self.place_of(id, pages.get(page).map_or(0, |p| p.lines.start));
        if to <= self.offset {
            return Moved::AtEnd;
        }
        self.arrive(Some(to), Moved::AtEnd)
    }

    fn pages_back(&mut self, n: u32) -> Moved {
        if n > FAR {
            return self.by_page_number(-i64::from(n));
        }
        if self.view == View::Scroll {
            let top = self.top();
            let rows = self.height().0.saturating_mul(n);
            let to = self.rows_before(top, rows);
            return self.arrive(Some(to), Moved::AtStart);
        }
        let (mut id, line) = self.galley.line_at(self.offset);
        let mut pages = self.pages(id);
        let mut page = page_with(&pages, line);
        for _ in 0..n {
            if page > 0 {
                page -= 1;
            } else if id.0 > 0 {
                id = GatheringId(id.0 - 1);
                pages = self.pages(id);
                page = pages.len().saturating_sub(1);
            } else {
                break;
            }
        }
        let to = self.place_of(id, pages.get(page).map_or(0, |p| p.lines.start));
        self.arrive(Some(to), Moved::AtStart)
    }

    fn by_page_number(&mut self, change: i64) -> Moved {
        let number = i64::from(self.page_of(self.offset).number) + change;
        let to = self.page_start(u32::try_from(number.max(1)).unwrap_or(u32::MAX));
        self.arrive(Some(to), edge(change > 0))
    }

    /// Where the page with this number begins, counted from 1; past the end, the last.
    fn page_start(&mut self, number: u32) -> Offset {
        let (id, within) = self.pagination.find(number.saturating_sub(1));
        let pages = self.pages(id);
        let page = pages.get(within as usize).or(pages.last());
        self.place_of(id, page.map_or(0, |p| p.lines.start))
    }

    /// The first place that is so many hundredths into the body: from there on the foot says so.
    fn percent_start(&self, percent: u32) -> Offset {
        let (text, body) = (self.document.text(), self.document.body());
        let into = (body.len() as u128 * u128::from(percent.min(100))).div_ceil(100);
        let at = body.start.to_usize() + usize::try_from(into).unwrap_or(0);
        Offset::new(text.ceil_char_boundary(at.min(text.len())))
    }

    fn place_of(&mut self, id: GatheringId, line: usize) -> Offset {
        let lines = self.galley.lines(id);
        lines.get(line).map_or(self.offset, |l| l.place)
    }

    /// Where the last page begins or, in scrolling, the last full screen.
    fn last_screen(&mut self) -> Offset {
        let id = GatheringId(self.galley.gatherings().count() - 1);
        match self.view {
            View::Pages => {
                let start = self.pages(id).last().map_or(0, |p| p.lines.start);
                self.place_of(id, start)
            }
            View::Scroll => {
                let length = self.galley.lines(id).len();
                let Rows(height) = self.height();
                self.rows_before((id, length), height)
            }
        }
    }

    fn sections_forward(&mut self, n: u32, level: u8) -> Moved {
        let here = self.offset;
        let ahead = self
            .document
            .sections()
            .iter()
            .filter(|s| s.level <= level && s.offset > here);
        let to = ahead.take(n as usize).last().map(|s| s.offset);
        self.arrive(to, Moved::AtEnd)
    }

    fn sections_back(&mut self, n: u32, level: u8) -> Moved {
        let here = self.offset;
        let behind = self.document.sections().iter().rev();
        let behind = behind.filter(|s| s.level <= level && s.offset < here);
        let to = behind.take(n as usize).last().map(|s| s.offset);
        // Before the first section stands the title.
        self.arrive(to.or(Some(Offset::ZERO)), Moved::AtStart)
    }

    fn paragraphs_forward(&mut self, n: u32) -> Moved {
        let blocks = self.document.blocks();
        let after = blocks.partition_point(|b| b.range.start <= self.offset);
        let ahead = blocks.iter().skip(after).filter(|b| !b.range.is_empty());
        let to = ahead.take(n as usize).last().map(|b| b.range.start);
        self.arrive(to, Moved::AtEnd)
    }

    fn paragraphs_back(&mut self, n: u32) -> Moved {
        let blocks = self.document.blocks();
        let before = blocks.partition_point(|b| b.range.start < self.offset);
        let behind = blocks
            .iter()
            .take(before)
            .rev()
            .filter(|b| !b.range.is_empty());
        let to = behind.take(n as usize).last().map(|b| b.range.start);
        self.arrive(to, Moved::AtStart)
    }

    /// Takes a step up to `n` times, from each place to the next.
    fn repeat(
        &mut self,
        n: u32,
        step: fn(&Document, Offset) -> Option<Offset>,
        edge: Moved,
    ) -> Moved {
        let mut to = None;
        for _ in 0..n {
            let Some(next) = step(&self.document, to.unwrap_or(self.offset)) else {
                break;
            };
            to = Some(next);
        }
        self.arrive(to, edge)
    }

    fn sentence_after(document: &Document, from: Offset) -> Option<Offset> {
        let at = document.block_at(from)?.to_usize();
        let blocks = document.blocks().iter().skip(at);
        blocks
            .flat_map(|block| sentence_starts(document, block))
            .find(|start| *start > from)
    }

    fn sentence_before(document: &Document, from: Offset) -> Option<Offset> {
        let at = document.block_at(from)?.to_usize();
        (0..=at).rev().find_map(|n| {
            let block = document.block(BlockId::new(n))?;
            sentence_starts(document, block)
                .take_while(|start| *start < from)
                .last()
        })
    }
}

/// The level of the highest sections.
fn top_level(document: &Document) -> u8 {
    document
        .sections()
        .iter()
        .map(|s| s.level)
        .min()
        .unwrap_or(1)
}

fn edge(is_forward: bool) -> Moved {
    if is_forward {
        Moved::AtEnd
    } else {
        Moved::AtStart
    }
}
