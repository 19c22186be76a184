//! By which an annotation is known in a journal, and by which in the world.
//!
//! The standard wants an IRI. One of folio's own is `urn:folio:annotation:` and its id in the journal; that
//! of another program is its id in the journal as it is, so that it goes out as it came in.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use crate::document::Fingerprint;

/// What folio's own ids begin with.
const OWN: &str = "urn:folio:annotation:";
/// What stays as it is in an address.
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');
/// An id longer than this is known by its hash.
const LONGEST: usize = 512;

/// The IRI of an annotation with this id in the journal.
pub(super) fn iri(id: &str) -> String {
    if is_foreign(id) {
        id.to_owned()
    } else {
        format!("{OWN}{}", utf8_percent_encode(id, PLAIN))
    }
}

/// The id in the journal of an annotation with this IRI. `otherwise` tells apart those without one.
pub(super) fn id(iri: Option<&str>, otherwise: impl FnOnce() -> String) -> String {
    let Some(iri) = iri.map(str::trim).filter(|iri| !iri.is_empty()) else {
        return hashed(&otherwise());
    };
    let id = match iri.strip_prefix(OWN) {
        Some(own) => percent_decode_str(own).decode_utf8().ok(),
        None => Some(iri.into()),
    };
    // What would be taken for another kind of line, such as the place, must not become an id.
    let is_own = iri.starts_with(OWN);
    let fits = |id: &str| {
        id.len() <= LONGEST
            && if is_own {
                is_own_kind(id)
            } else {
                is_foreign(id)
            }
    };
    id.filter(|id| fits(id))
        .map_or_else(|| hashed(iri), |id| id.into_owned())
}

fn hashed(text: &str) -> String {
    format!("taken-{}", Fingerprint::of(text))
}

/// Whether it is an address of the world: with a scheme that no kind of line has.
fn is_foreign(id: &str) -> bool {
    let is_scheme = |scheme: &str| ["http", "https", "urn", "tag", "data", "doi"].contains(&scheme);
    id.split_once(':')
        .is_some_and(|(scheme, rest)| is_scheme(scheme) && !rest.is_empty() && !id.starts_with(OWN))
}

/// Whether it may be an annotation's: letters, digits and hyphens with a hyphen among them. The other kinds
/// of lines are called by a word, or have a colon.
fn is_own_kind(id: &str) -> bool {
    id.contains('-') && id.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_goes_out_and_comes_back_as_it_was() {
        let none = String::new;
        for own in ["19a-00ff00ff00ff00ff", "taken-0a"] {
            assert_eq!(id(Some(&iri(own)), none), own);
        }
        for foreign in ["http://example.org/anno1", "urn:uuid:1-2", "tag:x,2020:1"] {
            assert_eq!(id(Some(foreign), none), foreign);
            assert_eq!(iri(foreign), foreign);
        }
    }

    #[test]
    fn no_id_is_that_of_another_kind_of_line() {
        let long = "http://example.org/".repeat(40);
        let kinds = [
            "place",
            "book",
            "forgotten",
            "mark:a",
            "source:x",
            "jumps:x",
            "pace:x",
            "",
            " ",
            "x",
            &long,
        ];
        for kind in kinds {
            for named in [
                kind.to_owned(),
                format!("{OWN}{kind}"),
                format!("{OWN}%6Dark:a"),
            ] {
                let id = id(Some(&named), || "else".to_owned());
                assert!(id.starts_with("taken-"), "{named}: {id}");
                assert_eq!(super::id(Some(&iri(&id)), String::new), id);
            }
        }
    }
}
