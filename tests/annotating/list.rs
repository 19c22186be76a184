//! The list of them, and what is done in it.

use super::*;

/// A bookmark, a highlight and one with a note, made in another order than they stand in.
fn three() -> Program {
    let mut program = reading();
    program.keys("3]}vwwaon ships<enter>");
    program.keys("ggMstart<enter>");
    program.keys("2]}vwx");
    program.keys("gg");
    program
}

#[test]
fn the_list_has_all_kinds_by_place_or_time_and_shows_one_kind() {
    let mut program = three();
    program.keys("B");
    let screen = program.screen();
    assert!(
        screen.contains("Bookmarks, highlights, notes, quick marks · 3 · by place"),
        "{screen}"
    );
    let listed = |program: &Program| {
        let panel = program.app.panels().last();
        let Some(Panel::Bookmarks(marked)) = panel else {
            unreachable!("the list is open")
        };
        let indices = (0..3).filter_map(|at| marked.nth(at));
        let entries = indices.filter_map(|index| program.app.book().entry(index));
        let called = entries.map(|entry| format!("{}{}", entry.name, entry.note));
        called.collect::<Vec<_>>()
    };
    // The second bears neither a name nor a note.
    assert_eq!(listed(&program), ["start", "", "on ships"]);
    program.keys("s");
    assert!(program.screen().contains("newest first"));
    assert_eq!(listed(&program), ["", "start", "on ships"]);
    for (kind, count) in [
        ("Bookmarks", 1),
        ("Highlights", 2),
        ("Notes", 1),
        ("Quick marks", 0),
        ("Bookmarks, highlights, notes, quick marks", 3),
    ] {
        program.keys("<tab>");
        let title = format!("{kind} · {count} ·");
        assert!(
            program.screen().contains(&title),
            "{title}\n{}",
            program.screen()
        );
    }
    program.keys("/ships");
    assert!(program.screen().contains("on ships"));
    assert!(!program.screen().contains("start"), "{}", program.screen());
}

#[test]
fn a_long_note_is_read_in_the_list() {
    let mut program = reading();
    let note: Vec<String> = (0..24).map(|n| format!("word{n}")).collect();
    program.keys(&format!("ggMstart<tab>{}<enter>", note.join(" ")));
    program.keys("2]}vwaother<enter>");
    program.keys("B");
    program.keys("gg");
    let chosen = program.screen();
    assert!(note.iter().all(|word| chosen.contains(word)), "{chosen}");
    program.keys("j");
    let other = program.screen();
    assert!(!other.contains("word23"), "{other}");
}

#[test]
fn the_place_of_the_chosen_one_is_behind_the_list_and_esc_gives_the_page_back() {
    let mut program = Program::new(BOOK, 60, 14);
    program.keys("2]}vwx3]vwxs}");
    let before = program.buffer();
    let at = program.app.window().offset();
    program.keys("Bg");
    let behind = |program: &Program, n: usize| {
        let found = program.app.book().annotations().found();
        assert_eq!(program.app.window().offset(), found[n].range().start);
    };
    behind(&program, 0);
    program.keys("j");
    behind(&program, 1);
    assert_ne!(program.app.window().offset(), at);
    let kept = program.record.clone().expect("saved").place;
    program.keys("G");
    assert_eq!(program.record.clone().expect("saved").place, kept);
    program.keys("<esc>");
    assert_eq!(program.app.window().offset(), at);
    assert_eq!(program.buffer(), before);
    program.keys("Bg<enter>");
    let there = program.app.window().offset();
    assert!(program.app.book().annotations().found()[0].range().start == there);
    program.keys("''");
    assert_eq!(program.app.window().offset(), at);
}

#[test]
fn several_steps_are_undone_also_when_the_list_was_closed() {
    let mut program = three();
    program.keys("Bgdd<esc>");
    assert_eq!(live(&program).len(), 1);
    program.keys("Bu");
    assert_eq!(live(&program).len(), 2);
    program.keys("<esc>U");
    assert_eq!(live(&program).len(), 3);
    program.keys("Bgddd");
    assert!(program.screen().contains("nothing here"));
    program.keys("<esc>UUU");
    assert_eq!(live(&program).len(), 3);
}

