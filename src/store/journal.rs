//! The journal: where a change is made durable before it is called saved.
//!
//! One file a process and open briefing, in the state directory. A record is its length and its CRC-32 (both 32 bits,
//! little-endian) and a JSON object that says by itself what it is about ([`Entry`]). Records are only added; when the
//! sidecar holds all of them the file is cut to nothing. A record that does not end, or whose sum is wrong, was never
//! acknowledged: reading stops there.
//!
//! The file is locked for as long as its process lives. Whoever gets the lock of a journal knows that its process is
//! gone, and may put its records into the sidecar.

use std::collections::HashSet;
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use serde::{Deserialize, Serialize};

use super::Facts;
use super::disk::{Access, Disk};
use crate::note::Change;
use crate::sidecar::Form;

/// Bytes before the JSON of a record.
const HEAD: usize = 8;

/// Largest journal that is read, in bytes.
const MOST: u64 = 256 << 20;

/// Names that are tried for a new journal.
const TRIES: u32 = 20;

/// Changes of one briefing's notes, or of a registry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Entry {
    /// Which of the two.
    #[serde(default)]
    pub(super) form: Form,
    /// The briefing, or the registry.
    #[serde(with = "super::facts::path")]
    pub(super) briefing: PathBuf,
    /// What is known of it.
    pub(super) facts: Facts,
    /// The changes, in order.
    pub(super) changes: Vec<Change>,
}

/// The journal that this process writes.
#[derive(Debug)]
pub(super) struct Journal<D: Disk> {
    folder: PathBuf,
    open: Option<Open<D>>,
    /// Files with records of which the disk did not say that they are there. Nothing more is written to them.
    spoiled: Vec<Open<D>>,
}

#[derive(Debug)]
struct Open<D: Disk> {
    file: D::Handle,
    path: PathBuf,
    length: u64,
    /// Its name is on the disk.
    named: bool,
}

/// A journal that a process left behind, locked by us now.
#[derive(Debug)]
pub(super) struct Left<D: Disk> {
    /// Its entries.
    pub(super) entries: Vec<Entry>,
    pub(super) path: PathBuf,
    _lock: D::Handle,
}

impl<D: Disk> Journal<D> {
    /// A journal below the state directory; nothing is written yet.
    pub(super) fn new(state: &Path) -> Self {
        Self { folder: folder(state), open: None, spoiled: Vec::new() }
    }

    /// Adds a record. It is on the disk when this returns.
    ///
    /// # Errors
    /// What the system says; the record may be there or not, and the next one goes into a new file.
    pub(super) fn append(&mut self, disk: &D, entry: &Entry) -> io::Result<()> {
        let record = encode(entry)?;
        let mut open = match self.open.take() {
            Some(open) => open,
            None => self.begin(disk)?,
        };
        if let Err(error) = disk.append(&mut open.file, &record) {
            // Half a record in the middle would hide what comes behind it.
            match disk.cut(&mut open.file, open.length) {
                Ok(()) => self.open = Some(open),
                Err(_) => self.spoiled.push(open),
            }
            return Err(error);
        }
        let synced =
            disk.sync(&open.file).and_then(|()| if open.named { Ok(()) } else { disk.sync_folder(&self.folder) });
        if synced.is_err() {
            self.spoiled.push(open);
            return synced;
        }
        open.named = true;
        open.length += record.len() as u64;
        self.open = Some(open);
        Ok(())
    }

    /// Forgets all records: the sidecar holds them.
    pub(super) fn clear(&mut self, disk: &D) {
        if let Some(mut open) = self.open.take_if(|open| open.length > 0) {
            // A record that stays would be put into the sidecar again, when it may be another one by then.
            let cut = disk.cut(&mut open.file, 0).and_then(|()| disk.sync(&open.file));
            open.length = 0;
            match cut {
                Ok(()) => self.open = Some(open),
                Err(_) => self.spoiled.push(open),
            }
        }
        if !self.spoiled.is_empty() {
            self.spoiled.retain(|open| disk.remove(&open.path).is_err());
            // One that came back after a loss of power would be put into a sidecar that has gone on since.
            let _ = disk.sync_folder(&self.folder);
        }
    }

