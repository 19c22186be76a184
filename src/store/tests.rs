mod carried;
mod compacting;
mod library;
mod merging;
mod odd_lines;
mod old_files;

use std::fs;
use std::path::PathBuf;

use tempfile::TempDir;

use super::content::Kind;
use super::entry::Sort;
use super::*;
use crate::document::{Anchor, Fingerprint};

fn store() -> (TempDir, Store) {
    let folder = TempDir::new().unwrap();
    let store = Store::at(folder.path().join("state"));
    (folder, store)
}

/// The same folder as another machine sees it.
fn elsewhere(store: &Store, name: &str) -> Store {
    store.clone().on_device(Device::named(name).unwrap())
}

fn book() -> Fingerprint {
    Fingerprint::of("a book")
}

/// This machine's file of the book.
fn file(store: &Store) -> PathBuf {
    store.file_of(Journal::Book(book()))
}

fn anchor(offset: usize) -> Anchor {
    Anchor {
        offset,
        exact: format!("words at {offset}"),
        ..Anchor::default()
    }
}

fn place(offset: usize) -> Content {
    Content::Place(anchor(offset).into())
}

fn note(id: &str, name: &str) -> Content {
    Content::Annotation(Annotation {
        id: id.to_owned(),
        passage: anchor(3).into(),
        name: name.to_owned(),
        ..Annotation::default()
    })
}

/// Makes a change and writes it down.
fn save(store: &Store, content: Content, now: u64) {
    let record = store.load(book()).value;
    store.save(&record.change(content, Timestamp(now))).unwrap();
}

fn loaded(store: &Store) -> BookRecord {
    let loaded = store.load(book());
    assert!(loaded.problems.is_empty(), "{:?}", loaded.problems);
    loaded.value
}

fn offset(record: &BookRecord) -> Option<usize> {
    record.place.as_ref().map(|place| place.anchor.offset)
}

#[test]
fn what_is_saved_is_loaded() {
    let (_folder, store) = store();
    let mut record = loaded(&store);
    assert_eq!(record, BookRecord::new(book()));
    let path = PathBuf::from("/books/Владивосток.txt");
    let trail = Trail {
        behind: vec![anchor(1), anchor(2)],
        ahead: vec![anchor(3)],
    };
    let pace = Pace {
        words: 9,
        millis: 8,
    };
    let contents = [
        place(7),
        Content::Mark(Mark {
            letter: 'a',
            anchor: anchor(9),
        }),
        note("x", "two\nlines"),
        Content::Source(Source { path: path.clone() }),
        Content::Jumps(trail.clone()),
        Content::Pace(pace),
    ];
    for content in contents {
        let change = record.change(content, Timestamp(5));
        record.apply(&change.entry);
        store.save(&change).unwrap();
    }
    assert_eq!(loaded(&store), record);
    assert_eq!(record.annotations[0].name, "two\nlines");
    assert_eq!(record.own_jumps(), Some(&trail));
    assert_eq!((record.own_pace(), record.pace()), (pace, pace));
    assert_eq!(store.lying_at(&path), Lying::Book(book()));
    assert_eq!(store.lying_at("/books".as_ref()), Lying::Nothing);
}

/// Something of every kind.
fn of_every_kind() -> Vec<Content> {
    let any_mark = AnyMark {
        letter: 'A',
        book: book().to_string(),
        title: Some("A book".to_owned()),
        path: "/a/book".into(),
        anchor: anchor(5),
    };
    vec![
        place(7),
        Content::Mark(Mark {
            letter: 'a',
            anchor: anchor(9),
        }),
        note("1-2", "name"),
        Content::Book(About {
            title: Some("A book".to_owned()),
            ..About::default()
        }),
        Content::Source(Source {
            path: "/a/book".into(),
        }),
        Content::Jumps(Trail {
            behind: vec![anchor(1)],
            ahead: vec![anchor(3)],
        }),
        Content::Pace(Pace {
            words: 9,
            millis: 8,
        }),
        Content::Forgotten(Forgotten {}),
        Content::AnyMark(any_mark),
        Content::Search(Search {
            pattern: "a word".to_owned(),
            ways: None,
        }),
        Content::Edition(Edition {
            of: book().to_string(),
            answer: Answer::Taken,
        }),
    ]
}

