//! Blocks: where they begin and end, and what they are.

use super::{Ends, Writer, verse};
use crate::document::{Alignment, BlockKind, Role, Spacing};
use crate::format::html::markup::{Attribute, ElementId, Node};
use crate::format::html::style::Look;
use crate::format::html::tag::{Kind, Tag};
use crate::text::Direction;

/// Bytes of text in a heading, at most; a longer one is a heading whose end tag is missing.
const LONGEST_HEADING: usize = 600;

impl<'w> Writer<'w> {
    /// Sees to it that text has a block to stand in.
    pub(super) fn need_block(&mut self) {
        if self.context.in_cell {
            if self.breaks > 0 {
                self.part_cell();
            }
        } else if self.is_open && self.breaks > 1 && !self.context.in_heading {
            // Two line ends and more are how paragraphs were made once.
            self.end_block();
            self.begin();
        } else if self.is_open && self.breaks > 0 {
            self.builder.line_break();
            (self.has_gap, self.in_line) = (false, false);
        } else if !self.is_open {
            self.begin();
        }
        self.breaks = 0;
    }

    fn begin(&mut self) {
        self.leave_table();
        self.stand();
        self.builder.begin(self.context.kind);
        self.is_open = true;
        (self.has_gap, self.in_line) = (false, false);
    }

    /// Tells how the next block stands.
    pub(super) fn stand(&mut self) {
        self.builder.align_next(self.context.alignment);
        if let Some(direction) = self.context.direction {
            self.builder.direct_next(direction);
        }
    }

    pub(super) fn end_block(&mut self) {
        if self.is_open {
            self.builder.end();
            self.is_open = false;
        }
        self.breaks = 0;
    }

    /// Where a block begins or ends: in a heading and in a cell a line does.
    pub(super) fn boundary(&mut self) {
        if self.context.in_cell {
            self.part_cell();
        } else if self.context.in_heading {
            self.breaks = self.breaks.max(usize::from(self.is_open));
        } else {
            self.end_block();
        }
    }

    /// Parts what stands in a cell: by a line end, but by a blank in the name of a column, which is to stand
    /// on one line before what it names.
    fn part_cell(&mut self) {
        if self.is_in_head_row() {
            self.builder.text(" ");
        } else {
            self.builder.line_break();
        }
    }

    /// Begins an element that is a block; answers what its end ends.
    pub(super) fn open_block(&mut self, id: ElementId, tag: Tag, look: Look) -> Ends {
        if self.context.in_cell || self.context.in_heading {
            self.boundary();
            return Ends::Block;
        }
        self.end_block();
        self.take_stance(id, tag, look);
        match tag {
            Tag::Ul | Tag::Ol | Tag::Menu | Tag::Dir => self.open_list(id, tag, look),
            Tag::Li => self.open_item(id, look),
            Tag::Dd => {
                self.open_inset();
                Ends::Container
            }
            Tag::Blockquote => {
                self.settle_item();
                self.builder.open_quotation();
                Ends::Container
            }
            Tag::Table => self.open_table(id),
            Tag::Tr => self.open_row(),
            Tag::Td | Tag::Th => self.open_cell(id),
            Tag::Pre | Tag::Listing | Tag::Xmp | Tag::Plaintext => {
                self.context.kind = verse::kind_of_preformatted(self.markup, id);
                self.context.is_preformatted = true;
                self.skips_line_end = true;
                Ends::Block
            }
            Tag::Figure => {
                self.context.caption = self.caption(id);
                self.has_picture = false;
                Ends::Block
            }
            Tag::Figcaption => {
                self.context.kind = BlockKind::Figure;
                if std::mem::take(&mut self.has_picture) {
                    self.builder.space_next(Spacing::Tight);
                }
                Ends::Block
            }
            _ => {
                if look.preformatted == Some(true) {
                    self.context.kind = BlockKind::Verse;
                    self.context.is_preformatted = true;
                    self.skips_line_end = true;
                }
                if let Some(level) = tag.heading().filter(|_| self.is_short(id)) {
                    self.context.kind = BlockKind::Heading { level };
                    self.context.in_heading = true;
                } else if self.context.kind == BlockKind::Paragraph
                    && verse::is_verse(self.markup, id)
                {
                    self.context.kind = BlockKind::Verse;
                } else if self.context.alignment == Alignment::Centre
                    && verse::is_break(self.markup, id)
                {
                    self.context.kind = BlockKind::Rule;
                }
                Ends::Block
            }
        }
    }

