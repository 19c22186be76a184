//! All books of which something is remembered.

use super::*;

fn source(path: impl Into<PathBuf>) -> Content {
    Content::Source(Source { path: path.into() })
}

#[test]
fn the_library_tells_what_is_known_of_each_book_the_last_read_first() {
    let (folder, desk) = store();
    let lap = elsewhere(&desk, "lap");
    assert!(desk.library().books.is_empty());
    let here = folder.path().join("a.txt");
    fs::write(&here, "a book").unwrap();
    let about = About {
        title: Some("A Book".to_owned()),
        authors: vec!["Somebody".to_owned()],
        ..About::default()
    };
    save(&desk, source(&here), 5);
    save(&desk, Content::Book(about.clone()), 5);
    save(&lap, source("/elsewhere/a.txt"), 9);
    save(&lap, note("x", "one"), 9);
    save(&desk, note("y", "two"), 9);
    let deletion = loaded(&desk).deletion(note("y", "two"), Timestamp(9));
    desk.save(&deletion).unwrap();
    let other = BookRecord::new(Fingerprint::of("other")).change(place(1), Timestamp(7));
    desk.save(&other).unwrap();

    let books = desk.library().books;
    let order: Vec<Fingerprint> = books.iter().map(|known| known.book).collect();
    assert_eq!(order, [book(), Fingerprint::of("other")]);
    let known = &books[0];
    assert_eq!(known.about, about);
    assert_eq!(known.read, Timestamp(9));
    assert_eq!((known.counts.marks, known.counts.bookmarks), (0, 1));
    assert_eq!(known.whereabouts, Whereabouts::Here(here.clone()));
    let paths: Vec<&PathBuf> = known.files.iter().map(|file| &file.path).collect();
    assert_eq!(paths, [&here, &PathBuf::from("/elsewhere/a.txt")]);
    assert_eq!(books[1].whereabouts, Whereabouts::Nowhere);

    fs::remove_file(&here).unwrap();
    assert_eq!(desk.library().books[0].whereabouts, Whereabouts::Gone(here));
    let third = elsewhere(&desk, "third").library();
    assert_eq!(third.books[0].whereabouts, Whereabouts::Elsewhere);
}

#[test]
fn a_forgotten_book_is_gone_until_that_is_undone_or_it_is_read_again() {
    let (_folder, store) = store();
    let is_forgotten = || store.library().books[0].is_forgotten;
    // A machine whose clock is far ahead has read it.
    save(&elsewhere(&store, "ahead"), place(1), 1_000_000);
    save(&store, source("/a.txt"), 5);
    assert!(!is_forgotten());
    store.save(&store.forget(book(), Timestamp(6))).unwrap();
    assert!(is_forgotten());
    assert!(store.library().paths().is_empty());
    store.save(&store.unforget(book(), Timestamp(7))).unwrap();
    assert!(!is_forgotten());
    store.save(&store.forget(book(), Timestamp(8))).unwrap();
    assert!(is_forgotten());
    save(&store, source("/a.txt"), 9);
    assert!(!is_forgotten());
    // Nothing of it was lost meanwhile.
    assert_eq!(offset(&loaded(&store)), Some(1));
}

#[test]
fn what_is_damaged_is_named_and_the_other_books_are_listed() {
    let (_folder, store) = store();
    save(&store, place(1), 1);
    let torn = store
        .books_folder()
        .join(Fingerprint::of("torn").to_string());
    fs::create_dir(&torn).unwrap();
    fs::write(torn.join("desk.jsonl"), "{").unwrap();
    fs::create_dir(store.books_folder().join("no book")).unwrap();
    let library = store.library();
    assert_eq!(library.books.len(), 1);
    assert_eq!(library.problems.len(), 1);
    assert_eq!(fs::read_to_string(torn.join("desk.jsonl")).unwrap(), "{");
}

/// The journal's lines, to be written otherwise.
fn lines_of(store: &Store) -> Vec<String> {
    let text = fs::read_to_string(file(store)).unwrap();
    text.lines().map(str::to_owned).collect()
}

