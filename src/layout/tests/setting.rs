//! How lines are set: hyphens, what stays together, what hangs, gaps, right-to-left text.

use super::*;

fn justified(measure: u32) -> Typography {
    Typography {
        alignment: TextAlign::Justified,
        ..typography(measure)
    }
}

fn in_language(language: &str, text: &str) -> Document {
    let mut b = Builder::new(Format::Text);
    b.metadata_mut().language = Some(language.into());
    b.block(BlockKind::Paragraph, text);
    b.finish()
}

#[test]
fn justified_lines_reach_the_measure_and_the_last_stays_as_it_is() {
    let text = "In the country of the blind the one-eyed man is king, or so they say who have never \
                been there and could not see it if they had.";
    assert_eq!(
        ruled(&in_language("en", text), &justified(30)),
        drawn(
            "
            │In the  country of  the  blind│
            │the one-eyed man  is king,  or│
            │so  they  say  who have  never│
            │been there and could  not  see│
            │it if they had.               │
            "
        )
    );
}

#[test]
fn words_are_divided_by_the_patterns_of_their_language() {
    let divided = |language, text| {
        let lines = ruled(&in_language(language, text), &justified(14));
        lines
            .lines()
            .filter_map(|l| {
                l.trim_matches('│')
                    .trim()
                    .strip_suffix('-')
                    .map(str::to_owned)
            })
            .collect::<Vec<_>>()
    };
    assert_eq!(
        divided("en", "an extraordinary representation of it all"),
        ["an  extraordi", "nary represen"]
    );
    assert!(divided("de", "die Donaudampfschifffahrtsgesellschaft fährt heute").len() > 1);
    assert_eq!(
        divided("ja", "an extraordinary thing of it"),
        Vec::<String>::new()
    );
}

#[test]
fn capitalised_words_and_headings_are_divided_only_where_nothing_else_fits() {
    let text = "He came to Constantinople and to Constantinople he will return again now";
    let lines = ruled(&in_language("en", text), &justified(18));
    assert!(!lines.contains("-│") && !lines.contains("- "), "{lines}");
    let mut b = Builder::new(Format::Text);
    b.metadata_mut().language = Some("en".into());
    b.block(
        BlockKind::Heading { level: 2 },
        "extraordinary representations remembered",
    );
    let heading = b.finish();
    assert!(!ruled(&heading, &typography(18)).contains('-'));
    assert!(ruled(&heading, &typography(10)).contains('-'));
}

#[test]
fn code_inside_a_line_is_not_divided() {
    let mut b = Builder::new(Format::Markdown);
    b.metadata_mut().language = Some("en".into());
    b.begin(BlockKind::Paragraph);
    b.text("the word ");
    b.begin_role(crate::document::Role::Code);
    b.text("representation");
    b.end_role(crate::document::Role::Code);
    b.text(" stands representation here for all to see it");
    let lines = ruled(&b.finish(), &justified(20));
    assert!(lines.contains("representation"), "{lines}");
}

#[test]
fn what_is_read_as_one_stays_on_one_line() {
    for (text, together) in [
        ("a road of some 120 km to go", "120 km"),
        ("was seen by Mr. Darcy there", "Mr. Darcy"),
        ("was seen by Mr Darcy there", "Mr Darcy"),
        ("a book by J. R. R. Tolkien", "J. R. R. Tolkien"),
        ("as shown in fig. 12 of that", "fig. 12"),
        ("he said — and left the room", "said —"),
        ("il dit « oui » et puis rien", "« oui »"),
    ] {
        for measure in 16..27 {
            let lines = ruled(&paragraph(text), &typography(measure));
            assert!(lines.contains(together), "{measure}:\n{lines}");
        }
    }
}

#[test]
fn what_stays_together_is_parted_where_no_line_could_hold_it() {
    let d = paragraph("« extraordinairement » dit");
    assert_eq!(
        ruled(&d, &typography(10)),
        drawn(
            "
            │«         │
            │extraordin│
            │airement »│
            │dit       │
            "
        )
    );
}

#[test]
fn quotation_marks_and_stops_hang_in_the_margin() {
    let d =
        paragraph("“You see,” he said. “I was a sailor then, and the sea was all I knew.” And so.");
    let hung = Typography {
        hanging: Hanging::Margin,
        ..typography(23)
    };
    assert_eq!(
        ruled(&d, &hung),
        drawn(
            "
            │“You see,” he said. “I   │
            │ was a sailor then, and  │
            │ the sea was all I knew.”│
            │ And so.                 │
            "
        )
    );
}

#[test]
fn a_quotation_mark_does_not_hang_into_the_blank_behind_the_sign_of_an_item() {
    let mut b = Builder::new(Format::Text);
    for text in ["“Short”", "“You see,” he said. “The sea was all.” And so."] {
        b.open_item(Marker::Bullet);
        b.block(BlockKind::Paragraph, text);
        // What follows in the item stands under its text, beside nothing.
        b.block(BlockKind::Paragraph, "“And”");
        b.close();
    }
    let hung = Typography {
        hanging: Hanging::Margin,
        ..typography(22)
    };
    assert_eq!(
        ruled(&b.finish(), &hung),
        drawn(
            "
            │   “Short”              │
            │                        │
            │  “And”                 │
            │                        │
            │   “You see,” he said.  │
            │  “The sea was all.”    │
            │   And so.              │
            │                        │
            │  “And”                 │
            "
        )
    );
}

