//! From keys to actions: a trie that answers after every key.

use super::{Action, Group, Key, KeyError, parse_keys};

/// Which keys ask for what.
#[derive(Clone, Debug, Default)]
pub struct Keymap {
    reading: Bindings,
    /// What is asked for otherwise while something is selected.
    selecting: Bindings,
}

/// What a reader is doing while keys are pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Reading.
    Reading,
    /// Selecting: its own keys come first, then those of reading.
    Selecting,
}

/// The keys of one mode.
#[derive(Clone, Debug, Default)]
struct Bindings {
    root: Node,
    /// As written, for the help.
    written: Vec<(Vec<Key>, Action)>,
}

#[derive(Clone, Debug, Default)]
struct Node {
    action: Option<Action>,
    /// Few keys follow one another; a list is searched faster than hashed.
    next: Vec<(Key, Node)>,
}

/// What a sequence of keys means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lookup {
    /// Nothing yet: more must come.
    Pending,
    /// This; with the letter that is its object, if it takes one.
    Matched(Action, Option<char>),
    /// Nothing, whatever comes.
    NotFound,
}

/// A keymap that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeymapError {
    /// An action that is not there.
    #[error("{}", super::line::no_such_name(.0, "action"))]
    NoAction(String),
    /// A key that is not there.
    #[error(transparent)]
    NoKey(#[from] KeyError),
}

impl Keymap {
    /// Binds actions, given by their names and with their keys, anew in a mode: the keys they had there before
    /// are free again, and keys they are given lose what they meant. An empty list of keys leaves an action
    /// without any.
    ///
    /// # Errors
    ///
    /// Names the first action or key that is not there; then nothing is changed.
    pub fn bind<'t, K: AsRef<str> + 't>(
        &mut self,
        mode: Mode,
        table: impl IntoIterator<Item = (&'t str, &'t [K])>,
    ) -> Result<(), KeymapError> {
        let mut fresh = Vec::new();
        let mut rebound = Vec::new();
        for (name, sequences) in table {
            let action =
                Action::named(name).ok_or_else(|| KeymapError::NoAction(name.to_owned()))?;
            rebound.push(action);
            for sequence in sequences {
                fresh.push((parse_keys(sequence.as_ref())?, action));
            }
        }
        match mode {
            Mode::Reading => self.reading.bind(&rebound, fresh),
            Mode::Selecting => self.selecting.bind(&rebound, fresh),
        }
        Ok(())
    }

    /// What the keys typed so far mean to a reader who reads.
    pub fn lookup(&self, keys: &[Key]) -> Lookup {
        self.reading.lookup(keys)
    }

    /// What they mean in a mode.
    pub fn lookup_in(&self, mode: Mode, keys: &[Key]) -> Lookup {
        let own = match mode {
            Mode::Reading => Lookup::NotFound,
            Mode::Selecting => self.selecting.lookup(keys),
        };
        match own {
            Lookup::NotFound => self.reading.lookup(keys),
            found => found,
        }
    }

    /// Whether an action can be asked for, by a reader who reads, with more keys than these.
    pub fn leads_to(&self, keys: &[Key], action: Action) -> bool {
        let all = self.reading.written.iter();
        let mut sequences = all.filter(|(_, a)| *a == action);
        sequences.any(|(sequence, _)| sequence.len() > keys.len() && sequence.starts_with(keys))
    }

    /// The key sequences that ask for an action, as the help shows them.
    pub fn keys_of(&self, action: Action) -> Vec<String> {
        let bindings = match action.group() {
            Group::Selecting => &self.selecting,
            _ => &self.reading,
        };
        bindings.keys_of(action)
    }
}

impl Bindings {
    fn bind(&mut self, rebound: &[Action], fresh: Vec<(Vec<Key>, Action)>) {
        let is_kept = |(keys, action): &(Vec<Key>, Action)| {
            !rebound.contains(action) && !fresh.iter().any(|(taken, _)| taken == keys)
        };
        self.written.retain(is_kept);
        self.written.extend(fresh);
        self.root = Node::default();
        for (keys, action) in &self.written {
            let mut node = &mut self.root;
            for key in keys {
                node = node.follow(*key);
            }
            node.action = Some(*action);
        }
    }

    fn lookup(&self, keys: &[Key]) -> Lookup {
        let mut node = &self.root;
        for (n, key) in keys.iter().enumerate() {
            match node.next.iter().find(|(k, _)| k == key) {
                Some((_, next)) => node = next,
                None => {
                    let is_last = n + 1 == keys.len();
                    let letter = key.typed().filter(|_| is_last);
                    return match (node.action.filter(|a| a.takes_letter()), letter) {
                        (Some(action), Some(letter)) => Lookup::Matched(action, Some(letter)),
                        _ => Lookup::NotFound,
                    };
                }
            }
        }
        match node.action {
            Some(action) if node.next.is_empty() && !action.takes_letter() => {
                Lookup::Matched(action, None)
            }
            None if node.next.is_empty() => Lookup::NotFound,
            _ => Lookup::Pending,
        }
    }

