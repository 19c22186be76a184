//! Tables: rows of cells inside one block's text, parted by `\t` and `\n`.

use super::writer::Writer;
use super::{Builder, OpenBlock};
use crate::document::{Alignment, BlockKind, Table, TableId, TableRow};
use crate::text::TextRange;

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

    /// Ends the open cell.
    pub(super) fn end(&mut self, writer: &mut Writer) {
        if let Some(start) = self.cell.take() {
            let end = writer.end(start);
            if let Some(row) = self.row() {
                row.cells.push(TextRange::new(start, end));
            }
        }
    }

    /// All tables, every row as long as its table has columns.
    pub(super) fn finish(mut self) -> Vec<Table> {
        for table in &mut self.tables {
            let widest = table.rows.iter().map(|r| r.cells.len()).max().unwrap_or(0);
            let columns = widest.max(table.columns.len());
            table.columns.resize(columns, Alignment::Left);
            for row in &mut table.rows {
                let end = row
                    .cells
                    .last()
                    .map_or_else(TextRange::default, |c| TextRange::at(c.end));
                row.cells.resize(columns, end);
            }
        }
        self.tables
    }
}

impl Builder {
    /// Begins a table with these columns; a row with more cells adds columns. Ends with
    /// [`Self::end`].
    pub fn begin_table(&mut self, columns: Vec<Alignment>) {
        self.end();
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
        self.end_cell();
        let is_first = self.table.tables.last().is_none_or(|t| t.rows.is_empty());
        if !is_first {
            self.writer.separate('\n');
        }
        if let Some(table) = self.table.tables.last_mut() {
            let cells = Vec::new();
            table.rows.push(TableRow { cells, is_header });
        }
    }

    /// Begins a cell of the open row; its text follows.
    pub fn begin_cell(&mut self) {
        if !self.in_table() || self.table.row().is_none() {
            return;
        }
        self.end_cell();
        let is_first = self.table.row().is_none_or(|row| row.cells.is_empty());
        let start = if is_first {
            self.writer.len()
        } else {
            self.writer.separate('\t')
        };
        self.table.cell = Some(start);
        self.inline.reopen(start);
    }

    fn end_cell(&mut self) {
        self.table.end(&mut self.writer);
        self.inline.interrupt(self.writer.len());
    }

    fn in_table(&self) -> bool {
        matches!(
            self.open,
            Some(OpenBlock {
                kind: BlockKind::Table(_),
                ..
            })
        )
    }
}
