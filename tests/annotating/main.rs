//! Bookmarks, highlights and notes: made, changed, listed, undone, and found again in another text.
#![expect(clippy::expect_used, reason = "what fails here is the test")]

#[expect(dead_code, reason = "searches and other books are looked at elsewhere")]
#[path = "../program/mod.rs"]
mod program;

mod doubts;
mod highlights;
mod list;

use std::sync::Arc;

use folio::app::{Event, Panel, Places};
use folio::document::{Document, Passage};
use folio::store::{Annotation, AnyMarks, BookRecord, Content, Style, Timestamp};
use folio::text::TextRange;
use program::{Program, document, opened};
use ratatui::style::Modifier;

const BOOK: &str = "\
# The Lighthouse

The lamp is lit at dusk. It is a small lamp, and the sea is wide; but the sea has no other lamp.

## First watch

Ships pass. Some of them answer with a bell, and some of them with nothing at all.

## Second watch

The keeper sleeps on a bench beside the stair until the oil runs low in the glass.

## 晨

灯塔守护人吹灭了灯。海很宽。
";

/// The book with the words of the first watch changed so that they are in doubt, and those of the second gone.
const OTHER: &str = "\
# The Lighthouse

The lamp is lit at dusk. It is a small lamp, and the sea is wide; but the sea has no other lamp.

## First watch

Ships pass. Some of them answer us with a horn, or the others with a flag at the mast.

## Second watch

It was not a night to speak of.

## Letters

Dear friend, you ask me how one lives upon a rock, and I answer that one does not.
";

fn reading() -> Program {
    Program::new(BOOK, 72, 24)
}

fn live(program: &Program) -> Vec<Annotation> {
    let record = program.record.as_ref();
    let live = record.map(|record| record.live_annotations().cloned().collect());
    live.unwrap_or_default()
}

fn words(program: &Program) -> Vec<String> {
    live(program).into_iter().map(|a| a.passage.words).collect()
}

fn passage(document: &Document, words: &str) -> Passage {
    let at = document.text().find(words).expect("the words");
    Passage::new(document, TextRange::new(at, at + words.len()))
}

fn highlight(document: &Document, words: &str) -> Annotation {
    Annotation {
        style: Some(Style::Yellow),
        ..Annotation::new(passage(document, words), Timestamp(1))
    }
}

/// A program that reads `OTHER`, of which this was annotated when it was `BOOK`.
fn another_edition(annotate: impl Fn(&Document) -> Vec<Annotation>, size: (u16, u16)) -> Program {
    let before = document(BOOK, "book.md");
    let mut book = opened(document(OTHER, "book.md"));
    book.record.annotations = annotate(&before).into();
    Program::with(book, size.0, size.1)
}

fn in_doubt(before: &Document) -> Vec<Annotation> {
    vec![
        highlight(before, "The lamp is lit at dusk."),
        highlight(
            before,
            "Some of them answer with a bell, and some of them with nothing at all.",
        ),
        highlight(
            before,
            "The keeper sleeps on a bench beside the stair until the oil runs low",
        ),
    ]
}

fn row_with(program: &Program, words: &str) -> String {
    let screen = program.screen();
    let row = screen.lines().find(|row| row.contains(words));
    row.unwrap_or_default().trim().to_owned()
}
