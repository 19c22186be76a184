//! What is looked for, as it was typed.

use crate::text::TextRange;

/// How a pattern is to be understood.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Way {
    /// As words one remembers: quotation marks, dashes, blanks, line ends, ligatures and widths are all
    /// one, and so are capitals and accents until one of them is typed.
    #[default]
    Words,
    /// Exactly as it stands in the text.
    Exact,
    /// As a regular expression, within a line of the text (a paragraph).
    Regex,
}

/// What is looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// The pattern, without the signs that say how it is meant.
    pub pattern: String,
    /// How it is meant.
    pub way: Way,
    /// Whether a match must not begin or end inside a word.
    pub whole_words: bool,
    /// The part of the text to look through; `None` for all of it.
    pub within: Option<TextRange>,
}

impl Query {
    /// A query for these words.
    pub fn new(pattern: impl Into<String>) -> Self {
        Self {
            pattern: pattern.into(),
            ..Self::default()
        }
    }

    /// What was typed at the prompt, where `"…"` asks for exactly what is between the marks and `/…/`
    /// for a regular expression, also while it is not closed; without such signs it is meant in the given way. A
    /// quotation mark that is not closed is part of the pattern.
    pub fn typed(text: &str, way: Way) -> Self {
        let between = |sign: char| {
            text.strip_prefix(sign)
                .and_then(|rest| rest.strip_suffix(sign))
                .filter(|inner| !inner.is_empty())
        };
        if let Some(inner) = between('"') {
            return Self {
                way: Way::Exact,
                ..Self::new(inner)
            };
        }
        let half = text
            .strip_prefix('/')
            .filter(|rest| !matches!(*rest, "" | "/"));
        if let Some(inner) = between('/').or(half) {
            return Self {
                way: Way::Regex,
                ..Self::new(inner)
            };
        }
        Self {
            way,
            ..Self::new(text)
        }
    }

    /// Whether what was typed at the prompt is a regular expression whose `/` is not closed yet.
    pub fn is_half_typed(text: &str) -> bool {
        Self::typed(text, Way::Words).way == Way::Regex && !text.ends_with('/')
    }

    /// Whether there is nothing to look for.
    pub fn is_blank(&self) -> bool {
        match self.way {
            Way::Words => self.pattern.trim().is_empty(),
            Way::Exact | Way::Regex => self.pattern.is_empty(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_around_the_pattern_say_how_it_is_meant() {
        let seen: Vec<String> = [
            "don't",
            "\"Don’t\"",
            "/d.n't/",
            "\"Well, Prince",
            "//",
            "\"",
            "/a",
        ]
        .iter()
        .map(|typed| {
            let query = Query::typed(typed, Way::Words);
            format!("{:?} {}", query.way, query.pattern)
        })
        .collect();
        assert_eq!(
            seen,
            [
                "Words don't",
                "Exact Don’t",
                "Regex d.n't",
                "Words \"Well, Prince",
                "Words //",
                "Words \"",
                "Regex a"
            ]
        );
    }

    #[test]
    fn a_slash_that_is_not_closed_is_known() {
        let half = ["/a", "/a/", "/", "//", "a/", "\"/a\""].map(Query::is_half_typed);
        assert_eq!(half, [true, false, false, false, false, false]);
    }

    #[test]
    fn the_way_that_is_switched_on_holds_without_signs() {
        assert_eq!(Query::typed("a|b", Way::Regex).way, Way::Regex);
        assert_eq!(Query::typed("\"a|b\"", Way::Regex).way, Way::Exact);
    }
}
