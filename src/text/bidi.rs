//! Text in the order it is seen in.
//!
//! Hebrew and Arabic are kept in the order they are read in, as all text is; most terminals show cells
//! from left to right and leave the order to the program. So a line that has any is put in visual order
//! when it is drawn, by the Unicode Bidirectional Algorithm (UAX #9, as `unicode-bidi` implements it). No
//! offset changes by it: every cluster keeps its place in the text.

use std::borrow::Cow;
use std::ops::Range;

use unicode_bidi::{BidiClass, BidiDataSource, BidiInfo, HardcodedBidiData, Level, bidi_class};

use super::clusters;

/// The direction in which a paragraph is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// From left to right.
    LeftToRight,
    /// From right to left.
    RightToLeft,
}

/// Whether anything in `text` is read from right to left.
pub fn has_right_to_left(text: &str) -> bool {
    // The first letters of all such scripts are U+0590 and up: their first byte is at least 0xD6.
    text.bytes().any(|byte| byte >= 0xD6)
        && text.chars().any(|c| {
            c >= '\u{590}' && matches!(bidi_class(c), BidiClass::R | BidiClass::AL | BidiClass::AN)
        })
}

/// How far into a paragraph its first letter is looked for, in bytes: whoever has that many digits and
/// signs before it has no direction.
const LOOK: usize = 4096;

/// The direction of a paragraph: that of its first letter (rules P2 and P3).
pub fn direction_of(text: &str) -> Direction {
    let head = text.get(..text.floor_char_boundary(LOOK)).unwrap_or(text);
    for char in head.chars() {
        // Nearly all text begins with a letter of ASCII.
        if char.is_ascii_alphabetic() {
            return Direction::LeftToRight;
        }
        if char.is_ascii() {
            continue;
        }
        match bidi_class(char) {
            BidiClass::L => return Direction::LeftToRight,
            BidiClass::R | BidiClass::AL => return Direction::RightToLeft,
            _ => {}
        }
    }
    Direction::LeftToRight
}

/// A stretch of a line that is drawn in one direction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VisualRun {
    /// Its bytes.
    pub range: Range<usize>,
    /// In which direction they are read.
    pub direction: Direction,
}

/// The stretches of `line`, which are bytes of `paragraph`, from left to right as they are seen.
pub fn visual_runs(paragraph: &str, line: Range<usize>, base: Direction) -> Vec<VisualRun> {
    if line.is_empty() {
        return Vec::new();
    }
    let near = deciding(paragraph, &line).unwrap_or(0..paragraph.len());
    let start = near.start;
    let within = line.start - start..line.end - start;
    let mut runs = runs_within(paragraph.get(near).unwrap_or(""), within, base);
    for run in &mut runs {
        run.range = run.range.start + start..run.range.end + start;
    }
    runs
}

/// The part of `paragraph` that decides how a line of it is put in order, where it is not all of it: up to
/// the next letter on either side. The rules look no farther (W1–W7 back to a strong character, N1 and N2
/// to one on either side), but for brackets (N0) and for the signs that embed and isolate (X1–X8).
fn deciding(paragraph: &str, line: &Range<usize>) -> Option<Range<usize>> {
    let bytes = paragraph.as_bytes();
    let embeds = |at| {
        // U+202A–202E and U+2066–2069.
        matches!(
            bytes.get(at..),
            Some([_, 0x80, 0xAA..=0xAE, ..] | [_, 0x81, 0xA6..=0xA9, ..])
        )
    };
    if memchr::memchr_iter(0xE2, bytes).any(embeds) {
        return None;
    }
    let is_letter = |char: char| {
        char.is_ascii_alphabetic()
            || matches!(
                bidi_class(char),
                BidiClass::L | BidiClass::R | BidiClass::AL
            )
    };
    let start = paragraph.get(..line.start)?.rfind(is_letter).unwrap_or(0);
    let after = paragraph.get(line.end..)?;
    let letter = after.char_indices().find(|(_, char)| is_letter(*char));
    let end = letter.map_or(paragraph.len(), |(at, char)| {
        line.end + at + char.len_utf8()
    });
    let has_bracket = paragraph.get(start..end)?.contains(is_bracket);
    (!has_bracket).then_some(start..end)
}

/// Whether this is one of the brackets that are looked at in pairs.
fn is_bracket(char: char) -> bool {
    match char {
        '(' | ')' | '[' | ']' | '{' | '}' => true,
        // None of the others comes before the marks of Tibetan.
        ..'\u{F3A}' => false,
        _ => HardcodedBidiData
            .bidi_matched_opening_bracket(char)
            .is_some(),
    }
}

