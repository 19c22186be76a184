//! The library on the screen.

use super::*;

/// A program in which the library was asked for and answered.
fn with_library(shelf: &Shelf, columns: u16, rows: u16) -> Program {
    let mut program = Program::new(&long_text(), columns, rows);
    program.keys("R");
    answer(&mut program, shelf);
    program
}

/// Does what was asked of the library.
fn answer(program: &mut Program, shelf: &Shelf) {
    for order in std::mem::take(&mut program.asked_of_library) {
        match order {
            Effect::ListBooks { ticket } => program.send(Event::Books {
                ticket,
                library: Box::new(shelf.store.library()),
            }),
            Effect::ListMarks { ticket } => program.send(Event::Marks {
                ticket,
                marks: shelf.store.known_marks(),
            }),
            Effect::Forget {
                book,
                is_forgotten,
                now,
            } => {
                let change = if is_forgotten {
                    shelf.store.forget(book, now)
                } else {
                    shelf.store.unforget(book, now)
                };
                shelf.store.save(&change).expect("a journal");
            }
            _ => {}
        }
    }
}

fn three_books() -> Shelf {
    let shelf = Shelf::new();
    let first = shelf.add("Beta", &shelf.file("b.txt"), 100, 0.9);
    shelf.add("Alpha", Path::new("/nowhere/a.txt"), 300, 0.1);
    let third = shelf.add("紅樓夢", &shelf.file("c.txt"), 200, 0.5);
    shelf.note(first, "an old thought", 100);
    shelf.note(third, "a new thought", 200);
    shelf
}

/// The titles in the list, from the top.
fn listed(program: &Program) -> Vec<String> {
    let screen = program.screen();
    let names = ["Alpha", "Beta", "紅樓夢"];
    let rows = screen.lines().filter_map(|row| {
        let name = names
            .iter()
            .find(|name| row.contains(&format!("{name} · Somebody")))?;
        Some((*name).to_owned())
    });
    rows.collect()
}

#[test]
fn the_panel_stands_at_once_and_fills_when_the_books_are_known() {
    let shelf = three_books();
    let mut program = Program::new(&long_text(), 80, 24);
    program.keys("R");
    assert!(program.screen().contains("Library") && program.screen().contains('…'));
    // What is typed meanwhile counts.
    program.keys("/bet");
    answer(&mut program, &shelf);
    assert_eq!(listed(&program), ["Beta"]);
    program.keys("<esc>");
    assert_eq!(listed(&program), ["Alpha", "紅樓夢", "Beta"]);
    assert!(program.screen().contains("gone from /nowhere/a.txt"));
    assert!(program.screen().contains("1 bookmark, 1 note"));
    // An answer to a question that is no longer asked.
    program.keys("<esc>");
    assert!(program.app.panels().is_empty());
}

#[test]
fn keys_that_come_before_the_list_are_pressed_when_it_is_there() {
    let shelf = three_books();
    let file = |name: &str| shelf.folder.path().join(name);
    let table = [
        ("RG<enter>", "b.txt"),
        ("Rjj<enter>", "c.txt"),
        ("Rjjk<down><enter>", "c.txt"),
        ("Rj<enter>", ""),
        ("R/beq<backspace>t<enter>", "b.txt"),
        ("Rj/bet<enter>", "b.txt"),
        // What is marked comes later still.
        ("RBj<enter>", "b.txt"),
        ("RB/new<enter>", "c.txt"),
        ("RjBBj<enter>", ""),
    ];
    for (keys, name) in table {
        let mut program = Program::new(&long_text(), 80, 24);
        program.keys(keys);
        assert!(program.opened.is_empty(), "{keys}");
        answer(&mut program, &shelf);
        answer(&mut program, &shelf);
        if name.is_empty() {
            let says = program.app.notice().unwrap_or_default();
            assert!(says.contains("gone"), "{keys}: {says}");
        } else {
            assert_eq!(program.opened, [file(name)], "{keys}");
        }
    }
}

#[test]
fn what_closes_the_library_waits_for_no_list() {
    for keys in [
        "R<esc>",
        "Rj<esc>",
        "Rq",
        "Rjq",
        "RR",
        "R/bet<esc><esc>",
        "Rj/q<esc>",
        "R<C-c>",
    ] {
        let shelf = three_books();
        let mut program = Program::new(&long_text(), 80, 24);
        program.keys(keys);
        assert!(program.app.panels().is_empty(), "{keys}");
        answer(&mut program, &shelf);
        // Nor is what was given up pressed in the next one.
        program.keys("R");
        answer(&mut program, &shelf);
        program.keys("jj<enter>");
        assert_eq!(
            program.opened,
            [shelf.folder.path().join("c.txt")],
            "{keys}"
        );
    }
    let mut program = Program::new(&long_text(), 80, 24);
    program.keys("Rj<C-z>");
    assert!(program.suspended && program.app.panels().len() == 1);
    program.send(Event::Terminated);
    assert!(program.quit);
}

