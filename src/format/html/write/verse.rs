//! Verse, which pages have no element for: lines that a line break ends each, and preformatted text
//! that is words and no code.

use crate::document::BlockKind;
use crate::format::html::markup::{Attribute, ElementId, Markup, Node};
use crate::format::html::tag::{Kind, Tag};

/// Bytes of a line of verse, at most: running text with line breaks has longer ones.
const LONGEST_LINE: usize = 90;

/// Line breaks that make verse; one parts a title from its author as well.
const FEWEST_BREAKS: usize = 2;

/// Bytes of preformatted text that are looked at.
const LOOK: usize = 4000;

/// Lines of preformatted text that can be told from a few commands.
const FEWEST_LINES: usize = 4;

/// Whether the text of a block, which holds no others, is lines of verse.
pub(super) fn is_verse(markup: &Markup, id: ElementId) -> bool {
    let (mut breaks, mut line) = (0, 0);
    for node in markup.inside(id) {
        match node {
            Node::Open(inner) => match markup.tag(*inner) {
                Tag::Br => (breaks, line) = (breaks + 1, 0),
                tag if tag.kind() == Kind::Block => return false,
                _ => {}
            },
            Node::Text(range) => line += markup.slice(range).trim().len(),
            Node::Close(_) | Node::Released(_) => {}
        }
        if line > LONGEST_LINE {
            return false;
        }
    }
    breaks >= FEWEST_BREAKS
}

/// Whether all of a block is stars or the like, which is how printers show a break.
pub(super) fn is_break(markup: &Markup, id: ElementId) -> bool {
    markup.short_text(id, 32).is_some_and(|text| {
        (1..=24).contains(&text.len()) && text.chars().all(|c| " *⁂•·~❦✦※".contains(c))
    })
}

/// Whether preformatted text is verse or code. It is code if it says so, and if it does not look like
/// words.
pub(super) fn kind_of_preformatted(markup: &Markup, id: ElementId) -> BlockKind {
    let says_code = |class: &str| {
        let class = class.to_ascii_lowercase();
        CODE.iter().any(|name| class.contains(name))
    };
    let holds_code = || {
        let first = markup.inside(id).iter().find_map(|node| match node {
            Node::Open(inner) => Some(markup.tag(*inner)),
            _ => None,
        });
        matches!(first, Some(Tag::Code | Tag::Samp | Tag::Kbd | Tag::Span))
    };
    if markup.has_word(id, Attribute::Class, says_code) || holds_code() {
        return BlockKind::Code;
    }
    let mut text = String::new();
    for piece in markup.texts(id) {
        text.push_str(
            piece
                .get(..piece.floor_char_boundary(LOOK))
                .unwrap_or(piece),
        );
        if text.len() > LOOK {
            break;
        }
    }
    if is_words(&text) {
        BlockKind::Verse
    } else {
        BlockKind::Code
    }
}

const CODE: [&str; 7] = [
    "code",
    "highlight",
    "lang",
    "src",
    "prettyprint",
    "brush",
    "literal",
];

/// Whether most lines begin with a capital and none has what words have not: signs of code, columns.
fn is_words(text: &str) -> bool {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let (mut count, mut capitals, mut strange) = (0, 0, 0);
    for line in lines {
        let letters =
            line.trim_start_matches(|c: char| !c.is_alphanumeric() && c.is_ascii_punctuation());
        count += 1;
        capitals += usize::from(letters.starts_with(|c: char| c.is_uppercase() || !c.is_ascii()));
        let has_sign = line.contains(['{', '}', '<', '>', '=', '|', '\\', '$', '@']);
        strange += usize::from(has_sign || line.contains("   "));
    }
    count >= FEWEST_LINES && 2 * capitals > count && 10 * strange < count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_begin_as_sentences_do_are_words() {
        assert!(is_words(
            "The sea is calm tonight.\nThe tide is full,\nthe moon lies fair\n\nUpon the straits;"
        ));
        assert!(!is_words("hg commit -A\nhg push\nhg update\nhg log"));
        assert!(!is_words("Name   Age\nAnn    12\nBob    14\nCyd    15"));
        assert!(!is_words("A\nB"));
    }
}
