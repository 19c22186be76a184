//! What comes in, also from elsewhere.

use super::*;

#[test]
fn what_is_in_doubt_or_lost_or_cannot_be_taken_is_named_and_the_rest_is_taken() {
    let house = House::new();
    let quote = |exact: &str| json!({"target": {"selector": {"type": "TextQuoteSelector", "exact": exact}}});
    let all = json!([
        quote("small lamp, and the sea"),
        quote("words that nobody has ever written \u{1b}[31m in any book"),
        {"id": "http://example.org/\u{1b}]0;x", "target": "http://example.org/"},
        {"target": {"selector": {"type": "TextPositionSelector", "start": 0, "end": 5}}},
    ]);
    let output = house.folio(
        &["bookmarks", "--import", "-", house.book()],
        all.to_string().as_bytes(),
    );
    let said = out(&output);
    assert!(
        said.starts_with(
            "The Lighthouse: 3 new, 0 changed, 0 the same, 0 later here; 1 doubtful, 1 lost\n"
        ),
        "{said}"
    );
    assert!(said.contains("  lost: “words that nobody"), "{said}");
    assert!(
        said.contains("  doubtful: “”; there is “The Lighthouse"),
        "{said}"
    );
    assert_eq!(
        (output.status.code(), err(&output).lines().count()),
        (Some(2), 1),
        "{}",
        err(&output)
    );
    assert!(!said.contains('\u{1b}') && !err(&output).contains('\u{1b}'));
    let plain = house.out(&["bookmarks"]);
    assert!(
        plain.contains("(these words are not in the text any more)"),
        "{plain}"
    );
    let first = house.out(&["bookmarks", "--json"]);
    house.forget_all();
    assert!(
        house
            .folio(&["bookmarks", "--import", "-"], first.as_bytes())
            .status
            .success()
    );
    assert_eq!(house.out(&["bookmarks", "--json"]), first);
}

#[test]
fn what_says_its_text_and_what_says_its_file_are_of_one_book_and_told_in_one_line() {
    let house = marked();
    let given = house.out(&["bookmarks", "--json"]);
    let mut value: Value = serde_json::from_str(&given).expect("JSON");
    let items = &mut value["first"]["items"];
    let theirs = json!({
        "id": "http://example.org/1",
        "target": {
            "source": items[0]["target"]["source"],
            "selector": {"type": "TextQuoteSelector", "exact": "the sea is wide"},
        },
    });
    for at in [0, 3] {
        let mut value = value.clone();
        let items = value["first"]["items"].as_array_mut().expect("a list");
        items.insert(at, theirs.clone());
        house.forget_all();
        let output = house.folio(
            &["bookmarks", "--import", "-"],
            value.to_string().as_bytes(),
        );
        assert_eq!(out(&output).lines().count(), 1, "{}", out(&output));
        assert!(out(&output).contains(": 4 new"), "{}", out(&output));
        house.mark("small lamp", None, "");
    }
}

#[test]
fn hostile_files_are_refused_in_a_line() {
    let house = marked();
    let before = house.out(&["bookmarks", "--json"]);
    let deep = "[{\"items\":".repeat(50_000);
    let numbers = format!("[{}1]", "1,".repeat(3_000_000));
    let objects = "{} ".repeat(50_000);
    let strange: [&[u8]; 7] = [
        b"{",
        b"\xff\xfe\x00",
        b"\x1b[31m",
        b"[1,",
        deep.as_bytes(),
        numbers.as_bytes(),
        objects.as_bytes(),
    ];
    for json in strange {
        let output = house.folio(&["bookmarks", "--import", "-"], json);
        assert_eq!(
            (output.status.code(), out(&output)),
            (Some(2), String::new())
        );
        let said = err(&output);
        assert!(
            said.lines().count() == 1 && said.len() < 300 && !said.contains('\u{1b}'),
            "{said}"
        );
    }
    for arguments in [
        &["bookmarks", "--import", "/no/such.json"][..],
        &["bookmarks", "--import", "-", "-"],
        &["bookmarks", "--import", "-", "a", "b"],
        &["bookmarks", "--json", "--markdown"],
        &["bookmarks", "/no/such.md"],
    ] {
        let output = house.folio(arguments, b"[]");
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert_eq!(
            err(&output).lines().count(),
            1,
            "{arguments:?} {}",
            err(&output)
        );
    }
    assert_eq!(house.out(&["bookmarks", "--json"]), before);
}

