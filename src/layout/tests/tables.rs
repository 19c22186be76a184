//! Tables and code: nothing is cut, nothing is wider than the measure.

use std::sync::Arc;

use proptest::prelude::*;

use super::*;
use crate::document::Role;

fn table(columns: Vec<Alignment>, header: bool, rows: &[Vec<String>]) -> Document {
    built(Builder::new(Format::Markdown), columns, header, rows)
}

/// The same in English, whose words can be divided.
fn english(columns: Vec<Alignment>, rows: &[Vec<String>]) -> Document {
    let mut b = Builder::new(Format::Markdown);
    b.metadata_mut().language = Some("en".into());
    built(b, columns, true, rows)
}

fn built(mut b: Builder, columns: Vec<Alignment>, header: bool, rows: &[Vec<String>]) -> Document {
    b.begin_table(columns);
    for (n, row) in rows.iter().enumerate() {
        b.begin_row(header && n == 0);
        for cell in row {
            b.begin_cell();
            b.text(cell);
        }
    }
    b.finish()
}

fn rows_of(rows: &[&[&str]]) -> Vec<Vec<String>> {
    let owned = |row: &&[&str]| row.iter().map(|cell| (*cell).to_owned()).collect();
    rows.iter().map(owned).collect()
}

#[test]
fn words_stay_whole_and_the_rest_goes_to_the_column_with_most_to_say() {
    let rows = rows_of(&[
        &["Field", "Type", "Description"],
        &["name", "string", "What the thing is called, in a few words"],
        &["count", "integer", "How many there are of it"],
    ]);
    let right = vec![Alignment::Left, Alignment::Right, Alignment::Left];
    assert_eq!(
        ruled(&table(right, true, &rows), &typography(36)),
        drawn(
            "
            │Field     Type  Description         │
            │────────────────────────────────────│
            │name    string  What the thing is   │
            │                called, in a few    │
            │                words               │
            │count  integer  How many there are  │
            │                of it               │
            "
        )
    );
}

#[test]
fn dates_stay_whole_beside_a_column_of_sentences() {
    let rows = rows_of(&[
        &["Date", "What"],
        &[
            "15 September",
            "A missile crosses the island a second time, and the trains stop",
        ],
        &["29 August", "The first one"],
    ]);
    assert_eq!(
        ruled(&table(vec![], true, &rows), &typography(36)),
        drawn(
            "
            │Date          What                  │
            │────────────────────────────────────│
            │15 September  A missile crosses the │
            │              island a second time, │
            │              and the trains stop   │
            │29 August     The first one         │
            "
        )
    );
}

#[test]
fn rows_of_numbers_keep_their_width_beside_a_long_cell() {
    let rows = rows_of(&[
        &["No", "Note"],
        &["1900", "short"],
        &["1901", "a note so long that it cannot stand on one line"],
    ]);
    assert_eq!(
        ruled(&table(vec![Alignment::Right], true, &rows), &typography(24)),
        drawn(
            "
            │  No  Note              │
            │────────────────────────│
            │1900  short             │
            │1901  a note so long    │
            │      that it cannot    │
            │      stand on one line │
            "
        )
    );
}

#[test]
fn a_word_that_is_divided_in_a_cell_shows_its_hyphen_on_either_side() {
    let rows = rows_of(&[
        &["Sign", "Explanation", "Trait"],
        &["%=", "Arithmetic remainder and assignment", "RemAssign"],
    ]);
    let right = vec![Alignment::Left, Alignment::Right, Alignment::Left];
    assert_eq!(
        ruled(&english(right, &rows), &typography(36)),
        drawn(
            "
            │Sign          Explanation  Trait    │
            │────────────────────────────────────│
            │%=     Arithmetic remain-  RemAssign│
            │       der and assignment           │
            "
        )
    );
}

#[test]
fn a_word_that_is_divided_in_a_record_shows_its_hyphen() {
    let rows = rows_of(&[
        &["Sign", "Explanation of it", "Trait of it"],
        &["%=", "an incomprehensible understanding", ""],
    ]);
    let set = ruled(&english(Vec::new(), &rows), &typography(19));
    assert!(set.contains("an incomprehensi-│"), "{set}");
}

