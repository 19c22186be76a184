//! Reading Web Annotations: folio's own, and what other programs make of the standard.
//!
//! One annotation, a list of them, a page or a collection of them, and any of these one after another. A
//! selector may stand alone or in a list, a body may be a word or a list, an id may be missing. What cannot be
//! understood is named; nothing of it is an end to the rest.

use std::path::PathBuf;

use serde_json::{Map, Value};

use super::foreign::{MOST, MOST_OF_ALL, SOURCE, foreign, is_too_deep};
use super::scrub::scrub;
use super::selector::Selector;
use super::target::{LONGEST_QUOTE, file, selector, source};
use super::web::BOOK;
use super::{ids, moment};
use crate::document::Fingerprint;
use crate::store::{Annotation, Style, Timestamp};

/// More bytes are not read: some fifty thousand annotations.
pub const LARGEST: u64 = 64 * 1024 * 1024;
/// Nor are more values than about so many, whatever they are: each takes a hundred bytes of memory.
const MOST_VALUES: usize = 2_000_000;
/// Where more than this cannot be taken, it is something else than annotations.
const MOST_REFUSED: usize = 10_000;

/// Nor is an annotation that says more than this, in bytes, besides the words it is about.
const LONGEST_SAYING: usize = LONGEST_QUOTE;

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
    /// Bytes that are kept for other programs.
    foreign: usize,
}

/// What an annotation that comes in says.
#[derive(Clone, Debug)]
pub enum Saying {
    /// What a bookmark, a highlight or a note does.
    Annotation(Words),
    /// The letter of a quick mark, a–z or A–Z.
    QuickMark(char),
}

/// What a bookmark, a highlight or a note says.
#[derive(Clone, Debug)]
pub struct Words {
    /// By which a journal is to know it.
    pub id: String,
    /// How the words are marked.
    pub style: Option<Style>,
    /// What it is called.
    pub name: String,
    /// What is said.
    pub note: String,
    /// What means nothing here, and is kept for the program that said it; `None` where that is too much to keep.
    pub foreign: Option<Map<String, Value>>,
}

/// An annotation that comes in.
#[derive(Clone, Debug)]
pub struct Incoming {
    /// What it says.
    pub says: Saying,
    /// The fingerprint of the text it was made in, if it says so.
    pub book: Option<Fingerprint>,
    /// The file of the book, if it says so.
    pub file: Option<PathBuf>,
    /// What the book is called, if it says so.
    pub title: Option<String>,
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
        let targets = each(fields.get("target"));
        match Incoming::of(fields, &targets) {
            Ok(mut annotation) => {
                if let (Saying::Annotation(words), Some(target)) =
                    (&mut annotation.says, targets.first())
                {
                    self.keep_foreign(words, fields, target);
                }
                self.annotations.push(annotation);
            }
            Err(why) => self.refuse(&format!("{}: {why}", called(fields))),
        }
        if let Some(more) = targets.len().checked_sub(1).filter(|more| *more > 0) {
            let of = called(fields);
            self.refuse(&format!(
                "{of}: is about {more} more, and only the first place is taken"
            ));
        }
    }

    /// Keeps what other programs have said, unless it is more than is kept.
    fn keep_foreign(&mut self, words: &mut Words, fields: &Map<String, Value>, target: &Value) {
        let foreign = foreign(fields, target);
        let length = serde_json::to_vec(&foreign).map_or(usize::MAX, |json| json.len());
        let all = self.foreign.saturating_add(length);
        let is_kept = length <= MOST && all <= MOST_OF_ALL && !is_too_deep(&foreign);
        if foreign.is_empty() || is_kept {
            self.foreign = all;
            words.foreign = Some(foreign);
        } else {
            self.refuse(&format!(
                "{}: is taken without what other programs have added, which is too much to keep",
                called(fields)
            ));
        }
    }

    fn refuse(&mut self, why: &str) {
        if self.refused.len() < MOST_REFUSED {
            self.refused.push(why.to_owned());
        }
    }
}

