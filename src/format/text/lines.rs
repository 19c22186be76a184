//! One line of a text.

/// Cells from one tab stop to the next.
const TAB: usize = 4;

/// A line without the white space around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Line<'a> {
    pub(super) text: &'a str,
    /// Cells of white space before the text.
    pub(super) indent: usize,
    /// Byte in the source at which the text begins.
    pub(super) start: usize,
}

impl Line<'_> {
    pub(super) fn end(&self) -> usize {
        self.start + self.text.len()
    }

    pub(super) fn is_blank(&self) -> bool {
        self.text.is_empty()
    }

    /// The cell behind the last one.
    pub(super) fn edge(&self) -> usize {
        self.indent + width(self.text)
    }
}

/// The lines of a text.
pub(super) fn lines(source: &str) -> impl Iterator<Item = Line<'_>> {
    let mut at = 0;
    let ends = memchr::memchr_iter(b'\n', source.as_bytes());
    let ends = ends.chain(std::iter::once(source.len()));
    ends.filter_map(move |end| {
        let start = std::mem::replace(&mut at, end + 1);
        let raw = source.get(start..end)?;
        (start < source.len()).then(|| line(raw, start))
    })
}

fn line(raw: &str, start: usize) -> Line<'_> {
    let text = raw.trim_start();
    let blanks = raw.get(..raw.len() - text.len()).unwrap_or("");
    let indent = blanks.chars().fold(0, |column, char| match char {
        '\t' => column - column % TAB + TAB,
        '\u{3000}' => column + 2,
        _ => column + 1,
    });
    Line {
        text: text.trim_end(),
        indent,
        start: start + blanks.len(),
    }
}

/// About how many cells a text is wide: enough to tell long lines from short ones, and a great deal
/// quicker than measuring clusters. A byte from 0xE3 on begins an ideograph or something as wide.
pub(super) fn width(text: &str) -> usize {
    let cells = |byte: u8| usize::from(byte & 0xC0 != 0x80) + usize::from(byte >= 0xE3);
    text.bytes().map(cells).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_know_their_indent_and_place() {
        let source = "a \r\n\t b\n\n　い";
        let all: Vec<_> = lines(source).map(|l| (l.text, l.indent, l.start)).collect();
        assert_eq!(all, [("a", 0, 0), ("b", 5, 6), ("", 0, 8), ("い", 2, 12)]);
        assert_eq!(lines("x\n").count(), 1);
        assert_eq!(lines("").count(), 0);
    }

    #[test]
    fn width_is_about_cells() {
        assert_eq!(width("naïve — “x”"), 11);
        assert_eq!(width("日本"), 4);
    }
}