    /// Removes the file: there is nothing in it any more.
    pub(super) fn close(&mut self, disk: &D) {
        if let Some(open) = self.open.take_if(|open| open.length == 0) {
            let _ = disk.remove(&open.path);
        }
    }

    fn begin(&self, disk: &D) -> io::Result<Open<D>> {
        disk.make_folder(&self.folder)?;
        let process = std::process::id();
        let nanos = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).map_or(0, |d| d.as_nanos());
        for n in 0..TRIES {
            let path = self.folder.join(format!("{nanos:020}-{n}-{process}.journal"));
            let file = match disk.create(&path, Access::Private) {
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => continue,
                other => other?,
            };
            // Without locks at all, the number of the process in the name tells whether it lives.
            let ours = disk.try_lock(&file).unwrap_or(true);
            // Between making it and locking it somebody may have taken it for one that was left, and removed it.
            if ours && disk.is_at(&file, &path)? {
                return Ok(Open { file, path, length: 0, named: false });
            }
        }
        Err(io::Error::new(io::ErrorKind::AlreadyExists, "no name is free for a journal"))
    }
}

/// The journals whose processes are gone, oldest first, without those that were `passed` over. They stay locked as long as they are held.
pub(super) fn left_behind<D: Disk>(disk: &D, state: &Path, passed: &HashSet<PathBuf>) -> Vec<Left<D>> {
    let paths = disk.list(&folder(state)).unwrap_or_default();
    let wanted = |path: &PathBuf| path.extension().is_some_and(|e| e == "journal") && !passed.contains(path);
    let journals = paths.into_iter().filter(wanted);
    journals.filter_map(|path| take_over(disk, path)).collect()
}

fn take_over<D: Disk>(disk: &D, path: PathBuf) -> Option<Left<D>> {
    if !disk.stat(&path).ok()?.regular || disk.is_link(&path) {
        return None;
    }
    let lock = disk.open_quietly(&path).ok()?;
    let free = disk.try_lock(&lock).unwrap_or_else(|_| !process_of(&path).is_some_and(|process| disk.runs(process)));
    if !free || !disk.is_at(&lock, &path).ok()? {
        return None;
    }
    let bytes = disk.read(&path, MOST).ok()?;
    let whole = bytes.len() as u64 <= MOST;
    // What a newer version wrote is for that one to put in its place.
    let entries = decode(&bytes).filter(|_| whole)?;
    Some(Left { entries, path, _lock: lock })
}

impl<D: Disk> Left<D> {
    /// Removes it for good: the sidecars hold everything, and one that came back after a loss of power would be put into
    /// sidecars that have gone on since.
    pub(super) fn finish(self, disk: &D) {
        if disk.remove(&self.path).is_ok() {
            let _ = disk.sync_folder(super::replace::folder(&self.path));
        }
    }
}

pub(super) fn folder(state: &Path) -> PathBuf {
    state.join("journal")
}

/// The number at the end of a journal's name.
fn process_of(path: &Path) -> Option<u32> {
    path.file_stem()?.to_str()?.rsplit('-').next()?.parse().ok()
}

fn encode(entry: &Entry) -> io::Result<Vec<u8>> {
    let json = serde_json::to_vec(entry)?;
    let length = u32::try_from(json.len()).map_err(|_| io::Error::from(io::ErrorKind::FileTooLarge))?;
    let mut record = Vec::with_capacity(HEAD + json.len());
    record.extend(length.to_le_bytes());
    record.extend(crc32(&json).to_le_bytes());
    record.extend(json);
    Ok(record)
}

