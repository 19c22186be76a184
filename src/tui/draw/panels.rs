//! Panels over the text: boxes with a thin dim border.

use ratatui::layout::Rect;

use super::Canvas;
use super::lists::{NOTHING_PASSES, draw_filter_line};
use super::marks::Marks;
use super::page::draw_line;
use super::prompt::draw_edit;
use crate::app::{
    App, BookmarkForm, Field, Frame, Help, HelpRow, Panel, Peek, box_rows, help_width, keys_width,
};
use crate::document::in_quotation_marks;
use crate::layout::{Compositor, set_block};
use crate::text::{Cells, TextRange, clusters, shortened, text_width};

pub(super) fn draw_panels(canvas: &mut Canvas<'_>, app: &App, frame: Frame) {
    for panel in app.panels() {
        match panel {
            Panel::Help(help) => draw_help(canvas, app, help),
            Panel::Problems(scroll) => super::problems::draw_problems(canvas, app, scroll),
            Panel::Contents(contents) => super::lists::draw_contents(canvas, app, contents),
            Panel::Bookmarks(marked) => super::marked::draw_marked(canvas, app, marked),
            Panel::Matches(matches) => super::matches::draw_matches(canvas, app, matches),
            Panel::Library(library) => super::library::draw_library(canvas, app, library),
            Panel::BookmarkForm(form) => draw_form(canvas, frame, form),
            Panel::Peek(peek) => draw_peek(canvas, app, frame, peek),
            Panel::Doubt(doubt) => super::doubt::draw_doubt(canvas, app, frame, doubt),
            // Drawn in the foot.
            Panel::Prompt(_) => {}
        }
    }
}

/// Draws an empty box of at most this size in the middle of the screen, with a title and a hint in its
/// border; answers with the area inside. On a small screen the box is the screen.
pub(super) fn draw_box(
    canvas: &mut Canvas<'_>,
    width: u16,
    height: u16,
    title: &str,
    hints: &Hints<'_>,
) -> Rect {
    let screen = canvas.area();
    let width = (width + 4).min(screen.width);
    let height = (height + 2).min(screen.height);
    let area = Rect {
        x: (screen.width - width) / 2,
        y: (screen.height - height) / 2,
        width,
        height,
    };
    draw_border(canvas, area, title, hints)
}

/// What the lower border of a box may say.
pub(super) struct Hints<'a> {
    /// The keys that are of use, with less and less in a line: the first that fits is shown.
    pub lines: &'a [&'a str],
    /// What there is to say at the moment; it takes their place where the box covers the foot.
    pub said: Option<&'a str>,
}

