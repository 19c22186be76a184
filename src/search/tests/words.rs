//! Which words are found, by examples.

use super::*;

#[test]
fn what_one_remembers_is_enough() {
    let text = "“Don’t you know,” said\nthe café’s owner—“the Straße is closed?”";
    assert_eq!(found(text, "don't you"), ["Don’t you"]);
    assert_eq!(
        found(text, "said the cafe's owner-\"the strasse"),
        ["said\nthe café’s owner—“the Straße"]
    );
    assert_eq!(found("ﬁne", "f"), ["ﬁ"]);
    assert_eq!(found("ß", "s"), ["ß"]);
    assert_eq!(found("Fußball rollt", "sball"), ["ßball"]);
    assert_eq!(found("wait…Then", "..Then"), ["…Then"]);
    assert_eq!(found("", "x"), Vec::<&str>::new());
    assert_eq!(found("\u{301}\u{301}", "\u{301}"), Vec::<&str>::new());
}

#[test]
fn words_that_are_nowhere_are_found_with_other_punctuation() {
    let text = "“Well, Mr. Darcy,” she said—“don’t go down the rabbit-hole to-morrow!” 春天，來了。 3.5 C++ no one \
                _papier-mache_ snake_case";
    let found = |pattern: &str| -> Vec<&str> {
        let matcher = Matcher::for_words(pattern, Folding::default());
        assert_eq!(matcher.find_in(text), [], "{pattern}");
        let loosened = matcher.loosened();
        let hits = loosened.map_or_else(Vec::new, |loosened| loosened.find_in(text));
        hits.iter().map(|hit| hit.of(text)).collect()
    };
    let rows = [
        ("mr darcy", "Mr. Darcy"),
        ("well mr darcy she", "Well, Mr. Darcy,” she"),
        ("said dont", "said—“don’t"),
        ("dont", "don’t"),
        ("rabbit hole", "rabbit-hole"),
        ("rabbithole", "rabbit-hole"),
        ("tomorrow", "to-morrow"),
        ("Mr Darcy", "Mr. Darcy"),
        ("\"well mr", "Well, Mr"),
        ("no-one", "no one"),
        ("noo-ne", ""),
        ("MR darcy", "Mr. Darcy"),
        ("Wèll", "Well"),
        ("to morrow.", "to-morrow"),
        ("(the rabbit-hole)", "the rabbit-hole"),
        ("said \"dont go\"", "said—“don’t go"),
        ("said\"dont", "said—“don’t"),
        ("don't you", ""),
        ("arcy she", ""),
        ("ell.", ""),
        ("mr dar", "Mr. Dar"),
        ("to go", ""),
        ("35", ""),
        ("3 5", "3.5"),
        ("papier mache", "papier-mache"),
        ("snakecase", ""),
        ("c--", ""),
    ];
    for (pattern, words) in rows {
        let expected: Vec<&str> = Some(words)
            .filter(|words| !words.is_empty())
            .into_iter()
            .collect();
        assert_eq!(found(pattern), expected, "{pattern}");
    }
    assert_eq!(found("春天來了"), ["春天，來了"]);
    let exactly = Query {
        way: Way::Exact,
        ..Query::new("mr darcy")
    };
    assert!(Matcher::new(&exactly, Folding::default()).is_ok_and(|m| m.loosened().is_none()));
}

#[test]
fn a_piece_does_not_begin_with_what_joins_the_letter_before() {
    let joining = [
        "\u{3099}", "\u{FF9E}", "\u{FF9F}", "\u{1161}", "\u{FFC2}", "\u{301}",
    ];
    let begins = |text: &str| Folding::default().can_begin_at(text, 0);
    assert_eq!(joining.map(begins), [false; 6]);
    assert_eq!(["a", "が", "ﬁ", "漢", "½"].map(begins), [true; 5]);
    assert_eq!(["", " ", "\u{A0}", "—", "\u{AD}"].map(begins), [false; 5]);
}

#[test]
fn a_phrase_is_found_over_any_number_of_blanks() {
    let text = format!("foo{}bar", " ".repeat(400_000));
    assert_eq!(found(&text, "foo bar"), [text.as_str()]);
}

