//! What is typed, and how it is meant.

use super::*;

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
