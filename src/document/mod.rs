//! What was written: one text and flat, sorted tables of ranges over it.
//!
//! A [`Document`] owns a single string, the text as read with its markup removed, and everything
//! known about it is a range of that string: blocks, runs of emphasis, sections, notes, links, table
//! cells. So a search is one scan, and a hit, a heading, a bookmark and a line on the screen are the
//! same kind of thing. A document is made by a [`Builder`], the only place that can, and never
//! changes afterwards.
//!
//! Blocks stand in reading order, do not overlap, and are apart by one `\n` each in the text. Inside
//! a block `\n` is a forced line end. The one place with `\t` is a table, between its cells.

mod anchor;
mod block;
mod builder;
mod copied;
mod landmark;
mod language;
mod letters;
mod metadata;
mod numerals;
mod outline;
mod passage;
mod quotation_marks;
mod run;
mod sanitize;
mod sketch;
mod twins;

pub use anchor::{Anchor, Resolved, Stands};
pub use block::{
    Alignment, Block, BlockId, BlockKind, Container, Marker, Spacing, Table, TableId, TableRow,
};
pub use builder::{Builder, LinkTo, MOST_COLUMNS};
pub use landmark::Landmark;
pub use metadata::{Fingerprint, Format, Metadata, Problem};
pub use numerals::Numerals;
pub use outline::{ContentsSource, PrintedPage, Section, Title, opening_words};
pub use passage::Passage;
pub use quotation_marks::in_quotation_marks;
pub use run::{Link, LinkTarget, Note, NoteId, Role, Roles, Run};
pub use sanitize::{is_drawable, sanitized};
pub use sketch::Sketch;

use std::sync::OnceLock;

use crate::text::{Folding, Offset, TextRange, folded};
use twins::Twins;

/// Up to so many bytes the short sentences of a text are looked through in a millisecond or two, while
/// somebody waits.
const SMALL: usize = 512 * 1024;

/// A text with its structure; immutable.
#[derive(Debug, Default)]
pub struct Document {
    text: String,
    blocks: Vec<Block>,
    runs: Vec<Run>,
    links: Vec<Link>,
    notes: Vec<Note>,
    tables: Vec<Table>,
    sections: Vec<Section>,
    contents_source: ContentsSource,
    top_level: u8,
    pages: Vec<PrintedPage>,
    metadata: Metadata,
    problems: Vec<Problem>,
    /// In the order of the text and of the source.
    landmarks: Vec<Landmark>,
    images: usize,
    indents_paragraphs: bool,
    /// Found out when it is first asked for: not everyone who opens a text does.
    language: OnceLock<Option<String>>,
    /// The same.
    folding: OnceLock<Folding>,
    /// The same.
    twins: OnceLock<Twins>,
    fingerprint: Fingerprint,
    /// `None` where all of it is.
    body: Option<TextRange>,
}

impl Document {
    /// The whole text, markup removed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The piece of the text in `range`.
    pub fn slice(&self, range: TextRange) -> &str {
        range.of(&self.text)
    }

    /// The place after the last byte.
    pub fn end(&self) -> Offset {
        Offset::new(self.text.len())
    }

    /// The text itself, without what somebody has put before and behind it, such as the header and
    /// licence of a library: that can be read, but progress is counted in here. Nearly always all.
    pub fn body(&self) -> TextRange {
        let whole = TextRange::new(0, self.text.len());
        self.body.unwrap_or(whole)
    }

    /// The blocks of the body, in reading order.
    pub fn body_blocks(&self) -> &[Block] {
        touching(&self.blocks, self.body(), |block| block.range)
    }

    /// The blocks, in reading order.
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// A block by its number.
    pub fn block(&self, id: BlockId) -> Option<&Block> {
        self.blocks.get(id.to_usize())
    }

