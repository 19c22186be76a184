//! A book that was read lies there in another edition: its places are carried over, if the reader wants it.
#![expect(clippy::expect_used, reason = "what fails here is the test")]

#[expect(dead_code, reason = "not all that can be done is done here")]
mod program;

use std::path::Path;

use folio::app::{Opened, Start};
use folio::document::Resolved;
use folio::store::{Answer, BookRecord, Lying, Store};
use folio::tui::examined;
use program::{Program, document, opened};
use tempfile::TempDir;

/// Paragraphs that are all different, of a book with a title.
fn book(paragraphs: std::ops::Range<usize>) -> String {
    let words = "lamp sea ship keeper night log wind stair glass oil rope bell fog rock tide gull";
    let words: Vec<&str> = words.split(' ').collect();
    let mut text = "# The Lighthouse\n\n".to_owned();
    for n in paragraphs {
        let chosen =
            (0..30).map(|k| format!("{} {}", words[(n * 7 + k * k) % words.len()], n * 31 + k));
        let chosen: Vec<String> = chosen.collect();
        text += &format!("Watch {n} began. {}.\n\n", chosen.join(" "));
    }
    text
}

/// A text as it is opened when all of this was remembered.
fn at(store: &Store, text: &str) -> Opened {
    let opened = opened(document(text, "book.md"));
    Opened {
        record: store.load(opened.document.fingerprint()).value,
        any_marks: store.load_marks().value,
        ..opened
    }
}

/// Reads a text; the keys are pressed when it was looked through.
fn read(store: &Store, text: &str, keys: &str, size: (u16, u16)) -> Program {
    let mut program = Program::with(at(store, text), size.0, size.1);
    let examination = program.examination.take().expect("it is looked through");
    program.send(examined(&examination, store));
    if !keys.is_empty() {
        program.keys(keys);
    }
    program
}

/// What was written down goes to the disk.
fn keep(store: &Store, program: &Program) {
    for change in &program.changes {
        store.save(change).expect("room on the disk");
    }
}

fn folder() -> (TempDir, Store) {
    let folder = TempDir::new().expect("a folder");
    let store = Store::at(folder.path());
    (folder, store)
}

/// The old edition was read: a mark, a bookmark, and on.
fn read_the_old(store: &Store) {
    let program = read(store, &book(0..60), "40%maMhere<enter><enter>60%", (80, 24));
    keep(store, &program);
}

fn remembered(store: &Store, text: &str) -> BookRecord {
    store.load(document(text, "book.md").fingerprint()).value
}

#[test]
fn a_new_edition_is_asked_about_and_takes_the_places_over() {
    let (_folder, store) = folder();
    read_the_old(&store);
    let old = remembered(&store, &book(0..60));
    let new = book(0..60).replacen("# The Lighthouse", "# The Lighthouse\n\nA new preface.", 1);
    let mut program = read(&store, &new, "", (120, 24));
    assert!(
        program.foot().contains("y carries your place and"),
        "{}",
        program.foot()
    );
    program.keys("y");
    assert!(
        program.foot().starts_with("carried over: "),
        "{}",
        program.foot()
    );
    keep(&store, &program);
    let record = remembered(&store, &new);
    assert_eq!(record.marks.len(), old.marks.len());
    assert_eq!(
        record.annotations.iter().map(|a| &a.id).collect::<Vec<_>>(),
        old.annotations.iter().map(|a| &a.id).collect::<Vec<_>>()
    );
    let mark = record.marks.get(&'a').expect("the mark");
    let document = document(&new, "book.md");
    assert!(matches!(mark.resolve(&document), Resolved::Exact(_)));
    assert_eq!(mark.exact, old.marks[&'a'].exact);
    // What is in both is listed once, in the new one.
    let marks = store.known_marks().into_iter();
    let books: Vec<_> = marks.map(|mark| mark.book).collect();
    assert_eq!(books, [document.fingerprint()]);
    // The old edition is as it was, and nothing is asked again.
    assert_eq!(remembered(&store, &book(0..60)), old);
    let program = read(&store, &new, "", (120, 24));
    assert!(!program.foot().contains("edition"), "{}", program.foot());
}

#[test]
fn what_was_carried_over_is_taken_back() {
    let (_folder, store) = folder();
    read_the_old(&store);
    let new = book(1..60);
    let mut program = read(&store, &new, "y", (120, 24));
    let there = program.first_words();
    program.keys("u");
    assert_ne!(program.first_words(), there);
    keep(&store, &program);
    let record = remembered(&store, &new);
    assert!(record.marks.is_empty());
    assert_eq!(record.live_annotations().count(), 0);
    assert!(
        record
            .editions
            .values()
            .all(|answer| *answer == Answer::Declined)
    );
}

