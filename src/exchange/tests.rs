//! What is given, taken and given again is the same.

mod taking;

use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::document::{Anchor, BlockKind, Builder, Document, Format, Passage};
use crate::store::{Annotation, AnyMarks, BookRecord, Content, Mark, Style, Timestamp};
use crate::text::{Offset, TextRange};

fn document(paragraphs: &[String]) -> Document {
    let mut builder = Builder::new(Format::Text);
    for (n, paragraph) in paragraphs.iter().enumerate() {
        let heading = BlockKind::Heading { level: 2 };
        let kind = if n % 4 == 0 {
            heading
        } else {
            BlockKind::Paragraph
        };
        builder.block(kind, paragraph);
    }
    builder.finish()
}

fn letter() -> Document {
    document(
        &[
            "The Light",
            "The lamp is lit at dusk — it is a small lamp.",
            "“Ships pass,” he said.",
            "北方的灯 is lit.",
        ]
        .map(str::to_owned),
    )
}

fn volume(document: &Document) -> Volume<'_> {
    Volume {
        book: document.fingerprint(),
        title: Some("A *book*"),
        authors: &[],
        file: Some("/books/ä book.txt".as_ref()),
        text: Some(document),
    }
}

fn given(record: &BookRecord, document: &Document) -> Value {
    let volume = volume(document);
    let marks = record.marks.iter().map(|(letter, anchor)| QuickMark {
        letter: *letter,
        anchor,
        set: record.mark_set(*letter),
    });
    let all = marked(&volume, record.live_annotations(), marks);
    let mut collection = Collection::default();
    collection.add(&volume, &all);
    collection.into_value()
}

fn taken(value: &Value, record: &mut BookRecord, document: &Document) -> Merged {
    let intake = read(value.to_string().as_bytes()).unwrap();
    assert_eq!(intake.refused, Vec::<String>::new());
    merged(record, document, &intake, 9)
}

fn merged(record: &mut BookRecord, document: &Document, intake: &Intake, now: u64) -> Merged {
    let mut memory = Memory {
        record,
        any_marks: &mut AnyMarks::default(),
        file: None,
    };
    merge(&mut memory, document, &intake.annotations, Timestamp(now))
}

fn put(record: &mut BookRecord, annotation: Annotation) {
    let is_deleted = annotation.deleted;
    let content = Content::Annotation(annotation);
    let change = if is_deleted {
        record.deletion(content, Timestamp(1))
    } else {
        record.change(content, Timestamp(1))
    };
    record.apply(&change.entry);
}

#[test]
fn an_annotation_is_given_in_the_words_of_the_standard() {
    let d = letter();
    let start = d.text().find("small").unwrap();
    let mut record = BookRecord::new(d.fingerprint());
    put(
        &mut record,
        Annotation {
            id: "1f-00aa".to_owned(),
            style: Some(Style::Green),
            name: "lamp".to_owned(),
            note: "two\nlines\u{9b}".to_owned(),
            created: Timestamp(0),
            changed: Timestamp(1_700_000_000_123),
            ..Annotation::new(
                Passage::new(&d, TextRange::new(start, start + 10)),
                Timestamp(0),
            )
        },
    );
    let value = given(&record, &d);
    assert_eq!(
        (&value["type"], &value["total"]),
        (&json!("AnnotationCollection"), &json!(1))
    );
    assert_eq!(
        value["first"]["items"],
        json!([{
            "id": "urn:folio:annotation:1f-00aa",
            "type": "Annotation",
            "motivation": ["highlighting", "commenting"],
            "created": "1970-01-01T00:00:00.000Z",
            "modified": "2023-11-14T22:13:20.123Z",
            "body": { "type": "TextualBody", "value": "two\nlines", "format": "text/plain", "purpose": "commenting" },
            "target": {
                "source": "file:///books/%C3%A4%20book.txt",
                "selector": [
                    { "type": "TextQuoteSelector", "exact": "small lamp", "prefix": "e lamp is lit at dusk — it is a ", "suffix": ".\n“Ships pass,” he said.\n北方的灯 is" },
                    { "type": "TextPositionSelector", "start": 44, "end": 54 },
                ],
            },
            "folio": {
                "fingerprint": d.fingerprint().to_string(), "title": "A *book*", "style": "green", "name": "lamp",
                "section": ["The Light"], "fraction": value["first"]["items"][0]["folio"]["fraction"],
            },
        }])
    );
}

