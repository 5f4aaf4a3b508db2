//! Records that somebody took out of the file while this run had it open.
//!
//! Taken out is deleted, as a merge sees it, and what this run wrote goes to the trash, where it can be had back. But not
//! all that is missing was taken out: an editor that had the file open before a record came into it, or two that write at
//! once, leave out what they never saw. So a record stays
//!
//! * where the file was written within two seconds of ours, or has an older time: nobody read what we wrote;
//! * where several of the newest records are missing together: that is an older copy of the file.
//!
//! What was in the trash already is gone for good then. Of what this run did not write, the last file that had it is kept
//! among the backups.

use std::collections::HashSet;
use std::time::SystemTime;

use super::Store;
use super::disk::Disk;
use super::flush::Look;
use crate::note::{Id, Moment, Notebook, Record};
use crate::sidecar::Sidecar;

/// Seconds that a reader needs at least to see what was written, and to write without it.
const AT_ONCE: i64 = 2;

impl<D: Disk + Clone> Store<D> {
    /// Puts records of this run into `next` that are missing there: as they are, or as deleted ones. `there` is what is
    /// on disk, where it is understood.
    pub(super) fn mind_missing(&mut self, look: &Look, there: Option<&Sidecar>, next: &mut Sidecar) {
        let book = next.notebook();
        let mut missing: Vec<Record> =
            self.own.records.values().filter(|record| book.get(record.id()).is_none()).cloned().collect();
        if missing.is_empty() {
            return;
        }
        missing.sort_by(|a, b| a.id().cmp(b.id()));
        let taken_out = there.map(|there| self.taken_out(look, &there.notebook(), &missing)).unwrap_or_default();
        let mut back = 0;
        for mut record in missing {
            if taken_out.contains(record.id()) {
                if record.is_deleted() {
                    continue;
                }
                let stamp = now().stamp();
                record.meta_mut().changed.clone_from(&stamp);
                record.meta_mut().deleted = Some(stamp);
            } else if there.is_some() && !record.is_deleted() {
                back += 1;
            }
            next.put(&record);
        }
        if back > 1 {
            let why = "were missing in it, as in an older copy of it, and are back";
            self.notice = Some(format!("{}: {back} that were added last {why}", self.at.display()));
        }
    }

    /// Those of the missing records that somebody took out.
    fn taken_out(&self, look: &Look, there: &Notebook, missing: &[Record]) -> HashSet<Id> {
        let seen = self.seen.sidecar.as_ref().map(Sidecar::notebook).unwrap_or_default();
        let written = |stat: Option<super::disk::Stat>| stat.map(|stat| stat.modified.0);
        let (ours, theirs) = (written(self.seen.stat), written(look.stat));
        if ours.zip(theirs).is_none_or(|(ours, theirs)| theirs - ours < AT_ONCE) {
            return HashSet::new();
        }
        // What this run did after a record came into the file, and is in it, was written by somebody who saw the record.
        let is_there = |id: &Id| there.get(id).is_some() && there.get(id) == self.own.records.get(id);
        let order = &self.own.order;
        let newest = order.iter().rposition(is_there).map_or(0, |last| last + 1);
        let is_newest = |record: &&Record| order.iter().skip(newest).any(|id| id == record.id());
        let is_older_copy = missing.iter().filter(is_newest).count() > 1;
        let taken = missing.iter().filter(|record| seen.get(record.id()).is_some());
        taken.filter(|record| !(is_older_copy && is_newest(record))).map(|record| record.id().clone()).collect()
    }

    /// What this run wrote is what the file says of it now.
    pub(super) fn own_up(&mut self) {
        let book = &self.book;
        self.own.records.retain(|id, _| book.get(id).is_some());
        for (id, record) in &mut self.own.records {
            if let Some(now) = book.get(id) {
                record.clone_from(now);
            }
        }
        let records = &self.own.records;
        self.own.order.retain(|id| records.contains_key(id));
    }
}

/// The time, without the chance that ids need.
fn now() -> Moment {
    let millis = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).map_or(0, |d| d.as_millis());
    Moment { millis: u64::try_from(millis).unwrap_or(u64::MAX), chance: 0 }
}
