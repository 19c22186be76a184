//! Markdown against its specifications: the blocks, their nesting, their text and its roles are those of
//! the HTML that CommonMark and GFM give for each of their examples (`../shared/corpus/markdown`).
//!
//! The HTML is read here by a small reader of its own, which knows the few elements that the examples
//! have; comparing with the program's reader would only show that it agrees with itself.
#![expect(
    clippy::unwrap_used,
    reason = "a test stops where the corpus cannot be read"
)]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use folio::document::{BlockKind, Container, Document, Marker, Role, Roles};
use folio::format;
use html5gum::{Token, Tokenizer};

/// A block as both sides draw it.
#[derive(Debug, Default)]
struct Leaf {
    /// `>` for a quotation, `.` for an item.
    within: String,
    marker: String,
    kind: String,
    text: Vec<(char, Roles)>,
}

impl Leaf {
    /// Whether the text stands as written.
    fn is_code(&self) -> bool {
        self.kind == "code"
    }

    /// The leaf on a line. White space is joined and plays no role, for a reader cannot see one there.
    fn drawn(&self) -> String {
        let mut out = format!("{} {}{}:", self.within, self.marker, self.kind);
        let mut roles = Roles::NONE;
        let mut gap = None;
        let mut column = 0;
        let text: &[(char, Roles)] = &self.text;
        let is_blank = |c: &char| matches!(c, ' ' | '\n' | '\t');
        let end = text
            .iter()
            .rposition(|(c, _)| !is_blank(c))
            .map_or(0, |at| at + 1);
        for (char, played) in &text[..end] {
            if self.is_code() {
                let blanks = 4 - column % 4;
                column = if *char == '\n' { 0 } else { column + 1 };
                match char {
                    '\t' => {
                        out.push_str(&" ".repeat(blanks));
                        column += blanks - 1;
                    }
                    char => out.push(*char),
                }
                continue;
            }
            if is_blank(char) {
                let forced = *char == '\n' && (gap.is_none() || gap == Some(' '));
                gap = Some(if forced || gap == Some('\n') {
                    '\n'
                } else {
                    ' '
                });
                continue;
            }
            if let Some(gap) = gap.take()
                && !out.ends_with(':')
            {
                out.push(gap);
            }
            if *played != roles {
                let _ = write!(out, "{{{}}}", names(*played));
                roles = *played;
            }
            out.push(*char);
        }
        out.replace('\n', "⏎")
    }
}

const ROLES: [(Role, &str); 5] = [
    (Role::Emphasis, "em "),
    (Role::Strong, "strong "),
    (Role::Code, "code "),
    (Role::Link, "a "),
    (Role::Struck, "del "),
];

fn names(roles: Roles) -> String {
    let played = ROLES.iter().filter(|(role, _)| roles.has(*role));
    played.map(|(_, name)| *name).collect()
}

/// What the program read.
fn ours(document: &Document) -> Vec<String> {
    let mut out = Vec::new();
    for block in document.blocks() {
        let within = block.containers().iter().map(|container| match container {
            Container::Quotation => '>',
            Container::Item { .. } => '.',
        });
        let (kind, all) = match block.kind {
            BlockKind::Title => ("h1".to_owned(), Roles::NONE),
            BlockKind::Heading { level } => (format!("h{level}"), Roles::NONE),
            BlockKind::Code => ("code".to_owned(), Roles::NONE),
            BlockKind::Rule => ("hr".to_owned(), Roles::NONE),
            BlockKind::Table(_) => ("table".to_owned(), Roles::NONE),
            // What these are is shown by their setting, and in the source by their emphasis.
            BlockKind::Byline | BlockKind::Credit => ("p".to_owned(), Role::Emphasis.into()),
            BlockKind::Standfirst => ("p".to_owned(), Role::Strong.into()),
            _ => ("p".to_owned(), Roles::NONE),
        };
        let mut text = Vec::new();
        if block.kind != BlockKind::Rule {
            let runs = document.runs_in(block.range);
            let start = block.range.start.to_usize();
            for (at, char) in document.slice(block.range).char_indices() {
                let at = start + at;
                let run = runs
                    .iter()
                    .find(|r| r.range.start.to_usize() <= at && at < r.range.end.to_usize());
                let char = if char == '\t' { '¦' } else { char };
                text.push((char, run.map_or(all, |run| run.roles)));
            }
        }
        let leaf = Leaf {
            within: within.collect(),
            marker: block.marker().map_or(String::new(), |marker| match marker {
                Marker::Task { done } => format!("[{}] ", if done { 'x' } else { ' ' }),
                marker => format!("{} ", marker.sign()),
            }),
            kind,
            text,
        };
        out.push(leaf.drawn());
    }
    out
}

