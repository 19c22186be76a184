//! Searching while one reads.

use super::*;

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
    // Who reads on is told no more of it, and who asks again is.
    program.keys("<space>");
    let foot = program.foot();
    assert!(
        foot.starts_with("page") && !foot.contains("match"),
        "{foot}"
    );
    program.keys("n");
    assert!(program.foot().contains("“submarine” is not in the text"));
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
fn keys_that_come_at_once_do_what_they_do_one_by_one() {
    for keys in ["/lamp<enter>", "3jGgg]", "Mhere<enter>B", "vwx"] {
        let mut one_by_one = Program::new(BOOK, 60, 16);
        one_by_one.keys(keys);
        let mut at_once = Program::new(BOOK, 60, 16);
        let all = folio::command::parse_keys(keys).expect("keys");
        at_once.send(Event::Together(all.into_iter().map(Event::Key).collect()));
        assert_eq!(at_once.screen(), one_by_one.screen(), "{keys}");
        assert_eq!(at_once.changes.len(), one_by_one.changes.len(), "{keys}");
    }
}
