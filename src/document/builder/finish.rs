//! From what was told to a document: links resolved, sections and metadata completed.

use std::sync::OnceLock;

use std::collections::HashMap;

use super::Builder;
use super::inline::{LinkTo, Target};
use crate::document::outline::opening_words;
use crate::document::{
    Block, BlockKind, ContentsSource, Document, Fingerprint, Link, LinkTarget, Problem, Section,
    Title, sanitized,
};
use crate::text::{Offset, TextRange, sort_by_key};

impl Builder {
    /// The document. Without headings its paragraphs stand for sections.
    pub fn finish(mut self) -> Document {
        while !self.containers.is_empty() {
            self.close();
        }
        self.end();
        let controls = self.writer.controls();
        if controls > 0 {
            self.problem("text", without_controls(controls));
        }
        let text = self.writer.finish();
        if text.trim_start().is_empty() {
            self.problems.push(without_text(self.images));
        }
        // They are kept as long as the text; what they grew by and did not need is not.
        self.blocks.shrink_to_fit();
        self.sections.shrink_to_fit();
        self.inline.runs.shrink_to_fit();
        let places = settled(self.places, &self.blocks, &text);
        let links = resolved(self.inline.links, &places);
        let body = body_range(&self.blocks, self.body, text.len());
        let pages = self.given.pages(&places);
        let (sections, contents_source) = match self.given.sections(&places) {
            Some(given) => given,
            None if self.sections.is_empty() => (Vec::new(), ContentsSource::Paragraphs),
            None => (self.sections, ContentsSource::Headings),
        };
        let mut landmarks = self.landmarks;
        landmarks.retain(|landmark| landmark.text.to_usize() < text.len());
        landmarks.shrink_to_fit();
        let mut document = Document {
            fingerprint: Fingerprint::of(&text),
            text,
            blocks: self.blocks,
            runs: self.inline.runs,
            links,
            notes: self.notes,
            tables: self.table.finish(),
            sections,
            contents_source,
            top_level: 1,
            pages,
            metadata: self.metadata,
            problems: self.problems,
            landmarks,
            images: self.images,
            indents_paragraphs: self.indents_paragraphs,
            language: OnceLock::new(),
            folding: OnceLock::new(),
            twins: OnceLock::new(),
            body,
        };
        if contents_source == ContentsSource::Paragraphs {
            document.sections = paragraphs_as_sections(&document);
        }
        let levels = document.sections.iter().map(|section| section.level);
        document.top_level = levels.min().unwrap_or(1);
        complete_metadata(&mut document);
        document
    }
}

/// The links of a document, in order, with what they lead to.
fn resolved(links: Vec<(TextRange, Target)>, places: &Places) -> Vec<Link> {
    let link = |(range, target)| Link {
        range,
        target: resolve(target, places),
    };
    let mut links: Vec<Link> = links.into_iter().map(link).collect();
    sort_by_key(&mut links, |link| link.range);
    links
}

/// The words beside them may have been meant otherwise.
fn without_controls(count: usize) -> String {
    if count == 1 {
        "a control character or sequence in it is left out".to_owned()
    } else {
        format!("{count} control characters or sequences in it are left out")
    }
}

/// A page without a word on it looks like a mistake of the reader's.
fn without_text(images: usize) -> Problem {
    let what = match images {
        0 => "there is none in it",
        _ => "there is none in it, only images, which are not shown",
    };
    Problem {
        place: "text".to_owned(),
        what: what.to_owned(),
    }
}

fn resolve(target: Target, places: &Places) -> LinkTarget {
    match target {
        Target::Note(id) => LinkTarget::Note(id),
        Target::Reading(reading) => LinkTarget::Reading(sanitized(&reading).into()),
        Target::To(LinkTo::Outside(url)) => LinkTarget::Outside(address(&url)),
        Target::To(LinkTo::Place(name)) => match place(places, &name) {
            Some(offset) => LinkTarget::Inside(offset),
            None => LinkTarget::Outside(address(&format!("#{name}"))),
        },
    }
}

/// An address as it may be shown. The marks that say from which side letters are read have their place among words;
/// in an address they can only make it look like another.
fn address(given: &str) -> Box<str> {
    let is_mark = |char: char| matches!(char, '\u{61C}' | '\u{200E}' | '\u{200F}');
    sanitized(given).replace(is_mark, "").into()
}

/// From the first block of the body to the last; `None` where that is all there is, or nothing.
fn body_range(
    blocks: &[Block],
    (first, end): (Option<usize>, Option<usize>),
    length: usize,
) -> Option<TextRange> {
    let first = first.unwrap_or(0);
    let end = end.unwrap_or(blocks.len());
    let start = blocks.get(first)?.range.start;
    let end = match blocks.get(end.checked_sub(1).filter(|last| *last >= first)?) {
        Some(last) if end < blocks.len() => last.range.end,
        _ => Offset::new(length),
    };
    let range = TextRange { start, end };
    (range != TextRange::new(0, length)).then_some(range)
}

/// Places by their names.
pub(super) type Places = HashMap<Box<str>, Offset>;

/// Places as they are in the finished text. Blanks may have been taken back behind one; and one at the
/// very end of a block, where nothing more of it stands, means the next block.
fn settled(mut places: Places, blocks: &[Block], text: &str) -> Places {
    for offset in places.values_mut() {
        *offset = Offset::new(text.floor_char_boundary(offset.to_usize()));
        let next = blocks.partition_point(|block| block.range.start <= *offset);
        let before = next.checked_sub(1).and_then(|index| blocks.get(index));
        let is_at_end =
            before.is_some_and(|block| block.range.end <= *offset && !block.range.is_empty());
        if let Some(block) = blocks.get(next).filter(|_| is_at_end) {
            *offset = block.range.start;
        }
    }
    places
}

/// The place with this name, or the beginning of the file it would be in.
pub(super) fn place(places: &Places, name: &str) -> Option<Offset> {
    let file = || name.split_once('#').map(|(file, _)| file);
    let found = places.get(name).or_else(|| places.get(file()?));
    found.copied()
}

fn paragraphs_as_sections(document: &Document) -> Vec<Section> {
    let paragraphs = document.body_blocks().iter().filter(|b| {
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
        &mut metadata.date,
    ];
    for field in shown {
        *field = field
            .take()
            .map(|s| sanitized(&s))
            .filter(|s| !s.trim().is_empty());
    }
    for author in &mut metadata.authors {
        *author = sanitized(author);
    }
}
