//! Names of files in an archive, and the ways in which books misspell them.
//!
//! A name that is there as it is written counts. Only where there is none is one looked for that
//! differs in capitals, backslashes, `.` and `..`, a slash in front or the form of
//! its accents; and where two would do, neither does.

use std::collections::HashMap;
use std::sync::OnceLock;

use unicode_normalization::UnicodeNormalization;

use super::EntryId;

/// What was found under a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::format) struct Match {
    pub(in crate::format) id: EntryId,
    /// Whether the name is spelled otherwise in the archive.
    pub(in crate::format) is_repaired: bool,
}

#[derive(Debug)]
pub(super) struct Names {
    exact: HashMap<Box<str>, EntryId>,
    /// By the folded name; `None` where several names fold to the same. Few books need it.
    folded: OnceLock<HashMap<String, Option<EntryId>>>,
}

impl Names {
    /// Of several files of one name the last counts: that is how an archive is brought up to date.
    pub(super) fn of<'n>(names: impl Iterator<Item = &'n str>) -> Self {
        let numbered = names.enumerate();
        Self {
            exact: numbered
                .map(|(index, name)| (name.into(), EntryId(index)))
                .collect(),
            folded: OnceLock::new(),
        }
    }

    pub(super) fn find(&self, path: &str) -> Option<Match> {
        let decoded = percent_encoding::percent_decode_str(path).decode_utf8_lossy();
        if let Some(&id) = self.exact.get(path).or_else(|| self.exact.get(&*decoded)) {
            return Some(Match {
                id,
                is_repaired: false,
            });
        }
        let id = (*self.folded().get(&folded(path))?)?;
        Some(Match {
            id,
            is_repaired: true,
        })
    }

    fn folded(&self) -> &HashMap<String, Option<EntryId>> {
        self.folded.get_or_init(|| {
            let mut map = HashMap::new();
            for (name, &id) in &self.exact {
                let entry = map.entry(folded(name));
                entry.and_modify(|known| *known = None).or_insert(Some(id));
            }
            map
        })
    }
}

fn folded(name: &str) -> String {
    let decoded = percent_encoding::percent_decode_str(name).decode_utf8_lossy();
    let parts = joined("", &decoded);
    parts.nfc().flat_map(char::to_lowercase).collect()
}

/// The path that `relative` means to a file in `folder`: a slash in front means the archive's root,
/// `.` and `..` are taken at their word, and nothing climbs out of the root.
pub(in crate::format) fn joined(folder: &str, relative: &str) -> String {
    let from_root = relative.starts_with(['/', '\\']);
    let start = if from_root { "" } else { folder };
    let mut parts: Vec<&str> = Vec::new();
    for part in start.split(['/', '\\']).chain(relative.split(['/', '\\'])) {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}
