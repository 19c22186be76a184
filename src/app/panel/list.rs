//! A list to choose from, with a filter.
//!
//! Letters are commands: `j`, `k` and the like move, and each list has a few of its own. `/`, and nothing
//! else that is typed, begins a filter; from then on letters are the filter's, and arrows move. So a word
//! can be filtered by whatever letter it begins with, and none of its letters is taken for a command.

use crate::command::{Key, KeyCode};
use crate::document::{ContentsSource, Document};
use crate::search::Matcher;
use crate::text::{Folding, TextRange};

use super::edit::{Edited, LineEdit};

/// Which of some entries are shown, and which one is chosen.
#[derive(Clone, Debug)]
pub struct List {
    filter: Option<LineEdit>,
    /// The entry that was chosen when the filter began, until one moves in what it shows: whoever gives the
    /// filter up is where they were.
    before: Option<usize>,
    shown: Shown,
    chosen: usize,
}

/// Which entries are shown. There may be a million of them, so all are not written out.
#[derive(Clone, Debug)]
pub(super) enum Shown {
    /// All of so many.
    All(usize),
    /// These: indices into all of them, in order.
    Some(Vec<usize>),
}

/// What a key did to a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Listed {
    /// The filter is another: the list must be filtered again.
    Filter,
    /// It is dealt with.
    Done,
    /// Enter: this entry.
    Take(usize),
    /// Close the list.
    Close,
    /// A letter that lists have no common use for, while nothing is being filtered.
    Letter(char),
}

impl List {
    /// A list of all `count` entries with one of them chosen.
    pub fn new(count: usize, chosen: usize) -> Self {
        Self {
            filter: None,
            before: None,
            shown: Shown::All(count),
            chosen: chosen.min(count.saturating_sub(1)),
        }
    }

    /// How many entries are shown.
    pub fn len(&self) -> usize {
        match &self.shown {
            Shown::All(count) => *count,
            Shown::Some(entries) => entries.len(),
        }
    }

    /// Whether none is shown.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The entry shown in this place: an index into all of them.
    pub fn nth(&self, at: usize) -> Option<usize> {
        match &self.shown {
            Shown::All(count) => Some(at).filter(|at| at < count),
            Shown::Some(entries) => entries.get(at).copied(),
        }
    }

    /// Which of the shown entries is chosen.
    pub fn chosen(&self) -> usize {
        self.chosen
    }

    /// The entry that is chosen: an index into all of them.
    pub fn entry(&self) -> Option<usize> {
        self.nth(self.chosen)
    }

    /// The filter, while there is one.
    pub fn filter(&self) -> Option<&LineEdit> {
        self.filter.as_ref()
    }

    /// The filter, which begins now if it has not.
    pub(super) fn edit(&mut self) -> &mut LineEdit {
        if self.filter.is_none() {
            self.before = self.entry();
        }
        self.filter.get_or_insert_default()
    }

    /// Shows those of all `count` entries that pass the filter. What was chosen stays so if it is still
    /// shown; else the first is.
    pub(super) fn refilter(&mut self, count: usize, passes: impl Fn(usize, &Words) -> bool) {
        let words = Words::new(self.filter.as_ref().map_or("", LineEdit::text));
        let shown = if words.0.is_empty() {
            Shown::All(count)
        } else {
            Shown::Some((0..count).filter(|n| passes(*n, &words)).collect())
        };
        let entry = self.entry();
        self.show(shown);
        if self.filter.is_some() && self.entry() != entry {
            self.chosen = 0;
        }
    }

    /// Shows these. What was chosen stays so if it is still shown; else the next is that is. Without a
    /// filter any more, what was chosen before it is chosen again.
    pub(super) fn show(&mut self, shown: Shown) {
        let before = self.before.take_if(|_| self.filter.is_none());
        let entry = before.or(self.entry()).unwrap_or(0);
        self.shown = shown;
        self.choose_entry(entry);
    }

    /// Shows more, which come after all others.
    pub(super) fn show_more(&mut self, more: Shown) {
        match (&mut self.shown, more) {
            (Shown::Some(entries), Shown::Some(more)) => entries.extend(more),
            (_, more) => self.show(more),
        }
    }

    /// Chooses an entry by its index into all of them, or the next one that is shown, or the last.
    pub(super) fn choose_entry(&mut self, entry: usize) {
        self.choose(match &self.shown {
            Shown::All(_) => entry,
            Shown::Some(entries) => entries.partition_point(|n| *n < entry),
        });
    }

    /// Chooses what is shown in this place, or the last.
    fn choose(&mut self, at: usize) {
        self.chosen = at.min(self.len().saturating_sub(1));
    }

    /// Moves by so many rows and stops at the ends.
    pub(in super::super) fn step(&mut self, rows: i32) {
        let rows = isize::try_from(rows).unwrap_or(0);
        self.before = None;
        self.choose(self.chosen.saturating_add_signed(rows));
    }

    /// Chooses an entry a page on or back.
    fn turn(&mut self, pages: i32, seen: &dyn Fn(&Self) -> usize) {
        let page = i32::try_from(seen(self)).unwrap_or(i32::MAX);
        self.step(pages.saturating_mul(page));
    }

