//! Taking out what is superseded, and nothing else.

use std::time::Duration;

use super::super::append::{PATIENCE, all_beside, append_within};
use super::super::compaction::{WORTH, tidy_while};
use super::super::files::LARGEST;
use super::*;

fn length(store: &Store) -> u64 {
    fs::metadata(file(store)).unwrap().len()
}

/// Turns so many pages.
fn turn_pages(store: &Store, count: usize) {
    let mut record = store.load(book()).value;
    let entries: Vec<Entry> = (0..count)
        .map(|n| {
            let change = record.change(place(n), Timestamp(1));
            record.apply(&change.entry);
            change.entry
        })
        .collect();
    store.save_all(Journal::Book(book()), &entries).unwrap();
}

fn asides(store: &Store) -> Vec<PathBuf> {
    let folder = fs::read_dir(file(store).parent().unwrap()).unwrap();
    let paths = folder.map(|entry| entry.unwrap().path());
    paths
        .filter(|path| path.to_string_lossy().contains(".damaged-"))
        .collect()
}

#[test]
fn what_is_superseded_is_taken_out_and_all_else_stays() {
    let (_folder, store) = store();
    save(&elsewhere(&store, "lap"), note("theirs", "lap"), 1);
    save(&store, note("x", "mine"), 1);
    turn_pages(&store, 2000);
    let later = r#"{"v":7,"id":"place","written":1,"kind":"place","anchor":{"offset":1}}"#;
    let strange = r#"{"what":"is this"}"#;
    let smell = r#"{"v":1,"id":"s","written":1,"kind":"smell"}"#;
    let text = fs::read_to_string(file(&store)).unwrap();
    fs::write(
        file(&store),
        format!("{later}\n{smell}\n{smell}\n{strange}\n{text}"),
    )
    .unwrap();
    let before = store.load(book()).value;
    assert!(length(&store) > WORTH);
    let tidied = store.tidied(Journal::Book(book()), PATIENCE).unwrap();
    assert_eq!(tidied.length, length(&store));
    assert!(length(&store) < 2000, "{}", length(&store));
    assert_eq!(store.load(book()).value, before);
    let text = fs::read_to_string(file(&store)).unwrap();
    assert!(text.starts_with(&format!("{later}\n{smell}\n{smell}\n{strange}\n")));
    assert_eq!(before.annotations.len(), 2);
}

#[test]
fn a_file_that_is_small_or_mostly_in_use_is_left_as_it_is() {
    let (_folder, store) = store();
    turn_pages(&store, 20);
    let before = fs::read(file(&store)).unwrap();
    store.tidy(Journal::Book(book())).unwrap();
    assert_eq!(fs::read(file(&store)).unwrap(), before);
    let notes: Vec<Entry> = (0..1000)
        .map(|n| {
            let record = BookRecord::new(book());
            record
                .change(note(&n.to_string(), "name"), Timestamp(1))
                .entry
        })
        .collect();
    store.save_all(Journal::Book(book()), &notes).unwrap();
    assert!(length(&store) > WORTH);
    let before = fs::read(file(&store)).unwrap();
    store.tidy(Journal::Book(book())).unwrap();
    assert_eq!(fs::read(file(&store)).unwrap(), before);
}

#[test]
fn lines_that_are_no_json_are_moved_aside_whole_and_named() {
    let (_folder, store) = store();
    save(&store, place(3), 1);
    let mut bytes = fs::read(file(&store)).unwrap();
    bytes.extend(b"{\"v\":1,\"id\":\n\xff\xfe\n");
    fs::write(file(&store), bytes).unwrap();
    for _ in 0..2 {
        // The second time there is nothing to do.
        store.tidy(Journal::Book(book())).unwrap();
        let aside = asides(&store);
        assert_eq!(aside.len(), 1);
        assert_eq!(
            fs::read(&aside[0]).unwrap(),
            b"{\"v\":1,\"id\":\n\xff\xfe\n"
        );
        assert_eq!(offset(&loaded(&store)), Some(3));
    }
}

