//! The way through books: back, and forward again.

use super::*;
use folio::app::{Effect, Source, Start};
use folio::store::{AnyMarks, Change, Journal};

/// A reader with a shelf of books, who goes from one to another.
struct Room {
    program: Program,
    /// A, B and C lead to the beginnings of three books.
    marks: AnyMarks,
    /// A file that is there no more.
    gone: &'static str,
    /// How many of the files that were asked for were opened.
    opened: usize,
}

/// A book in which a place is known by its words.
fn text_of(path: &str) -> String {
    let paragraph =
        |n| format!("{path} {n} is a paragraph in which there is not much to be read.\n\n");
    (0..100).map(paragraph).collect()
}

/// A book with what was written down of it.
fn book(path: &str, changes: &[Change], any_marks: &AnyMarks) -> Opened {
    let document = document(&text_of(path), "book.md");
    let mut record = BookRecord::new(document.fingerprint());
    for change in changes {
        if change.journal == Journal::Book(document.fingerprint()) {
            record.apply(&change.entry);
        }
    }
    Opened {
        record,
        source: Source::File(path.into()),
        any_marks: any_marks.clone(),
        ..opened(document)
    }
}

impl Room {
    fn new(path: &str) -> Self {
        let mut marks = AnyMarks::default();
        for (letter, path) in [('A', "a"), ('B', "b"), ('C', "c")] {
            let document = document(&text_of(path), "book.md");
            let mark = AnyMark {
                letter,
                book: document.fingerprint().to_string(),
                title: None,
                path: path.into(),
                anchor: Anchor::new(&document, Offset::ZERO),
            };
            let change = marks.change(mark, Timestamp(1));
            marks.apply(&change.entry);
        }
        Self {
            program: Program::with(book(path, &[], &marks), 72, 12),
            marks,
            gone: "",
            opened: 0,
        }
    }

    /// Presses keys, and has what they ask for opened.
    fn keys(&mut self, keys: &str) -> &mut Self {
        for key in folio::command::parse_keys(keys).expect("keys") {
            self.program.send(Event::Key(key));
            while let Some(path) = self.program.opened.get(self.opened) {
                self.opened += 1;
                let path = path.to_str().expect("a path");
                let at = self.program.last_at.clone();
                let changes = self.program.changes.iter();
                for change in changes.filter(|change| change.journal == Journal::Marks) {
                    self.marks.apply(&change.entry);
                }
                let result = if path == self.gone {
                    Err(format!("{path}: there is no such file"))
                } else {
                    let opened = book(path, &self.program.changes, &self.marks);
                    let at = at.map(|at| Start::Found(at.resolve(&opened.document)));
                    Ok(Opened { at, ..opened })
                };
                let ticket = self.program.last_open.expect("it is asked for");
                let result = Box::new(result);
                self.program.send(Event::Opened { ticket, result });
            }
        }
        self
    }

    /// The book that is open and how far one is in it.
    fn here(&self) -> String {
        let Source::File(path) = self.program.app.book().source() else {
            return String::new();
        };
        format!("{} {}%", path.display(), self.program.app.screen().percent)
    }

    /// Where one is after each of these keys.
    fn walk(&mut self, steps: &[&str]) -> Vec<String> {
        let steps = steps.iter().map(|keys| self.keys(keys).here());
        steps.collect()
    }
}

#[test]
fn who_goes_on_to_the_book_he_came_from_comes_back_to_the_one_between() {
    let mut room = Room::new("a");
    room.keys("20%mA'B30%'A");
    assert_eq!(room.here(), "a 20%");
    let back = room.walk(&["<C-o>", "<C-o>", "<C-o>", "<C-o>"]);
    assert_eq!(back, ["b 30%", "b 0%", "a 20%", "a 0%"]);
    room.keys("<C-o>");
    assert!(room.program.foot().starts_with("no jump to go back from"));
}

#[test]
fn forward_leads_to_where_one_was_also_where_one_only_came_and_went() {
    let mut room = Room::new("b");
    room.keys("70%'A20%");
    // By a mark, to another place than where it was left.
    let steps = room.walk(&["'B", "<C-o>", "<A-right>", "<C-o>", "<A-right>", "<C-o>"]);
    assert_eq!(steps, ["b 0%", "a 20%", "b 0%", "a 20%", "b 0%", "a 20%"]);
}

#[test]
fn forward_leads_through_all_books_that_were_gone_back_from() {
    let mut room = Room::new("a");
    room.keys("20%'B30%'C40%");
    let back = room.walk(&["<C-o>"; 5]);
    assert_eq!(back, ["c 0%", "b 30%", "b 0%", "a 20%", "a 0%"]);
    let forward = room.walk(&["<A-right>"; 5]);
    assert_eq!(forward, ["a 20%", "b 0%", "b 30%", "c 0%", "c 40%"]);
    room.keys("<A-right>");
    assert!(
        room.program.foot().starts_with("no jump to go forward to"),
        "{}",
        room.program.foot()
    );
    assert_eq!(room.walk(&["<C-o>"; 2]), ["c 0%", "b 30%"]);
}

