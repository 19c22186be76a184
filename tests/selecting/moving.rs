//! The moving end, and the words it takes in.

use super::*;

#[test]
fn v_selects_the_word_under_the_eye_and_the_foot_says_what_can_be_done() {
    let mut program = reading();
    program.keys("v");
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
            ▏ The lamp is lit at dusk. It is a small lamp, and the sea
            ▏ is wide; but the sea has no other lamp. See the second
            ▏ watch.
            ▏
            ▏ Ships pass. Some of them answer.
            ▏
            ▏
            ▏
            ▏
            ▏
            ▏
            ▏ y copy · x highlight · a note · * search · Esc back
            "
        )
    );
    assert_eq!(program.marked(), ["The"]);
}

#[test]
fn the_moving_end_goes_by_characters_words_lines_sentences_and_paragraphs() {
    for (keys, words) in [
        ("v", "The"),
        ("vww", "The lamp is"),
        ("v2w", "The lamp is"),
        ("vee", "The lamp is"),
        ("v2wb", "The lamp"),
        ("vh", "Th"),
        ("v2h", "T"),
        ("v<left><left><right>", "Th"),
        ("v6l", "The lamp "),
        ("v)", "The lamp is lit at dusk."),
        (
            "v2)",
            "The lamp is lit at dusk. It is a small lamp, and the sea is wide; but the sea has no other lamp.",
        ),
        ("v)(", "The"),
        ("vwb", "The"),
        ("vb", "Evening\n\nThe"),
        ("vv", "The lamp is lit at dusk."),
        (
            "vvV",
            "The lamp is lit at dusk. It is a small lamp, and the sea is wide; but the sea has no other lamp. See the second watch.",
        ),
        (
            "v$",
            "The lamp is lit at dusk. It is a small lamp, and the sea",
        ),
        ("v$0", "T"),
        (
            "vj",
            "The lamp is lit at dusk. It is a small lamp, and the sea is ",
        ),
        ("vjk", "The"),
        ("vww$0", "T"),
        ("vwo", "The lamp"),
        ("vwow", "lamp"),
        ("vwob", "Evening\n\nThe lamp"),
        ("vwoow", "The lamp is"),
        (
            "v}}w",
            "The lamp is lit at dusk. It is a small lamp, and the sea is wide; but the sea has no other lamp. See the second watch.\n\nShips pass. Some of them answer.\n\nNight",
        ),
        ("v{", "Evening\n\nThe"),
        ("v{{", "The Lighthouse\n\nEvening\n\nThe"),
        ("vgg", "The Lighthouse\n\nEvening\n\nThe"),
        ("v:copy<enter>", "The"),
    ] {
        assert_eq!(copied(&mut reading(), keys), words, "{keys}");
    }
}

#[test]
fn a_table_is_copied_with_tabs_and_divided_words_whole() {
    let mut program = Program::new(BOOK, 20, 5);
    program.keys("/hour<enter>");
    assert_eq!(
        copied(&mut program, "vvv"),
        "Hour\tWind\n22\twest\n23\tnorth-west"
    );
    let text = "An incomprehensibly long-winded characterization, notwithstanding its \
                extraordinary straightforwardness.";
    let mut program = Program::new(text, 20, 8);
    program.keys("J");
    assert!(program.screen().contains("-\n"), "{}", program.screen());
    assert_eq!(copied(&mut program, "vvv"), text);
    assert_eq!(program.foot(), "9 words copied");
}

#[test]
fn chinese_is_selected_character_by_character_and_hebrew_as_it_is_read() {
    let mut program = Program::new("北方領土問題の話。次の文。", 30, 8);
    assert_eq!(copied(&mut program, "vww"), "北方領土問題");
    assert_eq!(copied(&mut program, "vlllh"), "北方領土問題");
    assert_eq!(copied(&mut program, "v)"), "北方領土問題の話。");
    let mut program = Program::new("שלום לכל העולם", 30, 8);
    program.keys("vw");
    assert_eq!(
        program.marked(),
        ["לכל םולש"
            .chars()
            .rev()
            .collect::<String>()
            .chars()
            .rev()
            .collect::<String>()]
    );
    assert_eq!(copied(&mut program, ""), "שלום לכל");
}

