//! What is read from the smallest file of each construct in `tests/books`, and from real books where
//! they lie beside the package.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use folio::document::{
    Alignment, BlockKind, Container, ContentsSource, Document, Link, LinkTarget, Role,
};
use folio::format;
use folio::text::{Direction, TextRange};

/// A document as lines: its metadata, then a line a block.
fn dump(document: &Document) -> String {
    let mut out = String::new();
    let m = document.metadata();
    let facts = [
        ("title", m.title.clone()),
        (
            "authors",
            (!m.authors.is_empty()).then(|| m.authors.join("; ")),
        ),
        ("byline", m.byline.clone()),
        ("standfirst", m.standfirst.clone()),
        ("credit", m.credit.clone()),
        ("language", m.language.clone()),
        ("date", m.date.clone()),
    ];
    for (name, fact) in facts {
        if let Some(fact) = fact {
            let _ = writeln!(out, "{name}: {fact}");
        }
    }
    for problem in document.problems() {
        let _ = writeln!(out, "problem: {}: {}", problem.place, problem.what);
    }
    let _ = writeln!(out, "contents: {}", document.contents_source().name());
    if document.contents_source() < ContentsSource::Headings {
        for section in document.sections() {
            let there = beginning_at(document, section.offset);
            let (level, title) = (section.level, document.section_title(section));
            let _ = writeln!(out, "  {level} {title} -> {there:?}");
        }
    }
    for page in document.printed_pages() {
        let there = beginning_at(document, page.offset);
        let _ = writeln!(out, "page {} -> {there:?}", page.label);
    }
    let body = document.body();
    for block in document.blocks() {
        if block.range.start == body.start && body.start != folio::text::Offset::ZERO {
            out.push_str("[the body begins]\n");
        }
        for container in block.containers() {
            out.push_str(match container {
                Container::Quotation => "> ",
                Container::Item { .. } => ". ",
            });
        }
        let kind = match block.kind {
            BlockKind::Heading { level } => format!("Heading {level}"),
            BlockKind::Table(_) => "Table".to_owned(),
            kind => format!("{kind:?}"),
        };
        let marker = block
            .marker()
            .map_or(String::new(), |m| format!(" ({})", m.sign()));
        let tight = if block.spacing == folio::document::Spacing::Tight {
            " tight"
        } else {
            ""
        };
        let lean = match block.alignment {
            Alignment::Left => "",
            Alignment::Centre => " centred",
            Alignment::Right => " to the right",
        };
        let direction = match block.direction {
            None => "",
            Some(Direction::LeftToRight) => " ltr",
            Some(Direction::RightToLeft) => " rtl",
        };
        let text = match block.kind {
            BlockKind::Rule => String::new(),
            _ => marked(document, block.range),
        };
        let _ = writeln!(out, "{kind}{marker}{tight}{lean}{direction}: {text}");
        if block.range.end == body.end && body.end != document.end() {
            out.push_str("[the body ends]\n");
        }
    }
    out
}

fn beginning_at(document: &Document, offset: folio::text::Offset) -> String {
    let there = &document.text()[offset.to_usize()..];
    there.chars().take(12).collect()
}

/// The links that touch a range.
fn links_in(document: &Document, range: TextRange) -> impl Iterator<Item = &Link> {
    let links = document.links().iter();
    links.filter(move |link| link.range.start < range.end && range.start < link.range.end)
}

