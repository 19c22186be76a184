//! Panels over the text: how they move, and what a link opens.

use super::*;

/// The rows inside a box, without its border.
fn inside(program: &Program) -> Vec<String> {
    let screen = program.screen();
    let rows = screen.lines().filter_map(|row| {
        let row = row.split_once('│')?.1;
        let row = row.rsplit_once('│')?.0;
        Some(row.trim().to_owned())
    });
    rows.collect()
}

#[test]
fn the_help_turns_by_the_page_that_is_seen() {
    for (columns, rows) in [(80, 24), (60, 20), (44, 9)] {
        let mut program = Program::new(BOOK, columns, rows);
        let mut by_rows = Program::new(BOOK, columns, rows);
        program.keys("?");
        by_rows.keys("?");
        let first = inside(&program);
        assert_eq!(first.len(), usize::from(rows) - 2);
        for forward in ["<space>", "<pagedown>"] {
            program.keys(forward);
            by_rows.keys(&"j".repeat(usize::from(rows) - 2));
            assert_eq!(program.screen(), by_rows.screen());
            assert!(!inside(&program).contains(&first[0]));
        }
        program.keys("b<pageup>");
        assert_eq!(inside(&program), first);
        // Who is at the end is no farther on, however often he asks.
        for end in ["G", "G<space><space>", &"<space>".repeat(40)] {
            program.keys(end);
            let last = program.screen();
            program.keys("k");
            assert_ne!(program.screen(), last, "{end}");
            assert_eq!(program.keys("j").screen(), last);
        }
        let last = program.screen();
        program.send(Event::Wheel(90));
        program.send(Event::Wheel(-1));
        assert_eq!(program.screen(), program.keys("Gk").screen());
        assert_ne!(program.screen(), last);
    }
}

/// A text of numbered chapters.
fn chapters() -> String {
    let chapter = |n| format!("## Chapter {n:03}\n\nOf it there is little to be said.\n\n");
    format!("# A Book\n\n{}", (0..100).map(chapter).collect::<String>())
}

/// The number of the chapter that is chosen.
fn chosen(program: &Program) -> usize {
    let marked = program.marked().join(" ");
    let digits = marked.split("Chapter ").nth(1).expect("a chapter");
    digits[..3].parse().expect("a number")
}

#[test]
fn a_list_turns_by_the_page_that_is_seen() {
    for (columns, rows, page) in [(80, 24, 20), (60, 11, 9), (20, 5, 3)] {
        let mut program = Program::new(&chapters(), columns, rows);
        program.keys("tg");
        assert_eq!(inside(&program).len(), page);
        program.keys("<space>");
        assert_eq!(chosen(&program), page, "at {columns}x{rows}");
        program.keys("<pagedown>b");
        assert_eq!(chosen(&program), page);
        program.keys("<pageup>");
        assert_eq!(chosen(&program), 0);
        // With the row of a filter.
        program.keys("/chapter<pagedown>");
        assert_eq!(chosen(&program), page - 1);
    }
    let mut program = Program::new(&chapters(), 80, 24);
    program.keys("/little<enter>&");
    let seen = inside(&program)
        .iter()
        .filter(|row| row.contains("little"))
        .count();
    program.keys("g<space>");
    assert_eq!(program.app.panels().len(), 1);
    let at = program
        .app
        .window()
        .document()
        .section_at(program.app.window().offset());
    assert_eq!(at, Some(seen));
}

#[test]
fn a_link_to_a_chapter_goes_there_and_only_a_note_is_called_one() {
    let text = chapters();
    let contents = "A list: [the fiftieth](#chapter-050), [a word](#word).[^1]\n\n";
    let text =
        format!("{contents}{text}\nText before <a id=\"word\"></a>a word.\n\n[^1]: A remark.\n");
    let mut program = Program::new(&text, 60, 16);
    program.keys("<tab><enter>");
    assert!(program.app.panels().is_empty());
    assert!(
        program.screen().contains("Chapter 050"),
        "{}",
        program.screen()
    );
    program.keys("<C-o>");
    assert!(program.screen().contains("A list"));
    program.keys("<tab><tab><enter>");
    let screen = program.screen();
    assert!(
        screen.contains("╭─ Where it leads ─") && screen.contains("a word."),
        "{screen}"
    );
    program.keys("<esc><tab><enter>");
    let screen = program.screen();
    assert!(
        screen.contains("╭─ Note ─") && screen.contains("A remark."),
        "{screen}"
    );
}

