//! Pages of the web: the article found in them, and the test pages of the standard, which are meant to
//! break readers (`../shared/corpus/html`).
#![expect(
    clippy::unwrap_used,
    reason = "a test stops where the corpus cannot be read"
)]

use std::collections::HashMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use folio::document::Document;
use folio::format::{self, PageExtent};

fn corpus(part: &str) -> Option<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus");
    let corpus = std::env::var_os("FOLIO_CORPUS").map_or_else(beside, PathBuf::from);
    Some(corpus.join("html").join(part)).filter(|path| path.exists())
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap();
    let mut files: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

fn words(document: &Document) -> Vec<&str> {
    document
        .text()
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect()
}

/// How many words two texts have in common.
fn common(one: &[&str], other: &[&str]) -> usize {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for word in one {
        *counts.entry(word).or_default() += 1;
    }
    let taken = |word: &&&str| {
        let count = counts.get_mut(**word);
        count
            .filter(|count| **count > 0)
            .map(|count| *count -= 1)
            .is_some()
    };
    other.iter().filter(taken).count()
}

#[expect(clippy::cast_precision_loss, reason = "a share is rough")]
fn percent(part: usize, whole: usize) -> f64 {
    100.0 * part as f64 / whole.max(1) as f64
}

#[test]
fn the_article_of_a_page_is_what_readability_finds_and_little_else() {
    let Some(folder) = corpus("readability") else {
        return;
    };
    let mut table = String::new();
    let mut misses = Vec::new();
    for page in files(&folder) {
        let read = |file: &str, extent| {
            let bytes = std::fs::read(page.join(file)).unwrap();
            format::open_extent(&bytes, Some(file), extent).unwrap()
        };
        let article = read("source.html", PageExtent::Article);
        let expected = read("expected.html", PageExtent::Whole);
        let (is, should) = (words(&article), words(&expected));
        let shared = common(&is, &should);
        let (found, right) = (percent(shared, should.len()), percent(shared, is.len()));
        let metadata = std::fs::read(page.join("expected-metadata.json")).unwrap();
        let metadata: serde_json::Value = serde_json::from_slice(&metadata).unwrap();
        let title = metadata["title"].as_str().unwrap_or("");
        let is_title = article.title().unwrap_or("") == title;
        let name = page.file_name().unwrap().to_string_lossy().into_owned();
        // What Readability gives of this page lacks a whole section of its article.
        let least = if name == "mercurial" { 85.0 } else { 90.0 };
        let is_miss = found < 95.0 || right < least;
        misses.extend(is_miss.then(|| name.clone()));
        let _ = writeln!(
            table,
            "{} {name:<28} found {found:5.1} right {right:5.1} words {:>6} title {}",
            if is_miss { '-' } else { '+' },
            should.len(),
            if is_title {
                "same".to_owned()
            } else {
                format!("{:?} not {title:?}", article.title())
            },
        );
    }
    println!("{table}");
    assert!(misses.is_empty(), "{table}");
}

#[test]
fn a_book_in_one_page_is_read_whole() {
    for (name, title, chapters) in [
        ("gutenberg-alice.htm", "Alice", 12),
        ("gutenberg-raven.htm", "Raven", 0),
    ] {
        let Some(path) = corpus("books").map(|folder| folder.join(name)) else {
            return;
        };
        let bytes = std::fs::read(path).unwrap();
        let article = format::open(&bytes, Some(name)).unwrap();
        let whole = format::open_extent(&bytes, Some(name), PageExtent::Whole).unwrap();
        assert_eq!(article.text(), whole.text(), "{name}");
        assert!(
            article.title().is_some_and(|is| is.contains(title)),
            "{name}"
        );
        assert!(article.sections().len() >= chapters, "{name}");
        assert!(article.problems().is_empty(), "{:?}", article.problems());
    }
}

/// The parts of a file of tests that follow each line `#name`.
fn parts(file: &Path, name: &str) -> Vec<Vec<u8>> {
    let bytes = std::fs::read(file).unwrap();
    let mut parts = Vec::new();
    let mut part: Option<Vec<u8>> = None;
    for line in bytes.split_inclusive(|b| *b == b'\n') {
        let text = line.trim_ascii_end();
        if text.starts_with(b"#")
            && text
                .get(1..)
                .is_some_and(|t| t.iter().all(|b| b.is_ascii_lowercase() || *b == b'-'))
            && text.len() > 3
        {
            parts.extend(part.take());
            if text.get(1..) == Some(name.as_bytes()) {
                part = Some(Vec::new());
            }
        } else if let Some(part) = &mut part {
            part.extend_from_slice(line);
        }
    }
    parts.extend(part);
    parts
}

