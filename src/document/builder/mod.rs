//! The only way to make a document.
//!
//! A format reads its source from top to bottom and tells a builder what it sees; the builder keeps
//! every invariant a [`Document`] has: white space joined where text flows, tabs expanded, whatever
//! may not be shown left out, ranges in order, empty blocks dropped, links and notes resolved. So a
//! format cannot make a bad document, however bad its source is.

mod controls;
mod finish;
mod inline;
mod outline;
mod table;
mod writer;

use std::collections::HashMap;

use super::block::Within;
use super::{
    Alignment, Block, BlockKind, Container, Format, Landmark, Marker, Metadata, Note, NoteId,
    Problem, Section, Spacing, Title, sanitized,
};
use crate::text::{Direction, Offset, TextRange, text_width};
use inline::Inline;
use table::TableBuilder;
use writer::Writer;

pub use inline::LinkTo;
pub use table::MOST_COLUMNS;

/// How deep quotations and lists may stand in one another; deeper ones are set at this depth. A page
/// has no room for more, and a hostile source has no more than this to multiply its blocks with.
const DEEPEST: usize = 24;

/// Makes a [`Document`](super::Document), block by block.
#[derive(Debug)]
pub struct Builder {
    writer: Writer,
    blocks: Vec<Block>,
    open: Option<OpenBlock>,
    /// How the next block stands.
    next: Stance,
    containers: Vec<OpenContainer>,
    inline: Inline,
    table: TableBuilder,
    sections: Vec<Section>,
    given: outline::Given,
    notes: Vec<Note>,
    note_ids: HashMap<Box<str>, NoteId>,
    places: HashMap<Box<str>, Offset>,
    landmarks: Vec<Landmark>,
    metadata: Metadata,
    problems: Vec<Problem>,
    images: usize,
    indents_paragraphs: bool,
    /// The blocks the body begins with and ends before.
    body: (Option<usize>, Option<usize>),
}

/// How a block stands beside the others.
#[derive(Clone, Copy, Debug, Default)]
struct Stance {
    spacing: Spacing,
    alignment: Alignment,
    direction: Option<Direction>,
}

#[derive(Debug)]
struct OpenBlock {
    kind: BlockKind,
    start: usize,
}

#[derive(Debug)]
struct OpenContainer {
    container: Container,
    /// Still to be given to the first block inside.
    marker: Option<Marker>,
    /// The note whose text this is.
    note: Option<NoteId>,
    start: usize,
}

impl Builder {
    /// A builder for a text read from this kind of source.
    pub fn new(format: Format) -> Self {
        Self {
            writer: Writer::default(),
            blocks: Vec::new(),
            open: None,
            next: Stance::default(),
            containers: Vec::new(),
            inline: Inline::default(),
            table: TableBuilder::default(),
            sections: Vec::new(),
            given: outline::Given::default(),
            notes: Vec::new(),
            note_ids: HashMap::new(),
            places: HashMap::new(),
            landmarks: Vec::new(),
            metadata: Metadata {
                format,
                ..Metadata::default()
            },
            problems: Vec::new(),
            images: 0,
            indents_paragraphs: false,
            body: (None, None),
        }
    }

    /// Title, authors and the like, to be filled in. What the text itself says in a title, byline,
    /// standfirst or credit block is filled in by [`Self::finish`] where it is still missing.
    pub fn metadata_mut(&mut self) -> &mut Metadata {
        &mut self.metadata
    }

    /// Makes room for a text of so many bytes and blocks, which may become more or fewer.
    pub fn reserve(&mut self, bytes: usize, blocks: usize) {
        self.writer.reserve(bytes);
        self.blocks.reserve(blocks);
    }

    /// Notes down what was wrong with the source, and where.
    pub fn problem(&mut self, place: impl Into<String>, what: impl Into<String>) {
        // Names and labels out of a file may stand in either.
        self.problems.push(Problem {
            place: sanitized(&place.into()),
            what: sanitized(&what.into()),
        });
    }

