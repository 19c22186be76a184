//! Annotations for people: under the headings of their sections, with words, name, note and place.

use std::io::{self, Write};

use textwrap::core::Fragment;
use textwrap::wrap_algorithms::wrap_first_fit;

use super::scrub::scrubbed;
use super::{Marked, Volume};
use crate::document::{in_quotation_marks, sanitized};
use crate::text::{Cells, clusters, text_width};

/// Cells before the words of a mark, where how far into the text it is has its place.
const INDENT: usize = 6;

/// In less room than this lines are broken no further.
const LEAST: usize = 8;

/// Writes what is marked in a book; with `width` the words of a mark are on as many lines as that asks for, else on
/// one.
///
/// # Errors
/// Where it cannot be written.
pub fn write_plain(
    out: &mut impl Write,
    volume: &Volume<'_>,
    all: &[Marked<'_>],
    width: Option<Cells>,
) -> io::Result<()> {
    writeln!(out, "{}", sanitized(&volume.name()))?;
    if !volume.authors.is_empty() {
        writeln!(out, "{}", sanitized(&volume.authors.join(", ")))?;
    }
    if let Some(file) = volume.file {
        writeln!(out, "{}", sanitized(&file.to_string_lossy()))?;
    }
    let mut heading = String::new();
    for marked in all {
        let own = marked.heading(sanitized);
        if own != heading {
            writeln!(out, "\n{own}")?;
        }
        heading = own;
        writeln!(out)?;
        write_mark(out, marked, width)?;
    }
    Ok(())
}

fn write_mark(out: &mut impl Write, marked: &Marked<'_>, width: Option<Cells>) -> io::Result<()> {
    let words: Vec<&str> = marked.words().split_whitespace().collect();
    let words = sanitized(&words.join(" "));
    // Of a place the words go on.
    let rest = if marked.passage.end.is_some() {
        ""
    } else {
        "…"
    };
    let quotation = in_quotation_marks(&format!("{words}{rest}"));
    let room = width.map(|width| width.to_usize().saturating_sub(INDENT).max(LEAST));
    let place = format!("{:>3}%  ", marked.percent());
    for (n, line) in wrapped(&quotation, room).iter().enumerate() {
        let before = if n == 0 { place.as_str() } else { "" };
        writeln!(out, "{before:INDENT$}{line}")?;
    }
    if let Some(remark) = marked.remark() {
        for line in wrapped(&format!("({remark})"), room) {
            writeln!(out, "{:INDENT$}{line}", "")?;
        }
    }
    let note = scrubbed(marked.note());
    let name = Some(sanitized(&marked.name())).filter(|name| !name.is_empty());
    for line in name.as_deref().into_iter().chain(note.lines()) {
        for line in wrapped(line, room) {
            writeln!(out, "{:INDENT$}{line}", "")?;
        }
    }
    Ok(())
}

/// A word, or a piece of one that is wider than a line, and whether a blank follows.
#[derive(Debug)]
struct Word<'t> {
    text: &'t str,
    is_whole: bool,
}

impl Fragment for Word<'_> {
    fn width(&self) -> f64 {
        f64::from(text_width(self.text).0)
    }

    fn whitespace_width(&self) -> f64 {
        f64::from(u8::from(self.is_whole))
    }

    fn penalty_width(&self) -> f64 {
        0.0
    }
}

/// The lines of a text in so many cells.
fn wrapped(text: &str, room: Option<usize>) -> Vec<String> {
    let Some(room) = room else {
        return vec![text.to_owned()];
    };
    let words: Vec<Word<'_>> = text
        .split(' ')
        .flat_map(|word| pieces(word, room))
        .collect();
    let room = f64::from(u32::try_from(room).unwrap_or(u32::MAX));
    let lines = wrap_first_fit(&words, &[room]).into_iter();
    lines
        .map(|line| {
            let blank = |word: &Word<'_>| if word.is_whole { " " } else { "" };
            let words = line.iter().map(|word| [word.text, blank(word)].concat());
            words.collect::<String>().trim_end().to_owned()
        })
        .collect()
}

/// A word, cut where it is too wide for a line. Where words have no blanks between them, that is everywhere.
fn pieces(word: &str, room: usize) -> Vec<Word<'_>> {
    if text_width(word).to_usize() <= room {
        let is_whole = true;
        return vec![Word {
            text: word,
            is_whole,
        }];
    }
    let mut pieces: Vec<Word<'_>> = clusters(word)
        .map(|cluster| Word {
            text: cluster.text,
            is_whole: false,
        })
        .collect();
    if let Some(last) = pieces.last_mut() {
        last.is_whole = true;
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(text: &str, room: usize) -> String {
        wrapped(text, Some(room)).join("|\n")
    }

    #[test]
    fn words_are_on_as_many_lines_as_there_is_room_for() {
        assert_eq!(
            drawn("“The lamp is lit at dusk, and the sea is wide.”", 20),
            "“The lamp is lit at|\ndusk, and the sea is|\nwide.”"
        );
        assert_eq!(
            drawn("“北方的灯亮了”，他說", 9),
            "“北方的灯|\n亮了”，他|\n說"
        );
        assert_eq!(
            drawn("see http://example.org", 8),
            "see http|\n://examp|\nle.org"
        );
        assert_eq!(drawn("", 8), "");
        assert_eq!(wrapped("as it is ".repeat(99).trim(), None).len(), 1);
    }

    #[test]
    fn no_line_is_wider_than_the_room_and_none_is_lost() {
        let text = "A ferry 北方的灯亮了 with👍🏽 an unspeakably long-winded name, é and e\u{301}.";
        for room in 2..60 {
            let lines = wrapped(text, Some(room));
            assert!(
                lines.iter().all(|line| text_width(line).to_usize() <= room),
                "{lines:?}"
            );
            let letters = |text: &str| text.replace(' ', "");
            assert_eq!(letters(&lines.concat()), letters(text));
        }
    }
}