#[test]
fn what_a_cell_parts_by_line_ends_stands_on_lines() {
    let mut b = Builder::new(Format::Html);
    b.begin_table(Vec::new());
    for row in [["Divisions", "Corporation|Foundation"], ["Site", "none"]] {
        b.begin_row(false);
        for cell in row {
            b.begin_cell();
            for line in cell.split('|') {
                b.line_break();
                b.text(line);
            }
        }
    }
    assert_eq!(
        ruled(&b.finish(), &typography(23)),
        drawn(
            "
            │Divisions  Corporation │
            │           Foundation  │
            │Site       none        │
            "
        )
    );
}

#[test]
fn code_in_a_cell_is_not_divided() {
    let mut b = Builder::new(Format::Markdown);
    b.metadata_mut().language = Some("en".into());
    b.begin_table(Vec::new());
    for cell in ["one", "two"] {
        b.begin_row(false);
        b.begin_cell();
        b.text(cell);
        b.begin_cell();
        b.begin_role(Role::Code);
        b.text("arithmetic remainder and assignment");
        b.end_role(Role::Code);
    }
    let set = ruled(&b.finish(), &typography(24));
    assert!(!set.contains('-'), "{set}");
    assert!(set.contains("remainder"), "{set}");
}

#[test]
fn a_table_without_names_becomes_records_without_names() {
    let rows = rows_of(&[&["alpha", "", "beta gamma"], &["delta", "epsilon", ""]]);
    assert_eq!(
        ruled(&table(Vec::new(), false, &rows), &typography(12)),
        drawn(
            "
            │alpha       │
            │beta gamma  │
            │            │
            │delta       │
            │epsilon     │
            "
        )
    );
}

#[test]
fn names_alone_are_set_as_what_they_are() {
    let rows = rows_of(&[&["alpha", "beta", "gamma"]]);
    let set = ruled(&table(Vec::new(), true, &rows), &typography(8));
    for name in ["alpha", "beta", "gamma"] {
        assert_eq!(set.matches(name).count(), 1, "{set}");
    }
}

#[test]
fn a_long_table_is_set_in_parts_that_begin_with_a_row_in_the_same_columns() {
    let rows: Vec<Vec<String>> = (0..100_000)
        .map(|n| vec![format!("row {n}"), "words of it ".repeat(n % 3 + 1)])
        .collect();
    let document = table(Vec::new(), true, &rows);
    let gatherings = Gatherings::new(&document);
    assert!(gatherings.count() > 50, "{}", gatherings.count());
    let mut seen = 0;
    for n in 0..gatherings.count() {
        let lines = gatherings.set(&document, &typography(40), GatheringId(n));
        for line in &lines {
            if let Content::Row { pieces, nth: 0, .. } = &line.content {
                assert_eq!(document.slice(pieces[0].range), format!("row {seen}"));
                seen += 1;
            }
        }
    }
    assert_eq!(seen, 100_000);
}

#[test]
fn a_long_table_with_rows_without_cells_is_set_whole() {
    let rows: Vec<Vec<String>> = (0..20_000)
        .map(|n| {
            let is_empty = n % 3 == 2;
            let cells = [format!("row {n}"), "words".to_owned()];
            cells
                .into_iter()
                .take(if is_empty { 0 } else { 2 })
                .collect()
        })
        .collect();
    let document = table(Vec::new(), true, &rows);
    let gatherings = Gatherings::new(&document);
    assert!(gatherings.count() > 5, "{}", gatherings.count());
    let mut seen = Vec::new();
    for n in 0..gatherings.count() {
        for line in &gatherings.set(&document, &typography(40), GatheringId(n)) {
            if let Content::Row { pieces, nth: 0, .. } = &line.content {
                seen.extend(pieces.first().map(|piece| document.slice(piece.range)));
            }
        }
    }
    let all = rows
        .iter()
        .filter_map(|row| row.first().map(String::as_str));
    assert_eq!(seen, all.collect::<Vec<_>>());
}