    fn keys_of(&self, action: Action) -> Vec<String> {
        let sequences = self.written.iter().filter(|(_, a)| *a == action);
        let shown = |keys: &[Key]| -> String {
            let keys: Vec<String> = keys.iter().map(Key::to_string).collect();
            let letter = if action.takes_letter() { "+letter" } else { "" };
            // Letters of a sequence stand together: gg; named keys apart: Ctrl-x Ctrl-c.
            let all_short = keys.iter().all(|key| key.chars().count() == 1);
            keys.join(if all_short { "" } else { " " }) + letter
        };
        sequences.map(|(keys, _)| shown(keys)).collect()
    }
}

impl Node {
    fn follow(&mut self, key: Key) -> &mut Self {
        let at = match self.next.iter().position(|(k, _)| *k == key) {
            Some(at) => at,
            None => {
                self.next.push((key, Self::default()));
                self.next.len() - 1
            }
        };
        &mut self.next[at].1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Table<'t> = &'t [(&'t str, &'t [&'t str])];

    fn bind(keymap: &mut Keymap, mode: Mode, table: Table<'_>) -> Result<(), KeymapError> {
        keymap.bind(mode, table.iter().copied())
    }

    fn reading(table: Table<'_>) -> Result<Keymap, KeymapError> {
        let mut keymap = Keymap::default();
        bind(&mut keymap, Mode::Reading, table)?;
        Ok(keymap)
    }

    fn lookup(keymap: &Keymap, keys: &str) -> Lookup {
        keymap.lookup(&parse_keys(keys).unwrap_or_default())
    }

    #[test]
    fn a_sequence_is_pending_until_it_is_whole() {
        let keymap = reading(&[("start", &["gg"]), ("quit", &["q"])]).unwrap();
        assert_eq!(lookup(&keymap, "g"), Lookup::Pending);
        assert_eq!(lookup(&keymap, "gg"), Lookup::Matched(Action::Start, None));
        assert_eq!(lookup(&keymap, "gx"), Lookup::NotFound);
        assert_eq!(lookup(&keymap, "q"), Lookup::Matched(Action::Quit, None));
    }

    #[test]
    fn a_mark_takes_a_letter_unless_the_sequence_means_something_else() {
        let keymap = reading(&[("go-to-mark", &["'"]), ("jump-exchange", &["''"])]).unwrap();
        assert_eq!(lookup(&keymap, "'"), Lookup::Pending);
        assert_eq!(
            lookup(&keymap, "'a"),
            Lookup::Matched(Action::GoToMark, Some('a'))
        );
        assert_eq!(
            lookup(&keymap, "''"),
            Lookup::Matched(Action::JumpExchange, None)
        );
        assert_eq!(lookup(&keymap, "'<esc>"), Lookup::NotFound);
    }

    #[test]
    fn rebinding_frees_the_old_keys_and_takes_the_new_ones() {
        let mut keymap = reading(&[("help", &["?"]), ("search", &["/"])]).unwrap();
        bind(&mut keymap, Mode::Reading, &[("search", &["?"])]).unwrap();
        assert_eq!(lookup(&keymap, "?"), Lookup::Matched(Action::Search, None));
        assert_eq!(lookup(&keymap, "/"), Lookup::NotFound);
        assert!(keymap.keys_of(Action::Help).is_empty());
    }

    #[test]
    fn while_selecting_its_own_keys_come_first_and_the_others_are_as_ever() {
        let keys: Table<'_> = &[("page-back", &["b"]), ("start", &["gg"]), ("quit", &["q"])];
        let mut keymap = reading(keys).unwrap();
        let keys: Table<'_> = &[("extend-word-back", &["b"]), ("copy", &["gy"])];
        bind(&mut keymap, Mode::Selecting, keys).unwrap();
        let lookup = |mode, keys| keymap.lookup_in(mode, &parse_keys(keys).unwrap());
        let matched = |action| Lookup::Matched(action, None);
        assert_eq!(lookup(Mode::Reading, "b"), matched(Action::PageBack));
        assert_eq!(
            lookup(Mode::Selecting, "b"),
            matched(Action::ExtendWordBack)
        );
        assert_eq!(lookup(Mode::Selecting, "g"), Lookup::Pending);
        assert_eq!(lookup(Mode::Selecting, "gg"), matched(Action::Start));
        assert_eq!(lookup(Mode::Selecting, "gy"), matched(Action::Copy));
        assert_eq!(lookup(Mode::Reading, "gy"), Lookup::NotFound);
        assert_eq!(lookup(Mode::Selecting, "q"), matched(Action::Quit));
    }

    #[test]
    fn what_is_not_there_is_named() {
        let error = reading(&[("fly", &["f"])]).unwrap_err();
        assert!(error.to_string().contains("fly"));
        let error = reading(&[("quit", &["<nix>"])]).unwrap_err();
        assert!(error.to_string().contains("<nix>"));
    }
}
