//! From memory and journal into the sidecar, step by step.
//!
//! 0. What another process left that ended badly is put where it belongs ([`super::rescue`]).
//! 1. The lock of the sidecar, for at most two seconds; a system without locks has the comparison below all the same.
//! 2. The sidecar is read again. What is not understood is not touched.
//! 3. The pending changes are put onto it ([`super::replay`]), the result is written out, read back in memory and compared.
//! 4. A new file beside it is made durable; if the sidecar is another one by then, from 2 again, up to five times.
//! 5. The new file takes the name, the name is made durable, and only then the journal forgets the changes.

use std::io;
use std::path::{Path, PathBuf};

use super::disk::{Disk, Stat};
use super::facts::key;
use super::finding::in_state;
use super::index;
use super::trouble::Trouble;
use super::{Flush, MOST_BYTES, Seen, Store, backup, registry, replace, replay};
use crate::note::{Change, Notebook, Record};
use crate::registry as entities;
use crate::sidecar::{Form, Sidecar};

/// Times that a lock is asked for, a hundredth of a second apart.
const PATIENCE: u32 = 200;

/// Times that writing is begun again because the sidecar changed.
const ROUNDS: u32 = 5;

/// Hundredths of a second for which a sidecar that others cut short has to rest.
const REST: u32 = 10;

/// The sidecar as it is on disk now.
pub(super) struct Look {
    /// The file itself, links resolved.
    pub(super) target: PathBuf,
    pub(super) stat: Option<Stat>,
    pub(super) bytes: Option<Vec<u8>>,
}

impl<D: Disk + Clone> Store<D> {
    /// Puts all pending changes into the sidecar, and takes in what others wrote there.
    pub fn flush(&mut self) -> Flush {
        self.rescue();
        self.flush_own()
    }

    /// The same, without a look at what others left.
    pub(super) fn flush_own(&mut self) -> Flush {
        self.journal_pending();
        if self.pending.is_empty() && !self.doubtful && self.stat().is_ok_and(|stat| stat == self.seen.stat) {
            self.remember_history();
            return self.written();
        }
        match self.write_out() {
            Ok(book) => {
                if !alike(&book, &self.book) {
                    self.notice = self.notice.take().or_else(|| told(self.form, &self.book, &book));
                    self.merged = true;
                }
                self.book = book;
                self.own_up();
                self.settle();
                self.written()
            }
            Err(trouble) => {
                self.hold();
                trouble.outcome(&self.at, self.is_durable())
            }
        }
    }

    /// What this run wrote into a sidecar that is of no use any more goes into the journal once more: it may be nowhere
    /// else. Put onto a sidecar that still has it, it changes nothing.
    fn hold(&mut self) {
        let again = |record: &&Record| !self.pending.iter().any(|change| change.after.id() == record.id());
        let held: Vec<Record> = self.own.records.values().filter(again).cloned().collect();
        self.pending.extend(held.into_iter().map(|record| Change { before: Some(record.clone()), after: record }));
        self.journal_pending();
    }

    fn written(&mut self) -> Flush {
        if std::mem::take(&mut self.merged) { Flush::Merged(Box::new(self.book.clone())) } else { Flush::Written }
    }

    /// The sidecar holds everything: the journal need not.
    fn settle(&mut self) {
        if !self.pending.is_empty() {
            self.pending.clear();
            self.journaled = 0;
            self.journal.clear(&self.disk);
            self.remember_where();
        }
        for left in self.left.drain(..) {
            left.finish(&self.disk);
        }
        if let Some(shelter) = self.shelter.take() {
            self.leave_shelter(&shelter);
        }
        self.remember_history();
    }

    /// What can be undone, for the next run. That of names is kept with the notes of the briefing where they were marked.
    fn remember_history(&mut self) {
        if let Some(history) = self.history.take()
            && self.form == Form::Notes
            && let Ok(json) = serde_json::to_vec(&history)
        {
            // Without it nothing can be undone after the next start, and nothing is lost.
            let _ = replace::own(&self.disk, &self.history_file(), &json);
        }
    }

    /// The folder takes files again, and the sidecar in it holds what was kept in the state directory meanwhile.
    fn leave_shelter(&self, shelter: &Path) {
        let bytes = self.disk.read(shelter, MOST_BYTES);
        if bytes.and_then(|bytes| backup::keep(&self.disk, &self.home.state, &self.at, &bytes)).is_ok() {
            let _ = self.disk.remove(shelter);
            index::forget(&self.disk, &self.home.state, shelter);
        }
    }

    fn write_out(&mut self) -> Result<Notebook, Trouble> {
        loop {
            let _lock = self.lock()?;
            match self.write_here() {
                Err(Trouble::Folder(error)) if self.at == self.place() => self.go_to_state(&error),
                other => return other,
            }
        }
    }