fn runs_within(paragraph: &str, line: Range<usize>, base: Direction) -> Vec<VisualRun> {
    let level = match base {
        Direction::LeftToRight => Level::ltr(),
        Direction::RightToLeft => Level::rtl(),
    };
    let info = BidiInfo::new(paragraph, Some(level));
    let Some(found) = info
        .paragraphs
        .iter()
        .find(|p| p.range.start <= line.start && line.end <= p.range.end)
    else {
        let direction = base;
        return vec![VisualRun {
            range: line,
            direction,
        }];
    };
    let (levels, runs) = info.visual_runs(found, line);
    let direction = |run: &Range<usize>| match levels.get(run.start) {
        Some(level) if level.is_rtl() => Direction::RightToLeft,
        _ => Direction::LeftToRight,
    };
    runs.into_iter()
        .map(|range| VisualRun {
            direction: direction(&range),
            range,
        })
        .collect()
}

/// A cluster as it is drawn inside a stretch that is read from right to left: brackets are turned round.
pub fn mirrored(cluster: &str) -> &str {
    match cluster {
        "(" => ")",
        ")" => "(",
        "[" => "]",
        "]" => "[",
        "{" => "}",
        "}" => "{",
        "<" => ">",
        ">" => "<",
        "«" => "»",
        "»" => "«",
        "‹" => "›",
        "›" => "‹",
        "≤" => "≥",
        "≥" => "≤",
        "⟨" => "⟩",
        "⟩" => "⟨",
        other => other,
    }
}

/// A text of one line in the order it is seen in: for titles and names.
pub fn visual(text: &str) -> Cow<'_, str> {
    if !has_right_to_left(text) {
        return Cow::Borrowed(text);
    }
    let mut seen = String::with_capacity(text.len());
    for run in visual_runs(text, 0..text.len(), direction_of(text)) {
        let part = text.get(run.range).unwrap_or("");
        match run.direction {
            Direction::LeftToRight => seen.push_str(part),
            Direction::RightToLeft => {
                let all: Vec<_> = clusters(part).map(|cluster| cluster.text).collect();
                seen.extend(all.into_iter().rev().map(mirrored));
            }
        }
    }
    Cow::Owned(seen)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn brackets_are_those_that_have_a_partner() {
        for char in '\0'..=char::MAX {
            let partner = HardcodedBidiData.bidi_matched_opening_bracket(char);
            assert_eq!(is_bracket(char), partner.is_some(), "{char:?}");
        }
    }

    #[test]
    fn an_empty_line_has_no_runs() {
        assert_eq!(visual_runs("א", 2..2, Direction::RightToLeft), []);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn a_line_is_put_in_order_by_what_is_near_as_by_all(
            parts in prop::array::uniform3(
                "([aא ب12]|[٣ .,:;+%$«»-]|[()\\[\\]⟨⟩]|[\u{5B0}\u{300}\u{200E}\u{200F}\u{61C}\u{AD}]|\\n|[\u{202B}\u{202C}\u{2067}\u{2069}]{0,1}){0,9}",
            ),
            is_rtl in any::<bool>(),
        ) {
            if parts[1].is_empty() {
                return Ok(());
            }
            let base = if is_rtl { Direction::RightToLeft } else { Direction::LeftToRight };
            let line = parts[0].len()..parts[0].len() + parts[1].len();
            let paragraph = parts.concat();
            prop_assert_eq!(
                visual_runs(&paragraph, line.clone(), base),
                runs_within(&paragraph, line, base),
            );
        }
    }

    #[test]
    fn hebrew_is_turned_round_and_numbers_in_it_are_not() {
        assert_eq!(visual("שלום 123"), "123 םולש");
        assert_eq!(visual("plain"), "plain");
        assert_eq!(visual("see שלום (there)"), "see םולש (there)");
    }

    #[test]
    fn brackets_inside_hebrew_open_where_they_are_read() {
        assert_eq!(visual("א (ב) ג"), "ג (ב) א");
    }

    #[test]
    fn marks_stay_on_their_letters() {
        assert_eq!(visual("שָׁב"), "בשָׁ");
    }

    #[test]
    fn the_first_letter_decides_the_direction() {
        assert_eq!(direction_of("“12 שלום"), Direction::RightToLeft);
        assert_eq!(direction_of("1. a שלום"), Direction::LeftToRight);
        assert_eq!(direction_of(""), Direction::LeftToRight);
        assert!(has_right_to_left("a ب") && !has_right_to_left("a 漢"));
    }
}
