//! Lines that are whole paragraphs, in a script that needs no long ones.
//!
//! A line of more cells than anyone wraps at is a paragraph (`survey`). Chinese and Japanese say so much in a few
//! cells that most of their paragraphs are shorter; but each line then ends as a sentence does, or begins with the
//! blank of an ideograph's width, as no line does that was wrapped.

use super::east_asian::{FIRST_BYTE, ends_clause, ends_sentence};
use super::lines::lines;
use super::marks::mark;
use super::stretch::Stretch;

/// The blank that a paragraph begins with.
const IDEOGRAPHIC_SPACE: char = '\u{3000}';

/// The lines of a stanza have no more cells, and differ by no more.
const WIDEST_STANZA: usize = 40;
const STANZA_DIFFERS: usize = 4;

/// What the lines of a stretch are, each by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Whole {
    Paragraphs,
    /// Of one stanza: as wide as each other, and each closed by a sign.
    Verses,
}

/// What the lines of a stretch of several are, if each is whole and it shows by their ends or beginnings.
pub(super) fn whole_lines(stretch: &Stretch, text: &str) -> Option<Whole> {
    if !may_be_east_asian(text) {
        return None;
    }
    let counts = Counts::of(text);
    let widest = stretch.widest as usize;
    if widest <= WIDEST_STANZA && counts.is_stanza(widest) {
        Some(Whole::Verses)
    } else {
        counts.are_paragraphs().then_some(Whole::Paragraphs)
    }
}

/// What was counted in a stretch, but for lines that name chapters.
#[derive(Debug)]
struct Counts {
    lines: usize,
    /// Those that end as a sentence does.
    ended: usize,
    /// Those that end with any sign.
    closed: usize,
    /// Those that begin with an ideograph's blank.
    set_in: usize,
    /// The cell behind the shortest.
    narrowest: usize,
}

impl Counts {
    fn of(text: &str) -> Self {
        let mut counts = Self {
            lines: 0,
            ended: 0,
            closed: 0,
            set_in: 0,
            narrowest: usize::MAX,
        };
        let raw = text.lines().map(|raw| raw.starts_with(IDEOGRAPHIC_SPACE));
        for (line, is_set_in) in lines(text).zip(raw) {
            if mark(line.text).is_some() {
                continue;
            }
            counts.lines += 1;
            counts.ended += usize::from(ends_sentence(line.text));
            counts.closed += usize::from(ends_clause(line.text));
            counts.set_in += usize::from(is_set_in);
            counts.narrowest = counts.narrowest.min(line.edge());
        }
        counts
    }

    fn is_stanza(&self, widest: usize) -> bool {
        self.lines > 1 && self.closed == self.lines && widest <= self.narrowest + STANZA_DIFFERS
    }

    /// Four lines in five: one may end with a colon, or be a note of the author's.
    fn are_paragraphs(&self) -> bool {
        let most = |some: usize| some * 5 >= self.lines * 4;
        self.lines > 0 && (most(self.ended) || most(self.set_in))
    }
}

/// Whether any sign of these scripts is in the last line.
fn may_be_east_asian(text: &str) -> bool {
    let last = text.trim_end().rsplit('\n').next().unwrap_or("");
    last.bytes().any(|byte| byte >= FIRST_BYTE)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::text::stretch::stretches;

    fn told(text: &str) -> Option<Whole> {
        let (stretches, _) = stretches(text);
        whole_lines(&stretches[0], stretches[0].of(text))
    }

    #[test]
    fn lines_that_end_as_sentences_or_are_set_in_are_paragraphs() {
        let spoken = "第一章　雪\n“你来了。”\n他没有回答，只是看着窗外的雪。\n“嗯。”\n雪下了整整一夜，到天亮也没有停。";
        assert_eq!(told(spoken), Some(Whole::Paragraphs));
        let set_in = "　　他没有回答\n　　雪下了整整一夜，到天亮也没有停，他说：\n　　走吧\n";
        assert_eq!(told(set_in), Some(Whole::Paragraphs));
    }

    #[test]
    fn lines_of_one_width_are_verses() {
        for stanza in [
            "床前明月光，疑是地上霜。\n举头望明月，低头思故乡。",
            "床前明月光，\n疑是地上霜。\n举头望明月，\n低头思故乡。",
        ] {
            assert_eq!(told(stanza), Some(Whole::Verses));
        }
    }

    #[test]
    fn wrapped_lines_are_neither() {
        let wrapped = "　　他没有回答，只是看着窗外的雪，看了很久很久，仿佛\n\
                       什么也没有听见。雪下了整整一夜，到天亮也没有停，屋\n\
                       里的炉火早就灭了。他终于站起来，披上大衣，推开了门\n\
                       走了出去。\n";
        assert_eq!(told(wrapped), None);
        assert_eq!(told("The end of it.\nAnd so on.\nAmen."), None);
    }
}
