//! Tables: rows of cells inside one block's text, parted by `\t` and `\n`.

use super::writer::Writer;
use super::{Builder, OpenBlock};
use crate::document::{Alignment, BlockKind, Table, TableId, TableRow};
use crate::text::TextRange;

/// Cells side by side that make a table; more are joined to the last. So what a table takes grows with its
/// source, and not with its widest row times its rows.
pub const MOST_COLUMNS: usize = 64;

#[derive(Debug, Default)]
pub(super) struct TableBuilder {
    tables: Vec<Table>,
    /// Where the open cell begins.
    cell: Option<usize>,
}

impl TableBuilder {
    fn row(&mut self) -> Option<&mut TableRow> {
        self.tables.last_mut()?.rows.last_mut()
    }

    /// Cells of the open row, with the one that is open.
    fn width(&self) -> usize {
        let row = self.tables.last().and_then(|table| table.rows.last());
        row.map_or(0, |row| row.cells.len()) + usize::from(self.cell.is_some())
    }

    /// Ends the open cell.
    fn end_cell(&mut self, writer: &mut Writer) {
        if let Some(start) = self.cell.take() {
            let end = writer.end(start);
            if let Some(row) = self.row() {
                row.cells.push(TextRange::new(start, end));
            }
        }
    }

    /// Ends the open row. One without cells gets one, so that it has a place.
    pub(super) fn end_row(&mut self, writer: &mut Writer) {
        self.end_cell(writer);
        let here = writer.len();
        if let Some(row) = self.row().filter(|row| row.cells.is_empty()) {
            row.cells = vec![TextRange::new(here, here)];
        }
    }

    /// All tables, with as many columns as their widest row has cells.
    pub(super) fn finish(mut self) -> Vec<Table> {
        for table in &mut self.tables {
            let widest = table.rows.iter().map(|r| r.cells.len()).max().unwrap_or(0);
            let columns = widest.max(table.columns.len());
            table.columns.resize(columns, Alignment::Left);
        }
        self.tables
    }
}

impl Builder {
    /// Begins a table with these columns; a row with more cells adds columns. Ends with
    /// [`Self::end`].
    pub fn begin_table(&mut self, mut columns: Vec<Alignment>) {
        self.end();
        columns.truncate(MOST_COLUMNS);
        let id = TableId::new(self.table.tables.len());
        let rows = Vec::new();
        self.table.tables.push(Table { columns, rows });
        let start = self.writer.begin(false, self.blocks.is_empty());
        let kind = BlockKind::Table(id);
        self.open = Some(OpenBlock { kind, start });
        self.inline.reopen(start);
    }

    /// Begins a row of the open table.
    pub fn begin_row(&mut self, is_header: bool) {
        if !self.in_table() {
            return;
        }
        self.table.end_row(&mut self.writer);
        self.inline.interrupt(self.writer.len());
        let is_first = self.table.tables.last().is_none_or(|t| t.rows.is_empty());
        if !is_first {
            self.writer.separate('\n');
        }
        if let Some(table) = self.table.tables.last_mut() {
            let cells = Vec::new();
            table.rows.push(TableRow { cells, is_header });
        }
    }

    /// Begins a cell of the open row; its text follows. Behind [`MOST_COLUMNS`] of them it goes on with the
    /// last.
    pub fn begin_cell(&mut self) {
        if !self.in_table() || self.table.row().is_none() {
            return;
        }
        if self.table.width() >= MOST_COLUMNS {
            self.text(" ");
            return;
        }
        self.table.end_cell(&mut self.writer);
        self.inline.interrupt(self.writer.len());
        let is_first = self.table.row().is_none_or(|row| row.cells.is_empty());
        let start = if is_first {
            self.writer.len()
        } else {
            self.writer.separate('\t')
        };
        self.table.cell = Some(start);
        self.inline.reopen(start);
    }

    /// Whether a table is open.
    pub fn in_table(&self) -> bool {
        matches!(
            self.open,
            Some(OpenBlock {
                kind: BlockKind::Table(_),
                ..
            })
        )
    }
}
