//! Finding with a regular expression.

use std::convert::Infallible;

use regex_automata::meta::{Config, Regex};
use regex_automata::{Input, Match};
use regex_syntax::ast::parse::ParserBuilder;
use regex_syntax::ast::{Ast, ClassSetItem, Literal, Visitor, visit};
use regex_syntax::hir::translate::TranslatorBuilder;
use regex_syntax::hir::{Class, ClassUnicode, ClassUnicodeRange, Hir, HirKind, Look, Repetition};

use crate::text::TextRange;

use super::PatternError;
use super::matcher::{Found, Verdict};
use super::nonempty::not_empty;

/// Bytes a compiled pattern may take, as much as other programs grant it. A `\w` takes some 50 kB, the table
/// of all letters, so two hundred of them fit.
const LIMIT: usize = 10 * 1024 * 1024;

/// Bytes for what is worked out while searching: little beside a book.
const CACHE: usize = 4 * 1024 * 1024;

/// About how many bytes of text are looked through at a time, in whole lines. Where the fast engine gives
/// up, as at `\b` beside a letter beyond ASCII, the slow one takes over for no more than this.
const STRETCH: usize = 2 * 1024;

/// A longer line is looked through in parts, which bounds what is looked at for a single match.
const LONGEST: usize = 16 * 1024;

/// How many bytes may be looked at for the matches in so many lines, before [`NEAR`] is tried first.
const PATIENCE: usize = 256 * 1024;

/// How far a match is looked for first where patience has ended. From each of many matches on an engine may
/// look to the end, as `a(?:.*z)?` does, which would take a time that grows with the square of the line.
const NEAR: usize = 512;

/// What is said of a pattern beyond [`LIMIT`].
const TOO_LARGE: &str = "this pattern would become too large; repeat less, or say [a-z] for \\w";

/// How deep groups may be nested.
const DEPTH: u32 = 100;

/// A regular expression made ready. It finds in time linear in the text, whatever the pattern: at most some
/// hundreds of looks at each byte. For that, a match of more than [`NEAR`] bytes may be found as a shorter one
/// where a great many matches lie before it in its line.
#[derive(Clone, Debug)]
pub(super) struct Expression {
    regex: Regex,
    /// Whether the underscores at the edges of a match are none of it: they were let stand there because plain
    /// text has them for italics.
    trims: bool,
}

impl Expression {
    /// Makes a pattern ready: blind to case unless it has a capital, and so that straight quotation
    /// marks and hyphens find printed ones. `whole_words` is said to the engine, which then finds the
    /// matches that end with a word where another end would be found first; what a word is, it says.
    pub fn new(pattern: &str, whole_words: bool) -> Result<Self, PatternError> {
        let refused = |says: &str| PatternError(says.to_owned());
        let ast = ParserBuilder::new()
            .nest_limit(DEPTH)
            .build()
            .parse(pattern)
            .map_err(|error| refused(&error.kind().to_string()))?;
        let parsed = TranslatorBuilder::new()
            .case_insensitive(!asks_for_capitals(&ast))
            .multi_line(true)
            .build()
            .translate(pattern, &ast)
            .map_err(|error| refused(&error.kind().to_string()))?;
        let mut printed = with_printed_forms(not_empty(parsed, pattern));
        // Who asks for a `_` means it.
        let trims = whole_words && !pattern.contains('_');
        if whole_words {
            let edges = [Look::WordStartHalfUnicode, Look::WordEndHalfUnicode].map(Hir::look);
            let [start, end] = edges;
            let italics = || if trims { underscores() } else { Hir::empty() };
            printed = Hir::concat(vec![start, italics(), printed, italics(), end]);
        }
        let limits = Config::new()
            .nfa_size_limit(Some(LIMIT))
            .onepass(false)
            .dfa(false)
            .hybrid_cache_capacity(CACHE);
        Regex::builder()
            .configure(limits)
            .build_from_hir(&printed)
            .map(|regex| Self { regex, trims })
            .map_err(|_| refused(TOO_LARGE))
    }

