//! What becomes of a search afterwards: its marks, its ways, its jumps, and what lists do with letters.

mod lists;
mod ways;

use folio::app::Opened;

use super::program::{Program, document, opened};
use super::{BOOK, lamps, piecemeal};

/// What is said in the foot, blanks between its parts as one.
fn said(program: &Program) -> String {
    let foot = program.foot();
    foot.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn esc_removes_what_is_open_then_the_marks_and_n_goes_on() {
    let mut program = Program::new(BOOK, 60, 12);
    program.keys("/lamp<enter><tab><esc>");
    assert!(program.marked().iter().all(|words| words == "lamp"));
    assert!(!program.marked().is_empty());
    program.keys("<esc>");
    assert!(program.marked().is_empty());
    assert!(!program.foot().contains(" of 6"), "{}", program.foot());
    program.keys("n");
    assert!(program.foot().ends_with("2 of 6"), "{}", program.foot());
    assert!(!program.marked().is_empty());
    program.keys("<esc>N");
    assert!(program.foot().ends_with("1 of 6"), "{}", program.foot());
    program.keys("<esc>&");
    assert!(
        program.screen().contains("“lamp” · 6"),
        "{}",
        program.screen()
    );
}

#[test]
fn marks_that_are_cleared_while_counting_end_it_and_n_takes_it_up_again() {
    let mut program = piecemeal(&lamps(3000), 1000, "/lamp<enter>");
    super::next_answer(&mut program);
    super::next_answer(&mut program);
    assert!(
        program.foot().ends_with("1 of 1,000+"),
        "{}",
        program.foot()
    );
    program.keys("<esc>");
    let late = program.held.replace(Vec::new()).expect("held");
    for answer in late {
        program.send(answer);
    }
    assert!(program.marked().is_empty() && program.ended_search);
    program.keys("n");
    assert!(!program.ended_search);
    program.let_answers_come();
    assert!(program.foot().ends_with("2 of 3,000"), "{}", program.foot());
}

#[test]
fn a_run_of_steps_is_one_jump_back_to_where_it_began() {
    for back in ["<C-o>", "''"] {
        let mut program = Program::new(BOOK, 60, 12);
        program.keys("/lamp<enter>");
        program.keys(&format!("nnNnn{back}"));
        assert!(
            program.foot().ends_with("1 of 6"),
            "{back}: {}",
            program.foot()
        );
    }
    let mut program = Program::new(BOOK, 60, 12);
    // Something else in between begins another run.
    program.keys("/lamp<enter>nn)nn<C-o><C-o>");
    assert!(program.foot().ends_with("1 of 6"), "{}", program.foot());
    program.keys("<C-o><C-o>");
    assert!(program.foot().contains("no jump"), "{}", program.foot());
}

#[test]
fn enter_before_the_answer_opens_the_prompt_again_if_the_pattern_is_of_no_use() {
    let mut program = Program::new(BOOK, 60, 18);
    program.held = Some(Vec::new());
    program.keys("//(/<enter>");
    program.let_answers_come();
    assert!(
        program.foot().starts_with("//(/") && program.foot().ends_with("unclosed group"),
        "{}",
        program.foot()
    );
    let mut program = Program::new(BOOK, 60, 18);
    program.keys("//()/<enter>");
    assert!(
        said(&program).starts_with("“()” · regex is not in the text"),
        "{}",
        program.screen()
    );
    // Given up, another one leaves that as it was.
    program.keys("/<C-u>/a*<esc>n");
    assert!(
        said(&program).starts_with("“()” · regex is not in the text"),
        "{}",
        program.screen()
    );
}

#[test]
fn after_a_restart_the_last_search_goes_on_as_it_was_meant() {
    let mut yesterday = Program::new(BOOK, 80, 18);
    yesterday.keys("/sea<enter>/<A-w><A-r>l.mp<enter>");
    for (keys, says) in [
        ("n", "“l.mp” · regex · whole words 1 of 6"),
        ("N", "wrapped to the end 6 of 6"),
        ("5]N", "“l.mp” · regex · whole words 4 of 6"),
        ("/<enter>", "“l.mp” · regex · whole words 1 of 6"),
        ("/<up>", "/l.mp regex · whole words 1 of 6"),
        ("/<up><up>", "/sea 1 of 3"),
        ("/ke<up><down>", "/ke 1 of 2"),
        ("&", "/ filters"),
    ] {
        let opened = Opened {
            searches: yesterday.searches.clone(),
            ..opened(document(BOOK, "book.md"))
        };
        let mut today = Program::with(opened, 80, 18);
        today.keys(keys);
        if keys == "&" {
            assert!(today.screen().contains("“l.mp” · 6"), "{}", today.screen());
        } else {
            assert_eq!(said(&today), says, "{keys}");
        }
    }
}
