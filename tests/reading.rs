//! Reading as a reader does it: keys in, screen out.
#![expect(clippy::expect_used, reason = "what fails here is the test")]

mod columns;
mod program;

use folio::app::{Event, Extent, Keeping, Opened, Start};
use folio::document::Anchor;
use folio::store::{BookRecord, Place};
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
    let text = include_str!("../assets/essay.md");
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
            let mut program = Program::new(include_str!("../assets/essay.md"), columns, rows);
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
fn a_search_finds_as_one_types_and_esc_gives_the_screen_back() {
    let mut program = Program::new(BOOK, 44, 12);
    program.keys("<space>");
    let before = program.buffer();
    program.keys("/is lit at du");
    assert_eq!(program.marked(), ["is lit at du"]);
    assert!(program.screen().contains("/is lit at du"));
    assert!(program.foot().ends_with("1 of 1"), "{}", program.foot());
    program.keys("<esc>");
    assert_eq!(program.buffer(), before);
}

#[test]
fn matches_are_counted_and_gone_through_round_the_end() {
    let mut program = Program::new(BOOK, 60, 12);
    program.keys("/lamp<enter>");
    let counts: Vec<String> = (0..6)
        .map(|_| {
            let foot = program.foot();
            program.keys("n");
            foot
        })
        .collect();
    assert!(counts[0].contains("1 of 5"), "{counts:?}");
    assert!(counts[4].contains("5 of 5"), "{counts:?}");
    assert!(
        counts[5].contains("1 of 5") && counts[5].contains("wrapped to the beginning"),
        "{counts:?}"
    );
    program.keys("NN");
    assert!(
        program.foot().contains("5 of 5") && program.foot().contains("wrapped to the end"),
        "{}",
        program.foot()
    );
    program.keys("<esc>");
    assert!(program.marked().is_empty());
}

#[test]
fn a_phrase_over_a_line_break_is_found_and_marked_on_both_lines() {
    let mut program = Program::new(BOOK, 44, 18);
    program.keys("/a small lamp<enter>");
    assert_eq!(program.marked(), ["a small", "lamp"]);
}

#[test]
fn a_capital_asks_for_a_capital() {
    let mut program = Program::new(BOOK, 60, 12);
    program.keys("/The lamp<enter>");
    assert!(program.foot().contains("1 of 2"), "{}", program.foot());
    program.keys("/the lamp<enter>");
    assert!(program.foot().contains("of 3"), "{}", program.foot());
}

#[test]
fn words_are_found_with_other_punctuation_and_that_is_said() {
    let book = "Mr. Darcy bowed.\n\nThe drawing-room of Mr. Darcy—and mr darcies.\n";
    let mut program = Program::new(book, 60, 12);
    let mut foot_after = |keys: &str| {
        program.keys(keys);
        program.foot()
    };
    for (typed, count) in [
        ("Mr Darcy", "1 of 2"),
        ("drawing room", "1 of 1"),
        ("room of mr darcy", "1 of 1"),
    ] {
        let prompt = foot_after(&format!("/{typed}"));
        assert!(
            prompt.contains(&format!("capitals and marks aside  {count}")),
            "{prompt}"
        );
        let foot = foot_after("<enter>");
        assert!(
            foot.contains(count) && foot.contains("capitals and marks aside"),
            "{foot}"
        );
    }
    // As it was typed it is there once, and only that is found.
    let prompt = foot_after("/mr darc");
    assert!(
        prompt.contains("1 of 1") && !prompt.contains("aside"),
        "{prompt}"
    );
}

#[test]
fn what_is_not_there_is_said_and_nothing_moves() {
    let mut program = Program::new(BOOK, 60, 12);
    program.keys("<space>");
    let words = program.first_words();
    program.keys("/submarine<enter>");
    assert!(
        program.foot().contains("“submarine” is not in the text"),
        "{}",
        program.foot()
    );
    assert_eq!(program.first_words(), words);
}

#[test]
fn an_answer_that_comes_late_moves_nothing() {
    let mut program = Program::new(BOOK, 44, 12);
    program.held = Some(Vec::new());
    program.keys("/lamp<esc>");
    let before = program.buffer();
    program.let_answers_come();
    assert_eq!(program.buffer(), before);
}

