//! Bookmarks, highlights and notes: made, changed, listed, undone, and found again in another text.
#![expect(clippy::expect_used, reason = "what fails here is the test")]

#[expect(dead_code, reason = "searches and other books are looked at elsewhere")]
mod program;

use std::sync::Arc;

use folio::app::{Event, Panel, Places};
use folio::document::{Document, Passage};
use folio::store::{Annotation, AnyMarks, BookRecord, Content, Style, Timestamp};
use folio::text::TextRange;
use program::{Program, document, opened};
use ratatui::style::Modifier;

const BOOK: &str = "\
# The Lighthouse

The lamp is lit at dusk. It is a small lamp, and the sea is wide; but the sea has no other lamp.

## First watch

Ships pass. Some of them answer with a bell, and some of them with nothing at all.

## Second watch

The keeper sleeps on a bench beside the stair until the oil runs low in the glass.

## 晨

灯塔守护人吹灭了灯。海很宽。
";

/// The book with the words of the first watch changed so that they are in doubt, and those of the second gone.
const OTHER: &str = "\
# The Lighthouse

The lamp is lit at dusk. It is a small lamp, and the sea is wide; but the sea has no other lamp.

## First watch

Ships pass. Some of them answer us with a horn, or the others with a flag at the mast.

## Second watch

It was not a night to speak of.

## Letters

Dear friend, you ask me how one lives upon a rock, and I answer that one does not.
";

fn reading() -> Program {
    Program::new(BOOK, 72, 24)
}

fn live(program: &Program) -> Vec<Annotation> {
    let record = program.record.as_ref();
    let live = record.map(|record| record.live_annotations().cloned().collect());
    live.unwrap_or_default()
}

fn words(program: &Program) -> Vec<String> {
    live(program).into_iter().map(|a| a.passage.words).collect()
}

fn passage(document: &Document, words: &str) -> Passage {
    let at = document.text().find(words).expect("the words");
    Passage::new(document, TextRange::new(at, at + words.len()))
}

fn highlight(document: &Document, words: &str) -> Annotation {
    Annotation {
        style: Some(Style::Yellow),
        ..Annotation::new(passage(document, words), Timestamp(1))
    }
}

/// A program that reads `OTHER`, of which this was annotated when it was `BOOK`.
fn another_edition(annotate: impl Fn(&Document) -> Vec<Annotation>, size: (u16, u16)) -> Program {
    let before = document(BOOK, "book.md");
    let mut book = opened(document(OTHER, "book.md"));
    book.record.annotations = annotate(&before).into();
    Program::with(book, size.0, size.1)
}

fn in_doubt(before: &Document) -> Vec<Annotation> {
    vec![
        highlight(before, "The lamp is lit at dusk."),
        highlight(
            before,
            "Some of them answer with a bell, and some of them with nothing at all.",
        ),
        highlight(
            before,
            "The keeper sleeps on a bench beside the stair until the oil runs low",
        ),
    ]
}

fn row_with(program: &Program, words: &str) -> String {
    let screen = program.screen();
    let row = screen.lines().find(|row| row.contains(words));
    row.unwrap_or_default().trim().to_owned()
}

#[test]
fn words_are_highlighted_in_the_style_of_the_last_time_and_shown_beside_the_text() {
    let mut program = reading();
    program.keys("}vwwx");
    assert_eq!(words(&program), ["The lamp is"]);
    assert!(program.foot().starts_with("highlighted, yellow"));
    program.keys("}}");
    assert!(row_with(&program, "The lamp is").starts_with("▎ The lamp"));
    program.keys("{{xx");
    assert_eq!(live(&program)[0].style, Some(Style::Blue));
    program.keys("}}}vwx");
    assert_eq!(live(&program)[1].style, Some(Style::Blue));
}

#[test]
fn the_styles_are_told_apart_without_colours_and_each_has_a_sign() {
    let mut seen: Vec<(String, Modifier)> = Vec::new();
    for style in Style::ALL {
        let text = document(BOOK, "book.md");
        let mut book = opened(Arc::clone(&text));
        let marked = highlight(&text, "small lamp");
        book.record.annotations = vec![Annotation {
            style: Some(style),
            ..marked
        }]
        .into();
        let program = Program::with(book, 72, 24);
        let screen = program.screen();
        let (y, row) = screen
            .lines()
            .enumerate()
            .find(|(_, row)| row.contains("small lamp"))
            .expect("the words");
        let x = row[..row.find("small").expect("the words")].chars().count();
        let at = (
            u16::try_from(x).expect("a column"),
            u16::try_from(y).expect("a row"),
        );
        let sign = row.trim().chars().next().expect("a sign").to_string();
        let look = (sign, program.buffer()[at].modifier);
        assert!(look.1.contains(Modifier::UNDERLINED));
        for other in &seen {
            assert!(other.0 != look.0 && other.1 != look.1, "{look:?}");
        }
        seen.push(look);
    }
}

