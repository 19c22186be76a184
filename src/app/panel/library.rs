//! The library: the books that were read, and what is marked in all of them.
//!
//! It stands at once and is filled when the worker has looked: however many books there are, no key waits.

use crate::command::{Action, Key, KeyCode};
use crate::document::{Anchor, Fingerprint, sanitized};
use crate::store::{About, KnownBook, KnownMark, Timestamp, Whereabouts};
use crate::text::{sort_by, sort_by_key};

use super::super::{App, Effect, Keeping, Source};
use super::After;
use super::library_line::LibraryLine;
use super::list::{List, Listed, Words};

/// The panel of the library.
#[derive(Clone, Debug)]
pub struct Library {
    /// Entries are indices into the books or, while they are shown, the marks.
    pub list: List,
    /// The book that is open.
    open: Fingerprint,
    shelf: Shelf,
    order: Order,
    /// `None` while the worker looks.
    books: Option<Vec<KnownBook>>,
    marks: Option<Vec<KnownMark>>,
    /// What was forgotten here, the last at the end.
    forgotten: Vec<KnownBook>,
}

/// What is listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shelf {
    Books,
    Marks,
}

/// How the books are sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Order {
    Read,
    Title,
    Progress,
}

impl Library {
    /// The library of a reader who has `open` before him.
    pub(in super::super) fn new(open: Fingerprint) -> Self {
        Self {
            open,
            list: List::new(0, 0),
            shelf: Shelf::Books,
            order: Order::Read,
            books: None,
            marks: None,
            forgotten: Vec::new(),
        }
    }

    /// What stands above the list.
    pub fn title(&self) -> &'static str {
        match (self.shelf, self.order) {
            (Shelf::Marks, _) => "Marks in all books",
            (Shelf::Books, Order::Read) => "Library",
            (Shelf::Books, Order::Title) => "Library, by title",
            (Shelf::Books, Order::Progress) => "Library, by progress",
        }
    }

    /// What is said where there is nothing to list.
    pub fn emptiness(&self) -> &'static str {
        match (self.shelf, &self.books, &self.marks) {
            (Shelf::Books, None, _) | (Shelf::Marks, _, None) => "…",
            _ if self.list.filter().is_some() => "nothing like that",
            (Shelf::Books, ..) => "no book was read yet",
            (Shelf::Marks, ..) => "nothing is marked yet",
        }
    }

    /// Whether what is marked is listed, and not the books.
    pub fn shows_marks(&self) -> bool {
        self.shelf == Shelf::Marks
    }

    /// What is said of the entry with this index.
    pub fn line(&self, index: usize, now: Timestamp) -> Option<LibraryLine> {
        match self.shelf {
            Shelf::Books => {
                let book = self.books.as_ref()?.get(index)?;
                Some(LibraryLine::of_book(book, book.book == self.open, now))
            }
            Shelf::Marks => Some(LibraryLine::of_mark(self.marks.as_ref()?.get(index)?, now)),
        }
    }

    /// Whether the worker still looks for what is to be listed.
    pub(in super::super) fn is_awaited(&self) -> bool {
        match self.shelf {
            Shelf::Books => self.books.is_none(),
            Shelf::Marks => self.marks.is_none(),
        }
    }

    fn count(&self) -> usize {
        match self.shelf {
            Shelf::Books => self.books.as_ref().map_or(0, Vec::len),
            Shelf::Marks => self.marks.as_ref().map_or(0, Vec::len),
        }
    }

    pub(in super::super) fn filter(&mut self) {
        let mut list = self.list.clone();
        let count = self.count();
        list.refilter(count, |index, words| self.has(index, words));
        self.list = list;
    }

    fn has(&self, index: usize, words: &Words) -> bool {
        let line = self.line(index, Timestamp::default());
        line.is_some_and(|line| words.are_in(&line.searched()))
    }

    fn chosen_book(&self) -> Option<&KnownBook> {
        match self.shelf {
            Shelf::Books => self.books.as_ref()?.get(self.list.entry()?),
            Shelf::Marks => None,
        }
    }

    /// The books are known. What was typed meanwhile filters them.
    fn take_books(&mut self, books: Vec<KnownBook>) {
        self.books = Some(books);
        self.sort(None);
    }

    pub(in super::super) fn take_marks(&mut self, marks: Vec<KnownMark>) {
        self.marks = Some(marks);
        if self.shelf == Shelf::Marks {
            self.filter();
        }
    }

    /// Sorts the books; `chosen` is chosen then, or the first.
    fn sort(&mut self, chosen: Option<Fingerprint>) {
        let Some(books) = &mut self.books else {
            return;
        };
        match self.order {
            // The one that is open is the one last read, whether or not that was written down.
            Order::Read => sort_by_key(books, |book| {
                let is_open = book.book == self.open;
                (!is_open, std::cmp::Reverse(book.read), book.book)
            }),
            Order::Title => sort_by_key(books, |book| book.name().to_lowercase()),
            Order::Progress => {
                sort_by(books, |a, b| {
                    b.progress.total_cmp(&a.progress).then(b.read.cmp(&a.read))
                });
            }
        }
        let at = chosen.and_then(|chosen| books.iter().position(|book| book.book == chosen));
        self.filter();
        if self.shelf == Shelf::Books {
            self.list.choose_entry(at.unwrap_or(0));
        }
    }

    fn sort_otherwise(&mut self) {
        self.order = match self.order {
            Order::Read => Order::Title,
            Order::Title => Order::Progress,
            Order::Progress => Order::Read,
        };
        self.sort(self.chosen_book().map(|book| book.book));
    }

    /// Takes the chosen book off the list.
    fn take_away(&mut self) -> Option<Fingerprint> {
        let index = self.list.entry().filter(|_| self.shelf == Shelf::Books)?;
        let books = self.books.as_mut().filter(|books| index < books.len())?;
        let book = books.remove(index);
        let name = book.book;
        self.forgotten.push(book);
        self.filter();
        Some(name)
    }

    /// Puts the book that was last taken off back.
    fn put_back(&mut self) -> Option<Fingerprint> {
        let book = self.forgotten.pop()?;
        let name = book.book;
        self.books.get_or_insert_default().push(book);
        self.sort(Some(name));
        Some(name)
    }
}

