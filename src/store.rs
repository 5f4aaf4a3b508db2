//! The notes of an open briefing on disk: a journal, in which every change is durable before it is called saved, and the
//! sidecar beside the briefing, which belongs to its reader.
//!
//! [`Store::open`] finds the sidecar and takes up what a run that ended badly left in its journal. [`Store::keep`] makes
//! changes durable; [`Store::flush`] puts them into the sidecar and takes in what others wrote there. Nothing is ever
//! written over bytes that were not understood, and a sidecar is replaced whole or not at all.
//!
//! The registry, which briefings share, is kept by a store of its own in the very same way ([`Store::open_registry`]); what
//! differs is where it is found, and that it is about no text.
//!
//! What the store does with the disk it does through [`disk::Disk`]; the tests of this module take away the power, the
//! space and the permissions at every single call of it.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

use crate::note::{Change, History, Id, Notebook, Record};
use crate::sidecar::{Form, Sidecar};

pub mod disk;

mod absent;
mod aside;
mod backup;
mod candidates;
mod facts;
mod finding;
mod flush;
mod gone;
mod index;
mod journal;
mod opening;
mod real;
mod registry;
mod replace;
mod replay;
mod rescue;
mod trouble;

#[cfg(test)]
mod fake;
#[cfg(test)]
mod tests;

pub use absent::may_hold_notes;
pub use facts::{Facts, sha256};
pub use finding::beside;
pub use real::Real;
pub use registry::{registry_for, registry_places, to_mend};

use disk::Disk;
use journal::{Entry, Journal, Left};

/// Largest sidecar that is read, in bytes.
pub const MOST_BYTES: u64 = 16 << 20;

/// Largest briefing whose sum is computed before its first change is acknowledged, in bytes.
const MEASURED_AT_ONCE: u64 = 4 << 20;

/// Where the store keeps what is no reader's file: journals, locks, backups, histories.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Home {
    /// The program's state directory.
    pub state: PathBuf,
}

impl Home {
    /// The folder of the journals. A process that ends closes its own there.
    pub fn journals(&self) -> PathBuf {
        journal::folder(&self.state)
    }
}

/// What a store keeps records of.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Subject {
    form: Form,
    /// The briefing; for a registry, the file where it belongs.
    path: PathBuf,
}

impl Subject {
    fn briefing(path: &Path) -> Self {
        Self { form: Form::Notes, path: path.to_owned() }
    }

    /// Where the file belongs.
    fn place(&self) -> PathBuf {
        match self.form {
            Form::Notes => beside(&self.path),
            Form::Registry => self.path.clone(),
        }
    }
}

/// The notes of one briefing, for as long as it is open.
#[derive(Debug)]
pub struct Store<D: Disk + Clone = Real> {
    disk: D,
    home: Home,
    form: Form,
    /// What the records are on: the briefing; for a registry, the file where it belongs.
    briefing: PathBuf,
    facts: Facts,
    /// Where the sidecar is, or will be.
    at: PathBuf,
    /// What stood there when it was last read or written.
    seen: Seen,
    /// Notes that a sidecar begins with where there is none: those of a copy.
    seed: Option<Sidecar>,
    /// All records as the reader has them.
    book: Notebook,
    /// A sidecar in the state directory, from when the folder took none; it goes when the one beside the briefing has
    /// everything.
    shelter: Option<PathBuf>,
    /// Changes that are not in the sidecar yet.
    pending: Vec<Change>,
    /// How many of them are in a journal.
    journaled: usize,
    journal: Journal<D>,
    /// Journals of runs that ended badly, whose changes are among the pending ones.
    left: Vec<Left<D>>,
    /// Journals of other briefings that could not be put where they belong; the next start tries them again.
    passed: HashSet<PathBuf>,
    own: Own,
    history: Option<History>,
    /// Bytes that were not understood and of which there is a verified copy: they may be replaced.
    given_up: Option<Vec<u8>>,
    /// Others' changes came in that nobody was told of yet.
    merged: bool,
    begun: Begun,
    /// The sidecar took its name, but the disk did not say that the name is there for good.
    doubtful: bool,
    notice: Option<String>,
}

/// What was last seen at the place of the sidecar.
#[derive(Debug, Default)]
struct Seen {
    stat: Option<disk::Stat>,
    bytes: Option<Vec<u8>>,
    /// The last one that could be read.
    sidecar: Option<Sidecar>,
}

