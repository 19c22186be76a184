//! What the header of a Project Gutenberg book says about the book.

use std::ops::Range;

use super::lines::lines;
use crate::document::Builder;

/// Lines among which the header is looked for.
const HEADER: usize = 60;

/// Bytes of a header line that is broken because it is full.
const FULL: usize = 50;

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

/// How the line begins behind which the book begins. The last is that of the library's first years.
const STARTS: [&str; 3] = ["*** START", "***START", "*END*THE SMALL PRINT"];

/// How the line begins before which it ends.
const ENDS: [&str; 4] = [
    "*** END",
    "***END",
    "End of the Project Gutenberg",
    "End of Project Gutenberg",
];

/// Fills in title, authors and language. Where there is such a header, the bytes of the book itself
/// are returned, without header and licence.
pub(super) fn read(source: &str, builder: &mut Builder) -> Option<Range<usize>> {
    if !has_header(source) {
        return None;
    }
    let metadata = builder.metadata_mut();
    // A long value goes on in the next line, which is then indented. Below a short one stands a subtitle.
    let mut header = lines(source)
        .take(HEADER)
        .take_while(|line| !line.text.starts_with("***"))
        .peekable();
    while let Some(line) = header.next() {
        let Some((key, value)) = line.text.split_once(": ") else {
            continue;
        };
        let mut value = value.trim().to_owned();
        while line.text.len() > FULL
            && let Some(more) = header.next_if(|line| !line.is_blank() && line.indent > 0)
        {
            value.push(' ');
            value.push_str(more.text);
        }
        match key {
            "Title" => metadata.title = Some(value),
            "Author" => metadata.authors.push(value),
            "Language" => {
                let known = LANGUAGES.iter().find(|(name, _)| *name == value);
                metadata.language = known.map(|(_, tag)| (*tag).to_owned());
            }
            _ => {}
        }
    }
    let start = STARTS.iter().find_map(|sign| line_with(source, sign, 0));
    let start = start.map_or(0, |start| sign_end(source, start));
    let end = ENDS.iter().find_map(|sign| line_with(source, sign, start));
    Some(start..end.unwrap_or(source.len()))
}

/// Of a part from the midst of a book, whose header is not in it: the bytes of the book, if its licence follows.
pub(super) fn end(source: &str) -> Option<Range<usize>> {
    let end = ENDS.iter().find_map(|sign| line_with(source, sign, 0))?;
    Some(0..end)
}

/// Whether a text that begins so has such a header.
pub(super) fn has_header(source: &str) -> bool {
    let mut first = lines(source).take(5);
    first.any(|line| line.text.contains("Project Gutenberg"))
}

/// Where the first line behind `from` begins that begins so.
fn line_with(source: &str, sign: &str, from: usize) -> Option<usize> {
    let bytes = source.as_bytes();
    let begins = |at: &usize| *at == 0 || bytes.get(at - 1) == Some(&b'\n');
    let behind = bytes.get(from..)?;
    memchr::memmem::find_iter(behind, sign.as_bytes())
        .map(|at| from + at)
        .find(begins)
}

/// Where the sign ends that begins at `start`: with its line, or the next if it is closed only there.
fn sign_end(source: &str, start: usize) -> usize {
    let sign = source.get(start..).unwrap_or("");
    let mut end = start;
    for line in sign.split_inclusive('\n').take(3) {
        end += line.len();
        if line.trim_end().ends_with('*') || line.trim().is_empty() {
            break;
        }
    }
    end
}
