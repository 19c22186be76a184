//! Where a line may end.

use icu_segmenter::options::{LineBreakOptions, LineBreakStrictness};
use icu_segmenter::{LineSegmenter, LineSegmenterBorrowed};

/// The byte places in `text` at which a line may end, in order, the end of the text among them.
///
/// The rules are those of UAX #14 with CSS's strict handling of Japanese and Chinese (no small kana
/// and no closing mark at the head of a line), as `icu_segmenter` implements them. Scripts that need
/// a dictionary (Thai, Khmer, Lao, Burmese) have no opportunity inside a phrase here; setting then
/// breaks them between clusters.
pub fn break_opportunities(text: &str) -> impl Iterator<Item = usize> + '_ {
    SEGMENTER.segment_str(text).filter(|&at| at > 0)
}

/// Built at compile time: no table is loaded when a book is opened.
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
    fn chinese_breaks_between_characters_but_not_before_a_full_stop() {
        assert_eq!(pieces("北方領土。"), ["北", "方", "領", "土。"]);
    }

    #[test]
    fn nothing_breaks_at_a_no_break_space() {
        assert_eq!(pieces("100\u{A0}km"), ["100\u{A0}km"]);
    }
}
