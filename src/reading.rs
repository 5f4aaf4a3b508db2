//! What is remembered of one briefing between runs: where the reader was, what is read, which places have names.
//!
//! One small JSON file a briefing in the state directory, named by the briefing's path; the content hash in it finds the
//! record again when the file was renamed or moved. Losing it costs a place, never a note, so a write is a plain atomic
//! replacement without the journal that notes have. Programs take turns at it, so that none writes over what another one
//! has just written.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::files::{self, state};
use crate::place::Place;

pub mod habits;

/// The record of one briefing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Reading {
    /// Path of the briefing when the record was written.
    pub path: PathBuf,
    /// [`fingerprint`] of the file; empty when it was never computed.
    pub sha256: String,
    /// Bytes of the file; 0 when they were not noted.
    pub size: u64,
    /// The row that was at the top.
    pub place: Option<Place>,
    /// Ids of the sections that are read.
    pub read: BTreeSet<String>,
    /// Named places.
    pub places: BTreeMap<char, Place>,
}

/// The folder of all records.
#[derive(Debug, Clone)]
pub struct Records {
    dir: PathBuf,
    /// The records of briefings as this program knew them when it opened them, or wrote them last: by what is different
    /// in the file, it sees what another program did.
    known: Arc<Mutex<Known>>,
}

#[derive(Debug, Default)]
struct Known {
    /// The briefing that was opened last.
    open: PathBuf,
    records: HashMap<PathBuf, Reading>,
}

/// What there is to go on with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Last {
    /// This file.
    Here(PathBuf),
    /// The file that was read last has this other name now.
    Renamed(PathBuf),
    /// It was this file, which is gone.
    Gone(PathBuf),
    /// Nothing was read yet.
    None,
}

impl Records {
    /// Records below the program's state directory.
    pub fn in_state(state: &Path) -> Self {
        Self { dir: state.join("reading"), known: Arc::default() }
    }

    /// Where the records are.
    pub fn folder(&self) -> &Path {
        &self.dir
    }

    /// Finds out whether records can be written.
    ///
    /// # Errors
    /// What the file system says.
    pub fn check(&self) -> io::Result<()> {
        fs::create_dir_all(&self.dir)?;
        tempfile::NamedTempFile::new_in(&self.dir).map(drop)
    }

    /// The record of the briefing at `path` (absolute), by whatever links it is reached. A record that cannot be read
    /// counts as none.
    pub fn of_path(&self, path: &Path) -> Option<Reading> {
        let real = resolved(path);
        // Records were once named by the path as it was given.
        read(&self.dir.join(key(&real))).or_else(|| (real != path).then(|| read(&self.dir.join(key(path)))).flatten())
    }

    /// The record of a briefing that is being opened. What is different in it when it is written is another program's doing.
    pub fn open(&self, path: &Path) -> Option<Reading> {
        let record = self.of_path(path);
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        // Of one that is open already, progress stays as it is, and so does what it was reckoned from.
        if known.open != path {
            path.clone_into(&mut known.open);
            known.records.insert(path.to_owned(), record.clone().unwrap_or_default());
        }
        record
    }

    /// The newest record with this content hash whose own file is gone: it has another name now. (A copy beside its
    /// original has progress of its own.)
    pub fn of_moved(&self, sha256: &str, path: &Path) -> Option<Reading> {
        let entries = fs::read_dir(&self.dir).ok()?;
        let mut found: Vec<(std::time::SystemTime, Reading)> = entries
            .filter_map(Result::ok)
            .filter_map(|entry| Some((entry.metadata().ok()?.modified().ok()?, read(&entry.path())?)))
            .filter(|(_, record)| record.sha256 == sha256 && record.path != path && !record.path.exists())
            .collect();
        found.sort_by_key(|(time, _)| *time);
        found.pop().map(|(_, record)| record)
    }

