//! What was looked for, to be called back.

use crate::store::{Change, PastSearches, Timestamp};

/// What was looked for, today and before, as it was typed; the newest last, each once.
#[derive(Clone, Debug, Default)]
pub(super) struct History(PastSearches);

impl History {
    pub const fn new(past: PastSearches) -> Self {
        Self(past)
    }

    /// Adds a search, to be written down.
    pub fn add(&mut self, typed: &str, now: Timestamp) -> Change {
        let change = self.0.change(typed, now);
        self.0.apply(&change.entry);
        change
    }

    fn patterns(&self) -> &[String] {
        self.0.patterns()
    }

    pub fn is_empty(&self) -> bool {
        self.patterns().is_empty()
    }
}

/// How far somebody has gone back, and what was being typed before.
#[derive(Clone, Debug, Default)]
pub(super) struct Recall {
    at: Option<usize>,
    draft: String,
}

impl Recall {
    /// The search before the one that is shown, if there is one.
    pub fn older<'h>(&mut self, history: &'h History, typed: &str) -> Option<&'h str> {
        let at = self.at.unwrap_or(history.patterns().len()).checked_sub(1)?;
        if self.at.is_none() {
            typed.clone_into(&mut self.draft);
        }
        self.at = Some(at);
        history.patterns().get(at).map(String::as_str)
    }

    /// The one after it; after the newest, what was being typed.
    pub fn newer<'h>(&'h mut self, history: &'h History) -> Option<&'h str> {
        let at = self.at? + 1;
        self.at = Some(at).filter(|at| *at < history.patterns().len());
        let newer = history.patterns().get(at).unwrap_or(&self.draft);
        Some(newer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_goes_back_and_comes_forward_to_what_was_being_typed() {
        let mut history = History::default();
        for typed in ["sea", "lamp", "sea"] {
            history.add(typed, Timestamp(1));
        }
        let mut recall = Recall::default();
        assert_eq!(recall.newer(&history), None);
        assert_eq!(recall.older(&history, "ke"), Some("sea"));
        assert_eq!(recall.older(&history, "sea"), Some("lamp"));
        assert_eq!(recall.older(&history, "lamp"), None);
        assert_eq!(recall.newer(&history), Some("sea"));
        assert_eq!(recall.newer(&history), Some("ke"));
        assert_eq!(recall.newer(&history), None);
        assert_eq!(recall.older(&history, "kee"), Some("sea"));
    }
}
