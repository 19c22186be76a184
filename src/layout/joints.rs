//! Where a line does not end though UAX #14 would let it.
//!
//! A good printer keeps together what is read as one: a number and its unit, an initial and the name, a
//! title and whose it is, a dash and what it follows, guillemets and what is between them (Chicago Manual of
//! Style, 7.36 and 7.39; Lexique des règles typographiques, "Coupures"). The blank stays a blank, and is
//! widened like any other.

use super::Fragment;
use crate::text::{is_initial_or_title, is_opening, is_title, starts_upper};

/// Whether the fragment `before` and the `word` that follows it stay on one line.
pub(super) fn is_joined(text: &str, before: &Fragment, word: &str) -> bool {
    let bytes = text.as_bytes();
    let at = before.end as usize;
    let (Some(&last), Some(&first)) = (
        at.checked_sub(1).and_then(|at| bytes.get(at)),
        word.as_bytes().first(),
    ) else {
        return false;
    };
    let earlier = || text.get(before.start as usize..at).unwrap_or("");
    // Nearly all pairs of words are told apart by the byte on either side of the blank.
    match (last, first) {
        (_, b'\xE2') if word.starts_with('—') || is_lone_dash(word) => true,
        (_, b'\xC2') if word.starts_with('»') => before.space > 0,
        (b'\xAB', _) if earlier().ends_with('«') => before.space > 0,
        (b'.', b'0'..=b'9') => is_reference(earlier()),
        (b'.', _) => before.width <= 9 && starts_upper(word) && is_initial_or_title(earlier()),
        (b'0'..=b'9', _) => is_number(earlier()) && is_unit(word),
        (b'a'..=b'z', b'0'..=b'9') => before.width <= 8 && is_named_by_number(earlier()),
        (b'a'..=b'z', b'A'..=b'Z') => before.width <= 6 && is_title(earlier()),
        _ => false,
    }
}

/// An en dash between blanks, as British printers set a dash.
fn is_lone_dash(word: &str) -> bool {
    word == "–"
}

/// Abbreviations that stand before a number.
const REFERENCES: [&str; 24] = [
    "no", "nos", "nr", "p", "pp", "vol", "vols", "fig", "figs", "ch", "chap", "sec", "art", "op",
    "eq", "l", "ll", "v", "vv", "cf", "c", "ca", "tab", "bk",
];

/// What is named by its number, written out.
fn is_named_by_number(word: &str) -> bool {
    matches!(
        word,
        "Chapter"
            | "chapter"
            | "Listing"
            | "Figure"
            | "figure"
            | "Fig"
            | "Table"
            | "table"
            | "Section"
            | "section"
            | "Part"
            | "part"
            | "Book"
            | "Volume"
            | "volume"
            | "Page"
            | "page"
            | "Act"
            | "Scene"
            | "Article"
            | "Line"
            | "line"
            | "No"
            | "Step"
    )
}

fn is_reference(word: &str) -> bool {
    let word = word.trim_start_matches(is_opening);
    word.strip_suffix('.').is_some_and(|body| {
        REFERENCES
            .iter()
            .any(|reference| reference.eq_ignore_ascii_case(body))
    })
}

fn is_number(word: &str) -> bool {
    let word = word.trim_start_matches(|c| is_opening(c) || "+-−±~$€£".contains(c));
    word.starts_with(|c: char| c.is_ascii_digit())
        && word.chars().all(|c| {
            c.is_ascii_digit() || matches!(c, '.' | ',' | '/' | '–' | '-' | '’' | '\u{A0}')
        })
}

/// What is measured in, counted in or added to a number.
const UNITS: [&str; 78] = [
    "%", "‰", "°", "°C", "°F", "K", "nm", "µm", "mm", "cm", "dm", "m", "km", "in", "ft", "yd",
    "mi", "mph", "km/h", "m/s", "kn", "ha", "km²", "m²", "m³", "cm³", "ml", "cl", "l", "L", "gal",
    "mg", "g", "kg", "t", "oz", "lb", "lbs", "st", "ns", "µs", "ms", "s", "min", "h", "hr", "hrs",
    "Hz", "kHz", "MHz", "GHz", "W", "kW", "MW", "GW", "kWh", "V", "A", "Pa", "hPa", "bar", "J",
    "kJ", "cal", "kcal", "B", "kB", "KB", "MB", "GB", "TB", "KiB", "MiB", "GiB", "a.m", "p.m",
    "AD", "BC",
];

/// Currencies that stand behind their number.
const CURRENCIES: [&str; 7] = ["€", "$", "£", "¥", "Kč", "zł", "kr"];

fn is_unit(word: &str) -> bool {
    let body = word.trim_end_matches(|c| {
        matches!(c, '.' | ',' | ';' | ':' | ')' | '!' | '?' | '”' | '’' | '"')
    });
    body.len() <= 5 && (UNITS.contains(&body) || CURRENCIES.contains(&body))
}