    fn write_here(&mut self) -> Result<Notebook, Trouble> {
        for _ in 0..ROUNDS {
            let look = self.look()?;
            let there = self.there(&look);
            let short = self.is_cut_short(&look, &there);
            if short && !self.rests(&look) {
                continue;
            }
            let there = there?;
            if let (true, Some(bytes)) = (short, &self.seen.bytes) {
                // What others took out is kept, whether they meant to or not.
                let _ = backup::keep(&self.disk, &self.home.state, &self.at, bytes);
            }
            let Some(next) = self.next(&look, there.as_ref()) else {
                self.saw(look, there);
                return Ok(self.book_without_file());
            };
            if there.as_ref().is_some_and(|there| alike(&there.notebook(), &next.notebook())) && !self.doubtful {
                // Perhaps a run that was killed put it there: its name may not be on the disk yet.
                if !self.pending.is_empty() {
                    self.disk.sync_folder(replace::folder(&look.target))?;
                }
                let book = next.notebook();
                self.saw(look, Some(next));
                return Ok(book);
            }
            if self.write(&look, next, there.is_some())? {
                return Ok(self.book_of_seen());
            }
        }
        Err(Trouble::Restless)
    }

    /// True when somebody else's version has not all the records that were there, or cannot be read: as when an editor
    /// empties the file before it writes it anew.
    fn is_cut_short(&self, look: &Look, there: &Result<Option<Sidecar>, Trouble>) -> bool {
        let Some(seen) = self.seen.sidecar.as_ref().filter(|_| look.bytes != self.seen.bytes) else { return false };
        let Ok(there) = there else { return true };
        let there = there.as_ref().map(Sidecar::notebook).unwrap_or_default();
        seen.notebook().records().iter().any(|record| there.get(record.id()).is_none())
    }

    /// Waits, and says whether nobody wrote meanwhile.
    fn rests(&self, look: &Look) -> bool {
        (0..REST).for_each(|_| self.disk.pause());
        self.stat().is_ok_and(|stat| stat == look.stat)
    }

    /// Writes `next` in the place of what `look` saw; false when that changed meanwhile.
    fn write(&mut self, look: &Look, mut next: Sidecar, existed: bool) -> Result<bool, Trouble> {
        self.head(&mut next, existed);
        let bytes = next.to_bytes();
        let faithful = Sidecar::parse_as(self.form, &bytes).is_ok_and(|back| alike(&back.notebook(), &next.notebook()));
        if bytes.len() as u64 > MOST_BYTES {
            let what =
                "would be larger than 16 MiB; delete long notes for good in an editor, or shorten their passages";
            return Err(Trouble::NoFile(what.to_owned()));
        }
        if !faithful {
            return Err(Trouble::Unfaithful);
        }
        if look.stat.is_some_and(|stat| stat.mode & 0o222 == 0) {
            // A new file could be put in its place all the same; who made it so does not want that.
            return Err(Trouble::Folder(io::Error::new(
                io::ErrorKind::PermissionDenied,
                "the file there is read-only",
            )));
        }
        self.back_up(look);
        self.sweep(&look.target);
        let prepared = replace::prepare(&self.disk, &look.target, &bytes, look.stat.as_ref());
        let prepared =
            prepared.map_err(|error| if is_refused(&error) { Trouble::Folder(error) } else { error.into() })?;
        if !self.stat().is_ok_and(|stat| stat == look.stat) {
            let _ = self.disk.remove(&prepared);
            return Ok(false);
        }
        self.doubtful = true;
        let ours = self.disk.stat(&prepared).ok();
        replace::commit(&self.disk, &prepared, &look.target)?;
        self.doubtful = false;
        self.given_up = None;
        // Somebody may have been right behind us: what is there now was seen only if it is ours.
        let is_ours = |stat: &Stat| ours.is_some_and(|ours| ours.is_as_written(stat));
        let stat = self.stat().ok().flatten().filter(is_ours);
        self.seen = Seen { stat, bytes: Some(bytes), sidecar: Some(next) };
        Ok(true)
    }

    /// What the sidecar should say; `None` when there is nothing to write and nothing there.
    fn next(&mut self, look: &Look, there: Option<&Sidecar>) -> Option<Sidecar> {
        let start = match there.or(self.seed.as_ref().filter(|_| !self.pending.is_empty())) {
            Some(start) => start.clone(),
            None if self.pending.is_empty() && self.own.records.is_empty() => return None,
            None => self.fresh(),
        };
        let mut next = replay::onto(&start, &self.pending);
        if self.form == Form::Registry && !self.pending.is_empty() {
            self.tell_disputed(&start, &next);
        }
        self.mind_missing(look, there, &mut next);
        Some(next)
    }

