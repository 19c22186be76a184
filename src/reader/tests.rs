//! The reader as tables: a motion, and the first words that are then on the screen.

mod hundredths;
mod spreads;

use std::sync::Arc;

use proptest::prelude::*;

use super::*;
use crate::document::{BlockKind, Builder, Document, Format};
use crate::layout::{Compositor, Content, GatheringId, Line, Typography, measure};
use crate::search::{Query, find};
use crate::text::{Cells, Offset, Rows, TextRange};

/// Three sections of three paragraphs, each of four lines at 17 cells: "a1 …", "a2 …", … "c3 …".
fn document() -> Document {
    let mut b = Builder::new(Format::Markdown);
    b.block(BlockKind::Title, "The Title");
    for (level, section) in [(2, "a"), (3, "b"), (2, "c")] {
        b.block(BlockKind::Heading { level }, &format!("Part {section}"));
        for n in 1..=3 {
            let text =
                format!("{section}{n} begins here. Then it goes on a while; and then it ends. ");
            b.block(BlockKind::Paragraph, &text);
        }
    }
    b.finish()
}

fn window(height: u32) -> Window {
    Window::new(
        Arc::new(document()),
        Typography::new(Cells(17)),
        Rows(height),
    )
}

fn text_of(window: &Window, line: &Line) -> String {
    let pieces = line
        .ranges()
        .map(|range| window.document().slice(range).to_owned());
    pieces.collect::<Vec<_>>().join(" ")
}

fn screen(window: &mut Window) -> Vec<String> {
    let lines = window.screen().lines;
    lines.iter().map(|line| text_of(window, line)).collect()
}

fn first_words(window: &mut Window) -> String {
    let screen = screen(window);
    screen
        .into_iter()
        .find(|line| !line.is_empty())
        .unwrap_or_default()
}

/// Goes through a table of motions and what then stands on the first row.
fn walk(mut window: Window, table: &[(Motion, &str)]) {
    for (n, (motion, words)) in table.iter().enumerate() {
        window.go(*motion);
        assert_eq!(first_words(&mut window), *words, "step {n}: {motion:?}");
    }
}

#[test]
fn scrolling_goes_row_by_row_and_paragraph_by_paragraph() {
    let mut window = window(6);
    window.set_view(View::Scroll);
    walk(
        window,
        &[
            (Motion::LinesDown(1), "Part a"),
            (Motion::LinesDown(2), "a1 begins here."),
            (Motion::LinesDown(2), "Then it goes on"),
            (Motion::LinesDown(1), "a while; and then"),
            (Motion::LinesUp(2), "a1 begins here."),
            (Motion::PagesForward(1), "Then it goes on"),
            (Motion::PagesBack(1), "a1 begins here."),
            (Motion::HalfPagesDown(1), "it ends."),
            (Motion::HalfPagesUp(1), "a1 begins here."),
            (Motion::ParagraphsForward(2), "a3 begins here."),
            (Motion::ParagraphsBack(1), "a2 begins here."),
            (Motion::SentencesForward(1), "Then it goes on"),
            (Motion::SentencesBack(1), "a2 begins here."),
            (Motion::SectionsForward(1), "Part b"),
            (Motion::ChaptersForward(1), "Part c"),
            (Motion::ChaptersBack(1), "Part a"),
            (Motion::SectionsForward(9), "Part c"),
            (Motion::Start, "The Title"),
        ],
    );
}

#[test]
fn pages_are_turned_whole_and_back() {
    walk(
        window(8),
        &[
            (Motion::PagesForward(1), "a2 begins here."),
            (Motion::PagesForward(1), "a while; and then"),
            (Motion::PagesForward(1), "b2 begins here."),
            (Motion::PagesBack(2), "a2 begins here."),
            (Motion::PagesBack(9), "The Title"),
            (Motion::ToPage(2), "a2 begins here."),
            (Motion::End, "c3 begins here."),
            (Motion::Start, "The Title"),
            (Motion::ToPercent(Percent::new(50)), "b2 begins here."),
        ],
    );
}

