//! From one screen to the next in few bytes.
//!
//! [`paint`] writes what turns a terminal that shows one buffer into one that shows another: only the
//! clusters that differ, with the cheapest way to each. What is between two changes is written again
//! where that is shorter than a move, the rest of a row is erased where it is blank, rows that only
//! moved are moved by the terminal (`shift`), and styles change by what differs in them (`sgr`).
//! ratatui's own backend moves with the longest form everywhere and after each wide letter, which makes
//! a page of Chinese three times as long.
//!
//! Written is what every terminal of the last thirty years knows: CUP, CHA, CUF, EL, SGR, and for
//! moving rows DECSTBM, SU, SD (ECMA-48; DEC STD 070).

mod sgr;
mod shift;

use ratatui::buffer::{Buffer, Cell};

use crate::text::{Cells, needs_whole_repaint, text_width};
pub(super) use sgr::Colours;
use sgr::Sgr;

/// Writes to `out` what turns a screen that shows `before`, or is blank, into one that shows `after`, which is
/// of the same size. The cursor is left anywhere, and the style as the terminal began with.
pub(super) fn paint(before: Option<&Buffer>, after: &Buffer, colours: Colours, out: &mut Vec<u8>) {
    let mut painter = Painter {
        out,
        at: None,
        sgr: Sgr::default(),
        colours,
        width: after.area.width,
    };
    let shifted = before.and_then(|before| shift::shifted(before, after));
    let before = match &shifted {
        Some((shift, shifted)) => {
            shift.write(painter.out);
            Some(shifted)
        }
        None => before,
    };
    let width = usize::from(after.area.width).max(1);
    let blank = vec![Cell::EMPTY; width];
    let rows = before
        .map_or(&[][..], |before| &before.content)
        .chunks(width);
    let rows = rows
        .chain(std::iter::repeat(&blank[..]))
        .zip(after.content.chunks(width));
    for (y, (before, after)) in (0..).zip(rows) {
        painter.row(y, before, after);
    }
    painter.dress(Sgr::default());
}

/// A cluster on a row.
#[derive(Clone, Copy, PartialEq)]
struct Glyph<'b> {
    x: u16,
    width: u16,
    symbol: &'b str,
    sgr: Sgr,
}

impl Glyph<'_> {
    fn end(&self) -> u16 {
        self.x + self.width
    }

    /// Whether every terminal moves its cursor by the cluster's width when it is written.
    fn is_plain(&self) -> bool {
        self.symbol.len() == 1
            || self.width == 1 && !needs_whole_repaint(self.symbol)
            || self.symbol.chars().count() == 1 && !needs_whole_repaint(self.symbol)
    }

    /// Whether erasing the cells shows the same.
    fn is_erased(&self) -> bool {
        self.symbol == " " && self.sgr.is_plain_ground()
    }
}

/// The clusters of a row. What a wide one covers is none.
fn glyphs(row: &[Cell], colours: Colours) -> impl Iterator<Item = Glyph<'_>> {
    let mut x = 0;
    std::iter::from_fn(move || {
        let cell = row.get(usize::from(x))?;
        let symbol = cell.symbol();
        let width = match symbol.len() {
            0 | 1 => 1,
            _ => text_width(symbol).max(Cells(1)).to_u16(),
        };
        let glyph = Glyph {
            x,
            width,
            symbol: if symbol.is_empty() { " " } else { symbol },
            sgr: Sgr::of(cell, colours),
        };
        x = glyph.end();
        Some(glyph)
    })
}

/// Where the bytes go, and what the terminal is at.
struct Painter<'o> {
    out: &'o mut Vec<u8>,
    /// Column and row of the cursor, where that is certain.
    at: Option<(u16, u16)>,
    sgr: Sgr,
    colours: Colours,
    width: u16,
}