#[test]
fn bookmarks_highlights_and_notes_are_told_apart() {
    let (_folder, store) = store();
    let plain = Annotation::new(anchor(1), Timestamp(1));
    let highlight = Annotation {
        style: Some(Style::Green),
        note: "a \"thought\"".to_owned(),
        ..Annotation::new(anchor(2), Timestamp(1))
    };
    let mark = Mark {
        letter: 'q',
        anchor: anchor(3),
    };
    for content in [
        Content::Annotation(plain),
        Content::Annotation(highlight),
        Content::Mark(mark),
    ] {
        save(&store, content, 1);
    }
    let known = &store.library().books[0];
    let counts = Counts {
        marks: 1,
        bookmarks: 1,
        highlights: 1,
        notes: 1,
    };
    assert_eq!(known.counts, counts);
    assert_eq!(
        known.counts.in_words(),
        "1 bookmark, 1 highlight, 1 note, 1 quick mark"
    );
}

#[test]
fn a_line_that_is_damaged_within_hides_none_that_is_older() {
    let (_folder, store) = store();
    for n in 1..=2 {
        let fraction = f64::from(n) / 4.0;
        let anchor = Anchor {
            fraction,
            ..anchor(1)
        };
        save(&store, Content::Place(anchor.into()), 1);
    }
    let [old, new] = &lines_of(&store)[..] else {
        panic!("two lines");
    };
    // It begins and ends as a line does.
    let damaged = new.replace("\"anchor\":{", "\"anchor\":{{");
    assert_ne!(&damaged, new);
    fs::write(file(&store), format!("{damaged}\n{old}\n")).unwrap();
    let library = store.library();
    assert_eq!(library.books[0].progress, 0.25);
    assert_eq!(library.problems.len(), 1);
}

#[test]
fn a_book_is_read_once_its_end_was_seen_until_it_is_gone_back_in() {
    let (_folder, store) = store();
    let read_to = |is_end, moment| {
        let anchor = Anchor {
            fraction: 0.75,
            ..anchor(1)
        };
        let place = Place {
            is_end,
            ..anchor.into()
        };
        save(&store, Content::Place(place.clone()), moment);
        assert_eq!(store.load(book()).value.place, Some(place));
        store.library().books[0].progress
    };
    assert_eq!(read_to(true, 1), 1.0);
    assert_eq!(read_to(false, 2), 0.75);
    // What only helps may be anything.
    let odd = lines_of(&store)[1].replace("\"anchor\":", "\"end\":{\"x\":3},\"anchor\":");
    fs::write(file(&store), format!("{odd}\n")).unwrap();
    assert_eq!(store.library().books[0].progress, 0.75);
    assert!(store.load(book()).value.place.is_some());
}

#[test]
fn lines_that_are_written_in_another_form_say_the_same() {
    let (_folder, store) = store();
    save(&store, source("/a.txt"), 5);
    save(&store, note("x", "one"), 6);
    save(&store, place(1), 7);
    let before = store.library().books;
    let other: Vec<String> = lines_of(&store)
        .iter()
        .map(|line| {
            let fields: std::collections::BTreeMap<String, serde_json::Value> =
                serde_json::from_str(line).unwrap();
            serde_json::to_string(&fields).unwrap()
        })
        .collect();
    assert_ne!(other, lines_of(&store));
    fs::write(file(&store), other.join("\n") + "\n").unwrap();
    assert_eq!(store.library().books, before);
}

#[test]
fn what_is_wrong_is_said_before_the_file_it_is_wrong_with() {
    let (_folder, store) = store();
    save(&store, place(1), 1);
    let path = file(&store);
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, format!("{text}{{\n")).unwrap();
    let says = store.load(book()).problems[0].to_string();
    let expected = format!(
        "1 line cannot be read; the rest is used: {}",
        path.display()
    );
    assert_eq!(says, expected);
}

