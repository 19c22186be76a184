//! What happens, and what is to be done about it.

use std::path::PathBuf;
use std::sync::Arc;

use crate::command::Key;
use crate::document::{Document, Fingerprint, Sketch};
use crate::layout::{GatheringId, Gatherings, Sheet, Typography};
use crate::reader::Percent;
use crate::search::{Finding, Query, Quoted};
use crate::store::{self, AnyMarks, BookRecord, Change, KnownMark, PastSearches, Timestamp};
use crate::text::Offset;

use super::{Button, Carrying, Examination, Keeping, Part, Places, Region, Source};

/// The number of a question. The answer bears it too, so that an answer to an older question is known
/// and dropped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ticket(u64);

impl Ticket {
    pub(super) const fn next(self) -> Self {
        Self(self.0 + 1)
    }
}

/// Something that happened.
#[derive(Debug)]
pub enum Event {
    /// All of this at once, in this order.
    Together(Vec<Event>),
    /// A key was pressed.
    Key(Key),
    /// Text was pasted.
    Paste(String),
    /// The wheel was turned: rows, down if positive.
    Wheel(i32),
    /// The mouse's button was pressed, dragged or let go.
    Button {
        /// Which of these.
        button: Button,
        /// Over this cell: column and row from the upper left corner of the screen.
        cell: (u16, u16),
    },
    /// The terminal has so many columns and rows now.
    Resize(u16, u16),
    /// A book was opened, or could not be.
    Opened {
        /// Which question this answers.
        ticket: Ticket,
        /// The book, or what was wrong, in words.
        result: Box<Result<Opened, String>>,
    },
    /// A part of the text was read.
    PartRead {
        /// Which question this answers.
        ticket: Ticket,
        /// The part; `None` where none can be shown.
        part: Option<Part>,
    },
    /// A search has found something, or has ended.
    Found {
        /// Which question this answers.
        ticket: Ticket,
        /// What it found.
        finding: Finding,
    },
    /// Some gatherings were measured.
    Measured {
        /// Which question this answers.
        ticket: Ticket,
        /// Where the pages of each begin.
        pages: Vec<(GatheringId, Box<[Offset]>)>,
    },
    /// The text was looked through.
    Examined {
        /// Which question this answers.
        ticket: Ticket,
        /// By which it is known in another edition.
        sketch: Box<Sketch>,
        /// The other edition of it that was read, if there is one.
        edition: Option<Box<Carrying>>,
    },
    /// The books that were read are known.
    Books {
        /// Which question this answers.
        ticket: Ticket,
        /// The books, and what could not be read.
        library: Box<store::Library>,
    },
    /// What is marked in all books is known.
    Marks {
        /// Which question this answers.
        ticket: Ticket,
        /// The last made first.
        marks: Vec<KnownMark>,
    },
    /// Places are not kept, for this reason.
    NotKept(String),
    /// All that could not be kept is kept now.
    KeptAgain,
    /// Something went wrong that the reader should know of.
    Failed(String),
    /// What was being done behind the reader was given up: no answer comes to what was asked for.
    GivenUp(String),
    /// A note comes back from the reader's editor.
    NoteEdited {
        /// The annotation it belongs to.
        id: String,
        /// The note, or what was wrong, in words; then it is as it was.
        note: Result<String, String>,
    },
    /// The program runs again after it was suspended.
    Resumed,
    /// The system asks the program to end.
    Terminated,
}

/// A book with all that is remembered of it.
#[derive(Debug)]
pub struct Opened {
    /// The text.
    pub document: Arc<Document>,
    /// Where it was read from.
    pub source: Source,
    /// How much of the book it is.
    pub extent: Extent,
    /// What is remembered of it.
    pub record: BookRecord,
    /// The marks A–Z, which lead to any book.
    pub any_marks: AnyMarks,
    /// What was looked for in any book.
    pub searches: PastSearches,
    /// Whether what happens here is kept.
    pub keeping: Keeping,
    /// The place to begin at, if it is asked for; else where the reader left it.
    pub at: Option<Start>,
    /// Something to say at the start.
    pub problem: Option<String>,
    /// Where what is remembered stands in the text, if that was looked up already.
    pub places: Option<Places>,
    /// How the text is divided, if that was found out already: of a gigabyte it takes more than a frame.
    pub gatherings: Option<Arc<Gatherings>>,
}

impl Opened {
    /// All of a book, of which nothing is remembered.
    pub fn new(document: Arc<Document>, source: Source) -> Self {
        Self {
            record: BookRecord::new(document.fingerprint()),
            document,
            source,
            extent: Extent::Whole,
            any_marks: AnyMarks::default(),
            searches: PastSearches::default(),
            keeping: Keeping::Yes,
            at: None,
            problem: None,
            places: None,
            gatherings: None,
        }
    }
}

