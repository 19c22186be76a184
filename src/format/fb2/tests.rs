//! FictionBooks, sound and not.

use proptest::prelude::*;

use super::*;
use crate::document::{BlockKind, LinkTarget};

fn book(body: &str) -> Document {
    let source = format!("<FictionBook><body>{body}</body></FictionBook>");
    read(source.as_bytes())
}

/// A line a block: its kind, how many containers it stands in, its text.
fn drawn(document: &Document) -> Vec<String> {
    let line = |b: &crate::document::Block| {
        let kind = match b.kind {
            BlockKind::Table(_) => "Table".to_owned(),
            BlockKind::Heading { level } => format!("Heading {level}"),
            kind => format!("{kind:?}"),
        };
        let text = document
            .slice(b.range)
            .replace('\n', " / ")
            .replace('\t', " | ");
        format!("{}{kind}: {text}", "> ".repeat(b.containers().len()))
    };
    document.blocks().iter().map(line).collect()
}

#[test]
fn sections_nest_and_their_titles_are_headings_of_a_line_each() {
    let document = book(
        "<title><p>The</p><p>Book</p></title>\
         <section><title><p>I</p><p>One</p></title><p>a</p>\
         <section><title><p>i</p></title><p>b</p></section></section>\
         <section><p>c</p></section>",
    );
    assert_eq!(
        drawn(&document),
        [
            "Title: The / Book",
            "Heading 1: I / One",
            "Paragraph: a",
            "Heading 2: i",
            "Paragraph: b",
            "Paragraph: c",
        ]
    );
}

#[test]
fn poems_are_verse_and_epigraphs_quotations() {
    let document = book(
        "<section><epigraph><p>e</p><text-author>A</text-author></epigraph>\
         <poem><title><p>P</p></title><stanza><v>one</v><v>two</v></stanza>\
         <stanza><v>three</v></stanza></poem><cite><p>c</p></cite><subtitle>* * *</subtitle></section>",
    );
    assert_eq!(
        drawn(&document),
        [
            "> Paragraph: e",
            "> Paragraph: A",
            "Paragraph: P",
            "Verse: one / two",
            "Verse: three",
            "> Paragraph: c",
            "Paragraph: * * *",
        ]
    );
}

#[test]
fn notes_are_linked_and_bear_the_numbers_of_their_references() {
    let source = "<FictionBook><body><section><p>a<a l:href=\"#n2\" type=\"note\">[2]</a> \
                  b<a l:href=\"#n1\" type=\"note\">[1]</a></p></section></body>\
                  <body name=\"notes\"><title><p>Notes</p></title>\
                  <section id=\"n1\"><title><p>1</p></title><p>first</p></section>\
                  <section id=\"n2\"><title><p>2</p></title><p>second</p></section></body></FictionBook>";
    let document = read(source.as_bytes());
    assert_eq!(
        drawn(&document),
        [
            "Paragraph: a¹ b²",
            "Heading 1: Notes",
            "> Paragraph: first",
            "> Paragraph: second",
        ]
    );
    let LinkTarget::Note(id) = document.links()[0].target else {
        panic!("no note");
    };
    let note = document.note(id).unwrap();
    assert_eq!(document.slice(note.range), "second");
}

#[test]
fn images_are_counted_and_their_letters_never_shown() {
    let source = "<FictionBook><body><section><image l:href=\"#i\" alt=\"A map\"/>\
                  <p>x <image l:href=\"#i\"/> y</p></section></body>\
                  <binary id=\"i\">AAAA</binary></FictionBook>";
    let document = read(source.as_bytes());
    assert_eq!(drawn(&document), ["Figure: A map", "Paragraph: x ▢ y"]);
    assert_eq!(document.images(), 2);
}

#[test]
fn a_picture_without_words_is_shown_where_words_stand_beside_it() {
    let document = book(
        "<section><p>press (<image l:href=\"#i\"/>)</p><p><image l:href=\"#i\"/> stops</p>\
         <p><strong><image l:href=\"#i\"/></strong></p><p>on</p>\
         <p><image l:href=\"#i\" alt=\"A\"/><image l:href=\"#i\"/></p></section>",
    );
    assert_eq!(
        drawn(&document),
        [
            "Paragraph: press (▢)",
            "Paragraph: ▢ stops",
            "Paragraph: on",
            "Paragraph: A▢",
        ]
    );
}

#[test]
fn tables_and_links_are_kept() {
    let document = book(
        "<section id=\"s\"><p>a</p><table><tr><th>h</th><td><p>b</p></td></tr><tr><td>c</td></tr></table>\
         <p><a l:href=\"#s\">up</a> <a l:href=\"http://x.org\">out</a></p></section>",
    );
    assert_eq!(drawn(&document)[1], "Table: h | b / c");
    let targets: Vec<_> = document.links().iter().map(|l| &l.target).collect();
    assert!(matches!(targets[0], LinkTarget::Inside(_)));
    assert_eq!(*targets[1], LinkTarget::Outside("http://x.org".into()));
}

