//! Drawing: the program's state onto a buffer. It changes nothing.

mod chrome;
mod concordance;
mod doubt;
mod library;
mod lists;
mod map;
mod marked;
mod marks;
mod matches;
mod page;
mod panels;
mod problems;
mod prompt;
mod signs;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::style::Styles;
use crate::app::App;
use crate::layout::Bidi;
use crate::text::{Cells, clusters, shortened, text_width, visual};

/// What the terminal must be told besides the buffer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Drawn {
    /// Where the cursor is to be shown, if something is being typed.
    pub cursor: Option<(u16, u16)>,
    /// Whether there are clusters on the screen of which redrawing a part is not safe.
    pub is_awkward: bool,
}

/// Draws the whole screen.
pub fn draw(app: &App, buffer: &mut Buffer) -> Drawn {
    let styles = Styles::new(app.look().theme(), app.look().emphasis);
    let mut canvas = Canvas {
        buffer,
        styles,
        drawn: Drawn::default(),
        bidi: app.look().typography.bidi,
    };
    for cell in &mut canvas.buffer.content {
        cell.set_style(styles.text);
    }
    match app.frame() {
        Some(frame) => {
            page::draw_page(&mut canvas, app, frame);
            map::draw_map(&mut canvas, app, frame);
            chrome::draw_chrome(&mut canvas, app, frame);
            panels::draw_panels(&mut canvas, app, frame);
        }
        None => chrome::draw_too_small(&mut canvas),
    }
    canvas.drawn
}

/// What is drawn on, and with what.
struct Canvas<'b> {
    buffer: &'b mut Buffer,
    styles: Styles,
    drawn: Drawn,
    bidi: Bidi,
}

impl Canvas<'_> {
    fn area(&self) -> Rect {
        self.buffer.area
    }

    /// Puts text at a place; what does not fit to the right is left out. Answers with the column after
    /// it. Every cluster takes the cells that it was measured with when the line was set. What is read from
    /// right to left is put in order, unless the terminal does that.
    fn put(&mut self, x: u16, y: u16, text: &str, style: Style) -> u16 {
        let mut x = x;
        let seen = match self.bidi {
            Bidi::Reordered => visual(text),
            Bidi::Terminal => text.into(),
        };
        for cluster in clusters(&seen) {
            match self.put_cluster(x, y, cluster.text, cluster.width, style) {
                Some(next) => x = next,
                None => break,
            }
        }
        x
    }

    fn put_cluster(
        &mut self,
        x: u16,
        y: u16,
        text: &str,
        width: Cells,
        style: Style,
    ) -> Option<u16> {
        let area = self.area();
        let next = x.checked_add(width.to_u16())?;
        if width == Cells::ZERO {
            return Some(x);
        }
        if next > area.right() || y >= area.bottom() {
            return None;
        }
        self.drawn.is_awkward |= crate::text::needs_whole_repaint(text);
        if let Some(cell) = self.buffer.cell_mut((x, y)) {
            cell.set_symbol(text).set_style(style);
        }
        for hidden in x + 1..next {
            if let Some(cell) = self.buffer.cell_mut((hidden, y)) {
                cell.reset();
                cell.set_style(style);
            }
        }
        Some(next)
    }

    /// Puts text so that it ends before column `right`.
    fn put_right(&mut self, right: u16, y: u16, text: &str, style: Style) -> u16 {
        let x = right.saturating_sub(text_width(text).to_u16());
        self.put(x, y, text, style);
        x
    }

    /// Puts text into `width` cells, with an ellipsis where it does not fit.
    fn put_within(&mut self, x: u16, y: u16, width: u16, text: &str, style: Style) -> u16 {
        let short = shortened(text, Cells::from(width)).into_owned();
        self.put(x, y, &short, style)
    }

    /// Empties an area.
    fn clear(&mut self, area: Rect) {
        let area = area.intersection(self.area());
        for position in area.positions() {
            if let Some(cell) = self.buffer.cell_mut(position) {
                cell.reset();
                cell.set_style(self.styles.text);
            }
        }
        // A wide letter that reaches into the area from the left would be drawn over its edge.
        for y in area.top()..area.bottom() {
            let Some(x) = area.left().checked_sub(1) else {
                continue;
            };
            if let Some(cell) = self.buffer.cell_mut((x, y))
                && text_width(cell.symbol()) > Cells(1)
            {
                cell.set_symbol(" ");
            }
        }
    }
}
