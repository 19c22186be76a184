//! Places that outlive the process.
//!
//! An offset is exact and worth nothing once the text has changed by a letter. On disk a place is
//! therefore an [`Anchor`]: the offset, and beside it what stands there, before it and after it, the
//! titles of its sections, and how far into the text it was. When a document is opened the anchor is
//! resolved again. Of an unchanged text that is a comparison; in a changed one, or in another format of
//! the same book, the words are found even where something in them was corrected.

#[cfg(test)]
mod anything;
mod convincing;
mod echo;
mod evidence;
mod finding;
#[cfg(test)]
mod judged;
mod neighbours;
mod numbers;
mod quotation;
mod resolved;
mod section;
mod seeds;
mod twin;

pub(super) use finding::{Wanted, find_all};
pub(super) use quotation::Quotation;
pub use resolved::Resolved;
pub use twin::Stands;

use serde::{Deserialize, Serialize};

use super::Document;
use crate::text::Offset;

/// How many characters of the text an anchor remembers from its place on: enough to be found once only.
const EXACT_CHARS: usize = 64;
/// How many characters before and after it remembers, to tell two equal places apart.
const CONTEXT_CHARS: usize = 32;
/// How far around an unchanged place its words must not stand a second time, in bytes. That a text was
/// put in which is just as long as the way from one place to an equal one is only to be feared where
/// lines repeat themselves.
const AROUND: usize = 16 * 1024;

/// A place in a document, in words.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Anchor {
    /// The byte place in the text it was made in.
    pub offset: usize,
    /// The titles of the sections it is in, from the outermost down.
    #[serde(
        deserialize_with = "section::read",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub section: Vec<String>,
    /// The text just before.
    pub before: String,
    /// The text from the place on.
    pub exact: String,
    /// The text after that.
    pub after: String,
    /// How far into the text it was, from 0.0 to 1.0.
    pub fraction: f64,
    /// Where else in the text its words stood.
    #[serde(skip_serializing_if = "Stands::is_untold")]
    pub stands: Stands,
}

impl Anchor {
    /// The anchor of `offset` in `document`.
    pub fn new(document: &Document, offset: Offset) -> Self {
        let mut anchor = Self::passing(document, offset);
        let quotation = Quotation::of(&anchor, document.folding());
        anchor.stands = Stands::of(document, &quotation, anchor.offset);
        anchor
    }

    /// The anchor of the end of a passage from `start`, of which `words` are the words.
    pub(super) fn end(document: &Document, end: Offset, start: &Self, words: &str) -> Self {
        let mut anchor = Self::passing(document, end);
        let quotation = Quotation::of_end(&start.before, words, &anchor, document.folding());
        anchor.stands = Stands::of(document, &quotation, anchor.offset);
        anchor
    }

    /// The same of a place that is only passed: without looking whether its words stand elsewhere too, for
    /// that goes through megabytes, and this is asked for with every page.
    pub fn passing(document: &Document, offset: Offset) -> Self {
        let text = document.text();
        let at = text.floor_char_boundary(offset.to_usize());
        let (head, tail) = text.split_at(at);
        let exact_end = nth_char(tail, EXACT_CHARS);
        let (exact, rest) = tail.split_at(exact_end);
        let before_start = head
            .char_indices()
            .rev()
            .nth(CONTEXT_CHARS - 1)
            .map_or(0, |(at, _)| at);
        Self {
            offset: at,
            section: section::path_at(document, offset),
            before: head[before_start..].to_owned(),
            exact: exact.to_owned(),
            after: rest[..nth_char(rest, CONTEXT_CHARS)].to_owned(),
            fraction: document.fraction(offset),
            stands: Stands::Untold,
        }
    }

    /// Finds the place again. Takes no time in the text it was made in; in another one it goes over the
    /// text once, so many anchors are better resolved together ([`Anchor::resolve_all`]).
    pub fn resolve(&self, document: &Document) -> Resolved {
        let all = Self::resolve_all(document, [self]);
        all.first().copied().unwrap_or(Resolved::Lost(Offset::ZERO))
    }

