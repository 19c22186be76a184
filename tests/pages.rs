//! Pages of real texts, turned to the end and back: no line twice, none left out.

use std::path::PathBuf;
use std::sync::Arc;

use folio::document::Document;
use folio::format;
use folio::layout::{Columns, GatheringId, Line, Sheet, Typography};
use folio::reader::{Motion, Moved, Window};
use folio::text::{Cells, Rows};

/// The essay, and what of the corpus is at hand.
fn texts() -> Vec<(String, Arc<Document>)> {
    let corpus = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus");
    let mut found = vec![PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("assets/essay.md")];
    for path in [
        "markdown/rust-book-chapter15.md",
        "text/wikipedia/mandarin.txt",
        "text/raven.txt",
    ] {
        found.push(corpus.join(path));
    }
    let read = |path: &PathBuf| {
        let name = path.file_name()?.to_string_lossy().into_owned();
        let document = format::open(&std::fs::read(path).ok()?, Some(&name)).ok()?;
        Some((name, Arc::new(document)))
    };
    found.iter().filter_map(read).collect()
}

fn screens(window: &mut Window, turn: Motion) -> Vec<Vec<Line>> {
    let mut screens = vec![window.screen().lines];
    while window.go(turn) == Moved::Away {
        screens.push(window.screen().lines);
    }
    screens
}

#[test]
fn to_the_end_and_back_every_line_is_shown_once() {
    for (name, document) in texts() {
        for (measure, height, columns) in [
            (66, 26, Columns::One),
            (58, 16, Columns::One),
            (30, 8, Columns::One),
            (56, 36, Columns::Two),
            (66, 46, Columns::Two),
        ] {
            let typography = Typography::new(Cells(measure));
            let sheet = Sheet {
                height: Rows(height),
                columns,
            };
            let mut window = Window::new(Arc::clone(&document), typography, sheet);
            // Before the book may stand what a library has added.
            window.go(Motion::Start);
            let forward = screens(&mut window, Motion::PagesForward(1));
            window.go(Motion::End);
            let mut back = screens(&mut window, Motion::PagesBack(1));
            back.reverse();
            assert!(forward == back, "{name} at {measure} by {height}");
            let has_text = |line: &Line| {
                let mut ranges = line.ranges();
                ranges.any(|range| !document.slice(range).trim().is_empty())
            };
            let shown: Vec<Line> = forward.into_iter().flatten().filter(has_text).collect();
            let gatherings = window.gatherings();
            let all = (0..gatherings.count())
                .flat_map(|n| gatherings.set(&document, &typography, GatheringId(n)));
            let all: Vec<Line> = all.filter(has_text).collect();
            assert!(shown == all, "{name} at {measure} by {height}");
        }
    }
}
