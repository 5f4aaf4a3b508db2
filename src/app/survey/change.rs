//! What can be done with an entity of the list: another name or kind, one with another, other names of it.
//!
//! Everything is one step of changes in registry and marks, and undone as one.

use crate::app::entities::record::{self, Who};
use crate::app::entities::{self, deeds, kinds, known, walk};
use crate::app::pick::{Choice, Item, Pick, PickKind};
use crate::app::{App, Command, Effect, Message, Mode, lists};
use crate::clean::Clean;
use crate::entity::{Kind, Mention};
use crate::registry;
use crate::text;

/// What choosing from these lists does with an entity.
#[derive(Debug, Clone, PartialEq)]
pub struct Order {
    who: Who,
    deed: Deed,
}

#[derive(Debug, Clone, PartialEq)]
enum Deed {
    Ask,
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
    ask(app, &who)
}

/// The line of another list that leads to this one; `None` for what is nobody's name.
pub(in crate::app) fn way(who: &Who) -> Option<Item> {
    let detail = "another kind, one more name, the same as another one";
    let label = Clean::line("change who or what it is …");
    registry::takes(&who.kind).then(|| item("", label, detail, (who, Deed::Ask)))
}

fn ask(app: &mut App, who: &Who) -> Vec<Effect> {
    let has_aliases =
        registry::of_name(&app.notes.book, &who.name, &who.kind).is_some_and(|entry| !entry.entity.aliases.is_empty());
    let rename = format!("another name for {} …", Clean::piece(&who.name));
    let rows = [
        (rename.as_str(), "rename; the old one stays with it", Deed::AskName),
        ("another kind …", who.kind.name(), Deed::AskKind),
        ("the same as another one …", "merge: both become one", Deed::AskSame),
        ("one more name of it …", "an alias, found wherever it stands", Deed::AskAlias),
        ("take a name away from it …", "an alias less", Deed::AskAway),
        ("make one of its names an entity of its own …", "split one into two", Deed::AskSplit),
        ("never it …", "words that are refused everywhere", Deed::AskNever),
    ];
    let shown = rows.into_iter().filter(|(_, _, deed)| has_aliases || !matches!(deed, Deed::AskAway | Deed::AskSplit));
    let items =
        shown.map(|(label, detail, deed)| item("", Clean::from(label.to_owned()), detail, (who, deed))).collect();
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
        Some(who) if !registry::takes(&who.kind) => "dates, sums and quantities are nobody's names",
        Some(_) => return who,
    };
    app.message = Some(Message::note(told));
    None
}

/// Does what was chosen; `typed` stands in the filter line.
pub(in crate::app) fn perform(app: &mut App, order: Order, typed: &str) -> Vec<Effect> {
    let Order { who, deed } = order;
    match deed {
        Deed::Ask => ask(app, &who),
        Deed::AskName => ask_words(app, &who, (&who.name, "the name that is typed, instead of", Deed::Rename)),
        Deed::AskAlias => ask_words(app, &who, ("", "one more name, as it is typed, of", Deed::Alias)),
        Deed::AskKind => {
            let offered = kinds::offered(&app.settings)
                .into_iter()
                .filter(|(_, kind)| *kind != who.kind && registry::takes(kind));
            let items = offered.map(|(key, kind)| {
                item(&key.to_string(), Clean::line(kind.name()), "", (&who, Deed::Kind(kind.clone())))
            });
            choose(app, "Another kind", items.collect())
        }
        Deed::AskSame => choose_other(app, &who),
        Deed::AskAway => choose_alias(app, &who, ("Take away", Deed::Away)),
        Deed::AskSplit => choose_alias(app, &who, ("An entity of its own", Deed::Split)),
        Deed::AskNever => choose_written(app, &who),
        Deed::Known if !entities::need_all(app) => Vec::new(),
        Deed::Known => {
            let aliases = written(app, &who);
            deeds::learn(app, &who, aliases)
        }
        Deed::Rename => deeds::rename(app, &who, typed),
        Deed::Kind(kind) => deeds::set_kind(app, &who, &kind),
        Deed::SameAs(other) => deeds::join(app, &who, &other),
        Deed::Alias => deeds::alias(app, &who, typed),
        Deed::Away(alias) => deeds::unalias(app, &who, &alias),
        Deed::Split(alias) => deeds::split(app, &who, &alias),
        Deed::Never(words) => never(app, &who, &words),
    }
}

