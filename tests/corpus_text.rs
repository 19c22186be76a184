//! Plain texts as people have them, compared with what somebody else counted in them.
//!
//! `corpus/text/expect.json` says of each file what a right reader finds. It was made by rough means (a
//! block is what stands between blank lines), so each comparison says how near is near enough, and why.
//! Whatever deviates beyond that stands in [`DEVIATIONS`] with its reason; anything else fails, and so
//! does a deviation that is no longer one.

use std::path::{Path, PathBuf};

use folio::document::{BlockKind, ContentsSource, Document};
use folio::format;
use serde_json::Value;

/// What is otherwise than expected, and why that is right.
const DEVIATIONS: [(&str, &str, &str); 4] = [
    (
        "devils-dictionary.txt",
        "headings",
        "they were taken from all lines that begin with capitals; SOURCES.md says that these are entries, \
         and that the letters of the alphabet may be headings",
    ),
    (
        "devils-dictionary.txt",
        "heading_count_regex",
        "26 letters, not 981 entries: see above",
    ),
    (
        "essay-indented-no-blank-lines.txt",
        "standfirst",
        "the file goes from the byline to the first paragraph: this shape was made without one",
    ),
    (
        "essay-indented-no-blank-lines.txt",
        "closing_line",
        "the file ends with the last paragraph: this shape was made without one",
    ),
];

/// A folder of real texts, if there is one.
fn corpus(part: &str) -> Option<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus");
    let corpus = std::env::var_os("FOLIO_CORPUS").map_or_else(beside, PathBuf::from);
    Some(corpus.join(part)).filter(|path| path.exists())
}

#[expect(
    clippy::unwrap_used,
    reason = "a test stops where its file cannot be read"
)]
fn open(path: &Path) -> Document {
    let bytes = std::fs::read(path).unwrap();
    let name = path.file_name().and_then(|name| name.to_str());
    format::open(&bytes, name).unwrap()
}

#[expect(
    clippy::unwrap_used,
    reason = "a test stops where its file cannot be read"
)]
fn json(path: &Path) -> Value {
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
}

/// Words with single blanks between: line ends say nothing here.
fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The text of every block of the body, flat.
fn blocks(document: &Document) -> Vec<String> {
    let blocks = document.body_blocks().iter();
    blocks
        .filter(|block| block.kind != BlockKind::Rule)
        .map(|block| flat(document.slice(block.range)))
        .collect()
}

fn headings(document: &Document) -> Vec<String> {
    if document.contents_source() != ContentsSource::Headings {
        return Vec::new();
    }
    let sections = document.sections().iter();
    sections
        .map(|section| flat(document.section_title(section)))
        .collect()
}

/// Runs of letters and digits, as `folio inspect` counts them, but for a language's marks.
fn words(blocks: &[String]) -> usize {
    let is_joint = |c: char| matches!(c, '\'' | '’' | '-');
    let count = |text: &String| {
        text.split(|c: char| !c.is_alphanumeric() && !is_joint(c) && c != '_')
            .filter(|word| word.contains(char::is_alphanumeric))
            .count()
    };
    blocks.iter().map(count).sum()
}

/// One file's comparisons: what was compared, and what was wrong, if anything.
struct Judge<'e> {
    expected: &'e Value,
    verdicts: Vec<(String, Result<(), String>)>,
}

impl Judge<'_> {
    fn say(&mut self, what: &str, is_right: bool, otherwise: impl FnOnce() -> String) {
        let verdict = if is_right { Ok(()) } else { Err(otherwise()) };
        self.verdicts.push((what.to_owned(), verdict));
    }

    /// A string that is expected to be just this.
    fn same(&mut self, key: &str, found: Option<&str>) {
        if let Some(expected) = self.expected.get(key) {
            let expected = expected.as_str();
            // `null` says that the shape has no such line, not that there must be none.
            if expected.is_some() {
                self.say(key, found == expected, || {
                    format!("{found:?}, not {expected:?}")
                });
            }
        }
    }

    /// A number that is expected to be so within a share and a count, whichever is more.
    fn near(&mut self, key: &str, found: usize, percent: u64, least: u64) {
        if let Some(expected) = self.expected.get(key).and_then(Value::as_u64) {
            let room = (expected * percent / 100).max(least);
            let is_near = expected.abs_diff(found as u64) <= room;
            self.say(key, is_near, || format!("{found}, not about {expected}"));
        }
    }
}

