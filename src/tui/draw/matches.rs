//! The list of all matches: at the lower edge, so that the text above it shows the place of the chosen one.

use ratatui::layout::Rect;

use super::Canvas;
use super::concordance::draw_match;
use super::lists::{LEAST_WITHIN, draw_filter, hints};
use super::panels::{Hints, draw_border};
use crate::app::{App, MatchRow, Matches, Panel, TALL, WIDEST_MATCHES, lower_list_rows, thousands};
use crate::text::{Cells, shortened, text_width};

/// The longest bar, in cells.
const LONGEST_BAR: u16 = 12;

const HINTS: [&str; 3] = [
    "/ filters · Enter goes · Esc returns",
    "/ filters · Esc returns",
    "/ filters",
];

/// The area of the list on a screen.
pub(super) fn area(screen: Rect) -> Rect {
    let width = screen.width.min(WIDEST_MATCHES);
    let height = lower_list_rows(screen.height);
    // The foot stays in sight.
    let below = u16::from(screen.height >= TALL);
    Rect {
        x: (screen.width - width) / 2,
        y: screen.height - height - below.min(screen.height - height),
        width,
        height,
    }
}

/// The row from which on a list with the place behind it covers the text, if there is one.
pub(super) fn upper_edge(app: &App, screen: Rect) -> Option<u16> {
    let is_list = |panel: &Panel| matches!(panel, Panel::Matches(_) | Panel::Bookmarks(_));
    app.panels().iter().any(is_list).then(|| area(screen).y)
}

pub(super) fn draw_matches(canvas: &mut Canvas<'_>, app: &App, matches: &Matches) {
    let query = app.window().hits().map(crate::search::Hits::query);
    let pattern = query.map_or("", |query| query.pattern.as_str());
    let area = area(canvas.area());
    let title = title(pattern, &count(app, matches), area.width);
    let hints = Hints {
        lines: hints(&matches.list, &HINTS),
        said: app.notice(),
    };
    let inside = draw_border(canvas, area, &title, &hints);
    let inside = draw_filter(canvas, &matches.list, inside, "found nowhere");
    let rows = matches.rows(app.book(), usize::from(inside.height));
    let bar = (inside.width / 6).min(LONGEST_BAR);
    for (y, row) in (inside.top()..inside.bottom()).zip(rows) {
        let line = Rect {
            y,
            height: 1,
            ..inside
        };
        match row {
            MatchRow::Section {
                title,
                within,
                count,
            } => {
                let part = (count, matches.most);
                draw_section(canvas, line, (&title, within.as_deref()), part, bar);
            }
            MatchRow::Match { at, range } => {
                let is_chosen = at == matches.list.chosen();
                draw_match(canvas, app, line, (range, matches.room), is_chosen);
            }
        }
    }
}

/// What was looked for and how often it was found; the latter alone where there is room for no more.
fn title(pattern: &str, count: &str, width: u16) -> String {
    // Quotation marks, the sign between and the corners of the box.
    let room = width.saturating_sub(text_width(count).to_u16() + 12);
    match room {
        0..4 => count.to_owned(),
        room => format!("“{}” · {count}", shortened(pattern, Cells::from(room))),
    }
}

/// How many there are in the list: of a filtered one, how many of how many.
fn count(app: &App, matches: &Matches) -> String {
    let all = app.match_total().unwrap_or_default();
    match matches.list.filter() {
        Some(filter) if !filter.text().trim().is_empty() => {
            let more = if matches.is_partly_sifted() { "+" } else { "" };
            format!("{}{more} of {all}", thousands(matches.list.len()))
        }
        _ => all,
    }
}

/// The title of a section and of the one it is in, a bar as long as its part of the most that a section has, and its count.
fn draw_section(
    canvas: &mut Canvas<'_>,
    line: Rect,
    titles: (&str, Option<&str>),
    part: (usize, usize),
    bar: u16,
) {
    let (count, most) = part;
    let (dim, accent) = (canvas.styles.dim, canvas.styles.accent);
    let figures = thousands(count);
    let column = text_width(&thousands(most)).to_u16();
    canvas.put_right(line.right(), line.y, &figures, dim);
    let x = line.right().saturating_sub(column + 1 + bar).max(line.x);
    canvas.put(x, line.y, &bar_of(count, most, bar), dim);
    let end = x.saturating_sub(1);
    let (title, within) = titles;
    let x = canvas.put_within(line.x, line.y, end.saturating_sub(line.x), title, accent);
    let room = end.saturating_sub(x);
    if let Some(within) = within.filter(|_| room > LEAST_WITHIN) {
        canvas.put_within(x, line.y, room, &format!(" · {within}"), dim);
    }
}

/// A bar in half cells; every count has at least half a cell. It stands to the right, beside its count.
fn bar_of(count: usize, most: usize, width: u16) -> String {
    let halves = (count * usize::from(width) * 2).div_ceil(most.max(1));
    let halves = halves.min(usize::from(width) * 2);
    let cells = halves.div_ceil(2);
    let blank = " ".repeat(usize::from(width) - cells);
    let half = if halves % 2 == 1 { "╺" } else { "" };
    format!("{blank}{half}{}", "━".repeat(halves / 2))
}
