//! Who is meant by words: the entries of the registry, and what the text itself says of a name.

use super::record::Who;
use crate::app::App;
use crate::entity::{Entity, Kind, Mention, Origin};
use crate::note::Mark;
use crate::registry;
use crate::text::{self, Span};

/// Somebody or something that words may stand for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// The canonical name.
    pub name: String,
    /// What it is.
    pub kind: Kind,
    /// How often it is named in this briefing.
    pub count: usize,
    /// Only the recogniser says so.
    pub guessed: bool,
    /// The words may be another spelling of the name.
    pub spelling: bool,
    /// The words hold a name of it, and say more.
    pub inside: bool,
}

/// The words of a passage, as they stand.
pub fn words(app: &App, span: Span) -> &str {
    text::slice(&app.document.briefing().text, span)
}

/// The live marks in this briefing that speak of this one, refusals among them; those under another name of it too.
pub fn marks_of<'a>(app: &'a App, who: &'a Who) -> impl Iterator<Item = &'a Mark> {
    let book = &app.notes.book;
    let entry = registry::of_name(book, &who.name, &who.kind);
    let means = move |mark: &Mark, kind: &Kind| {
        let is_or_was = |entity: &Entity| entity.kind == *kind || entity.formerly.contains(kind);
        let own = entry.map(|entry| &entry.entity);
        let own = own.filter(|own| is_or_was(own) && registry::answers_to(own, &mark.entity));
        let meant = || registry::of_mark(|| book.entries().map(|entry| &entry.entity), &mark.entity, kind);
        own.is_some_and(|own| meant().is_some_and(|meant| std::ptr::eq(meant, own)))
    };
    let is_it = move |mark: &&Mark| {
        let kind = Kind::named(&mark.kind);
        kind == who.kind && mark.entity == who.name || means(mark, &kind)
    };
    book.marks().filter(is_it)
}

/// Those of them that have a place, with it.
pub fn placed_marks_of<'a>(app: &'a App, who: &'a Who) -> impl Iterator<Item = (&'a Mark, Span)> {
    marks_of(app, who).filter_map(|mark| Some((mark, app.notes.placed(&mark.meta.id)?.span?)))
}

/// The mark on exactly this passage; one that says yes goes before one that says no.
pub fn mark_on(app: &App, span: Span) -> Option<&Mark> {
    marks_on(app, span).min_by_key(|mark| mark.rejected)
}

/// All marks on exactly this passage.
pub fn marks_on(app: &App, span: Span) -> impl Iterator<Item = &Mark> {
    let placed = app.notes.placed.iter().filter(move |place| place.span == Some(span));
    placed.filter_map(|place| app.notes.book.get(&place.id)?.as_mark())
}

/// Who is meant by the words of a passage: what the reader, the registry or the recogniser says of exactly this place,
/// else who has such a name in the registry or elsewhere in the text.
pub fn meant(app: &App, span: Span) -> Option<Known> {
    let words = self::words(app, span);
    let here = app.entities.touching(span).filter(|m| m.span == span).max_by_key(|m| rank(m.origin));
    // A name that the recogniser found may be one of the registry in another spelling.
    if let Some(known) = here.is_none_or(|m| m.origin == Origin::Suggested).then(|| spelled(app, words)).flatten() {
        return Some(known);
    }
    if let Some(mention) = here {
        return Some(of_mention(app, mention));
    }
    if let Some(entry) = app.notes.book.entries().find(|entry| registry::answers_to(&entry.entity, words)) {
        let Entity { name, kind, .. } = &entry.entity;
        let count = app.entities.count(name, kind);
        return Some(Known {
            name: name.clone(),
            kind: kind.clone(),
            count,
            guessed: false,
            spelling: false,
            inside: false,
        });
    }
    let same = |m: &&Mention| registry::is_same(&m.name, words) || registry::is_same(self::words(app, m.span), words);
    let inside = || app.entities.touching(span).filter(|m| span.start <= m.span.start && m.span.end <= span.end);
    let alike = app.entities.mentions.iter().find(same);
    // `Gen. Syed Asim Munir` holds a name and is no other.
    let held = || inside().filter(|m| registry::takes(&m.kind)).max_by_key(|m| m.span.len());
    if let Some(mention) = alike {
        return Some(of_mention(app, mention));
    }
    held().map(|mention| Known { inside: true, ..of_mention(app, mention) })
}

fn rank(origin: Origin) -> u8 {
    match origin {
        Origin::Suggested => 0,
        Origin::Registry => 1,
        Origin::Hand => 2,
    }
}

fn of_mention(app: &App, mention: &Mention) -> Known {
    Known {
        name: mention.name.clone(),
        kind: mention.kind.clone(),
        count: app.entities.count(&mention.name, &mention.kind),
        guessed: mention.origin == Origin::Suggested,
        spelling: false,
        inside: false,
    }
}

/// The entity of the registry whose name the words may be another spelling of.
fn spelled(app: &App, words: &str) -> Option<Known> {
    let names = app.entities.known.variants(words);
    let of_name = |name: &&str| app.notes.book.entries().find(|entry| entry.entity.name == **name);
    let Entity { name, kind, .. } = &names.iter().find_map(of_name)?.entity;
    let count = app.entities.count(name, kind);
    Some(Known { name: name.clone(), kind: kind.clone(), count, guessed: false, spelling: true, inside: false })
}
