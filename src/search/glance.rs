//! A look at a text that is not folded: whether words can be in it at all.
//!
//! Most words are in few pieces of a book, and in a text that is nearly all ASCII, running over the bytes of a
//! piece takes a small part of the time that folding it takes.
//! The longest run of ASCII letters and digits of what is looked for is looked for in the text as it stands.
//! It stands there as it is, in small letters or capitals, or something in it is no ASCII (`ﬁ`, `é`, a soft
//! hyphen): such stretches are folded, a few letters each. What is not seen so is not in the fold either.

use std::cmp::Reverse;
use std::ops::BitOr;

use memchr::memmem::Finder;

use crate::text::{Folding, LANES, Lanes, Standing, Which, push_folded, sort_by_key};

use super::loose::rarity;

/// The shortest run that is looked for: shorter ones are in every piece.
const SHORTEST: usize = 3;

/// So much of a run is looked for: what is not found so is not there, and a long run would be compared with
/// much of the text again and again.
const LONGEST: usize = 64;

/// Bytes that are looked at together.
const BLOCK: usize = 64;

/// What may stand between two letters of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Within {
    Nothing,
    /// Apostrophes and hyphens.
    Signs,
}

/// A run of letters to look out for.
#[derive(Clone, Debug)]
pub(super) struct Glance {
    /// ASCII letters and digits, small.
    run: Finder<'static>,
    /// Which byte of the run is the rarest, and which is next to it.
    rarest: usize,
    next_rarest: usize,
    /// Which ASCII bytes can be in the run where something else is in it, too.
    is_of_run: [bool; 128],
    within: Within,
    folding: Folding,
    /// Up to how many folded bytes a match is long.
    longest: usize,
}

impl Glance {
    /// Makes ready to look for a match of up to `longest` folded bytes in which one of `runs` is, with no more
    /// between its letters than said; `None` if no run is worth it.
    pub fn new<'r>(
        runs: impl Iterator<Item = &'r [u8]>,
        within: Within,
        folding: Folding,
        longest: usize,
    ) -> Option<Self> {
        let run = runs.max_by_key(|run| run.len())?;
        let run = run.get(..LONGEST).unwrap_or(run);
        if run.len() < SHORTEST {
            return None;
        }
        let mut places: Vec<usize> = (0..run.len()).collect();
        sort_by_key(&mut places, |at| {
            run.get(*at).map(|byte| Reverse(rarity(&[*byte])))
        });
        let (&rarest, &next_rarest) = (places.first()?, places.get(1)?);
        let is_of_run = |byte: u8| {
            run.contains(&byte.to_ascii_lowercase()) || within == Within::Signs && is_sign(byte)
        };
        Some(Self {
            rarest,
            next_rarest,
            is_of_run: std::array::from_fn(|n| u8::try_from(n).is_ok_and(is_of_run)),
            run: Finder::new(run).into_owned(),
            within,
            folding,
            longest,
        })
    }

    /// Whether a match can begin in `range` of `text`, its ends those of chars. Linear, and with no more than a
    /// little of what follows the range.
    pub fn may_begin_in(&self, text: &str, range: std::ops::Range<usize>) -> bool {
        let Some(end) = self.end_of_matches(text, range.end) else {
            return true;
        };
        let within = text.get(range.start..end).unwrap_or("");
        self.is_as_it_is(within.as_bytes()) || self.is_with_others(within)
    }

    /// Where the last match has ended that begins before `from`; `None` if that is too far to say.
    fn end_of_matches(&self, text: &str, from: usize) -> Option<usize> {
        let most = 1024 + 4 * self.longest;
        let rest = text.as_bytes().get(from..).unwrap_or(&[]);
        // Each of these is a byte of the fold; blanks and dashes may be one with those before.
        let is_one = |byte: u8| byte.is_ascii_graphic() && byte != b'-';
        let mut left = self.longest;
        for (at, byte) in rest.iter().take(most).enumerate() {
            if left == 0 && byte & 0xC0 != 0x80 {
                return Some(from + at);
            }
            left = left.saturating_sub(usize::from(is_one(*byte)));
        }
        (rest.len() <= most).then_some(text.len())
    }

    /// Whether the run is there in ASCII letters alone.
    fn is_as_it_is(&self, bytes: &[u8]) -> bool {
        let run = self.run.needle();
        let (one, other) = (self.rarest, self.next_rarest);
        let (Some(&first), Some(&second)) = (run.get(one), run.get(other)) else {
            return true;
        };
        // With this bit a letter is small.
        let is_pair = |(a, b): (&u8, &u8)| (a | 0x20 == first) & (b | 0x20 == second);
        let is_run_at = |at: usize| {
            let there = bytes.get(at..at + run.len());
            there.is_some_and(|there| there.eq_ignore_ascii_case(run))
        };
        let ones = bytes.get(one..).unwrap_or(&[]).chunks(BLOCK);
        let others = bytes.get(other..).unwrap_or(&[]).chunks(BLOCK);
        for (block, (ones, others)) in ones.zip(others).enumerate() {
            let is_any = match (ones.first_chunk(), others.first_chunk()) {
                (Some(ones), Some(others)) => any_pair((ones, first), (others, second)),
                _ => true,
            };
            let mut starts = ones
                .iter()
                .zip(others)
                .enumerate()
                .filter(|(_, pair)| is_pair(*pair));
            if is_any && starts.any(|(at, _)| is_run_at(block * BLOCK + at)) {
                return true;
            }
        }
        false
    }

    /// Whether the run is there with something between its letters, or with letters that are no ASCII.
    fn is_with_others(&self, text: &str) -> bool {
        let mut folded = Vec::new();
        let mut from = 0;
        while let Some(at) = self.next_other(text, from) {
            let stretch = self.stretch_around(text, from, at);
            from = stretch.end;
            folded.clear();
            push_folded(&mut folded, text.get(stretch).unwrap_or(""), self.folding);
            if self.within == Within::Signs {
                folded.retain(|byte| !is_sign(*byte));
            }
            if self.run.find(&folded).is_some() {
                return true;
            }
        }
        false
    }

    /// The next char from `from` on that may be in the run and is none of its letters.
    fn next_other(&self, text: &str, from: usize) -> Option<usize> {
        let mut at = from;
        loop {
            at = match self.within {
                Within::Nothing => position(text, at, Lanes::leading, is_no_ascii),
                Within::Signs => position(text, at, leading_or_sign, is_no_ascii_or_sign),
            }?;
            let char = text.get(at..)?.chars().next()?;
            if self.is_of_run(char) {
                return Some(at);
            }
            at += char.len_utf8();
        }
    }

    /// What may be of the run around the char at `at`, from `from` on.
    fn stretch_around(&self, text: &str, from: usize, at: usize) -> std::ops::Range<usize> {
        let before = text.get(from..at).unwrap_or("");
        let start = before.trim_end_matches(|char| self.is_of_run(char)).len();
        let behind = text.get(at..).unwrap_or("");
        let rest = behind.trim_start_matches(|char| self.is_of_run(char)).len();
        from + start..text.len() - rest
    }

    fn is_of_run(&self, char: char) -> bool {
        if let Some(is_of_run) = self.is_of_run.get(char as usize) {
            return *is_of_run;
        }
        match Standing::of(char, self.folding) {
            Standing::Letter(letter) => self.is_of_run.get(letter as usize) == Some(&true),
            Standing::Unclear => true,
            Standing::Sign => self.within == Within::Signs,
            Standing::Apart => false,
        }
    }
}

