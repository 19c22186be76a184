use super::*;
use crate::document::{Alignment, Document, LinkTarget, Role, Roles};

fn texts(document: &Document) -> Vec<&str> {
    document
        .blocks()
        .iter()
        .map(|b| document.slice(b.range))
        .collect()
}

#[test]
fn white_space_is_joined_where_text_flows_and_kept_where_it_does_not() {
    let mut b = Builder::new(Format::Text);
    b.block(BlockKind::Paragraph, "  One\n two\t three \r\n");
    b.block(BlockKind::Code, "  if x\n\ty\n");
    b.block(BlockKind::Paragraph, "北方\n領土\nand 한국\n어");
    let d = b.finish();
    assert_eq!(
        texts(&d),
        ["One two three", "  if x\n    y", "北方領土 and 한국 어"]
    );
}

#[test]
fn nothing_a_terminal_obeys_gets_in() {
    let mut b = Builder::new(Format::Text);
    b.block(BlockKind::Title, "a\u{1b}]0;b\u{7}\u{9b}31m\u{202e}c");
    b.block(BlockKind::Code, "\u{1b}c\u{0}\u{8}d");
    let d = b.finish();
    assert_eq!(texts(&d), ["a31mc", "cd"]);
    assert_eq!(d.title(), Some("a31mc"));
}

#[test]
fn control_characters_that_are_left_out_are_counted_by_sequences() {
    let problems = |text: &str| {
        let mut b = Builder::new(Format::Text);
        b.block(BlockKind::Paragraph, text);
        b.block(BlockKind::Code, text);
        let document = b.finish();
        let problems = document.problems().iter();
        problems.map(|p| p.what.clone()).collect::<Vec<_>>()
    };
    assert_eq!(
        problems("\u{1b}]0;evil\u{7}\u{1b}[31mred\u{1b}[0m\u{8}"),
        ["8 control characters or sequences in it are left out"]
    );
    // White space, what is not drawn and obeyed by nobody, and the end of a text under DOS.
    assert!(problems("a\r\n\u{b}\u{c}\tb\u{feff}\u{85}\u{1a}").is_empty());
    let mut b = Builder::new(Format::Text);
    b.block(BlockKind::Paragraph, "a\u{7f}b");
    assert_eq!(
        b.finish().problems()[0].what,
        "a control character or sequence in it is left out"
    );
}

#[test]
fn a_document_without_text_says_that_there_is_none() {
    let problems = |images, text: &str| {
        let mut b = Builder::new(Format::Epub);
        b.set_images(images);
        b.block(BlockKind::Paragraph, text);
        let document = b.finish();
        let problems = document.problems().iter();
        problems.map(|p| p.what.clone()).collect::<Vec<_>>()
    };
    assert_eq!(problems(0, " "), ["there is none in it"]);
    assert_eq!(
        problems(3, ""),
        ["there is none in it, only images, which are not shown"]
    );
    assert!(problems(3, "a word").is_empty());
}

#[test]
fn empty_blocks_are_dropped_but_rules_get_stars_and_empty_items_stay() {
    let mut b = Builder::new(Format::Text);
    b.block(BlockKind::Paragraph, " \n ");
    b.block(BlockKind::Rule, "");
    b.open_item(Marker::Bullet);
    b.close();
    b.block(BlockKind::Paragraph, "");
    b.block(BlockKind::Paragraph, "end");
    let d = b.finish();
    assert_eq!(texts(&d), ["* * *", "", "end"]);
    assert_eq!(d.blocks()[1].marker(), Some(Marker::Bullet));
    assert_eq!(d.text(), "* * *\n\nend");
}

#[test]
fn runs_do_not_overlap_and_leave_out_the_blank_before_them() {
    let mut b = Builder::new(Format::Text);
    b.begin(BlockKind::Paragraph);
    b.text("a ");
    b.begin_role(Role::Emphasis);
    b.text("b ");
    b.begin_role(Role::Strong);
    b.text("c");
    b.end_role(Role::Emphasis);
    b.text(" d");
    b.end_role(Role::Strong);
    let d = b.finish();
    let runs: Vec<_> = d
        .runs_in(TextRange::new(0, 99))
        .iter()
        .map(|r| (d.slice(r.range), r.roles))
        .collect();
    let both = Roles::from(Role::Emphasis) | Role::Strong;
    assert_eq!(
        runs,
        [
            ("b", Role::Emphasis.into()),
            ("c", both),
            ("d", Role::Strong.into())
        ]
    );
}

