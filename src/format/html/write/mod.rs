//! A page told to a builder, in one walk.
//!
//! A block begins when its first text comes, and no earlier: so empty elements leave nothing behind, and
//! text that stands in no paragraph makes one. What an open element does to its text is kept on a stack
//! and undone where it closes.

mod block;
mod image;
mod inline;
mod lines;
mod list;
mod ruby;
mod table;
mod verse;

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::links::Links;
use super::markup::{Attribute, ElementId, Markup, Node};
use super::notes::PageNotes;
use super::style::{Look, Styles};
use super::tables::{self, Shapes};
use super::tag::{Kind, Tag};
use crate::document::{Alignment, BlockKind, Builder, Role};
use crate::text::Direction;
use inline::Script;
use lines::Lines;
use list::List;
use table::OpenTable;

/// How a page is to be read.
#[derive(Debug)]
pub(in crate::format) struct Reading<'r> {
    /// Names of places, and where links lead.
    pub(in crate::format) links: &'r dyn Links,
    /// What its classes and elements look like.
    pub(in crate::format) styles: &'r Styles,
    /// Its notes.
    pub(in crate::format) notes: &'r PageNotes,
    /// What blocks are that are more than their elements say: the title of an article, its byline.
    pub(in crate::format) kinds: HashMap<ElementId, BlockKind>,
    /// Elements that do nothing to their text.
    pub(in crate::format) silent: HashSet<ElementId>,
    /// The part that is read, as a range of nodes that holds whole elements; `None` for all.
    pub(in crate::format) part: Option<Range<usize>>,
    /// Elements that are left out.
    pub(in crate::format) left_out: HashSet<ElementId>,
    /// What hides is shown.
    pub(in crate::format) shows_hidden: bool,
}

impl<'r> Reading<'r> {
    /// A whole page, hidden elements left out.
    pub(in crate::format) fn new(
        links: &'r dyn Links,
        styles: &'r Styles,
        notes: &'r PageNotes,
    ) -> Self {
        Self {
            links,
            styles,
            notes,
            kinds: HashMap::new(),
            silent: HashSet::new(),
            part: None,
            left_out: HashSet::new(),
            shows_hidden: false,
        }
    }
}

/// Tells `builder` what there is to read in a page. It may have been told other pages before.
pub(in crate::format) fn write(markup: &Markup, reading: &Reading<'_>, builder: &mut Builder) {
    let whole = 0..markup.nodes().len();
    let part = reading.part.clone().unwrap_or(whole);
    let mut writer = Writer::new(markup, reading, builder);
    writer.walk(part);
    writer.end_block();
}

/// What holds for the text inside an element; inherited.
#[derive(Clone, Copy, Debug)]
struct Context {
    /// What a block is that text begins here.
    kind: BlockKind,
    /// Line ends and blanks stand as written.
    is_preformatted: bool,
    /// Inside a heading, where blocks are lines.
    in_heading: bool,
    /// Inside the cell of a table, where blocks are lines, or words of a column's name.
    in_cell: bool,
    /// Where its lines lean.
    alignment: Alignment,
    /// In which direction it is read, if that is said.
    direction: Option<Direction>,
    /// The caption of the figure around.
    caption: Option<ElementId>,
    script: Option<Script>,
}

/// An open element: what it changed.
#[derive(Debug)]
struct Frame {
    id: ElementId,
    before: Context,
    roles: Vec<Role>,
    is_link: bool,
    ends: Ends,
}

/// What the end of an element ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ends {
    Nothing,
    Block,
    Line,
    Container,
    Item,
    List { is_inset: bool },
    Table,
    Cell,
    Reading,
    With(&'static str),
}

#[derive(Debug)]
struct Writer<'w> {
    markup: &'w Markup,
    reading: &'w Reading<'w>,
    builder: &'w mut Builder,
    shapes: Shapes,
    /// Elements that were told before their place: the captions of tables.
    told: HashSet<ElementId>,
    frames: Vec<Frame>,
    context: Context,
    /// Whether a block is open.
    is_open: bool,
    /// Whether a blank waits between two words of verse.
    has_gap: bool,
    /// Whether the line of verse has words.
    in_line: bool,
    /// Line ends asked for since the last text.
    breaks: usize,
    lines: Lines,
    lists: Vec<List>,
    tables: Vec<OpenTable>,
    /// How deep in quotations inside a line.
    quotes: usize,
    /// Whether the figure around has shown its image.
    has_picture: bool,
    /// How the open words are read aloud, which is not told with them.
    reading_aloud: Option<String>,
    /// The mark with which the text of a note begins and that its number stands for.
    mark: Option<&'w str>,
    /// A line end that begins preformatted text is not part of it.
    skips_line_end: bool,
}

impl<'w> Writer<'w> {
    fn new(markup: &'w Markup, reading: &'w Reading<'w>, builder: &'w mut Builder) -> Self {
        Self {
            markup,
            reading,
            builder,
            shapes: tables::survey(markup),
            told: HashSet::new(),
            frames: Vec::new(),
            context: Context {
                kind: BlockKind::Paragraph,
                is_preformatted: false,
                in_heading: false,
                in_cell: false,
                alignment: Alignment::Left,
                direction: None,
                caption: None,
                script: None,
            },
            is_open: false,
            has_gap: false,
            in_line: false,
            breaks: 0,
            lines: Lines::default(),
            lists: Vec::new(),
            tables: Vec::new(),
            quotes: 0,
            has_picture: false,
            reading_aloud: None,
            mark: None,
            skips_line_end: false,
        }
    }