/// How much of a book a document is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Extent {
    /// All of it.
    #[default]
    Whole,
    /// The pages around the place to begin at, to be read while the rest is on its way.
    Part {
        /// Bytes of the whole text that come before them, as far as is known.
        before: usize,
    },
    /// The same up to the end of the text.
    Rest {
        /// As there.
        before: usize,
    },
    /// All there is of it: a part, the rest of which could not be read. It is read as a whole is, and is another text
    /// than the book all the same, so nothing of it is written down.
    Remnant,
}

impl Extent {
    /// The first pages.
    pub const BEGINNING: Self = Self::Part { before: 0 };

    /// Whether there is more of the book, and it is on its way.
    pub const fn is_awaiting(self) -> bool {
        matches!(self, Self::Part { .. } | Self::Rest { .. })
    }
}

/// A place to begin at.
#[derive(Clone, Debug, PartialEq)]
pub enum Start {
    /// A place in words.
    Anchor(Box<crate::document::Anchor>),
    /// The same, looked for already by who has opened the book.
    Found(crate::document::Resolved),
    /// So many hundredths of the text.
    Percent(Percent),
    /// A page, counted from 1.
    Page(u32),
    /// A section, counted from 1.
    Section(usize),
    /// Where these words stand.
    Quotation(Quoted),
}

/// Something to be done.
#[derive(Debug)]
pub enum Effect {
    /// End the program. Nothing stands behind it.
    Quit,
    /// Give the terminal back for a while.
    Suspend,
    /// Give the terminal to the reader's editor, to write a note in.
    EditNote {
        /// The annotation it belongs to.
        id: String,
        /// The note as it is.
        note: String,
    },
    /// Draw every cell again.
    Redraw,
    /// Open another book.
    Open {
        /// Its number.
        ticket: Ticket,
        /// The file.
        path: PathBuf,
        /// Where to begin, if not where the reader left it.
        at: Option<Box<crate::document::Anchor>>,
    },
    /// Read a part of a plain text, at once and whatever else is being read.
    ReadPart {
        /// Its number.
        ticket: Ticket,
        /// The file.
        path: PathBuf,
        /// Which part.
        region: Region,
        /// What the whole is called.
        title: Option<String>,
    },
    /// Look for something.
    Search {
        /// Its number.
        ticket: Ticket,
        /// In this text.
        document: Arc<Document>,
        /// This.
        query: Query,
        /// Where the reader stands.
        from: Offset,
    },
    /// Look for nothing any more.
    EndSearch,
    /// Somebody is about to look for something in this text: do what can be done before it is known what.
    PrepareSearch(Arc<Document>),
    /// List the books that were read.
    ListBooks {
        /// Its number.
        ticket: Ticket,
    },
    /// List what is marked in all books.
    ListMarks {
        /// Its number.
        ticket: Ticket,
    },
    /// Have the library not show a book until it is read again, or show it after all.
    Forget {
        /// Which.
        book: Fingerprint,
        /// Whether it is forgotten.
        is_forgotten: bool,
        /// When.
        now: Timestamp,
    },
    /// Hand this to the clipboard. It is as the text has it, without anything a terminal would obey.
    Copy(String),
    /// Count the pages of the book, from the reader's place outward.
    Measure(MeasureJob),
    /// Look the text through: by what is it known in another edition, and was another one read?
    Examine(Examination),
    /// The place has changed: write it down soon.
    Remember(Box<Change>),
    /// A mark or a bookmark has changed: write it down at once.
    Save(Box<Change>),
}

/// All that is needed to count pages.
#[derive(Clone, Debug)]
pub struct MeasureJob {
    /// Its number.
    pub ticket: Ticket,
    /// The text.
    pub document: Arc<Document>,
    /// How it is divided.
    pub gatherings: Arc<Gatherings>,
    /// How it is set.
    pub typography: Typography,
    /// What its pages are cut for.
    pub sheet: Sheet,
    /// Where to begin.
    pub from: GatheringId,
}

impl MeasureJob {
    /// The gatherings in the order they are to be measured in: those near the reader first.
    pub fn order(&self) -> impl Iterator<Item = GatheringId> + use<> {
        let (count, from) = (self.gatherings.count(), self.from.0);
        let after = (from..count).map(Some).chain(std::iter::repeat(None));
        let before = (0..from).rev().map(Some).chain(std::iter::repeat(None));
        after
            .zip(before)
            .take(count)
            .flat_map(|(a, b)| [a, b])
            .flatten()
            .map(GatheringId)
    }
}