/// The text with its runs in `{}` and what links lead to.
fn marked(document: &Document, range: TextRange) -> String {
    let names = [
        (Role::Emphasis, "em"),
        (Role::Strong, "strong"),
        (Role::Code, "code"),
        (Role::Link, "link"),
        (Role::NoteReference, "note"),
        (Role::Struck, "struck"),
        (Role::SmallCaps, "small"),
    ];
    let mut out = String::new();
    let mut at = range.start;
    for run in document.runs_in(range) {
        out.push_str(document.slice(TextRange {
            start: at,
            end: run.range.start,
        }));
        let roles: Vec<_> = names
            .iter()
            .filter(|(r, _)| run.roles.has(*r))
            .map(|(_, n)| *n)
            .collect();
        let _ = write!(out, "{{{} {}", roles.join("+"), document.slice(run.range));
        for link in links_in(document, run.range) {
            let _ = match &link.target {
                LinkTarget::Inside(offset) => {
                    write!(out, " -> {:?}", beginning_at(document, *offset))
                }
                LinkTarget::Outside(url) => write!(out, " -> {url}"),
                LinkTarget::Note(id) => write!(out, " -> note {}", id.to_usize() + 1),
                LinkTarget::Reading(_) => Ok(()),
            };
        }
        out.push('}');
        at = run.range.end;
    }
    out.push_str(document.slice(TextRange {
        start: at,
        end: range.end,
    }));
    for link in links_in(document, range) {
        if let LinkTarget::Reading(reading) = &link.target {
            let _ = write!(out, " [{}: {reading}]", document.slice(link.range));
        }
    }
    out.replace('\n', "\\n").replace('\t', "\\t")
}

#[expect(
    clippy::unwrap_used,
    reason = "a test stops where its file cannot be read"
)]
fn open(path: &Path) -> Document {
    let bytes = std::fs::read(path).unwrap();
    let name = path.file_name().and_then(|n| n.to_str());
    format::open(&bytes, name).unwrap()
}

#[test]
fn the_smallest_file_of_each_construct_is_read_as_drawn() {
    let books = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/books");
    let mut files: Vec<_> = std::fs::read_dir(books)
        .unwrap()
        .map(|f| f.unwrap().path())
        .collect();
    files.retain(|file| {
        file.extension().is_some_and(|e| {
            ["md", "txt", "html", "xhtml", "fb2"]
                .iter()
                .any(|known| e == *known)
        })
    });
    files.sort();
    assert!(!files.is_empty());
    for file in files {
        let name = file
            .file_name()
            .unwrap()
            .to_string_lossy()
            .replace('.', "_");
        insta::assert_snapshot!(name, dump(&open(&file)));
    }
}

/// The files below a folder as a zip archive, by their paths in it.
#[expect(clippy::unwrap_used, reason = "what fails here is the test")]
fn zipped(folder: &Path) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut archive = rawzip::ZipArchiveWriter::new(&mut bytes);
    let mut folders = vec![folder.to_owned()];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                files.push(path);
            }
        }
    }
    files.sort();
    for path in files {
        let name = path
            .strip_prefix(folder)
            .unwrap()
            .to_string_lossy()
            .into_owned();
        let (mut entry, config) = archive.new_file(&name).start().unwrap();
        let mut writer = config.wrap(&mut entry);
        writer.write_all(&std::fs::read(path).unwrap()).unwrap();
        let (_, descriptor) = writer.finish().unwrap();
        entry.finish(descriptor).unwrap();
    }
    archive.finish().unwrap();
    bytes
}

#[test]
fn the_smallest_book_of_each_construct_is_read_as_drawn() {
    let books = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/books/epub");
    for name in ["notes", "early", "old", "damaged", "styles"] {
        let document = format::open(&zipped(&books.join(name)), Some("book.epub")).unwrap();
        insta::assert_snapshot!(format!("epub_{name}"), dump(&document));
    }
}

/// A folder of real texts, if there is one.
fn corpus(part: &str) -> Option<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus");
    let corpus = std::env::var_os("FOLIO_CORPUS").map_or_else(beside, PathBuf::from);
    Some(corpus.join(part)).filter(|path| path.exists())
}

fn kinds(document: &Document) -> Vec<BlockKind> {
    document.blocks().iter().map(|b| b.kind).collect()
}

fn headings(document: &Document) -> Vec<(u8, String)> {
    if document.contents_source() != ContentsSource::Headings {
        return Vec::new();
    }
    let title = |s| document.section_title(s).to_owned();
    document
        .sections()
        .iter()
        .map(|s| (s.level, title(s)))
        .collect()
}

