//! Lists about names: a kind for those who press one key at a time, who a name is, another name, and what the signs mean.

use std::collections::BTreeMap;

use super::marking::{self, Marking};
use super::record::{self, Who};
use super::{deeds, kinds, walk};
use crate::app::pick::{Choice, Item, Pick, PickKind};
use crate::app::{App, Effect, Message, lists, survey};
use crate::clean::Clean;
use crate::entity::Kind;
use crate::registry;
use crate::text;

/// What choosing from these lists does. The passage is the one that was held when the list was opened.
#[derive(Debug, Clone, PartialEq)]
pub enum Deed {
    /// Marks it as what it is taken for.
    Accept,
    /// Gives it a kind.
    Kind(Kind),
    /// Marks all places with its words.
    All,
    /// Says that it is no name, here.
    Reject,
    /// Says that it never is one.
    RejectEverywhere,
    /// Asks who it is.
    Whose,
    /// Marks it as this one.
    As(Who),
    /// Marks it as somebody of the name that is typed and this kind.
    AsTyped(Kind),
    /// Gives this one the name that is typed.
    Rename(Who),
    /// Asks for another name for it.
    AskName,
}

/// Lists everything that can be done with the name at hand.
pub(in crate::app) fn choose(app: &mut App) -> Vec<Effect> {
    let Some(marking) = marking::begin(app) else { return Vec::new() };
    let mut items = Vec::new();
    if let Some(known) = &marking.known {
        let line = format!("as {} · {}", Clean::piece(&known.name), Clean::piece(known.kind.name()));
        items.push(item("", Clean::from(line.clone()), "what it is taken for", Deed::Accept));
        items.push(item("", Clean::from(format!("all places: {line}")), "", Deed::All));
    }
    for (key, kind) in kinds::offered(&app.settings) {
        let line = Clean::from(format!("as {}", Clean::piece(kind.name())));
        items.push(item(&key.to_string(), line, "", Deed::Kind(kind)));
    }
    items.push(item("=", own("as somebody else …"), "who has other names as well", Deed::Whose));
    if marking.known.is_some() {
        items.push(item("", own("another name for it …"), "the old one stays with it", Deed::AskName));
        items.push(item("-", own("no name here"), "", Deed::Reject));
        items.push(item("_", own("never this name"), "in no briefing", Deed::RejectEverywhere));
    }
    let whole = marking.known.as_ref().map(|known| Who { name: known.name.clone(), kind: known.kind.clone() });
    items.extend(whole.as_ref().and_then(survey::change_of));
    app.message = Some(Message::note(format!("“{}”", Clean::piece(&text::truncate(&marking.quote, 40)))));
    app.entities.held = Some(marking);
    lists::show(app, Pick::new(PickKind::Choose("Mark as"), items, 0));
    Vec::new()
}

/// Asks whose name it is, of all that the registry and this briefing know; or for a new name.
pub(super) fn whose(app: &mut App, marking: &Marking) -> Vec<Effect> {
    if !super::need_all(app) {
        return Vec::new();
    }
    let mut all: BTreeMap<(String, Kind), usize> = BTreeMap::new();
    for entry in app.notes.book.entries() {
        all.insert((entry.entity.name.clone(), entry.entity.kind.clone()), 0);
    }
    for mention in app.entities.mentions.iter().filter(|m| registry::takes(&m.kind)) {
        *all.entry((mention.name.clone(), mention.kind.clone())).or_default() += 1;
    }
    let mut all: Vec<((String, Kind), usize)> = all.into_iter().collect();
    all.sort_by_key(|((name, _), count)| (std::cmp::Reverse(*count), registry::key(name)));
    let mut items: Vec<Item> = all
        .into_iter()
        .map(|((name, kind), count)| {
            let often = if count == 0 { "in the registry".to_owned() } else { format!("{count}×") };
            let deed = Deed::As(Who { name: name.clone(), kind: kind.clone() });
            item(kind.name(), Clean::line(&name), &often, deed)
        })
        .collect();
    let kind = marking.known.as_ref().map(|known| known.kind.clone()).or(app.entities.last_kind.clone());
    let kind = kind.unwrap_or(Kind::Person);
    items.push(item(kind.name(), own(NEW), "", Deed::AsTyped(kind.clone())));
    app.entities.held = Some(marking.clone());
    lists::show(app, Pick::new(PickKind::Whose, items, 0));
    Vec::new()
}

