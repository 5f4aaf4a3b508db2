//! What marking writes: marks in the sidecar, and in the registry the name with its kind and other names. Each of these
//! functions is one step, which one undo takes back.

use std::sync::Arc;

use super::known::{self, plain};
use super::{kinds, target};
use crate::anchor::{self, Ground};
use crate::app::{App, Command, Effect, Message, notes};
use crate::clean::Clean;
use crate::entity::{Entity, Kind, Mention, Origin};
use crate::note::{Change, Entry, Mark, Meta, Record};
use crate::text::{self, Span};

/// Cells of a name in a message.
const NAME: usize = 36;

/// Who is marked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Who {
    /// The canonical name.
    pub name: String,
    /// What it is.
    pub kind: Kind,
}

/// Records that are changed together.
struct Step<'a> {
    app: &'a App,
    ground: Ground<'a>,
    now: crate::note::Moment,
    changes: Vec<Change>,
}

impl<'a> Step<'a> {
    fn new(app: &'a App) -> Self {
        Self { app, ground: Ground::of(app.document.briefing()), now: app.now, changes: Vec::new() }
    }

    fn put(&mut self, mut record: Record) {
        record.meta_mut().changed = self.now.stamp();
        self.changes.push(Change::of(&self.app.notes.book, record));
    }

    fn meta(&mut self) -> Meta {
        let author = self.app.settings.author.clone();
        Meta { id: self.now.id(), author, created: self.now.stamp(), ..Meta::default() }
    }

    /// The words of a passage are this name, or are refused as one.
    fn mark(&mut self, span: Span, who: &Who, rejected: bool) {
        let (entity, kind) = (who.name.clone(), who.kind.name().to_owned());
        let wanted = match known::mark_on(self.app, span) {
            Some(mark) if mark.entity == entity && mark.kind == kind && mark.rejected == rejected => return,
            Some(mark) => Mark { entity, kind, rejected, ..mark.clone() },
            None => Mark { meta: self.meta(), anchor: anchor::make(&self.ground, span), entity, kind, rejected },
        };
        // Somebody else may have marked the same words as the same one: what is refused is refused for both.
        let twins =
            known::marks_on(self.app, span).filter(|twin| rejected && !twin.rejected && twin.meta.id != wanted.meta.id);
        let twins: Vec<Mark> =
            twins.filter(|twin| twin.entity == wanted.entity && twin.kind == wanted.kind).cloned().collect();
        self.put(Record::Mark(wanted));
        for twin in twins {
            self.put(Record::Mark(Mark { rejected, ..twin }));
        }
    }

    fn delete(&mut self, record: Record) {
        let mut gone = record;
        gone.meta_mut().deleted = Some(self.now.stamp());
        self.put(gone);
    }

    /// The registry learns the name, and that these words stand for it. Gives back whose the words are already: two names
    /// that are written alike would be told apart in no other briefing, so that one is only marked here.
    fn register(&mut self, who: &Who, words: &str) -> Option<String> {
        if kinds::is_value(&who.kind) {
            return None;
        }
        let known = known::entry(self.app, &who.name, &who.kind).cloned();
        let holder = |words: &str| known::holder(self.app, words, who);
        let taken = holder(words);
        let Some(entry) = known else {
            if let Some(owner) = holder(&who.name) {
                return Some(owner);
            }
            let mut entity = Entity { name: who.name.clone(), kind: who.kind.clone(), ..Entity::default() };
            if taken.is_none() {
                add_alias(&mut entity, words);
            }
            let meta = self.meta();
            self.put(Record::Entry(Entry { meta, entity }));
            return taken;
        };
        let mut entity = entry.entity.clone();
        if taken.is_none() {
            add_alias(&mut entity, words);
            entity.not.retain(|not| plain(not) != plain(words));
        }
        if entity != entry.entity {
            self.put(Record::Entry(Entry { entity, ..entry }));
        }
        taken
    }
}

fn add_alias(entity: &mut Entity, words: &str) {
    let words = one_line(words);
    if !known::answers_to(entity, &words) && !words.is_empty() {
        entity.aliases.push(words);
    }
}

