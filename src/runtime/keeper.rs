//! Keeps the reader's notes and names while the screen goes on: the stores of the open briefings and of their registries,
//! and the thread that drives them.
//!
//! [`Keeper`] does one thing after the other and says what came of it; the test desk uses it as it is. [`Thread`] does
//! the same beside the loop of the console. The sidecar is written at once when there was a pause before, and not again
//! within a fifth of a second. What the disk refuses is tried again every five seconds; with nothing refused the thread
//! sleeps until it is asked.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::app::{Action, Errand, Message};
use crate::note::{Change, History};
use crate::store::{Facts, Home};

mod held;
mod thread;
mod watch;

pub use thread::Thread;

use held::Held;

/// The stores of the open briefings.
#[derive(Debug)]
pub struct Keeper {
    home: Home,
    /// Folders for notes that find no place where they belong.
    refuges: Vec<PathBuf>,
    /// The open briefing last; before it, those that were left while their notes were not saved.
    held: Vec<Held>,
}

impl Keeper {
    /// A keeper with nothing open. `refuges` are folders for notes that find no place where they belong, best first.
    pub fn new(home: Home, refuges: Vec<PathBuf>) -> Self {
        Self { home, refuges, held: Vec::new() }
    }

    /// Opens the notes of a briefing and its registry, and leaves the ones before as far as they are saved.
    pub fn open(&mut self, path: &Path, facts: &Facts) -> Vec<Action> {
        let mut said = self.flush();
        self.held.retain(|held| !held.is_durable());
        let (held, told) = Held::open(&self.home, path, facts);
        said.extend(told);
        self.held.push(held);
        said
    }

    /// True when a briefing is open.
    pub fn has_open(&self) -> bool {
        !self.held.is_empty()
    }

    /// Does what need not wait for the first change.
    pub fn make_ready(&mut self) {
        if let Some(held) = self.held.last_mut() {
            held.make_ready();
        }
    }

    /// Makes changes durable. The sidecar is written by the next [`Keeper::flush`].
    pub fn keep(&mut self, path: &Path, serial: u64, changes: &[Change], history: &History) -> Vec<Action> {
        let mut said = Vec::new();
        if self.held(path).is_none() {
            said = self.open(path, &Facts::default());
        }
        let Some(held) = self.held(path) else { return said };
        said.extend(held.keep(serial, changes, history));
        said
    }

    /// Writes the sidecars, and takes in what others wrote there.
    pub fn flush(&mut self) -> Vec<Action> {
        self.held.iter_mut().flat_map(Held::flush).collect()
    }

    /// The text of a briefing was read again.
    pub fn reread(&mut self, path: &Path, facts: &Facts) -> Vec<Action> {
        let Some(held) = self.held(path) else { return self.open(path, facts) };
        vec![held.reread(facts)]
    }

    /// Copies the notes of another sidecar, which stays as it is.
    pub fn take_over(&mut self, from: &Path) -> Vec<Action> {
        let Some(held) = self.held.last_mut() else { return Vec::new() };
        held.take_over(from)
    }

    /// Does what the reader asked for.
    pub fn errand(&mut self, errand: Errand) -> Vec<Action> {
        match errand {
            Errand::Save => self.flush(),
            Errand::SetAside => self.held.last_mut().map_or(Vec::new(), Held::set_aside),
            Errand::Elsewhere => {
                // Those that were left are there only because they are not saved.
                let last = self.held.len().saturating_sub(1);
                let all = self.held.iter_mut().enumerate();
                let due = all.filter(|(n, held)| *n == last || !held.is_durable());
                due.flat_map(|(_, held)| held.write_elsewhere(&self.refuges)).collect()
            }
        }
    }

    /// Leaves the briefings whose notes are where they belong: the program is about to end.
    pub fn leave(&mut self) {
        self.held.retain(|held| !held.is_written());
    }

    /// True when something was refused that another attempt may bring to the disk.
    pub fn wants_another_attempt(&self) -> bool {
        self.held.iter().any(Held::wants_another_attempt)
    }

    /// The files that others may change: where they belong, where they are, and what a link leads to.
    pub fn places(&self) -> BTreeSet<PathBuf> {
        self.held.iter().flat_map(Held::places).collect()
    }

    fn held(&mut self, path: &Path) -> Option<&mut Held> {
        self.held.iter_mut().rev().find(|held| held.briefing() == path)
    }
}

fn note(text: &str) -> Message {
    Message::note(text.to_owned())
}

fn warning(text: &str) -> Action {
    Action::Say(Message::warning(text.to_owned()))
}
