//! Places in bytes, as folio counts, and in characters, as the standard does.

/// How many bytes lie between places whose characters are counted beforehand.
const STEP: usize = 1024;

/// The characters of a text, counted.
#[derive(Debug)]
pub(super) struct Positions<'t> {
    text: &'t str,
    /// Characters before each step.
    counted: Vec<usize>,
}

impl<'t> Positions<'t> {
    /// Counts a text.
    pub fn of(text: &'t str) -> Self {
        let mut count = 0;
        let steps = text.as_bytes().chunks(STEP).map(|step| {
            let before = count;
            count += characters(step);
            before
        });
        let mut counted: Vec<usize> = steps.collect();
        counted.push(count);
        Self { text, counted }
    }

    /// How many characters are before byte `at`, which is between two.
    pub fn to_characters(&self, at: usize) -> usize {
        let at = at.min(self.text.len());
        let step = at / STEP;
        let rest = self.text.as_bytes().get(step * STEP..at).unwrap_or(&[]);
        self.counted.get(step).copied().unwrap_or(0) + characters(rest)
    }

    /// The byte at which so many characters are before; `None` behind the end.
    pub fn to_bytes(&self, characters: u64) -> Option<usize> {
        let wanted = usize::try_from(characters).ok()?;
        if wanted > *self.counted.last()? {
            return None;
        }
        let step = self
            .counted
            .partition_point(|before| *before <= wanted)
            .saturating_sub(1);
        let from = self.text.ceil_char_boundary(step * STEP);
        let before = self.to_characters(from);
        let rest = self.text.get(from..)?;
        let more = wanted.checked_sub(before)?;
        rest.char_indices()
            .map(|(at, _)| at)
            .chain([rest.len()])
            .nth(more)
            .map(|at| from + at)
    }
}

/// The characters that begin in these bytes.
fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| (**byte as i8) >= -64).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_and_characters_lead_to_each_other() {
        for text in [String::new(), "aé北👍🏽\n".repeat(400), "x".repeat(3000)] {
            let positions = Positions::of(&text);
            let ends = text.char_indices().map(|(at, _)| at).chain([text.len()]);
            for (n, at) in ends.enumerate() {
                assert_eq!(positions.to_characters(at), n);
                assert_eq!(positions.to_bytes(n as u64), Some(at));
            }
            let count = text.chars().count() as u64;
            assert_eq!(positions.to_bytes(count + 1), None);
            assert_eq!(positions.to_bytes(u64::MAX), None);
        }
    }
}
