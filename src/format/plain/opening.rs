//! How a text opens and closes: the head of a Gutenberg book, and the shape of a saved article.

use super::lines::{Stretch, lines};
use crate::document::{BlockKind, Builder, Metadata};

/// Lines in which Gutenberg's head says title and author.
const HEAD: usize = 60;

/// Notes down what the head of a Project Gutenberg book says of it.
pub(super) fn note_gutenberg(text: &str, metadata: &mut Metadata) {
    let mut head = lines(text)
        .take(HEAD)
        .take_while(|line| !line.starts_with("*** START"));
    if !head
        .by_ref()
        .take(8)
        .any(|line| line.contains("Project Gutenberg"))
    {
        return;
    }
    for line in head {
        if let Some(title) = line.strip_prefix("Title:") {
            metadata
                .title
                .get_or_insert_with(|| title.trim().to_owned());
        } else if let Some(author) = line.strip_prefix("Author:") {
            metadata.authors.push(author.trim().to_owned());
        } else if let Some(language) = line.strip_prefix("Language:") {
            metadata.language = language_tag(language.trim()).map(str::to_owned);
        }
    }
}

fn language_tag(name: &str) -> Option<&'static str> {
    const TAGS: &[(&str, &str)] = &[
        ("English", "en"),
        ("French", "fr"),
        ("German", "de"),
        ("Latin", "la"),
        ("Spanish", "es"),
        ("Italian", "it"),
        ("Russian", "ru"),
        ("Chinese", "zh"),
    ];
    TAGS.iter().find(|(n, _)| *n == name).map(|(_, tag)| *tag)
}

/// An article as it is saved from the web: a title, a byline, perhaps a standfirst, then one line a
/// paragraph, and perhaps a closing line that says where it appeared.
pub(super) struct Article<'t> {
    title: &'t str,
    byline: &'t str,
    standfirst: Option<&'t str>,
    paragraphs: Vec<&'t str>,
    credit: Option<&'t str>,
}

/// A title is no sentence, and a byline no paragraph: characters.
const LONGEST_TITLE: usize = 120;
const LONGEST_BYLINE: usize = 200;
const LONGEST_STANDFIRST: usize = 400;
const LONGEST_CREDIT: usize = 240;

/// An article has at least so many paragraphs, and they are on average at least so long.
const FEWEST: usize = 4;
const PARAGRAPH: usize = 200;

impl<'t> Article<'t> {
    pub fn of(text: &'t str, stretches: &[Stretch<'t>]) -> Option<Self> {
        // Wrapped lines are short; those of an article are paragraphs.
        if stretches.iter().take(50).any(|s| s.count > 1) && stretches.len() > 3 {
            return None;
        }
        let mut all = lines(text).map(str::trim).filter(|line| !line.is_empty());
        let title = all.next().filter(|line| is_title(line, LONGEST_TITLE))?;
        let byline = all.next().filter(|line| is_title(line, LONGEST_BYLINE))?;
        let mut paragraphs: Vec<&str> = all.collect();
        let length: usize = paragraphs.iter().map(|p| p.chars().count()).sum();
        if paragraphs.len() < FEWEST || length / paragraphs.len() < PARAGRAPH {
            return None;
        }
        let mean = length / paragraphs.len();
        let is_standfirst = |line: &&str| {
            let length = line.chars().count();
            length <= LONGEST_STANDFIRST
                && length * 3 < mean * 2
                && line.ends_with(['.', '!', '?', '”', '"'])
        };
        let standfirst = paragraphs.first().copied().filter(is_standfirst);
        if standfirst.is_some() {
            paragraphs.remove(0);
        }
        let credit = paragraphs.last().copied().filter(|line| is_credit(line));
        if credit.is_some() {
            paragraphs.pop();
        }
        Some(Self {
            title,
            byline,
            standfirst,
            paragraphs,
            credit,
        })
    }

    pub fn tell(&self, builder: &mut Builder) {
        builder.block(BlockKind::Title, self.title);
        builder.block(BlockKind::Byline, self.byline);
        if let Some(standfirst) = self.standfirst {
            builder.block(BlockKind::Standfirst, standfirst);
        }
        for paragraph in &self.paragraphs {
            builder.block(BlockKind::Paragraph, paragraph);
        }
        if let Some(credit) = self.credit {
            builder.block(BlockKind::Credit, credit);
        }
        let name = self.byline.split([',', ';']).next().unwrap_or("").trim();
        let name = name
            .strip_prefix("By ")
            .or_else(|| name.strip_prefix("by "))
            .unwrap_or(name);
        let authors = &mut builder.metadata_mut().authors;
        if authors.is_empty() && looks_like_name(name) {
            authors.push(name.to_owned());
        }
    }
}

/// Whether a line is short and no sentence.
fn is_title(line: &str, longest: usize) -> bool {
    line.chars().count() <= longest && !line.ends_with(['.', ',', ';', ':', '!', '?'])
}

/// Whether a last line says where the text appeared.
fn is_credit(line: &str) -> bool {
    const SIGNS: &[&str] = &[
        "republished",
        "published",
        "reprinted",
        "appeared",
        "printed",
        "first given",
        "courtesy of",
        "originally",
        "is a professor",
        "copyright",
        "©",
    ];
    let lower = line.to_lowercase();
    line.chars().count() <= LONGEST_CREDIT && SIGNS.iter().any(|sign| lower.contains(sign))
}

/// Whether words are a person's name: two to five, most with a capital, no figures.
fn looks_like_name(words: &str) -> bool {
    let count = words.split_whitespace().count();
    let capitals = words
        .split_whitespace()
        .filter(|word| word.chars().next().is_some_and(char::is_uppercase))
        .count();
    (2..=5).contains(&count) && capitals + 1 >= count && !words.contains(char::is_numeric)
}
