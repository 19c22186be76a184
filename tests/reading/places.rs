//! Marks, bookmarks, jumps and the place, remembered and gone to.

use folio::reader::Percent;

use super::*;

#[test]
fn quick_marks_are_set_and_gone_to_and_written_down() {
    let mut program = Program::new(BOOK, 44, 12);
    program.keys("s3]ma");
    let words = program.first_words();
    assert!(
        program
            .record
            .as_ref()
            .expect("saved")
            .marks
            .contains_key(&'a')
    );
    program.keys("gg'a");
    assert_eq!(program.first_words(), words);
    program.keys("gg`a''");
    assert_eq!(program.first_words(), "The Lighthouse");
    program.keys("'b");
    assert!(
        program.foot().contains("there is no mark b"),
        "{}",
        program.foot()
    );
}

#[test]
fn a_mark_with_a_capital_leads_to_any_book() {
    let mut program = Program::new(BOOK, 44, 12);
    program.keys("]mA");
    assert_eq!(program.any_marks.iter().count(), 1);
    let other = document("# Another\n\nText of it.", "b.md");
    let mut other = opened(other);
    other.any_marks = program.any_marks.clone();
    let mut program = Program::with(other, 44, 12);
    program.keys("'A");
    assert_eq!(
        program.opened,
        [std::path::PathBuf::from("/books/a book.md")]
    );
}

#[test]
fn a_bookmark_is_made_listed_deleted_brought_back_and_gone_to() {
    let mut program = Program::new(BOOK, 72, 24);
    program.keys("s3]M");
    program.keys("tea<tab>before midnight<enter>");
    let saved = program.record.clone().expect("saved");
    assert_eq!(
        (
            saved.annotations[0].name.as_str(),
            saved.annotations[0].note.as_str()
        ),
        ("tea", "before midnight")
    );
    let words = program.first_words();
    program.keys("ggB");
    let screen = program.screen();
    assert!(
        screen.contains("tea") && screen.contains("First watch · “"),
        "{screen}"
    );
    assert!(screen.contains("before midnight"), "{screen}");
    program.keys("d");
    assert!(
        program.screen().contains("nothing here"),
        "{}",
        program.screen()
    );
    assert!(program.record.as_ref().expect("saved").annotations[0].deleted);
    program.keys("u<enter>");
    assert!(!program.record.as_ref().expect("saved").annotations[0].deleted);
    assert_eq!(program.first_words(), words);
    program.keys("gg>");
    assert_eq!(program.first_words(), words);
    program.keys("G<lt>");
    assert_eq!(program.first_words(), words);
}

#[test]
fn tomorrow_one_stands_on_the_same_words() {
    let mut program = Program::new(BOOK, 60, 16);
    program.keys("<space><space>");
    let words = program.first_words();
    let record = program.record.clone().expect("remembered");
    for (columns, rows) in [(60, 16), (60, 16), (44, 30)] {
        let mut again = opened(document(BOOK, "renamed.md"));
        again.record = record.clone();
        let program = Program::with(again, columns, rows);
        assert!(
            program.screen().contains(&words),
            "{words}\n{}",
            program.screen()
        );
    }
}

#[test]
fn a_place_can_be_asked_for() {
    for (start, words) in [
        (Start::Section(2), "Night"),
        (Start::Quotation("keeper weeps".into()), "Morning"),
        (Start::Quotation("keeper SLEEPS".into()), "keeper"),
        (Start::Quotation("keeper sleeps".into()), "keeper"),
        (Start::Percent(Percent::new(100)), "until the evening"),
        (
            Start::Percent(Percent::parse("99.9").expect("a number")),
            "until the evening",
        ),
        (Start::Page(1), "The Lighthouse"),
    ] {
        let mut book = opened(document(BOOK, "b.md"));
        book.at = Some(start.clone());
        let program = Program::with(book, 44, 12);
        let found = program.screen().contains(words);
        let is_nowhere = matches!(&start, Start::Quotation(q) if q.words.contains("weeps"));
        let is_said = program.foot().contains("“keeper weeps” is not in the text");
        assert_eq!(is_said, is_nowhere, "{}", program.foot());
        assert_eq!(found, !is_nowhere, "{start:?}\n{}", program.screen());
    }
}

#[test]
fn a_place_beyond_the_end_is_the_end_and_that_is_said() {
    for (start, says) in [
        (Start::Page(999), "there are 5 pages"),
        (Start::Percent(Percent::new(200)), "100% is the end"),
    ] {
        let mut book = opened(document(BOOK, "b.md"));
        book.at = Some(start);
        let program = Program::with(book, 44, 12);
        assert_eq!(program.app.screen().percent, 100, "{}", program.screen());
        assert!(program.foot().contains(says), "{}", program.foot());
    }
}

