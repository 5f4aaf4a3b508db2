//! Screens that survey a briefing by its names and dates: the pane of names, a dossier, the map, the timeline.
//!
//! They lie over the text (the pane of names beside it, where there is room) and lead into it: Enter goes to the words,
//! Ctrl-o comes back to the screen as it was. One may be opened from another; Esc goes back the same way.

use std::sync::Arc;

use super::notes::walk as note_walk;
use super::pick::{Choice, Item, Pick, PickKind};
use super::{App, Command, Effect, Message, Mode, entities, lists, motion};
use crate::clean::Clean;
use crate::entity::{Kind, Mention};
use crate::note::Id;
use crate::registry;
use crate::text::Span;

pub mod areas;
pub mod window;

mod change;
mod chart;
mod export;
mod finder;
mod keys;
mod matter;
mod roll;
mod subject;
mod times;

pub use areas::Areas;
pub use change::Order;
pub use chart::{Chart, Spot, position};
pub use finder::Finder;
pub use matter::dated;
pub use roll::Roll;
pub use subject::{Row, Subject};
pub use times::Times;

pub(super) use change::{perform, way as change_of};
pub(super) use export::{Way, choose as export};
pub(super) use keys::{edit, mouse, run};

/// Screens to come back to; more than anybody remembers.
const MOST_LEFT: usize = 50;

/// One of the screens.
#[derive(Debug, Clone)]
pub enum Screen {
    /// Who and what is named.
    Roll(Roll),
    /// All about one of them.
    Subject(Box<Subject>),
    /// Where the places are.
    Chart(Chart),
    /// What happened when.
    Times(Times),
}

/// What the screens remember while others have the keys.
#[derive(Debug, Clone, Default)]
pub struct Survey {
    /// Screens below the open one, the lowest first.
    under: Vec<Screen>,
    /// Where the reader was in the text, in bytes.
    origin: usize,
    /// The open screen, while a list or a question has the keys.
    aside: Option<Box<Screen>>,
    /// Screens that were left for a passage, and can be come back to.
    left: Vec<Left>,
}

/// Screens that were left for a passage.
#[derive(Debug, Clone)]
struct Left {
    screens: Vec<Screen>,
    /// The entry of the jump list that was made by it.
    jump: (usize, usize),
}

impl Survey {
    /// Carries places over to a new version of the text.
    pub(super) fn carry_over(&mut self, moved: impl Fn(usize) -> usize) {
        self.origin = moved(self.origin);
        for left in &mut self.left {
            left.jump.1 = moved(left.jump.1);
        }
    }
}

impl Screen {
    /// Where the reader is in its list.
    pub fn finder(&self) -> &Finder {
        match self {
            Self::Roll(roll) => &roll.finder,
            Self::Subject(subject) => &subject.finder,
            Self::Chart(chart) => &chart.finder,
            Self::Times(times) => &times.finder,
        }
    }

    fn finder_mut(&mut self) -> &mut Finder {
        match self {
            Self::Roll(roll) => &mut roll.finder,
            Self::Subject(subject) => &mut subject.finder,
            Self::Chart(chart) => &mut chart.finder,
            Self::Times(times) => &mut times.finder,
        }
    }

    /// True for what stands beside the text where there is room.
    pub fn is_beside(&self) -> bool {
        matches!(self, Self::Roll(_))
    }

    /// What the status line calls it.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Roll(_) => "NAMES",
            Self::Subject(_) => "DOSSIER",
            Self::Chart(_) => "MAP",
            Self::Times(_) => "TIMELINE",
        }
    }

    /// The entity under the cursor: its name and kind.
    fn entity(&self) -> Option<(String, Kind)> {
        match self {
            Self::Roll(roll) => roll.chosen().map(|listed| (listed.name.clone(), listed.kind.clone())),
            Self::Subject(subject) => Some((subject.dossier.name.clone(), subject.dossier.kind.clone())),
            Self::Chart(chart) => chart.chosen().map(|spot| (spot.name.clone(), Kind::Place)),
            Self::Times(_) => None,
        }
    }

    fn refresh(&mut self, app: &App) {
        match self {
            Self::Roll(roll) => roll.refresh(app),
            Self::Subject(subject) => subject.refresh(app),
            Self::Chart(chart) => chart.refresh(app),
            Self::Times(times) => times.refresh(app),
        }
    }
}

impl App {
    /// The open screen.
    pub fn survey(&self) -> Option<&Screen> {
        match &self.mode {
            Mode::Survey(screen) => Some(screen),
            _ => None,
        }
    }
}