#[test]
fn links_and_notes_lead_to_places_that_come_later() {
    let mut b = Builder::new(Format::Text);
    b.begin(BlockKind::Paragraph);
    b.begin_link(LinkTo::Place("there".into()));
    b.text("go");
    b.end_link();
    b.text(", see");
    b.note_reference("x");
    b.end();
    b.name_place("there");
    b.begin(BlockKind::Heading { level: 2 });
    b.text("There");
    b.end();
    b.open_note("x");
    b.block(BlockKind::Paragraph, "A note.");
    b.close();
    let d = b.finish();
    assert_eq!(texts(&d), ["go, see¹", "There", "A note."]);
    assert_eq!(d.slice(d.notes()[0].range), "A note.");
    assert_eq!(d.links()[1].target, LinkTarget::Note(NoteId::new(0)));
    let there = d.sections()[0].offset;
    assert_eq!(d.links()[0].target, LinkTarget::Inside(there));
}

#[test]
fn a_ragged_table_gets_all_its_columns() {
    let mut b = Builder::new(Format::Text);
    b.begin_table(vec![Alignment::Right]);
    b.begin_row(true);
    b.begin_cell();
    b.text(" year ");
    b.begin_row(false);
    for cell in ["1956", "", "declaration"] {
        b.begin_cell();
        b.text(cell);
    }
    let d = b.finish();
    assert_eq!(texts(&d), ["year\n1956\t\tdeclaration"]);
    let table = &d.tables()[0];
    let cells: Vec<Vec<_>> = table
        .rows
        .iter()
        .map(|r| r.cells_of(3).map(|c| d.slice(c)).collect())
        .collect();
    assert_eq!(
        cells,
        [vec!["year", "", ""], vec!["1956", "", "declaration"]]
    );
    assert_eq!(table.columns.len(), 3);
}

#[test]
fn without_headings_paragraphs_stand_for_sections() {
    let mut b = Builder::new(Format::Text);
    b.block(BlockKind::Title, "Title");
    b.block(BlockKind::Paragraph, "First words of it.");
    b.block(BlockKind::Credit, "From elsewhere.");
    let d = b.finish();
    let titles: Vec<_> = d.sections().iter().map(|s| d.section_title(s)).collect();
    assert_eq!(titles, ["First words of it."]);
    assert_eq!(d.metadata().credit.as_deref(), Some("From elsewhere."));
}

#[test]
fn marks_beyond_reason_are_left_out() {
    let mut b = Builder::new(Format::Text);
    b.block(
        BlockKind::Paragraph,
        &format!("e{}!", "\u{301}".repeat(100_000)),
    );
    assert_eq!(b.finish().text().chars().count(), 32);
}

#[test]
fn roles_end_with_the_block_whose_last_blanks_are_taken_back() {
    let mut b = Builder::new(Format::Text);
    b.begin(BlockKind::Code);
    b.text("a");
    b.begin_role(Role::Emphasis);
    b.begin_link(LinkTo::Place("end".into()));
    b.text("b\n");
    b.end_link();
    b.end_role(Role::Emphasis);
    b.begin_role(Role::Strong);
    b.text(" \n");
    b.name_place("end");
    b.end_role(Role::Strong);
    b.end();
    b.block(BlockKind::Paragraph, "ééé");
    let d = b.finish();
    let runs: Vec<_> = d
        .runs_in(TextRange::new(0, 99))
        .iter()
        .map(|r| d.slice(r.range))
        .collect();
    assert_eq!(runs, ["b"]);
    let LinkTarget::Inside(place) = d.links()[0].target else {
        panic!("{:?}", d.links());
    };
    assert!(d.text().is_char_boundary(place.to_usize()));
}
