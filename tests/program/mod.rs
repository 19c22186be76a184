//! The program without a terminal: keys in, screen out.
//!
//! Effects are carried out at once and on the spot, so nothing is waited for.

use std::sync::Arc;

use folio::app::{App, Effect, Event, Examination, Opened, Region, Source, Ticket};
use folio::command::parse_keys;
use folio::config::Config;
use folio::document::{Anchor, Document};
use folio::format;
use folio::layout::{Compositor, measure};
use folio::search::{Finding, Hunt, Matcher, Query, Shelf};
use folio::store::{AnyMarks, BookRecord, Change, Journal, PastSearches, Timestamp};
use folio::text::{Offset, TextRange};
use folio::tui::draw;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Modifier;

/// The program, and what became of its effects.
pub struct Program {
    pub app: App,
    pub quit: bool,
    pub suspended: bool,
    /// All that was written down, in its order.
    pub changes: Vec<Change>,
    /// What was written down of the book.
    pub record: Option<BookRecord>,
    pub any_marks: AnyMarks,
    /// What was looked for, as it was written down.
    pub searches: PastSearches,
    pub opened: Vec<std::path::PathBuf>,
    pub last_open: Option<Ticket>,
    /// The place it is to be opened at.
    pub last_at: Option<Anchor>,
    /// Which part of a text is asked for.
    pub asked_part: Option<(Ticket, Region)>,
    /// Answers to searches that are held back.
    pub held: Option<Vec<Event>>,
    /// If set, an answer comes in pieces: the nearest ahead, and then so many matches each.
    pub pieces: Option<usize>,
    /// What was asked last.
    pub asked: Option<Query>,
    /// Whether the search that was asked last was ended.
    pub ended_search: bool,
    /// What was handed to the clipboard last.
    pub copied: Option<String>,
    /// How the book is to be looked through.
    pub examination: Option<Examination>,
    /// What was asked of the library.
    pub asked_of_library: Vec<Effect>,
    /// What was handed to the editor last: an id, and a note.
    pub edited: Option<(String, String)>,
    /// What the clock says, in milliseconds.
    pub clock: u64,
}

pub fn document(text: &str, name: &str) -> Arc<Document> {
    Arc::new(format::open(text.as_bytes(), Some(name)).expect("a text"))
}

pub fn opened(document: Arc<Document>) -> Opened {
    Opened::new(document, Source::File("/books/a book.md".into()))
}

/// What a search answers with; in pieces, if it is asked to.
fn answer(
    document: &Arc<Document>,
    matcher: Matcher,
    from: Offset,
    pieces: Option<usize>,
) -> Vec<Finding> {
    let mut hunt = Hunt::new(Arc::clone(document), matcher, from);
    let mut shelf = Shelf::default();
    let whole = std::iter::from_fn(|| hunt.run(&mut shelf, &mut || true));
    let Some(size) = pieces else {
        return whole.collect();
    };
    let ranges: Vec<TextRange> = whole
        .filter_map(|finding| match finding {
            Finding::Counted { ranges, .. } => Some(ranges),
            _ => None,
        })
        .flatten()
        .collect();
    let ahead = ranges.iter().filter(|range| range.start >= from).take(2);
    let mut findings = vec![Finding::Nearby(ahead.copied().collect())];
    findings.extend(ranges.chunks(size).map(|piece| Finding::Counted {
        ranges: piece.to_vec(),
        to: piece.last().map_or(Offset::ZERO, |last| last.end),
        extent: folio::search::Extent::Partly,
    }));
    findings.push(Finding::Counted {
        ranges: Vec::new(),
        to: document.end(),
        extent: folio::search::Extent::Wholly,
    });
    findings
}

impl Program {
    pub fn new(text: &str, columns: u16, rows: u16) -> Self {
        Self::with(opened(document(text, "book.md")), columns, rows)
    }

    pub fn with(opened: Opened, columns: u16, rows: u16) -> Self {
        let (app, effects) = App::start(opened, Config::default(), (columns, rows), Timestamp(1));
        let mut program = Self {
            app,
            quit: false,
            suspended: false,
            changes: Vec::new(),
            record: None,
            any_marks: AnyMarks::default(),
            searches: PastSearches::default(),
            opened: Vec::new(),
            last_open: None,
            last_at: None,
            asked_part: None,
            held: None,
            pieces: None,
            asked: None,
            ended_search: false,
            copied: None,
            examination: None,
            asked_of_library: Vec::new(),
            edited: None,
            clock: 1,
        };
        program.carry_out(effects);
        program
    }

    pub fn send(&mut self, event: Event) {
        self.clock += 1;
        let effects = self.app.update(event, Timestamp(self.clock));
        self.carry_out(effects);
    }

    /// Presses keys, written as in the keymap.
    pub fn keys(&mut self, keys: &str) -> &mut Self {
        for key in parse_keys(keys).expect("keys") {
            self.send(Event::Key(key));
        }
        self
    }

    pub fn resize(&mut self, columns: u16, rows: u16) -> &mut Self {
        self.send(Event::Resize(columns, rows));
        self
    }

    /// Lets the answers come that were held back.
    pub fn let_answers_come(&mut self) {
        for event in self.held.take().unwrap_or_default() {
            self.send(event);
        }
    }

