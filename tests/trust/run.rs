//! The program in a pseudo-terminal, with a screen that understands what it writes.

use std::io::{Read, Write};
use std::path::Path;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use rustix::process::{Pid, Signal, kill_process};

/// Longest wait for anything; far beyond what is normal, so that a busy machine fails no test.
pub(crate) const PATIENCE: Duration = Duration::from_secs(30);

/// A running program.
pub(crate) struct Run {
    child: Box<dyn Child + Send + Sync>,
    _master: Box<dyn MasterPty + Send>,
    writer: Box<dyn Write + Send>,
    chunks: Receiver<Vec<u8>>,
    screen: vt100::Parser,
}

impl Run {
    /// Opens `file` with this home.
    pub(crate) fn start(home: &Path, file: &Path) -> Self {
        Self::with(home, file, "false")
    }

    /// The same, with this editor.
    pub(crate) fn with(home: &Path, file: &Path, editor: &str) -> Self {
        let size = PtySize { rows: 24, cols: 120, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_attache"));
        command.arg(file);
        command.env_clear();
        command.env("TERM", "xterm-256color");
        command.env("LANG", "C.UTF-8");
        command.env("HOME", home);
        command.env("EDITOR", editor);
        command.cwd(home);
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().unwrap();
        let (sender, chunks) = channel();
        std::thread::spawn(move || {
            let mut buffer = [0u8; 4096];
            while let Ok(n) = reader.read(&mut buffer) {
                if n == 0 || sender.send(buffer[..n].to_vec()).is_err() {
                    break;
                }
            }
        });
        let writer = pair.master.take_writer().unwrap();
        Self { child, _master: pair.master, writer, chunks, screen: vt100::Parser::new(24, 120, 0) }
    }

    /// True when the screen holds `what`.
    pub(crate) fn shows(&self, what: &str) -> bool {
        self.screen.screen().contents().contains(what)
    }

    /// Reads until the screen holds `what`; the screen as it is when it never does.
    pub(crate) fn wait_for(&mut self, what: &str) -> Result<(), String> {
        let start = Instant::now();
        while !self.shows(what) {
            if start.elapsed() > PATIENCE {
                return Err(format!("no {what:?} on\n{}", self.screen.screen().contents()));
            }
            self.take(Duration::from_millis(20));
        }
        Ok(())
    }

    /// Reads for a while.
    pub(crate) fn read_for(&mut self, time: Duration) {
        let start = Instant::now();
        while let Some(left) = time.checked_sub(start.elapsed()) {
            self.take(left);
        }
    }

    /// Presses keys.
    pub(crate) fn keys(&mut self, keys: &str) {
        // One that was killed takes none any more.
        let _ = self.writer.write_all(keys.as_bytes());
        let _ = self.writer.flush();
    }

    /// Writes a note on the briefing and saves it.
    pub(crate) fn write(&mut self, note: &str) {
        self.keys("A");
        self.wait_for("INSERT").unwrap();
        self.keys(note);
        self.keys("\x13");
    }

    /// Sends a signal.
    pub(crate) fn signal(&self, signal: Signal) {
        let pid = i32::try_from(self.child.process_id().unwrap()).unwrap();
        kill_process(Pid::from_raw(pid).unwrap(), signal).unwrap();
    }

    /// Waits for the end, reads what is left, and says how it went.
    pub(crate) fn end(&mut self) -> u32 {
        let start = Instant::now();
        loop {
            self.take(Duration::from_millis(10));
            if let Some(status) = self.child.try_wait().unwrap() {
                self.read_for(Duration::from_millis(100));
                return status.exit_code();
            }
            assert!(start.elapsed() < PATIENCE, "it does not end:\n{}", self.screen.screen().contents());
        }
    }

    fn take(&mut self, wait: Duration) {
        match self.chunks.recv_timeout(wait) {
            Ok(chunk) => {
                self.screen.process(&chunk);
                if chunk.windows(3).any(|w| w == b"\x1b[c") {
                    self.keys("\x1b]11;rgb:1e1e/1e1e/1e1e\x1b\\\x1b[?62;22c");
                }
            }
            // The program is gone; time goes on.
            Err(std::sync::mpsc::RecvTimeoutError::Disconnected) => std::thread::sleep(wait.min(PATIENCE)),
            Err(std::sync::mpsc::RecvTimeoutError::Timeout) => {}
        }
    }
}

impl Drop for Run {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
