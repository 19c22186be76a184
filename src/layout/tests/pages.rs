//! Pages: where they end, and what faces what.

use proptest::prelude::*;

use super::*;

fn one(height: u32) -> Sheet {
    Rows(height).into()
}

fn two(height: u32) -> Sheet {
    Sheet {
        height: Rows(height),
        columns: Columns::Two,
    }
}

/// All pages of the first gathering, a row a line, pages parted by a rule; two facing pages stand side
/// by side.
fn paged(document: &Document, measure: u32, sheet: Sheet) -> String {
    let set = typography(measure);
    let lines = Gatherings::new(document).set(document, &set, GatheringId(0));
    let pages = Page::cut(document, &lines, sheet);
    let mut out = String::new();
    for spread in pages.chunks(sheet.columns.count()) {
        let depth = spread
            .iter()
            .map(|page| page.lines.len())
            .max()
            .unwrap_or(0);
        for n in 0..depth {
            for page in spread {
                let line = lines[page.lines.clone()].get(n);
                let text = line
                    .map(|line| row(document, &set, line))
                    .unwrap_or_default();
                let missing = measure.saturating_sub(text_width(&text).0) as usize;
                let _ = write!(out, "│{text}{}", " ".repeat(missing));
            }
            out.push_str("│\n");
        }
        out.push_str("└\n");
    }
    out
}

fn blocks(blocks: &[(BlockKind, &str)]) -> Document {
    let mut b = Builder::new(Format::Text);
    for (kind, text) in blocks {
        b.block(*kind, text);
    }
    b.finish()
}

const P: BlockKind = BlockKind::Paragraph;
const H: BlockKind = BlockKind::Heading { level: 2 };

#[test]
fn a_run_of_headings_takes_two_lines_of_text_with_it() {
    let lower = BlockKind::Heading { level: 3 };
    let document = blocks(&[
        (P, "one two three"),
        (H, "Part"),
        (lower, "Chapter"),
        (P, "four five six seven"),
    ]);
    assert_eq!(
        paged(&document, 5, one(7)),
        drawn(
            "
            │one  │
            │two  │
            │three│
            └
            │Part │
            │     │
            │Chapt│
            │er   │
            │four │
            │five │
            └
            │six  │
            │seven│
            └
            "
        )
    );
}

#[test]
fn a_rule_does_not_stand_at_the_head_of_a_page() {
    let document = blocks(&[
        (P, "one two three four five sixth seven eight"),
        (BlockKind::Rule, ""),
        (P, "nineth tenth"),
    ]);
    assert_eq!(
        paged(&document, 6, one(9)),
        drawn(
            "
            │one   │
            │two   │
            │three │
            │four  │
            │five  │
            │sixth │
            └
            │seven │
            │eight │
            │      │
            │* * * │
            │      │
            │nineth│
            │tenth │
            └
            "
        )
    );
}

#[test]
fn a_broken_word_is_not_the_last_of_a_page_if_a_line_less_avoids_it() {
    let document = paragraph("one two thr\u{AD}ee four fi\u{AD}ve six seven eight");
    for height in 3..8 {
        let lines = Gatherings::new(&document).set(&document, &typography(5), GatheringId(0));
        let pages = Page::cut(&document, &lines, Rows(height));
        for page in &pages[..pages.len() - 1] {
            let last = &lines[page.lines.end - 1].content;
            let is_broken = matches!(
                last,
                Content::Text {
                    ending: Ending::Hyphen,
                    ..
                }
            );
            assert!(!is_broken, "{height}: {last:?}");
        }
    }
}

#[test]
fn no_page_begins_with_an_empty_line_of_code() {
    let document = blocks(&[(BlockKind::Code, "a\nb\nc\n\nd\ne\nf\n\n\ng\nh")]);
    for height in 1..9 {
        let lines = Gatherings::new(&document).set(&document, &typography(9), GatheringId(0));
        for page in Page::cut(&document, &lines, Rows(height)) {
            let first = lines[page.lines.start].ranges().next().unwrap_or_default();
            assert!(!first.is_empty(), "height {height}");
        }
    }
}

#[test]
fn no_page_begins_with_the_blank_lines_that_code_begins_with() {
    // Code that begins with lines of blanks alone.
    let document = blocks(&[
        (BlockKind::Code, " \none"),
        (P, "two three four"),
        (BlockKind::Code, " \n\nfive\nsix"),
    ]);
    assert_eq!(
        paged(&document, 8, one(5)),
        drawn(
            "
            │  one   │
            │        │
            │two     │
            │three   │
            │four    │
            └
            │  five  │
            │  six   │
            └
            "
        )
    );
}

