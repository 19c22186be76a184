//! A line as it is to be shown: pieces of text and signs, each with its place and what it is.
//!
//! The screen and `folio print` both draw from this, so a line looks the same on both; what a piece
//! looks like (bold, dim, a colour) is theirs to say.

use std::borrow::Cow;

use crate::document::{BlockId, BlockKind, Container, Document, Roles};
use crate::text::{Cells, Offset, TextRange, text_width};

use super::Typography;
use super::block::{container_width, indent_of};
use super::line::{Content, Ending, Line, Piece, Stretch};

/// A piece of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Strip<'d> {
    /// Cells from the edge of the measure to its first letter.
    pub at: Cells,
    /// What it shows.
    pub text: Cow<'d, str>,
    /// Where its text stands in the document; `None` for a sign that does not.
    pub place: Option<Offset>,
    /// What it is.
    pub part: Part,
}

/// What a piece of a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Text of a block of this kind that plays these roles.
    Text(BlockKind, Roles),
    /// The name of a table's column.
    ColumnName(Roles),
    /// The sign before a list item or a note.
    Marker,
    /// The bar beside a quotation.
    Bar,
    /// The rule under the names of columns.
    TableRule,
    /// A hyphen, or the sign that a line of code goes on: not in the text.
    Sign,
}

/// The bar beside a quotation.
const BAR: &str = "│";
/// A line of code that goes on in the next row.
const CONTINUED: &str = "↩";
/// The sign behind the name of a column where rows are set as records.
const COLON: &str = ":";

/// The pieces of a line, from left to right.
pub fn compose<'d>(document: &'d Document, typography: &Typography, line: &Line) -> Vec<Strip<'d>> {
    let mut strips = margin(document, typography, line);
    let block = document.block(line.block);
    let kind = block.map_or(BlockKind::Paragraph, |block| block.kind);
    match &line.content {
        Content::Blank => {}
        Content::Text {
            range,
            indent,
            ending,
            stretch,
        } => {
            let text = TextPiece {
                document,
                part: |roles| Part::Text(kind, roles),
            };
            let end = text.spread(*range, *indent, *stretch, line, &mut strips);
            let sign = match ending {
                Ending::Plain => None,
                Ending::Hyphen => Some("-"),
                Ending::Continued => Some(CONTINUED),
            };
            strips.extend(sign.map(|sign| fixed(end, sign, Part::Sign)));
        }
        Content::Row {
            pieces, is_header, ..
        } => {
            let text = TextPiece {
                document,
                part: |roles| {
                    if *is_header {
                        Part::ColumnName(roles)
                    } else {
                        Part::Text(kind, roles)
                    }
                },
            };
            for piece in pieces {
                text.put(piece.range, piece.at, &mut strips);
            }
        }
        Content::Record {
            name, colon, value, ..
        } => {
            let cell = |roles| Part::Text(kind, roles);
            put_piece(document, *name, Part::ColumnName, &mut strips);
            strips.extend(colon.map(|at| fixed(at, COLON, Part::Sign)));
            put_piece(document, *value, cell, &mut strips);
        }
        Content::TableRule { indent, width } => strips.push(Strip {
            at: *indent,
            text: "─".repeat(width.to_usize()).into(),
            place: None,
            part: Part::TableRule,
        }),
    }
    strips
}

fn put_piece<'d>(
    document: &'d Document,
    piece: Option<Piece>,
    part: impl Fn(Roles) -> Part,
    strips: &mut Vec<Strip<'d>>,
) {
    if let Some(piece) = piece {
        TextPiece { document, part }.put(piece.range, piece.at, strips);
    }
}

fn fixed<'d>(at: Cells, text: impl Into<Cow<'d, str>>, part: Part) -> Strip<'d> {
    Strip {
        at,
        text: text.into(),
        place: None,
        part,
    }
}

