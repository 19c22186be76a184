//! What becomes of annotations that come in.

use super::*;

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

/// An annotation as another program makes it, with more than folio understands.
fn of_another_program() -> Value {
    json!({
        "id": "http://example.org/anno1",
        "type": "Annotation",
        "motivation": ["highlighting", "tagging"],
        "created": "2020-01-01T00:00:00.000Z",
        "modified": "2020-01-01T00:00:00.000Z",
        "creator": {"id": "http://example.org/user", "name": "Somebody", "rank": 0.1},
        "rights": "https://creativecommons.org/licenses/by/4.0/",
        "body": [
            {"type": "TextualBody", "value": "a thought", "language": "en", "purpose": "commenting"},
            {"type": "TextualBody", "value": "lamps", "purpose": "tagging"},
        ],
        "target": {
            "source": {"id": "http://example.org/book", "format": "text/html"},
            "scope": "http://example.org/edition",
            "selector": [
                {"type": "TextQuoteSelector", "exact": "small lamp", "prefix": "", "suffix": ""},
                {"type": "CssSelector", "value": "#p2", "refinedBy": {"type": "XPathSelector", "value": "/p"}},
            ],
        },
        "folio": {"style": "green", "shade": "dark"},
    })
}

#[test]
fn what_other_programs_have_said_beside_the_words_and_their_position_goes_out_again_as_it_came_in()
{
    let d = letter();
    let mut record = BookRecord::new(d.fingerprint());
    let theirs = of_another_program();
    assert_eq!(taken(&theirs, &mut record, &d).new, 1);
    let line = record.change(
        Content::Annotation(record.annotations[0].clone()),
        Timestamp(9),
    );
    let line = line.entry.line().unwrap();
    assert!(line.contains("#p2"), "{line}");
    let first = given(&record, &d);
    let item = &first["first"]["items"][0];
    for name in ["id", "creator", "rights", "body", "created", "modified"] {
        assert_eq!(item[name], theirs[name], "{name}");
    }
    assert_eq!(
        item["motivation"],
        json!(["highlighting", "commenting", "tagging"])
    );
    for name in ["source", "scope"] {
        assert_eq!(item["target"][name], theirs["target"][name], "{name}");
    }
    assert_eq!(
        item["target"]["selector"][2],
        theirs["target"]["selector"][1]
    );
    assert_eq!(item["folio"]["shade"], "dark");
    let mut again = BookRecord::new(d.fingerprint());
    taken(&first, &mut again, &d);
    assert_eq!(given(&again, &d), first);
    assert_eq!(taken(&first, &mut record, &d).same, 1);
    // What is said anew here counts, and the rest stays.
    let renoted = Annotation {
        note: "another thought".to_owned(),
        ..record.annotations[0].clone()
    };
    let change = record.revision(renoted, Timestamp(10));
    record.apply(&change.entry);
    let item = &given(&record, &d)["first"]["items"][0];
    assert_eq!(item["body"]["value"], "another thought");
    assert_eq!(item["rights"], theirs["rights"]);
}

#[test]
fn more_than_is_kept_for_other_programs_is_left_out_and_named() {
    let d = letter();
    let mut theirs = of_another_program();
    theirs["padding"] = json!("x".repeat(20_000));
    theirs["\u{9b}31m"] = json!(1);
    let intake = read(theirs.to_string().as_bytes()).unwrap();
    assert_eq!(
        intake.refused,
        [
            "http://example.org/anno1: is taken without what other programs have added, which is too much to keep"
        ]
    );
    let mut record = BookRecord::new(d.fingerprint());
    assert_eq!(merged(&mut record, &d, &intake, 9).new, 1);
    let item = &given(&record, &d)["first"]["items"][0];
    assert_eq!(item.get("padding"), None);
    theirs["padding"] = json!("x".repeat(10_000));
    let all: Vec<Value> = (0..1000)
        .map(|n| {
            let mut one = theirs.clone();
            one["id"] = json!(format!("http://example.org/{n}"));
            one
        })
        .collect();
    let intake = read(json!(all).to_string().as_bytes()).unwrap();
    assert_eq!(intake.annotations.len(), 1000);
    let kept = 1000 - intake.refused.len();
    assert!(kept > 100 && kept < 500, "{kept}");
    let mut record = BookRecord::new(d.fingerprint());
    merged(&mut record, &d, &intake, 9);
    assert!(!given(&record, &d).to_string().contains('\u{9b}'));
}

