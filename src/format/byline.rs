//! Who wrote it, out of the line that says so.
//!
//! A byline is written for people: "By A and B", "Chris Miller, Professor of History". Names are
//! taken from it only where they are sure; the line itself is kept and shown whole.

/// The names in a byline; none where it is not clear which words are names.
pub(super) fn authors_of(byline: &str) -> Vec<String> {
    let said = strip_by(byline.trim());
    let names = said.unwrap_or(byline.trim());
    // Behind the first comma stands what the author is, or where; but for "A, B, and C".
    let is_list = names.contains(", and ");
    let listed = |part: &&str| is_list && is_name(part.trim().trim_start_matches("and "));
    let mut parts = names.split(',');
    let first = parts.next().unwrap_or(names);
    let names = std::iter::once(first).chain(parts.take_while(listed));
    let names = names.map(|part| part.trim().trim_start_matches("and "));
    let names = names
        .flat_map(|part| part.split(" and "))
        .flat_map(|part| part.split(" & "));
    let names: Vec<&str> = names.map(str::trim).filter(|n| !n.is_empty()).collect();
    if said.is_none() && !names.iter().all(|name| is_name(name)) {
        return Vec::new();
    }
    names.into_iter().map(str::to_owned).collect()
}

/// Whether a line can be a byline: it says "By", or begins with a name.
pub(super) fn is_byline(line: &str) -> bool {
    let line = line.trim();
    strip_by(line).is_some() || line.split(',').next().is_some_and(is_name)
}

fn strip_by(line: &str) -> Option<&str> {
    if let Some(names) = line
        .strip_suffix(WROTE)
        .filter(|names| names.ends_with(char::is_whitespace))
    {
        return Some(names.trim());
    }
    if let Some((_, names)) = line
        .split_once(['：', ':'])
        .filter(|(by, _)| WRITERS.contains(&by.trim()))
    {
        return Some(names.trim());
    }
    let (by, names) = line.split_once(char::is_whitespace)?;
    by.eq_ignore_ascii_case("by").then(|| names.trim())
}

/// What stands before the names in Chinese, Japanese and Korean, with a colon, and behind them, with a blank.
const WRITERS: [&str; 4] = ["作者", "著者", "지은이", "글쓴이"];
const WROTE: &str = "著";

/// Two to five words that all begin with a capital, but for the small words inside names. A title can
/// look the same, so this is asked only where a byline is expected.
fn is_name(text: &str) -> bool {
    let words = text.split_whitespace();
    let count = words.clone().count();
    let small = [
        "and", "&", "de", "da", "del", "der", "van", "von", "la", "le", "of", "y", "ibn", "bin",
    ];
    (2..=5).contains(&count)
        && words.clone().next().is_some_and(is_capitalised)
        && words
            .clone()
            .all(|w| is_capitalised(w) || small.contains(&w))
        && !text.contains(|c: char| c.is_ascii_digit())
}

/// Whether a text can be nothing but the name of one person: one to four words that begin with capitals, but for those
/// that are small in names.
pub(super) fn is_one_name(text: &str) -> bool {
    let small = ["de", "da", "del", "der", "du", "la", "le", "van", "von"];
    let mut words = text.split_whitespace();
    let count = words.clone().count();
    (1..=4).contains(&count)
        && words.clone().next().is_some_and(is_capitalised)
        && words.all(|word| is_capitalised(word) || small.contains(&word))
        && !text.contains(|c: char| c.is_ascii_digit() || ",;:&()!?".contains(c))
}

/// The name in a line that says nothing but "By" and one.
pub(super) fn only_name(line: &str) -> Option<&str> {
    strip_by(line.trim()).filter(|name| is_one_name(name))
}

fn is_capitalised(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_taken_where_they_are_sure() {
        assert_eq!(
            authors_of("By Ada Lovelace and Charles Babbage"),
            ["Ada Lovelace", "Charles Babbage"]
        );
        assert_eq!(
            authors_of("Vincent van Gogh, painter, of Zundert"),
            ["Vincent van Gogh"]
        );
        assert_eq!(authors_of("by Plato"), ["Plato"]);
        assert_eq!(
            authors_of("by Ann Bee, Cy Dee, and Ed Eff, with help from many"),
            ["Ann Bee", "Cy Dee", "Ed Eff"]
        );
        assert_eq!(authors_of("作者：某人"), ["某人"]);
        assert_eq!(authors_of("夏目漱石　著"), ["夏目漱石"]);
        assert!(authors_of("名著").is_empty());
        assert!(authors_of("a walk in the woods").is_empty());
        assert!(!is_byline("April 16, 1945"));
        assert!(!is_byline("Preamble"));
    }
}
