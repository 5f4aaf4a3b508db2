//! What a process left in its journal that ended badly while this one runs: put into the sidecars before this one writes,
//! and when nothing but that is to be done.
//!
//! It goes there by a store of its own, as another instance would do it: what both changed is merged, and this one takes
//! it in as anything that others wrote.

use std::path::{Path, PathBuf};

use super::disk::Disk;
use super::finding::measure;
use super::journal::{self, Left};
use super::{Facts, Flush, Store};

impl<D: Disk + Clone> Store<D> {
    /// Puts what ended processes left where it belongs. What cannot be put there stays in its journal.
    pub(super) fn rescue(&mut self) {
        for left in journal::left_behind(&self.disk, &self.home.state, &self.passed) {
            let Some((briefing, facts)) = self.owner(&left) else {
                left.finish(&self.disk);
                continue;
            };
            let path = left.path.clone();
            if !self.deliver(left, &briefing, &facts) && briefing != self.briefing {
                self.passed.insert(path);
            }
        }
    }

    /// The briefing that a journal is about; `None` when nothing is in it.
    pub(super) fn owner(&mut self, left: &Left<D>) -> Option<(PathBuf, Facts)> {
        let last = left.entries.last()?;
        let (briefing, facts) = (last.briefing.clone(), last.facts.clone());
        let gone = |path: &Path| self.disk.stat(path).is_err();
        if briefing != self.briefing && gone(&briefing) && gone(&super::beside(&briefing)) && !facts.sha256.is_empty() {
            measure(&self.disk, &self.briefing, &mut self.facts);
            if self.facts.sha256 == facts.sha256 {
                // It was renamed before its notes were in a sidecar: they are for this text.
                return Some((self.briefing.clone(), self.facts.clone()));
            }
        }
        Some((briefing, facts))
    }

    /// Puts a journal into the sidecar of its briefing; false when that does not take it.
    pub(super) fn deliver(&self, left: Left<D>, briefing: &Path, facts: &Facts) -> bool {
        let mut other = Self::bare(self.disk.clone(), &self.home, briefing, facts);
        other.find();
        if other.read_first().is_err() {
            return false;
        }
        other.adopt(left);
        matches!(other.flush_own(), Flush::Written | Flush::Merged(_))
    }
}
