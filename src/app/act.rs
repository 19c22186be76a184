//! What each action does, apart from going somewhere.

use crate::command::{Action, Command, Group, no_such_name, parse_command};
use crate::config::Settings;
use crate::document::sanitized;
use crate::layout::{Measured, TextAlign};
use crate::reader::{Motion, Moved, Percent, View, Window};
use crate::text::{Cells, Offset};

use super::way::Course;
use super::{App, Chrome, Contents, Effect, Help, Panel, Prompt, thousands};

/// Cells by which the measure grows or shrinks at a time.
const MEASURE_STEP: u32 = 4;

impl App {
    /// Goes, and says so where there is nowhere to go.
    pub(super) fn go(&mut self, motion: Motion) {
        if self.goes_afar(motion) || self.waits_for_page(motion) {
            return;
        }
        let view = self.book.window.view();
        self.book.pacing.note(motion);
        match self.book.window.go(motion) {
            Moved::AtStart => self.notice = Some("the beginning".to_owned()),
            Moved::AtEnd if !matches!(motion, Motion::To(_) | Motion::ToPage(_)) => {
                self.notice = Some("the end".to_owned());
            }
            Moved::AtEnd | Moved::Away => {}
        }
        self.say_if_beyond(motion);
        if self.book.window.view() != view {
            // Of facing pages the scroll has the text in one column.
            self.lay_out();
            let keys = self.keymap.keys_of(Action::ToggleView).join(" ");
            self.notice = Some(format!("scrolling; {keys} goes back to pages"));
        }
    }

    /// Says how far a number may go that went further. The end was gone to all the same.
    pub(super) fn say_if_beyond(&mut self, motion: Motion) {
        if let Some(says) = beyond(&self.book.window, motion) {
            self.notice = Some(says);
        }
    }

    /// Goes to a place and remembers the way back.
    pub(super) fn jump(&mut self, offset: Offset) {
        self.go(Motion::To(offset));
    }

    pub(super) fn do_other(&mut self, action: Action, n: u32, letter: Option<char>) {
        match action {
            Action::Percent => self.say("a percentage is typed before %: 40%"),
            Action::Contents => self.panels.push(Panel::Contents(Contents::new(&self.book))),
            Action::Search => self.begin_search(),
            Action::MatchForward => self.next_match(n),
            Action::MatchBack => self.previous_match(n),
            Action::Matches => self.list_matches(),
            Action::SearchWords => self.search_words(),
            Action::ToggleRegex | Action::ToggleWholeWords | Action::ToggleScope => {
                self.toggle_way(action);
            }
            Action::SetMark => self.set_mark(letter),
            Action::GoToMark => self.go_to_mark(letter),
            Action::AddBookmark => self.begin_bookmark(),
            Action::Bookmarks => self.show_marked(),
            Action::BookmarkForward => self.next_bookmark(n),
            Action::BookmarkBack => self.previous_bookmark(n),
            Action::Select => self.select(),
            Action::Highlight => self.highlight_here(),
            Action::Annotate => self.annotate_here(),
            Action::Undo => self.undo(),
            Action::JumpExchange => self.follow_jumps(Course::Exchange, n),
            Action::JumpBack => self.follow_jumps(Course::Back, n),
            Action::JumpForward => self.follow_jumps(Course::Forward, n),
            Action::NextLink => self.choose_link(true),
            Action::PreviousLink => self.choose_link(false),
            Action::FollowLink => self.peek_at_link(),
            Action::Wider | Action::Narrower | Action::DefaultMeasure => {
                self.change_measure(action, n)
            }
            Action::ToggleView => self.toggle_view(),
            Action::ToggleColumns => self.toggle_columns(),
            Action::ToggleJustify => self.toggle_justify(),
            Action::NextTheme => self.next_theme(),
            Action::ToggleChrome => self.toggle_chrome(),
            Action::WhereAmI => self.say_whereabouts(),
            Action::Library => self.show_library(),
            Action::Problems => self.show_problems(),
            Action::Help => self.panels.push(Panel::Help(Help::default())),
            Action::CommandLine => self.panels.push(Panel::Prompt(Prompt::command())),
            Action::Redraw => self.effects.push(Effect::Redraw),
            Action::Suspend => self.effects.push(Effect::Suspend),
            Action::Quit => self.effects.push(Effect::Quit),
            Action::Cancel => self.unmark(),
            _ if action.group() == Group::Selecting => self.say_nothing_selected(),
            // Motions are found before this is asked.
            _ => {}
        }
    }

