//! Plain characters: those of which each is a cluster by itself, and whose width is known.
//!
//! Nearly all text is made of them, in whatever script, and the general way to find a cluster and its
//! width looks each character up in tables several times. By UAX #29 there is a boundary between any two
//! characters whose Grapheme_Cluster_Break is Other (or a whole syllable of Hangul: LV, LVT). So a plain
//! character before another plain one, or at the end, is a cluster. Before anything else it may be the
//! beginning of a longer one, and the tables have to be asked.

use super::Cells;

/// A plain character in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plain {
    /// Its bytes.
    pub length: usize,
    /// Its cells.
    pub width: Cells,
}

/// The plain character that begins at the byte `at` of a text; `None` where another one does, and behind
/// the end.
#[inline]
pub fn plain_char(bytes: &[u8], at: usize) -> Option<Plain> {
    let bits = |byte: u8| u32::from(byte & 0x3F);
    let (length, cells) = match *bytes.get(at..)? {
        [b' '..=b'~', ..] => (1, 1),
        // The usual ones of three bytes: U+5000–9FFF, ideographs, and U+2010–2027, quotation marks.
        [0xE5..=0xE9, _, _, ..] => (3, 2),
        [0xE2, 0x80, 0x90..=0xA7, ..] => (3, 1),
        [lead @ 0xC2..=0xDF, second, ..] => {
            let code = bits(lead & 0x1F) << 6 | bits(second);
            (2, u32::from(is_plain_of_two(code)))
        }
        [lead @ 0xE0..=0xEF, second, third, ..] => {
            let code = u32::from(lead & 0x0F) << 12 | bits(second) << 6 | bits(third);
            (3, cells_of_three(code))
        }
        _ => return None,
    };
    (cells > 0).then_some(Plain {
        length,
        width: Cells(cells),
    })
}

/// The cells of a plain character, 0 for any other. The ranges are of those that
/// GraphemeBreakProperty.txt has as Other, LV or LVT: the letters most books are written in, without the
/// marks among them. Two cells wide are those that EastAsianWidth.txt has as W or F. A test compares each
/// of them with the general way.
#[inline]
pub(super) const fn plain_cells(char: char) -> u32 {
    match char as u32 {
        0x20..=0x7E => 1,
        code @ 0x80..=0x7FF => is_plain_of_two(code) as u32,
        code => cells_of_three(code),
    }
}

/// Whether this is the code of a plain character of two bytes in UTF-8; all are a cell wide.
const fn is_plain_of_two(code: u32) -> bool {
    matches!(code,
        // Latin, without the no-break space and the soft hyphen; Greek; Cyrillic, Armenian.
        0x00A1..=0x00AC | 0x00AE..=0x02FF | 0x0391..=0x0482 | 0x048A..=0x0588
        // Hebrew; Arabic.
        | 0x05D0..=0x05EA | 0x0606..=0x060F | 0x061D..=0x064A | 0x0660..=0x066F | 0x0671..=0x06D5)
}

/// The cells of a plain character of three bytes, by its code.
const fn cells_of_three(code: u32) -> u32 {
    match code {
        // Ideographs, and what stands between them; Kana without the marks of voicing that join the
        // letter before; fullwidth forms; syllables of Hangul.
        0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0x3001..=0x3029 => 2,
        0x3041..=0x3096 | 0x309B..=0x30FF | 0xFF01..=0xFF60 | 0xAC00..=0xD7A3 => 2,
        // Of Devanagari and Thai the letters that others are put on; Georgian; Ethiopic.
        0x0904..=0x0939 | 0x0964..=0x0980 | 0x0E01..=0x0E30 | 0x0E40..=0x0E46 => 1,
        0x10D0..=0x10FF | 0x1200..=0x135A | 0x1360..=0x137C => 1,
        // Latin with more marks than one; dashes, quotation marks, dots.
        0x1E00..=0x1EFF | 0x2010..=0x2027 => 1,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_segmentation::UnicodeSegmentation;

    use super::*;
    use crate::text::{cluster_width, clusters};

    fn all_plain() -> impl Iterator<Item = (char, Cells)> {
        ('\0'..=char::MAX)
            .map(|char| (char, Cells(plain_cells(char))))
            .filter(|(_, cells)| *cells > Cells::ZERO)
    }

    #[test]
    fn every_plain_character_joins_none_and_has_the_width_of_the_tables() {
        let classes = ['a', '가', '각'].map(joins);
        for (char, cells) in all_plain() {
            assert_eq!(cluster_width(&char.to_string()), cells, "{char:?}");
            assert!(classes.contains(&joins(char)), "{char:?}");
        }
        // And none of these is joined with another.
        for pair in [
            "aa", "a가", "a각", "가a", "각a", "가가", "가각", "각가", "각각",
        ] {
            assert_eq!(pair.graphemes(true).count(), 2, "{pair}");
        }
    }

    #[test]
    fn plain_characters_are_read_as_they_are_written() {
        for (char, width) in all_plain() {
            let text = char.to_string();
            let length = text.len();
            assert_eq!(
                plain_char(text.as_bytes(), 0),
                Some(Plain { length, width })
            );
        }
        for text in ["", "\t", "\u{7F}", "\u{AD}", "\u{301}", "\u{3099}", "👍"] {
            assert_eq!(plain_char(text.as_bytes(), 0), None, "{text:?}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn clusters_are_those_of_the_tables(
            text in "([a漢か가각。「Ａ\u{640}कกжא]|[\u{301}\u{3099}\u{FF9E}\u{200D}\u{FE0F}\u{E0100}\u{94D}\u{903}\u{E33}\u{600}각👍🇯1\u{20E3}]|\\PC){0,12}",
        ) {
            let all = clusters(&text).map(|cluster| (cluster.start, cluster.text, cluster.width));
            let tables = text
                .grapheme_indices(true)
                .map(|(start, text)| (start, text, cluster_width(text)));
            prop_assert_eq!(all.collect::<Vec<_>>(), tables.collect::<Vec<_>>());
        }
    }

    /// Which of a character of each Grapheme_Cluster_Break it joins: those before it and those behind it.
    fn joins(char: char) -> Vec<bool> {
        const EACH: [char; 12] = [
            'a',        // Other
            '\u{301}',  // Extend
            '\u{200D}', // ZWJ
            '\u{903}',  // SpacingMark
            '\u{600}',  // Prepend
            '\u{1100}', // L
            '\u{1161}', // V
            '\u{11A8}', // T
            '가',       // LV
            '각',       // LVT
            '🇯',        // Regional_Indicator
            '\n',       // LF
        ];
        let is_one = |before: char, after: char| {
            let pair = String::from_iter([before, after]);
            pair.graphemes(true).count() == 1
        };
        let before = EACH.map(|other| is_one(other, char));
        let after = EACH.map(|other| is_one(char, other));
        [before, after].concat()
    }
}
