//! Which charset a text is in that does not say so.
//!
//! What is UTF-8 is nothing else, and escapes give the seven-bit encodings away. For the others there is
//! a detector that weighs letters; it is slow (150 ms for a megabyte), so it gets windows around the
//! bytes outside ASCII instead of the whole text.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{
    BIG5, EUC_JP, EUC_KR, Encoding, GB18030, GBK, ISO_2022_JP, SHIFT_JIS, WINDOWS_1252,
};

use super::{Body, Charset, Sureness, dos, foreign, hz, wide};

/// The charset, and whether it is sure.
pub(super) fn detect(body: Body<'_>) -> (Charset, Sureness) {
    let bytes = body.bytes;
    if let Some(charset) = wide::unmarked(bytes) {
        return (charset, Sureness::Sure);
    }
    if bytes.is_ascii() {
        return (seven_bits(bytes), Sureness::Sure);
    }
    if is_mostly_utf8(body) {
        return (Charset::Utf8, Sureness::Sure);
    }
    if dos::has_frame(sample(bytes)) {
        let (guess, _) = weighed(bytes);
        // The code page of Russian DOS has the same frames.
        let is_russian = guess == Charset::Legacy(encoding_rs::IBM866);
        return if is_russian {
            (guess, Sureness::Sure)
        } else {
            (Charset::Dos, Sureness::Guessed)
        };
    }
    weighed(bytes)
}

/// ASCII, unless escapes say that it stands for something else.
fn seven_bits(bytes: &[u8]) -> Charset {
    let has = |escape: &[u8]| memchr::memmem::find(bytes, escape).is_some();
    let is_japanese = memchr::memchr(0x1B, bytes).is_some() && (has(b"\x1B$B") || has(b"\x1B$@"));
    match () {
        () if is_japanese => Charset::Legacy(ISO_2022_JP),
        () if hz::is_hz(bytes) => Charset::Hz,
        () => Charset::Utf8,
    }
}

/// Whether bytes are UTF-8, but for some damage: four whole characters outside ASCII for every place
/// that is none. In another encoding such characters come about by chance only.
pub(super) fn is_mostly_utf8(body: Body<'_>) -> bool {
    if body.utf8.is_some() {
        return true;
    }
    let bytes = body.bytes;
    let (mut whole, mut bad, mut left) = (0usize, 0usize, bytes.len());
    for chunk in bytes.utf8_chunks() {
        left = left.saturating_sub(chunk.valid().len() + chunk.invalid().len());
        let begins = chunk.valid().bytes().filter(|byte| *byte >= 0xC0);
        whole += begins.count();
        bad += usize::from(!chunk.invalid().is_empty());
        // A character outside ASCII takes two bytes at least: so many do not come any more.
        if whole + left / 2 < bad * 4 && bad > 1 {
            return false;
        }
    }
    // A text whose only fault is that it was cut within a character.
    let end = bytes
        .utf8_chunks()
        .last()
        .map_or(0, |chunk| chunk.invalid().len());
    let is_cut = end > 0 && bad == 1 && bytes.last().is_some_and(|last| *last >= 0x80) && end > 1;
    is_cut || whole >= bad * 4
}

/// The double-byte encoding that the beginning of a text is surely in, if it is in one.
pub(super) fn double_byte(head: &[u8]) -> Option<&'static Encoding> {
    let known = [GBK, GB18030, BIG5, EUC_KR, EUC_JP, SHIFT_JIS];
    match detect(Body::new(head)) {
        (Charset::Legacy(encoding), Sureness::Sure) => Some(encoding).filter(|e| known.contains(e)),
        _ => None,
    }
}

/// Bytes outside ASCII that are enough for a sure guess.
const ENOUGH: usize = 12;

fn weighed(bytes: &[u8]) -> (Charset, Sureness) {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    for window in windows(bytes) {
        detector.feed(window, false);
    }
    detector.feed(b"\n", true);
    let guess = detector.guess(None, Utf8Detection::Deny);
    let sureness = if bytes
        .iter()
        .filter(|byte| **byte >= 0x80)
        .take(ENOUGH)
        .count()
        < ENOUGH
    {
        Sureness::Guessed
    } else {
        Sureness::Sure
    };
    if guess.is_single_byte()
        && let Some(code_page) = foreign::punctuated_by(bytes)
    {
        return (Charset::Legacy(code_page), sureness);
    }
    let letters = dos::telling_letters(sample(bytes));
    if guess == WINDOWS_1252 && letters > 1 {
        return (Charset::Dos, Sureness::Guessed);
    }
    (Charset::Legacy(guess), sureness)
}

/// How much of a text is looked at for signs that stand anywhere in it.
const SAMPLE: usize = 256 * 1024;

fn sample(bytes: &[u8]) -> &[u8] {
    bytes.get(..SAMPLE).unwrap_or(bytes)
}

/// How many windows there are, spread over the text, and how long they are: 32 KiB, 5 ms.
const WINDOWS: usize = 64;
const WINDOW: usize = 512;

/// The most that a window is longer to end between two characters.
const OVERHANG: usize = 512;

/// Windows around bytes outside ASCII. They begin and end beside a blank or a control character, which
/// are no part of a character in any encoding, so none is cut.
fn windows(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    let stride = bytes.len() / WINDOWS;
    let mut at = 0;
    let mut number = 0;
    std::iter::from_fn(move || {
        let from = at.max(number * stride);
        number += 1;
        let ahead = bytes.get(from..)?;
        // Behind the next blank, unless that is where one stands.
        let start = if from == at { from } else { from + gap(ahead)? };
        let ahead = bytes.get(start..)?;
        let first = start + ahead.iter().position(|byte| *byte >= 0x80)?;
        let before = bytes.get(start..first)?;
        let begin = before
            .iter()
            .rposition(is_gap)
            .map_or(start, |blank| start + blank);
        let end = (begin + WINDOW).min(bytes.len());
        let rest = bytes.get(end..)?;
        let overhang =
            gap(rest.get(..OVERHANG).unwrap_or(rest)).unwrap_or(rest.len().min(OVERHANG));
        at = end + overhang;
        bytes.get(begin..at)
    })
    .take(WINDOWS)
}

fn gap(bytes: &[u8]) -> Option<usize> {
    bytes.iter().position(is_gap)
}

fn is_gap(byte: &u8) -> bool {
    *byte <= b' '
}
