//! Tables: width is shared out among the columns, cells are wrapped, nothing is cut.
//!
//! Where the columns fit side by side they stand so, two cells apart, with a rule under their names.
//! Where even their narrowest would not fit, every row is set as a record (`record`). The names of the
//! columns stand once, at the head of the table: on a page on which it goes on they are not repeated,
//! since what is on one page is on no other.

use crate::document::{Alignment, BlockKind, Table, TableId, TableRow};
use crate::text::{Cells, Offset, TextRange};

use super::block::Setting;
use super::compositor::Compositor;
use super::flow::{Flow, set_flow, undivided};
use super::line::{Content, Line, Piece};
use super::record::set_records;
use super::share::{GUTTER, gutters, share_out};

/// Sets the rows of a table that begin in `range`.
pub(super) fn set_table(
    setting: &Setting<'_>,
    id: TableId,
    range: TextRange,
    compositor: &mut Compositor,
    lines: &mut Vec<Line>,
) {
    debug_assert!(matches!(setting.block.kind, BlockKind::Table(_)));
    let Some(table) = setting.document.table(id) else {
        return;
    };
    let from = table.rows.partition_point(|r| r.start() < range.start);
    let to = if range.end < setting.block.range.end {
        table.rows.partition_point(|r| r.start() < range.end)
    } else {
        table.rows.len()
    };
    let rows = from..to.max(from);
    match share_out(setting.document, table, setting.width()) {
        Some(widths) => {
            for n in rows {
                set_row(setting, table, n, &widths, compositor, lines);
            }
        }
        None => set_records(setting, table, rows, compositor, lines),
    }
}

/// How many rows at the head of a table name its columns.
pub(super) fn header_rows(table: &Table) -> usize {
    table.rows.iter().take_while(|row| row.is_header).count()
}

fn set_row(
    setting: &Setting<'_>,
    table: &Table,
    number: usize,
    widths: &[Cells],
    compositor: &mut Compositor,
    lines: &mut Vec<Line>,
) {
    let Some(row) = table.rows.get(number) else {
        return;
    };
    if row.is_header && row.cells.iter().all(|cell| cell.is_empty()) {
        // Names that are none: Markdown has no other way to write a table without.
        return;
    }
    let ragged = setting.typography.cell();
    let cells: Vec<_> = row
        .cells
        .iter()
        .zip(widths)
        .map(|(cell, width)| {
            let kept = undivided(setting.document, *cell);
            let flow = Flow {
                kept: &kept,
                ..Flow::new(setting.document, *cell, (*width).max(Cells(2)), &ragged)
            };
            set_flow(flow, compositor)
        })
        .collect();
    let height = cells.iter().map(Vec::len).max().unwrap_or(0);
    for (n, place) in (0..height).zip(places_in_row(setting, row)) {
        let mut at = setting.indent;
        let mut pieces = Vec::new();
        let columns = row.cells.iter().zip(&cells).zip(widths).zip(&table.columns);
        for (((whole, cell), width), alignment) in columns {
            if let Some(line) = cell.get(n).filter(|line| !line.range.is_empty()) {
                pieces.push(Piece {
                    at: at + lead(*alignment, *width, line.length),
                    range: line.range,
                    cell: *whole,
                    ending: line.ending,
                });
            }
            at = at + *width + GUTTER;
        }
        let content = Content::Row {
            pieces: pieces.into(),
            is_header: row.is_header,
            nth: n,
        };
        lines.push(setting.line(place, content));
    }
    if number + 1 == header_rows(table) {
        let rule = Content::TableRule {
            indent: setting.indent,
            width: widths.iter().copied().sum::<Cells>() + gutters(widths.len()),
        };
        lines.push(setting.line(row.end(), rule));
    }
}

/// The places that the lines of a row stand for. The cells of a row stand one behind the other in
/// the text but side by side on the page, so the lines of a row divide the row's text among them, a
/// character each: enough to tell them apart and in order.
fn places_in_row<'d>(
    setting: &Setting<'d>,
    row: &TableRow,
) -> impl Iterator<Item = Offset> + use<'d> {
    let range = TextRange {
        start: row.start(),
        end: row.end(),
    };
    let start = range.start.to_usize();
    let chars = setting.document.slice(range).char_indices();
    chars
        .map(move |(at, _)| Offset::new(start + at))
        .chain(std::iter::repeat(range.end))
}

fn lead(alignment: Alignment, column: Cells, width: Cells) -> Cells {
    let free = column - width;
    match alignment {
        Alignment::Left => Cells::ZERO,
        Alignment::Centre => Cells(free.0 / 2),
        Alignment::Right => free,
    }
}
