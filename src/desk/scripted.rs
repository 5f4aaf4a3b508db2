//! The world of the desk: it plays a script, and performs effects at once.

use std::collections::VecDeque;
use std::io;
use std::path::Path;

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use tempfile::TempDir;

use crate::app::compose::Edited;
use crate::app::notes::News;
use crate::app::{Action, Effect, Opened};
use crate::note::Moment;
use crate::runtime::keeper::Keeper;
use crate::runtime::worker::{self, Desk as Facts, Job, Part, Watch};
use crate::runtime::{Event, World, failure};
use crate::session::Session;
use crate::store;

/// A world that plays a script.
#[derive(Debug)]
pub(super) struct Scripted {
    pub(super) terminal: Terminal<TestBackend>,
    pub(super) script: VecDeque<Event>,
    pub(super) edits: VecDeque<Edited>,
    pub(super) facts: Facts,
    pub(super) effects: Vec<Effect>,
    pub(super) folder: TempDir,
    pub(super) keeper: Keeper,
    pub(super) moment: Moment,
    /// Milliseconds from one event to the next.
    pub(super) pace: u64,
    /// The search for all names of a long text never ends.
    pub(super) holds: bool,
}

impl Scripted {
    /// Notes are kept in the desk's own folder only: a test must leave no file beside a briefing that it merely opens.
    fn has_notes(&self, path: &Path) -> bool {
        path.starts_with(self.folder.path())
    }

    /// A job whose result comes as an event, after the frame that is due.
    #[expect(clippy::unnecessary_wraps, reason = "it stands for an effect")]
    fn beside(&mut self, job: Job) -> io::Result<Vec<Action>> {
        if let Some(action) = worker::answer(&self.facts, job, Watch::PATIENT) {
            self.script.push_front(Event::Action(action));
        }
        Ok(Vec::new())
    }

    pub(super) fn open_notes(&mut self, opened: &Opened) -> Vec<Action> {
        let path = opened.path.as_deref().filter(|path| self.has_notes(path));
        path.map_or(Vec::new(), |path| self.keeper.open(path, &store::Facts::of(&opened.briefing)))
    }

    fn reread_notes(&mut self, opened: &Opened) -> Vec<Action> {
        let path = opened.path.as_deref().filter(|path| self.has_notes(path));
        path.map_or(Vec::new(), |path| self.keeper.reread(path, &store::Facts::of(&opened.briefing)))
    }
}

impl World for Scripted {
    fn draw(&mut self, session: &Session) -> io::Result<()> {
        let drawn = self.terminal.draw(|frame| session.draw(frame));
        drawn.map(|_| ()).map_err(|error| match error {})
    }

    /// At the end of the script the loop stops as a read that would block does.
    fn wait(&mut self) -> io::Result<Vec<Event>> {
        self.script.pop_front().map(|event| vec![event]).ok_or_else(|| io::ErrorKind::WouldBlock.into())
    }

    fn now(&mut self) -> Moment {
        self.moment.millis += self.pace;
        self.moment.chance += 1 << 32;
        self.moment
    }

    fn perform(&mut self, effect: Effect) -> io::Result<Vec<Action>> {
        self.effects.push(effect.clone());
        let job = match effect {
            Effect::Load(path) => {
                let opened = match worker::open_document(&self.facts, &path, Part::Whole) {
                    Ok(opened) => opened,
                    Err(error) => return Ok(vec![failure(error)]),
                };
                let notes = self.open_notes(&opened);
                return Ok(std::iter::once(Action::Opened(Box::new(opened))).chain(notes).collect());
            }
            Effect::Reload(path) => Job::Reread(path),
            Effect::Export(export) => Job::Export(export),
            Effect::List(folder) => Job::List(folder),
            Effect::Count(query, briefing) => Job::Count(query, briefing),
            Effect::Recognise(_, _, None) if self.holds => return Ok(Vec::new()),
            Effect::Recognise(serial, briefing, pieces) => {
                return self.beside(Job::Recognise(serial, briefing, pieces));
            }
            Effect::Match(serial, briefing, entities) => return self.beside(Job::Match(serial, briefing, entities)),
            Effect::Keep { path, serial, .. } if !self.has_notes(&path) => {
                return Ok(vec![Action::Notes(path, News::Kept(serial))]);
            }
            Effect::Keep { path, serial, changes, history } => {
                let mut said = self.keeper.keep(&path, serial, &changes, &history);
                said.extend(self.keeper.flush());
                return Ok(said);
            }
            Effect::CarryDrafts(old, new) => {
                return Ok(worker::carry_drafts(&self.facts.drafts, &old, &new).into_iter().collect());
            }
            Effect::Edit(_) => return Ok(self.edits.pop_front().map(Action::Edited).into_iter().collect()),
            Effect::Errand(errand) => return Ok(self.keeper.errand(errand)),
            Effect::AdoptNotes(from) => return Ok(self.keeper.take_over(&from)),
            Effect::KeepDrafts(serial, drafts) => {
                return Ok(vec![worker::keep_drafts(&self.facts.drafts, serial, &drafts)]);
            }
            Effect::KeepTheme(name) => {
                return Ok(worker::keep_theme(&self.facts.habits, name.as_deref()).into_iter().collect());
            }
            Effect::KeepSearch(query) => {
                self.facts.habits.keep_search(&query)?;
                return Ok(Vec::new());
            }
            Effect::Remember(reading) => {
                self.facts.records.save(&reading)?;
                return Ok(Vec::new());
            }
            _ => return Ok(Vec::new()),
        };
        let answer = worker::answer(&self.facts, job, Watch::PATIENT);
        let notes = match &answer {
            Some(Action::Reread(opened)) => self.reread_notes(opened),
            _ => Vec::new(),
        };
        Ok(answer.into_iter().chain(notes).collect())
    }

    fn finish(&mut self) -> Vec<Action> {
        self.keeper.flush()
    }
}
