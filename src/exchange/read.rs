//! Reading Web Annotations: folio's own, and what other programs make of the standard.
//!
//! One annotation, a list of them, a page or a collection of them, and any of these one after another. A
//! selector may stand alone or in a list, a body may be a word or a list, an id may be missing. What cannot be
//! understood is named; nothing of it is an end to the rest.

use std::path::PathBuf;

use serde_json::{Map, Value};

use super::scrub::scrub;
use super::selector::{Quote, Selector};
use super::web::BOOK;
use super::{ids, moment};
use crate::document::Fingerprint;
use crate::store::{Style, Timestamp};

/// More bytes are not read: some fifty thousand annotations.
pub const LARGEST: u64 = 64 * 1024 * 1024;
/// Nor are more values than about so many, whatever they are: each takes a hundred bytes of memory.
const MOST_VALUES: usize = 2_000_000;
/// Where more than this cannot be taken, it is something else than annotations.
const MOST_REFUSED: usize = 10_000;
/// Words longer than this, in bytes, are no quotation.
const LONGEST_QUOTE: usize = 1024 * 1024;

/// Why nothing could be read.
#[derive(Debug, thiserror::Error)]
pub enum TakeError {
    /// It is no JSON.
    #[error(
        "is not JSON: {0}; what folio bookmarks --json writes can be taken, and other W3C annotations"
    )]
    NotJson(#[source] serde_json::Error),
    /// There is too much of it.
    #[error("is too long to be a list of annotations; divide it")]
    TooLong,
}

/// What was read.
#[derive(Clone, Debug, Default)]
pub struct Intake {
    /// The annotations, in their order.
    pub annotations: Vec<Incoming>,
    /// What could not be taken, and why.
    pub refused: Vec<String>,
}

/// An annotation that comes in.
#[derive(Clone, Debug)]
pub struct Incoming {
    /// By which a journal is to know it.
    pub id: String,
    /// The fingerprint of the text it was made in, if it says so.
    pub book: Option<Fingerprint>,
    /// The file of the book, if it says so.
    pub file: Option<PathBuf>,
    /// What the book is called, if it says so.
    pub title: Option<String>,
    /// How the words are marked.
    pub style: Option<Style>,
    /// What it is called.
    pub name: String,
    /// What is said.
    pub note: String,
    /// When it was made.
    pub created: Option<Timestamp>,
    /// When it was last changed.
    pub changed: Option<Timestamp>,
    pub(super) selector: Selector,
}

/// Reads annotations.
///
/// # Errors
/// Where it is no JSON, or far too much of it.
pub fn read(bytes: &[u8]) -> Result<Intake, TakeError> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let values = memchr::memchr2_iter(b',', b'[', bytes).count();
    if bytes.len() as u64 > LARGEST || values > MOST_VALUES {
        return Err(TakeError::TooLong);
    }
    let mut intake = Intake::default();
    for value in serde_json::Deserializer::from_slice(bytes).into_iter::<Value>() {
        let mut value = value.map_err(TakeError::NotJson)?;
        scrub(&mut value);
        intake.take(value);
        if intake.refused.len() >= MOST_REFUSED {
            return Err(TakeError::TooLong);
        }
    }
    Ok(intake)
}

impl Intake {
    /// Goes through what may hold annotations. JSON that is nested deeper than 128 is not read at all.
    fn take(&mut self, value: Value) {
        match value {
            Value::Array(values) => values.into_iter().for_each(|value| self.take(value)),
            Value::Object(mut fields) => {
                let inner = ["first", "items"]
                    .into_iter()
                    .find_map(|name| fields.remove(name));
                match inner {
                    Some(inner) if !fields.contains_key("target") => {
                        self.take(inner);
                        if fields.contains_key("next") {
                            self.refuse("there is another page, which is not in this file");
                        }
                    }
                    _ => self.take_one(&fields),
                }
            }
            Value::String(address) => {
                self.refuse(&format!(
                    "{}: is elsewhere, and nothing is fetched",
                    cut(&address)
                ));
            }
            other => self.refuse(&format!("{}: is no annotation", cut(&other.to_string()))),
        }
    }

    fn take_one(&mut self, fields: &Map<String, Value>) {
        // A folder of annotations without any has neither.
        if !fields.contains_key("target") {
            let is_empty = text(fields, "type").starts_with("AnnotationCollection");
            if !is_empty {
                self.refuse(&format!(
                    "{}: is no annotation: it has no target",
                    called(fields)
                ));
            }
            return;
        }
        match Incoming::of(fields) {
            Ok(annotation) => self.annotations.push(annotation),
            Err(why) => self.refuse(&format!("{}: {why}", called(fields))),
        }
    }

    fn refuse(&mut self, why: &str) {
        if self.refused.len() < MOST_REFUSED {
            self.refused.push(why.to_owned());
        }
    }
}

