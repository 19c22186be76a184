//! Whether a book is locked.
//!
//! Shops encrypt the pages and say so in `META-INF`; to show what is there would be to show noise. Fonts
//! are often scrambled too, to keep them from being taken out, which does no harm: folio has no fonts.

use std::collections::HashSet;

use crate::format::archive::{Archive, EntryId, joined};
use crate::format::xml::{Node, Xml, decode};

/// How fonts are scrambled (EPUB 3.3, section 4.3, and Adobe's older way).
const OF_FONTS: [&str; 2] = [
    "http://www.idpf.org/2008/embedding",
    "http://ns.adobe.com/pdf/enc#RC",
];

/// The files that are encrypted, scrambled fonts not among them.
pub(super) fn locked(archive: &Archive<'_>) -> HashSet<EntryId> {
    let mut locked = HashSet::new();
    let Some(source) = text(archive, "META-INF/encryption.xml") else {
        return locked;
    };
    let mut method = String::new();
    for node in Xml::new(&source) {
        let Node::Start(tag) = node else { continue };
        match tag.name() {
            "EncryptedData" => method.clear(),
            "EncryptionMethod" => method = tag.attribute("Algorithm").unwrap_or_default(),
            "CipherReference" if !OF_FONTS.contains(&method.as_str()) => {
                let path = tag.attribute("URI").map(|uri| joined("", &uri));
                locked.extend(path.and_then(|path| archive.find(&path)).map(|m| m.id));
            }
            _ => {}
        }
    }
    locked
}

/// What kind of lock it is, as far as its traces tell.
pub(super) fn lock(archive: &Archive<'_>) -> &'static str {
    let rights = text(archive, "META-INF/rights.xml").unwrap_or_default();
    let is_there = |path| archive.find(path).is_some();
    if is_there("META-INF/license.lcpl") {
        "Readium LCP"
    } else if is_there("META-INF/sinf.xml") {
        "Apple FairPlay"
    } else if rights.contains("adept") {
        "Adobe ADEPT"
    } else if rights.contains("kdrm") || rights.contains("kobo") {
        "Kobo"
    } else {
        "a shop's"
    }
}

fn text(archive: &Archive<'_>, path: &str) -> Option<String> {
    let found = archive.find(path)?;
    let source = archive.read(found.id).ok()?;
    Some(decode(&source.bytes).text.into_owned())
}
