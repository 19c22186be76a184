//! What another reader finds in the same books: `rbook`, a strict one with a parser of its own.
//!
//! It gives the files of the spine; their words, as a parser has them that knows nothing of their
//! meaning, are held against ours. Both sides are brought to the same form in a few ways, each a function
//! here and each about what is *shown* and not about what is there; a book that still differs is listed
//! with the reason, and a reason that has become untrue fails as well.

use std::path::{Path, PathBuf};

use folio::document::{Document, Role};
use folio::format;
use folio::text::{Offset, TextRange};
use unicode_normalization::UnicodeNormalization;

fn corpus(part: &str) -> Option<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus");
    let corpus = std::env::var_os("FOLIO_CORPUS").map_or_else(beside, PathBuf::from);
    Some(corpus.join(part)).filter(|path| path.exists())
}

/// Runs of letters and digits, raised and lowered digits as plain ones (NFKC). Scripts that have no blanks
/// between words have none here either, whatever parts them: the line ends of a source mean nothing there.
fn words(text: &str) -> Vec<String> {
    let plain: String = text.nfkc().collect();
    let mut words: Vec<String> = Vec::new();
    for word in plain.split(|c: char| !c.is_alphanumeric()) {
        let is_joined = |before: &String| {
            before.chars().next_back().is_some_and(has_no_blanks)
                && word.chars().next().is_some_and(has_no_blanks)
        };
        match words.last_mut() {
            Some(before) if is_joined(before) => before.push_str(word),
            _ if word.is_empty() => {}
            _ => words.push(word.to_owned()),
        }
    }
    words
}

fn has_no_blanks(char: char) -> bool {
    matches!(char, '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}')
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

/// Elements of which nothing is read: what is in the head, programs, the readings beside characters, which
/// folio keeps apart from the text, and what only some readers can show (`epub:case`).
const UNREAD: [&str; 10] = [
    "case",
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
const INLINE: [&str; 32] = [
    "rt", "rp", "rtc", "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "del",
    "dfn", "em", "font", "i", "ins", "kbd", "mark", "q", "rb", "ruby", "s", "samp", "small",
    "span", "strong", "sub", "sup", "tt", "u",
];

/// The words of a page by its source: tags dropped, entities resolved, what is hidden left out, the
/// words for an image or a formula in its place.
fn text_of_page(source: &str) -> String {
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
        let stands_for_it = match name.as_str() {
            "img" => attribute(whole, "alt"),
            "math" => attribute(whole, "alttext").filter(|said| !said.contains("not available")),
            _ => None,
        };
        text.push_str(&resolved(stands_for_it.unwrap_or("")));
        let is_unread = UNREAD.contains(&name.as_str())
            || is_hidden(whole)
            || (name == "math" && stands_for_it.is_some());
        unread = usize::from(is_unread && !is_end && !is_empty && !whole.starts_with(['!', '?']));
    }
    text
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

/// How many marks of notes a book may have: one for each reference, one for each note.
fn marks_in(document: &Document) -> usize {
    let whole = TextRange {
        start: Offset::ZERO,
        end: document.end(),
    };
    let runs = document.runs_in(whole).iter();
    let references = runs.filter(|run| run.roles.has(Role::NoteReference));
    references.count() + document.notes().len()
}

/// Where both differ first, marks of notes passed over as often as there may be any; `None` where they
/// agree.
fn difference(ours: &[String], theirs: &[String], most_marks: usize) -> Option<String> {
    let (mut at, mut marks) = (0, 0);
    for (n, word) in theirs.iter().enumerate() {
        let ours_here = ours.get(at);
        if ours_here == Some(word) {
            at += 1;
            continue;
        }
        // What a sheet has stand in the margin is close behind a word by its source, and apart in ours.
        let both = ours.get(at..at + 2).map(<[String]>::concat);
        if both.as_ref() == Some(word) {
            at += 2;
            continue;
        }
        // A mark that stands close behind a word is raised on the page, and a part of it here.
        let is_marked = |ours: &String| word.strip_prefix(ours.as_str()).is_some_and(is_mark);
        if marks < most_marks && ours_here.is_some_and(is_marked) {
            (at, marks) = (at + 1, marks + 1);
        } else if marks < most_marks && is_mark(word) {
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
    let mut text = String::new();
    for page in book.reader() {
        let page = page.map_err(|error| error.to_string())?;
        text.push_str(&text_of_page(page.content()));
        text.push('\n');
    }
    Ok(words(&text))
}

/// Books in which both differ, or of which rbook has nothing to say: book and reason.
const DIFFERENT: &[(&str, &str)] = &[
    (
        "idpf-internallinks-cjk-ids",
        "its style sheet hides the copies of notes that stand inside the lines",
    ),
    ("ocf-zip-comp", "neither opens it, as the standard asks"),
    (
        "pub-foreign_bad-fallback",
        "rbook stops where an item of the spine is missing",
    ),
    (
        "pub-foreign_json-spine",
        "rbook gives the JSON and not its fallback",
    ),
    (
        "pub-foreign_xml-spine",
        "rbook gives the XML and not its fallback",
    ),
    (
        "pub-xml-external-id",
        "an entity that is not defined is shown as written",
    ),
    (
        "scr-support-fallback",
        "rbook gives the page that needs a program and not its fallback",
    ),
];

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
                difference(&our_words(&document), &theirs, marks_in(&document))
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
