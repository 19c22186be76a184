//! The program as a machine: events in, effects out, nothing else.
//!
//! [`App::update`] takes an [`Event`] and answers with the [`Effect`]s it wants done; a runtime does
//! them and sends events back. There is no terminal, no file, no clock and no thread in here, so the
//! whole program can be run in a test: keys in, screen out.
//!
//! A key goes to the topmost [`Panel`], else through the keymap to an action, a motion, a new place.

mod act;
mod annotating;
mod answers;
mod book;
mod columns;
mod distant;
mod editions;
mod event;
mod frame;
mod input;
mod keeping;
mod links;
mod marks;
mod opening;
mod pacing;
mod panel;
mod places;
mod pointer;
mod preview;
mod problems;
mod search;
mod selecting;
mod sought;
mod trail;
mod waiting;
mod way;
mod whereabouts;

pub use annotating::{Annotations, Located, Pen};
pub use book::{Book, Source};
pub use distant::{Part, Region};
pub use editions::{Carrying, Examination};
pub use event::{Effect, Event, Extent, MeasureJob, Opened, Start, Ticket};
pub use frame::{Chrome, Frame};
pub use keeping::Keeping;
pub use panel::{
    BookmarkForm, Contents, Doubt, Entry, Field, Help, HelpRow, Item, ItemKind, Kind, Library,
    LibraryLine, LineEdit, List, Marked, MatchRow, Matches, Panel, Peek, Prompt, PromptKind,
    RowRoom, Scroll, Sorting, TALL, WIDEST_MATCHES, box_rows, help_width, keys_width, list_rows,
    lower_list_rows,
};
pub use places::Places;
pub use pointer::Button;
pub use problems::{ProblemRow, problem_rows, problems_width};
pub use search::{Origin, Scope, Ways, thousands};

use std::sync::Arc;

use crate::command::Keymap;
use crate::config::{Config, Emphasis, Theme};
use crate::layout::{Columns, Sheet, Typography};
use crate::reader::{Screen, View, Window};
use crate::store::Timestamp;
use crate::text::Cells;
use input::Input;
use search::Searches;
use selecting::Selecting;
use waiting::Stroke;

/// The whole state of the program.
#[derive(Debug)]
pub struct App {
    book: Book,
    look: Look,
    /// Columns and rows of the terminal.
    size: (u16, u16),
    keymap: Keymap,
    input: Input,
    panels: Vec<Panel>,
    /// What is being selected.
    selecting: Option<Selecting>,
    notice: Option<String>,
    searches: Searches,
    travels: distant::Travels,
    bench: Bench,
    now: Timestamp,
    effects: Vec<Effect>,
}

/// How the page looks.
#[derive(Clone, Debug)]
pub struct Look {
    /// How the text is set where there is room: the terminal may be narrower than its measure.
    pub typography: Typography,
    /// How emphasised words are shown.
    pub emphasis: Emphasis,
    /// One page or two facing ones, where the terminal has room for them.
    pub columns: Columns,
    /// Whether head and foot are shown.
    pub chrome: Chrome,
    default_measure: Cells,
    themes: Arc<[Theme]>,
    theme: usize,
}

impl Look {
    /// The theme in use.
    pub fn theme(&self) -> &Theme {
        static PLAIN: std::sync::LazyLock<Theme> = std::sync::LazyLock::new(Theme::terminal);
        self.themes.get(self.theme).unwrap_or(&PLAIN)
    }
}

/// What is waited for: the ticket of the last search, measuring and opening. Answers with another
/// ticket come too late and are dropped.
#[derive(Debug, Default)]
struct Bench {
    last: Ticket,
    search: Ticket,
    measure: Ticket,
    open: Ticket,
    /// Whether another book is being opened.
    is_opening: bool,
    examine: Ticket,
    library: Ticket,
}

impl Bench {
    fn ticket(&mut self) -> Ticket {
        self.last = self.last.next();
        self.last
    }
}

impl App {
    /// A program that has just been started with a book, on a terminal of `size` (columns, rows).
    /// Answers with the effects that a start wants done.
    pub fn start(
        opened: Opened,
        config: Config,
        size: (u16, u16),
        now: Timestamp,
    ) -> (Self, Vec<Effect>) {
        let theme = config.settings.theme.as_deref();
        let theme = config
            .themes
            .iter()
            .position(|t| Some(t.name.as_str()) == theme);
        let look = Look {
            typography: config.settings.typography,
            emphasis: config.settings.emphasis,
            columns: config.settings.columns,
            chrome: Chrome::Shown,
            default_measure: config.settings.typography.measure(),
            themes: config.themes.into(),
            theme: theme.unwrap_or(0),
        };
        let view = match config.settings.view {
            crate::config::StartView::Pages => View::Pages,
            crate::config::StartView::Scroll => View::Scroll,
        };
        let (typography, sheet) = frame::layout(size, &look, view);
        let notice = opened.problem.clone();
        let searches = Searches::after(opened.searches.clone());
        let mut app = Self {
            book: Book::new(opened, typography, sheet, view),
            look,
            size,
            keymap: config.keymap,
            input: Input::default(),
            panels: Vec::new(),
            selecting: None,
            notice,
            searches,
            travels: distant::Travels::default(),
            bench: Bench::default(),
            now,
            effects: Vec::new(),
        };
        app.begin_reading();
        app.mention_problems();
        if app.notice.is_none() {
            app.say_if_too_narrow();
        }
        app.read_the_rest();
        app.measure();
        app.examine();
        let effects = app.settle();
        (app, effects)
    }

