//! Selecting with the mouse: what is under the pointer is what is seen there.

use std::collections::BTreeMap;

use folio::app::{Button, Event};
use proptest::prelude::*;

use crate::program::Program;
use crate::{BOOK, books, cell_of, copied, prepare, reading, selection_of};

pub fn mouse(program: &mut Program, button: Button, cell: (u16, u16)) {
    program.send(Event::Button { button, cell });
}

pub fn click(program: &mut Program, cell: (u16, u16)) {
    mouse(program, Button::Pressed, cell);
    mouse(program, Button::Released, cell);
}

pub fn drag(program: &mut Program, from: (u16, u16), to: (u16, u16)) {
    mouse(program, Button::Pressed, from);
    mouse(program, Button::Dragged, to);
    mouse(program, Button::Released, to);
}

#[test]
fn dragging_selects_what_is_seen_in_the_cells() {
    let mut program = reading();
    let (from, to) = (cell_of(&program, "small"), cell_of(&program, "wide;"));
    drag(&mut program, from, (to.0 + 4, to.1));
    assert_eq!(program.marked(), ["small lamp, and the sea", "is wide;"]);
    assert_eq!(copied(&mut program, ""), "small lamp, and the sea is wide;");
    // And back: the character it began with is in.
    drag(&mut program, (to.0 + 3, to.1), from);
    assert_eq!(copied(&mut program, ""), "small lamp, and the sea is wide");
    // From beyond the end of a line.
    drag(&mut program, (58, from.1), (from.0, from.1));
    assert_eq!(copied(&mut program, ""), "small lamp, and the sea");
    // Keys go on where the mouse stopped.
    drag(&mut program, from, (from.0 + 4, from.1));
    assert_eq!(copied(&mut program, "w"), "small lamp");
}

#[test]
fn two_clicks_take_a_word_three_a_paragraph_and_one_gives_it_up() {
    let mut program = reading();
    let cell = cell_of(&program, "mall lamp");
    click(&mut program, cell);
    assert_eq!(program.app.selection(), None);
    click(&mut program, cell);
    assert_eq!(program.marked(), ["small"]);
    click(&mut program, cell);
    assert!(copied(&mut program, "").ends_with("See the second watch."));
    drag(&mut program, cell, (cell.0 + 9, cell.1));
    assert!(program.app.selection().is_some());
    let before = program.app.window().offset();
    program.clock += 1_000;
    click(&mut program, (2, 2));
    assert_eq!(
        (program.app.selection(), program.app.window().offset()),
        (None, before)
    );
    // By whole words while the second click is held.
    program.clock += 1_000;
    click(&mut program, cell);
    drag(&mut program, cell, (cell.0 + 6, cell.1));
    assert_eq!(copied(&mut program, ""), "small lamp");
    // Two clicks with a long while between them are two clicks.
    program.clock += 1_000;
    click(&mut program, cell);
    program.clock += 1_000;
    click(&mut program, cell);
    assert_eq!(program.app.selection(), None);
}

#[test]
fn a_click_on_a_link_looks_into_it() {
    let mut program = reading();
    let cell = cell_of(&program, "second");
    click(&mut program, (0, cell.1));
    assert!(program.app.panels().is_empty());
    click(&mut program, cell);
    assert!(
        program.screen().contains("north-west"),
        "{}",
        program.screen()
    );
    program.keys("<enter>");
    assert!(
        program
            .app
            .screen()
            .shows(selection_of(&program, "Second watch", 1).start)
    );
}

#[test]
fn dragging_beyond_the_text_turns_the_page_once_or_scrolls() {
    let mut program = Program::new(BOOK, 40, 16);
    program.keys("<space>b<esc>");
    let page = program.foot();
    let cell = cell_of(&program, "Evening");
    mouse(&mut program, Button::Pressed, cell);
    mouse(&mut program, Button::Dragged, (10, 15));
    let turned = program.first_words();
    mouse(&mut program, Button::Dragged, (11, 15));
    assert_eq!(program.first_words(), turned);
    mouse(&mut program, Button::Released, (11, 15));
    assert_ne!(program.foot(), page);
    let words = copied(&mut program, "");
    assert!(words.starts_with("Evening") && words.len() > 60, "{words}");

    let mut program = Program::new(BOOK, 40, 16);
    program.keys("s<esc>");
    let cell = cell_of(&program, "Evening");
    mouse(&mut program, Button::Pressed, cell);
    for x in 10..14 {
        mouse(&mut program, Button::Dragged, (x, 15));
    }
    let top = program.app.screen().shown.start;
    assert_ne!(program.first_words(), "The Lighthouse");
    mouse(&mut program, Button::Dragged, (10, 0));
    assert!(program.app.screen().shown.start < top);
}

#[test]
fn the_wheel_rolls_the_page_under_what_is_selected() {
    let mut program = reading();
    program.keys("vw");
    program.send(Event::Wheel(3));
    assert_eq!(
        program.app.selection(),
        Some(selection_of(&program, "The lamp", 8))
    );
    program.keys("<esc>");
    assert!(
        program.first_words().starts_with("The Lighthouse"),
        "{}",
        program.screen()
    );
}

proptest! {
    /// What is drawn in a cell is what the cell is taken for, and each character is found in all its cells.
    #[test]
    fn a_cell_is_taken_for_what_is_seen_in_it(
        text in books(),
        columns in 20u16..130,
        rows in 5u16..30,
        keys in prop::sample::select(vec!["", "J", "D", "DJ", "s", "z"]),
    ) {
        let mut program = Program::new(&text, columns, rows);
        prepare(&mut program, keys);
        let buffer = program.buffer();
        let document = program.app.window().document().clone();
        let mut seen = BTreeMap::new();
        for y in 0..rows {
            for x in 0..columns {
                let Some(spot) = program.app.spot_at((x, y)) else {
                    continue;
                };
                let (first, count) = *seen.entry(spot.range.start).and_modify(|(_, n)| *n += 1).or_insert(((x, y), 1));
                if count == 1 {
                    let drawn = buffer[first].symbol();
                    let written = document.slice(spot.range);
                    let mirrored = folio::text::mirrored(written);
                    prop_assert!([written, mirrored].contains(&drawn), "{drawn:?} {written:?}");
                }
                prop_assert!(count <= spot.width.0);
            }
        }
        // Every character that is shown has all of its cells.
        for line in &program.app.screen().lines {
            let typography = program.app.window().typography();
            for spot in folio::layout::spots(&document, typography, line) {
                let cells = seen.get(&spot.range.start).map(|(_, count)| *count);
                prop_assert_eq!(cells, Some(spot.width.0), "{:?}", document.slice(spot.range));
            }
        }
    }
}
