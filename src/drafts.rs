//! Notes that were begun and not saved: kept between runs, so that no way of leaving the editor loses a word.
//!
//! One small JSON file a briefing in the state directory, for this reader only, replaced as a whole and forced to the
//! disk. A note that was saved has no draft; a file without drafts is removed.
//!
//! Two instances may write on one briefing. Every draft says whose it is; who lives keeps their own, and nobody's draft
//! is written over by another one's (`owner.rs`).

use std::collections::HashMap;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use serde::{Deserialize, Serialize};

use crate::files::state;
use crate::note::{Colour, Id, NoteKind, Status, Target};
use crate::reading;

mod owner;

use owner::Owner;

/// Drafts of one briefing that are kept; of more, the oldest go in which nothing is written.
pub const MOST: usize = 100;

/// A note that was begun.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// What it is for.
    pub of: Of,
    /// Its kind.
    #[serde(default)]
    pub kind: NoteKind,
    /// Its colour, when it is a highlight.
    #[serde(default)]
    pub colour: Option<Colour>,
    /// Its tags.
    #[serde(default)]
    pub tags: Vec<String>,
    /// Its status.
    #[serde(default)]
    pub status: Status,
    /// What was written so far.
    #[serde(default)]
    pub text: String,
    /// When it was begun, as RFC 3339 in UTC.
    #[serde(default)]
    pub begun: String,
}

/// What a draft is for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Of {
    /// A new note on this.
    New(Target),
    /// A change of this note.
    Change(Id),
}

/// The drafts of one briefing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Drafts {
    /// The briefing.
    pub path: PathBuf,
    /// The drafts, the latest last.
    pub list: Vec<Draft>,
}

/// The folder of all drafts. Clones are the same instance of the program.
#[derive(Debug, Clone)]
pub struct DraftFiles {
    dir: PathBuf,
    own: Arc<Own>,
}

/// What this instance has to do with the drafts on disk.
#[derive(Debug)]
struct Own {
    owner: Owner,
    /// Drafts of ended instances that were taken up here: ours to change and to remove.
    taken: Mutex<HashMap<PathBuf, Vec<Kept>>>,
}

/// A draft on disk, and the instance that it is of; empty for one that is nobody's.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Kept {
    #[serde(default, skip_serializing_if = "String::is_empty")]
    by: String,
    #[serde(flatten)]
    draft: Draft,
}

/// The file of one briefing.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct Page {
    path: PathBuf,
    list: Vec<Kept>,
}

impl Of {
    /// True when both are for the same: the same note, or a new one on the same section or the same words.
    pub fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::New(Target::Span(a)), Self::New(Target::Span(b))) => {
                a.quote == b.quote && a.start == b.start && a.section == b.section
            }
            (a, b) => a == b,
        }
    }
}

impl Drafts {
    /// The draft for `of`.
    pub fn get(&self, of: &Of) -> Option<&Draft> {
        self.list.iter().find(|draft| draft.of.is_same(of))
    }

    /// Puts a draft in the place of the one for the same. False when it was there already, as it is.
    pub fn put(&mut self, draft: Draft) -> bool {
        if self.get(&draft.of) == Some(&draft) {
            return false;
        }
        self.list.retain(|old| !old.of.is_same(&draft.of));
        self.list.push(draft);
        let mut surplus = self.list.len().saturating_sub(MOST);
        self.list.retain(|draft| {
            let goes = surplus > 0 && draft.text.trim().is_empty();
            surplus -= usize::from(goes);
            !goes
        });
        true
    }

    /// Takes away the draft for `of`. False when there was none.
    pub fn remove(&mut self, of: &Of) -> bool {
        let before = self.list.len();
        self.list.retain(|draft| !draft.of.is_same(of));
        self.list.len() < before
    }
}

impl Drafts {
    /// Takes a draft that was left on disk. Of two for the same, which two instances wrote, the words of both stay.
    fn join(&mut self, draft: Draft) {
        let known = self.list.iter_mut().find(|known| known.of.is_same(&draft.of));
        match known {
            Some(known) if known.text.contains(draft.text.trim()) => {}
            Some(known) if draft.text.contains(known.text.trim()) => *known = draft,
            Some(known) => known.text = format!("{}\n\n{}", known.text.trim_end(), draft.text),
            None => self.list.push(draft),
        }
    }
}

impl DraftFiles {
    /// Drafts below the program's state directory.
    pub fn in_state(state: &Path) -> Self {
        let dir = state.join("drafts");
        Self { own: Arc::new(Own { owner: Owner::new(&dir), taken: Mutex::default() }), dir }
    }

    /// The folder, which is this reader's own.
    pub fn folder(&self) -> &Path {
        &self.dir
    }

