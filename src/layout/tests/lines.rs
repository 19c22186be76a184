//! Lines as properties: what they cost, that they fit, that they join to the text.

use std::sync::Arc;

use proptest::prelude::*;
use textwrap::wrap_algorithms::{Penalties as Textwrap, wrap_optimal_fit};

use super::*;

/// The cost of lines by textwrap's own reckoning.
fn cost(fragments: &[Fragment], ends: &[usize], width: f64) -> f64 {
    let mut start = 0;
    let mut sum = 0.0;
    for &end in ends {
        let line = &fragments[start..end];
        let last = line[line.len() - 1];
        let length: u32 =
            line.iter().map(|f| f.width + f.space).sum::<u32>() - last.space + last.penalty();
        let gap = width - f64::from(length);
        sum += 1000.0;
        if gap < 0.0 {
            sum += -gap * 2500.0;
        } else if end < fragments.len() {
            sum += gap * gap;
        } else if line.len() == 1 && f64::from(length) < width / 4.0 {
            sum += 25.0;
        }
        if last.penalty() > 0 {
            sum += 25.0;
        }
        start = end;
    }
    sum
}

proptest! {
    #[test]
    fn our_lines_cost_what_textwraps_do(
        words in prop::collection::vec((1u32..9, 0u32..2, 0u32..2), 1..80),
        width in 12u32..40,
    ) {
        let fragments: Vec<_> = words
            .into_iter()
            .map(|(width, space, hyphen)| Fragment {
                start: 0,
                end: 0,
                width,
                space,
                joint: if hyphen == 1 { Joint::Hyphen } else { Joint::Open },
                hang: Hang::default(),
            })
            .collect();
        let mut fitting = Fitting::default();
        fit(&fragments, width, 0, &Penalties::textwrap(width), &mut fitting);
        let ours = fitting.ends();
        let theirs = wrap_optimal_fit(&fragments, &[f64::from(width)], &Textwrap::new()).unwrap();
        let theirs: Vec<usize> = theirs
            .iter()
            .scan(0, |at, line| { *at += line.len(); Some(*at) })
            .collect();
        let width = f64::from(width);
        prop_assert_eq!(cost(&fragments, ours, width), cost(&fragments, &theirs, width));
    }

    #[test]
    fn no_line_is_wider_than_the_measure_and_lines_join_to_the_text(
        text in "([a-zA-Z,.“”]{1,14} |[а-я]{1,9} |([a-z]{1,9}-){2,9}|([a-z]{1,9}\u{AD}){2,9}[a-z] |[一-龥]{1,6}|👍🏽|e\u{301}|https://[a-z/]{30,50} |\u{AD}|- ){0,60}",
        measure in 2u32..80,
        justified in any::<bool>(),
        hung in any::<bool>(),
    ) {
        let mut b = Builder::new(Format::Text);
        b.metadata_mut().language = Some("en".into());
        b.block(BlockKind::Paragraph, "Before.");
        b.block(BlockKind::Paragraph, &text);
        let document = b.finish();
        let start = document.blocks().get(1).map_or(document.text().len(), |b| b.range.start.to_usize());
        let mut set = typography(measure);
        set.paragraphs = Paragraphs::Indented;
        if hung {
            set.hanging = Hanging::Margin;
        }
        if justified {
            set.alignment = TextAlign::Justified;
        }
        let gatherings = Gatherings::new(&document);
        let lines = gatherings.set(&document, &set, GatheringId(0));
        let mut at = start;
        let room = Cells(measure) + set.margin() + set.margin();
        for line in lines.iter().filter(|line| line.block.to_usize() == 1) {
            let Content::Text { range, .. } = line.content else {
                continue;
            };
            let width = text_width(&row(&document, &set, line));
            prop_assert!(width <= room, "{width:?} > {measure}: {:?}", document.slice(range));
            let between = &document.text()[at..range.start.to_usize()];
            prop_assert!(between.chars().all(|c| c == ' '), "lost {between:?}");
            at = range.end.to_usize();
        }
        prop_assert_eq!(document.text()[at..].trim(), "");
    }

    #[test]
    fn what_was_looked_at_before_does_not_change_what_is_set(
        visits in prop::collection::vec(0usize..40, 1..60), measure in 12u32..60,
    ) {
        let document = Arc::new(book(40, 40));
        let set = typography(measure);
        let mut galley = Galley::new(Arc::clone(&document), Gatherings::new(&document).into(), set);
        let gatherings = Gatherings::new(&document);
        for visit in visits {
            let id = GatheringId(visit % gatherings.count());
            let eager = gatherings.set(&document, &set, id);
            prop_assert_eq!(&*galley.lines(id), &*eager);
        }
    }
}
