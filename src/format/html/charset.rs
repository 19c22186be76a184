//! The encoding a page declares in its first bytes: the HTML standard's prescan, which looks for
//! `<meta charset>` and `<meta http-equiv content>` without decoding anything, and the declaration of XML.

/// Bytes that are looked at. The standard has browsers look at 1024 and begin anew should a declaration
/// come later; to look further at once comes to the same.
const LOOK: usize = 16 * 1024;

/// The label of the encoding that a page declares; of several the first that is known.
pub(in crate::format) fn declared_label(bytes: &[u8]) -> Option<String> {
    let head = bytes.get(..LOOK).unwrap_or(bytes);
    let known = |label: &Vec<u8>| encoding_rs::Encoding::for_label(label).is_some();
    let label = xml_declaration(head)
        .filter(known)
        .or_else(|| prescan(head))?;
    let label = String::from_utf8_lossy(&label).trim().to_ascii_lowercase();
    // What says so in single bytes cannot be in double ones.
    let label = if label.starts_with("utf-16") {
        "utf-8".to_owned()
    } else {
        label
    };
    Some(label)
}

/// `<?xml version="1.0" encoding="…"?>`
fn xml_declaration(head: &[u8]) -> Option<Vec<u8>> {
    let end = memchr::memmem::find(head, b"?>")?;
    let declaration = head.get(..end).filter(|d| d.starts_with(b"<?xml"))?;
    let at = memchr::memmem::find(declaration, b"encoding")?;
    let rest = declaration.get(at + 8..)?.trim_ascii_start();
    let rest = rest.strip_prefix(b"=")?.trim_ascii_start();
    let (quote, rest) = rest
        .split_first()
        .filter(|(q, _)| matches!(q, b'"' | b'\''))?;
    let end = memchr::memchr(*quote, rest)?;
    rest.get(..end).map(<[u8]>::to_vec)
}

/// The standard's algorithm, "prescan a byte stream to determine its encoding".
fn prescan(head: &[u8]) -> Option<Vec<u8>> {
    let mut at = 0;
    while let Some(found) = head.get(at..).and_then(|rest| memchr::memchr(b'<', rest)) {
        at += found;
        let rest = head.get(at..).unwrap_or_default();
        let inside = rest.get(1..).unwrap_or_default();
        if rest.starts_with(b"<!--") {
            // The two hyphens that open a comment may be those that end it.
            at += memchr::memmem::find(rest.get(2..)?, b"-->")? + 5;
        } else if let Some(attributes) = meta(rest) {
            let mut scanner = Scanner { rest: attributes };
            if let Some(label) = scanner.declared() {
                return Some(label);
            }
            at = head.len() - scanner.rest.len();
        } else if inside.first().is_some_and(u8::is_ascii_alphabetic)
            || (inside.first() == Some(&b'/') && inside.get(1).is_some_and(u8::is_ascii_alphabetic))
        {
            let name = rest.iter().position(|b| is_blank(b) || *b == b'>')?;
            let mut scanner = Scanner {
                rest: rest.get(name..)?,
            };
            while scanner.attribute().is_some() {}
            at = head.len() - scanner.rest.len();
        } else if matches!(inside.first(), Some(b'!' | b'/' | b'?')) {
            at += memchr::memchr(b'>', rest)?;
        } else {
            at += 1;
        }
    }
    None
}

const fn is_blank(byte: &u8) -> bool {
    matches!(*byte, b'\t' | b'\n' | b'\x0C' | b'\r' | b' ')
}

/// What follows `<meta`.
fn meta(rest: &[u8]) -> Option<&[u8]> {
    let is_meta = rest.get(..5)?.eq_ignore_ascii_case(b"<meta");
    let after = rest.get(5..)?;
    let ends = after.first().is_some_and(|b| is_blank(b) || *b == b'/');
    (is_meta && ends).then_some(after)
}

struct Scanner<'a> {
    rest: &'a [u8],
}

