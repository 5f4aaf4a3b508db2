//! An open briefing with its notes, as commands work on it.

use std::path::{Path, PathBuf};

use anyhow::{Result, anyhow};

use super::exit::Misused;
use super::kind::Kind;
use super::speak::shown;
use super::{load, speak, walk};
use crate::app::export::entries;
use crate::app::notes::{Notes, words};
use crate::briefing::Briefing;
use crate::clean::Clean;
use crate::export::notes::Entry;
use crate::note::{Change, History, Notebook, Record, Step};
use crate::runtime::paths::Paths;
use crate::store::{Facts, Flush, Home, MOST_BYTES, Store};

/// Records that are offered where an id means none or several.
const OFFERED: usize = 20;

/// What is asked for: notes or marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    /// What was written.
    Note,
    /// Names that were marked.
    Mark,
}

/// A briefing and its notes.
#[derive(Debug)]
pub(super) struct Sheet {
    /// The file as it was named.
    pub name: String,
    /// The same, from the root.
    pub path: PathBuf,
    /// The text.
    pub briefing: Briefing,
    /// All records.
    pub book: Notebook,
    same: bool,
    history: History,
    store: Store,
    trouble: Option<Flush>,
}

impl Sort {
    /// What it is called.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Mark => "mark",
        }
    }

    /// True for records of this sort.
    pub(super) fn is(self, record: &Record) -> bool {
        match self {
            Self::Note => record.as_note().is_some(),
            Self::Mark => record.as_mark().is_some(),
        }
    }
}

impl Sheet {
    /// Opens a briefing and its notes.
    ///
    /// # Errors
    /// What cannot be read.
    pub(super) fn open(file: &Path, encoding: Option<&str>) -> Result<Self> {
        let sheet = Self::open_quietly(file, encoding)?;
        for candidate in sheet.store.candidates() {
            let (file, candidate) = (shown(file), shown(&candidate));
            let way = format!("`attache note adopt {file} {candidate}` copies them");
            speak::say(&format!("{file}: there are no notes, but {candidate} may be its own: {way}"));
        }
        Ok(sheet)
    }

    /// Opens a briefing to write on it, which a file of notes is not.
    ///
    /// # Errors
    /// The same, and a file of notes.
    pub(super) fn open_to_write(file: &Path, encoding: Option<&str>) -> Result<Self> {
        if Kind::of(file) == Kind::Notes {
            let file = shown(file);
            return Err(Misused::new(&format!("{file}: this is a notes file; name the briefing that it is of")).into());
        }
        Self::open(file, encoding)
    }

    /// The same, without a word on notes that may be its own.
    ///
    /// # Errors
    /// What cannot be read.
    pub(super) fn open_quietly(file: &Path, encoding: Option<&str>) -> Result<Self> {
        if load::is_stdin(file) {
            return Err(Misused::new("notes need a file: save this text to one and name that").into());
        }
        let bytes = load::text(file, encoding)?;
        let sum = Facts::default().with_bytes(&bytes);
        let briefing = load::parse(file, bytes, encoding)?.briefing;
        let facts = Facts { sha256: sum.sha256, ..Facts::of(&briefing) };
        let path = std::path::absolute(file).unwrap_or_else(|_| file.to_owned());
        let home = Home { state: Paths::from_env().state };
        let (store, opening) = Store::open(&home, &path, &facts);
        if let Some(message) = &opening.message {
            speak::say(message);
        }
        let name = file.to_string_lossy().into_owned();
        let (book, same, history) = (opening.book, opening.same, opening.history);
        Ok(Self { name, path, briefing, book, same, history, store, trouble: opening.trouble })
    }

    /// Where its notes are, or will be.
    pub(super) fn sidecar(&self) -> &Path {
        self.store.at()
    }

    /// What is wrong with the sidecar, in one line.
    pub(super) fn trouble(&self) -> Option<&str> {
        match self.trouble.as_ref()? {
            Flush::Aside { reason, .. } | Flush::Unsaved(reason) => Some(reason),
            Flush::Written | Flush::Merged(_) => None,
        }
    }

    /// True when the notes could not be read.
    pub(super) fn is_unreadable(&self) -> bool {
        let whole = || {
            let regular =
                std::fs::metadata(self.sidecar()).is_ok_and(|meta| meta.is_file() && meta.len() <= MOST_BYTES);
            regular && std::fs::File::open(self.sidecar()).is_ok()
        };
        match self.trouble {
            Some(Flush::Aside { place: Some(_), .. }) => true,
            Some(_) => !whole(),
            None => false,
        }
    }

    /// All records that are not deleted, in document order.
    pub(super) fn entries(&self) -> Vec<Entry> {
        self.placed(self.book.clone())
    }

    /// The deleted ones.
    pub(super) fn trash(&self) -> Vec<Entry> {
        let alive = |record: &Record| {
            let mut record = record.clone();
            record.meta_mut().deleted = None;
            record
        };
        let mut entries = self.placed(self.book.trash().map(alive).collect());
        for entry in &mut entries {
            if let Some(record) = self.book.get(entry.record.id()) {
                entry.record = record.clone();
            }
        }
        entries
    }

    fn placed(&self, book: Notebook) -> Vec<Entry> {
        let mut notes = Notes::default();
        notes.book = book;
        notes.place_all(&self.briefing, self.same);
        entries(&notes)
    }

