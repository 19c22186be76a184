//! `folio inspect`: what folio understood of a file.

use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

use serde::Serialize;
use unicode_segmentation::UnicodeSegmentation;

use super::arguments::Inspect;
use super::{CliError, open_document, page_extent};
use crate::document::{
    Block, BlockId, BlockKind, Document, Link, LinkTarget, Section, Title, sanitized,
};
use crate::text::TextRange;

/// Characters of a section's text that are shown.
const STARTS: usize = 40;

/// The object that `--json` prints; its form is a promise to scripts.
#[derive(Debug, Serialize)]
struct Report<'d> {
    format: &'static str,
    encoding: &'d str,
    title: Option<&'d str>,
    authors: &'d [String],
    byline: Option<&'d str>,
    standfirst: Option<&'d str>,
    credit: Option<&'d str>,
    language: Option<&'d str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<&'d str>,
    fingerprint: String,
    sections: Vec<SectionReport>,
    contents_source: &'static str,
    blocks: usize,
    paragraphs: usize,
    words: usize,
    characters: usize,
    images: usize,
    tables: usize,
    notes: usize,
    links: usize,
    pages: usize,
    spine: Option<usize>,
    first: &'d str,
    last: &'d str,
    problems: Vec<ProblemReport<'d>>,
}

#[derive(Debug, Serialize)]
struct SectionReport {
    title: String,
    level: u8,
    offset: usize,
    starts: String,
}

#[derive(Debug, Serialize)]
struct ProblemReport<'d> {
    r#where: &'d str,
    what: &'d str,
}

pub(super) fn inspect(wish: &Inspect) -> Result<ExitCode, CliError> {
    let (document, _) = open_document(wish.file.as_deref(), page_extent(wish.whole_page))?;
    let report = Report::of(&document);
    // A text without headings has a line for every paragraph.
    let mut out = BufWriter::new(io::stdout().lock());
    let written = if wish.json {
        serde_json::to_writer_pretty(&mut out, &report)
            .map_err(io::Error::from)
            .and_then(|()| writeln!(out))
    } else {
        report.write(&mut out)
    };
    written
        .and_then(|()| out.flush())
        .map_err(CliError::Output)?;
    Ok(ExitCode::SUCCESS)
}

/// Whether a link leads anywhere: a reading is only said.
const fn leads(link: &Link) -> bool {
    !matches!(link.target, LinkTarget::Reading(_))
}

impl<'d> Report<'d> {
    fn of(document: &'d Document) -> Self {
        let metadata = document.metadata();
        // The header and licence of a library are no part of the text that is described.
        let (body, blocks) = (document.slice(document.body()), document.body_blocks());
        let text_of = |block: Option<&crate::document::Block>| {
            block.map_or("", |block| document.slice(block.range))
        };
        let is_paragraph = |kind| matches!(kind, BlockKind::Paragraph | BlockKind::Verse);
        Self {
            format: metadata.format.name(),
            encoding: metadata.encoding.unwrap_or("utf-8"),
            title: metadata.title.as_deref(),
            authors: &metadata.authors,
            byline: metadata.byline.as_deref(),
            standfirst: metadata.standfirst.as_deref(),
            credit: metadata.credit.as_deref(),
            language: metadata.language.as_deref(),
            date: metadata.date.as_deref(),
            fingerprint: document.fingerprint().to_string(),
            sections: (0..document.sections().len())
                .filter_map(|n| SectionReport::of(document, n))
                .collect(),
            contents_source: document.contents_source().name(),
            blocks: blocks.len(),
            paragraphs: blocks.iter().filter(|b| is_paragraph(b.kind)).count(),
            words: words(body),
            characters: body.chars().count(),
            images: document.images(),
            tables: document.tables().len(),
            notes: document.notes().len(),
            links: document.links().iter().filter(|l| leads(l)).count(),
            pages: document.printed_pages().len(),
            spine: metadata.spine,
            first: text_of(blocks.first()),
            last: text_of(blocks.last()),
            problems: document
                .problems()
                .iter()
                .map(|problem| ProblemReport {
                    r#where: &problem.place,
                    what: &problem.what,
                })
                .collect(),
        }
    }