    /// Says which name two entities have now, because it was given to each at once. Nobody but a reader knows whose it is.
    fn tell_disputed(&mut self, there: &Sidecar, next: &Sidecar) {
        let sides = [&there.notebook(), &self.book];
        if let Some((name, [one, other])) = entities::disputed(sides, &next.notebook()) {
            let what =
                format!("`{name}` is a name of `{one}` and of `{other}` now, because it was given to both at once");
            self.notice = Some(format!("{what}: make one of the two, or take it away from one"));
        }
    }

    /// Name and sum of the briefing in the head. The sum changes only when every anchor is for the text as it is now:
    /// it vouches for their positions.
    fn head(&mut self, next: &mut Sidecar, existed: bool) {
        if self.form == Form::Registry {
            return;
        }
        self.measure();
        let of_now = |record: &Record| record.anchor().is_none() || self.own.anchored.contains(record.id());
        let fresh = !existed && self.seed.is_none();
        let vouched = fresh || next.notebook().live().all(of_now);
        let sum = if vouched { self.facts.sha256.clone() } else { next.sha256().to_owned() };
        let name = self.name();
        if next.document() != name || next.sha256() != sum {
            next.set_document(&name, &sum);
        }
    }

    pub(super) fn name(&self) -> String {
        self.briefing.file_name().unwrap_or_default().to_string_lossy().into_owned()
    }

    /// What stands at the place of the sidecar now.
    pub(super) fn look(&self) -> Result<Look, Trouble> {
        let Some(stat) = self.stat()? else {
            return Ok(Look { target: self.at.clone(), stat: None, bytes: None });
        };
        if !stat.regular {
            return Err(Trouble::NoFile("is no regular file; move it away".to_owned()));
        }
        let target = self.disk.resolve(&self.at)?;
        let bytes = self.disk.read(&target, MOST_BYTES)?;
        if bytes.len() as u64 > MOST_BYTES {
            return Err(Trouble::NoFile(format!(
                "is larger than {} MiB, and nothing of it is read; move it away, or cut it down in an editor",
                MOST_BYTES >> 20
            )));
        }
        Ok(Look { target, stat: Some(stat), bytes: Some(bytes) })
    }

    fn stat(&self) -> Result<Option<Stat>, Trouble> {
        match self.disk.stat(&self.at) {
            Ok(stat) => Ok(Some(stat)),
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error.into()),
            Err(_) if self.disk.is_link(&self.at) => Err(Trouble::NoFile(
                "is a link to a file that is not there; make that file or remove the link".to_owned(),
            )),
            Err(_) => Ok(None),
        }
    }

    /// The records on disk; `None` where there are none, or where a copy of what is not understood was put aside.
    pub(super) fn there(&self, look: &Look) -> Result<Option<Sidecar>, Trouble> {
        let here = match &look.bytes {
            None => None,
            Some(bytes) if self.given_up.as_ref() == Some(bytes) => None,
            Some(bytes) if self.seen.bytes.as_ref() == Some(bytes) => self.seen.sidecar.clone(),
            Some(bytes) => Some(understand(self.form, bytes)?),
        };
        if self.at == self.place() {
            return Ok(here);
        }
        // In a folder that takes no notes there may be some of before.
        let before = self.disk.read(&self.place(), MOST_BYTES).ok();
        let before = before.and_then(|bytes| Sidecar::parse_as(self.form, &bytes).ok());
        Ok(match (here, before) {
            (Some(here), Some(before)) => {
                let mut both = here.clone();
                for change in newer(&before, Some(&here)) {
                    // Here one went on: what is as old there as here is the older one.
                    if change.before.is_none_or(|here| here.meta().changed < change.after.meta().changed) {
                        both.put(&change.after);
                    }
                }
                Some(both)
            }
            (here, before) => here.or(before),
        })
    }

    pub(super) fn saw(&mut self, look: Look, there: Option<Sidecar>) {
        self.seen = Seen { stat: look.stat, bytes: look.bytes, sidecar: there };
    }

    fn book_of_seen(&self) -> Notebook {
        self.seen.sidecar.as_ref().map(Sidecar::notebook).unwrap_or_default()
    }

    fn book_without_file(&self) -> Notebook {
        self.seed.as_ref().map(Sidecar::notebook).unwrap_or_default()
    }

    /// The folder of the briefing takes no file: from now on the state directory has its notes.
    fn go_to_state(&mut self, error: &io::Error) {
        self.measure();
        let new = || match self.form {
            Form::Notes => in_state(&self.home.state, &self.briefing, &self.facts),
            Form::Registry => registry::in_state(&self.home.state, &self.briefing),
        };
        self.at = self.shelter.take().unwrap_or_else(new);
        let made = self.disk.make_folder(replace::folder(&self.at));
        if made.is_ok() {
            let name = self.name();
            let why = Trouble::reason(error);
            let what = if self.form == Form::Notes { "notes" } else { "names" };
            self.notice =
                Some(format!("{name}: its folder takes no {what} ({why}); they are in {}", self.at.display()));
        }
    }

    fn lock(&self) -> Result<Option<D::Handle>, Trouble> {
        let Ok(file) = self.lock_file() else { return Ok(None) };
        for _ in 0..PATIENCE {
            match self.disk.try_lock(&file) {
                Ok(true) => return Ok(Some(file)),
                Ok(false) => self.disk.pause(),
                Err(_) => return Ok(None),
            }
        }
        Err(Trouble::Busy)
    }

    fn lock_file(&self) -> io::Result<D::Handle> {
        let locks = self.home.state.join("locks");
        self.disk.make_folder(&locks)?;
        // One lock for all names of one file.
        let name = self.disk.resolve(&self.at).unwrap_or_else(|_| {
            let folder = replace::folder(&self.at);
            let folder = self.disk.resolve(folder).unwrap_or_else(|_| folder.to_owned());
            folder.join(self.at.file_name().unwrap_or_default())
        });
        self.disk.open(&locks.join(format!("{}.lock", key(&name))))
    }

    fn back_up(&mut self, look: &Look) {
        if std::mem::replace(&mut self.begun.backed_up, true) {
            return;
        }
        if let Some(bytes) = look.bytes.as_ref().or(self.seen.bytes.as_ref()) {
            // A state directory that is full is no reason to refuse a note.
            let _ = backup::keep(&self.disk, &self.home.state, &self.at, bytes);
        }
    }

    fn sweep(&mut self, target: &Path) {
        if !std::mem::replace(&mut self.begun.swept, true) {
            replace::sweep(&self.disk, replace::folder(target));
        }
    }
}

