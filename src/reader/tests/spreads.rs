//! Facing pages, and pages of any text at any size.

use super::*;
use crate::document::{Alignment, Marker, Spacing};
use crate::layout::{Columns, Sheet};

fn sheet(height: u32, columns: Columns) -> Sheet {
    Sheet {
        height: Rows(height),
        columns,
    }
}

/// The window of `document`, with two pages side by side.
fn spread_window(height: u32) -> Window {
    Window::new(
        Arc::new(document()),
        Typography::new(Cells(17)),
        sheet(height, Columns::Two),
    )
}

/// The first words in each column.
fn heads(window: &mut Window) -> [String; 2] {
    let screen = window.screen();
    screen.columns().map(|lines| {
        let first = lines.first();
        first.map_or_else(String::new, |line| text_of(window, line))
    })
}

#[test]
fn a_turn_turns_both_pages_and_leads_back() {
    let mut window = spread_window(8);
    let table = [
        (Motion::Start, ["The Title", "a2 begins here."], 1..=2),
        (
            Motion::PagesForward(1),
            ["a while; and then", "b2 begins here."],
            3..=4,
        ),
        (
            Motion::PagesBack(1),
            ["The Title", "a2 begins here."],
            1..=2,
        ),
        (
            Motion::ToPage(4),
            ["a while; and then", "b2 begins here."],
            3..=4,
        ),
        (
            Motion::PagesForward(1),
            ["a while; and then", "a while; and then"],
            5..=6,
        ),
        (
            Motion::PagesBack(2),
            ["The Title", "a2 begins here."],
            1..=2,
        ),
        (Motion::End, ["c3 begins here.", ""], 7..=7),
    ];
    for (n, (motion, words, pages)) in table.into_iter().enumerate() {
        window.go(motion);
        assert_eq!(heads(&mut window), words, "step {n}: {motion:?}");
        assert_eq!(window.screen().pages, pages, "step {n}: {motion:?}");
    }
    assert!(window.screen().is_end);
    assert_eq!(window.go(Motion::PagesForward(1)), Moved::AtEnd);
    assert_eq!(window.go(Motion::LinesDown(1)), Moved::AtEnd);
}

#[test]
fn a_place_in_the_right_column_is_shown_by_its_sign_there() {
    let mut window = spread_window(8);
    window.go(Motion::ToPage(2));
    let screen = window.screen();
    assert_eq!(screen.eye, Some(screen.left));
    assert_eq!(screen.page.number, 2);
}

#[test]
fn going_over_to_two_columns_and_back_keeps_the_place() {
    let mut window = window(8);
    loop {
        let offset = window.offset();
        let before = screen(&mut window);
        window.set_layout(Typography::new(Cells(12)), sheet(6, Columns::Two));
        assert!(window.screen().shows(offset));
        window.set_layout(Typography::new(Cells(17)), Rows(8));
        assert_eq!(screen(&mut window), before);
        if window.go(Motion::PagesForward(1)) != Moved::Away {
            break;
        }
    }
}

/// A text with a bit of everything, made from `kinds`.
fn text_of_all_sorts(kinds: &[u8]) -> Document {
    let mut b = Builder::new(Format::Markdown);
    for (n, kind) in kinds.iter().enumerate() {
        let words = "lorem ipsum type\u{AD}setting 漢字 ".repeat(n % 5 + 1);
        match kind {
            0 => b.block(BlockKind::Heading { level: 2 }, &format!("Part {n}")),
            1 => b.block(
                BlockKind::Verse,
                "A line of verse\nand another,\nand a third",
            ),
            2 => b.block(
                BlockKind::Code,
                "fn f() {\n\n\n    call(argument, other);\n}",
            ),
            3 => b.block(BlockKind::Rule, ""),
            4 => {
                b.begin_table(vec![Alignment::Left, Alignment::Right]);
                for row in 0..n % 6 + 1 {
                    b.begin_row(row == 0);
                    for cell in [format!("{row}"), words.repeat(row % 3)] {
                        b.begin_cell();
                        b.text(&cell);
                    }
                }
                b.end();
            }
            5 => {
                b.open_note(&n.to_string());
                b.block(BlockKind::Paragraph, &words);
                b.block(BlockKind::Paragraph, &words);
                b.close();
            }
            6 => {
                b.open_item(Marker::Bullet);
                b.close();
                b.space_next(Spacing::Tight);
                b.block(BlockKind::Figure, &words);
            }
            _ => b.block(BlockKind::Paragraph, &words),
        }
    }
    b.finish()
}

/// The pages from the beginning to the end, each as it is shown, and how far it was.
fn all_screens(window: &mut Window, turn: Motion) -> Vec<Vec<Line>> {
    let mut screens = vec![window.screen().lines];
    while window.go(turn) == Moved::Away {
        screens.push(window.screen().lines);
    }
    screens
}

proptest! {
    #[test]
    fn pages_of_any_text_show_every_line_once_forward_and_back(
        kinds in prop::collection::vec(0u8..9, 0..12),
        measure in 2u32..60,
        height in prop_oneof![Just(1u32), 1u32..30],
        columns in prop_oneof![Just(Columns::One), Just(Columns::Two)],
    ) {
        let document = Arc::new(text_of_all_sorts(&kinds));
        let typography = Typography::new(Cells(measure));
        let mut window = Window::new(Arc::clone(&document), typography, sheet(height, columns));
        let forward = all_screens(&mut window, Motion::PagesForward(1));
        window.go(Motion::End);
        let mut back = all_screens(&mut window, Motion::PagesBack(1));
        back.reverse();
        prop_assert!(forward == back, "{} pages, {} back", forward.len(), back.len());
        let has_text = |line: &Line| line.ranges().any(|r| !document.slice(r).trim().is_empty());
        let shown: Vec<Line> = forward.into_iter().flatten().filter(has_text).collect();
        let gatherings = window.gatherings();
        let all = (0..gatherings.count())
            .flat_map(|n| gatherings.set(&document, &typography, GatheringId(n)));
        let all: Vec<Line> = all.filter(has_text).collect();
        prop_assert!(shown == all, "{} lines of {}", shown.len(), all.len());
    }

    #[test]
    fn only_a_heading_leaves_half_a_page_empty(
        kinds in prop::collection::vec(1u8..9, 1..20), measure in 10u32..60, height in 1u32..40,
    ) {
        let document = Arc::new(text_of_all_sorts(&kinds));
        let typography = Typography::new(Cells(measure));
        let mut window = Window::new(document, typography, Rows(height));
        let screens = all_screens(&mut window, Motion::PagesForward(1));
        // A gathering may end anywhere; here there is one.
        for lines in &screens[..screens.len() - 1] {
            let is_table = lines.last().is_some_and(|line| {
                let block = window.document().block(line.block);
                block.is_some_and(|b| matches!(b.kind, BlockKind::Table(_)))
            });
            // A blank row at the foot is not shown, nor are the empty lines of code.
            let least = (height / 2).saturating_sub(3);
            prop_assert!(lines.len() >= least as usize || is_table, "{} of {height}", lines.len());
        }
    }
}
