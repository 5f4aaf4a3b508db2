//! What a process left in its journal that ended badly while this one runs: put into the sidecars before this one writes,
//! and when nothing but that is to be done.
//!
//! It goes there by a store of its own, as another instance would do it: what both changed is merged, and this one takes
//! it in as anything that others wrote.

use std::path::Path;

use super::disk::Disk;
use super::journal::{self, Left};
use super::{Facts, Flush, Store, Subject};
use crate::sidecar::Form;

impl<D: Disk + Clone> Store<D> {
    /// Puts what ended processes left where it belongs. What cannot be put there stays in its journal.
    pub(super) fn rescue(&mut self) {
        for left in journal::left_behind(&self.disk, &self.home.state, &self.passed) {
            let Some((subject, facts)) = self.owner(&left) else {
                left.finish(&self.disk);
                continue;
            };
            let path = left.path.clone();
            if !self.deliver(left, &subject, &facts) && subject != self.subject() {
                self.passed.insert(path);
            }
        }
    }

    /// The briefing or registry that a journal is about; `None` when nothing is in it.
    pub(super) fn owner(&mut self, left: &Left<D>) -> Option<(Subject, Facts)> {
        let last = left.entries.last()?;
        let (subject, facts) = (Subject { form: last.form, path: last.briefing.clone() }, last.facts.clone());
        if [subject.form, self.form].contains(&Form::Registry) {
            return Some((subject, facts));
        }
        let briefing = &subject.path;
        let gone = |path: &Path| self.disk.stat(path).is_err();
        if *briefing != self.briefing && gone(briefing) && gone(&super::beside(briefing)) && !facts.sha256.is_empty() {
            self.measure();
            if self.facts.sha256 == facts.sha256 {
                // It was renamed before its notes were in a sidecar: they are for this text.
                return Some((self.subject(), self.facts.clone()));
            }
        }
        Some((subject, facts))
    }

    /// Puts a journal into the file it is about; false when that does not take it.
    pub(super) fn deliver(&self, left: Left<D>, subject: &Subject, facts: &Facts) -> bool {
        let mut other = Self::bare(self.disk.clone(), &self.home, subject, facts);
        other.find();
        if other.read_first().is_err() {
            return false;
        }
        other.adopt(left);
        matches!(other.flush_own(), Flush::Written | Flush::Merged(_))
    }
}
