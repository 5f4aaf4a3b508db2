//! An open briefing as the keeper has it: the store of its notes and marks, and that of its registry.
//!
//! Changes that were made together may belong into both. They are called kept when both have them for good; what the
//! reader is told of is the worse of the two.

use std::path::{Path, PathBuf};

use super::{note, warning};
use crate::app::Action;
use crate::app::notes::News;
use crate::clean::Clean;
use crate::note::{Change, History, Id};
use crate::store::{self, Facts, Flush, Home, Opening, Refusal, Store};

/// Two stores, and what the application knows of them.
#[derive(Debug)]
pub(super) struct Held {
    home: Home,
    notes: Kept,
    names: Kept,
    /// Number of the last change that was taken.
    taken: u64,
    /// Number of the last one that was said to be kept.
    kept: u64,
    told: Standing,
}

/// A store, and how it stands.
#[derive(Debug)]
struct Kept {
    store: Store,
    standing: Standing,
}

/// How things stand: the worse, the greater.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Standing {
    Fine,
    Underway,
    Aside { again: bool, reason: String },
    Unsaved(String),
}

/// Which of the two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Which {
    Notes,
    Names,
}

impl Held {
    /// Opens the notes of a briefing and the registry that it has or will have.
    pub(super) fn open(home: &Home, path: &Path, facts: &Facts) -> (Self, Vec<Action>) {
        let (notes, read) = Store::open(home, path, facts);
        let (names, known) = Store::open_registry(home, &store::registry_for(folder(path)));
        let kept = |store| Kept { store, standing: Standing::Fine };
        let (notes, names, home) = (kept(notes), kept(names), home.clone());
        let mut held = Self { home, notes, names, taken: 0, kept: 0, told: Standing::Fine };
        let Opening { book, same, history, message, trouble, .. } = read;
        let mut said = vec![held.say(News::Read {
            book: Box::new(book),
            upto: 0,
            same,
            history: Some(Box::new(history)),
            message: message.as_deref().map(note),
        })];
        if !known.book.records().is_empty() || known.message.is_some() {
            let message = known.message.as_deref().map(note);
            said.push(held.say(News::Registry { book: Box::new(known.book), upto: 0, message }));
        }
        for (which, trouble) in [(Which::Notes, trouble), (Which::Names, known.trouble)] {
            said.extend(trouble.into_iter().flat_map(|trouble| held.outcome(which, trouble)));
        }
        let candidates = held.notes.store.candidates();
        if !candidates.is_empty() {
            said.push(held.say(News::Candidates(candidates)));
        }
        (held, said)
    }

    pub(super) fn briefing(&self) -> &Path {
        self.notes.store.briefing()
    }

    /// True when nothing would be lost if the process ended now.
    pub(super) fn is_durable(&self) -> bool {
        self.notes.store.is_durable() && self.names.store.is_durable()
    }

    /// True when the files hold everything.
    pub(super) fn is_written(&self) -> bool {
        self.notes.store.is_written() && self.names.store.is_written()
    }

    pub(super) fn wants_another_attempt(&self) -> bool {
        matches!(self.told, Standing::Unsaved(_) | Standing::Aside { again: true, .. })
            || [&self.notes, &self.names]
                .iter()
                .any(|kept| matches!(kept.standing, Standing::Aside { again: true, .. }))
    }

    pub(super) fn make_ready(&mut self) {
        self.notes.store.make_ready();
    }

    /// Makes changes durable, each where it belongs. What can be undone is kept with the notes.
    pub(super) fn keep(&mut self, serial: u64, changes: &[Change], history: &History) -> Vec<Action> {
        self.taken = serial;
        let is_name = |change: &Change| change.after.as_entry().is_some();
        let (names, notes): (Vec<Change>, Vec<Change>) = changes.iter().cloned().partition(is_name);
        let kept = self.names.store.keep(&names, &History::default());
        let mut said = self.took(Which::Names, kept, names.is_empty());
        let kept = self.notes.store.keep(&notes, history);
        said.extend(self.took(Which::Notes, kept, notes.is_empty()));
        said.extend(self.acknowledge());
        said
    }

