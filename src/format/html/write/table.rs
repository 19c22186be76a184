//! Tables: rows and cells, and those that are none.

use super::{Ends, Writer};
use crate::document::{Alignment, MOST_COLUMNS};
use crate::format::html::markup::{Attribute, ElementId};
use crate::format::html::tables::span;

/// A table that is being read.
#[derive(Debug)]
pub(super) struct OpenTable {
    /// Whether it is set as a table.
    is_data: bool,
    columns: Vec<Alignment>,
    heads: usize,
    /// Whether the builder has it open.
    is_open: bool,
    rows: usize,
    in_row: bool,
    column: usize,
    /// Rows below that cells of earlier rows reach into, by column.
    reaching: Vec<usize>,
    /// Columns that the open cell takes besides its own.
    besides: usize,
}

impl Writer<'_> {
    pub(super) fn open_table(&mut self, id: ElementId) -> Ends {
        self.settle_item();
        let shape = self.shapes.remove(&id).unwrap_or_default();
        self.tables.push(OpenTable {
            is_data: shape.is_data,
            columns: shape.columns,
            heads: shape.heads,
            is_open: false,
            rows: 0,
            in_row: false,
            column: 0,
            reaching: Vec::new(),
            besides: 0,
        });
        if let Some(caption) = shape.late_caption {
            // No table stands in it, so this goes no deeper.
            let element = self.markup.element(caption);
            self.walk(element.open as usize..element.close as usize + 1);
            self.told.insert(caption);
        }
        Ends::Table
    }

    pub(super) fn end_table(&mut self) {
        self.end_block();
        if self.tables.pop().is_some_and(|table| table.is_open) {
            self.builder.end();
        }
    }

    /// Text outside the cells of an open table ends it; the next row begins another.
    pub(super) fn leave_table(&mut self) {
        if let Some(table) = self.tables.last_mut()
            && std::mem::take(&mut table.is_open)
        {
            table.in_row = false;
            self.builder.end();
        }
    }

    pub(super) fn open_row(&mut self) -> Ends {
        if self.tables.last().is_some_and(|table| table.is_data) {
            self.begin_row();
        }
        Ends::Block
    }

    fn begin_row(&mut self) {
        let Some(table) = self.tables.last_mut() else {
            return;
        };
        if !table.is_open {
            self.builder.begin_table(table.columns.clone());
            table.is_open = true;
        }
        self.builder.begin_row(table.rows < table.heads);
        table.rows += 1;
        table.in_row = true;
        table.column = 0;
    }

    pub(super) fn is_in_head_row(&self) -> bool {
        self.tables
            .last()
            .is_some_and(|table| table.rows <= table.heads)
    }

    pub(super) fn open_cell(&mut self, id: ElementId) -> Ends {
        match self.tables.last() {
            Some(table) if table.is_data => {
                if !table.in_row {
                    self.begin_row();
                }
            }
            _ => return Ends::Block,
        }
        let rows = span(self.markup, id, Attribute::Rowspan);
        let columns = span(self.markup, id, Attribute::Colspan);
        let Some(table) = self.tables.last_mut() else {
            return Ends::Block;
        };
        while table.reach().is_some() {
            self.builder.begin_cell();
            table.take_column(0);
        }
        if table.column < MOST_COLUMNS {
            self.builder.begin_cell();
            let columns = columns.min(MOST_COLUMNS - table.column);
            table.besides = columns - 1;
            for _ in 0..columns {
                table.take_column(rows - 1);
            }
        } else {
            self.builder.text(" ");
            table.besides = 0;
        }
        self.context.in_cell = true;
        self.breaks = 0;
        Ends::Cell
    }

    pub(super) fn end_cell(&mut self) {
        self.breaks = 0;
        let Some(table) = self.tables.last_mut() else {
            return;
        };
        for _ in 0..std::mem::take(&mut table.besides) {
            self.builder.begin_cell();
        }
    }
}

impl OpenTable {
    /// The next column, if a cell of an earlier row reaches into it.
    fn reach(&mut self) -> Option<usize> {
        let rows = self.reaching.get_mut(self.column)?;
        *rows = rows.checked_sub(1)?;
        Some(self.column)
    }

    /// Goes on to the next column; this one is taken for so many rows below, besides those it was.
    fn take_column(&mut self, rows: usize) {
        if self.reaching.len() <= self.column {
            self.reaching.resize(self.column + 1, 0);
        }
        if let Some(reaching) = self.reaching.get_mut(self.column) {
            *reaching += rows;
        }
        self.column += 1;
    }
}
