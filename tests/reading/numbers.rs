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

/// A book of so many short lines that its length says nothing of its pages: they are guessed as far too few.
fn long_book() -> String {
    let mut text = String::from("# Roll\n\n");
    for section in 1..=8 {
        text += &format!("## Chapter {section}\n\n");
        for name in 1..=1000 {
            text += &format!("n{section}.{name}\n\n");
        }
    }
    text
}

/// Keys that are pressed before the pages are counted: the terminal has just got another size.
fn before_the_count(program: &mut Program, keys: &str) {
    let keys = folio::command::parse_keys(keys).expect("keys");
    let (columns, rows) = program.app.size();
    let resize = Event::Resize(columns, rows + 1);
    let keys = keys.into_iter().map(Event::Key);
    program.send(Event::Together([resize].into_iter().chain(keys).collect()));
}

#[test]
fn a_page_that_is_asked_for_is_that_very_page_before_the_pages_are_counted_too() {
    let text = long_book();
    let mut counted = Program::new(&text, 44, 13);
    let pages = counted.app.screen().page.of;
    counted.keys("800G");
    assert_eq!(counted.app.screen().page.number, 800);
    // Esc does not go there, and what is typed behind it is not lost.
    for (keys, page) in [
        ("800G", 800),
        (":800<enter>", 800),
        ("800G<space>", 801),
        ("9999G", pages),
        ("800G<esc>", 1),
        ("800G<esc>20G", 20),
        ("800G20Gma", 20),
    ] {
        let mut program = Program::new(&text, 44, 12);
        before_the_count(&mut program, keys);
        assert_eq!(program.app.screen().page.number, page, "{keys}");
        let says = program.app.notice().unwrap_or_default();
        let is_refused =
            says == format!("there are {} pages", folio::app::thousands(pages as usize));
        assert_eq!(is_refused, keys.starts_with('9'), "{keys}: {says}");
        assert!(!says.contains("counting"), "{keys}: {says}");
    }
    // And back to where one was.
    let mut program = Program::new(&text, 44, 12);
    before_the_count(&mut program, "800G");
    program.keys("<C-o>");
    assert_eq!(program.app.screen().page.number, 1);
    // What is selected reaches to the page.
    let mut program = Program::new(&text, 44, 12);
    before_the_count(&mut program, "v800G");
    counted.keys("ggv800G");
    assert_eq!(program.app.selection(), counted.app.selection());
}

#[test]
fn a_book_that_is_opened_at_a_page_stands_on_it_once_the_pages_are_counted() {
    let text = long_book();
    let start = |page: u32| {
        let mut book = opened(document(&text, "b.md"));
        book.at = Some(Start::Page(page));
        Program::with(book, 44, 12)
    };
    let mut program = start(800);
    assert_eq!(program.app.screen().page.number, 800);
    // Nobody has moved.
    assert!(program.record.is_none(), "{:?}", program.record);
    assert_eq!(program.app.notice(), None);
    program.keys("<C-o>");
    assert_eq!(program.app.screen().page.number, 800);
    let pages = program.app.screen().page.of;
    let program = start(9999);
    assert!(program.app.screen().is_end);
    let says = format!("there are {} pages", folio::app::thousands(pages as usize));
    assert_eq!(program.app.notice(), Some(&*says));
}

#[test]
fn who_has_moved_on_is_not_taken_to_the_page_the_book_was_opened_at() {
    let mut book = opened(document(&long_book(), "b.md"));
    book.at = Some(Start::Page(100));
    let (mut app, effects) = folio::app::App::start(
        book,
        folio::config::Config::default(),
        (44, 12),
        Timestamp(1),
    );
    let about = app.window().offset();
    app.update(Event::Wheel(3), Timestamp(2));
    let moved = app.window().offset();
    assert!(moved > about);
    let job = effects.into_iter().find_map(|effect| match effect {
        folio::app::Effect::Measure(job) => Some(job),
        _ => None,
    });
    let job = job.expect("the pages are counted");
    let mut compositor = folio::layout::Compositor::default();
    let pages = job.order().map(|id| {
        let starts = folio::layout::measure(
            &mut compositor,
            &job.document,
            &job.gatherings,
            &job.typography,
            job.sheet,
            id,
        );
        (id, starts)
    });
    let pages = pages.collect();
    let ticket = job.ticket;
    app.update(Event::Measured { ticket, pages }, Timestamp(3));
    assert!(app.window().is_measured());
    assert_eq!(app.window().offset(), moved);
}