#[test]
fn enter_before_the_answer_still_goes_there() {
    let mut program = Program::new(BOOK, 44, 12);
    program.held = Some(Vec::new());
    program.keys("/keeper sleeps<enter>");
    program.let_answers_come();
    assert_eq!(program.marked(), ["keeper sleeps"]);
    program.keys("<C-o>");
    assert_eq!(program.first_words(), "The Lighthouse");
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
fn quick_marks_are_set_and_gone_to_and_written_down() {
    let mut program = Program::new(BOOK, 44, 12);
    program.keys("s3]ma");
    let words = program.first_words();
    assert!(
        program
            .record
            .as_ref()
            .expect("saved")
            .marks
            .contains_key(&'a')
    );
    program.keys("gg'a");
    assert_eq!(program.first_words(), words);
    program.keys("gg`a''");
    assert_eq!(program.first_words(), "The Lighthouse");
    program.keys("'b");
    assert!(
        program.foot().contains("there is no mark b"),
        "{}",
        program.foot()
    );
}

#[test]
fn a_mark_with_a_capital_leads_to_any_book() {
    let mut program = Program::new(BOOK, 44, 12);
    program.keys("]mA");
    assert_eq!(program.any_marks.iter().count(), 1);
    let other = document("# Another\n\nText of it.", "b.md");
    let mut other = opened(other);
    other.any_marks = program.any_marks.clone();
    let mut program = Program::with(other, 44, 12);
    program.keys("'A");
    assert_eq!(
        program.opened,
        [std::path::PathBuf::from("/books/a book.md")]
    );
}

#[test]
fn a_bookmark_is_made_listed_deleted_brought_back_and_gone_to() {
    let mut program = Program::new(BOOK, 72, 24);
    program.keys("s3]M");
    program.keys("tea<tab>before midnight<enter>");
    let saved = program.record.clone().expect("saved");
    assert_eq!(
        (
            saved.annotations[0].name.as_str(),
            saved.annotations[0].note.as_str()
        ),
        ("tea", "before midnight")
    );
    let words = program.first_words();
    program.keys("ggB");
    let screen = program.screen();
    assert!(
        screen.contains("tea") && screen.contains("First watch · “"),
        "{screen}"
    );
    assert!(screen.contains("before midnight"), "{screen}");
    program.keys("d");
    assert!(
        program.screen().contains("nothing like that"),
        "{}",
        program.screen()
    );
    assert!(program.record.as_ref().expect("saved").annotations[0].deleted);
    program.keys("u<enter>");
    assert!(!program.record.as_ref().expect("saved").annotations[0].deleted);
    assert_eq!(program.first_words(), words);
    program.keys("gg>");
    assert_eq!(program.first_words(), words);
    program.keys("G<lt>");
    assert_eq!(program.first_words(), words);
}

#[test]
fn tomorrow_one_stands_on_the_same_words() {
    let mut program = Program::new(BOOK, 60, 16);
    program.keys("<space><space>");
    let words = program.first_words();
    let record = program.record.clone().expect("remembered");
    for (columns, rows) in [(60, 16), (60, 16), (44, 30)] {
        let mut again = opened(document(BOOK, "renamed.md"));
        again.record = record.clone();
        let program = Program::with(again, columns, rows);
        assert!(
            program.screen().contains(&words),
            "{words}\n{}",
            program.screen()
        );
    }
}

#[test]
fn a_place_can_be_asked_for() {
    for (start, words) in [
        (Start::Section(2), "Night"),
        (Start::Quotation("keeper weeps".into()), "Morning"),
        (Start::Quotation("keeper SLEEPS".into()), "keeper"),
        (Start::Quotation("keeper sleeps".into()), "keeper"),
        (Start::Percent(100), "until the evening"),
        (Start::Page(1), "The Lighthouse"),
    ] {
        let mut book = opened(document(BOOK, "b.md"));
        book.at = Some(start.clone());
        let program = Program::with(book, 44, 12);
        let found = program.screen().contains(words);
        let is_nowhere = matches!(&start, Start::Quotation(q) if q.words.contains("weeps"));
        let is_said = program.foot().contains("“keeper weeps” is not in the text");
        assert_eq!(is_said, is_nowhere, "{}", program.foot());
        assert_eq!(found, !is_nowhere, "{start:?}\n{}", program.screen());
    }
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
fn that_places_are_not_kept_is_said_and_stays_said() {
    let mut book = opened(document(BOOK, "b.md"));
    book.keeping = Keeping::No("no home".into());
    book.problem = Some("places are not kept: no home".into());
    let mut program = Program::with(book, 80, 20);
    assert!(
        program.foot().contains("places are not kept: no home"),
        "{}",
        program.foot()
    );
    program.keys("<space>");
    assert!(
        program.foot().contains("places are not kept"),
        "{}",
        program.foot()
    );
    let mut program = Program::new(BOOK, 80, 20);
    program.send(Event::NotKept("disk full".into()));
    assert!(program.foot().contains("disk full"), "{}", program.foot());
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
fn a_record_of_another_version_of_the_text_leads_near() {
    let mut program = Program::new(BOOK, 60, 14);
    program.keys("<space><space>");
    let record: BookRecord = program.record.clone().expect("remembered");
    let words = program.first_words();
    let mut changed = opened(document(
        &BOOK.replace("The lamp is lit", "At last the great lamp is lit"),
        "b.md",
    ));
    changed.record = record;
    let program = Program::with(changed, 60, 14);
    assert!(
        program.screen().contains(&words),
        "{words}\n{}",
        program.screen()
    );
}

/// A long text of numbered paragraphs.
fn long_text() -> String {
    (0..2000)
        .map(|n| format!("Paragraph {n} of a long book, in which little happens.\n\n"))
        .collect()
}

/// The program with only the beginning of a book, and the event that brings the whole.
fn begun() -> (Program, Event) {
    let text = long_text();
    let beginning = folio::format::open_beginning(&text.as_bytes()[..32_000], Some("a.txt"));
    let beginning = Opened {
        extent: Extent::BEGINNING,
        ..opened(beginning.expect("a beginning").into())
    };
    let program = Program::with(beginning, 60, 20);
    let whole = opened(document(&text, "a.txt"));
    let event = Event::Opened {
        ticket: program.last_open.expect("the rest is asked for"),
        result: Box::new(Ok(whole)),
    };
    (program, event)
}

#[test]
fn who_reads_on_in_the_beginning_stands_on_the_same_words_in_the_whole() {
    let (mut program, whole) = begun();
    program.keys("<space><space>");
    assert!(program.record.is_none());
    let words = program.first_words();
    program.send(whole);
    assert_eq!(program.first_words(), words);
    assert!(
        program.foot().starts_with("page 3 of"),
        "{}",
        program.foot()
    );
}

/// The program with the pages around the place where a book was left, how far before that they begin, and the
/// event that brings the whole.
fn resumed(before_place: usize) -> (Program, Event) {
    let text = long_text();
    let whole = document(&text, "a.txt");
    let place = whole.text().find("Paragraph 1200 ").expect("it is there");
    let anchor = Anchor::new(&whole, Offset::new(place));
    let at = text.find("Paragraph 1200 ").expect("it is there");
    let stretch = &text.as_bytes()[at - before_place..at + 20_000];
    let part = folio::format::open_stretch(stretch, false, Some("a.txt")).expect("a stretch");
    let in_part = part.text().find("Paragraph 1200 ").expect("it is there");
    let there = Anchor {
        offset: in_part,
        ..anchor.clone()
    };
    let mut left = opened(part.into());
    left.extent = Extent::Part {
        before: place - in_part,
    };
    left.record.place = Some(Place {
        anchor: there.clone(),
    });
    left.at = Some(Start::Anchor(Box::new(there)));
    let program = Program::with(left, 60, 20);
    let mut whole = opened(whole);
    whole.record.place = Some(Place { anchor });
    let event = Event::Opened {
        ticket: program.last_open.expect("the rest is asked for"),
        result: Box::new(Ok(whole)),
    };
    (program, event)
}

#[test]
fn a_book_that_is_resumed_shows_its_place_before_it_is_read_and_keeps_it() {
    for keys in ["r", "<space>", "<space><space>b", "j", "kk"] {
        let (mut program, whole) = resumed(20_000);
        assert!(
            program.screen().contains("Paragraph 1200 "),
            "{}",
            program.screen()
        );
        program.keys(keys);
        // Pages may begin elsewhere in the whole; the place is on the page, at the same words.
        let words = words_at_place(&program);
        program.send(whole);
        assert_eq!(words_at_place(&program), words, "after {keys}");
        assert_eq!(program.app.book().extent(), Extent::Whole);
    }
}

fn words_at_place(program: &Program) -> String {
    let window = program.app.window();
    let text = window.document().text();
    let from = &text[window.offset().to_usize()..];
    from.chars().take(14).collect()
}

#[test]
fn going_back_over_the_beginning_of_a_part_waits_for_the_whole() {
    let (mut program, whole) = resumed(200);
    let words = program.first_words();
    program.keys("b");
    assert_eq!(program.first_words(), words);
    program.send(whole);
    assert!(program.first_words() < words, "{}", program.screen());
    assert!(
        program.screen().contains("Paragraph 119"),
        "{}",
        program.screen()
    );
}

#[test]
fn what_needs_the_whole_book_waits_for_it_in_order() {
    let (mut program, whole) = begun();
    let before = program.first_words();
    program.keys("G/paragraph 1500 of<enter>");
    assert_eq!(program.first_words(), before);
    program.send(whole);
    assert_eq!(program.marked(), ["Paragraph 1500 of"]);
    program.keys("<C-o>");
    assert!(program.screen().contains("Paragraph 1999"));
}

#[test]
fn a_book_left_further_on_goes_there_once_it_is_whole() {
    let (mut program, whole) = begun();
    let mut reader = Program::with(opened(document(&long_text(), "a.txt")), 60, 20);
    reader.keys("50%");
    let Event::Opened { ticket, result } = whole else {
        unreachable!();
    };
    let mut whole = result.expect("a book");
    whole.record = reader.record.clone().expect("remembered");
    program.send(Event::Opened {
        ticket,
        result: Box::new(Ok(whole)),
    });
    assert_eq!(program.first_words(), reader.first_words());
}

#[test]
fn if_the_rest_cannot_be_read_the_beginning_stays_and_it_is_said() {
    let (mut program, whole) = begun();
    let Event::Opened { ticket, .. } = whole else {
        unreachable!();
    };
    program.keys("t");
    let result = Box::new(Err("the disk is gone".to_owned()));
    program.send(Event::Opened { ticket, result });
    assert!(program.screen().contains("Contents"));
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

/// The book opened again with what was written down of it.
fn opened_again(program: &mut Program, at: Option<Start>) -> Program {
    let record = program.record.take();
    let document = document(BOOK, "book.md");
    let record = record.unwrap_or_else(|| BookRecord::new(document.fingerprint()));
    let opened = Opened {
        record,
        at,
        ..opened(document)
    };
    Program::with(opened, 40, 9)
}

#[test]
fn after_a_restart_the_way_back_and_forward_is_the_one_there_was() {
    let mut program = Program::new(BOOK, 40, 9);
    program.keys("L").keys("]").keys("G").keys("<C-o>");
    let places = |program: &mut Program| {
        let mut seen = vec![program.first_words()];
        for keys in [
            "<C-o>",
            "<C-o>",
            "<C-o>",
            "<A-right>",
            "<A-right>",
            "<A-right>",
        ] {
            program.keys(keys);
            seen.push(program.first_words());
        }
        seen
    };
    let mut again = opened_again(&mut program, None);
    let expected = places(&mut program);
    assert_eq!(places(&mut again), expected);
    assert!(
        expected.contains(&"The Lighthouse".to_owned()),
        "{expected:?}"
    );
    // What was done since is what the next restart has.
    again.keys("<C-o><C-o>");
    let mut third = opened_again(&mut again, None);
    assert_eq!(third.first_words(), again.first_words());
    assert_eq!(places(&mut third), places(&mut again));
}

#[test]
fn who_asks_for_a_place_can_go_back_to_where_the_book_was_left() {
    let mut program = Program::new(BOOK, 40, 9);
    program.keys("L]");
    let left = program.first_words();
    let mut again = opened_again(&mut program, Some(Start::Quotation("keeper sleeps".into())));
    assert_ne!(again.first_words(), left);
    again.keys("<C-o>");
    assert_eq!(again.first_words(), left);
}

#[test]
fn turning_pages_writes_no_jumps_and_jumping_a_bounded_trail() {
    let mut program = Program::new(BOOK, 40, 9);
    program.keys("<space><space>");
    assert!(
        program
            .record
            .as_ref()
            .is_some_and(|r| r.own_jumps().is_none())
    );
    for _ in 0..60 {
        program.keys("GggL");
    }
    let trail = program
        .record
        .as_ref()
        .and_then(BookRecord::own_jumps)
        .cloned();
    let trail = trail.expect("a trail");
    assert_eq!(trail.behind.len(), 16);
    assert_eq!(trail.ahead.len(), 0);
    for size in [(0, 0), (1, 1), (20, 5)] {
        let mut again = opened_again(&mut program, None);
        again.resize(size.0, size.1).keys("<C-o>");
    }
}
