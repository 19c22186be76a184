//! What a page says of itself in a program's words: the first article of its JSON-LD, as schema.org names
//! things.

use serde_json::Value;

use super::markup::{Attribute, Markup};
use super::tag::Tag;

/// Bytes of one script that are read, and scripts that are looked at.
const LONGEST: usize = 256 * 1024;
const MOST: usize = 8;

/// Things that are looked through for an article, however they are listed.
const MOST_THINGS: usize = 256;

/// Of an article, what a reader is told.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct LinkedData {
    pub(super) title: Option<String>,
    pub(super) authors: Vec<String>,
    pub(super) description: Option<String>,
    pub(super) date: Option<String>,
}

/// Reads the first article that a page describes; what is no JSON is passed over.
pub(super) fn read(markup: &Markup) -> LinkedData {
    let is_data = |kind: &str| kind.trim().eq_ignore_ascii_case("application/ld+json");
    let scripts = markup.elements().filter(|(id, element)| {
        element.tag == Tag::Script && markup.attribute(*id, Attribute::Kind).is_some_and(is_data)
    });
    for (id, _) in scripts.take(MOST) {
        let source: String = markup.texts(id).collect();
        if source.len() > LONGEST {
            continue;
        }
        // serde_json goes 128 deep and no deeper.
        let Ok(value) = serde_json::from_str::<Value>(&source) else {
            continue;
        };
        if let Some(article) = things(&value).into_iter().find(|thing| is_article(thing)) {
            return told(article);
        }
    }
    LinkedData::default()
}

/// The things that are described: one, a list, or a graph of them.
fn things(value: &Value) -> Vec<&Value> {
    let listed = value.get("@graph").unwrap_or(value);
    match listed.as_array() {
        Some(list) => list.iter().take(MOST_THINGS).collect(),
        None => vec![listed],
    }
}

fn is_article(thing: &Value) -> bool {
    let is_named = |kind: &Value| {
        let kind = kind.as_str().unwrap_or("");
        kind.ends_with("Article") || kind.ends_with("Posting") || matches!(kind, "Book" | "Report")
    };
    match thing.get("@type") {
        Some(Value::Array(kinds)) => kinds.iter().any(is_named),
        Some(kind) => is_named(kind),
        None => false,
    }
}

fn told(article: &Value) -> LinkedData {
    let text = |names: [&str; 2]| {
        let mut found = names.iter().filter_map(|name| article.get(name)?.as_str());
        found
            .find(|text| !text.trim().is_empty())
            .map(str::to_owned)
    };
    let name = |person: &Value| {
        let name = person.get("name").unwrap_or(person).as_str()?.trim();
        // A link to a profile is nobody's name.
        (!name.is_empty() && !name.contains("://")).then(|| name.to_owned())
    };
    let authors = match article.get("author") {
        Some(Value::Array(all)) => all.iter().take(MOST).filter_map(name).collect(),
        Some(one) => name(one).into_iter().collect(),
        None => Vec::new(),
    };
    LinkedData {
        title: text(["headline", "name"]),
        authors,
        description: text(["description", "abstract"]),
        date: text(["datePublished", "dateCreated"]),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Dialect, tokens};
    use super::*;

    fn of(json: &str) -> LinkedData {
        let page = format!("<script type='application/ld+json'>{json}</script>");
        read(&tokens::read(&page, Dialect::Html))
    }

    #[test]
    fn the_first_article_is_found_alone_in_a_list_and_in_a_graph() {
        let article = r#"{"@type": "NewsArticle", "headline": "On Kettles",
            "author": [{"@type": "Person", "name": "Ann Bee"}, "https://example.org/cy", "Cy Dee"],
            "datePublished": "2020-02-03"}"#;
        let site = r#"{"@type": "WebSite", "name": "A Site"}"#;
        for json in [
            article.to_owned(),
            format!("[{site}, {article}]"),
            format!(r#"{{"@graph": [{site}, {article}]}}"#),
        ] {
            let said = of(&json);
            assert_eq!(said.title.as_deref(), Some("On Kettles"));
            assert_eq!(said.authors, ["Ann Bee", "Cy Dee"]);
            assert_eq!(said.date.as_deref(), Some("2020-02-03"));
        }
        assert_eq!(of(site), LinkedData::default());
    }

    #[test]
    fn what_is_no_json_and_what_is_too_deep_says_nothing() {
        for json in ["{", "", "null", "[[]]", &"[".repeat(100_000)] {
            assert_eq!(of(json), LinkedData::default());
        }
    }
}
