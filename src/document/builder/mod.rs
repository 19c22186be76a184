//! The only way to make a document.
//!
//! A format reads its source from top to bottom and tells a builder what it sees; the builder keeps
//! every invariant a [`Document`] has: white space joined where text flows, tabs expanded, whatever
//! may not be shown left out, ranges in order, empty blocks dropped, links and notes resolved. So a
//! format cannot make a bad document, however bad its source is.

mod table;
mod writer;

use std::collections::HashMap;

use super::outline::opening_words;
use super::{
    Block, BlockKind, Container, ContentsSource, Document, Fingerprint, Format, Link, LinkTarget,
    Marker, Metadata, Note, NoteId, Problem, Role, Roles, Run, Section, Spacing, Title,
};
use crate::text::{Offset, TextRange, text_width};
use table::TableBuilder;
use writer::Writer;

/// How deep quotations and lists may stand in one another; deeper ones are set at this depth. A page
/// has no room for more, and a hostile source has no more than this to multiply its blocks with.
const DEEPEST: usize = 24;

/// Makes a [`Document`], block by block.
#[derive(Debug)]
pub struct Builder {
    writer: Writer,
    blocks: Vec<Block>,
    open: Option<OpenBlock>,
    spacing: Spacing,
    containers: Vec<OpenContainer>,
    inline: Inline,
    table: TableBuilder,
    sections: Vec<Section>,
    notes: Vec<Note>,
    note_ids: HashMap<Box<str>, NoteId>,
    places: HashMap<Box<str>, Offset>,
    metadata: Metadata,
    problems: Vec<Problem>,
    images: usize,
}

/// Where a link leads, as a format knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkTo {
    /// Out of the document.
    Outside(String),
    /// To the place with this name, which may come later ([`Builder::name_place`]).
    Place(String),
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

/// Roles and links while they are open.
#[derive(Debug, Default)]
struct Inline {
    /// How often each role is open, by its bit.
    open: [u32; 8],
    roles: Roles,
    run_start: usize,
    link: Option<LinkTo>,
    link_start: usize,
    runs: Vec<Run>,
    links: Vec<(TextRange, Target)>,
}

#[derive(Debug)]
enum Target {
    To(LinkTo),
    Note(NoteId),
}

impl Builder {
    /// A builder for a text read from this kind of source.
    pub fn new(format: Format) -> Self {
        Self {
            writer: Writer::default(),
            blocks: Vec::new(),
            open: None,
            spacing: Spacing::Loose,
            containers: Vec::new(),
            inline: Inline::default(),
            table: TableBuilder::default(),
            sections: Vec::new(),
            notes: Vec::new(),
            note_ids: HashMap::new(),
            places: HashMap::new(),
            metadata: Metadata {
                format,
                ..Metadata::default()
            },
            problems: Vec::new(),
            images: 0,
        }
    }

    /// Title, authors and the like, to be filled in. What the text itself says in a title, byline,
    /// standfirst or credit block is filled in by [`Self::finish`] where it is still missing.
    pub fn metadata_mut(&mut self) -> &mut Metadata {
        &mut self.metadata
    }

    /// Notes down what was wrong with the source, and where.
    pub fn problem(&mut self, place: impl Into<String>, what: impl Into<String>) {
        self.problems.push(Problem {
            place: place.into(),
            what: what.into(),
        });
    }