    /// Calls `found` with each match inside the lines of `range` of `text`, in order. A match lies within
    /// a line, and sees what stands around it (`\b`, `^`, `$`). A line of more than 16 kB is several.
    pub fn find_in(&self, text: &str, range: std::ops::Range<usize>, found: &mut Found<'_>) {
        let mut at = range.start;
        while at < range.end {
            let end = end_of_lines(text, at, range.end);
            if self.find_in_lines(text, at..end, found) == Verdict::Stop {
                return;
            }
            at = end.max(at + 1);
        }
    }

    /// The first match in `range`. While `patience` lasts, whatever it costs; then what is near is looked at
    /// first, and all only if nothing is there, or what is there may go on. Each look at all then leads
    /// [`NEAR`] bytes on.
    fn first_in(
        &self,
        text: &str,
        range: std::ops::Range<usize>,
        patience: &mut usize,
    ) -> Option<Match> {
        let find = |range| self.regex.find(Input::new(text).range(range));
        let near_end = text.ceil_char_boundary(range.start + NEAR);
        if *patience == 0 && near_end < range.end {
            let near = find(range.start..near_end);
            if let Some(hit) = near.filter(|hit| hit.end() < near_end) {
                return Some(hit);
            }
        }
        let hit = find(range.clone());
        *patience = patience.saturating_sub(range.len());
        hit
    }

    /// A match without the underscores that were let stand at its edges.
    fn without_italics(&self, text: &str, hit: &Match) -> TextRange {
        let inside = text.get(hit.range()).filter(|_| self.trims).unwrap_or("");
        let before = inside.len() - inside.trim_start_matches('_').len();
        let after = inside.len() - inside.trim_end_matches('_').len();
        let end = hit.end() - after;
        TextRange::new(end.min(hit.start() + before), end)
    }

    /// The matches in a few lines.
    fn find_in_lines(
        &self,
        text: &str,
        lines: std::ops::Range<usize>,
        found: &mut Found<'_>,
    ) -> Verdict {
        let mut at = lines.start;
        let mut end = lines.end;
        let mut patience = PATIENCE;
        while at <= lines.end {
            let Some(hit) = self.first_in(text, at..end, &mut patience) else {
                if end == lines.end {
                    break;
                }
                // That was a single line; on with the next.
                at = end + 1;
                end = lines.end;
                continue;
            };
            let inside = text.as_bytes().get(hit.range()).unwrap_or(&[]);
            if let Some(line_end) = memchr::memchr(b'\n', inside) {
                // It goes on into the next line: once more, in its first line alone.
                at = hit.start();
                end = hit.start() + line_end;
                continue;
            }
            let range = self.without_italics(text, &hit);
            at = match found(range, !range.is_empty()) {
                Verdict::Taken => hit.end(),
                Verdict::Passed => {
                    let next = text.get(hit.start()..).and_then(|rest| rest.chars().next());
                    hit.start() + next.map_or(1, char::len_utf8)
                }
                Verdict::Stop => return Verdict::Stop,
            };
            if at > end {
                end = lines.end;
            }
        }
        Verdict::Passed
    }
}

/// The end of some lines from `at` on: of as many as are in [`STRETCH`] bytes, else of one; of a line longer
/// than [`LONGEST`] the last blank in so many bytes.
fn end_of_lines(text: &str, at: usize, end: usize) -> usize {
    let bytes = text.as_bytes();
    let near = bytes.get(at..end.min(at + STRETCH)).unwrap_or(&[]);
    let further = bytes.get(at..end.min(at + LONGEST)).unwrap_or(&[]);
    let cut = memchr::memrchr(b'\n', near)
        .or_else(|| memchr::memchr(b'\n', further))
        .or_else(|| {
            let is_all = at + further.len() == end;
            let blank = || memchr::memrchr(b' ', further);
            (!is_all).then(blank).flatten()
        });
    let mut cut = at + cut.map_or(further.len(), |cut| cut + 1);
    while !text.is_char_boundary(cut) {
        cut -= 1;
    }
    cut
}

/// Any number of underscores, which plain text has for italics.
fn underscores() -> Hir {
    Hir::repetition(Repetition {
        min: 0,
        max: None,
        greedy: true,
        sub: Box::new(Hir::literal(*b"_")),
    })
}