/// Bars and markers before the text.
fn margin<'d>(document: &Document, typography: &Typography, line: &Line) -> Vec<Strip<'d>> {
    let Some(block) = document.block(line.block) else {
        return Vec::new();
    };
    let mut strips = Vec::new();
    let mut at = Cells::ZERO;
    // The blank row between two blocks bears the bars that go on from one to the other.
    let containers = if line.is_blank() {
        shared(document, line.block)
    } else {
        &block.containers
    };
    let room = indent_of(&block.containers, typography);
    for container in containers {
        if *container == Container::Quotation && at < room {
            strips.push(fixed(at, BAR, Part::Bar));
        }
        at += container_width(*container);
    }
    if let Some(marker) = block.marker.filter(|_| line.is_first) {
        let sign = marker.sign();
        // Right-aligned against the text, so that 9. and 10. stand under one another.
        let width = text_width(&sign) + Cells(1);
        // Where the measure has no room for it, the text has it all.
        if width <= room {
            strips.push(fixed(room - width, sign, Part::Marker));
        }
    }
    strips
}

/// The containers that a block shares with the one before it.
fn shared(document: &Document, id: BlockId) -> &[Container] {
    let blocks = document.blocks();
    let at = id.to_usize();
    let (Some(before), Some(block)) = (
        at.checked_sub(1).and_then(|n| blocks.get(n)),
        blocks.get(at),
    ) else {
        return &[];
    };
    let same = before
        .containers
        .iter()
        .zip(&block.containers)
        .take_while(|(a, b)| a == b);
    block.containers.get(..same.count()).unwrap_or(&[])
}

/// How a piece of the text becomes strips: one for each change of roles.
struct TextPiece<'d, F> {
    document: &'d Document,
    part: F,
}

impl<'d, F: Fn(Roles) -> Part> TextPiece<'d, F> {
    /// Puts `range` at a column; answers with the column after it.
    fn put(&self, range: TextRange, at: Cells, strips: &mut Vec<Strip<'d>>) -> Cells {
        let mut at = at;
        let mut from = range.start;
        let push = |from: Offset, to: Offset, roles: Roles, at: &mut Cells, strips: &mut Vec<_>| {
            let range = TextRange {
                start: from,
                end: to,
            };
            let text = self.document.slice(range);
            if text.is_empty() {
                return;
            }
            strips.push(Strip {
                at: *at,
                text: text.into(),
                place: Some(from),
                part: (self.part)(roles),
            });
            *at += text_width(text);
        };
        for run in self.document.runs_in(range) {
            let Some(shared) = run.range.intersection(range) else {
                continue;
            };
            push(from, shared.start.max(from), Roles::NONE, &mut at, strips);
            push(shared.start, shared.end, run.roles, &mut at, strips);
            from = shared.end;
        }
        push(from, range.end.max(from), Roles::NONE, &mut at, strips);
        at
    }

    /// Puts `range` at a column with its blanks widened, so that the line is `stretch` cells longer.
    fn spread(
        &self,
        range: TextRange,
        at: Cells,
        stretch: Stretch,
        line: &Line,
        strips: &mut Vec<Strip<'d>>,
    ) -> Cells {
        if stretch.0 == Cells::ZERO {
            return self.put(range, at, strips);
        }
        let text = self.document.slice(range);
        let gaps: Vec<usize> = text
            .match_indices(' ')
            .map(|(blank, _)| blank)
            .filter(|blank| *blank > 0 && !text[..*blank].ends_with(' '))
            .collect();
        // Wide gaps are taken from the left and from the right in turn, so that they do not stand
        // under one another.
        let is_mirrored = line.place.to_usize() % 2 == 1;
        let (count, extra) = (gaps.len().max(1), stretch.0.to_usize());
        let upto = |n: usize| extra * n / count;
        let wider = |n: usize| {
            let n = if is_mirrored { count - 1 - n } else { n };
            upto(n + 1) - upto(n)
        };
        let start = range.start.to_usize();
        let mut at = at;
        let mut from = 0;
        for (n, gap) in gaps.iter().enumerate() {
            at = self.put(TextRange::new(start + from, start + gap + 1), at, strips);
            at += Cells::from(wider(n));
            from = gap + 1;
        }
        self.put(
            TextRange::new(start + from, range.end.to_usize()),
            at,
            strips,
        )
    }
}
