//! What was typed while the terminal was asked a question: the bytes that are no answer, as the events they stand for.
//!
//! The terminal library reads its input itself and takes nothing back, so what was read past it is understood here: the
//! letters, the keys that send one byte, and the sequences of the keys that keymaps name.

use super::Event;
use crate::keymap::{Held, Key, KeyCode};

/// What begins a terminal's answer about its background.
const COLOUR: &[u8] = b"]11;";
/// Around what is pasted.
const PASTE: [&[u8]; 2] = [b"\x1b[200~", b"\x1b[201~"];

/// What stood among a terminal's answers.
#[derive(Debug, Clone, Default)]
pub(super) struct Typed {
    /// Keys and pasted text, in order.
    pub(super) events: Vec<Event>,
    /// The bytes end inside an answer; what comes next is the rest of it.
    pub(super) cut: bool,
}

/// Takes the terminal's answers out of `bytes`. Sequences of unknown meaning and reports of the mouse are left out.
pub(super) fn typed(bytes: &[u8]) -> Typed {
    let mut typed = Typed::default();
    let mut rest = bytes;
    while let Some((&first, behind)) = rest.split_first() {
        if first == 0x1b {
            rest = typed.escape(behind);
        } else {
            let (key, length) = letter(rest, Held::default());
            typed.push(key);
            rest = after(rest, length);
        }
    }
    typed
}

impl Typed {
    fn push(&mut self, key: Option<Key>) {
        self.events.extend(key.map(Event::Key));
    }

    /// What stands behind an ESC; the bytes behind all of it.
    fn escape<'b>(&mut self, rest: &'b [u8]) -> &'b [u8] {
        match rest {
            // An Esc that was pressed before another key.
            [] | [0x1b, ..] => {
                self.push(Some(Key::plain(KeyCode::Esc)));
                rest
            }
            [b'[', behind @ ..] => self.sequence(behind),
            [b'O', last, behind @ ..] => {
                self.push(named(*last).map(|code| Key::new(code, Held::default())));
                behind
            }
            [b']', ..] if rest.starts_with(COLOUR) => {
                let end = end_of_string(rest);
                self.cut = end.is_none();
                end.map_or(&[], |end| after(rest, end))
            }
            _ => {
                let (key, length) = letter(rest, Held { alt: true, ..Held::default() });
                self.push(key);
                after(rest, length)
            }
        }
    }

    /// What stands behind `ESC [`.
    fn sequence<'b>(&mut self, rest: &'b [u8]) -> &'b [u8] {
        if let Some((text, behind)) = pasted(rest) {
            self.events.push(Event::Paste(text));
            return behind;
        }
        // A report of the mouse in the old form: its button, column and row follow.
        if let [b'M', behind @ ..] = rest {
            return after(behind, 3);
        }
        let Some(end) = rest.iter().position(|b| (0x40..=0x7e).contains(b)) else { return &[] };
        let (parameters, last) = (rest.get(..end).unwrap_or_default(), rest.get(end).copied().unwrap_or_default());
        self.push(key_of(parameters, last));
        after(rest, end + 1)
    }
}

fn after(bytes: &[u8], length: usize) -> &[u8] {
    bytes.get(length..).unwrap_or_default()
}

/// The length of a string that ends with BEL or with `ESC \`.
fn end_of_string(bytes: &[u8]) -> Option<usize> {
    let at = bytes.iter().position(|b| matches!(b, 0x07 | 0x1b))?;
    match bytes.get(at..)? {
        [0x07, ..] => Some(at + 1),
        [0x1b, b'\\', ..] => Some(at + 2),
        // Only the ESC of its end is here.
        [0x1b] => None,
        _ => Some(at),
    }
}

/// Pasted text, and what is behind it, when it begins here (behind `ESC [`).
fn pasted(rest: &[u8]) -> Option<(String, &[u8])> {
    let [begin, end] = PASTE;
    let text = rest.strip_prefix(begin.get(2..)?)?;
    let at = memchr::memmem::find(text, end)?;
    Some((String::from_utf8_lossy(text.get(..at)?).into_owned(), after(text, at + end.len())))
}

/// The key that begins here, and how many bytes it sent.
fn letter(bytes: &[u8], held: Held) -> (Option<Key>, usize) {
    let key = |code| Some(Key::new(code, held));
    let ctrl = |c: u8| Some(Key::new(KeyCode::Char(char::from(c)), Held { ctrl: true, ..held }));
    match bytes.first().copied().unwrap_or_default() {
        // What was typed before the terminal was taken came as a line feed.
        b'\r' | b'\n' => (key(KeyCode::Enter), 1),
        b'\t' => (key(KeyCode::Tab), 1),
        0x7f => (key(KeyCode::Backspace), 1),
        0 => (ctrl(b' '), 1),
        c @ 0x01..=0x1a => (ctrl(c - 1 + b'a'), 1),
        0x1b => (key(KeyCode::Esc), 1),
        c @ 0x1c..=0x1f => (ctrl(c - 0x1c + b'4'), 1),
        _ => {
            let chunk = bytes.get(..bytes.len().min(4)).unwrap_or_default();
            let valid = chunk.utf8_chunks().next().map(|part| part.valid()).unwrap_or_default();
            // A byte that begins no letter is left out.
            valid.chars().next().map_or((None, 1), |c| (key(KeyCode::Char(c)), c.len_utf8()))
        }
    }
}

