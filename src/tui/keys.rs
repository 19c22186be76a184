//! What crossterm reports, as events.

use crossterm::event::{
    Event as Reported, KeyCode as Code, KeyEvent, KeyEventKind, KeyModifiers, MouseButton,
    MouseEvent, MouseEventKind,
};

use crate::app::{Button, Event};
use crate::command::{Key, KeyCode};

/// Rows that one turn of the wheel scrolls.
const WHEEL: i32 = 3;

/// The event that a report is, if it is one for us.
pub(super) fn event(reported: Reported) -> Option<Event> {
    match reported {
        Reported::Key(key) if key.kind != KeyEventKind::Release => key_of(key).map(Event::Key),
        Reported::Paste(text) => Some(Event::Paste(text)),
        Reported::Resize(columns, rows) => Some(Event::Resize(columns, rows)),
        Reported::Mouse(mouse) => event_of(mouse),
        _ => None,
    }
}

/// What was typed before the terminal was taken over: it made a line feed, which is Ctrl-j, of Enter then.
pub(super) fn typed_ahead(event: Event) -> Event {
    match event {
        Event::Key(key) if key.ctrl && key.code == KeyCode::Char('j') => {
            Event::Key(Key::plain(KeyCode::Enter))
        }
        other => other,
    }
}

fn event_of(mouse: MouseEvent) -> Option<Event> {
    let button = match mouse.kind {
        MouseEventKind::ScrollDown => return Some(Event::Wheel(WHEEL)),
        MouseEventKind::ScrollUp => return Some(Event::Wheel(-WHEEL)),
        MouseEventKind::Down(MouseButton::Left) => Button::Pressed,
        MouseEventKind::Drag(MouseButton::Left) => Button::Dragged,
        MouseEventKind::Up(MouseButton::Left) => Button::Released,
        _ => return None,
    };
    let cell = (mouse.column, mouse.row);
    Some(Event::Button { button, cell })
}

fn key_of(key: KeyEvent) -> Option<Key> {
    let shift = key.modifiers.contains(KeyModifiers::SHIFT);
    let code = match key.code {
        Code::Char(char) => KeyCode::Char(char),
        Code::F(n) => KeyCode::F(n),
        Code::Enter => KeyCode::Enter,
        Code::Esc => KeyCode::Esc,
        Code::Tab | Code::BackTab => KeyCode::Tab,
        Code::Backspace => KeyCode::Backspace,
        Code::Delete => KeyCode::Delete,
        Code::Up => KeyCode::Up,
        Code::Down => KeyCode::Down,
        Code::Left => KeyCode::Left,
        Code::Right => KeyCode::Right,
        Code::PageUp => KeyCode::PageUp,
        Code::PageDown => KeyCode::PageDown,
        Code::Home => KeyCode::Home,
        Code::End => KeyCode::End,
        _ => return None,
    };
    // A letter is the letter it makes; Shift is told apart only where it makes none.
    let makes_letter = matches!(code, KeyCode::Char(char) if char != ' ');
    Some(Key {
        code,
        ctrl: key.modifiers.contains(KeyModifiers::CONTROL),
        alt: key.modifiers.contains(KeyModifiers::ALT),
        shift: (shift || key.code == Code::BackTab) && !makes_letter,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn enter_that_was_typed_before_the_terminal_was_taken_over_is_enter() {
        let typed = |code, modifiers| match event(Reported::Key(KeyEvent::new(code, modifiers)))
            .map(typed_ahead)
        {
            Some(Event::Key(key)) => Some(key),
            _ => None,
        };
        let enter = Some(Key::plain(KeyCode::Enter));
        assert_eq!(typed(Code::Char('j'), KeyModifiers::CONTROL), enter);
        assert_eq!(typed(Code::Enter, KeyModifiers::NONE), enter);
        assert_eq!(
            typed(Code::Char('j'), KeyModifiers::NONE),
            Some(Key::char('j'))
        );
    }
}
