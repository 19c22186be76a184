//! Annotations as Markdown: quotations under the headings of their sections, and the way back to each.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::scrub::scrubbed;
use super::{Found, Marked, Volume};
use crate::document::sanitized;
use crate::search::Quoted;

/// Writes what is marked in a book. `command` makes a command line of its words.
///
/// # Errors
/// Where it cannot be written.
pub fn write_markdown(
    out: &mut impl Write,
    volume: &Volume<'_>,
    all: &[Marked<'_>],
    command: impl Fn(&[&str]) -> String,
) -> io::Result<()> {
    writeln!(out, "# {}", line(&volume.name()))?;
    if !volume.authors.is_empty() {
        writeln!(out, "\n*{}*", line(&volume.authors.join(", ")))?;
    }
    // A text that lies nowhere came by a pipe, if it is not the essay, whose text is always at hand.
    let piped = || volume.text.is_none().then(|| "-".to_owned());
    let file = volume.file.map(|file| sanitized(&file.to_string_lossy()));
    let file = file.or_else(piped);
    let mut heading = String::new();
    for marked in all {
        let own = marked.heading(line);
        if own != heading && !own.is_empty() {
            writeln!(out, "\n## {own}")?;
        }
        heading = own;
        write_mark(out, marked)?;
        let place = place(volume, marked).to_string();
        let words = ["folio"]
            .into_iter()
            .chain(file.as_deref())
            .chain(["--at", &place]);
        let words: Vec<&str> = words.collect();
        writeln!(out, "\n{} %: {}", marked.percent(), code(&command(&words)))?;
    }
    Ok(())
}

fn write_mark(out: &mut impl Write, marked: &Marked<'_>) -> io::Result<()> {
    let words = marked.words();
    let mut between = "\n";
    for words in words.lines().filter(|words| !words.trim().is_empty()) {
        write!(out, "{between}> {}", line(words))?;
        between = "\n>\n";
    }
    let rest = if marked.passage.end.is_some() {
        ""
    } else {
        "…"
    };
    writeln!(out, "{rest}")?;
    if let Some(remark) = marked.remark() {
        writeln!(out, "\n*{remark}*")?;
    }
    let name = marked.name();
    if !name.trim().is_empty() {
        writeln!(out, "\n**{}**", line(&name))?;
    }
    for note in scrubbed(marked.note())
        .lines()
        .filter(|note| !note.trim().is_empty())
    {
        writeln!(out, "\n{}", line(note))?;
    }
    Ok(())
}

/// What leads back to the place.
fn place(volume: &Volume<'_>, marked: &Marked<'_>) -> Quoted {
    let start = &marked.passage.start;
    match volume.text {
        Some(text) if marked.found == Found::There => {
            Quoted::of(text, text.floor_char(start.offset))
        }
        _ => Quoted::without_text(&start.exact, start.fraction),
    }
}

/// A text on one line that Markdown reads as the same words.
pub(super) fn line(text: &str) -> String {
    let text = sanitized(text);
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut escaped = String::new();
    for char in words.join(" ").chars() {
        // Every sign may be escaped, and nearly every one means something to somebody's Markdown. These do
        // not, and a text full of backslashes is hard on who reads it as it is.
        if char.is_ascii_punctuation()
            && !",;?/%".contains(char)
            && !escaped_is_plain(&escaped, char)
        {
            escaped.push('\\');
        }
        escaped.push(char);
    }
    escaped
}

/// Whether a sign means nothing after what is before it on its line: a full stop, an apostrophe, a quotation
/// mark or a hyphen within a sentence, and a bracket that is round.
fn escaped_is_plain(before: &str, sign: char) -> bool {
    let last = before.chars().last();
    match sign {
        // Behind a number at the beginning of a line there would be a list.
        '.' | ')' => last.is_some_and(|c| !c.is_ascii_digit() && c != '.'),
        '-' => last.is_some_and(char::is_alphabetic),
        '\'' | '"' | '(' => true,
        _ => false,
    }
}

/// A piece of code, whatever is in it.
fn code(text: &str) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let pad = if text.starts_with('`') || text.ends_with('`') {
        " "
    } else {
        ""
    };
    let mut code = String::new();
    let _ = write!(code, "{fence}{pad}{text}{pad}{fence}");
    code
}