    /// The block in which `offset` lies; between two blocks the earlier one, `None` without blocks.
    pub fn block_at(&self, offset: Offset) -> Option<BlockId> {
        let after = self.blocks.partition_point(|b| b.range.start <= offset);
        let index = after.saturating_sub(1);
        (index < self.blocks.len()).then(|| BlockId::new(index))
    }

    /// The runs that touch `range`, in order; runs never overlap.
    pub fn runs_in(&self, range: TextRange) -> &[Run] {
        touching(&self.runs, range, |run| run.range)
    }

    /// All links, in order; links never overlap.
    pub fn links(&self) -> &[Link] {
        &self.links
    }

    /// The notes, in the order of their numbers.
    pub fn notes(&self) -> &[Note] {
        &self.notes
    }

    /// A note by its number.
    pub fn note(&self, id: NoteId) -> Option<&Note> {
        self.notes.get(id.to_usize())
    }

    /// All tables.
    pub fn tables(&self) -> &[Table] {
        &self.tables
    }

    /// A table by its number.
    pub fn table(&self, id: TableId) -> Option<&Table> {
        self.tables.get(id.to_usize())
    }

    /// What the contents panel shows, in reading order.
    pub fn sections(&self) -> &[Section] {
        &self.sections
    }

    /// From what the sections were made.
    pub fn contents_source(&self) -> ContentsSource {
        self.contents_source
    }

    /// The level of the highest sections: 1, unless the text has none so high.
    pub fn top_level(&self) -> u8 {
        self.top_level
    }

    /// The index of the section in which `offset` lies; `None` before the first.
    pub fn section_at(&self, offset: Offset) -> Option<usize> {
        self.sections
            .partition_point(|s| s.offset <= offset)
            .checked_sub(1)
    }

    /// The title of a section, as shown.
    pub fn section_title<'d>(&'d self, section: &'d Section) -> &'d str {
        match &section.title {
            Title::InText(range) => self.slice(*range),
            Title::Given(title) => title,
        }
    }

    /// The text from a section's place up to the next section, its title included.
    pub fn section_range(&self, index: usize) -> TextRange {
        let start = self.sections.get(index).map_or(self.end(), |s| s.offset);
        let end = self
            .sections
            .get(index + 1)
            .map_or(self.end(), |s| s.offset);
        TextRange::new(start.to_usize(), end.to_usize())
    }

    /// Where the pages of the printed book begin, by place; empty where the source does not tell.
    pub fn printed_pages(&self) -> &[PrintedPage] {
        &self.pages
    }

    /// The page of the printed book on which `offset` lies.
    pub fn printed_page_at(&self, offset: Offset) -> Option<&PrintedPage> {
        let after = self.pages.partition_point(|page| page.offset <= offset);
        self.pages.get(after.checked_sub(1)?)
    }

    /// Title, authors and the like.
    pub fn metadata(&self) -> &Metadata {
        &self.metadata
    }

    /// What was wrong with the file, in words.
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// The same document with something more that was wrong with its source, before the rest: for what
    /// shows only where its bytes come from.
    pub(crate) fn with_problems(mut self, more: impl IntoIterator<Item = Problem>) -> Self {
        self.problems.splice(0..0, more);
        self
    }

    /// The same document without its landmarks: what was read is not what lies in the file.
    pub(crate) fn without_landmarks(mut self) -> Self {
        self.landmarks = Vec::new();
        self
    }

    /// The same document as one whose file is in this encoding.
    pub(crate) fn in_encoding(mut self, encoding: &'static str) -> Self {
        self.metadata.encoding = Some(encoding);
        self
    }

    /// The same document with the title of the whole text it is a part of.
    pub(crate) fn called(mut self, title: Option<String>) -> Self {
        self.metadata.title = title;
        self
    }

    /// How many images the source has.
    pub fn images(&self) -> usize {
        self.images
    }

    /// Whether the source tells its paragraphs apart by indents and not by blank lines.
    pub fn indents_paragraphs(&self) -> bool {
        self.indents_paragraphs
    }

