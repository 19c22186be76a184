//! The way through books: back to the one that was open before, and forward to it again.
//!
//! It is that of a browser, with the jumps within each book between its stations: who goes on, by the library or
//! by a mark, gives up what was ahead, also where he goes on to the very book he came from. That a book is gone
//! back to is known from what was asked for, and never from its name.

use std::path::PathBuf;

use crate::document::Anchor;
use crate::reader::{Jumps, Window};

use super::{App, Book, Source, Ticket};

/// Through more books than this nobody goes back.
const MOST: usize = 32;

/// How a book is come to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Course {
    /// On to another one.
    #[default]
    On,
    /// Back to the last one on the way.
    Back,
    /// Forward to one that was gone back from.
    Forward,
    /// To the one before the last jump, with this one in its place on the way.
    Exchange,
}

/// A book on the way.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Station {
    path: PathBuf,
    /// Where he was there, if nothing is remembered of that: he came and went.
    at: Option<Anchor>,
    /// How many jumps lay behind the reader there since he had come to it.
    jumps: usize,
}

/// The books before and after the open one.
#[derive(Clone, Debug, Default)]
pub(super) struct Way {
    /// The last at the end.
    behind: Vec<Station>,
    /// Those that were gone back from, the last at the end.
    ahead: Vec<Station>,
    /// How many jumps there were behind when this book was come to.
    jumps_before: usize,
    departures_before: u32,
    /// How this book was come to.
    came_by: Course,
    /// How many jumps and steps there were then.
    moves_before: u32,
    /// The step along it that is being taken: the ticket of opening the file it leads to.
    taken: Option<(Ticket, Course)>,
    /// What was wrong with a file that was passed over on it, to be said on arrival.
    pub(super) passed_over: Option<String>,
}

impl Way {
    /// The way from this book to the one that was opened in its place: it is come to by `course`.
    fn onward(&mut self, here: Option<Station>, course: Course) -> (Self, usize) {
        let mut way = std::mem::take(self);
        way.came_by = course;
        let to = match course {
            Course::On => {
                way.ahead.clear();
                way.behind.extend(here);
                None
            }
            Course::Back => {
                let to = way.behind.pop();
                way.ahead.extend(here);
                to
            }
            Course::Forward => {
                let to = way.ahead.pop();
                way.behind.extend(here);
                to
            }
            Course::Exchange => {
                way.behind.pop();
                way.behind.extend(here);
                None
            }
        };
        way.behind.drain(..way.behind.len().saturating_sub(MOST));
        (way, to.map_or(0, |station| station.jumps))
    }

    /// The reader stands in the book, having jumped so often there before and come back to it.
    fn arrive(&mut self, jumps: &Jumps, since: usize) {
        self.jumps_before = jumps.behind().len().saturating_sub(since);
        self.departures_before = jumps.departures();
        self.moves_before = jumps.moves();
    }

    /// Who has jumped since goes forward to no other book.
    fn heed(&mut self, jumps: &Jumps) {
        if jumps.departures() != self.departures_before {
            self.departures_before = jumps.departures();
            self.ahead.clear();
        }
    }

    /// The book to be gone to next by a course, if the next step leads out of this one, and the course it is come
    /// to by then.
    fn next(&self, course: Course, jumps: &Jumps) -> Option<(Station, Course)> {
        // Whoever has not jumped since goes back to the book before, and not to where this one was last week.
        let has_just_come = jumps.behind().len() <= self.jumps_before;
        let course = match (course, self.came_by) {
            // Whoever came here by the last step of all undoes that.
            (Course::Exchange, _) if jumps.moves() != self.moves_before => return None,
            (Course::Exchange, Course::Back) => Course::Forward,
            (Course::Exchange, Course::Forward) => Course::Back,
            (course, _) => course,
        };
        let next = match course {
            Course::Back | Course::Exchange => self.behind.last().filter(|_| has_just_come),
            Course::Forward => self.ahead.last().filter(|_| jumps.ahead().is_empty()),
            Course::On => None,
        };
        Some((next.cloned()?, course))
    }

    /// The next book could not be opened: it is left out from now on. Answers with the one after it.
    fn leave_out(&mut self, course: Course) -> Option<Station> {
        let stations = match course {
            Course::Forward => &mut self.ahead,
            Course::On | Course::Back | Course::Exchange => &mut self.behind,
        };
        stations.pop();
        stations.last().cloned()
    }
}

impl Book {
    /// This book as a station of the way, if it can be opened again.
    fn station(&self) -> Option<Station> {
        let Source::File(path) = &self.source else {
            return None;
        };
        let jumps = self.window.jumps().behind().len();
        Some(Station {
            path: path.clone(),
            at: (!self.written.is_introduced()).then(|| self.here()),
            jumps: jumps.saturating_sub(self.way.jumps_before),
        })
    }

    /// The reader leaves this book. Answers with what its successor is to be told.
    pub(super) fn leave(&mut self, next: &Source, course: Course) -> (Way, usize) {
        self.way.heed(self.window.jumps());
        if self.source == *next {
            // As where the one between the two was left out.
            let since = self.station().map_or(0, |station| station.jumps);
            return (self.way.onward(None, course).0, since);
        }
        if course == Course::On {
            self.window.give_up_ahead();
        }
        let here = self.station();
        self.way.onward(here, course)
    }

    /// The reader has come to this book by a way, and had jumped so often in it before.
    pub(super) fn arrive(&mut self, way: Way, since: usize) {
        self.way = way;
        self.way.arrive(self.window.jumps(), since);
    }
}

impl App {
    /// Goes `n` jumps back or forward, or to another book where the next one leads there.
    pub(super) fn follow_jumps(&mut self, course: Course, n: u32) {
        let book = &mut self.book;
        book.way.heed(book.window.jumps());
        if let Some((station, course)) = book.way.next(course, book.window.jumps()) {
            self.retrace(station, course);
            return;
        }
        let step = match course {
            Course::Forward => Window::jump_forward,
            Course::Exchange => |window: &mut Window, _| window.jump_exchange(),
            Course::Back | Course::On => Window::jump_back,
        };
        let window = &mut self.book.window;
        let here = window.offset();
        let has_jumped = step(window, n);
        let is_elsewhere = window.offset() != here;
        match course {
            Course::Forward if !has_jumped => self.say("no jump to go forward to"),
            _ if !has_jumped => self.say("no jump to go back from"),
            Course::Exchange if !is_elsewhere => self.say("the last jump began here"),
            _ => {}
        }
    }

    fn retrace(&mut self, station: Station, course: Course) {
        self.open_file(station.path, station.at);
        self.book.way.taken = Some((self.bench.open, course));
    }

    /// How the book that is being opened is come to.
    pub(super) fn course(&self) -> Course {
        let taken = self.book.way.taken;
        let taken = taken.filter(|(ticket, _)| *ticket == self.bench.open);
        taken.map_or(Course::On, |(_, course)| course)
    }

    /// The file the way leads to could not be opened: it is left out from now on, and the way goes on to what
    /// is beyond it. What was wrong is said there.
    pub(super) fn pass_over_gone(&mut self, error: String) {
        let course = self.course();
        if let Some(station) = self.book.way.leave_out(course) {
            self.retrace(station, course);
            self.book.way.passed_over = Some(error);
            return;
        }
        if course != Course::Forward {
            self.book.window.jump_back(1);
        }
        self.input.held.clear();
        self.notice = Some(error);
    }
}