#[test]
fn names_and_notes_are_edited_in_the_list_and_the_quotation_is_copied() {
    let mut program = three();
    program.keys("Bgrer<enter>");
    assert_eq!(live(&program)[1].name, "starter");
    assert!(program.screen().contains("starter"), "{}", program.screen());
    program.keys("eto begin with<enter>");
    assert_eq!(live(&program)[1].note, "to begin with");
    program.keys("Gy");
    let copied = program.copied.clone().expect("a quotation");
    assert_eq!(copied, live(&program)[0].passage.words);
}

#[test]
fn a_note_goes_to_the_editor_and_comes_back_with_its_lines() {
    let mut program = three();
    program.keys("BGE");
    let (id, note) = program.edited.clone().expect("a note");
    assert_eq!(note, "on ships");
    program.send(Event::NoteEdited {
        id: id.clone(),
        note: Ok("one\ntwo\u{1b}[2J".to_owned()),
    });
    assert_eq!(live(&program)[0].note, "one\ntwo\u{1b}[2J");
    assert!(
        program.screen().contains("one two[2J"),
        "{}",
        program.screen()
    );
    // In the form a sign stands for the line's end.
    program.keys("e!<enter>");
    assert_eq!(live(&program)[0].note, "one\ntwo[2J!");
    program.send(Event::NoteEdited {
        id,
        note: Err("vi could not be started".to_owned()),
    });
    assert!(program.foot().contains("vi could not") || program.screen().contains("vi could not"));
    assert_eq!(live(&program)[0].note, "one\ntwo[2J!");
    program.send(Event::NoteEdited {
        id: "of no note".to_owned(),
        note: Ok(String::new()),
    });
    assert_eq!(live(&program).len(), 3);
}

#[test]
fn what_another_machine_wrote_cannot_obey() {
    let text = document(BOOK, "book.md");
    let mut book = opened(Arc::clone(&text));
    let bad = "\u{1b}]0;x\u{7}bad\u{202e}";
    let mut marked = highlight(&text, "small lamp");
    marked.name = bad.to_owned();
    marked.note = format!("{bad}\n{bad}");
    marked.style = Some(Style::Other("from a later version".to_owned()));
    let mut lost = highlight(&text, "the sea is wide");
    lost.passage.start.exact = bad.repeat(9);
    lost.passage.words = bad.repeat(9);
    lost.passage.start.section = vec![bad.to_owned()];
    book.record.annotations = vec![marked, lost].into();
    let mut program = Program::with(book, 72, 24);
    for keys in [
        "B",
        "jG",
        "y",
        "e",
        "<esc>",
        "r",
        "<esc>g<enter>",
        ">",
        "<lt>",
        "a",
    ] {
        program.keys(keys);
        let screen = program.screen();
        let is_safe = |char: char| char == '\n' || !char.is_control() && char != '\u{202e}';
        assert!(screen.chars().all(is_safe), "{keys}: {screen:?}");
    }
    let copied = program.copied.clone().unwrap_or_default();
    assert!(!copied.contains('\u{1b}'), "{copied:?}");
}

#[test]
fn nothing_breaks_on_the_smallest_screens() {
    for size in [(0, 0), (1, 1), (20, 5), (21, 6), (20, 14), (400, 3)] {
        for text in [BOOK, "", "x", "北", "\u{301}"] {
            let mut program = Program::new(text, size.0, size.1);
            for keys in [
                "vx",
                "x",
                "a",
                "<esc>",
                "va",
                "note<enter>",
                "Mname<enter>",
                "B",
                "jk",
                "<tab><tab>",
                "s",
                "/n<esc>",
                "e<esc>",
                "r<tab><enter>",
                "E",
                "y",
                "c",
                "d",
                "u",
                "G",
                "<enter>",
                ">",
                "<lt>",
                "U",
                "B",
                "<esc>",
                "3>",
            ] {
                program.keys(keys);
                program.screen();
                program.resize(80, 24).screen();
                program.resize(size.0, size.1).screen();
            }
        }
        let mut program = another_edition(in_doubt, size);
        for keys in [
            "}}>", "x", "a", "<esc>", "B", "j", "j", "j", "k", "c", "u", "d", "u", "<enter>",
            "<esc>",
        ] {
            program.keys(keys);
            program.screen();
        }
    }
}

