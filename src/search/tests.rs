mod words;

use std::sync::Arc;

use proptest::prelude::*;

use super::folds::Folds;
use super::loose::MOST;
use super::matcher::Verdict;
use super::*;
use crate::document::{BlockKind, Builder, Format};
use crate::text::{
    Folding, Offset, Units, by_hand, hard_text, is_of_word, is_written_without_blanks,
};

fn found<'t>(text: &'t str, pattern: &str) -> Vec<&'t str> {
    let hits = Matcher::for_words(pattern, Folding::default()).find_in(text);
    hits.iter().map(|hit| hit.of(text)).collect()
}

fn document(paragraphs: &[&str]) -> Document {
    let mut builder = Builder::new(Format::Text);
    for paragraph in paragraphs {
        builder.block(BlockKind::Paragraph, paragraph);
    }
    builder.finish()
}

/// The matches as one would find them by hand: every place is tried.
fn by_trying(text: &str, pattern: &str, folding: Folding) -> Vec<TextRange> {
    let letters = by_hand(text, folding);
    let wanted: Vec<char> = by_hand(pattern, folding).iter().map(|(c, _)| *c).collect();
    let asked = Units::new(pattern, folding);
    let mut hits = Vec::new();
    let mut at = 0;
    if wanted.iter().all(|char| *char == ' ') {
        return hits;
    }
    while let Some(window) = letters.get(at..at + wanted.len()) {
        let range = TextRange::new(window[0].1.start, window[window.len() - 1].1.end);
        let fits = window
            .iter()
            .map(|(char, _)| *char)
            .eq(wanted.iter().copied())
            && asked.are_in(&Units::new(range.of(text), folding));
        at += 1;
        if fits {
            hits.push(range);
            let is_in_hit = |at: usize| {
                letters
                    .get(at)
                    .is_some_and(|(_, r)| r.start < range.end.to_usize())
            };
            while is_in_hit(at) {
                at += 1;
            }
        }
    }
    hits
}

/// The matches with other punctuation, as one would find them by hand: every stretch is tried.
fn by_trying_loosely(text: &str, pattern: &str, folding: Folding) -> Vec<TextRange> {
    let letters = by_hand(text, folding);
    let chars: Vec<char> = letters.iter().map(|(char, _)| *char).collect();
    let typed: String = by_hand(pattern, folding).iter().map(|(c, _)| *c).collect();
    let is_outside = |char: char| !is_of_word(char);
    let typed: Vec<char> = typed.trim_matches(is_outside).chars().collect();
    let mut hits: Vec<TextRange> = Vec::new();
    for start in 0..chars.len() {
        let longest = chars.len().min(start + typed.len() * (MOST + 1));
        for end in start + 1..=longest {
            let range = TextRange::new(letters[start].1.start, letters[end - 1].1.end);
            let is_free = hits.last().is_none_or(|last| last.end <= range.start);
            if is_free
                && is_loosely(&typed, &chars[start..end], None)
                && is_first_of_word(text, range.start.to_usize(), folding)
            {
                hits.push(range);
            }
        }
    }
    hits
}

/// Whether no word goes on from before `start`; what folds to nothing is not seen.
fn is_first_of_word(text: &str, start: usize, folding: Folding) -> bool {
    let is_of_spaced_word = |char: char| is_of_word(char) && !is_written_without_blanks(char);
    let seen = text[..start].char_indices().rev();
    let seen = seen.filter(|(_, char)| !by_hand(&char.to_string(), folding).is_empty());
    let before = seen.map(|(_, char)| char).find(|char| *char != '_');
    let first = text[start..].chars().next();
    ![before, first]
        .into_iter()
        .all(|char| char.is_some_and(is_of_spaced_word))
}

/// Whether letters are the typed ones with other punctuation, after the letter `before` of a word if there is one.
fn is_loosely(typed: &[char], letters: &[char], before: Option<char>) -> bool {
    let signs = |of: &[char]| {
        of.iter()
            .take_while(|char| !is_of_word(**char))
            .collect::<String>()
    };
    let (wanted, there) = (signs(typed), signs(letters));
    let counts = |signs: &str| signs.chars().count();
    let (Some(next), Some(letter)) = (typed.get(counts(&wanted)), letters.get(counts(&there)))
    else {
        return typed == letters;
    };
    let has_no_blanks = [before, Some(*next)]
        .into_iter()
        .all(|char| char.is_some_and(is_written_without_blanks));
    let is_allowed = match wanted.as_str() {
        _ if before.is_none() => there == wanted,
        "" if has_no_blanks => counts(&there) <= MOST,
        signs if signs.contains(' ') => (1..=MOST).contains(&counts(&there)),
        "-" => counts(&there) <= MOST,
        signs if signs.contains('"') => counts(&there) <= MOST,
        "" | "'" => ["", "'", "-"].contains(&there.as_str()),
        _ => there == wanted,
    };
    is_allowed
        && next == letter
        && is_loosely(
            &typed[counts(&wanted) + 1..],
            &letters[counts(&there) + 1..],
            Some(*next),
        )
}

