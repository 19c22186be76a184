//! Words between `_`, which is how italics are written in plain text, by Project Gutenberg too. The signs are kept:
//! in a text without markup nobody knows that they are no part of it.

use std::ops::Range;

use crate::document::{Builder, Role};

/// The signs in a piece that begin and end emphasis, and how far it is written.
#[derive(Debug)]
pub(super) struct Emphasis<'t> {
    text: &'t str,
    /// Bytes at which the signs still to come stand, the last first: ends and beginnings by turns.
    signs: Vec<usize>,
}

impl<'t> Emphasis<'t> {
    /// That of a piece.
    pub(super) fn of(text: &'t str) -> Self {
        let mut signs = Vec::new();
        let mut begun = None;
        for at in memchr::memchr_iter(b'_', text.as_bytes()) {
            match begun {
                Some(begin) if ends(text, begin, at) => {
                    signs.extend([begin, at]);
                    begun = None;
                }
                None if begins(text, at) => begun = Some(at),
                // One that stands in a word, or nowhere.
                _ => {}
            }
        }
        signs.reverse();
        Self { text, signs }
    }

    /// None at all: every sign means itself.
    pub(super) const fn none(text: &'t str) -> Self {
        let signs = Vec::new();
        Self { text, signs }
    }

    /// Writes a part of the piece that lies behind those written before.
    pub(super) fn write(
        &mut self,
        part: Range<usize>,
        builder: &mut Builder,
        put: impl Fn(&str, &mut Builder),
    ) {
        let mut from = part.start;
        while let Some(at) = self.signs.pop_if(|at| *at < part.end) {
            // Beginnings and ends come in pairs.
            let begins = self.signs.len() % 2 == 1;
            let until = at + usize::from(begins);
            put(self.text.get(from..until).unwrap_or(""), builder);
            if begins {
                builder.begin_role(Role::Emphasis);
            } else {
                builder.end_role(Role::Emphasis);
            }
            from = until;
        }
        put(self.text.get(from..part.end).unwrap_or(""), builder);
    }
}

/// Whether a sign stands before a word, and behind a blank or a sign that words stand behind.
fn begins(text: &str, at: usize) -> bool {
    let before = text.get(..at).and_then(|text| text.chars().next_back());
    let after = text.get(at + 1..).and_then(|text| text.chars().next());
    let may_follow = |c: char| c.is_whitespace() || "([{“‘\"'«—–-".contains(c);
    before.is_none_or(may_follow) && after.is_some_and(|c| !c.is_whitespace() && c != '_')
}

/// Whether a sign ends what was begun: behind something, and before no word.
fn ends(text: &str, begin: usize, at: usize) -> bool {
    let before = text.get(..at).and_then(|text| text.chars().next_back());
    let after = text.get(at + 1..).and_then(|text| text.chars().next());
    let is_inner = |c: char| c.is_alphanumeric() || matches!(c, '_' | '/');
    at > begin + 1 && before.is_some_and(|c| !c.is_whitespace()) && !after.is_some_and(is_inner)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{BlockKind, Document, Format, Run};
    use crate::text::TextRange;

    fn written(text: &str, cuts: &[usize]) -> Document {
        let mut builder = Builder::new(Format::Text);
        builder.begin(BlockKind::Paragraph);
        let mut emphasis = Emphasis::of(text);
        let mut from = 0;
        for cut in cuts.iter().copied().chain([text.len()]) {
            emphasis.write(from..cut, &mut builder, |text, builder| builder.text(text));
            from = cut;
        }
        builder.end();
        builder.finish()
    }

    fn runs(document: &Document) -> &[Run] {
        document.runs_in(TextRange::new(0, document.text().len()))
    }

    fn emphasized(text: &str) -> (String, Vec<String>) {
        let document = written(text, &[]);
        let runs = runs(&document)
            .iter()
            .filter(|run| run.roles.has(Role::Emphasis));
        let said = runs
            .map(|run| document.slice(run.range).to_owned())
            .collect();
        (document.text().to_owned(), said)
    }

    #[test]
    fn words_between_signs_are_emphasized() {
        for (text, said) in [
            ("“_You_ want to tell me”", "You"),
            ("a _good man_, he", "good man"),
            ("(_sic_)—_so_—end", "sic|so"),
            ("_snake_case_ is", "snake_case"),
        ] {
            let (kept, runs) = emphasized(text);
            assert_eq!((kept.as_str(), runs.join("|").as_str()), (text, said));
        }
    }

    #[test]
    fn other_signs_mean_themselves() {
        for text in [
            "snake_case_name",
            "http://a.b/_c_/d",
            "_ a _",
            "_begun",
            "__init__",
            "Name: ______",
        ] {
            assert_eq!(emphasized(text), (text.to_owned(), vec![]));
        }
    }

    #[test]
    fn what_is_written_in_parts_is_written_as_in_one() {
        let text = "say _this and\nthat_ and _so_ on";
        let whole = written(text, &[]);
        for cut in 0..text.len() {
            let parts = written(text, &[cut]);
            assert_eq!(parts.text(), whole.text(), "{cut}");
            assert_eq!(runs(&parts), runs(&whole), "{cut}");
        }
    }
}