    /// What the element says of where its lines lean, and of the direction they are read in.
    pub(super) fn take_stance(&mut self, id: ElementId, tag: Tag, look: Look) {
        let by_tag = || match self.markup.attribute(id, Attribute::Align)? {
            // Of a table and its parts it says where they stand, and of columns.
            _ if tag == Tag::Table || tag.is_table_part() => None,
            value => Look::aligned(value),
        };
        let centred = (tag == Tag::Center).then_some(Alignment::Centre);
        let said = look.alignment.or_else(by_tag).or(centred);
        self.context.alignment = said.unwrap_or(self.context.alignment);
        let direction = |id| self.markup.attribute(id, Attribute::Dir);
        let inner = self.wholly_inside(id).and_then(direction);
        let direction = inner.or(direction(id));
        self.context.direction = match direction.map(str::to_ascii_lowercase).as_deref() {
            Some("rtl") => Some(Direction::RightToLeft),
            Some("ltr") => Some(Direction::LeftToRight),
            Some(_) => None,
            None => self.context.direction,
        };
    }

    /// The stretch in which all of a block's text stands, if there is one: what it says, it says of the block.
    fn wholly_inside(&self, id: ElementId) -> Option<ElementId> {
        let is_there = |node: &&Node| match node {
            Node::Text(range) => !self.markup.slice(range).trim().is_empty(),
            _ => true,
        };
        let inside = self.markup.inside(id);
        match (inside.iter().find(is_there), inside.iter().rfind(is_there)) {
            (Some(Node::Open(first)), Some(Node::Close(last))) if first == last => {
                let is_inline = self.markup.tag(*first).kind() == Kind::Inline;
                is_inline.then_some(*first)
            }
            _ => None,
        }
    }

    fn is_short(&self, id: ElementId) -> bool {
        let mut length = 0;
        self.markup.texts(id).all(|text| {
            length += text.trim().len();
            length <= LONGEST_HEADING
        })
    }

    fn caption(&self, figure: ElementId) -> Option<ElementId> {
        let inside = self.markup.inside(figure).iter();
        inside
            .filter_map(|node| match node {
                Node::Open(id) => Some(*id).filter(|id| self.markup.tag(*id) == Tag::Figcaption),
                _ => None,
            })
            .next()
    }

    pub(super) fn rule(&mut self) {
        if self.context.in_cell || self.context.in_heading {
            return self.boundary();
        }
        self.end_block();
        self.leave_table();
        self.builder.block(BlockKind::Rule, "");
    }

    pub(super) fn line_break(&mut self) {
        if self.context.is_preformatted && !self.context.in_cell {
            self.need_block();
            self.builder.text("\n");
        } else {
            self.breaks += 1;
        }
    }

    /// The text of a note begins here, if it does.
    pub(super) fn note_text(&self, id: ElementId) -> Option<(&'w str, &'w str)> {
        let (label, mark) = self.reading.notes.texts.get(&id)?;
        let is_block = !self.context.in_cell && !self.context.in_heading;
        is_block.then_some((label, mark.as_str()))
    }

    pub(super) fn open_note(&mut self, label: &str, mark: &'w str) {
        self.end_block();
        self.builder.open_note(label);
        self.mark = Some(mark);
    }

    /// The roles that a block gives its text.
    pub(super) fn block_role(&self, tag: Tag) -> Option<Role> {
        match tag {
            Tag::Dt | Tag::Summary => Some(Role::Strong),
            Tag::Th if self.context.in_cell && !self.is_in_head_row() => Some(Role::Strong),
            _ => None,
        }
    }
}
