//! Selecting: keys that move the page now move an end of what is selected, and the page follows.
//!
//! Until something is done with it, it is a glance: the place is not written down, and Esc gives the page
//! back. What leads elsewhere by another way (a search, a mark, the contents) takes the moving end along.

use unicode_segmentation::UnicodeSegmentation;

use crate::command::{Action, Group, Mode};
use crate::reader::{Jumps, LineEdge, Motion, Moved, Selection, Towards, Unit, View};
use crate::text::{Offset, TextRange, words};

use super::{App, Effect, Origin, thousands};

/// The longest text that is copied, in bytes: more than this no terminal takes in one go.
const MOST_COPIED: usize = 100_000;

/// The longest words that are searched for, in bytes.
const MOST_SEARCHED: usize = 1_000;

/// What is being selected, and what Esc gives back.
#[derive(Debug)]
pub(super) struct Selecting {
    selection: Selection,
    origin: Origin,
    view: View,
    jumps: Jumps,
    /// Where the window stood when the selection last had to do with it.
    page: Offset,
}

impl App {
    /// What is selected.
    pub fn selection(&self) -> Option<TextRange> {
        let selecting = self.selecting.as_ref()?;
        Some(selecting.selection.range())
    }

    /// What keys are pressed for.
    pub(super) fn mode(&self) -> Mode {
        match self.selecting {
            Some(_) => Mode::Selecting,
            None => Mode::Reading,
        }
    }

    /// What can be done with what is selected, each with its key, the most needed first.
    pub fn selection_hints(&self) -> Vec<String> {
        let hints = [
            (Action::Copy, "copy"),
            (Action::Highlight, "highlight"),
            (Action::Annotate, "note"),
            (Action::SearchWords, "search"),
            (Action::Cancel, "back"),
            (Action::WidenSelection, self.wider()),
        ];
        let hints = hints.into_iter().filter_map(|(action, says)| {
            let keys = self.keymap.keys_of(action);
            keys.first().map(|key| format!("{key} {says}"))
        });
        hints.collect()
    }

