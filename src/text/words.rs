//! Words of a text.
//!
//! They are those of UAX #29, with two exceptions. The standard divides Thai, Lao, Khmer and Burmese, which set
//! no blanks between words, into single letters; here a word of theirs is what lines do not break. And where the
//! standard would cut a grapheme cluster (the Thai vowel am is one with the letter before it), no word ends.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::{break_opportunities, clusters, has_dictionary};

/// Whether a letter is of a script that is written without blanks, so that a word ends where nothing shows it:
/// Thai, Lao, Tibetan, Burmese, Khmer, kana, and the characters of China.
pub const fn is_written_without_blanks(letter: char) -> bool {
    matches!(
        letter as u32,
        0xE00..0x1000 | 0x1000..0x10A0 | 0x1780..0x1800 | 0x3040..0x3100 | 0x31F0..0x3200
        | 0x3400..0x4DC0 | 0x4E00..0xA000 | 0xF900..0xFB00 | 0xFF66..0xFFA0 | 0x20000..0x32000
    )
}

/// The words of `text`, each with the byte where it begins; what is between them is left out.
pub fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    words_and_between(text).filter(|(_, piece)| piece.contains(char::is_alphanumeric))
}

/// The words of `text` and what is between them. Joined they are the text.
fn words_and_between(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut ends = text.split_word_bound_indices();
    let mut start = 0;
    let mut run = Run::default();
    std::iter::from_fn(move || {
        loop {
            let (at, piece) = ends.next()?;
            let end = at + piece.len();
            if !is_in_cluster(text, start, end) && !run.is_in_word(text, end) {
                let word = (start, text.get(start..end)?);
                start = end;
                return Some(word);
            }
        }
    })
}

/// Whether `place` is inside a cluster, where a cluster begins at `start` and a word may end at `place`.
fn is_in_cluster(text: &str, start: usize, place: usize) -> bool {
    // Two letters of ASCII are one cluster at the end of a line only, and there no word ends.
    let sides = text.as_bytes().get(place.saturating_sub(1)..=place);
    if sides.is_none_or(<[u8]>::is_ascii) {
        return false;
    }
    let ends = clusters(text.get(start..).unwrap_or(""));
    let mut ends = ends.map(|cluster| start + cluster.start + cluster.text.len());
    ends.find(|end| *end >= place) != Some(place)
}

/// Letters in a row whose words the dictionaries of line breaking know.
#[derive(Default)]
struct Run {
    range: Range<usize>,
    /// Where its words end, in order.
    ends: Vec<usize>,
}

impl Run {
    /// Whether a place in `text`, which is behind those asked about before, is inside a word of a run. Then
    /// this is the run it is in.
    fn is_in_word(&mut self, text: &str, place: usize) -> bool {
        if !is_in_run(text, place) {
            return false;
        }
        if !self.range.contains(&place) {
            self.range = run_start(text, place, 0)..run_end(text, place, text.len());
            let run = text.get(self.range.clone()).unwrap_or("");
            self.ends = break_opportunities(run)
                .map(|end| self.range.start + end)
                .collect();
        }
        self.ends.binary_search(&place).is_err()
    }
}

/// A part of `text` with the whole of the runs whose words depend on all of them: where it begins or ends
/// inside such a run, it begins or ends with that, but not outside of `bounds`.
pub fn with_whole_runs(text: &str, part: Range<usize>, bounds: Range<usize>) -> Range<usize> {
    run_start(text, part.start, bounds.start)..run_end(text, part.end, bounds.end)
}

/// Where the run begins that `place` is inside of, or `place`; not before `least`.
fn run_start(text: &str, place: usize, least: usize) -> usize {
    if !is_in_run(text, place) {
        return place;
    }
    let before = text.get(least..place).unwrap_or("");
    least + before.trim_end_matches(has_dictionary).len()
}

/// Where the run ends that `place` is inside of, or `place`; not behind `most`.
fn run_end(text: &str, place: usize, most: usize) -> usize {
    if !is_in_run(text, place) {
        return place;
    }
    let behind = text.get(place..most).unwrap_or("");
    most - behind.trim_start_matches(has_dictionary).len()
}

