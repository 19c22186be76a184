//! Stretches: lines with no blank line between them.

use super::lines::lines;

/// Where a stretch stands in the source, from the first line's white space to the last line's end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stretch {
    pub(super) start: usize,
    pub(super) end: usize,
    /// How many lines it has.
    pub(super) count: usize,
}

impl Stretch {
    pub(super) fn of<'a>(&self, source: &'a str) -> &'a str {
        source.get(self.start..self.end).unwrap_or("")
    }
}

/// The stretches of a text.
pub(super) fn stretches(source: &str) -> Vec<Stretch> {
    let mut all: Vec<Stretch> = Vec::new();
    let mut is_open = false;
    for line in lines(source) {
        if line.is_blank() {
            is_open = false;
            continue;
        }
        match all.last_mut().filter(|_| is_open) {
            Some(stretch) => {
                stretch.end = line.end();
                stretch.count += 1;
            }
            None => all.push(Stretch {
                start: line_start(source, line.start),
                end: line.end(),
                count: 1,
            }),
        }
        is_open = true;
    }
    all
}

/// Where the line begins whose text begins at `text`.
fn line_start(source: &str, text: usize) -> usize {
    let before = source.as_bytes().get(..text).unwrap_or_default();
    memchr::memrchr(b'\n', before).map_or(0, |at| at + 1)
}