/// The records up to the first that is not whole; `None` when one is whole and not understood.
fn decode(bytes: &[u8]) -> Option<Vec<Entry>> {
    let mut entries = Vec::new();
    let mut rest = bytes;
    while let Some((json, behind)) = record(rest) {
        entries.push(serde_json::from_slice(json).ok()?);
        rest = behind;
    }
    Some(entries)
}

/// The JSON of the first record, and what is behind it.
fn record(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = bytes.split_first_chunk::<4>()?;
    let (sum, rest) = rest.split_first_chunk::<4>()?;
    let (json, behind) = rest.split_at_checked(usize::try_from(u32::from_le_bytes(*length)).ok()?)?;
    // A length of nothing, and its sum, is what a disk leaves that lost the bytes and kept the size.
    (!json.is_empty() && crc32(json) == u32::from_le_bytes(*sum)).then_some((json, behind))
}

/// CRC-32 as in ISO 3309, the one of Ethernet and zip.
fn crc32(bytes: &[u8]) -> u32 {
    let sum = bytes.iter().fold(u32::MAX, |sum, byte| (sum >> 8) ^ TABLE[usize::from(sum.to_le_bytes()[0] ^ byte)]);
    !sum
}

const TABLE: [u32; 256] = table();

const fn table() -> [u32; 256] {
    let mut table = [0; 256];
    let mut n = 0;
    while n < 256 {
        #[expect(clippy::cast_possible_truncation, reason = "below 256")]
        let mut sum = n as u32;
        let mut bit = 0;
        while bit < 8 {
            sum = if sum & 1 == 1 { (sum >> 1) ^ 0xEDB8_8320 } else { sum >> 1 };
            bit += 1;
        }
        table[n] = sum;
        n += 1;
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::note::{Id, Meta, Note, Record};
    use proptest::prelude::*;

    fn entry(text: &str) -> Entry {
        let meta = Meta { id: Id::from(text), ..Meta::default() };
        let after = Record::Note(Note { meta, text: text.to_owned(), ..Note::default() });
        Entry {
            form: Form::Notes,
            briefing: PathBuf::from("/a.txt"),
            facts: Facts::default(),
            changes: vec![Change { before: None, after }],
        }
    }

    #[test]
    fn the_sum_is_the_known_one() {
        assert_eq!(crc32(b"123456789"), 0xCBF4_3926);
    }

    #[test]
    fn what_is_whole_and_not_understood_is_nobodys_to_drop() {
        let mut bytes = encode(&entry("a")).unwrap();
        let json = br#"{"form":"maps","briefing":"/a.txt"}"#;
        bytes.extend(u32::try_from(json.len()).unwrap().to_le_bytes());
        bytes.extend(crc32(json).to_le_bytes());
        bytes.extend(json);
        assert_eq!(decode(&bytes), None);
        assert_eq!(decode(&[0; 64]), Some(Vec::new()), "zeros are no record");
    }

    proptest! {
        #[test]
        fn whatever_is_cut_or_flipped_behind_stays_behind(
            texts in proptest::collection::vec(".{0,20}", 1..6),
            cut in any::<prop::sample::Index>(),
            flip in any::<prop::sample::Index>(),
        ) {
            let entries: Vec<Entry> = texts.iter().map(|t| entry(t)).collect();
            let records: Vec<Vec<u8>> = entries.iter().map(|e| encode(e).unwrap()).collect();
            let all = records.concat();
            prop_assert_eq!(&decode(&all).unwrap(), &entries);
            let cut = cut.index(all.len());
            let whole = records.iter().scan(0, |end, r| { *end += r.len(); Some(*end) }).filter(|end| *end <= cut).count();
            prop_assert_eq!(&decode(&all[..cut]).unwrap(), &entries[..whole]);
            let mut spoiled = all.clone();
            let at = flip.index(all.len());
            spoiled[at] ^= 0x20;
            let before = records.iter().scan(0, |end, r| { *end += r.len(); Some(*end) }).filter(|end| *end <= at).count();
            prop_assert_eq!(&decode(&spoiled).unwrap(), &entries[..before]);
        }
    }
}
