//! Keeps the reader's notes while the screen goes on: the stores of the open briefings, and the thread that drives them.
//!
//! [`Keeper`] does one thing after the other and says what came of it; the test desk uses it as it is. [`Thread`] does
//! the same beside the loop of the console. The sidecar is written at once when there was a pause before, and not again
//! within a fifth of a second. What the disk refuses is tried again every five seconds; with nothing refused the thread
//! sleeps until it is asked.

use std::path::{Path, PathBuf};

use crate::app::notes::News;
use crate::app::{Action, Errand, Message};
use crate::clean::Clean;
use crate::note::{Change, History};
use crate::store::{Facts, Flush, Home, Opening, Store};

mod left;
mod thread;

pub use thread::Thread;

/// The stores of the open briefings.
#[derive(Debug)]
pub struct Keeper {
    home: Home,
    /// Folders for notes that find no place where they belong.
    refuges: Vec<PathBuf>,
    /// The open briefing last; before it, those that were left while their notes were not saved.
    held: Vec<Held>,
}

/// A store, and what the application knows of it.
#[derive(Debug)]
struct Held {
    store: Store,
    /// Number of the last change that was taken.
    taken: u64,
    /// Number of the last one that was said to be kept.
    kept: u64,
    standing: Standing,
}

/// How things stand, as the application was told.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Standing {
    Fine,
    Underway,
    Aside { reason: String, again: bool },
    Unsaved(String),
}

impl Keeper {
    /// A keeper with nothing open. `refuges` are folders for notes that find no place where they belong, best first.
    pub fn new(home: Home, refuges: Vec<PathBuf>) -> Self {
        Self { home, refuges, held: Vec::new() }
    }

    /// Opens the notes of a briefing, and leaves the ones before as far as they are saved.
    pub fn open(&mut self, path: &Path, facts: &Facts) -> Vec<Action> {
        let mut said = self.flush();
        self.held.retain(|held| !held.store.is_durable());
        let (store, opening) = Store::open(&self.home, path, facts);
        let mut held = Held { store, taken: 0, kept: 0, standing: Standing::Fine };
        let Opening { book, same, history, message, trouble, .. } = opening;
        said.push(held.say(News::Read {
            book: Box::new(book),
            upto: 0,
            same,
            history: Some(Box::new(history)),
            message: message.as_deref().map(note),
        }));
        if let Some(trouble) = trouble {
            said.extend(held.outcome(trouble));
        }
        let candidates = held.store.candidates();
        if !candidates.is_empty() {
            said.push(held.say(News::Candidates(candidates)));
        }
        self.held.push(held);
        said
    }

    /// Does what need not wait for the first change.
    pub fn make_ready(&self) {
        if let Some(held) = self.held.last() {
            held.store.make_ready();
        }
    }

    /// Makes changes durable. The sidecar is written by the next [`Keeper::flush`].
    pub fn keep(&mut self, path: &Path, serial: u64, changes: &[Change], history: &History) -> Vec<Action> {
        let mut said = Vec::new();
        if self.held(path).is_none() {
            said = self.open(path, &Facts::default());
        }
        let Some(held) = self.held(path) else { return said };
        held.taken = serial;
        match held.store.keep(changes, history) {
            Ok(()) => {
                if held.standing == Standing::Fine {
                    held.standing = Standing::Underway;
                }
                said.extend(held.acknowledge());
            }
            Err(refusal) => said.extend(held.outcome(Flush::Unsaved(refusal.reason))),
        }
        said
    }

    /// Writes the sidecars, and takes in what others wrote there.
    pub fn flush(&mut self) -> Vec<Action> {
        self.held.iter_mut().flat_map(Held::flush).collect()
    }

    /// The text of a briefing was read again.
    pub fn reread(&mut self, path: &Path, facts: &Facts) -> Vec<Action> {
        let Some(held) = self.held(path) else { return self.open(path, facts) };
        held.store.reread(facts.clone());
        let (book, upto) = (Box::new(held.store.book().clone()), held.taken);
        let same = held.store.is_for_this_text();
        vec![held.say(News::Read { book, upto, same, history: None, message: None })]
    }

