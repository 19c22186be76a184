//! What is given, taken and given again is the same.

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
fn annotations_of_other_programs_are_taken() {
    let d = letter();
    let quote = json!({"type": "TextQuoteSelector", "exact": "small lamp", "prefix": "it is a "});
    let others = json!([
        {"id": "http://example.org/1", "type": "Annotation", "bodyValue": "alone",
         "target": {"source": "x", "selector": quote}},
        {"type": "Annotation", "motivation": "bookmarking", "body": ["one", {"value": "two"}, {"value": "t", "purpose": "tagging"}],
         "target": {"selector": [{"type": "FragmentSelector", "value": "x", "refinedBy": quote}]}},
        {"target": [{"selector": {"type": "TextPositionSelector", "start": 10, "end": 14}}]},
        {"target": {"selector": {"type": "TextQuoteSelector", "exact": "no such words anywhere in here, or near"}}},
        {"target": "http://example.org/page"},
        {"target": {"selector": {"type": "TextQuoteSelector", "exact": ""}}},
        "http://example.org/anno", 7, null,
    ]);
    let intake = read(others.to_string().as_bytes()).unwrap();
    assert_eq!(intake.refused.len(), 5, "{:?}", intake.refused);
    let mut record = BookRecord::new(d.fingerprint());
    let merged = self::merged(&mut record, &d, &intake, 9);
    assert_eq!(
        (merged.new, merged.doubtful.len(), merged.lost.len()),
        (4, 1, 1)
    );
    let seen: Vec<(&str, &str, bool, Option<Style>)> = record
        .annotations
        .iter()
        .map(|a| {
            (
                a.passage.words.as_str(),
                a.note.as_str(),
                a.passage.end.is_some(),
                a.style.clone(),
            )
        })
        .collect();
    assert_eq!(seen[0], ("small lamp", "alone", true, Some(Style::Yellow)));
    assert_eq!(seen[1], ("", "one\n\ntwo\n\n#t", false, None));
    assert!(
        record.annotations[1]
            .passage
            .start
            .exact
            .starts_with("small lamp")
    );
    // The same once more is the same.
    let again = self::merged(&mut record, &d, &intake, 19);
    assert_eq!((again.new, again.changed, again.same), (0, 0, 4));
}

#[test]
fn of_two_changes_the_later_counts_and_a_deletion_is_one() {
    let d = letter();
    let mut record = BookRecord::new(d.fingerprint());
    let annotation = |note: &str, changed, deleted| Annotation {
        id: "1-2".to_owned(),
        note: note.to_owned(),
        changed: Timestamp(changed),
        deleted,
        ..Annotation::new(Anchor::new(&d, Offset::new(0)), Timestamp(5))
    };
    let with = |note, changed| {
        let mut record = BookRecord::new(d.fingerprint());
        put(&mut record, annotation(note, changed, false));
        given(&record, &d)
    };
    let counts = |m: &Merged| (m.new, m.changed, m.same, m.later_here);
    assert_eq!(
        counts(&taken(&with("a", 10), &mut record, &d)),
        (1, 0, 0, 0)
    );
    assert_eq!(
        counts(&taken(&with("b", 20), &mut record, &d)),
        (0, 1, 0, 0)
    );
    assert_eq!(
        counts(&taken(&with("a", 10), &mut record, &d)),
        (0, 0, 0, 1)
    );
    assert_eq!(
        counts(&taken(&with("b", 20), &mut record, &d)),
        (0, 0, 1, 0)
    );
    assert_eq!(record.annotations[0].note, "b");
    put(&mut record, annotation("b", 30, true));
    assert_eq!(
        counts(&taken(&with("b", 20), &mut record, &d)),
        (0, 0, 0, 1)
    );
    assert_eq!(record.live_annotations().count(), 0);
    assert_eq!(
        counts(&taken(&with("b", 40), &mut record, &d)),
        (0, 1, 0, 0)
    );
    assert_eq!(record.live_annotations().count(), 1);
}

