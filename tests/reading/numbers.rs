//! Numbers that are typed: pages, percentages, counts.

use super::*;

#[test]
fn a_mark_at_a_percentage_quotes_whole_words() {
    let sentence = "Delight is to him, a far upward and inward delight, who never stands forth. ";
    let text = format!("# Delight\n\n{}", sentence.repeat(60));
    for percent in [13_u8, 29, 50, 51, 77] {
        let mut program = Program::new(&text, 72, 16);
        program.keys(&format!("{percent}%mb"));
        let record = program.record.as_ref().expect("a mark");
        let words = &record.marks[&'b'].exact;
        let first = words.split(' ').next().unwrap_or_default();
        assert!(
            sentence.split(' ').any(|word| word == first),
            "{percent}%: {words}"
        );
        assert_eq!(program.app.screen().percent, percent);
    }
}

#[test]
fn a_section_is_gone_to_by_its_number() {
    let mut program = Program::new(BOOK, 44, 9);
    let section = |program: &Program| {
        let window = program.app.window();
        let sections = window.document().sections();
        let at = sections.iter().position(|s| s.offset == window.offset());
        at.map(|at| at + 1)
    };
    for number in [2, 3, 1, 5] {
        program.keys(&format!(":#{number}<enter>"));
        assert_eq!(section(&program), Some(number));
    }
    program.keys("<C-o>");
    assert_eq!(section(&program), Some(1));
    for line in ["#0", "#6"] {
        program.keys(&format!(":{line}<enter>"));
        assert_eq!(
            program.foot().split("  ").next(),
            Some("there are 5 sections")
        );
        assert_eq!(section(&program), Some(1));
    }
}

#[test]
fn a_command_that_there_is_not_names_those_that_were_meant_and_tab_completes() {
    let mut program = Program::new(BOOK, 80, 12);
    program.keys(":theme<enter>");
    assert!(
        program
            .foot()
            .starts_with("theme is no command; next-theme is")
    );
    let line = |keys: &str| {
        let mut program = Program::new(BOOK, 80, 12);
        program.keys(&format!(":{keys}")).foot()
    };
    assert_eq!(line("theme<tab>"), ":next-theme");
    assert_eq!(line("toggle-c<tab>"), ":toggle-columns");
    assert_eq!(line("toggle-c<tab><tab>"), ":toggle-chrome");
    assert_eq!(line("toggle-c<tab><tab><tab>"), ":toggle-columns");
    assert_eq!(line("toggle-c<S-tab>"), ":toggle-chrome");
    assert_eq!(line("toggle-c<tab><backspace><tab>"), ":toggle-columns");
    assert_eq!(line("dance<tab>"), ":dance");
    assert_eq!(line("<tab><S-tab>"), ":cancel");
    program.keys(":theme<tab><enter>");
    assert!(
        program.foot().starts_with("theme paper"),
        "{}",
        program.foot()
    );
}

#[test]
fn a_number_that_is_too_large_leads_to_the_end_and_it_is_said() {
    let said = |program: &Program| program.app.notice().unwrap_or_default().to_owned();
    for (keys, says) in [
        ("9999G", "there are 5 pages"),
        (":9999<enter>", "there are 5 pages"),
        ("6G", "there are 5 pages"),
        ("5G", ""),
        ("101%", "100% is the end"),
        (":101%<enter>", "100% is the end"),
        ("100%", ""),
    ] {
        let mut program = Program::new(BOOK, 44, 12);
        program.keys(keys);
        assert_eq!(said(&program), says, "{keys}");
        assert!(program.app.screen().is_end, "{keys}");
    }
    let mut program = Program::new("One page.", 44, 12);
    program.keys("2G");
    assert_eq!(said(&program), "there is 1 page");
}

#[test]
fn a_zero_leads_to_the_beginning() {
    for keys in ["0G", "0%", ":0<enter>", ":0%<enter>", "00G"] {
        let mut program = Program::new(BOOK, 44, 9);
        program.keys("G").keys(keys);
        assert_eq!(program.first_words(), "The Lighthouse", "{keys}");
    }
    let mut program = Program::new(BOOK, 44, 9);
    program.keys("03G");
    assert_eq!(program.app.screen().page.number, 3);
    // A key of its own that is a digit is none of a number.
    program.keys("gg)v$");
    let wide = program.app.selection();
    program.keys("0");
    let narrow = program.app.selection();
    assert_ne!(narrow, wide);
}