/// An ASCII apostrophe, or what is folded to one, or a hyphen.
fn is_sign(byte: u8) -> bool {
    matches!(byte, b'\'' | b'`' | b'-')
}

/// Whether anywhere one byte, made small, stands in `ones` and the other at the same place of `others`.
fn any_pair((ones, one): (&[u8; BLOCK], u8), (others, other): (&[u8; BLOCK], u8)) -> bool {
    let pairs = ones.as_chunks().0.iter().zip(others.as_chunks().0);
    let small = |eight: &[u8; LANES]| Lanes::of(*eight).with_bits(0x20);
    let any = pairs.fold(Which::NONE, |any, (a, b)| {
        any | (small(a).other_than(one) | small(b).other_than(other)).zeros()
    });
    any.is_any()
}

/// Where a char begins that is no ASCII, or a sign stands.
fn leading_or_sign(lanes: Lanes) -> Which {
    let is = |sign| lanes.other_than(sign).zeros();
    lanes.leading() | is(b'\'') | is(b'`') | is(b'-')
}

/// Whether at these three bytes a char begins that is not ASCII, and neither a dash nor a quotation mark of those
/// that are in every book (U+2010 to U+201F): none of them can be among letters.
fn is_no_ascii(one: u8, two: u8, three: u8) -> bool {
    (one >= 0xC2) & !((one == 0xE2) & (two == 0x80) & (three & 0xF0 == 0x90))
}

/// As [`is_no_ascii`], but dashes and single quotation marks can, and only double ones (U+201C to U+201F) cannot.
fn is_no_ascii_or_sign(one: u8, two: u8, three: u8) -> bool {
    let is_quote = (one == 0xE2) & (two == 0x80) & (three & 0xFC == 0x9C);
    ((one >= 0xC2) & !is_quote) | is_sign(one)
}