    fn write(&self, out: &mut impl Write) -> io::Result<()> {
        let lines = [
            ("title", self.title),
            ("byline", self.byline),
            ("standfirst", self.standfirst),
            ("credit", self.credit),
            ("language", self.language),
            ("date", self.date),
        ];
        writeln!(out, "format      {}, {}", self.format, self.encoding)?;
        for (name, value) in lines {
            if let Some(value) = value {
                writeln!(out, "{name:<11} {value}")?;
            }
        }
        if !self.authors.is_empty() {
            writeln!(out, "authors     {}", self.authors.join(", "))?;
        }
        writeln!(
            out,
            "length      {} words, {} characters, {} blocks, {} paragraphs",
            self.words, self.characters, self.blocks, self.paragraphs
        )?;
        writeln!(
            out,
            "has         {} tables, {} notes, {} links, {} images",
            self.tables, self.notes, self.links, self.images
        )?;
        writeln!(out, "fingerprint {}", self.fingerprint)?;
        writeln!(
            out,
            "contents    {}, from {}",
            self.sections.len(),
            self.contents_source
        )?;
        let top = self.sections.iter().map(|s| s.level).min().unwrap_or(1);
        for section in &self.sections {
            let indent = usize::from(section.level - top) * 2;
            writeln!(out, "  {:indent$}{}", "", section.title)?;
        }
        for problem in &self.problems {
            writeln!(out, "problem     {}: {}", problem.r#where, problem.what)?;
        }
        Ok(())
    }
}

impl SectionReport {
    fn of(document: &Document, index: usize) -> Option<Self> {
        let section = document.sections().get(index)?;
        let title = document.section_title(section);
        let starts = opening(document, section, document.section_range(index));
        Some(Self {
            title: sanitized(title),
            level: section.level,
            offset: section.offset.to_usize(),
            starts,
        })
    }
}

/// The first characters of a section's text: what its heading is followed by, or, where the contents
/// are given apart from the text, all that stands there; breaks between scenes are no text.
fn opening(document: &Document, section: &Section, range: TextRange) -> String {
    let first = document.block_at(range.start).map_or(0, BlockId::to_usize);
    let blocks = document.blocks().get(first..).unwrap_or(&[]);
    let is_own_title = |block: &Block| {
        matches!(block.kind, BlockKind::Heading { .. })
            && section.title == Title::InText(block.range)
    };
    let mut text = String::new();
    for block in blocks
        .iter()
        .take_while(|block| block.range.start < range.end)
    {
        if block.kind == BlockKind::Rule || is_own_title(block) {
            continue;
        }
        let start = block.range.start.max(range.start);
        let end = block.range.end.min(range.end).max(start);
        text.push_str(document.slice(TextRange { start, end }));
        text.push(' ');
        if text.len() > STARTS * LONGEST_CLUSTER {
            break;
        }
    }
    let starts: String = text.trim_start().graphemes(true).take(STARTS).collect();
    sanitized(starts.trim_end())
}

/// Bytes that a usual cluster has at most.
const LONGEST_CLUSTER: usize = 8;

/// Runs of letters and digits, an apostrophe or hyphen inside a word kept.
fn words(text: &str) -> usize {
    let is_joint = |c: char| matches!(c, '\'' | '’' | '-' | '\u{2010}' | '\u{AD}');
    let mut count = 0;
    let mut in_word = false;
    let mut chars = text.chars().peekable();
    while let Some(char) = chars.next() {
        let is_letter = char.is_alphanumeric() || char == '_';
        let joins =
            in_word && is_joint(char) && chars.peek().is_some_and(|next| next.is_alphanumeric());
        // A mark belongs to the letter before it.
        let is_mark = in_word
            && !char.is_ascii()
            && crate::text::text_width(char.encode_utf8(&mut [0; 4])).0 == 0;
        if is_letter && !in_word {
            count += 1;
        }
        in_word = is_letter || joins || is_mark;
    }
    count
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn words_keep_the_apostrophe_and_hyphen_inside_them() {
        assert_eq!(words("Don’t re-open the 2nd door — 'now'."), 6);
        assert_eq!(words(""), 0);
        assert_eq!(words("Владивосток, e\u{301}te\u{301}"), 2);
    }
}
