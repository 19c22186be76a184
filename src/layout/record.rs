//! Rows of a table that is too wide for its columns: what each row has, behind the names of its columns.
//!
//! ```text
//! Year: 1956
//! Event: A joint
//!   declaration
//! ```
//!
//! A row without names (of a table that has none, or one of several rows of names) has its cells alone,
//! a line each. Empty cells are left out, but for the first row's, so that every name is seen.

use std::ops::Range;

use crate::document::{Table, TableRow};
use crate::text::{Cells, Offset, TextRange, break_opportunities, text_width};

use super::block::Setting;
use super::compositor::Compositor;
use super::flow::{Flow, set_flow, undivided};
use super::line::{Content, Ending, Line, Piece};
use super::table::header_rows;

/// How far the rest of a cell that is too long hangs in.
const HANG: Cells = Cells(2);

/// The colon behind a name, and the blank before what it names.
const COLON: Cells = Cells(1);

pub(super) fn set_records(
    setting: &Setting<'_>,
    table: &Table,
    rows: Range<usize>,
    compositor: &mut Compositor,
    lines: &mut Vec<Line>,
) {
    let headers = header_rows(table);
    // The row nearest to the body names the columns; it is set by itself only if it is all there is, or
    // if there is a name that does not fit on a line.
    let names = headers
        .checked_sub(1)
        .filter(|n| headers < table.rows.len() && names_fit(setting, table, *n));
    // They stand in the first part of a table that is set in parts.
    let mut place = names
        .filter(|n| rows.contains(n))
        .map(|n| place_of(table, n));
    let first = lines.len();
    for n in rows.filter(|n| Some(*n) != names) {
        let Some(row) = table.rows.get(n) else {
            continue;
        };
        if lines.len() > first {
            let before = Offset::new(row.start().to_usize().saturating_sub(1));
            lines.push(setting.line(before, Content::Blank));
        }
        let names = names
            .filter(|_| !row.is_header)
            .and_then(|n| table.rows.get(n));
        // The first record stands for the names too: a search that finds one leads there.
        let place = place.take().filter(|_| names.is_some());
        set_record(setting, names, row, place, compositor, lines);
    }
}

fn names_fit(setting: &Setting<'_>, table: &Table, row: usize) -> bool {
    let names = table.rows.get(row).map_or(&[][..], |row| &row.cells);
    let fits = |name: &str| !name.contains('\n') && text_width(name) + COLON <= setting.width();
    names.iter().all(|name| fits(setting.document.slice(*name)))
}

fn place_of(table: &Table, row: usize) -> Offset {
    table.rows.get(row).map_or(Offset::ZERO, TableRow::start)
}

/// Sets one row. `place` is what its first line stands for besides its own text: that of the names.
fn set_record(
    setting: &Setting<'_>,
    names: Option<&TableRow>,
    row: &TableRow,
    place: Option<Offset>,
    compositor: &mut Compositor,
    lines: &mut Vec<Line>,
) {
    let text = setting.document.text();
    let is_first = place.is_some();
    let mut nth = 0;
    // No two lines stand for the same place, or a page could not be turned between them. A cell has one
    // line more than its text needs, for the name, and there is a sign behind every cell.
    let mut free = row.start().to_usize();
    let named = names.map_or(0, |names| names.cells.len());
    for (column, cell) in row.cells_of(named).enumerate() {
        let name = names.and_then(|names| names.cells.get(column));
        let name = name.copied().filter(|name| !name.is_empty());
        if cell.is_empty() && !(is_first && name.is_some()) {
            continue;
        }
        let field = Field::new(setting, name, cell, compositor);
        for mut line in field.lines {
            line.place = line.place.max(Offset::new(free));
            free = text.ceil_char_boundary(line.place.to_usize() + 1);
            if let Some(place) = place.filter(|_| nth == 0) {
                line.place = place;
            }
            if let Content::Record { nth: number, .. } = &mut line.content {
                *number = nth;
            }
            nth += 1;
            lines.push(line);
        }
    }
}