#[test]
fn the_pages_that_try_parsers_end_and_hold_no_more_than_was_written() {
    let Some(folder) = corpus("html5lib-tree-construction") else {
        return;
    };
    let mut tried = 0;
    for file in files(&folder) {
        for page in parts(&file, "data") {
            for name in ["a.html", "a.xhtml", "a.md"] {
                // Some are control characters for the most part, which is no text.
                let Ok(document) = format::open(&page, Some(name)) else {
                    continue;
                };
                // A reference may be longer than what it names by a little, never by much.
                assert!(
                    document.text().len() <= 8 * page.len() + 64,
                    "{}",
                    String::from_utf8_lossy(&page)
                );
                tried += 1;
            }
        }
    }
    assert!(tried > 1000, "{tried}");
}

#[test]
fn pages_are_decoded_as_the_standard_has_it() {
    let Some(folder) = corpus("html5lib-encoding") else {
        return;
    };
    let (mut tried, mut undeclared) = (0, 0);
    let mut misses = String::new();
    for file in files(&folder) {
        let pages = parts(&file, "data");
        let encodings = parts(&file, "encoding");
        assert_eq!(pages.len(), encodings.len());
        for (page, encoding) in pages.iter().zip(encodings) {
            let encoding = String::from_utf8_lossy(&encoding)
                .trim()
                .to_ascii_lowercase();
            let should = encoding_rs::Encoding::for_label(encoding.as_bytes()).unwrap();
            tried += 1;
            let document = format::open(page, Some("a.html")).unwrap();
            let is = document.metadata().encoding.unwrap_or("utf-8");
            // Where nothing is declared the tests expect what a browser in the West would take.
            let is_undeclared = is == "utf-8" && should == encoding_rs::WINDOWS_1252;
            undeclared += usize::from(is_undeclared);
            if !is_undeclared && !is.eq_ignore_ascii_case(should.name()) {
                let _ = writeln!(
                    misses,
                    "{is} not {}: {}",
                    should.name(),
                    String::from_utf8_lossy(page)
                );
            }
        }
    }
    assert!(tried > 60 && undeclared < 35, "{tried}, {undeclared}");
    assert!(misses.is_empty(), "{misses}");
}

#[test]
fn a_page_whose_title_never_ends_is_read_all_the_same() {
    for page in [
        "<title>T<p>One<p>Two",
        "<p>One</p><textarea><p>Two",
        "<iframe><p>One<p>Two",
    ] {
        let document = format::open(page.as_bytes(), Some("a.html")).unwrap();
        assert!(
            document.text().ends_with("One\nTwo"),
            "{page}: {}",
            document.text()
        );
        assert_eq!(document.problems().len(), 1);
    }
}

#[test]
fn hostile_pages_end() {
    let pages = [
        "<".repeat(500_000),
        "<div>".repeat(60_000),
        "<b><p>".repeat(30_000),
        "<table><tr><td>".repeat(20_000),
        "<ul><li>".repeat(20_000),
        "<a href=#x id=x>1</a>".repeat(20_000),
        "<p id=x><a href=#x>1</a>".repeat(20_000),
        "</p>".repeat(60_000),
        "<b></i></b><i>".repeat(20_000),
        format!("<table>{}", "<tr><td>".repeat(20_000)),
        format!(
            "<table><tr>{}{}",
            "<td>".repeat(20_000),
            "<tr>".repeat(20_000)
        ),
        format!(
            "<table>{}",
            "<tr><td rowspan=65534 colspan=1000>x".repeat(20_000)
        ),
        format!("{}text", "<h1><blockquote>".repeat(20_000)),
        "&foo;".repeat(20_000),
        "<ruby>x<rt>y".repeat(20_000),
        "<svg><math>".repeat(20_000),
        "<img alt=x>".repeat(20_000),
        "<p class=a style='font:x'>".repeat(20_000),
        // Many links back, in stretches that hold much that is no text.
        format!(
            "<p><a id=r href='#n'>1</a></p><p id=n>{}{}{}",
            "<span>".repeat(500),
            "<a href='#r'></a>".repeat(1_700),
            "<br>".repeat(100_000)
        ),
        // Many images with a caption that is none of them.
        format!(
            "<figure><figcaption>{}</figcaption>{}",
            "<br>".repeat(100_000),
            "<img alt=x>".repeat(100_000)
        ),
    ];
    for page in pages {
        let name = page.get(..24.min(page.len())).unwrap_or("").to_owned();
        let document = format::open(page.as_bytes(), Some("a.html")).unwrap();
        assert!(document.text().len() <= 2 * page.len() + 64, "{name}");
        let document = format::open(page.as_bytes(), Some("a.md")).unwrap();
        assert!(
            document.text().len() <= 2 * page.len() + 64,
            "{name} in Markdown"
        );
    }
}