#[test]
fn in_a_narrow_window_titles_are_told_apart() {
    let chapter = |n| format!("### Chapter {n:03}. Of it\n\nLittle is to be said.\n\n");
    let text = (0..100).map(chapter).collect::<String>();
    let mut program = Program::new(&format!("# A Book\n\n## Part\n\n{text}"), 20, 5);
    program.keys("tgjj");
    assert_eq!(
        inside(&program),
        ["Chapter 000.…", "Chapter 001.…", "Chapter 002.…"]
    );
    program.resize(60, 20);
    let rows = inside(&program);
    assert!(rows[1].starts_with("Chapter 000. Of it") && rows[1].ends_with(char::is_numeric));
}

#[test]
fn where_one_is_is_said_in_numbers_however_long_the_title_is() {
    let title =
        "Chapter 9. The Sermon that Father Mapple preached on a Sunday, and what came of it";
    let text = format!(
        "# A Book\n\n{}## {title}\n\n{}",
        "Words before it. ".repeat(900) + "\n\n",
        "Words. ".repeat(9000)
    );
    let said = |columns, rows, keys: &str| {
        let mut program = Program::new(&text, columns, rows);
        program.keys(&format!("]<space>{keys}"));
        let percent = format!("{}%", program.app.screen().percent);
        let page = program.app.screen().page;
        (program.keys("i").foot(), page, percent)
    };
    for (columns, rows) in [(120, 30), (80, 24), (60, 20), (40, 16), (30, 10), (20, 5)] {
        let (foot, page, percent) = said(columns, rows, "");
        assert!(foot.contains(&percent), "{columns}: {foot}");
        let pages = [
            format!("page {} of {}", page.number, page.of),
            format!("{}/{}", page.number, page.of),
        ];
        assert!(
            pages.iter().any(|page| foot.contains(page)),
            "{columns}: {foot}"
        );
        assert_eq!(
            foot.contains("“Chapter 9"),
            columns >= 40,
            "{columns}: {foot}"
        );
    }
    let (foot, _, percent) = said(60, 20, "/words<enter>");
    assert!(foot.contains(&percent), "{foot}");
}

#[test]
fn what_stands_behind_the_body_is_in_none_of_its_sections() {
    let lines = |what: &str| format!("{what} is here.\n\n").repeat(40);
    let letters = |letter: &str| format!("\n\n\n{letter}\n\n\n{}", lines(letter));
    let book = format!(
        "The Project Gutenberg EBook of The Log, by A. Keeper\n\nTitle: The Log\n\n\
         *** START OF THIS PROJECT GUTENBERG EBOOK THE LOG ***\n\n{}{}{}\
         *** END OF THIS PROJECT GUTENBERG EBOOK THE LOG ***\n\n{}",
        letters("CHAPTER I"),
        letters("CHAPTER II"),
        letters("CHAPTER III"),
        lines("The licence")
    );
    let mut program = Program::with(opened(document(&book, "log.txt")), 60, 14);
    program.keys("G");
    assert!(program.first_words().starts_with("The licence"));
    assert!(!program.row(0).contains("CHAPTER"), "{}", program.row(0));
    assert!(!program.keys("i").foot().contains("CHAPTER"));
    program.keys("99%");
    assert!(
        program.row(0).ends_with("CHAPTER III"),
        "{}",
        program.row(0)
    );
    assert!(program.keys("i").foot().starts_with("“CHAPTER III”"));
}

#[test]
fn a_title_in_the_contents_that_was_cut_says_so_and_keeps_away_from_its_page() {
    let text = "世界人权宣言".repeat(12);
    let long = "word ".repeat(30);
    let text = format!("{text}\n\n{long}\n\nWhole.\n");
    for columns in [80, 60, 41, 40] {
        let mut program = Program::new(&text, columns, 24);
        program.keys("t");
        let rows = inside(&program);
        assert_eq!(rows.len(), 3, "{}", program.screen());
        for (row, is_cut) in rows.iter().zip([true, true, false]) {
            let title = row.strip_suffix('1').unwrap_or(row);
            assert!(title.ends_with("  "), "{}", program.screen());
            assert_eq!(title.trim_end().ends_with('…'), is_cut, "{row}");
        }
    }
}

#[test]
fn a_window_that_is_too_small_says_what_it_needs() {
    for (columns, says) in [(31, "please: 20 × 5"), (19, "needs 20 × 5"), (11, "20 × 5")] {
        let program = Program::new(BOOK, columns, 4);
        assert!(program.screen().contains(says), "{}", program.screen());
    }
}

