//! Lists: lines or paragraphs that begin with the same sign, or with numbers that count up.
//!
//! Novels begin what is said with a dash, laws and verses their lines with numbers, so a sign alone makes
//! no item: there must be two at least, numbers must begin with 1 and go on, and items after a hyphen
//! must not all be sentences.

use super::lines::{Line, lines};
use super::pieces::{Apart, Form, Piece};
use super::stretch::Stretch;

/// What an item begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sign {
    Bullet(char),
    /// Of three figures at most.
    Number(u16),
}

/// The deepest that lists stand in one another.
const DEEPEST: usize = 6;

/// The sign a line begins with, and the length of it and the blank behind it.
fn sign(text: &str) -> Option<(Sign, usize)> {
    let first = text.chars().next()?;
    if matches!(first, '-' | '*' | '•' | '+' | '◦' | '▪' | '‣') {
        let length = first.len_utf8() + 1;
        let rest = text
            .get(length..)
            .filter(|_| text[first.len_utf8()..].starts_with([' ', '\t']))?;
        return (!rest.trim().is_empty()).then_some((Sign::Bullet(first), length));
    }
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let number = text.get(..digits).filter(|_| (1..=3).contains(&digits))?;
    let rest = text.get(digits..)?;
    let is_item = rest.starts_with(['.', ')']) && rest.get(1..)?.starts_with(' ');
    is_item.then_some((Sign::Number(number.parse().ok()?), digits + 2))
}

fn goes_on(before: Sign, next: Sign) -> bool {
    match (before, next) {
        (Sign::Bullet(a), Sign::Bullet(b)) => a == b,
        (Sign::Number(a), Sign::Number(b)) => a + 1 == b,
        _ => false,
    }
}

/// Cuts a stretch that is a list into its items; `None` where it is none.
pub(super) fn items(stretch: &Stretch, text: &str) -> Option<Vec<Piece>> {
    sign(text.trim_start())?;
    let mut pieces: Vec<Piece> = Vec::new();
    // The last signs of the lists that are open, each further in than the one before.
    let mut signs: Vec<(usize, Sign)> = Vec::new();
    for line in lines(text) {
        let found = sign(line.text).filter(|(sign, _)| fits(&signs, &line, *sign));
        if let Some((sign, _)) = found {
            signs.truncate(signs.partition_point(|(indent, _)| *indent < line.indent));
            signs.push((line.indent, sign));
            pieces.push(Piece::new(stretch.start() + line.start, Form::Flow));
        }
        let piece = pieces.last_mut()?;
        piece.take(stretch.start() + line.end());
    }
    (pieces.len() > 1).then_some(pieces)
}

/// Whether a sign goes on counting at its indent, or begins a list further in. Any other number at the
/// beginning of a line is part of what is said.
fn fits(signs: &[(usize, Sign)], line: &Line<'_>, sign: Sign) -> bool {
    let count = signs.partition_point(|(indent, _)| *indent <= line.indent);
    match signs.get(..count).and_then(<[_]>::last) {
        None => true,
        Some((indent, before)) if *indent == line.indent => goes_on(*before, sign),
        Some(_) => matches!(sign, Sign::Bullet(_) | Sign::Number(1)),
    }
}

/// A piece that may be an item.
#[derive(Clone, Copy, Debug)]
struct Candidate {
    piece: usize,
    indent: usize,
    sign: Sign,
    /// Bytes of sign and blank.
    length: usize,
}

/// Makes items of the pieces that form lists.
pub(super) fn mark(source: &str, pieces: &mut [Piece]) {
    let mut run: Vec<Candidate> = Vec::new();
    for index in 0..pieces.len() {
        match candidate(source, index, pieces) {
            Some(next) => run.push(next),
            None if !run.is_empty() => mark_run(source, pieces, &std::mem::take(&mut run)),
            None => {}
        }
    }
    mark_run(source, pieces, &run);
}

fn candidate(source: &str, index: usize, pieces: &[Piece]) -> Option<Candidate> {
    let piece = pieces.get(index)?;
    if piece.form != Form::Flow || piece.apart != Apart::No {
        return None;
    }
    // Pieces begin at their text, or at the white space before it.
    let line_start = memchr::memrchr(b'\n', source.as_bytes().get(..piece.start())?);
    let line = source.get(line_start.map_or(0, |at| at + 1)..piece.end())?;
    let first = lines(line).next()?;
    let (sign, length) = sign(first.text)?;
    Some(Candidate {
        piece: index,
        indent: first.indent,
        sign,
        length,
    })
}