impl App {
    pub(in super::super) fn show_library(&mut self) {
        let ticket = self.bench.ticket();
        self.bench.library = ticket;
        self.effects.push(Effect::ListBooks { ticket });
        let open = self.book.window.document().fingerprint();
        self.panels
            .push(super::Panel::Library(Box::new(Library::new(open))));
    }

    /// The library among the panels, to be filled.
    pub(in super::super) fn open_library(&mut self) -> Option<&mut Library> {
        self.panels.iter_mut().find_map(|panel| match panel {
            super::Panel::Library(library) => Some(library.as_mut()),
            _ => None,
        })
    }

    /// The worker has looked.
    pub(in super::super) fn on_books(&mut self, library: crate::store::Library) {
        if let Some(problem) = library.problems.first() {
            self.notice = Some(sanitized(&problem.to_string()));
        }
        let mut books = library.books;
        books.retain(|book| !book.is_forgotten);
        let open = self.book.window.document().fingerprint();
        if books.iter().all(|book| book.book != open) {
            books.push(self.known_open());
        }
        if let Some(panel) = self.open_library() {
            panel.take_books(books);
        }
        self.press_held();
    }

    /// The open book as the library would have it, if nothing was remembered of it yet.
    fn known_open(&self) -> KnownBook {
        let document = self.book.window.document();
        let about = About::of(document, self.book.record.about.as_ref());
        let whereabouts = match self.book.source() {
            Source::File(path) => Whereabouts::Here(path.clone()),
            Source::Essay | Source::Stdin => Whereabouts::Nowhere,
        };
        KnownBook {
            progress: self.book.place_here().progress(),
            ..KnownBook::open(document.fingerprint(), about, whereabouts, self.now)
        }
    }

