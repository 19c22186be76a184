//! `folio search` as scripts and people use it: many files, folders, the library, every form of answer.
#![expect(clippy::expect_used, reason = "what fails here is the test")]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use folio::document::{Anchor, Fingerprint, is_drawable};
use folio::store::{BookRecord, Content, Place as Reading, Source, Store, Timestamp};
use serde_json::Value;
use tempfile::TempDir;

/// A folder with files in it, in which folio is run.
struct Place {
    folder: TempDir,
}

impl Place {
    fn new(files: &[(&str, &str)]) -> Self {
        let folder = TempDir::new().expect("a folder");
        let place = Self { folder };
        for (name, content) in files {
            place.add(name, content.as_bytes());
        }
        place
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn add(&self, name: &str, content: &[u8]) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, content).expect("a file");
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_folio"));
        command
            .arg("search")
            .args(arguments)
            .current_dir(self.folder.path())
            .env("XDG_STATE_HOME", self.path("state"))
            .env_remove("NO_COLOR")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    fn search(&self, arguments: &[&str]) -> Answer {
        self.search_with(arguments, "")
    }

    fn search_with(&self, arguments: &[&str], input: &str) -> Answer {
        let mut child = self.command(arguments).spawn().expect("the program");
        // A program that does not read its input may have closed it.
        let _ = child
            .stdin
            .take()
            .expect("a pipe")
            .write_all(input.as_bytes());
        Answer::of(&child.wait_with_output().expect("an end"))
    }
}

#[derive(Debug, PartialEq, Eq)]
struct Answer {
    out: String,
    err: String,
    status: i32,
}

impl Answer {
    fn of(output: &Output) -> Self {
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("UTF-8");
        Self {
            out: text(&output.stdout),
            err: text(&output.stderr),
            status: output.status.code().expect("a status"),
        }
    }

    fn objects(&self) -> Vec<Value> {
        let object = |line| serde_json::from_str(line).expect("an object a line");
        self.out.lines().map(object).collect()
    }
}

fn said(out: &str, status: i32) -> Answer {
    Answer {
        out: out.to_owned(),
        err: String::new(),
        status,
    }
}

const LOG: &str = "# The log\n\n## Night\n\nThe lamp is lit. Nobody has seen\nthe lamp from the sea.\n\n\
                   ## Day\n\nThe sea is calm, and the keeper sleeps.\n";

#[test]
fn a_match_is_a_line_with_its_section_and_its_paragraph() {
    let place = Place::new(&[("log.md", LOG)]);
    assert_eq!(
        place.search(&["seen the", "log.md"]),
        said(
            "Night:The lamp is lit. Nobody has seen the lamp from the sea.\n",
            0
        )
    );
    assert_eq!(
        place.search(&["-C", "16", "lamp", "log.md"]),
        said(
            "Night:The lamp is lit. Nobody…\nNight:…has seen the lamp from the sea.\n",
            0
        )
    );
    assert_eq!(place.search(&["whale", "log.md"]), said("", 1));
}

#[test]
fn several_files_are_named_and_one_is_not() {
    let place = Place::new(&[
        ("a.md", "# T\n\n## A\n\nThe sea.\n"),
        ("b.md", "# T\n\n## B\n\nNo sea.\n"),
    ]);
    assert_eq!(
        place.search(&["sea", "b.md", "a.md"]),
        said("b.md:B:No sea.\na.md:A:The sea.\n", 0)
    );
    assert_eq!(place.search(&["sea", "b.md"]), said("B:No sea.\n", 0));
}

#[test]
fn every_format_is_searched() {
    let books = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/books");
    let place = Place::new(&[]);
    for (book, words) in [
        ("chapters.txt", "the"),
        ("article.md", "the"),
        ("figures.html", "the"),
        ("sections.fb2", "the"),
    ] {
        let book = books.join(book);
        let answer = place.search(&["-q", words, &book.to_string_lossy()]);
        assert_eq!(answer, said("", 0), "{}", book.display());
    }
}

