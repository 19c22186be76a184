//! All matches: a list by section, over the text that shows the place of the one that is chosen.

use crate::command::{Action, Key, Lookup};
use crate::search::{Extent, Hits};

use super::super::{App, Book, Origin};
use super::groups::{Groups, MatchRow};
use super::list::{List, Listed, Shown};
use super::room::RowRoom;
use super::sieve::Sieve;
use super::{After, LineEdit, Panel};

/// A filter looks at so many matches, which takes a few frames. Whoever has more looks for something
/// longer; the panel's title says that there may be more.
const MOST_SIFTED: usize = 500_000;

/// The panel of all matches.
#[derive(Clone, Debug)]
pub struct Matches {
    /// Entries are numbers of counted matches.
    pub list: List,
    /// The most matches a section has in the list.
    pub most: usize,
    /// What there is room for in a row.
    pub room: RowRoom,
    origin: Origin,
    sieve: Sieve,
    /// How many matches have been through the sieve.
    sifted: usize,
    /// Whether the reader has moved in the list; until then the nearest match is chosen.
    has_moved: bool,
}

impl Matches {
    fn new(book: &Book, origin: Origin, room: RowRoom) -> Self {
        let mut matches = Self {
            list: List::new(0, 0),
            most: 0,
            room,
            origin,
            sieve: Sieve::default(),
            sifted: 0,
            has_moved: false,
        };
        matches.grow(book);
        matches
    }

    /// Takes in the matches that were counted meanwhile.
    fn grow(&mut self, book: &Book) {
        let Some(hits) = book.window.hits() else {
            return;
        };
        // They may be counted anew.
        if hits.count() < self.sifted {
            self.sieve = self.strict(book);
            self.sifted = 0;
        }
        let more = self.sift(book, hits);
        if self.sifted == 0 {
            self.list.show(more);
        } else {
            self.list.show_more(more);
        }
        self.sifted = hits.count();
        let is_over = hits.extent() != Extent::Partly;
        if self.list.is_empty()
            && is_over
            && let Some(loosened) = self.sieve.loosened(book.window.document())
        {
            // As a search does where the words are nowhere as they were typed.
            self.sieve = loosened;
            self.sifted = 0;
            let all = self.sift(book, hits);
            self.list.show(all);
            self.sifted = hits.count();
        }
        if !self.has_moved {
            self.choose_nearest(hits);
        }
        self.most = groups(&self.list, book).map_or(0, |groups| groups.most());
    }

    fn sift(&self, book: &Book, hits: &Hits) -> Shown {
        if self.sieve.is_open() {
            return Shown::All(hits.count());
        }
        let end = hits.count().min(MOST_SIFTED);
        let fresh = self.sifted.min(end)..end;
        Shown::Some(self.sieve.passing(book.window.document(), hits, fresh))
    }

    fn choose_nearest(&mut self, hits: &Hits) {
        let here = self.origin.offset();
        let nearest = hits.counted().partition_point(|hit| hit.start < here);
        // Behind the last one the search would begin again.
        let is_round = nearest == hits.count() && hits.extent() != Extent::Partly;
        let nearest = if is_round { 0 } else { nearest };
        self.list.choose_entry(nearest);
    }

    /// The filter is another.
    fn filter(&mut self, book: &Book) {
        self.sieve = self.strict(book);
        self.sifted = 0;
        self.grow(book);
    }

    /// What is typed, as it is typed.
    fn strict(&self, book: &Book) -> Sieve {
        let typed = self.list.filter().map_or("", LineEdit::text);
        Sieve::new(typed, book.window.document())
    }

    /// Whether the filter has left matches aside, because there are so many.
    pub fn is_partly_sifted(&self) -> bool {
        !self.sieve.is_open() && self.sifted > MOST_SIFTED
    }

    /// The rows to be shown where there is room for `room` of them.
    pub fn rows(&self, book: &Book, room: usize) -> Vec<MatchRow> {
        groups(&self.list, book).map_or_else(Vec::new, |groups| groups.rows(room))
    }
}

impl App {
    /// Lists all matches; where nothing was searched for, that is asked first.
    pub(in super::super) fn list_matches(&mut self) {
        if self.lists_answer() {
            return;
        }
        self.mark_last();
        match self.book.window.hits() {
            None => {
                if !self.search_last_for_list() {
                    self.begin_list_search();
                }
            }
            Some(hits) => {
                // An empty list is a panel all the same: the key that closes one would quit without.
                if hits.is_empty() && hits.extent() != Extent::Partly {
                    self.say_nothing_found();
                }
                self.list_matches_from(self.book.origin());
            }
        }
    }

