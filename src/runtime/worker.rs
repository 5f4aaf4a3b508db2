//! Work that must not keep a key waiting: reading files, importing, counting matches, listing folders.
//!
//! [`answer`] does one job and says what came of it. The console runs it on threads; the test desk runs it at once.

mod listing;

use std::cell::Cell;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub use listing::list_folder;

use super::{author, exporting, failure};
use crate::app::compose::DraftNews;
use crate::app::export::Export;
use crate::app::{Action, Message, Opened, Template, search};
use crate::briefing::Briefing;
use crate::clean::Clean;
use crate::config;
use crate::drafts::{DraftFiles, Drafts};
use crate::entity::Entity;
use crate::files::{self, FileError};
use crate::find::Query;
use crate::import::{self, Hints, Imported};
use crate::reading::habits::Habits;
use crate::reading::{self, Records};
use crate::recognise::{self, names::Names};
use crate::store;

/// Bytes of a file that are read for a listing.
pub const HEAD: usize = 64 * 1024;

/// Bytes of a large document that are read for its first screen: more than the largest screen holds.
const FIRST: usize = 24 * 1024;

/// Documents above this many bytes are large, and opened from their beginning.
const LARGE: u64 = 512 * 1024;

/// Something to do beside the loop.
#[derive(Debug, Clone)]
pub enum Job {
    /// Read the rest, or the new version, of the open file.
    Reread(PathBuf),
    /// Find out whether the file was read under another name.
    Identify(PathBuf),
    /// List a folder.
    List(PathBuf),
    /// Write an export.
    Export(Box<Export>),
    /// Count the matches of a query.
    Count(Query, Arc<Briefing>),
    /// Find the names in some pieces of a text or in all of it, under a number.
    Recognise(u64, Arc<Briefing>, Option<Range<usize>>),
    /// Find the names of entities in a text, under a number.
    Match(u64, Arc<Briefing>, Arc<Vec<Entity>>),
    /// Find out whether records of reading can be written.
    TryRecords,
    /// Read what was searched for in runs before this one.
    Searches,
    /// Delete it.
    ForgetSearches,
    /// Ask version control who works in this folder.
    Author(PathBuf),
    /// Read the reader's own templates for notes in this folder.
    Templates(PathBuf),
}

impl Job {
    /// What it is, in words.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Reread(_) => "reading the file",
            Self::Identify(_) => "looking for an earlier name of the file",
            Self::List(_) => "listing the folder",
            Self::Export(_) => "exporting",
            Self::Count(..) => "counting matches",
            Self::Recognise(..) | Self::Match(..) => "looking for names",
            Self::TryRecords => "trying the state folder",
            Self::Searches => "reading earlier searches",
            Self::ForgetSearches => "deleting earlier searches",
            Self::Author(_) => "asking for your name",
            Self::Templates(_) => "reading templates",
        }
    }
}

/// What jobs need to know.
#[derive(Debug, Clone)]
pub struct Desk {
    /// Records of reading.
    pub records: Records,
    /// How the reader works.
    pub habits: Habits,
    /// Notes that were begun and not saved.
    pub drafts: DraftFiles,
    /// Encoding that the reader asked for.
    pub encoding: Option<String>,
}

/// What to say of an open file that is not there any more.
fn gone(path: &Path) -> Action {
    let name = Clean::piece(&path.file_name().unwrap_or_default().to_string_lossy());
    let notes = store::beside(path);
    let notes = Clean::piece(&notes.file_name().unwrap_or_default().to_string_lossy());
    let text =
        format!("{name} was moved or deleted: the text stays on the screen, and notes are saved in {notes} here");
    Action::Say(Message::warning(text))
}

/// Who waits for a job.
#[derive(Clone, Copy)]
pub struct Watch<'a> {
    /// Asked now and then; when it says no, the result is of no interest any more.
    pub go_on: &'a dyn Fn() -> bool,
    /// Told how far a long job is.
    pub tell: &'a dyn Fn(Action),
}

impl Watch<'_> {
    /// Somebody who waits to the end.
    pub const PATIENT: Watch<'static> = Watch { go_on: &|| true, tell: &|_| () };
}

