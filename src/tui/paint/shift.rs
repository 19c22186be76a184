//! Rows that only moved are moved by the terminal.
//!
//! A scrolled page is the old one some rows higher or lower. The terminal moves rows between two margins
//! at the cost of a dozen bytes. Whether it was worth it is counted, not guessed.

use ratatui::buffer::{Buffer, Cell};

use super::escape;

/// Rows that are moved: those from `top` up to, not including, `bottom`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Shift {
    top: usize,
    bottom: usize,
    /// By so many rows, up if positive.
    up: isize,
}

/// Moving has to save so many cells, each of them about a byte: what it costs, and something over.
const LEAST_SAVED: usize = 60;

impl Shift {
    /// Writes the sequence. The style must be the terminal's own: it colours the rows that come free.
    pub fn write(self, out: &mut Vec<u8>) {
        let number = |n: usize| u16::try_from(n).unwrap_or(u16::MAX);
        escape(&[number(self.top + 1), number(self.bottom)], b'r', out);
        let end = if self.up > 0 { b'S' } else { b'T' };
        escape(&[number(self.up.unsigned_abs())], end, out);
        out.extend_from_slice(b"\x1b[r");
    }

    /// The row that comes to stand in row `y`.
    fn source(self, y: usize) -> Option<usize> {
        let source = y.checked_add_signed(self.up)?;
        (self.top..self.bottom).contains(&source).then_some(source)
    }
}

/// The move that makes `after` out of the most of `before`, and what the screen shows after it.
pub(super) fn shifted(before: &Buffer, after: &Buffer) -> Option<(Shift, Buffer)> {
    let width = usize::from(after.area.width);
    if width == 0 || before.area != after.area {
        return None;
    }
    let old: Vec<&[Cell]> = before.content.chunks(width).collect();
    let new: Vec<&[Cell]> = after.content.chunks(width).collect();
    let differs = |y: &usize| old.get(*y) != new.get(*y);
    let top = (0..new.len()).find(differs)?;
    let bottom = (0..new.len()).rfind(differs)? + 1;
    let shift = best(&old, &new, top, bottom)?;
    let mut shown = before.clone();
    let rows = shown.content.chunks_mut(width).enumerate();
    for (y, row) in rows.skip(top).take(bottom - top) {
        match shift.source(y).and_then(|source| old.get(source)) {
            Some(source) => row.clone_from_slice(source),
            None => row.fill(Cell::EMPTY),
        }
    }
    let saved =
        unlike(&before.content, &after.content).checked_sub(unlike(&shown.content, &after.content));
    saved
        .filter(|saved| *saved >= LEAST_SAVED)
        .map(|_| (shift, shown))
}

/// The move after which the most rows stand where they should. Blank ones say nothing.
fn best(old: &[&[Cell]], new: &[&[Cell]], top: usize, bottom: usize) -> Option<Shift> {
    let farthest = isize::try_from((bottom - top) * 2 / 3).ok()?;
    let written: Vec<bool> = old.iter().map(|row| !is_blank(row)).collect();
    let right = |up: isize| {
        let shift = Shift { top, bottom, up };
        let is_right = |y: &usize| {
            let source = shift
                .source(*y)
                .filter(|at| written.get(*at) == Some(&true));
            let source = source.and_then(|source| old.get(source));
            source.zip(new.get(*y)).is_some_and(|(a, b)| is_same(a, b))
        };
        (top..bottom).filter(is_right).count()
    };
    let (count, up) = (1..=farthest)
        .flat_map(|up| [up, -up])
        .map(|up| (right(up), up))
        .max_by_key(|(count, up)| (*count, -up.abs()))?;
    (count > 0).then_some(Shift { top, bottom, up })
}

/// Whether two rows are the same. Rows begin alike, with a margin: their middles tell most of them apart.
fn is_same(a: &[Cell], b: &[Cell]) -> bool {
    let middle = a.len() / 2;
    a.get(middle) == b.get(middle) && a == b
}

fn is_blank(row: &[Cell]) -> bool {
    row.iter().all(|cell| cell.symbol() == " ")
}

fn unlike(a: &[Cell], b: &[Cell]) -> usize {
    a.iter().zip(b).filter(|(a, b)| a != b).count()
}
