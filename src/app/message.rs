//! What the program says to its reader in one line, and what it asks.

use super::effect::Effect;
use crate::clean::Clean;

/// A yes-or-no question and what yes does.
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    /// The question, in one line.
    pub text: Clean,
    /// The effect of yes.
    pub yes: Effect,
}

/// One line for the reader.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// What to say.
    pub text: Clean,
    /// How much it matters.
    pub tone: Tone,
}

/// How much a message matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Something was done.
    Note,
    /// Something is not as expected.
    Warning,
    /// Something failed.
    Error,
}

impl Message {
    /// A message that something was done.
    pub fn note(text: impl Into<Clean>) -> Self {
        Self { text: text.into(), tone: Tone::Note }
    }

    /// A message that something is not as expected.
    pub fn warning(text: impl Into<Clean>) -> Self {
        Self { text: text.into(), tone: Tone::Warning }
    }

    /// A message that something failed.
    pub fn error(text: impl Into<Clean>) -> Self {
        Self { text: text.into(), tone: Tone::Error }
    }
}
