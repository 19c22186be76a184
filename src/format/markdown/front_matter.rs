//! Front matter: the lines between `---` (YAML) or `+++` (TOML) before a text, which are about it.
//!
//! Of YAML only `key: value` lines and lists of one level are read, which is what front matter has;
//! what is not understood is left out, and never shown as text.

use toml::de::{DeTable, DeValue};

use crate::document::Builder;

/// Front matter in its language, without the fences.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Fields<'a> {
    Yaml(&'a str),
    Toml(&'a str),
}

/// Parts a source into front matter and text. A rule at the top of a text is no front matter: the
/// first line behind it must be a field.
pub(super) fn split(source: &str) -> (Option<Fields<'_>>, &str) {
    let Some((fence, rest)) = source.split_once('\n') else {
        return (None, source);
    };
    let toml = match fence.trim_end() {
        "---" => false,
        "+++" => true,
        _ => return (None, source),
    };
    let mut at = 0;
    for line in rest.split_inclusive('\n') {
        let text = line.trim_end();
        if at == 0 && !begins_fields(text) {
            break;
        }
        if text == fence.trim_end() || (text == "..." && !toml) {
            let (fields, body) = (rest.get(..at), rest.get(at + line.len()..));
            let fields = fields.unwrap_or("");
            let fields = if toml {
                Fields::Toml(fields)
            } else {
                Fields::Yaml(fields)
            };
            return (Some(fields), body.unwrap_or(""));
        }
        at += line.len();
    }
    (None, source)
}

fn begins_fields(line: &str) -> bool {
    let is_key = |key: &str| {
        !key.is_empty()
            && key
                .chars()
                .all(|c| c.is_alphanumeric() || "_-\"'. ".contains(c))
    };
    let mut parts = line.splitn(2, [':', '=']);
    let key = parts.next().unwrap_or("");
    line.starts_with(['#', '[']) || (parts.next().is_some() && is_key(key))
}

/// Fills in the metadata.
pub(super) fn read(fields: Fields<'_>, builder: &mut Builder) {
    match fields {
        Fields::Yaml(yaml) => read_yaml(yaml, builder),
        Fields::Toml(toml) => read_toml(toml, builder),
    }
}

fn set(builder: &mut Builder, key: &str, value: String) {
    if value.is_empty() {
        return;
    }
    let metadata = builder.metadata_mut();
    match key.to_ascii_lowercase().as_str() {
        "title" => metadata.title = Some(value),
        "author" | "authors" => metadata.authors.push(value),
        "language" | "lang" => metadata.language = Some(value),
        "date" => metadata.date = Some(value),
        _ => {}
    }
}

fn read_yaml(yaml: &str, builder: &mut Builder) {
    let mut key = "";
    for line in yaml.lines() {
        let text = line.trim();
        if let Some(item) = text.strip_prefix("- ") {
            set(builder, key, unquoted(item));
        } else if !line.starts_with([' ', '\t', '#'])
            && let Some((name, value)) = line.split_once(':')
        {
            key = name.trim();
            let value = value.trim();
            match value.strip_prefix('[').and_then(|v| v.strip_suffix(']')) {
                Some(list) => list.split(',').for_each(|v| set(builder, key, unquoted(v))),
                // `>` and `|` announce lines that follow.
                None if matches!(value, ">" | "|" | ">-" | "|-") => {}
                None => set(builder, key, unquoted(value)),
            }
        }
    }
}

fn unquoted(value: &str) -> String {
    let value = value.trim();
    let inside = |quote| {
        value
            .strip_prefix(quote)
            .and_then(|v: &str| v.strip_suffix(quote))
    };
    if let Some(inner) = inside('"') {
        return inner.replace("\\\"", "\"").replace("\\\\", "\\");
    }
    if let Some(inner) = inside('\'') {
        return inner.replace("''", "'");
    }
    value.split(" #").next().unwrap_or("").trim().to_owned()
}

fn read_toml(source: &str, builder: &mut Builder) {
    // As it was parsed, and not by serde: that would be half as much code again.
    match DeTable::parse(source) {
        Ok(table) => {
            for (key, value) in table.get_ref() {
                let key = key.get_ref();
                match value.get_ref() {
                    DeValue::String(value) => set(builder, key, value.to_string()),
                    DeValue::Datetime(date) => set(builder, key, date.to_string()),
                    DeValue::Array(values) => values
                        .iter()
                        .filter_map(|value| value.get_ref().as_str())
                        .for_each(|value| set(builder, key, value.to_owned())),
                    _ => {}
                }
            }
        }
        Err(error) => builder.problem("front matter", error.message().to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Format;

    fn read_all(source: &str) -> (Option<String>, Vec<String>, Option<String>) {
        let mut builder = Builder::new(Format::Markdown);
        if let Some(fields) = split(source).0 {
            read(fields, &mut builder);
        }
        let m = builder.metadata_mut();
        (
            m.title.take(),
            std::mem::take(&mut m.authors),
            m.language.take(),
        )
    }

    #[test]
    fn yaml_and_toml_say_the_same() {
        let expected = (
            Some("A \"B\": c".into()),
            vec!["X Y".into(), "Z".into()],
            Some("hi".into()),
        );
        let yaml = "---\ntitle: 'A \"B\": c'\ndate: 2020-01-01\nauthors:\n  - X Y\n  - \"Z\"\nlang: hi # Hindi\n---\ntext\n";
        assert_eq!(read_all(yaml), expected);
        let toml = "+++\ntitle = 'A \"B\": c'\nauthors = ['X Y', 'Z']\nlanguage = 'hi'\n+++\n";
        assert_eq!(read_all(toml), expected);
        assert_eq!(read_all("---\nauthor: [X Y, Z]\n---").1, ["X Y", "Z"]);
    }

    #[test]
    fn a_rule_at_the_top_is_no_front_matter() {
        for text in [
            "---\n\ntext\n\n---\n",
            "---\nA sentence, just so\n---\n",
            "---\na: b\n",
            "---",
        ] {
            assert_eq!(split(text), (None, text));
        }
    }
}