#[test]
fn there_is_an_end_and_a_beginning() {
    for view in [View::Pages, View::Scroll] {
        let mut window = window(6);
        window.set_view(view);
        assert_eq!(window.go(Motion::PagesBack(1)), Moved::AtStart, "{view:?}");
        assert_eq!(window.go(Motion::LinesUp(1)), Moved::AtStart, "{view:?}");
        assert_eq!(
            window.go(Motion::SectionsBack(1)),
            Moved::AtStart,
            "{view:?}"
        );
        window.go(Motion::End);
        assert!(window.screen().is_end);
        assert_eq!(window.screen().percent, 100);
        assert_eq!(window.go(Motion::PagesForward(1)), Moved::AtEnd, "{view:?}");
        assert_eq!(window.go(Motion::LinesDown(1)), Moved::AtEnd, "{view:?}");
        assert_eq!(
            window.go(Motion::SectionsForward(1)),
            Moved::AtEnd,
            "{view:?}"
        );
    }
}

#[test]
fn line_by_line_one_comes_through_the_whole_text_and_back() {
    let mut window = window(5);
    window.set_view(View::Scroll);
    let mut down = vec![window.offset()];
    while window.go(Motion::LinesDown(1)) == Moved::Away {
        assert!(window.offset() > down[down.len() - 1]);
        down.push(window.offset());
    }
    let mut up = vec![window.offset()];
    while window.go(Motion::LinesUp(1)) == Moved::Away {
        up.push(window.offset());
    }
    up.reverse();
    assert_eq!(down, up);
}

#[test]
fn another_width_and_back_is_the_identical_screen() {
    let mut window = window(7);
    loop {
        let before = screen(&mut window);
        let offset = window.offset();
        for (measure, height) in [(11, 7), (66, 20), (2, 1), (30, 3)] {
            window.set_layout(Typography::new(Cells(measure)), Rows(height));
            let shown = window.screen();
            assert!(
                shown.shows(offset),
                "{measure} by {height}: {offset:?} in {shown:?}"
            );
        }
        window.set_layout(Typography::new(Cells(17)), Rows(7));
        assert_eq!(screen(&mut window), before);
        if window.go(Motion::PagesForward(1)) != Moved::Away {
            break;
        }
    }
}

#[test]
fn pages_are_turned_through_a_table_taller_than_the_page() {
    for (measure, height) in [(24, 4), (24, 30), (8, 3)] {
        let mut b = Builder::new(Format::Markdown);
        b.begin_table(Vec::new());
        for n in 0..9 {
            b.begin_row(false);
            for cell in [format!("row {n}"), format!("{n} {}", "words ".repeat(20))] {
                b.begin_cell();
                b.text(&cell);
            }
        }
        let typography = Typography::new(Cells(measure));
        let mut window = Window::new(Arc::new(b.finish()), typography, Rows(height));
        let mut seen = screen(&mut window).join(" ");
        while window.go(Motion::PagesForward(1)) == Moved::Away {
            seen += &screen(&mut window).join(" ");
        }
        assert!(seen.contains("row 8"), "{measure} by {height}: {seen}");
    }
}

#[test]
fn jumps_are_undone_redone_and_exchanged() {
    let mut window = window(8);
    window.go(Motion::SectionsForward(2));
    window.go(Motion::End);
    assert!(window.jump_back(1));
    assert_eq!(first_words(&mut window), "a while; and then");
    assert!(window.jump_back(1));
    assert!(!window.jump_back(1));
    assert_eq!(first_words(&mut window), "The Title");
    assert!(window.jump_forward(1));
    assert_eq!(first_words(&mut window), "a while; and then");
    assert!(window.jump_exchange());
    assert_eq!(first_words(&mut window), "The Title");
    assert!(window.jump_exchange());
    assert_eq!(first_words(&mut window), "a while; and then");
}

#[test]
fn the_eye_is_shown_where_the_place_is_not_at_the_top_of_its_page() {
    let mut window = window(8);
    assert_eq!(window.screen().eye, None);
    window.go(Motion::ParagraphsForward(2));
    assert_eq!(window.screen().eye, Some(4));
}

#[test]
fn a_phrase_over_a_line_break_is_found() {
    let window = window(8);
    let hits = find(window.document(), &Query::new("on a while")).unwrap();
    assert_eq!(hits.len(), 9);
    assert_eq!(window.document().slice(hits[0]), "on a while");
    assert_eq!(find(window.document(), &Query::new("On A")), Ok(Vec::new()));
    assert_eq!(find(window.document(), &Query::new("  ")), Ok(Vec::new()));
}

