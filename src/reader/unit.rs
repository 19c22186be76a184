//! The stretches a text is made of: clusters, words, sentences, paragraphs, and which one is next.
//!
//! Only the text near the place is looked at, so that an answer does not depend on how long a paragraph
//! is. Where nothing is found near, more is looked at, up to a bound; what has no word or sentence for
//! longer than that is divided where the bound is.

use unicode_segmentation::UnicodeSegmentation;

use crate::document::{Block, Document};
use crate::text::{Cells, Offset, TextRange, clusters};

/// A kind of stretch that a text is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// What a reader calls a character; none that is not drawn.
    Cluster,
    /// A word (UAX #29), without what stands around it; in Chinese and Japanese a character.
    Word,
    /// A sentence (UAX #29), without the blanks behind it.
    Sentence,
    /// A block.
    Paragraph,
}

/// How much farther is looked each time nothing is found.
const FARTHER: usize = 8;

/// Looked at no farther than so many bytes to either side, for a unit that seems not to end.
const FARTHEST: usize = 64 * 1024;

/// Blocks in a row that hold no unit at all: more than this are nobody's text.
const MOST_BLOCKS: usize = 10_000;

/// The ends of a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Edge {
    Start,
    End,
}

impl Unit {
    /// The first end behind `from`.
    pub fn end_after(self, document: &Document, from: Offset) -> Option<Offset> {
        self.ahead(document, Edge::End, from)
    }

    /// The first beginning behind `from`.
    pub fn start_after(self, document: &Document, from: Offset) -> Option<Offset> {
        self.ahead(document, Edge::Start, from)
    }

    /// The last beginning before `from`.
    pub fn start_before(self, document: &Document, from: Offset) -> Option<Offset> {
        self.behind(document, Edge::Start, from)
    }

    /// The last end before `from`.
    pub fn end_before(self, document: &Document, from: Offset) -> Option<Offset> {
        self.behind(document, Edge::End, from)
    }

    /// The one in which `place` lies, if it lies in one.
    pub fn around(self, document: &Document, place: Offset) -> Option<TextRange> {
        let behind = Offset::new(place.to_usize() + 1);
        let start = self.start_before(document, behind)?;
        let end = self.end_after(document, place)?;
        let is_one = self.end_after(document, start) == Some(end);
        is_one.then_some(TextRange { start, end })
    }

    fn ahead(self, document: &Document, edge: Edge, from: Offset) -> Option<Offset> {
        let first = document.block_at(from)?.to_usize();
        let blocks = document.blocks().iter().skip(first).take(MOST_BLOCKS);
        let mut blocks = blocks.filter(|block| !block.range.is_empty());
        blocks.find_map(|block| {
            let at = from.max(block.range.start);
            let first = |edges: &[Offset]| edges.iter().copied().find(|edge| *edge > from);
            self.near(document, block, edge, at, first).or_else(|| {
                let far = bounded(document, block, at.to_usize() + FARTHEST);
                Some(far).filter(|far| *far < block.range.end && *far > from)
            })
        })
    }

    fn behind(self, document: &Document, edge: Edge, from: Offset) -> Option<Offset> {
        let last = document.block_at(from)?.to_usize();
        let blocks = document.blocks().get(..=last)?.iter().rev();
        let blocks = blocks.take(MOST_BLOCKS);
        let mut blocks = blocks.filter(|block| !block.range.is_empty());
        blocks.find_map(|block| {
            let at = from.min(block.range.end);
            let last = |edges: &[Offset]| edges.iter().rev().copied().find(|edge| *edge < from);
            self.near(document, block, edge, at, last).or_else(|| {
                let far = bounded(document, block, at.to_usize().saturating_sub(FARTHEST));
                Some(far).filter(|far| *far > block.range.start && *far < from)
            })
        })
    }

    /// Looks among the edges around `at` in a block, farther and farther until one is found.
    fn near(
        self,
        document: &Document,
        block: &Block,
        edge: Edge,
        at: Offset,
        find: impl Fn(&[Offset]) -> Option<Offset>,
    ) -> Option<Offset> {
        let mut reach = self.reach();
        loop {
            let part = TextRange {
                start: bounded(document, block, at.to_usize().saturating_sub(reach)),
                end: bounded(document, block, at.to_usize() + reach),
            };
            let found = find(&self.edges(document, edge, part, block.range));
            if found.is_some() || part == block.range || reach >= FARTHEST {
                return found;
            }
            reach *= FARTHER;
        }
    }

    /// How many bytes to either side are looked at first: some units long.
    const fn reach(self) -> usize {
        match self {
            Self::Cluster => 128,
            Self::Word => 256,
            Self::Sentence | Self::Paragraph => 1024,
        }
    }

    /// Where the units in a part of a block begin or end. What only the edge of the part makes one is left
    /// out.
    fn edges(
        self,
        document: &Document,
        edge: Edge,
        part: TextRange,
        block: TextRange,
    ) -> Vec<Offset> {
        let mut edges: Vec<Offset> = match edge {
            Edge::Start => self.units(document, part, block).map(|u| u.start).collect(),
            Edge::End => self.units(document, part, block).map(|u| u.end).collect(),
        };
        match edge {
            // A paragraph is known from the table of blocks, and never cut.
            _ if self == Self::Paragraph => {}
            Edge::Start if part.start > block.start && !edges.is_empty() => {
                edges.remove(0);
            }
            Edge::End if part.end < block.end => {
                edges.pop();
            }
            Edge::Start | Edge::End => {}
        }
        edges
    }

    /// The units in a part of a block; the first and the last may be pieces of one.
    fn units<'d>(
        self,
        document: &'d Document,
        part: TextRange,
        block: TextRange,
    ) -> Box<dyn Iterator<Item = TextRange> + 'd> {
        let text = document.slice(part);
        let start = part.start.to_usize();
        let unit = move |at: usize, unit: &str| TextRange::new(start + at, start + at + unit.len());
        match self {
            Self::Cluster => {
                let seen = clusters(text).filter(|cluster| cluster.width > Cells::ZERO);
                Box::new(seen.map(move |cluster| unit(cluster.start, cluster.text)))
            }
            Self::Word => Box::new(
                text.unicode_word_indices()
                    .map(move |(at, word)| unit(at, word)),
            ),
            Self::Sentence => {
                let sentences = text.split_sentence_bound_indices();
                let sentences = sentences.map(move |(at, text)| unit(at, text.trim_end()));
                Box::new(sentences.filter(|sentence| !sentence.is_empty()))
            }
            Self::Paragraph => Box::new(std::iter::once(block)),
        }
    }
}

/// The char boundary at or before byte `at` that is not outside the block.
fn bounded(document: &Document, block: &Block, at: usize) -> Offset {
    let near = document.floor_char(at);
    near.max(block.range.start).min(block.range.end)
}
