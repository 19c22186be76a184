//! Lines by what they begin with: all the library needs of most of them.
//!
//! Of a book's lines all but a few are superseded by a later one. Whether a line is shows in its first words,
//! so it need not be read to its end. Only a line that is written as this folio writes them is known so; any
//! other is read wholly. What is taken from a line that counts is read all the same, and where that cannot
//! be done the book is looked at once more with every line read.

use std::borrow::Cow;

use memchr::{memchr2, memchr2_iter};
use serde::Deserialize;
use serde::de::IgnoredAny;

use super::Timestamp;
use super::content::{Kind, lenient, progress};
use super::entry::{Envelope, VERSION};

impl<'l> Envelope<'l> {
    /// That of a line in the form this folio writes; `None` where it cannot be told without reading it.
    pub fn at_a_glance(line: &'l [u8]) -> Option<Self> {
        let rest = line.strip_prefix(br#"{"v":1,"id":""#)?;
        let (id, rest) = plain(rest)?;
        let rest = rest.strip_prefix(br#","written":"#)?;
        let (written, rest) = number(rest)?;
        let deleted = rest.strip_prefix(br#","deleted":true"#);
        let rest = deleted.unwrap_or(rest).strip_prefix(br#","kind":""#)?;
        let (kind, rest) = plain(rest)?;
        // Half a line is no line.
        let is_whole = rest.ends_with(b"}") && Kind::named(kind).is_some() && !says_it_again(rest);
        is_whole.then_some(Self {
            v: VERSION,
            id: Cow::Borrowed(id),
            written: Timestamp(written),
            deleted: deleted.is_some(),
            kind: Cow::Borrowed(kind),
        })
    }
}

/// Whether the rest of a line may say once more what it began with. Folio writes none that does; who reads it
/// wholly finds one that is deleted after all, or said twice and so no entry. A name may be written with escapes,
/// and a value may be such a word; what is not sure is read.
fn says_it_again(rest: &[u8]) -> bool {
    const NAMES: [&[u8]; 5] = [
        br#""v""#,
        br#""id""#,
        br#""written""#,
        br#""deleted""#,
        br#""kind""#,
    ];
    memchr2_iter(b'"', b'\\', rest).any(|at| {
        let from = rest.get(at..).unwrap_or_default();
        from.starts_with(br"\u") || NAMES.iter().any(|name| from.starts_with(name))
    })
}

/// What stands before the next quotation mark, and what after it; `None` where something is escaped.
fn plain(bytes: &[u8]) -> Option<(&str, &[u8])> {
    let end = memchr2(b'"', b'\\', bytes)?;
    let (text, rest) = bytes.split_at_checked(end)?;
    let text = std::str::from_utf8(text).ok()?;
    let is_plain = !text.bytes().any(|byte| byte.is_ascii_control());
    Some((text, rest.strip_prefix(b"\"")?)).filter(|_| is_plain)
}

fn number(bytes: &[u8]) -> Option<(u64, &[u8])> {
    let end = bytes.iter().position(|byte| !byte.is_ascii_digit())?;
    let (digits, rest) = bytes.split_at_checked(end)?;
    // JSON has no number that begins with a naught.
    let is_number = digits == b"0" || !digits.starts_with(b"0");
    let number = std::str::from_utf8(digits).ok()?.parse().ok()?;
    is_number.then_some((number, rest))
}

/// What the library takes from the line of a place.
#[derive(Deserialize)]
pub(super) struct PlaceSeen {
    anchor: AnchorSeen,
    #[serde(rename = "end", default, deserialize_with = "lenient")]
    is_end: bool,
}

impl PlaceSeen {
    /// How much of the book is read, from 0.0 to 1.0.
    pub const fn progress(&self) -> f64 {
        progress(self.is_end, self.anchor.fraction)
    }
}

/// How far into the text an anchor is.
#[derive(Deserialize)]
struct AnchorSeen {
    #[serde(default)]
    fraction: f64,
}

/// What the library takes from the line of an annotation.
#[derive(Deserialize)]
pub(super) struct AnnotationSeen<'l> {
    #[serde(default)]
    pub style: Option<IgnoredAny>,
    #[serde(borrow, default)]
    pub note: Cow<'l, str>,
}

#[cfg(test)]
mod tests {
    use super::super::{BookRecord, Content, Mark};
    use super::*;
    use crate::document::{Anchor, Fingerprint};

    fn seen(line: &str) -> Option<(String, Timestamp, bool, String)> {
        let Envelope {
            id,
            written,
            deleted,
            kind,
            ..
        } = Envelope::at_a_glance(line.as_bytes())?;
        Some((id.into_owned(), written, deleted, kind.into_owned()))
    }

    #[test]
    fn what_this_folio_writes_is_known_at_a_glance_as_it_is_by_reading() {
        let record = BookRecord::new(Fingerprint::of("a book"));
        let mark = Content::Mark(Mark {
            letter: 'a',
            anchor: Anchor::default(),
        });
        let lines = [
            record.change(mark.clone(), Timestamp(1234)),
            record.deletion(mark, Timestamp(0)),
        ];
        for change in lines {
            let line = change.entry.line().unwrap();
            let read = Envelope::of(line.as_bytes()).unwrap();
            let read = (
                read.id.into_owned(),
                read.written,
                read.deleted,
                read.kind.into_owned(),
            );
            assert_eq!(seen(&line), Some(read), "{line}");
        }
    }

    #[test]
    fn whatever_is_written_otherwise_has_to_be_read() {
        let table = [
            r#"{"v":2,"id":"place","written":1,"kind":"place"}"#,
            r#"{"id":"place","v":1,"written":1,"kind":"place"}"#,
            r#"{"v":1,"id":"a\"b","written":1,"kind":"place"}"#,
            r#"{"v":1,"id":"place","written":01,"kind":"place"}"#,
            r#"{"v":1,"id":"place","written":1.5,"kind":"place"}"#,
            r#"{"v":1,"id":"place","written":99999999999999999999,"kind":"place"}"#,
            r#"{"v":1,"id":"place","written":1,"kind":"a later one"}"#,
            r#"{"v":1,"id":"place","written":1,"kind":"place","anchor":{"off"#,
            r#"{"v":1,"id":"pl"#,
            r#"{"v":1,"id":"1-2","written":5,"kind":"annotation","offset":3,"deleted":true}"#,
            r#"{"v":1,"id":"1-2","written":5,"kind":"annotation","\u0064eleted" : true}"#,
            r#"{"v":1,"id":"1-2","written":5,"kind":"annotation","written":6}"#,
            "",
        ];
        for line in table {
            assert_eq!(seen(line), None, "{line}");
        }
    }
}
