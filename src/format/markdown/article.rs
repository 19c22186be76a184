//! The frame of an article: the title over it, the lines under the title, the line at the end.
//!
//! Markdown has no sign for these; but a text whose only first-level heading is its first block has a
//! title, and what stands next to it wholly emphasised is about the text and not of it.

use pulldown_cmark::{Event, HeadingLevel, Tag, TagEnd};

use crate::document::BlockKind;

/// Longer ones are text that happens to be emphasised.
const LONGEST_BYLINE: usize = 200;

/// How far the reading of the frame has come.
#[derive(Debug)]
pub(super) struct Article {
    has_one_title: bool,
    place: Place,
    seen_rule: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Top,
    UnderTitle,
    UnderByline,
    Body,
}

/// What a paragraph is for the article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Is(BlockKind),
    /// A credit, should nothing follow.
    MayBeCredit,
}

impl Article {
    pub(super) fn new(has_one_title: bool) -> Self {
        Self {
            has_one_title,
            place: Place::Top,
            seen_rule: false,
        }
    }

    /// Something else than a title or a paragraph.
    pub(super) fn block(&mut self) {
        self.place = Place::Body;
    }

    /// A thematic break.
    pub(super) fn rule(&mut self) {
        self.place = Place::Body;
        self.seen_rule = true;
    }

    /// What a heading is.
    pub(super) fn heading(&mut self, level: u8) -> BlockKind {
        if self.place == Place::Top && self.has_one_title && level == 1 {
            self.place = Place::UnderTitle;
            return BlockKind::Title;
        }
        self.place = Place::Body;
        BlockKind::Heading { level }
    }

    /// What a paragraph is that stands in no list and no quotation.
    pub(super) fn paragraph(&mut self, events: &[Event<'_>]) -> Part {
        let emphasised = is_wholly(events, &Tag::Emphasis);
        let byline = emphasised && length(events) <= LONGEST_BYLINE;
        let (place, part) = match self.place {
            Place::UnderTitle if byline => (Place::UnderByline, Part::Is(BlockKind::Byline)),
            Place::UnderTitle | Place::UnderByline if is_wholly(events, &Tag::Strong) => {
                (Place::Body, Part::Is(BlockKind::Standfirst))
            }
            _ if emphasised && self.seen_rule => (Place::Body, Part::MayBeCredit),
            _ => (Place::Body, Part::Is(BlockKind::Paragraph)),
        };
        self.place = place;
        part
    }
}

/// Whether one `tag` holds everything.
fn is_wholly(events: &[Event<'_>], tag: &Tag<'_>) -> bool {
    let (Some(Event::Start(first)), Some(Event::End(last))) = (events.first(), events.last())
    else {
        return false;
    };
    if first != tag || *last != tag.to_end() {
        return false;
    }
    let mut depth = 0;
    for (index, event) in events.iter().enumerate() {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth -= 1,
            _ => {}
        }
        if depth == 0 && index + 1 < events.len() {
            return false;
        }
    }
    true
}

fn length(events: &[Event<'_>]) -> usize {
    let text = |event: &Event<'_>| match event {
        Event::Text(text) | Event::Code(text) => text.chars().count(),
        _ => 1,
    };
    events.iter().map(text).sum()
}

/// Whether the first block is a first-level heading and the only one.
pub(super) fn has_one_title<'a>(events: impl Iterator<Item = Event<'a>>) -> bool {
    let mut titles = 0;
    for event in events {
        match event {
            Event::Start(Tag::Heading {
                level: HeadingLevel::H1,
                ..
            }) => titles += 1,
            // A comment may stand before it; whether it was one shows when it is written.
            Event::Start(Tag::HtmlBlock) | Event::End(TagEnd::HtmlBlock) | Event::Html(_) => {}
            Event::Start(_) | Event::Rule if titles == 0 => return false,
            _ => {}
        }
        if titles > 1 {
            return false;
        }
    }
    titles == 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use pulldown_cmark::Parser;

    #[test]
    fn a_title_is_the_first_block_and_the_only_one_of_its_level() {
        let title = |source| has_one_title(Parser::new(source));
        assert!(title("<!-- note -->\n# A\n\n## B\n"));
        assert!(!title("# A\n\n# B\n"));
        assert!(!title("text\n\n# A\n"));
        assert!(!title(""));
    }

    #[test]
    fn wholly_is_from_first_to_last() {
        let wholly = |source| {
            let events: Vec<_> = Parser::new(source).collect();
            is_wholly(
                events.get(1..events.len() - 1).unwrap_or(&[]),
                &Tag::Emphasis,
            )
        };
        assert!(wholly("*By **X** and Y*"));
        assert!(!wholly("*By* X *and*"));
        assert!(!wholly("*By X*."));
    }
}
