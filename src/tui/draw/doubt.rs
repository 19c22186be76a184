//! What stood at a doubtful place and what stands there now, in a box that leaves the place in sight.

use crate::document::in_quotation_marks;
use ratatui::layout::Rect;

use super::Canvas;
use super::panels::{Hints, draw_border};
use crate::app::{App, Doubt, Frame};

/// The widest the box is, in cells, with its border.
const WIDEST: u16 = 72;

/// Rows a quotation takes at most.
const MOST_ROWS: usize = 3;

const HINTS: [&str; 3] = [
    "c it stands here · Esc leaves it in doubt",
    "c confirms · Esc closes",
    "c confirms",
];

pub(super) fn draw_doubt(canvas: &mut Canvas<'_>, app: &App, frame: Frame, doubt: &Doubt) {
    let screen = canvas.area();
    let width = screen.width.min(WIDEST);
    let room = usize::from(width.saturating_sub(4 + LABEL)).max(1);
    let was = rows(&doubt.was, room);
    let now = rows(&doubt.now, room);
    let height = u16::try_from(was.len() + now.len() + 2).unwrap_or(u16::MAX);
    let height = height.min(screen.height);
    let last = screen
        .height
        .saturating_sub(u16::from(frame.foot.is_some()));
    let lines = app.screen();
    // The place is above the box, or below it.
    let row = lines.eye.unwrap_or(0);
    let row = if row < lines.left {
        row
    } else {
        row - lines.left
    };
    let is_low = row >= usize::from(frame.height / 2);
    let top = if is_low {
        frame.head.map_or(0, |head| head + 1)
    } else {
        last.saturating_sub(height)
    };
    let area = Rect {
        x: (screen.width - width) / 2,
        y: top.min(screen.height - height),
        width,
        height,
    };
    let hints = Hints {
        lines: &HINTS,
        said: app.notice(),
    };
    let inside = draw_border(canvas, area, "Are these the words?", &hints);
    let labels = ["was ", "now "].into_iter().zip([was, now]);
    let all = labels.flat_map(|(label, lines)| {
        let lines = lines.into_iter().enumerate();
        lines.map(move |(n, line)| (if n == 0 { label } else { "" }, line))
    });
    for (y, (label, line)) in (inside.top()..inside.bottom()).zip(all) {
        canvas.put(inside.x, y, label, canvas.styles.accent);
        let room = inside.width.saturating_sub(LABEL);
        canvas.put_within(inside.x + LABEL, y, room, &line, canvas.styles.text);
    }
}

/// Cells of what stands before the quotations.
const LABEL: u16 = 4;

/// A quotation in rows; nothing is a row too.
fn rows(words: &str, room: usize) -> Vec<String> {
    let quotation = if words.is_empty() {
        "(nothing)".to_owned()
    } else {
        in_quotation_marks(words)
    };
    let mut rows: Vec<String> = textwrap::wrap(&quotation, room)
        .into_iter()
        .map(std::borrow::Cow::into_owned)
        .collect();
    if rows.len() > MOST_ROWS {
        rows.truncate(MOST_ROWS);
        if let Some(last) = rows.last_mut() {
            last.push('…');
        }
    }
    rows
}
