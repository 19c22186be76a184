//! Which file of the archive describes the book.
//!
//! `META-INF/container.xml` names it: of several the first counts. Where it is missing, malformed or
//! names nothing, the archive itself is asked for a package document.

use crate::document::Problem;
use crate::format::archive::{Archive, EntryId, joined};
use crate::format::xml::{Node, Xml, decode};

const CONTAINER: &str = "META-INF/container.xml";

/// The package document; what had to be repaired is added to `problems`.
pub(super) fn package(archive: &Archive<'_>, problems: &mut Vec<Problem>) -> Option<EntryId> {
    let named = match named(archive) {
        Ok(path) => archive.find(&path).map(|found| found.id).ok_or(path),
        Err(what) => {
            note(problems, what);
            return by_name(archive);
        }
    };
    named.map_or_else(
        |path| {
            note(
                problems,
                &format!("names “{path}”, which is not in the archive"),
            );
            by_name(archive)
        },
        Some,
    )
}

fn note(problems: &mut Vec<Problem>, what: &str) {
    problems.push(Problem {
        place: CONTAINER.to_owned(),
        what: what.to_owned(),
    });
}

/// The path of the first package document that the container names.
fn named(archive: &Archive<'_>) -> Result<String, &'static str> {
    let found = archive.find(CONTAINER).ok_or("missing")?;
    let source = archive.read(found.id).map_err(|_| "cannot be read")?;
    let source = decode(&source.bytes);
    let rootfiles = Xml::new(&source.text).filter_map(|node| match node {
        Node::Start(tag) if tag.name() == "rootfile" => Some(tag.attribute("full-path")),
        _ => None,
    });
    let mut paths = rootfiles.flatten().map(|path| joined("", path.trim()));
    paths
        .find(|path| !path.is_empty())
        .ok_or("names no package document")
}

/// The package document nearest to the root of the archive.
fn by_name(archive: &Archive<'_>) -> Option<EntryId> {
    let is_package = |name: &str| {
        let extension = name.rsplit_once('.').map(|(_, extension)| extension);
        extension.is_some_and(|e| e.eq_ignore_ascii_case("opf")) && !name.starts_with("__MACOSX/")
    };
    let packages = archive.names().filter(|(_, name)| is_package(name));
    packages
        .min_by_key(|(_, name)| name.matches('/').count())
        .map(|(id, _)| id)
}
