//! A source as a flat table: what opens, what closes, and the text between, in the order of the source.
//!
//! There are no owned nodes. An element is a number, its content the nodes between its two places in
//! the table, its text a range of one string; so everything that looks at a page before it is written
//! (notes, tables, the article of a saved page) is a walk over a table, and nothing recurses.

use std::ops::Range;

use super::tag::Tag;

/// The number of an element in its [`Markup`], in the order in which they open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in crate::format) struct ElementId(u32);

impl ElementId {
    pub(super) fn new(index: usize) -> Self {
        Self(u32::try_from(index).unwrap_or(u32::MAX))
    }

    /// The one after it.
    pub(in crate::format) const fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }

    /// As an index.
    pub(in crate::format) const fn to_usize(self) -> usize {
        self.0 as usize
    }
}

/// A step through a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::format) enum Node {
    /// An element begins.
    Open(ElementId),
    /// It ends; every element does, in the order of nesting.
    Close(ElementId),
    /// An element's end tag stands where it cannot end yet (`<b><p></b></p>`): what it does to its
    /// text ends here.
    Released(ElementId),
    /// Text, references resolved.
    Text(Range<u32>),
}

/// An element.
#[derive(Clone, Debug)]
pub(in crate::format) struct Element {
    /// What it is.
    pub(in crate::format) tag: Tag,
    /// The element it stands in.
    pub(in crate::format) parent: Option<ElementId>,
    /// Its attributes, as a range of the table of attributes.
    pub(super) attributes: Range<u32>,
    /// The node that opens it.
    pub(in crate::format) open: u32,
    /// The node that closes it.
    pub(in crate::format) close: u32,
}

macro_rules! attributes {
    ($($attribute:ident $($name:literal)|+)+) => {
        /// The attributes that say something to a reader; others are not kept.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(in crate::format) enum Attribute {
            $(#[doc = concat!($($name, " "),+)] $attribute,)+
        }

        impl Attribute {
            pub(in crate::format) fn of(name: &[u8]) -> Option<Self> {
                $(const $attribute: &[&[u8]] = &[$($name.as_bytes()),+];)+
                match name {
                    $(name if $attribute.contains(&name) => Some(Self::$attribute),)+
                    _ => None,
                }
            }
        }
    };
}

#[expect(non_upper_case_globals, reason = "the names are those of the variants")]
mod attribute {
    attributes! {
        Class "class"
        Href "href" | "xlink:href"
        Id "id" | "xml:id"
        Style "style"
        Alt "alt"
        Title "title"
        Name "name"
        Type "epub:type"
        Role "role"
        Lang "lang" | "xml:lang"
        Dir "dir"
        Hidden "hidden"
        AriaHidden "aria-hidden"
        Start "start"
        Value "value"
        Reversed "reversed"
        Colspan "colspan"
        Rowspan "rowspan"
        Align "align"
        Content "content"
        Property "property"
        Itemprop "itemprop"
        Rel "rel"
        AltText "alttext"
        Checked "checked"
        Kind "type"
        Encoding "encoding"
        Width "width"
        Height "height"
    }
}

pub(in crate::format) use attribute::Attribute;

/// A source as a flat table.
#[derive(Debug, Default)]
pub(in crate::format) struct Markup {
    pub(super) text: String,
    pub(super) nodes: Vec<Node>,
    pub(super) elements: Vec<Element>,
    pub(super) attributes: Vec<(Attribute, Range<u32>)>,
    /// References such as `&hyphen2;` that mean nothing and stand in the text as written.
    pub(super) undefined: Vec<String>,
    /// Elements of plain text that have no end tag, and of which only the beginning was kept.
    pub(super) unended: Vec<Tag>,
    /// What is wrong with it as XML, if it is to be that.
    pub(super) malformed: Option<String>,
}

/// That of a source with nothing in it.
pub(in crate::format) static NOTHING: Markup = Markup {
    text: String::new(),
    nodes: Vec::new(),
    elements: Vec::new(),
    attributes: Vec::new(),
    undefined: Vec::new(),
    unended: Vec::new(),
    malformed: None,
};

