//! In which ways a search is meant: switched in the text and at the prompt, and waived where nothing is found.

use folio::search::Way;

use super::super::BOOK;
use super::super::program::Program;
use super::said;

#[test]
fn a_switch_in_the_text_asks_the_last_search_again_and_says_so() {
    let mut program = Program::new(BOOK, 80, 18);
    program.keys("/a<enter>");
    for (keys, says) in [
        ("<A-w>", "“a” · whole words 1 of 3"),
        ("<A-r>", "“a” · regex · whole words 1 of 3"),
        (
            "<A-s>",
            "“a” · regex · whole words · this section 1 of 1 in this section",
        ),
        ("<A-s>", "“a” · regex · whole words 1 of 3"),
        ("<A-r><A-w>", "“a” · words, in the whole text"),
    ] {
        program.keys(keys);
        assert!(
            said(&program).starts_with(says),
            "{keys}: {}",
            said(&program)
        );
    }
}

#[test]
fn a_switch_moves_only_who_stands_at_a_match() {
    let mut program = Program::new(BOOK, 60, 18);
    program.keys("/lit<enter>");
    let standing = program.app.window().offset();
    program.keys("<A-w>");
    assert_eq!(program.app.window().offset(), standing);
    program.keys("}");
    let read_on = program.app.window().offset();
    program.keys("<A-w>");
    assert_eq!(program.app.window().offset(), read_on);
    assert!(!program.marked().is_empty());
    // The way back is not lengthened by it.
    program.keys("<esc><A-r>");
    assert_eq!(program.app.window().offset(), read_on);
}

#[test]
fn a_switch_that_comes_to_nothing_leaves_all_as_it_was() {
    let mut program = Program::new(BOOK, 60, 18);
    program.keys("/(<enter>");
    let marked = program.marked();
    program.keys("/lamp<enter>/(w<A-r>");
    assert!(
        program.foot().contains("unclosed group"),
        "{}",
        program.foot()
    );
    program.keys("<esc>/lamp");
    let asked = program.asked.clone().expect("a question");
    assert_eq!(asked.way, Way::Words);
    assert!(marked.is_empty());
}

#[test]
fn ways_switched_at_a_prompt_that_is_left_are_as_they_were() {
    let mut program = Program::new(BOOK, 60, 18);
    program.keys("/lamp<A-w><A-r><A-s><esc>/lamp");
    let asked = program.asked.clone().expect("a question");
    assert_eq!(
        (asked.way, asked.whole_words, asked.within),
        (Way::Words, false, None)
    );
    // Enter keeps them, with or without a pattern.
    program.keys("<enter>/<A-w><enter>");
    assert!(
        said(&program).starts_with("“lamp” · whole words"),
        "{}",
        said(&program)
    );
}

#[test]
fn a_section_is_the_one_in_which_one_stands_when_asking() {
    let mut program = Program::new(BOOK, 80, 24);
    program.keys("<A-s>]/lamp<enter>");
    assert!(
        said(&program).ends_with("1 of 3 in this section"),
        "{}",
        said(&program)
    );
    program.keys("4]");
    assert!(
        said(&program).ends_with("3 matches in another section"),
        "{}",
        said(&program)
    );
    program.keys("/lamp<enter>");
    assert!(
        said(&program).ends_with("1 of 2 in this section"),
        "{}",
        said(&program)
    );
}

#[test]
fn what_was_searched_is_said_with_its_number() {
    let mut program = Program::new(BOOK, 60, 12);
    program.keys("/small lamp<enter>");
    assert_eq!(said(&program), "“small lamp” 1 of 1");
    program.keys("gg/sea<enter>*");
    assert_eq!(said(&program), "“sea” · whole words 2 of 3");
    program.keys("G/dusk<enter>");
    assert!(
        said(&program).starts_with("wrapped to the beginning · “dusk”"),
        "{}",
        said(&program)
    );
}

