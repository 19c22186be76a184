//! What other programs say in an annotation that folio has no use for, kept for them.
//!
//! It is kept beside what folio understands, by where it stood, and goes out there again: members of the annotation,
//! of its target and of folio's own terms, selectors of other sorts, other motives, and what it says it is of, unless
//! that is a file or a text as folio names it: then folio's own address of the book stands beside it. The selectors of
//! words and positions are made anew of what folio understands of them. Bodies that are no plain note are
//! kept as they are and given back as long as the note that was made of them is not changed.

use serde_json::{Map, Value, json};

use super::read::{each, note};
use super::target::source;

/// Members that folio reads or writes itself.
const ANNOTATION: [&str; 12] = [
    "@context",
    "id",
    "@id",
    "type",
    "@type",
    "motivation",
    "created",
    "modified",
    "target",
    "body",
    "bodyValue",
    "folio",
];
const TARGET: [&str; 2] = ["source", "selector"];
const TERMS: [&str; 10] = [
    "fingerprint",
    "fraction",
    "title",
    "style",
    "name",
    "letter",
    "section",
    "place",
    "passage",
    SOURCE,
];
/// Folio's own term for where the book is, where the target says what other programs do of it.
pub(super) const SOURCE: &str = "source";
const SELECTORS: [&str; 2] = ["TextQuoteSelector", "TextPositionSelector"];
/// What an address as folio has it begins with.
const OWN: [&str; 2] = ["file:", "urn:folio:"];
const MOTIVES: [&str; 3] = ["bookmarking", "highlighting", "commenting"];

/// Bytes of it that are kept of one annotation: far more than a name, an address and a licence take.
pub(super) const MOST: usize = 16 * 1024;

/// Bytes of it that are kept of one import: a journal that is longer than can be read would be of no use.
pub(super) const MOST_OF_ALL: usize = 4 * 1024 * 1024;

/// Lists and objects in one another that are kept. JSON is read to a depth of 128, in a journal's line and in what is
/// given as well, where all this stands some levels deeper than it came in.
const DEEPEST: usize = 32;

/// What folio has no use for in an annotation with this target.
pub(super) fn foreign(fields: &Map<String, Value>, target: &Value) -> Map<String, Value> {
    let mut kept = Map::new();
    let mut put = |name: &str, value: Value| {
        let is_empty = match &value {
            Value::Object(members) => members.is_empty(),
            Value::Array(values) => values.is_empty(),
            Value::String(text) => text.is_empty(),
            value => value.is_null(),
        };
        if !is_empty {
            kept.insert(name.to_owned(), value);
        }
    };
    put("annotation", others(Some(fields), &ANNOTATION));
    put("target", others(target.as_object(), &TARGET));
    put("source", elsewhere(target));
    put(
        "folio",
        others(fields.get("folio").and_then(Value::as_object), &TERMS),
    );
    let is_ours = |selector: &&Value| {
        let sort = selector.get("type").and_then(Value::as_str);
        sort.is_some_and(|sort| SELECTORS.contains(&sort))
    };
    let selectors = each(target.get("selector"));
    let others = selectors.into_iter().filter(|s| !is_ours(s)).cloned();
    put("selectors", others.collect());
    let motives = each(fields.get("motivation")).into_iter();
    let others = motives.filter(|m| m.as_str().is_none_or(|m| !MOTIVES.contains(&m)));
    put("motivation", others.cloned().collect());
    if let Some(body) = fields.get("body")
        && !is_plain(body, &note(fields))
    {
        put("body", body.clone());
    }
    kept
}

/// Whether something is nested deeper than is kept. What was read is so no deeper than 128.
pub(super) fn is_too_deep(foreign: &Map<String, Value>) -> bool {
    foreign.values().any(|kept| match kept {
        // The object by where they stood is not theirs.
        Value::Object(members) => members.values().any(|value| depth(value) > DEEPEST),
        kept => depth(kept) > DEEPEST,
    })
}

/// How many lists and objects stand in one another.
fn depth(value: &Value) -> usize {
    match value {
        Value::Array(values) => 1 + values.iter().map(depth).max().unwrap_or(0),
        Value::Object(members) => 1 + members.values().map(depth).max().unwrap_or(0),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => 0,
    }
}

/// The members that are not among `known`.
fn others(fields: Option<&Map<String, Value>>, known: &[&str]) -> Value {
    let all = fields.into_iter().flatten();
    let others = all.filter(|(name, _)| !known.contains(&name.as_str()));
    let pairs = others.map(|(name, value)| (name.clone(), value.clone()));
    Value::Object(pairs.collect())
}

/// What a target says that it is of, unless that is an address as folio has it of a book.
fn elsewhere(target: &Value) -> Value {
    let address = source(target);
    if OWN.iter().any(|scheme| address.starts_with(scheme)) {
        return Value::Null;
    }
    let whole = Some(target).filter(|target| target.is_string());
    let theirs = whole.or_else(|| target.get("source"));
    theirs.cloned().unwrap_or_default()
}

/// The body that folio itself makes of a note.
pub(super) fn body(note: &str) -> Value {
    json!({
        "type": "TextualBody",
        "value": note,
        "format": "text/plain",
        "purpose": "commenting",
    })
}

fn is_plain(whole: &Value, note: &str) -> bool {
    *whole == body(note) || whole.as_str() == Some(note) || each(Some(whole)).is_empty()
}

/// Puts what was kept back into the annotation that is given.
pub(super) fn give_back(kept: &Map<String, Value>, note_here: &str, given: &mut Value) {
    let members = |name: &str| kept.get(name).and_then(Value::as_object);
    let list = |name: &str| kept.get(name).and_then(Value::as_array);
    add(members("annotation"), given.as_object_mut());
    add(
        members("target"),
        given.get_mut("target").and_then(Value::as_object_mut),
    );
    add(
        members("folio"),
        given.get_mut("folio").and_then(Value::as_object_mut),
    );
    if let (Some(theirs), Some(source)) = (kept.get("source"), given.pointer_mut("/target/source"))
    {
        let own = std::mem::replace(source, theirs.clone());
        if let Some(terms) = given.get_mut("folio").and_then(Value::as_object_mut) {
            terms.insert(SOURCE.to_owned(), own);
        }
    }
    let selectors = given.pointer_mut("/target/selector");
    if let (Some(others), Some(own)) = (list("selectors"), selectors.and_then(Value::as_array_mut))
    {
        own.extend(others.iter().cloned());
    }
    let Some(fields) = given.as_object_mut() else {
        return;
    };
    if let Some(others) = list("motivation") {
        let own = each(fields.get("motivation")).into_iter();
        let all: Vec<Value> = own.chain(others).cloned().collect();
        fields.insert("motivation".to_owned(), all.into());
    }
    if let Some(body) = kept.get("body") {
        let wrapped = Map::from_iter([("body".to_owned(), body.clone())]);
        if note(&wrapped) == note_here {
            fields.insert("body".to_owned(), body.clone());
        }
    }
}

fn add(others: Option<&Map<String, Value>>, own: Option<&mut Map<String, Value>>) {
    if let (Some(others), Some(own)) = (others, own) {
        for (name, value) in others {
            own.entry(name).or_insert_with(|| value.clone());
        }
    }
}