/// Of pieces one after the other that begin with signs, those are items that have a companion.
fn mark_run(source: &str, pieces: &mut [Piece], run: &[Candidate]) {
    let is_dialogue = is_dialogue(source, pieces, run);
    let is_item = |c: &&Candidate| !(is_dialogue && c.sign == Sign::Bullet('-'));
    let run: Vec<Candidate> = run.iter().filter(is_item).copied().collect();
    // The lists that are open: indent, and what the next item must go on from.
    let mut open: Vec<(usize, Sign)> = Vec::new();
    for (n, candidate) in run.iter().enumerate() {
        while open
            .last()
            .is_some_and(|(indent, _)| *indent > candidate.indent)
        {
            open.pop();
        }
        let goes_on_here = open.last().is_some_and(|(indent, sign)| {
            *indent == candidate.indent && goes_on(*sign, candidate.sign)
        });
        if !goes_on_here {
            let companion = run
                .iter()
                .skip(n + 1)
                .find(|next| next.indent <= candidate.indent);
            let has_companion = companion.is_some_and(|next| {
                next.indent == candidate.indent && goes_on(candidate.sign, next.sign)
            });
            let begins = !matches!(candidate.sign, Sign::Number(2..) | Sign::Number(0));
            let is_inner = open
                .last()
                .is_some_and(|(indent, _)| *indent < candidate.indent);
            if !begins || !(has_companion || is_inner) || open.len() >= DEEPEST {
                open.clear();
                continue;
            }
            open.retain(|(indent, _)| *indent < candidate.indent);
            open.push((candidate.indent, candidate.sign));
        }
        if let Some(last) = open.last_mut() {
            last.1 = candidate.sign;
        }
        let depth = u8::try_from(open.len()).unwrap_or(1);
        let number = match candidate.sign {
            Sign::Bullet(_) => None,
            Sign::Number(number) => Some(number),
        };
        if let Some(piece) = pieces.get_mut(candidate.piece) {
            let text = piece.of(source);
            let blanks = text.len() - text.trim_start().len();
            piece.leave_out(blanks + candidate.length);
            piece.apart = Apart::Item { number, depth };
        }
    }
}

/// Whether what stands after hyphens is said by somebody: most are whole sentences.
fn is_dialogue(source: &str, pieces: &[Piece], run: &[Candidate]) -> bool {
    let hyphens = run.iter().filter(|c| c.sign == Sign::Bullet('-'));
    let is_sentence = |candidate: &&Candidate| {
        let piece = pieces.get(candidate.piece);
        let text = piece.map_or("", |piece| piece.of(source)).trim();
        let says = text.trim_start_matches(['-', ' ']);
        says.starts_with(char::is_uppercase)
            && text.ends_with(['.', '!', '?', '…', '»', '"', '”', ','])
    };
    let (all, sentences) = hyphens.fold((0, 0), |(all, sentences), candidate| {
        (all + 1, sentences + usize::from(is_sentence(&candidate)))
    });
    all > 0 && sentences * 2 > all
}

#[cfg(test)]
mod tests {
    use super::super::stretch::stretches;
    use super::*;

    /// The items of a list, blanks around them left out.
    fn items_of(list: &str) -> Vec<&str> {
        let (stretches, _) = stretches(list);
        let items = items(&stretches[0], list).unwrap_or_default();
        items.iter().map(|item| item.of(list).trim()).collect()
    }

    #[test]
    fn an_item_ends_the_lists_further_in_and_what_is_no_item_ends_and_opens_none() {
        let list = "- a\n  1. b\n7. words\n  2. c\n- d\n  3. words\n  2. words\n  1. e";
        let items = [
            "- a",
            "1. b\n7. words",
            "2. c",
            "- d\n  3. words\n  2. words",
            "1. e",
        ];
        assert_eq!(items_of(list), items);
    }

    #[test]
    fn a_million_lines_that_are_no_items_end() {
        let list = format!(
            "- a\n{}{}",
            "  - b\n".repeat(500_000),
            "2. x\n".repeat(500_000)
        );
        assert_eq!(items_of(&list).len(), 500_001);
    }

    #[test]
    fn signs_and_numbers_begin_items() {
        assert_eq!(sign("- milk"), Some((Sign::Bullet('-'), 2)));
        assert_eq!(sign("• milk"), Some((Sign::Bullet('•'), 4)));
        assert_eq!(sign("12) milk"), Some((Sign::Number(12), 4)));
        for other in [
            "-5 degrees",
            "--and",
            "* ",
            "1861. That",
            "3.14 is",
            "-",
            "",
            "é",
            "1.\u{e9}",
        ] {
            assert_eq!(sign(other), None, "{other}");
        }
    }
}
