//! What another reader finds in the same books: `rbook`, a strict one with a parser of its own.
//!
//! It gives the files of the spine; their words, as a parser has them that knows nothing of their
//! meaning, are held against ours. Both sides are brought to the same form in a few ways, each a function
//! here and each about what is *shown* and not about what is there; a book that still differs is listed
//! with the reason, and a reason that has become untrue fails as well.
#![expect(clippy::expect_used, reason = "what fails here is the test")]

use std::path::{Path, PathBuf};

use folio::document::{Document, Role};
use folio::format;
use folio::text::{Offset, TextRange};

fn corpus(part: &str) -> Option<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus");
    let corpus = std::env::var_os("FOLIO_CORPUS").map_or_else(beside, PathBuf::from);
    Some(corpus.join(part)).filter(|path| path.exists())
}

/// Runs of letters and digits.
fn words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric());
    words
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// The words of our text, without those that stand for something: numbers of notes, and images.
fn our_words(document: &Document) -> Vec<String> {
    let mut text = String::new();
    let mut at = Offset::ZERO;
    let whole = TextRange {
        start: at,
        end: document.end(),
    };
    for run in document
        .runs_in(whole)
        .iter()
        .filter(|r| r.roles.has(Role::NoteReference))
    {
        text.push_str(document.slice(TextRange {
            start: at,
            end: run.range.start,
        }));
        at = run.range.end;
    }
    text.push_str(document.slice(TextRange {
        start: at,
        end: document.end(),
    }));
    words(&text)
}

/// Elements of which nothing is read: what is in the head, programs, and the readings beside characters,
/// which folio keeps apart from the text.
const UNREAD: [&str; 9] = [
    "head",
    "script",
    "style",
    "rt",
    "rp",
    "rtc",
    "annotation",
    "annotation-xml",
    "title",
];

/// Elements inside a word: all others part words.
const INLINE: [&str; 29] = [
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em", "font",
    "i", "ins", "kbd", "mark", "q", "rb", "ruby", "s", "samp", "small", "span", "strong", "sub",
    "sup", "tt", "u",
];

/// The words of a page by its source: tags dropped, entities resolved, what is hidden left out, the
/// words for an image in its place.
fn words_of_page(source: &str) -> Vec<String> {
    let mut text = String::new();
    let mut rest = source;
    // How many elements are open inside one that is not read; 0 outside.
    let mut unread = 0_usize;
    while let Some((before, tag)) = rest.split_once('<') {
        if unread == 0 {
            text.push_str(&resolved(before));
        }
        if let Some(comment) = tag.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |(_, after)| after);
            continue;
        }
        let Some((tag, after)) = tag.split_once('>') else {
            break;
        };
        rest = after;
        let is_end = tag.starts_with('/');
        let is_empty = tag.ends_with('/');
        let whole = tag.trim_matches('/');
        let name = whole.split_whitespace().next().unwrap_or("");
        let name = name.rsplit(':').next().unwrap_or("").to_ascii_lowercase();
        if unread > 0 {
            unread = match (is_end, is_empty) {
                (true, _) => unread - 1,
                (false, true) => unread,
                (false, false) => unread + 1,
            };
            continue;
        }
        if !INLINE.contains(&name.as_str()) {
            text.push(' ');
        }
        if name == "img" {
            text.push_str(&resolved(attribute(whole, "alt").unwrap_or("")));
        }
        let is_unread = UNREAD.contains(&name.as_str()) || is_hidden(whole);
        unread = usize::from(is_unread && !is_end && !is_empty && !whole.starts_with(['!', '?']));
    }
    words(&text)
}

/// Whether an element says of itself that it is not shown, or is the number of a printed page.
fn is_hidden(tag: &str) -> bool {
    let says = |name| attribute(tag, name).unwrap_or("");
    attribute(tag, "hidden").is_some()
        || says("style").replace(' ', "").contains("display:none")
        || says("epub:type").contains("pagebreak")
        || says("role") == "doc-pagebreak"
}

