//! What may stand in a text at all.
//!
//! A terminal obeys control characters, so none may reach it: not from a text, a title, a link or a
//! file name. They are taken out here, once, when a document is built; whatever is shown that does
//! not come from a document (a path, an error) goes through [`sanitized`].

/// Whether a character may be shown.
///
/// Not shown: C0 and C1 controls and DEL; the directional embeddings, overrides and isolates
/// (U+202A–202E, U+2066–2069), with which a text can make another look different from what it is;
/// U+FEFF, which is a byte order mark wherever it stands; interlinear annotation and object
/// replacement signs; the noncharacters.
pub fn is_drawable(char: char) -> bool {
    match char {
        ' '..='~' => true,
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => false,
        '\u{FEFF}' | '\u{FFF9}'..='\u{FFFC}' | '\u{2028}' | '\u{2029}' => false,
        '\u{FDD0}'..='\u{FDEF}' => false,
        _ => !char.is_control() && (char as u32) & 0xFFFE != 0xFFFE,
    }
}

/// `text` on one line and without anything a terminal would obey.
pub fn sanitized(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_whitespace() { ' ' } else { c })
        .filter(|&c| is_drawable(c))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escape_sequences_lose_what_makes_them_work() {
        assert_eq!(
            sanitized("a\u{1b}[31mb\u{9b}0mc\rd\u{202e}e"),
            "a[31mb0mc de"
        );
        assert_eq!(sanitized("Владивосток 北方"), "Владивосток 北方");
    }
}