    fn took(&mut self, which: Which, kept: Result<(), Refusal>, nothing: bool) -> Vec<Action> {
        match kept {
            Ok(()) => {
                let kept = self.one(which);
                if kept.standing == Standing::Fine && !nothing {
                    kept.standing = Standing::Underway;
                }
                self.told = self.told.clone().max(Standing::Underway);
                Vec::new()
            }
            Err(refusal) => self.outcome(which, Flush::Unsaved(refusal.reason)),
        }
    }

    /// Writes the files, and takes in what others wrote there.
    pub(super) fn flush(&mut self) -> Vec<Action> {
        let outcomes = [(Which::Names, self.names.store.flush()), (Which::Notes, self.notes.store.flush())];
        let mut said: Vec<Action> = self.acknowledge().into_iter().collect();
        for (which, outcome) in outcomes {
            said.extend(self.outcome(which, outcome));
        }
        said.extend(self.follow_registry());
        said
    }

    /// Goes over to the registry that is the nearest one now: somebody made or removed one while the briefing is open.
    fn follow_registry(&mut self) -> Vec<Action> {
        let nearest = store::registry_for(folder(self.briefing()));
        if nearest == self.names.store.briefing() || !nearest.exists() || !self.names.store.is_written() {
            return Vec::new();
        }
        let (store, known) = Store::open_registry(&self.home, &nearest);
        self.names = Kept { store, standing: Standing::Fine };
        let message = Some(note(&format!("names are those of {} from here on", nearest.display())));
        let mut said = vec![self.say(News::Registry { book: Box::new(known.book), upto: self.taken, message })];
        said.extend(match known.trouble {
            Some(trouble) => self.outcome(Which::Names, trouble),
            None => self.tell().into_iter().collect(),
        });
        said
    }

    /// The files that others may change.
    pub(super) fn places(&self) -> Vec<PathBuf> {
        let mut places = store::registry_places(folder(self.briefing()));
        places.extend([&self.notes, &self.names].into_iter().flat_map(|kept| kept.store.places()));
        places
    }

    /// The text of the briefing was read again.
    pub(super) fn reread(&mut self, facts: &Facts) -> Action {
        let store = &mut self.notes.store;
        store.reread(facts.clone());
        let (book, same) = (Box::new(store.book().clone()), store.is_for_this_text());
        // What is not durable stays what the reader is asked about before it is lost.
        self.say(News::Read { book, upto: self.kept, same, history: None, message: None })
    }

    /// Copies the notes of another sidecar, which stays as it is.
    pub(super) fn take_over(&mut self, from: &Path) -> Vec<Action> {
        match self.notes.store.take_over(from) {
            Ok(count) => {
                let name = from.file_name().unwrap_or_default().to_string_lossy().into_owned();
                let what = if count == 1 { "1 note".to_owned() } else { format!("{count} notes") };
                self.after(&format!("{what} copied from {name}, which stays as it is"))
            }
            Err(refusal) => vec![warning(&refusal.reason)],
        }
    }

    /// Sets the file aside that is not understood.
    pub(super) fn set_aside(&mut self) -> Vec<Action> {
        match self.troubled().store.set_aside() {
            Ok(copy) => {
                let behind = self.left_in(&copy);
                self.after(&format!("the old file is kept as {}{behind}", copy.display()))
            }
            Err(refusal) => vec![warning(&refusal.reason)],
        }
    }

    /// How many notes and marks of a file that was set aside are known nowhere else, as far as its lines tell.
    fn left_in(&self, copy: &Path) -> String {
        let text = std::fs::read(copy).unwrap_or_default();
        let text = String::from_utf8_lossy(&text);
        let ids = text.lines().filter_map(|line| line.trim_start().strip_prefix("- id:"));
        let has = |kept: &Kept, id: &Id| kept.store.book().get(id).is_some();
        let known = |id: &&str| {
            let id = Id::from(id.trim().trim_matches(['"', '\'']));
            has(&self.notes, &id) || has(&self.names, &id)
        };
        match ids.filter(|id| !known(id)).count() {
            0 => String::new(),
            1 => "; 1 record in it stays behind and is not shown here".to_owned(),
            n => format!("; {n} records in it stay behind and are not shown here"),
        }
    }

