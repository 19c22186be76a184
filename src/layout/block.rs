//! A block to lines: the dispatcher, and where a block stands on the line.

use crate::document::{Block, BlockId, BlockKind, Container, Document};
use crate::text::{Cells, Offset, TextRange, text_width};

use super::Typography;
use super::flow::{SetLine, set_flow};
use super::line::{Content, Ending, Line, Stretch};
use super::preformatted::{set_code, set_verse};
use super::table::set_table;

/// Cells a quotation is set in: its bar and a blank.
const QUOTATION: Cells = Cells(2);

/// Code stands this far in.
const CODE: Cells = Cells(2);

/// However deep a block stands, its lines have at least this many cells (or two thirds of the measure
/// where that is less) and half the measure: indents give way before the text does.
pub const NARROWEST: Cells = Cells(16);

/// Cells from the edge of the measure to the text of a block that stands in these containers.
pub fn indent_of(containers: &[Container], typography: &Typography) -> Cells {
    let wish: Cells = containers.iter().map(|c| container_width(*c)).sum();
    let measure = typography.measure();
    let text = NARROWEST
        .min(measure - Cells(measure.0 / 3))
        .max(Cells(measure.0 / 2));
    wish.min(measure - text)
}

pub(super) fn container_width(container: Container) -> Cells {
    match container {
        Container::Quotation => QUOTATION,
        Container::Item { indent } => Cells(u32::from(indent)),
    }
}

/// What the setting of one block needs to know.
pub(super) struct Setting<'a> {
    pub document: &'a Document,
    pub typography: &'a Typography,
    pub id: BlockId,
    pub block: &'a Block,
    /// Cells before every line of the block.
    pub indent: Cells,
}

impl Setting<'_> {
    /// The longest a line of this block may be.
    pub fn width(&self) -> Cells {
        self.typography.measure() - self.indent
    }

    /// A line that stands for `place`.
    pub fn line(&self, place: Offset, content: Content) -> Line {
        Line {
            block: self.id,
            place,
            is_first: false,
            content,
        }
    }

    /// A line in the middle of the measure, if it fits on one.
    fn centred(&self, range: TextRange) -> Line {
        let free = self.width() - text_width(self.document.slice(range));
        let set = SetLine {
            range,
            ending: Ending::Plain,
            stretch: Stretch::default(),
        };
        self.text_line(set, Cells(free.0 / 2))
    }

    fn text_line(&self, set: SetLine, extra: Cells) -> Line {
        let content = Content::Text {
            range: set.range,
            indent: self.indent + extra,
            ending: set.ending,
            stretch: set.stretch,
        };
        self.line(set.range.start, content)
    }
}

/// Sets the part `range` of a block (the whole block, unless it is a very long one) and adds its lines,
/// without the blank row before it.
pub fn set_block(
    document: &Document,
    typography: &Typography,
    id: BlockId,
    range: TextRange,
    lines: &mut Vec<Line>,
) {
    let Some(block) = document.block(id) else {
        return;
    };
    let setting = Setting {
        document,
        typography,
        id,
        block,
        indent: indent_of(&block.containers, typography),
    };
    let first = lines.len();
    match block.kind {
        BlockKind::Rule => lines.push(setting.centred(range)),
        BlockKind::Table(table) => set_table(&setting, table, range, lines),
        BlockKind::Code => add_kept(&setting, range, CODE, lines),
        BlockKind::Verse => add_kept(&setting, range, Cells::ZERO, lines),
        BlockKind::Paragraph | BlockKind::Standfirst | BlockKind::Credit | BlockKind::Figure => {
            add_flow(&setting, range, typography, lines);
        }
        BlockKind::Title | BlockKind::Byline | BlockKind::Heading { .. } => {
            // A heading is never stretched.
            add_flow(&setting, range, &typography.ragged(), lines);
        }
    }
    let is_whole = range.start == block.range.start;
    if let Some(line) = lines.get_mut(first).filter(|_| is_whole) {
        line.is_first = true;
    }
}

fn add_flow(
    setting: &Setting<'_>,
    range: TextRange,
    typography: &Typography,
    lines: &mut Vec<Line>,
) {
    let set = set_flow(setting.document.text(), range, setting.width(), typography);
    lines.extend(
        set.into_iter()
            .map(|line| setting.text_line(line, Cells::ZERO)),
    );
}

fn add_kept(setting: &Setting<'_>, range: TextRange, extra: Cells, lines: &mut Vec<Line>) {
    let text = setting.document.text();
    let extra = extra.min(Cells(setting.width().0 / 4));
    let width = setting.width() - extra;
    let kept = if setting.block.kind == BlockKind::Code {
        set_code(text, range, width)
    } else {
        set_verse(text, range, width, setting.typography)
    };
    for (range, indent, ending) in kept {
        let set = SetLine {
            range,
            ending,
            stretch: Stretch::default(),
        };
        lines.push(setting.text_line(set, indent + extra));
    }
}
