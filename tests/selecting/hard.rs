//! Small screens, hard texts and any keys.

use super::*;

#[test]
fn there_is_nothing_to_point_at_on_the_smallest_screens_and_nothing_breaks() {
    for size in [(0, 0), (1, 1), (20, 5), (21, 6)] {
        for text in [BOOK, "", "x", "北", "\u{301}"] {
            let mut program = Program::new(text, size.0, size.1);
            for keys in [
                "v",
                "wbel h0$)(}{",
                "jkGggo",
                "vvV",
                "y",
                "vGy",
                "v*<esc>",
                "vx",
            ] {
                program.keys(&keys.replace(' ', "<space>"));
                program.screen();
            }
            for cell in [(0, 0), (5, 2), (19, 4), (300, 300)] {
                click(&mut program, cell);
                drag(&mut program, cell, (cell.1, cell.0));
                program.screen();
                program.keys("<esc><esc>");
            }
        }
    }
}

proptest! {
    /// Whatever is pressed, what is selected is a stretch of the text that is not empty.
    #[test]
    fn a_selection_is_always_a_stretch_of_the_text(
        text in books(),
        columns in 20u16..120,
        keys in prop::collection::vec(
            prop::sample::select(vec![
                "v", "V", "w", "b", "h", "l", "j", "k", "0", "$", ")", "(", "}", "{", "o", "G", "gg",
                "<space>", "<backspace>", "d", "u", "]", "[", "3w", "2b", "9j", "/lamp<enter>", "n", "N", "s",
                "D", "J", "+",
            ]),
            1..30,
        ),
        cells in prop::collection::vec((0u16..120, 0u16..20), 0..6),
    ) {
        let mut program = Program::new(&text, columns, 12);
        program.keys("v");
        let check = |program: &Program| {
            let document = program.app.window().document();
            if let Some(range) = program.app.selection() {
                let (start, end) = (range.start.to_usize(), range.end.to_usize());
                assert!(start < end && end <= document.text().len(), "{range:?}");
                assert!(document.text().is_char_boundary(start), "{range:?}");
                assert!(document.text().is_char_boundary(end), "{range:?}");
            }
            program.buffer();
        };
        for keys in &keys {
            program.keys(keys);
            check(&program);
            prop_assert!(program.app.selection().is_some() || program.app.window().document().text().is_empty());
        }
        for cell in cells {
            mouse(&mut program, Button::Pressed, cell);
            mouse(&mut program, Button::Dragged, (cell.1, cell.0));
            check(&program);
            mouse(&mut program, Button::Released, cell);
        }
    }
}

#[test]
fn without_an_end_in_sight_a_selection_still_answers() {
    // A word, a sentence and a run of signs that are longer than anything is looked through.
    for piece in ["x", "word ", "; ", "北", "a\u{301}\u{302}"] {
        let text = piece.repeat(300_000);
        let mut program = Program::with(opened(document(&text, "long.txt")), 60, 18);
        for keys in [
            "vw9999999w",
            "b9999999b",
            "vV",
            ")9999999)",
            "99999l99999h",
            "9999999j",
            "G*",
        ] {
            program.keys(keys);
            assert!(program.app.selection().is_some(), "{piece} {keys}");
        }
    }
}
