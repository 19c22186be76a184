//! The jumps outlive the program: after a restart the way back is the one there was before.
//!
//! They are written down with the place and as it is, soon and on the thread that writes, a machine's own
//! jumps for itself: what another machine jumped over is no way one has come.

use crate::document::{Anchor, Document, Resolved};
use crate::reader::Jumps;
use crate::store::Trail;
use crate::text::Offset;

use super::Book;

/// How many places behind are written down. With each jump the line is written anew, and it has a few
/// hundred bytes a place; nobody remembers tomorrow more jumps than this.
const KEPT_BEHIND: usize = 16;
/// How many places ahead are.
const KEPT_AHEAD: usize = 4;
/// How many places of a trail are looked up, whoever wrote it.
const MOST: usize = 100;

impl Book {
    /// The trail as it is now, if somebody has jumped since it was last asked for.
    pub(super) fn jumped(&mut self) -> Option<Trail> {
        let jumps = self.window.jumps();
        if *jumps == self.written.jumps {
            return None;
        }
        self.written.jumps = jumps.clone();
        let document = self.window.document();
        let anchors = |places: &[Offset], most| {
            let anchor = |place: &Offset| Anchor::passing(document, *place);
            last(places, most).iter().map(anchor).collect()
        };
        Some(Trail {
            behind: anchors(jumps.behind(), KEPT_BEHIND),
            ahead: anchors(jumps.ahead(), KEPT_AHEAD),
        })
    }
}

/// The jumps of a trail in this text. Places whose words are gone are no use to anybody.
pub(super) fn retraced(document: &Document, trail: &Trail) -> Jumps {
    let (behind, ahead) = (last(&trail.behind, MOST), last(&trail.ahead, MOST));
    // All at once: a text that has changed is gone over once.
    let found = Anchor::resolve_all(document, behind.iter().chain(ahead));
    let (behind, ahead) = found.split_at(behind.len().min(found.len()));
    let places = |found: &[Resolved]| {
        let there = found.iter().filter(|f| !matches!(f, Resolved::Lost(_)));
        there.map(|found| found.offset()).collect()
    };
    Jumps::of(places(behind), places(ahead))
}

fn last<T>(all: &[T], most: usize) -> &[T] {
    all.get(all.len().saturating_sub(most)..).unwrap_or(all)
}
