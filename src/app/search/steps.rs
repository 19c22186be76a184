//! From match to match.

use crate::search::{Extent, Hits, Step};
use crate::text::Offset;

use super::super::App;
use super::{Outcome, Scope, Ways};

pub(super) const WRAPPED_TO_BEGINNING: &str = "wrapped to the beginning";
const WRAPPED_TO_END: &str = "wrapped to the end";

impl App {
    pub(in super::super) fn next_match(&mut self, n: u32) {
        if self.steps_into_last(Outcome::Jump) {
            return;
        }
        self.step_match(WRAPPED_TO_BEGINNING, |hits, here| {
            hits.next(here, n as usize)
        });
    }

    pub(in super::super) fn previous_match(&mut self, n: u32) {
        if self.steps_into_last(Outcome::Back) {
            return;
        }
        self.step_match(WRAPPED_TO_END, |hits, here| hits.previous(here, n as usize));
    }

    /// Before anything was looked for, a step begins with what was looked for last, before the text was opened.
    fn steps_into_last(&mut self, outcome: Outcome) -> bool {
        !self.searches.is_undecided() && !self.has_matches() && self.search_last(outcome, false)
    }

    /// Goes where a step leads; `round` is said where that is round the end.
    fn step_match(&mut self, round: &str, step: impl Fn(&Hits, Offset) -> Step) {
        if self.searches.is_undecided() {
            self.say("still searching");
            return;
        }
        self.mark_last();
        let here = self.book.window.offset();
        let Some(hits) = self.book.window.hits() else {
            self.say("nothing was searched for; / searches");
            return;
        };
        let is_all = hits.extent() != Extent::UpToTheLimit;
        match step(hits, here) {
            Step::To(hit) => self.step_to(hit.start),
            Step::Round(hit) => {
                self.step_to(hit.start);
                self.say(round);
                if !is_all {
                    self.notice = Some(format!("{round}; not all matches are kept"));
                }
            }
            Step::NotCounted => self.say("still counting"),
            Step::Nowhere => self.say_nothing_found(),
        }
    }

    /// Goes to a match. However often that is done from one to the next, it is one jump: the way back leads
    /// to where the run of steps began.
    fn step_to(&mut self, place: Offset) {
        if self.searches.stepped_to == Some(self.book.window.offset()) {
            self.book.window.stand_at(place);
        } else {
            self.jump(place);
        }
        self.searches.stepped_to = Some(self.book.window.offset());
    }

    pub(in super::super) fn say_nothing_found(&mut self) {
        let Some(hits) = self.book.window.hits() else {
            return;
        };
        let query = hits.query();
        let place = match query.within {
            None => "the text",
            Some(within) if within.contains(self.book.window.offset()) => "this section",
            Some(_) => "the section that was searched",
        };
        let mut ways = Ways::of(query);
        ways.scope = Scope::Book;
        let pattern = format!("“{}”", query.pattern);
        let meant = [pattern, ways.in_words()]
            .into_iter()
            .filter(|part| !part.is_empty());
        let meant = meant.collect::<Vec<_>>().join(" · ");
        self.notice = Some(format!("{meant} is not in {place}"));
    }
}
