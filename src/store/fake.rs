//! A disk that loses what was not synchronised, and refuses any call that it is told to.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use super::disk::{Access, Disk, Stat};

/// A disk in memory. Clones are the same disk.
#[derive(Debug, Clone, Default)]
pub(super) struct Fake(Rc<RefCell<State>>);

#[derive(Debug, Default)]
struct State {
    files: Vec<Content>,
    /// What a process sees.
    names: BTreeMap<PathBuf, usize>,
    /// What is there after the power was gone.
    kept: BTreeMap<PathBuf, usize>,
    folders: BTreeSet<PathBuf>,
    closed: BTreeSet<PathBuf>,
    calls: usize,
    fault: Fault,
    /// Thousandths of a second.
    clock: i64,
    /// What somebody else writes while one waits, in order.
    meanwhile: Vec<(PathBuf, Vec<u8>)>,
    /// What somebody else puts in the place of a file as soon as the store has put its own there.
    behind: Option<(PathBuf, Vec<u8>)>,
    read_only: BTreeSet<PathBuf>,
    dead: BTreeSet<u32>,
}

#[derive(Debug, Default)]
struct Content {
    now: Vec<u8>,
    kept: Vec<u8>,
    locked: bool,
    written: i64,
}

/// What goes wrong.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Fault {
    #[default]
    None,
    /// The power goes at this call: it and all later ones do nothing.
    Power(usize),
    /// This call says this error.
    Once(usize, i32),
    /// This call and all later ones do.
    From(usize, i32),
}

/// What is still there after the power was gone, of what was not synchronised.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Survives {
    Nothing,
    Names,
    Bytes,
    All,
}

pub(super) const SURVIVES: [Survives; 4] = [Survives::Nothing, Survives::Names, Survives::Bytes, Survives::All];

/// An open file.
#[derive(Debug)]
pub(super) struct Handle {
    disk: Fake,
    file: usize,
    locks: Cell<bool>,
}

impl Drop for Handle {
    fn drop(&mut self) {
        if self.locks.get() {
            self.disk.0.borrow_mut().files[self.file].locked = false;
        }
    }
}

impl Fake {
    /// From now on this goes wrong; calls are counted from 0 again.
    pub(super) fn fails(&self, fault: Fault) {
        let mut state = self.0.borrow_mut();
        state.fault = fault;
        state.calls = 0;
    }

    /// Time passes.
    pub(super) fn wait(&self, seconds: i64) {
        self.0.borrow_mut().clock += 1000 * seconds;
    }

    /// Calls since the last fault was set.
    pub(super) fn calls(&self) -> usize {
        self.0.borrow().calls
    }

    /// The power is gone and comes back; all processes are dead.
    pub(super) fn crash(&self, survives: Survives) {
        let mut state = self.0.borrow_mut();
        let state = &mut *state;
        if matches!(survives, Survives::Nothing | Survives::Bytes) {
            state.names.clone_from(&state.kept);
        }
        for file in &mut state.files {
            if matches!(survives, Survives::Nothing | Survives::Names) {
                file.now.clone_from(&file.kept);
            }
            file.kept.clone_from(&file.now);
            file.locked = false;
        }
        state.kept.clone_from(&state.names);
        state.fault = Fault::None;
        state.dead.insert(std::process::id());
    }

    /// A file that somebody else writes, durable at once.
    pub(super) fn put(&self, path: &str, bytes: &[u8]) {
        let mut state = self.0.borrow_mut();
        let file = state.new_file();
        (state.files[file].now, state.files[file].kept) = (bytes.to_vec(), bytes.to_vec());
        state.names.insert(PathBuf::from(path), file);
        state.kept.insert(PathBuf::from(path), file);
        state.folders.insert(PathBuf::from(path).parent().unwrap().to_owned());
    }

    /// The bytes of a file.
    pub(super) fn get(&self, path: &str) -> Option<Vec<u8>> {
        let state = self.0.borrow();
        state.names.get(Path::new(path)).map(|file| state.files[*file].now.clone())
    }

    /// Somebody else writes this when the store waits for the next time.
    pub(super) fn put_meanwhile(&self, path: &str, bytes: &[u8]) {
        self.0.borrow_mut().meanwhile.push((PathBuf::from(path), bytes.to_vec()));
    }

