//! Bookmarks as scripts give and take them: output, errors, exit status.
#![expect(clippy::expect_used, reason = "what fails here is the test")]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use folio::document::{Anchor, Document, Passage};
use folio::format;
use folio::search::Quoted;
use folio::store::{
    Annotation, AnyMark, BookRecord, Content, Journal, Mark, Source, Store, Style, Timestamp,
};
use folio::text::{Offset, TextRange};
use serde_json::{Value, json};
use tempfile::TempDir;

const BOOK: &str = "\
# The Lighthouse

## Evening

The lamp is lit *at dusk*. It is a small lamp, and the sea is wide.

And so they went on, and on, until the lamp was lit and the night had come at last.

## Night

Nothing happens; and it's 北方的灯 `that` shines.

And so they went on, and on, until the lamp was lit and the night had come at last.
";

/// A folder with a book in it and what is remembered.
struct House {
    folder: TempDir,
    book: PathBuf,
}

impl House {
    fn new() -> Self {
        let folder = TempDir::new().expect("a folder");
        let book = folder
            .path()
            .canonicalize()
            .expect("a folder")
            .join("it's a book.md");
        fs::write(&book, BOOK).expect("a file");
        Self { folder, book }
    }

    fn state(&self) -> PathBuf {
        self.folder.path().join("state")
    }

    fn document(&self) -> Document {
        open(BOOK)
    }

    /// Marks these words, where they stand last.
    fn mark(&self, words: &str, style: Option<Style>, note: &str) {
        self.mark_in(BOOK, words, style, note);
    }

    /// The same in another text that lies in the file.
    fn mark_in(&self, text: &str, words: &str, style: Option<Style>, note: &str) {
        let store = Store::at(self.state().join("folio"));
        let document = open(text);
        let start = document.text().rfind(words).expect("the words");
        let end = if style.is_some() {
            start + words.len()
        } else {
            start
        };
        let annotation = Annotation {
            style,
            note: note.to_owned(),
            name: "a *name*".to_owned(),
            ..Annotation::new(
                Passage::new(&document, TextRange::new(start, end)),
                Timestamp(1_700_000_000_000),
            )
        };
        let mut record = store.load(document.fingerprint()).value;
        let path = self.book.clone();
        for content in [
            Content::Source(Source { path }),
            Content::Annotation(annotation),
        ] {
            let change = record.change(content, Timestamp::now());
            record.apply(&change.entry);
            store
                .save_all(Journal::Book(record.book), [&change.entry])
                .expect("a journal");
        }
    }

    fn record(&self) -> BookRecord {
        let store = Store::at(self.state().join("folio"));
        store.load(self.document().fingerprint()).value
    }

    fn folio(&self, arguments: &[&str], input: &[u8]) -> Output {
        let mut child = Command::new(env!("CARGO_BIN_EXE_folio"))
            .args(arguments)
            .env("XDG_STATE_HOME", self.state())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program");
        // A program that does not read its input may have closed it.
        let _ = child.stdin.take().expect("a pipe").write_all(input);
        child.wait_with_output().expect("an end")
    }

    fn out(&self, arguments: &[&str]) -> String {
        let output = self.folio(arguments, b"");
        assert_eq!(output.status.code(), Some(0), "{}", err(&output));
        out(&output)
    }

    fn forget_all(&self) {
        fs::remove_dir_all(self.state()).expect("a state folder");
    }

    fn book(&self) -> &str {
        self.book.to_str().expect("Unicode")
    }
}

fn open(text: &str) -> Document {
    format::open(text.as_bytes(), Some("a book.md")).expect("a text")
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("UTF-8")
}

fn marked() -> House {
    let house = House::new();
    house.mark("small lamp", Some(Style::Green), "a note\nof two lines");
    house.mark("And so they", None, "");
    house.mark("it's 北方的灯 that", Some(Style::Underline), "");
    house
}

