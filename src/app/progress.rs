//! Reading progress: which sections are read, and named places.

use std::collections::{BTreeMap, BTreeSet};

use crate::briefing::Briefing;
use crate::place::{self, Place};

/// Progress in the open briefing.
#[derive(Debug, Clone, Default)]
pub struct Progress {
    read: Vec<bool>,
    /// Ids that were read but are not in the text at present; kept for when they come back.
    elsewhere: BTreeSet<String>,
    /// Named places.
    pub places: BTreeMap<char, Place>,
}

impl Progress {
    /// Progress for `briefing`, from the ids that are read.
    pub fn new(briefing: &Briefing, ids: &BTreeSet<String>, places: BTreeMap<char, Place>) -> Self {
        let read: Vec<bool> = briefing.sections.iter().map(|s| ids.contains(&s.id)).collect();
        let present: BTreeSet<&String> = briefing.sections.iter().map(|s| &s.id).collect();
        let elsewhere = ids.iter().filter(|id| !present.contains(id)).cloned().collect();
        Self { read, elsewhere, places }
    }

    /// The ids of all sections that are read.
    pub fn ids(&self, briefing: &Briefing) -> BTreeSet<String> {
        let here = briefing.sections.iter().zip(&self.read).filter(|(_, read)| **read).map(|(s, _)| s.id.clone());
        here.chain(self.elsewhere.iter().cloned()).collect()
    }

    /// True when section `n` is read.
    pub fn is_read(&self, n: usize) -> bool {
        self.read.get(n).copied().unwrap_or(false)
    }

    /// Marks section `n`.
    pub fn mark(&mut self, n: usize, read: bool) {
        if let Some(flag) = self.read.get_mut(n) {
            *flag = read;
        }
    }

    /// Marks every section.
    pub fn mark_all(&mut self, read: bool) {
        self.read.fill(read);
    }

    /// How many sections are read.
    pub fn count(&self) -> usize {
        self.read.iter().filter(|read| **read).count()
    }

    /// True when no section is unread.
    pub fn all_read(&self) -> bool {
        self.read.iter().all(|read| *read)
    }

    /// The next unread section after `n`, going round; `None` when all others are read.
    pub fn unread_after(&self, n: usize) -> Option<usize> {
        let len = self.read.len();
        (1..len).map(|step| (n + step) % len).find(|s| !self.read[*s])
    }

    /// The unread section before `n`, going round.
    pub fn unread_before(&self, n: usize) -> Option<usize> {
        let len = self.read.len();
        (1..len).map(|step| (n + len - step) % len).find(|s| !self.read[*s])
    }

    /// Names the place at byte `offset`.
    pub fn name_place(&mut self, briefing: &Briefing, letter: char, offset: usize) {
        self.places.insert(letter, place::make(briefing, offset));
    }
}