    /// Lists all matches; Esc leads back to `origin`.
    pub(in super::super) fn list_matches_from(&mut self, origin: Origin) {
        let room = self.row_room();
        let matches = Matches::new(&self.book, origin, room);
        self.panels.push(Panel::Matches(matches));
    }

    fn row_room(&self) -> RowRoom {
        let pages = self.book.window.page_at(self.book.window.offset()).of;
        RowRoom::new(self.size.0, pages)
    }

    /// The terminal has another width: rows show more or less.
    pub(in super::super) fn fit_matches(&mut self) {
        let room = self.row_room();
        for panel in &mut self.panels {
            if let Panel::Matches(matches) = panel {
                matches.room = room;
            }
        }
    }

    /// More matches were counted.
    pub(in super::super) fn matches_grew(&mut self) {
        let lists = self.panels.iter_mut().filter_map(|panel| match panel {
            Panel::Matches(matches) => Some(matches),
            _ => None,
        });
        for matches in lists {
            matches.grow(&self.book);
        }
    }

    /// How many matches are seen of a list of them: titles of sections stand among them.
    fn matches_seen(&self, list: &List) -> usize {
        let rows = groups(list, &self.book);
        let rows = rows.map_or_else(Vec::new, |groups| {
            groups.rows(self.entries_seen_below(list, 1))
        });
        let is_match = |row: &&MatchRow| matches!(row, MatchRow::Match { .. });
        rows.iter().filter(is_match).count().max(1)
    }

    pub(super) fn on_matches_key(&mut self, matches: &mut Matches, key: Key) -> After {
        let before = matches.list.entry();
        let is_typing = matches.list.filter().is_some();
        if !is_typing && self.asks_for(key, Action::Matches) {
            self.book.stand_back_at(matches.origin);
            return After::Close;
        }
        match matches.list.on_key(key, &|list| self.matches_seen(list)) {
            Listed::Filter => matches.filter(&self.book),
            Listed::Letter(letter) => match self.keymap.lookup(&[key]) {
                Lookup::Matched(Action::MatchForward, _) => matches.list.step(1),
                Lookup::Matched(Action::MatchBack, _) => matches.list.step(-1),
                _ => self.say_how_to_filter(letter),
            },
            Listed::Take(number) => {
                self.show_match(number);
                self.book.window.jumped_from(matches.origin.offset());
                return After::Close;
            }
            Listed::Close => {
                self.book.stand_back_at(matches.origin);
                return After::Close;
            }
            Listed::Done => {}
        }
        self.show_chosen(matches, before);
        After::Stay
    }

    pub(super) fn on_matches_typing(&mut self, matches: &mut Matches) {
        let before = matches.list.entry();
        matches.filter(&self.book);
        self.show_chosen(matches, before);
    }

    /// The wheel was turned over the list.
    pub(in super::super) fn scroll_matches(&mut self, rows: i32) {
        let Some(mut panel) = self.panels.pop() else {
            return;
        };
        if let Panel::Matches(matches) = &mut panel {
            let before = matches.list.entry();
            matches.list.step(rows);
            self.show_chosen(matches, before);
        }
        self.panels.push(panel);
    }

    /// Shows the place of the chosen match behind the list, if another one is chosen than before; where the filter
    /// has left none, the place where the list was opened.
    fn show_chosen(&mut self, matches: &mut Matches, before: Option<usize>) {
        let entry = matches.list.entry();
        if let Some(number) = entry.filter(|_| entry != before) {
            matches.has_moved = true;
            self.show_match(number);
        } else if entry.is_none() && before.is_some() {
            self.book.stand_back_at(matches.origin);
        }
    }

    fn show_match(&mut self, number: usize) {
        let hit = self
            .book
            .window
            .hits()
            .and_then(|hits| hits.counted().get(number));
        if let Some(place) = hit.map(|hit| hit.start) {
            self.book.window.stand_at(place);
        }
    }
}

/// The matches that a list has left, by sections.
fn groups<'a>(list: &'a List, book: &'a Book) -> Option<Groups<'a>> {
    Some(Groups {
        document: book.window.document(),
        hits: book.window.hits()?,
        list,
    })
}