/// The records in `bytes`, unless they are not understood or a newer version wrote them.
pub(super) fn understand(form: Form, bytes: &[u8]) -> Result<Sidecar, Trouble> {
    match Sidecar::parse_as(form, bytes) {
        Ok(sidecar) if sidecar.is_newer() => Err(Trouble::Newer),
        Ok(sidecar) => Ok(sidecar),
        Err(fault) => Err(Trouble::Unreadable { message: fault.message, line: fault.line, column: fault.column }),
    }
}

/// What puts the records of `one` into `other` that are not there, or not newer there. Of two places of one person, who
/// went on in `one`.
pub(super) fn newer(one: &Sidecar, other: Option<&Sidecar>) -> Vec<Change> {
    let there = other.map(Sidecar::notebook).unwrap_or_default();
    let one = one.notebook();
    let is_newer = |record: &&Record| {
        there.get(record.id()).is_none_or(|known| known != *record && known.meta().changed <= record.meta().changed)
    };
    one.records().iter().filter(is_newer).map(|record| Change::of(&there, record.clone())).collect()
}

/// What somebody else did, in one line; `None` where nothing of it is to be seen, as when only the trash is another one.
fn told(form: Form, before: &Notebook, now: &Notebook) -> Option<String> {
    let (mut new, mut changed) = (0, 0);
    let live =
        |book: &'_ Notebook| book.records().iter().filter(|record| !record.is_deleted()).cloned().collect::<Vec<_>>();
    for record in &live(now) {
        match before.get(record.id()) {
            Some(known) if known == record => {}
            Some(known) if !known.is_deleted() => changed += 1,
            _ => new += 1,
        }
    }
    let before = live(before);
    let gone = before.iter().filter(|record| now.get(record.id()).is_none_or(Record::is_deleted));
    let (joined, gone): (Vec<&Record>, Vec<&Record>) = gone.partition(|record| is_joined(record, now));
    let counts =
        [(new, "new"), (changed, "changed"), (joined.len(), "became a part of another one"), (gone.len(), "deleted")];
    if counts.iter().all(|(n, _)| *n == 0) {
        return None;
    }
    let parts: Vec<String> = counts.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {what}")).collect();
    let in_trash = |record: &Record| now.get(record.id()).is_some_and(Record::is_deleted);
    let back = match form {
        _ if !gone.iter().copied().any(in_trash) => "",
        Form::Notes => "; the trash has it",
        Form::Registry => "; attache entity restore brings it back",
    };
    let what = if form == Form::Notes { "notes" } else { "names" };
    Some(format!("{what} changed on disk: {}{back}", parts.join(", ")))
}

/// True for an entity whose name another one has now.
fn is_joined(record: &Record, now: &Notebook) -> bool {
    record.as_entry().is_some_and(|gone| entities::meant(now, &gone.entity.name, &gone.entity.kind).is_some())
}

/// The same records, in whatever order.
fn alike(one: &Notebook, other: &Notebook) -> bool {
    one.records().len() == other.records().len()
        && one.records().iter().all(|record| other.get(record.id()) == Some(record))
}

fn is_refused(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem)
}