    pub(super) fn on_library_key(&mut self, library: &mut Library, key: Key) -> After {
        let is_typing = library.list.filter().is_some();
        if !is_typing && self.asks_for(key, Action::Library) {
            return After::Close;
        }
        if key.code == KeyCode::Delete {
            self.forget_chosen(library);
            return After::Stay;
        }
        let seen = |list: &List| self.entries_seen(list, 2);
        match library.list.on_key(key, &seen) {
            Listed::Filter => library.filter(),
            Listed::Letter('s') => library.sort_otherwise(),
            Listed::Letter('B') => self.turn_shelf(library),
            Listed::Letter('d') => self.forget_chosen(library),
            Listed::Letter('u') => match library.put_back() {
                Some(book) => self.set_forgotten(book, false),
                None => self.say("nothing to bring back"),
            },
            Listed::Letter(letter) => self.say_how_to_filter(letter),
            Listed::Take(index) => return self.take_from_library(library, index),
            Listed::Close => return After::Close,
            Listed::Done => {}
        }
        After::Stay
    }

    /// From the books to what is marked in them, and back.
    fn turn_shelf(&mut self, library: &mut Library) {
        library.shelf = match library.shelf {
            Shelf::Books => Shelf::Marks,
            Shelf::Marks => Shelf::Books,
        };
        library.list = List::new(library.count(), 0);
        if library.shows_marks() && library.marks.is_none() {
            let ticket = self.bench.library;
            self.effects.push(Effect::ListMarks { ticket });
        }
    }

    fn forget_chosen(&mut self, library: &mut Library) {
        if library.shows_marks() {
            self.say("B goes back to the books; a mark is deleted in its book");
            return;
        }
        let Some(chosen) = library.chosen_book() else {
            return;
        };
        if chosen.book == self.book.window.document().fingerprint() {
            self.say("this is the book that is open");
        } else if let Keeping::No(reason) = &self.book.keeping {
            self.notice = Some(format!("nothing is kept: {reason}"));
        } else if let Some(book) = library.take_away() {
            self.set_forgotten(book, true);
        }
    }

    fn set_forgotten(&mut self, book: Fingerprint, is_forgotten: bool) {
        self.effects.push(Effect::Forget {
            book,
            is_forgotten,
            now: self.now,
        });
        self.say(if is_forgotten {
            "forgotten until it is read again; u undoes it"
        } else {
            "brought back"
        });
    }

    fn take_from_library(&mut self, library: &Library, index: usize) -> After {
        match library.shelf {
            Shelf::Books => {
                let books = library.books.as_deref().unwrap_or(&[]);
                books
                    .get(index)
                    .map_or(After::Stay, |known| self.open_chosen(known))
            }
            Shelf::Marks => {
                let marks = library.marks.as_deref().unwrap_or(&[]);
                marks.get(index).map_or(After::Stay, |mark| {
                    if mark.book == self.book.window.document().fingerprint() {
                        self.go_to_known(&mark.annotation.id);
                        return After::Close;
                    }
                    let start = &mark.annotation.passage.start;
                    self.open_known(mark.book, &mark.whereabouts, Some(start))
                })
            }
        }
    }

    /// Opens a book of the list where it was left, or what lies in its file now.
    fn open_chosen(&mut self, known: &KnownBook) -> After {
        let after = self.open_known(known.book, &known.whereabouts, None);
        if known.later.is_some() && matches!(known.whereabouts, Whereabouts::Here(_)) {
            self.say("a later edition was read from its file; opening what is there now…");
        }
        after
    }

    /// Opens a book where it was left or at a place. The list stays until it is there.
    fn open_known(
        &mut self,
        book: Fingerprint,
        whereabouts: &Whereabouts,
        at: Option<&Anchor>,
    ) -> After {
        if book == self.book.window.document().fingerprint() {
            return After::Close;
        }
        match whereabouts {
            Whereabouts::Here(path) => {
                self.open_file(path.clone(), at.cloned());
                self.say("opening…");
            }
            Whereabouts::Gone(path) => {
                let path = sanitized(&path.to_string_lossy());
                self.notice = Some(format!(
                    "its file is gone; open it from where it is now. It was {path}"
                ));
            }
            Whereabouts::Elsewhere => {
                self.say("it was read on another machine; no file of it is here")
            }
            Whereabouts::Nowhere => self.say("it was no file, and cannot be opened again"),
        }
        After::Stay
    }
}