/// Commands that open one of the screens from the text; `None` for others.
pub(super) fn command(app: &mut App, command: Command) -> Option<Vec<Effect>> {
    match command {
        Command::Names => open(app, Screen::Roll(Roll::default())),
        Command::Dossier => open_dossier(app),
        Command::Map => open(app, Screen::Chart(Chart::default())),
        Command::Timeline => open(app, Screen::Times(Times::default())),
        Command::ChangeEntity | Command::MergeEntity => return Some(change::run(app, command)),
        Command::JumpBack if come_back(app) => {}
        _ => return None,
    }
    Some(Vec::new())
}

/// Opens a screen over the text, or over the one that is open.
fn open(app: &mut App, mut screen: Screen) {
    entities::refresh(app);
    entities::want_all(app);
    screen.refresh(app);
    if let Some(nothing) = nothing(app, &screen) {
        app.message = Some(Message::note(nothing));
        return;
    }
    if let Mode::Survey(below) = &app.mode {
        app.survey.under.push((**below).clone());
    } else {
        app.survey.under.clear();
        app.survey.origin = app.position();
        let at_hand = entities::walk::at_hand(app).map(|m| (m.name.clone(), m.kind.clone(), m.span));
        match (&mut screen, at_hand) {
            (Screen::Roll(roll), Some((name, kind, _))) => roll.choose(&name, &kind),
            (Screen::Subject(subject), Some((_, _, span))) => subject.choose(span),
            _ => {}
        }
        app.set_aside();
    }
    app.mode = Mode::Survey(Box::new(screen));
}

/// Why a screen has nothing to show; `None` when it has.
fn nothing(app: &App, screen: &Screen) -> Option<&'static str> {
    let waits = !app.entities.knows_all();
    let what = match screen {
        Screen::Roll(roll) if roll.all() == 0 => "no names here",
        Screen::Subject(subject) if subject.all() == 0 => "it is not named here",
        Screen::Chart(chart) if chart.all() == 0 => "no places here",
        Screen::Times(times) if times.all() == 0 => "no dates in this text",
        _ => return None,
    };
    Some(if waits { "names are still being looked for; again in a moment" } else { what })
}

/// The dossier of the entity at hand; without one, of one that is chosen from a list.
fn open_dossier(app: &mut App) {
    entities::refresh(app);
    let at_hand = match &app.mode {
        Mode::Survey(screen) => screen.entity(),
        _ => entities::walk::at_hand(app).map(|mention| (mention.name.clone(), mention.kind.clone())),
    };
    match at_hand.filter(|(_, kind)| registry::takes(kind)) {
        Some((name, kind)) => open_of(app, &name, &kind),
        None => choose_subject(app),
    }
}

/// Opens the dossier of an entity.
pub(super) fn open_of(app: &mut App, name: &str, kind: &Kind) {
    open(app, Screen::Subject(Box::new(Subject::new(name, kind))));
}

/// Everybody who is named here, to choose one.
fn choose_subject(app: &mut App) {
    if !entities::need_all(app) {
        return;
    }
    let mut roll = Roll::default();
    roll.refresh(app);
    let who = roll.shown().filter(|listed| registry::takes(&listed.kind));
    let items: Vec<Item> = who.map(|listed| item((&listed.name, &listed.kind), listed.times)).collect();
    if items.is_empty() {
        // Dates and sums are names as well; what there is of them is on the timeline and in the list.
        let of_others = format!(
            "only dates and sums are named here; they have no dossier, {} shows the timeline",
            app.key(Command::Timeline)
        );
        let told =
            if roll.all() > 0 { of_others } else { nothing(app, &Screen::Roll(roll)).unwrap_or_default().to_owned() };
        app.message = Some(Message::note(told));
        return;
    }
    lists::show(app, Pick::new(PickKind::Choose("Dossier of"), items, 0));
}

/// Those who are named beside the entity of the open dossier, to choose one.
fn choose_company(app: &mut App) {
    let Some(Screen::Subject(subject)) = app.survey() else { return };
    let with = subject.dossier.with.iter();
    let items: Vec<Item> = with.map(|company| item((&company.name, &company.kind), company.paragraphs)).collect();
    if items.is_empty() {
        app.message = Some(Message::note("nobody else is named beside it"));
        return;
    }
    lists::show(app, Pick::new(PickKind::Choose("Dossier of"), items, 0));
}

fn item((name, kind): (&str, &Kind), times: usize) -> Item {
    Item {
        mark: Clean::line(kind.name()),
        label: Clean::line(name),
        detail: Clean::from(times.to_string()),
        choice: Choice::Dossier(name.to_owned(), kind.clone()),
    }
}

/// Back to the screen below, else to the text as it was.
fn back(app: &mut App) {
    if let Some(below) = app.survey.under.pop() {
        app.mode = Mode::Survey(Box::new(below));
        return;
    }
    close(app);
    let briefing = Arc::clone(&app.document.source.briefing);
    let origin = app.survey.origin;
    app.reader.reveal(&briefing, origin);
}

