//! What becomes of a search afterwards: its marks, its ways, its jumps, and what lists do with letters.

use folio::app::{Event, Opened};
use folio::search::Way;

use super::program::{Program, document, opened};
use super::{BOOK, lamps, piecemeal};

/// What is said in the foot, blanks between its parts as one.
fn said(program: &Program) -> String {
    let foot = program.foot();
    foot.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn no_letter_begins_a_filter_and_each_list_says_what_does() {
    for (opens, filtered) in [
        ("t", "queue"),
        ("/lamp<enter>&", "jug"),
        ("M<enter>B", "dusk"),
    ] {
        let mut program = Program::new(BOOK, 80, 24);
        program.keys(opens);
        assert!(program.screen().contains("/ filters"), "{opens}");
        program.keys("x");
        assert_eq!(
            said(&program).split(';').next(),
            Some("/ filters"),
            "{opens}"
        );
        assert!(!program.screen().contains("/x"), "{opens}");
        program.keys(&format!("/{filtered}"));
        assert!(
            program.screen().contains(&format!("/{filtered}")),
            "{opens}: {}",
            program.screen()
        );
    }
}

#[test]
fn a_list_that_is_the_screen_says_it_in_its_border() {
    let mut program = Program::new(BOOK, 20, 5);
    program.keys("t");
    assert!(program.foot().contains("/ filters"), "{}", program.screen());
    program.keys("x");
    assert!(
        program.foot().contains("/ filters; x"),
        "{}",
        program.screen()
    );
}

#[test]
fn who_gives_a_filter_up_is_where_they_were() {
    let mut program = Program::new(BOOK, 60, 20);
    program.keys("4]t");
    let before = program.buffer();
    for keys in [
        "/zebra<esc>",
        "/watch<esc>",
        "/watch<backspace><backspace><backspace><backspace><backspace><backspace>",
    ] {
        program.keys(keys);
        assert_eq!(program.buffer(), before, "{keys}");
    }
    // What was chosen in it stays chosen.
    program.keys("/watch<down><esc><enter>");
    assert!(program.foot().contains('%'), "{}", program.foot());
    program.keys("*");
    assert!(said(&program).contains("second"), "{}", said(&program));
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
fn a_look_at_a_link_keeps_no_key_from_the_text() {
    let book = "# Book\n\nSee [there](https://example.org/a) and [below](#below).\n\n## Below\n\nThis is it.\n";
    let mut program = Program::new(book, 60, 12);
    let before = program.app.window().offset();
    program.keys("<tab><enter>");
    assert!(program.screen().contains("https://example.org/a"));
    program.keys("<enter>");
    assert!(
        program.foot().starts_with("nothing is ever fetched"),
        "{}",
        program.foot()
    );
    assert_eq!(program.app.window().offset(), before);
    for (key, says) in [
        ("q", "page 1"),
        ("<esc>", "page 1"),
        ("/", "/"),
        ("n", "nothing was searched for"),
    ] {
        program.keys("<enter>");
        program.keys(key);
        assert!(!program.screen().contains("─ Link"), "{key}");
        assert!(
            program.foot().starts_with(says),
            "{key}: {}",
            program.foot()
        );
        assert!(!program.quit);
        if key == "/" {
            program.keys("<esc>");
        }
    }
    program.keys("<enter><tab><enter>");
    assert!(
        program.screen().contains("This is it."),
        "{}",
        program.screen()
    );
    program.keys("]");
    assert_ne!(program.app.window().offset(), before);
}

#[test]
fn a_block_that_ends_is_marked_in_the_list() {
    let mut program = Program::new(BOOK, 60, 18);
    program.keys("/lamp<enter>&");
    assert!(
        program.screen().contains("Evening ¶ The lamp is lit"),
        "{}",
        program.screen()
    );
}

#[test]
fn a_filter_leaves_the_same_in_every_window_and_folds_as_a_search() {
    let rain = "Rain fell on the roofs and ran along the gutters of every house in town until late that night.";
    let text = format!(
        "# One\n\nHe won’t see the lamp, said Natásha to them all.\n\n{rain} {rain}\n\nThe lamp.\n\n{rain} {rain}\n\n\
         # Two\n\nThe lamp of the Well.\n"
    );
    for (filter, left) in [
        ("natasha", 1),
        ("wont", 1),
        ("won't", 1),
        ("Wont them", 1),
        ("well", 1),
        ("wèll", 1),
        ("two", 1),
        ("the", 3),
        ("zebra", 0),
    ] {
        for (columns, rows) in [(20, 5), (40, 12), (60, 20), (120, 30)] {
            let mut program = Program::new(&text, columns, rows);
            program.keys(&format!("/lamp<enter>&/{filter}"));
            // Resized back and forth, too.
            program.resize(100, 24);
            let count = format!("“lamp” · {left} of 3");
            assert!(
                program.screen().contains(&count),
                "{filter}: {}",
                program.screen()
            );
        }
    }
}

#[test]
fn a_filter_that_leaves_nothing_shows_where_the_list_was_opened() {
    let mut program = Program::new(BOOK, 60, 18);
    program.keys("/lamp<enter>");
    let opened = program.app.window().offset();
    program.keys("&/sleeps");
    assert_ne!(program.app.window().offset(), opened);
    program.keys("zz");
    assert_eq!(program.app.window().offset(), opened);
}

#[test]
fn a_narrow_foot_keeps_the_count_and_a_narrow_prompt_the_ways() {
    let mut program = Program::new(&lamps(3000), 20, 5);
    program.keys("50%/lamp<enter><esc>n");
    assert!(program.foot().ends_with("/3,000"), "{}", program.foot());
    program.keys("/lamp<A-w><A-s>");
    assert!(program.foot().starts_with("/lamp"), "{}", program.foot());
    assert!(program.foot().ends_with("w s"), "{}", program.foot());
}

#[test]
fn the_map_never_touches_the_text() {
    for columns in [
        20, 40, 60, 67, 68, 69, 70, 71, 80, 95, 96, 97, 98, 99, 120, 140, 145, 200,
    ] {
        let mut program = Program::new(&lamps(400), columns, 20);
        program.keys("/lamp<enter>J");
        let edge = usize::from(columns) - 1;
        for row in program.screen().lines() {
            let row: Vec<char> = row.chars().collect();
            let sign = row.get(edge).filter(|sign| "‹╶╺•".contains(**sign));
            if sign.is_some() {
                assert_eq!(row.get(edge - 1), Some(&' '), "{columns}");
            }
        }
    }
}

#[test]
fn the_help_says_what_is_typed_at_the_prompt() {
    let mut program = Program::new(BOOK, 80, 150);
    program.keys("?");
    for says in ["In the search prompt", "\"…\"", "/…/", "↑  ↓", "In a list"] {
        assert!(program.screen().contains(says), "{says}");
    }
}

#[test]
fn what_is_pasted_into_a_list_filters_it() {
    let mut program = Program::new(BOOK, 60, 20);
    program.keys("t");
    program.send(Event::Paste("watch".to_owned()));
    assert!(program.screen().contains("/watch"), "{}", program.screen());
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