#[test]
fn where_words_are_gone_their_percentage_is_gone_to() {
    let mut book = opened(document(BOOK, "b.md"));
    book.at = Some(Start::Quotation(folio::search::Quoted::parse(
        "100%\"keeper weeps\"",
    )));
    let program = Program::with(book, 80, 12);
    let foot = program.foot();
    assert!(
        foot.contains("“keeper weeps” is not in the text; this is about"),
        "{foot}"
    );
    assert!(
        program.screen().contains("until the evening"),
        "{}",
        program.screen()
    );
}

#[test]
fn that_places_are_not_kept_is_said_and_stays_said() {
    let mut book = opened(document(BOOK, "b.md"));
    book.keeping = Keeping::No("no home".into());
    book.problem = Some("places are not kept: no home".into());
    let mut program = Program::with(book, 80, 20);
    assert!(
        program.foot().contains("places are not kept: no home"),
        "{}",
        program.foot()
    );
    program.keys("<space>");
    assert!(
        program.foot().contains("places are not kept"),
        "{}",
        program.foot()
    );
    let mut program = Program::new(BOOK, 80, 20);
    program.send(Event::NotKept("disk full".into()));
    assert!(program.foot().contains("disk full"), "{}", program.foot());
}

#[test]
fn a_record_of_another_version_of_the_text_leads_near() {
    let mut program = Program::new(BOOK, 60, 14);
    program.keys("<space><space>");
    let record: BookRecord = program.record.clone().expect("remembered");
    let words = program.first_words();
    let mut changed = opened(document(
        &BOOK.replace("The lamp is lit", "At last the great lamp is lit"),
        "b.md",
    ));
    changed.record = record;
    let program = Program::with(changed, 60, 14);
    assert!(
        program.screen().contains(&words),
        "{words}\n{}",
        program.screen()
    );
}

/// The book opened again with what was written down of it.
fn opened_again(program: &mut Program, at: Option<Start>) -> Program {
    let record = program.record.take();
    let document = document(BOOK, "book.md");
    let record = record.unwrap_or_else(|| BookRecord::new(document.fingerprint()));
    let opened = Opened {
        record,
        at,
        ..opened(document)
    };
    Program::with(opened, 40, 9)
}

#[test]
fn after_a_restart_the_way_back_and_forward_is_the_one_there_was() {
    let mut program = Program::new(BOOK, 40, 9);
    program.keys("L").keys("]").keys("G").keys("<C-o>");
    let places = |program: &mut Program| {
        let mut seen = vec![program.first_words()];
        for keys in [
            "<C-o>",
            "<C-o>",
            "<C-o>",
            "<A-right>",
            "<A-right>",
            "<A-right>",
        ] {
            program.keys(keys);
            seen.push(program.first_words());
        }
        seen
    };
    let mut again = opened_again(&mut program, None);
    let expected = places(&mut program);
    assert_eq!(places(&mut again), expected);
    assert!(
        expected.contains(&"The Lighthouse".to_owned()),
        "{expected:?}"
    );
    // What was done since is what the next restart has.
    again.keys("<C-o><C-o>");
    let mut third = opened_again(&mut again, None);
    assert_eq!(third.first_words(), again.first_words());
    assert_eq!(places(&mut third), places(&mut again));
}

#[test]
fn who_asks_for_a_place_can_go_back_to_where_the_book_was_left() {
    let mut program = Program::new(BOOK, 40, 9);
    program.keys("L]");
    let left = program.first_words();
    let mut again = opened_again(&mut program, Some(Start::Quotation("keeper sleeps".into())));
    assert_ne!(again.first_words(), left);
    again.keys("<C-o>");
    assert_eq!(again.first_words(), left);
}

#[test]
fn turning_pages_writes_no_jumps_and_jumping_a_bounded_trail() {
    let mut program = Program::new(BOOK, 40, 9);
    program.keys("<space><space>");
    assert!(
        program
            .record
            .as_ref()
            .is_some_and(|r| r.own_jumps().is_none())
    );
    for _ in 0..60 {
        program.keys("GggL");
    }
    let trail = program
        .record
        .as_ref()
        .and_then(BookRecord::own_jumps)
        .cloned();
    let trail = trail.expect("a trail");
    assert_eq!(trail.behind.len(), 16);
    assert_eq!(trail.ahead.len(), 0);
    for size in [(0, 0), (1, 1), (20, 5)] {
        let mut again = opened_again(&mut program, None);
        again.resize(size.0, size.1).keys("<C-o>");
    }
}

#[test]
fn while_a_mark_is_waited_for_it_is_said_which_there_are() {
    let mut program = Program::new(BOOK, 90, 12);
    program.keys("'");
    assert_eq!(
        program.foot().split("  ").next(),
        Some("no mark is set yet; m+letter sets one")
    );
    program.keys("<esc>]ma]mb'");
    let foot = program.foot();
    assert!(foot.starts_with("a Evening · b Night"), "{foot}");
    program.keys("a");
    assert!(program.foot().starts_with("page"), "{}", program.foot());
}