    /// Writes a record, merged with what another program wrote meanwhile, and its path as the last one that was read.
    ///
    /// # Errors
    /// Whatever the file system says; the old record stays whole.
    pub fn save(&self, record: &Reading) -> io::Result<()> {
        fs::create_dir_all(&self.dir)?;
        // What another program writes now must be in what this one reads before it writes.
        let _turn = state::turn(&self.dir);
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let before = known.records.get(&record.path).cloned().unwrap_or_default();
        let merged = match self.of_path(&record.path) {
            Some(theirs) => merge(&before, record, theirs),
            // Nobody had the time to ask whether the text was read under another name.
            None if record.sha256.is_empty() => self.adopted(record),
            None => record.clone(),
        };
        state::replace(&self.dir.join(key(&resolved(&record.path))), &serde_json::to_vec(&merged)?)?;
        known.records.insert(record.path.clone(), record.clone());
        state::replace(&self.last_file(), record.path.as_os_str().as_encoded_bytes())
    }

    /// A first record of a file, with what is known of its content from a file that is gone: the name is another now.
    fn adopted(&self, record: &Reading) -> Reading {
        let mut record = record.clone();
        let Ok(sha256) = fingerprint(&record.path) else { return record };
        if let Some(known) = self.of_moved(&sha256, &record.path) {
            let is_at_top = record.place.as_ref().is_none_or(|place| place.start == 0);
            record.place = if is_at_top { known.place } else { record.place };
            record.read.extend(known.read);
            for (letter, place) in known.places {
                record.places.entry(letter).or_insert(place);
            }
        }
        record.sha256 = sha256;
        record
    }

    /// The folder of the briefing that was read last, if it is still there.
    pub fn last_folder(&self) -> Option<PathBuf> {
        self.last_path()?.parent().filter(|folder| folder.is_dir()).map(Path::to_owned)
    }

    /// The briefing to go on with: the one that was read last, under another name in the same folder if need be.
    pub fn to_continue(&self) -> Last {
        let Some(path) = self.last_path() else { return Last::None };
        if path.is_file() {
            return Last::Here(path);
        }
        self.renamed(&path).map_or(Last::Gone(path), Last::Renamed)
    }

    /// The file beside where `path` was that has its content.
    fn renamed(&self, path: &Path) -> Option<PathBuf> {
        let record = self.of_path(path).filter(|record| !record.sha256.is_empty())?;
        let beside = files::briefings_in(path.parent()?).ok()?;
        // Sizes are known without reading anything.
        let may_be =
            |file: &PathBuf| fs::metadata(file).is_ok_and(|found| record.size == 0 || found.len() == record.size);
        beside.into_iter().filter(may_be).find(|file| fingerprint(file).is_ok_and(|print| print == record.sha256))
    }

    fn last_path(&self) -> Option<PathBuf> {
        fs::read_to_string(self.last_file()).ok().map(PathBuf::from)
    }

    fn last_file(&self) -> PathBuf {
        self.dir.join("last")
    }
}

/// A record and what another program wrote meanwhile, both from what was known `before`: what either did is done. Where
/// both did something, `ours` is the newest.
fn merge(before: &Reading, ours: &Reading, theirs: Reading) -> Reading {
    let mut merged = ours.clone();
    merged.read.retain(|id| theirs.read.contains(id) || !before.read.contains(id));
    merged.read.extend(theirs.read.into_iter().filter(|id| !before.read.contains(id)));
    for (letter, place) in theirs.places {
        // Untouched here, it is what they made of it.
        if ours.places.get(&letter) == before.places.get(&letter) {
            merged.places.insert(letter, place);
        }
    }
    if merged.sha256.is_empty() {
        merged.sha256 = theirs.sha256;
    }
    merged
}

/// The path that a record is named by: links resolved, those of its folder where the file itself is gone.
fn resolved(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| match (path.parent(), path.file_name()) {
        (Some(folder), Some(name)) => files::real(folder).join(name),
        _ => files::real(path),
    })
}

/// Bytes at either end of a file that its fingerprint covers.
const ENDS: usize = 64 * 1024;