impl Incoming {
    fn of(fields: &Map<String, Value>, targets: &[&Value]) -> Result<Self, &'static str> {
        let target = targets.first().ok_or("has no target")?;
        let own = fields.get("folio").and_then(Value::as_object);
        let is_bookmark = each(fields.get("motivation"))
            .into_iter()
            .any(|m| m.as_str().is_some_and(|m| m.ends_with("bookmarking")));
        let selector = selector(target, own, is_bookmark)?;
        let text_of = |name| own.map_or("", |terms| text(terms, name));
        let own_source = Some(text_of(SOURCE)).filter(|source| !source.is_empty());
        let source = own_source.unwrap_or_else(|| source(target));
        let title = text_of("title");
        let beside = [
            selector.length_beside_words(),
            note(fields).len(),
            text_of("name").len(),
            text_of("style").len(),
            title.len(),
            source.len(),
        ];
        if beside.iter().sum::<usize>() > LONGEST_SAYING {
            return Err("says more than an annotation can");
        }
        let says = match own.and_then(|terms| terms.get("letter")) {
            Some(letter) => Saying::QuickMark(quick_letter(letter)?),
            None => {
                let unnamed = format!("{source}\n{selector:?}");
                Saying::Annotation(Words::of(fields, own, is_bookmark, &unnamed))
            }
        };
        Ok(Self {
            says,
            book: Fingerprint::parse(text_of("fingerprint"))
                .or_else(|| Fingerprint::parse(source.strip_prefix(BOOK)?)),
            file: file(source),
            title: Some(title.to_owned()).filter(|title| !title.is_empty()),
            created: moment::read(text(fields, "created")),
            changed: moment::read(text(fields, "modified")),
            selector,
        })
    }

    /// Whether its passage goes along as it was written down, so that it can be kept where its text is not at hand.
    pub fn is_written_down(&self) -> bool {
        self.selector.passage.is_some()
    }

    /// The words it is about, cut to a line.
    pub fn words(&self) -> String {
        let quote = self.selector.quote.as_ref();
        cut(quote.map_or("", |quote| &quote.exact))
    }
}

impl Words {
    /// What is kept for other programs. Where it is too much, what was kept before of what is `known` stays.
    pub(super) fn foreign_beside(&self, known: Option<&Annotation>) -> Map<String, Value> {
        let theirs = self.foreign.as_ref();
        let kept = theirs.or_else(|| known.map(|known| &known.foreign));
        kept.cloned().unwrap_or_default()
    }

    /// What the fields of an annotation say; `unnamed` tells apart those that say the same and have no id.
    fn of(
        fields: &Map<String, Value>,
        own: Option<&Map<String, Value>>,
        is_bookmark: bool,
        unnamed: &str,
    ) -> Self {
        let named = |terms: &Map<String, Value>| {
            let name = terms.get("style").and_then(Value::as_str)?;
            Some(Style::from(name.to_owned()))
        };
        let style = match own {
            Some(terms) => named(terms),
            None => (!is_bookmark).then(Style::default),
        };
        let iri = fields.get("id").or_else(|| fields.get("@id"));
        let name = own.map_or("", |terms| text(terms, "name")).to_owned();
        let note = note(fields);
        let otherwise = || format!("{unnamed}\n{style:?}\n{name}\n{note}");
        Self {
            id: ids::id(iri.and_then(Value::as_str), otherwise),
            style,
            name,
            note,
            foreign: None,
        }
    }
}

/// The letter of a quick mark.
fn quick_letter(letter: &Value) -> Result<char, &'static str> {
    let mut letters = letter.as_str().unwrap_or("").chars();
    let first = letters.next().filter(char::is_ascii_alphabetic);
    let only = first.filter(|_| letters.next().is_none());
    only.ok_or("is a quick mark without a letter a–z or A–Z")
}

/// The text of all bodies. What is no text is named by its address, and a tag is a word with a `#`.
pub(super) fn note(fields: &Map<String, Value>) -> String {
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

/// One value or several.
pub(super) fn each(value: Option<&Value>) -> Vec<&Value> {
    match value {
        None | Some(Value::Null) => Vec::new(),
        Some(Value::Array(values)) => values.iter().collect(),
        Some(value) => vec![value],
    }
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