#[test]
fn the_page_follows_and_what_is_selected_spans_pages() {
    let mut program = Program::new(BOOK, 40, 8);
    program.keys("}}v<space>");
    let shown = program.first_words();
    let words = copied(&mut program, "");
    assert!(words.starts_with("The lamp is lit"), "{words}");
    assert!(!words.contains(&shown), "{words} {shown}");
    // The page that was turned to stays, and there is a way back.
    assert_eq!(program.first_words(), shown);
    program.keys("<C-o>");
    assert!(
        program.screen().contains("›The lamp is lit"),
        "{}",
        program.screen()
    );
    program.keys("vG");
    assert!(
        program.screen().contains("the lamp is lit"),
        "{}",
        program.screen()
    );
    assert!(copied(&mut program, "").ends_with("when the lamp is lit."));
}

#[test]
fn searches_take_the_moving_end_over_the_match() {
    let mut program = reading();
    assert_eq!(
        copied(&mut program, "v/dusk<enter>"),
        "The lamp is lit at dusk"
    );
    assert!(
        program.foot().starts_with("6 words copied"),
        "{}",
        program.foot()
    );
    program.keys("<esc>/lamp<enter><esc>gg}}");
    program.keys("/lamp<enter>gg}}vn");
    assert_eq!(copied(&mut program, ""), "The lamp");
    program.keys("gg}}vnn");
    let two = "The lamp is lit at dusk. It is a small lamp";
    assert_eq!(copied(&mut program, ""), two);
    // What is not decided takes nothing along.
    program.keys("gg}}v/answer");
    assert_eq!(
        program.app.selection(),
        Some(selection_of(&program, "The lamp", 3))
    );
}

#[test]
fn a_match_that_is_waited_for_takes_the_moving_end_along_when_it_comes() {
    let mut program = reading();
    program.held = Some(Vec::new());
    program.keys("v/dusk<enter>");
    assert_eq!(program.marked(), ["The"]);
    program.let_answers_come();
    assert_eq!(
        program.row(6),
        "The lamp is lit at dusk. It is a small lamp, and the sea"
    );
    let words = "The lamp is lit at dusk";
    let whole = selection_of(&program, words, words.len());
    assert_eq!(program.app.selection(), Some(whole));
}

#[test]
fn a_star_searches_what_is_selected() {
    let mut program = reading();
    program.keys("vww*");
    let asked = program.asked.clone().expect("a search");
    assert_eq!(asked.pattern, "the lamp is");
    assert!(program.foot().ends_with("2 of 3"), "{}", program.foot());
    assert!(program.app.selection().is_none());
}

#[cfg(feature = "complex-scripts")]
#[test]
fn thai_is_selected_word_by_word() {
    let text = "ข้อ ๑ โดยที่การยอมรับนับถือ";
    let mut program = Program::new(text, 40, 8);
    program.keys("/การ<enter>");
    assert_eq!(copied(&mut program, "v"), "การ");
    assert_eq!(copied(&mut program, "vw"), "การยอมรับ");
    assert!(
        program.foot().starts_with("2 words copied"),
        "{}",
        program.foot()
    );
    assert_eq!(copied(&mut program, "vwwb"), "การยอมรับ");
    assert_eq!(copied(&mut program, "vob"), "โดยที่การ");
}

#[test]
fn the_end_of_what_is_selected_is_on_the_page_that_was_turned_to() {
    for turned in ["<space>", "<space><space>", "4G", "50%", "G", "2<space>b"] {
        let mut program = Program::new(BOOK, 40, 8);
        program.keys("}}v").keys(turned);
        let selected = program.app.selection().expect("a selection");
        let text = program.app.window().document().text();
        let last = text[..selected.end.to_usize()].char_indices().next_back();
        let (last, _) = last.expect("a character");
        let screen = program.app.screen();
        let mut ranges = screen.lines.iter().flat_map(folio::layout::Line::ranges);
        assert!(
            ranges.any(|range| range.contains(folio::text::Offset::new(last))),
            "{turned}: {}",
            program.screen()
        );
        assert!(!program.marked().is_empty(), "{turned}");
    }
    // A section is what it is, without the first letter of the next one.
    for sections in 1..=4 {
        let mut program = Program::new(BOOK, 40, 8);
        program.keys("}}v").keys(&format!("{sections}]"));
        let end = program.app.selection().expect("a selection").end;
        let window = program.app.window();
        let mut all = window.document().sections().iter();
        assert!(all.any(|section| section.offset == end), "{sections}");
    }
}