/// A cell with the name of its column, line by line.
struct Field<'a> {
    setting: &'a Setting<'a>,
    lines: Vec<Line>,
}

impl<'a> Field<'a> {
    fn new(
        setting: &'a Setting<'a>,
        name: Option<TextRange>,
        cell: TextRange,
        compositor: &mut Compositor,
    ) -> Self {
        let mut field = Self {
            setting,
            lines: Vec::new(),
        };
        let room = name.map_or(setting.width(), |name| field.put_name(name, cell));
        if !cell.is_empty() {
            field.put_value(cell, room, compositor);
        }
        field
    }

    fn hang(&self) -> Cells {
        HANG.min(Cells(self.setting.width().0 / 4))
    }

    /// Puts the name, which fits on a line; answers with the cells left behind it for the value.
    fn put_name(&mut self, name: TextRange, cell: TextRange) -> Cells {
        let taken = text_width(self.setting.document.slice(name));
        let content = Content::Record {
            name: Some(self.piece(Cells::ZERO, name, name)),
            colon: Some(self.setting.indent + taken),
            value: None,
            nth: 0,
        };
        self.lines.push(self.setting.line(cell.start, content));
        self.setting.width() - taken - COLON - Cells(1)
    }

    /// Puts the value: as much of it as fits behind the name, the rest hanging in.
    fn put_value(&mut self, cell: TextRange, room: Cells, compositor: &mut Compositor) {
        let (text, width) = (self.setting.document.text(), self.setting.width());
        let ragged = self.setting.typography.cell();
        let (first, rest) = split(cell.of(text), room);
        let start = cell.start.to_usize();
        if first > 0 {
            let line = cell.of(text).get(..first).unwrap_or("").trim_end();
            let range = TextRange::new(start, start + line.len());
            let value = self.piece(width - room, range, cell);
            match self.lines.last_mut().map(|line| &mut line.content) {
                Some(Content::Record { value: free, .. }) => *free = Some(value),
                _ => self.push(value),
            }
        }
        if first > 0 && rest >= cell.len() {
            return;
        }
        let hang = self.hang();
        let range = TextRange::new(start + rest, cell.end.to_usize());
        let kept = undivided(self.setting.document, range);
        let flow = Flow {
            kept: &kept,
            ..Flow::new(self.setting.document, range, width - hang, &ragged)
        };
        for set in set_flow(flow, compositor) {
            self.push(Piece {
                ending: set.ending,
                ..self.piece(hang, set.range, cell)
            });
        }
    }

    fn piece(&self, at: Cells, range: TextRange, cell: TextRange) -> Piece {
        Piece {
            at: self.setting.indent + at,
            range,
            cell,
            ending: Ending::Plain,
        }
    }

    fn push(&mut self, value: Piece) {
        let content = Content::Record {
            name: None,
            colon: None,
            value: Some(value),
            nth: 0,
        };
        self.lines
            .push(self.setting.line(value.range.start, content));
    }
}

/// How much of `text` stands on a first line of `room` cells, and where the rest begins: the words that
/// fit, up to a forced line end.
fn split(text: &str, room: Cells) -> (usize, usize) {
    let line = text.split('\n').next().unwrap_or("");
    if text_width(line) <= room {
        return (line.len(), (line.len() + 1).min(text.len()));
    }
    let mut fitting = 0;
    let mut width = Cells::ZERO;
    let mut start = 0;
    for end in break_opportunities(line) {
        let piece = line.get(start..end).unwrap_or("");
        if width + text_width(piece.trim_end()) > room {
            break;
        }
        width += text_width(piece);
        start = end;
        // Only between words, and between the signs of a script without blanks: not in an address.
        let is_wide = piece.chars().next_back().is_some_and(|c| !c.is_ascii());
        if piece.ends_with(' ') || is_wide && !piece.ends_with('\u{AD}') {
            fitting = end;
        }
    }
    (fitting, fitting)
}
