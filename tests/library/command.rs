//! `folio library` as scripts and people use it.

use super::*;

#[test]
fn the_books_are_listed_the_last_read_first() {
    let shelf = Shelf::new();
    let first = shelf.add("First", &shelf.file("a.txt"), 100, 0.25);
    shelf.add("Second", Path::new("/nowhere/b.txt"), 200, 1.0);
    shelf.note(first, "one", 100);
    let output = shelf.folio(&["library"]);
    assert!(output.status.success() && err(&output).is_empty());
    let text = out(&output);
    let rows: Vec<&str> = text.lines().collect();
    assert_eq!(rows.len(), 3, "{text}");
    assert!(rows[0].starts_with("title"), "{text}");
    assert!(rows[1].starts_with("Second"), "{text}");
    assert!(rows[1].contains("100%") && rows[1].ends_with("gone: /nowhere/b.txt"));
    assert!(rows[2].starts_with("First") && rows[2].contains("1 bookmark, 1 note"));
}

#[test]
fn as_json_each_book_is_an_object_on_a_line() {
    let shelf = Shelf::new();
    let path = shelf.file("a.txt");
    let book = shelf.add("First", &path, 100, 0.25);
    shelf.note(book, "one", 100);
    let output = shelf.folio(&["library", "--json"]);
    let object: serde_json::Value = serde_json::from_str(out(&output).trim()).expect("an object");
    let expected = serde_json::json!({
        "book": book.to_string(),
        "title": "First",
        "authors": ["Somebody"],
        "format": "text",
        "language": null,
        "progress": 0.25,
        "read": 100 * DAY,
        "bookmarks": 1,
        "highlights": 0,
        "notes": 1,
        "marks": 0,
        "words_read": 0,
        "milliseconds_read": 0,
        "file": path,
        "state": "here", "later_edition": null,
    });
    assert_eq!(object, expected);
}

