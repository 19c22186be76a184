//! Addresses in running text that GitHub's Markdown takes for links: `www.…`, `http://…`, `https://…`,
//! `ftp://…` and mail addresses, by the rules of the GFM specification, "Autolinks (extension)".

/// A piece of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    Text(&'a str),
    Link {
        text: &'a str,
        /// What is missing before the text for an address.
        scheme: &'static str,
    },
}

/// Parts a text into addresses and what is between.
pub(super) fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut out = Vec::new();
    if !may_hold_one(text.as_bytes()) {
        push_text(&mut out, Some(text));
        return out;
    }
    let mut done = 0;
    let mut from = 0;
    while let Some(at) = next_sign(text, from) {
        let found = match text.as_bytes().get(at) {
            Some(b'@') => mail_around(text, done, at),
            _ => address_at(text, at),
        };
        match found {
            Some((start, end, scheme)) => {
                push_text(&mut out, text.get(done..start));
                let link = text.get(start..end).unwrap_or("");
                out.push(Piece::Link { text: link, scheme });
                done = end;
                from = end;
            }
            None => from = at + 1,
        }
    }
    push_text(&mut out, text.get(done..));
    out
}

/// Whether there is what every address has: most texts are passed over by this.
fn may_hold_one(text: &[u8]) -> bool {
    let has = |sign| memchr::memmem::find(text, sign).is_some();
    memchr::memchr(b'@', text).is_some() || has(b"://") || has(b"www.")
}

fn push_text<'a>(out: &mut Vec<Piece<'a>>, text: Option<&'a str>) {
    if let Some(text) = text.filter(|text| !text.is_empty()) {
        out.push(Piece::Text(text));
    }
}

/// Where an address may begin, or the `@` of one.
fn next_sign(text: &str, from: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    (from..bytes.len()).find(|&at| {
        let rest = bytes.get(at..).unwrap_or_default();
        match rest.first() {
            Some(b'@') => true,
            Some(b'h') => rest.starts_with(b"http://") || rest.starts_with(b"https://"),
            Some(b'w') => rest.starts_with(b"www."),
            Some(b'f') => rest.starts_with(b"ftp://"),
            _ => false,
        }
    })
}

type Found = (usize, usize, &'static str);

fn address_at(text: &str, at: usize) -> Option<Found> {
    let before = text.get(..at)?.chars().next_back();
    if !before.is_none_or(|c| c.is_whitespace() || "*_~(".contains(c)) {
        return None;
    }
    let rest = text.get(at..)?;
    let mut schemes = ["http://", "https://", "ftp://"].into_iter();
    let (domain, scheme) = match schemes.find_map(|scheme| rest.strip_prefix(scheme)) {
        Some(domain) => (domain, ""),
        None => (rest, "http://"),
    };
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    // No more is looked at: what is no address is looked at again from the next sign on.
    let near = domain.get(..domain.floor_char_boundary(LONGEST_DOMAIN + 1));
    let name = near?.split(|c| !is_part(c)).next().unwrap_or("");
    if name.len() > LONGEST_DOMAIN {
        return None;
    }
    let mut segments = name.trim_end_matches('.').rsplit('.');
    let (last, before_last) = (segments.next()?, segments.next()?);
    if last.is_empty() || last.contains('_') || before_last.contains('_') {
        return None;
    }
    let length = rest
        .find(|c: char| c.is_whitespace() || c == '<')
        .unwrap_or(rest.len());
    let address = trimmed(rest.get(..length)?);
    Some((at, at + address.len(), scheme))
}

/// Bytes of the name of a domain, at most (RFC 1035, 2.3.4).
const LONGEST_DOMAIN: usize = 255;

/// An address without the punctuation of the sentence around it.
fn trimmed(address: &str) -> &str {
    let count = |sign| address.bytes().filter(|b| *b == sign).count();
    let mut open = count(b')').saturating_sub(count(b'('));
    let mut rest = address;
    loop {
        let shorter = match rest.as_bytes().last() {
            Some(b'?' | b'!' | b'.' | b',' | b':' | b'*' | b'_' | b'~' | b'\'' | b'"') => {
                rest.len() - 1
            }
            Some(b')') if open > 0 => {
                open -= 1;
                rest.len() - 1
            }
            Some(b';') => match reference_start(rest) {
                Some(at) => at,
                None => return rest,
            },
            _ => return rest,
        };
        rest = rest.get(..shorter).unwrap_or("");
    }
}

/// Where a reference such as `&copy;` begins that ends an address.
fn reference_start(address: &str) -> Option<usize> {
    let (before, name) = address.strip_suffix(';')?.rsplit_once('&')?;
    let is_name = !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric());
    is_name.then_some(before.len())
}

/// Bytes of a mail address before its `@`, at most (RFC 5321).
const LONGEST_NAME: usize = 64;

fn mail_around(text: &str, done: usize, at: usize) -> Option<Found> {
    let is_name = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_' | b'+');
    let before = text.as_bytes().get(done..at)?;
    let name = before
        .iter()
        .rev()
        .take(LONGEST_NAME + 1)
        .take_while(|b| is_name(b))
        .count();
    let after = text.as_bytes().get(at + 1..)?;
    let is_domain = |b: &&u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_');
    let mut length = after.iter().take_while(is_domain).count();
    while length > 0 && after.get(length - 1) == Some(&b'.') {
        length -= 1;
    }
    let domain = after.get(..length)?;
    let last = domain.last()?;
    let is_mail = (1..=LONGEST_NAME).contains(&name)
        && domain.contains(&b'.')
        && !matches!(last, b'-' | b'_');
    is_mail.then_some((at - name, at + 1 + length, "mailto:"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(text: &str) -> String {
        let draw = |piece: Piece<'_>| match piece {
            Piece::Text(text) => text.to_owned(),
            Piece::Link { text, scheme } => format!("<{scheme}|{text}>"),
        };
        pieces(text).into_iter().map(draw).collect()
    }

    #[test]
    fn addresses_are_links_without_the_punctuation_around_them() {
        assert_eq!(
            drawn("See www.a.org/x_(y), (http://b.com) or https://c.net/?q=1&hl;."),
            "See <http://|www.a.org/x_(y)>, (<|http://b.com>) or <|https://c.net/?q=1>&hl;."
        );
        assert_eq!(
            drawn("awww.a.org http://a www.a_b.c"),
            "awww.a.org http://a www.a_b.c"
        );
        assert_eq!(
            drawn("d+e.f@g-h.org. a@b a.b-c_d@a.b-"),
            "<mailto:|d+e.f@g-h.org>. a@b a.b-c_d@a.b-"
        );
    }

    #[test]
    fn hostile_texts_are_read_in_one_go() {
        for piece in [
            "@",
            "a@",
            "a@b.c@",
            "www.",
            "http://",
            "www.a.b)",
            "www.a.b&c;",
            "w",
            "a.",
        ] {
            assert!(pieces(&piece.repeat(50_000)).len() <= 100_001, "{piece}");
        }
    }

    #[test]
    fn however_many_there_are_and_are_not_they_end() {
        let count = 200_000;
        let many = "www.a.b ".repeat(count);
        assert_eq!(pieces(&many).len(), 2 * count);
        let none = "_www.a".repeat(count);
        assert_eq!(pieces(&none).len(), 2, "the last one is one");
    }
}