    /// Somebody else puts this in its place right behind the store.
    pub(super) fn put_behind(&self, path: &str, bytes: &[u8]) {
        self.0.borrow_mut().behind = Some((PathBuf::from(path), bytes.to_vec()));
    }

    /// Nobody may write this file.
    pub(super) fn seal(&self, path: &str) {
        self.0.borrow_mut().read_only.insert(PathBuf::from(path));
    }

    /// Its owner may write it again.
    pub(super) fn unseal(&self, path: &str) {
        self.0.borrow_mut().read_only.remove(Path::new(path));
    }

    /// Takes a file away, as somebody else would.
    pub(super) fn take(&self, path: &str) {
        let mut state = self.0.borrow_mut();
        state.names.remove(Path::new(path));
        state.kept.remove(Path::new(path));
    }

    /// Gives a file another name, as somebody else would.
    pub(super) fn moves(&self, from: &str, to: &str) {
        let bytes = self.get(from).unwrap();
        self.take(from);
        self.put(to, &bytes);
    }

    /// No file can be made in this folder.
    pub(super) fn close(&self, folder: &str) {
        self.0.borrow_mut().closed.insert(PathBuf::from(folder));
    }

    /// Files can be made again.
    pub(super) fn reopen(&self, folder: &str) {
        self.0.borrow_mut().closed.remove(Path::new(folder));
    }

    /// All names, in order.
    pub(super) fn names(&self) -> Vec<String> {
        self.0.borrow().names.keys().map(|path| path.display().to_string()).collect()
    }

    /// One call more: its state, unless it fails. With the power gone nothing is done at all.
    fn enter(&self) -> io::Result<std::cell::RefMut<'_, State>> {
        let mut state = self.0.borrow_mut();
        let call = state.calls;
        state.calls += 1;
        match state.fault {
            Fault::Power(at) if call >= at => Err(io::Error::from_raw_os_error(5)),
            Fault::Once(at, error) if call == at => Err(io::Error::from_raw_os_error(error)),
            Fault::From(at, error) if call >= at => Err(io::Error::from_raw_os_error(error)),
            _ => Ok(state),
        }
    }
}

impl State {
    fn new_file(&mut self) -> usize {
        self.clock += 1;
        self.files.push(Content { written: self.clock, ..Content::default() });
        self.files.len() - 1
    }

    fn file(&self, path: &Path) -> io::Result<usize> {
        self.names.get(path).copied().ok_or_else(|| io::ErrorKind::NotFound.into())
    }

    fn may_write(&self, path: &Path) -> io::Result<()> {
        match path.parent() {
            Some(folder) if self.closed.contains(folder) => Err(io::Error::from_raw_os_error(30)),
            Some(folder) if self.folders.contains(folder) => Ok(()),
            _ => Err(io::ErrorKind::NotFound.into()),
        }
    }
}

impl Disk for Fake {
    type Handle = Handle;

    fn stat(&self, path: &Path) -> io::Result<Stat> {
        let state = self.enter()?;
        let n = state.file(path)?;
        let file = &state.files[n];
        Ok(Stat {
            identity: (1, n as u64),
            length: file.now.len() as u64,
            modified: (file.written / 1000, file.written % 1000),
            touched: (file.written / 1000, file.written % 1000),
            mode: if state.read_only.contains(path) { 0o444 } else { 0o644 },
            owner: (1000, 1000),
            regular: true,
        })
    }

    fn read(&self, path: &Path, _: u64) -> io::Result<Vec<u8>> {
        let state = self.enter()?;
        Ok(state.files[state.file(path)?].now.clone())
    }

    fn resolve(&self, path: &Path) -> io::Result<PathBuf> {
        let state = self.enter()?;
        if state.folders.contains(path) { Ok(path.to_owned()) } else { state.file(path).map(|_| path.to_owned()) }
    }

    fn is_link(&self, _: &Path) -> bool {
        false
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        let state = self.enter()?;
        let inside = |path: &&PathBuf| path.parent() == Some(folder);
        Ok(state.names.keys().filter(inside).chain(state.folders.iter().filter(inside)).cloned().collect())
    }

