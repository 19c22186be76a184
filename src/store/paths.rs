//! Paths as JSON: a string, or the bytes of one that is no Unicode.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Written {
    Text(String),
    Bytes(Vec<u8>),
}

/// Writes a path; a serde function for a field.
pub(super) fn serialize<S: Serializer>(path: &Path, serializer: S) -> Result<S::Ok, S::Error> {
    written(path).serialize(serializer)
}

/// Reads a path; a serde function for a field.
pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<PathBuf, D::Error> {
    Written::deserialize(deserializer).map(|written| match written {
        Written::Text(text) => PathBuf::from(text),
        Written::Bytes(bytes) => of_bytes(bytes),
    })
}

#[cfg(unix)]
fn written(path: &Path) -> Written {
    use std::os::unix::ffi::OsStrExt;
    match path.to_str() {
        Some(text) => Written::Text(text.to_owned()),
        None => Written::Bytes(path.as_os_str().as_bytes().to_owned()),
    }
}

#[cfg(unix)]
fn of_bytes(bytes: Vec<u8>) -> PathBuf {
    use std::os::unix::ffi::OsStringExt;
    PathBuf::from(std::ffi::OsString::from_vec(bytes))
}

#[cfg(not(unix))]
fn written(path: &Path) -> Written {
    Written::Text(path.to_string_lossy().into_owned())
}

#[cfg(not(unix))]
fn of_bytes(bytes: Vec<u8>) -> PathBuf {
    PathBuf::from(String::from_utf8_lossy(&bytes).into_owned())
}
