//! Finding with a regular expression.

use regex_automata::Input;
use regex_automata::meta::{Config, Regex};
use regex_automata::util::syntax;

use crate::text::TextRange;

use super::PatternError;
use super::matcher::{Found, Verdict};

/// Bytes a compiled pattern may take, and as many for what is worked out while searching: enough for any
/// pattern a person writes, and little beside a book.
const LIMIT: usize = 4 * 1024 * 1024;

/// About how many bytes of text are looked through at a time, in whole lines. Where the fast engine gives
/// up, as at `\b` beside a letter beyond ASCII, the slow one takes over for no more than this.
const STRETCH: usize = 2 * 1024;

/// A longer line is looked through in parts. From each match on, an engine may have to look to the end of
/// what it is given to know where the match ends, so this bounds what a hostile pattern costs.
const LONGEST: usize = 16 * 1024;

/// How deep groups may be nested.
const DEPTH: u32 = 100;

/// A regular expression made ready. It finds in time linear in the text, whatever the pattern.
#[derive(Clone, Debug)]
pub(super) struct Expression(Regex);

impl Expression {
    /// Makes a pattern ready: blind to case unless it has a capital, and so that straight quotation
    /// marks and hyphens find printed ones.
    pub fn new(pattern: &str) -> Result<Self, PatternError> {
        let is_blind = !asks_for_capitals(pattern);
        let syntax = syntax::Config::new()
            .case_insensitive(is_blind)
            .multi_line(true)
            .nest_limit(DEPTH);
        let limits = Config::new()
            .nfa_size_limit(Some(LIMIT))
            .onepass(false)
            .dfa(false)
            .hybrid_cache_capacity(LIMIT);
        let parsed = syntax::parse_with(&with_printed_forms(pattern), &syntax)
            .map_err(|error| PatternError(explained(&error.to_string())))?;
        if parsed.properties().minimum_len().unwrap_or(0) == 0 {
            let says = "this pattern fits everywhere, also where nothing stands";
            return Err(PatternError(says.to_owned()));
        }
        Regex::builder()
            .configure(limits)
            .build_from_hir(&parsed)
            .map(Self)
            .map_err(|_| PatternError("this pattern would become too large".to_owned()))
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

    /// The matches in a few lines.
    fn find_in_lines(
        &self,
        text: &str,
        lines: std::ops::Range<usize>,
        found: &mut Found<'_>,
    ) -> Verdict {
        let mut at = lines.start;
        let mut end = lines.end;
        while at <= lines.end {
            let input = Input::new(text).range(at..end);
            let Some(hit) = self.0.find(input) else {
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
            let range = TextRange::new(hit.start(), hit.end());
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

/// Whether a pattern has a capital that stands for itself; `\S` and `\p{Greek}` have none.
fn asks_for_capitals(pattern: &str) -> bool {
    let mut chars = pattern.chars();
    while let Some(char) = chars.next() {
        if char == '\\' {
            if matches!(chars.next(), Some('p' | 'P' | 'x' | 'u' | 'U'))
                && chars.clone().next() == Some('{')
            {
                chars
                    .by_ref()
                    .take_while(|char| *char != '}')
                    .for_each(drop);
            }
        } else if char.is_uppercase() {
            return true;
        }
    }
    false
}

/// The pattern with the forms that a book prints for what a keyboard has: quotation marks, apostrophes,
/// hyphens and blanks.
fn with_printed_forms(pattern: &str) -> String {
    const APOSTROPHES: &str = "'‘’‛ʼ′";
    const MARKS: &str = "\"“”„‟″";
    // A hyphen alone: inside a class it means a range.
    const HYPHENS: &str = r"\-‐‑‒–—―−";
    const BLANKS: &str = r" \u{A0}\u{2007}\u{2009}\u{202F}\u{3000}";
    let mut printed = String::with_capacity(pattern.len() * 2);
    let mut class_depth = 0_u32;
    let mut chars = pattern.chars().peekable();
    while let Some(char) = chars.next() {
        let forms = match char {
            '\\' => {
                printed.push(char);
                printed.extend(chars.next());
                continue;
            }
            // Flags and names of a group.
            '(' if class_depth == 0 && chars.peek() == Some(&'?') => {
                printed.push(char);
                for char in chars.by_ref() {
                    printed.push(char);
                    if matches!(char, ':' | ')' | '>') {
                        break;
                    }
                }
                continue;
            }
            '[' => {
                class_depth += 1;
                None
            }
            ']' => {
                class_depth = class_depth.saturating_sub(1);
                None
            }
            '\'' => Some(APOSTROPHES),
            '"' => Some(MARKS),
            '-' if class_depth == 0 => Some(HYPHENS),
            ' ' if class_depth == 0 => Some(BLANKS),
            _ => None,
        };
        match forms {
            // As an end of a range it is a char like others.
            Some(_)
                if class_depth > 0 && (printed.ends_with('-') || chars.peek() == Some(&'-')) =>
            {
                printed.push(char);
            }
            Some(forms) if class_depth > 0 => printed.push_str(forms),
            Some(forms) => {
                printed.push('[');
                printed.push_str(forms);
                printed.push(']');
            }
            None => printed.push(char),
        }
    }
    printed
}

/// What is wrong with a pattern, in a line.
fn explained(error: &str) -> String {
    // The last line of the library's message says what is wrong, above it a picture of where.
    let what = error.lines().last().unwrap_or_default();
    what.trim_start_matches("error: ").trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found<'t>(text: &'t str, pattern: &str) -> Vec<&'t str> {
        let expression = Expression::new(pattern).unwrap();
        let mut hits = Vec::new();
        expression.find_in(text, 0..text.len(), &mut |hit, is_match| {
            if !is_match {
                return Verdict::Passed;
            }
            hits.push(hit.of(text));
            Verdict::Taken
        });
        hits
    }

    #[test]
    fn a_match_lies_within_a_line() {
        let text = "one two\nthree four\n\nfive";
        assert_eq!(found(text, r"\w+$"), ["two", "four", "five"]);
        assert_eq!(found(text, r"^\w+"), ["one", "three", "five"]);
        assert_eq!(found(text, r"(?s)two.*"), ["two"]);
        assert_eq!(found(text, r"o\s"), Vec::<&str>::new());
        assert_eq!(found(text, r"[^e]{4,}"), [" two", " four"]);
        assert_eq!(found(text, r"\Be\b"), ["e", "e", "e"]);
        assert_eq!(found(text, r"e$|^t"), ["t", "e"]);
    }

    #[test]
    fn long_lines_are_looked_through_in_parts_and_short_ones_whole() {
        let line = "the quick brown fox. ".repeat(3000);
        assert_eq!(found(&line, "quick brown").len(), 3000);
        let lines = "the quick brown fox\n".repeat(3000);
        assert_eq!(found(&lines, "^the.*fox$").len(), 3000);
        assert_eq!(found(&"ü".repeat(40_000), "ü").len(), 40_000);
    }

    #[test]
    fn printed_forms_are_found_by_what_a_keyboard_has() {
        let text = "“Don’t” — a well‐known\u{A0}rule, 3-4";
        assert_eq!(found(text, "don't"), ["Don’t"]);
        assert_eq!(found(text, "\"[^\"]+\" -"), ["“Don’t” —"]);
        assert_eq!(found(text, "l-k\\w+ r"), ["l‐known\u{A0}r"]);
        assert_eq!(found(text, "[0-9]-[1-4]"), ["3-4"]);
        assert_eq!(found(text, "(?-i:R)ule"), Vec::<&str>::new());
        assert_eq!(found(text, "[\"'x]"), ["“", "’", "”"]);
    }

    #[test]
    fn a_capital_asks_for_capitals_but_an_escape_does_not() {
        assert_eq!(found("Abba abba", "abba"), ["Abba", "abba"]);
        assert_eq!(found("Abba abba", "Abba"), ["Abba"]);
        assert_eq!(found("Abba abba", r"\Sbba"), ["Abba", "abba"]);
    }

    #[test]
    fn what_is_wrong_with_a_pattern_is_one_line() {
        let says = |pattern| Expression::new(pattern).unwrap_err().to_string();
        assert_eq!(says("a(b"), "unclosed group");
        assert_eq!(
            says("[z-a]"),
            "invalid character class range, the start must be <= the end"
        );
        assert_eq!(
            says("x{1000}{1000}{1000}"),
            "this pattern would become too large"
        );
        assert_eq!(says(r"(a)\1"), "backreferences are not supported");
        let everywhere = "this pattern fits everywhere, also where nothing stands";
        assert_eq!(["x*", r"\b", "^$", "a|"].map(says), [everywhere; 4]);
        assert!(Expression::new(&"(".repeat(5000)).is_err());
        assert_eq!(found(&"a".repeat(3000), "(a+)+$").len(), 1);
    }
}