impl Incoming {
    fn of(fields: &Map<String, Value>) -> Result<Self, &'static str> {
        let empty = Map::new();
        let own = fields.get("folio").and_then(Value::as_object);
        let terms = own.unwrap_or(&empty);
        let target = each(fields.get("target"));
        let target = target.first().ok_or("has no target")?;
        let motivations = each(fields.get("motivation"));
        let is_bookmark = motivations
            .iter()
            .any(|m| m.as_str().is_some_and(|m| m.ends_with("bookmarking")));
        let selector = Selector {
            is_place: match own {
                Some(terms) => terms.get("place").and_then(Value::as_bool).unwrap_or(false),
                None => is_bookmark,
            },
            section: strings(terms.get("section")),
            fraction: terms.get("fraction").and_then(Value::as_f64).unwrap_or(0.0),
            passage: terms
                .get("passage")
                .and_then(|p| serde_json::from_value(p.clone()).ok()),
            ..select(target)
        };
        if selector.is_empty() {
            return Err("names no words and no position in the text");
        }
        if selector
            .quote
            .as_ref()
            .is_some_and(|quote| quote.exact.len() > LONGEST_QUOTE)
        {
            return Err("is about more words than a quotation has");
        }
        let source = match target {
            Value::String(source) => source.as_str(),
            Value::Object(target) => target.get("source").map_or("", |s| {
                s.as_str()
                    .unwrap_or_else(|| s.get("id").and_then(Value::as_str).unwrap_or(""))
            }),
            _ => "",
        };
        let style = match own {
            Some(terms) => terms
                .get("style")
                .and_then(Value::as_str)
                .map(|s| Style::from(s.to_owned())),
            None => (!is_bookmark).then(Style::default),
        };
        let note = note(fields);
        let iri = fields
            .get("id")
            .or_else(|| fields.get("@id"))
            .and_then(Value::as_str);
        let name = text(terms, "name").to_owned();
        let otherwise = || format!("{source}\n{selector:?}\n{style:?}\n{name}\n{note}");
        Ok(Self {
            id: ids::id(iri, otherwise),
            book: Fingerprint::parse(text(terms, "fingerprint"))
                .or_else(|| Fingerprint::parse(source.strip_prefix(BOOK)?)),
            file: file(source),
            title: terms
                .get("title")
                .and_then(Value::as_str)
                .map(str::to_owned),
            created: moment::read(text(fields, "created")),
            changed: moment::read(text(fields, "modified")),
            style,
            name,
            note,
            selector,
        })
    }

    /// The words it is about, cut to a line.
    pub fn words(&self) -> String {
        let quote = self.selector.quote.as_ref();
        cut(quote.map_or("", |quote| &quote.exact))
    }
}

/// What a target says of the place. Selectors may stand alone or in a list, and be refined by others.
fn select(target: &Value) -> Selector {
    let mut selector = Selector::default();
    let mut waiting: Vec<&Value> = each(target.get("selector"));
    // Those that were looked at are never come back to, so this ends.
    while let Some(next) = waiting.pop() {
        waiting.extend(each(next.get("refinedBy")));
        let number = |name| next.get(name).and_then(Value::as_u64);
        match next.get("type").and_then(Value::as_str) {
            Some("TextQuoteSelector") => {
                let part = |name| {
                    next.get(name)
                        .and_then(Value::as_str)
                        .unwrap_or("")
                        .to_owned()
                };
                selector.quote = Some(Quote {
                    exact: part("exact"),
                    prefix: part("prefix"),
                    suffix: part("suffix"),
                });
            }
            Some("TextPositionSelector") => {
                let both = number("start").zip(number("end"));
                selector.position = both.filter(|(start, end)| start <= end);
            }
            _ => {}
        }
    }
    selector
}

/// The text of all bodies. What is no text is named by its address, and a tag is a word with a `#`.
fn note(fields: &Map<String, Value>) -> String {
    let value = fields.get("bodyValue").or_else(|| fields.get("body"));
    let parts = each(value).into_iter().filter_map(|body| {
        let part = |name| body.get(name).and_then(Value::as_str);
        let said = body.as_str().or_else(|| part("value"));
        let said = said.or_else(|| part("source")).or_else(|| part("id"))?;
        Some(match part("purpose") {
            Some("tagging") => format!("#{said}"),
            _ => said.to_owned(),
        })
    });
    let parts: Vec<String> = parts.filter(|part| !part.is_empty()).collect();
    parts.join("\n\n")
}

/// The path in a file's address.
fn file(source: &str) -> Option<PathBuf> {
    let path = source.strip_prefix("file://")?;
    let path = path.strip_prefix("localhost").unwrap_or(path);
    let path: Vec<u8> = percent_encoding::percent_decode_str(path).collect();
    path_of(path)
}

#[cfg(unix)]
#[expect(
    clippy::unnecessary_wraps,
    reason = "elsewhere not all bytes are a path"
)]
fn path_of(path: Vec<u8>) -> Option<PathBuf> {
    use std::os::unix::ffi::OsStringExt;
    Some(std::ffi::OsString::from_vec(path).into())
}

#[cfg(not(unix))]
fn path_of(path: Vec<u8>) -> Option<PathBuf> {
    let path = String::from_utf8(path).ok()?;
    Some(path.trim_start_matches('/').into())
}

/// One value or several.
fn each(value: Option<&Value>) -> Vec<&Value> {
    match value {
        None | Some(Value::Null) => Vec::new(),
        Some(Value::Array(values)) => values.iter().collect(),
        Some(value) => vec![value],
    }
}

fn strings(value: Option<&Value>) -> Vec<String> {
    let all = each(value).into_iter().filter_map(Value::as_str);
    all.map(str::to_owned).collect()
}

fn text<'f>(fields: &'f Map<String, Value>, name: &str) -> &'f str {
    fields.get(name).and_then(Value::as_str).unwrap_or("")
}

/// How an annotation is named that is not taken.
fn called(fields: &Map<String, Value>) -> String {
    let name = [text(fields, "id"), text(fields, "@id")]
        .into_iter()
        .find(|name| !name.is_empty());
    name.map_or_else(|| "an annotation without an id".to_owned(), cut)
}

/// The beginning of a text, on a line.
fn cut(text: &str) -> String {
    const LONGEST: usize = 60;
    let piece: String = text.chars().take(LONGEST + 1).collect();
    let words: Vec<&str> = piece.split_whitespace().collect();
    let line = words.join(" ");
    match text.char_indices().nth(LONGEST) {
        Some(_) => format!("{}…", line.chars().take(LONGEST).collect::<String>()),
        None => line,
    }
}
