//! A place by the words that stand there, as somebody types it and as folio writes it.
//!
//! `"the bridge"` is the first place with these words, `62.5%"the bridge"` the one nearest to that far into
//! the text. [`Quoted::of`] finds, for a place, what leads to it and to no other: a few words mostly, more
//! where those stand elsewhere before, and with a refrain how far into the text it is.

use std::fmt;

use super::{Matcher, Query};
use crate::document::Document;
use crate::text::{Offset, TextRange};

/// Words that stand somewhere.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Quoted {
    /// The words.
    pub words: String,
    /// About how far into the text they stand, from 0.0 to 1.0; `None` for the first place.
    pub near: Option<f64>,
}

/// How many characters are quoted, the fewest that do.
const LENGTHS: [usize; 3] = [32, 64, 120];
/// And of what is said over and over: places that overlap (`no no no no`) are found as one, and so fewer words
/// have to do.
const REFRAINS: [usize; 3] = [64, 8, 1];
/// How many decimals a percentage has at most: with so many every letter of the longest text has its own.
const DECIMALS: usize = 8;
/// Marks that may stand around words.
const MARKS: [char; 4] = ['"', '“', '”', '„'];

impl Quoted {
    /// Reads what was typed. Quotation marks around the words need not be there.
    pub fn parse(typed: &str) -> Self {
        let typed = typed.trim();
        let hint = typed.split_once('%').and_then(|(percent, rest)| {
            let percent: f64 = percent.trim().parse().ok()?;
            let rest = rest.trim_start();
            let is_hint = (0.0..=100.0).contains(&percent) && rest.starts_with(MARKS);
            is_hint.then_some((percent / 100.0, rest))
        });
        let (near, words) = hint.map_or((None, typed), |(near, rest)| (Some(near), rest));
        // One mark on either side: those within belong to the words.
        let words = words.strip_prefix(MARKS).unwrap_or(words);
        let words = words.strip_suffix(MARKS).unwrap_or(words);
        Self {
            words: words.to_owned(),
            near,
        }
    }

    /// Where they stand. What is nowhere as it is written is found with other punctuation.
    pub fn find(&self, document: &Document) -> Option<TextRange> {
        let query = Query::new(self.words.as_str());
        let matcher = Matcher::new(&query, document.folding()).ok()?;
        let found = self.choose(document, &matcher);
        found.or_else(|| self.choose(document, &matcher.loosened()?))
    }

    fn choose(&self, document: &Document, matcher: &Matcher) -> Option<TextRange> {
        let text = document.text();
        let Some(near) = self.near else {
            return matcher.first_in(text);
        };
        // By the fraction itself: the letter it falls on may be as far from two places.
        let letter = document.at_fraction(near).to_usize();
        let distance = |found: &TextRange| {
            let off = (document.fraction(found.start) - near).abs();
            (off, found.start.to_usize().abs_diff(letter))
        };
        let all = matcher.find_in(text).into_iter();
        all.min_by(|one, other| {
            let ((one, one_away), (other, other_away)) = (distance(one), distance(other));
            one.total_cmp(&other).then(one_away.cmp(&other_away))
        })
    }

    /// What leads to `place` in `document`.
    pub fn of(document: &Document, place: Offset) -> Self {
        let leads = |quoted: &Self| {
            let found = quoted.find(document);
            found.is_some_and(|found| is_at(document, place, found.start))
        };
        for length in LENGTHS {
            let quoted = Self::first_words(document, place, length);
            if leads(&quoted) {
                return quoted;
            }
        }
        let percent = document.fraction(place) * 100.0;
        let rounded = |length: usize, decimals: usize| {
            let percent = format!("{percent:.decimals$}").parse::<f64>();
            Self {
                near: Some(percent.unwrap_or(0.0) / 100.0),
                ..Self::first_words(document, place, length)
            }
        };
        let all = REFRAINS
            .into_iter()
            .flat_map(|length| (0..=DECIMALS).map(move |decimals| (length, decimals)));
        let exact = all
            .map(|(length, decimals)| rounded(length, decimals))
            .find(leads);
        exact.unwrap_or_else(|| rounded(LENGTHS[1], DECIMALS))
    }

    /// The first words from a place on, about so many characters.
    fn first_words(document: &Document, place: Offset, length: usize) -> Self {
        let tail = document.text().get(place.to_usize()..).unwrap_or("");
        Self {
            words: shortened(tail, length),
            near: None,
        }
    }

    /// What leads to about a place without the text at hand: the words it began with, and how far into the
    /// text it was.
    pub fn without_text(words: &str, fraction: f64) -> Self {
        let percent = format!("{:.2}", fraction * 100.0).parse::<f64>();
        Self {
            words: shortened(words, LENGTHS[1]),
            near: Some(percent.unwrap_or(0.0) / 100.0),
        }
    }
}