#[test]
fn a_book_is_forgotten_by_its_file_or_its_name_and_brought_back_with_its_marks() {
    let shelf = Shelf::new();
    let path = shelf.file("a.txt");
    let first = shelf.add("First", &path, 100, 0.25);
    let second = shelf.add("Second", Path::new("/nowhere/b.txt"), 200, 1.0);
    shelf.note(first, "one", 100);
    let by_file = path.to_string_lossy().into_owned();
    let by_name = second.to_string()[..12].to_owned();
    for which in [&by_file, &by_name] {
        assert!(
            shelf
                .folio(&["library", "--forget", which])
                .status
                .success()
        );
    }
    assert_eq!(shelf.titles(), Vec::<String>::new());
    for which in [&by_file, &by_name] {
        let output = shelf.folio(&["library", "--unforget", which]);
        assert!(output.status.success());
    }
    assert_eq!(shelf.titles(), ["Second", "First"]);
    assert_eq!(shelf.store.load(first).value.annotations.len(), 1);
    let output = shelf.folio(&["library", "--forget", "no such book"]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(err(&output).lines().count(), 1);
}

#[test]
fn a_book_is_meant_by_its_title_or_a_part_that_no_other_has() {
    let shelf = Shelf::new();
    shelf.add("Emma", Path::new("/nowhere/a.txt"), 100, 0.25);
    shelf.add("Emma and I", Path::new("/nowhere/b.txt"), 200, 0.5);
    shelf.add("Pride and Prejudice", Path::new("/nowhere/c.txt"), 300, 1.0);
    let run = |verb: &str, which: &str| {
        let output = shelf.folio(&["library", verb, which]);
        (output.status.code(), err(&output))
    };
    let all = ["Pride and Prejudice", "Emma and I", "Emma"];
    assert_eq!(shelf.titles(), all);
    for (which, is_meant) in [
        ("pride", "Pride and Prejudice"),
        ("Pride and Prej…", "Pride and Prejudice"),
        ("and i", "Emma and I"),
        ("emma", "Emma"),
    ] {
        assert_eq!(run("--forget", which).0, Some(0), "{which}");
        assert!(
            !shelf.titles().iter().any(|title| title == is_meant),
            "{which}"
        );
        assert_eq!(run("--unforget", which).0, Some(0), "{which}");
        assert_eq!(shelf.titles(), all);
    }
    let (code, says) = run("--forget", "and");
    assert_eq!((code, says.lines().count()), (Some(2), 1));
    assert!(
        says.starts_with("folio: and: several books fit: Pride and Prejudice (")
            && says.contains("), Emma and I ("),
        "{says}"
    );
    assert_eq!(run("--forget", " ").0, Some(2));
    assert_eq!(shelf.titles(), all);
    // What is forgotten already is not mistaken for another that is listed.
    assert_eq!(run("--forget", "Emma").0, Some(0));
    assert_eq!(run("--forget", "Emma").0, Some(0));
    assert_eq!(shelf.titles(), ["Pride and Prejudice", "Emma and I"]);
}

#[test]
fn of_editions_in_one_file_the_one_that_lies_there_is_forgotten_and_then_the_earlier_one() {
    let shelf = Shelf::new();
    let path = shelf.file("a.txt");
    shelf.add("Earlier", &path, 100, 0.25);
    shelf.add("Later", &path, 200, 0.5);
    // The earlier one was read since on another machine.
    let laptop = Device::named("laptop").expect("a name");
    let laptop = Shelf {
        store: shelf.store.clone().on_device(laptop),
        folder: TempDir::new().expect("a folder"),
    };
    laptop.add("Earlier", &path, 300, 0.75);
    let file = path.to_string_lossy().into_owned();
    let run = |verb: &str| {
        let output = shelf.folio(&["library", verb, &file]);
        assert!(output.status.success(), "{}", err(&output));
        shelf.titles()
    };
    assert_eq!(shelf.titles(), ["Earlier", "Later"]);
    assert_eq!(run("--forget"), ["Earlier"]);
    assert_eq!(run("--unforget"), ["Earlier", "Later"]);
    assert_eq!(run("--forget"), ["Earlier"]);
    assert_eq!(run("--forget"), [""; 0]);
    assert_eq!(run("--forget"), [""; 0]);
    assert_eq!(run("--unforget"), ["Later"]);
}

#[test]
fn where_nothing_was_read_nothing_is_listed_and_a_word_is_said() {
    let shelf = Shelf::new();
    let output = shelf.folio(&["library"]);
    assert!(output.status.success() && out(&output).is_empty());
    assert_eq!(err(&output), "folio: no book was read yet\n");
    let output = shelf.folio(&["library", "--json"]);
    assert!(output.status.success() && out(&output).is_empty() && err(&output).is_empty());
}

#[test]
fn no_title_reaches_the_terminal_with_anything_it_would_obey() {
    let shelf = Shelf::new();
    shelf.add(
        "a\u{1b}[2Jb\u{9b}1m\nc",
        Path::new("/x\u{1b}]0;y\u{7}"),
        1,
        0.0,
    );
    for arguments in [&["library"][..], &["library", "--json"]] {
        let text = out(&shelf.folio(arguments));
        let is_drawn = |c: char| c == '\n' || folio::document::is_drawable(c);
        assert!(text.chars().all(is_drawn), "{text:?}");
    }
}

#[test]
fn damaged_lines_are_named_and_the_rest_is_listed() {
    let shelf = Shelf::new();
    let book = shelf.add("First", Path::new("/a.txt"), 1, 0.0);
    let journal = shelf
        .folder
        .path()
        .join(format!("folio/books/{book}/desk.jsonl"));
    let text = std::fs::read_to_string(&journal).expect("a journal");
    std::fs::write(&journal, format!("{text}{{\"v\":1,\n")).expect("a journal");
    let output = shelf.folio(&["library"]);
    assert!(output.status.success());
    assert!(out(&output).contains("First"));
    assert!(err(&output).starts_with("folio: 1 line cannot be read"));
}

/// So that nothing is listed twice: a mark is no bookmark.
#[test]
fn quick_marks_are_counted_by_themselves() {
    let shelf = Shelf::new();
    let book = shelf.add("First", Path::new("/a.txt"), 1, 0.0);
    let record = shelf.store.load(book).value;
    let mark = Mark {
        letter: 'a',
        anchor: Anchor::default(),
    };
    let change = record.change(Content::Mark(mark), Timestamp(DAY));
    shelf.store.save(&change).expect("a journal");
    let Library { books, .. } = shelf.store.library();
    let KnownBook { counts, .. } = &books[0];
    assert_eq!((counts.marks, counts.bookmarks), (1, 0));
    assert!(out(&shelf.folio(&["library"])).contains("1 quick mark"));
}
