//! The mouse's button: dragging selects, a click follows a link, two take a word and three a paragraph.

use crate::layout::{Line, Spot, nearest_spot};
use crate::reader::{Motion, Selection, Towards, Unit, View};
use crate::store::Timestamp;
use crate::text::{Cells, Offset, TextRange};

use super::{App, Frame};

/// What the mouse's button does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Button {
    /// It is pressed.
    Pressed,
    /// The mouse is moved while it is held.
    Dragged,
    /// It is let go.
    Released,
}

/// Two clicks belong together that are no further apart than this, in milliseconds: the time that most
/// systems give.
const TOGETHER: u64 = 500;

/// What is known of the button.
#[derive(Debug, Default)]
pub(super) struct Pointer {
    /// When and where it was pressed last, and how often in a row.
    last: Option<Click>,
    held: Option<Held>,
}

#[derive(Clone, Copy, Debug)]
struct Click {
    at: Timestamp,
    cell: (u16, u16),
    times: u8,
}

/// The button is held.
#[derive(Clone, Copy, Debug)]
struct Held {
    cell: (u16, u16),
    /// The character it was pressed on.
    pressed: TextRange,
    /// What is selected at a time.
    unit: Unit,
    /// Whether something has been selected with it.
    drags: bool,
    /// Whether the mouse is above or below the text.
    is_beyond: bool,
}

impl App {
    pub(super) fn on_button(&mut self, button: Button, cell: (u16, u16)) {
        let is_open = self.panels.is_empty() && !self.book.extent.is_awaiting();
        if !is_open || self.searches.is_undecided() {
            self.input.pointer.held = None;
            return;
        }
        match button {
            Button::Pressed => self.press(cell),
            Button::Dragged => self.drag(cell),
            Button::Released => self.release(),
        }
    }

    fn press(&mut self, cell: (u16, u16)) {
        self.notice = None;
        let times = self.times_pressed(cell);
        self.input.pointer.last = Some(Click {
            at: self.now,
            cell,
            times,
        });
        self.input.pointer.held = self.spot_near(cell).map(|spot| Held {
            cell,
            pressed: spot.range,
            unit: match times {
                1 => Unit::Cluster,
                2 => Unit::Word,
                _ => Unit::Paragraph,
            },
            drags: false,
            is_beyond: false,
        });
        if times > 1 {
            self.select_pressed();
        }
    }

    fn times_pressed(&self, cell: (u16, u16)) -> u8 {
        let last = self.input.pointer.last;
        let before = last.filter(|click| {
            let since = self.now.0.saturating_sub(click.at.0);
            click.cell == cell && since <= TOGETHER
        });
        before.map_or(1, |click| click.times % 3 + 1)
    }

    /// Selects what the button was pressed on.
    fn select_pressed(&mut self) {
        let Some(held) = &mut self.input.pointer.held else {
            return;
        };
        held.drags = true;
        let held = *held;
        let document = self.book.window.document();
        let around = held.unit.around(document, held.pressed.start);
        let selection = Selection::new(around.unwrap_or(held.pressed));
        if let Some(selection) = selection {
            self.begin_selecting(selection);
        }
    }

    fn drag(&mut self, cell: (u16, u16)) {
        let Some(held) = self.input.pointer.held else {
            return;
        };
        if !held.drags && held.cell == cell {
            return;
        }
        if !held.drags {
            self.select_pressed();
        }
        let beyond = self.beyond(cell);
        if let Some(held) = &mut self.input.pointer.held {
            held.is_beyond = beyond.is_some();
        }
        match beyond {
            Some(towards) => self.drag_beyond(towards, held.is_beyond),
            None => self.drag_over(cell, held.unit),
        }
    }

    fn drag_over(&mut self, cell: (u16, u16), unit: Unit) {
        let Some(spot) = self.spot_near(cell) else {
            return;
        };
        self.select_by(|app, selection| {
            let document = app.book.window.document();
            let around = unit.around(document, spot.range.start);
            selection.reach_over(around.unwrap_or(spot.range));
        });
    }

