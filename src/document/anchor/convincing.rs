//! Whether what was found is what was marked.
//!
//! One who is led to a place and told nothing more must stand on the sentence that was marked, or folio lied. So a
//! place has to hold against each of these rules, and each is there for a mistake that was made without it:
//!
//! 1. so many letters agree as never do by chance;
//! 2. the sentence itself is there and not only what stood around it, for where one was taken out its neighbours
//!    still fit as well as ever;
//! 3. the place itself is held by the words next to it; else the sentence that was put in just there is taken for it;
//! 4. of sentences that say the same one after another it is the one that was marked;
//! 5. it is not one of the places elsewhere in the text where these words stood too.

use super::Stands;
use super::echo::Echo;
use super::evidence::{Beginning, Evidence, Fitting};

/// In a sentence of no more letters than these no letter may be another, unless it stands in its very place.
const FEW_LETTERS: i32 = 12;
/// A sentence of no more letters may look like one beside it.
const SHORT: i32 = 32;
/// Of fewer letters beyond a sentence nothing is asked.
const FEWEST_BEYOND: i32 = 6;
/// So many letters of the sentence on the other side of a place hold it, though its first word was exchanged.
const HOLDING: i32 = 8;

/// A place at which a quotation may stand.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sight {
    pub place: usize,
    pub evidence: Evidence,
    /// A sentence begins there (or ends), as the one that was quoted did.
    pub is_between: bool,
    /// How many letters there are from the place to where the next sentence ends (or the last one did).
    pub runs_on: i32,
}

impl Sight {
    /// What speaks for it.
    pub fn weight(&self) -> i32 {
        self.evidence.fit.weight()
    }

    /// Whether it is more than chance.
    pub fn is_something(&self, fitting: &Fitting<'_>) -> bool {
        self.evidence.fit.total >= (fitting.length() / 5).max(8)
    }

    /// Whether another place fits about as well.
    pub fn is_equalled_by(&self, other: &Self, fitting: &Fitting<'_>) -> bool {
        other.weight() + margin(fitting) > self.weight()
    }

    /// Whether a place beside it does.
    pub fn is_rivalled_beside(&self, fitting: &Fitting<'_>) -> bool {
        self.evidence.rival + margin(fitting) > self.weight()
    }

    /// Whether another place may be the one: it fits about as well, or its sentence does where this one's does not.
    /// What stood around a sentence is no rival of the sentence itself, if that is long enough and stood only once.
    pub fn is_rivalled_by(&self, other: &Self, fitting: &Fitting<'_>, stands: Stands) -> bool {
        let sentence = fitting.sentence();
        let (own, others) = (self.evidence.fit.sentence, other.evidence.fit.sentence);
        if !self.is_equalled_by(other, fitting) {
            return sentence > FEW_LETTERS && own * 5 < sentence * 4 && others * 10 >= sentence * 9;
        }
        let is_known = matches!(stands, Stands::Untold | Stands::Alone)
            && sentence >= fitting.least()
            && own * 10 >= sentence * 9;
        !is_known || others * 3 >= sentence
    }

    /// Whether one who is led there stands on the sentence that was quoted.
    pub fn is_convincing(&self, fitting: &Fitting<'_>, stands: Stands) -> bool {
        self.is_enough(fitting)
            && self.is_the_sentence(fitting)
            && self.is_held(fitting)
            && self.is_no_echo(fitting)
            && self.is_no_twin(fitting, stands)
    }

    /// Whether so many letters agree as never do by chance.
    fn is_enough(&self, fitting: &Fitting<'_>) -> bool {
        self.evidence.fit.own > 0 && self.evidence.fit.total >= fitting.least()
    }

    /// Whether the sentence is there, though it was altered.
    fn is_the_sentence(&self, fitting: &Fitting<'_>) -> bool {
        let fit = self.evidence.fit;
        let sentence = fitting.sentence();
        if sentence <= FEW_LETTERS {
            // Chapter 11 is not chapter 21, wherever it stands.
            return fit.sentence == sentence
                || (fit.sentence * 2 >= sentence
                    && self.evidence.has_its_numbers
                    && self.is_in_its_place(fitting));
        }
        if fit.sentence * 3 >= sentence && self.is_in_its_place(fitting) {
            return true;
        }
        // Where it was altered, its neighbours must say that it is the same, if any are quoted; and the more of
        // them the more it was.
        let beside = fit.total - fit.sentence;
        let quoted = fitting.length() - sentence;
        let is_long = sentence >= fitting.least() * 2;
        fit.sentence * 20 >= sentence * 17
            || (fit.sentence * 5 >= sentence * 4 && beside >= FEW_LETTERS.min(quoted / 2))
            || (is_long
                && fit.sentence * 10 >= sentence * 7
                && beside >= FEWEST_BEYOND.min(quoted / 2))
            || (fit.sentence * 2 >= sentence
                && beside >= fitting.least() / 2
                && (sentence > SHORT || self.is_held_on_both_sides(fitting)))
    }

    /// Whether it stands between the very neighbours it had, of which there is enough on either side, and something
    /// as long as it is between them. Were it taken out, three letters would be missing for each of its own: one that
    /// does not agree, and two that it costs to leave it out.
    fn is_in_its_place(&self, fitting: &Fitting<'_>) -> bool {
        let fit = self.evidence.fit;
        let least = fitting.least() / 2;
        let mut sides = fit.beyond.into_iter().zip(fitting.beyond());
        self.missing(fitting) < 2 * fitting.sentence()
            && sides.all(|(fit, letters)| fit >= least && fit * 4 >= letters * 3)
    }

