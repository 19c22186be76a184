use std::fs;

use proptest::prelude::*;
use tempfile::TempDir;

use super::*;
use crate::document::{Anchor, Fingerprint};

fn store() -> (TempDir, Store) {
    let folder = TempDir::new().unwrap();
    let store = Store::at(folder.path().join("state"));
    (folder, store)
}

fn book() -> Fingerprint {
    Fingerprint::of("a book")
}

fn anchor(offset: usize) -> Anchor {
    Anchor {
        offset,
        exact: format!("words at {offset}"),
        ..Anchor::default()
    }
}

fn place(offset: usize, written: u64) -> Place {
    Place {
        anchor: anchor(offset),
        written: Timestamp(written),
    }
}

fn bookmark(id: &str, changed: u64, name: &str) -> Bookmark {
    Bookmark {
        id: id.to_owned(),
        name: name.to_owned(),
        changed: Timestamp(changed),
        ..Bookmark::default()
    }
}

#[test]
fn what_is_saved_is_loaded() {
    let (_folder, store) = store();
    assert_eq!(store.load(book()).value, BookRecord::new(book()));
    let mut record = BookRecord::new(book());
    record.position = Some(place(7, 1));
    record.marks.insert('a', place(3, 1));
    record.bookmarks.push(bookmark("x", 1, "Владивосток"));
    store.save(&record).unwrap();
    let loaded = store.load(book());
    assert_eq!(loaded.value, record);
    assert!(loaded.problem.is_none());
}

#[test]
fn a_damaged_file_is_set_aside_whole_and_named() {
    let (folder, store) = store();
    for junk in [
        &b"{\"version\":1,\"bookmarks\":[{\"id\""[..],
        b"[]",
        b"\xff\xfe",
        b"",
    ] {
        store.save(&BookRecord::new(book())).unwrap();
        let path = folder.path().join(format!("state/books/{}.json", book()));
        fs::write(&path, junk).unwrap();
        let loaded = store.load(book());
        assert_eq!(loaded.value, BookRecord::new(book()));
        let Some(StoreError::SetAside { aside, .. }) = loaded.problem else {
            unreachable!("{:?}", loaded.problem);
        };
        assert_eq!(fs::read(&aside).unwrap(), junk);
        assert!(!path.exists());
    }
}

#[test]
fn saving_over_a_damaged_file_sets_it_aside_and_says_so() {
    let (folder, store) = store();
    store.save(&BookRecord::new(book())).unwrap();
    let path = folder.path().join(format!("state/books/{}.json", book()));
    fs::write(&path, "torn").unwrap();
    let mut record = BookRecord::new(book());
    record.bookmarks.push(bookmark("x", 1, "kept"));
    assert!(matches!(
        store.save(&record),
        Err(StoreError::SetAside { .. })
    ));
    assert_eq!(store.load(book()).value, record);
}

#[test]
fn a_newer_file_is_left_alone() {
    let (folder, store) = store();
    store.save(&BookRecord::new(book())).unwrap();
    let path = folder.path().join(format!("state/books/{}.json", book()));
    for newer in [
        r#"{"version": 2, "bookmarks": []}"#,
        r#"{"version": 2, "bookmarks": "in another form"}"#,
    ] {
        fs::write(&path, newer).unwrap();
        store.load(book());
        let saved = store.save(&BookRecord::new(book()));
        assert!(matches!(saved, Err(StoreError::Newer { .. })), "{saved:?}");
        assert_eq!(fs::read_to_string(&path).unwrap(), newer);
    }
}

#[test]
fn two_writers_lose_nothing_to_each_other() {
    let (_folder, store) = store();
    let writers: Vec<_> = (0..4)
        .map(|writer| {
            let store = store.clone();
            std::thread::spawn(move || {
                let mut record = store.load(book()).value;
                for n in 0..50 {
                    let id = format!("{writer}-{n}");
                    record.bookmarks.push(bookmark(&id, 1, "mine"));
                    store.save(&record).unwrap();
                }
            })
        })
        .collect();
    for writer in writers {
        writer.join().unwrap();
    }
    assert_eq!(store.load(book()).value.bookmarks.len(), 200);
}