#[test]
fn options_say_how_the_pattern_is_meant() {
    let place = Place::new(&[("a.txt", "The Sea and the seaside, a sea of \"seas\".\n")]);
    let count = |options: &[&str], pattern: &str| {
        let answer = place.search(&[options, &["-c", "--", pattern, "a.txt"]].concat());
        answer.out.trim().to_owned()
    };
    assert_eq!(count(&[], "sea"), "4");
    assert_eq!(count(&[], "Sea"), "1");
    // A shell takes the marks; what is left of them is part of the pattern.
    assert_eq!(count(&[], "\"seas\""), "1");
    assert_eq!(count(&[], "-no"), "0");
    let answer = place.search(&["--exact", "--regex", "sea", "a.txt"]);
    assert_eq!((answer.status, answer.err.lines().count()), (2, 1));
}

#[test]
fn json_is_an_object_a_match_and_a_last_one_that_counts() {
    let place = Place::new(&[("log.md", LOG), ("none.md", "Nothing.\n"), ("plain", "sea")]);
    let answer = place.search(&["--json", "sea", "log.md", "none.md", "plain", "gone"]);
    let objects = answer.objects();
    let (total, matches) = objects.split_last().expect("a last one");
    assert_eq!(total, &serde_json::json!({ "matches": 3, "files": 3 }));
    assert_eq!(answer.status, 2);
    assert_eq!(answer.err.lines().count(), 1, "{}", answer.err);

    let text = Answer::of(
        &Command::new(env!("CARGO_BIN_EXE_folio"))
            .args(["inspect", "--json", &place.path("log.md").to_string_lossy()])
            .output()
            .expect("the program"),
    );
    let inspected: Value = serde_json::from_str(&text.out).expect("an object");
    assert_eq!(inspected["sections"][0]["title"], matches[0]["section"]);
    let keys = ["after", "before", "exact", "file", "offset", "section"];
    for object in matches {
        let object = object.as_object().expect("an object");
        assert!(object.keys().eq(keys), "{object:?}");
    }
    let first = &matches[0];
    assert_eq!(
        (&first["file"], &first["exact"]),
        (&"log.md".into(), &"sea".into())
    );
    assert_eq!(first["section"], "Night");
    let before = first["before"].as_str().expect("words");
    assert!(before.ends_with("the lamp from the ") && before.chars().count() <= 40);
    // Offsets are bytes of the text as `print --unwrapped` has it, headings on lines of their own.
    assert_eq!(
        first["offset"],
        "The log\nNight\nThe lamp is lit. Nobody has seen the lamp from the ".len()
    );
    let opening = &matches[2];
    assert_eq!(
        (&opening["before"], &opening["after"]),
        (&"".into(), &"".into())
    );
}

#[test]
fn json_of_nothing_found_still_counts_and_says_so_by_its_status() {
    let place = Place::new(&[("a.txt", "One.\n")]);
    assert_eq!(
        place.search(&["--json", "two", "a.txt"]),
        said("{\"matches\":0,\"files\":1}\n", 1)
    );
}

#[test]
fn counts_and_names_and_nothing_at_all() {
    let place = Place::new(&[("a", "sea, sea\n"), ("b", "land\n"), ("c", "sea\n")]);
    let files = ["sea", "a", "b", "c"];
    let with = |option| place.search(&[&[option], &files[..]].concat());
    assert_eq!(with("--count"), said("a:2\nb:0\nc:1\n", 0));
    assert_eq!(with("-l"), said("a\nc\n", 0));
    assert_eq!(with("--quiet"), said("", 0));
    assert_eq!(place.search(&["-c", "sea", "a"]), said("2\n", 0));
    assert_eq!(place.search(&["-l", "whale", "a", "b"]), said("", 1));
}

#[test]
fn answers_are_in_the_order_of_the_arguments_however_long_each_takes() {
    let place = Place::new(&[]);
    let names: Vec<String> = (0..300).map(|n| format!("{n:03}.txt")).collect();
    for (n, name) in names.iter().enumerate() {
        // Every tenth is long, with more matches than a piece of an answer holds.
        let times = if n % 10 == 0 { 1500 } else { n % 3 };
        place.add(name, "A needle in the hay.\n\n".repeat(times).as_bytes());
    }
    let mut arguments = vec!["--json", "needle"];
    arguments.extend(names.iter().rev().map(String::as_str));
    let objects = place.search(&arguments).objects();
    let (total, matches) = objects.split_last().expect("a last one");
    let files: Vec<&str> = matches.iter().filter_map(|m| m["file"].as_str()).collect();
    assert!(files.is_sorted_by(|a, b| a >= b));
    let expected: usize = (0..300)
        .map(|n| if n % 10 == 0 { 1500 } else { n % 3 })
        .sum();
    assert_eq!(
        total,
        &serde_json::json!({ "matches": expected, "files": 300 })
    );
    assert_eq!(matches.len(), expected);
}