impl Scanner<'_> {
    /// What the attributes of a `meta` element declare.
    fn declared(&mut self) -> Option<Vec<u8>> {
        let (mut charset, mut content) = (None, None);
        let mut is_pragma = false;
        while let Some((name, value)) = self.attribute() {
            match name.as_slice() {
                b"charset" if charset.is_none() => charset = Some(value),
                b"content" if content.is_none() => content = charset_in(&value),
                b"http-equiv" => is_pragma |= value.eq_ignore_ascii_case(b"content-type"),
                _ => {}
            }
        }
        // A tag that never ends declares nothing.
        self.rest.first().filter(|byte| **byte == b'>')?;
        charset
            .or(content.filter(|_| is_pragma))
            .filter(|label| encoding_rs::Encoding::for_label(label).is_some())
    }

    fn skip_blanks(&mut self) {
        let blanks = self.rest.iter().take_while(|b| is_blank(b)).count();
        self.rest = self.rest.get(blanks..).unwrap_or_default();
    }

    /// The next attribute: its name in small letters, its value as written. `None` at the end of the tag.
    fn attribute(&mut self) -> Option<(Vec<u8>, Vec<u8>)> {
        while self.rest.first().is_some_and(|b| is_blank(b) || *b == b'/') {
            self.rest = self.rest.get(1..)?;
        }
        if self.rest.first().is_none_or(|b| *b == b'>') {
            return None;
        }
        let mut name = Vec::new();
        while let Some(&byte) = self.rest.first() {
            let ends = is_blank(&byte)
                || matches!(byte, b'/' | b'>')
                || (byte == b'=' && !name.is_empty());
            if ends {
                break;
            }
            name.push(byte.to_ascii_lowercase());
            self.rest = self.rest.get(1..)?;
        }
        self.skip_blanks();
        if self.rest.first() != Some(&b'=') {
            return Some((name, Vec::new()));
        }
        self.rest = self.rest.get(1..)?;
        self.skip_blanks();
        let value = match self.rest.first()? {
            quote @ (b'"' | b'\'') => {
                let inside = self.rest.get(1..)?;
                let end = memchr::memchr(*quote, inside)?;
                self.rest = inside.get(end + 1..)?;
                inside.get(..end)?
            }
            _ => {
                let end = self.rest.iter().position(|b| is_blank(b) || *b == b'>')?;
                let value = self.rest.get(..end)?;
                self.rest = self.rest.get(end..)?;
                value
            }
        };
        Some((name, value.to_ascii_lowercase()))
    }
}

/// The standard's "extracting a character encoding from a meta element".
fn charset_in(content: &[u8]) -> Option<Vec<u8>> {
    let mut rest = content;
    loop {
        let at = memchr::memmem::find(rest, b"charset")?;
        rest = rest.get(at + 7..)?.trim_ascii_start();
        if let Some(value) = rest.strip_prefix(b"=") {
            let value = value.trim_ascii_start();
            return match value.first()? {
                quote @ (b'"' | b'\'') => {
                    let inside = value.get(1..)?;
                    let end = memchr::memchr(*quote, inside)?;
                    inside.get(..end).map(<[u8]>::to_vec)
                }
                _ => {
                    let ends = |b: &u8| is_blank(b) || *b == b';';
                    let end = value.iter().position(ends).unwrap_or(value.len());
                    value.get(..end).map(<[u8]>::to_vec)
                }
            };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_page_declares_is_found() {
        for (page, label) in [
            (
                "<?xml version='1.0' encoding=\"ISO-8859-1\"?>",
                Some("iso-8859-1"),
            ),
            (
                "<!-- <meta charset=a> --><META charset = 'Big5'>",
                Some("big5"),
            ),
            (
                "<meta http-equiv=Content-Type content='text/html; charset=\"koi8-r\"'>",
                Some("koi8-r"),
            ),
            ("<meta content='text/html; charset=koi8-r'>", None),
            ("<p title='<meta charset=big5>'>", None),
            ("<meta charset=utf-16le>", Some("utf-8")),
            ("<meta charset=nonesuch><meta charset=gbk>", Some("gbk")),
            ("<meta charset=gbk ", None),
        ] {
            assert_eq!(declared_label(page.as_bytes()).as_deref(), label, "{page}");
        }
    }
}