#[test]
fn for_people_marks_stand_under_their_sections() {
    let house = marked();
    let expected = format!(
        "The Lighthouse\n{}\n\nEvening\n\n 14%  “small lamp”\n      a *name*\n      a note\n      of two \
         lines\n\nNight\n\n 58%  “it's 北方的灯 that”\n      a *name*\n\n 72%  “And so they went on, and on, \
         until the lamp was lit and the nigh…”\n      a *name*\n",
        house.book()
    );
    let strip = |text: &str| -> String {
        // How far they are is a matter of a letter more or less in the text.
        text.lines()
            .map(|line| {
                line.split_once("%  ")
                    .map_or(line, |(_, words)| words)
                    .to_owned()
                    + "\n"
            })
            .collect()
    };
    assert_eq!(strip(&house.out(&["bookmarks"])), strip(&expected));
    assert_eq!(
        house.out(&["bookmarks"]),
        house.out(&["bookmarks", house.book()])
    );
}

#[test]
fn every_command_in_the_markdown_leads_back_to_its_very_passage() {
    let house = marked();
    let markdown = house.out(&["bookmarks", "--markdown"]);
    assert!(
        markdown.contains("\n> small lamp\n\n**a \\*name\\***\n\na note\n\nof two lines\n"),
        "{markdown}"
    );
    let document = house.document();
    let mut places = Vec::new();
    for line in markdown.lines().filter(|line| line.contains("folio '")) {
        let command = line.split_once('`').expect("code").1.trim_end_matches('`');
        // The shell takes the command apart as it would for a reader.
        let script = format!("folio() {{ printf '%s\\n' \"$@\"; }}; {command}");
        let output = Command::new("sh")
            .args(["-c", &script])
            .output()
            .expect("a shell");
        let words = out(&output);
        let words: Vec<&str> = words.lines().collect();
        assert_eq!(words[..2], [house.book(), "--at"], "{command}");
        let found = Quoted::parse(words[2]).find(&document).expect("the words");
        places.push(found.start.to_usize());
    }
    let place = |words: &str| document.text().rfind(words).expect("the words");
    assert_eq!(
        places,
        [place("small lamp"), place("it's"), place("And so they")]
    );
}

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
fn what_is_in_doubt_or_lost_or_cannot_be_taken_is_named_and_the_rest_is_taken() {
    let house = House::new();
    let quote = |exact: &str| json!({"target": {"selector": {"type": "TextQuoteSelector", "exact": exact}}});
    let all = json!([
        quote("small lamp, and the sea"),
        quote("words that nobody has ever written \u{1b}[31m in any book"),
        {"id": "http://example.org/\u{1b}]0;x", "target": "http://example.org/"},
        {"target": {"selector": {"type": "TextPositionSelector", "start": 0, "end": 5}}},
    ]);
    let output = house.folio(
        &["bookmarks", "--import", "-", house.book()],
        all.to_string().as_bytes(),
    );
    let said = out(&output);
    assert!(
        said.starts_with(
            "The Lighthouse: 3 new, 0 changed, 0 the same, 0 later here; 1 doubtful, 1 lost\n"
        ),
        "{said}"
    );
    assert!(said.contains("  lost: “words that nobody"), "{said}");
    assert!(
        said.contains("  doubtful: “”; there is “The Lighthouse"),
        "{said}"
    );
    assert_eq!(
        (output.status.code(), err(&output).lines().count()),
        (Some(2), 1),
        "{}",
        err(&output)
    );
    assert!(!said.contains('\u{1b}') && !err(&output).contains('\u{1b}'));
    let plain = house.out(&["bookmarks"]);
    assert!(
        plain.contains("(these words are not in the text any more)"),
        "{plain}"
    );
    let first = house.out(&["bookmarks", "--json"]);
    house.forget_all();
    assert!(
        house
            .folio(&["bookmarks", "--import", "-"], first.as_bytes())
            .status
            .success()
    );
    assert_eq!(house.out(&["bookmarks", "--json"]), first);
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
fn what_says_its_text_and_what_says_its_file_are_of_one_book_and_told_in_one_line() {
    let house = marked();
    let given = house.out(&["bookmarks", "--json"]);
    let mut value: Value = serde_json::from_str(&given).expect("JSON");
    let items = &mut value["first"]["items"];
    let theirs = json!({
        "id": "http://example.org/1",
        "target": {
            "source": items[0]["target"]["source"],
            "selector": {"type": "TextQuoteSelector", "exact": "the sea is wide"},
        },
    });
    for at in [0, 3] {
        let mut value = value.clone();
        let items = value["first"]["items"].as_array_mut().expect("a list");
        items.insert(at, theirs.clone());
        house.forget_all();
        let output = house.folio(
            &["bookmarks", "--import", "-"],
            value.to_string().as_bytes(),
        );
        assert_eq!(out(&output).lines().count(), 1, "{}", out(&output));
        assert!(out(&output).contains(": 4 new"), "{}", out(&output));
        house.mark("small lamp", None, "");
    }
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
fn a_backup_in_which_a_journal_is_missing_says_so_in_its_status() {
    let house = marked();
    let books = house.state().join("folio/books");
    let journal = books.join(house.document().fingerprint().to_string());
    fs::create_dir(journal.join("other.jsonl")).expect("a folder");
    for arguments in [
        &["bookmarks", "--json"][..],
        &["bookmarks", "--markdown", house.book()],
        &["bookmarks", "--import", "-", house.book()],
    ] {
        let output = house.folio(arguments, b"[]");
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(err(&output).contains("other.jsonl"), "{}", err(&output));
    }
    fs::remove_dir(journal.join("other.jsonl")).expect("a folder");
    // Of a line that is torn nobody was told that it is kept.
    fs::write(journal.join("other.jsonl"), "{\"v\":1,").expect("a file");
    let output = house.folio(&["bookmarks", "--json"], b"");
    assert_eq!(output.status.code(), Some(0));
    assert!(err(&output).contains("other.jsonl"), "{}", err(&output));
}

#[test]
fn hostile_files_are_refused_in_a_line() {
    let house = marked();
    let before = house.out(&["bookmarks", "--json"]);
    let deep = "[{\"items\":".repeat(50_000);
    let numbers = format!("[{}1]", "1,".repeat(3_000_000));
    let objects = "{} ".repeat(50_000);
    let strange: [&[u8]; 7] = [
        b"{",
        b"\xff\xfe\x00",
        b"\x1b[31m",
        b"[1,",
        deep.as_bytes(),
        numbers.as_bytes(),
        objects.as_bytes(),
    ];
    for json in strange {
        let output = house.folio(&["bookmarks", "--import", "-"], json);
        assert_eq!(
            (output.status.code(), out(&output)),
            (Some(2), String::new())
        );
        let said = err(&output);
        assert!(
            said.lines().count() == 1 && said.len() < 300 && !said.contains('\u{1b}'),
            "{said}"
        );
    }
    for arguments in [
        &["bookmarks", "--import", "/no/such.json"][..],
        &["bookmarks", "--import", "-", "-"],
        &["bookmarks", "--import", "-", "a", "b"],
        &["bookmarks", "--json", "--markdown"],
        &["bookmarks", "/no/such.md"],
    ] {
        let output = house.folio(arguments, b"[]");
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert_eq!(
            err(&output).lines().count(),
            1,
            "{arguments:?} {}",
            err(&output)
        );
    }
    assert_eq!(house.out(&["bookmarks", "--json"]), before);
}

#[test]
fn no_id_from_outside_takes_the_place_of_something_else() {
    let house = marked();
    let place = house.record().place;
    let ids = [
        "place",
        "book",
        "mark:a",
        "urn:folio:annotation:place",
        "urn:folio:annotation:source%3Adesk",
    ];
    let all: Vec<Value> = ids.into_iter()
        .map(|id| json!({"id": id, "target": {"selector": {"type": "TextQuoteSelector", "exact": "sea is wide"}}}))
        .collect();
    let output = house.folio(
        &["bookmarks", "--import", "-", house.book()],
        json!(all).to_string().as_bytes(),
    );
    assert!(out(&output).contains("5 new"), "{}", err(&output));
    let record = house.record();
    assert_eq!(
        (record.place.clone(), record.live_annotations().count()),
        (place, 8)
    );
    assert!(Path::new(house.book()).exists());
}

#[test]
fn where_nothing_is_marked_nothing_is_said() {
    let house = House::new();
    assert_eq!(house.out(&["bookmarks"]), "");
    assert_eq!(house.out(&["bookmarks", "--markdown", house.book()]), "");
    let value: Value = serde_json::from_str(&house.out(&["bookmarks", "--json"])).expect("JSON");
    assert_eq!(
        (&value["total"], &value["first"]["items"]),
        (&json!(0), &json!([]))
    );
}
