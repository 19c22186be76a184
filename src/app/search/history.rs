//! What was looked for, to be called back.

/// Searches that are kept; nobody goes back further one by one.
const MOST: usize = 100;

/// What was looked for in this session, as it was typed; the newest last, each once.
#[derive(Clone, Debug, Default)]
pub(super) struct History(Vec<String>);

impl History {
    pub fn add(&mut self, typed: &str) {
        self.0.retain(|older| older != typed);
        self.0.push(typed.to_owned());
        if self.0.len() > MOST {
            self.0.remove(0);
        }
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
        let at = self.at.unwrap_or(history.0.len()).checked_sub(1)?;
        if self.at.is_none() {
            typed.clone_into(&mut self.draft);
        }
        self.at = Some(at);
        history.0.get(at).map(String::as_str)
    }

    /// The one after it; after the newest, what was being typed.
    pub fn newer<'h>(&'h mut self, history: &'h History) -> Option<&'h str> {
        let at = self.at? + 1;
        self.at = Some(at).filter(|at| *at < history.0.len());
        let newer = history.0.get(at).unwrap_or(&self.draft);
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
            history.add(typed);
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