#[test]
fn hebrew_stands_on_the_right_in_the_order_it_is_seen_in() {
    let d = paragraph("כל בני האדם נולדו בני חורין ושווים בערכם (1948) ובזכויותיהם");
    assert_eq!(
        ruled(&d, &typography(24)),
        drawn(
            "
            │   ינב ודלונ םדאה ינב לכ│
            │      םכרעב םיוושו ןירוח│
            │      םהיתויוכזבו (1948)│
            "
        )
    );
}

#[test]
fn left_to_the_terminal_hebrew_stands_as_it_is_read() {
    let d = paragraph("שלום עולם");
    let set = Typography {
        bidi: Bidi::Terminal,
        ..typography(12)
    };
    assert_eq!(ruled(&d, &set), "│שלום עולם   │\n");
}

#[test]
fn every_cluster_of_a_reordered_line_keeps_its_place() {
    let text = "אבג def (גדה) 12";
    let d = paragraph(text);
    let set = typography(30);
    let lines = Gatherings::new(&d).set(&d, &set, GatheringId(0));
    let strips = compose(&d, &set, &lines[0]);
    for strip in &strips {
        let place = strip.place.map_or(0, |p| p.to_usize());
        let written = &text[place..place + strip.text.len()];
        let shown: String = strip.text.to_string();
        assert!(
            shown == written || crate::text::mirrored(written) == shown,
            "{strip:?}"
        );
    }
    let covered: usize = strips.iter().map(|s| s.text.len()).sum();
    assert_eq!(covered, text.len());
}

#[test]
fn paragraphs_are_told_apart_by_indents_where_the_text_asks_or_the_reader_does() {
    let book = |indents: bool| {
        let mut b = Builder::new(Format::Text);
        if indents {
            b.indent_paragraphs();
        }
        b.block(BlockKind::Heading { level: 2 }, "One");
        b.block(BlockKind::Paragraph, "It was a night.");
        b.block(BlockKind::Paragraph, "And it was very dark.");
        b.finish()
    };
    let indented = drawn(
        "
        │One             │
        │                │
        │It was a night. │
        │  And it was    │
        │very dark.      │
        ",
    );
    let spaced = drawn(
        "
        │One             │
        │                │
        │It was a night. │
        │                │
        │And it was very │
        │dark.           │
        ",
    );
    let told = |paragraphs| Typography {
        paragraphs,
        ..typography(16)
    };
    assert_eq!(ruled(&book(true), &told(Paragraphs::AsWritten)), indented);
    assert_eq!(ruled(&book(false), &told(Paragraphs::AsWritten)), spaced);
    assert_eq!(ruled(&book(true), &told(Paragraphs::Spaced)), spaced);
    assert_eq!(ruled(&book(false), &told(Paragraphs::Indented)), indented);
}

#[test]
fn a_row_of_hyphens_without_end_is_still_set_in_lines_that_fit() {
    for text in [
        "abcdefgh\u{AD}".repeat(9) + "abcdefgh",
        "my-very-long-component-name-for-the-header-of-the-page".to_owned(),
        "Donaudampfschifffahrtsgesellschaftskapitänswitwenrente".to_owned(),
    ] {
        let d = in_language("de", &text);
        for measure in 4..14 {
            for set in [typography(measure), justified(measure)] {
                let lines = ruled(&d, &set);
                let widest = lines.lines().map(text_width).max();
                assert_eq!(widest, Some(Cells(measure + 2)), "{lines}");
            }
        }
    }
}

#[test]
fn every_line_of_a_long_block_lies_in_its_own_gathering() {
    let mut code = Builder::new(Format::Text);
    code.block(BlockKind::Code, &"    let answer = 42;\n".repeat(6000));
    let mut records = Builder::new(Format::Markdown);
    records.begin_table(vec![Alignment::Left; 14]);
    for n in 0..900 {
        records.begin_row(n == 0);
        for column in 0..14 {
            records.begin_cell();
            records.text(&format!("{column}representation"));
        }
    }
    for document in [code.finish(), records.finish()] {
        let gatherings = Gatherings::new(&document);
        assert!(gatherings.count() > 2);
        let mut shown = 0;
        for id in (0..gatherings.count()).map(GatheringId) {
            let range = gatherings.range(id);
            for line in gatherings.set(&document, &typography(66), id) {
                let is_end = line.place == document.end();
                assert!(
                    range.contains(line.place) || is_end,
                    "{id:?} {range:?} {line:?}"
                );
                shown += usize::from(!line.is_blank());
            }
        }
        assert!(shown > 5999, "{shown}");
    }
}

#[test]
fn a_cell_that_begins_in_hebrew_is_read_from_right_to_left_on_all_its_lines() {
    let mut b = Builder::new(Format::Markdown);
    b.begin_table(vec![Alignment::Left; 2]);
    for n in 0..2 {
        b.begin_row(n == 0);
        for cell in ["name", "שלום עולם ABC דף"] {
            b.begin_cell();
            b.text(cell);
        }
    }
    let lines = ruled(&b.finish(), &typography(18));
    assert!(lines.contains("ףד ABC"), "{lines}");
}