#[test]
fn words_without_blanks_are_searched_as_a_run() {
    let text = "话说，天下大势，分久必合，合久必分。\n\n周末七国分争，并入于秦。话说天下。";
    let mut program = Program::new(text, 60, 12);
    program.keys("*");
    assert_eq!(program.asked.clone().expect("a question").pattern, "话说");
    assert_eq!(said(&program), "“话说” · whole words 2 of 2");
}

#[test]
fn a_regular_expression_is_one_before_it_is_closed_and_may_be_half_an_alternation() {
    let mut program = Program::new(BOOK, 80, 18);
    for (typed, says) in [
        ("/l.mp", "//l.mp / closes 1 of 6"),
        ("/l.mp/", "//l.mp/ 1 of 6"),
        ("/lamp|", "//lamp| / closes 1 of 6"),
        ("/lamp|/", "//lamp|/ 1 of 6"),
        ("/()/", "//()/ no match"),
    ] {
        program.keys(&format!("/{typed}"));
        assert!(said(&program).ends_with(says), "{}", said(&program));
        program.keys("<esc>");
    }
}

#[test]
fn a_part_of_a_word_is_searched_as_the_whole_word() {
    for (text, keys, pattern) in [
        ("The rabbit-hole, the Rabbits.", "/rabb<enter>*", "rabbit"),
        (
            "The rabbit-hole, the Rabbits.",
            "/abbit-ho<enter>*",
            "rabbit-hole",
        ),
        ("“I don’t know.”", "/don<enter>*", "don’t"),
        ("天下大势，分久必合", "/下大<enter>*", "下大"),
    ] {
        let mut program = Program::new(text, 60, 12);
        program.keys(keys);
        assert_eq!(program.asked.clone().expect("a question").pattern, pattern);
    }
}

#[test]
fn an_exact_search_is_called_exact() {
    let mut program = Program::new(BOOK, 60, 12);
    program.keys("/\"The lamp\"<enter>");
    assert_eq!(said(&program), "“The lamp” · exact 1 of 3");
    program.keys("/\"the Lamp\"<enter>");
    assert_eq!(said(&program), "“the Lamp” · exact is not in the text");
}

#[test]
fn a_section_that_was_left_is_not_asked_again() {
    let mut program = Program::new(BOOK, 80, 24);
    program.keys("]/kettle<enter><A-s>");
    assert!(
        said(&program).ends_with("1 of 1 in this section"),
        "{}",
        said(&program)
    );
    program.keys("<A-s>gg]<A-s>");
    assert_eq!(said(&program), "“kettle” is not in this section");
    program.keys("4]<A-s>");
    assert_eq!(said(&program), "“kettle” is not in this section");
    program.keys("<A-s>");
    assert!(
        said(&program).starts_with("“kettle” · words, in the whole text"),
        "{}",
        said(&program)
    );
}

#[test]
fn marks_typed_around_words_and_their_capitals_and_accents_are_waived() {
    let text = "“Off with her head!” he cried. We’re all mad here. Natásha, said Andrew, ‘Nevermore.’ A dainty";
    for (typed, marked) in [
        ("off with her head.", Some("Off with her head")),
        ("Off With Her Head", Some("Off with her head")),
        ("we're all mad here!", Some("We’re all mad here")),
        ("(we're all mad here)", Some("We’re all mad here")),
        ("“off with her head”", Some("Off with her head")),
        ("said andrew \"nevermore\"", Some("said Andrew, ‘Nevermore")),
        ("natàsha", Some("Natásha")),
        ("Àndr", Some("Andr")),
        ("ain't", None),
        ("\"Off With Her Head\"", None),
    ] {
        let mut program = Program::new(text, 80, 12);
        program.keys(&format!("/{typed}<enter>"));
        assert_eq!(
            Some(program.marked().join(" ")).filter(|words| !words.is_empty()),
            marked.map(str::to_owned),
            "{typed}"
        );
        let says = "capitals and marks aside";
        assert_eq!(
            program.foot().contains(says),
            marked.is_some(),
            "{typed}: {}",
            program.foot()
        );
    }
}
