//! The open book: its window, and what is remembered of it.

use std::path::PathBuf;

use crate::document::{Anchor, Passage};
use crate::layout::{Sheet, Typography};
use crate::reader::{Jumps, Screen, View, Window};
use crate::store::{AnyMarks, BookRecord};
use crate::text::{Offset, TextRange};

use super::event::Start;
use super::keeping::Written;
use super::pacing::Pacing;
use super::trail::retraced;
use super::{Extent, Highlights, Keeping, Opened};

/// Where a book was read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// The text that is embedded in the program.
    Essay,
    /// Standard input.
    Stdin,
    /// A file.
    File(PathBuf),
}

/// A book that is being read.
#[derive(Debug)]
pub struct Book {
    pub(super) window: Window,
    /// What the window shows, derived after every event.
    pub(super) screen: Screen,
    pub(super) source: Source,
    pub(super) extent: Extent,
    pub(super) record: BookRecord,
    /// Where each annotation of the record is in this text; deleted ones are not in it. By place.
    pub(super) bookmarks: Vec<(Offset, usize)>,
    pub(super) any_marks: AnyMarks,
    pub(super) highlights: Highlights,
    pub(super) keeping: Keeping,
    /// The link that is chosen: an index into the document's.
    pub(super) link: Option<usize>,
    /// What there is to say of a place that was asked for and is not there.
    pub(super) lost: Option<String>,
    pub(super) written: Written,
    pub(super) pacing: Pacing,
}

impl Book {
    pub(super) fn new(opened: Opened, typography: Typography, sheet: Sheet, view: View) -> Self {
        let mut window = Window::new(opened.document, typography, sheet);
        window.set_view(view);
        let asked = opened
            .at
            .as_ref()
            .map(|start| find_start(&mut window, start));
        let (start, lost) = match asked {
            Some(Ok(offset)) => (Some(offset), None),
            Some(Err(says)) => (None, Some(says)),
            None => (None, None),
        };
        let left = opened.record.place.as_ref();
        let left = left.map(|place| place.anchor.resolve(window.document()).offset());
        if let Some(offset) = start.or(left) {
            window.stand_at(offset);
        }
        // Going where one begins is no jump; that one was elsewhere before is.
        let trail = opened.record.own_jumps();
        let jumps = trail.map_or_else(Jumps::default, |trail| retraced(window.document(), trail));
        window.set_jumps(jumps);
        if let Some(left) = left {
            window.jumped_from(left);
        }
        let mut book = Self {
            screen: window.screen(),
            written: Written::at(&window),
            window,
            source: opened.source,
            extent: opened.extent,
            record: opened.record,
            bookmarks: Vec::new(),
            any_marks: opened.any_marks,
            highlights: Highlights::default(),
            keeping: opened.keeping,
            link: None,
            lost,
            pacing: Pacing::default(),
        };
        book.find_bookmarks();
        book
    }

    /// Derives what is to be seen.
    pub(super) fn settle(&mut self) {
        self.screen = self.window.screen();
        let links = self.window.document().links();
        let shown = self.screen.shown;
        self.link = self.link.filter(|link| {
            links
                .get(*link)
                .is_some_and(|l| shown.contains(l.range.start))
        });
    }

    /// The anchor of the place one stands at.
    pub(super) fn here(&self) -> Anchor {
        Anchor::new(self.window.document(), self.window.offset())
    }

    /// Looks up where the bookmarks are in this text.
    pub(super) fn find_bookmarks(&mut self) {
        let document = self.window.document();
        let all = self.record.annotations.iter().enumerate();
        let live = all.filter(|(_, a)| !a.deleted);
        let (numbers, passages): (Vec<usize>, Vec<&Passage>) =
            live.map(|(n, annotation)| (n, &annotation.passage)).unzip();
        // All at once: a text that has changed is gone over once.
        let found = Passage::resolve_all(document, passages);
        let places = found.into_iter().map(|found| found.range().start);
        self.bookmarks = places.zip(numbers).collect();
        self.bookmarks.sort_unstable();
    }

    /// Looks up where one bookmark is that has changed. The others are where they were.
    pub(super) fn find_bookmark(&mut self, id: &str) {
        let annotations = &self.record.annotations;
        let Some(index) = annotations.iter().position(|a| a.id == id) else {
            return;
        };
        self.bookmarks.retain(|(_, n)| *n != index);
        let annotation = &annotations[index];
        if !annotation.deleted {
            let resolved = annotation.passage.start.resolve(self.window.document());
            let entry = (resolved.offset(), index);
            let at = self.bookmarks.partition_point(|other| *other < entry);
            self.bookmarks.insert(at, entry);
        }
    }

    /// Where the bookmarks are, in order of place.
    pub fn bookmark_places(&self) -> impl Iterator<Item = Offset> + '_ {
        self.bookmarks.iter().map(|(offset, _)| *offset)
    }

    /// Whether there is a bookmark at `offset`.
    pub fn has_bookmark_at(&self, offset: Offset) -> bool {
        let place = self
            .bookmarks
            .binary_search_by_key(&offset, |(place, _)| *place);
        place.is_ok()
    }

    /// Whether there is a bookmark in `range`.
    pub fn has_bookmark_in(&self, range: TextRange) -> bool {
        let at = self
            .bookmarks
            .partition_point(|(place, _)| *place < range.start);
        self.bookmarks
            .get(at)
            .is_some_and(|(place, _)| *place < range.end)
    }

    /// What is highlighted.
    pub fn highlights(&self) -> &Highlights {
        &self.highlights
    }

    /// Whether places and bookmarks are kept.
    pub fn keeping(&self) -> &Keeping {
        &self.keeping
    }

    /// The link that is chosen, as an index into the document's links.
    pub fn chosen_link(&self) -> Option<usize> {
        self.link
    }

    /// How much of the book is there yet.
    pub fn extent(&self) -> Extent {
        self.extent
    }

    /// Where the book was read from.
    pub fn source(&self) -> &Source {
        &self.source
    }
}

/// The place that was asked for, or what is said where there is no such place.
fn find_start(window: &mut Window, start: &Start) -> Result<Offset, String> {
    use crate::reader::Motion;
    match start {
        Start::Anchor(anchor) => Ok(anchor.resolve(window.document()).offset()),
        Start::Percent(percent) => {
            window.go(Motion::ToPercent(*percent));
            Ok(window.offset())
        }
        Start::Page(page) => {
            window.go(Motion::ToPage(*page));
            Ok(window.offset())
        }
        Start::Section(number) => {
            let index = number.checked_sub(1);
            let section = index.and_then(|n| window.document().sections().get(n));
            section
                .map(|s| s.offset)
                .ok_or_else(|| format!("there is no section {number}"))
        }
        Start::Quotation(quoted) => {
            let found = quoted.find(window.document());
            found
                .map(|range| range.start)
                .ok_or_else(|| format!("“{}” is not in the text", quoted.words))
        }
    }
}
