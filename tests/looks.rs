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

#[test]
fn lines_of_verse_are_set_in_as_the_sheet_has_it() {
    // As Project Gutenberg has it: later lines of a line that is too long hang, and its rules are of what is in a poem.
    let page = "<style>.poem span.i0 { display: block; margin-left: 0em; padding-left: 3em; text-indent: -3em }
        .poem span.i2 { display: block; margin-left: 1em; padding-left: 3em; text-indent: -3em }</style>
        <div class=poem><div class=stanza><span class=i0>The lamp is lit,<br></span>
        <span class=i2>and <i>nobody</i><br></span> <span class=i0>is <span class=i2>here</span>.<br></span></div></div>";
    let drawn = "
        │The lamp is lit,    │
        │  and nobody        │
        │is here.            │
        ";
    assert_eq!(set(page, 20), ruled(drawn));
    // As blocks; what all of them are set in by is not counted.
    let page = "<style>.verse { padding: 0 0 0 3em; text-indent: -1em } .indent2 { text-indent: 0 }</style>
        <div class=stanza><div class=verse>The lamp is lit,</div>
        <div class='verse indent2'><i>and nobody</i></div><div class=verse>is here.</div></div>";
    assert_eq!(set(page, 20), ruled(drawn));
    // As Standard Ebooks has it, and as the line says itself; never farther than half a line.
    let page = "<style>[epub|type~='z3998:poem'] p > span { display: block; padding-left: 1em; text-indent: -1em }
        [epub|type~='z3998:poem'] p > span.i1 { padding-left: 2em; text-indent: -1em }</style>
        <section epub:type='z3998:poem'><p><span>The lamp is lit,</span><br><span class=i1>and nobody</span>
        <br><span>is here.</span></p></section>
        <p>One<br><span style='margin-left: 1em'>two</span><br><span style='margin-left: 1em'> </span>three
        <br><span style='margin-left: 900em'>four</span></p>";
    let drawn = "
        │The lamp is lit,              │
        │  and nobody                  │
        │is here.                      │
        │One                           │
        │  two                         │
        │three                         │
        │               four           │
        ";
    assert_eq!(set(page, 30), ruled(drawn));
    // What is said of a state, of what is put beside a line, or of some lines only takes nothing from what is said of all.
    let page = "<style>.i2 { margin-left: 1em } .hidden { display: none } .shown { display: block }
        .toc .i2, .i2::before, .i2:hover { margin-left: 5em } .menu .hidden { margin: 0 }</style>
        <div class=stanza><div class=verse>The lamp is lit,</div><div class='verse i2'>and nobody</div>
        <div class='verse hidden shown'>is here.</div></div>";
    let drawn = "
        │The lamp is lit,    │
        │  and nobody        │
        │is here.            │
        ";
    assert_eq!(set(page, 20), ruled(drawn));
    // What leans elsewhere is not set in from the left, and prose is none of it.
    let page = "<div style='text-align: center'>One<br><span style='margin-left: 3em'>two</span><br>six</div>
        <p><span style='margin-left: 3em'>Prose</span> it is.";
    let drawn = "
        │       One        │
        │       two        │
        │       six        │
        │Prose it is.      │
        ";
    assert_eq!(set(page, 18), ruled(drawn));
}
