//! Signals: noted in flags, and a byte into the pipe that the loop waits on.

use std::io;
use std::os::fd::OwnedFd;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH};

/// The signals that have come in.
#[derive(Debug)]
pub struct Signals {
    flags: Vec<(i32, Arc<AtomicBool>)>,
}

impl Signals {
    /// Starts to note signals; each also writes a byte to `wake`.
    ///
    /// # Errors
    /// What the system says.
    pub fn listen(wake: &OwnedFd) -> io::Result<Self> {
        let mut flags = Vec::new();
        for signal in [SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGWINCH] {
            let flag = Arc::new(AtomicBool::new(false));
            signal_hook::flag::register(signal, Arc::clone(&flag))?;
            signal_hook::low_level::pipe::register(signal, wake.try_clone()?)?;
            flags.push((signal, flag));
        }
        Ok(Self { flags })
    }

    /// The signals since the last call.
    pub fn take(&self) -> Vec<i32> {
        self.flags.iter().filter(|(_, flag)| flag.swap(false, Ordering::SeqCst)).map(|(signal, _)| *signal).collect()
    }

    /// Stops this process as SIGTSTP would; returns when the shell continues it.
    ///
    /// # Errors
    /// What the system says.
    pub fn stop_here() -> io::Result<()> {
        signal_hook::low_level::emulate_default_handler(SIGTSTP)
    }
}
