//! How keys are written: `J`, `gg`, `]u`, `g g`, `ctrl-d`, `<c-d>`, `space`, `<enter>`, `alt-left`, `f1`.
//!
//! Keys after one another are set apart by spaces; single characters and `<…>` may also stand together. A word that
//! is the name of a key is that key: `up` is the arrow, `u p` are two letters. Names and modifiers do not mind case.

use std::fmt;

use super::key::{Held, Key, KeyCode};
use crate::text::slice;

/// The longest sequence of keys that can be bound.
pub(super) const MAX_KEYS: usize = 4;

/// Names of keys; the first for a key is the one that is shown.
const NAMES: &[(&str, KeyCode)] = &[
    ("Space", KeyCode::Char(' ')),
    ("Up", KeyCode::Up),
    ("Down", KeyCode::Down),
    ("Left", KeyCode::Left),
    ("Right", KeyCode::Right),
    ("Home", KeyCode::Home),
    ("End", KeyCode::End),
    ("PgUp", KeyCode::PageUp),
    ("PgDn", KeyCode::PageDown),
    ("Tab", KeyCode::Tab),
    ("Shift-Tab", KeyCode::BackTab),
    ("Enter", KeyCode::Enter),
    ("Esc", KeyCode::Esc),
    ("Backspace", KeyCode::Backspace),
    ("Del", KeyCode::Delete),
    ("Ins", KeyCode::Insert),
    ("PageUp", KeyCode::PageUp),
    ("PageDown", KeyCode::PageDown),
    ("PgDown", KeyCode::PageDown),
    ("BackTab", KeyCode::BackTab),
    ("Return", KeyCode::Enter),
    ("CR", KeyCode::Enter),
    ("Escape", KeyCode::Esc),
    ("BS", KeyCode::Backspace),
    ("Delete", KeyCode::Delete),
    ("Insert", KeyCode::Insert),
    ("LT", KeyCode::Char('<')),
    ("Minus", KeyCode::Char('-')),
];

/// Why a text is not a sequence of keys.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotationError {
    /// There is no key in it.
    #[error("no key is named")]
    Empty,
    /// A word in it names no key.
    #[error("`{0}` is not a key; write `J`, `gg`, `]u`, `ctrl-d`, `alt-left`, `space`, `enter`, `f1`")]
    Unknown(String),
    /// More keys than `MAX_KEYS`.
    #[error("more than {MAX_KEYS} keys after one another cannot be bound")]
    TooLong,
}

/// Reads a sequence of keys.
///
/// # Errors
/// When the text names no key, something that is no key, or more than `MAX_KEYS`.
pub fn parse_keys(text: &str) -> Result<Vec<Key>, NotationError> {
    let mut keys = Vec::new();
    for word in text.split([' ', '\t']).filter(|word| !word.is_empty()) {
        push_word(word, &mut keys)?;
        if keys.len() > MAX_KEYS {
            return Err(NotationError::TooLong);
        }
    }
    // A space bar written as it is.
    if keys.is_empty() && text == " " {
        keys.push(Key::from(' '));
    }
    if keys.is_empty() { Err(NotationError::Empty) } else { Ok(keys) }
}

/// Writes a sequence of keys so that [`parse_keys`] reads the same back: `]u`, `g Enter`, `Ctrl-d`.
pub fn show_keys(keys: &[Key]) -> String {
    let words: Vec<String> = keys.iter().map(ToString::to_string).collect();
    let together = words.concat();
    if parse_keys(&together).as_deref() == Ok(keys) { together } else { words.join(" ") }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (held, prefix) in [(self.ctrl(), "Ctrl-"), (self.alt(), "Alt-"), (self.shift(), "Shift-")] {
            f.write_str(if held { prefix } else { "" })?;
        }
        match (self.code(), NAMES.iter().find(|(_, code)| *code == self.code())) {
            (KeyCode::Char(c), _) if !c.is_whitespace() => write!(f, "{c}"),
            (KeyCode::F(n), _) => write!(f, "F{n}"),
            (_, Some((name, _))) => f.write_str(name),
            (KeyCode::Char(c), None) => write!(f, "{c}"),
            (_, None) => Ok(()),
        }
    }
}

