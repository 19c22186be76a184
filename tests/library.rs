//! The library: what it lists, how a book is opened from it, forgotten and brought back; and the pace at
//! which a book is read.
#![expect(clippy::expect_used, reason = "what fails here is the test")]

#[expect(dead_code, reason = "other tests use the rest of it")]
mod program;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use folio::app::{Effect, Event, Opened, Source};
use folio::document::{Anchor, Fingerprint};
use folio::store::{
    About, Annotation, BookRecord, Content, Device, KnownBook, Library, Mark, Place,
    Source as SourceFile, Store, Timestamp, Whereabouts,
};
use folio::text::{Cells, text_width};
use program::{Program, document, opened};
use tempfile::TempDir;

const DAY: u64 = 24 * 60 * 60 * 1000;

/// A state folder in which some books were read.
struct Shelf {
    folder: TempDir,
    store: Store,
}

impl Shelf {
    fn new() -> Self {
        let folder = TempDir::new().expect("a folder");
        let device = Device::named("desk").expect("a name");
        let store = Store::at(folder.path().join("folio")).on_device(device);
        Self { folder, store }
    }

    fn file(&self, name: &str) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, name).expect("a file");
        path
    }

    /// A book that was read so many days after the beginning of time.
    fn add(&self, title: &str, path: &Path, day: u64, fraction: f64) -> Fingerprint {
        let book = Fingerprint::of(title);
        let record = self.store.load(book).value;
        let about = About {
            title: Some(title.to_owned()),
            authors: vec!["Somebody".to_owned()],
            format: "text".to_owned(),
            ..About::default()
        };
        let anchor = Anchor {
            fraction,
            ..Anchor::default()
        };
        let path = path.to_owned();
        let contents = [
            Content::Book(about),
            Content::Source(SourceFile { path }),
            Content::Place(Place { anchor }),
        ];
        for content in contents {
            let change = record.change(content, Timestamp(day * DAY));
            self.store.save(&change).expect("a journal");
        }
        book
    }

    fn note(&self, book: Fingerprint, name: &str, day: u64) {
        let record = self.store.load(book).value;
        let anchor = Anchor {
            exact: format!("words of {name}"),
            ..Anchor::default()
        };
        let annotation = Annotation {
            name: name.to_owned(),
            note: "a thought".to_owned(),
            ..Annotation::new(anchor, Timestamp(day * DAY))
        };
        let change = record.change(Content::Annotation(annotation), Timestamp(day * DAY));
        self.store.save(&change).expect("a journal");
    }

    fn folio(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_folio"))
            .args(arguments)
            .env("XDG_STATE_HOME", self.folder.path())
            .env("FOLIO_DEVICE", "desk")
            .output()
            .expect("the program")
    }

    fn titles(&self) -> Vec<String> {
        let output = self.folio(&["library", "--json"]);
        let titles = out(&output);
        let titles = titles.lines().map(|line| {
            let object: serde_json::Value = serde_json::from_str(line).expect("JSON");
            object["title"].as_str().unwrap_or_default().to_owned()
        });
        titles.collect()
    }
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("UTF-8")
}

#[test]
fn the_books_are_listed_the_last_read_first() {
    let shelf = Shelf::new();
    let first = shelf.add("First", &shelf.file("a.txt"), 100, 0.25);
    shelf.add("Second", Path::new("/nowhere/b.txt"), 200, 1.0);
    shelf.note(first, "one", 100);
    let output = shelf.folio(&["library"]);
    assert!(output.status.success() && err(&output).is_empty());
    let text = out(&output);
    let rows: Vec<&str> = text.lines().collect();
    assert_eq!(rows.len(), 3, "{text}");
    assert!(rows[0].starts_with("title"), "{text}");
    assert!(rows[1].starts_with("Second"), "{text}");
    assert!(rows[1].contains("100%") && rows[1].ends_with("gone: /nowhere/b.txt"));
    assert!(rows[2].starts_with("First") && rows[2].contains("1 bookmark, 1 note"));
}