#[test]
fn quick_marks_are_in_the_list_gone_to_deleted_and_brought_back() {
    let mut program = three();
    program.keys("5}maggmA2]");
    let at = program.app.window().offset();
    program.keys("B");
    let screen = program.screen();
    assert!(
        screen.contains("Bookmarks, highlights, notes, quick marks · 5 · by place"),
        "{screen}"
    );
    // The newest first, and of one kind.
    program.keys("s<tab><tab><tab><tab>g");
    assert!(
        program.screen().contains("Quick marks · 2 · newest first"),
        "{}",
        program.screen()
    );
    for letter in ["'a ", "'A "] {
        assert!(program.screen().contains(letter), "{}", program.screen());
    }
    program.keys("jr");
    assert!(program.screen().contains("mark a has no name"));
    program.keys("d");
    let marks = |program: &Program| {
        let record = program.record.as_ref().expect("saved");
        let letters = record.marks.keys().copied();
        let any = program.any_marks.iter().map(|mark| mark.letter);
        letters.chain(any).collect::<String>()
    };
    assert_eq!(marks(&program), "A");
    assert!(program.screen().contains("Quick marks · 1"));
    program.keys("d");
    assert_eq!(marks(&program), "");
    program.keys("u");
    assert!(
        program.screen().contains("brought back: mark A: “The"),
        "{}",
        program.screen()
    );
    program.keys("ug<enter>");
    assert_eq!(marks(&program), "aA");
    let there = program.app.window().offset();
    assert_ne!(there, at);
    program.keys("''");
    assert_eq!(program.app.window().offset(), at);
    program.keys("'a");
    assert_eq!(program.app.window().offset(), there);
}

#[test]
fn what_is_brought_back_is_called_by_its_name_else_by_its_words() {
    let mut program = reading();
    program.keys("}Mmy bm<enter>Bdu");
    assert!(
        program.screen().contains("brought back: “my bm”"),
        "{}",
        program.screen()
    );
    program.keys("<esc>U");
    let foot = program.foot();
    assert!(foot.starts_with("undone: a bookmark: “my bm”"), "{foot}");
    program.keys("M<enter>Bdu");
    let screen = program.screen();
    assert!(
        screen.contains("brought back: “The lamp is lit"),
        "{screen}"
    );
    program.keys("<esc>vwxBjdu");
    let screen = program.screen();
    assert!(screen.contains("brought back: “The lamp”"), "{screen}");
}

#[test]
fn a_mark_that_was_set_elsewhere_anew_comes_back_by_undo() {
    let mut program = reading();
    program.keys("2]ma");
    let first = program.app.window().offset();
    program.keys("ggma");
    program.keys("U");
    assert!(
        program.foot().starts_with("undone: mark a: “"),
        "{}",
        program.foot()
    );
    program.keys("'a");
    assert_eq!(program.app.window().offset(), first);
    program.keys("U'a");
    assert!(program.foot().contains("there is no mark a"));
    program.keys("B");
    assert!(program.screen().contains("nothing is marked yet"));
}

#[test]
fn a_note_hides_neither_the_sign_of_its_highlight_nor_that_of_its_bookmark() {
    let mut program = reading();
    program.keys("}vwxxa1<enter>ggM<tab>2<enter>B");
    let screen = program.screen();
    assert!(
        screen.contains("┃†  “The") && screen.contains("•†  “"),
        "{screen}"
    );
}
