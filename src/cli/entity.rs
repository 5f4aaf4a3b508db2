//! `attache entity`: the names that all briefings know.

use anyhow::Result;

use super::exit::{Exit, Misused};
use super::names::{Names, misused};
use super::own::Own;
use super::{args, speak};
use crate::entity::{Entity, Kind, Position};
use crate::note::{Change, Notebook};
use crate::registry::{self, By, Refusal, Wanted};
use crate::runtime::{author, clock};

pub(super) mod list;

/// What a deed gives.
type Done = Result<Vec<Change>, Refusal>;

/// Runs `attache entity …`.
///
/// # Errors
/// What cannot be read or written, names that mean nothing, and what would change nothing.
pub(super) fn run(command: &args::Entity) -> Result<Exit> {
    use args::Entity as Deed;
    match command {
        Deed::List(list) => list::run(list),
        Deed::Add(add) => {
            let entity = entity(add)?;
            deed(&add.registry, |book, by| registry::add(book, by, &entity))
        }
        Deed::Merge(merge) => {
            let kind = merge.of.of_kind.as_deref().map(Kind::named);
            let wanted = |name| Wanted { name, kind: kind.as_ref() };
            let others: Vec<Wanted<'_>> = merge.others.iter().map(|other| wanted(other)).collect();
            deed(&merge.registry, |book, by| registry::merge(book, by, wanted(&merge.into), &others))
        }
        Deed::Rename(one) => of_one(&one.which, |book, by, who| registry::rename(book, by, who, &one.name)),
        Deed::Kind(one) => {
            let kind = Kind::named(&one.kind);
            of_one(&one.which, |book, by, who| registry::set_kind(book, by, who, &kind))
        }
        Deed::Alias(strings) => {
            let does = if strings.remove { registry::unalias } else { registry::alias };
            of_one(&strings.which, |book, by, who| does(book, by, who, &strings.strings))
        }
        Deed::Not(strings) => {
            let does = if strings.remove { registry::unnot } else { registry::not };
            of_one(&strings.which, |book, by, who| does(book, by, who, &strings.strings))
        }
        Deed::Split(one) => {
            of_one(&one.which, |book, by, who| registry::split(book, by, who, (&one.name, &one.aliases)))
        }
        Deed::Place(one) => {
            let place = if one.place == "none" { None } else { Some(point(&one.place)?) };
            of_one(&one.which, |book, by, who| registry::set_place(book, by, who, place))
        }
        Deed::Remove(one) => of_one(one, registry::remove),
        Deed::Restore(one) => of_one(one, registry::restore),
    }
}

/// A deed on one entity of a registry.
fn of_one(which: &args::Which, does: impl FnOnce(&Notebook, By<'_>, Wanted<'_>) -> Done) -> Result<Exit> {
    let kind = which.of.of_kind.as_deref().map(Kind::named);
    deed(&which.registry, |book, by| does(book, by, Wanted { name: &which.entity, kind: kind.as_ref() }))
}

/// Does it, and tells what the registry says now of whom it was done to.
fn deed(which: &args::Registry, does: impl FnOnce(&Notebook, By<'_>) -> Done) -> Result<Exit> {
    let mut names = Names::of(which)?;
    let author = writer(&names);
    let changes = match does(&names.book, By { author: &author, now: clock::now() }) {
        Ok(changes) => changes,
        Err(refusal @ Refusal::Nothing(_)) => {
            speak::say(&refusal.to_string());
            if which.json {
                list::write(std::iter::empty(), true)?;
            }
            return Ok(Exit::Done);
        }
        Err(refusal) if names.trouble().is_some() => {
            speak::say(&refusal.to_string());
            names.commit(&[])?;
            return Ok(Exit::Failed);
        }
        Err(refusal) => return Err(misused(&refusal).into()),
    };
    names.commit(&changes)?;
    list::write(list::changed(&names.book, &changes), which.json)?;
    Ok(Exit::Done)
}

/// Who writes: as the configuration says, else git, else the computer.
fn writer(names: &Names) -> String {
    let folder = names.path().parent().unwrap_or(std::path::Path::new("."));
    let configured = Own::find().config().0.author;
    configured.or_else(|| author::by_git(folder)).unwrap_or_else(author::on_this_computer)
}

fn entity(add: &args::EntityAdd) -> Result<Entity> {
    Ok(Entity {
        name: add.name.clone(),
        kind: Kind::named(&add.kind),
        aliases: add.alias.clone(),
        not: add.not.clone(),
        note: add.note.clone().unwrap_or_default(),
        place: add.place.as_deref().map(point).transpose()?,
        links: add.link.clone(),
        ..Entity::default()
    })
}

/// `33.6,73.05` as a point.
fn point(written: &str) -> Result<Position, Misused> {
    let point = || {
        let (latitude, longitude) = written.split_once(',')?;
        Position::of_degrees(latitude.trim().parse().ok()?, longitude.trim().parse().ok()?)
    };
    point().ok_or_else(|| {
        let message = format!(
            "`{written}` is no point: write latitude and longitude in degrees, at most 90 and 180 either way, such as 33.6,73.05"
        );
        Misused::new(&message)
    })
}
