//! Notes that may be those of a briefing without any: nothing proves it, so that the reader is asked.
//!
//! A briefing that was edited, and renamed or copied after that, is not the one that its notes were written for, byte for
//! byte. What speaks for a sidecar then is that its own briefing is gone, and that the passages of its notes stand in this
//! text, or that title and date are the same.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::disk::Disk;
use super::finding::{beside, orphans};
use super::replace::folder;
use super::{Flush, MOST_BYTES, Refusal, Store, index};
use crate::note::{Change, Record};
use crate::sidecar::{self, Sidecar};

/// Candidates that are named, at most.
const MOST: usize = 8;

/// Largest briefing that is searched for passages, in bytes.
const MOST_BRIEFING: u64 = 16 << 20;

impl<D: Disk + Clone> Store<D> {
    /// Sidecars whose briefing this may be, the likeliest first; none where there are notes already.
    pub fn candidates(&self) -> Vec<PathBuf> {
        let place = beside(&self.briefing);
        if self.seed.is_some() || self.book.records().iter().next().is_some() || self.disk.stat(&place).is_ok() {
            return Vec::new();
        }
        let known = index::all(&self.disk, &self.home.state);
        let named = |k: &&index::Known| {
            let (own, other) = (&self.facts, &k.facts);
            !own.title.is_empty() && !own.date.is_empty() && (&own.title, &own.date) == (&other.title, &other.date)
        };
        let there = |path: &PathBuf| *path != place && self.disk.stat(path).is_ok_and(|stat| stat.regular);
        let of_name: BTreeSet<PathBuf> = known.iter().filter(named).map(|k| k.sidecar.clone()).filter(there).collect();
        let left = known.iter().filter(|k| self.disk.stat(&k.briefing).is_err()).map(|k| k.sidecar.clone());
        let near: BTreeSet<PathBuf> = orphans(&self.disk, folder(&self.briefing)).into_iter().chain(left).collect();
        let mut near: Vec<PathBuf> = near.into_iter().filter(|path| there(path) && !of_name.contains(path)).collect();
        if !near.is_empty() {
            let text = self.disk.read(&self.briefing, MOST_BRIEFING).unwrap_or_default();
            let text = words(&String::from_utf8_lossy(&text));
            near.retain(|path| self.speaks_of(path, &text));
        }
        of_name.into_iter().chain(near).take(MOST).collect()
    }

    /// True when at least half of the passages and headings that a sidecar names stand in a text.
    fn speaks_of(&self, sidecar: &Path, text: &str) -> bool {
        let Some(sidecar) = self.understood(sidecar) else { return false };
        let book = sidecar.notebook();
        let named: BTreeSet<String> = book.live().filter_map(named).filter(|words| !words.is_empty()).collect();
        let found = named.iter().filter(|words| text.contains(words.as_str())).count();
        found > 0 && found * 2 >= named.len()
    }

    fn understood(&self, sidecar: &Path) -> Option<Sidecar> {
        let bytes = self.disk.read(sidecar, MOST_BYTES).ok()?;
        Sidecar::parse(&bytes).ok().filter(|sidecar| !sidecar.is_newer())
    }

    /// Copies the notes and marks of another sidecar into this one, which merges them by id where it has some. The other
    /// one stays as it is. Gives how many are new or others here.
    ///
    /// # Errors
    /// The other one cannot be read, or the notes cannot be kept; why, in one line.
    pub fn take_over(&mut self, from: &Path) -> Result<usize, Refusal> {
        let refused = |reason: String| Refusal { reason };
        let name = from.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let theirs = self.understood(from).ok_or_else(|| refused(format!("{name}: cannot be read as notes")))?;
        let bare = self.book.records().is_empty() && self.seen.bytes.is_none();
        let mine = self.seen.sidecar.clone().unwrap_or_else(|| Sidecar::new("", ""));
        let taken = sidecar::merge(None, &mine, &theirs).notebook();
        let new = |record: &&Record| self.book.get(record.id()) != Some(*record);
        let changes: Vec<Change> =
            taken.records().iter().filter(new).map(|record| Change::of(&self.book, record.clone())).collect();
        if bare {
            // What this program does not know of them is copied with them.
            self.seed = Some(theirs.clone());
        } else if let Some(own) = self.seen.sidecar.as_mut().filter(|own| own.sha256() != theirs.sha256()) {
            // Their places are those of another text: none is to be trusted by its position alone.
            let document = own.document().to_owned();
            own.set_document(&document, "");
        }
        for change in &changes {
            let known = self.own.anchored.contains(change.after.id());
            self.take(change);
            if !known {
                self.own.anchored.remove(change.after.id());
            }
        }
        self.merged = !changes.is_empty();
        if self.journal_pending() {
            return Ok(changes.len());
        }
        match self.flush() {
            Flush::Written | Flush::Merged(_) => {
                self.merged = true;
                Ok(changes.len())
            }
            Flush::Aside { reason, .. } | Flush::Unsaved(reason) => Err(refused(reason)),
        }
    }
}

/// What a record is on, in words: its passage, or the heading of its section.
fn named(record: &Record) -> Option<String> {
    let heading = || match &record.as_note()?.target {
        crate::note::Target::Section(name) => name.heading.clone(),
        _ => None,
    };
    record.anchor().map(|anchor| anchor.quote.clone()).or_else(heading).map(|found| words(&found))
}

/// The words of a text, with one space between them.
fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
