//! A line as it is to be shown: pieces of text and signs, each with its place and what it is.
//!
//! The screen and `folio print` both draw from this, so a line looks the same on both; what a piece
//! looks like (bold, dim, a colour) is theirs to say.

use std::borrow::Cow;

use crate::document::{BlockId, BlockKind, Container, Document, Roles};
use crate::text::{Cells, Direction, TextRange, direction_of, text_width};

use super::block::{container_width, direction, indent_of};
use super::line::{Content, Ending, Line, Piece, Stretch};
use super::strip::{Part, Strip, TextPiece};
use super::{Bidi, Typography};

/// The bar beside a quotation.
const BAR: &str = "│";
/// A word that goes on in the next row.
const HYPHEN: &str = "-";
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
            let paragraph = block.map_or(*range, |block| block.range);
            let direction = block.and_then(|block| direction(document, typography, block));
            let text = TextPiece {
                document,
                paragraph,
                direction,
                part: |roles| Part::Text(kind, roles),
            };
            put_text(&text, *range, *indent, *stretch, *ending, &mut strips);
        }
        Content::Row {
            pieces, is_header, ..
        } => {
            let part = |roles| {
                if *is_header {
                    Part::ColumnName(roles)
                } else {
                    Part::Text(kind, roles)
                }
            };
            for piece in pieces {
                put_piece(document, typography, *piece, part, &mut strips);
            }
        }
        Content::Record {
            name, colon, value, ..
        } => {
            let cell = |roles| Part::Text(kind, roles);
            if let Some(name) = name {
                put_piece(document, typography, *name, Part::ColumnName, &mut strips);
            }
            strips.extend(colon.map(|at| fixed(at, COLON, Part::Sign)));
            if let Some(value) = value {
                put_piece(document, typography, *value, cell, &mut strips);
            }
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

/// Puts a piece of a table.
fn put_piece<'d>(
    document: &'d Document,
    typography: &Typography,
    piece: Piece,
    part: impl Fn(Roles) -> Part,
    strips: &mut Vec<Strip<'d>>,
) {
    let text = TextPiece {
        document,
        paragraph: piece.cell,
        direction: cell_direction(document, typography, piece.cell),
        part,
    };
    let stretch = Stretch::default();
    put_text(&text, piece.range, piece.at, stretch, piece.ending, strips);
}

/// Puts a piece of text at a column, and the sign it ends with.
fn put_text<'d>(
    text: &TextPiece<'d, impl Fn(Roles) -> Part>,
    range: TextRange,
    at: Cells,
    stretch: Stretch,
    ending: Ending,
    strips: &mut Vec<Strip<'d>>,
) {
    let sign = match ending {
        Ending::Plain => None,
        Ending::Hyphen => Some(HYPHEN),
        Ending::Continued => Some(CONTINUED),
    };
    // The line ends on the left.
    let is_mirrored = text.direction == Some(Direction::RightToLeft) && sign.is_some();
    let start = at + Cells::from(u16::from(is_mirrored));
    let end = text.spread(range, start, stretch, strips);
    let sign_at = if is_mirrored { at } else { end };
    strips.extend(sign.map(|sign| fixed(sign_at, sign, Part::Sign)));
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
    if block.containers().is_empty() && block.marker().is_none() {
        return Vec::new();
    }
    let mut strips = Vec::new();
    let mut at = typography.margin();
    // The blank row between two blocks bears the bars that go on from one to the other.
    let containers = if line.is_blank() {
        shared(document, line.block)
    } else {
        block.containers()
    };
    let room = typography.margin() + indent_of(block.containers(), typography);
    let is_mirrored = direction(document, typography, block) == Some(Direction::RightToLeft);
    let width = typography.margin() + typography.measure() + typography.margin();
    let place = |at: Cells, sign: Cells| {
        if is_mirrored { width - at - sign } else { at }
    };
    for container in containers {
        if *container == Container::Quotation && at < room {
            strips.push(fixed(place(at, Cells(1)), BAR, Part::Bar));
        }
        at += container_width(*container);
    }
    if let Some(marker) = block.marker().filter(|_| line.is_first) {
        let sign = marker.sign();
        // Right-aligned against the text, so that 9. and 10. stand under one another.
        let width = text_width(&sign);
        // Where the measure has no room for it, the text has it all.
        if width + Cells(1) <= room - typography.margin() {
            let at = place(room - width - Cells(1), width);
            strips.push(fixed(at, sign, Part::Marker));
        }
    }
    strips
}

/// The direction of a table's cell; `None` where the terminal sees to it.
fn cell_direction(
    document: &Document,
    typography: &Typography,
    cell: TextRange,
) -> Option<Direction> {
    (typography.bidi == Bidi::Reordered).then(|| direction_of(document.slice(cell)))
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
        .containers()
        .iter()
        .zip(block.containers())
        .take_while(|(a, b)| a == b);
    block.containers().get(..same.count()).unwrap_or(&[])
}
