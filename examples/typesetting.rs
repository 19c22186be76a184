//! How well lines are chosen: folio beside filling greedily, textwrap's optimal fit, `fmt` and `par`.
//!
//!     cargo run --release --example typesetting -- BOOK…
//!
//! Every method sets the same paragraphs, with quotation marks and dashes written in ASCII, since `fmt`
//! counts bytes. Programs that are not installed are left out. What is counted, the last line of a paragraph
//! excepted:
//!
//! - slack²: the sum of the squared cells between the ends of ragged lines and the measure, by paragraph lines;
//! - wide: lines with a gap of three cells or more, in a hundred; worst: the widest gap, in cells;
//! - short: lines of a justified text that do not reach the measure, in a hundred;
//! - hyphens: lines in a hundred that end in one; ladders: rows of three such lines or more;
//! - runts: last lines of less than five cells, in a hundred paragraphs of two lines or more;
//! - rivers: places where gaps of two cells or more touch in three neighbouring lines, in a hundred lines.
#![expect(
    clippy::expect_used,
    clippy::cast_precision_loss,
    reason = "a report for the maker's own eyes, in shares of a hundred"
)]

use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use folio::document::{BlockKind, Builder, Document, Format};
use folio::format;
use folio::layout::{Compositor, GatheringId, Gatherings, TextAlign, Typography, compose};
use folio::text::{Cells, text_width};
use textwrap::{Options, WordSplitter, WrapAlgorithm};

const MEASURES: [usize; 3] = [40, 66, 80];

