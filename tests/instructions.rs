//! What a start and a page turn cost, in instructions: a figure without noise, held by a bound.
//!
//! The program is run under valgrind, which counts. A bound is half as much again as was counted when it
//! was written down, so that another compiler passes and a search through the whole book does not. Counted
//! is the build for testing; where valgrind is missing, that is said.
//!
//! This has its own `main`: what is counted is said also where all is well, and this program is itself
//! what is run under valgrind.
#![expect(clippy::expect_used, reason = "what fails here is the test")]

use std::path::Path;
use std::process::{Command, ExitCode, Stdio};
use std::sync::Arc;

use folio::app::{App, Event, Opened, Source};
use folio::command::parse_keys;
use folio::config::Config;
use folio::format;
use folio::store::Timestamp;
use folio::tui::draw;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// What is counted, and how much it may be, in thousands of instructions.
const BOUNDS: [(&str, u64); 4] = [
    ("folio print, the essay", 46_300),
    ("the essay, to its first page", 47_600),
    ("a megabyte, its first page from its beginning", 58_100),
    ("a page turn", 4_800),
];

/// The argument by which this program knows that it is being counted.
const COUNTED: &str = "--counted";
const SIZE: (u16, u16) = (100, 30);
const TURNS: u64 = 4;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [COUNTED, text, turns] => {
            read(text, turns.parse().unwrap_or(0));
            ExitCode::SUCCESS
        }
        // Others were asked for by name, or only a list of the tests.
        [name, ..] if !name.starts_with("--") && !"instructions".contains(name) => {
            ExitCode::SUCCESS
        }
        ["--list", ..] => ExitCode::SUCCESS,
        _ => judge(),
    }
}

/// Opens a text, draws its first page, and turns so many pages, as at a terminal.
fn read(text: &str, turns: u64) {
    let essay = include_bytes!("../assets/essay.md");
    let document = if text == "essay" {
        format::open(essay, Some("essay.md")).expect("a text")
    } else {
        let long = essay.repeat(1_000_000 / essay.len());
        format::open_beginning(&long[..16 * 1024], Some("long.txt")).expect("a text")
    };
    let opened = Opened::new(Arc::new(document), Source::Essay);
    let (mut app, _) = App::start(opened, Config::default(), SIZE, Timestamp(1));
    show(&app);
    for key in parse_keys("<space>")
        .expect("a key")
        .repeat(usize::try_from(turns).unwrap_or(0))
    {
        app.update(Event::Key(key), Timestamp(2));
        show(&app);
    }
}

fn show(app: &App) {
    let mut buffer = Buffer::empty(Rect::new(0, 0, SIZE.0, SIZE.1));
    draw(app, &mut buffer);
    std::hint::black_box(&buffer);
}

fn judge() -> ExitCode {
    if Command::new("valgrind")
        .arg("--version")
        .stdout(Stdio::null())
        .status()
        .is_err()
    {
        println!("instructions ... skipped: no valgrind");
        return ExitCode::SUCCESS;
    }
    let myself = std::env::current_exe().expect("a path");
    let read = |text, turns: u64| count(&myself, &[COUNTED, text, &turns.to_string()]);
    let essay = read("essay", 0);
    let turned = read("essay", TURNS);
    let counted = [
        count(Path::new(env!("CARGO_BIN_EXE_folio")), &["print"]),
        essay,
        read("long", 0),
        turned.saturating_sub(essay) / TURNS,
    ];
    let mut is_within = true;
    for ((what, bound), counted) in BOUNDS.iter().zip(counted) {
        let thousands = counted / 1000;
        let verdict = if thousands <= *bound {
            "ok"
        } else {
            "TOO MANY"
        };
        is_within &= thousands <= *bound;
        println!("instructions: {what}: {thousands} thousand, at most {bound} ... {verdict}");
    }
    if is_within {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// The instructions of a whole process.
fn count(program: &Path, arguments: &[&str]) -> u64 {
    let home = tempfile::tempdir().expect("a folder");
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(program)
        .args(arguments)
        .env("HOME", home.path())
        .env_remove("XDG_CONFIG_HOME")
        .env_remove("XDG_STATE_HOME")
        .stdout(Stdio::null())
        .output()
        .expect("valgrind");
    let said = String::from_utf8_lossy(&output.stderr);
    let counted = said
        .lines()
        .find_map(|line| line.split_once("Collected :"))
        .and_then(|(_, count)| count.trim().parse().ok());
    assert!(output.status.success() && counted.is_some(), "{said}");
    counted.unwrap_or(u64::MAX)
}
