//! What the bytes are: content first, the name's extension second.
//!
//! A name can be wrong or missing, so bytes that are no text are refused whatever they are called.
//! Between plain text and Markdown content cannot decide alone (a novel may hold `# 1` and `*`), so
//! there the extension does, and only a text without a telling name is asked what it looks like.

use super::FormatError;
use super::decode::is_wide;
use crate::document::Format;
use crate::text::{LANES, Lanes};

/// How files that are no text begin, and what they are.
const KNOWN: [(&[u8], &str); 37] = [
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xFF\xD8\xFF", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"II*\0", "a TIFF image"),
    (b"MM\0*", "a TIFF image"),
    (b"BM", "a BMP image"),
    (b"RIFF", "a WebP image, a WAV or an AVI recording"),
    (b"%PDF-", "a PDF file"),
    (b"%!PS-Adobe", "a PostScript file"),
    (b"{\\rtf", "an RTF document"),
    (b"AT&TFORM", "a DjVu book"),
    (b"ITOLITLS", "a Microsoft Reader book"),
    (b"ITSF\x03", "a compiled help file"),
    (b"PK\x03\x04", "a zip archive"),
    (b"PK\x05\x06", "an empty zip archive"),
    (b"\x1F\x8B", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xFD7zXZ\0", "an xz archive"),
    (b"7z\xBC\xAF\x27\x1C", "a 7z archive"),
    (b"\x28\xB5\x2F\xFD", "a zstd archive"),
    (b"Rar!\x1A\x07", "a RAR archive"),
    (b"\x7FELF", "an ELF program"),
    (b"MZ", "a Windows program"),
    (b"\xCF\xFA\xED\xFE", "a macOS program"),
    (b"\xCA\xFE\xBA\xBE", "a Java class or a macOS program"),
    (b"\0asm", "a WebAssembly module"),
    (b"SQLite format 3\0", "an SQLite database"),
    (
        b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1",
        "an old Microsoft Office file",
    ),
    (b"OggS", "an Ogg recording"),
    (b"fLaC", "a FLAC recording"),
    (b"ID3", "an MP3 recording"),
    (b"\xFF\xFB", "an MP3 recording"),
    (b"wOFF", "a font"),
    (b"wOF2", "a font"),
    (b"OTTO\0", "a font"),
    (b"\0\x01\0\0", "a font"),
];

/// Signs that stand further in, and where.
const KNOWN_LATER: [(usize, &[u8], &str); 4] = [
    (4, b"ftyp", "an MP4 recording or a HEIC image"),
    (60, b"BOOKMOBI", "a Kindle book"),
    (60, b"TEXtREAd", "a Palm book"),
    (257, b"ustar", "a tar archive"),
];

/// Beginnings of plain letters that no text has by chance.
const CERTAIN: [&[u8]; 4] = [b"%PDF-", b"%!PS-Adobe", b"{\\rtf", b"AT&TFORM"];

/// How much of the bytes is looked at for control characters.
const LOOK: usize = 8192;

/// Refuses what is no text at all. A few zero or control bytes in a text are damage, and a text that
/// is damaged must still open; one in ten is no text any more. Of bytes that are not even UTF-8, one in
/// fifty: pure chance has one in ten.
pub(super) fn refuse_binary(bytes: &[u8]) -> Result<(), FormatError> {
    if is_wide(bytes) {
        return Ok(());
    }
    if let Some(what) = known(bytes) {
        return Err(FormatError::NotText(what));
    }
    let head = bytes.get(..LOOK).unwrap_or(bytes);
    let controls = controls(head);
    let is_utf8 = match simdutf8::compat::from_utf8(head) {
        Ok(_) => true,
        // A character that is cut where the head is.
        Err(error) => error.error_len().is_none(),
    };
    if controls * if is_utf8 { 10 } else { 50 } > head.len() {
        return Err(FormatError::Binary);
    }
    Ok(())
}

fn known(bytes: &[u8]) -> Option<&'static str> {
    let has_controls = has_control(bytes.get(..64).unwrap_or(bytes));
    let begins = |(magic, _): &&(&[u8], &str)| {
        bytes.starts_with(magic) && (has_control(magic) || has_controls || CERTAIN.contains(magic))
    };
    let has_later_controls = has_control(bytes.get(..512).unwrap_or(bytes));
    let later = |(at, magic, _): &&(usize, &[u8], &str)| {
        has_later_controls && bytes.get(*at..).is_some_and(|rest| rest.starts_with(magic))
    };
    let known = KNOWN.iter().find(begins).map(|(_, what)| *what);
    known.or_else(|| KNOWN_LATER.iter().find(later).map(|(_, _, what)| *what))
}