/// Does a job.
pub fn answer(desk: &Desk, job: Job, watch: Watch<'_>) -> Option<Action> {
    let go_on = watch.go_on;
    match job {
        Job::Reread(path) => {
            let read = open_document(desk, &path, Part::Whole);
            if read.is_err() && !path.exists() {
                return Some(gone(&path));
            }
            Some(read.map_or_else(failure, |opened| Action::Reread(Box::new(opened))))
        }
        Job::Identify(path) => identify(desk, &path),
        Job::Export(export) => Some(exporting::write(*export)),
        Job::List(folder) => Some(list_folder(desk, &folder)),
        Job::Templates(folder) => Some(Action::Templates(templates(&folder))).filter(|_| folder.is_dir()),
        Job::TryRecords => desk.records.check().err().map(|error| Action::Fault(unkept(desk, &error))),
        Job::Searches => Some(Action::Searches(desk.habits.searches())),
        Job::ForgetSearches => forget_searches(&desk.habits),
        Job::Author(folder) => author::by_git(&folder).map(Action::Author),
        Job::Recognise(serial, briefing, pieces) => {
            let percent = Cell::new(0);
            let is_whole = pieces.is_none();
            let told = |done: usize, all: usize| {
                let now = share(done, all);
                // A frame for each of them would be more than anybody sees.
                if is_whole && all > 1 && now > percent.replace(now) {
                    (watch.tell)(Action::Recognising(serial, now));
                }
            };
            let found = recognise::mentions_in_while(&briefing, pieces.unwrap_or(0..usize::MAX), go_on, told);
            found.map(|mentions| Action::Recognised(serial, mentions))
        }
        Job::Match(serial, briefing, entities) => {
            let names = Names::new(entities.iter());
            let mentions = names.scan(&briefing, go_on);
            go_on().then(|| Action::Matched(serial, Arc::new(names), mentions))
        }
        Job::Count(query, briefing) => {
            let finder = query.compile().ok()??;
            let starts = finder.all(&briefing, &[], search::MOST_MATCHES, go_on)?;
            Some(Action::Counted(query, starts))
        }
    }
}

/// What to say where every read mark is forgotten when the program ends.
fn unkept(desk: &Desk, error: &std::io::Error) -> Clean {
    Clean::line(&format!("progress is not kept: {} ({})", files::reason(error), desk.records.folder().display()))
}

/// How much of the work is done, in whole per cent; all of it only at the end.
fn share(done: usize, all: usize) -> u8 {
    u8::try_from(done.saturating_mul(100) / all.max(1)).unwrap_or(100).min(100)
}

/// How much of a document to open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// All of it.
    Whole,
    /// Only the beginning, when the file is large.
    HeadIfLarge,
}

/// Reads and imports a document.
///
/// # Errors
/// One line that names the file, what is wrong and what to do.
pub fn open_document(desk: &Desk, path: &Path, part: Part) -> Result<Opened, String> {
    let reading = match part {
        Part::HeadIfLarge => desk.records.open(path),
        Part::Whole => desk.records.of_path(path),
    };
    let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let hints = Hints { name: &name, encoding: desk.encoding.as_deref() };
    let is_large = part == Part::HeadIfLarge && std::fs::metadata(path).is_ok_and(|m| m.len() > LARGE);
    let read = if is_large { head(path, FIRST, &hints) } else { whole(path) };
    let (bytes, size) = read.map_err(|e| e.to_string())?;
    let complete = bytes.len() as u64 >= size;
    let imported = import::import(bytes, &hints).map_err(|e| format!("{}: {e}", path.display()))?;
    let opened = wrap_up(imported, &name, size);
    Ok(Opened { path: Some(path.to_owned()), complete, reading, drafts: desk.drafts.of_path(path), ..opened })
}

/// The beginning of a file, cut where it can be read without the rest, and the bytes of all of it. The whole file where
/// there is no such place and it is not large.
fn head(path: &Path, limit: usize, hints: &Hints) -> Result<(Vec<u8>, u64), FileError> {
    let (mut bytes, size) = files::read_head(path, limit)?;
    if (bytes.len() as u64) < size {
        match import::end_of_beginning(&bytes, hints) {
            Some(end) => bytes.truncate(end),
            None if size <= LARGE => return whole(path),
            None => bytes.truncate(import::line_end_of_beginning(&bytes)),
        }
    }
    Ok((bytes, size))
}