/// The matches, with the text in pieces of so many bytes.
fn by_pieces(text: &str, matcher: &Matcher, piece: usize) -> Vec<TextRange> {
    let mut folds = Folds::of_pieces(text, matcher.folding(), piece);
    let mut hits: Vec<TextRange> = Vec::new();
    for piece in 0..folds.count() {
        let from = hits.last().map_or(0, |hit| hit.end.to_usize());
        matcher.find_in_piece(text, &mut folds, piece, from, &mut |hit, is_match| {
            if !is_match {
                return Verdict::Passed;
            }
            hits.push(hit);
            Verdict::Taken
        });
    }
    hits
}

#[test]
fn a_hunt_that_is_interrupted_tells_the_nearest_first_and_then_all() {
    let filler = "nothing of the kind is here, and so on. ".repeat(8000);
    let mut paragraphs = vec![filler.as_str(); 6];
    paragraphs.insert(1, "a needle");
    paragraphs.insert(5, "a Needle and another needle");
    let document = Arc::new(document(&paragraphs));
    let query = Query::new("needle");
    let all = find(&document, &query).unwrap();
    assert_eq!(all.len(), 3);

    let middle = document.text().len() / 2;
    let matcher = Matcher::new(&query, Folding::default()).unwrap();
    let mut hunt = Hunt::new(Arc::clone(&document), matcher, Offset::new(middle));
    let mut shelf = Shelf::default();
    let mut hits = Hits::new(query);
    let mut told = Vec::new();
    while let Some(finding) = hunt.run(&mut shelf, &mut || false) {
        if let Finding::Nearby(near) = &finding
            && !near.is_empty()
        {
            assert_eq!(near.as_slice(), &all[1..]);
            told.push("near");
        }
        hits.add(finding);
        if hits.count() == all.len() && told.last() != Some(&"all") {
            told.push("all");
        }
    }
    assert_eq!(told, ["near", "all"]);
    assert_eq!(
        (hits.counted(), hits.extent()),
        (all.as_slice(), Extent::Wholly)
    );
}

#[test]
fn more_matches_than_are_kept_are_said_to_be_more() {
    let document = Arc::new(document(&["a".repeat(1_100_000).as_str()]));
    let matcher = Matcher::for_words("a", Folding::default());
    let mut hunt = Hunt::new(document, matcher, Offset::ZERO);
    let mut hits = Hits::new(Query::new("a"));
    while let Some(finding) = hunt.run(&mut Shelf::default(), &mut || true) {
        hits.add(finding);
    }
    assert_eq!(
        (hits.count(), hits.extent()),
        (1 << 20, Extent::UpToTheLimit)
    );
}

#[test]
fn hostile_patterns_and_texts_end() {
    let many = "aaaa ".repeat(20_000);
    assert_eq!(found(&many, &"a".repeat(10_000)), Vec::<&str>::new());
    assert_eq!(found(&many, &"aaaa ".repeat(2_000)).len(), 10);
    assert_eq!(found(&"a\u{301}".repeat(10_000), "á").len(), 10_000);
    assert_eq!(found(&"\u{301}".repeat(100_000), "a"), Vec::<&str>::new());
    // Asked again and again whether to go on, also where nothing matches.
    let document = Arc::new(document(&["x".repeat(50_000).as_str()]));
    let query = Query::typed("/x(?:.*z)?/", Way::Words);
    let matcher = Matcher::new(&query, Folding::default()).unwrap();
    let mut hunt = Hunt::new(document, matcher, Offset::ZERO);
    let mut looks = 0;
    let finding = hunt.run(&mut Shelf::default(), &mut || {
        looks += 1;
        looks < 3
    });
    assert!(matches!(
        finding,
        Some(Finding::Counted {
            extent: Extent::Partly,
            ..
        })
    ));
}