/// The value of an attribute of a tag.
fn attribute<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    let mut found = tag.match_indices(name).filter_map(|(at, _)| {
        let before = tag.get(..at)?.ends_with(char::is_whitespace);
        let value = tag.get(at + name.len()..)?.trim_start().strip_prefix('=')?;
        let value = value.trim_start();
        let quote = value
            .chars()
            .next()
            .filter(|c| before && matches!(c, '"' | '\''))?;
        value.get(1..)?.split(quote).next()
    });
    found.next()
}

/// Text with its references resolved: numbers, and the names XML knows. All that real books use besides are
/// signs, which part words.
fn resolved(text: &str) -> String {
    let mut pieces = text.split('&');
    let mut out = pieces.next().unwrap_or("").to_owned();
    for piece in pieces {
        let (name, after) = piece.split_once(';').unwrap_or(("", piece));
        let number = name.strip_prefix('#').and_then(|number| {
            let hex = number
                .strip_prefix(['x', 'X'])
                .map(|hex| u32::from_str_radix(hex, 16));
            hex.unwrap_or_else(|| number.parse()).ok()
        });
        out.push(number.and_then(char::from_u32).unwrap_or(' '));
        out.push_str(after);
    }
    out
}

/// Words of theirs that ours leave out: the numbers and letters by which notes are marked on the page,
/// once where they are referred to and once where they stand.
fn is_mark(word: &str) -> bool {
    word.len() <= 3 && (word.chars().count() == 1 || word.bytes().all(|b| b.is_ascii_digit()))
}

/// Where both differ first, marks of notes passed over as often as there are notes; `None` where they
/// agree.
fn difference(ours: &[String], theirs: &[String], notes: usize) -> Option<String> {
    let (mut at, mut marks) = (0, 0);
    for (n, word) in theirs.iter().enumerate() {
        if ours.get(at) == Some(word) {
            at += 1;
        } else if is_mark(word) && marks < 2 * notes {
            marks += 1;
        } else {
            let near = |words: &[String], at: usize| {
                words.iter().skip(at).take(6).cloned().collect::<Vec<_>>()
            };
            return Some(format!(
                "{n}: {:?}, not {:?}",
                near(ours, at),
                near(theirs, n)
            ));
        }
    }
    (at < ours.len()).then(|| format!("more: {:?}", ours.get(at..ours.len().min(at + 6))))
}

/// What rbook makes of a book: its pages' words, or why it does not open it.
fn their_words(path: &Path) -> Result<Vec<String>, String> {
    let book = rbook::Epub::open(path).map_err(|error| error.to_string())?;
    let mut all = Vec::new();
    for page in book.reader() {
        let page = page.map_err(|error| error.to_string())?;
        all.extend(words_of_page(page.content()));
    }
    Ok(all)
}

/// Books in which both differ, or of which rbook has nothing to say: book and reason.
const DIFFERENT: &[(&str, &str)] = &[];

#[test]
fn another_reader_finds_the_same_words_in_the_same_order() {
    let mut unexpected = Vec::new();
    let mut alike = 0;
    for part in ["epub", "epub-conformance"] {
        let Some(folder) = corpus(part) else {
            return;
        };
        let entries = std::fs::read_dir(folder).expect("a folder");
        let mut paths: Vec<_> = entries
            .map(|entry| entry.expect("an entry").path())
            .collect();
        paths.retain(|path| path.extension().is_some_and(|e| e == "epub"));
        paths.sort();
        for path in paths {
            let name = path.file_stem().and_then(|n| n.to_str()).expect("a name");
            let bytes = std::fs::read(&path).expect("a book");
            let document = format::open(&bytes, Some("book.epub")).unwrap_or_default();
            let found = their_words(&path).map_or_else(Some, |theirs| {
                difference(&our_words(&document), &theirs, document.notes().len())
            });
            alike += usize::from(found.is_none());
            let reason = DIFFERENT.iter().find(|(book, _)| *book == name);
            match (found, reason) {
                (Some(how), None) => unexpected.push(format!("{name}: {how}")),
                (None, Some((_, why))) => unexpected.push(format!("{name}: no longer so: {why}")),
                _ => {}
            }
        }
    }
    println!("{alike} books alike, {} listed", DIFFERENT.len());
    assert!(unexpected.is_empty(), "{unexpected:#?}");
}
