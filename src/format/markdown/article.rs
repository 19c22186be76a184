//! The frame of an article: the title over it, the lines under the title, the line at the end.
//!
//! Markdown has no sign for these; but the only first-level heading of a text is its title if it is its first block,
//! or if the text has no other title and nothing but badges, a quoted motto or a place for the contents before it. What stands next
//! to it wholly emphasised is about the text and not of it.

use pulldown_cmark::{Event, HeadingLevel, Tag, TagEnd};

use crate::document::BlockKind;

/// Longer ones are text that happens to be emphasised.
const LONGEST_BYLINE: usize = 200;

/// How far the reading of the frame has come.
#[derive(Debug)]
pub(super) struct Article {
    title: OneTitle,
    place: Place,
    seen_heading: bool,
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
    pub(super) fn new(title: OneTitle) -> Self {
        Self {
            title,
            place: Place::Top,
            seen_heading: false,
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
        let is_first = !std::mem::replace(&mut self.seen_heading, true);
        let may_be_title = match self.title {
            OneTitle::No => false,
            OneTitle::Foremost => self.place == Place::Top,
            OneTitle::Anywhere => is_first,
        };
        if may_be_title && level == 1 {
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

/// Whether a text has a heading that is its title.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum OneTitle {
    No,
    /// The only first-level heading is, if it is the first block: the text has another title.
    Foremost,
    /// It is, if it is the first heading: before it stands nothing of the text.
    Anywhere,
}

/// The headings of the first level in a text that is gone through, as far as they tell whether one is its title.
#[derive(Debug, Default)]
pub(super) struct Titles {
    before: Before,
    count: usize,
}

impl Titles {
    /// Takes the next event.
    pub(super) fn take(&mut self, event: &Event<'_>) {
        let level = HeadingLevel::H1;
        let is_title = matches!(event, Event::Start(Tag::Heading { level: l, .. }) if *l == level);
        self.count += usize::from(is_title);
        if self.count == 0 {
            self.before.take(event);
        }
    }

    /// What they tell of a text that has a title of its own apart from its headings, or none.
    pub(super) fn told(&self, has_other: bool) -> OneTitle {
        match self.count {
            1 if has_other || self.before.says_something() => OneTitle::Foremost,
            1 => OneTitle::Anywhere,
            _ => OneTitle::No,
        }
    }
}

/// What stands before a heading.
#[derive(Debug, Default)]
struct Before {
    /// How many links, pictures and quotations are open.
    depth: usize,
    /// The words outside of them, if they are few.
    words: String,
}

impl Before {
    /// More bytes are words of the text.
    const FEW: usize = 32;

    fn take(&mut self, event: &Event<'_>) {
        match event {
            Event::Start(Tag::Link { .. } | Tag::Image { .. } | Tag::BlockQuote(_)) => {
                self.depth += 1;
            }
            Event::End(TagEnd::Link | TagEnd::Image | TagEnd::BlockQuote(_)) => {
                self.depth = self.depth.saturating_sub(1);
            }
            Event::Text(words) | Event::Code(words)
                if self.depth == 0 && self.words.len() <= Self::FEW =>
            {
                self.words.push_str(words);
            }
            _ => {}
        }
    }

    /// Whether it is more than badges, which are links and pictures, a motto, and a place for the contents.
    fn says_something(&self) -> bool {
        let words = self.words.to_ascii_lowercase();
        let words = words.replace("[[toc]]", "").replace("[toc]", "");
        !words.trim().is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use pulldown_cmark::Parser;

    #[test]
    fn a_title_is_the_only_heading_of_its_level() {
        let told = |source, has_other| {
            let mut titles = Titles::default();
            Parser::new(source).for_each(|event| titles.take(&event));
            titles.told(has_other)
        };
        let title = |source| told(source, false);
        assert_eq!(title("<!-- note -->\n# A\n\n## B\n"), OneTitle::Anywhere);
        assert_eq!(
            title("[![ci](a.svg)](b)\n\n[TOC]\n\n# A\n"),
            OneTitle::Anywhere
        );
        assert_eq!(title("text\n\n# A\n"), OneTitle::Foremost);
        assert_eq!(title("# A\n\n# B\n"), OneTitle::No);
        assert_eq!(title(""), OneTitle::No);
        assert_eq!(told("# A\n", true), OneTitle::Foremost);
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