/// Words in one line with single spaces, as a name is kept.
pub fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Marks passages as `who`. The words of the first become another name of it where the registry does not have them.
pub fn mark(app: &mut App, spans: &[Span], who: &Who) -> Vec<Effect> {
    let Some(first) = spans.first() else { return Vec::new() };
    let briefing = Arc::clone(&app.document.source.briefing);
    let mut step = Step::new(app);
    for span in spans {
        step.mark(*span, who, false);
    }
    let words = text::slice(&briefing.text, *first);
    let owner = step.register(who, words);
    let (changes, name) = (step.changes, shown(&who.name));
    app.entities.last_kind = Some(who.kind.clone());
    if changes.is_empty() {
        app.message = Some(Message::note(format!("{name} is marked here already, as {}", shown(who.kind.name()))));
        return Vec::new();
    }
    let places = if spans.len() > 1 { format!(" in {} places", spans.len()) } else { String::new() };
    let owner = owner.map(|owner| format!(", only here: elsewhere “{}” is {}", shown(words), shown(&owner)));
    let said = format!("marked{places}: {name} · {}{}", shown(who.kind.name()), owner.unwrap_or_default());
    commit(app, &said, changes)
}

/// Says that a name is none: here, with what else the same place says left alone.
pub fn reject(app: &mut App, mention: &Mention) -> Vec<Effect> {
    let who = Who { name: mention.name.clone(), kind: mention.kind.clone() };
    let words = words(app, mention.span);
    let mut step = Step::new(app);
    step.mark(mention.span, &who, true);
    let changes = step.changes;
    commit(app, &format!("refused here: {}", no_name(&words, &who)), changes)
}

/// `“Munir” is not Syed Asim Munir`; where that would say nothing, `“Munir” is no person`.
fn no_name(words: &str, who: &Who) -> String {
    if plain(words) == plain(&who.name) {
        return format!("“{words}” is no {}", shown(who.kind.name()));
    }
    format!("“{words}” is not {}", shown(&who.name))
}

/// Says that these words never are this name: in this briefing, and by the registry in all others.
pub fn reject_everywhere(app: &mut App, mention: &Mention) -> Vec<Effect> {
    let briefing = Arc::clone(&app.document.source.briefing);
    let who = Who { name: mention.name.clone(), kind: mention.kind.clone() };
    let refused = text::slice(&briefing.text, mention.span);
    let wanted = plain(refused);
    let is_it =
        |m: &&Mention| m.name == who.name && m.kind == who.kind && plain(text::slice(&briefing.text, m.span)) == wanted;
    let all: Vec<Mention> = app.entities.mentions.iter().filter(is_it).cloned().collect();
    let mut step = Step::new(app);
    for mention in all.iter().filter(|m| m.origin != Origin::Registry || m.span == mention.span) {
        step.mark(mention.span, &who, true);
    }
    if !kinds::is_value(&who.kind) {
        let entry = known::entry(step.app, &who.name, &who.kind).cloned();
        let mut entry = entry.unwrap_or_else(|| {
            let entity = Entity { name: who.name.clone(), kind: who.kind.clone(), ..Entity::default() };
            Entry { meta: step.meta(), entity }
        });
        entry.entity.aliases.retain(|alias| plain(alias) != wanted);
        if !entry.entity.not.iter().any(|not| plain(not) == wanted) {
            entry.entity.not.push(one_line(refused));
        }
        step.put(Record::Entry(entry));
    }
    let changes = step.changes;
    commit(app, &format!("refused everywhere: {}", no_name(&shown(refused), &who)), changes)
}

/// Gives an entity another kind: its marks in this briefing, and its entry in the registry.
pub fn set_kind(app: &mut App, who: &Who, kind: &Kind) -> Vec<Effect> {
    let said = format!("{} · {} from now on", shown(&who.name), shown(kind.name()));
    change(app, who, &Who { name: who.name.clone(), kind: kind.clone() }, &said)
}