    fn carry_out(&mut self, effects: Vec<Effect>) {
        let mut effects = effects.into_iter();
        while let Some(effect) = effects.next() {
            match effect {
                // As at the terminal, nothing that stands behind it is done.
                Effect::Quit => {
                    self.quit = true;
                    assert_eq!(effects.len(), 0, "something is lost behind the end");
                }
                Effect::Suspend => self.suspended = true,
                Effect::Redraw => {}
                Effect::EditNote { id, note } => self.edited = Some((id, note)),
                Effect::EndSearch => self.ended_search = true,
                Effect::Open { path, ticket, at } => {
                    self.opened.push(path);
                    self.last_open = Some(ticket);
                    self.last_at = at.map(|at| *at);
                }
                Effect::ReadPart { ticket, region, .. } => self.asked_part = Some((ticket, region)),
                Effect::Search {
                    ticket,
                    document,
                    query,
                    from,
                } => {
                    self.asked = Some(query.clone());
                    self.ended_search = false;
                    let findings = match Matcher::new(&query, document.folding()) {
                        Ok(matcher) => answer(&document, matcher, from, self.pieces),
                        Err(error) => vec![Finding::Refused(error)],
                    };
                    let answers = findings
                        .into_iter()
                        .map(|finding| Event::Found { ticket, finding });
                    match &mut self.held {
                        Some(held) => {
                            // In pieces as from a worker, who drops what is not asked any more.
                            if self.pieces.is_some() {
                                held.clear();
                            }
                            held.extend(answers);
                        }
                        None => answers.for_each(|answer| self.send(answer)),
                    }
                }
                order @ (Effect::ListBooks { .. }
                | Effect::ListMarks { .. }
                | Effect::Forget { .. }) => self.asked_of_library.push(order),
                Effect::Copy(text) => self.copied = Some(text),
                Effect::Measure(job) => {
                    let mut compositor = Compositor::default();
                    let pages = job.order().map(|id| {
                        (
                            id,
                            measure(
                                &mut compositor,
                                &job.document,
                                &job.gatherings,
                                &job.typography,
                                job.sheet,
                                id,
                            ),
                        )
                    });
                    let pages = pages.collect();
                    self.send(Event::Measured {
                        ticket: job.ticket,
                        pages,
                    });
                }
                Effect::Remember(change) | Effect::Save(change) => self.write_down(&change),
                // Changes nothing but how soon an answer comes.
                Effect::PrepareSearch(_) => {}
                Effect::Examine(examination) => self.examination = Some(examination),
            }
        }
    }

    fn write_down(&mut self, change: &Change) {
        self.changes.push(change.clone());
        match change.journal {
            Journal::Book(book) => self
                .record
                .get_or_insert_with(|| BookRecord::new(book))
                .apply(&change.entry),
            Journal::Marks => self.any_marks.apply(&change.entry),
            Journal::Searches => self.searches.apply(&change.entry),
        }
    }

    pub fn buffer(&self) -> Buffer {
        let (columns, rows) = self.app.size();
        let mut buffer = Buffer::empty(Rect::new(0, 0, columns, rows));
        draw(&self.app, &mut buffer);
        buffer
    }

    /// The screen as text, without the blanks at the ends of its rows.
    pub fn screen(&self) -> String {
        let buffer = self.buffer();
        let mut rows = Vec::new();
        for y in 0..buffer.area.height {
            let mut row = String::new();
            let mut x = 0;
            while x < buffer.area.width {
                let symbol = buffer[(x, y)].symbol();
                row.push_str(symbol);
                x += u16::try_from(folio::text::text_width(symbol).to_usize().max(1)).unwrap_or(1);
            }
            rows.push(row.trim_end().to_owned());
        }
        rows.join("\n")
    }

    pub fn row(&self, y: usize) -> String {
        self.screen()
            .lines()
            .nth(y)
            .unwrap_or_default()
            .trim()
            .to_owned()
    }

    pub fn foot(&self) -> String {
        self.screen()
            .lines()
            .last()
            .unwrap_or_default()
            .trim()
            .to_owned()
    }

    /// The first row of the text that is not blank.
    pub fn first_words(&self) -> String {
        let frame = self.app.frame().expect("room for a text");
        let screen = self.screen();
        // The map at the right edge is none of the text.
        let edge = usize::from(self.app.size().0) - 1;
        let rows = screen.lines().skip(usize::from(frame.top));
        let rows = rows.map(|row| {
            row.char_indices()
                .nth(edge)
                .map_or(row, |(at, _)| &row[..at])
                .trim()
        });
        rows.filter(|row| !row.is_empty())
            .map(str::to_owned)
            .next()
            .unwrap_or_default()
    }

    /// The pieces of the screen that are marked as matches, joined row by row.
    pub fn marked(&self) -> Vec<String> {
        let buffer = self.buffer();
        let mut all = Vec::new();
        for y in 0..buffer.area.height {
            let mut piece = String::new();
            for x in 0..buffer.area.width {
                let cell = &buffer[(x, y)];
                if cell.modifier.contains(Modifier::REVERSED) {
                    piece.push_str(cell.symbol());
                } else if !piece.is_empty() {
                    all.push(std::mem::take(&mut piece));
                }
            }
            all.extend(Some(piece).filter(|piece| !piece.is_empty()));
        }
        all
    }
}