    /// What the key that widens takes next.
    fn wider(&self) -> &'static str {
        let selection = self.selecting.as_ref().map(|s| s.selection);
        let document = self.book.window.document();
        match selection.and_then(|mut selection| selection.widen(document)) {
            Some(Unit::Paragraph) => "paragraph",
            _ => "sentence",
        }
    }

    /// Begins with the word under the eye, or if there is none with the first character.
    pub(super) fn select(&mut self) {
        let row = self.book.screen.eye.unwrap_or(0);
        let word = self.book.words_under_eye();
        let word = word.filter(|word| self.book.screen.shows(word.start));
        let first = word.or_else(|| self.book.window.first_shown(row));
        match first.and_then(Selection::new) {
            Some(selection) => self.begin_selecting(selection),
            None => self.say("nothing to select here"),
        }
    }

    /// Selects this from now on; what was selected before is given up.
    pub(super) fn begin_selecting(&mut self, selection: Selection) {
        self.finish_selecting();
        self.selecting = Some(Selecting {
            selection,
            origin: self.book.origin(),
            view: self.book.window.view(),
            jumps: self.book.window.jumps().clone(),
            page: self.book.window.offset(),
        });
    }

    /// Changes what is selected.
    pub(super) fn select_by(&mut self, change: impl FnOnce(&mut Self, &mut Selection)) {
        let Some(mut selection) = self.selecting.as_ref().map(|s| s.selection) else {
            return;
        };
        change(self, &mut selection);
        if let Some(selecting) = &mut self.selecting {
            selecting.selection = selection;
            selecting.page = self.book.window.offset();
        }
    }

    /// Does what is asked for while something is selected. Answers whether that is another thing than
    /// otherwise.
    pub(super) fn act_selecting(&mut self, action: Action, n: u32, motion: Option<Motion>) -> bool {
        match action {
            Action::Search | Action::MatchForward | Action::MatchBack => {
                self.search_on(action, n);
            }
            Action::SearchWords => self.search_selected(),
            Action::Quit | Action::Cancel => self.cancel_selecting(),
            Action::Copy => self.copy_selected(),
            Action::Highlight | Action::Annotate => {
                if let Some(range) = self.finish_selecting() {
                    match action {
                        Action::Highlight => self.highlight(range),
                        _ => self.annotate(range),
                    }
                }
            }
            Action::Select => self.widen(),
            _ if action.group() == Group::Selecting => self.extend(action, n),
            _ => match motion {
                Some(motion) => self.extend_by(motion),
                None => return false,
            },
        }
        true
    }

    /// Does what only a selection can.
    fn extend(&mut self, action: Action, n: u32) {
        match action {
            Action::ExtendRight => self.step(Unit::Cluster, Towards::Forward, n),
            Action::ExtendLeft => self.step(Unit::Cluster, Towards::Back, n),
            Action::ExtendWord => self.step(Unit::Word, Towards::Forward, n),
            Action::ExtendWordBack => self.step(Unit::Word, Towards::Back, n),
            Action::ExtendLineStart => self.extend_to_edge(LineEdge::Start),
            Action::ExtendLineEnd => self.extend_to_edge(LineEdge::End),
            Action::SwapEnds => self.select_by(|app, selection| {
                selection.swap_ends(app.book.window.document());
                app.bring(selection);
            }),
            _ => self.widen(),
        }
    }

    /// A motion of the page: the moving end makes it.
    fn extend_by(&mut self, motion: Motion) {
        let half = (self.book.window.height().0 / 2).max(1);
        let (forward, back) = (Towards::Forward, Towards::Back);
        match motion {
            Motion::LinesDown(n) => self.step_lines(forward, n),
            Motion::LinesUp(n) => self.step_lines(back, n),
            Motion::HalfPagesDown(n) => self.step_lines(forward, half.saturating_mul(n)),
            Motion::HalfPagesUp(n) => self.step_lines(back, half.saturating_mul(n)),
            Motion::SentencesForward(n) => self.step(Unit::Sentence, forward, n),
            Motion::SentencesBack(n) => self.step(Unit::Sentence, back, n),
            Motion::ParagraphsForward(n) => self.step(Unit::Paragraph, forward, n),
            Motion::ParagraphsBack(n) => self.step(Unit::Paragraph, back, n),
            _ => self.turn(motion),
        }
    }

    /// Turns to another page and takes the moving end over its first character; from the last one on to the end.
    pub(super) fn turn(&mut self, motion: Motion) {
        if self.waits_for_page(motion) {
            return;
        }
        self.select_by(|app, selection| {
            let window = &mut app.book.window;
            let moved = window.glance(motion);
            let is_end = motion == Motion::End || moved == Moved::AtEnd;
            let to = if is_end {
                window.document().end()
            } else {
                window.offset()
            };
            selection.reach_to(to);
            let is_seen = window.screen().shows(selection.focus(window.document()));
            // A section ends before the next one, but the end of what is turned over would be out of sight.
            if !is_seen
                && !is_to_section(motion)
                && let Some(first) = window.first_shown(0)
            {
                selection.reach_over(first);
            }
        });
    }

    fn step(&mut self, unit: Unit, towards: Towards, n: u32) {
        self.select_by(|app, selection| {
            let document = app.book.window.document();
            if selection.step(document, unit, towards, n) {
                app.bring(selection);
            } else {
                app.say_edge(towards);
            }
        });
    }

    fn step_lines(&mut self, towards: Towards, n: u32) {
        self.select_by(|app, selection| {
            if app.book.window.select_lines(selection, towards, n) {
                app.bring(selection);
            } else {
                app.say_edge(towards);
            }
        });
    }

    fn extend_to_edge(&mut self, edge: LineEdge) {
        self.select_by(|app, selection| {
            app.book.window.select_line_edge(selection, edge);
            app.bring(selection);
        });
    }

    fn widen(&mut self) {
        self.select_by(
            |app, selection| match selection.widen(app.book.window.document()) {
                Some(_) => app.bring(selection),
                None => app.say("a whole paragraph is the most this takes"),
            },
        );
    }

    fn say_edge(&mut self, towards: Towards) {
        self.say(match towards {
            Towards::Forward => "the end",
            Towards::Back => "the beginning",
        });
    }

    /// Brings the moving end on to the screen.
    pub(super) fn bring(&mut self, selection: &Selection) {
        let window = &mut self.book.window;
        let focus = selection.focus(window.document());
        window.bring(focus);
    }

    /// Searches from the moving end on; where that leads, it goes.
    fn search_on(&mut self, action: Action, n: u32) {
        let Some(selecting) = &self.selecting else {
            return;
        };
        let window = &self.book.window;
        let (focus, page) = (
            selecting.selection.focus(window.document()),
            window.offset(),
        );
        if action == Action::Search {
            self.begin_search();
            self.search_from(focus);
            return;
        }
        self.book.window.stand_at(focus);
        match action {
            Action::MatchForward => self.next_match(n),
            _ => self.previous_match(n),
        }
        if self.book.window.offset() == focus {
            self.book.window.stand_at(page);
        }
    }

    /// Searches for what is selected, and ends selecting.
    fn search_selected(&mut self) {
        let Some(range) = self.selection() else {
            return;
        };
        let words = self.book.window.document().slice(range);
        if range.len() > MOST_SEARCHED {
            self.say("too many words to search for");
        } else if words.trim().is_empty() {
            self.say("no words are selected");
        } else {
            self.cancel_selecting();
            self.search_for_words(range, false);
        }
    }

    /// Copies what is selected, and ends selecting.
    fn copy_selected(&mut self) {
        let Some(range) = self.selection() else {
            return;
        };
        if range.len() > MOST_COPIED {
            let (all, most) = (range.len() / 1000, MOST_COPIED / 1000);
            let all = thousands(all);
            self.notice = Some(format!(
                "too much to copy: {all} kB, and {most} kB is the most"
            ));
            return;
        }
        self.finish_selecting();
        let text = self.book.window.document().copied(range);
        self.notice = Some(format!("{} copied", amount(&text)));
        self.effects.push(Effect::Copy(text));
    }

    pub(super) fn say_nothing_selected(&mut self) {
        let keys = self.keymap.keys_of(Action::Select).join(" ");
        self.notice = Some(format!("nothing is selected; {keys} selects"));
    }

    /// Ends selecting and stays; the way back is remembered if the page has been turned. Answers with what
    /// was selected.
    pub(super) fn finish_selecting(&mut self) -> Option<TextRange> {
        let selecting = self.selecting.take()?;
        let window = &mut self.book.window;
        window.set_jumps(selecting.jumps);
        let from = selecting.origin.offset();
        let is_seen = window.view() == View::Pages && window.screen().shows(from);
        if is_seen {
            window.stand_at(from);
        }
        window.jumped_from(from);
        Some(selecting.selection.range())
    }

    /// Ends selecting and gives the page back.
    pub(super) fn cancel_selecting(&mut self) {
        let Some(selecting) = self.selecting.take() else {
            return;
        };
        self.book.window.set_jumps(selecting.jumps);
        self.book.stand_back_at(selecting.origin);
        if self.book.window.view() != selecting.view {
            self.book.window.set_view(selecting.view);
            self.lay_out();
        }
    }

    /// The page has gone elsewhere, and what is selected stays.
    pub(super) fn selection_stays(&mut self) {
        self.select_by(|_, _| {});
    }

    /// Where the page has gone by a way that is none of selecting's own, the moving end goes too: over the
    /// match, if there is one.
    pub(super) fn selection_follows(&mut self) {
        let to = self.book.window.offset();
        let is_there = self.selecting.as_ref().is_none_or(|s| s.page == to);
        if is_there || self.is_glancing() {
            return;
        }
        let hits = self.book.window.hits();
        let hit = hits.and_then(|hits| hits.first_from(to));
        let hit = hit.filter(|hit| hit.start == to);
        self.select_by(|_, selection| match hit {
            Some(hit) => selection.reach_over(hit),
            None => selection.reach_to(to),
        });
    }
}

/// Whether a motion goes from section to section.
const fn is_to_section(motion: Motion) -> bool {
    matches!(
        motion,
        Motion::SectionsForward(_)
            | Motion::SectionsBack(_)
            | Motion::ChaptersForward(_)
            | Motion::ChaptersBack(_)
    )
}

/// How much a text is: in words, or in characters where it has none or its script has no spaces between them.
fn amount(text: &str) -> String {
    // Of ideographs each counts as a word by the standard, which no reader does.
    let (mut all, mut single) = (0, 0);
    for (_, word) in words(text) {
        all += 1;
        single += usize::from(is_ideograph(word));
    }
    let (count, unit) = if single * 2 >= all {
        let characters = text.graphemes(true).filter(|c| !c.trim().is_empty());
        (characters.count(), "character")
    } else {
        (all, "word")
    };
    let many = if count == 1 { "" } else { "s" };
    format!("{} {unit}{many}", thousands(count))
}

fn is_ideograph(word: &str) -> bool {
    let mut chars = word.chars();
    let first = chars.next();
    let is_one = first.is_some_and(|c| matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}'));
    is_one && chars.next().is_none()
}