#[test]
fn what_was_edited_in_the_file_counts_over_what_is_as_old() {
    let d = letter();
    let mut record = BookRecord::new(d.fingerprint());
    let start = d.text().find("small").unwrap();
    let passage = Passage::new(&d, TextRange::new(start, start + 10));
    put(&mut record, Annotation::new(passage, Timestamp(7)));
    let given = given(&record, &d);
    let edited = |path: &[&str], value: Value| {
        let mut edited = given.clone();
        let item = &mut edited["first"]["items"][0];
        *path.iter().fold(item, |inner, name| &mut inner[*name]) = value;
        edited
    };
    let quote = json!({"type": "TextQuoteSelector", "exact": "it is a small lamp"});
    let counts = |m: &Merged| (m.changed, m.same, m.later_here);
    for (path, value) in [
        (&["bodyValue"][..], json!("a note")),
        (&["folio", "style"], json!("pink")),
        (&["folio", "name"], json!("lamp")),
        (&["target", "selector"], quote),
    ] {
        let edited = edited(path, value);
        let mut record = record.clone();
        assert_eq!(
            counts(&taken(&edited, &mut record, &d)),
            (1, 0, 0),
            "{path:?}"
        );
        assert_eq!(
            counts(&taken(&edited, &mut record, &d)),
            (0, 1, 0),
            "{path:?}"
        );
        // What is changed here since then is later.
        let renamed = Annotation {
            name: "here".to_owned(),
            ..record.annotations[0].clone()
        };
        let change = record.revision(renamed, Timestamp(7));
        record.apply(&change.entry);
        assert_eq!(
            counts(&taken(&edited, &mut record, &d)),
            (0, 0, 1),
            "{path:?}"
        );
    }
}

#[test]
fn of_several_places_that_one_annotation_is_about_those_that_are_not_taken_are_named() {
    let selector = |exact: &str| json!({"selector": {"type": "TextQuoteSelector", "exact": exact}});
    let two = json!({"id": "x:1", "target": [selector("small lamp"), selector("Ships")]});
    let intake = read(two.to_string().as_bytes()).unwrap();
    assert_eq!(intake.annotations.len(), 1);
    assert_eq!(intake.annotations[0].words(), "small lamp");
    assert_eq!(
        intake.refused,
        ["x:1: is about 1 more, and only the first place is taken"]
    );
}

#[test]
fn of_two_quick_marks_with_a_letter_the_later_counts() {
    let d = letter();
    let with = |offset, set| {
        let mut record = BookRecord::new(d.fingerprint());
        let anchor = Anchor::new(&d, Offset::new(offset));
        let change = record.change(
            Content::Mark(Mark {
                letter: 'a',
                anchor,
            }),
            Timestamp(set),
        );
        record.apply(&change.entry);
        given(&record, &d)
    };
    let mut record = BookRecord::new(d.fingerprint());
    let mut counts = |json| {
        let m = taken(&json, &mut record, &d);
        let at = record.marks.get(&'a').map(|anchor| anchor.offset);
        ((m.new, m.changed, m.same, m.later_here), at)
    };
    assert_eq!(counts(with(4, 10)), ((1, 0, 0, 0), Some(4)));
    assert_eq!(counts(with(10, 20)), ((0, 1, 0, 0), Some(10)));
    assert_eq!(counts(with(4, 10)), ((0, 0, 0, 1), Some(10)));
    assert_eq!(counts(with(10, 20)), ((0, 0, 1, 0), Some(10)));
    assert_eq!(counts(with(4, 20)), ((0, 1, 0, 0), Some(4)));
    let letters = json!([{"target": "x", "folio": {"letter": "é", "passage": {}}}]);
    assert_eq!(
        read(letters.to_string().as_bytes()).unwrap().refused.len(),
        1
    );
}

#[test]
fn what_was_changed_or_deleted_here_is_later_than_what_came_from_a_clock_that_is_ahead() {
    let d = letter();
    let far = Timestamp(32_472_144_000_000);
    let mut theirs = BookRecord::new(d.fingerprint());
    let anchor = Anchor::new(&d, Offset::new(0));
    put(&mut theirs, Annotation::new(anchor, far));
    let json = given(&theirs, &d);
    let mut record = BookRecord::new(d.fingerprint());
    let is_kept = |record: &mut BookRecord| {
        let before = record.annotations[0].clone();
        let merged = taken(&json, record, &d);
        assert_eq!((merged.later_here, merged.changes.len()), (1, 0));
        assert_eq!(record.annotations[0], before);
    };
    assert_eq!(taken(&json, &mut record, &d).new, 1);
    let noted = Annotation {
        note: "mine".to_owned(),
        ..record.annotations[0].clone()
    };
    let change = record.revision(noted, Timestamp(9));
    record.apply(&change.entry);
    is_kept(&mut record);
    let known = Content::Annotation(record.annotations[0].clone());
    let change = record.deletion(known, Timestamp(10));
    record.apply(&change.entry);
    is_kept(&mut record);
    assert_eq!(record.live_annotations().count(), 0);
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
