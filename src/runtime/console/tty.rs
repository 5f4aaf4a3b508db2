//! Where all output of the console goes.

use std::io::{self, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::sixteen::Sixteen;
use crate::theme::Depth;

/// Standard output, silent once the terminal is gone: the library that draws would only trip over the same error again
/// while it cleans up, and panic.
#[derive(Debug)]
pub(super) struct Tty {
    out: io::Stdout,
    silent: Arc<AtomicBool>,
    /// Where there are sixteen colours and no more.
    sixteen: Option<Sixteen>,
}

impl Tty {
    /// Output for a terminal of this depth of colours.
    pub(super) fn new(silent: Arc<AtomicBool>, depth: Depth) -> Self {
        Self { out: io::stdout(), silent, sixteen: (depth == Depth::Ansi16).then(Sixteen::default) }
    }
}

impl Write for Tty {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.silent.load(Ordering::Relaxed) {
            return Ok(bytes.len());
        }
        match &mut self.sixteen {
            Some(sixteen) => self.out.write_all(&sixteen.pass(bytes)).map(|()| bytes.len()),
            None => self.out.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.silent.load(Ordering::Relaxed) { Ok(()) } else { self.out.flush() }
    }
}
