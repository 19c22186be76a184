//! From keys to actions: a trie that answers after every key.

use std::collections::BTreeMap;

use super::{Action, Key, KeyError, parse_keys};

/// Which keys ask for what.
#[derive(Clone, Debug, Default)]
pub struct Keymap {
    root: Node,
    /// The bindings as written, for the help.
    bindings: Vec<(Vec<Key>, Action)>,
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
    #[error("`{0}` is no action; `?` in folio lists them")]
    NoAction(String),
    /// A key that is not there.
    #[error(transparent)]
    NoKey(#[from] KeyError),
}

impl Keymap {
    /// The keymap of a table from the names of actions to their keys.
    ///
    /// # Errors
    ///
    /// Names the first action or key that is not there.
    pub fn new(table: &BTreeMap<String, Vec<String>>) -> Result<Self, KeymapError> {
        let mut keymap = Self::default();
        keymap.bind(table)?;
        Ok(keymap)
    }

    /// Binds the actions of a table anew: the keys they had before are free again, and keys they are
    /// given lose what they meant. An empty list of keys leaves an action without any.
    ///
    /// # Errors
    ///
    /// Names the first action or key that is not there; then nothing is changed.
    pub fn bind(&mut self, table: &BTreeMap<String, Vec<String>>) -> Result<(), KeymapError> {
        let mut fresh = Vec::new();
        let mut rebound = Vec::new();
        for (name, sequences) in table {
            let action = Action::named(name).ok_or_else(|| KeymapError::NoAction(name.clone()))?;
            rebound.push(action);
            for sequence in sequences {
                fresh.push((parse_keys(sequence)?, action));
            }
        }
        let is_kept = |(keys, action): &(Vec<Key>, Action)| {
            !rebound.contains(action) && !fresh.iter().any(|(taken, _)| taken == keys)
        };
        self.bindings.retain(is_kept);
        self.bindings.extend(fresh);
        self.root = Node::default();
        for (keys, action) in &self.bindings {
            let mut node = &mut self.root;
            for key in keys {
                node = node.follow(*key);
            }
            node.action = Some(*action);
        }
        Ok(())
    }

    /// What the keys typed so far mean.
    pub fn lookup(&self, keys: &[Key]) -> Lookup {
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

    /// The key sequences that ask for an action, as the help shows them.
    pub fn keys_of(&self, action: Action) -> Vec<String> {
        let sequences = self.bindings.iter().filter(|(_, a)| *a == action);
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

    fn table(bindings: &[(&str, &[&str])]) -> BTreeMap<String, Vec<String>> {
        let owned = |(name, keys): &(&str, &[&str])| {
            (
                (*name).to_owned(),
                keys.iter().map(|k| (*k).to_owned()).collect(),
            )
        };
        bindings.iter().map(owned).collect()
    }

    fn lookup(keymap: &Keymap, keys: &str) -> Lookup {
        keymap.lookup(&parse_keys(keys).unwrap_or_default())
    }

    #[test]
    fn a_sequence_is_pending_until_it_is_whole() {
        let keymap = Keymap::new(&table(&[("start", &["gg"]), ("quit", &["q"])])).unwrap();
        assert_eq!(lookup(&keymap, "g"), Lookup::Pending);
        assert_eq!(lookup(&keymap, "gg"), Lookup::Matched(Action::Start, None));
        assert_eq!(lookup(&keymap, "gx"), Lookup::NotFound);
        assert_eq!(lookup(&keymap, "q"), Lookup::Matched(Action::Quit, None));
    }

    #[test]
    fn a_mark_takes_a_letter_unless_the_sequence_means_something_else() {
        let keymap = Keymap::new(&table(&[
            ("go-to-mark", &["'"]),
            ("jump-exchange", &["''"]),
        ]))
        .unwrap();
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
        let mut keymap = Keymap::new(&table(&[("help", &["?"]), ("search", &["/"])])).unwrap();
        keymap.bind(&table(&[("search", &["?"])])).unwrap();
        assert_eq!(lookup(&keymap, "?"), Lookup::Matched(Action::Search, None));
        assert_eq!(lookup(&keymap, "/"), Lookup::NotFound);
        assert!(keymap.keys_of(Action::Help).is_empty());
    }

    #[test]
    fn what_is_not_there_is_named() {
        let error = Keymap::new(&table(&[("fly", &["f"])])).unwrap_err();
        assert!(error.to_string().contains("fly"));
        let error = Keymap::new(&table(&[("quit", &["<nix>"])])).unwrap_err();
        assert!(error.to_string().contains("<nix>"));
    }
}