#[test]
fn the_place_of_a_cell_is_the_line_that_shows_it() {
    let rows: Vec<Vec<String>> = (0..9)
        .map(|n| vec![format!("row {n}"), format!("{n} {}", "word ".repeat(300))])
        .collect();
    let document = Arc::new(table(Vec::new(), true, &rows));
    for measure in [30, 8] {
        let mut galley = Galley::new(
            Arc::clone(&document),
            Gatherings::new(&document).into(),
            typography(measure),
        );
        for (at, _) in document.text().match_indices("word").step_by(37) {
            let place = TextRange::new(at, at).start;
            let (id, line) = galley.line_at(place);
            let line = &galley.lines(id)[line];
            let shows = line.ranges().any(|range| range.contains(place));
            // The first letters of a row are what its lines stand for.
            assert!(
                shows || line.place == place,
                "{measure}: {at} is not on {line:?}"
            );
        }
    }
}

#[test]
fn a_long_line_of_code_breaks_at_a_joint_and_hangs_in() {
    let mut b = Builder::new(Format::Text);
    b.block(
        BlockKind::Code,
        "fn f() {\n    let answer = compute(left, right);\n}",
    );
    assert_eq!(
        ruled(&b.finish(), &typography(28)),
        drawn(
            "
            │  fn f() {                  │
            │      let answer = compute(↩│
            │        left, right);       │
            │  }                         │
            "
        )
    );
}

#[test]
fn verse_hangs_in_on_a_narrow_page() {
    let mut b = Builder::new(Format::Text);
    b.block(
        BlockKind::Verse,
        "Tyger Tyger, burning bright,\n  In the forests of the night;",
    );
    assert_eq!(
        ruled(&b.finish(), &typography(18)),
        drawn(
            "
            │Tyger Tyger,      │
            │    burning       │
            │    bright,       │
            │  In the          │
            │      forests of  │
            │      the night;  │
            "
        )
    );
}

/// Blanks do not count: where a line is broken they are not shown.
fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn width_of(document: &Document, set: &Typography, line: &Line) -> u32 {
    let strips = compose(document, set, line);
    let ends = strips.iter().map(|s| s.at + text_width(&s.text));
    ends.max().map_or(0, |end| end.0)
}

proptest! {
    #[test]
    fn every_cell_is_shown_once_in_order_and_no_line_is_too_wide(
        rows in prop::collection::vec(
            prop::collection::vec("([a-z]{1,12} ?|[一-龥]{1,5}|👍🏽|[א-ת]{1,6} |https://[a-z/]{20,40}){0,8}", 1..7),
            1..8,
        ),
        header in any::<bool>(),
        measure in 2u32..200,
    ) {
        let document = table(Vec::new(), header, &rows);
        let set = typography(measure);
        let lines = Gatherings::new(&document).set(&document, &set, GatheringId(0));
        let Some(table) = document.tables().first() else {
            return Ok(());
        };
        for line in &lines {
            let width = width_of(&document, &set, line);
            prop_assert!(width <= measure, "{width} > {measure}: {line:?}");
        }
        for (n, row) in table.rows.iter().enumerate() {
            for cell in &row.cells {
                let mut shown = String::new();
                let mut at = cell.start;
                let pieces = lines.iter().flat_map(Line::ranges);
                let is_name = header && n == 0;
                for piece in pieces.filter(|p| !p.is_empty() && p.start >= cell.start && p.end <= cell.end) {
                    // The names of columns stand in every record.
                    if is_name && piece.start < at {
                        break;
                    }
                    prop_assert!(piece.start >= at, "twice or out of order");
                    at = piece.end;
                    shown += &bare(document.slice(piece));
                }
                prop_assert_eq!(shown, bare(document.slice(*cell)));
            }
        }
    }

    #[test]
    fn code_is_shown_whole_and_no_line_is_too_wide(
        code in "([a-z]{1,30}|[ ]{1,6}|[一-龥]{1,5}|\n|[(,;/]){0,60}", measure in 2u32..80,
    ) {
        let mut b = Builder::new(Format::Text);
        b.block(BlockKind::Code, &code);
        let document = b.finish();
        let set = typography(measure);
        let lines = Gatherings::new(&document).set(&document, &set, GatheringId(0));
        let mut at = 0;
        for line in &lines {
            let width = width_of(&document, &set, line);
            prop_assert!(width <= measure, "{width} > {measure}: {line:?}");
            for range in line.ranges() {
                let between = &document.text()[at..range.start.to_usize()];
                prop_assert!(between.is_empty() || between == "\n", "lost {between:?}");
                at = range.end.to_usize();
            }
        }
        prop_assert_eq!(at, document.text().len());
    }
}
