//! A match in a row, with its surroundings: all matches stand below one another, as in a concordance.

use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use super::Canvas;
use super::prompt::end_within;
use crate::app::{App, RowRoom};
use crate::layout::Bidi;
use crate::search::{BLOCK_END, Surroundings};
use crate::text::{Cells, Direction, Offset, TextRange, direction_of, shortened, text_width};

/// Bytes of a match that are looked at: more are never drawn in a row.
const LONGEST: usize = 400;

/// The page stands to the right, the match and what is around it before that, in the room there is for them.
pub(super) fn draw_match(
    canvas: &mut Canvas<'_>,
    app: &App,
    line: Rect,
    found: (TextRange, RowRoom),
    is_chosen: bool,
) {
    let (range, room) = found;
    let looks = Looks::new(canvas, is_chosen);
    if is_chosen {
        canvas.buffer.set_style(line, looks.text);
    }
    let page = app.window().page_at(range.start).label();
    let end = canvas.put_right(line.right(), line.y, &page, looks.page);
    let end = end.saturating_sub(1);
    let start = (line.x + RowRoom::INDENT).min(end);
    let row = Rect {
        x: start,
        width: (room.before + room.rest).min(end - start),
        ..line
    };
    let document = app.window().document();
    let longest = document.floor_char(range.start.to_usize() + LONGEST);
    let range = TextRange {
        end: range.end.min(longest),
        ..range
    };
    let ends_block = |at: Offset| {
        let next = Offset::new(at.to_usize() + 1);
        let blocks = document.blocks();
        blocks
            .binary_search_by_key(&next, |b| b.range.start)
            .is_ok()
    };
    let length = usize::from(row.width);
    let around = Surroundings::marking(document.text(), range, length, &ends_block);
    let whole = [&around.before, &around.exact, &around.after].map(String::as_str);
    let is_mirrored =
        canvas.bidi == Bidi::Reordered && direction_of(&whole.concat()) == Direction::RightToLeft;
    if is_mirrored {
        put_from_right(canvas, row, room.before, &around, looks);
    } else {
        put_from_left(canvas, row, room.before, &around, looks);
    }
}

/// How the parts of a row look.
#[derive(Clone, Copy)]
struct Looks {
    text: Style,
    exact: Style,
    page: Style,
    /// The sign where a block ends.
    mark: Style,
}

impl Looks {
    fn new(canvas: &Canvas<'_>, is_chosen: bool) -> Self {
        let styles = canvas.styles;
        if !is_chosen {
            return Self {
                text: styles.text,
                exact: styles.text.patch(styles.hit),
                page: styles.dim,
                mark: styles.dim,
            };
        }
        // In a row that is filled the match is not: without colours, too, they are apart.
        let current = styles.text.patch(styles.current);
        let current = current.remove_modifier(Modifier::REVERSED);
        Self {
            text: styles.chosen,
            exact: current.add_modifier(Modifier::BOLD | Modifier::UNDERLINED),
            page: styles.chosen,
            mark: styles.chosen,
        }
    }
}

fn put_from_left(
    canvas: &mut Canvas<'_>,
    row: Rect,
    before: u16,
    around: &Surroundings,
    looks: Looks,
) {
    let room = before.min(row.width);
    let x = row.x + room;
    let is_edge = [' ', BLOCK_END];
    let words = last_words(&around.before, room).trim_start_matches(is_edge);
    let start = x.saturating_sub(text_width(words).to_u16());
    put_marked(canvas, start, row.y, words, looks);
    let room = row.right().saturating_sub(x);
    let x = canvas.put_within(x, row.y, room, &around.exact, looks.exact);
    let room = row.right().saturating_sub(x);
    let words = first_words(&around.after, room).trim_end_matches(is_edge);
    put_marked(canvas, x, row.y, words, looks);
}

/// Puts words, and between blocks a sign that is none of them.
fn put_marked(canvas: &mut Canvas<'_>, x: u16, y: u16, words: &str, looks: Looks) {
    let mut x = x;
    for piece in words.split_inclusive(BLOCK_END) {
        let text = piece.strip_suffix(BLOCK_END);
        x = canvas.put(x, y, text.unwrap_or(piece), looks.text);
        if text.is_some() {
            x = canvas.put(x, y, BLOCK_END.encode_utf8(&mut [0; 2]), looks.mark);
        }
    }
}

/// The same for what is read from right to left; there the sign is put in order with the words.
fn put_from_right(
    canvas: &mut Canvas<'_>,
    row: Rect,
    before: u16,
    around: &Surroundings,
    looks: Looks,
) {
    let room = before.min(row.width);
    let x = row.right() - room;
    canvas.put(x, row.y, last_words(&around.before, room), looks.text);
    let room = x.saturating_sub(row.x);
    let exact = shortened(&around.exact, Cells::from(room));
    let x = canvas.put_right(x, row.y, &exact, looks.exact);
    let room = x.saturating_sub(row.x);
    canvas.put_right(x, row.y, first_words(&around.after, room), looks.text);
}

/// The last words of a text that fit; a piece of a word says nothing, unless there is no whole one.
fn last_words(text: &str, room: u16) -> &str {
    let end = end_within(text, Cells::from(room));
    let hidden = text.strip_suffix(end).unwrap_or("");
    let is_cut = !hidden.is_empty() && !hidden.ends_with(' ') && !end.starts_with(' ');
    match end.split_once(' ') {
        Some((_, whole)) if is_cut && !whole.is_empty() => whole,
        _ => end,
    }
}

/// The first words of a text that fit.
fn first_words(text: &str, room: u16) -> &str {
    let room = Cells::from(room);
    if text_width(text) <= room {
        return text;
    }
    // With the cell of the ellipsis, which is not shown.
    let short = shortened(text, room + Cells(1));
    let kept = short.trim_end_matches('…').len();
    let head = text.get(..kept).unwrap_or("");
    let is_cut = text.get(kept..).is_some_and(|rest| !rest.starts_with(' '));
    let blank = head.rfind(' ').filter(|blank| is_cut && *blank > 0);
    blank.map_or(head, |blank| head.get(..blank).unwrap_or(head))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn surroundings_are_cut_to_whole_words() {
        let text = " the lamp is lit at dusk";
        let first = [0, 4, 5, 9, 10, 12, 30].map(|room| first_words(text, room));
        assert_eq!(
            first,
            [
                "",
                " the",
                " the",
                " the lamp",
                " the lamp",
                " the lamp is",
                text
            ]
        );
        let text = "the lamp is lit at ";
        let last = [0, 2, 3, 6, 8, 9, 30].map(|room| last_words(text, room));
        assert_eq!(last, ["", "t ", "at ", "at ", " lit at ", "lit at ", text]);
        assert_eq!(first_words("灯塔守护人", 5), "灯塔");
        assert_eq!(last_words("灯塔守护人", 5), "护人");
    }
}
