//! Counts of matches, in words.

use crate::search::{Extent, Hits};

use super::super::App;

/// A number with its thousands apart: `1,048,576`.
pub fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut shown = String::with_capacity(digits.len() + digits.len() / 3);
    for (n, digit) in digits.chars().enumerate() {
        if n > 0 && (digits.len() - n).is_multiple_of(3) {
            shown.push(',');
        }
        shown.push(digit);
    }
    shown
}

/// How many there are; with a `+` where there may be more.
fn total(hits: &Hits) -> String {
    let more = match hits.extent() {
        Extent::Wholly => "",
        Extent::Partly | Extent::UpToTheLimit => "+",
    };
    thousands(hits.count()) + more
}

impl App {
    /// How many matches there are, as far as that is known.
    pub fn match_total(&self) -> Option<String> {
        self.book.window.hits().map(total)
    }

    /// What is said of the number of matches: `3 of 17`, `3 of 1,204+` while they are counted or where there
    /// are more than are kept, or how many there are; and shorter, `3/17`.
    pub fn match_count(&self) -> Option<[String; 2]> {
        let hits = self.book.window.hits()?;
        let total = total(hits);
        let number = hits.number_at(self.book.window.offset());
        let (long, short) = match (number, hits.count(), hits.extent()) {
            (Some(at), ..) => {
                let number = thousands(at + 1);
                (format!("{number} of {total}"), format!("{number}/{total}"))
            }
            (None, 0, Extent::Partly) => ("…".to_owned(), "…".to_owned()),
            (None, 0, _) => ("no match".to_owned(), "0".to_owned()),
            (None, 1, Extent::Wholly) => ("1 match".to_owned(), "1".to_owned()),
            (None, ..) => (format!("{total} matches"), total),
        };
        Some([long, short])
    }

    /// Where these matches were looked for, if not in the whole text: `in this section`, as long as one
    /// stands in it.
    pub fn match_place(&self) -> Option<&'static str> {
        let within = self.book.window.hits()?.query().within?;
        let here = self.book.window.offset();
        Some(if within.contains(here) {
            "in this section"
        } else {
            "in another section"
        })
    }

    /// What is said of matches that are not as they were typed.
    pub fn match_likeness(&self) -> Option<&'static str> {
        let hits = self.book.window.hits()?;
        (hits.is_loose() && !hits.is_empty()).then_some("capitals and marks aside")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_stand_apart() {
        let shown = [0, 7, 999, 1000, 65_536, 1_048_576].map(thousands);
        assert_eq!(shown, ["0", "7", "999", "1,000", "65,536", "1,048,576"]);
    }
}
