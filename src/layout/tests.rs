//! Layout as ruled text, and as properties.

use std::fmt::Write;

mod dividing;
mod lines;
mod pages;
mod setting;
mod tables;

use super::*;
use crate::document::{Alignment, BlockKind, Builder, Document, Format, Marker, Spacing};
use crate::text::{Cells, Rows, TextRange, text_width};

fn paragraph(text: &str) -> Document {
    let mut b = Builder::new(Format::Text);
    b.block(BlockKind::Paragraph, text);
    b.finish()
}

fn typography(measure: u32) -> Typography {
    Typography::new(Cells(measure))
}

/// All lines of a document between rules at the measure, as they would be drawn without markers.
fn ruled(document: &Document, typography: &Typography) -> String {
    let gatherings = Gatherings::new(document);
    let mut out = String::new();
    for n in 0..gatherings.count() {
        for line in gatherings.set(document, typography, GatheringId(n)) {
            let _ = writeln!(out, "│{}│", row(document, typography, &line));
        }
    }
    out
}

fn row(document: &Document, typography: &Typography, line: &Line) -> String {
    let mut row = String::new();
    for strip in compose(document, typography, line) {
        if matches!(strip.part, Part::Marker | Part::Bar) {
            continue;
        }
        let missing = strip.at - text_width(&row);
        row.push_str(&" ".repeat(missing.to_usize()));
        row.push_str(&strip.text);
    }
    let width = typography.measure() + typography.margin() + typography.margin();
    let missing = width - text_width(&row);
    row + &" ".repeat(missing.to_usize())
}

fn drawn(text: &str) -> String {
    let lines = text.lines().map(str::trim_start).filter(|l| !l.is_empty());
    lines.map(|l| format!("{l}\n")).collect()
}

#[test]
fn lines_of_a_paragraph_are_chosen_together() {
    // Filled greedily, "the" would stand alone on its line.
    let d = paragraph("To be, or not to be: that is the question");
    assert_eq!(
        ruled(&d, &typography(10)),
        drawn(
            "
            │To be,    │
            │or not to │
            │be: that  │
            │is the    │
            │question  │
            "
        )
    );
}

#[test]
fn chinese_breaks_between_characters_and_keeps_its_full_stop() {
    let d = paragraph("日本要求归还北方领土。俄罗斯控制着它们。");
    assert_eq!(
        ruled(&d, &typography(11)),
        drawn(
            "
            │日本要求   │
            │归还北方   │
            │领土。俄罗 │
            │斯控制着它 │
            │们。       │
            "
        )
    );
}

#[test]
fn an_address_is_broken_only_when_it_must_be_and_then_at_a_joint() {
    let d = paragraph("see https://example.org/a/long/path/to/it now");
    assert_eq!(
        ruled(&d, &typography(20)),
        drawn(
            "
            │see                 │
            │https://example.org/│
            │a/long/path/to/it   │
            │now                 │
            "
        )
    );
}

#[test]
fn a_soft_hyphen_shows_only_where_a_line_ends() {
    let d = paragraph("the well-known type\u{AD}setting of type\u{AD}setters");
    let text = ruled(&d, &typography(12));
    assert_eq!(text.matches("\u{AD}-").count(), 1, "{text}");
    let mut none = typography(12);
    none.hyphens = Hyphens::None;
    assert!(!ruled(&d, &none).contains("\u{AD}-"));
}

#[test]
fn code_keeps_its_lines_and_marks_what_goes_on() {
    let mut b = Builder::new(Format::Text);
    b.block(BlockKind::Code, "fn main() {\n    let answer = 42;\n}");
    assert_eq!(
        ruled(&b.finish(), &typography(16)),
        drawn(
            "
            │  fn main() {   │
            │      let ↩     │
            │  answer = 42;  │
            │  }             │
            "
        )
    );
}

#[test]
fn verse_keeps_its_lines_and_hangs_long_ones() {
    let mut b = Builder::new(Format::Text);
    b.block(
        BlockKind::Verse,
        "Once upon a midnight dreary,\n  Only this",
    );
    assert_eq!(
        ruled(&b.finish(), &typography(20)),
        drawn(
            "
            │Once upon a         │
            │    midnight dreary,│
            │  Only this         │
            "
        )
    );
}

fn chronology() -> Document {
    let mut b = Builder::new(Format::Markdown);
    b.begin_table(vec![Alignment::Right, Alignment::Left]);
    for (n, cells) in [
        ["Year", "Event"],
        ["1956", "A joint declaration"],
        ["2014", "Annexation"],
    ]
    .into_iter()
    .enumerate()
    {
        b.begin_row(n == 0);
        for cell in cells {
            b.begin_cell();
            b.text(cell);
        }
    }
    b.finish()
}

#[test]
fn a_table_shares_out_the_width_and_wraps_its_cells() {
    assert_eq!(
        ruled(&chronology(), &typography(18)),
        drawn(
            "
            │Year  Event       │
            │──────────────────│
            │1956  A joint     │
            │      declaration │
            │2014  Annexation  │
            "
        )
    );
}

#[test]
fn a_table_too_wide_for_its_page_becomes_records() {
    assert_eq!(
        ruled(&chronology(), &typography(10)),
        drawn(
            "
            │Year: 1956│
            │Event: A  │
            │  joint   │
            │  declarat│
            │  ion     │
            │          │
            │Year: 2014│
            │Event:    │
            │  Annexati│
            │  on      │
            "
        )
    );
}

