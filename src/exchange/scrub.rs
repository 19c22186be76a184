//! What goes out and what comes in has nothing in it that a terminal would obey.

use serde_json::Value;

use crate::document::is_drawable;

/// The text without what may not be shown; its lines stay.
pub(super) fn scrubbed(text: &str) -> String {
    let kept = text.chars().filter_map(|c| match c {
        '\n' => Some('\n'),
        '\t' => Some(' '),
        c => is_drawable(c).then_some(c),
    });
    kept.collect()
}

/// The same of every text in a value.
pub(super) fn scrub(value: &mut Value) {
    match value {
        Value::String(text) => {
            if !text.chars().all(|c| c == '\n' || is_drawable(c)) {
                *text = scrubbed(text);
            }
        }
        Value::Array(values) => values.iter_mut().for_each(scrub),
        Value::Object(fields) => {
            fields.retain(|name, _| name.chars().all(is_drawable));
            fields.values_mut().for_each(scrub);
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}