#[test]
fn a_chosen_link_says_where_it_leads() {
    let address = format!(
        "https://example.org/{}/the-lighthouse.html",
        "shelf/".repeat(20)
    );
    let text = format!(
        "See [it]({address}), [near](https://a.org/\u{200F}x), [the night](#night), [a word](#word), \
         [nowhere](#lost).[^1]\n\n## Night\n\nText before <a id=\"word\"></a>the words that go on \
         and on for much longer than any foot is wide.\n\n[^1]: A remark.\n"
    );
    let mut program = Program::new(&text, 60, 16);
    program.keys("<tab>");
    let foot = program.foot();
    assert!(
        foot.trim_start()
            .starts_with("→ https://example.org/shelf/"),
        "{foot}"
    );
    assert!(foot.ends_with("…he-lighthouse.html"), "{foot}");
    let says = [
        "→ https://a.org/x",
        "→ “Night”",
        "→ “the words that go on and on for much longer than…”",
        "→ #lost",
        "→ “A remark.”",
    ];
    for says in says {
        assert_eq!(program.keys("<tab>").foot().trim(), says);
    }
    // It is said once: what is done next puts the page's number back.
    assert!(program.keys("zz").foot().starts_with("page"));
    // Beside the number of matches there is half as much room.
    program.keys("gg/words<enter>gg<tab>");
    let foot = program.foot();
    assert!(
        foot.contains("…use.html  ") && foot.ends_with("1 match"),
        "{foot}"
    );
    // However little there is, the window holds it.
    for columns in [60, 44, 20] {
        program.resize(columns, 8);
        program.keys("<esc><esc>gg<tab>");
        let foot = program.foot();
        assert!(
            foot.trim_start().starts_with("→ https:") && foot.ends_with(".html"),
            "{foot}"
        );
    }
}

#[test]
fn the_help_is_filtered_by_keys_and_words() {
    let mut program = Program::new(BOOK, 80, 24);
    program.keys("?jjj");
    let before = program.screen();
    program.keys("/previous zebra");
    let nothing = inside(&program);
    assert_eq!(nothing, ["/previous zebra", "nothing like that"]);
    program.keys("<C-u>bookmark or");
    let rows = inside(&program);
    assert_eq!(rows[..2], ["/bookmark or", "Marks and bookmarks"]);
    assert!(rows[2].starts_with(">") && rows[2].ends_with("The next bookmark or highlight"));
    assert!(
        rows.iter().all(|row| !row.starts_with("Rows and pages")),
        "{rows:?}"
    );
    // A group of keys that are no actions, and a key that has only a sign.
    program.keys("<C-u>visual");
    let rows = inside(&program);
    assert_eq!(rows[1], "In the list of bookmarks, highlights and notes");
    assert_eq!(
        (rows.len(), rows[2].split_whitespace().next()),
        (3, Some("E"))
    );
    program.keys("<C-u>}");
    assert!(
        inside(&program)[2].ends_with("The next paragraph"),
        "{}",
        program.screen()
    );
    program.keys("<C-u>ctrl-o");
    assert!(inside(&program)[2].ends_with("Back through the jumps"));
    // What passes is scrolled by arrows and no further than its end; q and ? are letters.
    program.keys("<C-u>the<down>");
    let first = inside(&program);
    program.keys(&"<pagedown>".repeat(30));
    let last = inside(&program);
    assert_eq!(program.keys("<down>").app.panels().len(), 1);
    assert_eq!(inside(&program), last);
    assert_ne!(first, last);
    program.keys("q?");
    assert_eq!(inside(&program)[0], "/theq?");
    // Esc gives the filter up first, and closes then.
    assert_eq!(program.keys("<esc>").screen(), before);
    program.send(Event::Paste("suspend".to_owned()));
    assert_eq!(inside(&program).len(), 3);
    assert_eq!(program.keys("<C-u><backspace>").screen(), before);
    assert!(program.keys("<esc>").app.panels().is_empty());
}

#[test]
fn the_filter_of_the_help_fits_into_the_smallest_window() {
    let mut program = Program::new(BOOK, 20, 5);
    program.keys("?/wider");
    assert_eq!(
        inside(&program),
        ["/wider", "The look of the…", "+     A wider"]
    );
    program.keys("<down>");
    assert_eq!(inside(&program)[0], "/wider");
}

#[test]
fn in_filtered_contents_sections_of_one_name_are_told_apart_by_those_they_are_in() {
    let text =
        "# Peace\n\n## Book one\n\n### Chapter I\n\nA.\n\n## Book two\n\n### Chapter I\n\nB.\n";
    // The same in a book that has all its headings on one level.
    let flat = text.replace("### ", "## ");
    for text in [text, &flat] {
        let mut program = Program::new(text, 60, 18);
        program.keys("t");
        assert!(!program.screen().contains("Chapter I · Book one"));
        program.keys("/chapter");
        let screen = program.screen();
        assert!(
            screen.contains("Chapter I · Book one") && screen.contains("Chapter I · Book two"),
            "{screen}"
        );
    }
}
