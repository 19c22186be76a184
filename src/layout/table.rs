//! Tables: width is shared out among the columns, cells are wrapped, nothing is cut.
//!
//! Where the columns fit side by side they stand so, two cells apart, with a rule under their names.
//! Where even their narrowest would not fit, every row is set as a record: the name of a column, and
//! under it, set in, what the row has there.

use crate::document::{Alignment, BlockKind, Table, TableId, TableRow};
use crate::text::{Cells, Offset, TextRange, text_width};

use super::block::Setting;
use super::compositor::Compositor;
use super::flow::{Flow, set_flow};
use super::line::{Content, Line, Piece};

/// Cells between two columns.
const GUTTER: Cells = Cells(2);

/// A column narrower than this breaks nearly every word.
const NARROWEST_COLUMN: Cells = Cells(6);

/// How far what a record says is set in under the name of its column.
const RECORD: Cells = Cells(2);

pub(super) fn set_table(
    setting: &Setting<'_>,
    id: TableId,
    compositor: &mut Compositor,
    lines: &mut Vec<Line>,
) {
    debug_assert!(matches!(setting.block.kind, BlockKind::Table(_)));
    let Some(table) = setting.document.table(id) else {
        return;
    };
    match share_out(setting, table) {
        Some(widths) => set_side_by_side(setting, table, &widths, compositor, lines),
        None => set_records(setting, table, compositor, lines),
    }
}

/// The width of each column, or `None` where they cannot stand side by side.
fn share_out(setting: &Setting<'_>, table: &Table) -> Option<Vec<Cells>> {
    let columns = table.columns.len();
    let gutters = Cells::from(columns.saturating_sub(1) * GUTTER.to_usize());
    let room = setting.width() - gutters;
    let mut natural = vec![Cells::ZERO; columns];
    for row in &table.rows {
        for (width, cell) in natural.iter_mut().zip(&row.cells) {
            *width = (*width).max(text_width(setting.document.slice(*cell)));
        }
    }
    if natural.iter().copied().sum::<Cells>() <= room {
        return Some(natural);
    }
    // Columns that need less than an equal share keep what they need; the others share the rest.
    let mut widths = vec![None; columns];
    let mut left = room;
    let mut open = columns;
    loop {
        let share = Cells(left.0 / u32::try_from(open).ok().filter(|n| *n > 0)?);
        let modest = widths
            .iter_mut()
            .zip(&natural)
            .find(|(width, natural)| width.is_none() && **natural <= share);
        let Some((width, natural)) = modest else {
            if share < NARROWEST_COLUMN {
                return None;
            }
            return Some(widths.into_iter().map(|w| w.unwrap_or(share)).collect());
        };
        *width = Some(*natural);
        left = left - *natural;
        open -= 1;
    }
}

fn set_side_by_side(
    setting: &Setting<'_>,
    table: &Table,
    widths: &[Cells],
    compositor: &mut Compositor,
    lines: &mut Vec<Line>,
) {
    let mut last_header: Option<(usize, Offset)> = None;
    for row in &table.rows {
        set_row(setting, table, row, widths, compositor, lines);
        if row.is_header {
            let end = row
                .cells
                .last()
                .map_or(setting.block.range.start, |c| c.end);
            last_header = Some((lines.len(), end));
        }
    }
    if let Some((at, place)) = last_header {
        let gutters = Cells::from(widths.len().saturating_sub(1) * GUTTER.to_usize());
        let rule = Content::TableRule {
            indent: setting.indent,
            width: widths.iter().copied().sum::<Cells>() + gutters,
        };
        lines.insert(at, setting.line(place, rule));
    }
}

fn set_row(
    setting: &Setting<'_>,
    table: &Table,
    row: &TableRow,
    widths: &[Cells],
    compositor: &mut Compositor,
    lines: &mut Vec<Line>,
) {
    let text = setting.document.text();
    let ragged = setting.typography.cell();
    let cells: Vec<_> = row
        .cells
        .iter()
        .zip(widths)
        .map(|(cell, width)| set_flow(Flow::new(text, *cell, (*width).max(Cells(2)), &ragged), compositor))
        .collect();
    let height = cells.iter().map(Vec::len).max().unwrap_or(0);
    for n in 0..height {
        let mut at = setting.indent;
        let mut pieces = Vec::new();
        for ((cell, width), alignment) in cells.iter().zip(widths).zip(&table.columns) {
            if let Some(line) = cell.get(n).filter(|line| !line.range.is_empty()) {
                let lead = lead(*alignment, *width, text_width(line.range.of(text)));
                pieces.push(Piece {
                    at: at + lead,
                    range: line.range,
                });
            }
            at = at + *width + GUTTER;
        }
        let content = Content::Row {
            pieces: pieces.into(),
            is_header: row.is_header,
            nth: n,
        };
        lines.push(setting.line(place_in_row(setting, row, n), content));
    }
}

/// The place that the `n`th line of a row stands for. The cells of a row stand one behind the other in
/// the text but side by side on the page, so the lines of a row divide the row's text among them, a
/// character each: enough to tell them apart and in order.
fn place_in_row(setting: &Setting<'_>, row: &TableRow, n: usize) -> Offset {
    let start = row
        .cells
        .first()
        .map_or(setting.block.range.start, |c| c.start);
    let end = row.cells.last().map_or(start, |c| c.end);
    let range = TextRange { start, end };
    let text = setting.document.slice(range);
    let along = text.char_indices().nth(n).map_or(text.len(), |(at, _)| at);
    Offset::new(start.to_usize() + along)
}

fn lead(alignment: Alignment, column: Cells, width: Cells) -> Cells {
    let free = column - width;
    match alignment {
        Alignment::Left => Cells::ZERO,
        Alignment::Centre => Cells(free.0 / 2),
        Alignment::Right => free,
    }
}

fn set_records(
    setting: &Setting<'_>,
    table: &Table,
    compositor: &mut Compositor,
    lines: &mut Vec<Line>,
) {
    let names = table.rows.iter().find(|row| row.is_header);
    let mut is_first = true;
    for row in table
        .rows
        .iter()
        .filter(|row| !row.is_header || table.rows.len() == 1)
    {
        if !is_first {
            let start = row.cells.first().map_or(0, |c| c.start.to_usize());
            lines.push(setting.line(Offset::new(start.saturating_sub(1)), Content::Blank));
        }
        is_first = false;
        for (column, cell) in row.cells.iter().enumerate().filter(|(_, c)| !c.is_empty()) {
            let name = names.and_then(|names| names.cells.get(column));
            set_record(setting, name.copied(), *cell, compositor, lines);
        }
    }
}

/// A record's lines are one row: the name of its column is not left alone at the foot of a page.
fn set_record(
    setting: &Setting<'_>,
    name: Option<TextRange>,
    cell: TextRange,
    compositor: &mut Compositor,
    lines: &mut Vec<Line>,
) {
    let text = setting.document.text();
    let ragged = setting.typography.cell();
    let first = lines.len();
    let mut push = |place: Offset, at: Cells, range: TextRange, is_header: bool| {
        let content = Content::Row {
            pieces: [Piece { at, range }].into(),
            is_header,
            nth: lines.len() - first,
        };
        lines.push(setting.line(place, content));
    };
    for line in name
        .into_iter()
        .flat_map(|name| set_flow(Flow::new(text, name, setting.width(), &ragged), compositor))
    {
        push(cell.start, setting.indent, line.range, true);
    }
    for line in set_flow(Flow::new(text, cell, setting.width() - RECORD, &ragged), compositor) {
        push(line.range.start, setting.indent + RECORD, line.range, false);
    }
}
