//! Character references in raw HTML, which the Markdown parser leaves as they are.
//!
//! Only those that people write by hand; an unknown one stays as written.

use std::borrow::Cow;

const NAMED: [(&str, &str); 34] = [
    ("amp", "&"),
    ("lt", "<"),
    ("gt", ">"),
    ("quot", "\""),
    ("apos", "'"),
    ("nbsp", "\u{A0}"),
    ("copy", "©"),
    ("reg", "®"),
    ("trade", "™"),
    ("mdash", "—"),
    ("ndash", "–"),
    ("hellip", "…"),
    ("lsquo", "‘"),
    ("rsquo", "’"),
    ("ldquo", "“"),
    ("rdquo", "”"),
    ("laquo", "«"),
    ("raquo", "»"),
    ("middot", "·"),
    ("bull", "•"),
    ("times", "×"),
    ("deg", "°"),
    ("sect", "§"),
    ("para", "¶"),
    ("eacute", "é"),
    ("egrave", "è"),
    ("agrave", "à"),
    ("ccedil", "ç"),
    ("auml", "ä"),
    ("ouml", "ö"),
    ("uuml", "ü"),
    ("szlig", "ß"),
    ("larr", "←"),
    ("rarr", "→"),
];

/// Longest reference looked for, so that a text full of `&` is read in one go.
const LONGEST: usize = 12;

/// `text` with its references resolved.
pub(super) fn decoded(text: &str) -> Cow<'_, str> {
    if memchr::memchr(b'&', text.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        let shorter = (0..LONGEST.min(after.len())).rev();
        let window = shorter
            .filter_map(|end| after.get(..=end))
            .next()
            .unwrap_or("");
        match window
            .split_once(';')
            .and_then(|(name, _)| Some((name, resolved(name)?)))
        {
            Some((name, meant)) => {
                out.push_str(&meant);
                rest = after.get(name.len() + 1..).unwrap_or("");
            }
            None => {
                out.push('&');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

fn resolved(name: &str) -> Option<Cow<'static, str>> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16),
            None => number.parse(),
        };
        let char = char::from_u32(code.ok()?)?;
        return Some(Cow::Owned(char.to_string()));
    }
    let (_, meant) = NAMED.iter().find(|(known, _)| *known == name)?;
    Some(Cow::Borrowed(meant))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_resolved_and_others_left() {
        assert_eq!(
            decoded("A &amp; B&#8212;&#x263A; &nope; &"),
            "A & B—☺ &nope; &"
        );
    }
}
