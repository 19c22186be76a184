//! Where what was annotated stands in this text: one table, made when the book is opened.
//!
//! What was found stands in it by place, so that a line, a row of the map or a key looks by halving. What
//! was not found is kept apart: it has no place of its own, only one about which it stood. After a change
//! the one that changed is looked up again, and no other.

use crate::document::{Document, Passage, Resolved};
use crate::store::{Annotation, Style};
use crate::text::{Offset, TextRange, sort_by_key};

use super::super::Book;
use super::tree::Reach;

/// Where an annotation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Located {
    /// Its place, and how certain that is.
    pub resolved: Resolved<TextRange>,
    /// What it is highlighted with; `None` for a bookmark.
    pub pen: Option<Pen>,
    /// Whether something was noted beside it.
    pub has_note: bool,
    /// Which of the record's annotations it is.
    pub index: usize,
}

/// What a stretch is highlighted with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Pen {
    /// A yellow marker.
    #[default]
    Yellow,
    /// A green marker.
    Green,
    /// A blue marker.
    Blue,
    /// A pink marker.
    Pink,
    /// A line under the words.
    Line,
}

impl Pen {
    /// The pen of a style. What a later version draws otherwise is marked all the same.
    pub const fn of(style: &Style) -> Self {
        match style {
            Style::Yellow | Style::Other(_) => Self::Yellow,
            Style::Green => Self::Green,
            Style::Blue => Self::Blue,
            Style::Pink => Self::Pink,
            Style::Underline => Self::Line,
        }
    }
}

impl Located {
    /// One that was found.
    pub(in super::super) fn new(
        annotation: &Annotation,
        resolved: Resolved<TextRange>,
        index: usize,
    ) -> Self {
        Self {
            resolved,
            pen: annotation.style.as_ref().map(Pen::of),
            has_note: !annotation.note.is_empty(),
            index,
        }
    }

    /// The words, or the place where there are none.
    pub const fn range(&self) -> TextRange {
        self.resolved.place()
    }

    /// Whether its words may be others.
    pub const fn is_doubtful(&self) -> bool {
        matches!(self.resolved, Resolved::Near(_))
    }

    /// Whether its words are not in this text.
    pub const fn is_lost(&self) -> bool {
        matches!(self.resolved, Resolved::Lost(_))
    }

    /// Whether words are highlighted by it for certain.
    pub const fn is_drawn(&self) -> bool {
        self.pen.is_some() && self.resolved.is_certain()
    }

    fn key(&self) -> (TextRange, usize) {
        (self.range(), self.index)
    }
}

/// Where all annotations of a book are that are not deleted.
#[derive(Clone, Debug, Default)]
pub struct Annotations {
    /// What was found, by place.
    sorted: Vec<Located>,
    /// What was not, by where it stood.
    lost: Vec<Located>,
    /// By its index in the record: where each is.
    by_index: Vec<Option<Located>>,
    reach: Reach,
    /// How many of those in `sorted` up to and with each are bookmarks.
    bookmarks: Vec<u32>,
}

impl Annotations {
    /// Looks all of them up, at once: a text that has changed is gone over once.
    pub(in super::super) fn of(document: &Document, all: &[Annotation]) -> Self {
        let live = all.iter().enumerate().filter(|(_, a)| !a.deleted);
        let found = Passage::resolve_all(document, live.clone().map(|(_, a)| &a.passage));
        let mut by_index = vec![None; all.len()];
        for ((index, annotation), resolved) in live.zip(found) {
            by_index[index] = Some(Located::new(annotation, resolved, index));
        }
        Self::in_order(by_index)
    }

    /// The table of these, each by its index in the record.
    fn in_order(by_index: Vec<Option<Located>>) -> Self {
        let located = by_index.iter().flatten().copied();
        let (mut lost, mut sorted): (Vec<Located>, Vec<Located>) =
            located.partition(Located::is_lost);
        sort_by_key(&mut sorted, Located::key);
        sort_by_key(&mut lost, Located::key);
        let mut annotations = Self {
            sorted,
            lost,
            by_index,
            ..Self::default()
        };
        annotations.count();
        annotations
    }

