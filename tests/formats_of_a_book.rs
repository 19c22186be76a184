//! The same book in another format: it is recognised, and places of the one are found in the other.
#![expect(clippy::expect_used, reason = "what fails here is the test")]

#[expect(
    dead_code,
    reason = "of what edits texts only the dice are needed here"
)]
mod edits;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use edits::Dice;
use folio::document::{Anchor, Document, Sketch};
use folio::format;
use folio::text::Offset;

fn corpus(part: &str) -> Option<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus");
    let corpus = std::env::var_os("FOLIO_CORPUS").map_or_else(beside, PathBuf::from);
    Some(corpus.join(part)).filter(|path| path.exists())
}

/// The same book as text, page and EPUB.
const EDITIONS: [(&str, &str); 6] = [
    (
        "text/alice-in-wonderland.txt",
        "epub/gutenberg-alice-epub3.epub",
    ),
    (
        "text/alice-in-wonderland.txt",
        "html/books/gutenberg-alice.htm",
    ),
    ("text/alice-in-wonderland.txt", "fb2/calibre-alice.fb2.zip"),
    (
        "text/war-and-peace.txt",
        "epub/gutenberg-war-and-peace-epub2.epub",
    ),
    ("text/raven.txt", "html/books/gutenberg-raven.htm"),
    (
        "text/essay-hard-wrapped-64.txt",
        "text/essay-indented-no-blank-lines.txt",
    ),
];

fn read(part: &str) -> Option<Document> {
    let bytes = std::fs::read(corpus(part)?).expect("a file");
    Some(format::open(&bytes, Some(part)).expect("a text"))
}

#[test]
fn a_book_is_recognised_in_another_format_and_no_other_book_is() {
    let mut texts: BTreeMap<&str, Sketch> = BTreeMap::new();
    for (one, other) in EDITIONS {
        let (Some(first), Some(second)) = (read(one), read(other)) else {
            continue;
        };
        let (first, second) = (Sketch::of(&first), Sketch::of(&second));
        let similarity = first.similarity(&second);
        println!("{similarity:.2}  {one}  {other}");
        assert!(similarity >= Sketch::SAME_BOOK, "{one} is {other}");
        texts.insert(one, first);
    }
    for (one, first) in &texts {
        for (other, second) in &texts {
            if one != other {
                let similarity = first.similarity(second);
                assert!(similarity < 0.1, "{one} is not {other}: {similarity}");
            }
        }
    }
}

/// Places of a plain text are found in the EPUB of the same book: most of them, and none elsewhere.
#[test]
fn a_place_in_a_plain_text_is_found_in_the_epub() {
    for (one, other) in EDITIONS {
        let (Some(text), Some(book)) = (read(one), read(other)) else {
            continue;
        };
        let body = text.body();
        let mut dice = Dice(9);
        let anchors: Vec<Anchor> = (0..300)
            .map(|_| {
                let at = text
                    .floor_char(body.start.to_usize() + dice.below(body.len()))
                    .to_usize();
                let word = text.text()[..at]
                    .rfind([' ', '\n'])
                    .map_or(0, |blank| blank + 1);
                Anchor::new(&text, Offset::new(word))
            })
            .collect();
        let found = Anchor::resolve_all(&book, &anchors);
        let first_letters = |words: &str| {
            let letters = words.chars().filter(|c| c.is_alphanumeric());
            letters.take(12).collect::<String>().to_lowercase()
        };
        let (mut certain, mut other_words) = (0, 0);
        for (anchor, found) in anchors.iter().zip(&found) {
            if !found.is_certain() {
                continue;
            }
            certain += 1;
            let there = &book.text()[found.offset().to_usize()..];
            if first_letters(&anchor.exact) != first_letters(there) {
                other_words += 1;
                println!(
                    "  {:?} is {:?}",
                    anchor.exact,
                    &there.chars().take(60).collect::<String>()
                );
            }
        }
        println!("{certain} of 300 found, {other_words} with other words  {one}  {other}");
        assert!(certain >= 270, "{one} in {other}: {certain}");
        assert!(other_words <= 6, "{one} in {other}: {other_words}");
    }
}
