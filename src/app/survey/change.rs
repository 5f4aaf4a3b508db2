//! What can be done with an entity of the list: another name or kind, one with another, other names of it.
//!
//! Everything is one step of changes in registry and marks, and undone as one.

use super::Screen;
use crate::app::entities::record::{self, Who};
use crate::app::entities::{self, kinds, known, walk};
use crate::app::pick::{Choice, Item, Pick, PickKind};
use crate::app::{App, Command, Effect, Message, Mode, lists, notes};
use crate::clean::Clean;
use crate::entity::{Entity, Kind};
use crate::note::{Change, Mark, Notebook, Record};
use crate::registry::{self, By, Refusal, Wanted};
use crate::text;

/// What choosing from these lists does with an entity.
#[derive(Debug, Clone, PartialEq)]
pub struct Order {
    who: Who,
    deed: Deed,
}

#[derive(Debug, Clone, PartialEq)]
enum Deed {
    AskName,
    AskKind,
    AskSame,
    AskAlias,
    AskAway,
    AskSplit,
    AskNever,
    Known,
    Rename,
    Kind(Kind),
    SameAs(Who),
    Alias,
    Away(String),
    Split(String),
    Never(String),
}

/// Lists what can be done with the entity at hand.
pub(super) fn open(app: &mut App) -> Vec<Effect> {
    let Some(who) = at_hand(app) else { return Vec::new() };
    let has_aliases = known::entry(app, &who.name, &who.kind).is_some_and(|entry| !entry.entity.aliases.is_empty());
    let rename = format!("another name for {} …", who.name);
    let rows = [
        (rename.as_str(), "the old one stays with it", Deed::AskName),
        ("another kind …", who.kind.name(), Deed::AskKind),
        ("the same as another one …", "both become one", Deed::AskSame),
        ("one more name of it …", "found wherever it stands", Deed::AskAlias),
        ("take a name away from it …", "", Deed::AskAway),
        ("make one of its names an entity of its own …", "", Deed::AskSplit),
        ("never it …", "words that are refused everywhere", Deed::AskNever),
    ];
    let shown = rows.into_iter().filter(|(_, _, deed)| has_aliases || !matches!(deed, Deed::AskAway | Deed::AskSplit));
    let items = shown.map(|(label, detail, deed)| item("", label, detail, (&who, deed))).collect();
    lists::show(app, Pick::new(PickKind::Choose("Change who or what it is"), items, 0));
    Vec::new()
}

/// Runs one of these deeds by its command, for the entity at hand.
pub(super) fn run(app: &mut App, command: Command) -> Vec<Effect> {
    let deed = match command {
        Command::RenameEntity => Deed::AskName,
        Command::SetKind => Deed::AskKind,
        Command::MergeEntity => Deed::AskSame,
        Command::AcceptName => Deed::Known,
        Command::RejectEverywhere => Deed::AskNever,
        _ => return open(app),
    };
    match at_hand(app) {
        Some(who) => perform(app, Order { who, deed }, ""),
        None => Vec::new(),
    }
}

/// The entity under the cursor of a screen, else the one in the text; says so where there is none that can be changed.
fn at_hand(app: &mut App) -> Option<Who> {
    entities::refresh(app);
    let found = match &app.mode {
        Mode::Survey(screen) => screen.entity(),
        _ => walk::at_hand(app).map(|mention| (mention.name.clone(), mention.kind.clone())),
    };
    let who = found.map(|(name, kind)| Who { name, kind });
    let told = match &who {
        None => "no name here; put the cursor on one first",
        Some(who) if kinds::is_value(&who.kind) => "dates, sums and quantities are nobody's names",
        Some(_) => return who,
    };
    app.message = Some(Message::note(told));
    None
}

