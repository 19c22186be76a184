//! A book whose file is moved.

use super::*;

/// A book that is opened from `path` with what is remembered of it.
fn reopened(text: &str, path: &str, record: BookRecord) -> Opened {
    Opened {
        source: Source::File(path.into()),
        record,
        ..opened(document(text, "book.md"))
    }
}

#[test]
fn a_book_that_was_moved_is_found_where_it_was_opened_last() {
    let shelf = Shelf::new();
    let text = long_text();
    let mut program = Program::with(
        reopened(
            &text,
            "/old/book.md",
            BookRecord::new(document(&text, "book.md").fingerprint()),
        ),
        80,
        24,
    );
    assert!(
        program.record.is_none(),
        "a book that is only opened leaves no trace"
    );
    program.keys("<space>");
    let record = program.record.take().expect("a place");
    let device = record.device.to_string();
    let path_in = |record: &BookRecord| record.sources[&device].0.path.clone();
    assert_eq!(path_in(&record), Path::new("/old/book.md"));

    let program = Program::with(reopened(&text, "/new/book.md", record.clone()), 80, 24);
    let moved = program.record.expect("it is noted at once");
    assert_eq!(path_in(&moved), Path::new("/new/book.md"));
    let same = Program::with(reopened(&text, "/old/book.md", record), 80, 24);
    assert!(same.record.is_none());

    // By whole programs, as the library tells it.
    let (old, new) = (shelf.file("old.md"), shelf.folder.path().join("new.md"));
    let book = shelf.add("Moved", &old, 1, 0.0);
    std::fs::rename(&old, &new).expect("a move");
    let gone = &shelf.store.library().books[0].whereabouts;
    assert_eq!(gone, &Whereabouts::Gone(old));
    let record = shelf.store.load(book).value;
    let path = new.clone();
    let change = record.change(Content::Source(SourceFile { path }), Timestamp(2 * DAY));
    shelf.store.save(&change).expect("a journal");
    let here = &shelf.store.library().books[0].whereabouts;
    assert_eq!(here, &Whereabouts::Here(new));
}

#[test]
fn a_book_from_before_there_were_journals_is_found_where_it_was_opened_last() {
    let shelf = Shelf::new();
    let text = long_text();
    let book = document(&text, "book.md").fingerprint();
    let folder = shelf.folder.path().join("folio/books");
    std::fs::create_dir_all(&folder).expect("a folder");
    let old = r#"{"source": {"path": "/old/book.md", "written": 5}}"#;
    std::fs::write(folder.join(format!("{book}.json")), old).expect("a file");
    let record = shelf.store.load(book).value;
    let same = Program::with(reopened(&text, "/old/book.md", record.clone()), 80, 24);
    assert!(same.record.is_none());
    let moved = Program::with(reopened(&text, "/new/book.md", record), 80, 24);
    let moved = moved.record.expect("it is noted at once");
    assert_eq!(moved.sources["desk"].0.path, Path::new("/new/book.md"));
}