/// Presses keys in the library, and lets the book come that they ask for.
fn book_after(keys: &str, result: Result<Opened, String>) -> Program {
    let shelf = three_books();
    let mut program = with_library(&shelf, 80, 24);
    program.keys(keys);
    let ticket = program.last_open.expect("a question");
    let result = Box::new(result);
    program.send(Event::Opened { ticket, result });
    answer(&mut program, &shelf);
    program
}

#[test]
fn keys_that_come_before_the_book_are_pressed_in_it() {
    let text = format!("{}The end.", long_text());
    let another = || Ok(opened(document(&text, "c.md")));
    let program = book_after("jj<enter>]", another());
    assert_eq!(program.first_words(), "Part two");
    // Those that are meant for the list after it are, too.
    let program = book_after("jj<enter>Rjj<enter>", another());
    assert_eq!(program.opened.len(), 2);
    // A mark is set in the new book, and never in the one before.
    let program = book_after("jj<enter>]ma", another());
    let marked = program.record.as_ref().map(|record| record.book);
    assert_eq!(marked, Some(document(&text, "c.md").fingerprint()));
}

#[test]
fn a_book_that_is_given_up_or_cannot_be_opened_takes_its_keys_with_it() {
    let another = || Ok(opened(document("Another text.", "c.md")));
    let program = book_after("jj<enter>]<esc>", another());
    assert_eq!(program.first_words(), "Part one");
    assert!(program.app.panels().is_empty());
    let mut program = book_after("jj<enter><esc>]", another());
    assert_eq!(program.first_words(), "Part two");
    program.keys("q");
    assert!(program.quit);
    let program = book_after("jj<enter><esc><esc>]", Err("it is broken".to_owned()));
    assert_eq!(program.first_words(), "Part two");
    let mut program = book_after("jj<enter>]", Err("it is broken".to_owned()));
    assert_eq!(program.app.panels().len(), 1);
    program.keys("<esc>");
    assert_eq!(program.first_words(), "Part one");
}

#[test]
fn a_book_of_which_nothing_is_remembered_stands_first_while_it_is_open() {
    let shelf = three_books();
    let mut program = with_library(&shelf, 80, 24);
    let screen = program.screen();
    let row = |words: &str| screen.lines().position(|row| row.contains(words));
    assert!(row("Part one") < row("Alpha"), "{screen}");
    assert!(screen.contains("open now"), "{screen}");
    program.keys("d");
    assert_eq!(program.app.notice(), Some("this is the book that is open"));
}

#[test]
fn the_books_are_sorted_by_when_they_were_read_by_title_and_by_progress() {
    let shelf = three_books();
    let mut program = with_library(&shelf, 80, 24);
    assert_eq!(listed(&program), ["Alpha", "紅樓夢", "Beta"]);
    program.keys("s");
    assert_eq!(listed(&program), ["Alpha", "Beta", "紅樓夢"]);
    program.keys("s");
    assert_eq!(listed(&program), ["Beta", "紅樓夢", "Alpha"]);
    program.keys("s");
    assert_eq!(listed(&program), ["Alpha", "紅樓夢", "Beta"]);
}

#[test]
fn enter_opens_a_book_and_one_that_is_gone_says_so_and_the_list_stays() {
    let shelf = three_books();
    let mut program = with_library(&shelf, 80, 24);
    program.keys("j<enter>");
    assert!(program.opened.is_empty());
    assert_eq!(program.app.panels().len(), 1);
    let said = program.app.notice().unwrap_or_default();
    assert!(
        said.contains("gone") && said.contains("/nowhere/a.txt"),
        "{said}"
    );
    program.keys("j<enter>");
    assert_eq!(program.opened, [shelf.folder.path().join("c.txt")]);
    // The list stays until the book is there.
    let ticket = program.last_open.expect("a question");
    program.send(Event::Opened {
        ticket,
        result: Box::new(Err("it could not be opened".to_owned())),
    });
    assert_eq!(program.app.panels().len(), 1);
    program.keys("<enter>");
    let ticket = program.last_open.expect("a question");
    program.send(Event::Opened {
        ticket,
        result: Box::new(Ok(opened(document("Another text.", "c.txt")))),
    });
    assert!(program.app.panels().is_empty());
    assert!(program.screen().contains("Another text."));
}

#[test]
fn a_book_is_forgotten_and_brought_back_by_a_key() {
    let shelf = three_books();
    let mut program = with_library(&shelf, 80, 24);
    program.keys("jjd");
    answer(&mut program, &shelf);
    assert_eq!(listed(&program), ["Alpha", "Beta"]);
    assert_eq!(shelf.titles(), ["Alpha", "Beta"]);
    program.keys("u");
    answer(&mut program, &shelf);
    assert_eq!(listed(&program), ["Alpha", "紅樓夢", "Beta"]);
    assert_eq!(shelf.titles(), ["Alpha", "紅樓夢", "Beta"]);
    program.keys("u");
    assert_eq!(program.app.notice(), Some("nothing to bring back"));
}

