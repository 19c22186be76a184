//! Where a long text is divided.

use super::*;

/// Paragraphs of lengths that nobody foresees, with a heading above every so many if there are to be some.
fn essay(paragraphs: std::ops::Range<usize>, headings: usize) -> Document {
    let mut b = Builder::new(Format::Text);
    for n in paragraphs {
        if headings > 0 && n % headings == 0 {
            b.block(BlockKind::Heading { level: 2 }, &format!("Section {n}"));
        }
        let length = (n * n * 37 + n * 11) % 149 + 3;
        b.block(BlockKind::Paragraph, &"word ".repeat(length));
    }
    b.finish()
}

#[test]
fn the_gatherings_of_a_part_are_those_of_the_whole() {
    let places = |document: &Document| -> Vec<usize> {
        let gatherings = Gatherings::new(document);
        let ids = (0..gatherings.count()).map(GatheringId);
        let from_end = |id| document.end().to_usize() - gatherings.range(id).start.to_usize();
        ids.map(from_end).collect()
    };
    for headings in [0, 3, 7, 500] {
        let whole = places(&essay(0..4000, headings));
        assert!(whole.len() > 12, "{} gatherings", whole.len());
        for from in [700, 1300, 2001, 3000] {
            let part = places(&essay(from..4000, headings));
            // Those that begin further on than where it cannot be known yet.
            let known = part
                .iter()
                .filter(|place| **place + (128 << 10) < part_length(from, headings));
            let known: Vec<usize> = known.copied().collect();
            assert!(known.len() > 1, "{part:?}");
            assert!(
                whole.ends_with(&known),
                "{headings}: {whole:?} and {known:?}"
            );
        }
    }
}

fn part_length(from: usize, headings: usize) -> usize {
    essay(from..4000, headings).text().len()
}

#[test]
fn no_gathering_takes_longer_to_set_than_a_frame() {
    for headings in [0, 3, 500] {
        let document = essay(0..4000, headings);
        let gatherings = Gatherings::new(&document);
        let lengths = (0..gatherings.count()).map(|n| gatherings.range(GatheringId(n)).len());
        let longest = lengths.max().unwrap();
        assert!(longest < 100 << 10, "{longest}");
    }
}

#[test]
fn a_text_of_nothing_but_headings_is_divided_too() {
    let mut b = Builder::new(Format::Text);
    for n in 0..30_000 {
        b.block(BlockKind::Heading { level: 1 }, &format!("Heading {n}"));
    }
    assert!(Gatherings::new(&b.finish()).count() > 3);
}