    /// Above or below the text the page scrolls, row by row while the mouse is moved; or it is turned,
    /// once for each time the mouse comes there.
    fn drag_beyond(&mut self, towards: Towards, was_beyond: bool) {
        match (self.book.window.view(), towards) {
            (View::Scroll, Towards::Forward) => self.drag_rows(Motion::LinesDown(1)),
            (View::Scroll, Towards::Back) => self.drag_rows(Motion::LinesUp(1)),
            (View::Pages, _) if was_beyond => {}
            (View::Pages, Towards::Forward) => self.turn(Motion::PagesForward(1)),
            (View::Pages, Towards::Back) => self.turn(Motion::PagesBack(1)),
        }
    }

    /// Scrolls, and selects up to the edge of what is then seen.
    fn drag_rows(&mut self, motion: Motion) {
        self.select_by(|app, selection| {
            app.book.window.glance(motion);
            let shown = app.book.window.screen().shown;
            selection.reach_to(match motion {
                Motion::LinesUp(_) => shown.start,
                _ => shown.end,
            });
        });
    }

    fn release(&mut self) {
        let Some(held) = self.input.pointer.held.take() else {
            return;
        };
        if held.drags || self.finish_selecting().is_some() {
            return;
        }
        let is_on = self.spot_at(held.cell).is_some();
        if let Some(link) = self.link_at(held.pressed.start).filter(|_| is_on) {
            self.book.link = Some(link);
            self.peek_at_link();
        }
    }

    fn link_at(&self, place: Offset) -> Option<usize> {
        let links = self.book.window.document().links();
        let at = links.partition_point(|link| link.range.end <= place);
        links
            .get(at)
            .filter(|link| link.range.contains(place))
            .map(|_| at)
    }

    /// Whether a cell is above or below the rows of the text.
    fn beyond(&self, cell: (u16, u16)) -> Option<Towards> {
        let frame = self.frame()?;
        if cell.1 < frame.top {
            Some(Towards::Back)
        } else if cell.1 >= frame.top + frame.height {
            Some(Towards::Forward)
        } else {
            None
        }
    }

    /// The character of the text that is seen in a cell of the screen.
    pub fn spot_at(&self, cell: (u16, u16)) -> Option<Spot> {
        let (lines, edge) = self.page_near(cell)?;
        let row = cell.1.checked_sub(self.frame()?.top)?;
        let place = Cells::from(cell.0.checked_sub(edge)?);
        let spot = self.nearest(lines.get(usize::from(row))?, place)?;
        Some(spot).filter(|spot| spot.covers(place))
    }

    /// The character of the text that is nearest to a cell of the screen, on the line that is: between two
    /// lines the one above, for what is selected ends there.
    fn spot_near(&self, cell: (u16, u16)) -> Option<Spot> {
        let (lines, edge) = self.page_near(cell)?;
        let row = usize::from(cell.1.saturating_sub(self.frame()?.top));
        let has_text = |line: &&Line| line.ranges().any(|range| !range.is_empty());
        let above = lines.iter().take(row + 1).rev().find(has_text);
        let line = above.or_else(|| lines.iter().skip(row).find(has_text))?;
        self.nearest(line, Cells::from(cell.0.saturating_sub(edge)))
    }

    fn nearest(&self, line: &Line, place: Cells) -> Option<Spot> {
        let window = &self.book.window;
        nearest_spot(window.document(), window.typography(), line, place)
    }

    /// The lines of the page a cell of the screen is nearest to, and the column from which the places on
    /// them are counted.
    fn page_near(&self, cell: (u16, u16)) -> Option<(&[Line], u16)> {
        let frame = self.frame()?;
        let [left, right] = self.book.screen.columns();
        let (edge, lines) = match frame.right_page {
            Some(edge) if !right.is_empty() && cell.0 >= between(frame, edge) => (edge, right),
            _ => (frame.left, left),
        };
        // That of the margin in which punctuation hangs.
        let margin = self.book.window.typography().margin().to_u16();
        Some((lines, edge.saturating_sub(margin)))
    }
}

/// The column in the middle between two pages.
const fn between(frame: Frame, right: u16) -> u16 {
    let end = frame.left + frame.measure;
    end + (right - end) / 2
}
