//! The command line as scripts use it: output, errors, exit status.
#![expect(clippy::expect_used, reason = "what fails here is the test")]

use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

fn folio(arguments: &[&str]) -> Output {
    run(arguments, b"")
}

fn run(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_folio"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program");
    // A program that does not read its input may have closed it.
    let _ = child.stdin.take().expect("a pipe").write_all(input);
    child.wait_with_output().expect("an end")
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("UTF-8")
}

fn in_folder(name: &str, content: &[u8]) -> (TempDir, String) {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join(name);
    std::fs::write(&path, content).expect("a file");
    let path = path.to_string_lossy().into_owned();
    (folder, path)
}

#[test]
fn print_sets_a_text_in_its_measure() {
    let (_folder, path) = in_folder("a.md", b"# T\n\nOne two three four five six.\n\n- a\n- b\n");
    let output = folio(&["print", "-w", "14", &path]);
    assert_eq!(
        out(&output),
        "T\n\nOne two three\nfour five six.\n\n\u{2022} a\n\u{2022} b\n"
    );
    let output = folio(&["print", "--unwrapped", &path]);
    assert_eq!(out(&output), "T\nOne two three four five six.\na\nb\n");
}

#[test]
fn the_sign_of_a_wrapped_line_of_code_is_only_in_what_was_typeset() {
    let text = b"# T\n\n```\nlet answer = compute(left, right);\n```\n";
    assert_eq!(
        out(&run(&["print", "-w", "28", "-"], text)),
        "T\n\n  let answer = compute(↩\n    left, right);\n"
    );
    let unwrapped = out(&run(&["print", "--unwrapped", "-"], text));
    assert_eq!(unwrapped, "T\nlet answer = compute(left, right);\n");
}

#[test]
fn of_a_saved_page_the_article_is_read_or_all_of_it() {
    let page = include_bytes!("books/saved.html");
    let (_folder, path) = in_folder("page", page);
    let article = out(&folio(&["print", "--unwrapped", &path]));
    let whole = out(&folio(&["print", "--unwrapped", "--whole-page", &path]));
    assert!(article.contains("Reading is the work") && whole.contains("Reading is the work"));
    assert!(!article.contains("cookies") && whole.contains("cookies"));
    let inspected =
        |flags: &[&str]| out(&folio(&[&["inspect", "--json"], flags, &[&path]].concat()));
    assert!(inspected(&[]).contains("\"format\": \"html\""));
    assert_ne!(inspected(&[]), inspected(&["--whole-page"]));
    assert_eq!(
        out(&folio(&["--whole-page", &path])),
        out(&folio(&["print", "--whole-page", &path]))
    );
}

#[test]
fn print_justifies_and_colours_when_asked() {
    let text = b"One two three four five six seven eight nine ten eleven twelve, *all* of it.";
    let ragged = out(&run(&["print", "-w", "24", "-"], text));
    let justified = out(&run(&["print", "-w", "24", "--justify", "-"], text));
    assert_eq!(
        ragged.split_whitespace().collect::<Vec<_>>(),
        justified.split_whitespace().collect::<Vec<_>>()
    );
    assert!(
        justified.lines().any(|line| line.contains("  ")),
        "{justified}"
    );
    assert!(justified.lines().all(|line| line.len() <= 24));
    let (_folder, path) = in_folder("a.md", text);
    assert!(!out(&folio(&["print", &path])).contains('\x1b'));
    assert!(out(&folio(&["print", "--color", "always", &path])).contains("\x1b[3mall\x1b[0m"));
}

#[test]
fn without_a_terminal_reading_is_printing() {
    let (_folder, path) = in_folder("a.txt", b"Words.\n");
    assert_eq!(out(&folio(&[&path])), "Words.\n");
    assert!(out(&folio(&[])).starts_with("The Bridge That Was Not Built\n"));
}

#[test]
fn inspect_says_what_was_understood() {
    let output = folio(&["inspect", "--json"]);
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(report["format"], "markdown");
    assert_eq!(report["title"], "The Bridge That Was Not Built");
    assert_eq!(report["contents_source"], "headings");
    assert_eq!(
        (&report["tables"], &report["notes"]),
        (&1.into(), &7.into())
    );
    let words = report["words"].as_u64().expect("a number");
    assert!((1800..=2600).contains(&words), "{words}");
    let sections = report["sections"].as_array().expect("sections");
    assert!(sections.len() >= 6);
    let keys = [
        "format",
        "encoding",
        "title",
        "authors",
        "byline",
        "standfirst",
        "credit",
        "language",
        "fingerprint",
        "sections",
        "contents_source",
        "blocks",
        "paragraphs",
        "words",
        "characters",
        "images",
        "tables",
        "notes",
        "links",
        "first",
        "last",
        "problems",
    ];
    for key in keys {
        assert!(report.get(key).is_some(), "{key} is missing");
    }
}

