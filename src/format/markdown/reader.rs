//! The parser's events, told to the builder.

use std::collections::HashMap;

use pulldown_cmark::{Alignment as Aligned, CodeBlockKind, CowStr, Event, Tag, TagEnd};

use super::html::{Piece, pieces, unescaped};
use super::opening::Opening;
use crate::document::{Alignment, BlockKind, Builder, LinkTo, Marker, Role, Spacing};

type Events<'t> = Vec<(usize, Event<'t>)>;

/// What is being read.
pub(super) struct Reader<'t> {
    builder: Builder,
    opening: Opening,
    /// The lists that are open, outermost first.
    lists: Vec<OpenList>,
    /// Names that headings have given their places, and how often.
    slugs: HashMap<String, usize>,
    /// The text of the heading that is open, for its name.
    heading: Option<Heading>,
    /// Whether a paragraph of a note is to be read without its emphasis: byline, standfirst, credit
    /// have a look of their own.
    plain: Option<Role>,
    /// The notes, by label, in the order of the source.
    notes: Vec<(CowStr<'t>, Events<'t>)>,
    /// The block of HTML that is open.
    html: Option<String>,
}

struct OpenList {
    /// The number of the next item, if they are numbered.
    next: Option<u64>,
    /// How many items have begun.
    items: usize,
}

struct Heading {
    id: Option<String>,
    text: String,
}

impl<'t> Reader<'t> {
    pub fn new(builder: Builder, opening: Opening) -> Self {
        Self {
            builder,
            opening,
            lists: Vec::new(),
            slugs: HashMap::new(),
            heading: None,
            plain: None,
            notes: Vec::new(),
            html: None,
        }
    }

    pub fn read(mut self, events: Vec<Event<'t>>) -> Builder {
        let body = self.set_notes_apart(events);
        self.read_events(body);
        let references = self.builder.notes_referred_to();
        let mut notes = std::mem::take(&mut self.notes);
        // In the order they are referred to; those that nothing refers to after them.
        notes.sort_by_key(|(label, _)| {
            references
                .iter()
                .position(|r| r == label.as_ref())
                .unwrap_or(usize::MAX)
        });
        for (label, events) in notes {
            self.builder.open_note(&label);
            self.read_events(events);
            self.builder.close();
        }
        if self.opening.has_title() {
            self.name_authors();
        }
        self.builder
    }

    /// Takes the definitions of notes out of the text.
    fn set_notes_apart(&mut self, events: Vec<Event<'t>>) -> Events<'t> {
        let mut body = Vec::with_capacity(events.len());
        let mut open = 0usize;
        for (n, event) in events.into_iter().enumerate() {
            match event {
                Event::Start(Tag::FootnoteDefinition(label)) => {
                    open += 1;
                    self.notes.push((label, Vec::new()));
                }
                Event::End(TagEnd::FootnoteDefinition) => open = open.saturating_sub(1),
                event => match self.notes.last_mut().filter(|_| open > 0) {
                    Some((_, note)) => note.push((n, event)),
                    None => body.push((n, event)),
                },
            }
        }
        body
    }

    fn read_events(&mut self, events: Events<'t>) {
        for (n, event) in events {
            match event {
                Event::Start(tag) => self.start(n, tag),
                Event::End(tag) => self.end(tag),
                Event::Text(text) => self.text(&text),
                Event::Code(text) => {
                    self.open_loose();
                    self.builder.begin_role(Role::Code);
                    self.text(&text);
                    self.builder.end_role(Role::Code);
                }
                Event::SoftBreak => self.text("\n"),
                Event::HardBreak => self.builder.line_break(),
                Event::Rule => self.builder.block(BlockKind::Rule, ""),
                Event::Html(html) => {
                    self.html.get_or_insert_default().push_str(&html);
                }
                Event::InlineHtml(html) => {
                    if html.to_ascii_lowercase().starts_with("<br") {
                        self.builder.line_break();
                    }
                }
                Event::FootnoteReference(label) => {
                    self.open_loose();
                    self.builder.note_reference(&label);
                }
                Event::TaskListMarker(done) => self.builder.mark_item(Marker::Task { done }),
                Event::InlineMath(text) | Event::DisplayMath(text) => self.text(&text),
            }
        }
    }

    fn start(&mut self, n: usize, tag: Tag<'t>) {
        match tag {
            Tag::Paragraph => {
                let kind = self.opening.kind(n).unwrap_or(BlockKind::Paragraph);
                self.plain = match kind {
                    BlockKind::Byline | BlockKind::Credit => Some(Role::Emphasis),
                    BlockKind::Standfirst => Some(Role::Strong),
                    _ => None,
                };
                self.builder.begin(kind);
            }
            Tag::Heading { level, id, .. } => {
                let level = level as u8;
                let kind = self.opening.kind(n).unwrap_or(BlockKind::Heading { level });
                self.builder.end();
                self.heading = Some(Heading {
                    id: id.map(|id| id.to_string()),
                    text: String::new(),
                });
                self.builder.begin(kind);
            }
            Tag::BlockQuote(_) => {
                self.builder.open_quotation();
            }
            Tag::CodeBlock(CodeBlockKind::Fenced(_) | CodeBlockKind::Indented) => {
                self.builder.begin(BlockKind::Code);
            }
            Tag::List(first) => {
                self.builder.end();
                self.lists.push(OpenList {
                    next: first,
                    items: 0,
                });
            }
            Tag::Item => self.start_item(),
            Tag::Table(columns) => {
                self.builder
                    .begin_table(columns.iter().map(|c| alignment(*c)).collect());
            }
            Tag::TableHead => self.builder.begin_row(true),
            Tag::TableRow => self.builder.begin_row(false),
            Tag::TableCell => self.builder.begin_cell(),
            Tag::Emphasis => self.role(Role::Emphasis, true),
            Tag::Strong => self.role(Role::Strong, true),
            Tag::Strikethrough => self.role(Role::Struck, true),
            Tag::Link { dest_url, .. } => {
                self.open_loose();
                self.builder.begin_link(link_to(&dest_url));
            }
            Tag::Image { .. } => {
                self.open_loose();
                self.builder.count_image();
            }
            _ => {}
        }
    }

    fn start_item(&mut self) {
        self.builder.end();
        let mut marker = Marker::Bullet;
        if let Some(list) = self.lists.last_mut() {
            list.items += 1;
            if let Some(number) = &mut list.next {
                marker = Marker::Number(*number);
                *number = number.saturating_add(1);
            }
        }
        self.builder.open_item(marker);
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::CodeBlock => {
                self.plain = None;
                self.builder.end();
            }
            TagEnd::Heading(_) => self.end_heading(),
            TagEnd::BlockQuote(_) => self.builder.close(),
            TagEnd::List(_) => {
                self.builder.end();
                self.lists.pop();
            }
            TagEnd::Item => self.builder.close(),
            TagEnd::HtmlBlock => {
                let html = self.html.take().unwrap_or_default();
                self.html_block(&html);
                self.builder.end();
            }
            TagEnd::Table => self.builder.end(),
            TagEnd::Emphasis => self.role(Role::Emphasis, false),
            TagEnd::Strong => self.role(Role::Strong, false),
            TagEnd::Strikethrough => self.role(Role::Struck, false),
            TagEnd::Link => self.builder.end_link(),
            _ => {}
        }
    }