#[test]
fn without_a_file_it_is_what_is_piped_in_and_else_the_essay() {
    let place = Place::new(&[("a", "no such city\n")]);
    for arguments in [&["-c", "such city"][..], &["-c", "such city", "-"]] {
        assert_eq!(
            place.search_with(arguments, "no such city\n"),
            said("1\n", 0)
        );
    }
    let with = |stdin: Stdio, words: &str| {
        let mut command = place.command(&["-c", words]);
        Answer::of(&command.stdin(stdin).output().expect("an end"))
    };
    let file = fs::File::open(place.path("a")).expect("a file");
    assert_eq!(with(file.into(), "such city"), said("1\n", 0));
    let answer = with(Stdio::null(), "Vladivostok");
    assert_eq!(answer.status, 0);
    assert!(answer.out.trim().parse::<u32>().is_ok_and(|n| n > 0));
    assert_eq!(place.search(&["-c", "Vladivostok"]), said("0\n", 1));
}

#[test]
fn a_line_names_the_section_where_there_is_one() {
    let place = Place::new(&[
        (
            "headed.md",
            "A sea before all.\n\n# Of the sea\n\nThe sea.\n",
        ),
        ("plain.txt", "Two cats sat.\n\nThe sea.\n"),
    ]);
    assert_eq!(
        place.search(&["sea", "headed.md"]),
        said(
            "A sea before all.\nOf the sea:Of the sea\nOf the sea:The sea.\n",
            0
        )
    );
    assert_eq!(
        place.search(&["cats", "plain.txt"]),
        said("Two cats sat.\n", 0)
    );
    assert_eq!(
        place.search(&["sea", "plain.txt", "headed.md"]),
        said(
            "plain.txt:The sea.\nheaded.md:A sea before all.\nheaded.md:Of the sea:Of the sea\nheaded.md:Of the sea:The sea.\n",
            0
        )
    );
    let objects = place.search(&["--json", "cats", "plain.txt"]).objects();
    assert_eq!(objects[0]["section"], "Two cats sat.");
}

#[test]
fn words_that_a_file_has_nowhere_as_they_were_typed_are_found_with_other_punctuation() {
    let place = Place::new(&[
        ("a", "Mr. Darcy, and not mr darcy.\n"),
        ("b", "“Mr.—Darcy!”\n"),
        ("c", "Darcy\n"),
    ]);
    assert_eq!(
        place.search(&["-c", "mr darcy", "a", "b", "c"]),
        said("a:1\nb:1\nc:0\n", 0)
    );
    // With marks aside, capitals are aside too.
    assert_eq!(place.search(&["-c", "Mr Darcy", "a"]), said("2\n", 0));
    assert_eq!(place.search(&["-q", "-F", "mr darcy", "b"]).status, 1);
    assert_eq!(place.search(&["-l", "mr-darcy", "c", "b"]), said("b\n", 0));
}

#[test]
fn standard_input_is_one_of_the_files() {
    let place = Place::new(&[
        ("a", "sea\n"),
        ("-", "a file with an odd name, and a sea\n"),
    ]);
    assert_eq!(
        place.search_with(&["-c", "sea", "-", "a", "-", "./-"], "sea, sea, sea\n"),
        said("standard input:3\na:1\n./-:1\n", 0)
    );
}