#[test]
fn a_saved_article_has_title_byline_standfirst_paragraphs_and_credit() {
    let Some(essay) = corpus("../essay/source.txt") else {
        return;
    };
    let document = open(&essay);
    let mut expected = vec![BlockKind::Title, BlockKind::Byline, BlockKind::Standfirst];
    expected.extend([BlockKind::Paragraph; 15]);
    expected.push(BlockKind::Credit);
    assert_eq!(kinds(&document), expected);
    assert_eq!(document.contents_source(), ContentsSource::Paragraphs);
    assert_eq!(document.metadata().authors, ["Chris Miller"]);
}

#[test]
fn books_have_their_chapters_and_no_others() {
    for (name, title, author, levels) in [
        (
            "war-and-peace",
            "War and Peace",
            "Leo Tolstoy",
            vec![17, 365],
        ),
        (
            "alice-in-wonderland",
            "Alice’s Adventures in Wonderland",
            "Lewis Carroll",
            vec![12],
        ),
        (
            "pride-and-prejudice",
            "Pride and Prejudice",
            "Jane Austen",
            vec![61],
        ),
        (
            "heart-of-darkness",
            "Heart of Darkness",
            "Joseph Conrad",
            vec![3],
        ),
        (
            "civil-disobedience",
            "On the Duty of Civil Disobedience",
            "Henry David Thoreau",
            vec![],
        ),
    ] {
        let Some(path) = corpus(&format!("text/{name}.txt")) else {
            return;
        };
        let document = open(&path);
        let headings = headings(&document);
        let highest = headings.iter().map(|(level, _)| *level).max().unwrap_or(0);
        let counts: Vec<_> = (1..=highest)
            .map(|level| headings.iter().filter(|(l, _)| *l == level).count())
            .collect();
        assert_eq!(counts, levels, "{name}");
        assert_eq!(document.metadata().title.as_deref(), Some(title));
        assert_eq!(document.metadata().authors, [author]);
    }
}

#[test]
fn words_in_capitals_are_no_headings() {
    let Some(path) = corpus("text/devils-dictionary.txt") else {
        return;
    };
    let headings = headings(&open(&path));
    assert!(!headings.is_empty() && headings.len() < 40, "{headings:?}");
}

#[test]
fn the_only_heading_of_the_first_level_is_the_title_if_nothing_of_the_text_stands_before_it() {
    let read = |source: &str| {
        let document = format::open(source.as_bytes(), Some("a.md")).expect("a text");
        let title = document.title().unwrap_or_default().to_owned();
        (title, document.text().trim().to_owned())
    };
    let (title, _) = read("> A motto.\n\n# The Book\n\n## One\n\nText.\n");
    assert_eq!(title, "The Book");
    let (title, _) = read("---\ntitle: Mine\n---\nWords.\n\n# The Book\n\nText.\n");
    assert_eq!(title, "Mine");
    let (title, _) = read("Words.\n\n# A\n\nText.\n");
    assert_eq!(title, "");
    let (title, _) = read("Words.\n\n# A\n\nText.\n\n# B\n\nText.\n");
    assert_eq!(title, "");
    let (title, _) = read("## One\n\nText.\n\n# Another\n\nText.\n");
    assert_eq!(title, "");
    for sign in ["[TOC]", "[[toc]]", "[toc]"] {
        let (title, text) = read(&format!("{sign}\n\n# The Book\n\n{sign}\n\nText.\n"));
        assert_eq!(title, "The Book");
        assert!(!text.to_lowercase().contains("toc"), "{text}");
    }
    // A link of that name is one, and so is what stands in a sentence.
    let (_, text) = read("# A\n\n[toc]\n\nThe [TOC].\n\n[toc]: #a\n");
    assert_eq!(text.to_lowercase().matches("toc").count(), 2, "{text}");
}