    /// Begins a block where text comes outside of one: the parser gives the items of a tight list so.
    /// Such an item stands directly under the one before it, and a list in it directly under it.
    fn open_loose(&mut self) {
        if self.builder.is_open() {
            return;
        }
        let is_first = self.lists.len() == 1 && self.lists.iter().all(|list| list.items <= 1);
        let opens_list = is_first && self.builder.is_first_of_item();
        if !self.lists.is_empty() && !opens_list {
            self.builder.space_next(Spacing::Tight);
        }
        self.builder.begin(BlockKind::Paragraph);
    }

    fn text(&mut self, text: &str) {
        self.open_loose();
        if let Some(heading) = &mut self.heading {
            heading.text.push_str(text);
        }
        self.builder.text(text);
    }

    fn role(&mut self, role: Role, begins: bool) {
        if self.plain == Some(role) {
            return;
        }
        self.open_loose();
        if begins {
            self.builder.begin_role(role);
        } else {
            self.builder.end_role(role);
        }
    }

    /// Gives the heading's place the name that GitHub gives it, so that links lead there.
    fn end_heading(&mut self) {
        if let Some(heading) = self.heading.take() {
            let slug = slug(&heading.text);
            let count = self.slugs.entry(slug.clone()).or_insert(0);
            let name = if *count == 0 {
                slug
            } else {
                format!("{slug}-{count}")
            };
            *count += 1;
            for name in heading.id.iter().chain([&name]) {
                self.builder.name_open_block(name);
            }
        }
        self.builder.end();
    }

    fn html_block(&mut self, html: &str) {
        pieces(html, |piece| match piece {
            Piece::Text(text) if text.trim().is_empty() => self.builder.text(" "),
            Piece::Text(text) => {
                if !self.builder.is_open() {
                    self.builder.begin(BlockKind::Paragraph);
                }
                self.builder.text(&unescaped(text));
            }
            Piece::Break => self.builder.line_break(),
            Piece::Block => self.builder.end(),
        });
    }

    /// "By Chris Miller" names an author.
    fn name_authors(&mut self) {
        let byline = self.builder.text_of(BlockKind::Byline);
        let metadata = self.builder.metadata_mut();
        if let Some(name) = byline.as_deref().and_then(|b| b.strip_prefix("By "))
            && metadata.authors.is_empty()
        {
            metadata.authors.push(name.to_owned());
        }
    }
}

fn alignment(aligned: Aligned) -> Alignment {
    match aligned {
        Aligned::None | Aligned::Left => Alignment::Left,
        Aligned::Center => Alignment::Centre,
        Aligned::Right => Alignment::Right,
    }
}

fn link_to(url: &CowStr<'_>) -> LinkTo {
    match url.strip_prefix('#') {
        Some(name) => LinkTo::Place(name.to_owned()),
        None => LinkTo::Outside(url.to_string()),
    }
}

/// The name GitHub gives a heading: small letters, blanks as hyphens, no punctuation.
fn slug(text: &str) -> String {
    text.trim()
        .chars()
        .filter_map(|c| match c {
            ' ' => Some('-'),
            '-' | '_' => Some(c),
            c if c.is_alphanumeric() => Some(c),
            _ => None,
        })
        .flat_map(char::to_lowercase)
        .collect()
}
