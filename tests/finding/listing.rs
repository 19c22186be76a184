//! All matches in a list, and on a map.

use super::program::{Program, document, opened};
use super::{BOOK, drawn, lamps, next_answer, piecemeal};

#[test]
fn all_matches_are_listed_by_section_over_the_place_of_the_chosen_one() {
    let mut program = Program::new(BOOK, 60, 18);
    program.keys("/lamp<enter>&jj");
    assert_eq!(
        program.screen(),
        drawn(
            "
            ▏
            ▏
            ▏
            ▏ The lamp is lit at dusk. It is a small lamp, and the sea
            ▏›is wide; but the sea has no other lamp. See the second
            ▏ watch.
            ▏
            ▏╭─ “lamp” · 6 ─────────────────────────────────────────────╮
            ▏│ Evening                                      ━━━━━━━━━ 3 │
            ▏│         Evening ¶ The lamp is lit at dusk. It is a     1 │
            ▏│   dusk. It is a small lamp, and the sea is wide; but   1 │
            ▏│      sea has no other lamp. See the second watch.      1 │
            ▏│ Second watch · Night                               ━━━ 1 │
            ▏│   clock is wound. The lamp is trimmed. ¶ Morning       2 │
            ▏│ Morning                                         ━━━━━━ 2 │
            ▏│         Morning ¶ The lamp is put out. The sea is      2 │
            ▏╰─────────────────── / filters · Enter goes · Esc returns ─╯
            ▏ page 1 of 2                                    27%  3 of 6
            "
        )
    );
}

#[test]
fn a_filter_looks_at_surroundings_and_titles() {
    let mut program = Program::new(BOOK, 60, 24);
    program.keys("/lamp<enter>&");
    let mut counts = Vec::new();
    for typed in [
        "wound",
        "sea small",
        "evening small",
        "NIGHT",
        "second trim",
        "zebra",
    ] {
        program.keys(&format!("/{typed}"));
        let screen = program.screen();
        let title = screen.lines().find(|row| row.starts_with('╭'));
        let count = title.and_then(|row| row.split([' ', '─']).nth(4).map(str::to_owned));
        assert_eq!(
            count.as_deref() == Some("0"),
            screen.contains("nothing like that")
        );
        counts.push((typed, count.unwrap_or_default()));
        program.keys("<esc>");
    }
    let expected = [
        ("wound", "2"),
        ("sea small", "3"),
        ("evening small", "3"),
        ("NIGHT", "1"),
        ("second trim", "1"),
        ("zebra", "0"),
    ];
    assert_eq!(counts, expected.map(|(typed, n)| (typed, n.to_owned())));
}

#[test]
fn the_list_asks_first_where_nothing_was_searched_for() {
    let mut program = Program::new(BOOK, 60, 18);
    program.keys("]");
    let before = program.buffer();
    program.keys("&sea<enter>");
    assert!(
        program.screen().contains("“sea” · 3"),
        "{}",
        program.screen()
    );
    program.keys("<esc>");
    let first = program.first_words();
    assert!(first.starts_with("Evening") || program.screen().contains("Evening"));
    program.keys("<esc>");
    assert_eq!(program.buffer(), before);
    let mut program = Program::new(BOOK, 60, 18);
    program.keys("&<enter>");
    assert!(
        program.foot().starts_with("nothing was searched for"),
        "{}",
        program.foot()
    );
    program.keys("&zebra<enter>");
    assert!(
        program.foot().starts_with("“zebra” is not in the text"),
        "{}",
        program.foot()
    );
}

#[test]
fn the_list_grows_while_matches_are_counted() {
    let mut program = piecemeal(&lamps(3000), 1000, "50%/lamp<enter>");
    next_answer(&mut program);
    program.keys("&");
    let mut titles = Vec::new();
    while program.held.as_ref().is_some_and(|held| !held.is_empty()) {
        let screen = program.screen();
        let title = screen.lines().find(|row| row.starts_with('╭'));
        titles.push(
            title
                .unwrap_or_default()
                .trim_matches(['╭', '─', '╮', ' '])
                .to_owned(),
        );
        next_answer(&mut program);
    }
    assert_eq!(
        titles,
        [
            "“lamp” · 0+",
            "“lamp” · 1,000+",
            "“lamp” · 2,000+",
            "“lamp” · 3,000+"
        ]
    );
    // Until one moves in it, the nearest match is chosen.
    program.keys("<enter>");
    assert!(
        program.foot().ends_with("1,526 of 3,000"),
        "{}",
        program.foot()
    );
}

#[test]
fn a_list_of_a_hundred_thousand_matches_has_rows_for_what_is_seen() {
    let mut program = Program::with(opened(document(&lamps(100_000), "lamps.md")), 60, 20);
    program.keys("/lamp<enter>&<end><up>");
    let screen = program.screen();
    assert_eq!(
        program.row(7).trim_end_matches(['─', '╮', ' ']),
        "╭─ “lamp” · 100,000"
    );
    assert_eq!(
        program.row(8),
        "│ Part 100                                 ━━━━━━━━━ 1,000 │"
    );
    let words = [99_998, 99_999].map(|n| format!("lamp number {n}."));
    assert!(words.iter().all(|words| screen.contains(words)), "{screen}");
    program.keys("/part 37 36500");
    assert!(
        program.screen().contains("· 6 of 100,000"),
        "{}",
        program.screen()
    );
    program.keys("<enter>");
    assert!(program.foot().ends_with("of 100,000"), "{}", program.foot());
}

#[test]
fn the_map_marks_matches_bookmarks_and_the_place_and_moves_no_text() {
    let mut program = Program::new(&lamps(400), 80, 14);
    let before = program.screen();
    program.keys("/number 39<enter><esc>/number 39");
    program.keys("<esc>50%M<enter>gg/number 39<enter>gg");
    let after = program.screen();
    let edge = |row: &str| row.chars().nth(79);
    let map: String = after.lines().map(|row| edge(row).unwrap_or(' ')).collect();
    assert_eq!(map, " ‹╶    •    ╺ ".get(..map.len()).unwrap_or(&map));
    let text = |screen: &str| -> Vec<String> {
        let rows = screen.lines().skip(1).take(11);
        let cut = |row: &str| {
            row.chars()
                .take(79)
                .collect::<String>()
                .trim_end()
                .to_owned()
        };
        rows.map(cut).collect()
    };
    assert_eq!(text(&after), text(&before));
    program.keys("z");
    assert!(
        !program.screen().contains(['‹', '╶', '╺']),
        "{}",
        program.screen()
    );
}

#[test]
fn a_list_of_no_matches_is_a_panel_that_says_so_and_closes() {
    let mut program = Program::new(BOOK, 60, 18);
    program.keys("/zebra<enter>&");
    let screen = program.screen();
    assert!(
        screen.contains("“zebra” · 0") && screen.contains("found nowhere"),
        "{screen}"
    );
    assert!(screen.contains("“zebra” is not in the text"), "{screen}");
    program.keys("jk<enter>/lamp<esc>q");
    assert!(!program.quit);
    assert!(!program.screen().contains("found nowhere"));
}
