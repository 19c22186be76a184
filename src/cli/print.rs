//! `folio print`: the text, typeset, on standard output.

use std::io::{self, BufWriter, IsTerminal, Write};
use std::process::ExitCode;

use super::arguments::{Print, When};
use super::{CliError, open_document, page_extent};
use crate::document::{BlockKind, Document, Role, Roles};
use crate::layout::{GatheringId, Gatherings, Hyphens, Part, TextAlign, Typography, compose};
use crate::text::{Cells, clusters, text_width};

pub(super) fn print(wish: &Print) -> Result<ExitCode, CliError> {
    let (document, _) = open_document(wish.file.as_deref(), page_extent(wish.whole_page))?;
    let out = io::stdout().lock();
    let is_coloured = match wish.color {
        When::Always => true,
        When::Never => false,
        When::Auto => out.is_terminal() && std::env::var_os("NO_COLOR").is_none(),
    };
    let mut out = BufWriter::with_capacity(1 << 16, out);
    let written = if wish.unwrapped {
        write_unwrapped(&document, &mut out)
    } else {
        write_set(&document, &typography(wish), is_coloured, &mut out)
    };
    written
        .and_then(|()| out.flush())
        .map_err(CliError::Output)?;
    Ok(ExitCode::SUCCESS)
}

fn typography(wish: &Print) -> Typography {
    let measure = wish.width.map_or(Typography::DEFAULT_MEASURE, Cells);
    let mut typography = Typography::new(measure);
    if wish.justify {
        typography.alignment = TextAlign::Justified;
    }
    if wish.no_hyphens {
        typography.hyphens = Hyphens::None;
    }
    typography
}

/// One block a line; of verse, code and tables the lines they have.
fn write_unwrapped(document: &Document, out: &mut impl Write) -> io::Result<()> {
    for block in document.blocks() {
        let text = document.slice(block.range);
        if block.kind.is_preformatted() || matches!(block.kind, BlockKind::Table(_)) {
            writeln!(out, "{text}")?;
        } else {
            writeln!(out, "{}", text.replace('\n', " "))?;
        }
    }
    Ok(())
}

/// Writes gathering by gathering, so that a long book needs no more memory than a short one.
fn write_set(
    document: &Document,
    typography: &Typography,
    is_coloured: bool,
    out: &mut impl Write,
) -> io::Result<()> {
    let gatherings = Gatherings::new(document);
    let mut row = String::new();
    for id in (0..gatherings.count()).map(GatheringId) {
        for line in gatherings.set(document, typography, id) {
            row.clear();
            let mut column = Cells::ZERO;
            for strip in compose(document, typography, &line) {
                row.extend(std::iter::repeat_n(' ', (strip.at - column).to_usize()));
                let style = if is_coloured {
                    ansi(strip.part)
                } else {
                    String::new()
                };
                row.push_str(&style);
                // What has no width is not drawn: a soft hyphen inside its line.
                row.extend(
                    clusters(&strip.text)
                        .filter(|c| c.width > Cells::ZERO)
                        .map(|c| c.text),
                );
                if !style.is_empty() {
                    row.push_str("\x1b[0m");
                }
                column = strip.at + text_width(&strip.text);
            }
            writeln!(out, "{}", row.trim_end())?;
        }
    }
    Ok(())
}

/// The SGR sequence for a part of a line: weight, slant, underline and dimness, no colours, so that it
/// is right on any ground.
fn ansi(part: Part) -> String {
    let (kind, roles) = match part {
        Part::Text(kind, roles) => (Some(kind), roles),
        Part::ColumnName(roles) => (None, roles | Role::Strong),
        Part::Marker | Part::Bar | Part::TableRule | Part::Sign => return "\x1b[2m".to_owned(),
    };
    let is_bold = matches!(kind, Some(BlockKind::Title | BlockKind::Heading { .. }));
    let is_dim = matches!(
        kind,
        Some(BlockKind::Byline | BlockKind::Credit | BlockKind::Rule)
    );
    let is_italic = kind == Some(BlockKind::Standfirst);
    let codes = [
        (is_bold || roles.has(Role::Strong), "1"),
        (is_dim, "2"),
        (is_italic || roles.has(Role::Emphasis), "3"),
        (roles.has(Role::Link) && !is_note(roles), "4"),
        (roles.has(Role::Struck), "9"),
    ];
    let on: Vec<&str> = codes
        .iter()
        .filter(|(on, _)| *on)
        .map(|(_, code)| *code)
        .collect();
    if on.is_empty() {
        return String::new();
    }
    format!("\x1b[{}m", on.join(";"))
}

fn is_note(roles: Roles) -> bool {
    roles.has(Role::NoteReference)
}
