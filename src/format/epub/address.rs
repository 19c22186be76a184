//! Addresses inside a book, and the places they mean.

use super::package::folder_of;
use crate::format::archive::{Archive, EntryId, joined};
use percent_encoding::percent_decode_str;

/// A file of the archive and a place in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Address {
    /// From the archive's root, as written.
    path: String,
    fragment: Option<String>,
}

impl Address {
    /// The address that `href` means in the file at `path`; `None` where it leads out of the book.
    pub(super) fn of(href: &str, path: &str) -> Option<Self> {
        let href = href.trim();
        let (file, fragment) = match href.split_once('#') {
            Some((file, fragment)) => (file, Some(fragment)),
            None => (href, None),
        };
        let file = file.split('?').next().unwrap_or(file);
        if has_scheme(file) {
            return None;
        }
        Some(Self {
            path: if file.is_empty() {
                path.to_owned()
            } else {
                joined(folder_of(path), file)
            },
            fragment: fragment.filter(|f| !f.is_empty()).map(str::to_owned),
        })
    }

    /// The file, if the archive has it.
    pub(super) fn file(&self, archive: &Archive<'_>) -> Option<EntryId> {
        archive.find(&self.path).map(|found| found.id)
    }

    /// The document's name for this place; `None` where its file is not in the archive.
    pub(super) fn place(&self, archive: &Archive<'_>) -> Option<String> {
        let file = archive.name(self.file(archive)?);
        Some(match &self.fragment {
            Some(fragment) => place(file, &percent_decode_str(fragment).decode_utf8_lossy()),
            None => file.to_owned(),
        })
    }
}

/// The document's name for the place with this id in this file.
pub(super) fn place(file: &str, id: &str) -> String {
    format!("{file}#{id}")
}

/// Whether an address begins with a scheme, as `https:` is one. A letter and a colon are a drive.
fn has_scheme(address: &str) -> bool {
    let Some((scheme, _)) = address.split_once(':') else {
        return address.starts_with("//");
    };
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.');
    scheme.len() > 1
        && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(is_part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_taken_from_the_file_they_stand_in_and_stay_inside() {
        let path = |href| Address::of(href, "EPUB/text/one.xhtml").map(|a| a.path);
        for (href, expected) in [
            ("two.xhtml", Some("EPUB/text/two.xhtml")),
            ("../nav.xhtml#x", Some("EPUB/nav.xhtml")),
            ("./a/../two.xhtml?q=1", Some("EPUB/text/two.xhtml")),
            ("/two.xhtml", Some("two.xhtml")),
            ("../../../../etc/passwd", Some("etc/passwd")),
            ("#here", Some("EPUB/text/one.xhtml")),
            ("https://example.org/x", None),
            ("//example.org/x", None),
            ("mailto:a@example.org", None),
        ] {
            assert_eq!(path(href).as_deref(), expected, "{href}");
        }
    }
}
