//! The annotations of a book, found in its text and in order.

use std::borrow::Cow;
use std::path::Path;

use crate::document::{Document, Fingerprint, Passage, Resolved};
use crate::store::Annotation;

/// A book of which something is given.
#[derive(Clone, Copy, Debug)]
pub struct Volume<'b> {
    /// The fingerprint of its text.
    pub book: Fingerprint,
    /// What it is called.
    pub title: Option<&'b str>,
    /// Who has written it.
    pub authors: &'b [String],
    /// Its file.
    pub file: Option<&'b Path>,
    /// Its text, where that is at hand.
    pub text: Option<&'b Document>,
}

/// How an annotation was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// It is there.
    There,
    /// Its words have changed; perhaps it is there.
    Doubtful,
    /// Its words are not in the text.
    Lost,
    /// There is no text to look in.
    Unlooked,
}

/// An annotation with its place.
#[derive(Clone, Debug)]
pub struct Marked<'b> {
    /// What is said.
    pub annotation: &'b Annotation,
    /// Of which words: those that are there now, else as they were written down.
    pub passage: Cow<'b, Passage>,
    /// How they were found.
    pub found: Found,
    /// Where they are, for the order.
    at: usize,
}

impl Volume<'_> {
    /// What the book is called, where a name is needed.
    pub fn name(&self) -> String {
        let file = || {
            self.file?
                .file_name()
                .map(|name| name.to_string_lossy().into_owned())
        };
        let title = self.title.map(str::to_owned);
        title.or_else(file).unwrap_or_else(|| "Untitled".to_owned())
    }
}

/// Finds annotations in the text of a book; by place.
pub fn marked<'b>(
    volume: &Volume<'b>,
    annotations: impl IntoIterator<Item = &'b Annotation>,
) -> Vec<Marked<'b>> {
    let annotations: Vec<&Annotation> = annotations.into_iter().collect();
    let mut all: Vec<Marked<'_>> = match volume.text {
        Some(text) => {
            // All at once: a text that has changed is gone over once.
            let found = Passage::resolve_all(text, annotations.iter().map(|a| &a.passage));
            let pairs = annotations.into_iter().zip(found);
            pairs
                .map(|(annotation, found)| in_text(text, annotation, found))
                .collect()
        }
        None => annotations.into_iter().map(as_written).collect(),
    };
    all.sort_by(|a, b| {
        let key = |m: &Marked<'b>| (m.at, m.annotation.created, m.annotation.id.clone());
        key(a).cmp(&key(b))
    });
    all
}

fn in_text<'b>(
    text: &Document,
    annotation: &'b Annotation,
    found: Resolved<crate::text::TextRange>,
) -> Marked<'b> {
    let range = found.range();
    Marked {
        annotation,
        passage: if found.is_certain() {
            Cow::Owned(Passage::new(text, range))
        } else {
            Cow::Borrowed(&annotation.passage)
        },
        found: match found {
            Resolved::Exact(_) | Resolved::Moved(_) => Found::There,
            Resolved::Near(_) => Found::Doubtful,
            Resolved::Lost(_) => Found::Lost,
        },
        at: range.start.to_usize(),
    }
}

fn as_written(annotation: &Annotation) -> Marked<'_> {
    Marked {
        annotation,
        passage: Cow::Borrowed(&annotation.passage),
        found: Found::Unlooked,
        at: annotation.passage.start.offset,
    }
}

impl Marked<'_> {
    /// The words it is about; of a place those that stand there.
    pub fn words(&self) -> &str {
        match self.passage.end {
            Some(_) => &self.passage.words,
            None => &self.passage.start.exact,
        }
    }

    /// How far into the text it is, in hundredths.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "it is between 0 and 100"
    )]
    pub fn percent(&self) -> u8 {
        (self.passage.start.fraction.clamp(0.0, 1.0) * 100.0) as u8
    }

    /// What there is to say of how it was found; nothing where it is there.
    pub fn remark(&self) -> Option<&'static str> {
        match self.found {
            Found::There | Found::Unlooked => None,
            Found::Doubtful => {
                Some("in doubt: these words have changed, or stand elsewhere as well")
            }
            Found::Lost => Some("these words are not in the text any more"),
        }
    }
}
