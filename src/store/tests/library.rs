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
    assert_eq!((known.counts.marks, known.counts.annotations), (0, 1));
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