/// Does what was chosen; `typed` stands in the filter line.
pub(in crate::app) fn perform(app: &mut App, order: Order, typed: &str) -> Vec<Effect> {
    let Order { who, deed } = order;
    match deed {
        Deed::AskName => ask_words(app, &who, (&who.name, "the name that is typed, instead of", Deed::Rename)),
        Deed::AskAlias => ask_words(app, &who, ("", "one more name, as it is typed, of", Deed::Alias)),
        Deed::AskKind => {
            let offered = kinds::offered(&app.settings).into_iter().filter(|(_, kind)| *kind != who.kind);
            let items =
                offered.map(|(key, kind)| item(&key.to_string(), kind.name(), "", (&who, Deed::Kind(kind.clone()))));
            choose(app, "Another kind", items.collect())
        }
        Deed::AskSame => choose_other(app, &who),
        Deed::AskAway => choose_alias(app, &who, ("Take away", Deed::Away)),
        Deed::AskSplit => choose_alias(app, &who, ("An entity of its own", Deed::Split)),
        Deed::AskNever => choose_written(app, &who),
        Deed::Known => learn(app, &who),
        Deed::Rename => {
            let effects = record::rename(app, &who, typed);
            follow(app, effects, (&who, &Who { name: record::one_line(typed), ..who.clone() }))
        }
        Deed::Kind(kind) => {
            let effects = record::set_kind(app, &who, &kind);
            follow(app, effects, (&who, &Who { kind, ..who.clone() }))
        }
        Deed::SameAs(other) => {
            let effects = same_as(app, &who, &other);
            follow(app, effects, (&who, &other))
        }
        Deed::Alias => in_registry(app, &who, ("is a name of", typed), |book, by, wanted| {
            registry::alias(book, by, wanted, &[typed.to_owned()])
        }),
        Deed::Away(alias) => in_registry(app, &who, ("is no name any more of", &alias), |book, by, wanted| {
            registry::unalias(book, by, wanted, std::slice::from_ref(&alias))
        }),
        Deed::Split(alias) => in_registry(app, &who, ("is an entity of its own, not", &alias), |book, by, wanted| {
            registry::split(book, by, wanted, (&alias, &[]))
        }),
        Deed::Never(words) => never(app, &who, &words),
    }
}

/// What is typed into the filter line of a list that explains it.
fn ask_words(app: &mut App, who: &Who, (filter, label, deed): (&str, &str, Deed)) -> Vec<Effect> {
    let label = format!("{label} {}", who.name);
    let mut pick = Pick::new(PickKind::NameFor, vec![item(who.kind.name(), &label, "", (who, deed))], 0);
    filter.clone_into(&mut pick.filter);
    lists::show(app, pick);
    Vec::new()
}

fn choose(app: &mut App, title: &'static str, items: Vec<Item>) -> Vec<Effect> {
    if items.is_empty() {
        app.message = Some(Message::note("there is nothing to choose from"));
        return Vec::new();
    }
    lists::show(app, Pick::new(PickKind::Choose(title), items, 0));
    Vec::new()
}

/// All others, those of the same kind first: of the registry, and of this briefing.
fn choose_other(app: &mut App, who: &Who) -> Vec<Effect> {
    let mut all: Vec<Who> = Vec::new();
    let mut take = |name: &str, kind: &Kind| {
        let other = Who { name: name.to_owned(), kind: kind.clone() };
        if other != *who && !kinds::is_value(kind) && !all.contains(&other) {
            all.push(other);
        }
    };
    app.entities.mentions.iter().for_each(|mention| take(&mention.name, &mention.kind));
    app.notes.book.entries().for_each(|entry| take(&entry.entity.name, &entry.entity.kind));
    all.sort_by_key(|other| (other.kind != who.kind, text::fold(&other.name)));
    let items = all.iter().map(|other| item(other.kind.name(), &other.name, "", (who, Deed::SameAs(other.clone()))));
    choose(app, "Who it is the same as", items.collect())
}