    fn walk(&mut self, part: Range<usize>) {
        let markup = self.markup;
        let mut at = part.start;
        while let Some(node) = markup.nodes().get(at).filter(|_| at < part.end) {
            at += 1;
            match node {
                Node::Text(range) => self.text(markup.slice(range)),
                Node::Close(id) => self.close(*id),
                Node::Released(id) => self.release(*id),
                Node::Open(id) => {
                    if !self.open(*id) {
                        at = markup.element(*id).close as usize + 1;
                    }
                }
            }
        }
    }

    /// An element begins. Answers whether what is inside it is to be read.
    fn open(&mut self, id: ElementId) -> bool {
        let tag = self.markup.tag(id);
        let look = self.reading.styles.look(self.markup, id);
        if self.is_hidden(id, tag, look) {
            return false;
        }
        let is_line = self.is_line(id, tag, look);
        if is_line {
            self.next_line(id);
        }
        self.name_places(id);
        if self.reading.left_out.contains(&id) || self.told.contains(&id) {
            return false;
        }
        if self.reading.notes.dropped.contains(&id) {
            self.mark = None;
            return false;
        }
        if let Some(label) = self.reading.notes.references.get(&id) {
            self.need_block();
            self.close_gap();
            self.builder.note_reference(label);
            return false;
        }
        if tag == Tag::A && self.context.in_heading && self.is_sign(id) {
            return false;
        }
        match tag {
            Tag::Rt | Tag::Rtc | Tag::Rp if self.reading_aloud.is_some() => return false,
            Tag::Br => self.line_break(),
            Tag::Hr => self.rule(),
            Tag::Img => self.image(id),
            Tag::Svg | Tag::Math => {
                self.drawing(id, tag);
                return false;
            }
            Tag::Input => return false,
            _ if tag.kind() == Kind::Void => {}
            _ => self.open_element(id, tag, look, is_line),
        }
        true
    }

    fn open_element(&mut self, id: ElementId, tag: Tag, look: Look, is_line: bool) {
        let before = self.context;
        let is_block = look.block.unwrap_or(false) || tag.kind() == Kind::Block;
        let ends = if let Some((label, mark)) = self.note_text(id) {
            self.open_note(label, mark);
            Ends::Container
        } else if is_line {
            self.open_line(id, tag, look)
        } else if is_block {
            self.open_block(id, tag, look)
        } else {
            self.open_inline(id, tag, look)
        };
        if let Some(kind) = self.reading.kinds.get(&id) {
            self.context.kind = *kind;
        }
        let mut frame = Frame {
            id,
            before,
            roles: Vec::new(),
            is_link: false,
            ends,
        };
        if !self.reading.silent.contains(&id) {
            self.begin_roles(&mut frame, tag, look);
        }
        self.frames.push(frame);
    }

    fn close(&mut self, id: ElementId) {
        if self.frames.last().is_none_or(|frame| frame.id != id) {
            return;
        }
        let Some(frame) = self.frames.pop() else {
            return;
        };
        self.end_roles(&frame);
        self.context = frame.before;
        match frame.ends {
            Ends::Nothing => {}
            Ends::Block => self.boundary(),
            Ends::Line => self.end_line(id),
            Ends::With(sign) => self.close_sign(id, sign),
            Ends::Reading => {
                let reading = self.reading_aloud.take();
                self.builder.end_reading(&reading.unwrap_or_default());
            }
            Ends::Container => {
                self.end_block();
                self.mark = None;
                self.builder.close();
            }
            Ends::Item => self.end_item(),
            Ends::List { is_inset } => self.end_list(is_inset),
            Ends::Table => self.end_table(),
            Ends::Cell => self.end_cell(),
        }
    }

    /// An element whose end tag came before those inside it acts no longer.
    fn release(&mut self, id: ElementId) {
        let Some(at) = self.frames.iter().rposition(|frame| frame.id == id) else {
            return;
        };
        let frame = &mut self.frames[at];
        let released = Frame {
            id,
            before: frame.before,
            roles: std::mem::take(&mut frame.roles),
            is_link: std::mem::take(&mut frame.is_link),
            ends: Ends::Nothing,
        };
        self.end_roles(&released);
    }

    fn is_hidden(&self, id: ElementId, tag: Tag, look: Look) -> bool {
        if tag.kind() == Kind::Hidden {
            return tag != Tag::Noscript || !self.reading.shows_hidden;
        }
        if self.reading.shows_hidden {
            return false;
        }
        let is_hidden =
            look.hidden.unwrap_or(false) || self.markup.attribute(id, Attribute::Hidden).is_some();
        // What is hidden from those who listen is an ornament inside a line; around a page it is the
        // work of a window that lay over it when it was saved.
        let is_ornament = || {
            matches!(tag.kind(), Kind::Inline | Kind::Formatting)
                && self.markup.attribute(id, Attribute::AriaHidden) == Some("true")
        };
        is_hidden || is_ornament()
    }

    /// Whether a link in a heading is a handle to copy its address by.
    fn is_sign(&self, id: ElementId) -> bool {
        let text = self.markup.short_text(id, 16);
        matches!(text.as_deref(), Some("#" | "¶" | "§" | "🔗" | "link"))
    }

    fn name_places(&mut self, id: ElementId) {
        for (attribute, value) in self.markup.attributes(id) {
            let is_name = attribute == Attribute::Id
                || (attribute == Attribute::Name && self.markup.tag(id) == Tag::A);
            if is_name && !value.is_empty() {
                let name = self.reading.links.place(value);
                self.builder.name_place(&name);
            }
        }
    }
}
