//! What an annotation that comes in is about: a book, and a place in it.

use std::path::PathBuf;

use serde_json::{Map, Value};

use super::read::each;
use super::selector::{Quote, Selector};

/// Words longer than this, in bytes, are no quotation.
pub(super) const LONGEST_QUOTE: usize = 1024 * 1024;

/// Where a target and folio's own terms say that it is.
pub(super) fn selector(
    target: &Value,
    own: Option<&Map<String, Value>>,
    is_bookmark: bool,
) -> Result<Selector, &'static str> {
    let term = |name| own.and_then(|terms| terms.get(name));
    let passage = term("passage").and_then(|p| serde_json::from_value(p.clone()).ok());
    let selector = Selector {
        is_place: match own {
            Some(_) => term("place").and_then(Value::as_bool).unwrap_or(false),
            None => is_bookmark,
        },
        section: strings(term("section")),
        fraction: term("fraction").and_then(Value::as_f64).unwrap_or(0.0),
        passage,
        ..select(target)
    };
    if selector.is_empty() {
        return Err("names no words and no position in the text");
    }
    if selector.words().any(|words| words.len() > LONGEST_QUOTE) {
        return Err("is about more words than a quotation has");
    }
    Ok(selector)
}

/// The address of what a target is about; may be empty.
pub(super) fn source(target: &Value) -> &str {
    let whole = target.as_str();
    let named = || {
        let source = target.get("source")?;
        source.as_str().or_else(|| source.get("id")?.as_str())
    };
    whole.or_else(named).unwrap_or("")
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

/// The path in a file's address; `None` where it does not begin at the root, as it would be another wherever it
/// is read.
pub(super) fn file(source: &str) -> Option<PathBuf> {
    let path = source.strip_prefix("file://")?;
    let path = path.strip_prefix("localhost").unwrap_or(path);
    let path: Vec<u8> = percent_encoding::percent_decode_str(path).collect();
    path_of(path).filter(|path| path.is_absolute())
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

fn strings(value: Option<&Value>) -> Vec<String> {
    let all = each(value).into_iter().filter_map(Value::as_str);
    all.map(str::to_owned).collect()
}
