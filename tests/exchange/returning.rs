//! What goes out and comes back.

use super::*;

#[test]
fn what_is_given_and_forgotten_comes_back_as_it_was() {
    let house = marked();
    let before = house.record();
    let given = house.out(&["bookmarks", "--json"]);
    let value: Value = serde_json::from_str(&given).expect("JSON");
    assert_eq!(value["total"], 3);
    let again = house.out(&["bookmarks", "--import", "/dev/null"]);
    assert_eq!(again, "");
    house.forget_all();
    let json = house.folder.path().join("marks.json");
    fs::write(&json, &given).expect("a file");
    let import = ["bookmarks", "--import", json.to_str().expect("Unicode")];
    let zeroes = "0 later here; 0 doubtful, 0 lost\n";
    assert_eq!(
        house.out(&import),
        format!("The Lighthouse: 3 new, 0 changed, 0 the same, {zeroes}")
    );
    assert_eq!(
        house.out(&import),
        format!("The Lighthouse: 0 new, 0 changed, 3 the same, {zeroes}")
    );
    assert_eq!(house.out(&["bookmarks", "--json"]), given);
    let live =
        |record: &BookRecord| -> Vec<Annotation> { record.live_annotations().cloned().collect() };
    let (mut before, mut after) = (live(&before), live(&house.record()));
    before.sort_by(|a, b| a.id.cmp(&b.id));
    after.sort_by(|a, b| a.id.cmp(&b.id));
    assert_eq!(before, after);
    // By standard input into the book that is named, after the file was moved.
    house.forget_all();
    let moved = house.folder.path().join("moved.md");
    fs::rename(&house.book, &moved).expect("a file");
    let lost = house.folio(&import, b"");
    assert_eq!((lost.status.code(), out(&lost)), (Some(2), String::new()));
    assert!(err(&lost).contains("name its file"), "{}", err(&lost));
    let output = house.folio(
        &[
            "bookmarks",
            "--import",
            "-",
            moved.to_str().expect("Unicode"),
        ],
        given.as_bytes(),
    );
    assert!(out(&output).contains("3 new"), "{}", err(&output));
}

#[test]
fn two_editions_of_one_file_are_given_and_taken_as_the_two_they_are() {
    let house = marked();
    let old = house.document().fingerprint();
    let new = BOOK.replace("lit *at dusk*", "lit every evening");
    house.mark_in(&new, "small lamp", Some(Style::Pink), "in the later one");
    fs::write(&house.book, &new).expect("a file");
    let store = Store::at(house.state().join("folio"));
    let letter = Mark {
        letter: 'q',
        anchor: Anchor::new(&house.document(), Offset::new(20)),
    };
    let change = house.record().change(Content::Mark(letter), Timestamp(7));
    store.save(&change).expect("a journal");
    let remembered = |book| {
        let record = store.load(book).value;
        let mut all: Vec<Annotation> = record.live_annotations().cloned().collect();
        all.sort_by(|a, b| a.id.cmp(&b.id));
        (all, record.marks)
    };
    let new = open(&new).fingerprint();
    let before = [remembered(old), remembered(new)];
    let given = house.out(&["bookmarks", "--json"]);
    let json = house.folder.path().join("marks.json");
    fs::write(&json, &given).expect("a file");
    let import = ["bookmarks", "--import", json.to_str().expect("Unicode")];
    // Into what is there, into nothing, and where the file is gone.
    for (is_forgotten, is_gone, counts) in [
        (
            false,
            false,
            [
                " 0 new, 0 changed, 1 the same",
                " 0 new, 0 changed, 4 the same",
            ],
        ),
        (true, false, [" 1 new", " 4 new"]),
        (false, true, [" 0 new", " 0 new"]),
    ] {
        if is_forgotten {
            house.forget_all();
        }
        if is_gone {
            fs::remove_file(&house.book).expect("a file");
        }
        let given = house.out(&["bookmarks", "--json"]);
        let said = house.out(&import);
        let told: Vec<&str> = said
            .lines()
            .filter(|line| line.contains(" new, "))
            .collect();
        assert_eq!(told.len(), 2, "{said}");
        for (told, count) in told.iter().zip(counts) {
            assert!(is_gone || told.contains(count), "{said}");
        }
        assert!(
            said.ends_with("  its text is not at hand; they are kept as they were written down\n"),
            "{said}"
        );
        assert_eq!([remembered(old), remembered(new)], before);
        if !is_forgotten {
            assert_eq!(house.out(&["bookmarks", "--json"]), given);
        }
    }
}