    /// Takes an event; `now` is when it happened. Answers with what is to be done; the end of the program is the
    /// last of it.
    pub fn update(&mut self, event: Event, now: Timestamp) -> Vec<Effect> {
        if let Event::Together(events) = event {
            let mut effects = Vec::new();
            for event in events {
                effects.extend(self.update(event, now));
                // What came behind it was for a program that is no more.
                if matches!(effects.last(), Some(Effect::Quit)) {
                    break;
                }
            }
            return effects;
        }
        self.now = now;
        match event {
            Event::Key(key) => self.take(Stroke::Key(key)),
            Event::Paste(text) => self.take(Stroke::Paste(text)),
            Event::Wheel(rows) => self.on_wheel(rows),
            Event::Button { button, cell } => self.on_button(button, cell),
            Event::Resize(columns, rows) => self.on_resize((columns, rows)),
            Event::NotKept(reason) => {
                self.notice = Some(format!("places are not kept: {reason}"));
                self.book.keeping = Keeping::No(reason);
            }
            Event::KeptAgain => {
                self.notice = Some("places are kept again, with all that was waiting".to_owned());
                self.book.keeping = Keeping::Yes;
                // What could not be written for another reason is none of it.
                self.book.written.has_unkept &= self.book.not_kept_for().is_some();
            }
            Event::Failed(says) => self.notice = Some(says),
            Event::GivenUp(says) => {
                // What was asked for does not come, nor will the keys that waited for it.
                self.input.held.clear();
                if self.awaits_match() {
                    self.cancel_search();
                }
                self.notice = Some(says);
            }
            Event::Resumed => {
                self.book.pacing.interrupt();
                self.effects.push(Effect::Redraw);
            }
            Event::NoteEdited { id, note } => self.on_note_edited(&id, note),
            Event::Terminated => self.effects.push(Effect::Quit),
            answer => self.on_answer(answer),
        }
        self.settle()
    }

    fn on_resize(&mut self, size: (u16, u16)) {
        let before = self.columns_shown();
        self.size = size;
        self.lay_out();
        self.fit_matches();
        if before != self.columns_shown() {
            self.say_if_too_narrow();
        }
    }

    /// The one step after every event: what is on the screen is derived anew, and a place that has
    /// changed is remembered.
    fn settle(&mut self) -> Vec<Effect> {
        self.reach_page();
        self.selection_follows();
        self.watch_pace();
        self.book.settle();
        self.offer_edition();
        if self.selecting.is_none() && !self.is_glancing() {
            self.remember_place();
        }
        let ends = self.is_quitting();
        let mut effects = std::mem::take(&mut self.effects);
        if ends {
            // The place is remembered before.
            effects.retain(|effect| !matches!(effect, Effect::Quit));
            effects.push(Effect::Quit);
        }
        effects
    }

    /// Whether the program ends.
    fn is_quitting(&self) -> bool {
        let is_end = |effect: &Effect| matches!(effect, Effect::Quit);
        self.effects.iter().any(is_end)
    }

    /// Sets the text for the terminal's size and the look of the page. The place stays.
    fn lay_out(&mut self) {
        let (typography, sheet) = self.layout();
        if self.book.window.set_layout(typography, sheet) {
            self.measure();
        }
    }

    fn layout(&self) -> (Typography, Sheet) {
        frame::layout(self.size, &self.look, self.book.window.view())
    }

    /// Has the pages of the whole book counted, unless they are known.
    fn measure(&mut self) {
        // A count of other pages that is still on its way is void, whether or not a new one is asked for.
        let ticket = self.bench.ticket();
        self.bench.measure = ticket;
        if self.book.window.is_measured() || self.book.extent.is_awaiting() {
            return;
        }
        let window = &self.book.window;
        self.effects.push(Effect::Measure(MeasureJob {
            ticket,
            document: Arc::clone(window.document()),
            gatherings: Arc::clone(window.gatherings()),
            typography: *window.typography(),
            sheet: window.sheet(),
            from: window.gatherings().at(window.offset()),
        }));
    }

    /// The open book.
    pub fn book(&self) -> &Book {
        &self.book
    }

    /// What is to be seen of it.
    pub fn screen(&self) -> &Screen {
        &self.book.screen
    }

    /// The window on it.
    pub fn window(&self) -> &Window {
        &self.book.window
    }

    /// How the page looks.
    pub fn look(&self) -> &Look {
        &self.look
    }

    /// Where things stand on the screen; `None` where there is no room for a text.
    pub fn frame(&self) -> Option<Frame> {
        frame::frame(self.size, &self.look, self.book.window.view())
    }

    /// Columns and rows of the terminal.
    pub fn size(&self) -> (u16, u16) {
        self.size
    }

    /// The panels, the topmost last.
    pub fn panels(&self) -> &[Panel] {
        &self.panels
    }

    /// What there is to say.
    pub fn notice(&self) -> Option<&str> {
        self.notice.as_deref()
    }

    /// When the last event happened.
    pub fn now(&self) -> Timestamp {
        self.now
    }

    /// Which keys ask for what.
    pub fn keymap(&self) -> &Keymap {
        &self.keymap
    }

    /// The keys of an unfinished command, as they are shown.
    pub fn typed(&self) -> String {
        self.input.typed.to_string()
    }

    /// The typography of pieces of text in a panel of `width` cells.
    pub fn panel_typography(&self, width: Cells) -> Typography {
        self.look.typography.with_measure(width).cell()
    }
}
