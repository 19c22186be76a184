//! Answers that come in pieces, and questions that are void.

use super::*;

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