#[test]
fn the_saver_takes_out_what_is_superseded_and_tells_what_it_moved_aside() {
    let (_folder, store) = store();
    turn_pages(&store, 2000);
    let mut bytes = fs::read(file(&store)).unwrap();
    bytes.extend(b"torn");
    fs::write(file(&store), bytes).unwrap();
    let (tell, reports) = std::sync::mpsc::channel();
    let saver = Saver::start(store.clone(), move |report| tell.send(report).unwrap());
    let record = store.load(book()).value;
    saver.save(Box::new(record.change(place(9), Timestamp(1))));
    drop(saver);
    let reports: Vec<Report> = reports.iter().collect();
    assert!(
        matches!(
            reports[..],
            [Report::Notice(StoreError::Aside { count: 1, .. })]
        ),
        "{reports:?}"
    );
    assert!(length(&store) < 1000);
    assert_eq!(offset(&loaded(&store)), Some(9));
}

#[test]
fn who_adds_lines_while_a_file_is_written_anew_loses_none() {
    let (_folder, store) = store();
    const WRITERS: usize = 3;
    const NOTES: usize = 60;
    turn_pages(&store, 400);
    std::thread::scope(|scope| {
        for writer in 0..WRITERS {
            let store = store.clone();
            scope.spawn(move || {
                for n in 0..NOTES {
                    save(&store, note(&format!("{writer}-{n}"), "kept"), 1);
                }
            });
        }
        for _ in 0..20 {
            turn_pages(&store, 400);
            store.tidy(Journal::Book(book())).unwrap();
        }
    });
    assert_eq!(loaded(&store).annotations.len(), WRITERS * NOTES);
}

/// A line that says that something was noted.
fn noted(id: &str) -> String {
    let change = BookRecord::new(book()).change(note(id, "kept"), Timestamp(1));
    change.entry.line().unwrap() + "\n"
}

fn beside(store: &Store) -> usize {
    all_beside(&file(store))
        .filter(|path| path.exists())
        .count()
}

#[test]
fn what_is_written_while_somebody_holds_the_file_is_kept_beside_it_and_taken_in_later() {
    let (_folder, store) = store();
    turn_pages(&store, 2000);
    // Another is stopped just before its new file takes the place of the old one.
    tidy_while(&file(&store), PATIENCE, || {
        for id in ["x", "y"] {
            append_within(&file(&store), &noted(id), Duration::ZERO).unwrap();
        }
    })
    .unwrap();
    assert!(length(&store) < 2000);
    assert_eq!(loaded(&store).annotations.len(), 2);
    assert_eq!(beside(&store), 1);
    // The next time the journal is tidied it is small, and taken in all the same.
    let tidied = store.tidied(Journal::Book(book()), PATIENCE).unwrap();
    assert_eq!((beside(&store), tidied.length), (0, length(&store)));
    assert_eq!(loaded(&store).annotations.len(), 2);
    assert_eq!(offset(&loaded(&store)), Some(1999));
}

#[test]
fn what_somebody_writes_to_just_now_is_not_taken_in() {
    let (_folder, store) = store();
    turn_pages(&store, 1);
    let paths: Vec<PathBuf> = all_beside(&file(&store)).collect();
    let held = |path: &PathBuf| {
        let held = fs::OpenOptions::new().append(true).create(true).open(path);
        let held = held.unwrap();
        held.try_lock().unwrap();
        held
    };
    let first = held(&paths[0]);
    let own = held(&file(&store));
    append_within(&file(&store), &noted("x"), Duration::ZERO).unwrap();
    assert!(paths[1].exists());
    let all: Vec<fs::File> = paths[1..].iter().map(held).collect();
    let none = append_within(&file(&store), &noted("y"), Duration::ZERO);
    assert!(none.is_err());
    drop((own, all));
    std::io::Write::write_all(&mut &first, noted("z").as_bytes()).unwrap();
    store.tidy(Journal::Book(book())).unwrap();
    assert!(paths[0].exists() && !paths[1].exists());
    assert_eq!(loaded(&store).annotations.len(), 2);
}

