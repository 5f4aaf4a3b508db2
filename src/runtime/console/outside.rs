//! The reader's own editor on this terminal: the terminal is given back for as long as it runs.

use std::io;
use std::path::Path;
use std::process::ExitStatus;
use std::sync::mpsc;
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::process::{Pid, Signal, kill_process};
use signal_hook::consts::{SIGHUP, SIGTERM, SIGTSTP};

use super::super::editor::{Sheet, Started, start_on};
use super::super::signals::Signals;
use super::super::{failure, terminal};
use super::{Console, screen};
use crate::app::compose::Edited;
use crate::app::{Action, Errand, Message};
use crate::clean::Clean;

/// How long an editor may take to end when this program is asked to.
const GRACE: Duration = Duration::from_millis(500);

impl Console {
    /// Lets the reader change a text in an editor of their own.
    pub(super) fn edit_outside(&mut self, text: &str) -> io::Result<Vec<Action>> {
        let failed = |why: String| Ok(vec![Action::Edited(Edited::Failed(Clean::line(&why)))]);
        let sheet = match Sheet::write(self.workers.desk.drafts.folder(), text) {
            Ok(sheet) => sheet,
            Err(error) => return failed(format!("cannot write a file for the editor: {error}")),
        };
        terminal::leave();
        let edited = match sheet.start(&self.tty) {
            Ok(started) => {
                let name = started.name.clone();
                let status = self.wait_for(started);
                Ok(sheet.take(&name, status))
            }
            Err(why) => Err(why),
        };
        if !self.stopped.is_empty() {
            // Nothing is drawn any more; the next wait ends the program.
            self.silent.store(true, std::sync::atomic::Ordering::Relaxed);
            return Ok(edited.into_iter().map(Action::Edited).collect());
        }
        terminal::enter_again()?;
        self.draw_anew()?;
        let edited = Action::Edited(edited.unwrap_or_else(|why| Edited::Failed(Clean::line(&why))));
        Ok(screen::size().into_iter().chain([edited]).collect())
    }

    /// Lets the reader mend the notes file of a briefing, or its registry, in an editor of their own; then it is read again.
    pub(super) fn mend_outside(&mut self, briefing: &Path) -> io::Result<Vec<Action>> {
        let sidecar = crate::store::to_mend(briefing);
        if !sidecar.exists() {
            let text = format!("{}: there is no notes file here yet", sidecar.display());
            return Ok(vec![Action::Say(Message::note(Clean::line(&text)))]);
        }
        terminal::leave();
        let failed = match start_on(&sidecar, &self.tty) {
            Ok(started) => {
                self.wait_for(started);
                None
            }
            Err(why) => Some(failure(Clean::line(&why))),
        };
        self.keeper.errand(Errand::Save);
        if !self.stopped.is_empty() {
            self.silent.store(true, std::sync::atomic::Ordering::Relaxed);
            return Ok(Vec::new());
        }
        terminal::enter_again()?;
        self.draw_anew()?;
        Ok(screen::size().into_iter().chain(failed).collect())
    }

    /// Sleeps until the editor has ended. Ctrl-C and Ctrl-\ are the editor's; Ctrl-Z stops both; a signal that ends this
    /// program ends the editor first.
    fn wait_for(&mut self, started: Started) -> Option<ExitStatus> {
        let Started { mut child, .. } = started;
        let pid = i32::try_from(child.id()).ok().and_then(Pid::from_raw);
        let (sender, ended) = mpsc::channel();
        let wake = std::sync::Arc::clone(&self.workers.wake);
        let waiter = std::thread::spawn(move || {
            let _ = sender.send(child.wait().ok());
            let _ = rustix::io::write(&*wake, b"e");
        });
        let mut until: Option<Instant> = None;
        loop {
            if let Ok(status) = ended.try_recv() {
                let _ = waiter.join();
                return status;
            }
            if until.is_some_and(|at| at <= Instant::now()) {
                return None;
            }
            let left = until.map(|at| at.saturating_duration_since(Instant::now()));
            let timeout = left.map(|left| Timespec { tv_sec: 0, tv_nsec: i64::from(left.subsec_nanos()) });
            let mut fds = [PollFd::new(&self.wake, PollFlags::IN)];
            let _ = poll(&mut fds, timeout.as_ref());
            self.drain();
            for signal in self.signals.take() {
                match signal {
                    SIGTSTP => {
                        let _ = Signals::stop_here();
                    }
                    SIGTERM | SIGHUP => {
                        self.stopped.push(signal);
                        until = Some(Instant::now() + GRACE);
                        if let Some(pid) = pid {
                            let _ = kill_process(pid, if signal == SIGHUP { Signal::HUP } else { Signal::TERM });
                        }
                    }
                    _ => {}
                }
            }
        }
    }
}
