//! Standard output for data, standard error for messages.
//!
//! A closed pipe is no fault of anybody: [`is_closed_pipe`] tells it from the others, so that the program can end quietly.

use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};
use std::path::Path;

use super::depth;
use crate::clean::Clean;

/// Bytes that are collected before they are written.
const BUFFER: usize = 64 * 1024;

/// Standard output, buffered. Flush it: what fails while it is dropped is lost.
pub(super) fn out() -> BufWriter<StdoutLock<'static>> {
    BufWriter::with_capacity(BUFFER, io::stdout().lock())
}

/// Writes `text` to standard output.
///
/// # Errors
/// What standard output says.
pub(super) fn print(text: &[u8]) -> io::Result<()> {
    let mut out = out();
    out.write_all(text)?;
    out.flush()
}

/// Says something on standard error, in one line.
pub(super) fn say(message: &str) {
    say_more(message, &[]);
}

/// Says something on standard error, and lists `choices` below it.
pub(super) fn say_more(message: &str, choices: &[Clean]) {
    let mut text = format!("attache: {}\n", Clean::line(message));
    for choice in choices {
        text.push_str("  ");
        text.push_str(choice);
        text.push('\n');
    }
    // There is nobody left to tell when even this cannot be written.
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

/// A path as it is shown: nothing in it acts on a terminal.
pub(super) fn shown(path: &Path) -> Clean {
    Clean::line(&path.to_string_lossy())
}

/// True when there is a screen to read on.
pub(super) fn has_screen() -> bool {
    io::stdout().is_terminal() && depth::shows_screens()
}

/// True when the reason of `error` is that whoever read our output has stopped.
pub(super) fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.chain().filter_map(|e| e.downcast_ref::<io::Error>()).any(|e| e.kind() == io::ErrorKind::BrokenPipe)
}
