//! Front matter: what stands before the text between two lines of `---` or `+++` is about the text,
//! not of it.

use crate::document::Metadata;

/// Takes the front matter off a text; what it says of title, authors and language is noted down.
pub(super) fn take<'t>(text: &'t str, metadata: &mut Metadata) -> &'t str {
    let Some((fence, rest)) = ["---", "+++"].iter().find_map(|fence| {
        let rest = text.strip_prefix(fence)?;
        let rest = rest
            .strip_prefix("\r\n")
            .or_else(|| rest.strip_prefix('\n'))?;
        Some((*fence, rest))
    }) else {
        return text;
    };
    let mut at = 0;
    for line in rest.split_inclusive('\n') {
        let is_end = line.trim_end() == fence || fence == "---" && line.trim_end() == "...";
        if is_end {
            let matter = rest.get(..at).unwrap_or("");
            // Two rules with prose between them are no front matter.
            if !matter
                .lines()
                .any(|line| line.contains(':') || line.contains('='))
            {
                return text;
            }
            note(matter, if fence == "+++" { '=' } else { ':' }, metadata);
            return rest.get(at + line.len()..).unwrap_or("");
        }
        at += line.len();
    }
    text
}

/// The few fields a reader needs, which both YAML and TOML write as a name, a sign and a value on one
/// line (or as a list below it).
fn note(matter: &str, sign: char, metadata: &mut Metadata) {
    let mut list_of_authors = false;
    for line in matter.lines() {
        if list_of_authors && let Some(author) = line.trim().strip_prefix("- ") {
            metadata.authors.push(unquoted(author).to_owned());
            continue;
        }
        list_of_authors = false;
        let Some((key, value)) = line.split_once(sign) else {
            continue;
        };
        let value = unquoted(value);
        match key.trim().to_ascii_lowercase().as_str() {
            "title" => metadata.title = Some(value.to_owned()),
            "lang" | "language" => metadata.language = Some(value.to_owned()),
            "author" | "authors" if value.is_empty() => list_of_authors = true,
            "author" | "authors" => {
                let names = value.trim_matches(['[', ']']).split(',').map(unquoted);
                metadata
                    .authors
                    .extend(names.filter(|n| !n.is_empty()).map(str::to_owned));
            }
            _ => {}
        }
    }
}

fn unquoted(value: &str) -> &str {
    value.trim().trim_matches(['"', '\'']).trim()
}