#[test]
fn what_cannot_be_opened_is_one_line_and_status_two() {
    let (folder, binary) = in_folder("a.bin", &[0, 1, 2, 3, 0, 0, 9, 255, 0, 14]);
    let (_zip, zip) = in_folder("b.epub", b"PK\x03\x04rest");
    let missing = folder
        .path()
        .join("nothing\u{1b}[31m\nhere")
        .to_string_lossy()
        .into_owned();
    let as_folder = folder.path().to_string_lossy().into_owned();
    for (path, says) in [
        (binary.as_str(), "binary"),
        (&zip, "zip archive"),
        (&missing, "no such file"),
        (&as_folder, "folder"),
        ("/dev/null/x", "folio:"),
    ] {
        for verb in [&["print"][..], &["inspect", "--json"], &[]] {
            let output = folio(&[verb, &[path]].concat());
            assert_eq!(output.status.code(), Some(2), "{path}");
            assert_eq!(out(&output), "");
            let line = err(&output);
            assert!(line.contains(says) && line.lines().count() == 1, "{line:?}");
            assert!(!line.contains('\x1b'), "{line:?}");
        }
    }
}

#[cfg(unix)]
#[test]
fn devices_are_refused_and_pipes_are_read() {
    let output = folio(&["print", "/dev/zero"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("device"), "{}", err(&output));
    let output = run(&["print", "-"], "Из трубы.\n".as_bytes());
    assert_eq!(out(&output), "Из трубы.\n");
}

/// The kernel writes them while they are read, and cannot say before how long they will be.
#[cfg(target_os = "linux")]
#[test]
fn files_that_are_longer_than_they_say_are_read_to_their_end() {
    let mut cat = Command::new("cat")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("cat");
    // When it has said something it is loaded, and its memory stays as it is.
    let mut input = cat.stdin.take().expect("a pipe");
    input.write_all(b"x").expect("somebody who reads");
    let mut said = [0];
    let mut output = cat.stdout.take().expect("a pipe");
    std::io::Read::read_exact(&mut output, &mut said).expect("a byte");
    let path = format!("/proc/{}/smaps", cat.id());
    let text = std::fs::read_to_string(&path).unwrap_or_default();
    let printed = folio(&["print", &path]);
    drop(input);
    cat.wait().expect("an end");
    if text.len() as u64 > folio::format::HEAD {
        assert_eq!(err(&printed), "");
        let count = |text: &str| text.matches("VmFlags:").count();
        assert_eq!(count(&out(&printed)), count(&text));
    }
}

#[test]
fn wrong_arguments_are_one_line_and_status_two() {
    for arguments in [
        &["--no-such"][..],
        &["print", "-w", "wide"],
        &["a", "b", "c"],
        &["print", "--color", "red"],
    ] {
        let output = folio(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert_eq!(err(&output).lines().count(), 1, "{}", err(&output));
    }
    let help = folio(&["--help"]);
    assert_eq!(help.status.code(), Some(0));
    assert!(out(&help).contains("print") && out(&help).contains("--width"));
    assert!(out(&help).contains("search"));
}

#[test]
fn what_was_typed_in_the_wrong_order_is_shown_in_the_right_one() {
    for (typed, says) in [
        (
            &["-w", "300", "print", "t.md"][..],
            "the verb comes first: folio print -w 300 t.md",
        ),
        (
            &["my book.md", "inspect", "--json"],
            "the verb comes first: folio inspect 'my book.md' --json",
        ),
        (
            &["serch", "two words", "book.epub"],
            "serch is neither a file nor a verb; did you mean folio search 'two words' book.epub?",
        ),
        (
            &["pirnt", "t.md", "--justify"],
            "pirnt is neither a file nor a verb; did you mean folio print t.md --justify?",
        ),
        (&["a", "b"], "one text is read at a time; b is one too many"),
        (
            &["search"],
            "the following required arguments were not provided: <PATTERN>; folio search --help says more",
        ),
        (
            &["search", "a\u{1b}[31m\n", "--no-such"],
            "unexpected argument '--no-such' found; folio search --help says more",
        ),
    ] {
        let output = folio(typed);
        assert_eq!(output.status.code(), Some(2), "{typed:?}");
        assert_eq!(err(&output), format!("folio: {says}\n"));
    }
}

#[cfg(unix)]
#[test]
fn a_broken_pipe_is_success() {
    let (_folder, path) = in_folder("long.txt", "word ".repeat(200_000).as_bytes());
    let command = format!(
        "'{}' print '{path}' | head -n 1; exit ${{PIPESTATUS[0]}}",
        env!("CARGO_BIN_EXE_folio")
    );
    let output = Command::new("bash")
        .args(["-c", &command])
        .output()
        .expect("bash");
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    assert_eq!(err(&output), "");
}

#[test]
fn empty_files_are_empty_documents() {
    for content in [&b""[..], b"\n", b"\n\n  \n\t\n", b"\xef\xbb\xbf"] {
        for name in ["a.txt", "a.md", "a"] {
            let (_folder, path) = in_folder(name, content);
            let output = folio(&["print", &path]);
            assert_eq!(
                (output.status.code(), out(&output).as_str()),
                (Some(0), ""),
                "{name}"
            );
        }
    }
}

#[test]
fn the_users_own_document_is_understood() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/essay/source.txt");
    if !path.exists() {
        return;
    }
    let output = folio(&["inspect", "--json", &path.to_string_lossy()]);
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(report["paragraphs"], 15);
    assert_eq!(report["contents_source"], "paragraphs");
    assert_eq!(report["sections"].as_array().map(Vec::len), Some(15));
    assert_eq!(report["authors"][0], "Chris Miller");
    for field in ["title", "byline", "standfirst", "credit"] {
        assert!(report[field].is_string(), "{field}");
    }
}

#[cfg(unix)]
#[test]
fn nothing_that_a_terminal_obeys_comes_out_of_a_text_or_a_name() {
    let text = "A T\u{1b}[31mitle\u{202e}\n\nBy A\u{9b}nn Bee\n\nThe first paragraph\u{7} is long enough to stand \
                below a title, and\u{1b}]0;x\u{7} it goes on for a while.\n\nThe second is as long as that, and has \
                \u{2066}something\u{2069} in it that ought not to be there, but is.\n\0\n";
    let (folder, path) = in_folder("a\u{1b}[31m\u{202e}b\u{9b}.txt", text.as_bytes());
    let missing = folder.path().join("no\u{1b}[2J\nne.txt");
    let missing = missing.to_string_lossy();
    let outputs = [
        folio(&["print", &path]),
        folio(&["print", "--unwrapped", &path]),
        folio(&["inspect", &path]),
        folio(&["inspect", "--json", &path]),
        folio(&["inspect", &missing]),
    ];
    for output in outputs {
        for shown in [out(&output), err(&output)] {
            let obeys = |c: char| {
                let is_direction = matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
                is_direction || c.is_control() && c != '\n'
            };
            assert!(!shown.contains(obeys), "{shown:?}");
            assert!(!shown.contains("\\u00"), "{shown:?}");
        }
    }
    assert_eq!(err(&folio(&["inspect", &missing])).lines().count(), 1);
    let json = out(&folio(&["inspect", "--json", &path]));
    assert!(json.contains("\"title\": \"A Title\""), "{json}");
    assert!(json.contains("a zero byte was left out"), "{json}");
}

#[test]
fn what_a_library_adds_is_no_part_of_what_is_counted() {
    let book = "The Project Gutenberg EBook of The Log, by A. Keeper\n\nTitle: The Log\n\n\
                *** START OF THIS PROJECT GUTENBERG EBOOK THE LOG ***\n\nThe lamp is lit.\n\n\
                *** END OF THIS PROJECT GUTENBERG EBOOK THE LOG ***\n\nA licence of many words.\n";
    let (_folder, path) = in_folder("log.txt", book.as_bytes());
    let json = out(&folio(&["inspect", "--json", &path]));
    for line in [
        "\"blocks\": 1,",
        "\"words\": 4,",
        "\"characters\": 16,",
        "\"first\": \"The lamp is lit.\"",
    ] {
        assert!(json.contains(line), "{line}: {json}");
    }
}
