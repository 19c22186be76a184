//! Our widths are the screen's: what a line was measured with is what ratatui's buffer takes for it.

use folio::text::{clusters, text_width};
use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// The cells a buffer takes for a text.
fn drawn(text: &str) -> u32 {
    let mut buffer = Buffer::empty(Rect::new(0, 0, 2000, 1));
    let (end, _) = buffer.set_stringn(0, 0, text, 2000, Style::new());
    u32::from(end)
}

/// Soft hyphens are the one exception: the buffer would draw them, folio leaves them out.
fn measured(text: &str) -> u32 {
    text_width(text).0
}

#[test]
fn clusters_that_libraries_disagree_about() {
    for text in [
        "a",
        "é",
        "e\u{301}",
        "漢",
        "한",
        "ｶﾞ",
        "ﾊﾟ",
        "❤",
        "❤️",
        "❤︎",
        "👍",
        "👍🏽",
        "👨‍👩‍👧‍👦",
        "🇯🇵",
        "🇯",
        "1️⃣",
        "नि",
        "ก็",
        "\u{200B}",
        "\u{200D}",
        "\u{FEFF}x",
        "…",
        "—",
        "“",
        "Ω",
        "\u{1F3F4}\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}",
    ] {
        assert_eq!(measured(text), drawn(text), "{text:?}");
    }
}

#[test]
fn every_line_of_the_emoji_test_file_where_it_is_at_hand() {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../shared/corpus/unicode/emoji-test-15.0.txt"
    );
    let Ok(text) = std::fs::read_to_string(path) else {
        return;
    };
    let mut count = 0;
    for line in text.lines().filter(|l| !l.starts_with('#')) {
        let Some((codes, _)) = line.split_once(';') else {
            continue;
        };
        let code = |hex: &str| u32::from_str_radix(hex, 16).ok().and_then(char::from_u32);
        let emoji: String = codes.split_whitespace().filter_map(code).collect();
        assert_eq!(measured(&emoji), drawn(&emoji), "{line}");
        count += 1;
    }
    assert!(count > 4000, "{count}");
}

proptest! {
    #[test]
    fn any_text(text in "[^\\p{Cc}\u{AD}]{0,60}") {
        prop_assert_eq!(measured(&text), drawn(&text));
        let joined: String = clusters(&text).map(|c| c.text).collect();
        prop_assert_eq!(joined, text);
    }
}
