//! What is found again in another text: in doubt, gone, moved.

use super::*;

#[test]
fn what_is_in_doubt_bears_a_sign_and_shows_both_quotations_and_is_not_moved() {
    let mut program = another_edition(in_doubt, (72, 24));
    let doubtful: Vec<bool> = {
        let found = program.app.book().annotations().found();
        found.iter().map(folio::app::Located::is_doubtful).collect()
    };
    assert_eq!(doubtful, [false, true], "{}", program.screen());
    assert_eq!(program.app.book().annotations().lost().len(), 1);
    assert!(
        row_with(&program, "Some of them").starts_with('?'),
        "{}",
        program.screen()
    );
    program.keys("}}>");
    let screen = program.screen();
    assert!(
        screen.contains("was “Some of them answer with a bell"),
        "{screen}"
    );
    assert!(screen.contains("now “"), "{screen}");
    assert!(
        program
            .record
            .as_ref()
            .is_none_or(|r| r.annotations.is_empty())
    );
    program.keys("c");
    let confirmed = live(&program);
    assert_eq!(confirmed.len(), 1);
    assert_eq!(
        confirmed[0].passage.words,
        "Some of them answer us with a horn, or the others with a flag at the mast."
    );
    let found = program.app.book().annotations().found();
    assert!(found.iter().all(|l| l.resolved.is_certain()));
    program.keys("U");
    let found = program.app.book().annotations().found();
    assert!(found.iter().any(folio::app::Located::is_doubtful));
}

#[test]
fn a_doubt_keeps_nobody_from_reading_on() {
    let mut program = another_edition(in_doubt, (72, 24));
    program.keys("}}>");
    assert!(program.screen().contains("Are these the words?"));
    program.keys("gg");
    assert!(!program.screen().contains("Are these the words?"));
    assert_eq!(program.first_words(), "The Lighthouse");
}

#[test]
fn what_was_not_found_stands_under_a_heading_and_leads_about_there() {
    let mut program = another_edition(in_doubt, (72, 30));
    program.keys("B");
    program.keys("G");
    let screen = program.screen();
    let heading = screen.find("Not found in this text").expect("a heading");
    let quotation = screen.find("The keeper sleeps").expect("the quotation");
    assert!(heading < quotation, "{screen}");
    program.keys("y");
    assert!(
        program
            .copied
            .clone()
            .expect("copied")
            .starts_with("The keeper sleeps")
    );
    program.keys("c<enter>");
    assert!(
        program.foot().starts_with("its words are gone"),
        "{}",
        program.foot()
    );
    assert!(
        program
            .record
            .as_ref()
            .is_none_or(|r| r.annotations.is_empty())
    );
}

#[test]
fn what_has_moved_is_written_anew_with_an_edit_and_not_before() {
    let longer = BOOK.replace(
        "The lamp is lit",
        "A preface was put in here.\n\nThe lamp is lit",
    );
    let before = document(BOOK, "book.md");
    let mut book = opened(document(&longer, "book.md"));
    book.record.annotations = vec![highlight(&before, "The lamp is lit at dusk.")].into();
    let old = book.record.annotations[0].passage.start.offset;
    let mut program = Program::with(book, 72, 24);
    program.keys("><esc>");
    assert!(
        program
            .record
            .as_ref()
            .is_none_or(|r| r.annotations.is_empty())
    );
    program.keys("aseen<enter>");
    assert!(live(&program)[0].passage.start.offset > old);
    assert_eq!(live(&program)[0].passage.words, "The lamp is lit at dusk.");
}

/// Quick marks `a` on the words of the first watch and `b` on those of the second, made in `BOOK`.
fn quick_marks() -> BookRecord {
    let mut program = reading();
    program.keys("2]})ma3]}mb");
    program.record.clone().expect("marks")
}

#[test]
fn a_quick_mark_whose_words_are_gone_says_so() {
    let mut book = opened(document(OTHER, "book.md"));
    book.record.marks = quick_marks().marks;
    let mut program = Program::with(book, 72, 24);
    program.keys("'b");
    assert!(!program.screen().contains("Are these the words?"));
    assert!(
        program
            .foot()
            .starts_with("the words of mark b are gone; this is about where they stood"),
        "{}",
        program.screen()
    );
    program.keys("'a");
    assert!(
        program
            .foot()
            .starts_with("the words of mark a are gone; this is about where they stood"),
        "{}",
        program.screen()
    );
}

#[test]
fn the_key_of_a_quick_mark_looks_for_nothing_in_the_text() {
    let record = quick_marks();
    // The places say where the mark stood before, which no search in this text would answer.
    let before = document(BOOK, "book.md");
    let stood = record.marks[&'b'].offset;
    let mut book = opened(document(&format!("{OTHER}{BOOK}"), "book.md"));
    book.places = Some(Places::of(&before, &record, &AnyMarks::default()));
    book.record.marks = record.marks;
    let mut program = Program::with(book, 72, 24);
    program.keys("'b");
    assert_eq!(program.app.window().offset().to_usize(), stood);
}

#[test]
fn a_quick_mark_that_is_set_anew_leads_to_its_new_place() {
    let mut book = opened(document(OTHER, "book.md"));
    book.record.marks = quick_marks().marks;
    let mut program = Program::with(book, 72, 24);
    program.keys("G");
    let end = program.app.window().offset();
    program.keys("mbgg'b");
    assert_eq!(program.app.window().offset(), end);
}

#[test]
fn a_highlight_found_with_a_corrected_word_says_what_was_marked() {
    let before = document(BOOK, "book.md");
    let mut book = opened(document(
        &BOOK.replace("small lamp", "smalle lamp"),
        "book.md",
    ));
    book.record.annotations = vec![highlight(
        &before,
        "It is a small lamp, and the sea is wide",
    )]
    .into();
    let mut program = Program::with(book, 90, 24);
    program.keys(">");
    assert!(
        program
            .foot()
            .starts_with("its words were: It is a small lamp, and"),
        "{}",
        program.foot()
    );
}