/// The beginning of a text on one line, about so many characters of it, in whole words where it has any.
fn shortened(text: &str, length: usize) -> String {
    let end = |n: usize| text.char_indices().nth(n).map_or(text.len(), |(at, _)| at);
    // Blanks are many in some texts, and count once.
    let piece = text.get(..end(8 * length)).unwrap_or(text);
    let words: Vec<&str> = piece.split_whitespace().collect();
    let line = words.join(" ");
    let Some((cut, _)) = line.char_indices().nth(length) else {
        return line;
    };
    let (head, rest) = line.split_at(cut);
    let is_whole = rest.starts_with(' ');
    let last = head.rfind(' ').filter(|at| !is_whole && *at > cut / 2);
    head[..last.unwrap_or(cut)].trim_end().to_owned()
}

/// Whether two places are one but for signs and blanks.
fn is_at(document: &Document, one: Offset, other: Offset) -> bool {
    let between = TextRange {
        start: one.min(other),
        end: one.max(other),
    };
    !document.slice(between).contains(char::is_alphanumeric)
}

impl From<&str> for Quoted {
    /// The first place with these words.
    fn from(words: &str) -> Self {
        Self {
            words: words.to_owned(),
            near: None,
        }
    }
}

/// As it is typed after `--at`.
impl fmt::Display for Quoted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let percent = self.near.map(|near| near * 100.0);
        if self.words.is_empty() {
            return write!(f, "{:.0}%", percent.unwrap_or(0.0));
        }
        if let Some(percent) = percent {
            // Through the percentage in decimals, so that what is read is what was written.
            let shown = format!("{percent:.DECIMALS$}");
            write!(f, "{}%", shown.trim_end_matches('0').trim_end_matches('.'))?;
        }
        write!(f, "\"{}\"", self.words)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::document::{BlockKind, Builder, Format};

    fn document(paragraphs: &[&str]) -> Document {
        let mut builder = Builder::new(Format::Text);
        for paragraph in paragraphs {
            builder.block(BlockKind::Paragraph, paragraph);
        }
        builder.finish()
    }

    #[test]
    fn what_is_typed_is_words_and_perhaps_how_far_they_are() {
        let read = |typed: &str| {
            let quoted = Quoted::parse(typed);
            format!("{:?} {}", quoted.near, quoted.words)
        };
        for (typed, seen) in [
            ("the bridge", "None the bridge"),
            ("\"the bridge\"", "None the bridge"),
            ("“the bridge”", "None the bridge"),
            ("\"She said “no”\"", "None She said “no”"),
            ("50%\"the bridge\"", "Some(0.5) the bridge"),
            ("12.5% “the bridge”", "Some(0.125) the bridge"),
            ("50% of them", "None 50% of them"),
            ("150%\"x\"", "None 150%\"x"),
            ("\"", "None "),
            ("", "None "),
        ] {
            assert_eq!(read(typed), seen, "{typed}");
        }
    }

    #[test]
    fn a_place_is_quoted_with_no_more_than_leads_to_it() {
        let refrain = "And so they went on, and on, and on, until the lamp was lit and the night had come at last; \
                       and nobody asked them where they went, or what for.";
        let d = document(&[
            "The first.",
            refrain,
            "“Who is there?” he said.",
            refrain,
            "The last.",
        ]);
        let at = |words: &str| Offset::new(d.text().rfind(words).unwrap());
        let shown = |words| Quoted::of(&d, at(words)).to_string();
        assert_eq!(shown("“Who is"), "\"“Who is there?” he said. And so\"");
        assert_eq!(shown("The last"), "\"The last.\"");
        let second = shown("And so they");
        assert_eq!(
            second,
            "55%\"And so they went on, and on, and on, until the lamp was lit and\""
        );
        assert_eq!(Quoted::of(&d, d.end()).to_string(), "100%");
        assert_eq!(Quoted::of(&document(&[]), Offset::ZERO).to_string(), "0%");
    }

    #[test]
    fn of_two_places_as_far_from_a_letter_the_fraction_says_which() {
        let d = document(&["b b b b b b b b b b b b b b b b b b"]);
        for place in (0..d.text().len()).step_by(2).map(Offset::new) {
            let shown = Quoted::of(&d, place).to_string();
            let found = Quoted::parse(&shown).find(&d).map(|found| found.start);
            assert_eq!(found, Some(place), "{shown}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_leads_back_to_the_very_place(
            paragraphs in prop::collection::vec("[ab ]{0,12}|[a-zA-Z“” ,.‘’\"-]{0,90}|[一-三。，]{0,60}", 1..30),
            n in any::<prop::sample::Index>(),
        ) {
            let paragraphs: Vec<&str> = paragraphs.iter().map(String::as_str).collect();
            let d = document(&paragraphs);
            let starts: Vec<usize> = d.text().char_indices()
                .filter(|(_, c)| c.is_alphanumeric()).map(|(at, _)| at).collect();
            prop_assume!(!starts.is_empty());
            let place = Offset::new(*n.get(&starts));
            let shown = Quoted::of(&d, place).to_string();
            let found = Quoted::parse(&shown).find(&d);
            prop_assert!(found.is_some_and(|f| is_at(&d, place, f.start)), "{} {:?} {:?}", shown, place, found);
        }
    }
}