/// Whether a pattern has a capital that stands for itself; `\S`, `\p{Greek}` and the name of a group have
/// none.
fn asks_for_capitals(ast: &Ast) -> bool {
    struct Capitals(bool);
    impl Capitals {
        fn see(&mut self, literal: &Literal) {
            self.0 |= literal.c.is_uppercase();
        }
    }
    impl Visitor for Capitals {
        type Output = bool;
        type Err = Infallible;

        fn finish(self) -> Result<bool, Infallible> {
            Ok(self.0)
        }

        fn visit_pre(&mut self, ast: &Ast) -> Result<(), Infallible> {
            if let Ast::Literal(literal) = ast {
                self.see(literal);
            }
            Ok(())
        }

        fn visit_class_set_item_pre(&mut self, item: &ClassSetItem) -> Result<(), Infallible> {
            match item {
                ClassSetItem::Literal(literal) => self.see(literal),
                ClassSetItem::Range(range) => {
                    self.see(&range.start);
                    self.see(&range.end);
                }
                _ => {}
            }
            Ok(())
        }
    }
    let Ok(has_capitals) = visit(ast, Capitals(false));
    has_capitals
}

/// What a keyboard has, and the forms of it that a book prints.
const PRINTED: [(char, &str); 4] = [
    ('\'', "‘’‛ʼ′"),
    ('"', "“”„‟″"),
    ('-', "‐‑‒–—―−"),
    (' ', "\u{A0}\u{2007}\u{2009}\u{202F}\u{3000}"),
];

/// The forms of a char that a book prints, if it has any.
fn printed_forms(char: char) -> Option<&'static str> {
    let found = PRINTED.iter().find(|(typed, _)| *typed == char);
    found.map(|(_, forms)| *forms)
}

/// The expression with printed forms wherever it has what a keyboard has for them, in words and in classes.
/// Goes down as deep as groups are nested, of which there are no more than [`DEPTH`].
fn with_printed_forms(hir: Hir) -> Hir {
    let below = |parts: Vec<Hir>| parts.into_iter().map(with_printed_forms).collect();
    match hir.into_kind() {
        HirKind::Literal(literal) => match str::from_utf8(&literal.0) {
            Ok(words) => in_words(words),
            Err(_) => Hir::literal(literal.0),
        },
        HirKind::Class(Class::Unicode(mut class)) => {
            let has = |char| class.iter().any(|r| r.start() <= char && char <= r.end());
            let more: Vec<&str> = PRINTED
                .iter()
                .filter(|(typed, _)| has(*typed))
                .map(|(_, forms)| *forms)
                .collect();
            for char in more.concat().chars() {
                class.push(ClassUnicodeRange::new(char, char));
            }
            Hir::class(Class::Unicode(class))
        }
        HirKind::Class(class) => Hir::class(class),
        HirKind::Look(look) => Hir::look(look),
        HirKind::Empty => Hir::empty(),
        HirKind::Concat(parts) => Hir::concat(below(parts)),
        HirKind::Alternation(parts) => Hir::alternation(below(parts)),
        HirKind::Repetition(mut repetition) => {
            *repetition.sub = with_printed_forms(*repetition.sub);
            Hir::repetition(repetition)
        }
        HirKind::Capture(mut group) => {
            *group.sub = with_printed_forms(*group.sub);
            Hir::capture(group)
        }
    }
}

fn in_words(words: &str) -> Hir {
    let mut parts = Vec::new();
    let mut from = 0;
    for (at, char) in words.char_indices() {
        let Some(forms) = printed_forms(char) else {
            continue;
        };
        parts.push(Hir::literal(&words.as_bytes()[from..at]));
        let chars = forms.chars().chain([char]);
        let ranges = chars.map(|char| ClassUnicodeRange::new(char, char));
        parts.push(Hir::class(Class::Unicode(ClassUnicode::new(ranges))));
        from = at + char.len_utf8();
    }
    parts.push(Hir::literal(&words.as_bytes()[from..]));
    Hir::concat(parts)
}

#[cfg(test)]
mod tests;
