//! The binary in a real terminal: started, resized, quit, killed, suspended, and what is left behind.
//!
//! Nothing is slept for: every step waits for the bytes or the file that shows it is done.
#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "what fails here is the test"
)]
#![cfg(unix)]

use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use tempfile::TempDir;

/// Far more than any step takes; a test that comes near it has failed.
const PATIENCE: Duration = Duration::from_secs(20);

struct Terminal {
    master: Box<dyn MasterPty + Send>,
    child: Box<dyn Child + Send + Sync>,
    writer: Box<dyn Write + Send>,
    output: Receiver<Vec<u8>>,
    parser: vt100::Parser,
    /// All that the program has written.
    raw: Vec<u8>,
    home: PathBuf,
}

fn size(columns: u16, rows: u16) -> PtySize {
    PtySize {
        rows,
        cols: columns,
        pixel_width: 0,
        pixel_height: 0,
    }
}

fn folio() -> CommandBuilder {
    CommandBuilder::new(env!("CARGO_BIN_EXE_folio"))
}

impl Terminal {
    fn start(mut command: CommandBuilder, home: &Path) -> Self {
        let pair = native_pty_system()
            .openpty(size(80, 24))
            .expect("a terminal");
        command.env_clear();
        command.env("TERM", "xterm-256color");
        command.env("PATH", std::env::var("PATH").unwrap_or_default());
        if home.is_dir() {
            command.env("HOME", home);
        }
        Self::start_as_is(pair, command, home)
    }

    fn start_as_is(pair: portable_pty::PtyPair, command: CommandBuilder, home: &Path) -> Self {
        let child = pair.slave.spawn_command(command).expect("the program");
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().expect("a reader");
        let (sender, output) = channel();
        std::thread::spawn(move || {
            let mut buffer = [0; 4096];
            while let Ok(n @ 1..) = reader.read(&mut buffer) {
                if sender.send(buffer[..n].to_vec()).is_err() {
                    return;
                }
            }
        });
        Self {
            writer: pair.master.take_writer().expect("a writer"),
            master: pair.master,
            child,
            output,
            parser: vt100::Parser::new(24, 80, 0),
            raw: Vec::new(),
            home: home.to_owned(),
        }
    }

    fn screen(&self) -> String {
        // A blank that was written and a cell that was not look the same.
        let rows = self.parser.screen().contents();
        rows.lines()
            .map(str::trim_end)
            .collect::<Vec<_>>()
            .join("\n")
    }

    /// Waits until the screen is as it should be.
    fn wait_for(&mut self, what: &str, is_there: impl Fn(&Self) -> bool) {
        let deadline = Instant::now() + PATIENCE;
        while !is_there(self) {
            let left = deadline.saturating_duration_since(Instant::now());
            match self.output.recv_timeout(left) {
                Ok(bytes) => {
                    self.parser.process(&bytes);
                    self.raw.extend(bytes);
                }
                Err(_) => panic!("no {what}:\n{:?}", self.screen()),
            }
        }
    }

    fn wait_for_text(&mut self, text: &str) {
        self.wait_for(text, |t| t.screen().contains(text));
    }

    /// Waits until a page is drawn whole and its number is certain: the percentage comes last.
    fn wait_for_page(&mut self, number: u32) {
        let page = format!("page {number} of ");
        self.wait_for(&page, |t| {
            let screen = t.screen();
            let foot = screen.lines().last().unwrap_or_default();
            foot.contains(&page) && foot.trim_end().ends_with('%') && !foot.contains('~')
        });
    }

    fn type_keys(&mut self, keys: &str) {
        self.writer.write_all(keys.as_bytes()).expect("typing");
        self.writer.flush().expect("typing");
    }

    fn resize(&mut self, columns: u16, rows: u16) {
        self.master.resize(size(columns, rows)).expect("a new size");
        self.parser.screen_mut().set_size(rows, columns);
    }

    fn kill(&self, signal: &str) {
        let pid = self.child.process_id().expect("a process").to_string();
        let status = Command::new("kill")
            .args([signal, &pid])
            .status()
            .expect("kill");
        assert!(status.success());
    }

    /// Waits for the end; answers with the status and all that was written.
    fn end(&mut self) -> (u32, String) {
        let status = self.child.wait().expect("an end");
        while let Ok(bytes) = self.output.recv_timeout(PATIENCE) {
            self.parser.process(&bytes);
            self.raw.extend(bytes);
        }
        (
            status.exit_code(),
            String::from_utf8_lossy(&self.raw).into_owned(),
        )
    }

    /// Whether the terminal was given back: the other screen left, the cursor shown, the mouse and
    /// pasting as they were, and typing echoed line by line again.
    fn assert_given_back(&mut self) {
        let raw = String::from_utf8_lossy(&self.raw).into_owned();
        for (on, off) in [
            ("\x1b[?1049h", "\x1b[?1049l"),
            ("\x1b[?25l", "\x1b[?25h"),
            ("\x1b[?1000h", "\x1b[?1000l"),
            ("\x1b[?1002h", "\x1b[?1002l"),
            ("\x1b[?1006h", "\x1b[?1006l"),
            ("\x1b[?2004h", "\x1b[?2004l"),
        ] {
            let (on_at, off_at) = (raw.rfind(on), raw.rfind(off));
            assert!(
                on_at.is_some() && off_at > on_at,
                "{off:?} is missing behind {on:?}"
            );
        }
        assert_eq!(
            raw.matches("\x1b[?2026h").count(),
            raw.matches("\x1b[?2026l").count() - raw.matches("\x1b[?1049l").count()
        );
        // The slave is gone with the program, but its settings stay with the terminal.
        if let Some(settings) = self.master.get_termios() {
            use nix_flags::{is_cooked, is_echoing};
            assert!(is_cooked(&settings) && is_echoing(&settings), "still raw");
        }
    }

    /// The records written so far, joined.
    fn records(&self) -> String {
        let books = self.home.join(".local/state/folio/books");
        let files = |folder| std::fs::read_dir(folder).into_iter().flatten().flatten();
        let journals = files(books).flat_map(|book| files(book.path()));
        journals
            .filter_map(|f| std::fs::read_to_string(f.path()).ok())
            .collect()
    }

    fn wait_for_record(&self, what: &str) {
        let deadline = Instant::now() + PATIENCE;
        while !self.records().contains(what) {
            assert!(Instant::now() < deadline, "{what:?} was not written down");
            std::thread::yield_now();
        }
    }
}

/// What a terminal's settings say, without a dependency on the crate that names the flags.
mod nix_flags {
    pub fn is_cooked<T: std::fmt::Debug>(settings: &T) -> bool {
        local_flags(settings).contains("ICANON")
    }

    pub fn is_echoing<T: std::fmt::Debug>(settings: &T) -> bool {
        let flags = local_flags(settings);
        flags
            .split(" | ")
            .any(|flag| flag.trim_end_matches([')', ' ']).ends_with("ECHO"))
    }

    fn local_flags<T: std::fmt::Debug>(settings: &T) -> String {
        let text = format!("{settings:?}");
        let from = text.find("local_flags").unwrap_or(0);
        text[from..]
            .split(", ")
            .next()
            .unwrap_or_default()
            .to_owned()
    }
}

fn home() -> TempDir {
    TempDir::new().expect("a folder")
}

const TITLE: &str = "The Bridge That Was Not Built";

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
    let mut command = CommandBuilder::new("sh");
    command.arg("-c");
    command.arg(format!(
        "unset HOME; exec '{}'",
        env!("CARGO_BIN_EXE_folio")
    ));
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
