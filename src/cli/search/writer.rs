//! Writing the answers as they come, and what they come to.

use std::io::{self, BufWriter, IsTerminal, Write};
use std::process::ExitCode;
use std::sync::mpsc::Receiver;

use super::form::{Form, Total, json};
use super::pieces::{Likeness, Piece};
use crate::cli::{FAILED, complain};

/// Status of a search that found nothing.
const NOTHING_FOUND: u8 = 1;

/// Writes the answers and counts.
#[derive(Debug)]
pub(super) struct Writer<'f> {
    form: &'f Form,
    total: Total,
    /// Files whose matches are not as typed, capitals and marks aside.
    loose: usize,
    /// Files that could not be looked through.
    failed: usize,
    /// Books that are no longer where they were read.
    gone: usize,
}

impl<'f> Writer<'f> {
    pub fn new(form: &'f Form) -> Self {
        Self {
            form,
            total: Total::default(),
            loose: 0,
            failed: 0,
            gone: 0,
        }
    }

    /// Writes all answers to standard output; what could not be done goes to standard error, in its turn.
    ///
    /// # Errors
    ///
    /// Where standard output cannot be written to.
    pub fn write_all(&mut self, answers: impl Iterator<Item = Receiver<Piece>>) -> io::Result<()> {
        let out = io::stdout().lock();
        // Somebody may be watching.
        let is_terminal = out.is_terminal();
        let mut out = BufWriter::with_capacity(1 << 16, out);
        let mut has_written = false;
        for answer in answers {
            let mut is_first = true;
            for piece in answer {
                match piece {
                    Piece::Text(text) => {
                        if is_first && has_written && self.form.is_spaced() {
                            out.write_all(b"\n")?;
                        }
                        (is_first, has_written) = (false, true);
                        out.write_all(text.as_bytes())?;
                    }
                    Piece::Looked(matches, likeness) => {
                        self.total.files += 1;
                        self.total.matches += matches;
                        self.loose += usize::from(matches > 0 && likeness == Likeness::Loose);
                    }
                    Piece::Failed(why) => {
                        self.failed += 1;
                        out.flush()?;
                        complain(&why);
                    }
                    Piece::Gone(why) => {
                        self.gone += 1;
                        out.flush()?;
                        complain(&why);
                    }
                }
            }
            if is_terminal {
                out.flush()?;
            }
            if self.is_settled() {
                break;
            }
        }
        if matches!(self.form, Form::Json { .. }) {
            writeln!(out, "{}", json(&self.total))?;
        }
        out.flush()
    }

    /// Whether nothing that comes can change the answer.
    fn is_settled(&self) -> bool {
        matches!(self.form, Form::Nothing) && self.total.matches > 0
    }

    /// As `grep` has it: a failure is told also where something was found, unless only that was asked.
    pub fn status(&self) -> ExitCode {
        let was_none_there = self.gone > 0 && self.total.files == 0;
        match () {
            () if self.is_settled() => ExitCode::SUCCESS,
            () if self.failed > 0 || was_none_there => ExitCode::from(FAILED),
            () if self.total.matches > 0 => ExitCode::SUCCESS,
            () => ExitCode::from(NOTHING_FOUND),
        }
    }

    /// What is to be known of the matches, in a line.
    pub fn remark(&self) -> Option<String> {
        const WHAT: &str =
            "not as typed; found with capitals and marks aside, and -F finds what was typed only";
        let (loose, files) = (self.loose, self.total.files);
        match (loose, files) {
            (0, _) => None,
            (_, 1) => Some(WHAT.to_owned()),
            _ if matches!(self.form, Form::Nothing) => None,
            _ => Some(format!("in {loose} of {files} files {WHAT}")),
        }
    }

    /// Whether there was nothing to look through.
    pub fn is_empty(&self) -> bool {
        self.total.files + self.failed + self.gone == 0
    }
}
