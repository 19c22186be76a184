//! What is looked for.

use super::*;

#[test]
fn options_say_how_the_pattern_is_meant() {
    let place = Place::new(&[("a.txt", "The Sea and the seaside, a sea of \"seas\".\n")]);
    let count = |options: &[&str], pattern: &str| {
        let answer = place.search(&[options, &["-c", "--", pattern, "a.txt"]].concat());
        answer.out.trim().to_owned()
    };
    assert_eq!(count(&[], "sea"), "4");
    assert_eq!(count(&[], "Sea"), "1");
    // A shell takes the marks; what is left of them is part of the pattern.
    assert_eq!(count(&[], "\"seas\""), "1");
    assert_eq!(count(&[], "-no"), "0");
    let answer = place.search(&["--exact", "--regex", "sea", "a.txt"]);
    assert_eq!((answer.status, answer.err.lines().count()), (2, 1));
}

#[test]
fn words_that_a_file_has_nowhere_as_they_were_typed_are_found_with_other_punctuation() {
    let place = Place::new(&[
        ("a", "Mr. Darcy, and not mr darcy.\n"),
        ("b", "“Mr.—Darcy!”\n"),
        ("c", "Darcy\n"),
    ]);
    assert_eq!(
        place.search(&["-c", "mr darcy", "a", "b", "c"]),
        said("a:1\nb:1\nc:0\n", 0)
    );
    // With marks aside, capitals are aside too.
    assert_eq!(place.search(&["-c", "Mr Darcy", "a"]), said("2\n", 0));
    assert_eq!(place.search(&["-q", "-F", "mr darcy", "b"]).status, 1);
    assert_eq!(place.search(&["-l", "mr-darcy", "c", "b"]), said("b\n", 0));
}

#[test]
fn a_pattern_that_cannot_be_used_is_one_line() {
    let place = Place::new(&[("a", "sea\n")]);
    for arguments in [&["", "a"][..], &["  ", "a"], &[]] {
        let answer = place.search(arguments);
        assert_eq!(
            (answer.status, answer.out.as_str()),
            (2, ""),
            "{arguments:?}"
        );
        assert_eq!(answer.err.lines().count(), 1, "{}", answer.err);
    }
}

#[test]
fn a_regular_expression_that_may_be_nothing_finds_something() {
    let place = Place::new(&[("log.txt", "The sea.\n")]);
    assert_eq!(place.search(&["-E", "-c", "e*", "log.txt"]), said("2\n", 0));
    assert_eq!(place.search(&["-E", "()", "log.txt"]), said("", 1));
    // Here quotation marks are marks, and what is typed around words is waived.
    assert_eq!(
        place.search(&["-c", "\"The Sea!\"", "log.txt"]),
        said("1\n", 0)
    );
    assert_eq!(place.search(&["-F", "\"The sea\"", "log.txt"]), said("", 1));
}