fn main() {
    let books: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    assert!(!books.is_empty(), "name some books");
    println!(
        "| book | measure | set by | lines | slack² | wide | worst | short | hyphens | ladders | runts | rivers |"
    );
    println!("| --- | ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
    for book in books {
        let bytes = std::fs::read(&book).expect("a book that can be read");
        let name = book.file_name().unwrap_or_default().to_string_lossy();
        let document = format::open(&bytes, Some(&name)).expect("a book that can be opened");
        let paragraphs = paragraphs(&document);
        for measure in MEASURES {
            for (method, set) in every_way(&paragraphs, measure) {
                println!(
                    "| {name} | {measure} | {method} | {} |",
                    judge(&set, measure, method)
                );
            }
        }
    }
}

/// The paragraphs of a book, in ASCII as far as they go.
fn paragraphs(document: &Document) -> Vec<String> {
    let blocks = document.blocks().iter();
    let paragraphs = blocks.filter(|b| b.kind == BlockKind::Paragraph && b.containers().is_empty());
    paragraphs
        .map(|b| in_ascii(document.slice(b.range)))
        .filter(|text| text.len() > 1)
        .collect()
}

fn in_ascii(text: &str) -> String {
    let mut ascii = String::with_capacity(text.len());
    for char in text.chars() {
        match char {
            '“' | '”' | '„' => ascii.push('"'),
            '‘' | '’' => ascii.push('\''),
            '—' => ascii.push_str("--"),
            '–' => ascii.push('-'),
            '…' => ascii.push_str("..."),
            'é' | 'è' | 'ê' | 'ë' => ascii.push('e'),
            'à' | 'â' | 'ä' => ascii.push('a'),
            'ô' | 'ö' => ascii.push('o'),
            'î' | 'ï' => ascii.push('i'),
            'û' | 'ü' => ascii.push('u'),
            'ç' => ascii.push('c'),
            '\n' => ascii.push(' '),
            char if char.is_ascii() => ascii.push(char),
            _ => ascii.push('x'),
        }
    }
    ascii
}

/// The lines of each paragraph.
type Set = Vec<Vec<String>>;

fn every_way(paragraphs: &[String], measure: usize) -> Vec<(&'static str, Set)> {
    let wrapped = |algorithm| {
        let options = Options::new(measure)
            .wrap_algorithm(algorithm)
            .word_splitter(WordSplitter::HyphenSplitter);
        let wrap = |text: &String| {
            let lines = textwrap::wrap(text, &options);
            lines.iter().map(ToString::to_string).collect()
        };
        paragraphs.iter().map(wrap).collect::<Set>()
    };
    let greedy = wrapped(WrapAlgorithm::FirstFit);
    let filled = greedy.iter().map(|lines| filled(lines, measure)).collect();
    let width = measure.to_string();
    let mut ways = vec![
        ("greedy", greedy),
        (
            "textwrap, optimal fit",
            wrapped(WrapAlgorithm::new_optimal_fit()),
        ),
    ];
    ways.extend(piped("fmt", &["-w", &width], paragraphs).map(|set| ("fmt -w", set)));
    ways.push((
        "folio, ragged",
        by_folio(paragraphs, measure, TextAlign::Ragged),
    ));
    ways.push(("greedy, filled out", filled));
    ways.extend(piped("par", &[&format!("{width}j")], paragraphs).map(|set| ("par j", set)));
    ways.push((
        "folio, justified",
        by_folio(paragraphs, measure, TextAlign::Justified),
    ));
    ways
}

/// Lines filled out to the measure from the left, as programs do that know no better.
fn filled(lines: &[String], measure: usize) -> Vec<String> {
    let last = lines.len().saturating_sub(1);
    let fill = |(n, line): (usize, &String)| {
        let words: Vec<&str> = line.split(' ').collect();
        let gaps = words.len() - 1;
        if n == last || gaps == 0 {
            return line.clone();
        }
        let missing = measure - line.len().min(measure);
        let mut out = String::new();
        for (n, word) in words.iter().enumerate() {
            out.push_str(word);
            if n < gaps {
                out.push_str(&" ".repeat(1 + missing / gaps + usize::from(n < missing % gaps)));
            }
        }
        out
    };
    lines.iter().enumerate().map(fill).collect()
}

fn by_folio(paragraphs: &[String], measure: usize, alignment: TextAlign) -> Set {
    let mut builder = Builder::new(Format::Text);
    for paragraph in paragraphs {
        builder.block(BlockKind::Paragraph, paragraph);
    }
    let document = builder.finish();
    let mut typography = Typography::new(Cells::from(measure));
    typography.alignment = alignment;
    let gatherings = Gatherings::new(&document);
    let mut compositor = Compositor::default();
    let mut set: Set = vec![Vec::new(); document.blocks().len()];
    for id in (0..gatherings.count()).map(GatheringId) {
        for line in gatherings.set_by(&mut compositor, &document, &typography, id) {
            if line.is_blank() {
                continue;
            }
            let mut row = String::new();
            for strip in compose(&document, &typography, &line) {
                let missing = strip.at - text_width(&row);
                row.push_str(&" ".repeat(missing.to_usize()));
                row.push_str(&strip.text);
            }
            if let Some(lines) = set.get_mut(line.block.to_usize()) {
                lines.push(row);
            }
        }
    }
    set
}

/// What a program makes of the paragraphs, a blank line between them. `None` if it is not installed.
fn piped(program: &str, arguments: &[&str], paragraphs: &[String]) -> Option<Set> {
    let mut child = Command::new(program)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .ok()?;
    let input = paragraphs.join("\n\n") + "\n";
    let mut stdin = child.stdin.take()?;
    let writer = std::thread::spawn(move || stdin.write_all(input.as_bytes()));
    let output = child.wait_with_output().ok()?;
    writer.join().ok()?.ok()?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let lines = |paragraph: &str| paragraph.lines().map(|l| l.trim_end().to_owned()).collect();
    Some(text.trim_end().split("\n\n").map(lines).collect())
}

/// A row of the table.
fn judge(set: &Set, measure: usize, method: &str) -> String {
    let is_filled = method.contains("filled") || method.contains("par") || method.contains("just");
    let mut sum = Counts::default();
    for lines in set {
        sum.add(lines, measure, is_filled);
    }
    let of = |count: usize, all: usize| format!("{:.2}", count as f64 * 100.0 / all.max(1) as f64);
    let if_filled = |text: String| if is_filled { text } else { "–".to_owned() };
    [
        sum.lines.to_string(),
        if is_filled {
            "–".to_owned()
        } else {
            sum.slack.to_string()
        },
        if_filled(of(sum.wide, sum.inner)),
        if_filled(sum.worst.to_string()),
        if_filled(of(sum.short, sum.inner)),
        of(sum.hyphens, sum.lines),
        sum.ladders.to_string(),
        of(sum.runts, sum.paragraphs),
        if_filled(of(sum.rivers, sum.lines)),
    ]
    .join(" | ")
}

#[derive(Default)]
struct Counts {
    lines: usize,
    /// Lines that are not the last of their paragraph.
    inner: usize,
    /// Paragraphs of two lines or more.
    paragraphs: usize,
    slack: usize,
    wide: usize,
    worst: usize,
    short: usize,
    hyphens: usize,
    ladders: usize,
    runts: usize,
    rivers: usize,
}

impl Counts {
    fn add(&mut self, lines: &[String], measure: usize, is_filled: bool) {
        self.lines += lines.len();
        let mut row = 0;
        let mut flowing: Vec<(usize, usize, usize)> = Vec::new();
        for (n, line) in lines.iter().enumerate() {
            let hyphenated = line
                .strip_suffix('-')
                .is_some_and(|l| l.ends_with(char::is_alphabetic));
            row = if hyphenated { row + 1 } else { 0 };
            self.hyphens += usize::from(hyphenated);
            self.ladders += usize::from(row == 3);
            if n + 1 == lines.len() {
                let is_runt = lines.len() > 1 && line.len() < 5;
                self.runts += usize::from(is_runt);
                self.paragraphs += usize::from(lines.len() > 1);
                continue;
            }
            self.inner += 1;
            self.slack += measure.saturating_sub(line.len()).pow(2);
            if !is_filled {
                continue;
            }
            self.short += usize::from(line.len() < measure);
            let gaps = gaps(line);
            let widest = gaps.iter().map(|(from, to)| to - from).max().unwrap_or(0);
            self.worst = self.worst.max(widest);
            self.wide += usize::from(widest >= 3);
            let here = gaps
                .iter()
                .filter(|(from, to)| to - from >= 2)
                .map(|&(from, to)| {
                    let above = flowing.iter().filter(|(f, t, _)| *f < to && from < *t);
                    (
                        from,
                        to,
                        1 + above.map(|(_, _, depth)| *depth).max().unwrap_or(0),
                    )
                });
            let here: Vec<_> = here.collect();
            self.rivers += here.iter().filter(|(_, _, depth)| *depth == 3).count();
            flowing = here;
        }
    }
}

/// The runs of blanks inside a line.
fn gaps(line: &str) -> Vec<(usize, usize)> {
    let mut gaps = Vec::new();
    let start = line.len() - line.trim_start().len();
    let mut at = start;
    while let Some(blank) = line.get(at..).and_then(|rest| rest.find(' ')) {
        let from = at + blank;
        let rest = line.get(from..).unwrap_or("");
        let to = from + (rest.len() - rest.trim_start().len());
        gaps.push((from, to));
        at = to;
    }
    gaps
}
