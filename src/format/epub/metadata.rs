//! Title, authors and language, as the package document gives them.

use crate::document::Metadata;
use crate::format::xml::{Element, Xml};
use crate::text::{Direction, direction_of, has_right_to_left};

/// What the package document says of the book.
#[derive(Debug, Default)]
pub(super) struct Facts {
    titles: Vec<Named>,
    creators: Vec<Named>,
    languages: Vec<Named>,
    /// What one element says of another: id, property, value.
    refinements: Vec<(String, String, String)>,
    /// In which direction titles and names are read that do not say so themselves.
    dir: Option<String>,
}

/// The text of an element that others may refer to.
#[derive(Debug)]
struct Named {
    id: Option<String>,
    text: String,
}

/// Elements of each kind that are looked at: a hostile book has no more than this to be slow with.
const MOST: usize = 256;

impl Facts {
    /// Reads an element of the metadata; any other is passed over.
    pub(super) fn take(&mut self, tag: &Element<'_>, xml: &mut Xml<'_>) {
        let name = tag.name().to_ascii_lowercase();
        let list = match name.as_str() {
            "title" => &mut self.titles,
            "creator" => &mut self.creators,
            "language" => &mut self.languages,
            "meta" => return self.take_meta(tag, xml),
            "package" => {
                self.dir = tag.attribute("dir");
                return;
            }
            _ => return,
        };
        let id = tag.attribute("id");
        let dir = tag.attribute("dir").or_else(|| self.dir.clone());
        let text = directed(xml.plain_text(), dir.as_deref());
        if !text.is_empty() && list.len() < MOST {
            list.push(Named { id, text });
        }
    }

    fn take_meta(&mut self, tag: &Element<'_>, xml: &mut Xml<'_>) {
        let (Some(refines), Some(property)) = (tag.attribute("refines"), tag.attribute("property"))
        else {
            return;
        };
        let id = refines.trim_start_matches('#').to_owned();
        if self.refinements.len() < MOST {
            self.refinements.push((id, property, xml.plain_text()));
        }
    }

    fn refined(&self, named: &Named, property: &str) -> Option<&str> {
        let id = named.id.as_deref()?;
        let found = self
            .refinements
            .iter()
            .find(|(of, name, _)| of == id && name == property);
        found.map(|(_, _, value)| value.as_str())
    }

    /// The title: the one marked as the main one, else the first.
    fn title(&self) -> Option<&str> {
        let is_main = |title: &&Named| self.refined(title, "title-type") == Some("main");
        let title = self.titles.iter().find(is_main).or(self.titles.first());
        title.map(|title| title.text.as_str())
    }

    /// Fills in what a document knows of itself: creators in their order, whatever their part.
    pub(super) fn tell(&self, metadata: &mut Metadata) {
        metadata.title = self.title().map(str::to_owned);
        metadata.authors = self.creators.iter().map(|c| c.text.clone()).collect();
        metadata.language = self.languages.first().map(|l| l.text.clone());
    }
}

/// A title or name in letters of both directions, of which the source says in which it is read: where
/// its first letter says otherwise, a mark goes before that.
fn directed(text: String, dir: Option<&str>) -> String {
    const LEFT_TO_RIGHT: char = '\u{200E}';
    const RIGHT_TO_LEFT: char = '\u{200F}';
    if !has_right_to_left(&text) {
        return text;
    }
    match (dir, direction_of(&text)) {
        (Some("rtl"), Direction::LeftToRight) => format!("{RIGHT_TO_LEFT}{text}"),
        (Some("ltr"), Direction::RightToLeft) => format!("{LEFT_TO_RIGHT}{text}"),
        _ => text,
    }
}