#[test]
fn no_id_from_outside_takes_the_place_of_something_else() {
    let house = marked();
    let place = house.record().place;
    let ids = [
        "place",
        "book",
        "mark:a",
        "urn:folio:annotation:place",
        "urn:folio:annotation:source%3Adesk",
    ];
    let all: Vec<Value> = ids.into_iter()
        .map(|id| json!({"id": id, "target": {"selector": {"type": "TextQuoteSelector", "exact": "sea is wide"}}}))
        .collect();
    let output = house.folio(
        &["bookmarks", "--import", "-", house.book()],
        json!(all).to_string().as_bytes(),
    );
    assert!(out(&output).contains("5 new"), "{}", err(&output));
    let record = house.record();
    assert_eq!(
        (record.place.clone(), record.live_annotations().count()),
        (place, 8)
    );
    assert!(Path::new(house.book()).exists());
}

#[test]
fn what_another_program_says_it_is_of_goes_out_again_and_the_book_is_found_all_the_same() {
    let house = House::new();
    let sources = [
        json!("http://example.org/book"),
        json!({"id": "http://example.org/book", "format": "text/html", "language": "en"}),
        json!({"type": "Text", "name": "a book"}),
        json!(null),
    ];
    let all: Vec<Value> = sources
        .iter()
        .map(|source| {
            let selector = json!({"type": "TextQuoteSelector", "exact": "small lamp"});
            json!({"id": format!("x:{source}"), "target": {"source": source, "selector": selector}})
        })
        .collect();
    let output = house.folio(
        &["bookmarks", "--import", "-", house.book()],
        json!(all).to_string().as_bytes(),
    );
    assert!(output.status.success(), "{}", err(&output));
    let given = house.out(&["bookmarks", "--json"]);
    let value: Value = serde_json::from_str(&given).expect("JSON");
    let items = value["first"]["items"].as_array().expect("a list");
    assert_eq!(items.len(), sources.len());
    let file = |value: &Value| {
        value
            .as_str()
            .is_some_and(|file| file.starts_with("file:///"))
    };
    for source in &sources {
        let own = |item: &&Value| file(&item["target"]["source"]);
        let theirs = |item: &&Value| item["target"]["source"] == *source;
        if source.is_null() {
            let item = items.iter().find(own).expect("the one of no source");
            assert_eq!(item["folio"].get("source"), None);
        } else {
            let item = items.iter().find(theirs).expect("theirs");
            assert!(file(&item["folio"]["source"]), "{item}");
        }
    }
    // By that it comes back to its book.
    house.forget_all();
    let output = house.folio(&["bookmarks", "--import", "-"], given.as_bytes());
    let new = format!("The Lighthouse: {} new", sources.len());
    assert!(out(&output).starts_with(&new), "{}", err(&output));
    assert_eq!(house.out(&["bookmarks", "--json"]), given);
}

#[cfg(unix)]
#[test]
fn a_file_is_remembered_by_its_full_path_and_a_path_from_nowhere_is_none() {
    let house = House::new();
    let link = house.folder.path().join("link.md");
    std::os::unix::fs::symlink(&house.book, &link).expect("a link");
    let of = |source: &str| {
        let selector = json!({"type": "TextQuoteSelector", "exact": "small lamp"});
        json!({"target": {"source": source, "selector": selector}}).to_string()
    };
    let import = |source: &str| {
        let given = of(source);
        house.folio(&["bookmarks", "--import", "-"], given.as_bytes())
    };
    let output = import(&format!("file://{}", link.display()));
    assert!(output.status.success(), "{}", err(&output));
    let sources = house.record();
    assert_eq!(
        sources.own_source().map(|source| &source.path),
        Some(&house.book)
    );
    // It would be looked for wherever the program happens to be called.
    let output = import("file://README.md");
    assert!(
        err(&output).contains("a book that is not named"),
        "{}",
        err(&output)
    );
}