    /// The source tells its paragraphs apart by indents.
    pub fn indent_paragraphs(&mut self) {
        self.indents_paragraphs = true;
    }

    /// The text itself begins here; what was told so far stands before it
    /// ([`Document::body`](super::Document::body)).
    pub fn begin_body(&mut self) {
        self.end();
        self.body.0 = Some(self.blocks.len());
    }

    /// The text itself ends here; what is told from now on stands behind it.
    pub fn end_body(&mut self) {
        self.end();
        self.body.1 = Some(self.blocks.len());
    }

    /// Counts an image.
    pub fn count_image(&mut self) {
        self.images += 1;
    }

    /// Says how many images the source has, however many are shown.
    pub fn set_images(&mut self, count: usize) {
        self.images = count;
    }

    /// What follows, up to [`Self::close`], stands in a quotation.
    pub fn open_quotation(&mut self) {
        self.open_container(Container::Quotation, None, None);
    }

    /// What follows, up to [`Self::close`], is a list item; its first block bears the marker.
    pub fn open_item(&mut self, marker: Marker) {
        self.open_container(item(marker), Some(marker), None);
    }

    /// What follows, up to [`Self::close`], is the text of the note with this label. Notes bear the
    /// numbers in which they were first referred to.
    pub fn open_note(&mut self, label: &str) {
        let id = self.note_id(label);
        let number = u32::try_from(id.to_usize() + 1).unwrap_or(u32::MAX);
        let marker = Marker::Note(number);
        self.open_container(item(marker), Some(marker), Some(id));
    }

    /// What follows, up to [`Self::close`], stands in by so many cells and has no marker: a definition
    /// under its term.
    pub fn open_inset(&mut self, indent: u8) {
        self.open_container(Container::Item { indent }, None, None);
    }

    fn open_container(
        &mut self,
        container: Container,
        marker: Option<Marker>,
        note: Option<NoteId>,
    ) {
        self.end();
        self.containers.push(OpenContainer {
            container,
            marker,
            note,
            start: self.blocks.len(),
        });
    }

    /// Whether what is told now is the first block of the innermost item or note.
    pub fn is_first_of_item(&self) -> bool {
        self.containers.last().is_some_and(|c| c.marker.is_some())
    }

    /// Closes the innermost quotation, item or note.
    pub fn close(&mut self) {
        self.end();
        if self.containers.last().is_some_and(|c| c.marker.is_some()) {
            // An item without text is still an item.
            self.begin(BlockKind::Paragraph);
            self.end();
        }
        let Some(closed) = self.containers.pop() else {
            return;
        };
        let first = self.blocks.get(closed.start).map(|b| b.range.start);
        let last = self.blocks.last().map(|b| b.range.end);
        if let (Some(id), Some(start), Some(end)) = (closed.note, first, last)
            && let Some(note) = self.notes.get_mut(id.to_usize())
            && note.range.is_empty()
        {
            note.range = TextRange { start, end };
        }
    }

    /// Whether nothing was told yet that has text.
    pub fn is_empty(&self) -> bool {
        self.blocks.is_empty() && self.open.is_none()
    }

    /// The next block stands this far from the one before it.
    pub fn space_next(&mut self, spacing: Spacing) {
        self.next.spacing = spacing;
    }

    /// The lines of the next block lean to this side.
    pub fn align_next(&mut self, alignment: Alignment) {
        self.next.alignment = alignment;
    }

    /// The next block is read in this direction, whatever its letters are.
    pub fn direct_next(&mut self, direction: Direction) {
        self.next.direction = Some(direction);
    }

    /// Begins a block; one that is still open ends. For a table see [`Self::begin_table`].
    pub fn begin(&mut self, kind: BlockKind) {
        self.end();
        let start = self
            .writer
            .begin(kind.is_preformatted(), self.blocks.is_empty());
        self.open = Some(OpenBlock { kind, start });
        self.inline.reopen(start);
    }

