//! `attache entity list`, and what the other commands tell of an entity.

use std::io::Write as _;

use anyhow::Result;
use serde::Serialize;

use crate::clean::Clean;
use crate::cli::args;
use crate::cli::exit::Exit;
use crate::cli::kinds;
use crate::cli::names::Names;
use crate::cli::speak;
use crate::entity::{Id, Kind};
use crate::export::json;
use crate::note::{Change, Entry, Notebook};
use crate::registry;
use crate::text;

/// Widest column of names; longer ones push what stands behind them out.
const WIDEST: usize = 40;

/// An entity as JSON: the keys of the registry.
#[derive(Serialize)]
struct Row<'a> {
    id: &'a str,
    name: &'a str,
    kind: &'a str,
    /// What it was taken for before.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    formerly: Vec<&'a str>,
    aliases: &'a [String],
    not: &'a [String],
    note: &'a str,
    place: Option<Place>,
    links: &'a [String],
    author: &'a str,
    created: &'a str,
    changed: &'a str,
    /// Of one that was taken away, what it became a part of.
    #[serde(skip_serializing_if = "Option::is_none")]
    into: Option<&'a str>,
}

/// A point in degrees.
#[derive(Serialize)]
struct Place {
    lat: f64,
    lon: f64,
}

/// Lists a registry.
///
/// # Errors
/// What cannot be read or written, and a kind that there is not.
pub(super) fn run(list: &args::EntityList) -> Result<Exit> {
    let names = Names::of(&list.registry)?;
    let known = || names.book.entries().chain(registry::removed(&names.book)).map(|entry| &entry.entity.kind);
    let kind = list.kind.as_deref().map(|word| kinds::find(word, known())).transpose()?;
    let fits = |entry: &&Entry| kind.as_ref().is_none_or(|kind| entry.entity.kind == *kind);
    if list.removed {
        write(registry::removed(&names.book).filter(fits), list.registry.json)?;
    } else {
        let (refused, real): (Vec<&Entry>, Vec<&Entry>) =
            names.book.entries().filter(fits).partition(|entry| registry::is_only_refused(&entry.entity));
        if list.registry.json && !list.refused {
            write(names.book.entries().filter(fits), true)?;
        } else if list.refused {
            let with_words = real.into_iter().filter(|entry| !entry.entity.not.is_empty());
            write(refused.into_iter().chain(with_words), list.registry.json)?;
        } else {
            write(real.into_iter(), false)?;
            if !refused.is_empty() {
                let count = refused.len();
                let names =
                    if count == 1 { "1 name that is none".to_owned() } else { format!("{count} names that are none") };
                speak::say(&format!("{names}: --refused lists what was refused everywhere"));
            }
        }
    }
    let Some(trouble) = names.trouble() else { return Ok(Exit::Done) };
    speak::say(trouble);
    Ok(Exit::Failed)
}

/// The entities that changes are of, as they are now.
pub(in crate::cli) fn changed<'a>(book: &'a Notebook, changes: &'a [Change]) -> impl Iterator<Item = &'a Entry> {
    book.entries().filter(|entry| changes.iter().any(|change| *change.after.id() == entry.meta.id))
}

/// Prints entities: one a line, or as a JSON array.
///
/// # Errors
/// What standard output says.
pub(in crate::cli) fn write<'a>(entries: impl Iterator<Item = &'a Entry>, as_json: bool) -> Result<()> {
    let mut out = speak::out();
    let entries: Vec<&Entry> = entries.collect();
    if as_json {
        json::print(&mut out, &entries.iter().map(|entry| row(entry)).collect::<Vec<_>>())?;
    } else {
        let names: Vec<Clean> = entries.iter().map(|entry| Clean::line(&entry.entity.name)).collect();
        let widest = names.iter().map(|name| text::cells(name)).max().unwrap_or(0).min(WIDEST);
        for (entry, name) in entries.iter().zip(&names) {
            writeln!(out, "{}", line(entry, name, widest))?;
        }
    }
    out.flush()?;
    Ok(())
}

fn line(entry: &Entry, name: &Clean, widest: usize) -> Clean {
    let entity = &entry.entity;
    let gap = " ".repeat(widest.saturating_sub(text::cells(name)));
    let mut parts = vec![format!("{name}{gap}"), format!("{:<12}", entity.kind.name())];
    parts.extend((!entity.aliases.is_empty()).then(|| entity.aliases.join(", ")));
    parts.extend((!entity.not.is_empty()).then(|| format!("not {}", entity.not.join(", "))));
    parts.extend(entity.place.map(|place| {
        let (latitude, longitude) = place.degrees();
        format!("at {latitude},{longitude}")
    }));
    // Every kind of line break, so that no entity shows as two.
    let parts: Vec<String> = parts.iter().map(|part| Clean::new(part).replace('\n', " ")).collect();
    Clean::new(parts.join("  ").trim_end())
}

fn row(entry: &Entry) -> Row<'_> {
    let (meta, entity) = (&entry.meta, &entry.entity);
    Row {
        id: meta.id.as_str(),
        name: &entity.name,
        kind: entity.kind.name(),
        formerly: entity.formerly.iter().map(Kind::name).collect(),
        aliases: &entity.aliases,
        not: &entity.not,
        note: &entity.note,
        place: entity.place.map(|place| {
            let (lat, lon) = place.degrees();
            Place { lat, lon }
        }),
        links: &entity.links,
        author: &meta.author,
        created: &meta.created,
        changed: &meta.changed,
        into: entry.into.as_ref().map(Id::as_str),
    }
}
