//! Annotations as W3C Web Annotations (<https://www.w3.org/TR/annotation-model/>).
//!
//! Positions are in characters, as the standard says, of the text as folio understands it: what `folio print
//! --unwrapped` prints, a paragraph a line.

use std::path::Path;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC};
use serde_json::{Map, Value, json};

use super::positions::Positions;
use super::scrub::{scrub, scrubbed};
use super::selector::Quote;
use super::{Found, Marked, Said, Volume, foreign, ids, moment};

/// What stays as it is in a file's address.
const PATH: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'/')
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// What the address of a book without a file begins with.
pub(super) const BOOK: &str = "urn:folio:book:";

/// What the address of a quick mark begins with. By its letter it is known in the journal.
const MARK: &str = "urn:folio:mark:";

/// The annotations of some books, to be one `AnnotationCollection` with its only page in it.
#[derive(Debug, Default)]
pub struct Collection {
    items: Vec<Value>,
}

impl Collection {
    /// Adds those of a book.
    pub fn add(&mut self, volume: &Volume<'_>, all: &[Marked<'_>]) {
        let positions = volume.text.map(|text| Positions::of(text.text()));
        let items = all
            .iter()
            .map(|marked| annotation(volume, marked, positions.as_ref()));
        self.items.extend(items);
    }

    /// Adds those of other books.
    pub fn append(&mut self, others: Self) {
        self.items.extend(others.items);
    }

    /// All of them.
    pub fn into_value(self) -> Value {
        json!({
            "@context": [
                "http://www.w3.org/ns/anno.jsonld",
                { "folio": { "@id": "urn:folio:terms", "@type": "@json" } },
            ],
            "id": "urn:folio:annotations",
            "type": "AnnotationCollection",
            "label": "Bookmarks, highlights and notes made in folio",
            "total": self.items.len(),
            "first": {
                "id": "urn:folio:annotations:1",
                "type": "AnnotationPage",
                "startIndex": 0,
                "items": self.items,
            },
        })
    }
}

fn annotation(
    volume: &Volume<'_>,
    marked: &Marked<'_>,
    positions: Option<&Positions<'_>>,
) -> Value {
    let (id, created, changed) = match marked.said {
        Said::Annotation(annotation) => {
            let id = ids::iri(&annotation.id);
            (id, annotation.created, annotation.changed)
        }
        Said::QuickMark(mark) => {
            let id = format!("{MARK}{}:{}", volume.book, mark.letter);
            (id, mark.set, mark.set)
        }
    };
    let mut value = json!({
        "id": id,
        "type": "Annotation",
        "motivation": motivations(marked),
        "created": moment::written(created),
        "modified": moment::written(changed),
        "target": { "source": source(volume), "selector": selectors(marked, positions) },
        "folio": terms(volume, marked),
    });
    let note = scrubbed(marked.note());
    if let (false, Some(fields)) = (note.is_empty(), value.as_object_mut()) {
        fields.insert("body".to_owned(), foreign::body(&note));
    }
    if let Said::Annotation(annotation) = marked.said {
        foreign::give_back(&annotation.foreign, &note, &mut value);
    }
    scrub(&mut value);
    value
}

/// Why it was made. Of several the standard takes a list.
fn motivations(marked: &Marked<'_>) -> Value {
    let first = match marked.said {
        Said::Annotation(annotation) if annotation.style.is_some() => "highlighting",
        Said::Annotation(_) | Said::QuickMark(_) => "bookmarking",
    };
    if scrubbed(marked.note()).is_empty() {
        json!(first)
    } else {
        json!([first, "commenting"])
    }
}

/// The address of the book: its file's, else one by its text.
fn source(volume: &Volume<'_>) -> String {
    volume
        .file
        .map_or_else(|| format!("{BOOK}{}", volume.book), file_address)
}

#[cfg(unix)]
fn file_address(path: &Path) -> String {
    use std::os::unix::ffi::OsStrExt;
    let bytes = path.as_os_str().as_bytes();
    format!("file://{}", percent_encoding::percent_encode(bytes, PATH))
}

#[cfg(not(unix))]
fn file_address(path: &Path) -> String {
    let path = path.to_string_lossy().replace('\\', "/");
    let path = path.trim_start_matches('/');
    format!(
        "file:///{}",
        percent_encoding::utf8_percent_encode(path, PATH)
    )
}

fn selectors(marked: &Marked<'_>, positions: Option<&Positions<'_>>) -> Value {
    let quote = Quote::of(&marked.passage);
    let start = marked.passage.start.offset;
    let mut selectors = vec![json!({
        "type": "TextQuoteSelector",
        "exact": quote.exact,
        "prefix": quote.prefix,
        "suffix": quote.suffix,
    })];
    // Where the words are not, a position would be a lie.
    if let (Found::There, Some(positions)) = (marked.found, positions) {
        selectors.push(json!({
            "type": "TextPositionSelector",
            "start": positions.to_characters(start),
            "end": positions.to_characters(start + quote.exact.len()),
        }));
    }
    Value::Array(selectors)
}

/// What the standard has no word for.
fn terms(volume: &Volume<'_>, marked: &Marked<'_>) -> Value {
    let passage = &marked.passage;
    let mut terms = Map::new();
    let mut put = |name: &str, value: Value| terms.insert(name.to_owned(), value);
    put("fingerprint", json!(volume.book.to_string()));
    put("fraction", json!(passage.start.fraction));
    if let Some(title) = volume.title {
        put("title", json!(title));
    }
    match marked.said {
        Said::Annotation(annotation) => {
            if let Some(style) = &annotation.style {
                put("style", json!(style.name()));
            }
            if !annotation.name.is_empty() {
                put("name", json!(annotation.name));
            }
        }
        Said::QuickMark(mark) => {
            put("letter", json!(mark.letter));
        }
    }
    if !passage.start.section.is_empty() {
        put("section", json!(passage.start.section));
    }
    if passage.end.is_none() {
        put("place", json!(true));
    }
    if marked.found != Found::There
        && let Ok(passage) = serde_json::to_value(passage)
    {
        put("passage", passage);
    }
    Value::Object(terms)
}
