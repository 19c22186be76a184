//! HTML inside Markdown: its text without its tags.
//!
//! Not an HTML reader: tags and comments are cut out in one pass, and only what makes a difference
//! to a reader of plain pages is given: where lines and blocks end, headings, images, places with names.

/// A piece of HTML.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    Text(&'a str),
    Tag {
        /// As written.
        name: &'a str,
        is_closing: bool,
        /// Everything behind the name.
        attributes: &'a str,
    },
}

/// How far the end of a tag is looked for past a quoted attribute, so that quotes that never end do
/// not make the reading quadratic.
const LONGEST_TAG: usize = 4096;

/// Parts HTML into text and tags; comments, declarations, scripts and styles are left out.
pub(super) fn pieces(html: &str) -> Vec<Piece<'_>> {
    let mut out = Vec::new();
    let mut rest = html;
    while let Some(at) = memchr::memchr(b'<', rest.as_bytes()) {
        let (before, markup) = rest.split_at(at);
        push_text(&mut out, before);
        rest = match read_markup(markup) {
            Markup::Unseen { length } => markup.get(length..).unwrap_or(""),
            Markup::Tag { tag, length } => {
                out.push(tag);
                let after = markup.get(length..).unwrap_or("");
                after_hidden(&tag, after)
            }
            Markup::Text => {
                push_text(&mut out, "<");
                markup.get(1..).unwrap_or("")
            }
            Markup::NoMore => {
                push_text(&mut out, markup);
                ""
            }
        };
    }
    push_text(&mut out, rest);
    out
}

fn push_text<'a>(out: &mut Vec<Piece<'a>>, text: &'a str) {
    if !text.is_empty() {
        out.push(Piece::Text(text));
    }
}

enum Markup<'a> {
    Tag {
        tag: Piece<'a>,
        length: usize,
    },
    Unseen {
        length: usize,
    },
    Text,
    /// No tag ends from here on.
    NoMore,
}

fn read_markup(markup: &str) -> Markup<'_> {
    let upto = |end: &str| markup.find(end).map_or(markup.len(), |at| at + end.len());
    if markup.starts_with("<!--") {
        return Markup::Unseen {
            length: upto("-->"),
        };
    }
    if markup.starts_with("<!") || markup.starts_with("<?") {
        return Markup::Unseen { length: upto(">") };
    }
    let inside = markup.get(1..).unwrap_or("");
    let is_closing = inside.starts_with('/');
    let inside = inside.strip_prefix('/').unwrap_or(inside);
    if !inside.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return Markup::Text;
    }
    let Some(end) = tag_end(inside) else {
        return Markup::NoMore;
    };
    let tag = inside.get(..end).unwrap_or("");
    let name_end = tag
        .find(|c: char| !c.is_ascii_alphanumeric() && c != '-')
        .unwrap_or(end);
    let (name, attributes) = tag.split_at_checked(name_end).unwrap_or((tag, ""));
    let tag = Piece::Tag {
        name,
        is_closing,
        attributes,
    };
    let length = 1 + usize::from(is_closing) + end + 1;
    Markup::Tag { tag, length }
}

/// Where the `>` stands that ends a tag; one inside quotes does not.
fn tag_end(inside: &str) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in inside.bytes().enumerate().take(LONGEST_TAG) {
        match (quote, byte) {
            (None, b'>') => return Some(at),
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
    }
    memchr::memchr(b'>', inside.as_bytes())
}

/// What follows a tag, without the content of a script or style.
fn after_hidden<'a>(tag: &Piece<'_>, after: &'a str) -> &'a str {
    let Piece::Tag {
        name,
        is_closing: false,
        ..
    } = tag
    else {
        return after;
    };
    if !["script", "style"]
        .iter()
        .any(|hidden| name.eq_ignore_ascii_case(hidden))
    {
        return after;
    }
    let mut from = 0;
    while let Some(at) = after.get(from..).and_then(|rest| rest.find("</")) {
        let end = from + at;
        let tail = after.get(end + 2..).unwrap_or("");
        if tail
            .get(..name.len())
            .is_some_and(|n| n.eq_ignore_ascii_case(name))
        {
            return after.get(end..).unwrap_or("");
        }
        from = end + 2;
    }
    ""
}

/// The value of an attribute, as written.
pub(super) fn attribute<'a>(attributes: &'a str, wanted: &str) -> Option<&'a str> {
    let mut rest = attributes;
    while let Some((name, after)) = rest.split_once('=') {
        let name = name
            .rsplit(|c: char| c.is_whitespace() || c == '/')
            .find(|n| !n.is_empty());
        let after = after.trim_start();
        let (value, beyond) = match after.chars().next() {
            Some(quote @ ('"' | '\'')) => after.get(1..)?.split_once(quote)?,
            _ => after.split_once(char::is_whitespace).unwrap_or((after, "")),
        };
        if name.is_some_and(|name| name.eq_ignore_ascii_case(wanted)) {
            return Some(value);
        }
        rest = beyond;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(html: &str) -> String {
        let text = |piece| match piece {
            Piece::Text(text) => text,
            Piece::Tag { .. } => "",
        };
        pieces(html).into_iter().map(text).collect()
    }

    #[test]
    fn only_the_text_is_left() {
        assert_eq!(
            text("<p align='a>b'>One<!-- <b>no</b> --> 1 < 2 <i>two</i>"),
            "One 1 < 2 two"
        );
        assert_eq!(
            text("<style>a { b }</style>x<script>1 </ 2</script>y"),
            "xy"
        );
        assert_eq!(text("<p never ends"), "<p never ends");
        assert_eq!(text("a<!-- never ends"), "a");
    }

    #[test]
    fn attributes_are_found_by_name() {
        let attributes = r#" src=x.png alt="A <b> c" data-alt=no id='i'/"#;
        assert_eq!(attribute(attributes, "alt"), Some("A <b> c"));
        assert_eq!(attribute(attributes, "id"), Some("i"));
        assert_eq!(attribute(attributes, "name"), None);
    }

    #[test]
    fn hostile_markup_is_read_in_one_go() {
        for sign in ["<", "<a ", "<a \"", "<!", "</", "<a ><", "<script>"] {
            assert!(pieces(&sign.repeat(50_000)).len() <= 150_000);
        }
    }
}
