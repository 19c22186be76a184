//! The text of a FictionBook, told to a builder.
//!
//! Elements that are open are kept in a list; an end tag closes the nearest of its name and whatever was
//! left open inside it, and is passed over where there is none.

use crate::document::{BlockKind, Builder, LinkTo, Role};
use crate::format::PICTURE;
use crate::format::xml::Element;

/// What an open element is for its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Open {
    /// Nothing of its own.
    Plain,
    /// Not for a reader.
    Skipped,
    Section,
    /// A section that is the text of a note.
    Note,
    Quotation,
    /// The title of a section; its paragraphs are lines of one heading.
    Title,
    Stanza,
    /// A line of verse.
    Line,
    /// A paragraph, or what stands like one.
    Paragraph,
    /// A line that heads what follows, but is no section.
    Subtitle,
    Table,
    Role(Role),
    Link,
    /// A reference to a note, whose own words are replaced by its number.
    Reference,
}

/// Where in the text one is.
#[derive(Debug, Default)]
pub(super) struct Body {
    open: Vec<(Box<str>, Open)>,
    /// Sections that are open.
    depth: usize,
    in_notes: bool,
    /// Elements that are open whose text is not shown.
    skipped: usize,
    /// Whether a text has begun.
    has_begun: bool,
    /// Titles and stanzas that are open: their paragraphs are lines.
    lines: usize,
    /// Whether the line that is open has words.
    has_words: bool,
    /// Pictures without words that stand before the first word of the line.
    pictures: usize,
}

/// How far up an end tag looks for its beginning. Sound books nest some ten deep; a hostile one must not
/// make each end look through all beginnings.
const FAR: usize = 64;

/// The lowest level a heading can have.
const LOWEST: usize = 6;

impl Body {
    pub(super) fn start(&mut self, tag: &Element<'_>, builder: &mut Builder) {
        let name = tag.name();
        if self.skipped == 0
            && let Some(id) = tag.attribute("id")
            && name != "binary"
        {
            builder.name_place(&id);
        }
        if matches!(
            name,
            "p" | "v" | "text-author" | "date" | "subtitle" | "td" | "th"
        ) {
            (self.has_words, self.pictures) = (false, 0);
        }
        let open = self.opened(name, tag, builder);
        match open {
            Open::Skipped | Open::Reference => self.skipped += 1,
            Open::Title | Open::Stanza => self.lines += 1,
            Open::Section | Open::Note => self.depth += 1,
            _ => {}
        }
        self.open.push((name.into(), open));
    }

    fn opened(&mut self, name: &str, tag: &Element<'_>, builder: &mut Builder) -> Open {
        match name {
            _ if self.skipped > 0 => Open::Plain,
            "binary" | "stylesheet" | "description" => Open::Skipped,
            "body" => self.body(tag, builder),
            "section" => self.section(tag, builder),
            "title" if self.is_note_number() => Open::Skipped,
            "title" | "epigraph" | "cite" | "annotation" | "stanza" | "v" | "subtitle" | "p"
            | "text-author" | "date" | "table"
                if builder.in_table() =>
            {
                // A cell is no place for blocks: they stand in it one behind the other.
                builder.text(" ");
                Open::Plain
            }
            "title" if self.stands_in("poem") => subtitle(builder),
            "title" => self.title(builder),
            "epigraph" | "cite" | "annotation" => {
                builder.open_quotation();
                Open::Quotation
            }
            "stanza" => {
                builder.begin(BlockKind::Verse);
                Open::Stanza
            }
            "v" => self.line(builder),
            "p" | "text-author" | "date" if self.lines > 0 => Open::Line,
            // In a text without sections it is what parts it.
            "subtitle" if self.depth == 0 => {
                builder.begin(BlockKind::Heading { level: 1 });
                Open::Title
            }
            "subtitle" => subtitle(builder),
            "p" | "text-author" | "date" => self.paragraph(builder),
            "image" => {
                self.image(tag, builder);
                Open::Plain
            }
            "table" => {
                builder.begin_table(Vec::new());
                Open::Table
            }
            "tr" => {
                builder.begin_row(false);
                Open::Plain
            }
            "th" | "td" => {
                builder.begin_cell();
                Open::Plain
            }
            "a" => link(tag, builder),
            _ => role_of(name).map_or(Open::Plain, |role| {
                builder.begin_role(role);
                Open::Role(role)
            }),
        }
    }

    fn body(&mut self, tag: &Element<'_>, builder: &mut Builder) -> Open {
        builder.end();
        let name = tag.attribute("name").unwrap_or_default().to_lowercase();
        self.in_notes = name.contains("note") || name.contains("comment") || name.contains("прим");
        Open::Plain
    }