#[test]
fn texts_that_would_fill_a_journal_are_refused() {
    let long = || json!("x".repeat(1024 * 1024 + 1));
    let sound = || {
        json!({
            "id": "http://example.org/anno1",
            "target": {"selector": {
                "type": "TextQuoteSelector", "exact": "lamp", "prefix": "", "suffix": "",
            }},
            "body": {"value": ""},
            "folio": {"name": "", "title": "", "style": "", "section": [], "passage": {
                "exact": "lamp", "words": "lamp", "before": "", "after": "", "section": [],
                "end": {"exact": "", "before": "", "after": "", "section": []},
            }},
        })
    };
    let refused = |value: &Value| read(value.to_string().as_bytes()).unwrap().refused;
    assert_eq!(refused(&sound()), Vec::<String>::new());
    for at in [
        "/target/selector/exact",
        "/target/selector/prefix",
        "/target/selector/suffix",
        "/target/source",
        "/body/value",
        "/folio/name",
        "/folio/title",
        "/folio/style",
        "/folio/section/0",
        "/folio/passage/words",
        "/folio/passage/exact",
        "/folio/passage/before",
        "/folio/passage/after",
        "/folio/passage/section/0",
        "/folio/passage/end/exact",
        "/folio/passage/end/section/0",
    ] {
        let mut value = sound();
        let (outer, name) = at.rsplit_once('/').unwrap();
        match value.pointer_mut(outer).unwrap() {
            Value::Array(titles) => titles.push(long()),
            fields => fields[name] = long(),
        }
        assert_eq!(refused(&value).len(), 1, "{at}");
    }
    // Nor many that are long together.
    let mut value = sound();
    let titles: Vec<Value> = (0..100_000)
        .map(|n| json!(format!("a long title {n}")))
        .collect();
    value["folio"]["section"] = json!(titles);
    assert_eq!(refused(&value).len(), 1);
}

#[test]
fn what_was_kept_for_other_programs_stays_where_more_than_is_kept_comes_in() {
    let d = letter();
    let mut record = BookRecord::new(d.fingerprint());
    let mut theirs = of_another_program();
    assert_eq!(taken(&theirs, &mut record, &d).new, 1);
    let before = record.annotations[0].clone();
    assert!(!before.foreign.is_empty());
    let deep = format!("{}{}", "[".repeat(100), "]".repeat(100));
    let deep: Value = serde_json::from_str(&deep).unwrap();
    for (day, too_much) in (2..).zip([json!("x".repeat(20_000)), deep]) {
        theirs["modified"] = json!(format!("2020-01-0{day}T00:00:00.000Z"));
        theirs["body"] = json!(format!("the thought of day {day}"));
        theirs["padding"] = too_much;
        let intake = read(theirs.to_string().as_bytes()).unwrap();
        assert_eq!(intake.refused.len(), 1);
        assert_eq!(merged(&mut record, &d, &intake, 9).changed, 1);
        let now = &record.annotations[0];
        assert_eq!(theirs["body"], now.note);
        assert_eq!(now.foreign, before.foreign);
        assert_eq!(merged(&mut record, &d, &intake, 10).same, 1);
    }
    // What comes in without anything says that there is nothing any more.
    let selector = theirs["target"]["selector"][0].clone();
    let bare = json!({
        "id": theirs["id"],
        "modified": "2020-02-01T00:00:00.000Z",
        "target": {"selector": selector},
    });
    assert_eq!(taken(&bare, &mut record, &d).changed, 1);
    assert!(record.annotations[0].foreign.is_empty());
}