/// Hints where nothing else is ever to be said.
pub(super) const fn only<'a>(lines: &'a [&'a str]) -> Hints<'a> {
    Hints { lines, said: None }
}

/// Draws an empty box, with a title and a hint in its border; answers with the area inside.
pub(super) fn draw_border(
    canvas: &mut Canvas<'_>,
    area: Rect,
    title: &str,
    hints: &Hints<'_>,
) -> Rect {
    let width = area.width;
    canvas.clear(area);
    let dim = canvas.styles.dim;
    let line = "─".repeat(usize::from(width.saturating_sub(2)));
    let (left, right) = (area.left(), area.right().saturating_sub(1));
    let bottom = area.bottom().saturating_sub(1);
    canvas.put(left, area.top(), &format!("╭{line}╮"), dim);
    canvas.put(left, bottom, &format!("╰{line}╯"), dim);
    for y in area.top() + 1..bottom {
        canvas.put(left, y, "│", dim);
        canvas.put(right, y, "│", dim);
    }
    let room = width.saturating_sub(4);
    let accent = canvas.styles.accent;
    if text_width(title) < Cells::from(room) {
        canvas.put(left + 2, area.top(), &format!(" {title} "), accent);
    }
    let said = hints
        .said
        .filter(|_| area.bottom() == canvas.area().bottom());
    let mut fitting = hints.lines.iter();
    let fitting = fitting.find(|hint| text_width(hint) < Cells::from(room));
    if let Some(said) = said {
        let said = shortened(said, Cells::from(room.saturating_sub(1)));
        let text = canvas.styles.text;
        canvas.put_right(right.saturating_sub(1), bottom, &format!(" {said} "), text);
    } else if let Some(hint) = fitting {
        canvas.put_right(right - 1, bottom, &format!(" {hint} "), dim);
    }
    Rect {
        x: area.x + 2,
        y: area.y + 1,
        width: width.saturating_sub(4),
        height: area.height.saturating_sub(2),
    }
}

const HELP_HINTS: [&str; 3] = [
    "/ filters · Space b page · Esc closes",
    "Space b page · Esc closes",
    "Esc closes",
];

/// While a filter is typed.
const HELP_FILTER_HINTS: [&str; 2] = ["↑ ↓ move · Esc shows all", "Esc shows all"];

fn draw_help(canvas: &mut Canvas<'_>, app: &App, help: &Help) {
    let screen = canvas.area();
    let width = help_width(screen.width);
    let rows = help.rows(app.keymap(), width);
    let height = u16::try_from(rows.len().max(1)).unwrap_or(u16::MAX);
    let height = height.saturating_add(u16::from(help.filter().is_some()));
    let hints: &[&str] = match help.filter() {
        Some(_) => &HELP_FILTER_HINTS,
        None => &HELP_HINTS,
    };
    let height = height.min(box_rows(screen.height));
    let mut inside = draw_box(canvas, width, height, "Keys", &only(hints));
    if let Some(filter) = help.filter() {
        inside = draw_filter_line(canvas, filter, inside);
    }
    if rows.is_empty() && inside.height > 0 {
        canvas.put(inside.x, inside.y, NOTHING_PASSES, canvas.styles.dim);
    }
    let top = help
        .scroll
        .top
        .min(rows.len().saturating_sub(usize::from(inside.height)));
    for (y, row) in (inside.top()..inside.bottom()).zip(rows.iter().skip(top)) {
        match row {
            HelpRow::Blank => {}
            HelpRow::Title(title) => {
                canvas.put_within(inside.x, y, inside.width, title, canvas.styles.accent);
            }
            HelpRow::Keys(keys, says) => {
                let column = keys_width(usize::from(inside.width));
                let column = u16::try_from(column).unwrap_or(0);
                canvas.put_within(
                    inside.x,
                    y,
                    column.saturating_sub(1),
                    keys,
                    canvas.styles.text,
                );
                let room = inside.width.saturating_sub(column);
                canvas.put_within(inside.x + column, y, room, says, canvas.styles.dim);
            }
        }
    }
}

fn draw_form(canvas: &mut Canvas<'_>, frame: Frame, form: &BookmarkForm) {
    let hints = only(&["Tab next · Enter keeps · Esc cancels", "Enter keeps"]);
    let title = if form.is_highlight {
        "Highlight"
    } else {
        "Bookmark"
    };
    let inside = draw_box(canvas, frame.measure.min(60), 3, title, &hints);
    let (dim, text) = (canvas.styles.dim, canvas.styles.text);
    let fields = [
        ("Name  ", &form.name, Field::Name),
        ("Note  ", &form.note, Field::Note),
    ];
    for ((name, edit, field), y) in fields.into_iter().zip(inside.top()..inside.bottom()) {
        let x = canvas.put(
            inside.x,
            y,
            name,
            if form.field == field { text } else { dim },
        );
        let room = inside.right().saturating_sub(x);
        if form.field == field {
            draw_edit(canvas, x, y, room, edit);
        } else {
            canvas.put_within(x, y, room, edit.text(), text);
        }
    }
    let y = inside.top() + 2;
    if y < inside.bottom() {
        let quotation = in_quotation_marks(&format!("{}…", form.quotation()));
        canvas.put_within(inside.x, y, inside.width, &quotation, dim);
    }
}

fn draw_peek(canvas: &mut Canvas<'_>, app: &App, frame: Frame, peek: &Peek) {
    match peek {
        Peek::Address(address) => {
            let lines = address_lines(address, frame.measure, canvas.area().height);
            let widths = lines.iter().map(|line| text_width(line).to_u16());
            let width = widths.max().unwrap_or(0).max(16).min(frame.measure);
            let height = u16::try_from(lines.len()).unwrap_or(1);
            let inside = draw_box(canvas, width, height, "Link", &only(&["Esc closes"]));
            for (y, line) in (inside.top()..inside.bottom()).zip(&lines) {
                canvas.put(inside.x, y, line, canvas.styles.text);
            }
        }
        Peek::Note(range) => draw_peek_text(canvas, app, frame, "Note", *range),
        Peek::Place(range) => draw_peek_text(canvas, app, frame, "Where it leads", *range),
    }
}

/// Bytes of a cluster that are looked at: a flag takes 28.
const LONGEST_CLUSTER: usize = 64;

/// The beginning of an address in so many lines of at most so many cells. An address has no words, so it is
/// broken between any two clusters; it may hold a whole picture, and no more is looked at than can be shown.
fn address_lines(address: &str, width: u16, most: u16) -> Vec<&str> {
    let room = usize::from(width) * usize::from(most) * LONGEST_CLUSTER;
    let address = &address[..address.floor_char_boundary(room)];
    let mut lines = Vec::new();
    let (mut start, mut used) = (0, Cells::ZERO);
    for cluster in clusters(address) {
        if used + cluster.width > Cells::from(width) && cluster.start > start {
            lines.push(&address[start..cluster.start]);
            (start, used) = (cluster.start, Cells::ZERO);
            if lines.len() >= usize::from(most) {
                return lines;
            }
        }
        used += cluster.width;
    }
    lines.push(&address[start..]);
    lines
}

fn draw_peek_text(canvas: &mut Canvas<'_>, app: &App, frame: Frame, title: &str, range: TextRange) {
    let document = app.window().document();
    let width = frame
        .measure
        .min(canvas.area().width.saturating_sub(4))
        .max(2);
    let typography = app.panel_typography(Cells::from(width));
    let most = usize::from(canvas.area().height.saturating_sub(4)).max(1);
    let mut compositor = Compositor::default();
    let mut lines = Vec::new();
    let mut next = document.block_at(range.start);
    while let Some(id) = next {
        let Some(block) = document.block(id).filter(|b| b.range.start < range.end) else {
            break;
        };
        if lines.len() >= most {
            break;
        }
        // Of a very long paragraph only the beginning is set.
        let end = block.range.start.to_usize() + usize::from(width) * 4 * most;
        let end = document.floor_char(end.min(block.range.end.to_usize()));
        let part = TextRange {
            start: block.range.start,
            end,
        };
        set_block(document, &typography, id, part, &mut compositor, &mut lines);
        next = Some(crate::document::BlockId::new(id.to_usize() + 1));
    }
    lines.truncate(most);
    let height = u16::try_from(lines.len()).unwrap_or(1);
    let inside = draw_box(
        canvas,
        width,
        height,
        title,
        &only(&["Enter goes there · Esc closes", "Esc closes"]),
    );
    for (y, line) in (inside.top()..inside.bottom()).zip(&lines) {
        draw_line(
            canvas,
            app,
            &typography,
            line,
            (inside.x, y),
            &Marks::none(),
        );
    }
}
