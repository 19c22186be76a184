//! The binary in a real terminal: started, resized, quit, killed, suspended, and what is left behind.
//!
//! Nothing is slept for: every step waits for the bytes or the file that shows it is done.
#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "what fails here is the test"
)]
#![cfg(unix)]

mod editor;
mod pty;

use std::path::Path;
use std::time::{Duration, Instant};

use folio::document::Anchor;
use folio::format;
use folio::store::{BookRecord, Content, Store, Timestamp};
use portable_pty::{CommandBuilder, native_pty_system};
use pty::{PATIENCE, Terminal, folio, size};
use tempfile::TempDir;

fn home() -> TempDir {
    TempDir::new().expect("a folder")
}

const TITLE: &str = "The Bridge That Was Not Built";

#[test]
fn who_pipes_a_text_in_without_naming_it_is_told_how() {
    let home = home();
    let mut shell = CommandBuilder::new("sh");
    shell.args(["-c", "printf piped | \"$0\"", env!("CARGO_BIN_EXE_folio")]);
    let mut t = Terminal::start(shell, home.path());
    t.wait_for_text(TITLE);
    t.wait_for_text("`folio -`");
    t.type_keys("q");
    assert_eq!(t.end().0, 0);
}

#[test]
fn it_starts_turns_pages_is_resized_and_quits_without_a_trace() {
    let home = home();
    let mut t = Terminal::start(folio(), home.path());
    t.wait_for_text(TITLE);
    t.type_keys(" ");
    t.wait_for_page(2);
    let before = t.screen();
    t.resize(60, 20);
    t.wait_for("another layout", |t| {
        t.screen() != before && t.screen().contains("left")
    });
    t.resize(80, 24);
    let what = format!("the screen as it was: {before:?}");
    t.wait_for(&what, |t| t.screen() == before);
    t.type_keys("q");
    let (status, _) = t.end();
    assert_eq!(status, 0);
    t.assert_given_back();
    assert!(!t.screen().contains(TITLE));
}

#[test]
fn what_is_selected_with_the_mouse_goes_to_the_terminals_clipboard() {
    let home = home();
    let mut t = Terminal::start(folio(), home.path());
    t.wait_for_text(TITLE);
    let screen = t.screen();
    let rows = screen.lines().enumerate();
    let mut at = rows.filter_map(|(y, row)| Some((row.find(TITLE)? + 1, y + 1)));
    let (x, y) = at.next().expect("the title");
    let to = x + "The Bridge".len() - 1;
    t.type_keys(&format!(
        "\x1b[<0;{x};{y}M\x1b[<32;{to};{y}M\x1b[<0;{to};{y}m"
    ));
    t.wait_for_text("y copy");
    t.type_keys("y");
    t.wait_for_text("2 words copied");
    let raw = String::from_utf8_lossy(&t.raw).into_owned();
    assert!(raw.contains("\x1b]52;c;VGhlIEJyaWRnZQ==\x07"), "{raw:?}");
    t.type_keys("q");
    assert_eq!(t.end().0, 0);
    t.assert_given_back();
}

#[test]
fn signals_end_it_and_the_terminal_is_given_back() {
    for (signal, expected) in [("-TERM", 143), ("-HUP", 129), ("-INT", 130), ("-QUIT", 131)] {
        let home = home();
        let mut t = Terminal::start(folio(), home.path());
        t.wait_for_text(TITLE);
        t.type_keys("  ");
        t.wait_for_page(3);
        t.kill(signal);
        let (status, _) = t.end();
        assert_eq!(status, expected, "{signal}");
        t.assert_given_back();
        assert!(
            t.records().contains("\"kind\":\"place\""),
            "{signal}: the place was not written down"
        );
    }
}

#[test]
fn a_panic_gives_the_terminal_back_and_says_what_happened() {
    if !cfg!(debug_assertions) {
        return;
    }
    let home = home();
    let mut command = folio();
    command.env("FOLIO_TEST_PANIC", "1");
    let pair = native_pty_system()
        .openpty(size(80, 24))
        .expect("a terminal");
    command.env("HOME", home.path());
    let mut t = Terminal::start_as_is(pair, command, home.path());
    let (status, raw) = t.end();
    assert_eq!(status, 101);
    t.assert_given_back();
    let given_back = raw.rfind("\x1b[?1049l").unwrap_or(0);
    assert!(raw[given_back..].contains("asked to panic"), "{raw}");
}

#[test]
fn a_panic_on_another_thread_leaves_the_reader_at_his_page() {
    if !cfg!(debug_assertions) {
        return;
    }
    let home = home();
    let mut command = folio();
    command.env("FOLIO_TEST_PANIC", "aside");
    command.env("TERM", "xterm-256color");
    command.env("HOME", home.path());
    let pair = native_pty_system()
        .openpty(size(80, 24))
        .expect("a terminal");
    let mut t = Terminal::start_as_is(pair, command, home.path());
    t.wait_for_text(TITLE);
    t.type_keys("  ");
    t.wait_for_page(3);
    let raw = String::from_utf8_lossy(&t.raw).into_owned();
    assert!(
        !raw.contains("\x1b[?1049l") && !raw.contains("asked to panic"),
        "{raw:?}"
    );
    t.type_keys("q");
    assert_eq!(t.end().0, 0);
    t.assert_given_back();
}