/// The key of a sequence: its parameters (`1;5`) and its last byte.
fn key_of(parameters: &[u8], last: u8) -> Option<Key> {
    // Answers and reports have signs before their numbers.
    let text = std::str::from_utf8(parameters).ok()?;
    let mut numbers = text.split(';').map(|part| part.split(':').next().unwrap_or_default());
    let first = numbers.next().unwrap_or_default();
    if !first.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    // One more than the sum of 1 for Shift, 2 for Alt, 4 for Ctrl.
    let bits = numbers.next().and_then(|n| n.parse::<u8>().ok()).unwrap_or(1).saturating_sub(1);
    let held = Held { shift: bits & 1 != 0, alt: bits & 2 != 0, ctrl: bits & 4 != 0 };
    let code = match (last, first) {
        (b'~', "1" | "7") => KeyCode::Home,
        (b'~', "2") => KeyCode::Insert,
        (b'~', "3") => KeyCode::Delete,
        (b'~', "4" | "8") => KeyCode::End,
        (b'~', "5") => KeyCode::PageUp,
        (b'~', "6") => KeyCode::PageDown,
        (b'~', number) => KeyCode::F(function(number.parse().ok()?)?),
        (b'Z', _) => KeyCode::BackTab,
        (b'u', number) => match number.parse().ok()? {
            9 => KeyCode::Tab,
            13 => KeyCode::Enter,
            27 => KeyCode::Esc,
            127 => KeyCode::Backspace,
            point => KeyCode::Char(char::from_u32(point).filter(|c| !c.is_control())?),
        },
        _ => named(last)?,
    };
    Some(Key::new(code, held))
}

/// The key that the last byte of a sequence names.
fn named(last: u8) -> Option<KeyCode> {
    Some(match last {
        b'A' => KeyCode::Up,
        b'B' => KeyCode::Down,
        b'C' => KeyCode::Right,
        b'D' => KeyCode::Left,
        b'H' => KeyCode::Home,
        b'F' => KeyCode::End,
        b'P'..=b'S' => KeyCode::F(last - b'P' + 1),
        _ => return None,
    })
}

/// The function key of a number before `~`; there are gaps between the numbers.
fn function(number: u8) -> Option<u8> {
    Some(match number {
        11..=15 => number - 10,
        17..=21 => number - 11,
        23..=26 => number - 12,
        28..=29 => number - 13,
        31..=34 => number - 14,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keymap::show_keys;
    use proptest::prelude::*;

    fn keys(bytes: &[u8]) -> String {
        let keys = typed(bytes).events.into_iter().filter_map(|event| match event {
            Event::Key(key) => Some(key),
            _ => None,
        });
        show_keys(&keys.collect::<Vec<_>>())
    }

    #[test]
    fn what_stands_around_an_answer_is_typed() {
        assert_eq!(keys(b"3\x1b]11;rgb:1e1e/1e1e/1e1e\x1b\\\x1b[?62;22cG"), keys(b"3G"));
        assert_eq!(keys(b"\x1b]11;rgb:ff/ff/ff\x073G\x1b[?6c"), keys(b"3G"));
        assert!(!typed(b"3G").cut);
        let cut = typed(b"3G\x1b]11;rgb:1e1e/1e");
        assert!(cut.cut);
        assert_eq!(cut.events.len(), 2);
        assert!(typed(b"\x1b]11;rgb:0/0/0\x1b").cut);
    }

    #[test]
    fn keys_are_those_that_the_library_would_have_read() {
        for (bytes, shown) in [
            (&b"\r"[..], "enter"),
            (b"\n", "enter"),
            (b"\t", "tab"),
            (b"\x1b", "esc"),
            (b"\x1b[27u", "esc"),
            (b"\x04", "ctrl-d"),
            (b"\x1b[100;5u", "ctrl-d"),
            (b"\x1bx", "alt-x"),
            (b"\x1b]", "alt-]"),
            (b"\x1b[A", "up"),
            (b"\x1bOB", "down"),
            (b"\x1b[1;3D", "alt-left"),
            (b"\x1b[5~", "pageup"),
            (b"\x1b[Z", "shift-tab"),
            (b"\x1bOP", "f1"),
            (b"\x1b[15~", "f5"),
            (b"\x1b[24~", "f12"),
            ("é".as_bytes(), "é"),
        ] {
            let wanted = crate::keymap::parse_keys(shown).map(|keys| show_keys(&keys)).unwrap();
            assert_eq!(keys(bytes), wanted, "{bytes:?}");
        }
        assert_eq!(keys(b"\x1b[I\x1b[<0;3;4M\x1b[M !!G"), "G", "reports are no keys");
    }

    #[test]
    fn pasted_text_stays_one() {
        let events = typed(b"/\x1b[200~two words\x1b[201~\r").events;
        assert!(matches!(&events[..], [Event::Key(_), Event::Paste(text), Event::Key(_)] if text == "two words"));
    }

    proptest! {
        #[test]
        fn anything_ends(bytes in prop::collection::vec(any::<u8>(), 0..60)) {
            prop_assert!(typed(&bytes).events.len() <= bytes.len());
        }

        #[test]
        fn plain_letters_are_all_kept(text in "[ -~]{0,40}") {
            prop_assert_eq!(typed(text.as_bytes()).events.len(), text.len());
        }
    }
}