impl Markup {
    /// Every step, in the order of the source.
    pub(in crate::format) fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// What was wrong with the source and how it was read all the same, in words.
    pub(in crate::format) fn problems(&self) -> impl Iterator<Item = String> {
        let undefined = self.undefined.iter();
        let undefined = undefined.map(|r| format!("{r} is not defined; it is shown as written"));
        let unended = self.unended.iter();
        let unended =
            unended.map(|t| format!("<{}> has no end; what follows it is read", t.name()));
        // What has no end is no XML either, which need not be said twice.
        let malformed = self.malformed.iter().filter(|_| self.unended.is_empty());
        undefined.chain(unended).chain(malformed.cloned())
    }

    /// An element.
    pub(in crate::format) fn element(&self, id: ElementId) -> &Element {
        &self.elements[id.to_usize()]
    }

    /// All elements, in the order in which they open.
    pub(in crate::format) fn elements(&self) -> impl Iterator<Item = (ElementId, &Element)> {
        let numbered = self.elements.iter().enumerate();
        numbered.map(|(index, element)| (ElementId::new(index), element))
    }

    /// What an element is.
    pub(in crate::format) fn tag(&self, id: ElementId) -> Tag {
        self.element(id).tag
    }

    /// The value of an attribute; of two the first counts.
    pub(in crate::format) fn attribute(&self, id: ElementId, wanted: Attribute) -> Option<&str> {
        self.attributes(id)
            .find(|(attribute, _)| *attribute == wanted)
            .map(|(_, value)| value)
    }

    /// All attributes that are kept.
    pub(in crate::format) fn attributes(
        &self,
        id: ElementId,
    ) -> impl Iterator<Item = (Attribute, &str)> {
        let Range { start, end } = self.element(id).attributes.clone();
        let kept = self.attributes.get(start as usize..end as usize);
        kept.unwrap_or_default()
            .iter()
            .map(|(attribute, value)| (*attribute, self.slice(value)))
    }

    /// Whether one of the blank-separated words of an attribute fits.
    pub(in crate::format) fn has_word(
        &self,
        id: ElementId,
        wanted: Attribute,
        fits: impl Fn(&str) -> bool,
    ) -> bool {
        self.attribute(id, wanted)
            .is_some_and(|value| value.split_ascii_whitespace().any(fits))
    }

    /// The text of a range.
    pub(in crate::format) fn slice(&self, range: &Range<u32>) -> &str {
        self.text
            .get(range.start as usize..range.end as usize)
            .unwrap_or("")
    }

    /// The nodes inside an element.
    pub(in crate::format) fn inside(&self, id: ElementId) -> &[Node] {
        let element = self.element(id);
        self.nodes
            .get(element.open as usize + 1..element.close as usize)
            .unwrap_or_default()
    }

    /// The texts inside an element, in order.
    pub(in crate::format) fn texts(&self, id: ElementId) -> impl Iterator<Item = &str> {
        self.inside(id).iter().filter_map(|node| match node {
            Node::Text(range) => Some(self.slice(range)),
            _ => None,
        })
    }

    /// The text inside an element, blanks joined; no longer than about `most` bytes. `None` where it is
    /// spread over so many nodes that the element is no short one: it may stand around many that ask, and
    /// to walk it for each of them would have no end.
    pub(in crate::format) fn short_text(&self, id: ElementId, most: usize) -> Option<String> {
        let mut out = String::new();
        for (steps, node) in self.inside(id).iter().enumerate() {
            if out.len() >= most {
                break;
            }
            if steps >= MOST_AROUND + most {
                return None;
            }
            let Node::Text(range) = node else { continue };
            let text = self.slice(range);
            let text = text.get(..text.floor_char_boundary(most)).unwrap_or(text);
            for word in text.split_inclusive(char::is_whitespace) {
                out.push_str(word.trim_end());
                if word.ends_with(char::is_whitespace) && !out.ends_with(' ') {
                    out.push(' ');
                }
            }
        }
        Some(out.trim().to_owned())
    }
}

/// Nodes of a short text that are no text: an empty anchor or two, each letter of a link in a stretch of
/// its own.
const MOST_AROUND: usize = 64;
