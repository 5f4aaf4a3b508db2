//! What the screens are made of: names, notes and dates of the open briefing.

use crate::app::App;
use crate::briefing::Briefing;
use crate::dossier::{Remark, Source};
use crate::entity::{Entity, Kind, Mention};
use crate::note::Id;
use crate::recognise;
use crate::registry;
use crate::text;
use crate::timeline::Dated;

/// Numbers that change whenever a screen has to be made anew.
pub(super) type Version = (u64, u64);

pub(super) fn version(app: &App) -> Version {
    (app.entities.version, app.notes.version)
}

/// Notes with where they stand, and their ids in the same order.
pub(super) fn remarks(app: &App) -> (Vec<Remark<'_>>, Vec<Id>) {
    let placed = app.notes.placed.iter();
    let remark = |place: &'_ crate::app::notes::Placed| {
        let note = app.notes.book.note(&place.id)?;
        Some((Remark { note, span: place.span, section: place.section }, place.id.clone()))
    };
    placed.filter_map(remark).unzip()
}

/// The open briefing as dossiers want it.
pub(super) fn source<'a>(app: &'a App, remarks: &'a [Remark<'a>]) -> Source<'a> {
    Source { briefing: app.document.briefing(), mentions: &app.entities.mentions, remarks }
}

/// What the registry knows of an entity.
pub(super) fn known<'a>(app: &'a App, name: &str, kind: &Kind) -> Option<&'a Entity> {
    registry::of_name(&app.notes.book, name, kind).map(|entry| &entry.entity)
}

/// Name and kind of an entity as they are now: entities are renamed, merged and given other kinds on a screen and elsewhere,
/// and that is undone. `entry` keeps its id in the registry, once it has one.
pub(super) fn now(app: &App, entry: &mut Option<Id>, (name, kind): (&str, &Kind)) -> (String, Kind) {
    let (book, mentions) = (&app.notes.book, &app.entities.mentions);
    let own = entry.as_ref().and_then(|id| book.get(id)?.as_entry());
    let live = own.filter(|entry| entry.meta.deleted.is_none()).or_else(|| registry::meant(book, name, kind));
    if let Some(live) = live {
        *entry = Some(live.meta.id.clone());
        return (live.entity.name.clone(), live.entity.kind.clone());
    }
    if mentions.iter().any(|m| m.name == *name && m.kind == *kind) {
        return (name.to_owned(), kind.clone());
    }
    if let [only] = registry::holders(book, name).as_slice() {
        return (only.entity.name.clone(), only.entity.kind.clone());
    }
    // What was only taken for a name by the registry is what the text itself says again.
    let again = own.and_then(|gone| mentions.iter().find(|m| registry::answers_to(&gone.entity, &m.name)));
    again.map_or_else(|| (name.to_owned(), kind.clone()), |m| (m.name.clone(), m.kind.clone()))
}

/// The dates among the names of a briefing, resolved as far as they can be.
pub fn dated(briefing: &Briefing, mentions: &[Mention]) -> Vec<Dated> {
    let dates = mentions.iter().filter(|mention| mention.kind == Kind::Date);
    let days = recognise::Days::of(briefing);
    let resolved = |mention: &Mention| Dated {
        span: mention.span,
        when: recognise::when(briefing, &days, mention),
        base: days.at(mention.span.start),
    };
    dates.map(resolved).collect()
}

/// True when all words of a filter stand in a text; case and accents do not matter.
pub(super) fn holds(filter: &str, words: &str) -> bool {
    let words = text::fold(words);
    filter.split_whitespace().all(|word| words.contains(&text::fold(word)))
}
