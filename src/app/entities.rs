//! Names in the open briefing: what was found, what the registry knows, what the reader marked; and the one list that
//! comes of it, which everything that is shown of names goes by.
//!
//! Names are looked for beside the loop, once the whole text is here and the first frame is up; [`App::settle`] asks for
//! it. What was found for another text, or before the registry changed, is not taken. In a long text only those around the
//! screen are known until something needs all (`reach`).

use std::sync::Arc;

use super::{App, Command, Effect, Message, WhichNames};
use crate::anchor::State as Certainty;
use crate::briefing::Briefing;
use crate::entity::{Entity, Kind, Mention, Origin};
use crate::note::Mark;
use crate::recognise::gather::{Marked, Sources, gather};
use crate::recognise::names::Names;
use crate::text::Span;

pub mod deeds;
pub mod kinds;
pub mod known;
pub mod list;
pub mod marking;
pub mod record;
pub mod sight;

mod places;
mod reach;
mod step;
mod target;
mod verdict;

pub(in crate::app) mod keys;
pub(in crate::app) mod walk;

pub(super) use reach::{need_all, stop, want_all};
pub use walk::told;

use places::Places;
use reach::Reach;
use sight::Seen;

/// Names of the open briefing.
#[derive(Debug, Clone, Default)]
pub struct Entities {
    /// What the recogniser found.
    pub suggested: Vec<Mention>,
    /// Where names of the registry stand.
    pub registry: Vec<Mention>,
    /// What is shown: by start, the longest first.
    pub mentions: Vec<Mention>,
    /// Counts up whenever [`Self::mentions`] changes.
    pub version: u64,
    /// How far the recogniser is.
    pub state: State,
    /// The kind that the reader gave last.
    pub last_kind: Option<Kind>,
    /// The passage of the name that the reader went to last.
    pub current: Option<Span>,
    /// The passage that something was done to last, without a caret: the next key means another one.
    pub(super) handled: Option<Span>,
    /// The passage that a list was opened for.
    pub held: Option<marking::Marking>,
    /// Names on the screen, as of the last [`App::settle`].
    pub sight: Vec<Seen>,
    /// The names of the registry, ready to be asked.
    pub known: Arc<Names>,
    /// How much of the text it has read.
    reach: Reach,
    /// Number of the last question to the recogniser; its answer names it.
    serial: u64,
    /// Number of the question for all of a long text.
    whole_serial: u64,
    /// The same for the names of the registry, and the entities that were looked for.
    match_serial: u64,
    matched: Arc<Vec<Entity>>,
    /// Version of the notes whose entries were compared with them.
    compared: Option<u64>,
    /// What the reader marked, as of the list.
    marks: Vec<Marked>,
    /// The list is to be made anew.
    stale: bool,
    /// Version of the notes that the list was made from.
    gathered: u64,
    places: Places,
}

/// How far the recogniser is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum State {
    /// Nothing was asked yet: the text is not all here, or no frame was drawn.
    #[default]
    Waiting,
    /// It reads.
    Asked,
    /// It has read, or is not wanted.
    Ready,
}

impl Entities {
    /// The names that hold byte `offset`, the shortest first.
    pub fn at(&self, offset: usize) -> impl Iterator<Item = &Mention> {
        let mut found: Vec<&Mention> = self.touching(Span::new(offset, offset + 1)).collect();
        found.sort_by_key(|mention| mention.span.len());
        found.into_iter()
    }

    /// The names that overlap `range` (bytes), by start, the longest first.
    pub fn touching(&self, range: Span) -> impl Iterator<Item = &Mention> {
        self.places.touching(range).filter_map(|n| self.mentions.get(n))
    }

    /// All names of the text are known, and not only those around the screen.
    pub fn knows_all(&self) -> bool {
        self.state == State::Ready && self.reach.is_whole()
    }

    /// How much of a long text was read for all of its names, in per cent, while that is underway.
    pub fn underway(&self) -> Option<u8> {
        self.reach.underway()
    }

    /// How often this is named in the briefing, as far as names are known.
    pub fn count(&self, name: &str, kind: &Kind) -> usize {
        self.mentions.iter().filter(|m| m.name == name && m.kind == *kind).count()
    }

    /// The reader went somewhere else than to a name.
    pub(super) fn leave(&mut self) {
        self.current = None;
        self.handled = None;
    }

    /// The text is another one: nothing that was found counts any more, and what is underway means nothing.
    pub(super) fn forget(&mut self) {
        *self = Self {
            version: self.version + 1,
            serial: self.serial + 1,
            whole_serial: self.whole_serial + 1,
            match_serial: self.match_serial + 1,
            last_kind: self.last_kind.take(),
            stale: true,
            ..Self::default()
        };
    }
}

/// True for what the reader or the registry vouches for.
pub fn is_sure(mention: &Mention) -> bool {
    mention.origin != Origin::Suggested
}