/// What this run wrote.
#[derive(Debug, Default)]
struct Own {
    /// Records as they were last kept, or as the file has them since.
    records: HashMap<Id, Record>,
    /// Their ids, the one that was kept last at the end.
    order: Vec<Id>,
    /// Those whose anchors were made in the text as it is now.
    anchored: HashSet<Id>,
}

/// What is done once a run.
#[derive(Debug, Default)]
struct Begun {
    backed_up: bool,
    swept: bool,
}

/// What there is when a briefing is opened.
#[derive(Debug, Clone, Default)]
pub struct Opening {
    /// All records.
    pub book: Notebook,
    /// The text is the one that the sidecar was written for.
    pub same: bool,
    /// What can be undone.
    pub history: History,
    /// One line to tell the reader, such as where the notes came from.
    pub message: Option<String>,
    /// The sidecar: where it is or will be.
    pub at: PathBuf,
    /// What is wrong with it, when something is.
    pub trouble: Option<Flush>,
}

/// What came of writing the sidecar.
#[derive(Debug, Clone, PartialEq)]
pub enum Flush {
    /// It holds everything.
    Written,
    /// It holds everything, and somebody else's changes came in: all records.
    Merged(Box<Notebook>),
    /// It does not take the changes, which are safe in the journal.
    Aside {
        /// Why, and what to do, in one line.
        reason: String,
        /// Line and column where the sidecar is not understood, from 1.
        place: Option<(usize, usize)>,
        /// Trying again may help without anybody doing something to the sidecar.
        again: bool,
    },
    /// Neither sidecar nor journal take the changes: they are only in memory. Why, and what to do, in one line.
    Unsaved(String),
}

/// Changes could not be made durable; they stay in memory, and every later call tries again.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{reason}")]
pub struct Refusal {
    /// Why, and what to do, in one line.
    pub reason: String,
}

impl Store {
    /// Opens the notes of the briefing at `briefing` (absolute). Never fails: the worst is an empty notebook and a
    /// message.
    pub fn open(home: &Home, briefing: &Path, facts: &Facts) -> (Self, Opening) {
        Self::open_on(Real, home, briefing, facts)
    }
}

impl<D: Disk + Clone> Store<D> {
    fn bare(disk: D, home: &Home, subject: &Subject, facts: &Facts) -> Self {
        let Subject { form, path: briefing } = subject;
        Self {
            disk,
            form: *form,
            journal: Journal::new(&home.state),
            home: home.clone(),
            at: subject.place(),
            briefing: briefing.clone(),
            facts: facts.clone(),
            seen: Seen::default(),
            seed: None,
            shelter: None,
            book: Notebook::default(),
            pending: Vec::new(),
            journaled: 0,
            left: Vec::new(),
            passed: HashSet::new(),
            own: Own::default(),
            history: None,
            given_up: None,
            merged: false,
            begun: Begun::default(),
            doubtful: false,
            notice: None,
        }
    }

    /// Makes changes durable: in the journal, or, when that fails, in the sidecar at once.
    ///
    /// # Errors
    /// Both refuse. The changes stay in memory; [`Store::flush`] and the next call try again.
    pub fn keep(&mut self, changes: &[Change], history: &History) -> Result<(), Refusal> {
        self.history = Some(history.clone());
        for change in changes {
            self.take(change);
        }
        if self.journal_pending() {
            return Ok(());
        }
        match self.flush() {
            Flush::Written => Ok(()),
            Flush::Merged(_) => {
                self.merged = true;
                Ok(())
            }
            Flush::Aside { reason, .. } | Flush::Unsaved(reason) => Err(Refusal { reason }),
        }
    }

    /// Does what the first change needs, so that it need not wait for it: folders, and the sum of the briefing.
    pub fn make_ready(&mut self) {
        if self.disk.stat(&self.briefing).is_ok_and(|stat| stat.length <= MEASURED_AT_ONCE) {
            // The file may be gone when the first note is written.
            self.measure();
        }
        for folder in ["journal", "locks"] {
            // Whatever is wrong with them is said when they are needed.
            let _ = self.disk.make_folder(&self.home.state.join(folder));
        }
    }