    /// The drafts of the briefing at `path` (absolute), without those that another instance is writing. A file that cannot
    /// be understood is set aside as `….broken`.
    pub fn of_path(&self, path: &Path) -> Drafts {
        let mut drafts = Drafts { path: path.to_owned(), list: Vec::new() };
        let mut own = self.own.taken.lock().unwrap_or_else(PoisonError::into_inner);
        let taken = own.entry(path.to_owned()).or_default();
        // What cannot be read now stays as it is: nothing is written over it (see `save`).
        for kept in self.page(path).unwrap_or_default().list {
            if kept.by != self.own.owner.name() {
                if !self.own.owner.is_free(&kept.by) {
                    continue;
                }
                taken.push(kept.clone());
            }
            drafts.join(kept.draft);
        }
        drafts
    }

    /// What is in the file of a briefing; nothing where there is none.
    fn page(&self, path: &Path) -> io::Result<Page> {
        let file = self.file(path);
        let json = match fs::read(&file) {
            Ok(json) => json,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Page::default()),
            Err(error) => return Err(error),
        };
        if let Ok(page) = serde_json::from_slice(&json) {
            return Ok(page);
        }
        // Whatever wrote it, the words in it may be the only ones there are.
        let free = (1..).map(|n| file.with_extension(if n == 1 { "broken".to_owned() } else { format!("broken{n}") }));
        let free = free.take(1000).find(|to| !to.exists()).ok_or(io::ErrorKind::AlreadyExists)?;
        fs::rename(&file, free)?;
        Ok(Page::default())
    }

    fn file(&self, path: &Path) -> PathBuf {
        self.dir.join(reading::key(path))
    }

    /// The drafts of a briefing that was at `old` and is at `new` now, kept under its new path from here on. Where that has
    /// drafts already, they stay and those of the old path stay where they are.
    ///
    /// # Errors
    /// Whatever the file system says; nothing is lost.
    pub fn carry_over(&self, old: &Path, new: &Path) -> io::Result<Drafts> {
        let mut drafts = self.of_path(new);
        let before = self.of_path(old);
        if !drafts.list.is_empty() || before.list.is_empty() {
            return Ok(drafts);
        }
        drafts.list = before.list;
        self.save(&drafts)?;
        self.save(&Drafts { path: old.to_owned(), list: Vec::new() })?;
        Ok(drafts)
    }

    /// Writes the drafts of a briefing; they are on the disk for good when this returns. What other instances have there
    /// stays.
    ///
    /// # Errors
    /// Whatever the file system says; the drafts before these stay whole.
    pub fn save(&self, drafts: &Drafts) -> io::Result<()> {
        let file = self.file(&drafts.path);
        if drafts.list.is_empty() && matches!(file.try_exists(), Ok(false)) {
            return Ok(());
        }
        fs::create_dir_all(&self.dir)?;
        let _turn = state::turn(&self.dir);
        let by = self.own.owner.alive()?;
        let mut taken = self.own.taken.lock().unwrap_or_else(PoisonError::into_inner);
        let mut list = self.page(&drafts.path)?.list;
        let mine = taken.entry(drafts.path.clone()).or_default();
        list.retain(|kept| kept.by != by && !mine.contains(kept));
        list.extend(drafts.list.iter().map(|draft| Kept { by: by.to_owned(), draft: draft.clone() }));
        if list.is_empty() {
            fs::remove_file(file)
        } else {
            replace(&file, &serde_json::to_vec(&Page { path: drafts.path.clone(), list })?)
        }
    }
}

