//! A book the rest of which could not be read: its part is read like a book, and is none.

use super::preview::begun;
use super::*;
use folio::app::{Button, Effect, Source};
use folio::document::Fingerprint;
use folio::store::{About, Change, Counts, Journal, KnownBook, Library, Pace, Whereabouts};

/// The program with the beginning of a book, and with the news that no more can be read.
fn remnant() -> Program {
    remnant_after("j")
}

/// The same where these keys came before.
fn remnant_after(keys: &str) -> Program {
    let (mut program, whole) = begun();
    program.keys(keys);
    let Event::Opened { ticket, .. } = whole else {
        unreachable!();
    };
    let result = Box::new(Err("the disk is gone".to_owned()));
    program.send(Event::Opened { ticket, result });
    program
}

#[test]
fn nothing_of_it_is_written_down() {
    for keys in [
        "<space><space>",
        "50%",
        "G<C-o><C-i>",
        "ma",
        "mA",
        "jmamaUU",
        "jmAmAUU",
        "Mhere<enter>",
        "Mhere<enter>UB<esc>",
        "Mhere<enter>Bd",
        "Mhere<enter>Brthere<enter>ewhy<enter>",
        "}vwx",
        "}vwxxUU",
        "}vwathere<enter>",
        "maBd",
        "mABd",
        "R<esc>",
        "q",
    ] {
        let mut program = remnant();
        program.keys(keys);
        assert_eq!(program.changes, [], "{keys}");
        let mut program = remnant_after(keys);
        program.keys("j");
        assert_eq!(program.changes, [], "{keys} before it is known");
    }
}

#[test]
fn a_note_from_the_editor_is_not_written_down_either() {
    let mut program = remnant();
    program.keys("Mhere<enter>BE");
    let (id, _) = program.edited.clone().expect("a note");
    let note = Ok("a note".to_owned());
    program.send(Event::NoteEdited { id, note });
    assert!(program.screen().contains("a note"), "{}", program.screen());
    assert_eq!(program.changes, []);
}

#[test]
fn its_pages_count_for_nobodys_pace() {
    let mut program = remnant();
    for _ in 0..12 {
        program.clock += 20_000;
        program.keys("<space>");
    }
    assert_eq!(program.changes, []);
}

#[test]
fn who_marks_something_in_it_is_told_what_becomes_of_it() {
    const WHY: &str = "only a part of this book could be read";
    for (keys, says) in [
        ("ma", "mark a"),
        ("mA", "mark A"),
        ("Mhere<enter>", "bookmark kept"),
        ("}vwx", "highlighted"),
    ] {
        let mut program = remnant();
        assert_eq!(program.foot(), "the disk is gone");
        program.resize(120, 20).keys(keys);
        let foot = program.foot();
        assert!(
            foot.starts_with(&format!("not on the disk: {says}")) && foot.contains(WHY),
            "{foot}"
        );
        assert_eq!(program.app.unkept(), Some(WHY));
        // A disk that is full and then is not has nothing to do with it.
        program.send(Event::NotKept("the disk is full".to_owned()));
        assert_eq!(program.app.unkept(), Some(WHY));
        program.send(Event::KeptAgain);
        assert_eq!(program.app.unkept(), Some(WHY));
        program.keys("j");
        assert!(
            program.foot().contains("places are not kept"),
            "{}",
            program.foot()
        );
    }
}

#[test]
fn it_is_read_and_searched_as_a_whole_is() {
    let mut program = remnant_after("/paragraph 10<enter>");
    assert_eq!(program.marked()[0], "Paragraph 10");
    // What was looked for belongs to no book.
    let journals: Vec<Journal> = program.changes.iter().map(|c| c.journal).collect();
    assert_eq!(journals, [Journal::Searches]);
    program.keys("gg");
    assert!(
        program.foot().starts_with("page 1 of"),
        "{}",
        program.foot()
    );
    let words = program.first_words();
    program.send(Event::Wheel(3));
    assert_ne!(program.first_words(), words);
    let cell = (program.app.frame().expect("room").left + 2, 4);
    program.send(Event::Button {
        button: Button::Pressed,
        cell,
    });
    program.send(Event::Button {
        button: Button::Dragged,
        cell: (cell.0 + 8, cell.1),
    });
    assert!(program.app.selection().is_some());
    program.keys("<esc>ma");
    let words = program.first_words();
    program.keys("G'a");
    assert_eq!(program.first_words(), words);
}

/// Another book, in the library.
fn another() -> KnownBook {
    KnownBook {
        book: Fingerprint::of("another"),
        about: About {
            title: Some("Another".to_owned()),
            ..About::default()
        },
        progress: 0.0,
        // Before the one that is open, and so at the bottom.
        read: Timestamp(0),
        counts: Counts::default(),
        files: Vec::new(),
        whereabouts: Whereabouts::Here("/books/another.md".into()),
        pace: Pace::default(),
        is_forgotten: false,
        later: None,
    }
}

/// Shows a library with another book, which is chosen.
fn look_around(program: &mut Program) {
    program.keys("R");
    let Some(Effect::ListBooks { ticket }) = program.asked_of_library.pop() else {
        unreachable!();
    };
    let library = Box::new(Library {
        books: vec![another()],
        problems: Vec::new(),
    });
    program.send(Event::Books { ticket, library });
    program.keys("G");
}

#[test]
fn a_book_in_the_library_can_be_forgotten_all_the_same() {
    let mut program = remnant();
    look_around(&mut program);
    program.keys("d");
    assert!(
        matches!(
            program.asked_of_library.last(),
            Some(Effect::Forget {
                is_forgotten: true,
                ..
            })
        ),
        "{}",
        program.foot()
    );
}

#[test]
fn the_next_book_is_kept_as_any() {
    let mut program = remnant();
    program.keys("<space>ma");
    look_around(&mut program);
    program.keys("<enter>");
    assert_eq!(
        program.opened.last().and_then(|path| path.to_str()),
        Some("/books/another.md")
    );
    program.examination = None;
    let next = document(BOOK, "book.md");
    let journal = Journal::Book(next.fingerprint());
    let next = Opened {
        source: Source::File("/books/another.md".into()),
        ..opened(next)
    };
    program.send(Event::Opened {
        ticket: program.last_open.expect("it is asked for"),
        result: Box::new(Ok(next)),
    });
    assert_eq!(program.app.book().keeping(), &Keeping::Yes);
    assert!(program.examination.is_some());
    assert_eq!(program.changes, []);
    program.keys("<space>ma");
    assert!(
        program.foot().starts_with("mark a: 'a comes back here"),
        "{}",
        program.foot()
    );
    assert_eq!(program.app.unkept(), None);
    let is_of_next = |change: &Change| change.journal == journal;
    assert!(!program.changes.is_empty() && program.changes.iter().all(is_of_next));
    // Of where one was in the part nothing is remembered but the way back.
    program.keys("<C-o><C-o>");
    assert_eq!(program.opened.last(), program.opened.first());
    assert!(program.last_at.is_some());
}