/// The encoding as `inspect` names it, by the name that Python gives it.
fn whatwg(encoding: &str) -> &str {
    match encoding {
        "utf-8-sig" | "ascii" => "utf-8",
        "latin-1" => "windows-1252",
        other => other,
    }
}

fn judge(path: &Path, expected: &Value) -> Vec<(String, Result<(), String>)> {
    let document = open(path);
    let metadata = document.metadata();
    let mut judge = Judge {
        expected,
        verdicts: Vec::new(),
    };
    if let Some(encoding) = expected["encoding"].as_str() {
        let found = metadata.encoding.unwrap_or("utf-8");
        judge.say("encoding", found == whatwg(encoding), || found.to_owned());
    }
    judge.same("title", metadata.title.as_deref());
    judge.same("author", metadata.authors.first().map(String::as_str));
    judge.same("byline", metadata.byline.as_deref());
    judge.same("standfirst", metadata.standfirst.as_deref());
    judge.same("closing_line", metadata.credit.as_deref());
    judge_headings(&mut judge, &document);
    judge_text(&mut judge, &document);
    judge.verdicts
}

fn judge_headings(judge: &mut Judge<'_>, document: &Document) {
    let Some(expected) = judge.expected["headings"].as_array() else {
        return;
    };
    let found = headings(document);
    let expected: Vec<&str> = expected.iter().filter_map(Value::as_str).collect();
    let (head, tail) = match expected.iter().position(|title| *title == "…") {
        Some(gap) => (&expected[..gap], &expected[gap + 1..]),
        None => (&expected[..], &[][..]),
    };
    let begins = found.iter().take(head.len()).eq(head.iter());
    let ends = found.iter().rev().take(tail.len()).rev().eq(tail.iter());
    judge.say("headings", begins && ends, || {
        format!("{:?} …", &found[..found.len().min(6)])
    });
    judge.near("heading_count_regex", found.len(), 0, 0);
}

fn judge_text(judge: &mut Judge<'_>, document: &Document) {
    let blocks = blocks(document);
    let whole = blocks.join(" ");
    // Blocks were counted between blank lines, or as lines. A list of chapters, a stanza or a stage
    // direction may make one more or less of them.
    judge.near("blocks", blocks.len(), 3, 4);
    judge.near("words_approx", words(&blocks), 3, 3);
    let text = |key: &str| judge.expected[key].as_str().map(flat);
    let edges = [
        ("first_block", blocks.first()),
        ("last_block", blocks.last()),
    ];
    // The first is cut behind, the last before.
    let edges = edges.map(|(key, block)| {
        let expected = text(key)?;
        let block = block.map_or("", String::as_str);
        let is_right = block.starts_with(&expected) || block.ends_with(&expected);
        Some((key, is_right, block.to_owned()))
    });
    let sentences = ["first_long_sentence", "last_long_sentence"];
    let sentences = sentences.map(|key| {
        let expected = text(key)?;
        Some((key, whole.contains(&expected), expected))
    });
    for (key, is_right, otherwise) in edges.into_iter().chain(sentences).flatten() {
        judge.say(key, is_right, || otherwise);
    }
    judge_samples(judge, &whole);
    judge_phrases(judge, &whole);
}