#[test]
fn a_file_that_cannot_be_read_does_not_stop_the_others_and_is_told_at_the_end() {
    let place = Place::new(&[("a", "sea\n"), ("z", "sea\n")]);
    place.add("image", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
    let answer = place.search(&["sea", "a", "gone", "image", "z"]);
    assert_eq!(answer.status, 2);
    assert_eq!(answer.out, "a:sea\nz:sea\n");
    let lines: Vec<&str> = answer.err.lines().collect();
    assert!(lines[0].starts_with("folio: gone: there is no such file"));
    assert!(lines[1].starts_with("folio: image: this is a PNG image"));
    assert_eq!(lines.len(), 2);
    // Who only asks whether there is one has an answer.
    assert_eq!(place.search(&["-q", "sea", "a", "gone"]).status, 0);
    assert_eq!(place.search(&["-q", "whale", "gone", "a"]).status, 2);
}

#[test]
fn a_folder_is_looked_through_when_that_is_asked_for() {
    let place = Place::new(&[
        ("shelf/b.txt", "sea\n"),
        ("shelf/a/deep.md", "# T\n\n## D\n\nsea\n"),
        ("shelf/.hidden/x.txt", "sea\n"),
        ("shelf/.hidden.txt", "sea\n"),
        ("shelf/c.txt", "land\n"),
        ("z.txt", "sea\n"),
    ]);
    place.add("shelf/image.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
    place.add("shelf/noise", &[0, 1, 2, 3, 0, 0, 9, 255, 0, 14]);
    let answer = place.search(&["sea", "shelf", "z.txt"]);
    assert_eq!((answer.out.as_str(), answer.status), ("z.txt:sea\n", 2));
    assert_eq!(
        answer.err,
        "folio: shelf: is a folder; --recursive looks through it\n"
    );
    assert_eq!(
        place.search(&["-c", "--recursive", "sea", "z.txt", "shelf/"]),
        said(
            "z.txt:1\nshelf/a/deep.md:1\nshelf/b.txt:1\nshelf/c.txt:0\n",
            0
        )
    );
    assert_eq!(
        place.search(&["-rl", "sea"]),
        said("shelf/a/deep.md\nshelf/b.txt\nz.txt\n", 0)
    );
    // A folder with one file is a folder all the same.
    assert_eq!(
        place.search(&["-r", "sea", "shelf/a"]),
        said("shelf/a/deep.md:D:sea\n", 0)
    );
    assert_eq!(place.search(&["-r", "sea", "z.txt"]), said("sea\n", 0));
}

#[cfg(unix)]
#[test]
fn links_in_a_folder_lead_nowhere_and_pipes_in_it_are_not_waited_for() {
    let place = Place::new(&[("shelf/a.txt", "sea\n"), ("elsewhere/b.txt", "sea\n")]);
    let link = |to: &str, at: &str| std::os::unix::fs::symlink(to, place.path(at)).expect("a link");
    link("..", "shelf/loop");
    link("../elsewhere", "shelf/other");
    link("self", "shelf/self");
    link("shelf", "way-in");
    let pipe = Command::new("mkfifo")
        .arg(place.path("shelf/pipe"))
        .status();
    assert!(pipe.is_ok_and(|status| status.success()));
    assert_eq!(
        place.search(&["-rl", "sea", "shelf"]),
        said("shelf/a.txt\n", 0)
    );
    // A link that was named is followed.
    assert_eq!(
        place.search(&["-rl", "sea", "way-in"]),
        said("way-in/a.txt\n", 0)
    );
}

#[test]
fn the_library_is_every_book_that_was_read_the_last_one_first() {
    let place = Place::new(&[("old.txt", "sea\n"), ("new.txt", "sea, sea\n")]);
    let empty = place.search(&["--library", "sea"]);
    assert_eq!((empty.status, empty.out.as_str()), (1, ""));
    assert!(empty.err.contains("no book has been read"), "{}", empty.err);

    let store = Store::at(place.path("state/folio"));
    let read = |text: &str, name: Option<&str>, when: u64| {
        let record = BookRecord::new(Fingerprint::of(text));
        let anchor = Anchor::default();
        let content = match name {
            Some(name) => Content::Source(Source {
                path: place.path(name),
            }),
            None => Content::Place(Reading { anchor }),
        };
        let change = record.change(content, Timestamp(when));
        store.save(&change).expect("a record");
    };
    read("gone", Some("gone.txt"), 5);
    read("the essay", None, 6);
    let gone = place.search(&["--library", "-c", "sea"]);
    assert_eq!((gone.status, gone.out.as_str()), (2, ""));

    read("old", Some("old.txt"), 10);
    read("new", Some("new.txt"), 20);
    read("new, as it was before", Some("new.txt"), 15);
    let answer = place.search(&["--library", "-c", "sea"]);
    let path = |name: &str| place.path(name).to_string_lossy().into_owned();
    assert_eq!(
        answer.out,
        format!("{}:2\n{}:1\n", path("new.txt"), path("old.txt"))
    );
    assert_eq!(answer.status, 0);
    let gone = path("gone.txt");
    assert!(
        answer
            .err
            .starts_with(&format!("folio: {gone}: read here once"))
    );
    assert_eq!(answer.err.lines().count(), 1);

    let book = place.path(&format!("state/folio/books/{}", Fingerprint::of("torn")));
    fs::create_dir(&book).expect("a folder");
    let damaged = book.join("desk.jsonl");
    fs::write(&damaged, "{").expect("a file");
    let answer = place.search(&["--library", "-q", "whale"]);
    assert_eq!(answer.status, 2);
    let first = answer.err.lines().next().unwrap_or_default();
    assert!(
        first.contains("1 line cannot be read") && first.ends_with("desk.jsonl"),
        "{first}"
    );
    let left = fs::read_to_string(damaged).expect("a file");
    assert_eq!(left, "{", "a search changes nothing that is remembered");
}

#[test]
fn colours_are_for_terminals_and_for_who_asks() {
    let place = Place::new(&[("log.md", LOG)]);
    assert!(!place.search(&["keeper", "log.md"]).out.contains('\x1b'));
    let never = place.search(&["--color", "never", "keeper", "log.md"]);
    assert!(!never.out.contains('\x1b'));
    assert_eq!(
        place
            .search(&["--color", "always", "-C", "8", "keeper", "log.md", "log.md"])
            .out
            .lines()
            .next(),
        Some("\x1b[35mlog.md\x1b[0m:\x1b[32mDay\x1b[0m:…and the \x1b[1;31mkeeper\x1b[0m sleeps.")
    );
    let json = place.search(&["--json", "--color", "always", "keeper", "log.md"]);
    assert!(!json.out.contains('\x1b'));
}

#[cfg(unix)]
#[test]
fn nothing_that_a_terminal_obeys_comes_out_of_a_name_a_title_or_a_text() {
    let name = "a\u{1b}[31m\u{202e}b\u{9b}\n.md";
    let place = Place::new(&[(
        name,
        "# T\u{1b}]0;x\u{7}itle\n\nThe s\u{9b}ea \u{1b}[2Jis calm.\n",
    )]);
    for options in [&[][..], &["-c"], &["-l"], &["--json"]] {
        for more in ["gone\u{1b}[2J", name] {
            let answer = place.search(&[options, &["is calm", name, more]].concat());
            for shown in [&answer.out, &answer.err] {
                let is_fine = |c: char| c == '\n' || is_drawable(c);
                assert!(shown.chars().all(is_fine), "{shown:?}");
            }
        }
    }
    let objects = place.search(&["--json", "is calm", name]).objects();
    assert_eq!(objects[0]["file"], name);
}

#[test]
fn a_pattern_that_cannot_be_used_is_one_line() {
    let place = Place::new(&[("a", "sea\n")]);
    for arguments in [&["", "a"][..], &["  ", "a"], &[]] {
        let answer = place.search(arguments);
        assert_eq!(
            (answer.status, answer.out.as_str()),
            (2, ""),
            "{arguments:?}"
        );
        assert_eq!(answer.err.lines().count(), 1, "{}", answer.err);
    }
}

/// What is shown on a terminal of so many columns, without its colours if it is asked for so.
#[cfg(unix)]
fn on_terminal(place: &Place, columns: u16, arguments: &[&str]) -> String {
    use std::io::Read;

    use portable_pty::{CommandBuilder, PtySize, native_pty_system};

    let size = PtySize {
        rows: 24,
        cols: columns,
        pixel_width: 0,
        pixel_height: 0,
    };
    let pair = native_pty_system().openpty(size).expect("a terminal");
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_folio"));
    command.arg("search");
    command.args(arguments);
    command.cwd(place.folder.path());
    command.env_remove("NO_COLOR");
    let mut child = pair.slave.spawn_command(command).expect("the program");
    drop(pair.slave);
    let mut reader = pair.master.try_clone_reader().expect("a reader");
    let mut shown = Vec::new();
    let mut buffer = [0; 4096];
    // A terminal that nobody writes to any more ends with an error.
    while let Ok(n @ 1..) = reader.read(&mut buffer) {
        shown.extend_from_slice(&buffer[..n]);
    }
    child.wait().expect("an end");
    String::from_utf8(shown).expect("UTF-8").replace('\r', "")
}

#[cfg(unix)]
#[test]
fn on_a_terminal_matches_stand_under_their_files_and_sections_and_fit_its_width() {
    let place = Place::new(&[
        ("log.md", LOG),
        (
            "novel.md",
            "# N\n\n## Part One\n\n### Chapter I\n\nAt night the sea.\n\n## Part Two\n\n### Chapter I\n\n\
             A long way from here there is no sea, and nobody who lives there has ever seen a lamp in the night.\n",
        ),
        ("plain.txt", "The sea.\n"),
    ]);
    let color = "--color=never";
    assert_eq!(
        on_terminal(
            &place,
            40,
            &[color, "sea", "log.md", "novel.md", "plain.txt"]
        ),
        "\
log.md
  Night
    …has seen the lamp from the sea.
  Day
    The sea is calm, and the keeper…

novel.md
  Part One › Chapter I
    At night the sea.
  Part Two › Chapter I
    …there is no sea, and nobody who…

plain.txt
  The sea.
"
    );
    assert_eq!(
        on_terminal(&place, 60, &[color, "sea", "novel.md"]),
        "\
Part One › Chapter I
  At night the sea.
Part Two › Chapter I
  …way from here there is no sea, and nobody who lives…
"
    );
    assert_eq!(
        on_terminal(&place, 60, &["calm", "log.md"]),
        "\x1b[32mDay\x1b[0m\n  The sea is \x1b[1;31mcalm\x1b[0m, and the keeper sleeps.\n"
    );
}

#[cfg(unix)]
#[test]
fn a_broken_pipe_is_success_however_much_there_would_be_to_say() {
    let place = Place::new(&[]);
    for n in 0..50 {
        place.add(
            &format!("{n}.txt"),
            "A needle in the hay.\n\n".repeat(2000).as_bytes(),
        );
    }
    for form in ["--json", "--color=always"] {
        let mut command = place.command(&["-r", form, "needle", "."]);
        let mut child = command.spawn().expect("the program");
        drop(child.stdout.take());
        let output = child.wait_with_output().expect("an end");
        assert_eq!(output.status.code(), Some(0));
        assert_eq!(output.stderr, b"");
    }
}

#[test]
fn the_section_is_the_whole_path_and_data_in_a_folder_is_passed_over() {
    let place = Place::new(&[
        (
            "novel.md",
            "# N\n\n## Part One\n\n### Chapter I\n\nThe sea.\n",
        ),
        ("data.json", "{\"sea\": 1}"),
        ("Cargo.LOCK", "sea"),
        ("main.rs", "// sea\n"),
    ]);
    assert_eq!(
        place.search(&["-r", "sea"]),
        said("novel.md:Part One › Chapter I:The sea.\n", 0)
    );
    let objects = place.search(&["-r", "--json", "sea"]).objects();
    assert_eq!(objects[0]["section"], "Part One › Chapter I");
    assert_eq!(objects[1]["files"], 1);
    // Who names such a file means it.
    assert_eq!(place.search(&["-c", "sea", "main.rs"]), said("1\n", 0));
}

#[test]
fn a_regular_expression_that_may_be_nothing_finds_something() {
    let place = Place::new(&[("log.txt", "The sea.\n")]);
    assert_eq!(place.search(&["-E", "-c", "e*", "log.txt"]), said("2\n", 0));
    assert_eq!(place.search(&["-E", "()", "log.txt"]), said("", 1));
    // Here quotation marks are marks, and what is typed around words is waived.
    assert_eq!(
        place.search(&["-c", "\"The Sea!\"", "log.txt"]),
        said("1\n", 0)
    );
    assert_eq!(place.search(&["-F", "\"The sea\"", "log.txt"]), said("", 1));
}

#[cfg(unix)]
#[test]
fn a_line_keeps_to_one_row_of_a_narrow_terminal_and_the_essay_is_named() {
    let line = "The keeper of the lamp looked at the wide sea for a long time.\n";
    let place = Place::new(&[
        ("a.md", &format!("# A\n\n## Night\n\n{line}")),
        ("b.txt", line),
    ]);
    let shown = on_terminal(&place, 20, &["--color=never", "looked", "a.md", "b.txt"]);
    for row in shown.lines() {
        assert!(row.chars().count() <= 20, "{shown}");
    }
    let essay = on_terminal(&place, 80, &["--color=never", "-c", "zyzzyva"]);
    assert_eq!(
        essay,
        "folio: no FILE was named, so the essay is looked through\n0\n"
    );
}