    fn create(&self, path: &Path, _: Access) -> io::Result<Handle> {
        let mut state = self.enter()?;
        state.may_write(path)?;
        if state.names.contains_key(path) {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        let file = state.new_file();
        state.names.insert(path.to_owned(), file);
        Ok(Handle { disk: self.clone(), file, locks: Cell::new(false) })
    }

    fn open(&self, path: &Path) -> io::Result<Handle> {
        let mut state = self.enter()?;
        let file = if let Ok(file) = state.file(path) {
            file
        } else {
            state.may_write(path)?;
            let file = state.new_file();
            state.names.insert(path.to_owned(), file);
            file
        };
        Ok(Handle { disk: self.clone(), file, locks: Cell::new(false) })
    }

    fn open_quietly(&self, path: &Path) -> io::Result<Handle> {
        self.open(path)
    }

    fn try_lock(&self, handle: &Handle) -> io::Result<bool> {
        let mut state = self.enter()?;
        let free = !std::mem::replace(&mut state.files[handle.file].locked, true);
        handle.locks.set(free || handle.locks.get());
        Ok(free)
    }

    fn is_at(&self, handle: &Handle, path: &Path) -> io::Result<bool> {
        let state = self.enter()?;
        Ok(state.names.get(path) == Some(&handle.file))
    }

    fn append(&self, handle: &mut Handle, bytes: &[u8]) -> io::Result<()> {
        let refused = self.enter().map(drop);
        let mut state = self.0.borrow_mut();
        let half = matches!(state.fault, Fault::Power(at) if state.calls > at + 1);
        // The call that fails has written a half by then; those after the power was gone, nothing.
        let written = match (&refused, half) {
            (Ok(()), _) => bytes,
            (Err(_), false) => &bytes[..bytes.len() / 2],
            (Err(_), true) => &[],
        };
        state.clock += 1;
        let clock = state.clock;
        let file = &mut state.files[handle.file];
        file.now.extend_from_slice(written);
        file.written = clock;
        refused
    }

    fn cut(&self, handle: &mut Handle, length: u64) -> io::Result<()> {
        let mut state = self.enter()?;
        state.files[handle.file].now.truncate(usize::try_from(length).unwrap());
        Ok(())
    }

    fn dress(&self, _: &Handle, _: &Stat) -> io::Result<()> {
        self.enter().map(drop)
    }

    fn sync(&self, handle: &Handle) -> io::Result<()> {
        let mut state = self.enter()?;
        let file = &mut state.files[handle.file];
        file.kept.clone_from(&file.now);
        Ok(())
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        let mut state = self.enter()?;
        state.may_write(to)?;
        let file = state.file(from)?;
        state.names.remove(from);
        state.names.insert(to.to_owned(), file);
        if let Some((path, bytes)) = state.behind.take_if(|(path, _)| path == to) {
            drop(state);
            self.put(&path.display().to_string(), &bytes);
        }
        Ok(())
    }

    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        if self.0.borrow().names.contains_key(to) {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        self.rename(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        let mut state = self.enter()?;
        state.file(path)?;
        state.names.remove(path);
        Ok(())
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        let mut state = self.enter()?;
        let state = &mut *state;
        state.kept.retain(|path, _| path.parent() != Some(folder));
        let inside = state.names.iter().filter(|(path, _)| path.parent() == Some(folder));
        state.kept.extend(inside.map(|(path, file)| (path.clone(), *file)));
        Ok(())
    }

    fn make_folder(&self, folder: &Path) -> io::Result<()> {
        let mut state = self.enter()?;
        state.folders.extend(folder.ancestors().map(Path::to_owned));
        Ok(())
    }

    fn pause(&self) {
        let mut state = self.0.borrow_mut();
        if !state.meanwhile.is_empty() {
            let (path, bytes) = state.meanwhile.remove(0);
            drop(state);
            self.put(&path.display().to_string(), &bytes);
        }
    }

    fn home(&self) -> Option<PathBuf> {
        Some(PathBuf::from("/home/mk"))
    }

    fn runs(&self, process: u32) -> bool {
        !self.0.borrow().dead.contains(&process)
    }
}