#[test]
fn every_kind_of_line_is_read_as_it_was_written() {
    let all = of_every_kind();
    let kinds: Vec<Kind> = all.iter().map(Content::kind).collect();
    assert_eq!(kinds, Kind::ALL);
    let record = BookRecord::new(book());
    for content in all {
        let entry = record.change(content, Timestamp(5)).entry;
        let line = entry.line().unwrap();
        let Sort::Known(envelope) = Sort::of(line.as_bytes()) else {
            panic!("{line}");
        };
        let read = Entry::parse(&envelope, line.as_bytes()).unwrap().unwrap();
        assert_eq!(read, entry);
    }
}

#[test]
fn a_path_leads_to_the_book_that_was_last_read_from_it() {
    let (_folder, store) = store();
    let path = PathBuf::from("/books/a.txt");
    for text in ["an edition", "another"] {
        let book = Fingerprint::of(text);
        let source = Content::Source(Source { path: path.clone() });
        let change = BookRecord::new(book).change(source, Timestamp(1));
        store.save(&change).unwrap();
        assert_eq!(store.lying_at(&path), Lying::Book(book));
    }
    // Where the folder is shared, another machine has other files at the same paths.
    assert_eq!(elsewhere(&store, "desk").lying_at(&path), Lying::Nothing);
}

#[cfg(unix)]
#[test]
fn a_path_that_is_no_unicode_is_remembered() {
    use std::os::unix::ffi::OsStrExt;
    let (_folder, store) = store();
    let path = PathBuf::from(std::ffi::OsStr::from_bytes(b"/books/\xff.txt"));
    save(&store, Content::Source(Source { path: path.clone() }), 1);
    let sources = loaded(&store).sources;
    let paths: Vec<&PathBuf> = sources.values().map(|(source, _)| &source.path).collect();
    assert_eq!(paths, [&path]);
}

#[test]
fn a_deleted_bookmark_can_be_brought_back_as_it_was() {
    let (_folder, store) = store();
    save(&store, note("x", "name"), 1);
    let record = loaded(&store);
    let deletion = record.deletion(note("x", "name"), Timestamp(2));
    store.save(&deletion).unwrap();
    let record = loaded(&store);
    assert_eq!(record.live_annotations().count(), 0);
    assert_eq!(
        record.annotation("x").map(|a| a.name.as_str()),
        Some("name")
    );
    save(&store, note("x", "name"), 3);
    assert_eq!(loaded(&store).live_annotations().count(), 1);
}

#[test]
fn a_folder_that_cannot_be_made_is_an_error_that_names_it() {
    let (folder, _) = store();
    let in_the_way = folder.path().join("file");
    fs::write(&in_the_way, "no folder").unwrap();
    let store = Store::at(in_the_way.join("state"));
    let change = BookRecord::new(book()).change(place(1), Timestamp(1));
    for error in [store.check(), store.save(&change).map(|_| ())] {
        let error = error.unwrap_err().to_string();
        assert!(error.contains("file/state"), "{error}");
    }
    assert_eq!(store.load(book()).value, BookRecord::new(book()));
    assert_eq!(fs::read_to_string(&in_the_way).unwrap(), "no folder");
}

#[test]
fn that_a_path_cannot_be_noted_is_told_and_all_that_counts_is_written_once() {
    let (folder, store) = store();
    let in_the_way = folder.path().join("state/paths");
    fs::create_dir_all(folder.path().join("state")).unwrap();
    fs::write(&in_the_way, "no folder").unwrap();
    let (tell, reports) = std::sync::mpsc::channel();
    let saver = Saver::start(store.clone(), move |report| tell.send(report).unwrap());
    let mut record = BookRecord::new(book());
    let path = PathBuf::from("/books/a.txt");
    for content in [
        Content::Source(Source { path }),
        note("x", "name"),
        place(4),
    ] {
        let change = record.change(content, Timestamp(1));
        record.apply(&change.entry);
        saver.save(Box::new(change));
    }
    drop(saver);
    let reports: Vec<Report> = reports.iter().collect();
    assert!(
        matches!(&reports[..], [Report::Notice(notice)] if notice.to_string().contains("paths")),
        "{reports:?}"
    );
    assert_eq!(loaded(&store), record);
    assert_eq!(fs::read_to_string(file(&store)).unwrap().lines().count(), 3);
}

