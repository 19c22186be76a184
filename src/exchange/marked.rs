//! What is marked in a book, found in its text and in order.

use std::borrow::Cow;
use std::path::Path;

use crate::document::{Anchor, Document, Fingerprint, Passage, Resolved};
use crate::store::{Annotation, Timestamp, book_name};
use crate::text::{TextRange, sort_by};

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

/// A quick mark, a–z or A–Z.
#[derive(Clone, Copy, Debug)]
pub struct QuickMark<'b> {
    /// Its letter.
    pub letter: char,
    /// Where it leads.
    pub anchor: &'b Anchor,
    /// When it was set.
    pub set: Timestamp,
}

/// What is said of a place.
#[derive(Clone, Copy, Debug)]
pub enum Said<'b> {
    /// What a bookmark, a highlight or a note says.
    Annotation(&'b Annotation),
    /// No more than a letter.
    QuickMark(QuickMark<'b>),
}

/// Something that is marked, with its place.
#[derive(Clone, Debug)]
pub struct Marked<'b> {
    /// What is said.
    pub said: Said<'b>,
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
        book_name(self.title, self.file)
    }
}

/// Finds annotations and quick marks in the text of a book; annotations by place, then the marks by letter.
pub fn marked<'b>(
    volume: &Volume<'b>,
    annotations: impl IntoIterator<Item = &'b Annotation>,
    marks: impl IntoIterator<Item = QuickMark<'b>>,
) -> Vec<Marked<'b>> {
    let annotations = annotations.into_iter().map(|annotation| {
        let passage = Cow::Borrowed(&annotation.passage);
        (Said::Annotation(annotation), passage)
    });
    let marks = marks.into_iter().map(|mark| {
        let passage = Cow::Owned(Passage::from(mark.anchor.clone()));
        (Said::QuickMark(mark), passage)
    });
    let written: Vec<(Said<'_>, Cow<'_, Passage>)> = annotations.chain(marks).collect();
    let mut all: Vec<Marked<'_>> = match volume.text {
        Some(text) => {
            // All at once: a text that has changed is gone over once.
            let passages = written.iter().map(|(_, passage)| passage.as_ref());
            let found = Passage::resolve_all(text, passages);
            let pairs = written.into_iter().zip(found);
            pairs
                .map(|((said, passage), found)| in_text(text, said, passage, found))
                .collect()
        }
        None => written.into_iter().map(as_written).collect(),
    };
    sort_by(&mut all, |a, b| a.order().cmp(&b.order()));
    all
}

fn in_text<'b>(
    text: &Document,
    said: Said<'b>,
    passage: Cow<'b, Passage>,
    found: Resolved<TextRange>,
) -> Marked<'b> {
    let range = found.range();
    Marked {
        said,
        passage: if found.is_certain() {
            Cow::Owned(Passage::new(text, range))
        } else {
            passage
        },
        found: match found {
            Resolved::Exact(_) | Resolved::Moved(_) => Found::There,
            Resolved::Near(_) => Found::Doubtful,
            Resolved::Lost(_) => Found::Lost,
        },
        at: range.start.to_usize(),
    }
}

fn as_written<'b>((said, passage): (Said<'b>, Cow<'b, Passage>)) -> Marked<'b> {
    Marked {
        at: passage.start.offset,
        said,
        passage,
        found: Found::Unlooked,
    }
}

impl Marked<'_> {
    fn order(&self) -> (Option<char>, usize, Timestamp, &str) {
        match self.said {
            Said::Annotation(annotation) => (None, self.at, annotation.created, &annotation.id),
            Said::QuickMark(mark) => (Some(mark.letter), self.at, mark.set, ""),
        }
    }

    /// Under which heading it stands: the titles of its sections, as `written` writes them. Quick marks stand
    /// together.
    pub fn heading(&self, written: impl Fn(&str) -> String) -> String {
        match self.said {
            Said::Annotation(_) => {
                let titles = self.passage.start.section.iter();
                let titles: Vec<String> = titles.map(|title| written(title)).collect();
                titles.join(" · ")
            }
            Said::QuickMark(_) => "Quick marks".to_owned(),
        }
    }

    /// What it is called; may be empty. A quick mark is called by its letter.
    pub fn name(&self) -> Cow<'_, str> {
        match self.said {
            Said::Annotation(annotation) => Cow::Borrowed(&annotation.name),
            Said::QuickMark(mark) => Cow::Owned(mark.letter.to_string()),
        }
    }

    /// What there is to say of it; may be empty.
    pub fn note(&self) -> &str {
        match self.said {
            Said::Annotation(annotation) => &annotation.note,
            Said::QuickMark(_) => "",
        }
    }

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
