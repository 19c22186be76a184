//! The room as a whole: whatever the bytes, it ends, and the document is sound.

use proptest::prelude::*;

use super::*;
use crate::document::BlockKind;

/// Everything a document promises.
fn check(document: &Document) -> Result<(), String> {
    let text = document.text();
    let sound = |start: usize, end: usize| {
        start <= end
            && end <= text.len()
            && text.is_char_boundary(start)
            && text.is_char_boundary(end)
    };
    if let Some(bad) = text
        .chars()
        .find(|c| c.is_control() && !matches!(c, '\n' | '\t'))
    {
        return Err(format!("control character {bad:?}"));
    }
    let mut at = 0;
    for block in document.blocks() {
        let (start, end) = (block.range.start.to_usize(), block.range.end.to_usize());
        if !sound(start, end) || start < at {
            return Err(format!("block {block:?} after {at}"));
        }
        at = end;
    }
    let runs = document.runs_in(crate::text::TextRange::new(0, text.len()));
    let ranges = [
        runs.iter().map(|r| r.range).collect::<Vec<_>>(),
        document.links().iter().map(|l| l.range).collect(),
    ];
    for table in ranges {
        let mut at = 0;
        for range in table {
            let (start, end) = (range.start.to_usize(), range.end.to_usize());
            if !sound(start, end) || start < at {
                return Err(format!("range {range:?} after {at}"));
            }
            at = end;
        }
    }
    for section in document.sections() {
        if !sound(section.offset.to_usize(), text.len()) {
            return Err(format!("section {section:?}"));
        }
    }
    Ok(())
}

const NAMES: [Option<&str>; 5] = [None, Some("a.md"), Some("a.txt"), Some("a"), Some("a.html")];

fn check_all(bytes: &[u8]) -> Result<(), String> {
    for name in NAMES {
        if let Ok(document) = open(bytes, name) {
            check(&document)?;
        }
    }
    Ok(())
}

proptest! {
    #[test]
    fn any_bytes_end_in_a_sound_document_or_an_error(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        prop_assert_eq!(check_all(&bytes), Ok(()));
    }

    #[test]
    fn any_markup_ends_in_a_sound_document(
        parts in proptest::collection::vec(
            prop::sample::select(vec![
                "#", "# ", "\n", "\n\n", "> ", "- ", "1. ", "    ", "```", "*", "**", "_", "[", "](#a)", "![", "](x)",
                "[^1]", "[^1]: ", "| a | b |\n|---|---|\n", "|", "<p>", "<!--", "-->", "<br>", "<img alt='x'>", "`", "~~",
                "\\", "&amp;", "- [x] ", "---", "+++", "a: b", "word", "CHAPTER I", "II", "* * *", "é", "日本", "\t", "\u{1b}",
                "\r", "\u{2028}", "<a id=x>", "<h2>", "<pre>", "{#x}", "Title: x", "  ",
            ]),
            0..60,
        )
    ) {
        prop_assert_eq!(check_all(parts.concat().as_bytes()), Ok(()));
    }
}

proptest! {
    #[test]
    fn any_page_ends_in_a_sound_document(
        parts in proptest::collection::vec(
            prop::sample::select(vec![
                "<p>", "</p>", "<div>", "</div>", "<b>", "</b>", "<i>", "</i>", "<a href=#x>", "<a id=x href=y>", "</a>", "<ul>",
                "<ol start=3>", "<li>", "</li>", "</ul>", "<dl><dt>", "<dd>", "</dl>", "<table>", "<tr>", "<td>", "<td colspan=3>",
                "<th rowspan=2>", "</td>", "</table>", "<caption>", "<h1>", "</h1>", "<h2 id=x>", "<blockquote>", "</blockquote>",
                "<pre>", "</pre>", "<br>", "<hr>", "<img alt='x y'>", "<figure>", "<figcaption>", "</figure>", "<q>", "</q>",
                "<ruby>", "<rt>", "<rp>", "</ruby>", "<svg>", "</svg>", "<title>", "</title>", "<script>", "</script>", "<sup>",
                "</sup>", "<a href=#n><sup>1</sup></a>", "<p id=n>", "<li id=n>", "<a epub:type=noteref href=#n>", "<aside>",
                "<p style='display:none'>", "<span style='white-space:pre'>", "<p style='white-space:pre'>", "<math>", "</math>",
                " ", "\n", "word", "1", "é\u{301}", "日本", "&amp;", "&nope;", "\t", "<!--", "-->", "<", "x < y", "<nav>", "</nav>",
            ]),
            0..60,
        )
    ) {
        prop_assert_eq!(check_all(parts.concat().as_bytes()), Ok(()));
    }
}

#[test]
fn hostile_markup_ends() {
    for sign in [
        "[", "(", "*", "_", "`", ">", "!", "#", "-", "![", "<", "[^", "<a ", "~~", "> - ", "1. ",
        "<!--",
    ] {
        assert_eq!(check_all(sign.repeat(50_000).as_bytes()), Ok(()), "{sign}");
    }
    let quotations = format!("{}x\n", "> ".repeat(10_000));
    let lists = format!("{}x\n", "- ".repeat(10_000));
    let html = format!("{}x{}", "<div>".repeat(10_000), "</div>".repeat(10_000));
    let notes = format!("{}x\n", "[^1]: ".repeat(10_000));
    for nested in [quotations, lists, html, notes, "```\nnever closed\n".into()] {
        assert_eq!(check_all(nested.as_bytes()), Ok(()));
    }
}

#[test]
fn long_texts_of_odd_shape_end() {
    let line = "x".repeat(10_000_000);
    let shapes = [
        "\n".repeat(1_000_000),
        "word\n\n".repeat(200_000),
        "word\n".repeat(200_000),
        line,
    ];
    for text in shapes {
        let document = open(text.as_bytes(), Some("a.txt")).unwrap_or_default();
        assert_eq!(check(&document), Ok(()));
    }
}

#[test]
fn nothing_is_a_document_without_blocks() {
    for text in ["", "\n", " \r\n\t\n", "\u{FEFF}", "\u{FEFF}\n\n"] {
        for name in NAMES {
            let document = open(text.as_bytes(), name).unwrap_or_default();
            assert_eq!(document.blocks().len(), 0, "{text:?}");
            assert_eq!(document.metadata().encoding, Some("utf-8"));
        }
    }
}

#[test]
fn wrapped_lines_are_joined_and_compounds_kept_whole() {
    let text =
        "It was the cannon-\nball that flew over the heads of them all,\r\nand no-one saw it.\n";
    let document = open(text.as_bytes(), Some("a.txt")).unwrap_or_default();
    assert_eq!(
        document.text(),
        "It was the cannon-ball that flew over the heads of them all, and no-one saw it."
    );
    assert!(
        document
            .blocks()
            .iter()
            .all(|b| b.kind == BlockKind::Paragraph)
    );
}