#[test]
fn what_is_marked_in_all_books_stands_in_one_list_and_leads_there() {
    let shelf = three_books();
    let mut program = with_library(&shelf, 80, 24);
    program.keys("B");
    answer(&mut program, &shelf);
    let screen = program.screen();
    let new = screen.find("a new thought").expect("the newer");
    let old = screen.find("an old thought").expect("the older");
    assert!(new < old, "{screen}");
    program.keys("/old<enter>");
    assert_eq!(program.opened, [shelf.folder.path().join("b.txt")]);
    program.keys("<esc>B");
    assert_eq!(listed(&program), ["Alpha", "紅樓夢", "Beta"]);
}

#[test]
fn an_earlier_edition_says_so_and_is_not_opened_as_if_it_were_the_later_one() {
    let shelf = Shelf::new();
    let path = shelf.file("c.txt");
    shelf.add("Beta", &path, 100, 0.9);
    let later = shelf.add("Alpha", &path, 200, 0.5);
    let table = out(&shelf.folio(&["library"]));
    let rows: Vec<&str> = table.lines().collect();
    assert!(!rows[1].contains("earlier"), "{table}");
    let file = format!("earlier edition: {}", path.display());
    assert!(rows[2].ends_with(&file), "{table}");
    let json = out(&shelf.folio(&["library", "--json"]));
    let objects: Vec<serde_json::Value> = json
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    assert_eq!(objects[0]["later_edition"], serde_json::Value::Null);
    assert_eq!(objects[1]["later_edition"], later.to_string());
    let mut program = with_library(&shelf, 100, 30);
    let screen = program.screen();
    assert_eq!(screen.matches("an earlier edition").count(), 1, "{screen}");
    program.keys("jj<enter>");
    assert_eq!(program.opened, [path]);
    let said = program.app.notice().unwrap_or_default();
    assert!(said.contains("a later edition"), "{said}");
}

#[test]
fn the_panel_is_drawn_on_every_terminal() {
    let shelf = three_books();
    for (columns, rows) in [(0, 0), (1, 1), (20, 5), (21, 6), (60, 20), (100, 30)] {
        let mut program = with_library(&shelf, columns, rows);
        for keys in ["j", "B", "B", "/a", "<esc>", "s", "d", "u", "<enter>"] {
            program.keys(keys);
            answer(&mut program, &shelf);
            for row in program.screen().lines() {
                assert!(text_width(row) <= Cells::from(columns), "{row}");
            }
        }
    }
}

#[test]
fn a_hostile_title_is_drawn_without_its_escapes() {
    let shelf = Shelf::new();
    shelf.add("a\u{1b}[2Jb\nc", Path::new("/x\u{1b}]0;y\u{7}"), 1, 0.0);
    let program = with_library(&shelf, 80, 24);
    let is_drawn = |c: char| c == '\n' || folio::document::is_drawable(c);
    assert!(program.screen().chars().all(is_drawn));
    assert!(program.screen().contains("a[2Jb c"));
}

#[test]
fn the_name_of_a_file_is_seen_on_every_terminal() {
    let shelf = Shelf::new();
    let path = Path::new("/a/folder/of/which/the/name/is/long/enough/to/fill/a/row/b.txt");
    shelf.add("Beta", path, 1, 0.5);
    for (columns, rows) in [(100, 30), (80, 24), (60, 20), (40, 12), (20, 5)] {
        let mut program = with_library(&shelf, columns, rows);
        program.keys("j");
        assert!(program.screen().contains("b.txt"), "{}", program.screen());
    }
}

#[test]
fn the_book_that_is_open_stands_first_and_is_called_so() {
    let shelf = three_books();
    let text = "Beta";
    let open = document(text, "b.txt");
    assert_eq!(open.fingerprint(), Fingerprint::of(text));
    let mut program = Program::with(opened(open), 80, 24);
    program.keys("R");
    answer(&mut program, &shelf);
    assert_eq!(listed(&program), ["Beta", "Alpha", "紅樓夢"]);
    let screen = program.screen();
    assert_eq!(screen.matches("open now").count(), 1, "{screen}");
    let rows: Vec<&str> = screen.lines().collect();
    let at = rows
        .iter()
        .position(|row| row.contains("Beta · "))
        .expect("Beta");
    assert!(rows[at + 1].contains("open now · "), "{screen}");
    // It is left by the next one, and chosen it closes the list.
    program.keys("<enter>");
    assert!(program.app.panels().is_empty() && program.opened.is_empty());
}
