//! How the program ends: exit codes, and errors that carry one.

use std::process::ExitCode;

use crate::clean::Clean;
use crate::runtime;

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// All was done.
    Done,
    /// Something was found wrong.
    Found,
    /// The command line means nothing.
    Usage,
    /// Something cannot be read or written.
    Failed,
    /// A signal ended it; its number.
    Signal(u8),
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Done => 0,
            Exit::Found => 1,
            Exit::Usage => 2,
            Exit::Failed => 3,
            Exit::Signal(number) => 128u8.saturating_add(number),
        })
    }
}

impl From<runtime::Exit> for Exit {
    fn from(exit: runtime::Exit) -> Self {
        const HANGUP: u8 = 1;
        match exit {
            runtime::Exit::Quit => Self::Done,
            runtime::Exit::Signal(number) => Self::Signal(u8::try_from(number).unwrap_or(0)),
            runtime::Exit::Hangup => Self::Signal(HANGUP),
        }
    }
}

/// The command line asks for something that does not exist; ends with [`Exit::Usage`]. Any other error is a failure to
/// read or write.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub(super) struct Misused {
    /// What is wrong, in one line.
    pub message: Clean,
    /// What could have been meant, one a line.
    pub choices: Vec<Clean>,
}

impl Misused {
    /// Something is wrong, and there is nothing to choose from.
    pub(super) fn new(message: &str) -> Self {
        Self { message: Clean::line(message), choices: Vec::new() }
    }
}
