//! The text.

use ratatui::style::{Modifier, Style};

use super::Canvas;
use super::marks::Marks;
use super::signs::annotation_sign;
use crate::app::{App, Frame};
use crate::layout::{Line, Strip, Typography, compose};
use crate::reader::Screen;
use crate::text::{Offset, TextRange, clusters};

/// The sign beside the line one stands at, where that is not the first.
const EYE: &str = "›";
pub(super) fn draw_page(canvas: &mut Canvas<'_>, app: &App, frame: Frame) {
    let screen = app.screen();
    let typography = app.window().typography();
    let marks = Marks::new(app);
    let lefts = [Some(frame.left), frame.right_page];
    let covered = super::matches::upper_edge(app, canvas.area());
    let lift = lift(screen, frame, covered);
    let mut first = 0;
    for (left, lines) in lefts.into_iter().zip(screen.columns()) {
        let Some(left) = left else {
            continue;
        };
        let margin = sign_margin(app, frame, left);
        // Places on a line are counted from the margin in which punctuation hangs.
        let left = left.saturating_sub(typography.margin().to_u16());
        let shown = lines.iter().enumerate().skip(lift);
        for (y, (n, line)) in (frame.top..frame.top + frame.height).zip(shown) {
            draw_line(canvas, app, typography, line, (left, y), &marks);
            let is_eye = screen.eye == Some(first + n);
            draw_signs(canvas, app, line, (left, y), is_eye.then_some(margin));
        }
        first += lines.len();
    }
}

/// By how many rows the text is drawn higher, so that the line one stands at is above a list that covers
/// the screen from `covered` on.
fn lift(screen: &Screen, frame: Frame, covered: Option<u16>) -> usize {
    let (Some(covered), Some(eye)) = (covered, screen.eye) else {
        return 0;
    };
    let room = usize::from(covered.saturating_sub(frame.top));
    let row = if eye < screen.left {
        eye
    } else {
        eye - screen.left
    };
    // With a row or two to read on below it.
    if row + 2 < room {
        0
    } else {
        row.saturating_sub(room / 2)
    }
}

/// How many signs there is room for beside a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum SignMargin {
    One,
    Two,
}

/// The room before a column that begins at `left`. Between two pages a cell stays free behind the left one.
fn sign_margin(app: &App, frame: Frame, left: u16) -> SignMargin {
    let hanging = app.window().typography().margin().to_u16();
    let free = if left == frame.left {
        left.saturating_sub(hanging)
    } else {
        let before = frame.left + frame.measure + hanging + 1;
        left.saturating_sub(before + hanging)
    };
    if free < 2 {
        SignMargin::One
    } else {
        SignMargin::Two
    }
}

/// The signs in the margin of a line whose first cell is at `origin` (column, row); `eye` is the room for them on
/// that one stands at. Where there is room for one only, the sign of what is annotated is reversed there.
fn draw_signs(
    canvas: &mut Canvas<'_>,
    app: &App,
    line: &Line,
    origin: (u16, u16),
    eye: Option<SignMargin>,
) {
    let (left, y) = origin;
    let Some(x) = left.checked_sub(1) else {
        return;
    };
    let (dim, accent) = (canvas.styles.dim, canvas.styles.accent);
    let eye = eye.filter(|_| app.selection().is_none());
    match (annotation_sign(app, line), eye) {
        (Some(sign), Some(SignMargin::Two)) => {
            canvas.put(x.saturating_sub(1), y, EYE, dim);
            canvas.put(x, y, sign, accent);
        }
        (Some(sign), Some(SignMargin::One)) => {
            canvas.put(x, y, sign, accent.add_modifier(Modifier::REVERSED));
        }
        (Some(sign), None) => {
            canvas.put(x, y, sign, accent);
        }
        (None, Some(_)) => {
            canvas.put(x, y, EYE, dim);
        }
        (None, None) => {}
    }
}

/// Draws a line with its first cell at `origin` (column, row).
pub(super) fn draw_line(
    canvas: &mut Canvas<'_>,
    app: &App,
    typography: &Typography,
    line: &Line,
    origin: (u16, u16),
    marks: &Marks<'_>,
) {
    let mut before: Option<Drawn> = None;
    for strip in compose(app.window().document(), typography, line) {
        let drawn = draw_strip(canvas, &strip, origin, marks);
        if let (Some(before), Some(drawn)) = (&before, &drawn) {
            join(canvas, before, drawn, origin.1);
        }
        before = drawn;
    }
}

/// A piece of the text that was drawn: its place, the columns of it, and how its ends look.
struct Drawn {
    range: TextRange,
    columns: (u16, u16),
    first: Style,
    last: Style,
}

/// The cells by which a gap is widened look like the blank they belong to: the one that is written last
/// before them, or from right to left first behind them.
fn join(canvas: &mut Canvas<'_>, left: &Drawn, right: &Drawn, y: u16) {
    let style = if left.range.end == right.range.start {
        left.last
    } else if right.range.end == left.range.start {
        right.first
    } else {
        return;
    };
    for x in left.columns.1..right.columns.0 {
        if let Some(cell) = canvas.buffer.cell_mut((x, y)) {
            cell.set_style(style);
        }
    }
}

/// Draws a piece of a line; answers with what of the text it is.
fn draw_strip(
    canvas: &mut Canvas<'_>,
    strip: &Strip<'_>,
    origin: (u16, u16),
    marks: &Marks<'_>,
) -> Option<Drawn> {
    let plain = canvas.styles.part(strip.part);
    let begin = origin.0.saturating_add(strip.at.to_u16());
    let Some(place) = strip.place else {
        canvas.put(begin, origin.1, &strip.text, plain);
        return None;
    };
    let start = place.to_usize();
    let range = TextRange::new(start, start + strip.text.len());
    let marks = marks.within(range);
    let mut ends: Option<(Style, Style)> = None;
    let mut x = begin;
    for cluster in clusters(&strip.text) {
        let at = Offset::new(start + cluster.start);
        let style = marks.style(&canvas.styles, plain, at);
        ends = Some((ends.map_or(style, |(first, _)| first), style));
        x = canvas.put_cluster(x, origin.1, cluster.text, cluster.width, style)?;
    }
    ends.map(|(first, last)| Drawn {
        range,
        columns: (begin, x),
        first,
        last,
    })
}