/// Whether `place` is between two letters of a run.
fn is_in_run(text: &str, place: usize) -> bool {
    let sides = text.split_at_checked(place);
    sides.is_some_and(|(before, behind)| {
        before.ends_with(has_dictionary) && behind.starts_with(has_dictionary)
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn found(text: &str) -> Vec<&str> {
        words(text).map(|(_, word)| word).collect()
    }

    #[cfg(feature = "complex-scripts")]
    #[test]
    fn words_of_thai_khmer_lao_and_burmese_are_what_lines_do_not_break() {
        assert_eq!(found("โดยที่การยอมรับ นับถือ"), ["โดยที่", "การ", "ยอมรับ", "นับถือ"]);
        assert_eq!(found("មនុស្សទាំងអស់កើតមក។"), ["មនុស្ស", "ទាំងអស់", "កើតមក"]);
        assert_eq!(found("ມະນຸດທຸກຄົນເກີດມາ"), ["ມະນຸດ", "ທຸກຄົນ", "ເກີດ", "ມາ"]);
        assert_eq!(found("လူတိုင်းသည်"), ["လူ", "တိုင်း", "သည်"]);
        // Among others.
        assert_eq!(
            found("“ภาษาไทย” (Thai): มาตรา๑2ทั้งหลายxທຸກຄົນ北方."),
            [
                "ภาษา",
                "ไทย",
                "Thai",
                "มาตรา",
                "๑2",
                "ทั้ง",
                "หลาย",
                "x",
                "ທຸກຄົນ",
                "北",
                "方"
            ]
        );
    }

    #[cfg(not(feature = "complex-scripts"))]
    #[test]
    fn without_dictionaries_words_are_clusters() {
        assert_eq!(found("ที่นี่ที่"), ["ที่", "นี่", "ที่"]);
    }

    #[test]
    fn no_word_cuts_a_cluster() {
        // By the standard alone, am would be a word, and the number's sign one.
        for text in ["xกำ", "x\u{600}-", "ນຳ ທຳ"] {
            let starts: Vec<_> = clusters(text).map(|cluster| cluster.start).collect();
            for (at, _) in words(text) {
                assert!(starts.contains(&at), "{text}: {at}");
            }
        }
    }

    #[test]
    fn a_part_is_widened_to_whole_runs_within_bounds() {
        let text = "x ภาษาไทย y";
        let all = 0..text.len();
        let run = 2..2 + "ภาษาไทย".len();
        let widened = |part, bounds| with_whole_runs(text, part, bounds);
        assert_eq!(widened(0..1, all.clone()), 0..1);
        assert_eq!(widened(run.clone(), all.clone()), run);
        let expected = if cfg!(feature = "complex-scripts") {
            [run.clone(), 5..11]
        } else {
            [8..8, 8..8]
        };
        assert_eq!([widened(8..8, all), widened(8..8, 5..11)], expected);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn words_and_what_is_between_are_the_text_in_whole_clusters(
            text in "(ภาษาไทย|กำ|ที่|ๆ|๑|ມະນຸດ|ທຳ|មនុស្ស|ទាំងអស់|လူတိုင်း|သည်|[ᦀᥐ]|[a1 .'_\u{200B}\u{2060}\u{301}\u{600}\u{AD}]|[\u{E01}-\u{E5B}]|[\u{E81}-\u{EDF}]|[\u{1000}-\u{109F}]|[\u{1780}-\u{17F9}]|[漢か👍🏽🇯א]|\\PC){0,16}",
        ) {
            let cluster_ends: Vec<_> = clusters(&text).map(|c| c.start + c.text.len()).collect();
            let line_ends: Vec<_> = break_opportunities(&text).collect();
            let standard: Vec<_> = text.split_word_bound_indices().map(|(at, w)| at + w.len()).collect();
            let mut at = 0;
            let mut ends = Vec::new();
            for (start, piece) in words_and_between(&text) {
                prop_assert_eq!(start, at);
                prop_assert!(!piece.is_empty() && text[at..].starts_with(piece));
                at += piece.len();
                ends.push(at);
            }
            prop_assert_eq!(at, text.len());
            let expected: Vec<_> = cluster_ends
                .into_iter()
                .filter(|end| standard.contains(end))
                .filter(|end| !is_in_run(&text, *end) || line_ends.contains(end))
                .collect();
            prop_assert_eq!(ends, expected);
        }
    }
}
