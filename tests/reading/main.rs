//! Reading as a reader does it: keys in, screen out.
#![expect(clippy::expect_used, reason = "what fails here is the test")]

#[path = "../columns/mod.rs"]
mod columns;
#[path = "../program/mod.rs"]
mod program;

mod finding;
mod numbers;
mod panels;
mod places;
mod preview;
mod remnant;
mod way;

use folio::app::{Event, Extent, Keeping, Opened, Start};
use folio::document::Anchor;
use folio::store::{AnyMark, BookRecord, Timestamp};
use folio::text::Offset;
use program::{Program, document, opened};

const BOOK: &str = "\
# The Lighthouse

*By A. Keeper*

**A light, and who keeps it.**

## Evening

The lamp is lit at dusk. It is a small lamp, and the sea is wide; but the sea has no other.

Ships pass. Some of them answer.[^1]

## Night

### First watch

Nothing happens in the first watch, and it happens *very* slowly.

### Second watch

- a kettle
- a clock
- the log

> What the log says of the night is that there was one.

| Hour | Wind |
| --- | --- |
| 22 | west |
| 23 | north-west |

## Morning

The lamp is put out. The sea is still wide. The keeper sleeps until the evening, when the lamp is lit.

[^1]: By lamp, in the old code.
";

fn drawn(text: &str) -> String {
    let lines: Vec<&str> = text
        .trim()
        .lines()
        .map(|l| l.trim_end_matches('│'))
        .collect();
    let lines = lines
        .iter()
        .map(|l| l.trim_start().trim_start_matches('│').trim_end());
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn the_first_page_stands_in_its_measure_with_a_foot() {
    let program = Program::new(BOOK, 44, 18);
    assert_eq!(
        program.screen(),
        drawn(
            "
            │                                            │
            │                                            │
            │ The Lighthouse                             │
            │                                            │
            │ By A. Keeper                               │
            │                                            │
            │ A light, and who keeps it.                 │
            │                                            │
            │ Evening                                    │
            │                                            │
            │ The lamp is lit at dusk. It is a small     │
            │ lamp, and the sea is wide; but the sea has │
            │ no other.                                  │
            │                                            │
            │ Ships pass. Some of them answer.¹          │
            │                                            │
            │                                            │
            │ page 1 of 3                             0% │
            "
        )
    );
}

#[test]
fn lists_quotations_and_tables_are_set() {
    let mut program = Program::new(BOOK, 40, 24);
    program.keys("/second watch<enter>");
    let screen = program.screen();
    for piece in [
        "• a kettle",
        "• a clock",
        "│ What the log says of the night is",
        "Hour  Wind",
        "────",
        "23    north-west",
    ] {
        assert!(screen.contains(piece), "{piece}:\n{screen}");
    }
}

#[test]
fn the_head_says_where_one_is_once_the_title_is_behind() {
    let mut program = Program::new(BOOK, 60, 18);
    assert_eq!(program.row(0), "");
    program.keys("<space>");
    assert!(
        program.row(0).starts_with("The Lighthouse"),
        "{}",
        program.row(0)
    );
    assert!(program.row(0).ends_with("Night"), "{}", program.row(0));
}

#[test]
fn keys_go_where_they_say() {
    let mut program = Program::new(BOOK, 44, 12);
    let table = [
        ("]", "Evening"),
        ("s", "Evening"),
        ("}", "The lamp is lit at dusk. It is a small"),
        ("}", "Ships pass. Some of them answer.¹"),
        ("{{", "Evening"),
        ("2]", "First watch"),
        ("L", "Morning"),
        ("HH", "Evening"),
        ("G", "lamp is lit."),
        ("gg", "The Lighthouse"),
        ("3j", "A light, and who keeps it."),
        ("kk<up>", "The Lighthouse"),
        ("<C-f>", "no other."),
        ("<C-b>", "The Lighthouse"),
        (":50%<enter>", "happens very slowly."),
        ("''", "The Lighthouse"),
        (":50.5%<enter>", "happens very slowly."),
        ("''", "The Lighthouse"),
        (":50%<enter>", "happens very slowly."),
        ("''", "The Lighthouse"),
        ("''", "happens very slowly."),
        ("<C-o>", "The Lighthouse"),
        ("<A-right>", "happens very slowly."),
    ];
    for (keys, words) in table {
        program.keys(keys);
        if keys == "G" {
            assert!(
                program.screen().contains(words),
                "{keys}\n{}",
                program.screen()
            );
        } else {
            assert!(
                program.first_words().starts_with(words),
                "{keys}: {}\n{}",
                program.first_words(),
                program.screen()
            );
        }
    }
}

#[test]
fn counts_and_pages() {
    let mut program = Program::new(BOOK, 44, 12);
    program.keys("2<space>");
    assert!(
        program.foot().starts_with("page 3 of"),
        "{}",
        program.foot()
    );
    program.keys("2G");
    assert!(
        program.foot().starts_with("page 2 of"),
        "{}",
        program.foot()
    );
    program.keys(":4<enter>");
    assert!(
        program.foot().starts_with("page 4 of"),
        "{}",
        program.foot()
    );
    program.keys("40%");
    assert!(program.foot().ends_with("40%"), "{}", program.foot());
    program.keys("12");
    assert!(program.foot().ends_with("12"), "{}", program.foot());
    program.keys("<esc>");
    assert!(!program.foot().ends_with("12"), "{}", program.foot());
}

#[test]
fn another_size_and_back_is_the_identical_screen() {
    let text = include_str!("../../assets/essay.md");
    let mut program = Program::new(text, 100, 30);
    program.keys("3<space>");
    for _ in 0..5 {
        let before = program.buffer();
        for (columns, rows) in [
            (60, 30),
            (20, 5),
            (300, 100),
            (19, 4),
            (1, 1),
            (0, 0),
            (60, 20),
        ] {
            program.resize(columns, rows);
            program.screen();
        }
        program.resize(100, 30);
        assert_eq!(program.buffer(), before);
        program.keys("<space>");
    }
}

#[test]
fn every_size_is_drawn_and_below_the_smallest_a_calm_word() {
    for columns in [0, 1, 2, 10, 19, 20, 21, 40, 100, 300] {
        for rows in [0, 1, 2, 4, 5, 6, 8, 16, 100] {
            let mut program = Program::new(include_str!("../../assets/essay.md"), columns, rows);
            for keys in [
                "<space>", "t", "<down>", "<esc>", "?", "<esc>", "/lamp", "<esc>", "M", "<esc>",
                "z", "j", "G", "i", ":x", "<esc>",
            ] {
                program.keys(keys);
                let screen = program.screen();
                if columns < 20 || rows < 5 {
                    let is_calm = columns < 6 || rows == 0 || screen.contains("20 × 5");
                    assert!(is_calm, "{columns}×{rows}: {screen}");
                }
            }
        }
    }
}

#[test]
fn twenty_by_five_shows_text_and_a_foot() {
    let program = Program::new(BOOK, 20, 5);
    assert_eq!(
        program.screen(),
        " The Lighthouse\n\n By A. Keeper\n\n page 1 of 14    0%"
    );
}

#[test]
fn contents_show_levels_pages_and_the_place_and_are_filtered() {
    let mut program = Program::new(BOOK, 60, 20);
    program.keys("2]t");
    let screen = program.screen();
    assert!(screen.contains("Contents"));
    assert!(screen.lines().any(|l| l.contains("› Night")), "{screen}");
    assert!(
        screen.lines().any(|l| l.contains("    First watch")),
        "{screen}"
    );
    program.keys("/watch");
    let screen = program.screen();
    assert!(
        screen.contains("/watch") && screen.contains("Second watch"),
        "{screen}"
    );
    assert!(!screen.contains("Morning  "), "{screen}");
    program.keys("<down><enter>");
    assert!(program.screen().contains("Second watch"));
    program.keys("<C-o>");
    assert!(program.screen().contains("Night"));
}

#[test]
fn contents_close_with_q_and_esc_and_nothing_has_moved() {
    let mut program = Program::new(BOOK, 60, 20);
    let before = program.buffer();
    program.keys("tjjkq");
    assert_eq!(program.buffer(), before);
    program.keys("t/xyz<esc><esc>");
    assert_eq!(program.buffer(), before);
    assert!(!program.quit);
}

#[test]
fn help_is_made_from_the_keymap() {
    let mut program = Program::new(BOOK, 80, 100);
    program.keys("?");
    let screen = program.screen();
    for piece in [
        "gg  Home",
        "Search as you type",
        "Ctrl-o  Alt-←",
        "m+letter",
        "While selecting",
    ] {
        assert!(screen.contains(piece), "{piece}:\n{screen}");
    }
    program.keys("q");
    assert!(!program.quit && !program.screen().contains("Search as you type"));
}

#[test]
fn a_note_is_peeked_at_and_gone_to() {
    let mut program = Program::new(BOOK, 60, 20);
    program.keys("<tab>");
    assert_eq!(program.marked(), ["¹"]);
    program.keys("<enter>");
    assert!(
        program.screen().contains("By lamp, in the old code."),
        "{}",
        program.screen()
    );
    program.keys("<enter>");
    assert!(
        program.screen().contains("1. By lamp, in the old code."),
        "{}",
        program.screen()
    );
    program.keys("<C-o>");
    assert_eq!(program.first_words(), "The Lighthouse");
}

#[test]
fn measure_view_theme_and_chrome_change_the_look_and_not_the_place() {
    let mut program = Program::new(BOOK, 80, 20);
    program.keys("3]");
    let shown = |program: &Program| program.screen().contains("First watch");
    for keys in [
        "-", "-", "+", "=", "s", "s", "J", "J", "c", "c", "c", "c", "z", "z",
    ] {
        program.keys(keys);
        assert!(shown(&program), "{keys}\n{}", program.screen());
    }
    program.keys("z<esc>");
    assert!(!program.screen().contains('%'), "{}", program.screen());
    program.keys("/wat");
    assert!(program.screen().contains("/wat"));
}

#[test]
fn quitting_and_suspending() {
    for keys in ["q", "ZZ", ":q<enter>", "<C-c>"] {
        let mut program = Program::new(BOOK, 60, 20);
        program.keys(keys);
        assert!(program.quit, "{keys}");
    }
    let mut program = Program::new(BOOK, 60, 20);
    program.keys("<esc><esc>t<C-c>/<C-z>");
    assert!(!program.quit && program.suspended);
}

#[test]
fn nothing_in_a_text_reaches_the_terminal_as_a_command() {
    let text = "# A\u{1b}]0;title\u{7}b\n\nc\u{1b}[31md\u{9b}2Je [x](http://\u{1b}[1m/)\u{0}\n\n```\n\u{1b}c\tz\n```\n";
    let mut record_keys = Program::new(text, 60, 20);
    for keys in ["t", "<esc>", "<tab><enter>", "<esc>", "M", "<esc>"] {
        record_keys.keys(keys);
        for cell in record_keys.buffer().content() {
            assert!(
                !cell.symbol().contains(|c: char| c.is_control()),
                "{keys}: {:?}",
                cell.symbol()
            );
        }
    }
}

#[test]
fn a_match_over_a_wrapped_line_of_code_is_marked_on_both_lines() {
    let text = "# B\n\n```\nlet answer = compute(left, right);\n```\n";
    let mut program = Program::new(text, 30, 12);
    assert!(program.screen().contains("compute(↩"));
    program.keys("/(left, right)<enter>");
    assert_eq!(program.marked(), ["(", "left, right)"]);
}

#[test]
fn what_was_wrong_with_a_file_is_said_once_and_listed_when_asked() {
    let bytes = b"Zero\0 bytes.\n\nThe lamp\0 is lit at dusk.\n";
    let document = std::sync::Arc::new(folio::format::open(bytes, Some("a.txt")).expect("a text"));
    let mut program = Program::with(opened(document), 60, 14);
    assert_eq!(program.foot(), "a problem with this file: ! says more");
    program.keys("!");
    let panel = "\
╭─ What was wrong with this file ──────────────────────────╮
│ line 1                                                   │
│   2 zero bytes from here on were left out                │
╰───────────────────────────────────────────── Esc closes ─╯";
    let screen = program.screen();
    assert!(screen.contains(panel), "{screen}");
    program.keys("!");
    assert!(program.foot().starts_with("page 1 of 1"));
    let mut sound = Program::new(BOOK, 60, 14);
    sound.keys("!");
    assert_eq!(sound.foot(), "nothing was wrong with this file");
}

#[test]
fn what_a_library_adds_to_a_book_is_read_but_not_counted() {
    let lines = |what: &str| format!("{what} is here.\n\n").repeat(40);
    let book = format!(
        "The Project Gutenberg EBook of The Log, by A. Keeper\n\nTitle: The Log\n\n{}\
         *** START OF THIS PROJECT GUTENBERG EBOOK THE LOG ***\n\n{}\
         *** END OF THIS PROJECT GUTENBERG EBOOK THE LOG ***\n\n{}",
        lines("The header"),
        lines("The book"),
        lines("The licence")
    );
    let mut program = Program::with(opened(document(&book, "log.txt")), 60, 14);
    let mut places = Vec::new();
    for keys in ["", "50%", "100%", "G", "gg"] {
        if !keys.is_empty() {
            program.keys(keys);
        }
        let percent = program.app.screen().percent;
        places.push((keys, program.first_words(), percent));
    }
    let expected = [
        ("", "The book is here.", 0),
        ("50%", "The book is here.", 50),
        (
            "100%",
            "*** END OF THIS PROJECT GUTENBERG EBOOK THE LOG ***",
            100,
        ),
        ("G", "The licence is here.", 100),
        (
            "gg",
            "The Project Gutenberg EBook of The Log, by A. Keeper",
            0,
        ),
    ];
    assert_eq!(
        places,
        expected.map(|(keys, words, n)| (keys, words.to_owned(), n))
    );
}
