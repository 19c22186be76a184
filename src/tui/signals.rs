//! Signals: the system's way of asking.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicI32, Ordering};
use std::sync::mpsc::Sender;

use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP};
use signal_hook::iterator::Signals;

use super::terminal::is_lent;
use crate::app::Event;
use crate::command::Key;

/// Turns signals into events, on a thread of its own. The signal that ends the program is left in
/// `ended`.
pub(super) fn listen(events: Sender<Event>, ended: Arc<AtomicI32>) -> io::Result<()> {
    let mut signals = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGCONT])?;
    std::thread::spawn(move || {
        for signal in &mut signals {
            let event = match signal {
                // Another program has the terminal: it is interrupted, and stopped together with us.
                SIGINT | SIGQUIT | SIGCONT if is_lent() => continue,
                SIGTSTP if is_lent() => {
                    let _ = stop();
                    continue;
                }
                SIGTSTP => Event::Key(Key {
                    ctrl: true,
                    ..Key::char('z')
                }),
                SIGCONT => Event::Resumed,
                _ => {
                    ended.store(signal, Ordering::SeqCst);
                    Event::Terminated
                }
            };
            if events.send(event).is_err() {
                return;
            }
        }
    });
    Ok(())
}

/// Stops the process until the shell continues it.
pub(super) fn stop() -> io::Result<()> {
    signal_hook::low_level::emulate_default_handler(SIGTSTP)
}
