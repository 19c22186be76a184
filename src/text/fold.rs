//! A text as one looks for it.
//!
//! A reader types `don't - he said` and the book prints `don’t — he said`, over two lines. Folding
//! makes both the same string: quotation marks straight, dashes and hyphens one, every kind of space
//! and line end a single blank, what is not drawn left out, and, unless asked otherwise, capitals
//! small. A fold remembers where each piece came from, so that what is found in it is a range of the
//! text as it stands.

use super::TextRange;

/// Whether capitals and small letters are the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Case {
    /// `Pierre` finds `pierre`.
    Blind,
    /// `Pierre` finds `Pierre` only.
    Exact,
}

impl Case {
    /// Case-blind unless a capital is typed ("smart case", as in ripgrep and vim).
    pub fn for_pattern(pattern: &str) -> Self {
        if pattern.chars().any(char::is_uppercase) {
            Self::Exact
        } else {
            Self::Blind
        }
    }
}

/// A folded text and the way back to the text it was made from.
#[derive(Debug, Default)]
pub struct Folded {
    text: String,
    /// Where the fold and the source stop running in step: sorted by `folded`.
    steps: Vec<Step>,
}

/// From `folded` on, byte n of the fold comes from byte n of the source counted from `source`.
#[derive(Clone, Copy, Debug)]
struct Step {
    folded: u32,
    source: u32,
}

impl Folded {
    /// Folds `source`. Linear; about the source's own size in memory.
    pub fn new(source: &str, case: Case) -> Self {
        let mut fold = Self {
            text: String::with_capacity(source.len()),
            steps: Vec::new(),
        };
        let mut after_space = false;
        for (at, char) in source.char_indices() {
            match simplified(char) {
                Simple::Nothing => {}
                Simple::Space if after_space => {}
                Simple::Space => {
                    fold.mark(at);
                    fold.text.push(' ');
                    after_space = true;
                    continue;
                }
                Simple::Char(char) => {
                    fold.mark(at);
                    match case {
                        Case::Exact => fold.text.push(char),
                        Case::Blind if char.is_ascii() => {
                            fold.text.push(char.to_ascii_lowercase());
                        }
                        Case::Blind => fold.text.extend(char.to_lowercase()),
                    }
                    after_space = false;
                }
            }
        }
        fold
    }

    /// Records a step if the byte about to be written does not continue the last stretch.
    fn mark(&mut self, source: usize) {
        let folded = self.text.len();
        let in_step = self.steps.last().is_some_and(|last| {
            folded - last.folded as usize == source.wrapping_sub(last.source as usize)
        });
        if !in_step {
            self.steps.push(Step {
                folded: u32::try_from(folded).unwrap_or(u32::MAX),
                source: u32::try_from(source).unwrap_or(u32::MAX),
            });
        }
    }

    /// The folded string.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The range of `source` from which the folded bytes `start..end` were made, as whole characters.
    pub fn source_range(&self, source: &str, start: usize, end: usize) -> TextRange {
        let from = self.source_of(start);
        let mut to = self.source_of(end.saturating_sub(1).max(start)) + 1;
        while to < source.len() && !source.is_char_boundary(to) {
            to += 1;
        }
        TextRange::new(from, to)
    }

    /// The source byte of a folded byte; inside a letter that grew or shrank, that letter's first byte.
    fn source_of(&self, folded: usize) -> usize {
        let next = self
            .steps
            .partition_point(|step| step.folded as usize <= folded);
        let Some(step) = next.checked_sub(1).and_then(|i| self.steps.get(i)) else {
            return folded;
        };
        let along = step.source as usize + (folded - step.folded as usize);
        match self.steps.get(next) {
            // A letter that folds to more bytes than it has would run into its neighbour's.
            Some(after) => along.min(
                (after.source as usize)
                    .saturating_sub(1)
                    .max(step.source as usize),
            ),
            None => along,
        }
    }
}

/// Folds what a reader typed, in the same way as the text.
pub fn fold_pattern(pattern: &str, case: Case) -> String {
    Folded::new(pattern, case).text
}

enum Simple {
    Nothing,
    Space,
    Char(char),
}

fn simplified(char: char) -> Simple {
    match char {
        ' '..='~' if char != ' ' => Simple::Char(char),
        ' '
        | '\n'
        | '\t'
        | '\u{A0}'
        | '\u{2000}'..='\u{200A}'
        | '\u{202F}'
        | '\u{205F}'
        | '\u{3000}' => Simple::Space,
        '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FE00}'..='\u{FE0F}' => {
            Simple::Nothing
        }
        '\u{2018}'..='\u{201B}' | '\u{2032}' | '\u{2B9}' | '\u{2BC}' => Simple::Char('\''),
        '\u{201C}'..='\u{201F}' | '\u{2033}' => Simple::Char('"'),
        '\u{2010}'..='\u{2015}' | '\u{2212}' => Simple::Char('-'),
        _ => Simple::Char(char),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found<'s>(source: &'s str, pattern: &str) -> Vec<&'s str> {
        let case = Case::for_pattern(pattern);
        let fold = Folded::new(source, case);
        let pattern = fold_pattern(pattern, case);
        fold.text()
            .match_indices(&pattern)
            .map(|(at, hit)| fold.source_range(source, at, at + hit.len()).of(source))
            .collect()
    }

    #[test]
    fn straight_quotes_and_hyphens_find_printed_ones() {
        assert_eq!(found("I don’t — won’t", "don't - won"), ["don’t — won"]);
    }

    #[test]
    fn a_phrase_is_found_over_a_line_end_and_a_soft_hyphen() {
        assert_eq!(
            found("the well\nkept pa\u{AD}per", "kept paper"),
            ["kept pa\u{AD}per"]
        );
    }

    #[test]
    fn case_is_blind_until_a_capital_is_typed() {
        assert_eq!(
            found("Korea KOREA korea", "korea"),
            ["Korea", "KOREA", "korea"]
        );
        assert_eq!(found("Korea KOREA korea", "Korea"), ["Korea"]);
        assert_eq!(found("ВЛАДИВОСТОК", "владивосток"), ["ВЛАДИВОСТОК"]);
    }

    #[test]
    fn letters_that_change_length_keep_their_places() {
        assert_eq!(found("aİb İstanbul x", "istanbul"), Vec::<&str>::new());
        assert_eq!(found("“İ” and “I”", "and"), ["and"]);
        assert_eq!(found("İx yz", "yz"), ["yz"]);
    }
}