    /// Ends the open block, if there is one. A block without text is dropped, unless it is the only one
    /// of a list item; a rule without text gets three stars, so that it has a place like any block.
    pub fn end(&mut self) {
        let Some(OpenBlock { kind, start }) = self.open.take() else {
            return;
        };
        if matches!(kind, BlockKind::Table(_)) {
            self.table.end_row(&mut self.writer);
        }
        if kind == BlockKind::Rule && self.writer.len() == start {
            self.writer.push(BREAK, &mut self.inline.run_start);
        }
        let end = self.writer.end(start);
        self.inline.clip(end);
        self.inline.interrupt(end);
        let marker = self.containers.last_mut().and_then(|c| c.marker.take());
        let stance = std::mem::take(&mut self.next);
        if start == end && marker.is_none() {
            self.writer.undo(start, self.blocks.is_empty());
            return;
        }
        let range = TextRange::new(start, end);
        if let BlockKind::Heading { level } = kind {
            self.sections.push(Section {
                offset: range.start,
                title: Title::InText(range),
                level,
            });
        }
        let containers = self.containers.iter().take(DEEPEST).map(|c| c.container);
        let within = Within::of(containers, marker, self.blocks.last());
        self.blocks.push(Block {
            range,
            kind,
            within,
            spacing: stance.spacing,
            alignment: stance.alignment,
            direction: stance.direction,
        });
    }

    /// A whole block of plain text.
    pub fn block(&mut self, kind: BlockKind, text: &str) {
        self.begin(kind);
        self.text(text);
        self.end();
    }

    /// Text of the open block; outside a block it is left out. Where text flows, white space is
    /// joined to single blanks, and a line end between two ideographs to nothing; in preformatted
    /// blocks it stands as it is, tabs expanded to every fourth cell.
    pub fn text(&mut self, text: &str) {
        if self.open.is_some() {
            let before = self.inline.run_start;
            let room = self.writer.push(text, &mut self.inline.run_start);
            // A link begins where its run does, behind the blank before it.
            for start in [&mut self.inline.link_start, &mut self.inline.reading_start] {
                if *start == before {
                    *start = self.inline.run_start;
                }
            }
            if !room && !self.problems.iter().any(|p| p.what == TOO_LONG) {
                self.problem("text", TOO_LONG);
            }
        }
    }

    /// A forced line end.
    pub fn line_break(&mut self) {
        if self.open.is_some() {
            self.writer.line_break();
        }
    }

    /// Gives the place reached so far a name that [`LinkTo::Place`] can lead to; the first use of a
    /// name counts.
    pub fn name_place(&mut self, name: &str) {
        let here = self.here();
        self.places.entry(name.into()).or_insert(here);
    }

    /// The source can be read from here on alone, from this place in it ([`Landmark::source`]); what is
    /// too far on to be named is none.
    pub fn landmark(&mut self, source: usize) {
        self.end();
        let text = self.here();
        let Ok(source) = u32::try_from(source) else {
            return;
        };
        // Between them there was no text.
        self.landmarks.pop_if(|last| last.text == text);
        self.landmarks.push(Landmark { text, source });
    }

    /// The place reached so far; between two blocks the next one is meant, which begins behind the `\n`.
    fn here(&self) -> Offset {
        let next = self.open.is_none() && !self.blocks.is_empty();
        Offset::new(self.writer.len() + usize::from(next))
    }
}

/// What stands for a break in the text: the printer's dinkus.
const BREAK: &str = "* * *";

/// An item whose text begins behind its marker and a blank.
fn item(marker: Marker) -> Container {
    let indent = text_width(&marker.sign()).to_usize() + 1;
    Container::Item {
        indent: u8::try_from(indent).unwrap_or(u8::MAX),
    }
}

const TOO_LONG: &str = "longer than 4 GiB; the rest is left out";

#[cfg(test)]
mod tests;