/// Refuses what has been decoded and makes no text: one character in ten is none.
pub(super) fn refuse_garbled(text: &str) -> Result<(), FormatError> {
    let is_none = |char: &char| {
        *char == '\u{FFFD}' || char.is_ascii() && is_control(*char as u8) || is_private(*char)
    };
    let bad = text.chars().take(LOOK).filter(is_none).count();
    let seen = || text.chars().take(LOOK).count();
    if bad > 8 && bad * 10 > seen() {
        return Err(FormatError::Binary);
    }
    Ok(())
}

/// Characters that mean something only where both sides have agreed on it, and those that mean nothing.
fn is_private(char: char) -> bool {
    matches!(char, '\u{FFF0}'..='\u{FFF8}' | '\u{F0000}'..)
}

/// A magic number of plain letters may also begin a text ("BZh", "OggS"), which has no such bytes.
fn has_control(bytes: &[u8]) -> bool {
    bytes.iter().any(|&b| is_control(b))
}

fn controls(bytes: &[u8]) -> usize {
    let may_hold_some = |eight: &&[u8; LANES]| {
        let lanes = Lanes::of(**eight);
        (lanes.at_most(b' ' - 1) | lanes.other_than(0x7F).zeros()).is_any()
    };
    let (eights, rest) = bytes.as_chunks();
    let suspects = eights.iter().filter(may_hold_some).flatten().chain(rest);
    suspects.filter(|&&byte| is_control(byte)).count()
}

/// Bytes below the blank that texts do not have. Escape begins ISO-2022 sequences, code page 437
/// draws with some others, but neither makes up a tenth of a text.
fn is_control(byte: u8) -> bool {
    byte == 0x7F || (byte < b' ' && !matches!(byte, b'\t'..=b'\r' | 0x1A | 0x1B))
}

/// Whether a name has this extension.
pub(super) fn is_called(name: Option<&str>, extension: &str) -> bool {
    let found = name.and_then(|name| name.rsplit_once('.'));
    found.is_some_and(|(_, found)| found.eq_ignore_ascii_case(extension))
}

/// Which reader this text is for.
pub(super) fn format(text: &str, name: Option<&str>) -> Format {
    let extension = name
        .and_then(|name| name.rsplit_once('.'))
        .map(|(_, extension)| extension.to_ascii_lowercase());
    match extension.as_deref() {
        _ if begins_as_html(text) => Format::Html,
        Some("md" | "markdown" | "mdown" | "mkd") => Format::Markdown,
        Some("txt" | "text") => Format::Text,
        Some("html" | "htm" | "xhtml" | "xht") => Format::Html,
        _ if looks_like_html(text) => Format::Html,
        _ if looks_like_markdown(text) => Format::Markdown,
        _ => Format::Text,
    }
}

/// What begins a page and nothing else.
const PAGE: [&str; 4] = ["!doctype html", "html", "head", "body"];

/// What may begin a page, and a Markdown text as well; a text that has a name is what its name says.
const MAYBE_PAGE: [&str; 10] = [
    "meta", "title", "link", "style", "script", "div", "p", "h1", "table", "article",
];

/// Whether a text begins as a page does: with a document type or the outermost elements, comments and
/// declarations of XML before them.
fn begins_as_html(text: &str) -> bool {
    after_prolog(text).is_some_and(|tag| PAGE.iter().any(|name| is_tag(tag, name)))
}

/// Whether a text without a telling name begins with an element of a page and has its end tag.
fn looks_like_html(text: &str) -> bool {
    let tag = after_prolog(text);
    tag.is_some_and(|tag| MAYBE_PAGE.iter().any(|name| is_tag(tag, name)) && tag.contains("</"))
}