fn choose_alias(app: &mut App, who: &Who, (title, deed): (&'static str, fn(String) -> Deed)) -> Vec<Effect> {
    let aliases = known::entry(app, &who.name, &who.kind).map(|entry| entry.entity.aliases.clone()).unwrap_or_default();
    let items = aliases.into_iter().map(|alias| item("", &alias.clone(), "", (who, deed(alias))));
    choose(app, title, items.collect())
}

/// The words that stand for it in this text, to choose those that never do.
fn choose_written(app: &mut App, who: &Who) -> Vec<Effect> {
    let items = written(app, who).into_iter().map(|words| {
        let label = format!("“{words}” is never it");
        item("", &label, "in no briefing", (who, Deed::Never(words)))
    });
    choose(app, "Refuse everywhere", items.collect())
}

/// The registry knows it from now on, under all names that stand here: it is right.
fn learn(app: &mut App, who: &Who) -> Vec<Effect> {
    let aliases = written(app, who);
    let entity = Entity { name: who.name.clone(), kind: who.kind.clone(), aliases, ..Entity::default() };
    let mut draft = Draft::new(app);
    let done = draft.add(|book, by| registry::add(book, by, &entity));
    let said = format!("{} · {} is known from now on", Clean::line(&who.name), Clean::line(who.kind.name()));
    finish(app, &said, done.map(|()| draft.changes))
}

/// The words that stand for it in this text, each once.
fn written(app: &App, who: &Who) -> Vec<String> {
    let briefing = app.document.briefing();
    let mut written: Vec<String> = Vec::new();
    for mention in app.entities.mentions.iter().filter(|m| m.name == who.name && m.kind == who.kind) {
        let words = record::one_line(text::slice(&briefing.text, mention.span));
        if !written.contains(&words) {
            written.push(words);
        }
    }
    written
}

fn never(app: &mut App, who: &Who, words: &str) -> Vec<Effect> {
    let briefing = app.document.briefing();
    let is_it = |m: &&crate::entity::Mention| {
        m.name == who.name && m.kind == who.kind && record::one_line(text::slice(&briefing.text, m.span)) == words
    };
    let found = app.entities.mentions.iter().find(is_it).cloned();
    found.map_or(Vec::new(), |mention| record::reject_everywhere(app, &mention))
}

/// Makes one of two: names, words and marks of `who` go to `other`.
fn same_as(app: &mut App, who: &Who, other: &Who) -> Vec<Effect> {
    let mut draft = Draft::new(app);
    let done = draft.ensure(who).and_then(|()| draft.ensure(other)).and_then(|()| {
        let (into, gone) = (wanted(other), wanted(who));
        draft.add(|book, by| registry::merge(book, by, into, &[gone]))
    });
    let marks: Vec<Mark> = known::marks(app, &who.name, &who.kind).into_iter().cloned().collect();
    for mark in marks {
        let mut record = Record::Mark(Mark { entity: other.name.clone(), kind: other.kind.name().to_owned(), ..mark });
        record.meta_mut().changed = app.now.stamp();
        draft.changes.push(Change::of(&app.notes.book, record));
    }
    let said = format!("{} is {} from now on", Clean::line(&who.name), Clean::line(&other.name));
    finish(app, &said, done.map(|()| draft.changes))
}

/// A deed of the registry on an entity, which it learns to know first where it does not.
fn in_registry(
    app: &mut App,
    who: &Who,
    (said, words): (&str, &str),
    deed: impl FnOnce(&Notebook, By<'_>, Wanted<'_>) -> Result<Vec<Change>, Refusal>,
) -> Vec<Effect> {
    let mut draft = Draft::new(app);
    let done = draft.ensure(who).and_then(|()| draft.add(|book, by| deed(book, by, wanted(who))));
    let said = format!("“{}” {said} {}", Clean::line(words.trim()), Clean::line(&who.name));
    finish(app, &said, done.map(|()| draft.changes))
}

fn finish(app: &mut App, said: &str, done: Result<Vec<Change>, Refusal>) -> Vec<Effect> {
    match done {
        Ok(changes) => {
            let key = app.key(Command::Undo);
            let effects = notes::commit(app, said, changes);
            app.notes.say_when_kept(format!("{said}; {key} takes it back"));
            effects
        }
        Err(refusal) => {
            app.message = Some(Message::warning(Clean::line(&refusal.to_string())));
            Vec::new()
        }
    }
}

/// Screens about an entity that is called otherwise now stay with it.
fn follow(app: &mut App, effects: Vec<Effect>, (who, now): (&Who, &Who)) -> Vec<Effect> {
    if !effects.is_empty() {
        let open = match &mut app.mode {
            Mode::Survey(screen) => Some(&mut **screen),
            _ => None,
        };
        for screen in app.survey.under.iter_mut().chain(open) {
            if let Screen::Subject(subject) = screen {
                subject.rename((&who.name, &who.kind), (&now.name, &now.kind));
            }
        }
    }
    effects
}

/// Changes that build on one another.
struct Draft<'a> {
    book: Notebook,
    by: By<'a>,
    changes: Vec<Change>,
}

impl<'a> Draft<'a> {
    fn new(app: &'a App) -> Self {
        let by = By { author: &app.settings.author, now: app.now };
        Self { book: app.notes.book.clone(), by, changes: Vec::new() }
    }

    /// Does a deed on what the ones before it left.
    fn add(&mut self, deed: impl FnOnce(&Notebook, By<'a>) -> Result<Vec<Change>, Refusal>) -> Result<(), Refusal> {
        let changes = deed(&self.book, self.by)?;
        for change in &changes {
            self.book.put(change.after.clone());
        }
        self.changes.extend(changes);
        // Ids of what comes next are others.
        self.by.now.id();
        Ok(())
    }

    /// The registry knows this entity.
    fn ensure(&mut self, who: &Who) -> Result<(), Refusal> {
        let known = |entity: &Entity| registry::is_same(&entity.name, &who.name) && entity.kind == who.kind;
        if self.book.entries().any(|entry| known(&entry.entity)) {
            return Ok(());
        }
        let entity = Entity { name: who.name.clone(), kind: who.kind.clone(), ..Entity::default() };
        self.add(|book, by| registry::add(book, by, &entity))
    }
}

fn wanted(who: &Who) -> Wanted<'_> {
    Wanted { name: &who.name, kind: Some(&who.kind) }
}

fn item(mark: &str, label: &str, detail: &str, (who, deed): (&Who, Deed)) -> Item {
    Item {
        mark: Clean::line(mark),
        label: Clean::line(label),
        detail: Clean::line(detail),
        choice: Choice::Entity(Box::new(Order { who: who.clone(), deed })),
    }
}