/// The first byte from `from` on of which, with the two behind it, `is_it` is true; 0 for those beyond the end.
/// It is true of none that `may_be` leaves out.
fn position(
    text: &str,
    from: usize,
    may_be: impl Fn(Lanes) -> Which,
    is_it: impl Fn(u8, u8, u8) -> bool,
) -> Option<usize> {
    let bytes = text.as_bytes();
    let byte = |at: usize| bytes.get(at).copied().unwrap_or(0);
    let is_at = |at: &usize| is_it(byte(*at), byte(at + 1), byte(at + 2));
    let mut at = from;
    while let Some(block) = bytes.get(at..)?.first_chunk::<BLOCK>() {
        let eights = block.as_chunks().0.iter();
        let which = eights.map(|eight| may_be(Lanes::of(*eight)));
        if which.clone().fold(Which::NONE, BitOr::bitor).is_any() {
            let places = (at..)
                .step_by(LANES)
                .zip(which)
                .flat_map(|(start, which)| which.map(move |place| start + place));
            let found = places.into_iter().find(is_at);
            if found.is_some() {
                return found;
            }
        }
        at += BLOCK;
    }
    (at..bytes.len()).find(is_at)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::search::Query;
    use crate::search::folds::Folds;
    use crate::search::matcher::{Matcher, Verdict};
    use crate::search::words::Words;
    use crate::text::hard_text;

    /// The matches in a text that is folded: nothing is left to a glance.
    fn found_in_folded(matcher: &Matcher, text: &str) -> Vec<usize> {
        let mut folds = Folds::new(text, matcher.folding());
        while folds.fold_next(text) {}
        let mut starts = Vec::new();
        for piece in 0..folds.count() {
            matcher.find_in_piece(text, &mut folds, piece, 0, &mut |hit, is_match| {
                if !is_match {
                    return Verdict::Passed;
                }
                starts.push(hit.start.to_usize());
                Verdict::Taken
            });
        }
        starts
    }

    fn may_be_in(text: &str, words: &str) -> bool {
        let words = Words::new(words, Folding::default()).unwrap();
        words.may_begin_in(text, 0..text.len())
    }

    #[test]
    fn what_is_not_there_is_seen_without_folding() {
        let text = "Well, Prince, so Genoa and Lucca are now just family estates — said “Pávlovna”, naïve.";
        for words in ["buonaparte", "princes", "estated", "pavlova"] {
            assert!(!may_be_in(text, words), "{words}");
        }
        for words in ["PRINCE", "genoa and", "pavlovna", "naive", "a", "’"] {
            assert!(may_be_in(text, words), "{words}");
        }
    }

    #[test]
    fn letters_that_are_no_ascii_are_seen() {
        for (text, words) in [
            ("his o\u{FB03}ce", "office"),
            ("ｆｏｌｉｏ", "folio"),
            ("exam\u{AD}ple", "example"),
            ("Straße", "strasse"),
            ("e\u{301}te\u{301}s", "etes"),
        ] {
            assert!(may_be_in(text, words), "{words}");
        }
    }

    #[test]
    fn what_is_passed_over_is_never_among_letters() {
        for code in 0x2010..=0x201F {
            let char = char::from_u32(code).unwrap();
            let standing = Standing::of(char, Folding::default());
            assert!(
                matches!(standing, Standing::Apart | Standing::Sign),
                "{code:x}"
            );
            assert!(code < 0x201C || standing == Standing::Apart, "{code:x}");
        }
    }

    #[test]
    fn signs_in_words_are_seen_where_they_may_stand() {
        let loose = |words| {
            Words::new(words, Folding::default())
                .unwrap()
                .loosened()
                .unwrap()
        };
        for (text, words) in [
            ("to-morrow", "tomorrow"),
            ("don’t", "dont"),
            ("dr`k—ss", "drkss"),
        ] {
            assert!(loose(words).may_begin_in(text, 0..text.len()), "{words}");
            assert!(!may_be_in(text, words), "{words}");
        }
        assert!(!loose("morning").may_begin_in("to-morrow, good even-ing", 0..24));
    }

    #[test]
    fn a_match_that_ends_far_behind_the_range_is_seen() {
        let text = format!("a{}strange", "\u{301}".repeat(4000));
        assert!(
            Words::new("astrange", Folding::default())
                .unwrap()
                .may_begin_in(&text, 0..1)
        );
        let text = format!("a{}strange", "x".repeat(4000));
        assert!(
            !Words::new("a strange", Folding::default())
                .unwrap()
                .may_begin_in(&text, 0..1)
        );
    }

    proptest! {
        #[test]
        fn no_match_is_overlooked(
            text in hard_text(),
            filler in "[a-f \u{301}]{0,40}",
            from in 0_usize..200,
            length in 3_usize..20,
            is_turkic in any::<bool>(),
        ) {
            let text = text.repeat(4) + &filler.repeat(30) + &text;
            let pattern: String = text.chars().skip(from).take(length).collect();
            let folding = Folding::of_language(is_turkic.then_some("tr"));
            let matcher = Matcher::new(&Query::new(pattern.as_str()), folding).unwrap();
            let Some(words) = Words::new(&pattern, folding) else { return Ok(()) };
            let loose = words.loosened();
            for start in found_in_folded(&matcher, &text) {
                let char = text[start..].chars().next().unwrap();
                prop_assert!(words.may_begin_in(&text, start..start + char.len_utf8()));
            }
            let loosely = matcher.loosened().map(|loose| found_in_folded(&loose, &text));
            for start in loosely.unwrap_or_default() {
                let char = text[start..].chars().next().unwrap();
                let loose = loose.as_ref().unwrap();
                prop_assert!(loose.may_begin_in(&text, start..start + char.len_utf8()));
            }
        }
    }
}
