//! Keys that come before the match they are meant for.

use super::*;

/// The program after these keys, of which none is answered before the last is pressed.
fn after(keys: &str) -> Program {
    let mut program = Program::new(BOOK, 60, 12);
    program.held = Some(Vec::new());
    program.keys(keys);
    program.let_answers_come();
    program
}

#[test]
fn keys_after_enter_are_pressed_at_the_match() {
    for keys in [
        "/lamp<enter>nn",
        "/sea<enter>nN<tab>",
        "/kettle<enter>mz<C-o>",
        "/kettle<enter>G<C-o>",
        "/lamp<enter>/sea<enter>n",
        "/log<enter>2]",
        "&lamp<enter>jj",
        "/no such thing<enter>]",
        "*nn",
    ] {
        let mut slowly = Program::new(BOOK, 60, 12);
        slowly.keys(keys);
        let mut quickly = after(keys);
        assert_eq!(quickly.screen(), slowly.screen(), "{keys}");
        assert_eq!(
            quickly.keys("'z").screen(),
            slowly.keys("'z").screen(),
            "{keys}"
        );
    }
    assert!(after("/lamp<enter>nn").foot().contains("3 of 6"));
}

#[test]
fn what_is_given_up_takes_its_keys_with_it() {
    let before = Program::new(BOOK, 60, 12).buffer();
    assert_eq!(after("/lamp<enter>G]<esc>").buffer(), before);
    assert_eq!(after("/lamp<enter>G]<C-c>").buffer(), before);
    let mut program = Program::new(BOOK, 60, 12);
    program.keys("]");
    assert_eq!(after("/lamp<enter><esc>]").buffer(), program.buffer());
    // A pattern that means nothing is put right first.
    program = after("<A-r>/(lamp<enter>G");
    assert_eq!(program.app.panels().len(), 1);
    assert!(!program.screen().contains("(lampG"));
}

#[test]
fn where_no_answer_comes_nothing_is_waited_for() {
    let mut program = Program::new(BOOK, 60, 12);
    program.held = Some(Vec::new());
    program.keys("/lamp<enter>G");
    // What went wrong elsewhere ends nothing.
    program.send(Event::Failed("no room on the disk".to_owned()));
    program.keys("]");
    assert!(program.app.panels().is_empty());
    let waiting = program.first_words();
    program.send(Event::GivenUp("it went wrong".to_owned()));
    assert_eq!(program.app.notice(), Some("it went wrong"));
    assert_eq!(program.first_words(), waiting);
    let mut other = Program::new(BOOK, 60, 12);
    assert_eq!(program.keys("]").screen(), other.keys("]").screen());
}

#[test]
fn who_quits_waits_for_no_match() {
    let mut program = Program::new(BOOK, 60, 12);
    program.held = Some(Vec::new());
    assert!(program.keys("/lamp<enter>q").quit);
    program = after("/lamp<enter>:q");
    assert!(!program.quit && program.screen().contains(":q"));
}

#[test]
fn who_quits_after_a_match_finds_it_again() {
    let mut program = Program::new(BOOK, 60, 12);
    program.held = Some(Vec::new());
    // Behind the letter of a mark it is held, and whatever is behind it is for no program any more.
    program.keys("/lamp<enter>maqG");
    assert!(!program.quit);
    program.let_answers_come();
    assert!(program.quit);
    let mut slowly = Program::new(BOOK, 60, 12);
    slowly.keys("/lamp<enter>ma");
    let kept = |program: &Program| {
        let record = program.record.as_ref().unwrap();
        let place = record.place.clone().unwrap();
        format!("{place:?} {:?}", record.own_jumps())
    };
    assert_eq!(kept(&program), kept(&slowly));
}

#[test]
fn what_is_pasted_after_enter_waits_for_the_match() {
    let mut program = Program::new(BOOK, 60, 12);
    program.held = Some(Vec::new());
    program.keys("/lamp<enter>/");
    program.send(Event::Paste("kettle".to_owned()));
    program.keys("<enter>");
    program.let_answers_come();
    program.let_answers_come();
    assert_eq!(program.marked(), ["kettle"]);
}