#[test]
fn the_way_back_goes_on_in_the_book_one_came_from() {
    let mut program = Program::new(BOOK, 60, 12);
    program.keys("]mA");
    let mut here = opened(document(BOOK, "book.md"));
    // It was left elsewhere, which is a jump behind, but not one of today.
    let left = Anchor::new(&here.document, here.document.end());
    here.record.place = Some(left.into());
    let mut other = opened(document("# Another\n\nText of it.", "b.md"));
    other.source = folio::app::Source::File("/books/b.md".into());
    let any_marks = program.any_marks.clone();
    let mut program = Program::with(Opened { any_marks, ..other }, 60, 12);
    program.keys("'A");
    let ticket = program.last_open.expect("it is asked for");
    let result = Box::new(Ok(here));
    program.send(Event::Opened { ticket, result });
    program.keys("gg<C-o>");
    assert_eq!(program.opened.len(), 1);
    program.keys("<C-o>");
    assert_eq!(program.opened.last(), Some(&"/books/b.md".into()));
    // Having gone back, there is nothing before it.
    let ticket = program.last_open.expect("it is asked for");
    let mut other = opened(document("# Another\n\nText of it.", "b.md"));
    other.source = folio::app::Source::File("/books/b.md".into());
    program.send(Event::Opened {
        ticket,
        result: Box::new(Ok(other)),
    });
    program.keys("<C-o>");
    assert!(
        program.foot().starts_with("no jump to go back from"),
        "{}",
        program.foot()
    );
}

/// A book that came by jumps from these files, the last at the end.
fn came_through(files: &[&str]) -> Program {
    let book = |path: &str| {
        let mut book = opened(document("# Another\n\nText of it.", "b.md"));
        book.source = folio::app::Source::File(path.into());
        for letter in ['A', 'B'] {
            let mark = AnyMark {
                letter,
                book: "elsewhere".to_owned(),
                title: None,
                path: "/books/next.md".into(),
                anchor: Anchor::default(),
            };
            let change = book.any_marks.change(mark, Timestamp(1));
            book.any_marks.apply(&change.entry);
        }
        book
    };
    let mut files = files.iter();
    let first = files.next().expect("a file");
    let mut program = Program::with(book(first), 72, 12);
    for next in files {
        program.keys("'A");
        open(&mut program, Ok(book(next)));
    }
    program
}

fn open(program: &mut Program, result: Result<Opened, String>) {
    let ticket = program.last_open.expect("it is asked for");
    let result = Box::new(result);
    program.send(Event::Opened { ticket, result });
}

#[test]
fn a_file_that_is_gone_is_tried_once_on_the_way_back() {
    let mut program = came_through(&["/books/a.md", "/books/b.md", "/books/c.md"]);
    program.keys("<C-o>");
    assert_eq!(program.opened.last(), Some(&"/books/b.md".into()));
    open(
        &mut program,
        Err("/books/b.md: there is no such file".to_owned()),
    );
    // And the one before it is opened.
    assert_eq!(program.opened.last(), Some(&"/books/a.md".into()));
    let mut before = opened(document(BOOK, "book.md"));
    before.source = folio::app::Source::File("/books/a.md".into());
    open(&mut program, Ok(before));
    assert_eq!(program.first_words(), "The Lighthouse");
    assert!(
        program.foot().starts_with("/books/b.md: there is no such"),
        "{}",
        program.foot()
    );
    program.keys("<C-o>");
    assert!(program.foot().starts_with("no jump to go back from"));
    // Where there is none before it one stays, and it is not tried again.
    let mut program = came_through(&["/books/a.md", "/books/b.md"]);
    program.keys("<C-o>");
    open(
        &mut program,
        Err("/books/a.md: there is no such file".to_owned()),
    );
    assert!(program.foot().starts_with("/books/a.md: there is no such"));
    let count = program.opened.len();
    program.keys("<C-o>");
    assert_eq!(program.opened.len(), count);
    assert!(program.foot().starts_with("no jump to go back from"));
}

#[test]
fn marks_in_one_section_are_told_apart_by_their_pages() {
    let mut program = Program::new(BOOK, 44, 12);
    program.keys("]ma2]mb'");
    let foot = program.foot();
    assert!(foot.starts_with("a ") && foot.contains(" · b "), "{foot}");
    assert!(!foot.chars().any(|c| c.is_ascii_digit()), "{foot}");
    let words = "So many words as fill a page or two of this. ".repeat(40);
    let mut program = Program::new(&format!("# One\n\n{words}\n"), 44, 12);
    program.keys("ma<space>mb<space>mc'");
    assert!(
        program.foot().starts_with("a 1 · b 2 · c 3"),
        "{}",
        program.foot()
    );
}
