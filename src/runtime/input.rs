//! From the terminal library's events to the program's own.

use crossterm::event::{self, KeyEventKind, KeyModifiers, MouseButton, MouseEventKind};

use super::Event;
use crate::app::{Mouse, MouseKind};
use crate::keymap::{Held, Key, KeyCode};

/// What an event means here; `None` for those that mean nothing (key releases, mouse moves).
pub(super) fn translate(event: event::Event) -> Option<Event> {
    match event {
        event::Event::Key(key) if key.kind != KeyEventKind::Release => key_of(key).map(Event::Key),
        event::Event::Paste(text) => Some(Event::Paste(text)),
        event::Event::Mouse(mouse) => mouse_of(mouse).map(Event::Mouse),
        event::Event::Resize(columns, rows) => Some(Event::Resize(columns, rows)),
        _ => None,
    }
}

fn key_of(key: event::KeyEvent) -> Option<Key> {
    let code = match key.code {
        event::KeyCode::Char(c) => KeyCode::Char(c),
        event::KeyCode::Up => KeyCode::Up,
        event::KeyCode::Down => KeyCode::Down,
        event::KeyCode::Left => KeyCode::Left,
        event::KeyCode::Right => KeyCode::Right,
        event::KeyCode::Home => KeyCode::Home,
        event::KeyCode::End => KeyCode::End,
        event::KeyCode::PageUp => KeyCode::PageUp,
        event::KeyCode::PageDown => KeyCode::PageDown,
        event::KeyCode::Tab => KeyCode::Tab,
        event::KeyCode::BackTab => KeyCode::BackTab,
        event::KeyCode::Enter => KeyCode::Enter,
        event::KeyCode::Esc => KeyCode::Esc,
        event::KeyCode::Backspace => KeyCode::Backspace,
        event::KeyCode::Delete => KeyCode::Delete,
        event::KeyCode::Insert => KeyCode::Insert,
        event::KeyCode::F(n) => KeyCode::F(n),
        _ => return None,
    };
    let held = Held {
        ctrl: key.modifiers.contains(KeyModifiers::CONTROL),
        alt: key.modifiers.intersects(KeyModifiers::ALT | KeyModifiers::META),
        shift: key.modifiers.contains(KeyModifiers::SHIFT),
    };
    Some(Key::new(code, held))
}

fn mouse_of(mouse: event::MouseEvent) -> Option<Mouse> {
    let kind = match mouse.kind {
        MouseEventKind::Down(MouseButton::Left) => MouseKind::Press,
        MouseEventKind::Drag(MouseButton::Left) => MouseKind::Drag,
        MouseEventKind::Up(MouseButton::Left) => MouseKind::Release,
        MouseEventKind::ScrollDown => MouseKind::WheelDown,
        MouseEventKind::ScrollUp => MouseKind::WheelUp,
        _ => return None,
    };
    Some(Mouse { kind, column: mouse.column, row: mouse.row })
}

/// Swallows a terminal's late answer to the question for its background colour.
///
/// Over a slow line the answer `ESC ] 11 ; rgb:…  ESC \` can come after the program stopped waiting for it. The terminal
/// library knows no such event and would report it as typed keys: Alt-], then its letters.
#[derive(Debug, Default)]
pub(super) struct LateAnswer {
    expected: bool,
    inside: usize,
}

impl LateAnswer {
    /// An answer may still come, or the rest of one whose beginning was `cut` off.
    pub(super) fn expect(&mut self, cut: bool) {
        self.expected = true;
        self.inside = usize::from(cut);
    }

    /// True when this event is part of the answer.
    pub(super) fn takes(&mut self, event: &event::Event) -> bool {
        const LONGEST: usize = 40;
        let event::Event::Key(key) = event else { return false };
        let alt = key.modifiers.contains(KeyModifiers::ALT);
        if self.inside == 0 {
            if self.expected && alt && key.code == event::KeyCode::Char(']') {
                self.inside = 1;
                return true;
            }
            return false;
        }
        self.inside += 1;
        let ends = matches!(key.code, event::KeyCode::Char('\\')) && alt
            || matches!(key.code, event::KeyCode::Char('g')) && key.modifiers.contains(KeyModifiers::CONTROL);
        if ends || self.inside > LONGEST {
            *self = Self::default();
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crossterm::event::{KeyCode as Code, KeyEvent};

    #[test]
    fn a_late_answer_is_no_typing() {
        let mut late = LateAnswer::default();
        let key = |c, held| event::Event::Key(KeyEvent::new(Code::Char(c), held));
        assert!(!late.takes(&key(']', KeyModifiers::ALT)));
        late.expect(false);
        assert!(late.takes(&key(']', KeyModifiers::ALT)));
        for c in "11;rgb:1e1e/1e1e/1e1e".chars() {
            assert!(late.takes(&key(c, KeyModifiers::NONE)));
        }
        assert!(late.takes(&key('\\', KeyModifiers::ALT)));
        assert!(!late.takes(&key('q', KeyModifiers::NONE)));
        // Its first half was read before.
        late.expect(true);
        assert!("e1e/1e1e".chars().all(|c| late.takes(&key(c, KeyModifiers::NONE))));
        assert!(late.takes(&key('g', KeyModifiers::CONTROL)));
        assert!(!late.takes(&key('q', KeyModifiers::NONE)));
    }
}
