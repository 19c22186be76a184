use proptest::prelude::*;

use super::letters::{Becomes, becomes, composed, each};
use super::*;

/// The fold as a string, and where each of its bytes came from.
fn fold(source: &str) -> String {
    String::from_utf8(Folded::new(source, Folding::default()).bytes).unwrap()
}

#[test]
fn what_is_printed_differently_is_the_same() {
    let rows = [
        ("Don’t — “won’t”", "don't - \"won't\""),
        ("a--b - c", "a-b - c"),
        ("two  \u{A0}\n blanks\u{3000}", "two blanks "),
        ("pa\u{AD}per zero\u{200B}width", "paper zerowidth"),
        ("oﬃce ﬁnd", "office find"),
        ("Straße STRASSE ẞ", "strasse strasse ss"),
        ("Καφές ΚΑΦΈΣ", "καφεσ καφεσ"),
        ("Cafe\u{301} Café naïve Åå", "cafe cafe naive aa"),
        ("İstanbul ısı", "istanbul isi"),
        ("ＡＢＣ１２ ﾊﾟﾝ", "abc12 パン"),
        ("が か\u{3099}", "が が"),
        ("한글 \u{1112}\u{1161}\u{11AB}", "한글 한"),
        ("हिन्दी", "हिन्दी"),
        ("שָׁלוֹם", "שלום"),
        ("wait… 1½", "wait... 11/2"),
        ("´ ` ' ′", "' ' ' '"),
        ("\u{A8}", "\u{A8}"),
        ("Ёлка ЙОД", "елка иод"),
    ];
    for (source, folded) in rows {
        assert_eq!(fold(source), folded, "{source}");
    }
}

#[test]
fn turkish_has_two_letters_i() {
    let turkish = Folding::of_language(Some("tr-TR"));
    let fold = |text| String::from_utf8(folded(text, turkish)).unwrap();
    assert_eq!(fold("ISPARTA İstanbul ısı iki"), "ısparta istanbul ısı iki");
    assert_eq!(Folding::of_language(Some("en")), Folding::default());
}

#[test]
fn a_capital_and_a_diacritic_are_asked_for_by_typing_them() {
    let is_in = |pattern: &str, text: &str| {
        let units = |text| Units::new(text, Folding::default());
        units(pattern).are_in(&units(text))
    };
    assert!(is_in("cafe", "Café"));
    assert!(is_in("é", "e\u{301}"));
    assert!(is_in("e\u{323}\u{301}", "é\u{323}"));
    assert!(is_in(
        "résume",
        "Résumé"[1..].replace("ésu", "résu").as_str()
    ));
    assert!(!is_in("é", "e"));
    assert!(!is_in("é", "è"));
    // Each capital for itself: the small letters beside it ask for nothing.
    assert!(is_in("Korea", "Korea"));
    assert!(is_in("Korea", "KOREA"));
    assert!(!is_in("Korea", "korea"));
    assert!(!is_in("KOrea", "Korea"));
    assert!(is_in("É", "É") && is_in("É", "E\u{301}"));
    assert!(!is_in("É", "é") && !is_in("É", "E"));
    assert!(is_in("straße", "Strasse"));
    assert!(is_in("ﬁ", "fi"));
}

/// Text of what is hard: letters that shrink and grow, run together, or are left out.
pub(crate) fn hard_text() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "a",
        "B",
        "i",
        "I",
        "İ",
        "ı",
        "ß",
        "ẞ",
        "ﬃ",
        "é",
        "e",
        "\u{301}",
        "\u{323}",
        "Å",
        "…",
        " ",
        "  ",
        "\n",
        "\u{A0}",
        "-",
        "—",
        "--",
        "\u{AD}",
        "’",
        "“",
        "が",
        "か",
        "\u{3099}",
        "ﾊ",
        "ﾟ",
        "한",
        "\u{1112}",
        "\u{1161}",
        "\u{11AB}",
        "ﷺ",
        "ΐ",
        "ŉ",
        "½",
        "\u{A8}",
        "漢",
        "天下大势，分久必合。",
        "㐀一丿鿿",
        "豈Ａ、「",
        "가장 한국어",
        "🙂",
        "\u{FE0F}",
        "`",
        "्",
        "क",
        "़",
        "plain words that go on for longer than a block of sixty-four bytes, as prose does. ",
    ]);
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

/// The fold as one would do it by hand: each char by itself, its letters with the range of the source
/// they stand for.
pub(crate) fn by_hand(source: &str, folding: Folding) -> Vec<(char, std::ops::Range<usize>)> {
    let mut letters: Vec<(char, std::ops::Range<usize>)> = Vec::new();
    let mut is_cut = false;
    for (at, char) in source.char_indices() {
        let range = at..at + char.len_utf8();
        let mut own = Vec::new();
        each(char, folding.is_turkic, &mut |letter| own.push(letter));
        let kind = becomes(char, folding.is_turkic);
        if kind == Becomes::Nothing {
            is_cut = true;
            continue;
        }
        let mut added = false;
        for letter in own {
            if let Some((last, last_range)) = letters.last_mut() {
                let is_run = matches!(letter, ' ' | '-') && *last == letter;
                let joined = composed(*last, letter);
                if is_run || joined.is_some() {
                    *last = joined.unwrap_or(*last);
                    if !added && !is_cut {
                        last_range.end = range.end;
                    }
                    continue;
                }
            }
            letters.push((letter, range.clone()));
            added = true;
            is_cut = false;
        }
        if kind == Becomes::Mark
            && !is_cut
            && let Some((_, last)) = letters.last_mut()
        {
            last.end = range.end;
        }
    }
    letters
}

proptest! {
    #[test]
    fn the_fold_is_the_one_made_by_hand(source in hard_text()) {
        for tag in [None, Some("tr")] {
            let folding = Folding::of_language(tag);
            let fold = Folded::new(&source, folding);
            let by_hand = by_hand(&source, folding);
            let text: String = by_hand.iter().map(|(letter, _)| *letter).collect();
            prop_assert_eq!(str::from_utf8(fold.bytes()).unwrap(), &text);
            let ends: Vec<usize> = by_hand
                .iter()
                .scan(0, |at, (letter, _)| {
                    *at += letter.len_utf8();
                    Some(*at)
                })
                .collect();
            let mut cursor = 0;
            let mut start = 0;
            for (first, (_, range)) in by_hand.iter().enumerate() {
                prop_assert_eq!(fold.source_of(&source, start), range.start);
                // A dozen letters go over whatever stands beside the first.
                for (end, (_, last)) in ends.iter().zip(&by_hand).skip(first).take(12) {
                    let (found, is_in_step) = fold.source_range(&source, start, *end, &mut cursor);
                    prop_assert!(!is_in_step || fold.source_of(&source, *end) >= found.end);
                    prop_assert_eq!(found, range.start..last.end);
                }
                start = ends[first];
            }
        }
    }

    #[test]
    fn letters_by_themselves_are_the_fold(source in hard_text()) {
        let units = Units::new(&source, Folding::default());
        prop_assert!(source.is_empty() || units.are_in(&units) || fold(&source).is_empty());
    }
}
