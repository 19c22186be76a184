//! A text as stretches of lines between blank ones.

/// Lines that stand together.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stretch<'t> {
    /// All of it, line ends as they were.
    pub text: &'t str,
    /// How many lines it has; at least one.
    pub count: usize,
}

/// What ends a line: also what old systems, word processors and printers ended it with.
fn is_line_end(char: char) -> bool {
    matches!(
        char,
        '\n' | '\r' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

/// The lines of a text, without their ends. CR LF is one end.
pub(super) fn lines(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        let Some(end) = text.find(is_line_end) else {
            rest = None;
            return (!text.is_empty()).then_some(text);
        };
        let (line, after) = text.split_at(end);
        let after = after.strip_prefix("\r\n").unwrap_or_else(|| {
            let mut chars = after.chars();
            chars.next();
            chars.as_str()
        });
        rest = Some(after);
        Some(line)
    })
}

/// The stretches of a text.
pub(super) fn stretches(text: &str) -> Vec<Stretch<'_>> {
    let base = text.as_ptr() as usize;
    let mut all = Vec::new();
    // Where the open stretch begins, ends, and how many lines it has.
    let mut open: Option<(usize, usize, usize)> = None;
    let close = |open: &mut Option<(usize, usize, usize)>, all: &mut Vec<_>| {
        if let Some((start, end, count)) = open.take() {
            all.push(Stretch {
                text: text.get(start..end).unwrap_or(""),
                count,
            });
        }
    };
    for line in lines(text) {
        let start = line.as_ptr() as usize - base;
        if line.trim().is_empty() {
            close(&mut open, &mut all);
        } else {
            let (from, _, count) = open.unwrap_or((start, start, 0));
            open = Some((from, start + line.len(), count + 1));
        }
    }
    close(&mut open, &mut all);
    all
}

impl<'t> Stretch<'t> {
    /// Its lines.
    pub fn lines(&self) -> impl Iterator<Item = &'t str> {
        lines(self.text)
    }

    /// Its first line, without the blanks around it.
    pub fn first(&self) -> &'t str {
        self.lines().next().unwrap_or("").trim()
    }

    /// Whether it is a break in the text: a row of stars, hyphens or the like, and nothing else.
    pub fn is_rule(&self) -> bool {
        let signs = self.text.chars().filter(|c| !c.is_whitespace());
        let count = signs.clone().take(100).count();
        self.count == 1
            && ((3..100).contains(&count) || self.text.trim() == "⁂")
            && signs
                .clone()
                .all(|c| matches!(c, '*' | '-' | '_' | '—' | '=' | '~' | '•' | '⁂'))
            && {
                let mut seen = signs;
                let first = seen.next();
                seen.all(|c| Some(c) == first)
            }
    }

    /// Paragraphs of which each begins with an indented line.
    pub fn indented_paragraphs(&self) -> Vec<&'t str> {
        let base = self.text.as_ptr() as usize;
        let mut starts: Vec<usize> = self
            .lines()
            .filter(|line| is_indented(line))
            .map(|line| line.as_ptr() as usize - base)
            .collect();
        if starts.first() != Some(&0) {
            starts.insert(0, 0);
        }
        let ends = starts.iter().skip(1).copied().chain([self.text.len()]);
        starts
            .iter()
            .zip(ends)
            .filter_map(|(start, end)| self.text.get(*start..end))
            .collect()
    }

    /// Its lines without the blanks they all begin with, line ends as `\n`.
    pub fn dedented(&self) -> String {
        let indent = |line: &str| line.len() - line.trim_start_matches(' ').len();
        let shared = self.lines().map(indent).min().unwrap_or(0);
        let mut text = String::with_capacity(self.text.len());
        for line in self.lines() {
            text.push_str(line.get(shared..).unwrap_or("").trim_end());
            text.push('\n');
        }
        text
    }
}

/// Whether a line is set in as the first of a paragraph is.
pub(super) fn is_indented(line: &str) -> bool {
    line.starts_with([' ', '\t', '\u{3000}'])
}
