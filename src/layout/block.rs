//! A block to lines: the dispatcher, and where a block stands on the line.

use crate::document::{Alignment, Block, BlockId, BlockKind, Container, Document};
use crate::text::{Cells, Direction, Offset, TextRange, direction_of, text_width};

use super::compositor::Compositor;
use super::flow::{Flow, SetLine, set_flow, undivided};
use super::line::{Content, Ending, Line};
use super::preformatted::{set_code, set_verse};
use super::table::set_table;
use super::{Bidi, Hanging, Paragraphs, Typography};

/// Cells a quotation is set in: its bar and a blank.
const QUOTATION: Cells = Cells(2);

/// Code stands this far in.
const CODE: Cells = Cells(2);

/// However deep a block stands, its lines have at least this many cells (or two thirds of the measure
/// where that is less) and half the measure: indents give way before the text does.
pub const NARROWEST: Cells = Cells(16);

/// Cells from the edge of the measure to the text of a block that stands in these containers. The margin
/// in which punctuation hangs is not in it.
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

/// In which direction a block is read; `None` where the terminal puts text in order. Code is written from
/// left to right, whatever its strings and comments are in.
pub(super) fn direction(
    document: &Document,
    typography: &Typography,
    block: &Block,
) -> Option<Direction> {
    match (typography.bidi, block.kind) {
        (Bidi::Terminal, _) => None,
        (Bidi::Reordered, BlockKind::Code) => Some(Direction::LeftToRight),
        (Bidi::Reordered, _) => {
            let by_letters = || direction_of(document.slice(block.range));
            Some(block.direction.unwrap_or_else(by_letters))
        }
    }
}

/// Cells by which the first line of a paragraph is set in, where that tells paragraphs apart: an em.
const INDENT: Cells = Cells(2);

/// Whether a block is a paragraph that is told from the one before it by an indent, and no blank row. The
/// first after a heading, or after anything else, needs none.
pub(super) fn is_indented(document: &Document, typography: &Typography, id: BlockId) -> bool {
    let indents = match typography.paragraphs {
        Paragraphs::AsWritten => document.indents_paragraphs(),
        Paragraphs::Spaced => false,
        Paragraphs::Indented => true,
    };
    let before = id.to_usize().checked_sub(1).map(BlockId::new);
    let (Some(before), Some(block)) =
        (before.and_then(|id| document.block(id)), document.block(id))
    else {
        return false;
    };
    indents
        && block.kind == BlockKind::Paragraph
        && before.kind == BlockKind::Paragraph
        && block.containers() == before.containers()
        && block.marker().is_none()
        && alignment(block) == Alignment::Left
}

/// What is longer than some three lines, in bytes, is there to be read, however a sheet has it lean.
const LONGEST_LEANING: usize = 200;

/// Where the lines of a block lean. Beside the sign of a list they begin where it stands.
fn alignment(block: &Block) -> Alignment {
    let is_item = |container: &Container| matches!(container, Container::Item { .. });
    if block.range.len() > LONGEST_LEANING || block.containers().iter().any(is_item) {
        Alignment::Left
    } else {
        block.alignment
    }
}

/// What the setting of one block needs to know.
pub(super) struct Setting<'a> {
    pub document: &'a Document,
    pub typography: &'a Typography,
    pub id: BlockId,
    pub block: &'a Block,
    /// Cells before every line of the block, the margin among them; of a block that is read from right to
    /// left, behind it.
    pub indent: Cells,
    /// In which direction it is read; `None` where the terminal sees to it.
    pub direction: Option<Direction>,
}

