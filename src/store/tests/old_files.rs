//! What was written before there were journals.

use super::*;
use crate::document::Sketch;

const OLD: &str = r#"{
  "version": 1, "book": "…", "title": "A Book", "mood": "calm",
  "source": {"path": "/books/a.txt", "written": 5},
  "position": {"anchor": {"offset": 7, "exact": "words", "fraction": 0.25}, "written": 6},
  "marks": {"a": {"anchor": {"offset": 3}, "written": 4}},
  "bookmarks": [
    {"id": "1-1-0", "name": "tea", "anchor": {"offset": 9}, "created": 1, "changed": 2, "colour": "red"},
    {"id": "1-1-1", "anchor": {"offset": 9}, "created": 1, "changed": 3, "deleted": true}
  ]
}"#;

fn old_file(store: &Store) -> PathBuf {
    let file = store.books_folder().join(format!("{}.json", book()));
    fs::create_dir_all(store.books_folder()).unwrap();
    fs::write(&file, OLD).unwrap();
    file
}

#[test]
fn an_old_record_is_read_and_left_alone_and_what_is_changed_is_later() {
    let (_folder, store) = store();
    let old = old_file(&store);
    let record = loaded(&store);
    assert_eq!(offset(&record), Some(7));
    assert_eq!(record.marks[&'a'].offset, 3);
    assert_eq!(
        record.about.as_ref().unwrap().title.as_deref(),
        Some("A Book")
    );
    assert_eq!(record.live_annotations().count(), 1);
    assert_eq!(record.annotations.len(), 2);
    let bookmark = record.annotation("1-1-0").unwrap();
    assert_eq!(bookmark.name, "tea");
    let renamed = Annotation {
        name: "coffee".to_owned(),
        ..bookmark.clone()
    };
    save(&store, Content::Annotation(renamed), 1);
    save(&store, place(8), 1);
    let record = loaded(&store);
    assert_eq!(offset(&record), Some(8));
    assert_eq!(record.annotation("1-1-0").unwrap().name, "coffee");
    assert!(fs::read_to_string(file(&store)).unwrap().contains("red"));
    assert_eq!(fs::read_to_string(old).unwrap(), OLD);
}

#[test]
fn old_marks_are_read_and_left_alone() {
    let (_folder, store) = store();
    let old = r#"{"version":1,"marks":[
        {"letter":"A","book":"b","source":"/a","anchor":{"offset":3},"written":4}]}"#;
    let file = store.books_folder().with_file_name("marks.json");
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(&file, old).unwrap();
    let mut marks = store.load_marks().value;
    let mark = marks.get('A').unwrap().clone();
    assert_eq!((mark.path.to_str(), mark.anchor.offset), (Some("/a"), 3));
    let moved = AnyMark {
        anchor: anchor(5),
        ..mark
    };
    let change = marks.change(moved, Timestamp(1));
    marks.apply(&change.entry);
    store.save(&change).unwrap();
    let read = store.load_marks().value;
    assert_eq!(read.get('A').map(|mark| mark.anchor.offset), Some(5));
    assert_eq!(read, marks);
    assert_eq!(fs::read_to_string(file).unwrap(), old);
}

#[test]
fn an_old_record_that_is_damaged_is_named_and_left_alone() {
    let (_folder, store) = store();
    let old = old_file(&store);
    save(&store, place(1), 9);
    for damage in ["torn", "[]", "", "{\"marks\":[]}"] {
        fs::write(&old, damage).unwrap();
        let loaded = store.load(book());
        assert_eq!(offset(&loaded.value), Some(1));
        let problems: Vec<String> = loaded.problems.iter().map(ToString::to_string).collect();
        assert_eq!(problems.len(), 1, "{damage}: {problems:?}");
        assert!(problems[0].starts_with("no record") && problems[0].contains(".json"));
        assert_eq!(fs::read_to_string(&old).unwrap(), damage);
    }
}

#[test]
fn the_library_has_old_records_too() {
    let (_folder, store) = store();
    old_file(&store);
    let library = store.library();
    let known = &library.books[0];
    assert_eq!(known.about.title.as_deref(), Some("A Book"));
    assert_eq!((known.progress, known.read), (0.25, Timestamp(6)));
    assert_eq!((known.counts.marks, known.counts.bookmarks), (1, 1));
    assert_eq!(known.whereabouts, Whereabouts::Gone("/books/a.txt".into()));
}

#[test]
fn a_machine_of_whatever_name_is_not_taken_for_the_old_files() {
    let (_folder, store) = store();
    let path = PathBuf::from("/books/theirs.txt");
    save(
        &elsewhere(&store, "before"),
        Content::Source(Source { path }),
        1,
    );
    assert_eq!(loaded(&store).own_source(), None);
    let whereabouts = store.library().books[0].whereabouts.clone();
    assert_eq!(whereabouts, Whereabouts::Elsewhere);
    old_file(&store);
    let path = PathBuf::from("/books/a.txt");
    assert_eq!(loaded(&store).own_source(), Some(&Source { path }));
}

/// The note of a path as it was made when one served all machines.
fn old_note(store: &Store, path: &str, text: &str) {
    let folder = store.paths_folder();
    fs::create_dir_all(&folder).unwrap();
    let file = folder.join(format!("{}.json", Fingerprint::of(path)));
    fs::write(file, text).unwrap();
}

#[test]
fn a_book_of_an_old_record_is_another_edition_of_what_lies_in_its_file_now() {
    let (_folder, store) = store();
    old_file(&store);
    let other = |path: &str| {
        let new = Fingerprint::of("a new edition");
        let other = store.other_edition(new, Some(path.as_ref()), &Sketch::from(&[][..]));
        other.map(|other| other.record.book)
    };
    assert_eq!(other("/books/a.txt"), Some(book()));
    assert_eq!(other("/books/b.txt"), None);
    old_note(
        &store,
        "/books/b.txt",
        &format!(r#"{{"path":"/books/b.txt","book":"{}"}}"#, book()),
    );
    assert_eq!(other("/books/b.txt"), Some(book()));
}

#[test]
fn what_was_noted_for_all_machines_is_so_until_this_one_has_read_something_there() {
    let (_folder, store) = store();
    let path = PathBuf::from("/books/b.txt");
    let take = |text: &str, at: u64| {
        let record = BookRecord::new(Fingerprint::of(text));
        let source = Content::Source(Source { path: path.clone() });
        store.save(&record.change(source, Timestamp(at))).unwrap();
    };
    let note = format!(r#"{{"path":"/books/b.txt","book":"{}"}}"#, book());
    old_note(&store, "/books/b.txt", &note);
    assert_eq!(store.lying_at(&path), Lying::Book(book()));
    // Marks were taken over into another that was never opened there.
    take("another", 0);
    assert_eq!(store.lying_at(&path), Lying::Book(book()));
    take("another", 1);
    let another = Fingerprint::of("another");
    assert_eq!(store.lying_at(&path), Lying::Book(another));
}

#[test]
fn a_note_that_cannot_be_read_is_not_none() {
    let (_folder, store) = store();
    let path: &std::path::Path = "/books/b.txt".as_ref();
    assert_eq!(store.lying_at(path), Lying::Nothing);
    let elsewhere = format!(r#"{{"path":"/books/c.txt","book":"{}"}}"#, book());
    for note in ["", "{", r#"{"path":"/books/b.txt","book":"?"}"#, &elsewhere] {
        old_note(&store, "/books/b.txt", note);
        assert_eq!(store.lying_at(path), Lying::Unread, "{note}");
    }
}
