//! Changes put onto the notes as they are on disk. The one way from memory and journal into a sidecar; pure.

use std::collections::HashMap;

use crate::note::{Change, Id, Record};
use crate::registry;
use crate::sidecar::{self, Form, Sidecar};

/// The notes on disk with `changes` (in order) in them.
///
/// A record that is on disk as it was before its change becomes what it is after; one that somebody else changed
/// meanwhile is merged, with what it was before as the base; one that somebody else took out of the file comes back.
/// A name or mark that is new and says what is on disk already, because somebody was quicker, is made one with it. Doing
/// it again changes nothing.
pub(super) fn onto(disk: &Sidecar, changes: &[Change]) -> Sidecar {
    let mut there = disk.notebook();
    let mut next = disk.clone();
    let squeezed = squeeze(changes);
    let is_new = |change: &Change| change.before.is_none() && change.after.as_note().is_none();
    let has_new = squeezed.iter().any(is_new);
    for change in squeezed {
        match there.get(change.after.id()) {
            Some(record) if *record == change.after => {}
            Some(record) if Some(record) != change.before.as_ref() => {
                next = merged(&next, &change);
                there = next.notebook();
            }
            _ => {
                next.put(&change.after);
                there.put(change.after);
            }
        }
    }
    if disk.form() == Form::Notes && has_new {
        sidecar::fold_twins(disk, &mut next);
    }
    if disk.form() == Form::Registry && !changes.is_empty() {
        let base = changes.iter().rev().filter_map(|change| change.before.clone()).collect();
        let (theirs, ours) = (disk.notebook(), changes.iter().map(|change| change.after.clone()).collect());
        for change in registry::unite(Some(&base), [&theirs, &ours], &there) {
            next.put(&change.after);
        }
    }
    next
}

/// One change for each that follows from the one before: from what the record was at first to what it is at last. What
/// does not follow was done by two who knew nothing of each other.
fn squeeze(changes: &[Change]) -> Vec<Change> {
    let mut at: HashMap<&Id, usize> = HashMap::new();
    let mut squeezed: Vec<Change> = Vec::new();
    for change in changes {
        let known = at.get(change.after.id()).filter(|n| Some(&squeezed[**n].after) == change.before.as_ref());
        if let Some(n) = known {
            squeezed[*n].after.clone_from(&change.after);
        } else {
            at.insert(change.after.id(), squeezed.len());
            squeezed.push(change.clone());
        }
    }
    squeezed
}

fn merged(theirs: &Sidecar, change: &Change) -> Sidecar {
    let with = |record: &Record| {
        let mut sidecar = theirs.clone();
        sidecar.put(record);
        sidecar
    };
    sidecar::merge(change.before.as_ref().map(with).as_ref(), &with(&change.after), theirs)
}