#[test]
fn as_json_each_book_is_an_object_on_a_line() {
    let shelf = Shelf::new();
    let path = shelf.file("a.txt");
    let book = shelf.add("First", &path, 100, 0.25);
    shelf.note(book, "one", 100);
    let output = shelf.folio(&["library", "--json"]);
    let object: serde_json::Value = serde_json::from_str(out(&output).trim()).expect("an object");
    let expected = serde_json::json!({
        "book": book.to_string(),
        "title": "First",
        "authors": ["Somebody"],
        "format": "text",
        "language": null,
        "progress": 0.25,
        "read": 100 * DAY,
        "bookmarks": 1,
        "highlights": 0,
        "notes": 1,
        "marks": 0,
        "words_read": 0,
        "milliseconds_read": 0,
        "file": path,
        "state": "here", "later_edition": null,
    });
    assert_eq!(object, expected);
}

#[test]
fn a_book_is_forgotten_by_its_file_or_its_name_and_brought_back_with_its_marks() {
    let shelf = Shelf::new();
    let path = shelf.file("a.txt");
    let first = shelf.add("First", &path, 100, 0.25);
    let second = shelf.add("Second", Path::new("/nowhere/b.txt"), 200, 1.0);
    shelf.note(first, "one", 100);
    let by_file = path.to_string_lossy().into_owned();
    let by_name = second.to_string()[..12].to_owned();
    for which in [&by_file, &by_name] {
        assert!(
            shelf
                .folio(&["library", "--forget", which])
                .status
                .success()
        );
    }
    assert_eq!(shelf.titles(), Vec::<String>::new());
    for which in [&by_file, &by_name] {
        let output = shelf.folio(&["library", "--unforget", which]);
        assert!(output.status.success());
    }
    assert_eq!(shelf.titles(), ["Second", "First"]);
    assert_eq!(shelf.store.load(first).value.annotations.len(), 1);
    let output = shelf.folio(&["library", "--forget", "no such book"]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(err(&output).lines().count(), 1);
}

#[test]
fn where_nothing_was_read_nothing_is_listed_and_a_word_is_said() {
    let shelf = Shelf::new();
    let output = shelf.folio(&["library"]);
    assert!(output.status.success() && out(&output).is_empty());
    assert_eq!(err(&output), "folio: no book was read yet\n");
    let output = shelf.folio(&["library", "--json"]);
    assert!(output.status.success() && out(&output).is_empty() && err(&output).is_empty());
}

#[test]
fn no_title_reaches_the_terminal_with_anything_it_would_obey() {
    let shelf = Shelf::new();
    shelf.add(
        "a\u{1b}[2Jb\u{9b}1m\nc",
        Path::new("/x\u{1b}]0;y\u{7}"),
        1,
        0.0,
    );
    for arguments in [&["library"][..], &["library", "--json"]] {
        let text = out(&shelf.folio(arguments));
        let is_drawn = |c: char| c == '\n' || folio::document::is_drawable(c);
        assert!(text.chars().all(is_drawn), "{text:?}");
    }
}

#[test]
fn damaged_lines_are_named_and_the_rest_is_listed() {
    let shelf = Shelf::new();
    let book = shelf.add("First", Path::new("/a.txt"), 1, 0.0);
    let journal = shelf
        .folder
        .path()
        .join(format!("folio/books/{book}/desk.jsonl"));
    let text = std::fs::read_to_string(&journal).expect("a journal");
    std::fs::write(&journal, format!("{text}{{\"v\":1,\n")).expect("a journal");
    let output = shelf.folio(&["library"]);
    assert!(output.status.success());
    assert!(out(&output).contains("First"));
    assert!(err(&output).starts_with("folio: 1 line cannot be read"));
}

/// A text of so many pages' worth of sentences.
fn long_text() -> String {
    let sentence = "He said that there was no more to be said of it, and so they went home. ";
    let paragraph = format!("{}\n\n", sentence.repeat(6));
    format!(
        "# Part one\n\n{}# Part two\n\n{}",
        paragraph.repeat(60),
        paragraph.repeat(60)
    )
}

/// A program in which the library was asked for and answered.
fn with_library(shelf: &Shelf, columns: u16, rows: u16) -> Program {
    let mut program = Program::new(&long_text(), columns, rows);
    program.keys("R");
    answer(&mut program, shelf);
    program
}

/// Does what was asked of the library.
fn answer(program: &mut Program, shelf: &Shelf) {
    for order in std::mem::take(&mut program.asked_of_library) {
        match order {
            Effect::ListBooks { ticket } => program.send(Event::Books {
                ticket,
                library: Box::new(shelf.store.library()),
            }),
            Effect::ListMarks { ticket } => program.send(Event::Marks {
                ticket,
                marks: shelf.store.known_marks(),
            }),
            Effect::Forget {
                book,
                is_forgotten,
                now,
            } => {
                let change = if is_forgotten {
                    shelf.store.forget(book, now)
                } else {
                    shelf.store.unforget(book, now)
                };
                shelf.store.save(&change).expect("a journal");
            }
            _ => {}
        }
    }
}

fn three_books() -> Shelf {
    let shelf = Shelf::new();
    let first = shelf.add("Beta", &shelf.file("b.txt"), 100, 0.9);
    shelf.add("Alpha", Path::new("/nowhere/a.txt"), 300, 0.1);
    let third = shelf.add("紅樓夢", &shelf.file("c.txt"), 200, 0.5);
    shelf.note(first, "an old thought", 100);
    shelf.note(third, "a new thought", 200);
    shelf
}

/// The titles in the list, from the top.
fn listed(program: &Program) -> Vec<String> {
    let screen = program.screen();
    let names = ["Alpha", "Beta", "紅樓夢"];
    let rows = screen.lines().filter_map(|row| {
        let name = names
            .iter()
            .find(|name| row.contains(&format!("{name} · Somebody")))?;
        Some((*name).to_owned())
    });
    rows.collect()
}

#[test]
fn the_panel_stands_at_once_and_fills_when_the_books_are_known() {
    let shelf = three_books();
    let mut program = Program::new(&long_text(), 80, 24);
    program.keys("R");
    assert!(program.screen().contains("Library") && program.screen().contains('…'));
    // What is typed meanwhile counts.
    program.keys("/bet");
    answer(&mut program, &shelf);
    assert_eq!(listed(&program), ["Beta"]);
    program.keys("<esc>");
    assert_eq!(listed(&program), ["Alpha", "紅樓夢", "Beta"]);
    assert!(program.screen().contains("gone from /nowhere/a.txt"));
    assert!(program.screen().contains("1 bookmark, 1 note"));
    // An answer to a question that is no longer asked.
    program.keys("<esc>");
    assert!(program.app.panels().is_empty());
}

#[test]
fn the_books_are_sorted_by_when_they_were_read_by_title_and_by_progress() {
    let shelf = three_books();
    let mut program = with_library(&shelf, 80, 24);
    assert_eq!(listed(&program), ["Alpha", "紅樓夢", "Beta"]);
    program.keys("s");
    assert_eq!(listed(&program), ["Alpha", "Beta", "紅樓夢"]);
    program.keys("s");
    assert_eq!(listed(&program), ["Beta", "紅樓夢", "Alpha"]);
    program.keys("s");
    assert_eq!(listed(&program), ["Alpha", "紅樓夢", "Beta"]);
}

#[test]
fn enter_opens_a_book_and_one_that_is_gone_says_so_and_the_list_stays() {
    let shelf = three_books();
    let mut program = with_library(&shelf, 80, 24);
    program.keys("<enter>");
    assert!(program.opened.is_empty());
    assert_eq!(program.app.panels().len(), 1);
    let said = program.app.notice().unwrap_or_default();
    assert!(
        said.contains("gone") && said.contains("/nowhere/a.txt"),
        "{said}"
    );
    program.keys("j<enter>");
    assert_eq!(program.opened, [shelf.folder.path().join("c.txt")]);
    // The list stays until the book is there.
    let ticket = program.last_open.expect("a question");
    program.send(Event::Opened {
        ticket,
        result: Box::new(Err("it could not be opened".to_owned())),
    });
    assert_eq!(program.app.panels().len(), 1);
    program.keys("<enter>");
    let ticket = program.last_open.expect("a question");
    program.send(Event::Opened {
        ticket,
        result: Box::new(Ok(opened(document("Another text.", "c.txt")))),
    });
    assert!(program.app.panels().is_empty());
    assert!(program.screen().contains("Another text."));
}

#[test]
fn a_book_is_forgotten_and_brought_back_by_a_key() {
    let shelf = three_books();
    let mut program = with_library(&shelf, 80, 24);
    program.keys("jd");
    answer(&mut program, &shelf);
    assert_eq!(listed(&program), ["Alpha", "Beta"]);
    assert_eq!(shelf.titles(), ["Alpha", "Beta"]);
    program.keys("u");
    answer(&mut program, &shelf);
    assert_eq!(listed(&program), ["Alpha", "紅樓夢", "Beta"]);
    assert_eq!(shelf.titles(), ["Alpha", "紅樓夢", "Beta"]);
    program.keys("u");
    assert_eq!(program.app.notice(), Some("nothing to bring back"));
}

#[test]
fn what_is_marked_in_all_books_stands_in_one_list_and_leads_there() {
    let shelf = three_books();
    let mut program = with_library(&shelf, 80, 24);
    program.keys("B");
    answer(&mut program, &shelf);
    let screen = program.screen();
    let new = screen.find("a new thought").expect("the newer");
    let old = screen.find("an old thought").expect("the older");
    assert!(new < old, "{screen}");
    program.keys("/old<enter>");
    assert_eq!(program.opened, [shelf.folder.path().join("b.txt")]);
    program.keys("<esc>B");
    assert_eq!(listed(&program), ["Alpha", "紅樓夢", "Beta"]);
}

#[test]
fn an_earlier_edition_says_so_and_is_not_opened_as_if_it_were_the_later_one() {
    let shelf = Shelf::new();
    let path = shelf.file("c.txt");
    shelf.add("Beta", &path, 100, 0.9);
    let later = shelf.add("Alpha", &path, 200, 0.5);
    let table = out(&shelf.folio(&["library"]));
    let rows: Vec<&str> = table.lines().collect();
    assert!(!rows[1].contains("earlier"), "{table}");
    let file = format!("earlier edition: {}", path.display());
    assert!(rows[2].ends_with(&file), "{table}");
    let json = out(&shelf.folio(&["library", "--json"]));
    let objects: Vec<serde_json::Value> = json
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    assert_eq!(objects[0]["later_edition"], serde_json::Value::Null);
    assert_eq!(objects[1]["later_edition"], later.to_string());
    let mut program = with_library(&shelf, 100, 30);
    let screen = program.screen();
    assert_eq!(screen.matches("an earlier edition").count(), 1, "{screen}");
    program.keys("j<enter>");
    assert_eq!(program.opened, [path]);
    let said = program.app.notice().unwrap_or_default();
    assert!(said.contains("a later edition"), "{said}");
}

#[test]
fn the_panel_is_drawn_on_every_terminal() {
    let shelf = three_books();
    for (columns, rows) in [(0, 0), (1, 1), (20, 5), (21, 6), (60, 20), (100, 30)] {
        let mut program = with_library(&shelf, columns, rows);
        for keys in ["j", "B", "B", "/a", "<esc>", "s", "d", "u", "<enter>"] {
            program.keys(keys);
            answer(&mut program, &shelf);
            for row in program.screen().lines() {
                assert!(text_width(row) <= Cells::from(columns), "{row}");
            }
        }
    }
}

#[test]
fn a_hostile_title_is_drawn_without_its_escapes() {
    let shelf = Shelf::new();
    shelf.add("a\u{1b}[2Jb\nc", Path::new("/x\u{1b}]0;y\u{7}"), 1, 0.0);
    let program = with_library(&shelf, 80, 24);
    let is_drawn = |c: char| c == '\n' || folio::document::is_drawable(c);
    assert!(program.screen().chars().all(is_drawn));
    assert!(program.screen().contains("a[2Jb c"));
}

/// A book that is opened from `path` with what is remembered of it.
fn reopened(text: &str, path: &str, record: BookRecord) -> Opened {
    Opened {
        source: Source::File(path.into()),
        record,
        ..opened(document(text, "book.md"))
    }
}

#[test]
fn a_book_that_was_moved_is_found_where_it_was_opened_last() {
    let shelf = Shelf::new();
    let text = long_text();
    let mut program = Program::with(
        reopened(
            &text,
            "/old/book.md",
            BookRecord::new(document(&text, "book.md").fingerprint()),
        ),
        80,
        24,
    );
    assert!(
        program.record.is_none(),
        "a book that is only opened leaves no trace"
    );
    program.keys("<space>");
    let record = program.record.take().expect("a place");
    let device = record.device.to_string();
    let path_in = |record: &BookRecord| record.sources[&device].0.path.clone();
    assert_eq!(path_in(&record), Path::new("/old/book.md"));

    let program = Program::with(reopened(&text, "/new/book.md", record.clone()), 80, 24);
    let moved = program.record.expect("it is noted at once");
    assert_eq!(path_in(&moved), Path::new("/new/book.md"));
    let same = Program::with(reopened(&text, "/old/book.md", record), 80, 24);
    assert!(same.record.is_none());

    // By whole programs, as the library tells it.
    let (old, new) = (shelf.file("old.md"), shelf.folder.path().join("new.md"));
    let book = shelf.add("Moved", &old, 1, 0.0);
    std::fs::rename(&old, &new).expect("a move");
    let gone = &shelf.store.library().books[0].whereabouts;
    assert_eq!(gone, &Whereabouts::Gone(old));
    let record = shelf.store.load(book).value;
    let path = new.clone();
    let change = record.change(Content::Source(SourceFile { path }), Timestamp(2 * DAY));
    shelf.store.save(&change).expect("a journal");
    let here = &shelf.store.library().books[0].whereabouts;
    assert_eq!(here, &Whereabouts::Here(new));
}

/// Turns pages, each after so many seconds.
fn turn(program: &mut Program, seconds: &[u64]) {
    for seconds in seconds {
        program.clock += seconds * 1000;
        program.keys("<space>");
    }
}

/// Words and milliseconds of reading that were kept.
fn kept(program: &Program) -> (u64, u64) {
    let pace = program.record.as_ref().map(BookRecord::own_pace);
    pace.map_or((0, 0), |pace| (pace.words, pace.millis))
}

/// Seconds in which a page of 80 by 24 is read at about 238 words a minute.
const USUAL: u64 = 60;

#[test]
fn pages_that_are_turned_at_a_readers_pace_are_counted() {
    let mut program = Program::new(&long_text(), 80, 24);
    turn(&mut program, &[USUAL; 4]);
    let (words, millis) = kept(&program);
    // The program's own clock goes on by a millisecond with every event.
    assert_eq!(millis / 1000, 4 * USUAL);
    let per_minute = words * 60_000 / millis;
    assert!((150..400).contains(&per_minute), "{per_minute}");
}

#[test]
fn pauses_skimming_and_looking_around_are_left_out() {
    let mut program = Program::new(&long_text(), 80, 24);
    turn(&mut program, &[USUAL, USUAL]);
    let counted = kept(&program);
    // A pause for tea, leafing on, a jump, a page back, and what was read before it.
    turn(&mut program, &[3000, 1, 0, 1]);
    program.keys("G");
    turn(&mut program, &[1]);
    program.keys("gg");
    program.clock += USUAL * 1000;
    program.keys("]");
    assert_eq!(kept(&program), counted);
    // While a panel was open nobody read.
    program.clock += USUAL * 500;
    program.keys("t");
    program.clock += USUAL * 500;
    program.keys("<esc><space>");
    assert_eq!(kept(&program), counted);
    turn(&mut program, &[USUAL]);
    assert!(kept(&program) > counted);
}

#[test]
fn a_short_pause_is_known_by_what_is_usual() {
    let mut program = Program::new(&long_text(), 80, 24);
    turn(&mut program, &[40; 6]);
    let (words, millis) = kept(&program);
    // Slow, and yet somebody might read so; but not this reader.
    turn(&mut program, &[120]);
    assert_eq!(kept(&program), (words, millis));
}

#[test]
fn scrolling_by_rows_counts_what_has_gone_by() {
    let mut program = Program::new(&long_text(), 80, 24);
    program.keys("s");
    for _ in 0..20 {
        program.clock += 4_000;
        program.keys("j");
    }
    let (words, _) = kept(&program);
    assert!(words >= 120, "{words}");
}

/// The minutes that are left in the book, of what `i` says.
fn minutes(said: &str) -> u32 {
    let left = said.split(" · ").find(|part| part.contains(" left"));
    let time = left.and_then(|part| part.split(" left").next());
    let time = time.unwrap_or_default().trim_end_matches(" min");
    let (hours, minutes) = time.split_once(" h ").unwrap_or(("0", time));
    let number = |digits: &str| digits.parse::<u32>().expect("a number");
    number(hours) * 60 + number(minutes)
}

#[test]
fn time_left_is_the_readers_own_once_enough_was_read() {
    let mut slow = Program::new(&long_text(), 80, 24);
    let mut quick = Program::new(&long_text(), 80, 24);
    slow.keys("i");
    let guessed = slow.app.notice().unwrap_or_default().to_owned();
    assert!(guessed.contains(" · about "), "{guessed}");
    turn(&mut slow, &[110; 6]);
    turn(&mut quick, &[30; 6]);
    slow.keys("i");
    quick.keys("i");
    let (slow, quick) = (
        slow.app.notice().unwrap_or_default().to_owned(),
        quick.app.notice().unwrap_or_default().to_owned(),
    );
    assert!(
        slow.contains("(section ") && quick.contains("(section "),
        "{slow}"
    );
    assert!(!slow.contains("about"), "{slow}");
    assert!(minutes(&slow) > 2 * minutes(&quick), "{slow} {quick}");
    // Both have read the same; only their clocks differ.
    assert_eq!(slow.split('·').nth(1), quick.split('·').nth(1));
}

#[test]
fn of_chinese_characters_are_counted() {
    let paragraph =
        "話說女媧氏煉石補天之時於大荒山無稽崖煉成高經十二丈方經二十四丈頑石三萬六千五百零一塊。";
    let text = format!("{}\n\n", paragraph.repeat(5)).repeat(40);
    let mut program = Program::new(&text, 80, 24);
    turn(&mut program, &[90; 3]);
    let (words, millis) = kept(&program);
    assert_eq!(millis, 3 * 90_001);
    let per_minute = words * 60_000 / millis;
    assert!((200..900).contains(&per_minute), "{per_minute}");
}

#[test]
fn the_pace_of_all_machines_is_one() {
    let mut program = Program::new(&long_text(), 80, 24);
    turn(&mut program, &[USUAL; 2]);
    let mut record = program.record.take().expect("a record");
    let own = record.own_pace();
    record.device = Device::named("another").expect("a name");
    let change = record.change(Content::Pace(own), Timestamp(9));
    record.apply(&change.entry);
    assert_eq!(record.pace().words, 2 * own.words);
}

/// So that nothing is listed twice: a mark is no bookmark.
#[test]
fn quick_marks_are_counted_by_themselves() {
    let shelf = Shelf::new();
    let book = shelf.add("First", Path::new("/a.txt"), 1, 0.0);
    let record = shelf.store.load(book).value;
    let mark = Mark {
        letter: 'a',
        anchor: Anchor::default(),
    };
    let change = record.change(Content::Mark(mark), Timestamp(DAY));
    shelf.store.save(&change).expect("a journal");
    let Library { books, .. } = shelf.store.library();
    let KnownBook { counts, .. } = &books[0];
    assert_eq!((counts.marks, counts.bookmarks), (1, 0));
    assert!(out(&shelf.folio(&["library"])).contains("1 quick mark"));
}
