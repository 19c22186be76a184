//! Searching as one types.
//!
//! Every letter asks a new question; the answer marks all matches and shows the nearest ahead of where
//! the search began. Enter keeps that place, Esc gives back the screen as it was.

use crate::reader::View;
use crate::search::{Finding, Hits, Query};
use crate::text::Offset;

use super::{App, Effect, Panel, Prompt};

/// A search that has not been decided yet: its answer may still move the screen.
#[derive(Debug)]
pub(super) struct Searching {
    /// Where it began.
    origin: Offset,
    view: View,
    /// What was marked before.
    before: Option<Hits>,
    /// What is asked now; it is marked when its answer begins.
    asked: Option<Query>,
    /// Whether Enter was pressed before the answer came.
    is_decided: bool,
}

impl App {
    pub(super) fn begin_search(&mut self) {
        self.searching = Some(Searching {
            origin: self.book.window.offset(),
            view: self.book.window.view(),
            before: self.book.window.hits().cloned(),
            asked: None,
            is_decided: false,
        });
        self.panels.push(Panel::Prompt(Prompt::search()));
    }

    /// The pattern has changed.
    pub(super) fn search_for(&mut self, pattern: &str) {
        if pattern.trim().is_empty() {
            // Nothing is looked for: back to where the search began.
            self.bench.search = self.bench.ticket();
            self.book.window.set_hits(None);
            if let Some(searching) = &self.searching {
                self.book.window.stand_at(searching.origin);
            }
            return;
        }
        let ticket = self.bench.ticket();
        self.bench.search = ticket;
        let query = Query::new(pattern);
        let mut from = self.book.window.offset();
        if let Some(searching) = &mut self.searching {
            searching.asked = Some(query.clone());
            from = searching.origin;
        }
        self.effects.push(Effect::Search {
            ticket,
            document: std::sync::Arc::clone(self.book.window.document()),
            query,
            from,
        });
    }

    pub(super) fn on_found(&mut self, finding: Finding) {
        if let Some(query) = self.searching.as_mut().and_then(|s| s.asked.take()) {
            self.book.window.set_hits(Some(Hits::new(query)));
        }
        let Some(hits) = self.book.window.hits_mut() else {
            return;
        };
        hits.add(finding);
        let Some(searching) = &self.searching else {
            return;
        };
        // The nearest ahead, on the screen the search began on counted from its top.
        let origin = searching.origin;
        let nearest = hits
            .first_from(origin)
            .or_else(|| hits.counted().first().copied());
        let is_decided = searching.is_decided;
        let place = nearest.map_or(origin, |range| range.start);
        self.book.window.stand_at(place);
        if is_decided {
            self.finish_search();
        }
    }

    /// Enter: the place that was found is kept. With an empty pattern the last search goes on.
    pub(super) fn decide_search(&mut self, pattern: &str) {
        if pattern.trim().is_empty() {
            let before = self.searching.take().and_then(|s| s.before);
            self.book.window.set_hits(before);
            self.next_match(1);
            return;
        }
        let is_answered = self
            .book
            .window
            .hits()
            .is_some_and(|hits| hits.query().pattern == pattern);
        if is_answered {
            self.finish_search();
        } else if let Some(searching) = &mut self.searching {
            searching.is_decided = true;
        }
    }

    fn finish_search(&mut self) {
        let Some(searching) = self.searching.take() else {
            return;
        };
        let Some(hits) = self.book.window.hits() else {
            return;
        };
        if hits.is_empty() {
            self.notice = Some(format!("“{}” is not in the text", hits.query().pattern));
            self.book.window.stand_at(searching.origin);
            return;
        }
        let place = self.book.window.offset();
        if hits.first_from(searching.origin).is_none() {
            self.say("from the beginning");
        }
        self.book.window.jumped_from(searching.origin);
        self.book.window.stand_at(place);
    }

    /// Esc: everything as it was.
    pub(super) fn cancel_search(&mut self) {
        self.bench.search = self.bench.ticket();
        if let Some(searching) = self.searching.take() {
            self.book.window.set_view(searching.view);
            self.lay_out();
            self.book.window.stand_at(searching.origin);
            self.book.window.set_hits(searching.before);
        }
    }

    pub(super) fn next_match(&mut self, n: u32) {
        self.step_match(|here, count, hits| {
            let next = hits.counted().partition_point(|hit| hit.start <= here);
            let to = next + n as usize - 1;
            (to % count, to >= count, "from the beginning")
        });
    }

    pub(super) fn previous_match(&mut self, n: u32) {
        self.step_match(|here, count, hits| {
            let before = hits.counted().partition_point(|hit| hit.start < here);
            let back = n as usize % count;
            let to = (before + count - back) % count;
            (to, (n as usize) > before, "from the end")
        });
    }

    /// Goes to another match: `choose` answers with its index, whether it lies round the end, and what
    /// is said then.
    fn step_match(&mut self, choose: impl Fn(Offset, usize, &Hits) -> (usize, bool, &'static str)) {
        let here = self.book.window.offset();
        let Some(hits) = self.book.window.hits() else {
            self.say("nothing was searched for; / searches");
            return;
        };
        if hits.is_empty() {
            self.notice = Some(format!("“{}” is not in the text", hits.query().pattern));
            return;
        }
        let (to, is_round, word) = choose(here, hits.count(), hits);
        let place = hits.counted().get(to).map(|range| range.start);
        if let Some(place) = place {
            self.jump(place);
        }
        if is_round {
            self.say(word);
        }
    }

    /// Esc in the text: the matches are not marked any more.
    pub(super) fn unmark(&mut self) {
        self.book.link = None;
        self.book.window.set_hits(None);
    }

    /// What the foot says of the matches: `3 of 17`, or how many there are.
    pub fn match_count(&self) -> Option<String> {
        let hits = self.book.window.hits()?;
        let count = hits.count();
        Some(match hits.number_at(self.book.window.offset()) {
            Some(at) => format!("{} of {count}", at + 1),
            None if count == 0 => "no match".to_owned(),
            None if count == 1 => "1 match".to_owned(),
            None => format!("{count} matches"),
        })
    }
}
