//! Events of one leaf block, a paragraph or a heading, looked at before they are written.

use pulldown_cmark::{Event, Tag, TagEnd};

pub(super) fn plain_text(events: &[Event<'_>]) -> String {
    let text = |event| match event {
        &Event::Text(ref text) | &Event::Code(ref text) => text,
        Event::SoftBreak | Event::HardBreak => " ",
        _ => "",
    };
    events.iter().map(text).collect()
}

/// The name a heading gives itself at its end: `{#name}`.
pub(super) fn take_id(events: &mut [Event<'_>]) -> Option<String> {
    let Some(Event::Text(text)) = events.last_mut() else {
        return None;
    };
    let (before, id) = text.strip_suffix('}')?.rsplit_once("{#")?;
    let is_id = |id: &str| !id.is_empty() && !id.contains([' ', '{', '}', '#']);
    if !is_id(id) {
        return None;
    }
    let (before, id) = (before.trim_end().to_owned(), id.to_owned());
    *text = before.into();
    Some(id)
}

/// The events up to the end of a leaf block, which holds no blocks of its own.
pub(super) fn until<'a>(
    events: &mut dyn Iterator<Item = Event<'a>>,
    end: TagEnd,
) -> Vec<Event<'a>> {
    events
        .take_while(|event| *event != Event::End(end))
        .collect()
}

/// Whether a tag begins a block rather than a stretch inside one.
pub(super) const fn is_block(tag: &Tag<'_>) -> bool {
    !matches!(
        tag,
        Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript
            | Tag::Link { .. }
            | Tag::Image { .. }
    )
}