    /// Copies the notes of another sidecar, which stays as it is.
    pub fn take_over(&mut self, from: &Path) -> Vec<Action> {
        let Some(held) = self.held.last_mut() else { return Vec::new() };
        match held.store.take_over(from) {
            Ok(count) => {
                let name = from.file_name().unwrap_or_default().to_string_lossy().into_owned();
                let what = if count == 1 { "1 note".to_owned() } else { format!("{count} notes") };
                held.after(&format!("{what} copied from {name}, which stays as it is"))
            }
            Err(refusal) => vec![warning(&refusal.reason)],
        }
    }

    /// Does what the reader asked for.
    pub fn errand(&mut self, errand: Errand) -> Vec<Action> {
        let refuges = self.refuges.clone();
        let Some(held) = self.held.last_mut() else { return Vec::new() };
        match errand {
            Errand::Save => {}
            Errand::SetAside => match held.store.set_aside() {
                Ok(copy) => return held.after(&format!("the old notes file is kept as {}", copy.display())),
                Err(refusal) => return vec![warning(&refusal.reason)],
            },
            Errand::Elsewhere => match held.store.write_elsewhere(&refuges) {
                Ok(copy) => {
                    let count = held.store.book().live().count();
                    return held.after(&format!("all notes known here ({count}) are in {} now", copy.display()));
                }
                Err(refusal) => return vec![warning(&refusal.reason)],
            },
        }
        self.flush()
    }

    /// Leaves the briefings whose notes are where they belong: the program is about to end.
    pub fn leave(&mut self) {
        self.held.retain(|held| !held.store.is_written());
    }

    /// True when something was refused that another attempt may bring to the disk.
    pub fn wants_another_attempt(&self) -> bool {
        self.held.iter().any(|held| matches!(held.standing, Standing::Unsaved(_) | Standing::Aside { again: true, .. }))
    }

    fn held(&mut self, path: &Path) -> Option<&mut Held> {
        self.held.iter_mut().rev().find(|held| held.store.briefing() == path)
    }
}

impl Held {
    fn say(&self, news: News) -> Action {
        Action::Notes(self.store.briefing().to_owned(), news)
    }

    fn flush(&mut self) -> Vec<Action> {
        let outcome = self.store.flush();
        let mut said: Vec<Action> = self.acknowledge().into_iter().collect();
        said.extend(self.outcome(outcome));
        said
    }

    /// A flush after the reader chose a way out, which is told in any case.
    fn after(&mut self, message: &str) -> Vec<Action> {
        let mut said = self.flush();
        said.push(Action::Say(note(message)));
        said
    }

    fn acknowledge(&mut self) -> Option<Action> {
        if self.kept == self.taken || !self.store.is_durable() {
            return None;
        }
        self.kept = self.taken;
        Some(self.say(News::Kept(self.kept)))
    }

    /// What a flush means for the application; nothing where that is known.
    fn outcome(&mut self, flush: Flush) -> Vec<Action> {
        let message = self.store.notice().as_deref().map(note);
        let (standing, news) = match flush {
            Flush::Written => (Standing::Fine, News::Written),
            Flush::Merged(book) => {
                let same = self.store.is_for_this_text();
                let read = News::Read { book, upto: self.taken, same, history: None, message };
                let known = std::mem::replace(&mut self.standing, Standing::Fine) == Standing::Fine;
                let written = (!known).then(|| self.say(News::Written));
                return std::iter::once(self.say(read)).chain(written).collect();
            }
            Flush::Aside { reason, again, .. } => {
                let news = News::Aside(Clean::line(&reason));
                (Standing::Aside { reason, again }, news)
            }
            Flush::Unsaved(reason) => {
                let news = News::Unsaved(Clean::line(&reason));
                (Standing::Unsaved(reason), news)
            }
        };
        let mut said: Vec<Action> = message.map(Action::Say).into_iter().collect();
        if self.standing != standing {
            self.standing = standing;
            said.push(self.say(news));
        }
        said
    }
}

fn note(text: &str) -> Message {
    Message::note(Clean::line(text))
}

fn warning(text: &str) -> Action {
    Action::Say(Message::warning(Clean::line(text)))
}