#[test]
fn quotations_and_lists_stand_in_and_tight_items_close_up() {
    let mut b = Builder::new(Format::Markdown);
    b.block(BlockKind::Paragraph, "Before");
    b.open_quotation();
    b.block(BlockKind::Paragraph, "one two");
    b.close();
    for (n, text) in [(9, "nine"), (10, "ten is long")] {
        b.open_item(Marker::Number(n));
        b.space_next(if n == 9 {
            Spacing::Loose
        } else {
            Spacing::Tight
        });
        b.block(BlockKind::Paragraph, text);
        b.close();
    }
    assert_eq!(
        ruled(&b.finish(), &typography(22)),
        drawn(
            "
            │Before                │
            │                      │
            │  one two             │
            │                      │
            │   nine               │
            │    ten is long       │
            "
        )
    );
}

fn book(sections: usize, paragraphs: usize) -> Document {
    let mut b = Builder::new(Format::Text);
    for s in 0..sections {
        b.block(BlockKind::Heading { level: 2 }, &format!("Section {s}"));
        for p in 0..paragraphs {
            b.block(
                BlockKind::Paragraph,
                &"lorem ipsum dolor ".repeat(2 + (s * 7 + p * 5) % 17),
            );
        }
    }
    b.finish()
}

fn pages_of(document: &Document, measure: u32, height: u32) -> Vec<Vec<Line>> {
    let gatherings = Gatherings::new(document);
    let mut pages = Vec::new();
    for n in 0..gatherings.count() {
        let lines = gatherings.set(document, &typography(measure), GatheringId(n));
        for page in Page::cut(document, &lines, Rows(height)) {
            pages.push(lines[page.lines].to_vec());
        }
    }
    pages
}

#[test]
fn a_heading_is_never_alone_at_the_foot_of_a_page() {
    let document = book(30, 4);
    for height in 3..40 {
        for page in pages_of(&document, 30, height) {
            let foot = page
                .last()
                .and_then(|line| document.block(line.block))
                .map(|b| b.kind);
            assert!(
                !matches!(foot, Some(BlockKind::Heading { .. })),
                "height {height}"
            );
        }
    }
}

#[test]
fn pages_have_no_widows_and_no_orphans_where_there_is_room() {
    let document = book(30, 4);
    for height in 8..40 {
        let pages = pages_of(&document, 30, height);
        for (page, next) in pages.iter().zip(pages.iter().skip(1)) {
            let (Some(last), Some(first)) = (page.last(), next.first()) else {
                continue;
            };
            if last.block == first.block {
                let above = page.iter().filter(|l| l.block == last.block).count();
                let below = next.iter().filter(|l| l.block == first.block).count();
                assert!(
                    above >= 2 && below >= 2,
                    "height {height}: {above} over {below}"
                );
            }
        }
    }
}

#[test]
fn a_row_of_a_table_is_not_parted_where_it_fits_on_a_page() {
    let mut b = Builder::new(Format::Markdown);
    b.begin_table(vec![Alignment::Left; 2]);
    for n in 0..40 {
        b.begin_row(n == 0);
        for cell in [format!("row {n}"), "words ".repeat(n % 7 + 1)] {
            b.begin_cell();
            b.text(&cell);
        }
    }
    let document = b.finish();
    for (measure, height) in [(20, 7), (20, 12), (9, 12)] {
        for page in pages_of(&document, measure, height) {
            let first = page.first().map(|line| line.content.clone());
            assert!(
                matches!(
                    first,
                    Some(Content::Row { nth: 0, .. } | Content::Record { nth: 0, .. })
                ),
                "{measure} by {height}: {first:?}"
            );
        }
    }
}

#[test]
fn a_text_with_chapters_begins_each_on_a_page_and_an_essay_does_not() {
    let chapters = book(3, 40);
    assert_eq!(Gatherings::new(&chapters).count(), 3);
    let essay = book(8, 3);
    assert_eq!(Gatherings::new(&essay).count(), 1);
}

#[test]
fn a_paragraph_of_megabytes_is_set_in_parts() {
    for text in [
        "word ".repeat(400_000),
        "x".repeat(1_000_000),
        "字".repeat(300_000),
    ] {
        let document = paragraph(&text);
        let gatherings = Gatherings::new(&document);
        assert!(gatherings.count() > 20, "{}", gatherings.count());
        let all: usize = (0..gatherings.count())
            .map(|n| gatherings.range(GatheringId(n)).len())
            .sum();
        assert_eq!(all, document.text().len());
        let shown: usize = (0..3)
            .flat_map(|n| gatherings.set(&document, &typography(66), GatheringId(n)))
            .flat_map(|line| line.ranges().map(TextRange::len).collect::<Vec<_>>())
            .sum();
        let covered: usize = (0..3).map(|n| gatherings.range(GatheringId(n)).len()).sum();
        assert!(
            shown <= covered && shown * 8 > covered * 6,
            "{shown} of {covered}"
        );
    }
}

#[test]
fn page_numbers_lead_to_pages_and_back() {
    let document = book(40, 40);
    let gatherings = Gatherings::new(&document);
    let set = typography(40);
    let mut pagination = Pagination::new(&gatherings, &set, Rows(20));
    assert!(!pagination.is_exact());
    for n in 0..gatherings.count() {
        let id = GatheringId(n);
        pagination.record(
            id,
            measure(
                &mut Compositor::default(),
                &document,
                &gatherings,
                &set,
                Rows(20),
                id,
            ),
        );
    }
    assert!(pagination.is_exact());
    assert_eq!(
        pagination.total() as usize,
        pages_of(&document, 40, 20).len()
    );
    for page in 0..pagination.total() {
        let (id, within) = pagination.find(page);
        assert_eq!(pagination.pages_before(id) + within, page);
    }
    let (last, _) = pagination.find(u32::MAX);
    assert_eq!(last, GatheringId(gatherings.count() - 1));
}
