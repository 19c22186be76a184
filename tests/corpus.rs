//! What is read from real and from broken books, held against what the corpus expects of a reader.
//!
//! The corpus lies beside the package or where `FOLIO_CORPUS` says; without it these tests have nothing
//! to say. A book that is read otherwise than expected is listed here by name and with the reason; any
//! other deviation fails, and so does a reason that has become untrue.
#![expect(clippy::expect_used, reason = "what fails here is the test")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use folio::document::Document;
use folio::format;
use folio::search::{Query, find};
use serde_json::Value;

fn corpus(part: &str) -> Option<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus");
    let corpus = std::env::var_os("FOLIO_CORPUS").map_or_else(beside, PathBuf::from);
    Some(corpus.join(part)).filter(|path| path.exists())
}

/// A book that is read otherwise than expected: file, what of it, why.
type Deviation = (&'static str, &'static str, &'static str);

/// What was found in a folder: how many books there are, and which were read otherwise than expected.
#[derive(Default)]
struct Report {
    books: usize,
    misses: Vec<(String, &'static str, String)>,
}

impl Report {
    fn expect(&mut self, book: &str, what: &'static str, holds: bool, found: impl Into<String>) {
        if !holds {
            self.misses.push((book.to_owned(), what, found.into()));
        }
    }

    /// Prints the rate and fails unless the deviations are those that are known.
    fn close(self, folder: &str, known: &[Deviation]) {
        let bad: BTreeSet<&str> = self.misses.iter().map(|(book, ..)| book.as_str()).collect();
        println!(
            "{folder}: {} of {} as expected",
            self.books - bad.len(),
            self.books
        );
        for (book, what, found) in &self.misses {
            println!("  {book}: {what}: {found}");
        }
        let is_known =
            |book: &str, what: &str| known.iter().any(|(b, w, _)| *b == book && *w == what);
        let new: Vec<_> = self
            .misses
            .iter()
            .filter(|(b, w, _)| !is_known(b, w))
            .collect();
        assert!(new.is_empty(), "{folder}: unexpected: {new:#?}");
        let gone = known
            .iter()
            .filter(|(book, what, _)| !self.misses.iter().any(|(b, w, _)| b == book && w == what));
        let gone: Vec<_> = gone.collect();
        assert!(gone.is_empty(), "{folder}: no longer so: {gone:#?}");
        assert!(self.books > 0, "{folder} is empty");
    }
}

/// What `folio inspect --json` says, or its complaint.
fn inspect(path: &Path) -> Result<Value, String> {
    let output = Command::new(env!("CARGO_BIN_EXE_folio"))
        .args(["inspect", "--json"])
        .arg(path)
        .output()
        .expect("the program");
    if output.status.success() {
        Ok(serde_json::from_slice(&output.stdout).expect("JSON"))
    } else {
        assert_eq!(output.status.code(), Some(2), "{}", path.display());
        let complaint = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(complaint.lines().count(), 1, "{complaint}");
        Err(complaint)
    }
}

fn open(path: &Path) -> Option<Document> {
    let bytes = std::fs::read(path).ok()?;
    format::open(&bytes, path.file_name().and_then(|n| n.to_str())).ok()
}

fn expectations(folder: &Path) -> Vec<(String, Value)> {
    let bytes = std::fs::read(folder.join("expect.json")).expect("expectations");
    let all: Value = serde_json::from_slice(&bytes).expect("JSON");
    let all = all.as_object().expect("an object").clone();
    all.into_iter().collect()
}

/// The first characters of a text, white space joined.
fn start(text: &str, chars: usize) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words
        .join(" ")
        .chars()
        .take(chars)
        .collect::<String>()
        .trim_end()
        .to_owned()
}

const EPUB: &[Deviation] = &[
    (
        "epubcheck-package-mathml-valid.epub",
        "targets",
        "the words that a formula gives for itself are read, 2x+y-z, and not its parts",
    ),
    ("epubcheck-package-mathml-valid.epub", "words", "the same"),
    (
        "idpf-internallinks-cjk-ids.epub",
        "words",
        "its style sheet hides the copies of notes that stand inside the lines",
    ),
    (
        "idpf-internallinks-cjk-ids.epub",
        "phrases",
        "the same: one of two copies is hidden",
    ),
    (
        "idpf-regime-anticancer-arabic.epub",
        "words",
        "a word with a vowel sign is one word, and was counted as two",
    ),
    (
        "standardebooks-love-among-the-chickens.epub",
        "targets",
        "the publisher's logo has words that stand for it, and they are shown",
    ),
];

#[test]
fn sound_books_are_read_as_expected() {
    let Some(folder) = corpus("epub") else {
        return;
    };
    let mut report = Report::default();
    for (book, expected) in expectations(&folder) {
        report.books += 1;
        let path = folder.join(&book);
        match inspect(&path) {
            Ok(found) => compare(&mut report, &book, &path, &expected, &found),
            Err(complaint) => report.expect(&book, "opens", false, complaint),
        }
    }
    report.close("epub", EPUB);
}

fn compare(report: &mut Report, book: &str, path: &Path, expected: &Value, found: &Value) {
    for field in ["title", "authors", "language"] {
        let says = found[field].to_string();
        report.expect(book, field, found[field] == expected[field], says);
    }
    let images = &found["images"];
    report.expect(
        book,
        "images",
        *images == expected["images"],
        images.to_string(),
    );
    let spine = &found["spine"];
    report.expect(
        book,
        "spine",
        *spine == expected["spine_items"],
        spine.to_string(),
    );
    compare_contents(report, book, expected, found);
    let count = |value: &Value| value.as_f64().unwrap_or(0.0);
    let (is, should) = (count(&found["words"]), count(&expected["words_approx"]));
    let is_near = (is - should).abs() <= should * 0.03;
    report.expect(book, "words", is_near, format!("{is}, not {should}"));
    let Some(document) = open(path) else {
        return report.expect(book, "opens", false, "");
    };
    for phrase in expected["phrases"].as_array().into_iter().flatten() {
        let words = phrase["phrase"].as_str().unwrap_or("");
        let has_capital = words.chars().any(char::is_uppercase);
        let field = if has_capital {
            "count_case_sensitive"
        } else {
            "count_ignoring_case"
        };
        let hits = find(&document, &Query::new(words)).expect("words").len();
        let holds = phrase[field].as_u64() == u64::try_from(hits).ok();
        report.expect(
            book,
            "phrases",
            holds,
            format!("{words}: {hits}, not {}", phrase[field]),
        );
    }
    let mut at = 0;
    for sample in expected["samples_in_reading_order"]
        .as_array()
        .into_iter()
        .flatten()
    {
        let words = start(sample.as_str().unwrap_or(""), 40);
        let next = sample_from(&document, &words, at);
        report.expect(book, "samples", next.is_some(), words);
        at = next.unwrap_or(at);
    }
}

/// Where a sample stands, at byte `at` or later. The number with which a note begins is its marker in the
/// margin and no part of the text: without it the sample must be the beginning of a note.
fn sample_from(document: &Document, words: &str, at: usize) -> Option<usize> {
    let places = |words: &str| {
        let hits = find(document, &Query::new(words)).expect("words");
        let starts = hits.iter().map(|hit| hit.start.to_usize());
        starts.filter(|start| *start >= at).collect::<Vec<_>>()
    };
    let begins_note = |start: &usize| {
        let mut notes = document.notes().iter();
        notes.any(|note| note.range.start.to_usize() == *start)
    };
    let unmarked = words.trim_start_matches(|c: char| c.is_ascii_digit() || "[]. ".contains(c));
    let marked = places(words).first().copied();
    marked.or_else(|| places(unmarked).into_iter().find(begins_note))
}

fn compare_contents(report: &mut Report, book: &str, expected: &Value, found: &Value) {
    let source = &found["contents_source"];
    report.expect(
        book,
        "source",
        *source == expected["toc_source"],
        source.to_string(),
    );
    let none = Vec::new();
    let sections = found["sections"].as_array().unwrap_or(&none);
    let toc = expected["toc"].as_array().unwrap_or(&none);
    let counts = format!("{} sections, not {}", sections.len(), toc.len());
    report.expect(book, "contents", sections.len() == toc.len(), counts);
    for (is, should) in sections.iter().zip(toc) {
        let holds = is["title"] == should["title"] && is["level"] == should["level"];
        let says = format!(
            "{} {}, not {} {}",
            is["level"], is["title"], should["level"], should["title"]
        );
        report.expect(book, "entries", holds, says);
        let there = |value: &Value| start(value.as_str().unwrap_or(""), 40);
        let (is, should) = (there(&is["starts"]), there(&should["text_at_target"]));
        // Both end somewhere, and blanks are counted before or after they are joined.
        let letters = |text: &str| text.replace([' ', '\u{feff}'], "");
        let (is_all, should_all) = (letters(&is), letters(&should));
        // Nothing is expected of pages that are images, of which we have what stands for them.
        let holds = should_all.starts_with(&is_all) || is_all.starts_with(&should_all);
        report.expect(book, "targets", holds, format!("{is:?}, not {should:?}"));
    }
}

const EPUB_BAD: &[Deviation] = &[];

#[test]
fn broken_books_open_or_say_why_not() {
    let Some(folder) = corpus("epub-bad") else {
        return;
    };
    let mut report = Report::default();
    for (book, expected) in expectations(&folder) {
        report.books += 1;
        let path = folder.join(&book);
        let must = expected["must"].as_str().unwrap_or("");
        let found = inspect(&path);
        let holds = match must {
            "open" => found.is_ok(),
            "error" => found.is_err(),
            _ => true,
        };
        let says = found
            .as_ref()
            .err()
            .cloned()
            .unwrap_or_else(|| "opens".to_owned());
        report.expect(&book, "must", holds, format!("{must}: {says}"));
        let Some(text) = expected["text"].as_str() else {
            continue;
        };
        let document = open(&path).unwrap_or_default();
        report.expect(&book, "text", document.text().contains(text), text);
    }
    report.close("epub-bad", EPUB_BAD);
}

#[test]
fn fictionbooks_are_read_with_title_author_and_language() {
    let Some(folder) = corpus("fb2") else {
        return;
    };
    for (book, title, author, language, encoding) in [
        (
            "calibre-alice.fb2.zip",
            "Alice's Adventures in Wonderland",
            "Lewis Carroll",
            "en",
            "utf-8",
        ),
        (
            "fbreader-minihelp-en.fb2",
            "About FBReader",
            "FBReader",
            "en",
            "utf-8",
        ),
        (
            "fbreader-minihelp-ru.fb2",
            "О программе FBReader",
            "FBReader",
            "ru",
            "utf-8",
        ),
        (
            "fbreader-minihelp-ru.windows-1251.fb2",
            "О программе FBReader",
            "FBReader",
            "ru",
            "windows-1251",
        ),
        (
            "fbreader-minihelp-uk.fb2",
            "Про програму FBReader",
            "FBReader",
            "uk",
            "utf-8",
        ),
        (
            "pandoc-raven.fb2",
            "The Raven",
            "Edgar Allan Poe",
            "",
            "utf-8",
        ),
    ] {
        let found = inspect(&folder.join(book)).unwrap_or_else(|complaint| panic!("{complaint}"));
        assert_eq!(found["format"], "fb2", "{book}");
        assert_eq!(found["title"], title, "{book}");
        assert_eq!(found["authors"], serde_json::json!([author]), "{book}");
        assert_eq!(found["language"].as_str().unwrap_or(""), language, "{book}");
        assert_eq!(found["encoding"], encoding, "{book}");
        let document = open(&folder.join(book)).unwrap_or_default();
        // Images are long words of letters, and never shown.
        let longest = document.text().split_whitespace().map(str::len).max();
        assert!(longest < Some(200), "{book}: {longest:?}");
    }
}
