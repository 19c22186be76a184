//! The line that is typed in the foot, and what is said beside it.

use ratatui::layout::Rect;

use super::Canvas;
use crate::app::{App, Frame, LineEdit, Prompt, PromptKind};
use crate::search::Query;
use crate::text::{Cells, cluster_width, clusters, text_width};

/// Cells between what is typed and what is said of it.
const APART: u16 = 2;

/// What is said while a regular expression is typed between slashes.
const HALF_TYPED: &str = "/ closes";

/// A line that is typed in is left so many cells, if it needs them and half of the screen has them.
const LEAST: u16 = 8;

pub(super) fn draw_prompt(
    canvas: &mut Canvas<'_>,
    app: &App,
    frame: Frame,
    y: u16,
    prompt: &Prompt,
) {
    let sign = prompt.sign().to_string();
    let mut end = frame.left + frame.width();
    if prompt.kind == PromptKind::Search {
        end = draw_sayings(canvas, app, frame, y, prompt);
    }
    let x = canvas.put(frame.left, y, &sign, canvas.styles.accent);
    draw_edit(canvas, x, y, end.saturating_sub(x), &prompt.edit);
}

/// To the right of a search: what is wrong with it or how much was found, and the ways it is meant in.
/// Answers with the column where that begins.
fn draw_sayings(canvas: &mut Canvas<'_>, app: &App, frame: Frame, y: u16, prompt: &Prompt) -> u16 {
    let dim = canvas.styles.dim;
    let right = frame.left + frame.width();
    let typed = text_width(prompt.edit.text()).to_u16();
    // With the sign before it and the cursor.
    let begin = frame.left
        + 2
        + typed
            .max(LEAST.min(frame.width() / 3))
            .min(frame.width() / 2);
    let mut end = right;
    if let Some(refusal) = app.refusal().or_else(|| app.notice().map(str::to_owned)) {
        if begin + APART + text_width(&refusal).to_u16() <= right {
            end = canvas.put_right(right, y, &refusal, canvas.styles.text);
            return end.saturating_sub(APART);
        }
        draw_above(canvas, frame, y, &refusal);
    }
    let is_counted = app.refusal().is_none() && app.notice().is_none();
    let count = app.match_count();
    let count = count.filter(|_| is_counted && !prompt.edit.text().is_empty());
    let [count, short_count] = count.unwrap_or_default();
    let (mut words, letters) = (app.ways().in_words(), app.ways().in_letters());
    if Query::is_half_typed(prompt.edit.text()) {
        let between = if words.is_empty() { "" } else { " · " };
        words = format!("{HALF_TYPED}{between}{words}");
    }
    let likened = match app.match_likeness() {
        Some(likeness) if !count.is_empty() => format!("{likeness}  {count}"),
        _ => count.clone(),
    };
    // Both as long as they may be beside what is typed.
    let forms = [
        (&words, &likened),
        (&letters, &likened),
        (&words, &count),
        (&letters, &count),
        (&letters, &short_count),
    ];
    let beside = |(ways, count): &(&String, &String)| {
        let widths = [ways, count].map(|said| text_width(said).to_u16());
        let apart = widths.iter().filter(|width| **width > 0).count();
        let apart = APART * u16::try_from(apart).unwrap_or(2);
        begin + widths.iter().sum::<u16>() + apart <= right
    };
    // Where there is no room for both, how it is meant is said, and the count once that is decided.
    let none = String::new();
    let only_ways = (
        &letters,
        if letters.is_empty() {
            &short_count
        } else {
            &none
        },
    );
    let (ways, count) = forms.into_iter().find(beside).unwrap_or(only_ways);
    for said in [count, ways] {
        if !said.is_empty() {
            end = canvas.put_right(end, y, said, dim).saturating_sub(APART);
        }
    }
    end
}

/// Draws what has no room beside what is typed, in the row above.
fn draw_above(canvas: &mut Canvas<'_>, frame: Frame, y: u16, says: &str) {
    let above = Rect::new(0, y.saturating_sub(1), canvas.area().width, 1);
    canvas.clear(above);
    let style = canvas.styles.text;
    canvas.put_within(frame.left, above.y, frame.width(), says, style);
}

/// Draws a line that is typed in, and the cursor; of a long one the part around the cursor.
pub(super) fn draw_edit(canvas: &mut Canvas<'_>, x: u16, y: u16, width: u16, edit: &LineEdit) {
    let (before, after) = edit.parts();
    let room = Cells::from(width.saturating_sub(1));
    let shown = end_within(before, room);
    let style = canvas.styles.text;
    let cursor = canvas.put(x, y, shown, style);
    canvas.drawn.cursor = Some((cursor, y));
    let left = (x + width).saturating_sub(cursor);
    canvas.put_within(cursor, y, left, after, style);
}

/// The end of `text` that fits into `room`.
pub(super) fn end_within(text: &str, room: Cells) -> &str {
    let mut over = text_width(text) - room;
    let mut hidden = 0;
    for cluster in clusters(text) {
        if over == Cells::ZERO {
            break;
        }
        hidden = cluster.start + cluster.text.len();
        over = over - cluster_width(cluster.text);
    }
    text.get(hidden..).unwrap_or("")
}
