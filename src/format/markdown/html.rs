//! HTML inside Markdown: its tags are taken out, its text stays.

/// What a piece of HTML says to a reader.
pub(super) enum Piece<'h> {
    Text(&'h str),
    /// `<br>`
    Break,
    /// A tag that begins or ends a block.
    Block,
}

/// Divides HTML into text and the tags that matter. Linear; a comment, a script or a style is left out,
/// also one that never ends.
pub(super) fn pieces(html: &str, mut tell: impl FnMut(Piece<'_>)) {
    let mut rest = html;
    while let Some(open) = rest.find('<') {
        let (text, tag) = rest.split_at(open);
        if !text.is_empty() {
            tell(Piece::Text(text));
        }
        if let Some(comment) = tag.strip_prefix("<!--") {
            rest = comment
                .find("-->")
                .map_or("", |end| comment.get(end + 3..).unwrap_or(""));
            continue;
        }
        let name_length = tag
            .get(1..)
            .unwrap_or("")
            .bytes()
            .take_while(|b| b.is_ascii_alphanumeric() || *b == b'/');
        let name = tag
            .get(1..=name_length.count())
            .unwrap_or("")
            .trim_matches('/')
            .to_ascii_lowercase();
        if name.is_empty() {
            tell(Piece::Text("<"));
            rest = tag.get(1..).unwrap_or("");
            continue;
        }
        rest = tag
            .find('>')
            .map_or("", |end| tag.get(end + 1..).unwrap_or(""));
        match name.as_str() {
            "br" => tell(Piece::Break),
            "script" | "style" if !tag.starts_with("</") => rest = after_close(rest, &name),
            _ if BLOCKS.contains(&name.as_str()) => tell(Piece::Block),
            _ => {}
        }
    }
    if !rest.is_empty() {
        tell(Piece::Text(rest));
    }
}

fn after_close<'h>(rest: &'h str, name: &str) -> &'h str {
    let close = format!("</{name}");
    let lower = rest.to_ascii_lowercase();
    let end = lower
        .find(&close)
        .and_then(|at| Some(at + lower.get(at..)?.find('>')? + 1));
    end.and_then(|end| rest.get(end..)).unwrap_or("")
}

/// Tags that stand for a line of their own.
const BLOCKS: &[&str] = &[
    "p",
    "div",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "li",
    "table",
    "tr",
    "blockquote",
    "section",
    "article",
    "details",
    "summary",
    "figure",
    "figcaption",
    "pre",
    "hr",
    "center",
];

/// Text with its commonest entities read.
pub(super) fn unescaped(text: &str) -> String {
    const ENTITIES: &[(&str, &str)] = &[
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&nbsp;", "\u{A0}"),
        ("&mdash;", "—"),
        ("&ndash;", "–"),
        ("&hellip;", "…"),
        ("&copy;", "©"),
        ("&amp;", "&"),
    ];
    let mut text = text.to_owned();
    for (entity, char) in ENTITIES {
        if text.contains(entity) {
            text = text.replace(entity, char);
        }
    }
    text
}