/// What stands for a name that is not in the list.
const NEW: &str = "somebody new, of the name that is typed";

/// Asks for another name of the entity at hand.
pub(in crate::app) fn ask_name(app: &mut App) -> Vec<Effect> {
    super::refresh(app);
    let Some(mention) = walk::at_hand(app).cloned() else {
        app.message = Some(Message::note("no name here; put the caret on one first"));
        return Vec::new();
    };
    ask_name_of(app, Who { name: mention.name, kind: mention.kind });
    Vec::new()
}

fn ask_name_of(app: &mut App, who: Who) {
    let line = Clean::from(format!("the name that is typed, instead of {}", Clean::piece(&who.name)));
    let mut pick = Pick::new(PickKind::NameFor, vec![item(who.kind.name(), line, "", Deed::Rename(who.clone()))], 0);
    pick.filter = who.name.into();
    lists::show(app, pick);
}

/// The signs of all kinds, with their keys and how often each is here.
pub(in crate::app) fn legend(app: &mut App) -> Vec<Effect> {
    super::refresh(app);
    super::want_all(app);
    let so_far = if app.entities.knows_all() { "" } else { " so far" };
    let mut rows: Vec<(String, Kind)> =
        kinds::offered(&app.settings).into_iter().map(|(key, kind)| (format!("e {key}"), kind)).collect();
    rows.extend([Kind::Money, Kind::Quantity].map(|kind| (String::new(), kind)));
    let mut items = Vec::new();
    for (key, kind) in rows {
        let of_kind = || app.entities.mentions.iter().filter(|m| m.kind == kind);
        let (all, sure) = (of_kind().count(), of_kind().filter(|m| super::is_sure(m)).count());
        let often = format!("{sure} known, {} suggested{so_far}", all - sure);
        items.push(Item {
            mark: Clean::line(&key),
            label: Clean::line(kind.name()),
            detail: Clean::from(often),
            choice: Choice::Legend(kind),
        });
    }
    lists::show(app, Pick::new(PickKind::Legend, items, 0));
    Vec::new()
}

/// Does what was chosen; `typed` stands in the filter line.
pub(in crate::app) fn perform(app: &mut App, deed: Deed, typed: &str) -> Vec<Effect> {
    if let Deed::Rename(who) = deed {
        return deeds::rename(app, &who, typed);
    }
    let Some(marking) = app.entities.held.take() else {
        app.message = Some(Message::warning("the text is another one by now; nothing was marked"));
        return Vec::new();
    };
    match deed {
        Deed::Accept => marking::confirm(app, &marking, marking::Extent::Here),
        Deed::All => marking::confirm(app, &marking, marking::Extent::All),
        Deed::Kind(kind) => marking::as_kind(app, &marking, kind),
        Deed::Reject => marking::refuse(app, &marking, record::reject),
        Deed::RejectEverywhere => marking::refuse(app, &marking, record::reject_everywhere),
        Deed::Whose => whose(app, &marking),
        Deed::As(who) => marking::finish(app, &marking, &who, marking::Extent::Here),
        Deed::AsTyped(kind) => {
            let name = registry::one_line(typed);
            if name.is_empty() {
                app.message = Some(Message::note("type a name first"));
                return Vec::new();
            }
            marking::finish(app, &marking, &Who { name, kind }, marking::Extent::Here)
        }
        Deed::AskName => {
            if let Some(known) = marking.known {
                ask_name_of(app, Who { name: known.name, kind: known.kind });
            }
            Vec::new()
        }
        Deed::Rename(_) => Vec::new(),
    }
}

fn own(words: &'static str) -> Clean {
    Clean::line(words)
}

fn item(mark: &str, label: Clean, detail: &str, deed: Deed) -> Item {
    Item { mark: Clean::line(mark), label, detail: Clean::line(detail), choice: Choice::Name(Box::new(deed)) }
}