/// What is typed into the filter line of a list that explains it.
fn ask_words(app: &mut App, who: &Who, (filter, label, deed): (&str, &str, Deed)) -> Vec<Effect> {
    let label = Clean::from(format!("{label} {}", Clean::piece(&who.name)));
    let mut pick = Pick::new(PickKind::NameFor, vec![item(who.kind.name(), label, "", (who, deed))], 0);
    pick.filter = filter.to_owned().into();
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
    if !entities::need_all(app) {
        return Vec::new();
    }
    let mut all: Vec<Who> = Vec::new();
    let mut take = |name: &str, kind: &Kind| {
        let other = Who { name: name.to_owned(), kind: kind.clone() };
        if other != *who && registry::takes(kind) && !all.contains(&other) {
            all.push(other);
        }
    };
    app.entities.mentions.iter().for_each(|mention| take(&mention.name, &mention.kind));
    app.notes.book.entries().for_each(|entry| take(&entry.entity.name, &entry.entity.kind));
    all.sort_by_key(|other| (other.kind != who.kind, text::fold(&other.name)));
    let items = all
        .iter()
        .map(|other| item(other.kind.name(), Clean::line(&other.name), "", (who, Deed::SameAs(other.clone()))));
    choose(app, "Who it is the same as", items.collect())
}

fn choose_alias(app: &mut App, who: &Who, (title, deed): (&'static str, fn(String) -> Deed)) -> Vec<Effect> {
    let aliases = registry::of_name(&app.notes.book, &who.name, &who.kind)
        .map(|entry| entry.entity.aliases.clone())
        .unwrap_or_default();
    let items = aliases.into_iter().map(|alias| item("", Clean::line(&alias), "", (who, deed(alias))));
    choose(app, title, items.collect())
}

/// The words that stand for it in this text, to choose those that never do.
fn choose_written(app: &mut App, who: &Who) -> Vec<Effect> {
    if !entities::need_all(app) {
        return Vec::new();
    }
    let items = written(app, who).into_iter().map(|words| {
        let label = Clean::from(format!("“{}” is never it", Clean::piece(&words)));
        item("", label, "in no briefing", (who, Deed::Never(words)))
    });
    choose(app, "Refuse everywhere", items.collect())
}

/// The words that stand for it in this text, each once.
fn written(app: &App, who: &Who) -> Vec<String> {
    let mut written: Vec<String> = Vec::new();
    for mention in app.entities.mentions.iter().filter(|m| m.name == who.name && m.kind == who.kind) {
        let words = registry::one_line(known::words(app, mention.span));
        if !written.contains(&words) {
            written.push(words);
        }
    }
    written
}

fn never(app: &mut App, who: &Who, words: &str) -> Vec<Effect> {
    let is_it = |m: &&Mention| {
        m.name == who.name && m.kind == who.kind && registry::one_line(known::words(app, m.span)) == words
    };
    let found = app.entities.mentions.iter().find(is_it).cloned();
    found.map_or(Vec::new(), |mention| record::reject_everywhere(app, &mention))
}

fn item(mark: &str, label: Clean, detail: &str, (who, deed): (&Who, Deed)) -> Item {
    Item {
        mark: Clean::line(mark),
        label,
        detail: Clean::line(detail),
        choice: Choice::Entity(Box::new(Order { who: who.clone(), deed })),
    }
}