/// Gives the keys back to the text.
fn close(app: &mut App) {
    app.survey.under.clear();
    app.mode = Mode::Read;
    app.resume();
}

/// Goes to a place in the text; Ctrl-o comes back to the screen.
fn leave_for(app: &mut App, show: impl FnOnce(&mut App)) {
    let Some(screen) = take(app) else { return };
    let mut screens = std::mem::take(&mut app.survey.under);
    screens.push(*screen);
    app.resume();
    let briefing = Arc::clone(&app.document.source.briefing);
    let origin = app.survey.origin;
    app.reader.reveal(&briefing, origin);
    let (here, before) = (app.position(), app.reader.last_jump());
    show(app);
    // What is on the screen already is gone to without a jump; the way back is wanted all the same.
    if app.reader.last_jump() == before {
        app.reader.remember(here);
    }
    if let Some(jump) = app.reader.last_jump() {
        app.survey.left.retain(|left| left.jump.0 < jump.0);
        app.survey.left.push(Left { screens, jump });
        if app.survey.left.len() > MOST_LEFT {
            app.survey.left.remove(0);
        }
    }
}

/// Comes back to the screen from which the reader jumped here last. False when that was no screen.
fn come_back(app: &mut App) -> bool {
    let jump = app.reader.last_jump();
    let Some(left) = app.survey.left.pop_if(|left| Some(left.jump) == jump) else { return false };
    let here = app.position();
    let briefing = Arc::clone(&app.document.source.briefing);
    // Where nothing had to move, a jump back would lead to an older place.
    let moved = left.jump.1 != here;
    if let Some(origin) = moved.then(|| app.reader.jump_back(here, 1)).flatten() {
        motion::go(app, &briefing, origin);
    }
    app.survey.origin = app.position();
    app.set_aside();
    app.survey.under = left.screens;
    match app.survey.under.pop() {
        Some(screen) => app.mode = Mode::Survey(Box::new(screen)),
        None => app.resume(),
    }
    true
}

/// Goes to the next mention of an entity behind where the reader was, else to the first.
fn to_mention(app: &mut App, (name, kind): (&str, &Kind)) {
    let spans = mentions_of(&app.entities.mentions, name, kind);
    let origin = app.survey.origin;
    let behind =
        |span: &&Span| if app.stand == super::Stand::Reading { span.start >= origin } else { span.start > origin };
    if let Some(span) = spans.iter().find(behind).or(spans.first()).copied() {
        to_span(app, span);
    }
}

fn mentions_of(mentions: &[Mention], name: &str, kind: &Kind) -> Vec<Span> {
    mentions.iter().filter(|m| m.name == name && m.kind == *kind).map(|m| m.span).collect()
}

/// Goes to a name or date.
fn to_span(app: &mut App, span: Span) {
    leave_for(app, |app| {
        entities::walk::show(app, span);
        let mentions = &app.entities.mentions;
        let Some(mention) = mentions.iter().find(|m| m.span == span) else { return };
        let all = mentions_of(mentions, &mention.name, &mention.kind);
        let n = all.iter().position(|one| *one == span).map_or(1, |n| n + 1);
        let count = if app.entities.knows_all() { format!("{n}/{} ", all.len()) } else { String::new() };
        app.message = Some(Message::note(format!("{count}{}", entities::walk::told(mention, 60))));
    });
}

/// Goes to a note.
fn to_note(app: &mut App, id: &Id) {
    leave_for(app, |app| {
        note_walk::show(app, id);
        note_walk::tell(app, id);
    });
}

/// Takes the open screen out of the mode; no other mode is touched.
fn take(app: &mut App) -> Option<Box<Screen>> {
    match std::mem::replace(&mut app.mode, Mode::Read) {
        Mode::Survey(screen) => Some(screen),
        other => {
            app.mode = other;
            None
        }
    }
}

/// Brings the open screen up to date; called before each frame.
pub(super) fn settle(app: &mut App) {
    let Some(mut screen) = take(app) else { return };
    screen.refresh(app);
    let areas = Areas::of(app, &screen);
    screen.finder_mut().fit(usize::from(areas.list.height));
    if let Screen::Chart(chart) = &mut *screen {
        chart.fit((areas.map.width, areas.map.height));
    }
    app.mode = Mode::Survey(screen);
}

impl App {
    /// Keeps the open screen while something else takes the keys. False when none is open.
    pub(super) fn set_survey_aside(&mut self) -> bool {
        if let Mode::Survey(screen) = &self.mode {
            self.survey.aside = Some(screen.clone());
            return true;
        }
        false
    }

    /// Gives the keys back to the screen that was set aside. False when none was.
    pub(super) fn resume_survey(&mut self) -> bool {
        let Some(screen) = self.survey.aside.take() else { return false };
        self.mode = Mode::Survey(screen);
        true
    }
}
