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

#[test]
fn what_is_saved_is_loaded() {
    let (_folder, store) = store();
    let mut record = store.load(book()).value;
    assert_eq!(record, BookRecord::new(book()));
    let note = Annotation {
        name: "Владивосток".to_owned(),
        ..Annotation::new(anchor(3), Timestamp(5))
    };
    let mark = Mark {
        letter: 'a',
        anchor: anchor(9),
    };
    let contents = [
        Content::Place(Place { anchor: anchor(7) }),
        Content::Mark(mark),
        Content::Annotation(note),
    ];
    for content in contents {
        let change = record.change(content, Timestamp(5));
        record.apply(&change.entry);
        store.save(&change).unwrap();
    }
    let loaded = store.load(book());
    assert_eq!(loaded.value, record);
    assert!(loaded.problems.is_empty(), "{:?}", loaded.problems);
    assert_eq!(record.annotations[0].name, "Владивосток");
}