#[test]
fn a_file_never_grows_longer_than_is_read() {
    let (_folder, store) = store();
    turn_pages(&store, 1);
    let own = fs::File::options().append(true).open(file(&store)).unwrap();
    let before = length(&store);
    let most = usize::try_from(LARGEST).unwrap();
    let refused = store
        .save(&BookRecord::new(book()).change(note("x", &"x".repeat(most)), Timestamp(1)))
        .unwrap_err();
    assert!(matches!(refused, StoreError::Full { .. }), "{refused}");
    assert_eq!(length(&store), before);
    let line = note("x", &"kept ".repeat(100));
    let change = BookRecord::new(book()).change(line, Timestamp(1));
    own.set_len(LARGEST - 1000).unwrap();
    store.save(&change).unwrap();
    assert!(length(&store) <= LARGEST);
    assert_eq!(store.load(book()).value.annotations.len(), 1);
}

#[test]
fn a_file_that_is_full_of_what_is_superseded_is_written_anew_first() {
    let (_folder, store) = store();
    // The same annotation, changed over and over.
    let large = "word ".repeat(200_000);
    let record = BookRecord::new(book());
    for n in 1..100 {
        let change = record.change(note("x", &format!("{n} {large}")), Timestamp(n));
        store.save(&change).unwrap();
        assert!(length(&store) <= LARGEST, "{n}");
    }
    let annotations = store.load(book()).value.annotations;
    let names: Vec<&str> = annotations.iter().map(|a| &a.name[..3]).collect();
    assert_eq!(names, ["99 "]);
}

#[test]
fn where_there_are_no_locks_a_file_that_has_grown_meanwhile_is_not_written_anew() {
    let (_folder, store) = store();
    turn_pages(&store, 2000);
    let before = length(&store);
    tidy_while(&file(&store), PATIENCE, || {
        let mut file = fs::OpenOptions::new()
            .append(true)
            .open(file(&store))
            .unwrap();
        std::io::Write::write_all(&mut file, noted("x").as_bytes()).unwrap();
    })
    .unwrap();
    assert!(length(&store) > before);
    assert_eq!(loaded(&store).annotations.len(), 1);
    let lying = fs::read_dir(file(&store).parent().unwrap()).unwrap();
    assert_eq!(lying.count(), 1);
}

#[test]
fn searches_before_those_that_can_be_brought_back_go_and_every_machine_remembers_the_same() {
    let (_folder, desk) = store();
    let lap = elsewhere(&desk, "lap");
    // What both have looked for, one of them long ago.
    let look = |store: &Store, from: u64, step: usize| {
        let mut searches = store.load_searches().value;
        let numbers = (0..1500).step_by(step).zip(from..);
        let entries: Vec<Entry> = numbers
            .map(|(n, moment)| {
                let pattern = format!("the words that somebody looked for, number {n}");
                let change = searches.change(
                    Search {
                        pattern,
                        ways: None,
                    },
                    Timestamp(moment),
                );
                searches.apply(&change.entry);
                change.entry
            })
            .collect();
        store.save_all(Journal::Searches, &entries).unwrap();
    };
    look(&desk, 100, 2);
    look(&lap, 800, 3);
    let before = desk.load_searches().value;
    assert_eq!(before.searches().len(), 100);
    for store in [&desk, &lap] {
        let file = store.file_of(Journal::Searches);
        store.tidy(Journal::Searches).unwrap();
        assert_eq!(fs::read_to_string(file).unwrap().lines().count(), 100);
        for machine in [&desk, &lap] {
            let now = machine.load_searches().value;
            assert_eq!(now.searches(), before.searches());
        }
    }
}