/// What the specification says.
#[derive(Default)]
struct Expected {
    out: Vec<String>,
    leaf: Option<Leaf>,
    within: Vec<char>,
    lists: Vec<Option<u64>>,
    marker: Option<String>,
    open: Vec<Role>,
    in_pre: bool,
    in_table: bool,
    row: usize,
    cell: usize,
}

impl Expected {
    fn of(html: &str) -> Vec<String> {
        let mut expected = Self::default();
        for Ok(token) in Tokenizer::new(html) {
            match token {
                Token::StartTag(tag) => {
                    let attribute = |name: &[u8]| {
                        let value = tag.attributes.get(name)?;
                        Some(String::from_utf8_lossy(value).into_owned())
                    };
                    expected.start(&String::from_utf8_lossy(&tag.name), &attribute);
                }
                Token::EndTag(tag) => expected.end(&String::from_utf8_lossy(&tag.name)),
                Token::String(text) => expected.text(&String::from_utf8_lossy(&text)),
                _ => {}
            }
        }
        expected.finish();
        expected.out
    }

    fn finish(&mut self) {
        if let Some(leaf) = self.leaf.take() {
            let is_empty = leaf.text.iter().all(|(c, _)| c.is_ascii_whitespace());
            if !is_empty || !leaf.marker.is_empty() || leaf.kind == "hr" {
                self.out.push(leaf.drawn());
            }
        }
    }

    fn begin(&mut self, kind: &str) {
        self.finish();
        self.leaf = Some(Leaf {
            within: self.within.iter().collect(),
            marker: self.marker.take().unwrap_or_default(),
            kind: kind.to_owned(),
            text: Vec::new(),
        });
    }

    /// An item that begins with a list or quotation has a line of its own for its marker.
    fn settle(&mut self) {
        self.finish();
        if self.marker.is_some() {
            self.begin("p");
            self.finish();
        }
    }

    fn start(&mut self, tag: &str, attribute: &dyn Fn(&[u8]) -> Option<String>) {
        match tag {
            "p" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.begin(tag),
            "pre" => {
                self.begin("code");
                self.in_pre = true;
            }
            "hr" => {
                self.begin("hr");
                self.finish();
            }
            "blockquote" => {
                self.settle();
                self.within.push('>');
            }
            "ul" | "ol" => {
                self.settle();
                let start = attribute(b"start")
                    .and_then(|n| n.parse().ok())
                    .unwrap_or(1);
                self.lists.push((tag == "ol").then_some(start));
            }
            "li" => {
                self.finish();
                self.within.push('.');
                let number = self.lists.last_mut().and_then(Option::as_mut);
                self.marker = Some(match number {
                    Some(number) => {
                        *number += 1;
                        format!("{}. ", *number - 1)
                    }
                    None => "• ".to_owned(),
                });
            }
            "input" => {
                let done = attribute(b"checked").is_some();
                let marker = format!("[{}] ", if done { 'x' } else { ' ' });
                match &mut self.leaf {
                    Some(leaf) => leaf.marker = marker,
                    None => self.marker = Some(marker),
                }
            }
            "table" => {
                self.begin("table");
                (self.in_table, self.row) = (true, 0);
            }
            "tr" => {
                if self.row > 0 {
                    self.push("\n");
                }
                self.row += 1;
                self.cell = 0;
            }
            "td" | "th" => {
                if self.cell > 0 {
                    self.push("¦");
                }
                self.cell += 1;
            }
            "br" => self.push("\n"),
            "img" => {
                // A raw tag may have a title only, which then stands for the image.
                let words = attribute(b"alt").or_else(|| attribute(b"title"));
                self.push(&words.unwrap_or_default());
            }
            _ => self.open.extend(role(tag).filter(|_| !self.in_pre)),
        }
    }