#[test]
fn suspended_it_gives_the_terminal_back_and_takes_it_again() {
    let home = home();
    let mut t = Terminal::start(folio(), home.path());
    t.wait_for_text(TITLE);
    t.type_keys("\x1a");
    t.wait_for("the other screen", |t| !t.screen().contains(TITLE));
    // It may not have stopped yet when it is told to go on: it is told until it does.
    let deadline = Instant::now() + PATIENCE;
    while !t.screen().contains(TITLE) {
        assert!(Instant::now() < deadline, "it did not come back");
        t.kill("-CONT");
        if let Ok(bytes) = t.output.recv_timeout(Duration::from_millis(20)) {
            t.parser.process(&bytes);
            t.raw.extend(bytes);
        }
    }
    t.type_keys("q");
    assert_eq!(t.end().0, 0);
    t.assert_given_back();
}

#[test]
fn killed_at_any_moment_it_stands_on_the_same_words_tomorrow() {
    let home = home();
    let mut t = Terminal::start(folio(), home.path());
    t.wait_for_text(TITLE);
    t.type_keys("   ");
    t.wait_for_page(4);
    let before = t.screen();
    t.wait_for_record("\"kind\":\"place\"");
    t.kill("-KILL");
    t.end();
    let mut t = Terminal::start(folio(), home.path());
    t.wait_for("the same screen", |t| t.screen() == before);
    t.type_keys("q");
    t.end();
}

#[test]
fn a_bookmark_is_on_the_disk_before_anything_else_happens() {
    let home = home();
    let mut t = Terminal::start(folio(), home.path());
    t.wait_for_text(TITLE);
    t.type_keys("Mlantern\r");
    t.wait_for_record("lantern");
    t.kill("-KILL");
    t.end();
    let mut t = Terminal::start(folio(), home.path());
    t.wait_for_text(TITLE);
    t.type_keys("B");
    t.wait_for_text("lantern");
    t.type_keys("qq");
    assert_eq!(t.end().0, 0);
}

#[test]
fn the_end_of_a_long_text_is_gone_to_before_it_is_read_and_kept_when_it_is() {
    let home = home();
    let file = home.path().join("long.txt");
    let paragraphs = (0..60_000).map(|n| format!("Paragraph {n} of a long text that goes on.\n\n"));
    let text = paragraphs
        .chain(["The very end.\n".to_owned()])
        .collect::<String>();
    std::fs::write(&file, text).expect("a book");
    for keys in ["G", ""] {
        let mut command = folio();
        command.arg(&file);
        let mut t = Terminal::start(command, home.path());
        t.wait_for_text("of a long text");
        t.type_keys(keys);
        t.wait_for_text("The very end.");
        t.wait_for("all of it", |t| t.screen().ends_with("100%"));
        assert!(t.screen().contains("The very end."));
        t.type_keys("q");
        assert_eq!(t.end().0, 0);
    }
}

#[test]
fn standard_input_is_read_while_keys_come_from_the_terminal() {
    let home = home();
    let mut command = CommandBuilder::new("sh");
    command.arg("-c");
    command.arg(format!(
        "printf 'From a pipe it came.\\n\\nAnd was read.\\n' | '{}' -",
        env!("CARGO_BIN_EXE_folio")
    ));
    let mut t = Terminal::start(command, home.path());
    t.wait_for_text("From a pipe it came.");
    t.type_keys("/was read");
    t.wait_for_text("1 of 1");
    t.type_keys("\rq");
    assert_eq!(t.end().0, 0);
    t.assert_given_back();
}

#[test]
fn without_a_home_it_reads_on_and_says_that_places_are_not_kept() {
    // Where it is started there lies what looks like a state folder, in which the essay was left at its end.
    let here = home();
    let essay = format::open(include_bytes!("../../assets/essay.md"), Some("essay.md"));
    let essay = essay.expect("the essay");
    let end = Anchor::new(&essay, essay.end());
    let record = BookRecord::new(essay.fingerprint());
    let change = record.change(Content::Place(end.into()), Timestamp(1));
    let store = Store::at(here.path());
    store.save(&change).expect("a journal");
    let mut command = CommandBuilder::new("sh");
    command.arg("-c");
    command.arg(format!(
        "unset HOME; exec '{}'",
        env!("CARGO_BIN_EXE_folio")
    ));
    command.cwd(here.path());
    let mut t = Terminal::start(command, Path::new("/nonexistent"));
    t.wait_for_text(TITLE);
    t.wait_for_text("places are not kept");
    t.type_keys(" ");
    t.wait_for_page(2);
    t.type_keys("q");
    assert_eq!(t.end().0, 0);
}

#[test]
fn a_state_folder_that_cannot_be_written_is_said_in_the_foot() {
    let home = home();
    std::fs::write(home.path().join(".local"), "in the way").expect("a file");
    let mut t = Terminal::start(folio(), home.path());
    t.wait_for_text(TITLE);
    t.wait_for_text("places are not kept");
    t.type_keys("q");
    assert_eq!(t.end().0, 0);
}
