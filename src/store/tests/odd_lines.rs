//! Lines that are torn, damaged, strange or from a later folio.

use super::*;

/// Adds bytes to this machine's file of the book.
fn add(store: &Store, bytes: &[u8]) {
    let mut all = fs::read(file(store)).unwrap_or_default();
    all.extend(bytes);
    fs::create_dir_all(file(store).parent().unwrap()).unwrap();
    fs::write(file(store), all).unwrap();
}

fn problems(store: &Store) -> Vec<String> {
    let problems = store.load(book()).problems;
    problems.iter().map(ToString::to_string).collect()
}

#[test]
fn bad_lines_are_skipped_and_named_once_and_the_rest_is_used() {
    for bad in [
        &b"{\"v\":1,\"id\":\"place\",\"wri"[..],
        b"\xff\xfe",
        b"[]\n\n{}\nnull\n",
        b"\0\0\0\0\0\0",
        br#"{"id":"place","kind":"place","written":-1,"anchor":{}}"#,
    ] {
        let (_folder, store) = store();
        save(&store, place(1), 1);
        add(&store, bad);
        let count = bad.split(|b| *b == b'\n').filter(|l| !l.is_empty()).count();
        let expected = format!(
            "{count} line{} cannot be read; the rest is used: {}",
            if count == 1 { "" } else { "s" },
            file(&store).display()
        );
        assert_eq!(problems(&store), [expected]);
        assert_eq!(offset(&store.load(book()).value), Some(1));
        // The next line begins on a line of its own, and nothing of the old is gone.
        let before = fs::read(file(&store)).unwrap();
        save(&store, place(2), 2);
        assert_eq!(offset(&store.load(book()).value), Some(2));
        assert!(fs::read(file(&store)).unwrap().starts_with(&before));
    }
}

#[test]
fn a_file_cut_off_anywhere_gives_all_its_whole_lines() {
    let (_folder, store) = store();
    for n in 0..4 {
        save(&store, note(&format!("n{n}"), "Владивосток"), n);
    }
    let whole = fs::read(file(&store)).unwrap();
    for length in 0..=whole.len() {
        fs::write(file(&store), &whole[..length]).unwrap();
        let ends = whole[..length].iter().filter(|b| **b == b'\n').count();
        // Of a line nothing but its end may be missing.
        let is_whole = whole.get(length) == Some(&b'\n');
        let record = store.load(book()).value;
        assert_eq!(record.annotations.len(), ends + usize::from(is_whole));
    }
}

#[test]
fn a_line_that_says_nothing_hides_no_older_one() {
    let (_folder, store) = store();
    save(&store, place(1), 1);
    let says_nothing = br#"{"v":1,"id":"place","written":9,"kind":"place","anchor":7}"#;
    add(&store, says_nothing);
    assert_eq!(offset(&store.load(book()).value), Some(1));
    assert_eq!(problems(&store).len(), 1);
}

#[test]
fn a_line_says_the_same_to_the_library_and_to_who_reads_the_book() {
    let (_folder, store) = store();
    save(&store, note("x", "name"), 1);
    for (odd, count) in [
        (
            r#"{"v":1,"id":"x","written":5,"kind":"annotation","deleted":true}"#,
            0,
        ),
        (
            r#"{"v":1,"id":"x","written":6,"kind":"annotation","note":"deleted"}"#,
            1,
        ),
        (
            r#"{"v":1,"id":"x","written":7,"kind":"annotation","written":8}"#,
            1,
        ),
    ] {
        add(&store, format!("{odd}\n").as_bytes());
        assert_eq!(
            store.load(book()).value.live_annotations().count(),
            count,
            "{odd}"
        );
        assert_eq!(
            store.library().books[0].counts.annotations(),
            count,
            "{odd}"
        );
    }
}

#[test]
fn what_a_later_folio_wrote_is_used_where_it_can_be_and_is_no_damage() {
    let (_folder, store) = store();
    save(&store, place(1), 1);
    let later = concat!(
        r#"{"v":2,"id":"place","written":5,"kind":"place","anchor":{"offset":5,"mood":"calm"}}"#,
        "\n",
        r#"{"v":2,"id":"mark:a","written":5,"kind":"mark","where":"in a form of tomorrow"}"#,
        "\n",
        r#"{"v":1,"id":"smell","written":5,"kind":"smell","of":"old paper"}"#,
        "\n",
    );
    add(&store, later.as_bytes());
    let record = loaded(&store);
    assert_eq!(offset(&record), Some(5));
    // What is said of the mark here is later than what could not be understood.
    let mark = Mark {
        letter: 'a',
        anchor: anchor(1),
    };
    let change = record.change(Content::Mark(mark), Timestamp(1));
    assert_eq!(change.entry.written, Timestamp(6));
}

