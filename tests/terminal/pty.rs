//! A real terminal in which the program runs.

use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// Far more than any step takes; a test that comes near it has failed.
pub const PATIENCE: Duration = Duration::from_secs(20);

pub struct Terminal {
    master: Box<dyn MasterPty + Send>,
    child: Box<dyn Child + Send + Sync>,
    writer: Box<dyn Write + Send>,
    pub output: Receiver<Vec<u8>>,
    pub parser: vt100::Parser,
    /// All that the program has written.
    pub raw: Vec<u8>,
    home: PathBuf,
}

pub fn size(columns: u16, rows: u16) -> PtySize {
    PtySize {
        rows,
        cols: columns,
        pixel_width: 0,
        pixel_height: 0,
    }
}

pub fn folio() -> CommandBuilder {
    CommandBuilder::new(env!("CARGO_BIN_EXE_folio"))
}

impl Terminal {
    pub fn start(mut command: CommandBuilder, home: &Path) -> Self {
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

    pub fn start_as_is(pair: portable_pty::PtyPair, command: CommandBuilder, home: &Path) -> Self {
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

    pub fn screen(&self) -> String {
        // A blank that was written and a cell that was not look the same.
        let rows = self.parser.screen().contents();
        rows.lines()
            .map(str::trim_end)
            .collect::<Vec<_>>()
            .join("\n")
    }

    /// Waits until the screen is as it should be.
    pub fn wait_for(&mut self, what: &str, is_there: impl Fn(&Self) -> bool) {
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

    pub fn wait_for_text(&mut self, text: &str) {
        self.wait_for(text, |t| t.screen().contains(text));
    }

    /// Waits until a page is drawn whole and its number is certain: the percentage comes last.
    pub fn wait_for_page(&mut self, number: u32) {
        let page = format!("page {number} of ");
        self.wait_for(&page, |t| {
            let screen = t.screen();
            let foot = screen.lines().last().unwrap_or_default();
            foot.contains(&page) && foot.trim_end().ends_with('%') && !foot.contains('~')
        });
    }

    pub fn type_keys(&mut self, keys: &str) {
        self.writer.write_all(keys.as_bytes()).expect("typing");
        self.writer.flush().expect("typing");
    }

    pub fn resize(&mut self, columns: u16, rows: u16) {
        self.master.resize(size(columns, rows)).expect("a new size");
        self.parser.screen_mut().set_size(rows, columns);
    }

    pub fn kill(&self, signal: &str) {
        let pid = self.child.process_id().expect("a process").to_string();
        let status = Command::new("kill")
            .args([signal, &pid])
            .status()
            .expect("kill");
        assert!(status.success());
    }

    /// Waits for the end; answers with the status and all that was written.
    pub fn end(&mut self) -> (u32, String) {
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
    pub fn assert_given_back(&mut self) {
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
    pub fn records(&self) -> String {
        let books = self.home.join(".local/state/folio/books");
        let files = |folder| std::fs::read_dir(folder).into_iter().flatten().flatten();
        let journals = files(books).flat_map(|book| files(book.path()));
        journals
            .filter_map(|f| std::fs::read_to_string(f.path()).ok())
            .collect()
    }

    pub fn wait_for_record(&self, what: &str) {
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
