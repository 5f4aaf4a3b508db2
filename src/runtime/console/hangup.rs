//! A terminal that hangs up while its keys are read.
//!
//! The library that reads keys tries again, for ever, where a read fails or gives nothing, and after a hang-up every read
//! does. The loop looks for a hang-up before it reads, but the terminal may go between the look and the read. So a thread
//! waits for nothing but the hang-up, and puts a pipe that never has anything in the place of standard input: there is
//! nothing more to read then, which the library understands, and the next look sees the hang-up.

use std::io;
use std::os::fd::{IntoRawFd, OwnedFd};
use std::thread;

use rustix::event::{PollFd, PollFlags, poll};
use rustix::pipe::{PipeFlags, pipe_with};

/// From here on a hang-up of this terminal leaves standard input, which is this terminal too, without anything to read.
pub(super) fn outlive(tty: &OwnedFd) {
    // Where there is no thread to be had, the look before each read must do.
    let _ = watch(tty, || {
        let _ = silence_stdin();
    });
}

/// Calls `then` on a thread of its own once the terminal hangs up.
fn watch(tty: &OwnedFd, then: impl FnOnce() + Send + 'static) -> io::Result<()> {
    let tty = tty.try_clone()?;
    let wait = move || {
        // Nothing is asked for: a hang-up is told all the same, and keys wake nobody here.
        let mut fds = [PollFd::new(&tty, PollFlags::empty())];
        while matches!(poll(&mut fds, None), Ok(0) | Err(rustix::io::Errno::INTR)) {}
        then();
    };
    thread::Builder::new().name("attache-hangup".to_owned()).spawn(wait).map(|_| ())
}

fn silence_stdin() -> io::Result<()> {
    let (silent, writer) = pipe_with(PipeFlags::CLOEXEC | PipeFlags::NONBLOCK)?;
    rustix::stdio::dup2_stdin(&silent)?;
    // It stays open for as long as the program runs: a pipe that nobody writes any more is at its end, which is something
    // to read.
    let _ = writer.into_raw_fd();
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;
    use std::time::Duration;

    use super::*;

    #[test]
    fn only_a_hang_up_wakes_it() {
        // A socket hangs up as a terminal does.
        let (here, there) = std::os::unix::net::UnixStream::pair().unwrap();
        let (sender, told) = mpsc::channel();
        watch(&OwnedFd::from(here), move || sender.send(()).unwrap()).unwrap();
        io::Write::write_all(&mut &there, b"J").unwrap();
        assert!(told.recv_timeout(Duration::from_millis(50)).is_err());
        drop(there);
        told.recv_timeout(Duration::from_secs(20)).unwrap();
    }
}