    /// The record that an id means: the whole of it, or a beginning that no other has.
    ///
    /// # Errors
    /// None, or several.
    pub(super) fn find(&self, id: &str, sort: Sort) -> Result<&Record, Misused> {
        let all = || self.book.records().iter().filter(|record| sort.is(record));
        if let Some(record) = all().find(|record| record.id().as_str() == id) {
            return Ok(record);
        }
        let begins = |record: &&Record| {
            let (known, id) = (record.id().as_str().to_lowercase(), id.to_lowercase());
            !id.is_empty() && known.starts_with(&id)
        };
        let found: Vec<&Record> = all().filter(begins).collect();
        let (what, file) = (sort.name(), shown(Path::new(&self.name)));
        match found.as_slice() {
            [one] => Ok(one),
            [] => Err(offer(&format!("{file}: no {what} has the id `{id}`; there are:"), all().collect())),
            _ => Err(offer(&format!("{file}: several {what}s have ids that begin with `{id}`:"), found)),
        }
    }

    /// Makes changes, for good: in the journal, then in the sidecar.
    ///
    /// # Errors
    /// Nothing is changed, and why; or the change is safe but could not be put into the sidecar, and what to do.
    pub(super) fn commit(&mut self, label: &str, records: Vec<Record>) -> Result<()> {
        self.commit_beside(label, records, &[])
    }

    /// The same, where the registry took changes that the reader undoes together with these.
    ///
    /// # Errors
    /// The same.
    pub(super) fn commit_beside(&mut self, label: &str, records: Vec<Record>, beside: &[Change]) -> Result<()> {
        if let Some(reason) = self.trouble() {
            return Err(anyhow!("nothing was changed: {reason}"));
        }
        let changes: Vec<Change> = records.into_iter().map(|record| Change::of(&self.book, record)).collect();
        let all = beside.iter().chain(&changes).cloned().collect();
        self.history.push(Step { label: label.to_owned(), changes: all });
        self.store.keep(&changes, &self.history).map_err(|refusal| anyhow!("{refusal}"))?;
        for change in changes {
            self.book.put(change.after);
        }
        match self.store.flush() {
            Flush::Written => {}
            Flush::Merged(book) => self.book = *book,
            Flush::Aside { reason, .. } => {
                return Err(anyhow!("the change is safe, but not in the sidecar yet: {reason}"));
            }
            Flush::Unsaved(reason) => return Err(anyhow!("{reason}")),
        }
        if let Some(notice) = self.store.notice() {
            speak::say(&notice);
        }
        Ok(())
    }

    /// Copies the notes of another sidecar. Gives how many came in.
    ///
    /// # Errors
    /// Nothing is changed, and why.
    pub(super) fn take_over(&mut self, from: &Path) -> Result<usize> {
        if let Some(reason) = self.trouble() {
            return Err(anyhow!("nothing was changed: {reason}"));
        }
        let count = self.store.take_over(from).map_err(|refusal| anyhow!("{refusal}"))?;
        match self.store.flush() {
            Flush::Written | Flush::Merged(_) => Ok(count),
            Flush::Aside { reason, .. } | Flush::Unsaved(reason) => Err(anyhow!("{reason}")),
        }
    }

    /// The entries of these records, for telling what was made.
    pub(super) fn entries_of(&self, records: &[Record]) -> Vec<Entry> {
        let mut entries = self.entries();
        entries.retain(|entry| records.iter().any(|record| record.id() == entry.record.id()));
        entries
    }
}

/// All briefings that `paths` name, those in folders included, with their notes. What cannot be read is said; `false` comes
/// with the others then.
///
/// # Errors
/// What means nothing at all.
pub(super) fn open_all(paths: &[PathBuf], encoding: Option<&str>) -> Result<(Vec<Sheet>, bool)> {
    let mut sheets = Vec::new();
    let mut whole = true;
    let mut fault = |error: &dyn std::fmt::Display| {
        speak::say(&format!("{error:#}"));
        whole = false;
    };
    for file in walk::briefings(paths) {
        match file.map_err(|error| anyhow!("{error}")).and_then(|file| Sheet::open(&file, encoding)) {
            Ok(sheet) => {
                if let Some(reason) = sheet.trouble() {
                    if sheet.is_unreadable() {
                        fault(&reason);
                    } else {
                        speak::say(reason);
                    }
                }
                sheets.push(sheet);
            }
            Err(error) if error.is::<Misused>() => return Err(error),
            Err(error) => fault(&error),
        }
    }
    Ok((sheets, whole))
}

fn offer(message: &str, mut records: Vec<&Record>) -> Misused {
    let more = records.len().saturating_sub(OFFERED);
    records.truncate(OFFERED);
    let line = |record: &&Record| {
        let gone = if record.is_deleted() { " (in the trash)" } else { "" };
        Clean::from(format!("{}  {}{gone}", record.id(), words::first_line(record)))
    };
    let mut choices: Vec<Clean> = records.iter().map(line).collect();
    if more > 0 {
        choices.push(Clean::from(format!("… and {more} more")));
    }
    let message =
        if choices.is_empty() { message.replace("; there are:", "; there are none") } else { message.to_owned() };
    Misused { choices, ..Misused::new(&message) }
}
