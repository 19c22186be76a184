//! One open book: where the eye is, where it can go, what is marked. No terminal.
//!
//! A [`Window`] holds a document, its galley and the reading position. Everything a screen shows is
//! derived from these by [`Window::screen`]; only [`Window::go`] and its kin change the position.

mod jumps;
mod motion;
mod percent;
mod progress;
mod screen;
mod selecting;
mod selection;
mod travel;
mod turning;
mod unit;
mod window;

pub use jumps::Jumps;
pub use motion::{Motion, Moved};
pub use percent::Percent;
pub use progress::{Amount, Pace, PaceOf, PageNumber};
pub use screen::{Screen, TimeLeft};
pub use selecting::LineEdge;
pub use selection::{Selection, Towards};
pub use unit::Unit;
pub use window::{View, Window};

#[cfg(test)]
mod tests;
