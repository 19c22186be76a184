//! FictionBook 2: one XML file with description, text, notes and images.
//!
//! It is read in one pass (`body`), tag by tag and without a tree, as books by hand are seldom valid.
//! What the description says of the book is read on the way (`description`); images, which stand at the
//! end as long lines of letters, are counted where they are referred to and never looked at.

mod body;
mod description;

use crate::document::{Builder, Document, Format};
use crate::format::xml::{Node, Xml, decode, name_of};
use body::Body;

/// Reads a FictionBook.
pub(super) fn read(bytes: &[u8]) -> Document {
    let source = decode(bytes);
    let mut builder = Builder::new(Format::Fb2);
    builder.metadata_mut().encoding = Some(name_of(source.encoding));
    if source.is_damaged {
        let what = format!("not everything is valid {}", name_of(source.encoding));
        builder.problem("file", what);
    }
    let mut xml = Xml::new(&source.text);
    let mut body = Body::default();
    while let Some(node) = xml.next() {
        match node {
            Node::Start(tag) if tag.name() == "description" => {
                description::read(&mut xml, builder.metadata_mut());
            }
            Node::Start(tag) => body.start(&tag, &mut builder),
            Node::End(name) => body.end(&name, &mut builder),
            Node::Text(text) => body.text(&text, &mut builder),
        }
    }
    if xml.is_broken() {
        builder.problem("file", "not well-formed XML; read as far as it makes sense");
    }
    builder.finish()
}

/// Bytes in which the first element of a file stands, whatever comments are before it.
const LOOK: usize = 4096;

/// Whether a file is a FictionBook: by its first element.
pub(super) fn is_fb2(bytes: &[u8]) -> bool {
    let head = decode(bytes.get(..LOOK).unwrap_or(bytes));
    if !head.text.trim_start().starts_with('<') {
        return false;
    }
    let first = Xml::new(&head.text).find_map(|node| match node {
        Node::Start(tag) => Some(tag.name() == "FictionBook"),
        _ => None,
    });
    first == Some(true)
}

#[cfg(test)]
mod tests;
