//! The stretches a text is made of: clusters, words, sentences, paragraphs, and which one is next.
//!
//! Only the text near the place is looked at, so that an answer does not depend on how long a paragraph
//! is. Where nothing is found near, more is looked at, up to a bound; what has no word or sentence for
//! longer than that is divided where the bound is.

use crate::document::{Block, Document};
use crate::text::{
    Cells, Offset, SENTENCE_CONTEXT, TextRange, clusters, sentences, with_whole_runs, words,
};

/// A kind of stretch that a text is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// What a reader calls a character; none that is not drawn.
    Cluster,
    /// A word (UAX #29; in Thai and its like what lines do not break), without what stands around it; in
    /// Chinese and Japanese a character.
    Word,
    /// A sentence (UAX #29, and no title or initial ends one), without the blanks behind it.
    Sentence,
    /// A block.
    Paragraph,
}

/// How much farther is looked each time nothing is found.
const FARTHER: usize = 8;

/// Looked at no farther than so many bytes to either side, for a unit that seems not to end.
const FARTHEST: usize = 64 * 1024;

/// So many bytes to either side of what is looked at, a run of letters without blanks is taken as a whole, so
/// that its words are the same from wherever they are looked at. One that is longer is divided from its middle
/// on: the longest words of a dictionary, taken one after the other, soon fall into the same step.
const LONGEST_RUN: usize = 4 * 1024;

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

    /// The first word that begins at `from` or behind it, with the signs before it where it is the first of a
    /// block: where somebody stands who is to read on from there.
    pub fn word_from(document: &Document, from: Offset) -> Offset {
        let block_with = |place| {
            let id = document.block_at(place)?;
            document.block(id).map(|block| block.range)
        };
        if block_with(from).is_some_and(|block| block.start == from) {
            return from;
        }
        let before = Offset::new(from.to_usize().saturating_sub(1));
        let word = Self::Word.start_after(document, before).unwrap_or(from);
        let block = block_with(word).map_or(from, |block| block.start);
        if block > from { block } else { word }
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
            let part = around(document, block, TextRange { start: at, end: at }, reach);
            let part = match self {
                Self::Word => with_runs(document, block, part),
                _ => part,
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
        if self == Self::Sentence && part.start > block.start {
            // What stands before may be half of the title that joins two.
            edges.retain(|edge| edge.to_usize() >= part.start.to_usize() + SENTENCE_CONTEXT);
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
            Self::Word => Box::new(words(text).map(move |(at, word)| unit(at, word))),
            Self::Sentence => {
                let sentences = sentences(text).map(move |(at, text)| unit(at, text.trim_end()));
                Box::new(sentences.filter(|sentence| !sentence.is_empty()))
            }
            Self::Paragraph => Box::new(std::iter::once(block)),
        }
    }
}

/// A range with so many bytes to either side, as far as the block goes.
fn around(document: &Document, block: &Block, range: TextRange, reach: usize) -> TextRange {
    TextRange {
        start: bounded(
            document,
            block,
            range.start.to_usize().saturating_sub(reach),
        ),
        end: bounded(document, block, range.end.to_usize() + reach),
    }
}

/// A part of a block with the whole of the runs of letters in which it begins and ends.
fn with_runs(document: &Document, block: &Block, part: TextRange) -> TextRange {
    let bytes = |range: TextRange| range.start.to_usize()..range.end.to_usize();
    let bounds = bytes(around(document, block, part, LONGEST_RUN));
    let whole = with_whole_runs(document.text(), bytes(part), bounds);
    TextRange::new(whole.start, whole.end)
}