/// One word between spaces: a key, or characters and `<…>` that stand together.
fn push_word(word: &str, keys: &mut Vec<Key>) -> Result<(), NotationError> {
    if let Some(key) = key(word) {
        keys.push(key);
        return Ok(());
    }
    // `ctrl-dd` and `f25` are slips, not letters to be pressed.
    if modifier(word).is_some_and(|(_, rest)| !rest.is_empty()) || looks_like_function_key(word) {
        return Err(NotationError::Unknown(word.to_owned()));
    }
    let mut rest = word;
    while let Some(c) = rest.chars().next() {
        if keys.len() > MAX_KEYS {
            break;
        }
        let bracket = rest.find('>').filter(|end| c == '<' && *end > 1);
        let (key, used) = match bracket {
            Some(end) => (bracketed(slice(rest, 1..end))?, end + 1),
            None => (Key::from(c), c.len_utf8()),
        };
        keys.push(key);
        rest = slice(rest, used..rest.len());
    }
    // A long word is far more often a misspelt name than letters to be pressed.
    if word.chars().count() > MAX_KEYS && !word.contains('<') {
        return Err(NotationError::Unknown(word.to_owned()));
    }
    Ok(())
}

/// What stands between `<` and `>`, where modifiers may be one letter: `c-d`, `s-tab`, `a-x`, `m-x`.
fn bracketed(inner: &str) -> Result<Key, NotationError> {
    let unknown = || NotationError::Unknown(format!("<{inner}>"));
    let mut held = Held::default();
    let mut rest = inner;
    while let Some((letter, after)) = rest.split_once('-').filter(|(_, after)| !after.is_empty()) {
        match letter.to_ascii_lowercase().as_str() {
            "c" | "ctrl" | "control" => held.ctrl = true,
            "a" | "m" | "alt" | "meta" => held.alt = true,
            "s" | "shift" => held.shift = true,
            _ => return Err(unknown()),
        }
        rest = after;
    }
    code(rest).map(|code| Key::new(code, held)).ok_or_else(unknown)
}

/// One key with its modifiers spelled out: `ctrl-d`, `shift-up`, `J`.
fn key(word: &str) -> Option<Key> {
    let mut held = Held::default();
    let mut rest = word;
    loop {
        if let Some(code) = code(rest) {
            return Some(Key::new(code, held));
        }
        let (modifier, after) = modifier(rest)?;
        held.ctrl |= modifier.ctrl;
        held.alt |= modifier.alt;
        held.shift |= modifier.shift;
        rest = after;
    }
}

/// A modifier at the start of `word`, and what follows it.
fn modifier(word: &str) -> Option<(Held, &str)> {
    let (name, rest) = word.split_once(['-', '+'])?;
    let mut held = Held::default();
    match name.to_ascii_lowercase().as_str() {
        "ctrl" | "control" => held.ctrl = true,
        "alt" | "meta" => held.alt = true,
        "shift" => held.shift = true,
        _ => return None,
    }
    Some((held, rest))
}

/// A key by its name, or the only character of `word`.
fn code(word: &str) -> Option<KeyCode> {
    let mut chars = word.chars();
    if let (Some(c), None) = (chars.next(), chars.next()) {
        return (!c.is_control()).then_some(KeyCode::Char(c));
    }
    let named = NAMES.iter().find(|(name, _)| name.eq_ignore_ascii_case(word)).map(|(_, code)| *code);
    named.or_else(|| function_key(word))
}

/// `F1` to `F24`.
fn function_key(word: &str) -> Option<KeyCode> {
    let digits = word.strip_prefix(['F', 'f']).filter(|d| !d.starts_with(['0', '+']))?;
    digits.parse().ok().filter(|n| (1..=24).contains(n)).map(KeyCode::F)
}

fn looks_like_function_key(word: &str) -> bool {
    word.strip_prefix(['F', 'f']).is_some_and(|d| !d.is_empty() && d.bytes().all(|b| b.is_ascii_digit()))
}
