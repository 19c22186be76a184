//! Where a line may end.

use icu_segmenter::options::{LineBreakOptions, LineBreakStrictness};
use icu_segmenter::{LineSegmenter, LineSegmenterBorrowed};

/// The byte places in `text` at which a line may end, in order, the end of the text among them.
///
/// The rules are those of UAX #14 with CSS's strict handling of Japanese and Chinese (no small kana
/// and no closing mark at the head of a line), as `icu_segmenter` implements them. Korean is broken
/// between words, as its printers do, and not between syllables. Thai, Lao, Khmer and Burmese, which set
/// no blanks between words, are broken by dictionaries of their words where the feature `complex-scripts`
/// is on; without it they have no opportunity inside a phrase, and setting breaks them between clusters.
pub fn break_opportunities(text: &str) -> impl Iterator<Item = usize> + '_ {
    let has_hangul = text.bytes().any(may_begin_hangul);
    SEGMENTER
        .segment_str(text)
        .filter(move |&at| at > 0 && !(has_hangul && is_in_korean_word(text, at)))
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

#[cfg(not(feature = "complex-scripts"))]
static SEGMENTER: LineSegmenterBorrowed<'static> =
    LineSegmenter::new_for_non_complex_scripts(STRICT);

// Not by its neural model, 0.7 MB smaller than the dictionaries: a character takes that 7 µs, and what is set
// at once may have thirty thousand.
#[cfg(feature = "complex-scripts")]
static SEGMENTER: std::sync::LazyLock<LineSegmenterBorrowed<'static>> =
    std::sync::LazyLock::new(|| LineSegmenter::new_dictionary(STRICT));

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
