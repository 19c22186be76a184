//! Line and cluster breaks against Unicode's own test files, where they lie beside the package, at the
//! newest version that each library speaks. Every difference is listed here with its reason.

use std::path::PathBuf;

use folio::document::is_drawable;
use folio::text::{break_opportunities, clusters};

fn file(name: &str) -> Option<String> {
    let corpus = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus/unicode");
    std::fs::read_to_string(corpus.join(name)).ok()
}

struct Case {
    text: String,
    /// Bytes at which it may be broken, the end among them.
    breaks: Vec<usize>,
}

/// `× 0061 ÷ 0062 ÷ # comment`
fn case(line: &str) -> Option<Case> {
    let codes = line.split('#').next()?;
    let mut text = String::new();
    let mut breaks = Vec::new();
    for sign in codes.split_whitespace() {
        match sign {
            "×" => {}
            "÷" => breaks.push(text.len()),
            code => text.push(char::from_u32(u32::from_str_radix(code, 16).ok()?)?),
        }
    }
    breaks.retain(|at| *at > 0);
    (!text.is_empty()).then_some(Case { text, breaks })
}

fn cases(file: &str) -> Vec<Case> {
    file.lines().filter_map(case).collect()
}

/// Why folio does not end a line where the file would.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tailoring {
    /// Korean is broken between words and not between syllables.
    Korean,
    /// LB 25 as it is written, which keeps a sign of currency or percent with a bracket, and a stop with a
    /// digit. The file was made with another form of it, by regular expressions (UAX #14, 8.2, example 7).
    Numbers,
    /// A line ends before the slash of a path and not behind it.
    Path,
    /// Between guillemets and a blank inside them no line ends: LB 15a and 15b, which came with Unicode 15.1.
    Guillemets,
}

fn tailoring(text: &str, at: usize) -> Option<Tailoring> {
    let (before, after) = text.split_at_checked(at)?;
    let is_mark = |c: char| c == '\u{308}';
    let left = before.trim_end_matches(is_mark).chars().next_back()?;
    let right = after.chars().next()?;
    let is_hangul = |c: char| matches!(c, '\u{1100}'..='\u{11FF}' | '\u{AC00}'..='\u{D7A3}');
    let is_currency = |c: char| matches!(c, '$' | '%' | '\\');
    if is_hangul(left) && right.is_alphanumeric() || is_hangul(right) && left.is_alphanumeric() {
        return Some(Tailoring::Korean);
    }
    if is_currency(left) && matches!(right, '(' | '{' | '\u{2329}')
        || matches!(left, ')' | '}') && is_currency(right)
        || matches!(left, ',' | '.' | '/') && right.is_ascii_digit()
    {
        return Some(Tailoring::Numbers);
    }
    let path = before.trim_end_matches('/');
    let opens = ['(', '[', '{', '"', '\'', '“', '‘', '«', '\u{200B}'];
    if left == '/' && (path.trim_end() != path || path.is_empty() || path.ends_with(opens)) {
        return Some(Tailoring::Path);
    }
    let is_inside = before.trim_end().ends_with('«') || after.starts_with('»');
    is_inside.then_some(Tailoring::Guillemets)
}

/// Whether a bracket opens behind a quotation mark and a blank. LB 15 kept the two together until Unicode
/// 15.1, whose rules ours are.
fn is_after_quote(text: &str, at: usize) -> bool {
    let (before, after) = text.split_at(at);
    let quote = before
        .trim_end_matches(['\u{308}', ' '])
        .ends_with(['"', '»', '\'', '”', '’', '“', '‘', '«', '❛', '❝', '❞']);
    quote && after.starts_with(['(', '{', '\u{2329}', '[', '「'])
}

/// Whether a slash begins a word behind a blank: there a line ends, and not behind the slash.
fn is_before_path(text: &str, at: usize) -> bool {
    let (before, after) = text.split_at(at);
    let path = after.trim_start_matches('/');
    before.ends_with([' ', '\u{3000}', '\u{200B}']) && path != after && !path.is_empty()
}

#[test]
fn lines_end_where_unicode_says_but_for_what_is_tailored() {
    let Some(file) = file("LineBreakTest-15.0.0.txt") else {
        return;
    };
    let cases = cases(&file);
    assert!(cases.len() > 7000, "{}", cases.len());
    let mut found = Vec::new();
    for Case { text, breaks } in cases {
        let ours: Vec<usize> = break_opportunities(&text).collect();
        for at in ours.iter().filter(|at| !breaks.contains(at)) {
            assert!(
                is_after_quote(&text, *at) || is_before_path(&text, *at),
                "{text:?} must not be broken at {at}"
            );
        }
        for at in breaks.iter().filter(|at| !ours.contains(at)) {
            let reason = tailoring(&text, *at);
            assert!(reason.is_some(), "{text:?} may be broken at {at}");
            found.extend(reason);
        }
    }
    // None of the reasons is an idle one.
    for reason in [
        Tailoring::Korean,
        Tailoring::Numbers,
        Tailoring::Path,
        Tailoring::Guillemets,
    ] {
        assert!(found.contains(&reason), "{reason:?}");
    }
}

#[test]
fn clusters_are_unicodes_in_all_that_a_document_can_hold() {
    let Some(file) = file("GraphemeBreakTest-17.0.0.txt") else {
        return;
    };
    let cases = cases(&file);
    let all = cases.len();
    // Control characters, and so the one pair of them that is a cluster, are taken out of every text.
    let drawable: Vec<Case> = cases
        .into_iter()
        .filter(|case| case.text.chars().all(is_drawable))
        .collect();
    assert!(
        drawable.len() > 400 && drawable.len() < all,
        "{}",
        drawable.len()
    );
    for Case { text, breaks } in drawable {
        let ends = clusters(&text).map(|c| c.start + c.text.len());
        assert_eq!(ends.collect::<Vec<_>>(), breaks, "{text:?}");
    }
}
