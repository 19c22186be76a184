//! How a quotation is dressed where it is shown.

/// Marks with which a quotation begins as ours do. Single ones may well stand within them.
const OPENING: [char; 8] = ['“', '„', '"', '«', '»', '「', '『', '《'];

/// Words of a text in quotation marks, unless they bring some along.
pub fn in_quotation_marks(words: &str) -> String {
    if words.trim_start().starts_with(OPENING) {
        words.to_owned()
    } else {
        format!("“{words}”")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_quotation_is_in_two_pairs_of_marks() {
        let table = [
            ("the bridge", "“the bridge”"),
            ("“Probably not; and …”", "“Probably not; and …”"),
            ("\"No,\" said he", "\"No,\" said he"),
            ("«Нет»", "«Нет»"),
            ("「不」", "「不」"),
            ("’Tis late", "“’Tis late”"),
            ("‘No,’ said he", "“‘No,’ said he”"),
            ("", "“”"),
        ];
        for (words, dressed) in table {
            assert_eq!(in_quotation_marks(words), dressed);
        }
    }
}
