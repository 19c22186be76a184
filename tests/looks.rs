//! What style sheets and small print become on the screen.
#![expect(clippy::expect_used, reason = "what fails here is the test")]

#[expect(dead_code, reason = "one screen is looked at here, and nothing else")]
mod program;

use folio::layout::{Compositor, Typography, compose, set_block};
use folio::search::{Query, find};
use folio::text::Cells;
use program::{Program, document, opened};

/// The lines of a page set in `measure` cells, between bars.
fn set(page: &str, measure: u32) -> String {
    let document = document(page, "page.html");
    let typography = Typography::new(Cells(measure));
    let mut compositor = Compositor::default();
    let mut lines = Vec::new();
    for n in 0..document.blocks().len() {
        let id = folio::document::BlockId::new(n);
        let range = document.blocks()[n].range;
        set_block(
            &document,
            &typography,
            id,
            range,
            &mut compositor,
            &mut lines,
        );
    }
    let mut out = String::new();
    for line in &lines {
        let mut row = vec![' '; measure as usize];
        for strip in compose(&document, &typography, line) {
            for (n, char) in strip.text.chars().enumerate() {
                row[strip.at.to_usize() + n] = char;
            }
        }
        out.push_str(&format!("│{}│\n", row.iter().collect::<String>()));
    }
    out
}

fn ruled(drawn: &str) -> String {
    let rows = drawn.trim().lines().map(|row| format!("{}\n", row.trim()));
    rows.collect()
}

const SHEET: &str = "<style>.c { text-align: center } .r { text-align: right }
    .s { font-variant: small-caps }</style>";

#[test]
fn lines_lean_as_the_sheet_has_it_and_no_word_of_them_is_divided() {
    let page = format!(
        "{SHEET}<p>Running text is set from the left edge on.</p>
         <p class=c>The Mystery of the Lost Umbrella</p>
         <div class=c>By<br>a Friend<br>1901</div>
         <p class=r>Ann Bee</p><ul><li class=c>An item</li></ul>
         <center>The End</center>"
    );
    assert_eq!(
        set(&page, 24),
        ruled(
            "│Running text is set from│
             │the left edge on.       │
             │The Mystery of the Lost │
             │        Umbrella        │
             │           By           │
             │        a Friend        │
             │          1901          │
             │                 Ann Bee│
             │• An item               │
             │        The End         │"
        )
    );
}

#[test]
fn what_is_long_is_there_to_be_read_however_it_should_lean() {
    let page = format!("{SHEET}<p class=c>{}</p>", "word ".repeat(100));
    let rows = set(&page, 24);
    assert!(rows.lines().all(|row| row.starts_with("│word ")), "{rows}");
}

#[test]
fn small_capitals_are_drawn_as_capitals_and_found_as_they_are_written() {
    let page = format!("{SHEET}<p><span class=s>The straße, ŉ and ĳ</span> were long.</p>");
    let rows = set(&page, 40);
    assert_eq!(rows, "│THE STRAßE, ŉ AND Ĳ were long.          │\n");
    let document = document(&page, "page.html");
    assert_eq!(document.text(), "The straße, ŉ and ĳ were long.");
    assert_eq!(
        find(&document, &Query::new("the straße")).map(|hits| hits.len()),
        Ok(1)
    );
}

#[test]
fn a_direction_that_is_said_counts_more_than_the_first_letter() {
    let rows = set(
        "<p dir=rtl>CSS: אב!</p><p dir=auto>CSS: אב!</p><p dir=ltr> <span dir=rtl>CSS: אב!</span></p>",
        12,
    );
    assert_eq!(rows, "│    !בא :CSS│\n│CSS: בא!    │\n│    !בא :CSS│\n");
}

#[test]
fn a_reading_is_said_where_its_words_are_chosen_and_is_nowhere_in_the_text() {
    let page =
        "<p>毎日<ruby>漢<rt>かん</rt>字<rt>じ</rt></ruby>を読む。</p><p>A <a href=#x>link</a>.</p>";
    let document = document(page, "page.html");
    assert_eq!(document.text(), "毎日漢字を読む。\nA link.");
    assert_eq!(
        find(&document, &Query::new("漢字を")).map(|hits| hits.len()),
        Ok(1)
    );
    let mut program = Program::with(opened(document), 40, 10);
    let says = |program: &Program| program.screen().lines().last().expect("a foot").to_owned();
    assert!(says(program.keys("<tab>")).contains("漢字: かんじ"));
    assert!(!says(program.keys("<tab>")).contains("かんじ"));
    program.keys("<tab>");
    assert!(says(program.keys("<enter>")).contains("漢字: かんじ"));
    assert!(program.app.panels().is_empty());
}