fn replace(file: &Path, bytes: &[u8]) -> io::Result<()> {
    let dir = file.parent().unwrap_or(Path::new("."));
    let mut temp = tempfile::NamedTempFile::new_in(dir)?;
    temp.write_all(bytes)?;
    temp.as_file().sync_all()?;
    temp.persist(file)?;
    fs::File::open(dir)?.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::note::Anchor;

    fn draft(quote: &str, text: &str) -> Draft {
        let anchor = Anchor { quote: quote.to_owned(), ..Anchor::default() };
        Draft {
            of: Of::New(Target::Span(anchor)),
            kind: NoteKind::Question,
            colour: None,
            tags: vec!["border".to_owned()],
            status: Status::Open,
            text: text.to_owned(),
            begun: String::new(),
        }
    }

    #[test]
    fn drafts_are_kept_by_what_they_are_for() {
        let mut drafts = Drafts::default();
        assert!(drafts.put(draft("a", "1")));
        assert!(!drafts.put(draft("a", "1")));
        assert!(drafts.put(draft("a", "2")));
        assert!(drafts.put(draft("b", "3")));
        assert_eq!(drafts.list.len(), 2);
        assert_eq!(drafts.get(&draft("a", "").of).map(|d| d.text.as_str()), Some("2"));
        assert!(drafts.remove(&draft("a", "").of));
        assert!(!drafts.remove(&draft("a", "").of));
        for n in 0..2 * MOST {
            drafts.put(draft(&n.to_string(), ""));
        }
        assert_eq!(drafts.list.len(), MOST);
        for n in 0..2 * MOST {
            drafts.put(draft(&n.to_string(), "words"));
        }
        let written = drafts.list.iter().filter(|draft| !draft.text.is_empty()).count();
        assert_eq!(written, 2 * MOST + 1, "no word is dropped");
    }

    /// Two write on one briefing, and both are killed: no word of either is lost, whoever wrote last.
    #[test]
    fn nobody_writes_over_the_drafts_of_another_instance() {
        let home = tempfile::tempdir().unwrap();
        let path = PathBuf::from("/briefings/a.txt");
        let drafts = |list: &[(&str, &str)]| {
            let list = list.iter().map(|(quote, text)| draft(quote, text)).collect();
            Drafts { path: path.clone(), list }
        };
        let texts = |files: &DraftFiles| files.of_path(&path).list.into_iter().map(|d| d.text).collect::<Vec<_>>();
        let (one, two) = (DraftFiles::in_state(home.path()), DraftFiles::in_state(home.path()));
        one.save(&drafts(&[("a", "of one")])).unwrap();
        two.save(&drafts(&[("b", "of two")])).unwrap();
        two.save(&drafts(&[("b", "of two"), ("a", "two on a")])).unwrap();
        assert_eq!(
            (texts(&one), texts(&two)),
            (vec!["of one".to_owned()], vec!["of two".to_owned(), "two on a".to_owned()])
        );
        drop((one, two));
        let three = DraftFiles::in_state(home.path());
        assert_eq!(texts(&three), ["of one\n\ntwo on a", "of two"]);
        // It took them up: what it saves as a note is a draft no more.
        three.save(&drafts(&[("b", "of two")])).unwrap();
        drop(three);
        let four = DraftFiles::in_state(home.path());
        assert_eq!(texts(&four), ["of two"]);
        four.save(&drafts(&[])).unwrap();
        let left: Vec<_> = fs::read_dir(four.folder()).unwrap().map(|e| e.unwrap().file_name()).collect();
        assert!(left.iter().all(|name| !name.to_string_lossy().ends_with(".json")), "{left:?}");
    }

    /// What cannot be read at the moment may be the only words there are.
    #[test]
    fn nothing_is_written_over_drafts_that_cannot_be_read() {
        let home = tempfile::tempdir().unwrap();
        let path = PathBuf::from("/briefings/a.txt");
        let files = DraftFiles::in_state(home.path());
        let drafts = Drafts { path: path.clone(), list: vec![draft("a", "1")] };
        files.save(&drafts).unwrap();
        let file = files.file(&path);
        fs::rename(&file, home.path().join("moved")).unwrap();
        // A link to itself is there and can be read by nobody, whoever one is.
        std::os::unix::fs::symlink(&file, &file).unwrap();
        assert!(files.of_path(&path).list.is_empty());
        assert!(files.save(&drafts).is_err());
        assert!(files.save(&Drafts { path: path.clone(), list: Vec::new() }).is_err());
        assert!(fs::symlink_metadata(&file).unwrap().is_symlink());
        fs::rename(home.path().join("moved"), &file).unwrap();
        assert_eq!(files.of_path(&path), drafts);
    }

    #[test]
    fn a_file_comes_and_goes_with_its_drafts() {
        let home = tempfile::tempdir().unwrap();
        let files = DraftFiles::in_state(home.path());
        let path = PathBuf::from("/briefings/a.txt");
        let mut drafts = files.of_path(&path);
        assert!(files.save(&drafts).is_ok(), "nothing to remove is no fault");
        drafts.put(draft("a", "Who chairs it?\n"));
        files.save(&drafts).unwrap();
        assert_eq!(files.of_path(&path), drafts);
        assert!(files.of_path(Path::new("/briefings/b.txt")).list.is_empty());
        fs::write(home.path().join("drafts").join(reading::key(&path)), "{").unwrap();
        assert!(files.of_path(&path).list.is_empty());
        let ours = |file: &PathBuf| file.extension().is_none_or(|e| e == "alive");
        let entries = || fs::read_dir(home.path().join("drafts")).unwrap().map(|e| e.unwrap().path());
        let left = || entries().filter(|file| !ours(file)).collect::<Vec<_>>();
        assert!(left().iter().all(|file| file.extension().is_some_and(|e| e == "broken")), "{:?}", left());
        files.save(&drafts).unwrap();
        assert_eq!(left().len(), 2);
        drafts.list.clear();
        files.save(&drafts).unwrap();
        assert_eq!(left().len(), 1);
    }
}