    /// How many letters of the quotation are not there.
    fn missing(&self, fitting: &Fitting<'_>) -> i32 {
        fitting.length() - self.evidence.fit.total
    }

    /// Whether what stood beyond a sentence on either side still does: where the sentence was taken out, the
    /// one before it may look like it, and what follows is the same.
    fn is_held_on_both_sides(&self, fitting: &Fitting<'_>) -> bool {
        let mut sides = self.evidence.fit.beyond.into_iter().zip(fitting.beyond());
        sides.all(|(fit, letters)| {
            // A few letters may be gone with a mistake among them.
            letters < FEWEST_BEYOND || fit * 3 >= letters
        })
    }

    /// Whether the words at the place hold it where it is.
    fn is_held(&self, fitting: &Fitting<'_>) -> bool {
        let fit = self.evidence.fit;
        // Where a sentence began there must be the same one where none begins now.
        let alike = if self.is_between == fitting.is_between() {
            Beginning::Alike
        } else {
            Beginning::Same
        };
        if self.evidence.beginning == Beginning::Number {
            return false;
        }
        // Within a sentence what stands on the other side holds the place.
        fit.sentence - fit.own >= HOLDING
            || self.evidence.beginning >= alike
            // Or that a sentence begins there, whose first word was exchanged.
            || (self.is_between
                && (fit.sentence * 5 >= fitting.sentence() * 3 || self.is_in_its_place(fitting)))
            || self.is_before_its_words(fitting)
    }

    /// Whether no sentence ends between the place and most of the words that stood behind it: then it is in their
    /// sentence, though the word just there is another.
    fn is_before_its_words(&self, fitting: &Fitting<'_>) -> bool {
        let own = self.evidence.fit.own;
        // No word that may have been exchanged is longer.
        let word = fitting.least() * 2 / 3;
        self.runs_on >= word && own >= word && own * 5 >= fitting.own_sentence() * 4
    }

    /// Whether it is none of the sentences beside it that say the same.
    fn is_no_echo(&self, fitting: &Fitting<'_>) -> bool {
        let fit = self.evidence.fit;
        let sentence = fitting.sentence();
        match fitting.echo() {
            Echo::None => true,
            Echo::Half => fit.sentence == sentence || fit.total * 10 >= fitting.length() * 9,
            // If the other one were not there, as many letters would be missing as it has, or more.
            Echo::Whole => self.missing(fitting) < sentence,
        }
    }

    /// Whether it is not another place at which the same words stood.
    fn is_no_twin(&self, fitting: &Fitting<'_>, stands: Stands) -> bool {
        let fit = self.evidence.fit;
        match stands {
            Stands::Untold | Stands::Alone => true,
            // What stands around it must be the same too, and it must end where it did: where it was taken out, the
            // next one may begin with the same words.
            Stands::Again => {
                fit.total * 10 >= fitting.length() * 7
                    && (self.is_between == fitting.is_between()
                        || self.is_held_on_both_sides(fitting))
            }
            Stands::Nearly => fit.total >= fitting.length(),
            Stands::Throughout => false,
        }
    }
}

/// By how many letters a place must fit better than every other.
fn margin(fitting: &Fitting<'_>) -> i32 {
    (fitting.length() / 8).clamp(3, 12)
}

#[cfg(test)]
mod tests {
    use super::super::Anchor;
    use super::super::evidence::Fit;
    use super::super::quotation::Quotation;
    use super::*;
    use crate::text::Folding;

    /// The letters around a place before these words.
    fn quotation(words: &str) -> Quotation {
        let anchor = Anchor {
            before: "They went down the hill. ".to_owned(),
            exact: words.to_owned(),
            after: " He walked along the harbour wall.".to_owned(),
            ..Anchor::default()
        };
        Quotation::of(&anchor, Folding::default())
    }

    /// A place at which so many letters of the sentence agree, and so many around it.
    fn sight(sentence: i32, around: i32) -> Sight {
        let fit = Fit {
            total: sentence + around,
            sentence,
            own: sentence,
            beyond: [around, 0],
            edge: 0,
        };
        Sight {
            place: 0,
            evidence: Evidence {
                letter: 0,
                fit,
                beginning: Beginning::Same,
                rival: 0,
                has_its_numbers: true,
            },
            is_between: true,
            runs_on: sentence,
        }
    }

    #[test]
    fn what_stood_around_a_sentence_is_no_rival_of_it_if_it_is_long_and_whole_and_stood_once() {
        let long = quotation("Nobody remembered so hard a winter.");
        let short = quotation("Nobody did.");
        let both = [&long, &short].map(Fitting::new);
        let [all, few] = both.each_ref().map(Fitting::sentence);
        let [long, short] = &both;
        for (fitting, stands, sentence, others, is_rival) in [
            (long, Stands::Untold, all, all / 4, false),
            (long, Stands::Alone, all, all / 4, false),
            // It stood elsewhere too.
            (long, Stands::Again, all, all / 4, true),
            // It is not whole.
            (long, Stands::Untold, all * 4 / 5, all / 4, true),
            // Some of it is there as well.
            (long, Stands::Untold, all, all / 2, true),
            // Its letters may be the same by chance.
            (short, Stands::Untold, few, few / 4, true),
        ] {
            let best = sight(sentence, 0);
            let other = sight(others, 3 * (sentence - others));
            assert!(best.is_equalled_by(&other, fitting));
            let found = best.is_rivalled_by(&other, fitting, stands);
            assert_eq!(found, is_rival, "{stands:?} {sentence} {others}");
        }
    }
}