/// Brings the list of names up to date, and asks for what has to be found first.
pub(super) fn settle(app: &mut App) -> Vec<Effect> {
    let mut effects = Vec::new();
    let source = &app.document.source;
    let (names, which) = (&mut app.entities, app.settings.entities);
    let is_here = source.complete && !source.briefing.text.is_empty();
    // In a text without a word all names are known.
    if source.complete && names.state == State::Waiting {
        let reads = which == WhichNames::All && is_here;
        names.state = if reads { State::Asked } else { State::Ready };
        names.reach = if reads { Reach::of(&source.briefing) } else { Reach::nothing() };
    }
    if is_here {
        effects.extend(ask(app));
    }
    let source = &app.document.source;
    let names = &mut app.entities;
    if is_here && which != WhichNames::Off && names.compared != Some(app.notes.version) {
        names.compared = Some(app.notes.version);
        let entities = || app.notes.book.entries().map(|entry| &entry.entity);
        if !entities().eq(names.matched.iter()) {
            names.matched = Arc::new(entities().cloned().collect());
            names.match_serial += 1;
            let (serial, entities) = (names.match_serial, Arc::clone(&names.matched));
            effects.push(Effect::Match(serial, Arc::clone(&source.briefing), entities));
        }
    }
    refresh(app);
    effects
}

/// Asks the recogniser for what it is to read now.
fn ask(app: &mut App) -> Vec<Effect> {
    let wants_all = reach::wants_all(app);
    let view = Span::new(app.reader.top_offset, app.reader.view.end);
    let (names, briefing) = (&mut app.entities, &app.document.source.briefing);
    let mut effects = Vec::new();
    if let Some(pieces) = names.reach.ask(view) {
        names.serial = names.serial.max(names.whole_serial) + 1;
        // Where the screen went, names of the registry are shown at once.
        names.stale = true;
        effects.push(Effect::Recognise(names.serial, Arc::clone(briefing), Some(pieces)));
    }
    if wants_all && names.reach.ask_all() {
        names.whole_serial = names.serial.max(names.whole_serial) + 1;
        effects.push(Effect::Recognise(names.whole_serial, Arc::clone(briefing), None));
    }
    effects
}

/// The recogniser has read what it was asked for under this number.
pub(super) fn recognised(app: &mut App, serial: u64, mentions: Vec<Mention>) {
    let names = &mut app.entities;
    let is_whole = serial == names.whole_serial;
    if names.state == State::Waiting || names.reach.is_whole() || !is_whole && serial != names.serial {
        return;
    }
    if is_whole {
        names.reach.all_arrived();
    } else {
        names.reach.arrived();
    }
    names.state = State::Ready;
    names.suggested = mentions;
    names.stale = true;
}

/// So much of what was asked about under this number is read.
pub(super) fn recognising(app: &mut App, serial: u64, percent: u8) {
    if serial == app.entities.whole_serial {
        app.entities.reach.is_at(percent);
    }
}

/// The registry's names were looked for in the text that was asked about under this number.
pub(super) fn matched(app: &mut App, serial: u64, known: Arc<Names>, mentions: Vec<Mention>) {
    let names = &mut app.entities;
    if names.match_serial == serial {
        names.known = known;
        names.registry = mentions;
        names.stale = true;
    }
}

/// Makes the list anew where something changed.
pub(super) fn refresh(app: &mut App) {
    let names = &mut app.entities;
    if !names.stale && names.gathered == app.notes.version {
        return;
    }
    names.gathered = app.notes.version;
    let marks = marked(app);
    let names = &mut app.entities;
    // A note changes no name, and in a long text with many of them the list takes longer than a key may.
    if !std::mem::take(&mut names.stale) && names.marks == marks {
        return;
    }
    names.marks = marks;
    let shown = names.reach.shown();
    let from = names.registry.partition_point(|m| m.span.start < shown.start);
    let to = names.registry.partition_point(|m| m.span.start < shown.end);
    let registry = names.registry.get(from..to).unwrap_or_default();
    let sources = Sources { suggested: &names.suggested, registry, marks: &names.marks, names: &names.known };
    let mentions = gather(app.document.source.briefing.as_ref(), sources);
    names.version += 1;
    names.places = Places::of(mentions.iter().map(|m| m.span));
    names.mentions = mentions;
}

/// What the reader marked, as far as it has a place in the text that nobody doubts.
fn marked(app: &App) -> Vec<Marked> {
    let placed = app.notes.placed.iter().filter(|place| place.state != Certainty::Ask);
    let marks = placed.filter_map(|place| Some((app.notes.book.get(&place.id)?.as_mark()?, place.span?)));
    let marked = |(mark, span): (&Mark, Span)| Marked {
        span,
        entity: mark.entity.clone(),
        kind: Kind::named(&mark.kind),
        rejected: mark.rejected,
        id: mark.meta.id.clone(),
    };
    marks.map(marked).collect()
}

/// Says how a name at the caret is refused that nobody marked, so that there is nothing to delete. False without one.
pub(super) fn refuse_instead(app: &mut App) -> bool {
    let Some(mention) = app.caret().and_then(|at| app.entities.at(at).next()) else { return false };
    let whose = if is_sure(mention) { "from the registry" } else { "only suggested" };
    let key = app.key(Command::RejectName);
    app.message = Some(Message::note(format!("this name is {whose}, there is no mark on it; {key} refuses it here")));
    true
}

/// Collects what is in view.
pub(super) fn look(app: &mut App, briefing: &Briefing) {
    let caret = app.caret();
    let shown = app.settings.entities != WhichNames::Off;
    let seen = if shown { sight::look(&app.entities, briefing, &app.reader.view, caret) } else { Vec::new() };
    app.entities.sight = seen;
}
