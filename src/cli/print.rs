//! `folio print`: the text, typeset, on standard output.

use std::io::{self, BufWriter, IsTerminal, Write};
use std::num::NonZero;
use std::process::ExitCode;
use std::sync::mpsc::sync_channel;
use std::thread;

use super::arguments::Print;
use super::{CliError, open_document, page_extent};
use crate::document::{BlockKind, Document, Role, Roles};
use crate::layout::{
    Bidi, Compositor, GatheringId, Gatherings, Hyphens, Line, Part, TextAlign, Typography, compose,
};
use crate::text::{Cells, push_drawn};

pub(super) fn print(wish: &Print) -> Result<ExitCode, CliError> {
    let (document, _) = open_document(wish.file.as_deref(), page_extent(wish.whole_page))?;
    let out = io::stdout().lock();
    let mut typography = typography(wish);
    if !out.is_terminal() {
        // What reads a pipe wants text in the order it is read in, and so do terminals that put it in order.
        typography.bidi = Bidi::Terminal;
    }
    let is_coloured = wish.colour.is_on(out.is_terminal());
    let mut out = BufWriter::with_capacity(1 << 16, out);
    let written = if wish.unwrapped {
        write_unwrapped(&document, &mut out)
    } else {
        write_set(&document, &typography, is_coloured, &mut out)
    };
    written
        .and_then(|()| out.flush())
        .map_err(CliError::Output)?;
    Ok(ExitCode::SUCCESS)
}

fn typography(wish: &Print) -> Typography {
    let measure = wish
        .width
        .map_or(Typography::DEFAULT_MEASURE, |width| Cells(width.into()));
    let mut typography = Typography::new(measure);
    if wish.justify {
        typography.alignment = TextAlign::Justified;
    }
    if wish.no_hyphens {
        typography.hyphens = Hyphens::None;
    }
    typography
}

/// One block a line; of verse and code the lines they have, of a table its rows.
fn write_unwrapped(document: &Document, out: &mut impl Write) -> io::Result<()> {
    for block in document.blocks() {
        let text = document.slice(block.range);
        if block.kind.is_preformatted() {
            writeln!(out, "{text}")?;
        } else if matches!(block.kind, BlockKind::Table(_)) {
            let rows = document.with_rows_as_lines(block, block.range);
            writeln!(out, "{rows}")?;
        } else {
            writeln!(out, "{}", text.replace('\n', " "))?;
        }
    }
    Ok(())
}

/// Threads that set a text: more would wait for the one that writes.
const MOST_THREADS: usize = 4;

/// Batches that a thread may be ahead of the one that writes, so that a long book needs no more memory
/// than a short one.
const AHEAD: usize = 2;

/// Gatherings that a thread sets at a time: enough that handing them over costs nothing beside.
const BATCH: usize = 8;

/// Sets batches of gatherings on all cores, each thread every so-manieth, and writes them in order.
fn write_set(
    document: &Document,
    typography: &Typography,
    is_coloured: bool,
    out: &mut impl Write,
) -> io::Result<()> {
    let gatherings = &Gatherings::new(document);
    let batches = gatherings.count().div_ceil(BATCH);
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    let threads = cores.min(MOST_THREADS).min(batches).max(1);
    thread::scope(|scope| {
        let mut set = Vec::new();
        for first in 0..threads {
            let (sender, receiver) = sync_channel(AHEAD);
            let set_all = move || {
                let mut compositor = Compositor::default();
                for batch in (first..batches).step_by(threads) {
                    let ids = batch * BATCH..gatherings.count().min((batch + 1) * BATCH);
                    let mut text = String::new();
                    for id in ids.map(GatheringId) {
                        let lines = gatherings.set_by(&mut compositor, document, typography, id);
                        draw(document, typography, &lines, is_coloured, &mut text);
                    }
                    // Nobody listens any more where the writing has failed.
                    if sender.send(text).is_err() {
                        return;
                    }
                }
            };
            thread::Builder::new().spawn_scoped(scope, set_all)?;
            set.push(receiver);
        }
        for receiver in set.iter().cycle().take(batches) {
            let text = receiver.recv().map_err(io::Error::other)?;
            out.write_all(text.as_bytes())?;
        }
        Ok(())
    })
}

/// Adds lines as they are written.
fn draw(
    document: &Document,
    typography: &Typography,
    lines: &[Line],
    is_coloured: bool,
    text: &mut String,
) {
    for line in lines {
        let start = text.len();
        let mut column = Cells::ZERO;
        for strip in compose(document, typography, line) {
            text.extend(std::iter::repeat_n(' ', (strip.at - column).to_usize()));
            let style = if is_coloured {
                ansi(strip.part)
            } else {
                String::new()
            };
            text.push_str(&style);
            column = strip.at + push_drawn(text, &strip.text);
            if !style.is_empty() {
                text.push_str("\x1b[0m");
            }
        }
        let kept = text.get(start..).map_or(0, |line| line.trim_end().len());
        text.truncate(start + kept);
        text.push('\n');
    }
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
