//! What the header of a Project Gutenberg book says about the book.

use std::ops::Range;

use super::lines::lines;
use crate::document::Builder;

/// Lines among which the header is looked for.
const HEADER: usize = 60;

/// Languages by the names the header uses.
const LANGUAGES: [(&str, &str); 16] = [
    ("English", "en"),
    ("French", "fr"),
    ("German", "de"),
    ("Spanish", "es"),
    ("Italian", "it"),
    ("Portuguese", "pt"),
    ("Dutch", "nl"),
    ("Finnish", "fi"),
    ("Swedish", "sv"),
    ("Danish", "da"),
    ("Latin", "la"),
    ("Greek", "el"),
    ("Russian", "ru"),
    ("Chinese", "zh"),
    ("Japanese", "ja"),
    ("Hungarian", "hu"),
];

/// Fills in title, author and language. Where there is such a header, the bytes of the book itself
/// are returned, without header and licence.
pub(super) fn read(source: &str, builder: &mut Builder) -> Option<Range<usize>> {
    let header = || lines(source).take(HEADER).map(|line| line.text);
    if !header()
        .take(5)
        .any(|line| line.contains("Project Gutenberg"))
    {
        return None;
    }
    let metadata = builder.metadata_mut();
    for line in header().take_while(|line| !line.starts_with("***")) {
        let Some((key, value)) = line.split_once(": ") else {
            continue;
        };
        let value = value.trim().to_owned();
        match key {
            "Title" => metadata.title = Some(value),
            "Author" => metadata.authors = vec![value],
            "Language" => {
                let known = LANGUAGES.iter().find(|(name, _)| *name == value);
                metadata.language = known.map(|(_, tag)| (*tag).to_owned());
            }
            _ => {}
        }
    }
    let find = |sign: &str| memchr::memmem::find(source.as_bytes(), sign.as_bytes());
    let start = find("*** START").or_else(|| find("***START")).unwrap_or(0);
    let end = find("*** END")
        .or_else(|| find("***END"))
        .unwrap_or(source.len());
    Some(start..end)
}
