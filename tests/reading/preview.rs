//! A part of a long book, read while the rest is on its way.

use super::*;

/// A long text of numbered paragraphs.
fn long_text() -> String {
    (0..2000)
        .map(|n| format!("Paragraph {n} of a long book, in which little happens.\n\n"))
        .collect()
}

/// The program with only the beginning of a book, and the event that brings the whole.
pub(super) fn begun() -> (Program, Event) {
    let text = long_text();
    let beginning = folio::format::open_beginning(&text.as_bytes()[..32_000], Some("a.txt"));
    let beginning = Opened {
        extent: Extent::BEGINNING,
        ..opened(beginning.expect("a beginning").into())
    };
    let program = Program::with(beginning, 60, 20);
    let whole = opened(document(&text, "a.txt"));
    let event = Event::Opened {
        ticket: program.last_open.expect("the rest is asked for"),
        result: Box::new(Ok(whole)),
    };
    (program, event)
}

#[test]
fn who_reads_on_in_the_beginning_stands_on_the_same_words_in_the_whole() {
    let (mut program, whole) = begun();
    program.keys("<space><space>");
    assert!(program.record.is_none());
    let words = program.first_words();
    program.send(whole);
    assert_eq!(program.first_words(), words);
    assert!(
        program.foot().starts_with("page 3 of"),
        "{}",
        program.foot()
    );
}

/// The program with the pages around the place where a book was left, how far before that they begin, and the
/// event that brings the whole.
fn resumed(before_place: usize) -> (Program, Event) {
    let text = long_text();
    let whole = document(&text, "a.txt");
    let place = whole.text().find("Paragraph 1200 ").expect("it is there");
    let anchor = Anchor::new(&whole, Offset::new(place));
    let at = text.find("Paragraph 1200 ").expect("it is there");
    let stretch = &text.as_bytes()[at - before_place..at + 20_000];
    let stretch = folio::format::Stretch {
        bytes: stretch,
        from: at - before_place,
        ..Default::default()
    };
    let part = folio::format::open_stretch(stretch, Some("a.txt")).expect("a stretch");
    let in_part = part.text().find("Paragraph 1200 ").expect("it is there");
    let there = Anchor {
        offset: in_part,
        ..anchor.clone()
    };
    let mut left = opened(part.into());
    left.extent = Extent::Part {
        before: place - in_part,
    };
    left.record.place = Some(there.clone().into());
    left.at = Some(Start::Anchor(Box::new(there)));
    let program = Program::with(left, 60, 20);
    let mut whole = opened(whole);
    whole.record.place = Some(anchor.into());
    let event = Event::Opened {
        ticket: program.last_open.expect("the rest is asked for"),
        result: Box::new(Ok(whole)),
    };
    (program, event)
}

#[test]
fn a_book_that_is_resumed_shows_its_place_before_it_is_read_and_keeps_it() {
    for keys in ["r", "<space>", "<space><space>b", "j", "kk"] {
        let (mut program, whole) = resumed(20_000);
        assert!(
            program.screen().contains("Paragraph 1200 "),
            "{}",
            program.screen()
        );
        program.keys(keys);
        // Pages may begin elsewhere in the whole; the place is on the page, at the same words.
        let words = words_at_place(&program);
        program.send(whole);
        assert_eq!(words_at_place(&program), words, "after {keys}");
        assert_eq!(program.app.book().extent(), Extent::Whole);
    }
}

/// The program with the pages from the beginning of a book on, which was left in their midst, and the event that
/// brings the whole, of which nothing is remembered: it has changed since.
fn resumed_in_a_changed_book() -> (Program, Event) {
    let text = long_text();
    let part = folio::format::open_beginning(&text.as_bytes()[..32_000], Some("a.txt"));
    let part = part.expect("a beginning");
    let place = part.text().find("Paragraph 150 ").expect("it is there");
    let anchor = Anchor::new(&part, Offset::new(place));
    let mut left = opened(part.into());
    left.extent = Extent::Part { before: 0 };
    left.record.place = Some(anchor.clone().into());
    left.at = Some(Start::Anchor(Box::new(anchor)));
    let program = Program::with(left, 60, 20);
    let whole = opened(document(&(text + "One more paragraph."), "a.txt"));
    let event = Event::Opened {
        ticket: program.last_open.expect("the rest is asked for"),
        result: Box::new(Ok(whole)),
    };
    (program, event)
}

#[test]
fn a_book_that_has_changed_further_on_keeps_the_place_near_its_beginning() {
    let (mut program, whole) = resumed_in_a_changed_book();
    let words = words_at_place(&program);
    assert!(words.starts_with("Paragraph 150 "), "{words}");
    program.send(whole);
    assert_eq!(words_at_place(&program), words);
}

fn words_at_place(program: &Program) -> String {
    let window = program.app.window();
    let text = window.document().text();
    let from = &text[window.offset().to_usize()..];
    from.chars().take(14).collect()
}