fn judge_samples(judge: &mut Judge<'_>, whole: &str) {
    let samples = judge.expected["samples_in_reading_order"].as_array();
    let mut at = 0;
    for sample in samples.into_iter().flatten().filter_map(Value::as_str) {
        let sample = flat(sample);
        let found = whole[at..].find(&sample);
        judge.say("samples_in_reading_order", found.is_some(), || sample);
        at += found.unwrap_or(0);
    }
}

fn judge_phrases(judge: &mut Judge<'_>, whole: &str) {
    let phrases = judge.expected["phrases"].as_array();
    let small = whole.to_lowercase();
    for entry in phrases.into_iter().flatten() {
        let phrase = entry["phrase"].as_str().unwrap_or_default();
        let found = (
            whole.matches(phrase).count() as u64,
            small.matches(&phrase.to_lowercase()).count() as u64,
        );
        let expected = (
            entry["count_case_sensitive"].as_u64().unwrap_or(0),
            entry["count_ignoring_case"].as_u64().unwrap_or(0),
        );
        judge.say("phrases", found == expected, || {
            format!("{phrase:?}: {found:?}, not {expected:?}")
        });
    }
}

#[test]
fn plain_texts_are_read_as_somebody_else_counted_them() {
    let Some(expect) = corpus("text/expect.json") else {
        return;
    };
    let (mut right, mut all) = (0, 0);
    let mut wrong = Vec::new();
    let mut seen = Vec::new();
    for (file, expected) in json(&expect).as_object().unwrap() {
        let path = expect.with_file_name(file);
        for (what, verdict) in judge(&path, expected) {
            all += 1;
            let deviation = DEVIATIONS
                .iter()
                .position(|(f, w, _)| f == file && *w == what);
            match (verdict, deviation) {
                (Ok(()), _) => right += 1,
                (Err(_), Some(known)) => seen.push(known),
                (Err(how), None) => wrong.push(format!("{file}: {what}: {how}")),
            }
        }
    }
    println!("corpus/text: {right} of {all} as expected");
    for (known, (file, what, reason)) in DEVIATIONS.iter().enumerate() {
        println!("  {file}: {what}: {reason}");
        if !seen.contains(&known) {
            wrong.push(format!("{file}: {what} is as expected: no deviation"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn one_essay_in_five_shapes_is_the_same_essay() {
    let Some(right) = corpus("text/essay.paragraphs.json") else {
        return;
    };
    let expected = json(&right);
    let body = expected["body_paragraphs"].as_array().unwrap().iter();
    let body: Vec<&str> = body.filter_map(Value::as_str).collect();
    for (shape, has_frame) in [
        ("one-line-per-paragraph", true),
        ("blank-line-between", true),
        ("hard-wrapped-64", false),
        ("indented-no-blank-lines", false),
        ("tab-indent-one-line", false),
    ] {
        let document = open(&right.with_file_name(format!("essay-{shape}.txt")));
        let blocks = document.blocks().iter();
        let paragraphs: Vec<&str> = blocks
            .filter(|block| block.kind == BlockKind::Paragraph)
            .map(|block| document.slice(block.range))
            .collect();
        assert_eq!(paragraphs, body, "{shape}");
        let m = document.metadata();
        assert_eq!(m.title.as_deref(), expected["title"].as_str(), "{shape}");
        assert_eq!(m.byline.as_deref(), expected["byline"].as_str(), "{shape}");
        let said = |key: &str| expected[key].as_str().filter(|_| has_frame);
        assert_eq!(m.standfirst.as_deref(), said("dek"), "{shape}");
        assert_eq!(m.credit.as_deref(), said("closing"), "{shape}");
    }
}

/// The encoding of each file of `udhr`, which is in its name, and the words it begins with.
const DECLARATIONS: [(&str, &str, &str); 14] = [
    ("arabic-alarabia-arabic", "windows-1256", "الإعلان العالمي"),
    ("chinese-mandarin-gb2312", "gbk", "世界人权宣言"),
    ("chinese-mandarin-hz", "hz-gb-2312", "世界人权宣言"),
    (
        "czech-cesky-latin2",
        "windows-1250",
        "VŠEOBECNÁ DEKLARACE LIDSKÝCH PRÁV",
    ),
    (
        "german-deutsch-latin1",
        "windows-1252",
        "Die Allgemeine Erklärung",
    ),
    (
        "greek-ellinika-greek",
        "windows-1253",
        "ΟΙΚΟΥΜΕΝΙΚΗ ΔΙΑΚΗΡΥΞΗ",
    ),
    ("hebrew-ivrit-hebrew", "windows-1255", "ההכרזה לכל באי עולם"),
    ("hungarian-magyar-unicode", "utf-16le", "Az Emberi Jogok"),
    ("japanese-nihongo-euc", "euc-jp", "『世界人権宣言』"),
    ("japanese-nihongo-jis", "iso-2022-jp", "『世界人権宣言』"),
    ("japanese-nihongo-sjis", "shift_jis", "『世界人権宣言』"),
    (
        "polish-polski-latin2",
        "windows-1250",
        "POWSZECHNA DEKLARACJA PRAW CZŁOWIEKA",
    ),
    (
        "russian-russky-cyrillic",
        "windows-1251",
        "Всеобщая декларация прав человека",
    ),
    ("turkish-turkce-turkish", "windows-1254", "İnsan hakları"),
];

#[test]
fn a_declaration_in_every_encoding_is_read_without_being_told() {
    let Some(folder) = corpus("text/udhr") else {
        return;
    };
    let mut files = 0;
    for file in std::fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        let stem = path.file_stem().unwrap().to_string_lossy();
        let known = DECLARATIONS.iter().find(|(name, _, _)| *name == stem);
        let document = open(&path);
        let encoding = document.metadata().encoding;
        let text = document.text();
        match known {
            Some((name, expected, begins)) => {
                assert_eq!(encoding, Some(*expected), "{name}");
                assert!(text.starts_with(begins), "{name}: {text:.60}");
            }
            None => assert_eq!(encoding, Some("utf-8"), "{stem}"),
        }
        // Some are cut off within their last character; nothing else is wrong with any.
        assert!(text.matches('\u{FFFD}').count() <= 1, "{stem}");
        assert!(!text.contains('\u{1b}'), "{stem}");
        files += 1;
    }
    assert!(files > DECLARATIONS.len());
}

#[test]
fn one_essay_in_every_encoding_is_the_same_essay() {
    let Some(folder) = corpus("text/encodings") else {
        return;
    };
    let text = |name: &str| {
        open(&folder.join(format!("essay.{name}.txt")))
            .text()
            .to_owned()
    };
    let right = text("utf8");
    for sound in [
        "utf8-bom",
        "utf16le-bom",
        "utf16be-bom",
        "utf16le-no-bom",
        "windows-1252",
        "crlf",
        "cr-only",
        "mixed-line-ends",
        "no-final-newline",
        "trailing-spaces",
        "form-feeds",
    ] {
        assert_eq!(text(sound), right, "{sound}");
    }
    // These have the beginning only.
    for beginning in ["nel-ls-ps", "nul-bytes"] {
        assert!(right.starts_with(&text(beginning)), "{beginning}");
    }
    for damaged in ["one-bad-byte", "cut-in-a-character"] {
        let document = open(&folder.join(format!("essay.{damaged}.txt")));
        assert_eq!(document.text().matches('\u{FFFD}').count(), 1, "{damaged}");
        assert_eq!(document.problems().len(), 1, "{damaged}");
    }
    assert_eq!(text("cp437-box"), "╔═══╗\n║ A ║\n╚═══╝\nNaïve café, £5, ½.");
    for blank in ["empty", "only-blank-lines"] {
        let document = open(&folder.join(format!("{blank}.txt")));
        assert!(document.blocks().is_empty(), "{blank}");
    }
}