#[test]
fn after_the_last_style_a_highlight_is_gone_unless_something_is_written_beside_it() {
    let mut program = reading();
    program.keys("}vwx");
    program.keys("xxxx");
    assert_eq!(live(&program)[0].style, Some(Style::Underline));
    program.keys("x");
    assert_eq!(live(&program).len(), 0);
    program.keys("U");
    assert_eq!(live(&program)[0].style, Some(Style::Underline));
    program.keys("aseen<enter>x");
    assert_eq!(live(&program)[0].style, Some(Style::Yellow));
    assert_eq!(live(&program)[0].note, "seen");
    program.keys("UUU");
    assert_eq!(live(&program)[0].style, Some(Style::Pink));
}

#[test]
fn highlights_that_overlap_are_one_and_their_notes_stand_together() {
    let mut program = reading();
    program.keys("}vwafirst<enter>");
    program.keys("vwwwllllo<esc>");
    assert_eq!(words(&program), ["The lamp"]);
    let text = document(BOOK, "book.md");
    let mut book = opened(Arc::clone(&text));
    let noted = |words: &str, note: &str| Annotation {
        note: note.to_owned(),
        ..highlight(&text, words)
    };
    book.record.annotations = vec![noted("The lamp", "first"), noted("at dusk", "second")].into();
    let mut program = Program::with(book, 72, 24);
    program.keys("}v)");
    program.keys("x");
    let live: Vec<Annotation> = live(&program);
    assert_eq!(live.len(), 1);
    assert_eq!(live[0].passage.words, "The lamp is lit at dusk.");
    assert_eq!(live[0].note, "first\nsecond");
    assert!(program.foot().starts_with("joined"), "{}", program.foot());
    program.keys("U");
    assert_eq!(program.app.book().annotations().found().len(), 2);
}

#[test]
fn a_note_is_written_in_the_form_and_the_highlight_stays_without_one() {
    let mut program = reading();
    program.keys("}vwa");
    assert!(program.screen().contains("Highlight") && program.screen().contains("Note"));
    program.keys("<esc>");
    assert_eq!(
        (words(&program).len(), live(&program)[0].note.as_str()),
        (1, "")
    );
    program.keys("aon the lamp<enter>");
    assert_eq!(live(&program)[0].note, "on the lamp");
    program.keys("}}");
    assert!(row_with(&program, "The lamp is").starts_with('†'));
    program.keys("{{a!<enter>");
    assert_eq!(live(&program)[0].note, "on the lamp!");
}

#[test]
fn where_nothing_is_marked_it_is_said() {
    for (keys, says) in [
        ("x", "nothing is highlighted on this line; v selects"),
        ("a", "nothing is marked on this line; v selects"),
        ("U", "nothing to undo"),
        ("B", "nothing is marked yet; M makes a bookmark"),
        (">", "no bookmark or highlight further on"),
        ("<lt>", "no bookmark or highlight before this"),
    ] {
        let mut program = reading();
        program.keys(keys);
        assert!(
            program.foot().starts_with(says),
            "{keys}: {}",
            program.foot()
        );
    }
}

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
        screen.contains("Bookmarks, highlights, notes · 3 · by place"),
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
        ("Bookmarks, highlights, notes", 3),
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
    assert!(program.screen().contains("nothing like that"));
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
fn what_is_in_doubt_bears_a_sign_and_shows_both_quotations_and_is_not_moved() {
    let mut program = another_edition(in_doubt, (72, 24));
    let doubtful: Vec<bool> = {
        let found = program.app.book().annotations().found();
        found.iter().map(folio::app::Located::is_doubtful).collect()
    };
    assert_eq!(doubtful, [false, true], "{}", program.screen());
    assert_eq!(program.app.book().annotations().lost().len(), 1);
    assert!(
        row_with(&program, "Some of them").starts_with('?'),
        "{}",
        program.screen()
    );
    program.keys("}}>");
    let screen = program.screen();
    assert!(
        screen.contains("was “Some of them answer with a bell"),
        "{screen}"
    );
    assert!(screen.contains("now “"), "{screen}");
    assert!(
        program
            .record
            .as_ref()
            .is_none_or(|r| r.annotations.is_empty())
    );
    program.keys("c");
    let confirmed = live(&program);
    assert_eq!(confirmed.len(), 1);
    assert_eq!(
        confirmed[0].passage.words,
        "Some of them answer us with a horn, or the others with a flag at the mast."
    );
    let found = program.app.book().annotations().found();
    assert!(found.iter().all(|l| l.resolved.is_certain()));
    program.keys("U");
    let found = program.app.book().annotations().found();
    assert!(found.iter().any(folio::app::Located::is_doubtful));
}