#[test]
fn a_match_is_whole_on_the_screen_at_every_width() {
    let phrases = [
        ("on a while", "on a while"),
        ("it ends. b2 begins", "it ends. b2 begins"),
        ("resume - cafe", "résumé — cafe\u{301}"),
        ("paper", "pa\u{AD}per"),
    ];
    let mut b = Builder::new(Format::Text);
    b.block(
        BlockKind::Paragraph,
        "It goes on a while; and then it ends.",
    );
    b.block(
        BlockKind::Paragraph,
        "b2 begins: a résumé — cafe\u{301} — on pa\u{AD}per.",
    );
    let document = Arc::new(b.finish());
    for measure in 1..60 {
        for (asked, printed) in phrases {
            let found = find(&document, &Query::new(asked)).unwrap();
            let &[hit] = found.as_slice() else {
                panic!("{asked}: {found:?}");
            };
            let mut window = Window::new(
                Arc::clone(&document),
                Typography::new(Cells(measure)),
                Rows(200),
            );
            window.stand_at(hit.start);
            let lines = window.screen().lines;
            let marked: String = lines
                .iter()
                .flat_map(Line::ranges)
                .filter(|range| range.start < hit.end && hit.start < range.end)
                .map(|range| {
                    let start = range.start.max(hit.start).to_usize();
                    let end = range.end.min(hit.end).to_usize();
                    document.slice(TextRange::new(start, end)).to_owned()
                })
                .collect();
            let letters = |text: &str| text.replace([' ', '\n'], "");
            assert_eq!(letters(&marked), letters(printed), "at {measure} cells");
        }
    }
}

#[test]
fn an_empty_document_has_one_empty_page() {
    let mut window = Window::new(Arc::default(), Typography::new(Cells(66)), Rows(20));
    for motion in [
        Motion::PagesForward(3),
        Motion::LinesDown(1),
        Motion::End,
        Motion::Start,
    ] {
        window.go(motion);
        assert!(screen(&mut window).is_empty());
    }
    assert_eq!(
        (window.screen().page.number, window.screen().page.of),
        (1, 1)
    );
}

#[test]
fn page_numbers_agree_with_turning_pages() {
    let mut window = window(5);
    let gatherings = Arc::clone(window.gatherings());
    for n in 0..gatherings.count() {
        let id = GatheringId(n);
        let pages = measure(
            &mut Compositor::default(),
            window.document(),
            &gatherings,
            window.typography(),
            Rows(5),
            id,
        );
        window.record_pages(id, pages);
    }
    assert!(window.is_measured());
    let mut number = 1;
    loop {
        let page = window.screen().page;
        assert_eq!(page.number, number);
        assert_eq!(window.page_at(window.offset()), page);
        if window.go(Motion::PagesForward(1)) != Moved::Away {
            assert_eq!(page.number, page.of);
            break;
        }
        number += 1;
    }
}

#[test]
fn a_blank_row_can_be_at_the_top_and_is_left_again() {
    let mut window = window(6);
    window.set_view(View::Scroll);
    window.go(Motion::LinesDown(1));
    assert!(matches!(window.screen().lines[0].content, Content::Blank));
    assert_eq!(window.go(Motion::LinesUp(1)), Moved::Away);
    assert_eq!(window.offset(), Offset::ZERO);
}

proptest! {
    #[test]
    fn next_and_previous_page_are_each_others_inverse(
        at in 0usize..500, measure in 5u32..50, height in 1u32..30, is_scroll in any::<bool>(),
    ) {
        let mut window = window(8);
        window.set_layout(Typography::new(Cells(measure)), Rows(height));
        window.stand_at(Offset::new(at));
        if is_scroll {
            window.set_view(View::Scroll);
        }
        window.go(Motion::PagesForward(0));
        let before = screen(&mut window);
        if window.go(Motion::PagesForward(1)) == Moved::Away {
            window.go(Motion::PagesBack(1));
            prop_assert_eq!(screen(&mut window), before);
        }
    }

    #[test]
    fn turning_pages_shows_every_row_once(measure in 5u32..50, height in 1u32..30) {
        let mut window = window(8);
        window.set_layout(Typography::new(Cells(measure)), Rows(height));
        let mut rows = Vec::new();
        loop {
            rows.extend(window.screen().lines.into_iter().filter(|l| !l.is_blank()));
            if window.go(Motion::PagesForward(1)) != Moved::Away {
                break;
            }
        }
        let all = window.gatherings().set(window.document(), window.typography(), GatheringId(0));
        let all: Vec<_> = all.into_iter().filter(|l| !l.is_blank()).collect();
        prop_assert_eq!(rows, all);
    }
}
