//! How an essay opens and closes: title, byline, standfirst, credit.
//!
//! Markdown has no words for these, but authors have habits, and they are read as they are meant: a
//! single heading of the first level at the very top is the title; a short paragraph all in emphasis
//! under it is the byline; one all in strong type the standfirst; a last paragraph all in emphasis
//! behind a rule the credit.

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Tag, TagEnd};

use crate::document::BlockKind;

/// The blocks of a text that are more than headings and paragraphs: by the event they begin with.
#[derive(Debug, Default)]
pub(super) struct Opening {
    special: Vec<(usize, BlockKind)>,
}

/// A byline is no paragraph: characters.
const LONGEST_BYLINE: usize = 200;

impl Opening {
    pub fn of(events: &[Event<'_>]) -> Self {
        let mut opening = Self::default();
        let first = block(events, 0);
        let firsts = |e: &Event<'_>| {
            matches!(
                e,
                Event::Start(Tag::Heading {
                    level: HeadingLevel::H1,
                    ..
                })
            )
        };
        let has_title =
            events.first().is_some_and(firsts) && events.iter().filter(|e| firsts(e)).count() == 1;
        let mut at = 0;
        if has_title {
            opening.special.push((0, BlockKind::Title));
            at = first.end;
            let next = block(events, at);
            if wholly(events, &next, |tag| *tag == Tag::Emphasis)
                && length(events, &next) <= LONGEST_BYLINE
            {
                opening.special.push((next.start, BlockKind::Byline));
                at = next.end;
            }
            let next = block(events, at);
            if wholly(events, &next, |tag| *tag == Tag::Strong) {
                opening.special.push((next.start, BlockKind::Standfirst));
                at = next.end;
            }
        }
        opening.find_credit(events, at);
        opening
    }

    fn find_credit(&mut self, events: &[Event<'_>], from: usize) {
        let Some(rule) = events
            .iter()
            .rposition(|e| *e == Event::Rule)
            .filter(|n| *n >= from)
        else {
            return;
        };
        let mut last = None;
        let mut at = rule + 1;
        while at < events.len() {
            let next = block(events, at);
            // Notes may stand anywhere in the source.
            if !matches!(
                events.get(at),
                Some(Event::Start(Tag::FootnoteDefinition(_)))
            ) {
                last = Some(next.clone());
            }
            at = next.end.max(at + 1);
        }
        if let Some(last) = last.filter(|last| wholly(events, last, |tag| *tag == Tag::Emphasis)) {
            self.special.push((last.start, BlockKind::Credit));
        }
    }

    /// What the block that begins with this event is, if it is special.
    pub fn kind(&self, event: usize) -> Option<BlockKind> {
        let found = self.special.iter().find(|(at, _)| *at == event);
        found.map(|(_, kind)| *kind)
    }

    /// Whether a title was found.
    pub fn has_title(&self) -> bool {
        self.special
            .iter()
            .any(|(_, kind)| *kind == BlockKind::Title)
    }
}

/// The events of the block that begins at `at`.
fn block(events: &[Event<'_>], at: usize) -> Range<usize> {
    let mut depth = 0usize;
    for (n, event) in events.iter().enumerate().skip(at) {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return at..n + 1;
        }
    }
    at..events.len()
}

/// Whether a block is a paragraph of which every word stands in such a tag.
fn wholly(events: &[Event<'_>], range: &Range<usize>, is_tag: impl Fn(&Tag<'_>) -> bool) -> bool {
    let inner = events.get(range.clone()).unwrap_or(&[]);
    let [
        Event::Start(Tag::Paragraph),
        inner @ ..,
        Event::End(TagEnd::Paragraph),
    ] = inner
    else {
        return false;
    };
    let mut depth = 0usize;
    let mut inside: Option<usize> = None;
    let mut has_text = false;
    for event in inner {
        match event {
            Event::Start(tag) => {
                depth += 1;
                if inside.is_none() && is_tag(tag) {
                    inside = Some(depth);
                }
            }
            Event::End(_) => {
                inside = inside.filter(|at| *at < depth);
                depth = depth.saturating_sub(1);
            }
            Event::SoftBreak | Event::HardBreak => {}
            Event::Text(text) if inside.is_none() && text.trim().is_empty() => {}
            _ if inside.is_none() => return false,
            _ => has_text = true,
        }
    }
    has_text
}

fn length(events: &[Event<'_>], range: &Range<usize>) -> usize {
    let inner = events.get(range.clone()).unwrap_or(&[]);
    let text = inner.iter().map(|event| match event {
        Event::Text(text) => text.chars().count(),
        _ => 0,
    });
    text.sum()
}
