//! What is remembered of how a reader works: the theme that was picked last, what was searched for.
//!
//! Small files in the state directory, for this reader only. Losing one costs a few keys, so what cannot be read counts as
//! none, and nothing is forced to the disk.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::files::{self, state};
use crate::find::Query;

/// Searches that are remembered.
pub const MOST_SEARCHES: usize = 50;

/// Bytes of a search that is remembered at most; what is longer was pasted, and nobody looks for it again.
const LONGEST: usize = 500;

/// Bytes of a file of these; more than this program writes.
const LIMIT: usize = 256 * 1024;

/// The folder of them.
#[derive(Debug, Clone)]
pub struct Habits {
    dir: PathBuf,
}

/// A search, as it is written.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
struct Asked {
    pattern: String,
    regex: bool,
    whole_word: bool,
    match_case: bool,
}

impl From<&Query> for Asked {
    fn from(query: &Query) -> Self {
        let Query { pattern, regex, whole_word, match_case } = query.clone();
        Self { pattern, regex, whole_word, match_case }
    }
}

impl From<Asked> for Query {
    fn from(asked: Asked) -> Self {
        let Asked { pattern, regex, whole_word, match_case } = asked;
        Self { pattern, regex, whole_word, match_case }
    }
}

/// Puts one at the end of the searches, once; of too many, the oldest go.
pub fn remember<T: PartialEq>(searches: &mut Vec<T>, one: T) {
    searches.retain(|before| *before != one);
    searches.push(one);
    let surplus = searches.len().saturating_sub(MOST_SEARCHES);
    searches.drain(..surplus);
}

impl Habits {
    /// Habits below the program's state directory.
    pub fn in_state(state: &Path) -> Self {
        Self { dir: state.join("habits") }
    }

    /// The theme that was picked; `None` for the one that suits the terminal.
    pub fn theme(&self) -> Option<String> {
        let (bytes, _) = files::read_head(&self.dir.join("theme"), LIMIT).ok()?;
        let name = String::from_utf8(bytes).ok()?;
        Some(name.trim().to_owned()).filter(|name| !name.is_empty())
    }

    /// Remembers a theme, or that none was picked.
    ///
    /// # Errors
    /// What the file system says.
    pub fn keep_theme(&self, name: Option<&str>) -> io::Result<()> {
        let file = self.dir.join("theme");
        match name {
            Some(name) => {
                state::folder(&self.dir)?;
                state::replace(&file, format!("{name}\n").as_bytes())
            }
            None => remove(&file),
        }
    }

    /// Where they are.
    pub fn folder(&self) -> &Path {
        &self.dir
    }

    /// What was searched for, the latest last.
    pub fn searches(&self) -> Vec<Query> {
        self.asked().into_iter().map(Query::from).collect()
    }

    /// Remembers a search besides those that are in the file by now.
    ///
    /// # Errors
    /// What the file system says.
    pub fn keep_search(&self, query: &Query) -> io::Result<()> {
        if query.pattern.len() > LONGEST {
            return Ok(());
        }
        state::folder(&self.dir)?;
        let _turn = state::turn(&self.dir);
        let mut asked = self.asked();
        remember(&mut asked, Asked::from(query));
        state::replace(&self.searches_file(), &serde_json::to_vec(&asked)?)
    }

    /// Deletes all searches that are remembered.
    ///
    /// # Errors
    /// What the file system says.
    pub fn forget_searches(&self) -> io::Result<()> {
        if !self.searches_file().exists() {
            return Ok(());
        }
        // Another window may be about to write them back.
        let _turn = state::turn(&self.dir);
        remove(&self.searches_file())
    }

    fn searches_file(&self) -> PathBuf {
        self.dir.join("searches.json")
    }

    fn asked(&self) -> Vec<Asked> {
        let file = files::read_head(&self.searches_file(), LIMIT).ok();
        let mut asked: Vec<Asked> = file.and_then(|(bytes, _)| serde_json::from_slice(&bytes).ok()).unwrap_or_default();
        asked.retain(|one| !one.pattern.is_empty() && one.pattern.len() <= LONGEST);
        let surplus = asked.len().saturating_sub(MOST_SEARCHES);
        asked.drain(..surplus);
        asked
    }
}

