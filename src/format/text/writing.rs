//! Pieces written into the document: lines joined or kept, and words that stand between `_` emphasized.

use super::emphasis::Emphasis;
use super::lines::lines;
use super::pieces::{Apart, Form, Piece};
use super::portions::Portions;
use super::quotes;
use crate::document::{BlockKind, Builder};

/// Writes the text of a piece; `below` is the subtitle of a heading.
pub(super) fn write_text(
    source: &Portions<'_>,
    piece: &Piece,
    below: Option<&Piece>,
    kind: BlockKind,
    builder: &mut Builder,
) {
    let text = source.get(piece.start()..piece.end());
    match (piece.apart, below) {
        (Apart::Quoted(_), _) if text.contains('>') => {
            write_piece(&without_signs(text), piece.form, kind, builder);
        }
        (_, Some(below)) => {
            builder.begin(kind);
            write_lines(text, builder);
            write_lines(source.get(below.start()..below.end()), builder);
            builder.end();
        }
        (_, None) => write_piece(text, piece.form, kind, builder),
    }
}

fn write_piece(text: &str, form: Form, kind: BlockKind, builder: &mut Builder) {
    builder.begin(kind);
    if kind == BlockKind::Rule {
        builder.end();
    } else if kind.is_preformatted() {
        write_kept(text, form, builder);
    } else if form == Form::Flow {
        Emphasis::of(text).write(0..text.len(), builder, write_flowing);
    } else {
        // A heading of several lines.
        write_lines(text, builder);
    }
    builder.end();
}

fn write_lines(text: &str, builder: &mut Builder) {
    let mut emphasis = Emphasis::of(text);
    for line in lines(text) {
        emphasis.write(line.start..line.end(), builder, write_plain);
        builder.line_break();
    }
}

/// Lines as they stand; what all are indented by is left out.
fn write_kept(text: &str, form: Form, builder: &mut Builder) {
    let mut emphasis = match form {
        Form::Drawn => Emphasis::none(text),
        _ => Emphasis::of(text),
    };
    let left = lines(text)
        .filter(|l| !l.text.is_empty())
        .map(|l| l.indent)
        .min();
    for line in lines(text) {
        let mut indent = line.indent - left.unwrap_or(0).min(line.indent);
        while indent > 0 {
            let blanks = BLANKS.get(..indent.min(BLANKS.len())).unwrap_or(BLANKS);
            builder.text(blanks);
            indent -= blanks.len();
        }
        emphasis.write(line.start..line.end(), builder, write_plain);
        builder.line_break();
    }
}

const BLANKS: &str = "                                ";

/// Quoted lines without the signs that say so.
fn without_signs(text: &str) -> String {
    let lines = lines(text).map(|line| quotes::unquoted(line.text).1);
    lines.collect::<Vec<_>>().join("\n")
}

fn write_plain(text: &str, builder: &mut Builder) {
    builder.text(text);
}

/// Lines joined by the builder; at a hyphen without a blank, as the compound word is written.
fn write_flowing(text: &str, builder: &mut Builder) {
    let mut from = 0;
    for at in memchr::memchr_iter(b'-', text.as_bytes()) {
        if !matches!(text.as_bytes().get(at + 1), Some(b'\r' | b'\n')) {
            continue;
        }
        let before = text.get(..at).unwrap_or("");
        let after = text.get(at + 1..).unwrap_or("").trim_start();
        let is_compound =
            before.ends_with(char::is_alphabetic) && after.starts_with(char::is_lowercase);
        if is_compound && at >= from {
            builder.text(text.get(from..=at).unwrap_or(""));
            from = text.len() - after.len();
        }
    }
    builder.text(text.get(from..).unwrap_or(""));
}
