//! A folded text and the way back: from its bytes to those of the text it was made from.

use super::letters::{Becomes, becomes};

/// A folded text and the way back to the text it was made from.
#[derive(Debug, Default)]
pub struct Folded {
    pub(super) bytes: Vec<u8>,
    /// Where the fold and the source stop running in step: sorted by `folded`.
    pub(super) steps: Vec<Step>,
}

/// From byte `folded` of the fold on, byte n of the fold comes from byte n of the source counted from
/// `source`; where one char has become several, or longer, all of it comes from that char.
#[derive(Clone, Copy, Debug)]
pub(super) struct Step {
    pub folded: u32,
    pub source: u32,
    pub is_one_char: bool,
}

impl Folded {
    /// The folded text: UTF-8.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The byte of `source` from which the folded byte `folded` was made: the first of its char. Past the
    /// end it is the length of the source.
    pub fn source_of(&self, source: &str, folded: usize) -> usize {
        self.source_after(source, folded, &mut 0)
    }

    /// As [`Folded::source_of`]. `from_step` is for asking about places in order: 0 at first, then what
    /// an earlier place has left in it. So a row of places is found in linear time.
    pub fn source_after(&self, source: &str, folded: usize, from_step: &mut usize) -> usize {
        if folded >= self.bytes.len() {
            return source.len();
        }
        let steps = self.steps.get(*from_step..).unwrap_or(&[]);
        let is_passed = |step: &Step| step.folded as usize <= folded;
        // Nearly always one of the next few, which are counted without a branch; else by halves.
        let passed = match steps.first_chunk::<4>() {
            Some(near) if !is_passed(&near[3]) => {
                near.iter().map(|s| usize::from(is_passed(s))).sum()
            }
            _ => steps.partition_point(is_passed),
        };
        let mut at = folded;
        if let Some(index) = (*from_step + passed).checked_sub(1)
            && let Some(step) = self.steps.get(index)
        {
            *from_step = index;
            at = step.source as usize;
            if !step.is_one_char {
                at += folded - step.folded as usize;
            }
        }
        let mut at = at.min(source.len());
        while !source.is_char_boundary(at) {
            at -= 1;
        }
        at
    }

    /// The first folded byte that was made from `source` or from what follows it.
    pub fn folded_from(&self, source: &str, at: usize) -> usize {
        let (mut low, mut high) = (0, self.bytes.len());
        while low < high {
            let middle = low + (high - low) / 2;
            if self.source_of(source, middle) < at {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }

    /// The bytes of `source` from which the folded bytes `start..end` were made, as whole chars with the
    /// diacritics that belong to the last; `start` must be less than `end`. `cursor` is for asking about
    /// ranges in order, as for [`Folded::source_after`]. Also answers whether fold and source run in step
    /// there, byte for byte.
    pub fn source_range(
        &self,
        source: &str,
        start: usize,
        end: usize,
        cursor: &mut usize,
    ) -> (std::ops::Range<usize>, bool) {
        let from = self.source_after(source, start, cursor);
        let next_step = match self.steps.get(*cursor) {
            Some(step) if step.folded as usize > start => Some(step),
            _ => self.steps.get(*cursor + 1),
        };
        let this = self.steps.get(*cursor);
        let is_one_char = this.is_some_and(|step| step.is_one_char);
        let in_step = end < next_step.map_or(self.bytes.len(), |step| step.folded as usize);
        if in_step && !is_one_char {
            // What follows still runs in step, so each byte in between is a byte of the source.
            return (from..from + (end - start), true);
        }
        // The end is asked for with a cursor of its own: the next range may begin before it.
        (from..self.source_end(source, end, &mut { *cursor }), false)
    }

    /// The end of what the folded bytes before `end` were made from, as of [`Folded::source_range`].
    pub fn source_end(&self, source: &str, end: usize, cursor: &mut usize) -> usize {
        let last = self.source_after(source, end.saturating_sub(1), cursor);
        let next = self.source_after(source, end, cursor);
        end_of_unit(source, last, next)
    }
}

/// The end of the char at `last` with what was folded into it, where the next char that was folded to
/// something of its own begins at `next`.
fn end_of_unit(source: &str, last: usize, next: usize) -> usize {
    let mut chars = source.get(last..).unwrap_or("").char_indices();
    let Some((_, first)) = chars.next() else {
        return last;
    };
    let mut end = last + first.len_utf8();
    for (at, char) in chars {
        if last + at >= next || matches!(becomes(char, false), Becomes::Nothing) {
            break;
        }
        end = last + at + char.len_utf8();
    }
    end
}