    fn section(&mut self, tag: &Element<'_>, builder: &mut Builder) -> Open {
        builder.end();
        match tag.attribute("id") {
            Some(id) if self.in_notes => {
                builder.open_note(&id);
                Open::Note
            }
            _ => Open::Section,
        }
    }

    /// Whether a title that begins now is the number of a note, which its marker shows.
    fn is_note_number(&self) -> bool {
        self.open
            .last()
            .is_some_and(|(_, open)| *open == Open::Note)
    }

    fn title(&mut self, builder: &mut Builder) -> Open {
        // The first title before any section is the book's.
        let kind = if self.depth == 0 && !self.has_begun {
            BlockKind::Title
        } else {
            let level = u8::try_from(self.depth.clamp(1, LOWEST)).unwrap_or(1);
            BlockKind::Heading { level }
        };
        builder.begin(kind);
        self.has_begun = true;
        Open::Title
    }

    fn line(&mut self, builder: &mut Builder) -> Open {
        if self.lines == 0 {
            builder.begin(BlockKind::Verse);
            return Open::Paragraph;
        }
        Open::Line
    }

    fn paragraph(&mut self, builder: &mut Builder) -> Open {
        if self.stands_in("subtitle") {
            return Open::Line;
        }
        builder.begin(BlockKind::Paragraph);
        self.has_begun = true;
        Open::Paragraph
    }

    fn stands_in(&self, name: &str) -> bool {
        self.open.last().is_some_and(|(open, _)| **open == *name)
    }

    fn image(&mut self, tag: &Element<'_>, builder: &mut Builder) {
        builder.count_image();
        let alt = tag.attribute("alt").or_else(|| tag.attribute("title"));
        let alt = alt.unwrap_or_default();
        let in_block = builder.in_table()
            || matches!(
                self.open.last(),
                Some((_, Open::Paragraph | Open::Line | Open::Role(_) | Open::Link))
            );
        if in_block && alt.trim().is_empty() {
            // Alone on its line it says no more than an empty figure does.
            self.pictures += 1;
            self.show_pictures(builder);
        } else if in_block {
            self.text(&alt, builder);
        } else {
            builder.block(BlockKind::Figure, &alt);
        }
    }

    pub(super) fn text(&mut self, text: &str, builder: &mut Builder) {
        if self.skipped == 0 {
            if !text.trim().is_empty() {
                self.has_words = true;
                self.show_pictures(builder);
            }
            builder.text(text);
        }
    }

    /// Shows the pictures that wait, if there are words beside them.
    fn show_pictures(&mut self, builder: &mut Builder) {
        if self.has_words {
            for _ in 0..std::mem::take(&mut self.pictures) {
                builder.text(PICTURE);
            }
        }
    }

    pub(super) fn end(&mut self, name: &str, builder: &mut Builder) {
        let near = self.open.iter().rev().take(FAR);
        let Some(above) = near.into_iter().position(|(open, _)| **open == *name) else {
            return;
        };
        for _ in 0..=above {
            if let Some((_, open)) = self.open.pop() {
                self.close(open, builder);
            }
        }
    }

    fn close(&mut self, open: Open, builder: &mut Builder) {
        match open {
            Open::Skipped | Open::Reference => self.skipped = self.skipped.saturating_sub(1),
            Open::Section => {
                self.depth = self.depth.saturating_sub(1);
                builder.end();
            }
            Open::Note => {
                self.depth = self.depth.saturating_sub(1);
                builder.close();
            }
            Open::Quotation => builder.close(),
            Open::Title | Open::Stanza => {
                self.lines = self.lines.saturating_sub(1);
                builder.end();
            }
            Open::Line => builder.line_break(),
            Open::Paragraph | Open::Table => builder.end(),
            Open::Subtitle => {
                builder.end_role(Role::Strong);
                builder.end();
            }
            Open::Role(role) => builder.end_role(role),
            Open::Link => builder.end_link(),
            Open::Plain => {}
        }
    }
}

fn subtitle(builder: &mut Builder) -> Open {
    builder.begin(BlockKind::Paragraph);
    builder.begin_role(Role::Strong);
    Open::Subtitle
}

fn role_of(name: &str) -> Option<Role> {
    Some(match name {
        "emphasis" => Role::Emphasis,
        "strong" => Role::Strong,
        "strikethrough" => Role::Struck,
        "code" => Role::Code,
        _ => return None,
    })
}

fn link(tag: &Element<'_>, builder: &mut Builder) -> Open {
    let Some(href) = tag.attribute("href") else {
        return Open::Plain;
    };
    let is_note = tag.attribute("type").as_deref() == Some("note");
    match href.strip_prefix('#') {
        Some(id) if is_note => {
            builder.note_reference(id);
            return Open::Reference;
        }
        Some(id) => builder.begin_link(LinkTo::Place(id.to_owned())),
        None => builder.begin_link(LinkTo::Outside(href)),
    }
    Open::Link
}
