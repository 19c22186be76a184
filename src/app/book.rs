//! The open book: its window, and what is remembered of it.

use std::path::PathBuf;
use std::sync::Arc;

use crate::document::{Anchor, Document, Resolved};
use crate::layout::{Gatherings, Sheet, Typography};
use crate::reader::{Motion, Screen, Unit, View, Window};
use crate::search::Quoted;
use crate::store::{AnyMarks, BookRecord};
use crate::text::Offset;

use super::act::beyond;
use super::annotating::{Annotations, Changes};
use super::event::Start;
use super::keeping::Written;
use super::pacing::Pacing;
use super::places::{MarkPlaces, Places};
use super::sought::Sought;
use super::way::Way;
use super::{Extent, Keeping, Opened};

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
    /// Where each annotation of the record is in this text; deleted ones are not in it.
    pub(super) annotations: Annotations,
    /// Where each quick mark is in it.
    pub(super) marks: MarkPlaces,
    pub(super) changes: Changes,
    pub(super) any_marks: AnyMarks,
    pub(super) keeping: Keeping,
    /// The link that is chosen: an index into the document's.
    pub(super) link: Option<usize>,
    /// What there is to say of a place that was asked for and is not there. It is said when the book begins.
    pub(super) lost: Option<String>,
    /// The page that was asked for and is not known yet.
    pub(super) sought: Option<Sought>,
    pub(super) written: Written,
    pub(super) pacing: Pacing,
    /// The books before and after it.
    pub(super) way: Way,
}

impl Book {
    pub(super) fn new(opened: Opened, typography: Typography, sheet: Sheet, view: View) -> Self {
        let document = opened.document;
        let gatherings = opened
            .gatherings
            .unwrap_or_else(|| Arc::new(Gatherings::new(&document)));
        let mut window = Window::divided(document, gatherings, typography, sheet);
        window.set_view(view);
        let asked = opened
            .at
            .as_ref()
            .map(|start| find_start(&mut window, start));
        let (start, lost) = match asked {
            Some(Ok((offset, doubt))) => (Some(offset), doubt),
            Some(Err(says)) => (None, Some(says)),
            None => (None, None),
        };
        // In a part of a book it was looked for by who opened it.
        let left = opened.record.place.as_ref();
        let left = left.map(|place| match (opened.extent, start) {
            (Extent::Part { .. } | Extent::Rest { .. }, Some(start)) => start,
            _ => place.anchor.resolve(window.document()).offset(),
        });
        if let Some(offset) = start.or(left) {
            window.stand_at(offset);
        }
        let sought = match opened.at {
            Some(Start::Page(page)) if !window.knows_page(page) => {
                Some(Sought::at_start(page, window.offset()))
            }
            _ => None,
        };
        let places = opened
            .places
            .unwrap_or_else(|| Places::of(window.document(), &opened.record, &opened.any_marks));
        window.set_jumps(places.jumps);
        if let Some(left) = left {
            window.jumped_from(left);
        }
        Self {
            screen: window.screen(),
            written: Written::at(&window),
            window,
            source: opened.source,
            extent: opened.extent,
            annotations: places.annotations,
            marks: places.marks,
            changes: Changes::after(&opened.record.annotations),
            record: opened.record,
            any_marks: opened.any_marks,
            keeping: opened.keeping,
            link: None,
            lost,
            sought,
            pacing: Pacing::default(),
            way: Way::default(),
        }
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

    /// Whether what changes can be written down, of whichever book. [`Self::not_kept_for`] says it of this one.
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

/// The place that was asked for and what there is to say of it, or what is said where there is no such
/// place.
fn find_start(window: &mut Window, start: &Start) -> Result<(Offset, Option<String>), String> {
    match start {
        Start::Anchor(anchor) => {
            let found = anchor.resolve(window.document());
            Ok(with_doubt(window.document(), found))
        }
        Start::Found(resolved) => Ok(with_doubt(window.document(), *resolved)),
        Start::Percent(percent) => Ok(gone(window, Motion::ToPercent(*percent))),
        Start::Page(page) => Ok(gone(window, Motion::ToPage(*page))),
        Start::Section(number) => {
            let index = number.checked_sub(1);
            let section = index.and_then(|n| window.document().sections().get(n));
            let section = section.ok_or_else(|| format!("there is no section {number}"))?;
            Ok((section.offset, None))
        }
        Start::Quotation(quoted) => find_quoted(window.document(), quoted),
    }
}

/// Where a motion leads, and what there is to say of one that went too far.
fn gone(window: &mut Window, motion: Motion) -> (Offset, Option<String>) {
    window.go(motion);
    (window.offset(), beyond(window, motion))
}

/// A place that was found again, and whether it is the same.
fn with_doubt(document: &Document, found: Resolved) -> (Offset, Option<String>) {
    let doubt = match found {
        Resolved::Exact(_) | Resolved::Moved(_) => None,
        Resolved::Near(_) => Some("its words have changed; perhaps they stood here"),
        Resolved::Lost(_) => Some("its words are gone; this is about where they stood"),
    };
    let place = match found {
        Resolved::Lost(about) => Unit::word_from(document, about),
        found => found.offset(),
    };
    (place, doubt.map(str::to_owned))
}

fn find_quoted(document: &Document, quoted: &Quoted) -> Result<(Offset, Option<String>), String> {
    if let Some(range) = quoted.find(document) {
        return Ok((range.start, None));
    }
    let says = format!("“{}” is not in the text", quoted.words);
    // Where they stood is known all the same.
    let near = quoted.near.ok_or_else(|| says.clone())?;
    let says = format!("{says}; this is about where it stood");
    let about = Unit::word_from(document, document.at_fraction(near));
    Ok((about, Some(says)))
}