#[test]
fn who_has_taken_it_back_is_asked_again_when_he_looks_for_marks() {
    let (_folder, store) = folder();
    read_the_old(&store);
    let mut program = read(&store, &book(1..60), "yu", (120, 24));
    program.keys("B");
    assert!(
        program.foot().contains("y carries your place and"),
        "{}",
        program.foot()
    );
    program.keys("y");
    keep(&store, &program);
    let record = remembered(&store, &book(1..60));
    assert_eq!(record.live_annotations().count(), 1);
}

#[test]
fn an_edition_that_was_only_opened_does_not_hide_the_marks_of_the_one_before() {
    let (_folder, store) = folder();
    read_the_old(&store);
    // The next edition is read on without an answer, and another comes.
    keep(&store, &read(&store, &book(1..60), "<space>50%", (120, 24)));
    let program = read(&store, &book(2..60), "", (120, 24));
    assert!(
        program.foot().contains("y carries your place and"),
        "{}",
        program.foot()
    );
}

#[test]
fn who_does_not_want_it_is_not_asked_again() {
    let (_folder, store) = folder();
    read_the_old(&store);
    let new = book(1..60);
    let program = read(&store, &new, "n", (120, 24));
    keep(&store, &program);
    let record = remembered(&store, &new);
    assert!(record.marks.is_empty());
    assert_eq!(record.editions.len(), 1);
    let program = read(&store, &new, "", (120, 24));
    assert!(!program.foot().contains("edition"), "{}", program.foot());
}

/// A long text that was changed under its name is opened where the old one was left, before it is asked.
#[test]
fn the_place_a_new_edition_was_opened_at_is_kept_whatever_is_answered() {
    for answer in ["y", "n"] {
        let (_folder, store) = folder();
        read_the_old(&store);
        let new = book(1..60);
        let old = remembered(&store, &book(0..60));
        let place = old.place.expect("it was read").anchor;
        let opened = Opened {
            at: Some(Start::Anchor(Box::new(place))),
            ..at(&store, &new)
        };
        let mut program = Program::with(opened, 80, 24);
        let examination = program.examination.take().expect("it is looked through");
        program.send(examined(&examination, &store));
        let there = program.first_words();
        program.keys(answer);
        keep(&store, &program);
        let program = read(&store, &new, "", (80, 24));
        assert_eq!(program.first_words(), there, "{answer}");
    }
}

#[test]
fn another_key_goes_on_reading_and_the_question_is_gone() {
    let (_folder, store) = folder();
    read_the_old(&store);
    let mut program = read(&store, &book(1..60), "<space>", (120, 24));
    assert!(program.foot().starts_with("page 2"), "{}", program.foot());
    program.keys("y");
    let record = program.record.as_ref();
    assert!(record.is_some_and(|record| record.marks.is_empty()));
    // Who looks for marks and finds none is asked again.
    program.keys("B");
    assert!(program.foot().contains("edition"), "{}", program.foot());
    program.keys("y");
    let record = program.record.as_ref();
    assert!(record.is_some_and(|record| record.marks.contains_key(&'a')));
}

#[test]
fn what_a_highlight_was_made_on_is_remembered_where_a_word_was_corrected() {
    let (_folder, store) = folder();
    let old = book(0..60);
    let mut program = read(&store, &old, "30%", (80, 24));
    program.keys("]vvx");
    keep(&store, &program);
    let marked = remembered(&store, &old).annotations[0]
        .passage
        .words
        .clone();
    let word = marked.split(' ').nth(2).expect("a word").to_owned();
    let corrected = marked.replacen(&word, &format!("{word}s"), 1);
    let new = old.replace(&marked, &corrected);
    assert_ne!(new, old);
    let mut program = read(&store, &new, "", (120, 24));
    program.keys("y");
    keep(&store, &program);
    assert_eq!(
        remembered(&store, &new).annotations[0].passage.words,
        marked
    );
}

#[test]
fn another_book_is_not_asked_about_wherever_it_lies() {
    let (_folder, store) = folder();
    read_the_old(&store);
    let lying = store.lying_at(Path::new("/books/a book.md"));
    assert!(matches!(lying, Lying::Book(_)), "{lying:?}");
    let program = read(&store, &book(500..560), "", (120, 24));
    assert!(!program.foot().contains("edition"), "{}", program.foot());
}