    /// Writes everything into the first folder that takes it, of the file that is in trouble.
    pub(super) fn write_elsewhere(&mut self, folders: &[PathBuf]) -> Vec<Action> {
        let store = &mut self.troubled().store;
        match store.write_elsewhere(folders) {
            Ok(copy) => {
                let (count, names) = (store.book().live().count(), store.book().entries().count());
                let what = if names > 0 {
                    format!("names known here ({names})")
                } else {
                    format!("notes known here ({count})")
                };
                self.after(&format!("all {what} are in {} now", copy.display()))
            }
            Err(refusal) => vec![warning(&refusal.reason)],
        }
    }

    /// What a way out is for: the notes, unless only the names are in trouble.
    fn troubled(&mut self) -> &mut Kept {
        if self.names.standing > self.notes.standing { &mut self.names } else { &mut self.notes }
    }

    fn one(&mut self, which: Which) -> &mut Kept {
        match which {
            Which::Notes => &mut self.notes,
            Which::Names => &mut self.names,
        }
    }

    fn say(&self, news: News) -> Action {
        Action::Notes(self.briefing().to_owned(), news)
    }

    /// A flush after the reader chose a way out, which is told in any case.
    fn after(&mut self, message: &str) -> Vec<Action> {
        let mut said = self.flush();
        said.push(Action::Say(note(message)));
        said
    }

    fn acknowledge(&mut self) -> Option<Action> {
        if self.kept == self.taken || !self.is_durable() {
            return None;
        }
        self.kept = self.taken;
        Some(self.say(News::Kept(self.kept)))
    }

    /// What a flush means for the application; nothing where that is known.
    fn outcome(&mut self, which: Which, flush: Flush) -> Vec<Action> {
        let upto = self.taken;
        let kept = self.one(which);
        let message = kept.store.notice().as_deref().map(note);
        let mut said = Vec::new();
        kept.standing = match flush {
            Flush::Written | Flush::Merged(_) => Standing::Fine,
            Flush::Aside { ref reason, again, place } => Standing::Aside { again, reason: aside(which, reason, place) },
            Flush::Unsaved(ref reason) => Standing::Unsaved(reason.clone()),
        };
        match flush {
            Flush::Merged(book) => {
                let same = kept.store.is_for_this_text();
                said.push(self.say(match which {
                    Which::Notes => News::Read { book, upto, same, history: None, message },
                    Which::Names => News::Registry { book, upto, message },
                }));
            }
            _ => said.extend(message.map(Action::Say)),
        }
        said.extend(self.tell());
        said
    }

    /// Says how things stand, where the application knows it otherwise.
    fn tell(&mut self) -> Option<Action> {
        let now = self.notes.standing.clone().max(self.names.standing.clone());
        if now == self.told {
            return None;
        }
        self.told = now;
        match &self.told {
            Standing::Fine => Some(self.say(News::Written)),
            Standing::Underway => None,
            Standing::Aside { reason, .. } => Some(self.say(News::Aside(Clean::line(reason)))),
            Standing::Unsaved(reason) => Some(self.say(News::Unsaved(Clean::line(reason)))),
        }
    }
}

fn folder(briefing: &Path) -> &Path {
    briefing.parent().unwrap_or(Path::new("/"))
}

/// What stays in sight while a file does not take what the journal has. Where it is not understood, the place and the
/// ways out come first, in the names that they have in the reader: the narrowest screen must show them.
fn aside(which: Which, reason: &str, place: Option<(usize, usize)>) -> String {
    let what = match which {
        Which::Notes => "notes",
        Which::Names => "names",
    };
    let told = place.and_then(|(line, column)| {
        let at = format!(":{line}:{column}: ");
        let (file, why) = reason.split_once(&at)?;
        let ways = "edit-notes-file or set-notes-aside (palette)";
        Some(format!("{file}:{line}:{column} is broken: {ways}; {what} are kept in the journal only. {why}"))
    });
    told.unwrap_or_else(|| format!("{what} are kept in the journal only: {reason}"))
}