    /// Many have changed, and where they are is known: each with its index is here now, or nowhere any more.
    pub(in super::super) fn set_all(
        &mut self,
        changed: impl IntoIterator<Item = (usize, Option<Located>)>,
    ) {
        let mut by_index = std::mem::take(&mut self.by_index);
        for (index, located) in changed {
            if by_index.len() <= index {
                by_index.resize(index + 1, None);
            }
            by_index[index] = located;
        }
        *self = Self::in_order(by_index);
    }

    /// One has changed: it is here now, or nowhere any more.
    fn set(&mut self, index: usize, located: Option<Located>) {
        if self.by_index.len() <= index {
            self.by_index.resize(index + 1, None);
        }
        if let Some(old) = std::mem::replace(&mut self.by_index[index], located) {
            let table = self.table(&old);
            if let Ok(at) = table.binary_search_by_key(&old.key(), Located::key) {
                table.remove(at);
            }
        }
        if let Some(new) = located {
            let table = self.table(&new);
            let at = table.partition_point(|other| other.key() < new.key());
            table.insert(at, new);
        }
        self.count();
    }

    fn table(&mut self, located: &Located) -> &mut Vec<Located> {
        if located.is_lost() {
            &mut self.lost
        } else {
            &mut self.sorted
        }
    }

    fn count(&mut self) {
        let ranges: Vec<TextRange> = self.sorted.iter().map(Located::range).collect();
        self.reach = Reach::of(&ranges);
        let counts = self.sorted.iter().scan(0, |count, located| {
            *count += u32::from(located.pen.is_none());
            Some(*count)
        });
        self.bookmarks = counts.collect();
    }

    /// What was found, by place.
    pub fn found(&self) -> &[Located] {
        &self.sorted
    }

    /// What was not found, by where it stood.
    pub fn lost(&self) -> &[Located] {
        &self.lost
    }

    /// Where the one with this index in the record is.
    pub fn at_index(&self, index: usize) -> Option<Located> {
        self.by_index.get(index).copied().flatten()
    }

    /// Those that touch `range`, in order.
    pub fn touching(&self, range: TextRange) -> impl Iterator<Item = &Located> {
        let at = |n: usize| self.sorted.get(n).map(Located::range).unwrap_or_default();
        let touching = self.reach.touching(range, &at);
        touching.into_iter().filter_map(|n| self.sorted.get(n))
    }

    /// Those that begin at `place`.
    pub fn beginning_at(&self, place: Offset) -> &[Located] {
        let from = self.first_from(place);
        let to = self.sorted.partition_point(|l| l.range().start <= place);
        self.sorted.get(from..to).unwrap_or(&[])
    }

    /// Whether one begins in `range`, and whether one of them is a bookmark.
    pub fn begins_in(&self, range: TextRange) -> Option<bool> {
        let (from, to) = (self.first_from(range.start), self.first_from(range.end));
        let until = |n: usize| n.checked_sub(1).and_then(|n| self.bookmarks.get(n));
        (from < to).then(|| until(from).unwrap_or(&0) < until(to).unwrap_or(&0))
    }

    /// The `n`th that begins after `here`, or the last; `None` where none does.
    pub(super) fn after(&self, here: Offset, n: u32) -> Option<Located> {
        let first = self.sorted.partition_point(|l| l.range().start <= here);
        let ahead = self.sorted.get(first..)?;
        let nth = (n as usize).saturating_sub(1);
        ahead.get(nth).or(ahead.last()).copied()
    }

    /// The `n`th before `here`, or the first; `None` where none begins there.
    pub(super) fn before(&self, here: Offset, n: u32) -> Option<Located> {
        let behind = self.sorted.get(..self.first_from(here))?;
        let nth = behind.len().saturating_sub(n as usize);
        behind.get(nth).copied()
    }

