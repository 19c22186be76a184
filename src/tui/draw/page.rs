//! The text.

use ratatui::style::Modifier;

use super::Canvas;
use crate::app::{App, Frame};
use crate::layout::{Line, Strip, Typography, compose};
use crate::reader::Screen;
use crate::search::Hits;
use crate::text::{Offset, TextRange, clusters};

/// The sign beside the line one stands at, where that is not the first.
const EYE: &str = "›";
/// The sign beside a line with a bookmark.
const BOOKMARK: &str = "•";

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
        // Places on a line are counted from the margin in which punctuation hangs.
        let left = left.saturating_sub(typography.margin().to_u16());
        let shown = lines.iter().enumerate().skip(lift);
        for (y, (n, line)) in (frame.top..frame.top + frame.height).zip(shown) {
            draw_line(canvas, app, typography, line, (left, y), &marks);
            let is_eye = screen.eye == Some(first + n);
            draw_signs(canvas, app, line, (left, y), is_eye);
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

/// The signs in the margin of a line whose first cell is at `origin` (column, row).
fn draw_signs(canvas: &mut Canvas<'_>, app: &App, line: &Line, origin: (u16, u16), is_eye: bool) {
    let (left, y) = origin;
    let Some(x) = left.checked_sub(1) else {
        return;
    };
    let book = app.book();
    let is_marked = !line.is_blank() && book.has_bookmark_at(line.place)
        || line.ranges().any(|range| book.has_bookmark_in(range));
    if is_marked {
        canvas.put(x, y, BOOKMARK, canvas.styles.accent);
    } else if is_eye {
        canvas.put(x, y, EYE, canvas.styles.dim);
    }
}

/// What is marked in the text.
pub(super) struct Marks<'a> {
    hits: Option<&'a Hits>,
    /// The match one stands at.
    current: Option<TextRange>,
    /// The chosen link.
    link: Option<TextRange>,
}

impl<'a> Marks<'a> {
    fn new(app: &'a App) -> Self {
        let hits = app.window().hits();
        let here = app.window().offset();
        let current = hits
            .and_then(|hits| hits.first_from(here))
            .filter(|hit| hit.start == here);
        let links = app.window().document().links();
        let link = app.book().chosen_link().and_then(|n| links.get(n));
        Self {
            hits,
            current,
            link: link.map(|link| link.range),
        }
    }

    /// Nothing is marked.
    pub const fn none() -> Self {
        Self {
            hits: None,
            current: None,
            link: None,
        }
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
    for strip in compose(app.window().document(), typography, line) {
        draw_strip(canvas, &strip, origin, marks);
    }
}

fn draw_strip(canvas: &mut Canvas<'_>, strip: &Strip<'_>, origin: (u16, u16), marks: &Marks<'_>) {
    let style = canvas.styles.part(strip.part);
    let mut x = origin.0.saturating_add(strip.at.to_u16());
    let Some(place) = strip.place else {
        canvas.put(x, origin.1, &strip.text, style);
        return;
    };
    let start = place.to_usize();
    let range = TextRange::new(start, start + strip.text.len());
    let hits = marks.hits.map_or(&[][..], |hits| hits.touching(range));
    for cluster in clusters(&strip.text) {
        let at = Offset::new(start + cluster.start);
        let is_in = |range: &TextRange| range.contains(at);
        let style = if marks.current.as_ref().is_some_and(is_in) {
            style.patch(canvas.styles.current)
        } else if hits.iter().any(is_in) {
            style.patch(canvas.styles.hit)
        } else if marks.link.as_ref().is_some_and(is_in) {
            style.add_modifier(Modifier::REVERSED)
        } else {
            style
        };
        match canvas.put_cluster(x, origin.1, cluster.text, cluster.width, style) {
            Some(next) => x = next,
            None => return,
        }
    }
}
