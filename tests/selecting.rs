//! Selecting as a reader does it: keys and the mouse in, screen and clipboard out.
#![expect(clippy::expect_used, reason = "what fails here is the test")]

mod pointing;
mod program;

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

/// Presses keys, if there are any, and has the foot say nothing of them.
fn prepare(program: &mut Program, keys: &str) {
    program.keys(&format!("{keys}<esc>"));
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

#[test]
fn v_selects_the_word_under_the_eye_and_the_foot_says_what_can_be_done() {
    let mut program = reading();
    program.keys("v");
    assert_eq!(
        program.screen(),
        drawn(
            "
            ▏
            ▏
            ▏ The Lighthouse
            ▏
            ▏ Evening
            ▏
            ▏ The lamp is lit at dusk. It is a small lamp, and the sea
            ▏ is wide; but the sea has no other lamp. See the second
            ▏ watch.
            ▏
            ▏ Ships pass. Some of them answer.
            ▏
            ▏
            ▏
            ▏
            ▏
            ▏
            ▏ y copy · x highlight · a note · * search · Esc back
            "
        )
    );
    assert_eq!(program.marked(), ["The"]);
}

#[test]
fn the_moving_end_goes_by_characters_words_lines_sentences_and_paragraphs() {
    for (keys, words) in [
        ("v", "The"),
        ("vww", "The lamp is"),
        ("v2w", "The lamp is"),
        ("vee", "The lamp is"),
        ("v2wb", "The lamp"),
        ("vh", "Th"),
        ("v2h", "T"),
        ("v<left><left><right>", "Th"),
        ("v6l", "The lamp "),
        ("v)", "The lamp is lit at dusk."),
        (
            "v2)",
            "The lamp is lit at dusk. It is a small lamp, and the sea is wide; but the sea has no other lamp.",
        ),
        ("v)(", "The"),
        ("vwb", "The"),
        ("vb", "Evening\n\nThe"),
        ("vv", "The lamp is lit at dusk."),
        (
            "vvV",
            "The lamp is lit at dusk. It is a small lamp, and the sea is wide; but the sea has no other lamp. See the second watch.",
        ),
        (
            "v$",
            "The lamp is lit at dusk. It is a small lamp, and the sea",
        ),
        ("v$0", "T"),
        (
            "vj",
            "The lamp is lit at dusk. It is a small lamp, and the sea is ",
        ),
        ("vjk", "The"),
        ("vww$0", "T"),
        ("vwo", "The lamp"),
        ("vwow", "lamp"),
        ("vwob", "Evening\n\nThe lamp"),
        ("vwoow", "The lamp is"),
        (
            "v}}w",
            "The lamp is lit at dusk. It is a small lamp, and the sea is wide; but the sea has no other lamp. See the second watch.\n\nShips pass. Some of them answer.\n\nNight",
        ),
        ("v{", "Evening\n\nThe"),
        ("v{{", "The Lighthouse\n\nEvening\n\nThe"),
        ("vgg", "The Lighthouse\n\nEvening\n\nThe"),
        ("v:copy<enter>", "The"),
    ] {
        assert_eq!(copied(&mut reading(), keys), words, "{keys}");
    }
}

#[test]
fn a_table_is_copied_with_tabs_and_divided_words_whole() {
    let mut program = Program::new(BOOK, 20, 5);
    program.keys("/hour<enter>");
    assert_eq!(
        copied(&mut program, "vvv"),
        "Hour\tWind\n22\twest\n23\tnorth-west"
    );
    let text = "An incomprehensibly long-winded characterization, notwithstanding its \
                extraordinary straightforwardness.";
    let mut program = Program::new(text, 20, 8);
    program.keys("J");
    assert!(program.screen().contains("-\n"), "{}", program.screen());
    assert_eq!(copied(&mut program, "vvv"), text);
    assert_eq!(program.foot(), "9 words copied");
}

#[test]
fn chinese_is_selected_character_by_character_and_hebrew_as_it_is_read() {
    let mut program = Program::new("北方領土問題の話。次の文。", 30, 8);
    assert_eq!(copied(&mut program, "vww"), "北方領土問題");
    assert_eq!(copied(&mut program, "vlllh"), "北方領土問題");
    assert_eq!(copied(&mut program, "v)"), "北方領土問題の話。");
    let mut program = Program::new("שלום לכל העולם", 30, 8);
    program.keys("vw");
    assert_eq!(
        program.marked(),
        ["לכל םולש"
            .chars()
            .rev()
            .collect::<String>()
            .chars()
            .rev()
            .collect::<String>()]
    );
    assert_eq!(copied(&mut program, ""), "שלום לכל");
}

#[test]
fn esc_gives_the_page_back_wherever_the_selection_led() {
    for view in ["", "s", "D"] {
        let mut program = reading();
        program.resize(100, 12);
        prepare(&mut program, &format!("{view}}}"));
        let before = program.buffer();
        for keys in [
            "v<esc>",
            "vjjjjjjjjjj<esc>",
            "vG<esc>",
            "vgg<esc>",
            "v<space><space>b<esc>",
            "v]]<esc>",
            "v2G<esc>",
            "v50%<esc>",
            "vddd<C-c>",
            "vGq",
            "v/keeper<esc><esc>",
            "vtjj<enter><esc>",
        ] {
            program.keys(keys);
            assert_eq!(program.buffer(), before, "{view} {keys}");
            assert!(program.app.selection().is_none() && !program.quit);
        }
        // And there is no way back, for nobody has gone anywhere.
        program.keys("<C-o>");
        assert_eq!(program.foot(), "no jump to go back from");
    }
}

#[test]
fn the_page_follows_and_what_is_selected_spans_pages() {
    let mut program = Program::new(BOOK, 40, 8);
    program.keys("}}v<space>");
    let shown = program.first_words();
    let words = copied(&mut program, "");
    assert!(words.starts_with("The lamp is lit"), "{words}");
    assert!(!words.contains(&shown), "{words} {shown}");
    // The page that was turned to stays, and there is a way back.
    assert_eq!(program.first_words(), shown);
    program.keys("<C-o>");
    assert!(
        program.screen().contains("›The lamp is lit"),
        "{}",
        program.screen()
    );
    program.keys("vG");
    assert!(
        program.screen().contains("the lamp is lit"),
        "{}",
        program.screen()
    );
    assert!(copied(&mut program, "").ends_with("when the lamp is lit."));
}

#[test]
fn searches_take_the_moving_end_over_the_match() {
    let mut program = reading();
    assert_eq!(
        copied(&mut program, "v/dusk<enter>"),
        "The lamp is lit at dusk"
    );
    assert!(
        program.foot().starts_with("6 words copied"),
        "{}",
        program.foot()
    );
    program.keys("<esc>/lamp<enter><esc>gg}}");
    program.keys("/lamp<enter>gg}}vn");
    assert_eq!(copied(&mut program, ""), "The lamp");
    program.keys("gg}}vnn");
    let two = "The lamp is lit at dusk. It is a small lamp";
    assert_eq!(copied(&mut program, ""), two);
    // What is not decided takes nothing along.
    program.keys("gg}}v/answer");
    assert_eq!(
        program.app.selection(),
        Some(selection_of(&program, "The lamp", 3))
    );
}

#[test]
fn a_match_that_is_waited_for_takes_the_moving_end_along_when_it_comes() {
    let mut program = reading();
    program.held = Some(Vec::new());
    program.keys("v/dusk<enter>");
    assert_eq!(program.marked(), ["The"]);
    program.let_answers_come();
    assert_eq!(
        program.row(6),
        "The lamp is lit at dusk. It is a small lamp, and the sea"
    );
    let words = "The lamp is lit at dusk";
    let whole = selection_of(&program, words, words.len());
    assert_eq!(program.app.selection(), Some(whole));
}

/// The first `length` bytes of where these words stand.
fn selection_of(program: &Program, words: &str, length: usize) -> TextRange {
    let text = program.app.window().document().text();
    let at = text.find(words).expect("the words");
    TextRange::new(at, at + length)
}

#[test]
fn a_star_searches_what_is_selected() {
    let mut program = reading();
    program.keys("vww*");
    let asked = program.asked.clone().expect("a search");
    assert_eq!(asked.pattern, "the lamp is");
    assert!(program.foot().ends_with("2 of 3"), "{}", program.foot());
    assert!(program.app.selection().is_none());
}

#[test]
fn what_cannot_be_done_is_said() {
    for (keys, says) in [
        (":copy<enter>", "nothing is selected; v selects"),
        (
            ":highlight<enter>",
            "nothing is highlighted on this line; v selects",
        ),
        ("vx", "highlighted, yellow; x changes it"),
        ("vaa note<enter>", "note kept"),
        ("vvvv", "a whole paragraph is the most this takes"),
        ("vG)", "the end"),
    ] {
        let mut program = reading();
        program.keys(keys);
        assert!(
            program.foot().starts_with(says),
            "{keys}: {}",
            program.foot()
        );
    }
    let mut program = Program::new("", 60, 18);
    program.keys("v");
    assert!(program.foot().starts_with("nothing to select here"));
    let mut program = Program::new(&"A word or two. ".repeat(10_000), 60, 18);
    program.keys("vGy");
    assert_eq!(program.copied, None);
    assert!(
        program
            .foot()
            .starts_with("too much to copy: 149 kB, and 100 kB is the most"),
        "{}",
        program.foot()
    );
    program.keys("*");
    assert_eq!(program.foot(), "too many words to search for");
}

#[test]
fn what_is_selected_is_reversed_and_matches_in_it_still_show() {
    let mut program = reading();
    program.keys("/lamp<enter>gg}}v)");
    let buffer = program.buffer();
    let modifiers = |words: &str| buffer[cell_of(&program, words)].modifier;
    assert!(modifiers("lamp is lit").contains(Modifier::REVERSED | Modifier::UNDERLINED));
    assert!(modifiers("dusk").contains(Modifier::REVERSED));
    assert!(!modifiers("dusk").contains(Modifier::UNDERLINED));
    assert!(!modifiers("lamp, and").contains(Modifier::REVERSED));
    assert!(modifiers("lamp, and").contains(Modifier::UNDERLINED));
}

#[test]
fn a_selection_has_no_holes_in_a_justified_line() {
    let mut program = Program::new(BOOK, 44, 18);
    program.keys("J}}v$");
    let marked = program.marked();
    assert_eq!(marked.len(), 1, "{marked:?}");
    let words: Vec<&str> = marked[0].split_whitespace().collect();
    assert_eq!(words[..4], ["The", "lamp", "is", "lit"]);
}

#[test]
fn highlights_show_without_colour_and_have_a_sign_in_the_margin() {
    let text = document(BOOK, "book.md");
    let plain = reading();
    let highlight = |words: &str, style, note: &str| {
        let range = selection_of(&plain, words, words.len());
        Annotation {
            style: Some(style),
            note: note.to_owned(),
            ..Annotation::new(Passage::new(&text, range), Timestamp(1))
        }
    };
    let mut book = opened(Arc::clone(&text));
    book.record.annotations = vec![
        highlight("small lamp, and the sea is wide", Style::Yellow, ""),
        highlight("Some of them", Style::Underline, "which?"),
    ]
    .into();
    let mut program = Program::with(book, 60, 18);
    program.keys("gg<esc>");
    let rows = program.screen();
    let rows: Vec<&str> = rows.lines().skip(6).take(5).collect();
    assert_eq!(
        rows.join("\n"),
        drawn(
            "
            ▏▎The lamp is lit at dusk. It is a small lamp, and the sea
            ▏▎is wide; but the sea has no other lamp. See the second
            ▏ watch.
            ▏
            ▏†Ships pass. Some of them answer.
            "
        )
    );
    let buffer = program.buffer();
    let is_underlined = |words: &str| {
        let cell = cell_of(&program, words);
        buffer[cell].modifier.contains(Modifier::UNDERLINED)
    };
    assert!(is_underlined("small") && is_underlined("wide;") && is_underlined("Some"));
    assert!(!is_underlined("It is") && !is_underlined("but the") && !is_underlined("answer"));
}

#[test]
fn there_is_nothing_to_point_at_on_the_smallest_screens_and_nothing_breaks() {
    for size in [(0, 0), (1, 1), (20, 5), (21, 6)] {
        for text in [BOOK, "", "x", "北", "\u{301}"] {
            let mut program = Program::new(text, size.0, size.1);
            for keys in [
                "v",
                "wbel h0$)(}{",
                "jkGggo",
                "vvV",
                "y",
                "vGy",
                "v*<esc>",
                "vx",
            ] {
                program.keys(&keys.replace(' ', "<space>"));
                program.screen();
            }
            for cell in [(0, 0), (5, 2), (19, 4), (300, 300)] {
                click(&mut program, cell);
                drag(&mut program, cell, (cell.1, cell.0));
                program.screen();
                program.keys("<esc><esc>");
            }
        }
    }
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

proptest! {
    /// Whatever is pressed, what is selected is a stretch of the text that is not empty.
    #[test]
    fn a_selection_is_always_a_stretch_of_the_text(
        text in books(),
        columns in 20u16..120,
        keys in prop::collection::vec(
            prop::sample::select(vec![
                "v", "V", "w", "b", "h", "l", "j", "k", "0", "$", ")", "(", "}", "{", "o", "G", "gg",
                "<space>", "<backspace>", "d", "u", "]", "[", "3w", "2b", "9j", "/lamp<enter>", "n", "N", "s",
                "D", "J", "+",
            ]),
            1..30,
        ),
        cells in prop::collection::vec((0u16..120, 0u16..20), 0..6),
    ) {
        let mut program = Program::new(&text, columns, 12);
        program.keys("v");
        let check = |program: &Program| {
            let document = program.app.window().document();
            if let Some(range) = program.app.selection() {
                let (start, end) = (range.start.to_usize(), range.end.to_usize());
                assert!(start < end && end <= document.text().len(), "{range:?}");
                assert!(document.text().is_char_boundary(start), "{range:?}");
                assert!(document.text().is_char_boundary(end), "{range:?}");
            }
            program.buffer();
        };
        for keys in &keys {
            program.keys(keys);
            check(&program);
            prop_assert!(program.app.selection().is_some() || program.app.window().document().text().is_empty());
        }
        for cell in cells {
            mouse(&mut program, Button::Pressed, cell);
            mouse(&mut program, Button::Dragged, (cell.1, cell.0));
            check(&program);
            mouse(&mut program, Button::Released, cell);
        }
    }
}

#[test]
fn without_an_end_in_sight_a_selection_still_answers() {
    // A word, a sentence and a run of signs that are longer than anything is looked through.
    for piece in ["x", "word ", "; ", "北", "a\u{301}\u{302}"] {
        let text = piece.repeat(300_000);
        let mut program = Program::with(opened(document(&text, "long.txt")), 60, 18);
        for keys in [
            "vw9999999w",
            "b9999999b",
            "vV",
            ")9999999)",
            "99999l99999h",
            "9999999j",
            "G*",
        ] {
            program.keys(keys);
            assert!(program.app.selection().is_some(), "{piece} {keys}");
        }
    }
}