/// A fingerprint of a file's content in lower-case hex: SHA-256 over its length and both its ends (64 KiB each), so that
/// a file of any size is known at once. Good enough to find a reading place again, which is all it is for.
///
/// # Errors
/// Whatever the file system says.
pub fn fingerprint(file: &Path) -> io::Result<String> {
    use std::io::{Read, Seek, SeekFrom};
    let mut file = fs::File::open(file)?;
    let length = file.metadata()?.len();
    let mut digest = Sha256::new();
    digest.update(length.to_le_bytes());
    files::digest((&mut file).take(ENDS as u64), &mut digest)?;
    if length > ENDS as u64 {
        file.seek(SeekFrom::Start(length.saturating_sub(ENDS as u64).max(ENDS as u64)))?;
        files::digest(file.take(ENDS as u64), &mut digest)?;
    }
    Ok(hex(&digest.finalize()))
}

/// The name of the file about the briefing at `path`.
pub(crate) fn key(path: &Path) -> String {
    format!("{}.json", hex(&Sha256::digest(path.as_os_str().as_encoded_bytes())[..10]))
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut out, b| {
        let _ = write!(out, "{b:02x}");
        out
    })
}

fn read(file: &Path) -> Option<Reading> {
    serde_json::from_slice(&fs::read(file).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_are_found_by_path_and_by_content() {
        let home = tempfile::tempdir().unwrap();
        let records = Records::in_state(home.path());
        let path = home.path().join("a.txt");
        fs::write(&path, "x").unwrap();
        let print = fingerprint(&path).unwrap();
        let record = Reading { path: path.clone(), sha256: print.clone(), ..Reading::default() };
        records.save(&record).unwrap();
        assert_eq!(records.of_path(&path).as_ref(), Some(&record));
        assert_eq!(records.of_moved(&print, Path::new("/elsewhere")), None, "it is where it was");
        fs::write(&path, "y").unwrap();
        assert_ne!(fingerprint(&path).unwrap(), print);
        assert_eq!(records.to_continue(), Last::Here(path.clone()));
        fs::remove_file(&path).unwrap();
        assert_eq!(records.of_moved(&print, Path::new("/elsewhere")), Some(record));
        assert_eq!(records.to_continue(), Last::Gone(path.clone()));
    }

    /// Whoever opens a renamed briefing and leaves it at once has not begun it anew.
    #[test]
    fn a_first_record_has_what_is_known_of_its_content() {
        let home = tempfile::tempdir().unwrap();
        let records = Records::in_state(home.path());
        let (old, new, copy) = (home.path().join("a.txt"), home.path().join("b.txt"), home.path().join("c.txt"));
        fs::write(&old, "Words of the briefing.").unwrap();
        let place = Some(Place { start: 7, ..Place::default() });
        let known = Reading { sha256: fingerprint(&old).unwrap(), place, ..marked(&old, &["a", "b"], "x") };
        records.save(&known).unwrap();
        fs::copy(&old, &copy).unwrap();
        records.save(&marked(&copy, &["c"], "")).unwrap();
        assert_eq!(records.of_path(&copy).unwrap().read.len(), 1, "a copy has progress of its own");
        fs::rename(&old, &new).unwrap();
        records.save(&marked(&new, &["c"], "")).unwrap();
        let record = records.of_path(&new).unwrap();
        assert_eq!((record.read.len(), record.places.len()), (3, 1));
        assert_eq!((record.place, record.sha256), (known.place, known.sha256));
    }

    fn marked(path: &Path, read: &[&str], places: &str) -> Reading {
        let place = |letter| (letter, Place { section: read.join(" "), ..Place::default() });
        Reading {
            path: path.to_owned(),
            read: read.iter().map(|id| (*id).to_owned()).collect(),
            places: places.chars().map(place).collect(),
            ..Reading::default()
        }
    }

    #[test]
    fn two_programs_on_one_briefing_keep_what_each_did() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("a.txt");
        let [one, two] = [(); 2].map(|()| Records::in_state(home.path()));
        one.save(&marked(&path, &["old", "unread"], "")).unwrap();
        one.open(&path);
        two.open(&path);
        one.save(&marked(&path, &["old", "one"], "a")).unwrap();
        two.save(&marked(&path, &["old", "unread", "two"], "b")).unwrap();
        let record = one.of_path(&path).unwrap();
        let read: Vec<&str> = record.read.iter().map(String::as_str).collect();
        assert_eq!(read, ["old", "one", "two"]);
        assert_eq!(record.places.keys().collect::<String>(), "ab");
        // The first one unmarks what it marked; what the other marked stays.
        one.save(&marked(&path, &["old"], "a")).unwrap();
        let read = one.of_path(&path).unwrap().read;
        assert_eq!(read.iter().map(String::as_str).collect::<Vec<_>>(), ["old", "two"]);
    }

    #[test]
    fn programs_that_write_at_once_lose_nothing() {
        const TIMES: usize = 12;
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("a.txt");
        let program = |name: &'static str| {
            let (records, path) = (Records::in_state(home.path()), path.clone());
            records.open(&path);
            move || {
                let mut ids: Vec<String> = Vec::new();
                for n in 0..TIMES {
                    ids.push(format!("{name}-{n}"));
                    let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
                    records.save(&marked(&path, &ids, "")).unwrap();
                }
            }
        };
        let programs = ["a", "b", "c", "d"].map(program).map(std::thread::spawn);
        for program in programs {
            program.join().unwrap();
        }
        assert_eq!(Records::in_state(home.path()).of_path(&path).unwrap().read.len(), 4 * TIMES);
    }

    #[test]
    fn a_link_and_its_file_have_one_record() {
        let home = tempfile::tempdir().unwrap();
        let records = Records::in_state(home.path());
        let (file, link) = (home.path().join("a.txt"), home.path().join("link.txt"));
        fs::write(&file, "x").unwrap();
        std::os::unix::fs::symlink(&file, &link).unwrap();
        // As it was written once, under the path of the link.
        let old = marked(&link, &["old"], "");
        fs::create_dir_all(&records.dir).unwrap();
        fs::write(records.dir.join(key(&link)), serde_json::to_vec(&old).unwrap()).unwrap();
        assert_eq!(records.of_path(&link), Some(old));
        records.open(&link);
        records.save(&marked(&link, &["old", "new"], "")).unwrap();
        assert_eq!(records.of_path(&file).unwrap().read.len(), 2);
        assert_eq!(records.of_path(&link), records.of_path(&file));
    }

    #[test]
    fn the_last_file_is_found_under_its_new_name() {
        let home = tempfile::tempdir().unwrap();
        let records = Records::in_state(&home.path().join("state"));
        assert_eq!(records.to_continue(), Last::None);
        let at = |name: &str| home.path().join(name);
        fs::write(at("a.txt"), "x").unwrap();
        fs::write(at("b.txt"), "y").unwrap();
        let record = Reading { path: at("a.txt"), sha256: fingerprint(&at("a.txt")).unwrap(), ..Reading::default() };
        for size in [0, 1] {
            records.save(&Reading { size, ..record.clone() }).unwrap();
            assert_eq!(records.to_continue(), Last::Here(at("a.txt")));
            fs::rename(at("a.txt"), at("c.txt")).unwrap();
            assert_eq!(records.to_continue(), Last::Renamed(at("c.txt")));
            fs::rename(at("c.txt"), at("a.txt")).unwrap();
        }
        fs::remove_file(at("a.txt")).unwrap();
        assert_eq!(records.to_continue(), Last::Gone(at("a.txt")));
        assert_eq!(records.last_folder(), Some(home.path().to_owned()));
    }

    #[test]
    fn records_that_cannot_be_written_are_known_beforehand() {
        let home = tempfile::tempdir().unwrap();
        assert!(Records::in_state(home.path()).check().is_ok());
        fs::write(home.path().join("file"), "").unwrap();
        assert!(Records::in_state(&home.path().join("file")).check().is_err());
    }

    #[test]
    fn a_broken_record_counts_as_none() {
        let home = tempfile::tempdir().unwrap();
        let records = Records::in_state(home.path());
        let path = PathBuf::from("/b.txt");
        records.save(&Reading { path: path.clone(), ..Reading::default() }).unwrap();
        fs::write(records.dir.join(key(&path)), "{").unwrap();
        assert_eq!(records.of_path(&path), None);
    }
}