/// A text, then a short table or note, then more text.
fn with_whole(is_table: bool) -> Document {
    let mut b = Builder::new(Format::Markdown);
    b.block(P, "a b c d e f g h i j k l m n o p q r s t");
    if is_table {
        b.begin_table(vec![Alignment::Left]);
        for n in 0..5 {
            b.begin_row(n == 0);
            b.begin_cell();
            b.text(&format!("r{n}"));
        }
    } else {
        b.open_note("1");
        b.block(P, "r0");
        b.block(P, "r1 r2 r3");
        b.close();
    }
    b.block(P, "u v w x y z");
    b.finish()
}

#[test]
fn a_short_table_or_note_is_not_parted() {
    for is_table in [true, false] {
        let document = with_whole(is_table);
        for height in 19..40 {
            let paged = paged(&document, 4, one(height));
            let whole = paged
                .split('└')
                .any(|page| page.contains("r0") && page.contains("r3"));
            assert!(whole, "{height}\n{paged}");
        }
    }
}

#[test]
fn a_figure_stays_with_its_caption() {
    let mut b = Builder::new(Format::Markdown);
    b.block(P, "a b c d e f g h i j k l m n");
    b.block(BlockKind::Figure, "fig");
    b.space_next(Spacing::Tight);
    b.block(P, "cap");
    let document = b.finish();
    for height in 8..20 {
        let paged = paged(&document, 3, one(height));
        let whole = paged
            .split('└')
            .any(|page| page.contains("fig") && page.contains("cap"));
        assert!(whole, "{height}\n{paged}");
    }
}

#[test]
fn a_stanza_is_kept_whole_where_that_costs_little() {
    let stanza = (BlockKind::Verse, "A\nB\nC\nD");
    let document = blocks(&[stanza; 9]);
    for height in 14..30 {
        for page in pages_of(&document, 10, height) {
            let first = page
                .first()
                .map(|line| document.slice(line.ranges().next().unwrap()));
            assert_eq!(first, Some("A"), "height {height}");
        }
    }
}

#[test]
fn facing_pages_end_on_the_same_row() {
    // The second paragraph cannot be parted, so the left page is two rows short; the right one, which
    // could be full, is too.
    let document = blocks(&[
        (P, "one two three four five sixth"),
        (P, "seven eight ninth"),
        (
            P,
            "a b c d e f g h i j k l m n o p q r s t u v w x y z a b c d e f g h i j k l",
        ),
    ]);
    assert_eq!(
        paged(&document, 5, two(8)),
        drawn(
            "
            │one  │seven│
            │two  │eight│
            │three│ninth│
            │four │     │
            │five │a b c│
            │sixth│d e f│
            └
            │g h i│y z a│
            │j k l│b c d│
            │m n o│e f g│
            │p q r│h i j│
            │s t u│k l  │
            │v w x│     │
            └
            "
        )
    );
}

#[test]
fn what_is_left_for_the_last_spread_is_divided_evenly() {
    let document = blocks(&[(P, "one two three four five six seven eight nine ten")]);
    assert_eq!(
        paged(&document, 5, two(15)),
        drawn(
            "
            │one  │six  │
            │two  │seven│
            │three│eight│
            │four │nine │
            │five │ten  │
            └
            "
        )
    );
    let little = paged(&document, 5, two(30));
    assert!(little.starts_with("│one  │\n│two  │\n"), "{little}");
}

/// Whether the pages for a sheet have every line that is not blank, in order and once.
fn cover(document: &Document, measure: u32, sheet: Sheet) -> Result<(), TestCaseError> {
    let gatherings = Gatherings::new(document);
    for n in 0..gatherings.count() {
        let lines = gatherings.set(document, &typography(measure), GatheringId(n));
        let mut at = 0;
        for page in Page::cut(document, &lines, sheet) {
            prop_assert!(page.lines.len() <= sheet.height.to_usize() && page.lines.start >= at);
            prop_assert!(lines[at..page.lines.start].iter().all(Line::is_blank));
            prop_assert!(!lines[page.lines.start].is_blank());
            at = page.lines.end;
        }
        prop_assert!(lines[at..].iter().all(Line::is_blank));
    }
    Ok(())
}

proptest! {
    #[test]
    fn every_line_is_on_exactly_one_page(
        sections in 1usize..6, paragraphs in 1usize..9, measure in 2u32..60, height in 1u32..30,
    ) {
        let document = book(sections, paragraphs);
        cover(&document, measure, Rows(height).into())?;
        cover(&document, measure, two(height))?;
    }
}