    fn end(&mut self, tag: &str) {
        match tag {
            "p" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.finish(),
            "pre" => {
                self.in_pre = false;
                self.finish();
            }
            "table" => {
                self.in_table = false;
                self.finish();
            }
            "blockquote" => {
                self.finish();
                self.within.pop();
            }
            "li" => {
                self.settle();
                self.within.pop();
            }
            "ul" | "ol" => {
                self.lists.pop();
            }
            _ => {
                if let Some(role) = role(tag)
                    && let Some(at) = self.open.iter().rposition(|open| *open == role)
                {
                    self.open.remove(at);
                }
            }
        }
    }

    fn text(&mut self, text: &str) {
        if self.in_pre {
            return self.push(text);
        }
        let is_blank = text.trim_ascii().is_empty();
        if is_blank && (self.leaf.is_none() || self.in_table) {
            return;
        }
        if self.leaf.is_none() {
            self.begin("p");
        }
        // A line end of the source is a blank.
        self.push(&text.replace(['\n', '\r'], " "));
    }

    fn push(&mut self, text: &str) {
        if self.leaf.is_none() {
            self.begin("p");
        }
        let roles = self
            .open
            .iter()
            .fold(Roles::NONE, |roles, role| roles | *role);
        // The sign between cells is no text.
        let roles = if self.in_table && text == "¦" {
            Roles::NONE
        } else {
            roles
        };
        if let Some(leaf) = &mut self.leaf {
            leaf.text.extend(text.chars().map(|char| (char, roles)));
        }
    }
}

fn role(tag: &str) -> Option<Role> {
    Some(match tag {
        "em" | "i" => Role::Emphasis,
        "strong" | "b" => Role::Strong,
        "code" => Role::Code,
        "a" => Role::Link,
        "del" => Role::Struck,
        _ => return None,
    })
}

fn corpus(file: &str) -> Option<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus");
    let corpus = std::env::var_os("FOLIO_CORPUS").map_or_else(beside, PathBuf::from);
    Some(corpus.join("markdown").join(file)).filter(|path| path.exists())
}

/// Sections whose examples are about tags in the source, and not about Markdown.
const ABOUT_HTML: [&str; 3] = ["HTML blocks", "Raw HTML", "Disallowed Raw HTML (extension)"];

/// Examples of section "Autolinks" that show what CommonMark does not take for an address; GitHub's
/// extension does, and folio with it. And, first in each list, the one example outside the sections on HTML
/// that has a tag in it, `<bar>`: what is no tag to HTML folio shows as written.
const READ_OTHERWISE: [&[u64]; 2] = [&[203, 608, 610, 613, 614], &[170, 614, 616, 619, 620]];

/// The examples that are read otherwise, drawn.
fn misses(file: &str, exceptions: &[u64]) -> Option<(usize, String)> {
    let examples = std::fs::read(corpus(file)?).unwrap();
    let examples: Vec<serde_json::Value> = serde_json::from_slice(&examples).unwrap();
    let mut compared = 0;
    let mut drawn = String::new();
    for example in &examples {
        let number = example["example"].as_u64().unwrap();
        let section = example["section"].as_str().unwrap();
        if ABOUT_HTML.contains(&section) || exceptions.contains(&number) {
            continue;
        }
        let markdown = example["markdown"].as_str().unwrap();
        let document = format::open(markdown.as_bytes(), Some("a.md")).unwrap();
        let (is, should) = (
            ours(&document),
            Expected::of(example["html"].as_str().unwrap()),
        );
        compared += 1;
        if is != should {
            let (is, should) = (is.join("\n"), should.join("\n"));
            let _ = writeln!(
                drawn,
                "{number} {section}\n{markdown}\nis\n{is}\nshould be\n{should}\n"
            );
        }
    }
    Some((compared, drawn))
}

#[test]
fn every_example_of_commonmark_has_the_structure_of_its_html() {
    if let Some((compared, misses)) = misses("commonmark-spec.json", READ_OTHERWISE[0]) {
        assert!(compared > 550, "{compared}");
        assert!(misses.is_empty(), "{misses}");
    }
}

#[test]
fn every_example_of_gfm_has_the_structure_of_its_html() {
    if let Some((compared, misses)) = misses("gfm-spec.json", READ_OTHERWISE[1]) {
        assert!(compared > 570, "{compared}");
        assert!(misses.is_empty(), "{misses}");
    }
}