#[test]
fn paragraphs_without_a_page_around_them_are_all_read_however_long_one_is() {
    let short = "<p>A paragraph of some words, and no more than these.</p>";
    let long = "A sentence of a very long paragraph, which holds most of the page. ".repeat(40);
    let page = format!("<h2>First</h2>{short}<h2>Second</h2><p>{long}</p>{short}");
    let document = format::open(page.as_bytes(), Some("a.html")).unwrap();
    let text = document.text();
    assert!(
        text.starts_with("First") && text.contains("Second"),
        "{text}"
    );
    assert_eq!(text.matches("A paragraph of some words").count(), 2);
}

#[test]
fn words_behind_much_that_is_no_text_are_not_taken_for_part_of_a_link_back() {
    let note = |between: &str, words: &str| {
        let page = format!(
            "<p>Words<a id=r href='#n'><sup>1</sup></a>.</p>\
             <p id=n><span><a href='#r'>^</a>{between}<b>{words}</b></span> The note.</p>"
        );
        let document = format::open(page.as_bytes(), Some("a.html")).unwrap();
        document.text().to_owned()
    };
    assert!(!note("", "a").contains('^'));
    let far = note(
        &"<i></i>".repeat(1000),
        "Far from it, and yet in the same stretch.",
    );
    assert!(far.contains("Far from it"), "{far}");
}

#[test]
fn a_title_that_names_the_author_is_a_title_and_an_author() {
    let read = |title: &str| {
        let page = format!("<title>{title}</title><h1>X</h1><p>Text.</p>");
        let document = folio::format::open(page.as_bytes(), Some("a.html")).expect("a page");
        let title = document.title().unwrap_or_default().to_owned();
        (title, document.metadata().authors.join("; "))
    };
    for (title, expected) in [
        ("\n Emma, by Jane Austen\n", ("Emma", "Jane Austen")),
        (
            "The Project Gutenberg E-text of The Raven, by Edgar Allan Poe",
            ("The Raven", "Edgar Allan Poe"),
        ),
        (
            "The Project Gutenberg eBook of Laws, by Plato",
            ("Laws", "Plato"),
        ),
        ("Mad, by the light of day", ("Mad, by the light of day", "")),
        (
            "Round the World, by Land, Sea and Air in 80",
            ("Round the World, by Land, Sea and Air in 80", ""),
        ),
    ] {
        let (found, author) = read(title);
        assert_eq!((&*found, &*author), expected, "{title}");
    }
}

#[test]
fn a_heading_that_only_says_who_wrote_it_is_none_of_the_contents() {
    let sections = |headings: &str| {
        let page = format!("<h1>Emma</h1>{headings}<h2>One</h2><p>A.</p><h2>Two</h2><p>B.</p>");
        let document = folio::format::open(page.as_bytes(), Some("a.html")).expect("a page");
        let sections = document.sections().iter();
        let titles: Vec<_> = sections.map(|s| document.section_title(s)).collect();
        assert!(document.text().contains("One") && !titles.is_empty());
        titles.join("; ")
    };
    assert_eq!(sections("<h2>By Jane Austen</h2>"), "One; Two");
    assert_eq!(sections("<h3>by</h3><h2>Jane<br>Austen</h2>"), "One; Two");
    assert_eq!(sections("<h2>By Moonlight</h2>"), "By Moonlight; One; Two");
    assert_eq!(
        sections("<h2>By Way of Introduction</h2>"),
        "By Way of Introduction; One; Two"
    );
}
