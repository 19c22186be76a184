//! Where links lead, and the names of places they lead to.

use std::fmt::Debug;

use crate::document::LinkTo;

/// Knows the names of places in the document that is being made. A page of a book stands beside others
/// whose places may be called the same, so it gives its own names and knows those of the others.
pub(in crate::format) trait Links: Debug {
    /// The document's name for the place that this page calls `id`.
    fn place(&self, id: &str) -> String;

    /// Where `href` leads; `None` where it leads nowhere.
    fn target(&self, href: &str) -> Option<LinkTo>;
}

/// The links of a page that is the whole document: a fragment is a place in it, all else outside.
#[derive(Clone, Copy, Debug)]
pub(in crate::format) struct Alone;

impl Links for Alone {
    fn place(&self, id: &str) -> String {
        id.to_owned()
    }

    fn target(&self, href: &str) -> Option<LinkTo> {
        let href = href.trim();
        if is_script(href) {
            return None;
        }
        Some(match href.strip_prefix('#') {
            Some(fragment) => LinkTo::Place(decoded(fragment)),
            None => LinkTo::Outside(href.to_owned()),
        })
    }
}

/// Whether a link is a program.
pub(in crate::format) fn is_script(href: &str) -> bool {
    href.get(..11)
        .is_some_and(|scheme| scheme.eq_ignore_ascii_case("javascript:"))
}

/// A fragment or path as it is meant: `%20` and the like decoded.
pub(in crate::format) fn decoded(fragment: &str) -> String {
    let mut bytes = Vec::with_capacity(fragment.len());
    let mut rest = fragment.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let hex = |b: u8| {
            char::from(b)
                .to_digit(16)
                .and_then(|d| u8::try_from(d).ok())
        };
        if let (b'%', [high, low, beyond @ ..]) = (first, after)
            && let (Some(high), Some(low)) = (hex(*high), hex(*low))
        {
            bytes.push(high * 16 + low);
            rest = beyond;
        } else {
            bytes.push(first);
            rest = after;
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fragments_are_decoded_and_broken_ones_kept() {
        assert_eq!(decoded("%E6%97%A5-x"), "日-x");
        assert_eq!(decoded("100%"), "100%");
    }

    #[test]
    fn fragments_are_places_and_programs_lead_nowhere() {
        let place = Some(LinkTo::Place("a b".into()));
        assert_eq!(Alone.target(" #a%20b"), place);
        assert_eq!(Alone.target("JavaScript:alert(1)"), None);
        assert_eq!(
            Alone.target("x.html#y"),
            Some(LinkTo::Outside("x.html#y".into()))
        );
    }
}
