//! What a FictionBook says of itself: title, authors, language.

use crate::document::Metadata;
use crate::format::xml::{Node, Xml};

/// The parts of a name.
const NAMES: [&str; 4] = ["first-name", "middle-name", "last-name", "nickname"];

/// Whether a tag is of an element that stands in no name and no title. Where one is met, what is open has ended,
/// though nothing says so: one end that is missing must not take the rest of the book with it.
fn is_beyond(name: &str) -> bool {
    let is_in_title_info = matches!(
        name,
        "genre"
            | "author"
            | "book-title"
            | "annotation"
            | "keywords"
            | "date"
            | "coverpage"
            | "lang"
            | "src-lang"
            | "translator"
            | "sequence"
    );
    is_in_title_info || name.ends_with("-info") || matches!(name, "description" | "body")
}

/// Reads the description up to its end, or to the text. Only `title-info` counts: others tell of the file and of
/// the printed book.
pub(super) fn read(xml: &mut Xml<'_>, metadata: &mut Metadata) {
    let mut in_title_info = false;
    while let Some(node) = xml.next() {
        match node {
            Node::Start(tag) => match tag.name() {
                "body" => return xml.push_back(Node::Start(tag)),
                name if name.ends_with("-info") => in_title_info = name == "title-info",
                "author" if in_title_info => {
                    let author = author(xml);
                    if !author.is_empty() {
                        metadata.authors.push(author);
                    }
                }
                "book-title" if in_title_info => {
                    let title = xml.text_before("book-title", is_beyond);
                    metadata.title = metadata.title.take().or(Some(title));
                }
                "lang" if in_title_info => {
                    let language = xml.text_before("lang", is_beyond);
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
            Node::End(name) if name == "author" => break,
            Node::Start(tag) if is_beyond(tag.name()) => {
                xml.push_back(Node::Start(tag));
                break;
            }
            Node::End(name) if is_beyond(&name) => {
                xml.push_back(Node::End(name));
                break;
            }
            Node::Start(tag) => {
                let name = tag.name();
                let slot = NAMES.iter().position(|known| *known == name);
                if let Some(part) = slot.and_then(|slot| parts.get_mut(slot)) {
                    *part = xml.text_before(name, |name| NAMES.contains(&name) || is_beyond(name));
                }
            }
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