#[test]
fn the_question_says_its_keys_in_any_size() {
    let (_folder, store) = folder();
    read_the_old(&store);
    for size in [(0, 0), (1, 1), (20, 5), (60, 20), (100, 30)] {
        let program = read(&store, &book(1..60), "", size);
        if size.0 >= 20 {
            let foot = program.foot();
            assert!(foot.contains('y') && foot.contains('n'), "{size:?}: {foot}");
        }
    }
}

/// Whether the marks A and B lead into a text.
fn leads(store: &Store, text: &str) -> [bool; 2] {
    let book = document(text, "book.md").fingerprint().to_string();
    let marks = store.load_marks().value;
    ['A', 'B'].map(|letter| marks.get(letter).is_some_and(|mark| mark.book == book))
}

#[test]
fn marks_that_lead_from_any_book_lead_into_the_new_edition_and_back_again() {
    let (_folder, store) = folder();
    let old = book(0..60);
    // The words of B are not in the new one.
    keep(&store, &read(&store, &old, "40%mAggmB", (80, 24)));
    let new = book(20..60).replacen("# The Lighthouse", "# Another name", 1);
    let mut program = read(&store, &new, "", (120, 24));
    assert!(
        program.foot().contains("y carries your place and"),
        "{}",
        program.foot()
    );
    program.keys("y");
    keep(&store, &program);
    assert_eq!(leads(&store, &new), [true, false]);
    assert_eq!(leads(&store, &old), [false, true]);
    program.changes.clear();
    program.keys("u");
    keep(&store, &program);
    assert_eq!(leads(&store, &old), [true, true]);
}

#[test]
fn what_is_carried_over_stands_where_a_look_through_the_text_finds_it() {
    let (_folder, store) = folder();
    let old = book(0..60);
    let program = read(
        &store,
        &old,
        "20%maMone<enter>]vvx50%mbMtwo<enter>80%mcv))x",
        (80, 24),
    );
    keep(&store, &program);
    let new = book(3..45).replace("lamp", "lantern");
    let program = read(&store, &new, "y", (120, 24));
    let book = program.app.book();
    let known: Vec<_> = book
        .annotations()
        .found()
        .iter()
        .map(|l| (l.index, l.resolved))
        .collect();
    assert!(known.len() > 1, "{known:?}");
    let record = program.record.clone().expect("written down");
    let text = document(&new, "book.md");
    for (index, resolved) in known {
        let annotation = &record.annotations[index];
        assert_eq!(
            annotation.passage.resolve(&text),
            resolved,
            "{annotation:?}"
        );
    }
}

/// Whether the foot asks for another edition.
fn is_asked(program: &Program) -> bool {
    program.foot().contains("carries")
}

#[test]
fn who_has_nothing_to_carry_over_is_not_asked() {
    for (keys, is_asked_then) in [
        ("<space>", false),
        ("<space>b", false),
        ("50%gg", false),
        ("<space>bma", true),
        ("3<space>", true),
    ] {
        let (_folder, store) = folder();
        keep(&store, &read(&store, &book(0..60), keys, (80, 24)));
        let program = read(&store, &book(1..60), "", (120, 24));
        assert_eq!(
            is_asked(&program),
            is_asked_then,
            "{keys}: {}",
            program.foot()
        );
    }
}

#[test]
fn whoever_ignores_the_question_is_asked_again_only_when_he_looks_for_marks() {
    for ignored in ["", "q", "<space>", "R<esc>", "gg", "<C-c>", "<C-z>"] {
        let (_folder, store) = folder();
        read_the_old(&store);
        let new = book(1..60);
        let program = read(&store, &new, ignored, (120, 24));
        keep(&store, &program);
        let mut program = read(&store, &new, "", (120, 24));
        assert!(!is_asked(&program), "{ignored}: {}", program.foot());
        program.keys("<space>B");
        assert!(is_asked(&program), "{ignored}: {}", program.foot());
        program.keys("y");
        keep(&store, &program);
        assert!(remembered(&store, &new).marks.contains_key(&'a'));
        // Answered is answered.
        let mut program = read(&store, &new, "dd", (120, 24));
        program.keys("B");
        assert!(!is_asked(&program), "{ignored}: {}", program.foot());
    }
}

#[test]
fn a_book_of_which_one_was_only_asked_is_none_of_the_library() {
    let (_folder, store) = folder();
    read_the_old(&store);
    let program = read(&store, &book(1..60), "q", (120, 24));
    keep(&store, &program);
    assert_eq!(store.library().books.len(), 1);
}
