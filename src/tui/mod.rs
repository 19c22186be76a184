//! The terminal: the only room that names ratatui or crossterm.
//!
//! [`run`] sets the terminal up, turns what comes from it into events, carries out the effects the
//! program answers with, and draws. However it ends, the terminal is given back as it was found.

mod clipboard;
mod draw;
mod editor;
mod hunting;
mod input;
mod keys;
mod orders;
mod paint;
mod runtime;
#[cfg(unix)]
mod signals;
mod style;
mod terminal;
mod worker;

use std::io::Write as _;
use std::sync::mpsc::Receiver;

use crate::app::{App, Effect, Event, Keeping, Opened, Part, Region};
use crate::config::Config;
use crate::store::{Store, Timestamp};
use crate::text::Cells;

pub use draw::draw;
use runtime::Runtime;
use terminal::Screen;
pub use worker::examined;

/// Opens a file for the program while it runs: bytes to a book with all that is remembered of it.
pub type Opener = fn(&std::path::Path, &Store) -> Result<Opened, String>;

/// Reads a part of a plain text whose title is known; `None` where none can be shown by itself.
pub type PartReader = fn(&std::path::Path, Region, Option<String>) -> Option<Part>;

/// How files are read while the program runs.
#[derive(Clone, Copy, Debug)]
pub struct Reading {
    /// A book.
    pub whole: Opener,
    /// A part of one.
    pub part: PartReader,
}

/// How a session at the terminal ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// The reader quit.
    Quit,
    /// The system asked for it, with this signal.
    Signal(i32),
}

/// The width of the terminal one writes to, if it tells.
pub fn width() -> Option<Cells> {
    let (width, _) = crossterm::terminal::size().ok()?;
    Some(Cells::from(width)).filter(|width| *width > Cells::ZERO)
}

/// Reads a book at the terminal, until the reader quits.
///
/// # Errors
///
/// Where the terminal cannot be set up, drawn on or read; it is given back first.
pub fn run(
    opened: Opened,
    config: Config,
    store: Store,
    reading: Reading,
) -> std::io::Result<Ended> {
    let mut config = config;
    let term = std::env::var("TERM").unwrap_or_default();
    config.settings.emphasis = config.settings.emphasis.on(&term);
    let mouse = config.settings.mouse;
    let keeps = opened.keeping == Keeping::Yes;
    let mut screen = Screen::enter(mouse)?;
    let size = screen.size()?;
    let (mut app, effects) = App::start(opened, config, size, Timestamp::now());
    // The first page stands before anything is started that it does not need.
    screen.draw(&app)?;
    runtime::panic_if_asked();
    let (runtime, events) = Runtime::start(store, keeps, reading)?;
    let ended = serve(&mut app, effects, &mut screen, &runtime, &events);
    // Places are written down before anything else can go wrong.
    drop(runtime);
    screen.leave()?;
    if let Some(reason) = app.unkept() {
        let _ = writeln!(
            std::io::stderr(),
            "folio: what you marked was not kept: {reason}"
        );
    }
    ended
}

/// The loop: events in, effects out, and the newest state drawn when nothing more has come meanwhile.
fn serve(
    app: &mut App,
    effects: Vec<Effect>,
    screen: &mut Screen,
    runtime: &Runtime,
    events: &Receiver<Event>,
) -> std::io::Result<Ended> {
    let mut effects = effects;
    // The first page stands.
    let mut is_drawn = true;
    loop {
        for effect in effects.drain(..) {
            match effect {
                Effect::Quit => return Ok(runtime.ended()),
                Effect::Suspend => {
                    screen.suspend()?;
                    let (columns, rows) = screen.size()?;
                    runtime.send(Event::Resize(columns, rows));
                    runtime.send(Event::Resumed);
                }
                Effect::EditNote { id, note } => {
                    let rest = runtime.rest_input();
                    let note = screen.lend(|| editor::edit(&note))?;
                    drop(rest);
                    let (columns, rows) = screen.size()?;
                    runtime.send(Event::Resize(columns, rows));
                    runtime.send(Event::NoteEdited { id, note });
                }
                Effect::Redraw => screen.forget(),
                Effect::Copy(text) => {
                    screen.copy(&text)?;
                    clipboard::hand_over(text);
                }
                other => runtime.carry_out(other),
            }
        }
        let next = match events.try_recv() {
            Ok(event) => event,
            Err(_) => {
                if !is_drawn {
                    screen.draw(app)?;
                }
                // Threads that send live as long as the runtime.
                let Ok(event) = events.recv() else {
                    return Ok(Ended::Quit);
                };
                event
            }
        };
        effects = app.update(next, Timestamp::now());
        is_drawn = false;
    }
}
