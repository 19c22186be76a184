//! Finding in real books: phrases whose places somebody else has counted, as the book prints them and as
//! a reader may remember them. Without the folder of real texts beside the project it has nothing to do.
#![expect(clippy::unwrap_used, reason = "what fails here is the test")]

use std::path::{Path, PathBuf};

use folio::document::Document;
use folio::format;
use folio::search::{Matcher, Query, find};
use folio::text::TextRange;
use serde_json::Value;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A folder of real texts, if there is one.
fn corpus(part: &str) -> Option<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus");
    let corpus = std::env::var_os("FOLIO_CORPUS").map_or_else(beside, PathBuf::from);
    Some(corpus.join(part)).filter(|path| path.exists())
}

/// Where the counts of others are not ours, and why.
const DEVIATIONS: &[(&str, &str, &str)] = &[
    (
        "entre-nous.latin1.txt",
        "the Online Distributed Proofreading",
        "it stands there twice, each time over a line end; only one is counted",
    ),
    (
        "idpf-internallinks-cjk-ids.epub",
        "Recommended Specification",
        "the copies of notes that its style sheet hides are counted as well",
    ),
];

fn hits(document: &Document, words: &str) -> Vec<TextRange> {
    find(document, &Query::new(words)).unwrap()
}

/// A phrase as it comes from a keyboard in a hurry: quotation marks straight, dashes hyphens, no accents,
/// no capitals.
fn typed(phrase: &str) -> String {
    phrase
        .nfd()
        // The voicing of kana is no accent: か and が are as different as c and g.
        .filter(|char| !is_combining_mark(*char) || matches!(char, '\u{3099}' | '\u{309A}'))
        .map(|char| match char {
            '‘' | '’' => '\'',
            '“' | '”' => '"',
            '–' | '—' | '‐' | '‑' => '-',
            '\u{A0}' => ' ',
            _ => char,
        })
        .collect::<String>()
        .nfc()
        .collect::<String>()
        .to_lowercase()
}

/// The words of a phrase that has more than one, and nothing of what stands between them or in them.
fn bare(phrase: &str) -> Option<String> {
    let is_bare = |char: char| char.is_alphanumeric() || char == ' ' || is_combining_mark(char);
    let words = phrase
        .replace(['’', '\''], "")
        .replace(|char: char| !is_bare(char), " ");
    let words: Vec<&str> = words.split(' ').filter(|word| !word.is_empty()).collect();
    (words.len() > 1).then(|| words.join(" "))
}

/// The places of words as the program finds them: as they are typed, else with capitals and marks aside.
fn hits_of_bare(document: &Document, words: &str) -> Vec<TextRange> {
    let matcher = Matcher::new(&Query::new(words), document.folding()).unwrap();
    let as_typed = matcher.find_in(document.text());
    if as_typed.is_empty() {
        return matcher.loosened().unwrap().find_in(document.text());
    }
    as_typed
}

/// Judges the phrases of one book. Answers with how many there were.
fn judge(file: &str, document: &Document, expected: &Value, wrong: &mut Vec<String>) -> usize {
    let phrases = expected["phrases"]
        .as_array()
        .map_or(&[][..], Vec::as_slice);
    for entry in phrases {
        let phrase = entry["phrase"].as_str().unwrap();
        let count = |field: &str| usize::try_from(entry[field].as_u64().unwrap()).unwrap();
        let mut expect = |what: &str, is: usize, should: usize| {
            if is != should {
                wrong.push(format!("{file}: {what} {phrase:?}: {is}, not {should}"));
            }
        };
        let as_printed = hits(document, phrase);
        let deviation = (file, phrase);
        let deviates = DEVIATIONS.iter().any(|(f, p, _)| (*f, *p) == deviation);
        if deviates {
            assert_ne!(
                as_printed.len(),
                count("count_ignoring_case"),
                "{deviation:?}"
            );
            continue;
        }
        let has_capital = phrase.chars().any(char::is_uppercase);
        let printed = if has_capital {
            "count_case_sensitive"
        } else {
            "count_ignoring_case"
        };
        expect("as printed", as_printed.len(), count(printed));
        let small = hits(document, &phrase.to_lowercase());
        expect(
            "in small letters",
            small.len(),
            count("count_ignoring_case"),
        );
        // Nothing that stands there is lost when it is typed as keyboards have it.
        let remembered = hits(document, &typed(phrase));
        let kept = as_printed.iter().filter(|hit| remembered.contains(hit));
        expect("as typed", kept.count(), as_printed.len());
        // Nor when its punctuation is left out, unless the words are there without any as well.
        if let Some(bare) = bare(&typed(phrase)) {
            let found = hits_of_bare(document, &bare);
            let is_bare = |hit: &TextRange| hits(document, &bare).contains(hit);
            let holds = |hit: &TextRange| {
                let inside = |f: &TextRange| hit.start <= f.start && f.end <= hit.end;
                found.iter().any(inside)
            };
            if !found.first().is_some_and(is_bare) {
                let kept = as_printed.iter().filter(|hit| holds(hit));
                expect("without punctuation", kept.count(), as_printed.len());
            }
        }
        // And each is the phrase, blanks and what is not drawn aside.
        let letters =
            |text: &str| typed(text).replace(|c: char| c.is_whitespace() || c == '\u{AD}', "");
        let same = remembered
            .iter()
            .filter(|hit| letters(document.slice(**hit)) == letters(phrase));
        expect("the phrase itself", same.count(), remembered.len());
    }
    phrases.len()
}

#[test]
fn phrases_are_found_as_printed_and_as_remembered() {
    let mut wrong = Vec::new();
    let mut judged = 0;
    for folder in ["text", "epub", "fb2", "html", "markdown"] {
        let Some(expect) = corpus(folder)
            .map(|f| f.join("expect.json"))
            .filter(|p| p.exists())
        else {
            continue;
        };
        let expected: Value =
            serde_json::from_str(&std::fs::read_to_string(&expect).unwrap()).unwrap();
        for (file, expected) in expected.as_object().unwrap() {
            if expected["phrases"].as_array().is_none_or(Vec::is_empty) {
                continue;
            }
            let bytes = std::fs::read(expect.with_file_name(file)).unwrap();
            let document = format::open(&bytes, Some(file)).unwrap();
            judged += judge(file, &document, expected, &mut wrong);
        }
    }
    println!("{judged} phrases");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