/// What stands behind the first `<` that is of no comment or declaration of XML, if nothing but blanks
/// is before it.
fn after_prolog(text: &str) -> Option<&str> {
    let mut rest = text.trim_start_matches(['\u{FEFF}', ' ', '\t', '\r', '\n']);
    // A page has a comment or two at its top, not a thousand.
    for _ in 0..16 {
        let end = match () {
            () if rest.starts_with("<!--") => "-->",
            () if rest.starts_with("<?") => "?>",
            () => return rest.strip_prefix('<'),
        };
        rest = rest.split_once(end)?.1.trim_start();
    }
    None
}

fn is_tag(text: &str, name: &str) -> bool {
    text.get(..name.len())
        .is_some_and(|head| head.eq_ignore_ascii_case(name))
        && text
            .as_bytes()
            .get(name.len())
            .is_some_and(|b| b.is_ascii_whitespace() || matches!(b, b'>' | b'/'))
}

/// Lines near the top that are looked at for signs of Markdown.
const TOP: usize = 200;

/// An ATX heading and one construct more that plain text does not have.
fn looks_like_markdown(text: &str) -> bool {
    let (mut headings, mut others) = (false, false);
    for line in text.lines().take(TOP) {
        let heading = is_heading(line);
        headings |= heading;
        others |= !heading && is_other_construct(line);
    }
    headings && others
}

fn is_heading(line: &str) -> bool {
    let text = line.trim_start_matches('#');
    let level = line.len() - text.len();
    (1..=6).contains(&level) && text.starts_with(' ') && !text.trim().is_empty()
}

fn is_other_construct(line: &str) -> bool {
    let line = line.trim();
    line.starts_with("```")
        || line.starts_with("~~~")
        || line.contains("](")
        || line.contains("[^")
        || is_delimiter_row(line)
}

/// The row under the header of a table: `| --- | :-: |`.
fn is_delimiter_row(line: &str) -> bool {
    line.contains('|') && line.contains("--") && line.bytes().all(|b| b"|-: \t".contains(&b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_files_are_named_and_unknown_ones_refused() {
        let message = |bytes: &[u8]| refuse_binary(bytes).map_err(|e| e.to_string());
        let png = message(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
        assert_eq!(
            png,
            Err("this is a PNG image, not a text; folio reads plain text, Markdown, HTML, EPUB and FictionBook".into())
        );
        assert!(message(b"\x7FELF\x02\x01\x01\0").is_err());
        assert!(message(b"PK\x03\x04\x14\0").is_err());
        assert_eq!(refuse_binary(&[1, 2, 3, b'a']), Err(FormatError::Binary));
    }

    #[test]
    fn a_text_with_a_few_zero_bytes_or_telling_letters_opens() {
        assert_eq!(
            refuse_binary(b"A long enough line with one \0 in it"),
            Ok(())
        );
        assert_eq!(refuse_binary(b"OggS is how such files begin."), Ok(()));
        assert_eq!(refuse_binary(b""), Ok(()));
    }

    #[test]
    fn the_extension_decides_between_text_and_markdown() {
        let markdown = "# Title\n\nSee [there](x).\n";
        assert_eq!(format(markdown, Some("a.txt")), Format::Text);
        assert_eq!(format("plain", Some("a.b.MD")), Format::Markdown);
        assert_eq!(format(markdown, None), Format::Markdown);
        assert_eq!(format(markdown, Some("README")), Format::Markdown);
        assert_eq!(format("# 1\n\nOnly a heading.\n", None), Format::Text);
    }

    #[test]
    fn a_page_is_known_by_its_beginning_whatever_it_is_called() {
        for page in [
            "<!DOCTYPE html>\n<p>x",
            "\n <!-- saved from -->\n<HTML lang=en>",
            "<?xml version='1.0'?><!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.1//EN'><html/>",
            "<body class=a>x",
        ] {
            assert_eq!(format(page, Some("a.txt")), Format::Html, "{page}");
        }
        assert_eq!(format("<p>One</p>", None), Format::Html);
        assert_eq!(format("just words", Some("a.xhtml")), Format::Html);
    }

    #[test]
    fn a_text_that_mentions_html_stays_what_it_is() {
        for text in [
            "The <html> element.",
            "<p>One</p>\n\n# Two",
            "<htmlish> x",
            "<!-- a",
        ] {
            assert_eq!(format(text, Some("a.md")), Format::Markdown, "{text}");
            assert_eq!(format(text, Some("a.txt")), Format::Text, "{text}");
        }
        assert_eq!(format("Write `<html>`, <body>.", None), Format::Text);
    }
}