#[test]
fn fields_that_are_not_known_survive_a_change_at_the_top_and_within() {
    let (_folder, store) = store();
    let line = concat!(
        r#"{"v":2,"id":"x","written":5,"kind":"annotation","name":"old","mood":"calm","#,
        r#""passage":{"offset":5,"exact":"words","sense":"hearing","end":{"offset":9,"taste":1}},"#,
        r#""style":"sparkling"}"#,
        "\n",
    );
    add(&store, line.as_bytes());
    let annotation = loaded(&store).annotations[0].clone();
    assert_eq!(annotation.style, Some(Style::Other("sparkling".to_owned())));
    let renamed = Annotation {
        name: "new".to_owned(),
        ..annotation.clone()
    };
    save(&store, Content::Annotation(renamed), 9);
    let text = fs::read_to_string(file(&store)).unwrap();
    let last = text.lines().last().unwrap();
    for kept in ["new", "calm", "hearing", "taste", "sparkling"] {
        assert!(last.contains(kept), "{kept}: {last}");
    }
    assert!(!last.contains("old"), "{last}");
    // What belonged to an end goes with it.
    let place = Annotation {
        passage: annotation.passage.start.clone().into(),
        ..annotation
    };
    save(&store, Content::Annotation(place), 10);
    let text = fs::read_to_string(file(&store)).unwrap();
    let last = text.lines().last().unwrap();
    assert!(
        last.contains("hearing") && !last.contains("taste"),
        "{last}"
    );
}

#[test]
fn a_folder_or_a_pipe_in_the_place_of_a_file_is_named_and_the_others_are_read() {
    let (_folder, store) = store();
    save(&store, place(1), 1);
    let folder = file(&store).parent().unwrap().to_owned();
    fs::create_dir(folder.join("desk.jsonl")).unwrap();
    fs::write(folder.join("lap.jsonl~"), "no journal").unwrap();
    fs::write(folder.join(".hidden.jsonl"), "no journal").unwrap();
    let problems = problems(&store);
    assert_eq!(problems.len(), 1, "{problems:?}");
    assert!(problems[0].starts_with("no file") && problems[0].contains("desk.jsonl"));
    assert_eq!(offset(&store.load(book()).value), Some(1));
}

#[test]
fn a_file_larger_than_any_journal_is_named_and_the_others_are_read() {
    let (_folder, store) = store();
    save(&store, place(1), 1);
    let huge = file(&store).with_file_name("huge.jsonl");
    let huge = fs::File::create(huge).unwrap();
    huge.set_len(super::super::files::LARGEST + 1).unwrap();
    let problems = problems(&store);
    assert_eq!(problems.len(), 1, "{problems:?}");
    assert!(problems[0].starts_with("larger than") && problems[0].contains("huge.jsonl"));
    assert_eq!(offset(&store.load(book()).value), Some(1));
}

#[test]
fn a_moment_at_the_end_of_time_and_deep_nesting_do_no_harm() {
    let (_folder, store) = store();
    let last = r#"{"v":1,"id":"place","written":18446744073709551615,"kind":"place","anchor":{"offset":1}}"#;
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    add(&store, format!("{last}\n{deep}\n").as_bytes());
    save(&store, place(2), 5);
    assert_eq!(problems(&store).len(), 1);
}

#[test]
fn a_landmark_that_cannot_be_read_takes_no_place_with_it() {
    for odd in [
        r#"{"text":4294967296,"source":0}"#,
        r#"{"text":-1,"source":1}"#,
        r#"{"text":1}"#,
        r#"{"text":1,"source":2.5}"#,
        r#""chapter 3""#,
        "null",
    ] {
        let (_folder, store) = store();
        save(&store, place(1), 1);
        let line = format!(
            r#"{{"v":1,"id":"place","written":2,"kind":"place","anchor":{{"offset":7}},"landmark":{odd}}}"#
        );
        add(&store, format!("{line}\n").as_bytes());
        let loaded = store.load(book());
        assert_eq!(offset(&loaded.value), Some(7), "{odd}");
        assert_eq!(loaded.value.place.and_then(|place| place.landmark), None);
        assert!(loaded.problems.is_empty(), "{:?}", loaded.problems);
    }
}

#[test]
fn where_a_book_was_left_is_told_as_by_reading_all_that_is_remembered() {
    let (_folder, store) = store();
    let is_told = |store: &Store| {
        let record = store.load(book()).value;
        let left = store.left(book()).expect("all lines can be read");
        assert_eq!((left.place, left.about), (record.place, record.about));
    };
    is_told(&store);
    save(&store, note("n", "a note"), 1);
    is_told(&store);
    let about = About {
        title: Some("A book".to_owned()),
        ..About::default()
    };
    save(&store, Content::Book(about), 2);
    save(&store, place(1), 3);
    is_told(&store);
    save(&store, place(2), 4);
    is_told(&store);
    let gone = store.load(book()).value.deletion(place(2), Timestamp(5));
    store.save(&gone).unwrap();
    is_told(&store);
    assert_eq!(store.left(book()).and_then(|left| left.place), None);
    // An older line counts then, which only reading them all finds.
    add(
        &store,
        br#"{"v":1,"id":"place","written":9,"kind":"place","anchor":7}"#,
    );
    assert_eq!(store.left(book()), None);
}
