//! How fast the book is read, from how long its pages stand.
//!
//! A page that was turned forward was read, if it stood about as long as reading it takes. One that stood
//! far longer was left lying, one that stood far shorter was skimmed, and neither says anything. What is
//! counted is kept a machine and added up, so that “time left” is the reader's own.

use std::collections::VecDeque;

use crate::reader::{Amount, Motion};
use crate::store::{Content, Pace, Timestamp};
use crate::text::{Offset, TextRange, sort_by};

use super::{App, Book};

/// Times faster than most readers: beyond, a page was skimmed. Most read 238 words in a minute, so this is a
/// thousand, more than anybody reads who could tell what he has read.
const FASTEST: f64 = 1000.0 / 238.0;

/// The same on the other side: 80 words in a minute is half the pace of reading aloud. Who takes longer has
/// looked up.
const SLOWEST: f64 = 80.0 / 238.0;

/// Fewer words than this are counted with those after them: a row or a title page is read too quickly for
/// its time to mean anything.
const LEAST: u64 = 60;

/// More bytes than any page has: nothing of this length was turned over in one step.
const MOST: usize = 64 * 1024;

/// Turns the last ones of which tell what is usual.
const RECENT: usize = 9;

/// From so many turns on something is usual.
const USUAL: usize = 5;

/// How many times faster or slower than usual a turn may be to count: within the bounds above a short
/// pause is no longer than a long page.
const AWAY: f64 = 2.0;

/// Words from which on the reader's own pace is better known than that of most: about four pages.
const ENOUGH: u64 = 1000;

/// What is known of how long the page has stood.
#[derive(Clone, Debug, Default)]
pub(super) struct Pacing {
    watch: Watch,
    /// Whether the last motion was a step on in the text.
    is_step: bool,
    place: Offset,
    /// How much faster than most the last stretches were read.
    recent: VecDeque<f64>,
}

#[derive(Clone, Copy, Debug, Default)]
enum Watch {
    /// Something else was done meanwhile; the next page counts again.
    #[default]
    Interrupted,
    /// What stands from `from` on is being read.
    Reading { from: Offset, since: Timestamp },
}

impl Pacing {
    /// Something else than reading has happened.
    pub fn interrupt(&mut self) {
        self.watch = Watch::Interrupted;
    }

    /// Somebody is about to go somewhere.
    pub fn note(&mut self, motion: Motion) {
        self.is_step = matches!(
            motion,
            Motion::PagesForward(1) | Motion::HalfPagesDown(1) | Motion::LinesDown(_)
        );
    }

    pub(super) fn begin(&mut self, place: Offset, now: Timestamp) {
        self.place = place;
        self.watch = Watch::Reading {
            from: place,
            since: now,
        };
    }

    /// Whether a stretch that was read so many times faster than most people do was read as a book is.
    fn counts(&mut self, speed: f64) -> bool {
        if !(SLOWEST..=FASTEST).contains(&speed) {
            return false;
        }
        let usual = self.usual();
        // It tells what is usual even if it is not: a reader may have become quicker.
        self.recent.push_back(speed);
        if self.recent.len() > RECENT {
            self.recent.pop_front();
        }
        usual.is_none_or(|usual| (usual / AWAY..=usual * AWAY).contains(&speed))
    }

    /// The median of the last turns.
    fn usual(&self) -> Option<f64> {
        let mut sorted: Vec<f64> = self.recent.iter().copied().collect();
        sort_by(&mut sorted, f64::total_cmp);
        let median = sorted.get(sorted.len() / 2).copied();
        median.filter(|_| sorted.len() >= USUAL)
    }
}

impl Book {
    /// What was read since the watch began, if somebody has stepped on from there.
    fn read(&mut self, now: Timestamp) -> Option<Pace> {
        let is_step = std::mem::take(&mut self.pacing.is_step);
        let here = self.window.offset();
        if here == self.pacing.place {
            return None;
        }
        let Watch::Reading { from, since } = self.pacing.watch else {
            self.pacing.begin(here, now);
            return None;
        };
        let length = here.to_usize().saturating_sub(from.to_usize());
        if !is_step || length == 0 || length > MOST {
            self.pacing.begin(here, now);
            return None;
        }
        self.pacing.place = here;
        let stretch = TextRange {
            start: from,
            end: here,
        };
        let Amount { words, minutes } = Amount::of(self.window.document().slice(stretch));
        if words < LEAST {
            return None;
        }
        self.pacing.begin(here, now);
        let millis = now.0.saturating_sub(since.0);
        let speed = minutes / (to_minutes(millis)).max(f64::MIN_POSITIVE);
        self.pacing.counts(speed).then_some(Pace { words, millis })
    }

    /// Tells the window how fast the book is read, once that is known.
    fn use_pace(&mut self) {
        let Pace { words, millis } = self.record.pace();
        if words >= ENOUGH {
            self.window.set_pace(words, millis);
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "an estimate")]
fn to_minutes(millis: u64) -> f64 {
    millis as f64 / 60_000.0
}

impl App {
    /// A book was opened, or more of it. Where it begins at a place that is not quite the one that was asked for,
    /// that is said.
    pub(super) fn begin_reading(&mut self) {
        if let Some(lost) = &self.book.lost {
            self.notice = Some(lost.clone());
        }
        self.follow_file();
        self.book.use_pace();
        let place = self.book.window.offset();
        self.book.pacing.begin(place, self.now);
    }

    /// Looks whether a page was read. To be asked after every event, before the screen is derived anew.
    pub(super) fn watch_pace(&mut self) {
        if !self.panels.is_empty() || self.selecting.is_some() || self.is_glancing() {
            self.book.pacing.interrupt();
        }
        let read = self.book.read(self.now);
        let Some(read) = read.filter(|_| !self.book.extent.is_awaiting()) else {
            return;
        };
        // What the book is called comes before what is said of it.
        self.remember_place();
        let own = self.book.record.own_pace();
        let pace = [own, read].into_iter().sum();
        self.remember(Content::Pace(pace));
        self.book.use_pace();
    }
}
