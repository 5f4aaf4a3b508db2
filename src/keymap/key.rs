//! One press of a key, apart from any terminal library.

/// A key as keymaps know it. Made by [`Key::new`], which writes each press in one way only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key {
    code: KeyCode,
    ctrl: bool,
    alt: bool,
    shift: bool,
}

/// The key without its modifiers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "named as on the keyboard")]
pub enum KeyCode {
    /// A character as the keyboard layout makes it: `J`, `?`, `é`; the space bar is `' '`.
    Char(char),
    Up,
    Down,
    Left,
    Right,
    Home,
    End,
    PageUp,
    PageDown,
    Tab,
    BackTab,
    Enter,
    Esc,
    Backspace,
    Delete,
    Insert,
    /// F1 to F24.
    F(u8),
}

/// Modifiers held while a key is pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Held {
    /// Ctrl.
    pub ctrl: bool,
    /// Alt, Option or Meta.
    pub alt: bool,
    /// Shift.
    pub shift: bool,
}

impl Key {
    /// A key pressed while `held` is held, written in the one way that keymaps compare.
    ///
    /// Shift is part of a character (`J`, `?`) and not noted beside it; Ctrl makes letters small, because most
    /// terminals cannot tell Ctrl-d from Ctrl-D; Shift-Tab is [`KeyCode::BackTab`].
    pub fn new(code: KeyCode, held: Held) -> Self {
        let Held { ctrl, alt, mut shift } = held;
        let code = match code {
            KeyCode::Char(c) => {
                let upper = shift && !ctrl;
                shift = false;
                KeyCode::Char(if ctrl {
                    one(c.to_lowercase(), c)
                } else if upper {
                    one(c.to_uppercase(), c)
                } else {
                    c
                })
            }
            KeyCode::Tab if shift => KeyCode::BackTab,
            other => other,
        };
        let shift = shift && code != KeyCode::BackTab;
        Self { code, ctrl, alt, shift }
    }

    /// A key pressed alone.
    pub fn plain(code: KeyCode) -> Self {
        Self::new(code, Held::default())
    }

    /// The key without modifiers.
    pub fn code(self) -> KeyCode {
        self.code
    }

    /// Ctrl was held.
    pub fn ctrl(self) -> bool {
        self.ctrl
    }

    /// Alt was held.
    pub fn alt(self) -> bool {
        self.alt
    }

    /// Shift was held with a key that is not a character.
    pub fn shift(self) -> bool {
        self.shift
    }

    /// The character that this key types into a prompt: none with Ctrl or Alt.
    pub fn typed(self) -> Option<char> {
        match self.code {
            KeyCode::Char(c) if !self.ctrl && !self.alt && !c.is_control() => Some(c),
            _ => None,
        }
    }

    /// The digit of a count.
    pub fn digit(self) -> Option<u32> {
        self.typed().and_then(|c| c.to_digit(10))
    }
}

impl From<char> for Key {
    fn from(c: char) -> Self {
        Self::plain(KeyCode::Char(c))
    }
}

/// The only character of a case mapping; `c` where the mapping has several (ß, İ).
fn one(mut mapped: impl Iterator<Item = char>, c: char) -> char {
    match (mapped.next(), mapped.next()) {
        (Some(only), None) => only,
        _ => c,
    }
}
