//! Two columns: keys in, screen out.

use folio::app::Event;

use crate::program::{Program, document, opened};

/// A title, and numbered paragraphs of some lines each, in sections of ten.
fn book() -> String {
    let mut text = String::from("# The Book\n\n");
    for n in 1..=60 {
        if n % 10 == 1 {
            text += &format!("## Section {n}\n\n");
        }
        let more = "and goes on for a while, as paragraphs do, ".repeat(n % 4 + 1);
        text += &format!("Paragraph {n} begins here {more}until it ends.[^n]\n\n");
    }
    text + "[^n]: A note.\n"
}

fn program(columns: u16, rows: u16) -> Program {
    let mut program = Program::new(&book(), columns, rows);
    program.keys("D<esc>");
    program
}

/// The two halves of the rows of text, without blanks around them.
fn halves(program: &Program) -> [Vec<String>; 2] {
    let frame = program.app.frame().expect("room for a text");
    // Before the text stand a sign and a cell in which punctuation may hang.
    let right = usize::from(frame.right_page.expect("two columns")) - 2;
    let screen = program.screen();
    let rows = screen
        .lines()
        .skip(usize::from(frame.top))
        .take(usize::from(frame.height));
    let cut = |row: &str| -> (String, String) {
        let left: String = row.chars().take(right).collect();
        let right: String = row.chars().skip(right).collect();
        (left.trim().to_owned(), right.trim().to_owned())
    };
    let (mut left, mut right): (Vec<_>, Vec<_>) = rows.map(cut).unzip();
    for half in [&mut left, &mut right] {
        while half.last().is_some_and(String::is_empty) {
            half.pop();
        }
    }
    [left, right]
}

fn drawn(text: &str) -> String {
    let rows = text
        .trim()
        .lines()
        .map(|row| row.trim().trim_matches('│').trim_end());
    rows.collect::<Vec<_>>().join("\n")
}

#[test]
fn two_pages_face_each_other_and_the_foot_names_both() {
    let mut program = program(96, 14);
    program.keys("<space>");
    assert_eq!(
        program.screen(),
        drawn(
            "
            │ The Book                                                                              Section 1
            │ Paragraph 6 begins here and goes on for a         Paragraph 8 begins here and goes on for a
            │ while, as paragraphs do, and goes on for a        while, as paragraphs do, until it ends.¹
            │ while, as paragraphs do, and goes on for a
            │ while, as paragraphs do, until it ends.¹          Paragraph 9 begins here and goes on for a
            │                                                   while, as paragraphs do, and goes on for a
            │ Paragraph 7 begins here and goes on for a         while, as paragraphs do, until it ends.¹
            │ while, as paragraphs do, and goes on for a
            │ while, as paragraphs do, and goes on for a        Paragraph 10 begins here and goes on for a
            │ while, as paragraphs do, and goes on for a        while, as paragraphs do, and goes on for a
            │ while, as paragraphs do, until it ends.¹          while, as paragraphs do, and goes on for a
            │                                                   while, as paragraphs do, until it ends.¹
            │
            │ pages 3–4 of 25                                                            about 6 min left  8%
            "
        )
    );
}

#[test]
fn below_96_cells_there_is_one_column_and_it_is_said_once() {
    let mut program = program(96, 20);
    assert!(program.app.frame().expect("a frame").right_page.is_some());
    program.resize(95, 20);
    assert!(program.app.frame().expect("a frame").right_page.is_none());
    assert!(
        program.foot().contains("two need 96 cells"),
        "{}",
        program.foot()
    );
    program.keys("<esc>").resize(94, 20);
    assert!(!program.foot().contains("two need"), "{}", program.foot());
    program.resize(120, 20);
    assert!(program.app.frame().expect("a frame").right_page.is_some());
    program.resize(80, 20).keys("DD");
    assert!(
        program.foot().contains("two need 96 cells"),
        "{}",
        program.foot()
    );
}

#[test]
fn turning_forward_and_back_shows_the_same_spreads() {
    let mut program = program(120, 24);
    let mut forward = vec![program.buffer()];
    loop {
        program.keys("<space><esc>");
        if forward.last() == Some(&program.buffer()) {
            break;
        }
        forward.push(program.buffer());
    }
    let mut back = vec![forward[forward.len() - 1].clone()];
    for _ in 1..forward.len() {
        program.keys("b<esc>");
        back.push(program.buffer());
    }
    back.reverse();
    assert!(forward.len() > 4 && forward == back);
}

