//! A printed table of contents is not the chapters it names.
//!
//! It is a run of headings with nothing between them. A chapter has text of its own before the next
//! one; the heading of a part may stand directly over that of its first chapter.

use super::heading::Heading;
use super::lines::Stretch;

/// Headings that stand in a list: by the index of their stretch.
#[derive(Debug)]
pub(super) struct Listed(Vec<usize>);

/// From so many headings without text between them on it is a list.
const RUN: usize = 4;

impl Listed {
    pub fn of(headings: &[Option<Heading>], stretches: &[Stretch<'_>]) -> Self {
        let mut listed = Vec::new();
        let mut run: Vec<usize> = Vec::new();
        for n in 0..=stretches.len() {
            if headings.get(n).copied().flatten().is_some() {
                run.push(n);
                continue;
            }
            if run.len() >= RUN {
                // The last heading, and the one of its part over it, belong to the text that follows,
                // if they stand apart from the list.
                let own = own_headings(&run, headings, stretches);
                run.truncate(run.len() - own);
                listed.append(&mut run);
            }
            run.clear();
        }
        Self(listed)
    }

    pub fn contains(&self, stretch: usize) -> bool {
        self.0.binary_search(&stretch).is_ok()
    }
}

/// How many headings at the end of a run are those of the text after it: the one or two that are set
/// off by more blank lines than the rest of the run, or that begin the numbering anew.
fn own_headings(run: &[usize], headings: &[Option<Heading>], stretches: &[Stretch<'_>]) -> usize {
    let level = |at: usize| headings.get(at).copied().flatten().map_or(0, |h| h.level);
    let (Some(&last), Some(&before)) = (run.last(), run.get(run.len().wrapping_sub(2))) else {
        return 0;
    };
    let name = |at: usize| stretches.get(at).map_or("", Stretch::first);
    let first_of = |at: usize| {
        run.iter()
            .any(|other| *other != at && name(*other) == name(at))
    };
    if level(before) < level(last) && first_of(before) {
        return 2;
    }
    usize::from(first_of(last))
}
