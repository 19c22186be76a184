use super::*;

fn found<'t>(text: &'t str, pattern: &str) -> Vec<&'t str> {
    let expression = Expression::new(pattern, false).unwrap();
    let mut hits = Vec::new();
    expression.find_in(text, 0..text.len(), &mut |hit, is_match| {
        if !is_match {
            return Verdict::Passed;
        }
        hits.push(hit.of(text));
        Verdict::Taken
    });
    hits
}

#[test]
fn a_match_lies_within_a_line() {
    let text = "one two\nthree four\n\nfive";
    assert_eq!(found(text, r"\w+$"), ["two", "four", "five"]);
    assert_eq!(found(text, r"^\w+"), ["one", "three", "five"]);
    assert_eq!(found(text, r"(?s)two.*"), ["two"]);
    assert_eq!(found(text, r"o\s"), Vec::<&str>::new());
    assert_eq!(found(text, r"[^e]{4,}"), [" two", " four"]);
    assert_eq!(found(text, r"\Be\b"), ["e", "e", "e"]);
    assert_eq!(found(text, r"e$|^t"), ["t", "e"]);
}

#[test]
fn long_lines_are_looked_through_in_parts_and_short_ones_whole() {
    let line = "the quick brown fox. ".repeat(3000);
    assert_eq!(found(&line, "quick brown").len(), 3000);
    let lines = "the quick brown fox\n".repeat(3000);
    assert_eq!(found(&lines, "^the.*fox$").len(), 3000);
    assert_eq!(found(&"ü".repeat(40_000), "ü").len(), 40_000);
}

#[test]
fn a_great_many_matches_in_a_line_are_found_where_patience_has_ended() {
    let line = "a1 bb22 ccc333 ".repeat(1000);
    assert_eq!(found(&line, r"[a-z]+\d+").len(), 3000);
    assert_eq!(found(&line, r"\d\D").len(), 3000);
    // The long ones in it as well, and what comes after a gap.
    let long = format!(
        "{}{} {}x",
        "a ".repeat(2000),
        "b".repeat(1500),
        ". ".repeat(700)
    );
    let hits = found(&long, "[a-z]+");
    assert_eq!(
        (hits.len(), hits[2000].len(), hits[2001]),
        (2002, 1500, "x")
    );
    // What would take a look at the rest of the line for each of its letters.
    let hostile = "a".repeat(200_000);
    assert_eq!(found(&hostile, "a(?:.*z)?").len(), 200_000);
    assert_eq!(found(&"ü".repeat(100_000), "ü(?:.*z)?").len(), 100_000);
}

#[test]
fn printed_forms_are_found_by_what_a_keyboard_has() {
    let text = "“Don’t” — a well‐known\u{A0}rule, 3-4";
    assert_eq!(found(text, "don't"), ["Don’t"]);
    assert_eq!(found(text, "\"[^\"]+\" -"), ["“Don’t” —"]);
    assert_eq!(found(text, "l-k\\w+ r"), ["l‐known\u{A0}r"]);
    assert_eq!(found(text, "[0-9]-[1-4]"), ["3-4"]);
    assert_eq!(found("hello", "[]a-z]{5}"), ["hello"]);
    assert_eq!(found("hello", "(?x) hel lo"), ["hello"]);
    assert_eq!(found(text, "(?-i:R)ule"), Vec::<&str>::new());
    assert_eq!(found(text, "[\"'x]"), ["“", "’", "”"]);
}

#[test]
fn a_capital_asks_for_capitals_but_an_escape_does_not() {
    assert_eq!(found("Abba abba", "abba"), ["Abba", "abba"]);
    assert_eq!(found("Abba abba", "Abba"), ["Abba"]);
    assert_eq!(found("Abba abba", r"\Sbba"), ["Abba", "abba"]);
    assert_eq!(found("Abba abba", r"(?P<Name>a)bba"), ["Abba", "abba"]);
    assert_eq!(found("Abba abba", r"[A-Z]bba"), ["Abba"]);
}

#[test]
fn a_pattern_that_may_be_nothing_finds_what_is_something() {
    let text = "xaab ab";
    assert_eq!(found(text, "a*"), ["aa", "a"]);
    for pattern in [
        "a|",
        "|a",
        "()|a",
        "a?",
        "(?:|a){1,3}?",
        "a??",
        r"\b|a",
        "(a|)",
        r"(?:a|\b)?",
    ] {
        assert_eq!(found(text, pattern), ["a", "a", "a"], "{pattern}");
    }
    assert_eq!(found(text, "a*b*"), ["aab", "ab"]);
    assert_eq!(found(text, "a??b??"), ["a", "a", "b", "a", "b"]);
    assert_eq!(found(text, r"\b(?:x|a)*"), ["xaa", "a"]);
    for pattern in ["()", r"\b", "^$", "^", "a{0}", "|", "(?:)*"] {
        assert!(found(text, pattern).is_empty(), "{pattern}");
    }
    assert_eq!(found(&"ü".repeat(9000), "z*").len(), 0);
    let long = "(?:a|)".repeat(1000);
    assert_eq!(found(text, &long), ["aa", "a"]);
}

#[test]
fn what_is_wrong_with_a_pattern_is_one_line() {
    let says = |pattern| Expression::new(pattern, false).unwrap_err().to_string();
    assert_eq!(says("a(b"), "unclosed group");
    assert_eq!(
        says("[z-a]"),
        "invalid character class range, the start must be <= the end"
    );
    assert_eq!(says("x{1000}{1000}{1000}"), TOO_LARGE);
    assert!(Expression::new(r"\w{100}", false).is_ok());
    assert_eq!(says(r"\w{1000}"), TOO_LARGE);
    assert_eq!(says(r"(a)\1"), "backreferences are not supported");
    assert!(Expression::new(&"(".repeat(5000), false).is_err());
    assert_eq!(found(&"a".repeat(3000), "(a+)+$").len(), 1);
}
