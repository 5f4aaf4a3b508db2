//! What is remembered of one briefing between runs: where the reader was, what is read, which places have names.
//!
//! One small JSON file a briefing in the state directory, named by the briefing's path; the content hash in it finds the
//! record again when the file was renamed or moved. Losing it costs a place, never a note, so a write is a plain atomic
//! replacement without the journal that notes have.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::files;
use crate::place::Place;

/// The record of one briefing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Reading {
    /// Path of the briefing when the record was written.
    pub path: PathBuf,
    /// [`fingerprint`] of the file; empty when it was never computed.
    pub sha256: String,
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
}

impl Records {
    /// Records below the program's state directory.
    pub fn in_state(state: &Path) -> Self {
        Self { dir: state.join("reading") }
    }

    /// The record of the briefing at `path` (absolute). A record that cannot be read counts as none.
    pub fn of_path(&self, path: &Path) -> Option<Reading> {
        read(&self.dir.join(key(path)))
    }

    /// The newest record with this content hash whose own file is gone or is another one now.
    pub fn of_content(&self, sha256: &str, path: &Path) -> Option<Reading> {
        let entries = fs::read_dir(&self.dir).ok()?;
        let mut found: Vec<(std::time::SystemTime, Reading)> = entries
            .filter_map(Result::ok)
            .filter_map(|entry| Some((entry.metadata().ok()?.modified().ok()?, read(&entry.path())?)))
            .filter(|(_, record)| record.sha256 == sha256 && record.path != path)
            .collect();
        found.sort_by_key(|(time, _)| *time);
        found.pop().map(|(_, record)| record)
    }

    /// Writes a record, and its path as the last one that was read.
    ///
    /// # Errors
    /// Whatever the file system says; the old record stays whole.
    pub fn save(&self, record: &Reading) -> io::Result<()> {
        fs::create_dir_all(&self.dir)?;
        let json = serde_json::to_vec(record)?;
        replace(&self.dir.join(key(&record.path)), &json)?;
        replace(&self.last_file(), record.path.as_os_str().as_encoded_bytes())
    }

    /// The briefing that was read last, if it is still there.
    pub fn last(&self) -> Option<PathBuf> {
        let name = fs::read_to_string(self.last_file()).ok()?;
        let path = PathBuf::from(name);
        path.is_file().then_some(path)
    }

    fn last_file(&self) -> PathBuf {
        self.dir.join("last")
    }
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

fn replace(file: &Path, bytes: &[u8]) -> io::Result<()> {
    let dir = file.parent().unwrap_or(Path::new("."));
    let mut temp = tempfile::NamedTempFile::new_in(dir)?;
    temp.write_all(bytes)?;
    temp.persist(file)?;
    Ok(())
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
        assert_eq!(records.of_content(&print, Path::new("/elsewhere")), Some(record));
        fs::write(&path, "y").unwrap();
        assert_ne!(fingerprint(&path).unwrap(), print);
        assert_eq!(records.last(), Some(path.clone()));
        fs::remove_file(&path).unwrap();
        assert_eq!(records.last(), None);
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
