//! What folding takes away, for those who asked for it.

use unicode_normalization::char::{canonical_combining_class, decompose_compatible};

use super::Folding;
use super::letters::{Becomes, becomes, composed, each, is_mark};

/// A text letter by letter: what each is when folded, and what folding has taken from it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Units {
    units: Vec<Unit>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Unit {
    folded: char,
    is_capital: bool,
    /// Its diacritics, in canonical order.
    marks: Vec<char>,
}

impl Units {
    /// The letters of a text, folded in the same way as a [`super::Folded`].
    pub fn new(text: &str, folding: Folding) -> Self {
        let mut units = Self::default();
        for char in text.chars() {
            match becomes(char, folding.is_turkic) {
                Becomes::Nothing => {}
                Becomes::Mark => decompose_compatible(char, |part| units.add_mark(part)),
                // The letters that are pairs of their own are not taken apart.
                Becomes::One(one) if folding.is_turkic && matches!(char, 'I' | 'ı' | 'İ') => {
                    units.add(one, char != 'ı');
                }
                Becomes::Blank => units.add(' ', false),
                Becomes::Dash => units.add('-', false),
                Becomes::One(one) if one == char => units.add(one, false),
                Becomes::One(_) | Becomes::Many => decompose_compatible(char, |part| {
                    if is_mark(part) {
                        units.add_mark(part);
                    } else {
                        let is_capital = part.is_uppercase();
                        each(part, folding.is_turkic, &mut |letter| {
                            units.add(letter, is_capital);
                        });
                    }
                }),
            }
        }
        for unit in &mut units.units {
            // Stable: marks of one class keep the order they are written in.
            unit.marks
                .sort_by_key(|mark| canonical_combining_class(*mark));
        }
        units
    }

    fn add(&mut self, folded: char, is_capital: bool) {
        if let Some(last) = self.units.last_mut() {
            if matches!(folded, ' ' | '-') && last.folded == folded {
                return;
            }
            if let Some(letter) = composed(last.folded, folded) {
                last.folded = letter;
                return;
            }
        }
        self.units.push(Unit {
            folded,
            is_capital,
            marks: Vec::new(),
        });
    }

    fn add_mark(&mut self, mark: char) {
        if let Some(last) = self.units.last_mut() {
            last.marks.push(mark);
        }
    }

    /// Whether these letters, as a pattern, ask for more than their folds: a capital was typed, which asks
    /// for a capital in its place, or a diacritic, which asks for the letter with just that (Unicode
    /// Technical Standard #10, section 8.2, asymmetric search).
    pub fn ask_for_more(&self) -> bool {
        self.units
            .iter()
            .any(|unit| unit.is_capital || !unit.marks.is_empty())
    }

    /// Whether these letters, as a pattern, are in `text` as they ask for it: each for itself.
    pub fn are_in(&self, text: &Self) -> bool {
        !self.units.is_empty()
            && text.units.windows(self.units.len()).any(|window| {
                self.units.iter().zip(window).all(|(asked, unit)| {
                    asked.folded == unit.folded
                        && (!asked.is_capital || unit.is_capital)
                        && (asked.marks.is_empty() || asked.marks == unit.marks)
                })
            })
    }
}
