//! Notes that were begun and not saved: kept between runs, so that no way of leaving the editor loses a word.
//!
//! One small JSON file a briefing in the state directory, for this reader only, replaced as a whole and forced to the
//! disk. A note that was saved has no draft; a file without drafts is removed.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::note::{Colour, Id, NoteKind, Status, Target};
use crate::reading;

/// Drafts of one briefing that are kept; of more, the oldest go.
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

/// The folder of all drafts.
#[derive(Debug, Clone)]
pub struct DraftFiles {
    dir: PathBuf,
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
        let surplus = self.list.len().saturating_sub(MOST);
        self.list.drain(..surplus);
        true
    }

    /// Takes away the draft for `of`. False when there was none.
    pub fn remove(&mut self, of: &Of) -> bool {
        let before = self.list.len();
        self.list.retain(|draft| !draft.of.is_same(of));
        self.list.len() < before
    }
}

impl DraftFiles {
    /// Drafts below the program's state directory.
    pub fn in_state(state: &Path) -> Self {
        Self { dir: state.join("drafts") }
    }

    /// The folder, which is this reader's own.
    pub fn folder(&self) -> &Path {
        &self.dir
    }

    /// The drafts of the briefing at `path` (absolute). A file that cannot be understood is set aside as `….broken`.
    pub fn of_path(&self, path: &Path) -> Drafts {
        let file = self.dir.join(reading::key(path));
        let read = fs::read(&file).ok().map(|json| serde_json::from_slice::<Drafts>(&json));
        if let Some(Err(_)) = &read {
            // Whatever wrote it, the words in it may be the only ones there are.
            let _ = fs::rename(&file, file.with_extension("broken"));
        }
        let list = read.and_then(Result::ok).unwrap_or_default().list;
        Drafts { path: path.to_owned(), list }
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

    /// Writes the drafts of a briefing; they are on the disk for good when this returns.
    ///
    /// # Errors
    /// Whatever the file system says; the drafts before these stay whole.
    pub fn save(&self, drafts: &Drafts) -> io::Result<()> {
        let file = self.dir.join(reading::key(&drafts.path));
        if drafts.list.is_empty() {
            return match fs::remove_file(file) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
                _ => Ok(()),
            };
        }
        fs::create_dir_all(&self.dir)?;
        let mut temp = tempfile::NamedTempFile::new_in(&self.dir)?;
        temp.write_all(&serde_json::to_vec(drafts)?)?;
        temp.as_file().sync_all()?;
        temp.persist(file)?;
        fs::File::open(&self.dir)?.sync_all()
    }
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
        let left = || fs::read_dir(home.path().join("drafts")).unwrap().map(|e| e.unwrap().path()).collect::<Vec<_>>();
        assert!(left().iter().all(|file| file.extension().is_some_and(|e| e == "broken")), "{:?}", left());
        files.save(&drafts).unwrap();
        assert_eq!(left().len(), 2);
        drafts.list.clear();
        files.save(&drafts).unwrap();
        assert_eq!(left().len(), 1);
    }
}
