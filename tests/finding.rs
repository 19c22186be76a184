//! Finding as a reader does it: keys in, screen out.
#![expect(clippy::expect_used, reason = "what fails here is the test")]

mod again;
mod listing;
mod program;

use folio::app::Event;
use folio::search::Way;
use program::{Program, document};

const BOOK: &str = "\
# The Lighthouse

## Evening

The lamp is lit at dusk. It is a small lamp, and the sea is wide; but the sea has no other lamp. \
See [the second watch](#second-watch).

## Night

### First watch

Nothing happens in the first watch, and it happens very slowly.

### Second watch

A kettle, a clock, and the log. The clock is wound. The lamp is trimmed.

## Morning

The lamp is put out. The sea is still wide. The keeper sleeps until evening, when the lamp is lit.
";

/// A screen as it is drawn in a test: behind a bar.
fn drawn(text: &str) -> String {
    let lines = text.trim().lines().map(str::trim_start);
    let rows = lines.map(|line| line.strip_prefix('▏').unwrap_or(line).trim_end());
    rows.collect::<Vec<_>>().join("\n")
}

/// The program after these keys, with answers that come in pieces of so many matches, one by one.
fn piecemeal(text: &str, size: usize, keys: &str) -> Program {
    let mut program = Program::new(text, 60, 18);
    program.held = Some(Vec::new());
    program.pieces = Some(size);
    program.keys(keys);
    program
}

/// Lets the next of the answers come that are held back.
fn next_answer(program: &mut Program) {
    let held = program.held.as_mut().expect("answers are held back");
    let next = held.remove(0);
    program.send(next);
}

/// A text of so many lines that each have a lamp in them, in sections of a thousand.
fn lamps(lines: usize) -> String {
    let mut text = String::from("# Lights\n\n");
    for n in 0..lines {
        if n % 1000 == 0 {
            text += &format!("## Part {}\n\n", n / 1000 + 1);
        }
        text += &format!("The lamp number {n}.\n\n");
    }
    text
}

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
    program.keys("/sea<enter>n<tab>");
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
fn counts_grow_while_matches_are_counted() {
    let mut program = piecemeal(&lamps(3000), 1000, "50%/lamp");
    let mut feet = vec![program.foot()];
    while program.held.as_ref().is_some_and(|held| !held.is_empty()) {
        next_answer(&mut program);
        feet.push(program.foot());
    }
    let counts: Vec<&str> = feet
        .iter()
        .map(|foot| foot.trim_start_matches("/lamp").trim())
        .collect();
    assert_eq!(
        counts,
        [
            "",
            "…",
            "1,000+ matches",
            "1,526 of 2,000+",
            "1,526 of 3,000+",
            "1,526 of 3,000"
        ]
    );
}

#[test]
fn n_goes_on_with_what_is_known_and_says_what_is_not() {
    let mut program = piecemeal(&lamps(3000), 1000, "50%/lamp<enter>");
    next_answer(&mut program);
    let first = program.first_words();
    program.keys("n");
    assert_ne!(program.first_words() + &program.foot(), first);
    program.keys("n");
    assert!(
        program.foot().starts_with("still counting"),
        "{}",
        program.foot()
    );
    program.keys("NN");
    assert!(
        program.foot().starts_with("still counting"),
        "{}",
        program.foot()
    );
    next_answer(&mut program);
    next_answer(&mut program);
    program.keys("2n");
    assert!(
        program.foot().contains("1,528 of 2,000+"),
        "{}",
        program.foot()
    );
    program.let_answers_come();
    program.keys("NNN");
    assert!(
        program.foot().contains("1,525 of 3,000"),
        "{}",
        program.foot()
    );
}

#[test]
fn a_new_key_makes_the_old_question_void() {
    let mut program = Program::new(BOOK, 60, 12);
    program.held = Some(Vec::new());
    program.keys("/lamp is put");
    let mut held = program.held.take().expect("held");
    let newest = held.pop().expect("an answer");
    let before = program.buffer();
    for old in held {
        program.send(old);
    }
    assert_eq!(program.buffer(), before);
    program.send(newest);
    assert_eq!(program.marked(), ["lamp is put"]);
}

#[test]
fn a_count_that_was_interrupted_is_taken_up_again() {
    let mut program = piecemeal(&lamps(2000), 500, "/lamp<enter>");
    for _ in 0..2 {
        next_answer(&mut program);
    }
    assert!(program.foot().contains("1 of 500+"), "{}", program.foot());
    program.keys("/number 7<esc>");
    program.let_answers_come();
    assert!(program.foot().contains("1 of 2,000"), "{}", program.foot());
}

#[test]
fn esc_gives_up_a_search_that_is_still_waited_for() {
    let mut program = Program::new(BOOK, 60, 12);
    let before = program.buffer();
    program.held = Some(Vec::new());
    program.keys("/lamp<enter><esc>");
    program.let_answers_come();
    assert_eq!(program.buffer(), before);
    program.keys("/lamp<enter><esc>");
    assert!(program.marked().is_empty());
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
fn ways_are_switched_at_the_prompt_shown_there_and_remembered() {
    let mut program = Program::new(BOOK, 60, 18);
    program.keys("3]/");
    assert_eq!(program.foot(), "/");
    program.keys("<A-r>");
    assert_eq!(program.foot(), format!("{:<53}regex", "/"));
    program.keys("<A-w><A-s>e");
    assert!(
        program
            .foot()
            .contains("regex · whole words · this section"),
        "{}",
        program.foot()
    );
    let asked = program.asked.clone().expect("a question");
    assert_eq!((asked.way, asked.whole_words), (Way::Regex, true));
    program.keys("<enter>/x<A-r>");
    let asked = program.asked.clone().expect("a question");
    assert_eq!((asked.way, asked.whole_words), (Way::Words, true));
    assert!(program.foot().contains("whole words · this section"));
    program.resize(30, 8);
    assert!(program.foot().contains("w s"), "{}", program.foot());
}

#[test]
fn a_section_is_searched_with_those_below_it() {
    let text = document(BOOK, "book.md");
    let mut program = Program::new(BOOK, 60, 18);
    program.keys("2]");
    for (keys, begin, end) in [
        ("<A-s>/a", "Night", "Morning"),
        ("<esc>]/a", "First watch", "Second watch"),
        ("<esc>gg/a", "The Lighthouse", ""),
    ] {
        program.keys(keys);
        let within = program.asked.clone().expect("a question").within;
        let within = within.expect("a section");
        let words = text.slice(within);
        assert!(words.starts_with(begin), "{keys}: {words}");
        let after = &text.text()[within.end.to_usize()..];
        assert!(after.starts_with(end), "{keys}: {after}");
    }
    let mut program = Program::new("No headings here.\n\nNone at all.", 60, 18);
    program.keys("/a<A-s>");
    assert!(
        program.foot().contains("this text has no sections"),
        "{}",
        program.foot()
    );
}

#[test]
fn signs_around_a_pattern_say_how_it_is_meant() {
    let mut program = Program::new(BOOK, 60, 18);
    for (typed, way, pattern) in [
        ("\"The sea\"", Way::Exact, "The sea"),
        ("/s.a/", Way::Regex, "s.a"),
        ("s.a", Way::Words, "s.a"),
    ] {
        program.keys(&format!("/{typed}"));
        let asked = program.asked.clone().expect("a question");
        assert_eq!((asked.way, asked.pattern.as_str()), (way, pattern));
        program.keys("<esc>");
    }
}

#[test]
fn a_pattern_that_cannot_be_used_is_explained_and_the_old_matches_stay() {
    let mut program = Program::new(BOOK, 60, 18);
    program.keys("/lamp<enter><esc>/lamp<enter>");
    let before = program.marked();
    program.keys("/x<A-r><backspace>(");
    let says = "unclosed group";
    assert!(program.screen().contains(says), "{}", program.screen());
    assert_eq!(program.marked(), before);
    program.keys("<enter>");
    let foot = format!("{:<44}{says}", "/(");
    assert_eq!(program.foot(), foot);
    assert_eq!(program.marked(), before);
    program.keys("<backspace>l.mp<enter>");
    assert!(program.foot().starts_with("“l.mp”"), "{}", program.foot());
}

#[test]
fn earlier_searches_are_called_back() {
    let mut program = Program::new(BOOK, 60, 12);
    program.keys("/sea<enter>/lamp<enter>/kettle<esc>/cl");
    let mut feet = Vec::new();
    for keys in ["<up>", "<up>", "<up>", "<down>", "<down>", "<down>"] {
        program.keys(keys);
        feet.push(program.foot().split_whitespace().next().map(str::to_owned));
    }
    let expected = ["/lamp", "/sea", "/sea", "/lamp", "/cl", "/cl"];
    assert_eq!(feet, expected.map(|typed| Some(typed.to_owned())));
    program.keys("<up>");
    assert!(program.foot().ends_with("of 6"), "{}", program.foot());
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

#[test]
fn a_pattern_of_ten_thousand_letters_is_shown_by_its_end() {
    let mut program = Program::new(BOOK, 60, 18);
    program.keys("/");
    program.send(Event::Paste("lamp ".repeat(2000)));
    assert!(
        program.foot().ends_with("lamp    no match"),
        "{}",
        program.foot()
    );
    program.keys("<enter>");
    assert!(
        program.foot().starts_with("“lamp lamp"),
        "{}",
        program.foot()
    );
    program.keys("/<up>");
    program.resize(20, 5);
    program.keys("<esc><esc><esc>&q&<esc>/<esc><esc>");
    assert!(program.screen().contains("Lighthouse"));
}