    /// Counts an image.
    pub fn count_image(&mut self) {
        self.images += 1;
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

    /// The next block stands this far from the one before it.
    pub fn space_next(&mut self, spacing: Spacing) {
        self.spacing = spacing;
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
        self.table.end(&mut self.writer);
        if kind == BlockKind::Rule && self.writer.len() == start {
            self.writer.push(BREAK, &mut self.inline.run_start);
        }
        let end = self.writer.end(start);
        self.inline.interrupt(end);
        let marker = self.containers.last_mut().and_then(|c| c.marker.take());
        let spacing = std::mem::take(&mut self.spacing);
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
        self.blocks.push(Block {
            range,
            kind,
            containers: containers.collect(),
            marker,
            spacing,
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
            let room = self.writer.push(text, &mut self.inline.run_start);
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

    /// From here on the text plays `role`, up to the matching [`Self::end_role`].
    pub fn begin_role(&mut self, role: Role) {
        self.inline.change(role, 1, self.writer.len());
    }

    /// Ends a role; without its beginning nothing happens.
    pub fn end_role(&mut self, role: Role) {
        self.inline.change(role, -1, self.writer.len());
    }

    /// From here on the text is a link, up to [`Self::end_link`]. Links do not stand in one another.
    pub fn begin_link(&mut self, to: LinkTo) {
        self.end_link();
        self.begin_role(Role::Link);
        self.inline.link_start = self.writer.len();
        self.inline.link = Some(to);
    }

    /// Ends the link.
    pub fn end_link(&mut self) {
        if self.inline.link.is_some() {
            self.inline.keep_link(self.writer.len());
            self.inline.link = None;
            self.end_role(Role::Link);
        }
    }

    /// A reference to the note with this label, shown as its raised number.
    pub fn note_reference(&mut self, label: &str) {
        if self.open.is_none() {
            return;
        }
        let id = self.note_id(label);
        self.begin_role(Role::NoteReference);
        let start = self.writer.len();
        self.text(&raised(id.to_usize() + 1));
        let range = TextRange::new(start, self.writer.len());
        self.end_role(Role::NoteReference);
        if let Some(note) = self.notes.get_mut(id.to_usize()) {
            note.reference.get_or_insert(range.start);
        }
        if self.inline.link.is_none() {
            self.inline.links.push((range, Target::Note(id)));
        }
    }

    fn note_id(&mut self, label: &str) -> NoteId {
        if let Some(&id) = self.note_ids.get(label) {
            return id;
        }
        let id = NoteId::new(self.notes.len());
        self.note_ids.insert(label.into(), id);
        self.notes.push(Note {
            label: label.into(),
            range: TextRange::default(),
            reference: None,
        });
        id
    }

    /// Gives the place reached so far a name that [`LinkTo::Place`] can lead to; the first use of a
    /// name counts.
    pub fn name_place(&mut self, name: &str) {
        // Between two blocks the next one is meant, which begins behind the `\n`.
        let next = self.open.is_none() && !self.blocks.is_empty();
        let at = Offset::new(self.writer.len() + usize::from(next));
        self.places.entry(name.into()).or_insert(at);
    }

    /// The document. Without headings its paragraphs stand for sections.
    pub fn finish(mut self) -> Document {
        while !self.containers.is_empty() {
            self.close();
        }
        self.end();
        let text = self.writer.finish();
        let links = self.inline.links;
        let places = self.places;
        let mut links: Vec<Link> = links
            .into_iter()
            .map(|(range, target)| Link {
                range,
                target: resolve(target, &places, text.len()),
            })
            .collect();
        links.sort_by_key(|link| link.range);
        let contents_source = if self.sections.is_empty() {
            ContentsSource::Paragraphs
        } else {
            ContentsSource::Headings
        };
        let mut document = Document {
            fingerprint: Fingerprint::of(&text),
            text,
            blocks: self.blocks,
            runs: self.inline.runs,
            links,
            notes: self.notes,
            tables: self.table.finish(),
            sections: self.sections,
            contents_source,
            metadata: self.metadata,
            problems: self.problems,
            images: self.images,
        };
        if contents_source == ContentsSource::Paragraphs {
            document.sections = paragraphs_as_sections(&document);
        }
        complete_metadata(&mut document);
        document
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

fn resolve(target: Target, places: &HashMap<Box<str>, Offset>, end: usize) -> LinkTarget {
    match target {
        Target::Note(id) => LinkTarget::Note(id),
        Target::To(LinkTo::Outside(url)) => LinkTarget::Outside(super::sanitized(&url).into()),
        Target::To(LinkTo::Place(name)) => match places.get(name.as_str()) {
            Some(&offset) => LinkTarget::Inside(offset.min(Offset::new(end))),
            None => LinkTarget::Outside(super::sanitized(&format!("#{name}")).into()),
        },
    }
}

fn paragraphs_as_sections(document: &Document) -> Vec<Section> {
    let paragraphs = document.blocks.iter().filter(|b| {
        matches!(b.kind, BlockKind::Paragraph | BlockKind::Verse) && !b.range.is_empty()
    });
    let entry = |block: &Block| {
        let words = opening_words(document.slice(block.range)).len();
        let start = block.range.start.to_usize();
        Section {
            offset: block.range.start,
            title: Title::InText(TextRange::new(start, start + words)),
            level: 1,
        }
    };
    paragraphs.map(entry).collect()
}

/// Takes from the text what the source did not say apart from it.
fn complete_metadata(document: &mut Document) {
    let said = |kind: BlockKind| {
        let block = document.blocks.iter().find(|b| b.kind == kind)?;
        Some(document.slice(block.range).replace('\n', " "))
    };
    let (title, byline) = (said(BlockKind::Title), said(BlockKind::Byline));
    let (standfirst, credit) = (said(BlockKind::Standfirst), said(BlockKind::Credit));
    let metadata = &mut document.metadata;
    metadata.title = metadata.title.take().or(title);
    metadata.byline = metadata.byline.take().or(byline);
    metadata.standfirst = metadata.standfirst.take().or(standfirst);
    metadata.credit = metadata.credit.take().or(credit);
    let shown = [
        &mut metadata.title,
        &mut metadata.byline,
        &mut metadata.standfirst,
        &mut metadata.credit,
        &mut metadata.language,
    ];
    for field in shown {
        *field = field
            .take()
            .map(|s| super::sanitized(&s))
            .filter(|s| !s.trim().is_empty());
    }
    for author in &mut metadata.authors {
        *author = super::sanitized(author);
    }
}

impl Inline {
    fn change(&mut self, role: Role, by: i32, at: usize) {
        let slot = (role as u8).trailing_zeros() as usize;
        let Some(count) = self.open.get_mut(slot) else {
            return;
        };
        let was_open = *count > 0;
        *count = count.saturating_add_signed(by);
        let is_open = *count > 0;
        if was_open != is_open {
            self.interrupt(at);
            self.run_start = at;
            self.roles = if is_open {
                self.roles | role
            } else {
                self.roles.without(role)
            };
        }
    }

    /// Writes down the run and the link that have grown up to `at`, which stay open.
    fn interrupt(&mut self, at: usize) {
        if !self.roles.is_plain() && self.run_start < at {
            self.runs.push(Run {
                range: TextRange::new(self.run_start, at),
                roles: self.roles,
            });
        }
        self.run_start = at;
    }

    fn keep_link(&mut self, at: usize) {
        if let Some(to) = &self.link
            && self.link_start < at
        {
            let range = TextRange::new(self.link_start, at);
            self.links.push((range, Target::To(to.clone())));
        }
        self.link_start = at;
    }

    fn reopen(&mut self, at: usize) {
        self.run_start = at;
        self.link_start = at;
    }
}

/// A number in raised digits, as notes are referred to.
fn raised(number: usize) -> String {
    const DIGITS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    number
        .to_string()
        .bytes()
        .filter_map(|b| DIGITS.get(usize::from(b.wrapping_sub(b'0'))))
        .collect()
}

#[cfg(test)]
mod tests;
