//! Fields that this folio does not know, kept for the one that does.
//!
//! A line is read into what is known, and when it is written again as a change, what the known does not
//! hold is put beside it: at the top and within, such as in the anchor of a bookmark.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

/// What a later version added to a line.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Unknown(BTreeMap<String, Part>);

#[derive(Clone, Debug, PartialEq)]
enum Part {
    /// A field of which nothing is known.
    Whole(Value),
    /// The unknown fields within one that is.
    Inside(Unknown),
}

impl Unknown {
    /// What is in `raw` and not in `known`.
    pub fn between(raw: Map<String, Value>, known: &Map<String, Value>) -> Self {
        let parts = raw.into_iter().filter_map(|(key, value)| {
            let part = match (value, known.get(&key)) {
                (Value::Object(raw), Some(Value::Object(known))) => {
                    let inside = Self::between(raw, known);
                    (!inside.0.is_empty()).then_some(Part::Inside(inside))?
                }
                (_, Some(_)) => return None,
                (value, None) => Part::Whole(value),
            };
            Some((key, part))
        });
        Self(parts.collect())
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Puts it beside what is known. What belonged inside something that is not there any more goes
    /// with it.
    pub fn add_to(&self, known: &mut Map<String, Value>) {
        for (key, part) in &self.0 {
            match part {
                Part::Whole(value) => {
                    known.entry(key).or_insert_with(|| value.clone());
                }
                Part::Inside(inside) => {
                    if let Some(Value::Object(known)) = known.get_mut(key) {
                        inside.add_to(known);
                    }
                }
            }
        }
    }
}