#[test]
fn a_doubt_keeps_nobody_from_reading_on() {
    let mut program = another_edition(in_doubt, (72, 24));
    program.keys("}}>");
    assert!(program.screen().contains("Are these the words?"));
    program.keys("gg");
    assert!(!program.screen().contains("Are these the words?"));
    assert_eq!(program.first_words(), "The Lighthouse");
}

#[test]
fn what_was_not_found_stands_under_a_heading_and_leads_about_there() {
    let mut program = another_edition(in_doubt, (72, 30));
    program.keys("B");
    program.keys("G");
    let screen = program.screen();
    let heading = screen.find("Not found in this text").expect("a heading");
    let quotation = screen.find("The keeper sleeps").expect("the quotation");
    assert!(heading < quotation, "{screen}");
    program.keys("y");
    assert!(
        program
            .copied
            .clone()
            .expect("copied")
            .starts_with("The keeper sleeps")
    );
    program.keys("c<enter>");
    assert!(
        program.foot().starts_with("its words are gone"),
        "{}",
        program.foot()
    );
    assert!(
        program
            .record
            .as_ref()
            .is_none_or(|r| r.annotations.is_empty())
    );
}

#[test]
fn what_has_moved_is_written_anew_with_an_edit_and_not_before() {
    let longer = BOOK.replace(
        "The lamp is lit",
        "A preface was put in here.\n\nThe lamp is lit",
    );
    let before = document(BOOK, "book.md");
    let mut book = opened(document(&longer, "book.md"));
    book.record.annotations = vec![highlight(&before, "The lamp is lit at dusk.")].into();
    let old = book.record.annotations[0].passage.start.offset;
    let mut program = Program::with(book, 72, 24);
    program.keys("><esc>");
    assert!(
        program
            .record
            .as_ref()
            .is_none_or(|r| r.annotations.is_empty())
    );
    program.keys("aseen<enter>");
    assert!(live(&program)[0].passage.start.offset > old);
    assert_eq!(live(&program)[0].passage.words, "The lamp is lit at dusk.");
}

/// Quick marks `a` on the words of the first watch and `b` on those of the second, made in `BOOK`.
fn quick_marks() -> BookRecord {
    let mut program = reading();
    program.keys("2]})ma3]}mb");
    program.record.clone().expect("marks")
}

#[test]
fn a_quick_mark_whose_words_are_gone_says_so() {
    let mut book = opened(document(OTHER, "book.md"));
    book.record.marks = quick_marks().marks;
    let mut program = Program::with(book, 72, 24);
    program.keys("'b");
    assert!(!program.screen().contains("Are these the words?"));
    assert!(
        program
            .foot()
            .starts_with("the words of mark b are gone; this is about where they stood"),
        "{}",
        program.screen()
    );
    program.keys("'a");
    assert!(
        program
            .foot()
            .starts_with("the words of mark a are gone; this is about where they stood"),
        "{}",
        program.screen()
    );
}

#[test]
fn the_key_of_a_quick_mark_looks_for_nothing_in_the_text() {
    let record = quick_marks();
    // The places say where the mark stood before, which no search in this text would answer.
    let before = document(BOOK, "book.md");
    let stood = record.marks[&'b'].offset;
    let mut book = opened(document(&format!("{OTHER}{BOOK}"), "book.md"));
    book.places = Some(Places::of(&before, &record, &AnyMarks::default()));
    book.record.marks = record.marks;
    let mut program = Program::with(book, 72, 24);
    program.keys("'b");
    assert_eq!(program.app.window().offset().to_usize(), stood);
}

#[test]
fn a_quick_mark_that_is_set_anew_leads_to_its_new_place() {
    let mut book = opened(document(OTHER, "book.md"));
    book.record.marks = quick_marks().marks;
    let mut program = Program::with(book, 72, 24);
    program.keys("G");
    let end = program.app.window().offset();
    program.keys("mbgg'b");
    assert_eq!(program.app.window().offset(), end);
}

#[test]
fn chinese_is_highlighted_noted_and_listed() {
    let mut program = reading();
    program.keys("G{}vl)x");
    program.keys("gg:end<enter>");
    let words = words(&program).concat();
    assert!(!words.is_empty());
    program.keys("B");
    let first: String = words.chars().take(3).collect();
    assert!(program.screen().contains(&first), "{}", program.screen());
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
fn what_is_changed_here_is_later_than_what_a_clock_ahead_of_this_one_has_written() {
    let before = document(BOOK, "book.md");
    let far = Timestamp(32_472_144_000_000);
    let mut book = opened(Arc::clone(&before));
    let change = book.record.change(
        Content::Annotation(Annotation {
            changed: far,
            ..highlight(&before, "The lamp is lit")
        }),
        Timestamp(1),
    );
    book.record.apply(&change.entry);
    let mut program = Program::with(book, 72, 24);
    program.keys("Bd");
    let record = program.record.as_ref().expect("a record");
    assert!(record.annotations[0].deleted && record.annotations[0].changed > far);
}
