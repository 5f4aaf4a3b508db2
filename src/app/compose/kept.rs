//! The drafts of briefings, and how far they are on the disk.
//!
//! A draft goes when its note is on the disk, and not before. That outlasts the briefing: when another one is opened,
//! whatever of the one before is still on its way is carried along until it has arrived.

use std::path::Path;

use super::super::Effect;
use crate::clean::Clean;
use crate::drafts::{Draft, Drafts, Of};

/// The drafts of the open briefing, and those of briefings before it that are not on the disk as they should be.
#[derive(Debug, Clone, Default)]
pub struct KeptDrafts {
    /// The drafts.
    pub list: Drafts,
    /// Number of the last change that was handed to the world.
    pub serial: u64,
    /// Number of the last change that is on the disk.
    pub kept: u64,
    /// Why the last change is not.
    pub problem: Option<Clean>,
    /// Drafts of notes that were saved and are not on the disk yet, with the numbers of the changes that bring them
    /// there: until then these are all that a crash leaves.
    leaving: Vec<(u64, Draft)>,
    /// Those of briefings that were left.
    left: Vec<KeptDrafts>,
}

impl KeptDrafts {
    /// True when every change is on the disk.
    pub fn is_kept(&self) -> bool {
        self.kept == self.serial && self.problem.is_none()
    }

    /// Hands the drafts to the world, with those that wait for their notes.
    pub(super) fn write(&mut self) -> Vec<Effect> {
        self.serial += 1;
        let mut all = self.list.clone();
        let leaving = self.leaving.iter().map(|(_, draft)| draft).filter(|draft| self.list.get(&draft.of).is_none());
        all.list.splice(0..0, leaving.cloned());
        vec![Effect::KeepDrafts(self.serial, all)]
    }

    /// The draft for `of` has become the note that is on its way to the disk with the change of number `serial`; `None`
    /// when there is nothing on its way.
    pub(super) fn done(&mut self, of: &Of, serial: Option<u64>) -> Vec<Effect> {
        let Some(draft) = self.list.get(of).cloned() else { return Vec::new() };
        self.list.remove(of);
        let Some(serial) = serial else { return self.write() };
        self.leaving.push((serial, draft));
        Vec::new()
    }

    /// Notes are on the disk, up to the change of this number: their drafts go.
    pub(super) fn let_go(&mut self, upto: u64) -> Vec<Effect> {
        let before = self.leaving.len();
        self.leaving.retain(|(serial, _)| *serial > upto);
        if self.leaving.len() < before { self.write() } else { Vec::new() }
    }

    /// Those of the briefing at `path`, while it is open or something of it is still on its way.
    pub(super) fn of_path(&mut self, path: &Path) -> Option<&mut Self> {
        if self.list.path == path {
            return Some(self);
        }
        self.left.iter_mut().find(|left| left.list.path == path)
    }

    /// How many of these changes of notes on the briefing at `path` are on the disk as drafts, in their place.
    pub(in crate::app) fn kept_of(&self, path: &Path, serials: &[u64]) -> usize {
        let all = self.left.iter().chain([self]).filter(|drafts| drafts.list.path == path && drafts.is_kept());
        all.flat_map(|drafts| &drafts.leaving).filter(|(serial, _)| serials.contains(serial)).count()
    }

    /// Forgets briefings that were left and of which everything is on the disk.
    pub(super) fn forget_left(&mut self) {
        self.left.retain(|left| !left.leaving.is_empty() || left.kept < left.serial);
    }

    /// Another briefing is opened, of which these drafts were found on the disk.
    pub(in crate::app) fn turn_to(&mut self, found: Drafts) {
        let mut before = std::mem::take(self);
        let mut left = std::mem::take(&mut before.left);
        left.push(before);
        let known = left.iter().position(|left| left.list.path == found.path).map(|n| left.swap_remove(n));
        *self = known.unwrap_or_default();
        self.find(found);
        self.left = left;
        self.forget_left();
    }

    /// Takes drafts that were found on the disk. What is known here is newer; and what became a note is none any more.
    fn find(&mut self, found: Drafts) {
        let known = std::mem::replace(&mut self.list, found);
        let leaving = &self.leaving;
        let is_note = |draft: &Draft| {
            leaving.iter().any(|(_, left)| left.of.is_same(&draft.of) && left.text.contains(draft.text.trim()))
        };
        self.list.list.retain(|draft| !is_note(draft));
        for draft in known.list {
            self.list.put(draft);
        }
    }
}
