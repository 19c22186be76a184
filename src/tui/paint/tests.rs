use proptest::prelude::*;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};

use super::*;
use crate::text::clusters;

/// What a terminal shows: of each cell its cluster and its style.
fn shown(screen: &vt100::Screen) -> Vec<Vec<(String, String)>> {
    let (rows, columns) = screen.size();
    let cell = |y, x| {
        let cell = screen.cell(y, x).expect("a cell of the screen");
        let contents = match cell.contents() {
            "" => " ".to_owned(),
            contents => contents.to_owned(),
        };
        let style = format!(
            "{:?} {:?} {} {} {} {} {}",
            cell.fgcolor(),
            cell.bgcolor(),
            cell.bold(),
            cell.dim(),
            cell.italic(),
            cell.underline(),
            cell.inverse()
        );
        // Of a blank the ground is all there is to see.
        let is_bare = contents == " " && !cell.underline() && !cell.inverse();
        let ground = format!("{:?}", cell.bgcolor());
        (contents, if is_bare { ground } else { style })
    };
    (0..rows)
        .map(|y| (0..columns).map(|x| cell(y, x)).collect())
        .collect()
}

/// A terminal of the buffer's size after these bytes.
fn terminal(buffer: &Buffer, bytes: &[u8]) -> vt100::Parser {
    let mut terminal = vt100::Parser::new(buffer.area.height, buffer.area.width, 0);
    terminal.process(bytes);
    terminal
}

fn painted(before: &Buffer, after: &Buffer) -> Vec<u8> {
    let mut bytes = Vec::new();
    paint(Some(before), after, Colours::Shown, &mut bytes);
    bytes
}

/// The longest way: every cell by itself, at its place, in its style.
fn cell_by_cell(buffer: &Buffer) -> Vec<u8> {
    let mut bytes = Vec::new();
    let width = usize::from(buffer.area.width).max(1);
    for (y, row) in (1..).zip(buffer.content.chunks(width)) {
        for glyph in glyphs(row, Colours::Shown) {
            bytes.extend_from_slice(b"\x1b[m");
            glyph.sgr.write(Sgr::default(), &mut bytes);
            escape(&[y, glyph.x + 1], b'H', &mut bytes);
            bytes.extend_from_slice(glyph.symbol.as_bytes());
        }
    }
    bytes
}

/// A buffer with these lines, clusters laid out as the program does it.
fn buffer(width: u16, lines: &[(String, Style)]) -> Buffer {
    let height = u16::try_from(lines.len()).unwrap_or(0);
    let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
    for (y, (line, style)) in (0..).zip(lines) {
        let mut x = 0;
        for cluster in clusters(line) {
            let next = x + cluster.width.to_u16();
            if cluster.width == Cells::ZERO || next > width {
                continue;
            }
            buffer[(x, y)].set_symbol(cluster.text).set_style(*style);
            for hidden in x + 1..next {
                buffer[(hidden, y)].reset();
                buffer[(hidden, y)].set_style(*style);
            }
            x = next;
        }
    }
    buffer
}

fn style() -> impl Strategy<Value = Style> + Clone {
    let color = prop_oneof![
        3 => Just(None),
        1 => (0_u8..=255).prop_map(|n| Some(Color::Indexed(n))),
        1 => any::<(u8, u8, u8)>().prop_map(|(r, g, b)| Some(Color::Rgb(r, g, b))),
    ];
    let seen = Modifier::BOLD
        | Modifier::DIM
        | Modifier::ITALIC
        | Modifier::UNDERLINED
        | Modifier::REVERSED;
    let modifier = prop_oneof![
        3 => Just(Modifier::empty()),
        2 => any::<u16>().prop_map(move |bits| Modifier::from_bits_truncate(bits) & seen),
    ];
    (color.clone(), color, modifier).prop_map(|(fg, bg, modifier)| {
        let mut style = Style::new().add_modifier(modifier);
        (style.fg, style.bg) = (fg, bg);
        // Where a terminal of one weight at a time is told both, the last one told wins.
        if modifier.contains(Modifier::BOLD) {
            style = style.remove_modifier(Modifier::DIM);
        }
        style
    })
}

fn line() -> impl Strategy<Value = (String, Style)> + Clone {
    let piece = prop_oneof![
        4 => "[a-d]{1,4}",
        3 => " {1,9}",
        2 => "[字文書]{1,3}",
        1 => "[ée\u{301}]{1,2}",
    ];
    (proptest::collection::vec(piece, 0..5), style())
        .prop_map(|(pieces, style)| (pieces.concat(), style))
}