    pub(super) fn say(&mut self, text: &str) {
        self.notice = Some(text.to_owned());
    }

    /// Says that something is remembered, or if it cannot be written down that it will be gone.
    pub(super) fn say_kept(&mut self, says: String) {
        let reason = self.book.not_kept_for();
        let unkept = reason.map(|reason| format!("not on the disk: {says} ({reason})"));
        self.book.written.has_unkept |= unkept.is_some();
        self.notice = Some(unkept.unwrap_or(says));
    }

    /// Runs what was typed after `:`.
    pub(super) fn run_command(&mut self, line: &str) {
        match parse_command(line) {
            Some(Command::Page(page)) => self.go(Motion::ToPage(page)),
            Some(Command::Percent(percent)) => self.go(Motion::ToPercent(percent)),
            Some(Command::Do(action)) => self.act(action, None, None),
            None if line.trim().is_empty() => {}
            Some(Command::Section(number)) => self.go_to_section(number),
            None => {
                let says = no_such_name(line.trim(), "command");
                self.notice = Some(sanitized(&says));
            }
        }
    }

    /// Goes to the section with this number, counted from 1.
    fn go_to_section(&mut self, number: usize) {
        let sections = self.book.window.document().sections();
        let section = number.checked_sub(1).and_then(|n| sections.get(n));
        match section.map(|section| section.offset) {
            Some(place) => self.jump(place),
            None => {
                let says = match sections.len() {
                    1 => "there is 1 section".to_owned(),
                    count => format!("there are {} sections", thousands(count)),
                };
                self.notice = Some(says);
            }
        }
    }

    fn change_measure(&mut self, action: Action, n: u32) {
        // From what is seen: a measure wider than the terminal would take several keys to notice.
        let seen = self.book.window.typography().measure();
        let step = Cells(n.saturating_mul(MEASURE_STEP));
        let wish = match action {
            Action::Wider => seen + step,
            Action::Narrower => seen - step,
            _ => self.look.default_measure,
        };
        let (least, most) = Settings::MEASURES.into_inner();
        let measure = Cells(wish.0.clamp(least, most));
        self.look.typography = self.look.typography.with_measure(measure);
        self.lay_out();
        let measure = self.book.window.typography().measure();
        self.notice = Some(format!("{} cells", measure.0));
    }

    fn toggle_view(&mut self) {
        let (view, name) = match self.book.window.view() {
            View::Pages => (View::Scroll, "scrolling"),
            View::Scroll => (View::Pages, "pages"),
        };
        self.book.window.set_view(view);
        self.lay_out();
        self.say(name);
    }

    fn toggle_justify(&mut self) {
        let (alignment, name) = match self.look.typography.alignment {
            TextAlign::Ragged => (TextAlign::Justified, "justified"),
            TextAlign::Justified => (TextAlign::Ragged, "ragged"),
        };
        self.look.typography.alignment = alignment;
        self.lay_out();
        self.say(name);
    }

    fn next_theme(&mut self) {
        self.look.theme = (self.look.theme + 1) % self.look.themes.len().max(1);
        self.notice = Some(format!("theme {}", self.look.theme().name));
    }

    fn toggle_chrome(&mut self) {
        self.look.chrome = match self.look.chrome {
            Chrome::Shown => Chrome::Hidden,
            Chrome::Hidden => Chrome::Shown,
        };
        self.lay_out();
    }
}

/// How far a number may go, of a motion that went further. The end was gone to all the same.
pub(super) fn beyond(window: &Window, motion: Motion) -> Option<String> {
    match motion {
        Motion::ToPage(number) => {
            let page = window.page_at(window.offset());
            // Before they are counted nobody knows how many there are.
            let is_beyond = page.measured == Measured::Exactly && number > page.of;
            is_beyond.then(|| match page.of {
                1 => "there is 1 page".to_owned(),
                count => format!("there are {} pages", thousands(count as usize)),
            })
        }
        Motion::ToPercent(percent) => {
            (percent > Percent::ALL).then(|| "100% is the end".to_owned())
        }
        _ => None,
    }
}
