//! The little of CSS that books use to say what is italic, bold or hidden.
//!
//! Read in one go: rules whose selectors are a tag, a class or a class of a tag; other selectors, and
//! rules within `@media` and the like, are passed over, for to apply them wrongly would be worse. Only
//! that they may set paragraphs apart is taken from the former, for to miss that would be, and how far they set
//! lines of verse in, which is hardly said otherwise (`.poem span.i2`).

use super::style::{Look, Styles};
use super::tag::Tag;
use crate::document::Numerals;

/// Adds the rules of a sheet.
pub(super) fn read_sheet(sheet: &str, styles: &mut Styles) {
    let sheet = without_comments(sheet);
    let mut rest = sheet.as_str();
    while let Some(at) = rest.find(['{', '}', ';']) {
        let (before, after) = rest.split_at(at);
        let selectors = before.trim();
        let after_sign = after.get(1..).unwrap_or("");
        rest = match after.as_bytes().first() {
            // `@import "x";`, or an end that ends nothing.
            Some(b';' | b'}') => after_sign,
            _ if selectors.starts_with('@') => after_block(after_sign),
            _ => {
                let end = after_sign.find('}').unwrap_or(after_sign.len());
                let (body, beyond) = after_sign.split_at(end);
                add_rules(selectors, body, styles);
                beyond.get(1..).unwrap_or("")
            }
        };
    }
}

fn without_comments(sheet: &str) -> String {
    let mut out = String::with_capacity(sheet.len());
    let mut rest = sheet;
    while let Some((before, comment)) = rest.split_once("/*") {
        out.push_str(before);
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    // Old pages hide their sheets in comments of HTML, XHTML in sections of text.
    for sign in ["<!--", "-->", "<![CDATA[", "]]>"] {
        if out.contains(sign) {
            out = out.replace(sign, " ");
        }
    }
    out
}

/// What follows a block with blocks inside.
fn after_block(inside: &str) -> &str {
    let mut depth = 1;
    for (at, byte) in inside.bytes().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return inside.get(at + 1..).unwrap_or("");
        }
    }
    ""
}

fn add_rules(selectors: &str, body: &str, styles: &mut Styles) {
    let look = declarations(body);
    if look == Look::default() {
        return;
    }
    for selector in selectors.split(',') {
        if let Some((tag, class)) = simple(selector.trim()) {
            styles.add(tag, class, look);
        } else if let Some((tag, class)) = simple(subject(selector.trim())) {
            if look.sets_apart() {
                let apart = Look {
                    may_be_apart: Some(true),
                    ..Look::default()
                };
                styles.add(tag, class, apart);
            }
            if !names_state(selector) {
                styles.fill_inset(tag, class, look.inset);
            }
        }
    }
}

/// A selector that is a tag, a class, or a class of a tag.
fn simple(selector: &str) -> Option<(Option<Tag>, Option<&str>)> {
    let (tag, class) = selector.split_once('.').unwrap_or((selector, ""));
    let is_name = |name: &str| {
        name.bytes()
            .all(|b| b.is_ascii_alphanumeric() || b >= 0x80 || matches!(b, b'-' | b'_'))
    };
    if !is_name(tag) || !is_name(class) || selector.is_empty() || selector.ends_with('.') {
        return None;
    }
    let tag = match tag {
        "" => None,
        name => match Tag::of(name.to_ascii_lowercase().as_bytes()) {
            Tag::Other => return None,
            tag => Some(tag),
        },
    };
    Some((tag, (!class.is_empty()).then_some(class)))
}

/// The last part of a selector, which tells the elements it is of, without conditions.
fn subject(selector: &str) -> &str {
    let last = selector.rsplit([' ', '\t', '\n', '>', '+', '~']).next();
    let last = last.unwrap_or("");
    let last = last.find([':', '[']).map_or(last, |at| &last[..at]);
    // Of several classes the last.
    match last.rfind('.') {
        Some(at) if last.matches('.').count() > 1 => &last[at..],
        _ => last,
    }
}

/// Whether a selector is of a state of an element, or of what is put beside it: neither is said of it.
fn names_state(selector: &str) -> bool {
    let outside = selector.split('[').enumerate().map(|(n, part)| {
        // Behind a bracket that opened: what follows the one that closes it.
        let behind = part.split_once(']').map_or("", |(_, behind)| behind);
        if n == 0 { part } else { behind }
    });
    outside.into_iter().any(|part| part.contains(':'))
}

