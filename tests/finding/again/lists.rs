//! What lists do with letters: filters, and what they leave.

use folio::app::Event;

use super::super::program::Program;
use super::super::{BOOK, lamps};
use super::said;

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
fn a_look_at_an_address_of_any_length_shows_as_much_as_there_is_room_for() {
    let address = format!(
        "https://example.org/{}",
        "a-word-of-many-/灯".repeat(100_000)
    );
    let book = format!("# Book\n\nSee [there]({address}) and on.\n");
    let mut program = Program::new(&book, 60, 12);
    program.keys("<tab><enter>");
    for (columns, rows) in [(0, 0), (1, 1), (8, 3), (20, 5), (60, 12)] {
        program.resize(columns, rows);
        program.buffer();
    }
    let screen = program.screen();
    let inside = screen.lines().filter_map(|row| row.split('│').nth(1));
    let rows: Vec<&str> = inside.map(str::trim).collect();
    assert!(address.starts_with(&rows.concat()), "{screen}");
    // It has no words, so no row ends early but before a cluster of two cells.
    let widths = rows
        .iter()
        .map(|row| folio::text::text_width(row).to_usize());
    let widest = widths.clone().max().expect("rows");
    assert!(
        rows.len() > 8 && widths.min() >= Some(widest - 1),
        "{screen}"
    );
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