#[test]
fn a_deleted_bookmark_stays_deleted_when_an_old_copy_is_saved() {
    let (_folder, store) = store();
    let mut old = BookRecord::new(book());
    old.bookmarks.push(bookmark("x", 1, "name"));
    store.save(&old).unwrap();
    let mut new = old.clone();
    new.bookmarks[0].deleted = true;
    new.bookmarks[0].changed = Timestamp(2);
    store.save(&new).unwrap();
    store.save(&old).unwrap();
    assert!(store.load(book()).value.bookmarks[0].deleted);
}

#[test]
fn a_folder_that_cannot_be_made_is_an_error_that_names_it() {
    let (folder, _) = store();
    let file = folder.path().join("file");
    fs::write(&file, "no folder").unwrap();
    let store = Store::at(file.join("state"));
    for error in [store.check(), store.save(&BookRecord::new(book()))] {
        let error = error.unwrap_err().to_string();
        assert!(error.contains("file/state"), "{error}");
    }
    assert_eq!(store.load(book()).value, BookRecord::new(book()));
    assert_eq!(fs::read_to_string(&file).unwrap(), "no folder");
}

#[test]
fn what_a_writer_left_half_written_changes_nothing() {
    let (folder, store) = store();
    let mut record = BookRecord::new(book());
    record.position = Some(place(7, 1));
    store.save(&record).unwrap();
    let beside = folder.path().join(format!("state/books/{}.new", book()));
    fs::write(&beside, "{\"version\":").unwrap();
    assert_eq!(store.load(book()).value, record);
    store.save(&record).unwrap();
    assert_eq!(store.load(book()).value, record);
}

#[test]
fn fields_of_a_later_version_survive() {
    let (folder, store) = store();
    store.save(&BookRecord::new(book())).unwrap();
    let path = folder.path().join(format!("state/books/{}.json", book()));
    fs::write(
        &path,
        r#"{"version":1,"mood":"calm","bookmarks":[{"id":"x","colour":"red"}]}"#,
    )
    .unwrap();
    let mut record = store.load(book()).value;
    record.book = book().to_string();
    record.position = Some(place(1, 1));
    store.save(&record).unwrap();
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains("calm") && text.contains("red"), "{text}");
}

#[test]
fn the_saver_writes_what_is_outstanding_when_it_is_dropped() {
    let (_folder, store) = store();
    let saver = Saver::start(store.clone(), |error| unreachable!("{error}"));
    for n in 0..100 {
        let mut record = BookRecord::new(book());
        record.position = Some(place(n, n as u64));
        saver.remember(Box::new(record));
    }
    let mark = GlobalMark {
        letter: 'A',
        book: book().to_string(),
        title: None,
        source: "/a/book".into(),
        anchor: anchor(5),
        written: Timestamp(1),
    };
    saver.save_mark(Box::new(mark.clone()));
    drop(saver);
    assert_eq!(store.load(book()).value.position, Some(place(99, 99)));
    assert_eq!(store.load_marks().value, [mark]);
}

fn records() -> impl Strategy<Value = BookRecord> {
    let bookmarks = prop::collection::btree_map("[a-d]", (0u64..4, "[xy]", any::<bool>()), 0..4);
    let marks =
        prop::collection::btree_map(prop::char::range('a', 'c'), (0usize..3, 0u64..3), 0..3);
    let position = prop::option::of((0usize..3, 0u64..3));
    let title = prop::option::of("[AB]");
    (bookmarks, marks, position, title).prop_map(|(bookmarks, marks, position, title)| {
        let mut record = BookRecord::new(book());
        record.title = title;
        record.position = position.map(|(offset, at)| place(offset, at));
        record.marks = marks
            .into_iter()
            .map(|(c, (o, at))| (c, place(o, at)))
            .collect();
        record.bookmarks = bookmarks
            .into_iter()
            .map(|(id, (changed, name, deleted))| Bookmark {
                deleted,
                ..bookmark(&id, changed, &name)
            })
            .collect();
        record
    })
}

fn merged(mut a: BookRecord, b: BookRecord) -> BookRecord {
    a.merge(b);
    a
}

proptest! {
    #[test]
    fn merging_does_not_depend_on_order_or_number(a in records(), b in records(), c in records()) {
        prop_assert_eq!(merged(a.clone(), b.clone()), merged(b.clone(), a.clone()));
        prop_assert_eq!(merged(a.clone(), a.clone()), a.clone());
        let left = merged(merged(a.clone(), b.clone()), c.clone());
        prop_assert_eq!(left, merged(a, merged(b, c)));
    }
}
