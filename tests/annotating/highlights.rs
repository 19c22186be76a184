//! Highlights and notes: made, restyled, joined, removed.

use super::*;

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
    assert!(
        program.foot().starts_with("brought back: “The"),
        "{}",
        program.foot()
    );
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
    let says = "joined with 2 highlights, yellow; U parts them";
    assert!(program.foot().starts_with(says), "{}", program.foot());
    program.keys("U");
    assert_eq!(program.app.book().annotations().found().len(), 2);
    assert!(
        program
            .foot()
            .starts_with("undone: joined highlights, yellow: “The"),
        "{}",
        program.foot()
    );
}

#[test]
fn a_note_is_written_in_the_form_and_without_one_nothing_is_highlighted_for_it() {
    let mut program = reading();
    program.keys("}vwa");
    assert!(program.screen().contains("Highlight") && program.screen().contains("Note"));
    program.keys("<esc>");
    assert_eq!(live(&program), []);
    // What was highlighted before stays.
    program.keys("vwxa<esc>");
    assert_eq!(words(&program).len(), 1);
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
fn whatever_style_a_highlight_was_made_in_all_are_seen_before_it_is_gone() {
    for first in Style::ALL {
        let text = document(BOOK, "book.md");
        let mut book = opened(Arc::clone(&text));
        // The next highlight is like the last one.
        book.record.annotations = vec![Annotation {
            style: Some(first),
            ..highlight(&text, "small lamp")
        }]
        .into();
        let mut program = Program::with(book, 72, 24);
        program.keys("}vwx");
        let mut seen = Vec::new();
        while let [made] = &live(&program)[..] {
            assert!(!seen.contains(&made.style), "{seen:?}");
            seen.push(made.style.clone());
            program.keys("x");
        }
        assert_eq!(seen.len(), Style::ALL.len());
    }
}

#[test]
fn the_highlight_just_made_is_changed_wherever_on_the_page_it_is() {
    let mut program = reading();
    // The words are selected further down; the eye stays where it was.
    program.keys("v))jjx");
    let made = words(&program);
    program.keys("x");
    assert_eq!(
        (words(&program), live(&program)[0].style.clone()),
        (made, Some(Style::Green))
    );
    program.keys("athere<enter>");
    assert_eq!(live(&program)[0].note, "there");
}

#[test]
fn what_cannot_be_written_down_is_not_said_to_be_kept() {
    for keys in ["ma", "Mhere<enter>", "}vwx", "}vwxx"] {
        let mut book = opened(document(BOOK, "book.md"));
        book.keeping = folio::app::Keeping::No("the disk is full".to_owned());
        let mut program = Program::with(book, 100, 24);
        program.keys(keys);
        assert!(
            program.foot().starts_with("not on the disk: "),
            "{keys}: {}",
            program.foot()
        );
        assert_eq!(program.app.unkept(), Some("the disk is full"));
        // Once there is room all of it is written.
        program.send(Event::KeptAgain);
        assert_eq!(program.app.unkept(), None);
    }
}

#[test]
fn who_renames_a_highlight_leaves_its_note_as_it_was_written() {
    let text = document(BOOK, "book.md");
    let mut book = opened(Arc::clone(&text));
    let note = "a sign \u{23ce} of the writer's own\tand a tab";
    book.record.annotations = vec![Annotation {
        note: note.to_owned(),
        ..highlight(&text, "small lamp")
    }]
    .into();
    let mut program = Program::with(book, 72, 24);
    program.keys("Brname<enter>");
    assert_eq!(
        (
            live(&program)[0].name.as_str(),
            live(&program)[0].note.as_str()
        ),
        ("name", note)
    );
}

#[test]
fn what_overlaps_is_not_joined_to_more_than_can_be_highlighted() {
    let words = "A sentence of a very long paragraph. ".repeat(3000);
    let text = document(&words, "book.txt");
    let first = Passage::new(&text, TextRange::new(0, 90_000));
    let mut book = opened(Arc::clone(&text));
    book.record.annotations = vec![Annotation {
        style: Some(Style::Yellow),
        ..Annotation::new(first, Timestamp(1))
    }]
    .into();
    book.at = Some(folio::app::Start::Percent(folio::reader::Percent::new(95)));
    let mut program = Program::with(book, 72, 24);
    program.keys("v60%x");
    let says = "too much to highlight, with the highlight it overlaps";
    assert!(program.foot().starts_with(says), "{}", program.foot());
    let found = program.app.book().annotations().found();
    assert_eq!(found[0].range(), TextRange::new(0, 90_000));
    program.keys("95%v98%x");
    assert_eq!(program.app.book().annotations().found().len(), 2);
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

#[test]
fn undo_names_the_style_that_was_and_the_one_that_is_again() {
    let mut program = reading();
    program.keys("}vwxx");
    for says in [
        "undone: yellow → green: “The",
        "undone: a highlight, yellow: “The",
    ] {
        program.keys("U");
        assert!(program.foot().starts_with(says), "{}", program.foot());
    }
}

#[test]
fn a_note_that_is_not_written_on_joined_highlights_parts_them_again() {
    let text = document(BOOK, "book.md");
    let mut book = opened(Arc::clone(&text));
    book.record.annotations = vec![highlight(&text, "The lamp")].into();
    let mut program = Program::with(book, 72, 24);
    program.keys("}v)a<esc>");
    let says = "no note, and what was highlighted before is as it was";
    assert!(program.foot().starts_with(says), "{}", program.foot());
    assert_eq!(words(&program), ["The lamp"]);
    program.keys("v)athere<enter>");
    let says = "note kept, beside all that is joined in one highlight";
    assert!(program.foot().starts_with(says), "{}", program.foot());
    assert_eq!(words(&program), ["The lamp is lit at dusk."]);
}

#[test]
fn the_sign_of_a_highlight_is_seen_also_where_one_stands() {
    for columns in [72, 60] {
        let mut program = Program::new(BOOK, columns, 24);
        program.keys("}vwxx");
        let screen = program.screen();
        let row = screen.lines().find(|row| row.contains("The lamp is"));
        let row = row.unwrap_or_default();
        let (wide, narrow) = ("›┃ The lamp", "┃The lamp");
        let drawn = if columns == 72 { wide } else { narrow };
        assert!(row.starts_with(drawn), "{screen}");
        // Where there is no room for the eye's own sign, this one is reversed.
        let is_reversed = program.marked().iter().any(|piece| piece == "┃");
        assert_eq!(is_reversed, columns == 60, "{screen}");
    }
}

#[test]
fn of_several_things_on_a_line_the_margin_shows_the_one_that_says_most() {
    let sign = |keys: &str| {
        let mut program = reading();
        program.keys(keys).keys("gg");
        let row = row_with(&program, "The lamp is");
        row.chars().next().unwrap_or_default()
    };
    assert_eq!(sign("}vwx"), '▎');
    assert_eq!(sign("}Mhere<enter>"), '•');
    assert_eq!(sign("}vwxMhere<enter>"), '•');
    assert_eq!(sign("}vwxalook<enter>"), '†');
    assert_eq!(sign("}vwxalook<enter>Mhere<enter>"), '†');
}

#[test]
fn a_list_of_nothing_is_a_panel_that_says_so_and_closes() {
    for key in ["q", "<esc>", "B"] {
        let mut program = reading();
        let before = program.screen();
        program.keys("B");
        assert!(
            program
                .screen()
                .contains("nothing is marked yet; M makes a bookmark"),
            "{}",
            program.screen()
        );
        program.keys(key);
        assert!(!program.quit);
        assert_eq!(program.screen(), before);
    }
}
