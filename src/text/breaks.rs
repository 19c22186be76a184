//! Where a line may end.

use icu_segmenter::options::{LineBreakOptions, LineBreakStrictness};
use icu_segmenter::{LineSegmenter, LineSegmenterBorrowed};

use super::dictionary::ends_inside;
use super::is_blank;

/// The byte places in `text` at which a line may end, in order, the end of the text among them.
///
/// The rules are those of UAX #14 with CSS's strict handling of Japanese and Chinese (no small kana
/// and no closing mark at the head of a line), as `icu_segmenter` implements them. Korean is broken
/// between words, as its printers do, and not between syllables. Thai, Lao, Khmer and Burmese, which set
/// no blanks between words, are broken between them by dictionaries of their words where the feature `complex-scripts`
/// is on; without it they have no opportunity inside a phrase, and setting breaks them between clusters.
/// And a line ends before a slash that begins a word, as that of a path does, and not behind it.
pub fn break_opportunities(text: &str) -> impl Iterator<Item = usize> + '_ {
    let has_hangul = text.bytes().any(may_begin_hangul);
    let mut last = 0;
    let mut words = ends_inside(text).into_iter().peekable();
    let mut ends = SEGMENTER.segment_str(text).peekable();
    std::iter::from_fn(move || match (words.peek(), ends.peek()) {
        (Some(word), end) if end.is_none_or(|end| word < end) => words.next(),
        _ => ends.next(),
    })
    .filter(move |&at| !(has_hangul && is_in_korean_word(text, at)))
    .filter_map(move |at| {
        let at = before_leading_slash(text, at)?;
        let is_next = at > last;
        last = last.max(at);
        is_next.then_some(at)
    })
}

/// Whether Hangul, as syllables (U+AC00–D7A3) or as their parts (U+1100–11FF), can begin with this byte.
const fn may_begin_hangul(byte: u8) -> bool {
    matches!(byte, 0xE1 | 0xEA..=0xED)
}

/// Whether `at` stands between Hangul and another letter or digit.
fn is_in_korean_word(text: &str, at: usize) -> bool {
    let Some((before, after)) = text.split_at_checked(at) else {
        return false;
    };
    let (Some(left), Some(right)) = (before.chars().next_back(), after.chars().next()) else {
        return false;
    };
    let is_hangul = |char: char| matches!(char, '\u{AC00}'..='\u{D7A3}' | '\u{1100}'..='\u{11FF}');
    (is_hangul(left) && right.is_alphanumeric()) || (is_hangul(right) && left.is_alphanumeric())
}

/// Where a line may end instead of at `at`, if that is behind a slash, or several, that begin a word: before
/// them, if a blank is there. Elsewhere it is `at`.
///
/// By UAX #14 (class SY, which is meant for what parts an address) a line may end behind any slash, and never
/// before one, even behind a blank.
fn before_leading_slash(text: &str, at: usize) -> Option<usize> {
    let is_behind_slash = at.checked_sub(1).and_then(|n| text.as_bytes().get(n)) == Some(&b'/');
    if !is_behind_slash || at == text.len() {
        return Some(at);
    }
    let head = text.get(..at)?.trim_end_matches('/');
    if begins_word(head) {
        head.ends_with(is_blank).then_some(head.len())
    } else {
        Some(at)
    }
}

/// Whether a word begins behind `head`: at the beginning, behind white space, an opening bracket, or a quotation
/// mark that opens.
fn begins_word(head: &str) -> bool {
    // These close as often as they open, and what they close ends in a letter or a stop.
    let before = head.trim_end_matches(['"', '\'', '`']);
    let has_quote = before.len() < head.len();
    before.chars().next_back().is_none_or(|char| {
        char.is_whitespace()
            || is_blank(char)
            || is_opening_mark(char)
            || has_quote && !may_be_closed(char)
    })
}

/// Whether a bracket or quotation mark opens, wherever it stands.
const fn is_opening_mark(char: char) -> bool {
    matches!(
        char,
        '(' | '['
            | '{'
            | '<'
            | '“'
            | '‘'
            | '„'
            | '‚'
            | '«'
            | '‹'
            | '「'
            | '『'
            | '（'
            | '《'
            | '〈'
            | '【'
    )
}

