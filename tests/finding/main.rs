//! Finding as a reader does it: keys in, screen out.
#![expect(clippy::expect_used, reason = "what fails here is the test")]

#[path = "../program/mod.rs"]
mod program;

mod again;
mod counting;
mod listing;
mod prompt;
mod showing;
mod waiting;

use folio::app::Event;
use folio::search::Way;
use program::{Program, document};

const BOOK: &str = "\
# The Lighthouse

## Evening

The lamp is lit at dusk. It is a small lamp, and the sea is wide; but the sea has no other lamp. \
See [the second watch](#second-watch).

## Night

### First watch

Nothing happens in the first watch, and it happens very slowly.

### Second watch

A kettle, a clock, and the log. The clock is wound. The lamp is trimmed.

## Morning

The lamp is put out. The sea is still wide. The keeper sleeps until evening, when the lamp is lit.
";

/// A screen as it is drawn in a test: behind a bar.
fn drawn(text: &str) -> String {
    let lines = text.trim().lines().map(str::trim_start);
    let rows = lines.map(|line| line.strip_prefix('▏').unwrap_or(line).trim_end());
    rows.collect::<Vec<_>>().join("\n")
}

/// The program after these keys, with answers that come in pieces of so many matches, one by one.
fn piecemeal(text: &str, size: usize, keys: &str) -> Program {
    let mut program = Program::new(text, 60, 18);
    program.held = Some(Vec::new());
    program.pieces = Some(size);
    program.keys(keys);
    program
}

/// Lets the next of the answers come that are held back.
fn next_answer(program: &mut Program) {
    let held = program.held.as_mut().expect("answers are held back");
    let next = held.remove(0);
    program.send(next);
}

/// A text of so many lines that each have a lamp in them, in sections of a thousand.
fn lamps(lines: usize) -> String {
    let mut text = String::from("# Lights\n\n");
    for n in 0..lines {
        if n % 1000 == 0 {
            text += &format!("## Part {}\n\n", n / 1000 + 1);
        }
        text += &format!("The lamp number {n}.\n\n");
    }
    text
}