    /// Takes a key; `seen` says how many entries are, which only a page key asks.
    pub(super) fn on_key(&mut self, key: Key, seen: &dyn Fn(&Self) -> usize) -> Listed {
        match (key.code, key.ctrl) {
            (KeyCode::Enter, _) => return self.entry().map_or(Listed::Done, Listed::Take),
            (KeyCode::Up, _) | (KeyCode::Char('p' | 'k'), true) => self.step(-1),
            (KeyCode::Down, _) | (KeyCode::Char('n' | 'j'), true) => self.step(1),
            (KeyCode::PageUp, _) => self.turn(-1, seen),
            (KeyCode::PageDown, _) => self.turn(1, seen),
            (KeyCode::Esc, _) if self.filter.take().is_some() => return Listed::Filter,
            (KeyCode::Esc, _) => return Listed::Close,
            _ => return self.on_other_key(key, seen),
        }
        Listed::Done
    }

    fn on_other_key(&mut self, key: Key, seen: &dyn Fn(&Self) -> usize) -> Listed {
        if let Some(filter) = &mut self.filter {
            let was_empty = filter.text().is_empty();
            return match filter.on_key(key) {
                Edited::Changed => Listed::Filter,
                Edited::Same if was_empty && key.code == KeyCode::Backspace => {
                    self.filter = None;
                    Listed::Filter
                }
                Edited::Same | Edited::NotMine => Listed::Done,
            };
        }
        match (key.code, key.typed()) {
            (KeyCode::Home, _) | (_, Some('g')) => self.step(i32::MIN),
            (KeyCode::End, _) | (_, Some('G')) => self.step(i32::MAX),
            (_, Some('j')) => self.step(1),
            (_, Some('k')) => self.step(-1),
            (_, Some(' ')) => self.turn(1, seen),
            (_, Some('b')) => self.turn(-1, seen),
            (_, Some('q')) => return Listed::Close,
            (_, Some('/')) => {
                self.edit();
            }
            (_, Some(letter)) => return Listed::Letter(letter),
            (_, None) => {}
        }
        Listed::Done
    }
}

/// The words of a filter, made ready once for all entries.
#[derive(Debug)]
pub(super) struct Words(Vec<Matcher>);

impl Words {
    pub fn new(filter: &str) -> Self {
        let words = filter.split_whitespace();
        Self(
            words
                .map(|word| Matcher::for_words(word, Folding::default()))
                .collect(),
        )
    }

    /// Whether every word is in `text`, as a search would find it.
    pub fn are_in(&self, text: &str) -> bool {
        self.0.iter().all(|word| word.is_in(text))
    }
}

/// The title of a section on one line.
pub(in super::super) fn title_line(document: &Document, index: usize) -> String {
    let section = document.sections().get(index);
    section.map_or_else(String::new, |s| {
        document.section_title(s).replace('\n', " ")
    })
}

/// How many sections a part has at most. To look for its title goes back over so many, of each row of a list.
const LONGEST_PART: usize = 500;

/// The title of the section in which this one is, on one line. Where a book has all its headings on one level, that is the
/// last one with nothing under it: a part's title between chapters. A paragraph of a text without headings is in none.
pub(in super::super) fn title_above(document: &Document, index: usize) -> Option<String> {
    if document.contents_source() == ContentsSource::Paragraphs {
        return None;
    }
    let sections = document.sections();
    let level = sections.get(index)?.level;
    let is_text = !is_bare(document, index);
    let heads = |above: &usize| {
        let other = sections.get(*above).map_or(level, |section| section.level);
        let is_near = index - above <= LONGEST_PART;
        other < level || (is_text && is_near && other == level && is_bare(document, *above))
    };
    let above = (0..index).rev().find(heads)?;
    Some(title_line(document, above))
}

/// Whether nothing but its heading stands in a section that one of its level follows.
fn is_bare(document: &Document, index: usize) -> bool {
    let sections = document.sections();
    let (Some(section), Some(next)) = (sections.get(index), sections.get(index + 1)) else {
        return false;
    };
    let heading = document.block_at(section.offset);
    let heading = heading.and_then(|id| document.block(id));
    heading.is_some_and(|heading| {
        let rest = TextRange {
            start: heading.range.end,
            end: next.offset.max(heading.range.end),
        };
        let is_flat = next.level == section.level && heading.range.start == section.offset;
        is_flat && document.slice(rest).trim().is_empty()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{BlockKind, Builder, Format};

    fn above(blocks: &[(BlockKind, String)]) -> Vec<Option<String>> {
        let mut builder = Builder::new(Format::Text);
        for (kind, text) in blocks {
            builder.block(*kind, text);
        }
        let document = builder.finish();
        let sections = 0..document.sections().len();
        sections.map(|n| title_above(&document, n)).collect()
    }

    fn paragraph(text: &str) -> (BlockKind, String) {
        (BlockKind::Paragraph, text.to_owned())
    }

    #[test]
    fn a_bare_heading_is_above_the_chapters_of_a_part_and_of_no_more() {
        let heading = |title: String| (BlockKind::Heading { level: 2 }, title);
        let mut blocks = vec![heading("Part One".to_owned())];
        for n in 1..=LONGEST_PART + 1 {
            blocks.extend([heading(format!("Chapter {n}")), paragraph("Text.")]);
        }
        let above = above(&blocks);
        assert_eq!(above.len(), LONGEST_PART + 2);
        assert_eq!(above[0], None);
        assert_eq!(above[LONGEST_PART].as_deref(), Some("Part One"));
        assert_eq!(above[LONGEST_PART + 1], None);
    }

    #[test]
    fn a_paragraph_of_a_text_without_headings_is_in_no_section() {
        let above = above(&["The first.", "The next one.", "The last."].map(paragraph));
        assert!(
            above.len() > 1 && above.iter().all(Option::is_none),
            "{above:?}"
        );
    }
}