#[test]
fn whether_something_can_be_written_is_found_out_without_a_trace() {
    let (_folder, store) = store();
    store.check().unwrap();
    assert_eq!(fs::read_dir(store.books_folder()).unwrap().count(), 0);
}

#[test]
fn the_saver_writes_what_is_outstanding_when_it_is_dropped() {
    let (_folder, store) = store();
    let saver = Saver::start(store.clone(), |report| unreachable!("{report:?}"));
    let mut record = BookRecord::new(book());
    for n in 0..100 {
        let change = record.change(place(n), Timestamp(1));
        record.apply(&change.entry);
        saver.remember(Box::new(change));
    }
    let mark = AnyMark {
        letter: 'A',
        book: book().to_string(),
        title: None,
        path: "/a/book".into(),
        anchor: anchor(5),
    };
    let marks = AnyMarks::default();
    saver.save(Box::new(marks.change(mark.clone(), Timestamp(1))));
    drop(saver);
    assert_eq!(offset(&loaded(&store)), Some(99));
    assert_eq!(store.load_marks().value.get('A'), Some(&mark));
}

#[test]
fn what_could_not_be_written_is_kept_and_written_when_that_is_possible_again() {
    use std::sync::mpsc::channel;
    let (_folder, store) = store();
    let (tell, reports) = channel();
    // A folder lies where the file should be.
    fs::create_dir_all(file(&store)).unwrap();
    let saver = Saver::start(store.clone(), move |report| tell.send(report).unwrap());
    let mut record = BookRecord::new(book());
    let mut send = |content| {
        let change = record.change(content, Timestamp(1));
        record.apply(&change.entry);
        saver.save(Box::new(change));
    };
    send(note("x", "first"));
    assert!(matches!(reports.recv(), Ok(Report::Failed(_))));
    fs::remove_dir(file(&store)).unwrap();
    send(note("y", "second"));
    assert!(matches!(reports.recv(), Ok(Report::Recovered)));
    assert_eq!(loaded(&store), record);
    assert_eq!(record.annotations.len(), 2);
    fs::remove_file(file(&store)).unwrap();
    fs::create_dir(file(&store)).unwrap();
    let change = record.change(place(4), Timestamp(1));
    saver.save(Box::new(change));
    assert!(matches!(reports.recv(), Ok(Report::Failed(_))));
    fs::remove_dir(file(&store)).unwrap();
    drop(saver);
    assert_eq!(offset(&loaded(&store)), Some(4));
}

#[test]
fn the_last_hundred_searches_are_kept_each_once() {
    let (_folder, store) = store();
    let mut searches = store.load_searches().value;
    let patterns = (0..120).map(|n| format!("number {n}"));
    for pattern in patterns.chain(["number 50".to_owned()]) {
        let ways = Some(vec!["regex".to_owned()]);
        let change = searches.change(Search { pattern, ways }, Timestamp(7));
        searches.apply(&change.entry);
        store.save(&change).unwrap();
    }
    assert_eq!(searches.searches().len(), 100);
    assert_eq!(searches.searches().last().unwrap().pattern, "number 50");
    // All in one millisecond: their order then is that of the words, and only the number is sure.
    assert_eq!(store.load_searches().value.searches().len(), 100);
}

#[test]
fn how_a_search_was_meant_is_kept_and_what_was_written_without_it_is_read() {
    let (_folder, store) = store();
    let searches = store.load_searches().value;
    for (n, ways) in [(1, None), (2, Some(vec!["section".to_owned()]))] {
        let pattern = format!("number {n}");
        let change = searches.change(Search { pattern, ways }, Timestamp(n));
        store.save(&change).unwrap();
    }
    let kept = store.load_searches().value;
    let ways = kept.searches().iter().map(|search| search.ways.clone());
    let expected = [None, Some(vec!["section".to_owned()])];
    assert_eq!(ways.collect::<Vec<_>>(), expected);
}
