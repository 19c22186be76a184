//! How each motion finds its place. Nothing else changes the reading position.

use crate::document::Document;
use crate::layout::GatheringId;
use crate::text::{Offset, Rows};

use super::unit::Unit;
use super::window::At;
use super::{Motion, Moved, Percent, View, Window};

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
                self.arrive(Some(to), edge(n > Percent::ZERO))
            }
            Motion::To(offset) => self.arrive(Some(offset), Moved::AtEnd),
            Motion::SectionsForward(n) => self.sections_forward(n, u8::MAX),
            Motion::SectionsBack(n) => self.sections_back(n, u8::MAX),
            Motion::ChaptersForward(n) => self.sections_forward(n, self.document.top_level()),
            Motion::ChaptersBack(n) => self.sections_back(n, self.document.top_level()),
            Motion::ParagraphsForward(n) => self.paragraphs_forward(n),
            Motion::ParagraphsBack(n) => self.paragraphs_back(n),
            Motion::SentencesForward(n) => self.repeat(n, Self::sentence_after, Moved::AtEnd),
            Motion::SentencesBack(n) => self.repeat(n, Self::sentence_before, Moved::AtStart),
        }
    }

    /// Stands at a place, if there is one and it is another.
    pub(super) fn arrive(&mut self, to: Option<Offset>, otherwise: Moved) -> Moved {
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
        let last = self.last_screen();
        if self.screen().is_end {
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
    pub(super) fn top(&mut self) -> At {
        match self.view {
            View::Scroll => self.galley.line_at(self.offset),
            View::Pages => {
                let spread = self.spread();
                (spread.id, spread.start())
            }
        }
    }

    /// The place of the line `rows` below `at`, or of the last line.
    pub(super) fn rows_after(&mut self, at: At, rows: u32) -> Offset {
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
    pub(super) fn rows_before(&mut self, at: At, rows: u32) -> Offset {
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

    /// The first word that begins where the foot says so many hundredths. Where none does, as in a text of a few
    /// words, the first place there.
    fn percent_start(&self, percent: Percent) -> Offset {
        let first = self.part_start(percent);
        let word = Unit::word_from(&self.document, first);
        let is_further = word >= self.part_start(percent.next_whole());
        if percent >= Percent::ALL || is_further {
            first
        } else {
            word
        }
    }

    /// The first place that is so many hundredths into the body: from there on the foot says so.
    fn part_start(&self, percent: Percent) -> Offset {
        let (text, body) = (self.document.text(), self.document.body());
        let into = percent.of(body.len() as u64);
        let at = body.start.to_usize() + usize::try_from(into).unwrap_or(0);
        Offset::new(text.ceil_char_boundary(at.min(text.len())))
    }

    pub(super) fn place_of(&mut self, id: GatheringId, line: usize) -> Offset {
        let lines = self.galley.lines(id);
        lines.get(line).map_or(self.offset, |l| l.place)
    }

    /// Where the last page begins or, in scrolling, the last full screen.
    fn last_screen(&mut self) -> Offset {
        let id = GatheringId(self.galley.gatherings().count() - 1);
        match self.view {
            View::Pages => {
                let spread = self.last_spread(id);
                self.place_of(id, spread.start())
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
        let sections = self.document.sections();
        let after = sections.partition_point(|s| s.offset <= here);
        let ahead = sections.iter().skip(after).filter(|s| s.level <= level);
        let to = ahead.take(n as usize).last().map(|s| s.offset);
        self.arrive(to, Moved::AtEnd)
    }

    fn sections_back(&mut self, n: u32, level: u8) -> Moved {
        let here = self.offset;
        let sections = self.document.sections();
        let before = sections.partition_point(|s| s.offset < here);
        let behind = sections.iter().take(before).rev();
        let behind = behind.filter(|s| s.level <= level);
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
        Unit::Sentence.start_after(document, from)
    }

    fn sentence_before(document: &Document, from: Offset) -> Option<Offset> {
        Unit::Sentence.start_before(document, from)
    }
}

pub(super) fn edge(is_forward: bool) -> Moved {
    if is_forward {
        Moved::AtEnd
    } else {
        Moved::AtStart
    }
}
