//! Where something is, in the standard's words: a quotation and a position.

use serde::{Deserialize, Serialize};

use super::positions::Positions;
use crate::document::{Anchor, Document, Passage, Stands};
use crate::text::TextRange;

/// How many characters around the words are given.
const CONTEXT: usize = 32;
/// How many characters of its words an anchor has.
const EXACT: usize = 64;

/// A `TextQuoteSelector`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Quote {
    /// The words.
    pub exact: String,
    /// The text before them.
    pub prefix: String,
    /// The text after them.
    pub suffix: String,
}

/// All that is said of where something is.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Selector {
    /// The words.
    pub quote: Option<Quote>,
    /// Where they begin and end, in characters.
    pub position: Option<(u64, u64)>,
    /// Whether only the place is meant at which they begin.
    pub is_place: bool,
    /// The titles of its sections.
    pub section: Vec<String>,
    /// How far into the text it is.
    pub fraction: f64,
    /// The passage as folio has written it down.
    pub passage: Option<Passage>,
}

impl Quote {
    /// That of a passage.
    pub fn of(passage: &Passage) -> Self {
        let start = &passage.start;
        match &passage.end {
            Some(end) => Self {
                exact: passage.words.clone(),
                prefix: start.before.clone(),
                suffix: first(&format!("{}{}", end.exact, end.after), CONTEXT).to_owned(),
            },
            None => Self {
                exact: start.exact.clone(),
                prefix: start.before.clone(),
                suffix: start.after.clone(),
            },
        }
    }
}

impl Selector {
    /// Whether there is nothing to look for.
    pub fn is_empty(&self) -> bool {
        let says = |quote: &Quote| !quote.exact.is_empty() || !quote.prefix.is_empty();
        self.position.is_none() && self.passage.is_none() && !self.quote.as_ref().is_some_and(says)
    }

    /// The words that it is about, as they are given and as folio has written them down.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        let quoted = self.quote.as_ref().map(|quote| quote.exact.as_str());
        let written = self.passage.as_ref().map(|passage| passage.words.as_str());
        quoted.into_iter().chain(written)
    }

    /// All else that is said of the place, in bytes.
    pub fn length_beside_words(&self) -> usize {
        let of_all = |texts: &[String]| texts.iter().map(String::len).sum::<usize>();
        let of_anchor = |anchor: &Anchor| {
            let around = anchor.before.len() + anchor.exact.len() + anchor.after.len();
            around + of_all(&anchor.section)
        };
        let around = |quote: &Quote| quote.prefix.len() + quote.suffix.len();
        let ends = self.passage.as_ref().map_or(0, |passage| {
            of_anchor(&passage.start) + passage.end.as_deref().map_or(0, of_anchor)
        });
        ends + self.quote.as_ref().map_or(0, around) + of_all(&self.section)
    }

    /// The range in the text, if the words stand exactly where they are said to.
    pub fn at_position(&self, text: &str, positions: &Positions<'_>) -> Option<TextRange> {
        let quote = self.quote.as_ref()?;
        let (start, end) = self.position?;
        let (start, end) = (positions.to_bytes(start)?, positions.to_bytes(end)?);
        let is_there = text.get(start..end)? == quote.exact
            && text.get(..start)?.ends_with(&quote.prefix)
            && text.get(end..)?.starts_with(&quote.suffix);
        let end = if self.is_place { start } else { end };
        is_there.then(|| TextRange::new(start, end))
    }

    /// The passage that is to be looked for.
    pub fn to_passage(&self, document: &Document, positions: &Positions<'_>) -> Passage {
        if let Some(passage) = &self.passage {
            return passage.clone();
        }
        let bytes = |at: u64| positions.to_bytes(at).unwrap_or(document.text().len());
        let (from, to) = self
            .position
            .map_or((0, 0), |(from, to)| (bytes(from), bytes(to)));
        let Some(quote) = &self.quote else {
            // Of the position alone nobody can tell whether these are the words that were meant.
            let to = if self.is_place { from } else { to.max(from) };
            return Passage::new(document, TextRange::new(from, to));
        };
        let exact = first(&quote.exact, EXACT);
        let beyond = format!("{}{}", &quote.exact[exact.len()..], quote.suffix);
        let fraction = if self.position.is_some() {
            document.fraction(document.floor_char(from))
        } else {
            self.fraction
        };
        let start = Anchor {
            offset: from,
            section: self.section.clone(),
            before: quote.prefix.clone(),
            exact: exact.to_owned(),
            after: first(&beyond, CONTEXT).to_owned(),
            fraction,
            // Who gives words alone says that they are enough to be known by.
            stands: if quote.prefix.is_empty() && quote.suffix.is_empty() {
                Stands::Alone
            } else {
                Stands::default()
            },
        };
        if self.is_place {
            return Passage::from(start);
        }
        let end = Anchor {
            offset: from.saturating_add(quote.exact.len()),
            section: self.section.clone(),
            before: last(&quote.exact, CONTEXT).to_owned(),
            exact: quote.suffix.clone(),
            after: String::new(),
            fraction,
            ..Anchor::default()
        };
        Passage {
            start,
            end: Some(Box::new(end)),
            words: quote.exact.clone(),
        }
    }
}

fn first(text: &str, characters: usize) -> &str {
    let end = text
        .char_indices()
        .nth(characters)
        .map_or(text.len(), |(at, _)| at);
    &text[..end]
}

fn last(text: &str, characters: usize) -> &str {
    let start = text.char_indices().rev().nth(characters.saturating_sub(1));
    &text[start.map_or(0, |(at, _)| at)..]
}