/// Whether a quotation mark behind this closes.
fn may_be_closed(char: char) -> bool {
    char.is_alphanumeric()
        || matches!(
            char,
            '.' | ',' | ';' | ':' | '!' | '?' | '…' | ')' | ']' | '}' | '”' | '’'
        )
}

static SEGMENTER: LineSegmenterBorrowed<'static> =
    LineSegmenter::new_for_non_complex_scripts(STRICT);

const STRICT: LineBreakOptions<'static> = {
    let mut options = LineBreakOptions::default();
    options.strictness = Some(LineBreakStrictness::Strict);
    options
};

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(text: &str) -> Vec<&str> {
        let mut start = 0;
        break_opportunities(text)
            .map(|end| {
                let piece = &text[start..end];
                start = end;
                piece
            })
            .collect()
    }

    #[test]
    fn latin_breaks_after_spaces_and_hyphens() {
        assert_eq!(pieces("a well-kept word"), ["a ", "well-", "kept ", "word"]);
    }

    #[test]
    fn no_line_ends_behind_a_slash_that_begins_a_word() {
        assert_eq!(pieces("into /var/log by"), ["into ", "/var/", "log ", "by"]);
        for whole in [
            "/var",
            "//host",
            "///x",
            "(/usr",
            "[/a",
            "“/a",
            "‘/a",
            "\"/a",
            "x=\"/a",
            "('/a",
            "`/a",
            "</p>",
            "/字",
            "（/字",
            "\u{3000}/a",
            "«/a",
            "\t/a",
        ] {
            let start = whole.find('/').unwrap_or(0);
            let ends: Vec<_> = break_opportunities(whole).collect();
            assert!(
                ends.iter().all(|end| *end <= start || *end == whole.len()),
                "{whole}: {ends:?}"
            );
        }
        // Elsewhere they do as before.
        assert_eq!(pieces("and/or 1 / 2"), ["and/", "or ", "1 / ", "2"]);
        assert_eq!(pieces("\"yes\"/no"), ["\"yes\"/", "no"]);
        assert_eq!(pieces("he (/she)/it"), ["he ", "(/she)/", "it"]);
        assert_eq!(
            pieces("https://example.org/a/b"),
            ["https://", "example.org/", "a/", "b"]
        );
        assert_eq!(pieces("a /"), ["a /"]);
        // Where one could end behind the slash it now ends before it.
        assert_eq!(
            pieces("/a //b\u{3000}/c\u{200B}/d"),
            ["/a ", "//b\u{3000}", "/c\u{200B}", "/d"]
        );
    }

    #[test]
    fn chinese_breaks_between_characters_but_not_before_a_full_stop() {
        assert_eq!(pieces("北方領土。"), ["北", "方", "領", "土。"]);
    }

    #[test]
    fn korean_breaks_between_words() {
        assert_eq!(pieces("모든 인간은 3개월"), ["모든 ", "인간은 ", "3개월"]);
        // So it does with its syllables in parts.
        let decomposed = "\u{1100}\u{1161}\u{1102}\u{1161} \u{1103}\u{1161}";
        assert_eq!(pieces(decomposed).len(), 2);
    }

    #[test]
    fn nothing_breaks_at_a_no_break_space() {
        assert_eq!(pieces("100\u{A0}km"), ["100\u{A0}km"]);
    }

    #[cfg(feature = "complex-scripts")]
    #[test]
    fn thai_khmer_lao_and_burmese_break_between_words() {
        assert_eq!(
            pieces("มนุษย์ทั้งหลายเกิดมามีอิสระ"),
            ["มนุษย์", "ทั้ง", "หลาย", "เกิด", "มา", "มี", "อิสระ"]
        );
        assert_eq!(
            pieces("មនុស្សទាំងអស់កើតមកមានសេរីភាព"),
            ["មនុស្ស", "ទាំងអស់", "កើតមក", "មាន", "សេរីភាព"]
        );
        assert_eq!(pieces("ມະນຸດທຸກຄົນເກີດມາ"), ["ມະນຸດ", "ທຸກຄົນ", "ເກີດ", "ມາ"]);
        assert_eq!(pieces("လူတိုင်းသည်"), ["လူ", "တိုင်း", "သည်"]);
    }
}
