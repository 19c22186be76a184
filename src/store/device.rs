//! What this machine is called among those that share a state folder.
//!
//! Every machine writes files of its own, so that whatever carries the folder from one to the other has
//! nothing to merge. The name must therefore be the same tomorrow and differ from every other machine's,
//! and so it is never read from the folder that is shared.

use std::fmt;
use std::fs;
use std::hash::{BuildHasher, RandomState};
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;

use super::atomic;
use crate::document::Fingerprint;

/// The name of a machine: letters, digits, `-` and `_`, fit for a file's name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Device(String);

/// The variable that names the machine instead.
const VARIABLE: &str = "FOLIO_DEVICE";

/// Longer names are cut: a file's name has 255 bytes at most, and something is put behind it.
const LONGEST: usize = 64;

/// Digits of a hash that name a machine: 48 bits tell apart all that one person has.
const DIGITS: usize = 12;

/// Where systems keep a number of their own, made when they were installed.
const MACHINE_IDS: [&str; 3] = ["/etc/machine-id", "/var/lib/dbus/machine-id", "/etc/hostid"];

/// Where systems keep what they are called. Containers share the number of their image, but not this.
const HOST_NAMES: [&str; 2] = ["/proc/sys/kernel/hostname", "/etc/hostname"];

impl Device {
    /// The machine this runs on: `FOLIO_DEVICE`, else a hash of the system's own number and its name,
    /// else a number drawn by lot and kept in the cache folder, which nobody shares.
    pub fn this_machine() -> Self {
        let asked = std::env::var(VARIABLE)
            .ok()
            .and_then(|name| Self::named(&name));
        asked.or_else(of_system).unwrap_or_else(of_cache)
    }

    /// A machine of this name; whatever a name cannot have becomes `-`. `None` for an empty one.
    pub fn named(name: &str) -> Option<Self> {
        let fit = |c: char| {
            let is_fit = c.is_ascii_alphanumeric() || c == '_';
            if is_fit { c } else { '-' }
        };
        let name: String = name.trim().chars().take(LONGEST).map(fit).collect();
        (!name.is_empty()).then_some(Self(name))
    }

    /// None in particular, for what has nothing of a machine in its id.
    pub(super) const fn nobody() -> Self {
        Self(String::new())
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn of(identity: &str) -> Self {
        let mut digits = Fingerprint::of(identity).to_string();
        digits.truncate(DIGITS);
        Self(digits)
    }
}

impl fmt::Display for Device {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn first_of(files: &[&str]) -> Option<String> {
    let texts = files
        .iter()
        .filter_map(|file| fs::read_to_string(file).ok());
    texts
        .map(|text| text.trim().to_owned())
        .find(|text| !text.is_empty())
}

fn of_system() -> Option<Device> {
    let number = first_of(&MACHINE_IDS)?;
    let name = first_of(&HOST_NAMES).unwrap_or_default();
    Some(Device::of(&format!("{number}\n{name}")))
}

fn of_cache() -> Device {
    let folder = etcetera::choose_base_strategy().map(|base| base.cache_dir().join("folio"));
    let kept = folder.ok().and_then(|folder| kept_in(&folder));
    // Without a place to keep a number, the name of the computer is the best there is.
    kept.unwrap_or_else(|| Device::of(&std::env::var("COMPUTERNAME").unwrap_or_default()))
}

/// The number kept in `folder`; drawn now if there is none yet.
fn kept_in(folder: &Path) -> Option<Device> {
    let file: PathBuf = folder.join("device");
    if let Some(known) = fs::read_to_string(&file)
        .ok()
        .and_then(|n| Device::named(&n))
    {
        return Some(known);
    }
    let drawn = Device::of(&RandomState::new().hash_one(std::process::id()).to_string());
    atomic::make_folder(folder).ok()?;
    atomic::replace(&file, drawn.as_str().as_bytes()).ok()?;
    Some(drawn)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_fit_for_a_file() {
        let named = |name: &str| Device::named(name).map(|device| device.to_string());
        assert_eq!(named("desk_2-b"), Some("desk_2-b".to_owned()));
        assert_eq!(named(" ../Stube\n"), Some("---Stube".to_owned()));
        assert_eq!(named("書"), Some("-".to_owned()));
        assert_eq!(named(" "), None);
        assert_eq!(
            named(&"x".repeat(999)).map(|name| name.len()),
            Some(LONGEST)
        );
    }

    #[test]
    fn a_machine_has_the_same_name_tomorrow() {
        let folder = tempfile::tempdir().unwrap();
        let kept = kept_in(folder.path()).unwrap();
        assert_eq!(kept_in(folder.path()), Some(kept));
        assert_eq!(Device::this_machine(), Device::this_machine());
    }
}