impl Setting<'_> {
    /// The longest a line of this block may be.
    pub fn width(&self) -> Cells {
        self.typography.measure() + self.typography.margin() - self.indent
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
        self.text_line(SetLine::plain(range, self.document), Cells(free.0 / 2))
    }

    /// Cells by which a line is set in because of the side to which its block leans.
    fn lean(&self, set: &SetLine) -> Cells {
        let free = self.width() - set.length;
        match alignment(self.block) {
            Alignment::Centre => Cells(free.0 / 2),
            Alignment::Right if self.direction != Some(Direction::RightToLeft) => free,
            // On the right is where such a block begins.
            Alignment::Right | Alignment::Left => Cells::ZERO,
        }
    }

    fn text_line(&self, set: SetLine, extra: Cells) -> Line {
        let before = self.indent + extra + set.indent - set.hang;
        let indent = if self.direction == Some(Direction::RightToLeft) {
            // As far from the right as it would stand from the left.
            let whole =
                self.typography.measure() + self.typography.margin() + self.typography.margin();
            whole - before - set.length
        } else {
            before
        };
        let content = Content::Text {
            range: set.range,
            indent,
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
    compositor: &mut Compositor,
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
        direction: direction(document, typography, block),
        indent: indent_of(block.containers(), typography) + typography.margin(),
    };
    let first = lines.len();
    let leaning = typography.heading().cell();
    match block.kind {
        BlockKind::Rule => lines.push(setting.centred(range)),
        BlockKind::Table(table) => set_table(&setting, table, range, compositor, lines),
        BlockKind::Code => add_kept(&setting, range, CODE, compositor, lines),
        BlockKind::Verse => add_kept(&setting, range, Cells::ZERO, compositor, lines),
        _ if alignment(block) != Alignment::Left && !block.kind.is_preformatted() => {
            add_flow(&setting, range, &leaning, compositor, lines);
        }
        BlockKind::Paragraph | BlockKind::Standfirst | BlockKind::Credit | BlockKind::Figure => {
            add_flow(&setting, range, typography, compositor, lines);
        }
        BlockKind::Title | BlockKind::Byline | BlockKind::Heading { .. } => {
            // A heading is never stretched.
            add_flow(&setting, range, &typography.heading(), compositor, lines);
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
    compositor: &mut Compositor,
    lines: &mut Vec<Line>,
) {
    let kept = undivided(setting.document, range);
    // The marks that open stand on the right there, and are not looked for.
    let hanging = match setting.direction {
        Some(Direction::RightToLeft) => Hanging::None,
        _ => typography.hanging,
    };
    let typography = Typography {
        hanging,
        ..*typography
    };
    let is_first = range.start == setting.block.range.start;
    let indent = if is_first && is_indented(setting.document, &typography, setting.id) {
        INDENT.min(Cells(setting.width().0 / 8))
    } else {
        Cells::ZERO
    };
    let flow = Flow {
        indent,
        is_marked: is_first && setting.block.marker().is_some(),
        kept: &kept,
        ..Flow::new(setting.document, range, setting.width(), &typography)
    };
    let set = set_flow(flow, compositor);
    lines.extend(
        set.into_iter()
            .map(|line| setting.text_line(line, setting.lean(&line))),
    );
}

fn add_kept(
    setting: &Setting<'_>,
    range: TextRange,
    extra: Cells,
    compositor: &mut Compositor,
    lines: &mut Vec<Line>,
) {
    let text = setting.document.text();
    let extra = extra.min(Cells(setting.width().0 / 4));
    let width = setting.width() - extra;
    let kept = if setting.block.kind == BlockKind::Code {
        set_code(text, range, width)
    } else {
        set_verse(
            setting.document,
            range,
            width,
            setting.typography,
            compositor,
        )
    };
    for (range, indent, ending) in kept {
        let sign = Cells::from(u16::from(ending != Ending::Plain));
        let plain = SetLine::plain(range, setting.document);
        let set = SetLine {
            ending,
            length: plain.length + sign,
            ..plain
        };
        let lean = match setting.block.kind {
            BlockKind::Verse if ending == Ending::Plain && indent == Cells::ZERO => {
                setting.lean(&set)
            }
            _ => Cells::ZERO,
        };
        lines.push(setting.text_line(set, indent + extra + lean));
    }
}
