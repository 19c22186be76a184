//! Selecting as a reader does it: keys and the mouse in, screen and clipboard out.
#![expect(clippy::expect_used, reason = "what fails here is the test")]

#[path = "../program/mod.rs"]
mod program;

mod hard;
mod moving;
mod pointing;
mod showing;

use std::sync::Arc;

use folio::app::Button;
use folio::document::Passage;
use folio::store::{Annotation, Style, Timestamp};
use folio::text::TextRange;
use pointing::{click, drag, mouse};
use program::{Program, document, opened};
use proptest::prelude::*;
use ratatui::style::Modifier;

const BOOK: &str = "\
# The Lighthouse

## Evening

The lamp is lit at dusk. It is a small lamp, and the sea is wide; but the sea has no other lamp. \
See [the second watch](#second-watch).

Ships pass. Some of them answer.

## Night

### First watch

Nothing happens in the first watch, and it happens very slowly.

### Second watch

| Hour | Wind |
| --- | --- |
| 22 | west |
| 23 | north-west |

## Morning

The lamp is put out. The sea is still wide. The keeper sleeps until evening, when the lamp is lit.
";

/// The program at the first paragraph.
fn reading() -> Program {
    let mut program = Program::new(BOOK, 60, 18);
    program.keys("}}");
    program
}

/// What the keys copy.
fn copied(program: &mut Program, keys: &str) -> String {
    program.copied = None;
    program.keys(&format!("{keys}y"));
    program.copied.clone().unwrap_or_default()
}

/// A screen as it is drawn in a test: behind a bar.
fn drawn(text: &str) -> String {
    let lines = text.trim().lines().map(str::trim_start);
    let rows = lines.map(|line| line.strip_prefix('▏').unwrap_or(line).trim_end());
    rows.collect::<Vec<_>>().join("\n")
}

/// The first `length` bytes of where these words stand.
fn selection_of(program: &Program, words: &str, length: usize) -> TextRange {
    let text = program.app.window().document().text();
    let at = text.find(words).expect("the words");
    TextRange::new(at, at + length)
}

/// Presses keys, if there are any, and has the foot say nothing of them.
fn prepare(program: &mut Program, keys: &str) {
    program.keys(&format!("{keys}<esc>"));
}

/// The cell in which these words begin on the screen.
fn cell_of(program: &Program, words: &str) -> (u16, u16) {
    let screen = program.screen();
    let at = screen.lines().enumerate().find_map(|(y, row)| {
        let at = row.find(words)?;
        Some((
            folio::text::text_width(&row[..at]).to_u16(),
            u16::try_from(y).ok()?,
        ))
    });
    at.expect("the words are on the screen")
}

const SCRIPTS: [&str; 10] = [
    "The “lamp” is lit — at dusk, as ever; incomprehensibly characteristic.",
    "北方領土問題の話。「次」の文、ｶﾞｷﾞ。",
    "모든 인간은 태어날 때부터 자유로우며",
    "שלום (לכל) העולם, 123 ו-abc.",
    "مرحبا بالعالم، هذا نص.",
    "👍🏽 a ❤️ e\u{301}e 🇯🇵 x\u{AD}y",
    "มนุษย์ทั้งหลายเกิดมามีอิสระ",
    "> *quoted* and **strong** `code`",
    "- an item\n- another one",
    "| Hour | Wind of the night |\n| --- | --- |\n| 22 | west, שלום |\n| 23 | 北方 north-west |",
];

fn books() -> impl Strategy<Value = String> {
    let pieces = prop::collection::vec(prop::sample::select(SCRIPTS.to_vec()), 1..12);
    pieces.prop_map(|pieces| pieces.join("\n\n"))
}
