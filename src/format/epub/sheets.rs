//! The style sheets of a book.
//!
//! All pages mostly name the same sheet, so what a list of sheets says is worked out once, and what a page says
//! itself is laid over it.

use std::collections::HashMap;
use std::rc::Rc;

use super::address::Address;
use crate::format::archive::{Archive, EntryId};
use crate::format::html::Styles;
use crate::format::html::markup::{Attribute, Markup};
use crate::format::html::tag::Tag;
use crate::format::xml::decode;

/// Styles by the sheets they come from.
#[derive(Debug)]
pub(super) struct Sheets<'b> {
    archive: &'b Archive<'b>,
    known: HashMap<Vec<EntryId>, Rc<Styles>>,
}

impl<'b> Sheets<'b> {
    pub(super) fn new(archive: &'b Archive<'b>) -> Self {
        Self {
            archive,
            known: HashMap::new(),
        }
    }

    /// The styles of a page that lies at `path`: those of the sheets it names, then its own.
    pub(super) fn of(&mut self, markup: &Markup, path: &str) -> Rc<Styles> {
        let is_sheet = |word: &str| word.eq_ignore_ascii_case("stylesheet");
        let mut names = Vec::new();
        let mut has_own = false;
        for (id, element) in markup.elements() {
            match element.tag {
                Tag::Link if markup.has_word(id, Attribute::Rel, is_sheet) => {
                    let href = markup.attribute(id, Attribute::Href);
                    let address = href.and_then(|href| Address::of(href, path));
                    names.extend(address.and_then(|address| address.file(self.archive)));
                }
                Tag::Style => has_own = true,
                // Sheets are named in the head.
                Tag::Body => break,
                _ => {}
            }
        }
        let archive = self.archive;
        let named = self.known.entry(names).or_insert_with_key(|names| {
            let mut styles = Styles::default();
            for id in names {
                // A sheet that cannot be read is a book without it.
                match archive.read(*id) {
                    Ok(sheet) => styles.add_sheet(&decode(&sheet.bytes).text),
                    Err(_) => styles.miss_sheets(),
                }
            }
            Rc::new(styles)
        });
        if !has_own {
            return Rc::clone(named);
        }
        let mut styles = Styles::over(Rc::clone(named));
        styles.add_sheets_of(markup);
        Rc::new(styles)
    }
}