/// What the declarations of a rule or of a `style` attribute say.
pub(super) fn declarations(body: &str) -> Look {
    let mut look = Look::default();
    for declaration in body.split(';') {
        if let Some((property, value)) = declaration.split_once(':') {
            let property = property.trim().to_ascii_lowercase();
            let value = value.trim().to_ascii_lowercase();
            let value = value.split('!').next().unwrap_or("").trim_end();
            declare(&mut look, &property, value);
        }
    }
    look
}

fn declare(look: &mut Look, property: &str, value: &str) {
    let [margin, padding, first] = &mut look.inset;
    match property {
        "margin" => *margin = cells(left_of(value)),
        "margin-left" => *margin = cells(value),
        "padding" => *padding = cells(left_of(value)),
        "padding-left" => *padding = cells(value),
        "text-indent" => *first = cells(value),
        _ => {}
    }
    let mut words = value.split_ascii_whitespace();
    match property {
        "font-style" => look.italic = Some(is_italic(value)),
        "font-weight" => look.bold = is_bold(value),
        "font-variant" | "font-variant-caps" => {
            look.small_caps = Some(value.contains("small-caps"))
        }
        "font" => {
            look.italic = Some(words.clone().any(is_italic));
            look.small_caps = Some(words.clone().any(|word| word == "small-caps"));
            look.bold = Some(words.any(|word| is_bold(word) == Some(true)));
        }
        "text-align" => look.alignment = Look::aligned(value),
        "display" => {
            look.hidden = Some(value == "none");
            look.block = match value {
                "block" | "list-item" | "flex" | "grid" => Some(true),
                "inline" | "inline-block" => Some(false),
                _ => None,
            };
        }
        "visibility" => look.hidden = Some(matches!(value, "hidden" | "collapse")),
        "white-space" => look.preformatted = Some(value.starts_with("pre") && value != "pre-line"),
        "list-style" | "list-style-type" => {
            look.unmarked = Some(words.clone().any(|word| word == "none"));
            look.numerals = words.find_map(numerals);
        }
        "text-decoration" | "text-decoration-line" => {
            look.struck = Some(value.contains("line-through"));
        }
        "float" => look.apart = Some(value == "right"),
        "margin" => {
            let sides: Vec<&str> = words.collect();
            let below = sides.get(2).or(sides.first());
            look.spaced = Some(sides.first().into_iter().chain(below).any(|m| is_gap(m)));
        }
        // One side without a margin says nothing of the other.
        "margin-top" | "margin-bottom" | "margin-block" | "padding-top" | "padding-bottom"
            if is_gap(value) =>
        {
            look.spaced = Some(true);
        }
        "text-indent" => look.indented = Some(length(value) > 0.0),
        "vertical-align" => look.raised = Some(matches!(value, "super" | "text-top")),
        _ => {}
    }
}

/// Of what is said of all sides, that of the left.
fn left_of(sides: &str) -> &str {
    let sides: Vec<&str> = sides.split_ascii_whitespace().collect();
    let left = sides.get(3).or(sides.get(1)).or(sides.first());
    left.copied().unwrap_or("")
}

#[expect(clippy::cast_possible_truncation, reason = "it stops at the widest")]
fn cells(value: &str) -> Option<i8> {
    // A letter is about twice as high as wide.
    Some((length(value) * 2.0).round() as i8)
}

fn numerals(word: &str) -> Option<Numerals> {
    match word {
        "decimal" | "decimal-leading-zero" => Some(Numerals::Figures),
        "lower-alpha" | "lower-latin" => Some(Numerals::Letters),
        "upper-alpha" | "upper-latin" => Some(Numerals::Capitals),
        "lower-roman" => Some(Numerals::Roman),
        "upper-roman" => Some(Numerals::RomanCapitals),
        _ => None,
    }
}

/// Whether a margin is wide enough to part two paragraphs.
fn is_gap(margin: &str) -> bool {
    length(margin) >= NARROWEST_GAP
}

/// Narrowest margin that parts paragraphs, in heights of a letter: smaller ones lead lines.
const NARROWEST_GAP: f32 = 0.4;

/// A length in heights of a letter, about; what cannot be reckoned is none.
fn length(value: &str) -> f32 {
    let unit = value.find(|c: char| c.is_ascii_alphabetic() || c == '%');
    let (number, unit) = value.split_at(unit.unwrap_or(value.len()));
    let per_letter = match unit {
        "px" => 16.0,
        "pt" => 12.0,
        "mm" => 4.2,
        "cm" => 0.42,
        "in" => 0.17,
        // Of the width of the page.
        "%" | "vw" => 3.0,
        _ => 1.0,
    };
    number.trim().parse::<f32>().unwrap_or(0.0) / per_letter
}