    /// True when nothing would be lost if the process ended now.
    pub fn is_durable(&self) -> bool {
        self.journaled == self.pending.len()
    }

    /// True when the sidecar holds everything.
    pub fn is_written(&self) -> bool {
        self.pending.is_empty()
    }

    /// All records as they are in memory.
    pub fn book(&self) -> &Notebook {
        &self.book
    }

    /// The briefing.
    pub fn briefing(&self) -> &Path {
        &self.briefing
    }

    /// Where the sidecar is, or will be.
    pub fn at(&self) -> &Path {
        &self.at
    }

    /// The paths that others may change: where the file belongs, where it is, and what a link there leads to.
    pub fn places(&self) -> Vec<PathBuf> {
        let mut places = vec![self.place(), self.at.clone()];
        places.extend(self.disk.resolve(&self.at));
        places
    }

    /// Something to tell the reader since the last call, such as that the notes are kept in another place.
    pub fn notice(&mut self) -> Option<String> {
        self.notice.take()
    }

    /// True when the text of the briefing is the one that the sidecar was written for.
    pub fn is_for_this_text(&self) -> bool {
        let sidecar = self.seen.sidecar.as_ref().or(self.seed.as_ref());
        sidecar.is_none_or(|sidecar| !self.facts.sha256.is_empty() && sidecar.sha256() == self.facts.sha256)
    }

    /// The text of the briefing is another one now.
    pub fn reread(&mut self, facts: Facts) {
        self.facts = facts;
        self.own.anchored.clear();
        if self.seen.sidecar.is_some() {
            self.measure();
            self.remember_where();
        }
    }

    /// Takes note of where the sidecar is and what its briefing is like now, so that it is found when that is renamed,
    /// moved or copied.
    fn remember_where(&self) {
        if self.form == Form::Notes && self.seen.sidecar.is_some() && !self.facts.sha256.is_empty() {
            let known =
                index::Known { sidecar: self.at.clone(), briefing: self.briefing.clone(), facts: self.facts.clone() };
            index::remember(&self.disk, &self.home.state, &known);
        }
    }

    /// Where the file belongs; it is in the state directory where that takes none.
    fn place(&self) -> PathBuf {
        self.subject().place()
    }

    fn subject(&self) -> Subject {
        Subject { form: self.form, path: self.briefing.clone() }
    }

    /// Computes the sum of the briefing, unless it is known.
    fn measure(&mut self) {
        if self.form == Form::Notes {
            finding::measure(&self.disk, &self.briefing, &mut self.facts);
        }
    }

    /// A file without records.
    fn fresh(&self) -> Sidecar {
        match self.form {
            Form::Notes => Sidecar::new(&self.name(), &self.facts.sha256),
            Form::Registry => Sidecar::new_registry(),
        }
    }

    /// Takes a change into memory.
    fn take(&mut self, change: &Change) {
        let id = change.after.id();
        let before = change.before.as_ref().and_then(Record::anchor);
        if change.after.anchor().is_some() && before != change.after.anchor() {
            self.own.anchored.insert(id.clone());
        }
        self.own.records.insert(id.clone(), change.after.clone());
        self.own.order.retain(|own| own != id);
        self.own.order.push(id.clone());
        self.book.put(change.after.clone());
        self.pending.push(change.clone());
    }

    /// Puts the pending changes into the journal that are not there yet.
    fn journal_pending(&mut self) -> bool {
        let changes = self.pending[self.journaled..].to_vec();
        if changes.is_empty() {
            return true;
        }
        let small = || {
            self.form == Form::Notes && self.disk.stat(&self.briefing).is_ok_and(|stat| stat.length <= MEASURED_AT_ONCE)
        };
        if self.facts.sha256.is_empty() && small() {
            self.measure();
        }
        let entry = Entry { form: self.form, briefing: self.briefing.clone(), facts: self.facts.clone(), changes };
        if self.journal.append(&self.disk, &entry).is_ok() {
            self.journaled = self.pending.len();
        }
        self.is_durable()
    }

    fn history_file(&self) -> PathBuf {
        self.home.state.join("history").join(format!("{}.json", facts::key(&self.at)))
    }
}

impl<D: Disk + Clone> Drop for Store<D> {
    fn drop(&mut self) {
        self.journal.close(&self.disk);
    }
}
