//! The terminal, borrowed: taken over, drawn on, and given back as it was found.

use std::io::{self, Write};
use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};

use crossterm::cursor::{Hide, MoveTo, Show};
use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::terminal::{
    BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate, EnterAlternateScreen,
    LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use crossterm::{execute, queue};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::draw::{Drawn, draw};
use super::paint::{Colours, paint};
use crate::app::App;

/// Whether the terminal is ours now: it is given back once, whoever comes first.
static BORROWED: AtomicBool = AtomicBool::new(false);

/// Whether another program has it meanwhile, at our wish. What the keyboard's signals ask for is then that
/// program's business.
static LENT: AtomicBool = AtomicBool::new(false);

/// Whether another program has the terminal.
#[cfg(unix)]
pub(super) fn is_lent() -> bool {
    LENT.load(Ordering::SeqCst)
}

/// Reports of mouse buttons, the wheel among them, and of movement while one is held, in the form without
/// limits. Reports of every movement, which crossterm would ask for too, would wake the program for nothing.
#[cfg(not(windows))]
const MOUSE_ON: &str = "\x1b[?1000h\x1b[?1002h\x1b[?1006h";
#[cfg(not(windows))]
const MOUSE_OFF: &str = "\x1b[?1006l\x1b[?1002l\x1b[?1000l";

/// The screen while it is ours.
pub(super) struct Screen {
    /// The bytes of a frame, gathered until they are whole: a frame is one write.
    frame: Vec<u8>,
    mouse: bool,
    colours: Colours,
    /// What was drawn last, to draw nothing when nothing has changed.
    last: Option<(Buffer, Drawn)>,
}

impl Screen {
    /// Takes the terminal over. From here on a panic gives it back too.
    pub fn enter(mouse: bool) -> io::Result<Self> {
        give_back_on_panic();
        let mut frame = Vec::new();
        take_over(&mut frame, mouse)?;
        Ok(Self {
            frame,
            mouse,
            colours: Colours::asked_for(),
            last: None,
        })
    }

    /// Columns and rows.
    pub fn size(&self) -> io::Result<(u16, u16)> {
        crossterm::terminal::size()
    }

    /// Draws the program's state, in one write; nothing where nothing has changed.
    ///
    /// ratatui's own `Terminal` is not used: to draw a page whole it asks the terminal where the cursor
    /// is and waits for the answer, which here another thread is reading.
    pub fn draw(&mut self, app: &App) -> io::Result<()> {
        let (columns, rows) = app.size();
        let mut buffer = Buffer::empty(Rect::new(0, 0, columns, rows));
        let drawn = draw(app, &mut buffer);
        let last = self.last.take();
        if last
            .as_ref()
            .is_some_and(|last| last.0 == buffer && last.1 == drawn)
        {
            self.last = last;
            return Ok(());
        }
        queue!(self.frame, BeginSynchronizedUpdate)?;
        if last.as_ref().is_none_or(|(_, was)| was.cursor.is_some()) {
            queue!(self.frame, Hide)?;
        }
        // Clusters about whose width terminals disagree leave pieces behind where only what changed is
        // drawn: such a page is drawn whole, before and after.
        let before = last.filter(|(before, was)| {
            before.area == buffer.area && !was.is_awkward && !drawn.is_awkward
        });
        if before.is_none() {
            queue!(self.frame, Clear(ClearType::All))?;
        }
        let before = before.as_ref().map(|(before, _)| before);
        paint(before, &buffer, self.colours, &mut self.frame);
        if let Some((x, y)) = drawn.cursor {
            queue!(self.frame, MoveTo(x, y), Show)?;
        }
        queue!(self.frame, EndSynchronizedUpdate)?;
        self.last = Some((buffer, drawn));
        let sent = write_whole(&self.frame);
        self.frame.clear();
        sent
    }

    /// Hands a text to the terminal's clipboard.
    pub fn copy(&self, text: &str) -> io::Result<()> {
        let mut out = io::stdout();
        out.write_all(super::clipboard::osc_52(text).as_bytes())?;
        out.flush()
    }

    /// Draws every cell next time.
    pub fn forget(&mut self) {
        self.last = None;
    }

    /// Gives the terminal back, stops, and takes it over again when the shell says so.
    pub fn suspend(&mut self) -> io::Result<()> {
        give_back()?;
        #[cfg(unix)]
        super::signals::stop()?;
        take_over(&mut self.frame, self.mouse)?;
        self.forget();
        Ok(())
    }

    /// Lends the terminal to another program, and takes it over again when that has ended.
    pub fn lend<T>(&mut self, to: impl FnOnce() -> T) -> io::Result<T> {
        give_back()?;
        LENT.store(true, Ordering::SeqCst);
        let answer = to();
        LENT.store(false, Ordering::SeqCst);
        take_over(&mut self.frame, self.mouse)?;
        self.forget();
        Ok(answer)
    }

    /// Gives the terminal back.
    pub fn leave(self) -> io::Result<()> {
        give_back()
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        let _ = give_back();
    }
}

/// Writes a frame, in one write where the terminal takes it. Standard output as the library has it would
/// cut it in two at its last line feed.
#[cfg(unix)]
fn write_whole(frame: &[u8]) -> io::Result<()> {
    use std::os::fd::AsFd;
    let mut terminal = std::fs::File::from(io::stdout().as_fd().try_clone_to_owned()?);
    terminal.write_all(frame)
}

#[cfg(not(unix))]
fn write_whole(frame: &[u8]) -> io::Result<()> {
    let mut out = io::stdout();
    out.write_all(frame).and_then(|()| out.flush())
}

/// Takes the terminal over; what there is to write goes out with the next frame.
fn take_over(frame: &mut Vec<u8>, mouse: bool) -> io::Result<()> {
    enable_raw_mode()?;
    BORROWED.store(true, Ordering::SeqCst);
    queue!(frame, EnterAlternateScreen, Hide, EnableBracketedPaste)?;
    if mouse {
        #[cfg(not(windows))]
        frame.write_all(MOUSE_ON.as_bytes())?;
        #[cfg(windows)]
        queue!(frame, crossterm::event::EnableMouseCapture)?;
    }
    Ok(())
}

/// Gives the terminal back, if it is ours.
pub(super) fn give_back() -> io::Result<()> {
    if !BORROWED.swap(false, Ordering::SeqCst) {
        return Ok(());
    }
    let mut out = io::stdout();
    // Each step is tried whatever became of the one before: a terminal half given back is worse than
    // an error.
    let shown = {
        #[cfg(not(windows))]
        let mouse = out.write_all(MOUSE_OFF.as_bytes());
        #[cfg(windows)]
        let mouse = execute!(out, crossterm::event::DisableMouseCapture);
        mouse.and(execute!(
            out,
            EndSynchronizedUpdate,
            DisableBracketedPaste,
            LeaveAlternateScreen,
            Show
        ))
    };
    disable_raw_mode().and(shown)
}

/// A panic on the thread that draws, which is the one that asks for this, gives the terminal back before it says
/// anything. One on any other is told as a notice, and must not tear the screen down under the reader.
fn give_back_on_panic() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let before = std::panic::take_hook();
        let drawing = std::thread::current().id();
        std::panic::set_hook(Box::new(move |info| {
            if std::thread::current().id() == drawing {
                let _ = give_back();
                before(info);
            }
        }));
    });
}