fn two_screens() -> impl Strategy<Value = (Buffer, Buffer)> {
    (1_u16..20, 1_usize..9).prop_flat_map(|(width, height)| {
        let screen = proptest::collection::vec(line(), height);
        let scrolled = (screen.clone(), screen.clone(), 0..=height);
        let other = (screen.clone(), screen);
        prop_oneof![
            other,
            scrolled.prop_map(|(before, more, by)| {
                let mut after = before[by..].to_vec();
                after.extend_from_slice(&more[..by]);
                (before, after)
            }),
        ]
        .prop_map(move |(before, after)| (buffer(width, &before), buffer(width, &after)))
    })
}

proptest! {
    #[test]
    fn what_is_painted_is_what_is_shown((before, after) in two_screens()) {
        let expected = terminal(&after, &cell_by_cell(&after));
        let mut seen = terminal(&before, &cell_by_cell(&before));
        seen.process(b"\x1b[m");
        seen.process(&painted(&before, &after));
        prop_assert_eq!(shown(seen.screen()), shown(expected.screen()));
        let cleared = Buffer::empty(after.area);
        let mut from_nothing = Vec::new();
        paint(None, &after, Colours::Shown, &mut from_nothing);
        prop_assert_eq!(shown(terminal(&after, &from_nothing).screen()), shown(expected.screen()));
        prop_assert_eq!(from_nothing, painted(&cleared, &after));
    }
}

fn plain(width: u16, lines: &[&str]) -> Buffer {
    let lines: Vec<_> = lines
        .iter()
        .map(|line| ((*line).to_owned(), Style::new()))
        .collect();
    buffer(width, &lines)
}

/// The bytes with `ESC` as it is written.
fn bytes(before: &Buffer, after: &Buffer) -> String {
    String::from_utf8_lossy(&painted(before, after)).replace('\x1b', "^")
}

#[test]
fn nothing_is_written_where_nothing_changed() {
    for size in [0, 1, 20] {
        let screen = plain(size, &["a quiet line", "", "字"]);
        assert_eq!(bytes(&screen, &screen), "");
        assert_eq!(bytes(&plain(size, &[]), &plain(size, &[])), "");
    }
}

#[test]
fn what_stands_between_two_changes_is_written_again_where_a_move_is_longer() {
    let before = plain(30, &["one two three four five"]);
    let near = plain(30, &["ONE two Three four five"]);
    assert_eq!(bytes(&before, &near), "^[HONE^[5CT");
    let nearer = plain(30, &["ONE tWo three four five"]);
    assert_eq!(bytes(&before, &nearer), "^[HONE tW");
}

#[test]
fn the_rest_of_a_row_is_erased_where_it_is_blank() {
    let before = plain(30, &["   a long line of words", "   another"]);
    let after = plain(30, &["   a line", "   another"]);
    assert_eq!(bytes(&before, &after), "^[1;7Hine^[K");
}

#[test]
fn wide_letters_follow_one_another_without_a_move() {
    let before = plain(12, &["", ""]);
    let after = plain(12, &["  読書の時間", " 字"]);
    assert_eq!(bytes(&before, &after), "^[1;3H読書の時間^[2;2H字");
}

#[test]
fn rows_that_only_moved_are_moved_by_the_terminal() {
    let rows = |from: usize| -> Vec<String> {
        (from..from + 8)
            .map(|n| {
                format!(
                    "{} in row {n}",
                    ["alone", "no rest", "of days"][n % 3].repeat(n)
                )
            })
            .collect()
    };
    let page = |from: usize| {
        let rows = rows(from);
        let mut lines = vec!["the head"];
        lines.extend(rows.iter().map(String::as_str));
        lines.push("the foot");
        plain(80, &lines)
    };
    let ninth = "alone".repeat(9);
    assert_eq!(
        bytes(&page(1), &page(2)),
        format!("^[2;9r^[1S^[r^[9;1H{ninth} in row 9")
    );
    assert_eq!(
        bytes(&page(2), &page(1)),
        "^[2;9r^[1T^[r^[2;1Hno rest in row 1"
    );
}

#[test]
fn a_style_changes_by_what_differs_and_colours_can_be_left_out() {
    let style = Style::new()
        .fg(Color::Indexed(4))
        .add_modifier(Modifier::BOLD);
    let before = plain(9, &["", ""]);
    let after = buffer(
        9,
        &[
            ("ab".to_owned(), style),
            ("cd".to_owned(), style.add_modifier(Modifier::ITALIC)),
        ],
    );
    assert_eq!(bytes(&before, &after), "^[H^[1;34mab\r\n^[3mcd^[m");
    let mut without = Vec::new();
    paint(Some(&before), &after, Colours::None, &mut without);
    let without = String::from_utf8_lossy(&without).replace('\x1b', "^");
    assert_eq!(without, "^[H^[1mab\r\n^[3mcd^[m");
}
