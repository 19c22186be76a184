//! What a file is: by its content first, by its name second.

use super::FormatError;

/// The formats folio reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Plain,
    Markdown,
}

/// The first bytes of files that are often taken for books, and what they are.
const KNOWN: &[(&[u8], &str)] = &[
    (b"PK\x03\x04", "a zip archive (an EPUB is one)"),
    (b"PK\x05\x06", "an empty zip archive"),
    (b"%PDF-", "a PDF"),
    (b"\x1F\x8B", "gzip-compressed data"),
    (b"\x89PNG", "a PNG image"),
    (b"\xFF\xD8\xFF", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x7FELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"\xD0\xCF\x11\xE0", "an Office document of the old kind"),
    (b"{\\rtf", "an RTF document"),
    (b"BZh", "bzip2-compressed data"),
    (b"\xFD7zXZ", "xz-compressed data"),
    (b"\x28\xB5\x2F\xFD", "zstd-compressed data"),
    (b"SQLite format 3", "a database"),
];

/// Bytes looked at: a text that begins as one is one.
const SAMPLE: usize = 16 * 1024;

/// Refuses what is no text: known files, and what has more control characters than a damaged text has
/// (one byte in ten; NULs count, since a text of two-byte units has a mark at its head).
pub(super) fn refuse_binary(bytes: &[u8]) -> Result<(), FormatError> {
    if let Some((_, what)) = KNOWN.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Err(FormatError::NotText(what));
    }
    if matches!(bytes, [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..]) {
        return Ok(());
    }
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    let is_odd = |b: &&u8| matches!(b, 0..=8 | 0xE..=0x1A | 0x1C..=0x1F | 0x7F);
    let odd = sample.iter().filter(is_odd).count();
    // Random bytes are mostly not UTF-8 either; a text in an unknown encoding has letters between.
    let replaced = String::from_utf8_lossy(sample).matches('\u{FFFD}').count();
    let letters = sample
        .iter()
        .filter(|b| b.is_ascii_alphanumeric() || **b == b' ')
        .count();
    let is_noise =
        replaced * 4 > sample.len() && letters * 3 < sample.len() && odd * 30 > sample.len();
    if odd * 10 > sample.len() || is_noise {
        return Err(FormatError::Binary);
    }
    Ok(())
}

/// What a text is.
pub(super) fn kind(text: &str, name: Option<&str>) -> Kind {
    let extension = name
        .and_then(|name| name.rsplit_once('.'))
        .map(|(_, e)| e.to_ascii_lowercase());
    match extension.as_deref() {
        Some("md" | "markdown" | "mdown" | "mkd" | "mkdn") => Kind::Markdown,
        Some("txt" | "text" | "asc" | "log") => Kind::Plain,
        _ if looks_like_markdown(text) => Kind::Markdown,
        _ => Kind::Plain,
    }
}

/// Lines looked at for signs of Markdown.
const LINES: usize = 400;

/// Whether a text without a telling name is Markdown: it has a heading with hash signs, and one more
/// thing that plain text does not have by chance.
fn looks_like_markdown(text: &str) -> bool {
    let mut has_heading = false;
    let mut has_other = false;
    for line in text.lines().take(LINES) {
        let hashes = line.bytes().take_while(|b| *b == b'#').count();
        let after = line.get(hashes..).unwrap_or("");
        has_heading |=
            (1..=6).contains(&hashes) && after.starts_with(' ') && after.trim().len() > 1;
        has_other |= hashes >= 2 && after.starts_with(' ')
            || line.starts_with("```")
            || line.contains("](")
            || line.contains("[^")
            || line.contains("**")
            || is_delimiter_row(line);
        if has_heading && has_other {
            return true;
        }
    }
    false
}

/// The row under the names of a table's columns: `| --- | :-: |`.
fn is_delimiter_row(line: &str) -> bool {
    line.contains("---")
        && line.contains('|')
        && line.bytes().all(|b| matches!(b, b'|' | b'-' | b':' | b' '))
}