    /// The language of the text, as a BCP 47 tag: as its source says, else as its words do; `None` in doubt.
    pub fn language(&self) -> Option<&str> {
        let language = self.language.get_or_init(|| language::language_of(self));
        language.as_deref()
    }

    /// Whether two pieces of text have the same words, however they are printed: other line ends, quotation
    /// marks or dashes make no other words.
    pub fn has_same_words(&self, one: &str, other: &str) -> bool {
        let words = |text: &str| folded(text.trim(), self.folding());
        one == other || words(one) == words(other)
    }

    /// How its letters are folded when something is looked for in it: by its language, which is found out
    /// only if letters make that a question.
    pub fn folding(&self) -> Folding {
        *self.folding.get_or_init(|| {
            // Only languages in which `I` and `i` are no pair have these.
            let has = |letter: &str| {
                memchr::memmem::find(self.text.as_bytes(), letter.as_bytes()).is_some()
            };
            let is_asked = self.metadata.language.is_some() || has("ı") || has("İ");
            Folding::of_language(is_asked.then(|| self.language()).flatten())
        })
    }

    /// Looks through the short sentences once, so that places are told from their twins
    /// ([`Anchor`]). In a long text that takes some time and is for whoever has it; until then places in
    /// short sentences are found again with a little more doubt.
    pub fn look_for_twins(&self) {
        self.twins.get_or_init(|| Twins::of(self));
    }

    /// The short sentences, if they were looked through or that takes no time.
    fn twins(&self) -> Option<&Twins> {
        if self.text.len() <= SMALL {
            self.look_for_twins();
        }
        self.twins.get()
    }

    /// The hash of the text, by which a book is known again after a move or a rename.
    pub fn fingerprint(&self) -> Fingerprint {
        self.fingerprint
    }

    /// The title, or `None` where the source names none.
    pub fn title(&self) -> Option<&str> {
        self.metadata.title.as_deref()
    }

    /// How far into the body `offset` is, from 0.0 to 1.0; what stands before it is at its beginning,
    /// what stands behind it at its end, and an empty text is read from the start. In whole billionths, so that
    /// a number that was written in decimals and read again is the same.
    #[expect(clippy::cast_precision_loss, reason = "a fraction is shown in percent")]
    pub fn fraction(&self, offset: Offset) -> f64 {
        let body = self.body();
        if body.is_empty() {
            return 0.0;
        }
        let at = offset.max(body.start).min(body.end).to_usize();
        let fraction = (at - body.start.to_usize()) as f64 / body.len() as f64;
        (fraction * BILLION).round() / BILLION
    }

    /// The place at `fraction` of the body (0.0 to 1.0), on a char boundary. Of a text of less than a gigabyte
    /// that is the very byte [`fraction`](Self::fraction) was asked for.
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "the product lies within the text, and any byte near it will do"
    )]
    pub fn at_fraction(&self, fraction: f64) -> Offset {
        let body = self.body();
        let at = (body.len() as f64 * fraction.clamp(0.0, 1.0)).round() as usize;
        self.floor_char(body.start.to_usize() + at)
    }

    /// The char boundary at or before byte `at`.
    pub fn floor_char(&self, at: usize) -> Offset {
        Offset::new(self.text.floor_char_boundary(at))
    }
}

/// The parts a whole has where a fraction is told.
const BILLION: f64 = 1e9;

/// The items of a sorted, non-overlapping table that touch `range`.
fn touching<T>(table: &[T], range: TextRange, of: impl Fn(&T) -> TextRange) -> &[T] {
    let from = table.partition_point(|item| of(item).end <= range.start);
    let to = table.partition_point(|item| of(item).start < range.end);
    table.get(from..to).unwrap_or(&[])
}

/// Whether a sentence is over with this, or a line of text without any.
const fn ends_sentence(char: char) -> bool {
    matches!(
        char,
        '.' | '?' | '!' | '\n' | '。' | '？' | '！' | '…' | '।' | '۔' | '؟'
    )
}
