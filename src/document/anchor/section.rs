//! In which section of a book a place is, by the titles from the outermost down.

use std::cmp::Reverse;
use std::collections::HashMap;

use serde::{Deserialize, Deserializer};

use crate::document::letters::Letters;
use crate::document::{ContentsSource, Document, sanitized};
use crate::text::{Folding, Offset, TextRange};

/// How many titles are remembered: a part, a chapter, a section and what is below it.
const DEEPEST: usize = 6;
/// How much of a title: one that is longer is a paragraph.
const TITLE_CHARS: usize = 80;

/// How far back the section above one is looked for: a list of contents that goes on for longer on one
/// level has been made by no one.
const FURTHEST: usize = 4096;

/// The titles of the sections in which `offset` lies, from the outermost down.
pub(super) fn path_at(document: &Document, offset: Offset) -> Vec<String> {
    let indices = indices_at(document, offset);
    let sections = indices.iter().rev().filter_map(|index| {
        let title = document.section_title(document.sections().get(*index)?);
        Some(sanitized(title).chars().take(TITLE_CHARS).collect())
    });
    sections.collect()
}

/// The sections in which `offset` lies, from the innermost up.
fn indices_at(document: &Document, offset: Offset) -> Vec<usize> {
    let mut found = Vec::new();
    let innermost = match document.contents_source() {
        // The words of the place itself say more.
        ContentsSource::Paragraphs => None,
        _ => document.section_at(offset),
    };
    let Some(innermost) = innermost else {
        return found;
    };
    let mut level = u8::MAX;
    for index in (0..=innermost).rev().take(FURTHEST) {
        let own = document.sections().get(index).map_or(0, |s| s.level);
        if own < level || found.is_empty() {
            found.push(index);
            level = own;
        }
        if level <= 1 || found.len() == DEEPEST {
            break;
        }
    }
    found
}

/// How many titles, from the innermost up, `offset` has in common with a path: numbers are not compared,
/// for chapters are counted anew when one is put in.
pub(super) fn agreement(document: &Document, offset: Offset, path: &[String]) -> usize {
    let here = path_at(document, offset);
    let pairs = here.iter().rev().zip(path.iter().rev());
    let folding = document.folding();
    pairs
        .take_while(|(one, other)| unnumbered(one, folding) == unnumbered(other, folding))
        .count()
}

/// The sections of a document by their titles.
#[derive(Debug)]
pub(super) struct Titles(HashMap<Vec<u8>, Vec<usize>>);

impl Titles {
    pub fn of(document: &Document) -> Self {
        let folding = document.folding();
        let mut titles: HashMap<Vec<u8>, Vec<usize>> = HashMap::new();
        for (index, section) in document.sections().iter().enumerate() {
            let title = unnumbered(document.section_title(section), folding);
            titles.entry(title).or_default().push(index);
        }
        Self(titles)
    }

    /// The section whose path has the most in common with this one, the innermost title at least; of
    /// several the one nearest to a place.
    pub fn like(&self, document: &Document, path: &[String], near: Offset) -> Option<TextRange> {
        let title = unnumbered(path.last()?, document.folding());
        let same = self.0.get(&title)?;
        let after = same.partition_point(|index| document.section_range(*index).start <= near);
        let around = same.get(after.saturating_sub(FEW)..same.len().min(after + FEW))?;
        let ranges = around.iter().map(|index| document.section_range(*index));
        ranges.max_by_key(|range| {
            let away = range.start.to_usize().saturating_sub(near.to_usize())
                + near.to_usize().saturating_sub(range.end.to_usize());
            (agreement(document, range.start, path), Reverse(away))
        })
    }
}

/// Sections of one title, before a place and behind it, among which the right one is looked for.
const FEW: usize = 16;

/// A title's letters, without digits.
fn unnumbered(title: &str, folding: Folding) -> Vec<u8> {
    let short = title.char_indices().nth(TITLE_CHARS);
    let title = short.map_or(title, |(at, _)| title.get(..at).unwrap_or(title));
    let letters = Letters::of(title, folding);
    let bytes = letters.bytes().iter().copied();
    bytes.filter(|byte| !byte.is_ascii_digit()).collect()
}

/// Reads a path, or the one title that was written before there were paths.
pub(super) fn read<'de, D: Deserializer<'de>>(source: D) -> Result<Vec<String>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Written {
        Path(Vec<String>),
        Title(String),
        None(()),
    }
    Ok(match Written::deserialize(source)? {
        Written::Path(path) => path,
        Written::Title(title) => vec![title],
        Written::None(()) => Vec::new(),
    })
}