/// Deletes a file, if it is there.
fn remove(file: &Path) -> io::Result<()> {
    match fs::remove_file(file) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    fn query(pattern: &str) -> Query {
        Query { pattern: pattern.to_owned(), ..Query::default() }
    }

    #[test]
    fn a_theme_is_remembered_and_forgotten() {
        let home = tempfile::tempdir().unwrap();
        let habits = Habits::in_state(home.path());
        assert_eq!(habits.theme(), None);
        habits.keep_theme(None).unwrap();
        habits.keep_theme(Some("sepia")).unwrap();
        assert_eq!(habits.theme().as_deref(), Some("sepia"));
        habits.keep_theme(None).unwrap();
        assert_eq!(habits.theme(), None);
        fs::write(home.path().join("habits/theme"), b"\xff\xfe").unwrap();
        assert_eq!(habits.theme(), None);
    }

    #[test]
    fn searches_are_bounded_private_and_each_there_once() {
        let home = tempfile::tempdir().unwrap();
        let habits = Habits::in_state(home.path());
        for n in 0..60 {
            habits.keep_search(&query(&format!("{n}"))).unwrap();
        }
        habits.keep_search(&query("30")).unwrap();
        habits.keep_search(&query(&"x".repeat(LONGEST + 1))).unwrap();
        habits.keep_search(&Query { regex: true, ..query("30") }).unwrap();
        let searches = habits.searches();
        assert_eq!(searches.len(), MOST_SEARCHES);
        assert_eq!(searches.last(), Some(&Query { regex: true, ..query("30") }));
        assert_eq!(searches.iter().filter(|one| **one == query("30")).count(), 1);
        let mode = |name: &str| fs::metadata(home.path().join(name)).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode("habits"), mode("habits/searches.json")), (0o700, 0o600));
    }

    #[test]
    fn searches_are_forgotten_and_the_theme_is_not() {
        let home = tempfile::tempdir().unwrap();
        let habits = Habits::in_state(home.path());
        habits.forget_searches().unwrap();
        assert!(!home.path().join("habits").exists(), "nothing is made to delete nothing");
        habits.keep_theme(Some("sepia")).unwrap();
        habits.keep_search(&query("a")).unwrap();
        habits.forget_searches().unwrap();
        assert_eq!((habits.searches(), habits.theme().as_deref()), (Vec::new(), Some("sepia")));
        assert!(!home.path().join("habits/searches.json").exists());
    }

    #[test]
    fn what_cannot_be_read_counts_as_none_and_is_replaced() {
        let home = tempfile::tempdir().unwrap();
        let habits = Habits::in_state(home.path());
        habits.keep_search(&query("a")).unwrap();
        for broken in ["{", "[1, 2]", "[{\"pattern\": \"\"}]"] {
            fs::write(home.path().join("habits/searches.json"), broken).unwrap();
            assert_eq!(habits.searches(), [], "{broken}");
        }
        habits.keep_search(&query("b")).unwrap();
        assert_eq!(habits.searches(), [query("b")]);
        fs::write(home.path().join("file"), "").unwrap();
        assert!(Habits::in_state(&home.path().join("file")).keep_search(&query("c")).is_err());
    }

    #[test]
    fn searches_of_windows_that_search_at_once_are_all_kept() {
        let home = tempfile::tempdir().unwrap();
        let search = |window: usize| {
            let habits = Habits::in_state(home.path());
            move || (0..12).for_each(|n| habits.keep_search(&query(&format!("{window}-{n}"))).unwrap())
        };
        let windows: Vec<_> = (0..4).map(|window| std::thread::spawn(search(window))).collect();
        for window in windows {
            window.join().unwrap();
        }
        assert_eq!(Habits::in_state(home.path()).searches().len(), 48);
    }
}