/// What a text is made of in which words are not as one types them.
fn word() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "a", "b", "B", "ab", "ba", "é", "e\u{301}", "ﬁ", "ß", "İ", "ı", "か", "が", "中", " ", " ",
        "  ", "\n", "-", "—", "’", "'", ".", ",", "; “", "!” ", "…", "\u{AD}", "\u{301}",
        "........", "3", "_", "न", "\u{94D}", "\u{FE0F}",
    ])
}

proptest! {
    #[test]
    fn what_is_found_is_what_one_would_find_by_trying_every_place(
        text in hard_text(),
        pattern in hard_text(),
        from in 0..200_usize,
        length in 1..12_usize,
        piece in 4..40_usize,
    ) {
        // A pattern of its own, and one from the text.
        let own: String = text.chars().skip(from % 60).take(length).collect();
        let short: String = pattern.chars().take(length.min(3)).collect();
        for pattern in [own, short] {
            for language in [None, Some("tr")] {
                let folding = Folding::of_language(language);
                let matcher = Matcher::new(&Query::new(pattern.as_str()), folding).unwrap();
                let expected = by_trying(&text, &pattern, folding);
                prop_assert_eq!(&matcher.find_in(&text), &expected, "{:?} in one piece", pattern);
                prop_assert_eq!(&by_pieces(&text, &matcher, piece), &expected, "{:?} in pieces", pattern);
            }
        }
    }

    #[test]
    fn what_is_found_loosely_is_what_one_would_find_by_trying_every_stretch(
        words in prop::collection::vec(word(), 1..24),
        from in 0..60_usize,
        length in 1..9_usize,
        kept in any::<u16>(),
        piece in 4..40_usize,
    ) {
        let text = words.concat();
        // From the text, with some of its punctuation left out or made a blank.
        let pattern: String = text
            .chars()
            .skip(from % text.chars().count().max(1))
            .take(length)
            .enumerate()
            .filter_map(|(n, char)| match kept >> n & 1 {
                _ if is_of_word(char) || n > 15 => Some(char),
                0 => None,
                _ => Some(if kept >> 15 == 0 { ' ' } else { char }),
            })
            .collect();
        for language in [None, Some("tr")] {
            let folding = Folding::of_language(language);
            let matcher = Matcher::new(&Query::new(pattern.as_str()), folding).unwrap();
            let Some(loosened) = matcher.loosened() else {
                continue;
            };
            let expected = by_trying_loosely(&text, &pattern, folding);
            prop_assert_eq!(&loosened.find_in(&text), &expected, "{:?} in one piece", pattern);
            prop_assert_eq!(&by_pieces(&text, &loosened, piece), &expected, "{:?} in pieces", pattern);
            // What is found as it was typed, from the beginning of a word on, is found loosely.
            let mut typed = matcher.find_in(&text).into_iter();
            let is_first = |hit: &TextRange| {
                hit.of(&text).starts_with(is_of_word)
                    && is_first_of_word(&text, hit.start.to_usize(), folding)
            };
            prop_assert!(!typed.any(|hit| is_first(&hit)) || !expected.is_empty());
        }
    }

    #[test]
    fn a_hunt_finds_the_same_wherever_it_is_interrupted(
        text in hard_text(), pattern in "[aeis .-]{1,3}", at in 0..400_usize, looks in 1..4_usize,
    ) {
        let document = Arc::new(document(&[&text, &text, &text]));
        let query = Query::new(pattern);
        let matcher = Matcher::new(&query, document.folding()).unwrap();
        let mut expected = matcher.find_in(document.text());
        let loosened = matcher.loosened().filter(|_| expected.is_empty());
        if let Some(loosened) = &loosened {
            expected = loosened.find_in(document.text());
        }
        let mut hunt = Hunt::new(Arc::clone(&document), matcher, Offset::new(at));
        let mut hits = Hits::new(query);
        let mut shelf = Shelf::default();
        let is_prepared = shelf.prepare(&document, &mut || at % 2 == 0);
        prop_assert!(is_prepared || at % 2 == 1);
        let mut asked = 0;
        while let Some(finding) = hunt.run(&mut shelf, &mut || { asked += 1; asked % looks != 0 }) {
            hits.add(finding);
        }
        prop_assert_eq!(hits.counted(), expected.as_slice());
        prop_assert_eq!(hits.is_loose(), loosened.is_some());
    }
}