fn whole(path: &Path) -> Result<(Vec<u8>, u64), FileError> {
    let bytes = files::read(path)?;
    let size = bytes.len() as u64;
    Ok((bytes, size))
}

/// Imports a document that came from a stream.
///
/// # Errors
/// One line that says what is wrong and what to do.
pub fn open_bytes(desk: &Desk, bytes: Vec<u8>) -> Result<Opened, String> {
    let opened = open_named(desk, bytes, "").map_err(|e| format!("standard input{e}"))?;
    Ok(Opened { name: Clean::line("standard input"), ..opened })
}

/// Imports a document that is no file, under a name that tells its format.
///
/// # Errors
/// One line that says what is wrong and what to do, behind the name.
pub fn open_named(desk: &Desk, bytes: Vec<u8>, name: &str) -> Result<Opened, String> {
    let size = bytes.len() as u64;
    let hints = Hints { name, encoding: desk.encoding.as_deref() };
    let imported = import::import(bytes, &hints).map_err(|e| format!("{name}: {e}"))?;
    Ok(wrap_up(imported, name, size))
}

fn wrap_up(imported: Imported, name: &str, size: u64) -> Opened {
    let guess = if imported.guessed_encoding { "?" } else { "" };
    Opened {
        briefing: Arc::new(imported.briefing),
        path: None,
        name: Clean::line(name),
        format: imported.format.name(),
        encoding: Clean::from(format!("{}{guess}", imported.encoding)),
        warnings: imported.warnings,
        size,
        complete: true,
        reading: None,
        drafts: Drafts::default(),
    }
}

/// The templates in `folder`, by name; a file that cannot be read is none.
fn templates(folder: &Path) -> Vec<Template> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut files: Vec<PathBuf> = entries.filter_map(Result::ok).map(|entry| entry.path()).collect();
    files.retain(|path| path.extension().is_some_and(|e| e == "md" || e == "txt"));
    files.sort();
    let read = |path: &PathBuf| {
        let (bytes, _) = files::read_head(path, HEAD).ok()?;
        Some(config::template(&path.file_stem()?.to_string_lossy(), &String::from_utf8_lossy(&bytes)))
    };
    files.iter().filter_map(read).collect()
}

/// Writes drafts, and says how that went.
pub fn keep_drafts(files: &DraftFiles, serial: u64, drafts: &Drafts) -> Action {
    let news = match files.save(drafts) {
        Ok(()) => DraftNews::Kept(serial),
        Err(error) => DraftNews::Unkept(Clean::line(&error.to_string())),
    };
    Action::Drafts(drafts.path.clone(), news)
}

/// Remembers the theme that was picked; what is to be said where that cannot be.
pub fn keep_theme(habits: &Habits, name: Option<&str>) -> Option<Action> {
    let error = habits.keep_theme(name).err()?;
    Some(failure(format!("the theme is for this run only: {}", files::reason(&error))))
}

/// Deletes what was searched for; what is to be said where it stays.
fn forget_searches(habits: &Habits) -> Option<Action> {
    let error = habits.forget_searches().err()?;
    let folder = habits.folder().display();
    Some(failure(format!("earlier searches cannot be deleted: {} ({folder})", files::reason(&error))))
}

/// Takes the drafts of a briefing along that was renamed; `None` when there are none.
pub fn carry_drafts(files: &DraftFiles, old: &Path, new: &Path) -> Option<Action> {
    match files.carry_over(old, new) {
        Ok(drafts) if drafts.list.is_empty() => None,
        Ok(drafts) => Some(Action::Drafts(new.to_owned(), DraftNews::CarriedOver(drafts))),
        Err(error) => Some(failure(format!("drafts of notes stay under the old name: {error}"))),
    }
}

fn identify(desk: &Desk, path: &Path) -> Option<Action> {
    let sha256 = reading::fingerprint(path).ok()?;
    let known = desk.records.of_path(path).is_some();
    let moved = if known { None } else { desk.records.of_moved(&sha256, path) };
    Some(Action::Identified(path.to_owned(), sha256, moved.map(Box::new)))
}

#[cfg(test)]
mod tests;