#[test]
fn a_page_by_number_may_be_the_right_one_and_the_sign_stands_there() {
    let mut program = program(120, 24);
    program.keys("4G");
    assert!(
        program.foot().starts_with("pages 3–4 of"),
        "{}",
        program.foot()
    );
    let [left, right] = halves(&program);
    assert!(right[0].starts_with('›'), "{right:?}");
    assert!(!left.iter().any(|row| row.starts_with('›')), "{left:?}");
    program.keys("i");
    assert!(program.foot().contains("page 4 of"), "{}", program.foot());
    program.keys("3<space>");
    assert!(
        program.foot().starts_with("pages 9–10 of"),
        "{}",
        program.foot()
    );
}

#[test]
fn matches_bookmarks_and_links_are_marked_in_both_columns() {
    let mut program = program(120, 24);
    program.keys("/begins here<enter>");
    let screen = program.screen();
    let (text, _) = screen.rsplit_once('\n').expect("a foot");
    let count = text.matches("begins here").count();
    assert!(program.marked().len() >= count && count > 4);
    program.keys("<esc>4GM<tab><enter><esc>gg");
    program.keys("4G<esc>");
    let [_, right] = halves(&program);
    assert!(right[0].starts_with('•'), "{right:?}");
    program.keys("<S-tab>");
    assert_eq!(program.marked(), ["¹"]);
    let [left, _] = halves(&program);
    let links = program.screen().matches('¹').count();
    assert!(left.join(" ").matches('¹').count() < links);
    for _ in 0..links {
        program.keys("<tab>");
    }
    assert_eq!(program.marked(), ["¹"]);
}

#[test]
fn the_wheel_and_rows_scroll_in_one_column_and_columns_come_back() {
    let mut program = program(120, 24);
    program.keys("<space>");
    let first = program.first_words();
    let before = program.buffer();
    program.keys("s");
    assert!(program.app.frame().expect("a frame").right_page.is_none());
    assert_eq!(program.app.frame().expect("a frame").measure, 66);
    program.keys("s<esc>");
    assert_eq!(program.buffer(), before);
    program.send(Event::Wheel(1));
    assert!(program.app.frame().expect("a frame").right_page.is_none());
    assert!(program.foot().contains("scrolling"), "{}", program.foot());
    program.keys("k");
    assert!(first.contains(program.first_words().split(' ').next().expect("a word")));
    program.keys("D");
    assert!(program.app.frame().expect("a frame").right_page.is_some());
    assert!(program.foot().contains("two columns"), "{}", program.foot());
}

#[test]
fn other_sizes_and_back_are_the_identical_screen() {
    let mut program = program(120, 40);
    program.keys("2<space>3)");
    for _ in 0..3 {
        let before = program.buffer();
        for (columns, rows) in [(95, 40), (20, 5), (300, 100), (1, 1), (96, 6), (60, 20)] {
            program.resize(columns, rows);
            program.screen();
        }
        program.resize(120, 40).keys("<esc>zzDD<esc>");
        assert_eq!(program.buffer(), before);
        program.keys("<space><esc>");
    }
}

#[test]
fn contents_and_hidden_chrome_are_right_in_two_columns() {
    let mut program = program(120, 24);
    program.keys("t<down><down>");
    let screen = program.screen();
    let row = screen
        .lines()
        .find(|row| row.contains("Section 31"))
        .expect("a section");
    let mut words = row.split_whitespace().skip_while(|word| *word != "31");
    let page: u32 = words.nth(1).expect("a page").parse().expect("a number");
    program.keys("/31<enter><esc>");
    let foot = program.foot();
    let left = page - (page + 1) % 2;
    assert!(
        foot.starts_with(&format!("pages {left}–{} of", left + 1)),
        "{page}: {foot}"
    );
    program.keys("z");
    assert!(!program.screen().contains('%'), "{}", program.screen());
    assert!(program.screen().contains("Section 31"));
}

#[test]
fn every_size_is_drawn_in_two_columns() {
    for columns in [0, 20, 95, 96, 97, 98, 200, 400] {
        for rows in [0, 5, 6, 8, 16, 100] {
            let mut book = opened(document(&book(), "b.md"));
            book.problem = None;
            let mut program = Program::with(book, columns, rows);
            for keys in [
                "D", "<space>", "G", "b", "z", "t", "<esc>", "j", "s", "50%", "<tab>",
            ] {
                program.keys(keys);
                program.screen();
            }
        }
    }
}