/// Gives an entity another name; the old one stays with it as another name, so that the text still answers to it. Where
/// there is one of the new name and kind already, both become that one.
pub fn rename(app: &mut App, who: &Who, name: &str) -> Vec<Effect> {
    let name = one_line(name);
    if name.is_empty() || name == who.name {
        app.message = Some(Message::note("the name stays as it is"));
        return Vec::new();
    }
    // Another name of somebody means that one.
    let name = known::holder(app, &name, who).unwrap_or(name);
    let said = format!("{} is {} now", shown(&who.name), shown(&name));
    change(app, who, &Who { name, kind: who.kind.clone() }, &said)
}

fn change(app: &mut App, from: &Who, to: &Who, said: &str) -> Vec<Effect> {
    let mut step = Step::new(app);
    for mark in known::marks(step.app, &from.name, &from.kind).into_iter().cloned() {
        step.put(Record::Mark(Mark { entity: to.name.clone(), kind: to.kind.name().to_owned(), ..mark }));
    }
    let old = known::entry(step.app, &from.name, &from.kind).cloned();
    let there = known::entry(step.app, &to.name, &to.kind).cloned();
    let there = there.filter(|there| old.as_ref().is_none_or(|old| old.meta.id != there.meta.id));
    match (old, there) {
        (Some(old), Some(mut there)) => {
            let names = std::iter::once(&old.entity.name).chain(&old.entity.aliases);
            names.for_each(|name| add_alias(&mut there.entity, name));
            step.put(Record::Entry(there));
            step.delete(Record::Entry(old));
        }
        (Some(mut old), None) => {
            let before = std::mem::replace(&mut old.entity.name, to.name.clone());
            old.entity.aliases.retain(|alias| plain(alias) != plain(&to.name));
            add_alias(&mut old.entity, &before);
            old.entity.kind = to.kind.clone();
            step.put(Record::Entry(old));
        }
        // What nobody marked and the registry does not know has only suggestions; they follow an entry.
        (None, _) => {
            step.register(to, &from.name);
        }
    }
    let changes = step.changes;
    commit(app, said, changes)
}

fn commit(app: &mut App, said: &str, changes: Vec<Change>) -> Vec<Effect> {
    if changes.is_empty() {
        app.message = Some(Message::note("nothing to change here"));
        return Vec::new();
    }
    let key = app.key(Command::Undo);
    let effects = notes::commit(app, said, changes);
    app.notes.say_when_kept(format!("{said}; {key} takes it back"));
    effects
}

/// What is left of an entity once a mark of it is gone, in a few words; empty when nothing is.
pub fn remains(app: &App, mark: &Mark) -> String {
    if mark.rejected {
        return String::new();
    }
    let kind = Kind::named(&mark.kind);
    let others = known::marks(app, &mark.entity, &kind).iter().filter(|m| m.meta.id != mark.meta.id).count();
    let marks = match others {
        0 => None,
        1 => Some("1 other mark stays".to_owned()),
        n => Some(format!("{n} other marks stay")),
    };
    let entry = known::entry(app, &mark.entity, &kind);
    let registry = entry.map(|entry| format!("{} stays in the registry", shown(&entry.entity.name)));
    marks.into_iter().chain(registry).collect::<Vec<_>>().join(", ")
}

fn shown(words: &str) -> String {
    text::truncate(&Clean::line(words), NAME)
}

fn words(app: &App, span: Span) -> String {
    shown(text::slice(&app.document.briefing().text, span))
}

/// The places that are marked when all are meant: those of the same words, each grown to the name that holds it where
/// that is the same one, without those inside another name.
pub fn places(app: &App, span: Span, who: &Who) -> Option<Vec<Span>> {
    let briefing = app.document.briefing();
    let place = |found: Span| {
        let around = app.entities.touching(found).filter(|m| m.span.start <= found.start && found.end <= m.span.end);
        let longest = around.max_by_key(|m| m.span.len());
        match longest {
            Some(m) if m.span == found || found == span => Some(found),
            Some(m) => (m.name == who.name && m.kind == who.kind).then_some(m.span),
            None => Some(found),
        }
    };
    let mut all: Vec<Span> = target::everywhere(briefing, span)?.into_iter().filter_map(place).collect();
    // The words that were pointed at come first: they are what the registry learns.
    all.sort_by_key(|found| (*found != span, found.start));
    all.dedup();
    Some(all)
}
