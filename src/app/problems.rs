//! What was wrong with the file: a word when it is opened, and a list for who asks.

use crate::command::Action;
use crate::document::{Problem, sanitized};

use super::{App, Panel, Scroll};

impl App {
    /// Says once, quietly, that something was wrong, unless there is something else to say.
    pub(super) fn mention_problems(&mut self) {
        // What is wrong with the beginning is wrong with the whole, which is on its way.
        if self.notice.is_some() || self.book.extent.is_awaiting() {
            return;
        }
        let problems = match self.book.window.document().problems().len() {
            0 => return,
            1 => "a problem with this file".to_owned(),
            count => format!("{count} problems with this file"),
        };
        let keys = self.keymap.keys_of(Action::Problems).join(" ");
        self.notice = Some(if keys.is_empty() {
            problems
        } else {
            format!("{problems}: {keys} says more")
        });
    }

    pub(super) fn show_problems(&mut self) {
        if self.book.window.document().problems().is_empty() {
            self.say("nothing was wrong with this file");
        } else {
            self.panels.push(Panel::Problems(Scroll::default()));
        }
    }
}

/// The widest the list is.
const WIDEST: u16 = 64;

/// Problems shown; a file with more has nothing right, and `folio inspect` lists them all.
const MOST: usize = 1000;

/// A row of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProblemRow {
    /// Where something was wrong.
    Place(String),
    /// What was.
    What(String),
}

impl ProblemRow {
    /// Cells by which what was wrong is set in under where.
    pub const INDENT: u16 = 2;
}

/// The widest the list is on a terminal of so many columns.
pub fn problems_width(screen: u16) -> u16 {
    screen.saturating_sub(4).min(WIDEST)
}

/// Where, and below it what, wrapped; what was wrong in the same place stands together.
pub fn problem_rows(problems: &[Problem], width: u16) -> Vec<ProblemRow> {
    let width = usize::from(width);
    let mut rows = Vec::new();
    let room = width.saturating_sub(usize::from(ProblemRow::INDENT)).max(8);
    let mut before = None;
    for problem in problems.iter().take(MOST) {
        if before != Some(&problem.place) {
            rows.push(ProblemRow::Place(sanitized(&problem.place)));
            before = Some(&problem.place);
        }
        let what = sanitized(&problem.what);
        let lines = textwrap::wrap(&what, room);
        rows.extend(
            lines
                .into_iter()
                .map(|line| ProblemRow::What(line.into_owned())),
        );
    }
    if problems.len() > MOST {
        let more = problems.len() - MOST;
        rows.push(ProblemRow::Place(format!(
            "and {more} more; folio inspect lists them"
        )));
    }
    rows
}