/// The char boundary at or before byte `at` that is not outside the block.
fn bounded(document: &Document, block: &Block, at: usize) -> Offset {
    let near = document.floor_char(at);
    near.max(block.range.start).min(block.range.end)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::document::{BlockKind, Builder, Format};

    const SCRIPTS: [&str; 9] = [
        "The lamp is lit, at dusk. “It is small.” And the sea?",
        "北方領土問題の話。次の文。",
        "모든 인간은 태어날 때부터 자유롭다.",
        "שלום לכל העולם. עוד משפט.",
        "👍🏽 e\u{301}e 🇯🇵 x\u{AD}y.",
        "Mr. and Mrs. Keeper, of 3.5 km; etc.",
        "โดยที่การยอมรับนับถือประจำตัว",
        "មនុស្សទាំងអស់។ ມະນຸດທຸກຄົນ လူတိုင်း x",
        "They met Dr. Messrs. J. R. R. Keeper. He left with Prof. ",
    ];

    fn document(paragraphs: &[Vec<&str>]) -> Document {
        let mut b = Builder::new(Format::Markdown);
        for paragraph in paragraphs {
            b.block(BlockKind::Paragraph, &paragraph.join(" "));
        }
        b.finish()
    }

    /// All units, found in each block as a whole.
    fn all(unit: Unit, document: &Document) -> Vec<TextRange> {
        let blocks = document.blocks().iter().map(|block| block.range);
        let units = blocks.flat_map(|block| unit.units(document, block, block));
        units.collect()
    }

    fn walk(from: Offset, step: impl Fn(Offset) -> Option<Offset>) -> Vec<Offset> {
        std::iter::successors(step(from), |at| step(*at)).collect()
    }

    proptest! {
        /// Looking only near the place finds what looking through all of the text finds.
        #[test]
        fn near_and_far_find_the_same(
            paragraphs in prop::collection::vec(
                prop::collection::vec(prop::sample::select(SCRIPTS.to_vec()), 0..16),
                0..4,
            ),
        ) {
            let document = document(&paragraphs);
            let end = Offset::new(document.text().len() + 1);
            for unit in [Unit::Cluster, Unit::Word, Unit::Sentence, Unit::Paragraph] {
                let all = all(unit, &document);
                let ends: Vec<Offset> = all.iter().map(|unit| unit.end).collect();
                let mut starts: Vec<Offset> = all.iter().map(|unit| unit.start).collect();
                prop_assert_eq!(walk(Offset::ZERO, |at| unit.end_after(&document, at)), &ends[..]);
                let back = walk(end, |at| unit.start_before(&document, at));
                prop_assert_eq!(back, starts.iter().rev().copied().collect::<Vec<_>>());
                let back = walk(end, |at| unit.end_before(&document, at));
                prop_assert_eq!(back, ends.iter().rev().copied().collect::<Vec<_>>());
                starts.retain(|start| *start > Offset::ZERO);
                prop_assert_eq!(walk(Offset::ZERO, |at| unit.start_after(&document, at)), starts);
                for range in all.iter().step_by(7) {
                    prop_assert_eq!(unit.around(&document, range.start), Some(*range));
                }
            }
        }
    }

    #[cfg(feature = "complex-scripts")]
    #[test]
    fn thai_words_are_stepped_over_one_by_one() {
        let long = "โดยที่การยอมรับ".repeat(100);
        let document = document(&[vec![&long]]);
        let ends = walk(Offset::ZERO, |at| Unit::Word.end_after(&document, at));
        let lengths = ["โดยที่", "การ", "ยอมรับ"].map(str::len);
        let expected: Vec<Offset> = (lengths.iter().cycle().take(3 * 100))
            .scan(0, |end, length| {
                *end += length;
                Some(Offset::new(*end))
            })
            .collect();
        assert_eq!(ends, expected);
        assert_eq!(
            Unit::Word.around(&document, Offset::new("โดยที่".len() + 3)),
            Some(TextRange::new("โดยที่".len(), "โดยที่การ".len()))
        );
    }

    #[test]
    fn between_two_words_there_is_none() {
        let document = document(&[vec!["one, two"]]);
        let around = |at| Unit::Word.around(&document, Offset::new(at));
        assert_eq!(around(1), Some(TextRange::new(0, 3)));
        assert_eq!((around(3), around(4)), (None, None));
        assert_eq!(around(5), Some(TextRange::new(5, 8)));
        assert_eq!(Unit::Word.around(&Document::default(), Offset::ZERO), None);
    }
}
