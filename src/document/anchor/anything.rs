//! What holds of every place in every text: it is answered, within the text, and the same whether it is asked for
//! alone or among others.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use super::super::{BlockKind, Builder, Document, Format, Passage};
use super::{Anchor, Resolved, Stands};
use crate::text::{Offset, TextRange};

/// Of which texts and quotations are made: few words, so that they come again and lie beside each other.
const PIECES: &[&str] = &[
    "No room! ",
    "the old bridge over the river ",
    "Down the hill they went, past the mill, and nobody spoke. ",
    "It was late when the lights of the village came in sight. ",
    "Chapter 11. ",
    "[30] ",
    "stop.[30] ",
    "12",
    "a",
    " ",
    "\n",
    "… ",
    "“",
    "—",
    "Straße ",
    "ﬁne İstanbul ",
    "cafe\u{301}\u{302} ",
    "\u{301}",
    "e\u{AD}",
    "人人有权享受法律保护，以免受这种干涉。",
    "第十一条",
    "Четыре года спустя. ",
    "ไปเที่ยว",
    "👩\u{200D}👩\u{200D}👧",
    "\u{1b}[31m",
    "\u{0}",
    "\t",
];

fn words(most: usize) -> impl Strategy<Value = String> {
    vec(select(PIECES), 0..most).prop_map(|pieces| pieces.concat())
}

fn document() -> impl Strategy<Value = Document> {
    vec(words(12), 0..8).prop_map(|paragraphs| {
        let mut builder = Builder::new(Format::Text);
        for paragraph in &paragraphs {
            builder.block(BlockKind::Paragraph, paragraph);
        }
        builder.finish()
    })
}

fn stands() -> impl Strategy<Value = Stands> {
    use Stands::{Again, Alone, Nearly, Throughout, Untold};
    select(vec![Alone, Again, Nearly, Throughout, Untold])
}

fn offset() -> impl Strategy<Value = usize> {
    prop_oneof![
        0_usize..600,
        select(vec![usize::MAX, usize::MAX - 1, 1 << 40])
    ]
}

fn fraction() -> impl Strategy<Value = f64> {
    let far = vec![f64::NAN, f64::INFINITY, f64::NEG_INFINITY, -1.0, 1e300];
    prop_oneof![0.0..=1.0, select(far)]
}

/// An anchor as a file may hold it, whatever wrote that.
fn written() -> impl Strategy<Value = Anchor> {
    let quotation = (words(6), words(8), words(6));
    let section = vec(words(3), 0..3);
    (offset(), section, quotation, fraction(), stands()).prop_map(
        |(offset, section, (before, exact, after), fraction, stands)| Anchor {
            offset,
            section,
            before,
            exact,
            after,
            fraction,
            stands,
        },
    )
}

/// A text, and anchors: of it, of another text, or with something in them that was never true.
fn places() -> impl Strategy<Value = (Document, Vec<Anchor>)> {
    let change = prop_oneof![Just(None), (offset(), fraction(), stands()).prop_map(Some)];
    let of_text = vec((any::<bool>(), 0_usize..600, change), 0..8);
    (document(), document(), of_text, vec(written(), 0..4)).prop_map(
        |(document, other, of_text, mut anchors)| {
            anchors.extend(of_text.into_iter().map(|(is_own, at, change)| {
                let text = if is_own { &document } else { &other };
                let mut anchor = Anchor::new(text, text.floor_char(at));
                if let Some((offset, fraction, stands)) = change {
                    (anchor.offset, anchor.fraction, anchor.stands) = (offset, fraction, stands);
                }
                anchor
            }));
            (document, anchors)
        },
    )
}

/// A text, and passages between any two places, or none, with any words.
fn passages() -> impl Strategy<Value = (Document, Vec<Passage>)> {
    let rest = vec(
        (
            any::<prop::sample::Index>(),
            any::<bool>(),
            prop_oneof![Just(String::new()), words(8)],
        ),
        0..8,
    );
    let torn = (places(), rest).prop_map(|((document, anchors), rest)| {
        let pairs = anchors.iter().zip(rest);
        let passages = pairs.map(|(start, (end, has_end, words))| Passage {
            start: start.clone(),
            end: has_end.then(|| Box::new(end.get(&anchors).clone())),
            words,
        });
        let passages = passages.collect();
        (document, passages)
    });
    let whole = (
        document(),
        document(),
        vec((0_usize..600, 0_usize..200), 0..8),
    );
    let whole = whole.prop_map(|(document, other, ranges)| {
        let passages = ranges.iter().enumerate().map(|(at, (start, length))| {
            let text = if at % 2 == 0 { &document } else { &other };
            Passage::new(text, range(text, *start, *length))
        });
        let passages = passages.collect();
        (document, passages)
    });
    prop_oneof![torn, whole]
}

fn range(document: &Document, start: usize, length: usize) -> TextRange {
    TextRange {
        start: document.floor_char(start),
        end: document.floor_char(start + length),
    }
}

fn is_in(document: &Document, place: Offset) -> bool {
    document.text().is_char_boundary(place.to_usize())
}

proptest! {
    #[test]
    fn any_anchor_is_answered_within_the_text_and_among_others_as_alone((document, anchors) in places()) {
        let all = Anchor::resolve_all(&document, &anchors);
        prop_assert_eq!(all.len(), anchors.len());
        for (anchor, found) in anchors.iter().zip(&all) {
            prop_assert!(is_in(&document, found.offset()), "{found:?} of {anchor:?}");
            prop_assert_eq!(anchor.resolve(&document), *found);
        }
    }

    #[test]
    fn any_passage_is_answered_within_the_text_and_among_others_as_alone((document, passages) in passages()) {
        let all = Passage::resolve_all(&document, &passages);
        prop_assert_eq!(all.len(), passages.len());
        for (passage, found) in passages.iter().zip(&all) {
            let range = found.range();
            prop_assert!(range.start <= range.end, "{found:?} of {passage:?}");
            prop_assert!(is_in(&document, range.start) && is_in(&document, range.end), "{found:?} of {passage:?}");
            prop_assert_eq!(passage.resolve(&document), *found);
        }
    }

    #[test]
    fn in_an_unedited_text_every_place_is_where_it_was(document in document(), length in 0_usize..200) {
        let places = document.text().char_indices().map(|(at, _)| Offset::new(at));
        let places: Vec<Offset> = places.chain([document.end()]).collect();
        let anchors = places.iter().map(|at| Anchor::new(&document, *at));
        let anchors: Vec<Anchor> = anchors.collect();
        let exact: Vec<Resolved> = places.iter().map(|at| Resolved::Exact(*at)).collect();
        prop_assert_eq!(Anchor::resolve_all(&document, &anchors), exact);
        let ranges = places.iter().map(|at| range(&document, at.to_usize(), length));
        let ranges: Vec<TextRange> = ranges.collect();
        let passages = ranges.iter().map(|range| Passage::new(&document, *range));
        let passages: Vec<Passage> = passages.collect();
        let exact: Vec<_> = ranges.iter().map(|range| Resolved::Exact(*range)).collect();
        prop_assert_eq!(Passage::resolve_all(&document, &passages), exact);
    }
}
