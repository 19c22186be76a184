//! What was looked for, to be called back.

use super::Ways;
use crate::store::{Change, PastSearches, Search, Timestamp};

/// What was looked for, today and before, as it was typed and meant; the newest last, each once.
#[derive(Clone, Debug, Default)]
pub(super) struct History(PastSearches);

impl History {
    pub const fn new(past: PastSearches) -> Self {
        Self(past)
    }

    /// Adds a search, to be written down.
    pub fn add(&mut self, typed: &str, ways: Ways, now: Timestamp) -> Change {
        let search = Search {
            pattern: typed.to_owned(),
            ways: Some(ways.names()),
        };
        let change = self.0.change(search, now);
        self.0.apply(&change.entry);
        change
    }

    /// What was looked for last, and how it was meant if that is known.
    pub fn newest(&self) -> Option<(String, Option<Ways>)> {
        let newest = self.0.searches().last()?;
        Some((newest.pattern.clone(), ways_of(newest)))
    }

    fn get(&self, at: usize) -> Option<Recalled<'_>> {
        let search = self.0.searches().get(at)?;
        Some((&search.pattern, ways_of(search)))
    }

    fn len(&self) -> usize {
        self.0.searches().len()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

fn ways_of(search: &Search) -> Option<Ways> {
    search.ways.as_deref().map(Ways::named)
}

/// What was typed, and how it was meant if that is known.
pub(super) type Recalled<'h> = (&'h str, Option<Ways>);

/// How far somebody has gone back, and what was being typed before.
#[derive(Clone, Debug, Default)]
pub(super) struct Recall {
    at: Option<usize>,
    draft: String,
    meant: Ways,
}

impl Recall {
    /// The search before the one that is shown, if there is one.
    pub fn older<'h>(
        &mut self,
        history: &'h History,
        typed: &str,
        meant: Ways,
    ) -> Option<Recalled<'h>> {
        let at = self.at.unwrap_or(history.len()).checked_sub(1)?;
        if self.at.is_none() {
            typed.clone_into(&mut self.draft);
            self.meant = meant;
        }
        self.at = Some(at);
        history.get(at)
    }

    /// The one after it; after the newest, what was being typed.
    pub fn newer<'h>(&'h mut self, history: &'h History) -> Option<Recalled<'h>> {
        let at = self.at? + 1;
        self.at = Some(at).filter(|at| *at < history.len());
        let draft = (self.draft.as_str(), Some(self.meant));
        Some(history.get(at).unwrap_or(draft))
    }
}

#[cfg(test)]
mod tests {
    use super::super::Scope;
    use super::*;

    #[test]
    fn one_goes_back_and_comes_forward_to_what_was_being_typed_and_how_it_was_meant() {
        let mut history = History::default();
        let plain = Ways::default();
        let here = Ways {
            scope: Scope::Section,
            whole_words: true,
            ..plain
        };
        for typed in ["sea", "lamp", "sea"] {
            history.add(typed, here, Timestamp(1));
        }
        let mut recall = Recall::default();
        assert_eq!(recall.newer(&history), None);
        let (sea, lamp) = (Some(("sea", Some(here))), Some(("lamp", Some(here))));
        assert_eq!(recall.older(&history, "ke", plain), sea);
        assert_eq!(recall.older(&history, "sea", here), lamp);
        assert_eq!(recall.older(&history, "lamp", here), None);
        assert_eq!(recall.newer(&history), sea);
        assert_eq!(recall.newer(&history), Some(("ke", Some(plain))));
        assert_eq!(recall.newer(&history), None);
        assert_eq!(recall.older(&history, "kee", plain), sea);
    }
}