#[test]
fn whole_words_are_whole_in_every_script() {
    let hits = |text: &'static str, pattern: &str| -> Vec<usize> {
        let query = Query {
            whole_words: true,
            ..Query::new(pattern)
        };
        let hits = Matcher::new(&query, Folding::default())
            .unwrap()
            .find_in(text);
        hits.iter().map(|hit| hit.start.to_usize()).collect()
    };
    assert_eq!(hits("art part arts art-deco art", "art"), [0, 14, 23]);
    assert_eq!(hits("arte\u{301} art", "art"), [7]);
    assert_eq!(hits("arte\u{301} art", "arte"), [0]);
    assert_eq!(hits("中文字", "文"), [3]);
    assert_eq!(hits("dog's dogs", "dog"), [0]);
    assert_eq!(hits("a _dog_ dog_ear hot_dog", "dog"), [3]);
    // A virama joins letters, and is neither a letter nor a diacritic.
    assert_eq!(hits("हिन्दी हिन", "हिन"), [19]);
    assert_eq!(hits("বিশ্ব বিশ", "বিশ"), [16]);
    assert_eq!(hits("அம்மா அம", "அம"), [16]);
    assert_eq!(hits("സന്തോഷം സന", "സന"), [22]);
    let query = Query {
        way: Way::Regex,
        whole_words: true,
        ..Query::new("cat|cats")
    };
    let matcher = Matcher::new(&query, Folding::default()).unwrap();
    assert_eq!(matcher.find_in("two cats"), [TextRange::new(4, 8)]);
}

#[test]
fn what_is_not_drawn_parts_no_words() {
    let found = |text: &str, way: Way, pattern: &str| -> usize {
        let query = Query {
            way,
            whole_words: true,
            ..Query::new(pattern)
        };
        let matcher = Matcher::new(&query, Folding::default()).unwrap();
        matcher.find_in(text).len()
    };
    for way in [Way::Words, Way::Exact, Way::Regex] {
        for sign in ["\u{AD}", "\u{2060}", "\u{AD}\u{200D}"] {
            let text = format!("exam{sign}ple ex{sign}am exam");
            assert_eq!(
                found(&text, way, "exam"),
                1 + usize::from(way == Way::Words)
            );
            assert_eq!(found(&text, way, "ple"), 0, "{way:?} {sign:?}");
        }
    }
    // To the engine all marks are of words, and so are the characters of China.
    for way in [Way::Words, Way::Exact] {
        // The sign at a word's end belongs to it, and the one after a heart to the heart.
        assert_eq!(found("exam\u{AD} ❤\u{FE0F}exam\u{2060}", way, "exam"), 2);
        // A tone over a Chinese character makes no word of it and its neighbour.
        assert_eq!(found("中\u{301}文", way, "文"), 1);
    }
}

#[test]
fn a_pattern_for_whole_words_finds_them_in_italics() {
    let found = |pattern: &str| -> Vec<usize> {
        let query = Query {
            way: Way::Regex,
            whole_words: true,
            ..Query::new(pattern)
        };
        let text = "a _dog_ dog_ear hot_dog, __init__ dog";
        let hits = Matcher::new(&query, Folding::default())
            .unwrap()
            .find_in(text);
        hits.iter().map(|hit| hit.start.to_usize()).collect()
    };
    assert_eq!(found("dog"), [3, 34]);
    assert_eq!(found("d[o0]g|init"), [3, 27, 34]);
    assert_eq!(found("__init__"), [25]);
    assert_eq!(found("dog_ear"), [8]);
}

#[test]
fn exactly_means_exactly_and_within_means_within() {
    let text = "Don’t don't Don't";
    let query = Query::typed("\"Don't\"", Way::Words);
    let hits = Matcher::new(&query, Folding::default())
        .unwrap()
        .find_in(text);
    assert_eq!(hits, [TextRange::new(14, 19)]);
    let query = Query {
        within: Some(TextRange::new(3, 14)),
        ..Query::new("don't")
    };
    let hits = Matcher::new(&query, Folding::default())
        .unwrap()
        .find_in(text);
    assert_eq!(hits, [TextRange::new(8, 13)]);
}

#[test]
fn the_language_of_a_book_says_which_letters_are_a_pair() {
    let mut builder = Builder::new(Format::Text);
    builder.metadata_mut().language = Some("tr".to_owned());
    builder.block(BlockKind::Paragraph, "ISPARTA, İstanbul, ısı, isim");
    let document = builder.finish();
    let found = |pattern| -> Vec<String> {
        let hits = find(&document, &Query::new(pattern)).unwrap();
        hits.iter()
            .map(|hit| document.slice(*hit).to_owned())
            .collect()
    };
    assert_eq!(found("ıs"), ["IS", "ıs"]);
    assert_eq!(found("is"), ["İs", "is"]);
}