    fn first_from(&self, place: Offset) -> usize {
        self.sorted.partition_point(|l| l.range().start < place)
    }
}

impl Book {
    /// Where bookmarks, highlights and notes are.
    pub fn annotations(&self) -> &Annotations {
        &self.annotations
    }

    /// An annotation has changed. If its passage is as it was, so is its place.
    pub(in super::super) fn locate(&mut self, id: &str, passage_before: Option<&Passage>) {
        let all = &self.record.annotations;
        let Some(index) = all.index_of(id) else {
            return;
        };
        let annotation = &all[index];
        let located = (!annotation.deleted).then(|| {
            let known = self.annotations.at_index(index);
            let known = known.filter(|_| passage_before == Some(&annotation.passage));
            let resolved = known.map_or_else(
                || annotation.passage.resolve(self.window.document()),
                |known| known.resolved,
            );
            Located::new(annotation, resolved, index)
        });
        self.annotations.set(index, located);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{BlockKind, Builder, Format};
    use crate::store::Timestamp;

    fn document() -> Document {
        let mut builder = Builder::new(Format::Text);
        for n in 0..60 {
            let words = format!("Paragraph {n} says what no other says, which is {n}.");
            builder.block(BlockKind::Paragraph, &words);
        }
        builder.finish()
    }

    fn annotations(document: &Document) -> Vec<Annotation> {
        let text = document.text();
        let at = |n: usize| text.find(&format!("Paragraph {n} ")).unwrap_or(0);
        let all = [(30, 9, true), (5, 0, false), (12, 14, true), (44, 0, false)];
        let passages = all.map(|(n, length, is_marked)| {
            let range = TextRange::new(at(n), at(n) + length);
            let style = is_marked.then(Style::default);
            Annotation {
                style,
                ..Annotation::new(Passage::new(document, range), Timestamp(1))
            }
        });
        passages.into()
    }

    #[test]
    fn changing_one_is_the_same_as_looking_all_up_anew() {
        let document = document();
        let mut all = annotations(&document);
        let mut table = Annotations::of(&document, &[]);
        for (index, annotation) in all.iter().enumerate() {
            let resolved = annotation.passage.resolve(&document);
            table.set(index, Some(Located::new(annotation, resolved, index)));
        }
        let anew = Annotations::of(&document, &all);
        assert_eq!(table.found(), anew.found());
        assert_eq!(table.bookmarks, anew.bookmarks);
        all[2].deleted = true;
        table.set(2, None);
        let anew = Annotations::of(&document, &all);
        assert_eq!(table.found(), anew.found());
        assert_eq!(table.at_index(2), None);
        // And so is changing many.
        let mut table = Annotations::of(&document, &all[..1]);
        let found = (1..all.len()).map(|n| (n, anew.at_index(n)));
        table.set_all(found.chain([(0, None)]));
        all[0].deleted = true;
        let anew = Annotations::of(&document, &all);
        assert_eq!(table.found(), anew.found());
        assert_eq!(table.bookmarks, anew.bookmarks);
    }

    #[test]
    fn one_goes_along_them_by_counts_and_stops_at_the_last() {
        let document = document();
        let table = Annotations::of(&document, &annotations(&document));
        let index = |located: Option<Located>| located.map(|l| l.index);
        assert_eq!(index(table.after(Offset::ZERO, 1)), Some(1));
        assert_eq!(index(table.after(Offset::ZERO, 3)), Some(0));
        assert_eq!(index(table.after(Offset::ZERO, 9)), Some(3));
        assert_eq!(index(table.after(document.end(), 1)), None);
        assert_eq!(index(table.before(document.end(), 2)), Some(0));
        assert_eq!(index(table.before(document.end(), 9)), Some(1));
        assert_eq!(index(table.before(Offset::ZERO, 1)), None);
    }
}
