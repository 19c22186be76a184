//! How deep lists and quotations may stand within one another.
//!
//! The parser looks at every list and quotation that is open in each line, and at the rest of the line for each that
//! begins in it: a line of a hundred thousand `- ` keeps it busy for many seconds, and one such line with as many
//! blank ones behind it no less. So what would begin a list or a quotation deeper than any writer goes is text. To
//! tell the parser, a sign is put before it that no text may have; whatever becomes of the line (it may be code,
//! where nothing begins), the builder leaves the sign out again, and every word is as it was.

use std::borrow::Cow;

use memchr::memchr2_iter;

/// Lists and quotations that may begin in a line; people seldom go further than ten.
const DEEPEST: usize = 100;

/// The first column in which none may begin: what is further in stands in as many lists as there is room for before it.
const WIDEST: usize = 4 * DEEPEST;

/// Stands before what begins nothing: a noncharacter, which is in no text (see [`crate::document::is_drawable`]).
const SIGN: char = '\u{FDD0}';

/// A text in which nothing is too deep.
pub(super) fn bounded(source: &str) -> Cow<'_, str> {
    let mut bounded = String::new();
    let (mut start, mut taken) = (0, 0);
    let ends = memchr2_iter(b'\n', b'\r', source.as_bytes()).map(|end| end + 1);
    for end in ends.chain([source.len()]) {
        let line = source.get(start..end).unwrap_or("");
        if let Some(place) = too_deep(line.as_bytes()) {
            let place = start + place;
            bounded += source.get(taken..place).unwrap_or("");
            bounded.push(SIGN);
            taken = place;
        }
        start = end;
    }
    if taken == 0 {
        return source.into();
    }
    bounded += source.get(taken..).unwrap_or("");
    bounded.into()
}

/// Where in a line the first list or quotation would begin that is too deep.
fn too_deep(line: &[u8]) -> Option<usize> {
    // Each takes a byte, and so do four columns at least.
    if line.len() <= DEEPEST {
        return None;
    }
    let (mut place, mut column, mut depth) = (0, 0, 0);
    loop {
        match line.get(place)? {
            b' ' => (place, column) = (place + 1, column + 1),
            b'\t' => (place, column) = (place + 1, (column / 4 + 1) * 4),
            _ => {
                let length = marker_length(line.get(place..)?)?;
                if depth == DEEPEST || column >= WIDEST {
                    return Some(place);
                }
                (place, column, depth) = (place + length, column + length, depth + 1);
            }
        }
    }
}

/// Bytes of the marker that `rest` begins with, of a list's item, a quotation or a note; `None` where there is none.
fn marker_length(rest: &[u8]) -> Option<usize> {
    let is_item = |length: usize| {
        let next = rest.get(length);
        next.is_none_or(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r'))
    };
    match rest {
        [b'>', ..] => Some(1),
        [b'-' | b'+' | b'*', ..] if is_item(1) && !is_rule(rest) => Some(1),
        [b'0'..=b'9', ..] => {
            let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
            let is_ended = matches!(rest.get(digits), Some(b'.' | b')'));
            (is_ended && is_item(digits + 1)).then_some(digits + 1)
        }
        [b'[', b'^', label @ ..] => {
            let is_in = |byte: &&u8| !matches!(byte, b'[' | b']') && !byte.is_ascii_whitespace();
            let length = label.iter().take_while(is_in).count();
            let is_note = label.get(length..)?.starts_with(b"]:");
            is_note.then_some(length + 4)
        }
        _ => None,
    }
}

/// Whether a rule from side to side is drawn with what is left of a line: `* * *`.
fn is_rule(rest: &[u8]) -> bool {
    let Some(sign) = rest.first() else {
        return false;
    };
    let is_in = |byte: &u8| byte == sign || byte.is_ascii_whitespace();
    rest.iter().all(is_in) && rest.iter().filter(|byte| *byte == sign).count() >= 3
}

#[cfg(test)]
mod tests {
    use pulldown_cmark::{Event, Tag, TagEnd};

    use super::super::{parser, read};
    use super::*;
    use crate::document::{BlockKind, Builder, Document, Format};

    fn document(source: &str) -> Document {
        read(source, Builder::new(Format::Markdown))
    }

    /// How many lists, items, quotations and notes stand within one another at most.
    fn deepest(source: &str) -> usize {
        let (mut depth, mut deepest) = (0_usize, 0);
        for event in parser(&bounded(source)) {
            match event {
                Event::Start(Tag::Item | Tag::BlockQuote(_) | Tag::FootnoteDefinition(_)) => {
                    depth += 1;
                    deepest = deepest.max(depth);
                }
                Event::End(end) => {
                    let is_counted = matches!(
                        end,
                        TagEnd::Item | TagEnd::BlockQuote(_) | TagEnd::FootnoteDefinition
                    );
                    depth -= usize::from(is_counted);
                }
                _ => {}
            }
        }
        deepest
    }

    fn stairs(step: &str, count: usize) -> String {
        let lines = (0..count).map(|n| format!("{}- line {n}\n", step.repeat(n)));
        lines.collect()
    }

    #[test]
    fn nothing_is_deeper_than_the_bound_and_no_word_is_lost() {
        for marker in ["- ", "+ ", "* ", ">", "> ", "1. ", "2) ", "- > ", "-\t"] {
            let source = format!(
                "{}words\n{}\nafter\n",
                marker.repeat(3000),
                "\n".repeat(300)
            );
            assert!(deepest(&source) <= DEEPEST, "{marker:?}");
            let document = document(&source);
            let text = document.text();
            assert!(
                text.contains("words") && text.ends_with("after"),
                "{marker:?}"
            );
            assert!(!text.contains(SIGN), "{marker:?}");
        }
        let note = format!("[^a]: {}words\n", "- ".repeat(3000));
        assert!((2..=DEEPEST).contains(&deepest(&note)));
        for step in ["  ", "\t", "   "] {
            let source = stairs(step, 400);
            assert!(deepest(&source) <= WIDEST / 2, "{step:?}");
            let text = document(&source);
            for n in 0..400 {
                assert!(text.text().contains(&format!("line {n}")), "{step:?} {n}");
            }
        }
        // From line to line each goes on where the last one ended.
        let mut source = String::new();
        for n in 0..20 {
            source += &format!("{}{}a\n", " ".repeat(100 * n), "- ".repeat(50));
        }
        assert!(deepest(&source) <= WIDEST / 2);
    }

    #[test]
    fn what_is_not_too_deep_is_given_to_the_parser_as_it_is() {
        let deep = "- ".repeat(DEEPEST) + "words\n";
        let rule = "- ".repeat(300) + "\n";
        let long = "- words that go on and on ".repeat(100);
        for source in [
            "",
            "a\r\nb",
            &deep,
            &rule,
            &format!("> {rule}"),
            &long,
            &stairs("  ", 99),
        ] {
            assert!(matches!(bounded(source), Cow::Borrowed(_)), "{source}");
        }
        assert_eq!(document(&rule).blocks()[0].kind, BlockKind::Rule);
    }

    #[test]
    fn in_code_nothing_is_changed() {
        let art = format!("{}\n{}x\n", ">".repeat(150), "- ".repeat(150));
        let far = format!("{}- x", " ".repeat(500));
        let source = format!("```\n{art}{far}\n```\n");
        assert_eq!(document(&source).text(), format!("{art}{far}"));
    }
}