fn is_italic(word: &str) -> bool {
    matches!(word, "italic" | "oblique")
}

fn is_bold(word: &str) -> Option<bool> {
    match word {
        "bold" | "bolder" => Some(true),
        "normal" | "lighter" => Some(false),
        _ => word.parse::<u32>().ok().map(|weight| weight >= 600),
    }
}

#[cfg(test)]
mod tests {
    use super::super::markup::Markup;
    use super::super::{Dialect, tokens};
    use super::*;

    fn looks(sheet: &str, page: &str) -> Vec<Look> {
        let markup: Markup = tokens::read(page, Dialect::Html);
        let mut styles = Styles::default();
        styles.add_sheet(sheet);
        markup
            .elements()
            .map(|(id, _)| styles.look(&markup, id))
            .collect()
    }

    #[test]
    fn tags_classes_and_classes_of_tags_are_read_and_the_nearer_wins() {
        let sheet = "/* { */ p, .a { font-style: italic } @media print { p { display: none } }
            p.a { font-style: normal; font-weight: 700 !important }
            div p { display: none } @import 'x'; h1:hover { display:none }
            .a { font-variant: small-caps }";
        let looks = looks(
            sheet,
            "<p>x<p class=a>y<b class=a style='display:none'>z</b>",
        );
        let italic: Vec<_> = looks.iter().map(|l| l.italic).collect();
        assert_eq!(italic, [Some(true), Some(false), Some(true)]);
        assert_eq!(looks[1].bold, Some(true));
        assert_eq!(looks[1].small_caps, Some(true));
        assert_eq!(looks[1].hidden, None);
        assert_eq!(looks[2].hidden, Some(true));
    }

    #[test]
    fn margins_and_indents_that_set_paragraphs_apart_are_known() {
        let spaced = |sheet| looks(sheet, "<div class=a>x</div>")[0].spaced;
        assert_eq!(spaced("div { margin: 0 3em }"), Some(false));
        assert_eq!(spaced("div { margin: 0 3em 10px }"), Some(true));
        assert_eq!(spaced("div { margin: 0; margin-bottom: 1em }"), Some(true));
        assert_eq!(spaced("div { margin-top: 0 }"), None);
        assert_eq!(spaced("div { margin-top: 0.2em }"), None);
        assert_eq!(spaced("div { margin: auto }"), Some(false));
        let indented = |sheet| looks(sheet, "<div class=a>x</div>")[0].indented;
        assert_eq!(indented("div { text-indent: 5% }"), Some(true));
        assert_eq!(indented(".a { text-indent: -1em }"), Some(false));
        // A rule that may be of others alone is kept apart from what is known.
        for (sheet, may_be) in [
            ("p > div:first-child { margin: 1em }", Some(true)),
            ("p div.b.a { text-indent: 1em }", Some(true)),
            ("p div { margin: 0 }", None),
            ("p b { margin: 1em }", None),
        ] {
            let look = looks(sheet, "<div class=a>x</div>")[0];
            assert_eq!((look.spaced, look.may_be_apart), (None, may_be), "{sheet}");
        }
    }

    #[test]
    fn the_rules_of_a_page_come_after_those_it_shares_as_if_they_were_one_sheet() {
        let shared = "p { font-style: italic; font-weight: bold } .a { font-style: italic }
            .b { font-style: normal } p.c { font-weight: 400; font-style: italic }";
        let own =
            "p { font-weight: normal } .a { font-weight: 700 } .b, .c { font-style: oblique }";
        let page = "<p>x<p class=a>x<p class=b>x<p class=c>x<b class='b a'>x<i class='a z'>x";
        let markup: Markup = tokens::read(page, Dialect::Html);
        let styles = |sheet: &str| {
            let mut styles = Styles::default();
            styles.add_sheet(sheet);
            styles
        };
        let mut laid_over = Styles::over(styles(shared).into());
        laid_over.add_sheet(own);
        let both = styles(&format!("{shared} {own}"));
        for (id, _) in markup.elements() {
            assert_eq!(laid_over.look(&markup, id), both.look(&markup, id));
        }
    }

    #[test]
    fn hostile_sheets_end() {
        for piece in [
            "{", "}", "a{", "@media{", "/*", "a,", "a{b:c", ";", ".a.b{", "@",
        ] {
            let mut styles = Styles::default();
            styles.add_sheet(&piece.repeat(50_000));
        }
    }
}