    /// Finds several places again, in their order.
    pub fn resolve_all<'a>(
        document: &Document,
        anchors: impl IntoIterator<Item = &'a Self>,
    ) -> Vec<Resolved> {
        let folding = document.folding();
        let mut wanted = Vec::new();
        let unmoved: Vec<Option<Resolved>> = anchors
            .into_iter()
            .map(|anchor| {
                let unmoved = anchor.unmoved(document);
                if unmoved.is_none() {
                    let quotation = Quotation::of(anchor, folding);
                    wanted.push(Wanted { quotation, anchor });
                }
                unmoved
            })
            .collect();
        let mut found = find_all(document, &wanted).into_iter();
        let all = unmoved.into_iter();
        all.filter_map(|known| known.or_else(|| found.next()))
            .collect()
    }

    /// Where it is, if the text around its place has not changed.
    pub(super) fn unmoved(&self, document: &Document) -> Option<Resolved> {
        let text = document.text();
        let offset = Offset::new(self.stands_in(text)?);
        if self.is_as_far(document) {
            return Some(Resolved::Exact(offset));
        }
        if self.exact.trim().is_empty() {
            return None;
        }
        // The text is another elsewhere: a chapter was added, or this is its beginning.
        let start = self.offset - self.before.len();
        let length = self.before.len() + self.exact.len() + self.after.len();
        let quotation = text.get(start..start + length)?;
        let first = text.floor_char_boundary(start.saturating_sub(AROUND));
        let last = text.ceil_char_boundary((start + length + AROUND).min(text.len()));
        let around = text.as_bytes().get(first..last)?;
        let mut same = memchr::memmem::find_iter(around, quotation);
        let is_alone = same.all(|at| first + at == start);
        Some(if is_alone && self.stands != Stands::Throughout {
            Resolved::Exact(offset)
        } else {
            Resolved::Near(offset)
        })
    }

    /// Its place in a part of its text that begins so many bytes further on, if its words stand there.
    pub fn in_part(&self, part: &Document, before: usize) -> Option<Offset> {
        let at = self.offset.checked_sub(before)?;
        self.stands_at(part.text(), at).then(|| Offset::new(at))
    }

    /// Its place, if all of the quotation stands there.
    fn stands_in(&self, text: &str) -> Option<usize> {
        self.stands_at(text, self.offset).then_some(self.offset)
    }

    /// Whether all of the quotation stands at a byte of a text.
    fn stands_at(&self, text: &str, at: usize) -> bool {
        let Some((head, tail)) = text.split_at_checked(at) else {
            return false;
        };
        let rest = tail.strip_prefix(&*self.exact);
        rest.is_some_and(|rest| {
            let is_whole = head.ends_with(&self.before) && rest.starts_with(&self.after);
            is_whole && (!self.exact.is_empty() || rest.is_empty())
        })
    }

    /// Whether its place is as far into the document as it was: the document is as long, too.
    fn is_as_far(&self, document: &Document) -> bool {
        let fraction = document.fraction(Offset::new(self.offset));
        // Those of former times were not in whole billionths.
        (fraction - self.fraction).abs() <= 1e-9
    }
}

fn nth_char(text: &str, n: usize) -> usize {
    text.char_indices().nth(n).map_or(text.len(), |(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::super::{BlockKind, Builder, Format};
    use super::*;

    fn document(paragraphs: &[&str]) -> Document {
        let mut builder = Builder::new(Format::Text);
        for paragraph in paragraphs {
            builder.block(BlockKind::Paragraph, paragraph);
        }
        builder.finish()
    }

    fn words_at(document: &Document, resolved: Resolved) -> &str {
        &document.text()[resolved.offset().to_usize()..]
    }

    #[test]
    fn an_anchor_is_found_exactly_in_the_same_text() {
        let d = document(&["One two three.", "Four five six."]);
        for (at, _) in d.text().char_indices() {
            let offset = Offset::new(at);
            assert_eq!(Anchor::new(&d, offset).resolve(&d), Resolved::Exact(offset));
        }
        let end = d.end();
        assert_eq!(Anchor::new(&d, end).resolve(&d), Resolved::Exact(end));
    }

    #[test]
    fn an_anchor_moves_with_its_words() {
        let old = document(&["One two three.", "Четыре five six."]);
        let new = document(&["A preface.", "One two three.", "Четыре five six."]);
        let anchor = Anchor::new(&old, Offset::new(15));
        let resolved = anchor.resolve(&new);
        assert!(matches!(resolved, Resolved::Moved(_)), "{resolved:?}");
        assert_eq!(words_at(&new, resolved), "Четыре five six.");
    }

    #[test]
    fn of_two_equal_quotations_the_one_with_the_same_surroundings_is_meant() {
        let line = "The refrain of this song is a long one, and it comes again and again, again.";
        let old = document(&["Monday.", line, "Tuesday.", line, "Wednesday."]);
        let second = Offset::new(old.text().rfind("The refrain").unwrap_or(0));
        let anchor = Anchor::new(&old, second);
        let new = document(&[
            "Monday, and a good deal more about it.",
            line,
            "Tuesday.",
            line,
        ]);
        let resolved = anchor.resolve(&new);
        assert_eq!(
            resolved.offset().to_usize(),
            new.text().rfind("The refrain").unwrap_or(0)
        );
    }

    #[test]
    fn lost_words_leave_one_about_as_far_into_the_text() {
        let old = document(&["a b c d e f g h", "i j k l m n o p"]);
        let new = document(&["1 2 3 4 5 6 7 8", "9 0 1 2 3 4 5 6"]);
        let anchor = Anchor::new(&old, Offset::new(16));
        assert_eq!(anchor.resolve(&new), Resolved::Lost(Offset::new(16)));
    }
}
