//! Opening the notes of a briefing: what an ended run left is taken up, the sidecar is found, read, and brought along.

use std::path::Path;

use super::disk::Disk;
use super::finding;
use super::flush::newer;
use super::journal::{self, Left};
use super::trouble::Trouble;
use super::{Facts, Flush, Home, MOST_BYTES, Opening, Store, Subject, registry};
use crate::note::{Change, History};
use crate::sidecar::{Form, Sidecar};

/// Largest history that is read, in bytes.
const MOST_HISTORY: u64 = 32 << 20;

impl<D: Disk + Clone> Store<D> {
    /// Opens the notes of the briefing at `briefing` (absolute) on a disk of any kind.
    pub fn open_on(disk: D, home: &Home, briefing: &Path, facts: &Facts) -> (Self, Opening) {
        Self::bare(disk, home, &Subject::briefing(briefing), facts).opened()
    }

    /// Opens the registry that belongs at `at` (absolute) on a disk of any kind.
    pub fn open_registry_on(disk: D, home: &Home, at: &Path) -> (Self, Opening) {
        let subject = Subject { form: Form::Registry, path: at.to_owned() };
        Self::bare(disk, home, &subject, &Facts::default()).opened()
    }

    fn opened(self) -> (Self, Opening) {
        let mut store = self;
        let home = store.home.clone();
        for left in journal::left_behind(&store.disk, &home.state, &store.passed) {
            store.take_up(left);
        }
        let found = store.find();
        let trouble = store.read_first().err();
        let trouble = match trouble {
            Some(trouble) => Some(trouble.outcome(&store.at, true)),
            None if store.pending.is_empty() => None,
            None => Some(store.flush_own()).filter(|flush| !matches!(flush, Flush::Written | Flush::Merged(_))),
        };
        store.merged = false;
        store.remember_where();
        let opening = Opening {
            same: store.is_for_this_text(),
            history: store.remembered(),
            message: store.notice.take().or(found),
            at: store.at.clone(),
            book: store.book.clone(),
            trouble,
        };
        (store, opening)
    }

    /// The changes that an ended run left: those of this briefing become pending ones, others go where they belong.
    fn take_up(&mut self, left: Left<D>) {
        match self.owner(&left) {
            None => left.finish(&self.disk),
            Some((subject, _)) if subject == self.subject() => self.adopt(left),
            Some((subject, facts)) => {
                self.deliver(left, &subject, &facts);
            }
        }
    }

    pub(super) fn adopt(&mut self, left: Left<D>) {
        let changes: Vec<Change> = left.entries.iter().flat_map(|entry| entry.changes.clone()).collect();
        for change in &changes {
            self.take(change);
        }
        // What an ended run wrote is no reason to put back what somebody took out since.
        self.own = super::Own::default();
        self.journaled = self.pending.len();
        self.left.push(left);
    }

    /// Finds the sidecar, and says so when it is not where it should be.
    pub(super) fn find(&mut self) -> Option<String> {
        let state = self.home.state.clone();
        if self.form == Form::Registry {
            let kept = registry::in_state(&state, &self.briefing);
            return self.disk.stat(&kept).is_ok().then(|| self.find_shelter(&kept));
        }
        if let Some(kept) = finding::kept_in_state(&self.disk, &state, &self.briefing, &mut self.facts) {
            return Some(self.find_shelter(&kept));
        }
        if self.disk.stat(&self.at).is_ok() || self.disk.is_link(&self.at) {
            return None;
        }
        let found = finding::elsewhere(&self.disk, &state, &self.briefing, &mut self.facts)?;
        if found.gone && finding::take_along(&self.disk, &state, &found.sidecar, &self.at).is_ok() {
            return Some(format!("known as {}: its notes came along", found.name));
        }
        let bytes = self.disk.read(&found.sidecar, MOST_BYTES).ok()?;
        self.seed = Some(super::flush::understand(self.form, &bytes).ok()?);
        let own = self.briefing.file_name().unwrap_or_default().to_string_lossy();
        Some(format!("{own}: notes of {} shown; your first change copies them beside this file", found.name))
    }

    /// There are notes in the state directory: what is newer there goes beside the briefing, if its folder takes it now.
    fn find_shelter(&mut self, kept: &Path) -> String {
        let understood =
            |path: &Path| super::flush::understand(self.form, &self.disk.read(path, MOST_BYTES).ok()?).ok();
        match understood(kept) {
            Some(sheltered) => {
                for change in newer(&sheltered, understood(&self.at).as_ref()) {
                    self.take(&change);
                }
                self.own = super::Own::default();
                self.journaled = self.pending.len();
                self.shelter = Some(kept.to_owned());
            }
            None => kept.clone_into(&mut self.at),
        }
        match self.form {
            Form::Notes => format!("the notes on this briefing are in {}", kept.display()),
            Form::Registry => format!("the names that were marked here are in {}", kept.display()),
        }
    }

    /// Reads what is there. A sidecar of a newer version is shown, too.
    pub(super) fn read_first(&mut self) -> Result<(), Trouble> {
        let look = self.look()?;
        if let Some(bytes) = &look.bytes
            && let Ok(newer) = Sidecar::parse_as(self.form, bytes)
            && newer.is_newer()
        {
            self.show(&newer);
            return Err(Trouble::Newer);
        }
        let there = self.there(&look)?;
        if there.is_some() {
            self.measure();
        }
        if let Some(shown) = there.as_ref().or(self.seed.as_ref()).cloned() {
            self.show(&shown);
        }
        self.saw(look, there);
        Ok(())
    }

    fn show(&mut self, sidecar: &Sidecar) {
        self.book = sidecar.notebook();
        for change in &self.pending {
            self.book.put(change.after.clone());
        }
    }

    fn remembered(&self) -> History {
        if self.form == Form::Registry {
            return History::default();
        }
        let json = self.disk.read(&self.history_file(), MOST_HISTORY).unwrap_or_default();
        serde_json::from_slice(&json).unwrap_or_default()
    }
}
