//! What a FictionBook says of itself: title, authors, language.

use crate::document::Metadata;
use crate::format::xml::{Node, Xml};

/// Reads the description up to its end. Only `title-info` counts: others tell of the file and of the
/// printed book.
pub(super) fn read(xml: &mut Xml<'_>, metadata: &mut Metadata) {
    let mut in_title_info = false;
    while let Some(node) = xml.next() {
        match node {
            Node::Start(tag) => match tag.name() {
                "title-info" => in_title_info = true,
                "author" if in_title_info => {
                    let author = author(xml);
                    if !author.is_empty() {
                        metadata.authors.push(author);
                    }
                }
                "book-title" if in_title_info => {
                    let title = xml.text_of("book-title");
                    metadata.title = metadata.title.take().or(Some(title));
                }
                "lang" if in_title_info => {
                    let language = xml.text_of("lang");
                    metadata.language = metadata.language.take().or(Some(language));
                }
                _ => {}
            },
            Node::End(name) if name == "title-info" => in_title_info = false,
            Node::End(name) if name == "description" => return,
            Node::End(_) | Node::Text(_) => {}
        }
    }
}

/// A name, its parts in the order in which they are spoken; else the nickname.
fn author(xml: &mut Xml<'_>) -> String {
    let mut parts: [String; 4] = Default::default();
    while let Some(node) = xml.next() {
        match node {
            Node::Start(tag) => {
                let name = tag.name();
                let known = ["first-name", "middle-name", "last-name", "nickname"];
                let slot = known.iter().position(|known| *known == name);
                if let Some(part) = slot.and_then(|slot| parts.get_mut(slot)) {
                    *part = xml.text_of(name);
                }
            }
            Node::End(name) if name == "author" => break,
            Node::End(_) | Node::Text(_) => {}
        }
    }
    let [first, middle, last, nickname] = parts;
    let spoken: Vec<_> = [first, middle, last]
        .into_iter()
        .filter(|p| !p.is_empty())
        .collect();
    if spoken.is_empty() {
        nickname
    } else {
        spoken.join(" ")
    }
}