#[test]
fn hostile_json_is_refused_or_read() {
    let deep = "[".repeat(100_000);
    let many = format!("[{}1]", "1,".repeat(MANY));
    const MANY: usize = 5_000_000;
    for wrong in ["{", "nonsense", "[1,", "\u{0}", &deep, &many] {
        assert!(read(wrong.as_bytes()).is_err());
    }
    for odd in [
        "",
        "{}",
        "[]",
        "null",
        "{\"first\":{\"first\":{\"items\":[{\"target\":[]}]}}}",
        "\u{feff}[]",
        "{\"target\":{\"selector\":{\"type\":\"TextPositionSelector\",\"start\":18446744073709551615,\"end\":18446744073709551615}}}",
        "{\"target\":{\"selector\":{\"type\":\"TextQuoteSelector\",\"exact\":\"x\"}},\"folio\":{\"passage\":{\"offset\":18446744073709551615,\"end\":{\"offset\":3},\"words\":\"\u{e9}\",\"fraction\":1e308}}}",
    ] {
        let intake = read(odd.as_bytes()).unwrap();
        let d = letter();
        let mut record = BookRecord::new(d.fingerprint());
        merged(&mut record, &d, &intake, 1);
        let _ = given(&record, &d);
    }
}

/// What Markdown makes of a quotation in one.
fn read_as_markdown(text: &str) -> String {
    let quoted = format!("> {}\n", markdown::line(text));
    let events = pulldown_cmark::Parser::new_ext(&quoted, pulldown_cmark::Options::all());
    let mut seen = String::new();
    for event in events {
        match event {
            pulldown_cmark::Event::Text(text) => seen.push_str(&text),
            pulldown_cmark::Event::Start(tag) => {
                use pulldown_cmark::Tag::{BlockQuote, Paragraph};
                assert!(matches!(tag, BlockQuote(_) | Paragraph), "{tag:?} {quoted}");
            }
            pulldown_cmark::Event::End(_) => {}
            other => panic!("{other:?} {quoted}"),
        }
    }
    seen
}

/// Quotation marks, dashes and dots as a printer has them are the same words.
fn straight(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words
        .join(" ")
        .replace(['“', '”'], "\"")
        .replace(['‘', '’'], "'")
        .replace('…', "...")
        .replace('—', "---")
        .replace('–', "--")
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-z ,.“”—é北方]{0,60}",
        "[-*_#>+=|`~<>&:;!\\[\\](){}0-9.a$^\"' \\\\]{0,30}",
        any::<String>(),
    ]
}

proptest! {
    #[test]
    fn a_quotation_is_read_back_from_markdown_as_the_same_words(text in text()) {
        let shown = crate::document::sanitized(&text);
        prop_assert_eq!(straight(&read_as_markdown(&text)), straight(&shown));
    }

    #[test]
    fn what_is_given_taken_and_given_again_is_the_same(
        paragraphs in prop::collection::vec(text(), 1..12),
        others in prop::collection::vec("[a-z ]{20,60}", 1..3),
        marks in prop::collection::vec((any::<prop::sample::Index>(), 1..4_000_000_000_000u64), 0..4),
        notes in prop::collection::vec((any::<[prop::sample::Index; 2]>(), 0..4usize, text(), "(?s).{0,30}", any::<bool>(), 0..4_000_000_000_000u64), 0..10),
    ) {
        let d = document(&paragraphs);
        let other = document(&others);
        let mut record = BookRecord::new(d.fingerprint());
        for (n, (ends, kind, name, note, deleted, moment)) in notes.into_iter().enumerate() {
            // Some are of another text, and lost or in doubt here.
            let of = if n % 4 == 3 { &other } else { &d };
            let place = |index: &prop::sample::Index| of.floor_char(index.index(of.text().len() + 1));
            let [one, two] = [place(&ends[0]), place(&ends[1])];
            let range = TextRange { start: one.min(two), end: one.max(two) };
            let styles = [None, Some(Style::Yellow), Some(Style::Underline), Some(Style::Other("mauve".to_owned()))];
            put(&mut record, Annotation {
                id: format!("{n:x}-00ff"),
                style: styles[kind].clone(),
                name, note, deleted,
                changed: Timestamp(moment + 1),
                ..Annotation::new(Passage::new(of, range), Timestamp(moment))
            });
        }
        for ((index, moment), letter) in marks.into_iter().zip('a'..) {
            let anchor = Anchor::new(&d, d.floor_char(index.index(d.text().len() + 1)));
            let change = record.change(Content::Mark(Mark { letter, anchor }), Timestamp(moment));
            record.apply(&change.entry);
        }
        let first = given(&record, &d);
        let mut fresh = BookRecord::new(d.fingerprint());
        let merged = taken(&first, &mut fresh, &d);
        prop_assert_eq!(merged.new, record.live_annotations().count() + record.marks.len());
        prop_assert_eq!(&given(&fresh, &d), &first);
        for known in [&mut fresh, &mut record] {
            let again = taken(&first, known, &d);
            prop_assert_eq!((again.same, again.changes.len()), (merged.new, 0));
        }
    }

    #[test]
    fn reading_anything_ends(text in "[\\[\\]{}\":,a-z0-9]{0,200}") {
        let _ = read(text.as_bytes());
    }
}
