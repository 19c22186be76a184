//! What is seen of a selection and of highlights, and what is said.

use super::*;

#[test]
fn esc_gives_the_page_back_wherever_the_selection_led() {
    for view in ["", "s", "D"] {
        let mut program = reading();
        program.resize(100, 12);
        prepare(&mut program, &format!("{view}}}"));
        let before = program.buffer();
        for keys in [
            "v<esc>",
            "vjjjjjjjjjj<esc>",
            "vG<esc>",
            "vgg<esc>",
            "v<space><space>b<esc>",
            "v]]<esc>",
            "v2G<esc>",
            "v50%<esc>",
            "vddd<C-c>",
            "vGq",
            "v/keeper<esc><esc>",
            "vtjj<enter><esc>",
        ] {
            program.keys(keys);
            assert_eq!(program.buffer(), before, "{view} {keys}");
            assert!(program.app.selection().is_none() && !program.quit);
        }
        // And there is no way back, for nobody has gone anywhere.
        program.keys("<C-o>");
        assert_eq!(program.foot(), "no jump to go back from");
    }
}

#[test]
fn what_cannot_be_done_is_said() {
    for (keys, says) in [
        (":copy<enter>", "nothing is selected; v selects"),
        (
            ":highlight<enter>",
            "nothing is highlighted on this line; v selects",
        ),
        ("vx", "highlighted, yellow; x changes it"),
        ("vaa note<enter>", "note kept"),
        ("vvvv", "a whole paragraph is the most this takes"),
        ("vG)", "the end"),
    ] {
        let mut program = reading();
        program.keys(keys);
        assert!(
            program.foot().starts_with(says),
            "{keys}: {}",
            program.foot()
        );
    }
    let mut program = Program::new("", 60, 18);
    program.keys("v");
    assert!(program.foot().starts_with("nothing to select here"));
    let mut program = Program::new(&"A word or two. ".repeat(10_000), 60, 18);
    program.keys("vGy");
    assert_eq!(program.copied, None);
    assert!(
        program
            .foot()
            .starts_with("too much to copy: 149 kB, and 100 kB is the most"),
        "{}",
        program.foot()
    );
    program.keys("*");
    assert_eq!(program.foot(), "too many words to search for");
}

#[test]
fn what_is_selected_is_reversed_and_matches_in_it_still_show() {
    let mut program = reading();
    program.keys("/lamp<enter>gg}}v)");
    let buffer = program.buffer();
    let modifiers = |words: &str| buffer[cell_of(&program, words)].modifier;
    assert!(modifiers("lamp is lit").contains(Modifier::REVERSED | Modifier::UNDERLINED));
    assert!(modifiers("dusk").contains(Modifier::REVERSED));
    assert!(!modifiers("dusk").contains(Modifier::UNDERLINED));
    assert!(!modifiers("lamp, and").contains(Modifier::REVERSED));
    assert!(modifiers("lamp, and").contains(Modifier::UNDERLINED));
}

#[test]
fn a_selection_has_no_holes_in_a_justified_line() {
    let mut program = Program::new(BOOK, 44, 18);
    program.keys("J}}v$");
    let marked = program.marked();
    assert_eq!(marked.len(), 1, "{marked:?}");
    let words: Vec<&str> = marked[0].split_whitespace().collect();
    assert_eq!(words[..4], ["The", "lamp", "is", "lit"]);
}

#[test]
fn highlights_show_without_colour_and_have_a_sign_in_the_margin() {
    let text = document(BOOK, "book.md");
    let plain = reading();
    let highlight = |words: &str, style, note: &str| {
        let range = selection_of(&plain, words, words.len());
        Annotation {
            style: Some(style),
            note: note.to_owned(),
            ..Annotation::new(Passage::new(&text, range), Timestamp(1))
        }
    };
    let mut book = opened(Arc::clone(&text));
    book.record.annotations = vec![
        highlight("small lamp, and the sea is wide", Style::Yellow, ""),
        highlight("Some of them", Style::Underline, "which?"),
    ]
    .into();
    let mut program = Program::with(book, 60, 18);
    program.keys("gg<esc>");
    let rows = program.screen();
    let rows: Vec<&str> = rows.lines().skip(6).take(5).collect();
    assert_eq!(
        rows.join("\n"),
        drawn(
            "
            ▏▎The lamp is lit at dusk. It is a small lamp, and the sea
            ▏▎is wide; but the sea has no other lamp. See the second
            ▏ watch.
            ▏
            ▏†Ships pass. Some of them answer.
            "
        )
    );
    let buffer = program.buffer();
    let is_underlined = |words: &str| {
        let cell = cell_of(&program, words);
        buffer[cell].modifier.contains(Modifier::UNDERLINED)
    };
    assert!(is_underlined("small") && is_underlined("wide;") && is_underlined("Some"));
    assert!(!is_underlined("It is") && !is_underlined("but the") && !is_underlined("answer"));
}