#[test]
fn whatever_stands_in_a_cell_the_table_goes_on() {
    let rows = |cell: &str| {
        let document = book(&format!(
            "<section><table><tr><td>a {cell} b</td><td>c</td></tr><tr><td>d</td></tr></table>\
             <p>on</p></section>"
        ));
        drawn(&document)
    };
    for (cell, shown) in [
        ("<image l:href=\"#f\"/>", "▢"),
        ("<p><image l:href=\"#f\" alt=\"A map\"/></p>", "A map"),
        ("<cite><p>x</p></cite>", "x"),
        ("<epigraph><p>x</p></epigraph>", "x"),
        (
            "<poem><title><p>x</p></title><stanza><v>y</v></stanza></poem>",
            "x y",
        ),
        ("<poem><v>x</v></poem>", "x"),
        ("<title><p>x</p></title>", "x"),
        ("<subtitle>x</subtitle>", "x"),
        ("<p>x</p>", "x"),
    ] {
        let table = format!("Table: a {shown} b | c / d");
        assert_eq!(rows(cell), [table.as_str(), "Paragraph: on"], "{cell}");
    }
    let inner = "<table><tr><td>x</td></tr></table>";
    assert_eq!(rows(inner), ["Table: a / x b | c / d", "Paragraph: on"]);
}

#[test]
fn a_section_ends_a_table_that_has_no_end() {
    let document = book("<section><table><tr><td>a</td></tr><section><p>b</p></section></section>");
    assert_eq!(drawn(&document), ["Table: a", "Paragraph: b"]);
}

#[test]
fn a_wide_row_and_many_short_ones_take_no_more_room_than_they_have_cells() {
    let many = 100_000;
    let document = book(&format!(
        "<section><table><tr>{}</tr>{}</table></section>",
        "<td>a</td>".repeat(many),
        "<tr/>".repeat(many)
    ));
    let table = &document.tables()[0];
    let cells: usize = table.rows.iter().map(|row| row.cells.len()).sum();
    assert!(cells <= many + table.columns.len(), "{cells}");
    // What is beyond the last column is joined to it.
    let last = table.rows[0].cells.last().unwrap();
    assert!(document.slice(*last).starts_with("a a a"));
    // Every row has a place, one behind the other.
    assert!(table.rows.is_sorted_by_key(|row| row.start()));
}

#[test]
fn an_end_that_is_missing_in_the_description_loses_nothing_of_the_book() {
    let sound = "<description><title-info><author><first-name>Ada</first-name>\
                 <last-name>Lovelace</last-name></author><author><nickname>bab</nickname></author>\
                 <book-title>Notes <strong>on</strong> it</book-title><lang>en</lang></title-info>\
                 <document-info><author><nickname>x</nickname></author></document-info></description>";
    let ends = [
        "</first-name>",
        "</last-name>",
        "</author>",
        "</nickname>",
        "</strong>",
        "</book-title>",
        "</lang>",
        "</title-info>",
        "</document-info>",
        "</description>",
    ];
    for end in ends {
        for other in ["", "</misspelt>"] {
            for source in [sound.replacen(end, other, 1), sound.replace(end, other)] {
                let source = format!("<FictionBook>{source}<body><p>t</p></body></FictionBook>");
                let document = read(source.as_bytes());
                let m = document.metadata();
                assert_eq!(document.text(), "t", "{source}");
                assert_eq!(m.title.as_deref(), Some("Notes on it"), "{source}");
                assert_eq!(m.authors, ["Ada Lovelace", "bab"], "{source}");
                assert_eq!(m.language.as_deref(), Some("en"), "{source}");
            }
        }
    }
}

#[test]
fn the_description_tells_title_authors_and_language() {
    let source = "<?xml version=\"1.0\"?><FictionBook><description><title-info>\
                  <author><first-name>Ada</first-name><last-name>Lovelace</last-name></author>\
                  <author><nickname>bab</nickname></author><book-title>Notes &amp; more</book-title>\
                  <lang>en</lang></title-info><document-info><author><nickname>x</nickname></author>\
                  </document-info></description><body><p>t</p></body></FictionBook>";
    let document = read(source.as_bytes());
    let m = document.metadata();
    assert_eq!(m.title.as_deref(), Some("Notes & more"));
    assert_eq!(m.authors, ["Ada Lovelace", "bab"]);
    assert_eq!(m.language.as_deref(), Some("en"));
    assert!(is_fb2(source.as_bytes()) && !is_fb2(b"<html/>") && !is_fb2(b"FictionBook"));
}

#[test]
fn a_million_open_sections_are_read_in_a_moment() {
    let deep = "<section><p>x".repeat(200_000);
    let document = book(&deep);
    assert_eq!(document.blocks().len(), 200_000);
    let ends = book(&format!(
        "{}{}",
        "<cite>".repeat(100_000),
        "</emphasis>".repeat(100_000)
    ));
    assert!(ends.blocks().is_empty());
}

proptest! {
    #[test]
    fn any_tags_are_read_to_an_end(
        tags in prop::collection::vec(
            prop::sample::select(vec![
                "<section id='a'>", "</section>", "<body name='notes'>", "</body>", "<p>", "</p>",
                "<title>", "</title>", "<v>", "</v>", "<stanza>", "</stanza>", "<table>", "</table>",
                "<tr>", "<td>", "</td>", "<a l:href='#a' type='note'>", "</a>", "<image/>", "word",
                "<binary>", "</binary>", "<emphasis>", "</emphasis>", "<cite>", "</cite>",
            ]),
            0..60,
        ),
    ) {
        let _ = book(&tags.concat());
    }
}