#[test]
fn quick_marks_are_given_by_their_letters_and_taken_into_an_empty_folder() {
    let house = marked();
    let store = Store::at(house.state().join("folio"));
    let document = house.document();
    let at = |words: &str| {
        Anchor::new(
            &document,
            Offset::new(document.text().find(words).expect("the words")),
        )
    };
    let mark = Mark {
        letter: 'a',
        anchor: at("It is a"),
    };
    let change = house
        .record()
        .change(Content::Mark(mark), Timestamp(1_700_000_000_000));
    store.save(&change).expect("a journal");
    let mark = AnyMark {
        letter: 'Z',
        book: document.fingerprint().to_string(),
        title: None,
        path: house.book.clone(),
        anchor: at("Nothing happens"),
    };
    let marks = store.load_marks().value;
    let change = marks.change(mark.clone(), Timestamp(1_700_000_000_001));
    store.save(&change).expect("a journal");
    let plain = house.out(&["bookmarks"]);
    let (_, last) = plain.split_once("\nQuick marks\n").expect("a heading");
    let words: Vec<&str> = last.lines().filter(|line| !line.is_empty()).collect();
    assert!(
        words[0].contains("“Nothing happens") && words[1] == "      Z",
        "{last}"
    );
    assert!(
        words[2].contains("“It is a small") && words[3] == "      a",
        "{last}"
    );
    let markdown = house.out(&["bookmarks", "--markdown"]);
    assert!(markdown.contains("\n## Quick marks\n"), "{markdown}");
    let given = house.out(&["bookmarks", "--json"]);
    let before = house.record();
    house.forget_all();
    let output = house.folio(&["bookmarks", "--import", "-"], given.as_bytes());
    assert!(
        out(&output).contains(": 5 new, 0 changed"),
        "{}",
        out(&output)
    );
    assert_eq!(house.record().marks, before.marks);
    let there = store.load_marks().value;
    assert_eq!(there.get('Z').map(|mark| &mark.anchor), Some(&mark.anchor));
    assert_eq!(there.get('Z').map(|mark| &mark.path), Some(&mark.path));
    assert_eq!(house.out(&["bookmarks", "--json"]), given);
    // From a pipe there is no file that a mark could lead to.
    house.forget_all();
    let json = house.folder.path().join("marks.json");
    fs::write(&json, &given).expect("a file");
    let json = json.to_str().expect("Unicode");
    let output = house.folio(&["bookmarks", "--import", json, "-"], BOOK.as_bytes());
    assert_eq!(output.status.code(), Some(2));
    assert!(out(&output).contains(": 4 new"), "{}", out(&output));
    assert!(
        err(&output).contains("mark Z: leads to a file"),
        "{}",
        err(&output)
    );
}

#[test]
fn a_book_into_which_marks_were_taken_and_that_was_never_opened_was_never_read() {
    let house = marked();
    let given = house.out(&["bookmarks", "--json"]);
    house.forget_all();
    house.folio(&["bookmarks", "--import", "-"], given.as_bytes());
    let library = house.out(&["library"]);
    assert!(
        library.contains("never read") && library.contains("it's a book.md"),
        "{library}"
    );
    let library: Value = serde_json::from_str(&house.out(&["library", "--json"])).expect("JSON");
    assert_eq!(
        (&library["read"], &library["state"]),
        (&json!(null), &json!("here"))
    );
}

#[test]
fn however_deep_another_program_nests_what_it_says_the_mark_is_written_down_given_and_taken_again()
{
    const DEPTHS: usize = 126;
    const KEPT: usize = 32;
    let house = House::new();
    // One after another: in a list the deepest could not be read.
    let all = (1..=DEPTHS).map(|depth| {
        let (open, close) = ("[".repeat(depth), "]".repeat(depth));
        let selector = r#"{"type": "TextQuoteSelector", "exact": "small lamp"}"#;
        format!(
            r#"{{"id": "x:{depth}", "target": {{"selector": {selector}}}, "theirs": {open}{close}}}"#
        )
    });
    let all: String = all.collect();
    let output = house.folio(
        &["bookmarks", "--import", "-", house.book()],
        all.as_bytes(),
    );
    assert!(
        out(&output).contains(&format!(": {DEPTHS} new")),
        "{}",
        err(&output)
    );
    assert!(
        err(&output).contains(&format!("x:{}: is taken without what", KEPT + 1)),
        "{}",
        err(&output)
    );
    assert!(
        !err(&output).contains(&format!("x:{KEPT}: ")),
        "{}",
        err(&output)
    );
    assert_eq!(house.record().live_annotations().count(), DEPTHS);
    let given = house.out(&["bookmarks", "--json"]);
    let value: Value = serde_json::from_str(&given).expect("JSON");
    let items = value["first"]["items"].as_array().expect("a list");
    let with_theirs = items.iter().filter(|item| item.get("theirs").is_some());
    assert_eq!((items.len(), with_theirs.count()), (DEPTHS, KEPT));
    house.forget_all();
    let output = house.folio(&["bookmarks", "--import", "-"], given.as_bytes());
    assert_eq!(
        (output.status.code(), err(&output)),
        (Some(0), String::new())
    );
    assert_eq!(house.out(&["bookmarks", "--json"]), given);
}

#[test]
fn one_mark_whose_words_are_lost_keeps_none_of_the_others_from_a_corrected_edition() {
    let house = marked();
    let store = Store::at(house.state().join("folio"));
    let gone = "These words stood in a manuscript that nobody has seen since.";
    let other = open(gone);
    let passage = Passage::new(&other, TextRange::new(0, gone.len()));
    let lost = Annotation {
        style: Some(Style::Pink),
        ..Annotation::new(passage.clone(), Timestamp(1_700_000_000_000))
    };
    let id = lost.id.clone();
    let change = house
        .record()
        .change(Content::Annotation(lost), Timestamp(7));
    store.save(&change).expect("a journal");
    let marks = house.record().live_annotations().count();
    let given = house.out(&["bookmarks", "--json"]);
    house.forget_all();
    let corrected = BOOK.replace("lit *at dusk*", "lit every evening");
    fs::write(&house.book, &corrected).expect("a file");
    for counts in [
        format!(": {marks} new, 0 changed, 0 the same"),
        format!(": 0 new, 0 changed, {marks} the same"),
    ] {
        let output = house.folio(&["bookmarks", "--import", "-"], given.as_bytes());
        assert_eq!(
            (output.status.code(), err(&output)),
            (Some(0), String::new())
        );
        let said = out(&output);
        assert!(said.contains(&counts) && said.contains("1 lost"), "{said}");
        let record = store.load(open(&corrected).fingerprint()).value;
        assert_eq!(record.live_annotations().count(), marks);
        assert_eq!(
            record.annotation(&id).expect("the lost one").passage,
            passage
        );
    }
}
