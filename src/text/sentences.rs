//! Sentences, and the abbreviations whose point ends none.
//!
//! By UAX #29 a point, a blank and a capital end a sentence. "Mr. Darcy" and "J. R. R. Tolkien" have them too, so
//! what ends with a title or an initial goes on (CLDR has lists for that, its "segmentation suppressions"; the
//! titles here are those that stand before names in the languages of most books).

use unicode_segmentation::UnicodeSegmentation;

/// So far before the beginning of a sentence the text is asked for what it follows, in bytes: a title or an initial
/// is not longer.
pub const SENTENCE_CONTEXT: usize = 16;

/// The sentences of a text, each with where it begins in it and with the blanks behind it.
pub fn sentences(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut pieces = text.split_sentence_bound_indices();
    std::iter::from_fn(move || {
        let (start, first) = pieces.next()?;
        let mut end = start + first.len();
        let mut last = first;
        while goes_on(last) {
            let Some((at, piece)) = pieces.next() else {
                break;
            };
            end = at + piece.len();
            last = piece;
        }
        Some((start, text.get(start..end).unwrap_or(first)))
    })
}

/// Whether this ends with an abbreviation, in the middle of a line.
fn goes_on(piece: &str) -> bool {
    let words = piece.trim_end_matches(' ');
    words.len() < piece.len()
        && words.ends_with('.')
        && words
            .rsplit(char::is_whitespace)
            .next()
            .is_some_and(is_initial_or_title)
}

/// Whether it begins with a capital.
pub fn starts_upper(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

/// Titles that stand before a name. A match and no table: it is asked of every capital behind a blank.
pub fn is_title(word: &str) -> bool {
    matches!(
        word.trim_start_matches(is_opening),
        "Mr" | "Mrs"
            | "Ms"
            | "Messrs"
            | "Mme"
            | "Mlle"
            | "M"
            | "MM"
            | "Dr"
            | "Drs"
            | "Prof"
            | "St"
            | "Ste"
            | "Mt"
            | "Ft"
            | "Fr"
            | "Rev"
            | "Revd"
            | "Hon"
            | "Gen"
            | "Col"
            | "Lt"
            | "Maj"
            | "Capt"
            | "Cpt"
            | "Sgt"
            | "Cpl"
            | "Adm"
            | "Cmdr"
            | "Gov"
            | "Sen"
            | "Rep"
            | "Pres"
            | "Hr"
            | "Frl"
            | "Sr"
            | "Sra"
            | "Mgr"
    )
}

/// "J." of "J. R. R. Tolkien", "Mr.", "Ph." and the like: an initial, or a title with its point.
pub fn is_initial_or_title(word: &str) -> bool {
    let word = word.trim_start_matches(is_opening);
    let Some(body) = word.strip_suffix('.') else {
        return false;
    };
    let mut chars = body.chars();
    let is_initial = chars.next().is_some_and(char::is_uppercase) && chars.next().is_none();
    // "and so did I." ends a sentence; somebody whose name begins with I is rarer.
    is_initial && body != "I" || is_title(body) || is_initials(body)
}

/// "J.R" of "J.R. Smith".
fn is_initials(body: &str) -> bool {
    body.len() <= 8
        && body.contains('.')
        && body
            .split('.')
            .all(|part| part.chars().count() == 1 && starts_upper(part))
}

/// Whether it stands before a word and opens something: a quotation, a parenthesis.
pub fn is_opening(char: char) -> bool {
    matches!(char, '“' | '‘' | '"' | '\'' | '(' | '[' | '«' | '„')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn divided(text: &str) -> Vec<&str> {
        sentences(text)
            .map(|(_, sentence)| sentence.trim_end())
            .collect()
    }

    #[test]
    fn a_title_or_an_initial_ends_no_sentence() {
        let one = "One day she met Mr. Collins in the garden of Mrs. Bennet.";
        assert_eq!(
            divided(&format!("{one} He was there.")),
            [one, "He was there."]
        );
        let two = [
            "“J. R. R. Tolkien and Dr. S. Johnson met.”",
            "And so did I.",
            "Both left.",
        ];
        assert_eq!(divided(&two.join(" ")), two);
        // At the end of a line of verse and at the end of all it may stand too.
        assert_eq!(divided("Ask Mr.\nAnd go."), ["Ask Mr.", "And go."]);
        assert_eq!(divided("Ask Mr. "), ["Ask Mr."]);
        assert_eq!(divided("他来了。她走了。"), ["他来了。", "她走了。"]);
    }

    #[test]
    fn sentences_join_to_the_text() {
        let text = "St. Paul's. M. de V. came; No. 5 left. ";
        let joined: String = sentences(text).map(|(_, sentence)| sentence).collect();
        assert_eq!(joined, text);
        assert_eq!(sentences("").count(), 0);
    }
}
