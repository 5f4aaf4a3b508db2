//! One step of changes: marks of the sidecar, and entries of the registry by its own deeds. One undo takes back all of it.

use std::borrow::Cow;

use super::known;
use super::record::Who;
use crate::anchor::{self, Ground};
use crate::app::{App, Command, Effect, Message, notes};
use crate::clean::Clean;
use crate::entity::Entity;
use crate::note::{Change, Mark, Meta, Notebook, Record};
use crate::registry::{self, By, Refusal, Wanted};
use crate::text::Span;

/// Records that are changed together.
pub(in crate::app) struct Step<'a> {
    app: &'a App,
    ground: Ground<'a>,
    by: By<'a>,
    changes: Vec<Change>,
    /// The notebook as the changes of entries leave it; that of the application as long as no deed has to see one.
    book: Cow<'a, Notebook>,
    /// How many of the changes are in it.
    seen: usize,
}

impl<'a> Step<'a> {
    /// A step without changes.
    pub(in crate::app) fn new(app: &'a App) -> Self {
        let by = By { author: &app.settings.author, now: app.now };
        let (ground, book) = (Ground::of(app.document.briefing()), Cow::Borrowed(&app.notes.book));
        Self { app, ground, by, changes: Vec::new(), book, seen: 0 }
    }

    /// The changes.
    pub(in crate::app) fn changes(self) -> Vec<Change> {
        self.changes
    }

    /// True while nothing is changed.
    pub(in crate::app) fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    /// The words of a passage are this name, or are refused as one.
    pub(in crate::app) fn mark(&mut self, span: Span, who: &Who, rejected: bool) {
        let (entity, kind) = (who.name.clone(), who.kind.name().to_owned());
        let is_it = |mark: &Mark| mark.entity == entity && mark.kind == kind;
        let there: Vec<&Mark> = known::marks_on(self.app, span).collect();
        let own = there.iter().find(|mark| is_it(mark));
        // What the reader said of a passage is changed by saying something else of it; a refusal leaves alone what was
        // said of others.
        let other = there.iter().filter(|_| !rejected).min_by_key(|mark| mark.rejected);
        match own.or(other) {
            Some(mark) if is_it(mark) && mark.rejected == rejected => {}
            Some(mark) => self.put(Mark { entity: entity.clone(), kind: kind.clone(), rejected, ..(*mark).clone() }),
            None => {
                let author = self.app.settings.author.clone();
                let (id, created) = (self.by.now.id(), self.by.now.stamp());
                let meta = Meta { id, author, created, ..Meta::default() };
                let anchor = anchor::make(&self.ground, span);
                self.put(Mark { meta, anchor, entity: entity.clone(), kind: kind.clone(), rejected });
            }
        }
        // Somebody else may have marked the same words as the same one: what is refused is refused for both.
        let changed = own.map(|mark| &mark.meta.id);
        for twin in there.iter().filter(|twin| rejected && !twin.rejected && is_it(twin)) {
            if changed != Some(&twin.meta.id) {
                self.put(Mark { rejected, ..(*twin).clone() });
            }
        }
    }

    /// What was said of `who` in this briefing is said of `now`.
    pub(in crate::app) fn follow(&mut self, who: &Who, now: &Who) {
        for mark in known::marks_of(self.app, who) {
            let (entity, kind) = (now.name.clone(), now.kind.name().to_owned());
            if mark.entity != entity || mark.kind != kind {
                self.put(Mark { entity, kind, ..mark.clone() });
            }
        }
    }

    fn put(&mut self, mark: Mark) {
        let mut record = Record::Mark(mark);
        record.meta_mut().changed = self.by.now.stamp();
        self.changes.push(Change::of(&self.app.notes.book, record));
    }

    /// Does a deed of the registry on what the ones before it left.
    ///
    /// # Errors
    /// Why it is not done.
    pub(in crate::app) fn deed(
        &mut self,
        deed: impl FnOnce(&Notebook, By<'_>) -> Result<Vec<Change>, Refusal>,
    ) -> Result<(), Refusal> {
        let by = self.by;
        let changes = deed(self.book(), by)?;
        self.take(changes);
        Ok(())
    }

    /// The registry learns a name, and that these words stand for it; gives back what stood in the way of one of them.
    pub(in crate::app) fn learn(&mut self, who: &Who, words: &[String]) -> Option<Refusal> {
        let by = self.by;
        let (changes, refusal) = registry::learn(self.book(), by, (&who.name, &who.kind), words);
        self.take(changes);
        refusal
    }

    /// The registry knows this one by its name.
    ///
    /// # Errors
    /// Why it cannot.
    pub(in crate::app) fn ensure(&mut self, who: &Who) -> Result<(), Refusal> {
        if self.knows(who) {
            return Ok(());
        }
        let entity = Entity { name: who.name.clone(), kind: who.kind.clone(), ..Entity::default() };
        self.deed(|book, by| registry::add(book, by, &entity))
    }

    /// True when the registry has an entity of this name and kind.
    pub(in crate::app) fn knows(&mut self, who: &Who) -> bool {
        registry::of_name(self.book(), &who.name, &who.kind).is_some()
    }

    fn take(&mut self, changes: Vec<Change>) {
        self.changes.extend(changes);
        // Ids of what comes next are others.
        self.by.now.id();
    }

    fn book(&mut self) -> &Notebook {
        let new = self.changes.iter().skip(self.seen).filter(|change| change.after.as_entry().is_some());
        for change in new {
            self.book.to_mut().put(change.after.clone());
        }
        self.seen = self.changes.len();
        &self.book
    }
}

/// The entity of a registry that is meant.
pub(in crate::app) fn wanted(who: &Who) -> Wanted<'_> {
    Wanted { name: &who.name, kind: Some(&who.kind) }
}

/// Makes the changes of a step and says so once they are kept; or says why there are none.
pub(in crate::app) fn finish(app: &mut App, said: &str, done: Result<Vec<Change>, Refusal>) -> Vec<Effect> {
    match done {
        Ok(changes) if changes.is_empty() => app.message = Some(Message::note("nothing to change here")),
        Ok(changes) => {
            let key = app.key(Command::Undo);
            let effects = notes::commit(app, said, changes);
            app.notes.say_when_kept(format!("{said}; {key} takes it back"));
            return effects;
        }
        Err(refusal) => app.message = Some(Message::warning(Clean::line(&refusal.to_string()))),
    }
    Vec::new()
}