#[test]
fn a_new_jump_gives_up_the_books_ahead_and_going_on_those_of_the_book_that_is_left() {
    let mut room = Room::new("a");
    room.keys("'B<C-o>50%<A-right>");
    assert_eq!(room.here(), "a 50%");
    assert!(room.program.foot().starts_with("no jump to go forward to"));
    // Turning pages is no jump.
    room.keys("'B<C-o><space><A-right>");
    assert_eq!(room.here(), "b 0%");
    let mut room = Room::new("a");
    room.keys("20%<C-o>'B<C-o>");
    assert_eq!(room.walk(&["<A-right>", "<A-right>"]), ["b 0%", "b 0%"]);
}

#[test]
fn back_and_forth_goes_between_two_books() {
    let mut room = Room::new("a");
    room.keys("20%'B");
    let steps = room.walk(&["''", "''", "''", "<C-o>", "<C-o>", "<C-o>"]);
    assert_eq!(steps, ["a 20%", "b 0%", "a 20%", "b 0%", "b 0%", "b 0%"]);
}

#[test]
fn a_book_ahead_that_is_gone_is_left_out() {
    let mut room = Room::new("a");
    room.keys("'B'C<C-o><C-o>");
    assert_eq!(room.here(), "a 0%");
    room.gone = "b";
    room.keys("<A-right>");
    assert_eq!(room.here(), "c 0%");
    assert!(room.program.foot().starts_with("b: there is no such file"));
    room.gone = "c";
    assert_eq!(room.walk(&["<C-o>", "<A-right>"]), ["a 0%"; 2]);
    assert!(room.program.foot().starts_with("c: there is no such file"));
    room.keys("<A-right>");
    assert!(room.program.foot().starts_with("no jump to go forward to"));
}

#[test]
fn the_place_of_a_book_that_is_left_is_written_at_once_unless_it_was_only_opened() {
    for (keys, is_written) in [("'B", false), ("<space>'B", true)] {
        let mut room = Room::new("a");
        for key in folio::command::parse_keys(keys).expect("keys") {
            room.program.send(Event::Key(key));
        }
        let left = room.program.app.window().document().fingerprint();
        let ticket = room.program.last_open.expect("it is asked for");
        let result = Box::new(Ok(book("b", &[], &room.marks)));
        let opened = Event::Opened { ticket, result };
        let effects = room.program.app.update(opened, Timestamp(9));
        let is_save = |effect: &Effect| matches!(effect, Effect::Save(change) if change.journal == Journal::Book(left));
        assert_eq!(effects.iter().any(is_save), is_written, "{keys}");
    }
}

#[test]
fn back_and_forth_undoes_a_step_back_or_forward_too() {
    let steps = |keys: &[&str]| {
        let mut room = Room::new("a");
        room.keys("50%20%70%");
        room.walk(keys)
    };
    let table: [(&[&str], &[&str]); 4] = [
        (
            &["<C-o>", "''", "''", "''", "<C-o>"],
            &["a 20%", "a 70%", "a 20%", "a 70%", "a 20%"],
        ),
        (
            &["3<C-o>", "''", "''", "<A-right>"],
            &["a 0%", "a 70%", "a 0%", "a 50%"],
        ),
        (
            &["2<C-o>", "<A-right>", "''", "''"],
            &["a 50%", "a 20%", "a 50%", "a 20%"],
        ),
        // Reading on is no jump.
        (
            &["<C-o>", "<space>", "''", "''"],
            &["a 20%", "a 24%", "a 70%", "a 24%"],
        ),
    ];
    for (keys, places) in table {
        assert_eq!(steps(keys), places, "{keys:?}");
    }
}

#[test]
fn back_and_forth_from_the_beginning_leads_to_where_one_came_back_from() {
    let mut program = Program::new(BOOK, 44, 12);
    program.keys("t3j<enter>");
    let chapter = program.first_words();
    program.keys("<C-o>");
    let words = program.first_words();
    assert_ne!(words, chapter);
    assert_eq!(program.keys("''").first_words(), chapter);
    assert_eq!(program.keys("''").first_words(), words);
}

#[test]
fn back_and_forth_undoes_a_step_to_another_book() {
    let mut room = Room::new("a");
    room.keys("20%'B30%<C-o>");
    let steps = room.walk(&["<C-o>", "''", "''", "''", "<A-right>"]);
    assert_eq!(steps, ["a 20%", "b 0%", "a 20%", "b 0%", "b 30%"]);
    assert_eq!(room.walk(&["''", "''"]), ["b 0%", "b 30%"]);
}

#[test]
fn where_there_is_nothing_to_go_back_to_it_is_said() {
    let mut room = Room::new("a");
    room.keys("''");
    assert!(room.program.foot().starts_with("no jump to go back from"));
    // Read back to where the last jump began.
    let mut program = Program::new(BOOK, 44, 12);
    program.keys("]<C-b><C-b>''");
    assert_eq!(program.first_words(), "The Lighthouse");
    assert!(program.foot().starts_with("the last jump began here"));
}