#[test]
fn going_back_over_the_beginning_of_a_part_waits_for_the_whole() {
    let (mut program, whole) = resumed(200);
    let words = program.first_words();
    program.keys("b");
    assert_eq!(program.first_words(), words);
    program.send(whole);
    assert!(program.first_words() < words, "{}", program.screen());
    assert!(
        program.screen().contains("Paragraph 119"),
        "{}",
        program.screen()
    );
}

#[test]
fn what_needs_the_whole_book_waits_for_it_in_order() {
    let (mut program, whole) = begun();
    let before = program.first_words();
    program.keys("G/paragraph 1500 of<enter>");
    assert_eq!(program.first_words(), before);
    program.send(whole);
    assert_eq!(program.marked(), ["Paragraph 1500 of"]);
    program.keys("<C-o>");
    assert!(program.screen().contains("Paragraph 1999"));
}

#[test]
fn a_book_left_further_on_goes_there_once_it_is_whole() {
    let (mut program, whole) = begun();
    let mut reader = Program::with(opened(document(&long_text(), "a.txt")), 60, 20);
    reader.keys("50%");
    let Event::Opened { ticket, result } = whole else {
        unreachable!();
    };
    let mut whole = result.expect("a book");
    whole.record = reader.record.clone().expect("remembered");
    program.send(Event::Opened {
        ticket,
        result: Box::new(Ok(whole)),
    });
    assert_eq!(program.first_words(), reader.first_words());
}

#[test]
fn if_the_rest_cannot_be_read_the_beginning_stays_and_it_is_said() {
    let (mut program, whole) = begun();
    let Event::Opened { ticket, .. } = whole else {
        unreachable!();
    };
    program.keys("t");
    let result = Box::new(Err("the disk is gone".to_owned()));
    program.send(Event::Opened { ticket, result });
    assert!(program.screen().contains("Contents"));
}

#[test]
fn who_wants_to_quit_waits_for_no_book_but_a_letter_that_may_be_typed_does() {
    for (keys, quits) in [
        ("q", true),
        ("Gq", true),
        ("tq", false),
        ("/q", false),
        ("mq", false),
        ("/<C-c>", true),
    ] {
        let (mut program, _) = begun();
        program.keys(keys);
        assert_eq!(program.quit, quits, "{keys}");
    }
}

#[test]
fn what_is_pasted_waits_with_the_keys_and_comes_in_its_order() {
    let paste = || Event::Paste("paragraph 1500 of".to_owned());
    let (mut program, whole) = begun();
    program.keys("/");
    program.send(paste());
    program.keys("<enter>");
    program.send(whole);
    assert_eq!(program.marked(), ["Paragraph 1500 of"]);
    // A command is typed at once, with what is pasted into it.
    let (mut program, _) = begun();
    program.keys(":");
    program.send(Event::Paste("quit".to_owned()));
    assert!(program.keys("<enter>").quit);
}

#[test]
fn who_suspends_waits_for_nothing_and_what_is_held_goes_on_afterwards() {
    let (mut program, whole) = begun();
    program.keys("/paragraph 1500 of<C-z>");
    assert!(program.suspended);
    program.send(Event::Resumed);
    program.keys("<enter>");
    program.send(whole);
    assert_eq!(program.marked(), ["Paragraph 1500 of"]);
}

#[test]
fn who_comes_to_a_doubtful_place_with_the_whole_book_is_told_so_once() {
    let (mut program, whole) = begun();
    program.keys("<space>");
    let Event::Opened { ticket, result } = whole else {
        unreachable!();
    };
    // Meanwhile another text has come to lie there.
    let mut whole = result.expect("a book");
    let other = (0..900).map(|n| format!("Chapter {n} is about something else.\n\n"));
    whole.document = document(&other.collect::<String>(), "a.txt");
    let result = Box::new(Ok(whole));
    program.send(Event::Opened { ticket, result });
    let says = "its words are gone; this is about where they stood";
    assert_eq!(program.app.notice(), Some(says));
}

#[test]
fn what_was_said_of_the_place_in_a_part_is_not_said_again_in_the_whole() {
    let text = long_text();
    let whole = document(&text, "a.txt");
    let place = whole.text().find("Paragraph 100 ").expect("it is there");
    let near = Start::Found(folio::document::Resolved::Near(Offset::new(place)));
    let part = folio::format::open_beginning(&text.as_bytes()[..32_000], Some("a.txt"));
    let part = Opened {
        extent: Extent::BEGINNING,
        at: Some(near.clone()),
        ..opened(part.expect("a beginning").into())
    };
    let mut program = Program::with(part, 60, 20);
    assert!(program.foot().starts_with("its words have changed"));
    let whole = Opened {
        at: Some(near),
        ..opened(whole)
    };
    let whole = Event::Opened {
        ticket: program.last_open.expect("the rest is asked for"),
        result: Box::new(Ok(whole)),
    };
    program.keys("r");
    program.send(whole);
    assert_eq!(program.app.notice(), None);
}
