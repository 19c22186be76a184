//! Where a search leads, and what is seen of it.

use super::*;

#[test]
fn the_nearest_match_ahead_is_shown_and_marked_with_its_number() {
    let mut program = Program::new(BOOK, 60, 18);
    program.keys("/lamp");
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
            ▏›The lamp is lit at dusk. It is a small lamp, and the sea
            ▏ is wide; but the sea has no other lamp. See the second
            ▏ watch.
            ▏
            ▏ Night
            ▏
            ▏ First watch
            ▏ Nothing happens in the first watch, and it happens very
            ▏ slowly.
            ▏
            ▏
            ▏ /lamp                                               1 of 6
            "
        )
    );
    assert_eq!(program.marked(), ["lamp", "lamp", "lamp"]);
}

#[test]
fn esc_gives_back_the_screen_the_old_marks_and_the_way_back() {
    let mut program = Program::new(BOOK, 60, 12);
    // What is said of the link passes with the next key.
    program.keys("/sea<enter>n<tab>zz");
    assert_eq!(program.marked(), ["sea", "sea", "the second", "watch"]);
    let before = program.buffer();
    for keys in [
        "/<esc>",
        "/lamp<esc>",
        "/lamp<C-u><esc>",
        "/lamp is put out<esc>",
        "/no such thing<esc>",
        "/lamp<backspace><backspace><backspace><backspace><backspace>",
        "&<esc>",
        "&jjj<esc>",
        "&/wide<esc><esc>",
        "&/zebra<esc><esc>",
        "&wide<esc>",
        "&j&",
    ] {
        program.keys(keys);
        assert_eq!(program.buffer(), before, "{keys}");
    }
    program.keys("<C-o>");
    assert!(program.foot().contains("1 of 3"), "{}", program.foot());
    program.keys("<C-o><C-o>");
    assert!(program.foot().contains("no jump"), "{}", program.foot());
}

#[test]
fn a_search_and_a_choice_from_the_list_are_one_jump_each() {
    for keys in ["/lamp is put out<enter>", "/lamp<enter>&jjj<enter>", "*"] {
        let mut program = Program::new(BOOK, 60, 12);
        program.keys("]s");
        let before = program.first_words();
        program.keys(keys);
        if keys.contains('&') {
            program.keys("<C-o>");
        }
        program.keys("<C-o>");
        assert_eq!(program.first_words(), before, "{keys}");
        program.keys("<C-o><C-o>");
        assert!(
            program.foot().contains("no jump"),
            "{keys}: {}",
            program.foot()
        );
    }
}

#[test]
fn wrapping_is_said_in_both_directions() {
    let mut program = Program::new(BOOK, 60, 12);
    program.keys("G/dusk<enter>");
    assert!(
        program.foot().starts_with("wrapped to the beginning"),
        "{}",
        program.foot()
    );
    program.keys("/sea<enter>N");
    assert!(
        program.foot().starts_with("wrapped to the end"),
        "{}",
        program.foot()
    );
    program.keys("n");
    assert!(
        program.foot().starts_with("wrapped to the beginning"),
        "{}",
        program.foot()
    );
}

#[test]
fn the_words_under_the_eye_are_the_link_the_match_or_the_first_word() {
    let mut program = Program::new(BOOK, 60, 12);
    for (keys, pattern) in [
        ("*", "the"),
        ("gg<esc>]*", "evening"),
        ("gg/small lamp<enter>*", "small lamp"),
        ("gg<esc><tab>*", "the second watch"),
    ] {
        program.keys(keys);
        let asked = program.asked.clone().expect("a question");
        assert_eq!(
            (asked.pattern.as_str(), asked.whole_words),
            (pattern, true),
            "{keys}"
        );
        program.keys("<esc>");
    }
}

#[test]
fn what_stands_nowhere_else_moves_nothing() {
    let mut program = Program::new(BOOK, 60, 12);
    program.keys("/small<enter>");
    let words = program.first_words();
    program.keys("*");
    assert_eq!(
        program.foot().split("  ").next(),
        Some("nowhere else · “small” · whole words")
    );
    assert_eq!(program.first_words(), words);
    assert_eq!(program.marked(), ["small"]);
}

#[test]
fn every_size_is_drawn_with_prompt_list_and_map() {
    for columns in [0, 1, 2, 19, 20, 21, 40, 60, 100, 300] {
        for rows in [0, 1, 4, 5, 6, 8, 13, 14, 16, 60] {
            let mut program = Program::new(BOOK, 60, 18);
            program.keys("M<enter>/lamp<A-r><A-w><A-s><A-r><A-w><A-s>");
            program.resize(columns, rows).screen();
            program.keys("<enter>");
            program.screen();
            for keys in ["&", "j", "<end>", "/", "sea", "<down>", "<enter>", "n", "*"] {
                program.keys(keys);
                program.screen();
            }
            // A filter that leaves nothing, the list, the marks.
            program.resize(60, 18).keys("<esc><esc><esc>");
            assert!(program.marked().is_empty());
        }
    }
}