#[test]
fn of_editions_that_were_read_from_one_file_all_but_the_last_say_which_took_their_place() {
    let (folder, desk) = store();
    let path = folder.path().join("a.txt");
    let read = |text: &str, path: &std::path::Path, at: u64| {
        let record = desk.load(Fingerprint::of(text)).value;
        desk.save(&record.change(source(path), Timestamp(at)))
            .unwrap();
    };
    let later = || {
        let books = desk.library().books.into_iter();
        books.map(|known| (known.book, known.later)).collect()
    };
    let table = |rows: &[(&str, Option<&str>)]| -> Vec<_> {
        let rows = rows.iter();
        rows.map(|(book, later)| (Fingerprint::of(book), later.map(Fingerprint::of)))
            .collect()
    };
    read("first", &path, 1);
    read("second", &path, 2);
    read("another book", &folder.path().join("b.txt"), 3);
    for _ in ["gone", "here"] {
        let expected = table(&[
            ("another book", None),
            ("second", None),
            ("first", Some("second")),
        ]);
        let found: Vec<_> = later();
        assert_eq!(found, expected);
        fs::write(&path, "second").unwrap();
    }
    // The first was put back and opened, by a clock that is behind.
    read("first", &path, 1);
    let found: Vec<_> = later();
    assert_eq!(
        found[1..],
        table(&[("second", Some("first")), ("first", None)])
    );
    // Into a third that was never opened there, marks were taken.
    read("third", &path, 0);
    let found: Vec<_> = later();
    assert_eq!(
        found[2..],
        table(&[("first", None), ("third", Some("first"))])
    );
}

#[test]
fn what_lies_in_a_file_is_not_told_by_who_read_what_on_another_machine() {
    let (folder, desk) = store();
    let lap = elsewhere(&desk, "lap");
    let path = folder.path().join("a.txt");
    let read = |store: &Store, text: &str, at: u64| {
        let record = store.load(Fingerprint::of(text)).value;
        store
            .save(&record.change(source(&path), Timestamp(at)))
            .unwrap();
    };
    let [first, second] = ["first", "second"].map(Fingerprint::of);
    read(&desk, "first", 1);
    read(&desk, "second", 2);
    read(&lap, "first", 3);
    for is_noted in [true, false] {
        if !is_noted {
            fs::remove_dir_all(desk.paths_folder()).unwrap();
        }
        let books = desk.library().books;
        assert_eq!(books[0].book, first);
        let later: Vec<_> = books.iter().map(|known| known.later).collect();
        assert_eq!(later, [Some(second), None]);
        let there = desk.known_at(books.iter(), &path);
        assert_eq!(there.map(|known| known.book), Some(second));
    }
}

#[test]
fn another_machines_file_and_another_text_in_the_file_are_no_edition() {
    let (folder, desk) = store();
    let lap = elsewhere(&desk, "lap");
    let path = folder.path().join("today.txt");
    fs::write(&path, "something").unwrap();
    let read = |store: &Store, text: &str, words: std::ops::Range<u64>, at: u64| {
        let book = Fingerprint::of(text);
        let about = About {
            sketch: words.collect(),
            ..About::default()
        };
        for content in [source(&path), Content::Book(about)] {
            let record = store.load(book).value;
            store.save(&record.change(content, Timestamp(at))).unwrap();
        }
    };
    read(&desk, "ships", 0..100, 1);
    read(&desk, "shopping", 1000..1100, 2);
    read(&lap, "of the other machine", 0..100, 3);
    let books = desk.library().books;
    assert!(books.iter().all(|known| known.later.is_none()), "{books:?}");

    read(&desk, "ships and boats", 0..101, 4);
    let later = |name: &str| {
        let books = desk.library().books;
        let known = books
            .iter()
            .find(|known| known.book == Fingerprint::of(name));
        known.unwrap().later
    };
    let ships = Fingerprint::of("ships and boats");
    assert_eq!(later("ships"), Some(ships));
    assert_eq!(later("shopping"), None);
    // One that was forgotten took nobody's place.
    desk.save(&desk.forget(ships, Timestamp(5))).unwrap();
    assert_eq!(later("ships"), None);
}
