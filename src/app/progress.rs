//! Reading progress: which sections are read, named places, and how long what is unread takes.

use std::collections::{BTreeMap, BTreeSet};

use super::App;
use crate::briefing::Briefing;
use crate::place::{self, Place};
use crate::text;

/// Progress in the open briefing.
#[derive(Debug, Clone, Default)]
pub struct Progress {
    read: BTreeSet<usize>,
    sections: usize,
    /// Ids that were read but are not in the text at present; kept for when they come back.
    elsewhere: BTreeSet<String>,
    /// Named places.
    pub places: BTreeMap<char, Place>,
}

impl Progress {
    /// Progress for `briefing`, from the ids that are read.
    pub fn new(briefing: &Briefing, ids: &BTreeSet<String>, places: BTreeMap<char, Place>) -> Self {
        let mut elsewhere = ids.clone();
        let sections = briefing.sections.len();
        let read =
            (0..sections).filter(|n| !elsewhere.is_empty() && elsewhere.remove(&briefing.sections[*n].id)).collect();
        Self { read, sections, elsewhere, places }
    }

    /// The ids of all sections that are read.
    pub fn ids(&self, briefing: &Briefing) -> BTreeSet<String> {
        let here = self.read.iter().filter_map(|n| briefing.sections.get(*n)).map(|s| s.id.clone());
        here.chain(self.elsewhere.iter().cloned()).collect()
    }

    /// True when section `n` is read.
    pub fn is_read(&self, n: usize) -> bool {
        self.read.contains(&n)
    }

    /// Marks section `n`.
    pub fn mark(&mut self, n: usize, read: bool) {
        if !read {
            self.read.remove(&n);
        } else if n < self.sections {
            self.read.insert(n);
        }
    }

    /// Marks every section.
    pub fn mark_all(&mut self, read: bool) {
        self.read = if read { (0..self.sections).collect() } else { BTreeSet::new() };
    }

    /// The sections that are read, in order.
    pub fn read(&self) -> impl Iterator<Item = usize> {
        self.read.iter().copied()
    }

    /// How many sections are read.
    pub fn count(&self) -> usize {
        self.read.len()
    }

    /// True when no section is unread.
    pub fn all_read(&self) -> bool {
        self.read.len() == self.sections
    }

    /// The next unread section after `n`, going round; `None` when all others are read.
    pub fn unread_after(&self, n: usize) -> Option<usize> {
        (1..self.sections).map(|step| (n + step) % self.sections).find(|s| !self.is_read(*s))
    }

    /// The unread section before `n`, going round.
    pub fn unread_before(&self, n: usize) -> Option<usize> {
        (1..self.sections).map(|step| (n + self.sections - step) % self.sections).find(|s| !self.is_read(*s))
    }

    /// Names the place at byte `offset`.
    pub fn name_place(&mut self, briefing: &Briefing, letter: char, offset: usize) {
        self.places.insert(letter, place::make(briefing, offset));
    }
}

impl App {
    /// Minutes that section `n` takes this reader, unrounded.
    pub fn minutes(&self, n: usize) -> f32 {
        self.document.minutes(n) * self.pace()
    }

    /// Minutes of the section at hand that are on the screen or above it, while it counts as unread.
    fn seen_of_section(&self) -> f32 {
        let section = self.section();
        let span = self.document.briefing().section_span(section);
        if self.progress.is_read(section) || span.is_empty() {
            return 0.0;
        }
        let seen = self.reader.view.end.clamp(span.start, span.end) - span.start;
        #[expect(clippy::cast_precision_loss, reason = "an estimate shown in whole minutes")]
        let share = seen as f32 / span.len() as f32;
        self.document.minutes(section) * share
    }

    /// How much longer this reader takes than the one whom the estimates have in mind.
    pub fn pace(&self) -> f32 {
        text::WORDS_PER_MINUTE / f32::from(self.settings.words_per_minute.max(1))
    }

    /// Minutes that the unread sections take, unrounded.
    pub fn minutes_left(&self) -> f32 {
        if self.progress.all_read() {
            return 0.0;
        }
        let read: f32 = self.progress.read().map(|n| self.document.minutes(n)).sum();
        (self.document.total_minutes() - read - self.seen_of_section()).max(0.1) * self.pace()
    }
}