impl Painter<'_> {
    fn row(&mut self, y: u16, before: &[Cell], after: &[Cell]) {
        if before == after {
            return;
        }
        let after: Vec<Glyph<'_>> = glyphs(after, self.colours).collect();
        let changed = changes(&after, before, self.colours);
        let Some(last) = changed.iter().rposition(|is_changed| *is_changed) else {
            return;
        };
        // From here on the row is blank.
        let blank_from = after
            .iter()
            .rposition(|glyph| !glyph.is_erased())
            .map_or(0, |at| at + 1);
        let erases = blank_from <= last && last - blank_from >= ERASING_PAYS;
        let written = if erases { blank_from } else { last + 1 };
        for (glyph, is_changed) in after.iter().zip(&changed).take(written) {
            if *is_changed {
                self.write(y, glyph, &after);
            }
        }
        let blank = after.get(blank_from);
        let is_there = blank.is_some_and(|glyph| self.at == Some((glyph.x, y)));
        let first = if is_there {
            blank
        } else {
            after.get(first_change(&changed, blank_from))
        };
        if let Some(glyph) = first.filter(|_| erases) {
            self.go(glyph.x, y, &after);
            self.dress(glyph.sgr);
            self.out.extend_from_slice(b"\x1b[K");
        }
    }

    fn write(&mut self, y: u16, glyph: &Glyph<'_>, row: &[Glyph<'_>]) {
        self.go(glyph.x, y, row);
        self.dress(glyph.sgr);
        self.put(y, glyph);
    }

    fn put(&mut self, y: u16, glyph: &Glyph<'_>) {
        self.out.extend_from_slice(glyph.symbol.as_bytes());
        // At the right edge a terminal waits with going to the next row, each in its own way.
        let is_certain = glyph.is_plain() && glyph.end() < self.width;
        self.at = is_certain.then(|| (glyph.end(), y));
    }

    /// Takes the cursor to a column of a row with these clusters, the cheapest way.
    fn go(&mut self, x: u16, y: u16, row: &[Glyph<'_>]) {
        match self.at {
            Some(at) if at == (x, y) => {}
            Some((from, at)) if at == y && from < x => self.go_right(from, x, y, row),
            Some((from, at)) if at + 1 == y => {
                if x == 0 && from > 0 {
                    self.out.push(b'\r');
                }
                self.out.push(b'\n');
                if x != from && x > 0 {
                    self.escape(&[x + 1], b'G');
                }
            }
            _ if x == 0 && y == 0 => self.out.extend_from_slice(b"\x1b[H"),
            _ => self.escape(&[y + 1, x + 1], b'H'),
        }
        self.at = Some((x, y));
    }

    /// Goes right, over what stands there: by writing it again where that is shorter.
    fn go_right(&mut self, from: u16, x: u16, y: u16, row: &[Glyph<'_>]) {
        let first = row.partition_point(|glyph| glyph.x < from);
        let between = row
            .get(first..)
            .unwrap_or(&[])
            .iter()
            .take_while(|glyph| glyph.x < x);
        let can_write = between
            .clone()
            .all(|glyph| glyph.sgr == self.sgr && glyph.is_plain());
        let bytes: usize = between.clone().map(|glyph| glyph.symbol.len()).sum();
        if can_write && bytes <= MOVE_BYTES {
            between.for_each(|glyph| self.put(y, glyph));
        } else {
            match x - from {
                1 => self.out.extend_from_slice(b"\x1b[C"),
                n => self.escape(&[n], b'C'),
            }
        }
    }

    fn dress(&mut self, sgr: Sgr) {
        sgr.write(self.sgr, self.out);
        self.sgr = sgr;
    }

    fn escape(&mut self, numbers: &[u16], end: u8) {
        escape(numbers, end, self.out);
    }
}

/// A move to the right is so many bytes, mostly.
const MOVE_BYTES: usize = 4;
/// Blanks that are dearer than to erase: `ESC [ K` is three bytes.
const ERASING_PAYS: usize = 3;

/// Which of the clusters are not on the screen yet.
fn changes(after: &[Glyph<'_>], before: &[Cell], colours: Colours) -> Vec<bool> {
    let mut before = glyphs(before, colours).peekable();
    let is_changed = |glyph: &Glyph<'_>| {
        while before.next_if(|old| old.x < glyph.x).is_some() {}
        before.peek() != Some(glyph)
    };
    after.iter().map(is_changed).collect()
}

fn first_change(changed: &[bool], from: usize) -> usize {
    let after = changed.get(from..).unwrap_or(&[]);
    from + after.iter().position(|is_changed| *is_changed).unwrap_or(0)
}

/// A control sequence: `ESC [`, numbers apart by `;`, and the letter that says what for.
fn escape(numbers: &[u16], end: u8, out: &mut Vec<u8>) {
    out.extend_from_slice(b"\x1b[");
    for (n, number) in numbers.iter().enumerate() {
        if n > 0 {
            out.push(b';');
        }
        out.extend_from_slice(number.to_string().as_bytes());
    }
    out.push(end);
}

#[cfg(test)]
mod tests;
