//! The names by which a link inside the text knows a heading, as GitHub makes them.

use std::collections::HashMap;

/// Makes names for headings, each only once.
#[derive(Debug, Default)]
pub(super) struct Slugs {
    /// How often a name was asked for.
    used: HashMap<String, usize>,
}

impl Slugs {
    /// The name of a heading: small letters, blanks as hyphens, no other signs; a second one of the
    /// same name gets a number.
    pub(super) fn name(&mut self, heading: &str) -> String {
        let slug = slug(heading);
        let mut name = slug.clone();
        while let Some(count) = self.used.get(&name).copied() {
            if name == slug {
                self.used.insert(slug.clone(), count + 1);
                name = format!("{slug}-{count}");
            } else {
                name.push_str("-1");
            }
        }
        self.used.insert(name.clone(), 1);
        name
    }
}

fn slug(heading: &str) -> String {
    let kept = |c: &char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_') || is_mark(*c);
    let lower = heading.trim().chars().flat_map(char::to_lowercase);
    lower
        .filter(kept)
        .map(|c| if c == ' ' { '-' } else { c })
        .collect()
}

/// Signs that belong to the letter before them, as in Devanagari, where not all are alphabetic.
fn is_mark(char: char) -> bool {
    char > '\u{300}' && unicode_width::UnicodeWidthChar::width(char) == Some(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_githubs() {
        let mut slugs = Slugs::default();
        assert_eq!(slugs.name("What's `new` in 1.0?"), "whats-new-in-10");
        assert_eq!(slugs.name("The — dash"), "the--dash");
        assert_eq!(slugs.name("日本語 の 見出し"), "日本語-の-見出し");
        let again: Vec<_> = (0..3).map(|_| slugs.name("Again")).collect();
        assert_eq!(again, ["again", "again-1", "again-2"]);
    }

    #[test]
    fn a_name_is_never_given_twice() {
        let mut slugs = Slugs::default();
        let names: Vec<_> = ["a", "a-1", "a", "a"].map(|h| slugs.name(h)).into();
        let mut once = names.clone();
        once.sort();
        once.dedup();
        assert_eq!(once.len(), 4, "{names:?}");
    }
}
