//! What the tables of a page are like, found out in one walk before any is written.
//!
//! Pages use tables for columns of text as well as for data, and only data is set as a table: at least
//! two columns, no table inside, and cells of the size of a cell. All others are read cell by cell.

use std::collections::HashMap;

use super::markup::{Attribute, ElementId, Markup, Node};
use super::tag::Tag;
use crate::document::{Alignment, MOST_COLUMNS};

/// Bytes of text in a cell that make it a column of text.
const LONGEST_CELL: usize = 1200;

/// What a table is like.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Shape {
    /// Whether it is set as a table.
    pub(super) is_data: bool,
    /// How its columns lean, as far as its first row says.
    pub(super) columns: Vec<Alignment>,
    /// Rows that name columns: those in a head, or else a first row of header cells only.
    pub(super) heads: usize,
    /// A caption that stands behind rows of it.
    pub(super) late_caption: Option<ElementId>,
}

/// The shapes of all tables.
pub(super) type Shapes = HashMap<ElementId, Shape>;

#[derive(Debug)]
struct OpenTable {
    id: ElementId,
    columns: Vec<Alignment>,
    widest: usize,
    rows: usize,
    heads: usize,
    in_head: bool,
    late_caption: Option<ElementId>,
    column: usize,
    headers: usize,
    cell: usize,
    is_layout: bool,
    /// The source says that it is one.
    is_declared: bool,
}

/// Walks over a page.
pub(super) fn survey(markup: &Markup) -> Shapes {
    let mut shapes = Shapes::new();
    let mut open: Vec<OpenTable> = Vec::new();
    for node in markup.nodes() {
        match node {
            Node::Open(id) => opened(markup, *id, &mut open),
            Node::Close(id) => closed(markup, *id, &mut open, &mut shapes),
            Node::Text(range) => {
                if let Some(table) = open.last_mut() {
                    let length = markup.slice(range).trim().len();
                    table.cell += length;
                    table.is_layout |= table.cell > LONGEST_CELL;
                }
            }
            Node::Released(_) => {}
        }
    }
    shapes
}

fn opened(markup: &Markup, id: ElementId, open: &mut Vec<OpenTable>) {
    let tag = markup.tag(id);
    if tag == Tag::Table {
        if let Some(outer) = open.last_mut() {
            outer.is_layout = true;
            outer.is_declared = false;
            outer.late_caption = None;
        }
        let role = markup.attribute(id, Attribute::Role);
        open.push(OpenTable {
            id,
            columns: Vec::new(),
            widest: 0,
            rows: 0,
            heads: 0,
            in_head: false,
            late_caption: None,
            column: 0,
            headers: 0,
            cell: 0,
            is_layout: role == Some("presentation"),
            is_declared: role == Some("table"),
        });
        return;
    }
    let Some(table) = open.last_mut() else {
        return;
    };
    match tag {
        Tag::Thead => table.in_head = true,
        Tag::Caption if table.rows > 0 && table.late_caption.is_none() => {
            table.late_caption = Some(id);
        }
        Tag::Tbody | Tag::Tfoot => table.in_head = false,
        Tag::Tr => {
            table.rows += 1;
            (table.column, table.headers) = (0, 0);
        }
        Tag::Td | Tag::Th => {
            table.cell = 0;
            table.headers += usize::from(tag == Tag::Th);
            let span = span(markup, id, Attribute::Colspan);
            table.column = (table.column + span).min(MOST_COLUMNS);
            if table.rows == 1 {
                let alignment = alignment(markup.attribute(id, Attribute::Align));
                table.columns.resize(table.column, alignment);
            }
        }
        Tag::Pre | Tag::Blockquote => table.is_layout = true,
        _ => table.is_layout |= tag.heading().is_some(),
    }
}

fn closed(markup: &Markup, id: ElementId, open: &mut Vec<OpenTable>, shapes: &mut Shapes) {
    let tag = markup.tag(id);
    let Some(table) = open.last_mut() else {
        return;
    };
    match tag {
        Tag::Tr => {
            table.widest = table.widest.max(table.column);
            let names_columns =
                table.headers > 0 && table.rows == 1 && table.headers == table.column;
            if table.in_head || names_columns {
                table.heads = table.rows;
            }
        }
        Tag::Thead => table.in_head = false,
        Tag::Table => {
            if let Some(table) = open.pop() {
                let shape = Shape {
                    is_data: (!table.is_layout && table.widest > 1) || table.is_declared,
                    columns: table.columns,
                    heads: table.heads,
                    late_caption: table.late_caption,
                };
                shapes.insert(table.id, shape);
            }
        }
        _ => {}
    }
}

/// How many columns or rows a cell takes.
pub(super) fn span(markup: &Markup, id: ElementId, attribute: Attribute) -> usize {
    let written = markup.attribute(id, attribute);
    let number = written.and_then(|value| value.trim().parse().ok());
    number.unwrap_or(1).clamp(1, MOST_COLUMNS)
}

fn alignment(written: Option<&str>) -> Alignment {
    match written {
        Some(value) if value.eq_ignore_ascii_case("right") => Alignment::Right,
        Some(value) if value.eq_ignore_ascii_case("center") => Alignment::Centre,
        _ => Alignment::Left,
    }
}
