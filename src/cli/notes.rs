//! `attache note` and `attache mark`: the notes of a briefing without the reader, as durable as in it.

use std::io::Write;
use std::path::Path;

use anyhow::Result;

use super::args;
use super::exit::{Exit, Misused};
use super::own::Own;
use super::{sheet, speak};
use crate::export::notes::{Entry, Part, json};
use crate::note::{Colour, NoteKind, Status};
use crate::runtime::author;
use crate::settings::nearest::nearest;

mod add;
mod adopt;
mod body;
mod change;
pub(super) mod filters;
mod list;
mod mark;
mod passage;

pub(super) use list::outcome;

use sheet::Sheet;

/// Runs `attache note …`.
///
/// # Errors
/// What cannot be read or written, and what there is not.
pub(super) fn note(command: &args::Note) -> Result<Exit> {
    match command {
        args::Note::Add(add) => add::run(add),
        args::Note::List(list) => list::run(list, sheet::Sort::Note),
        args::Note::Edit(edit) => change::edit(edit),
        args::Note::Remove(one) => change::remove(one, sheet::Sort::Note),
        args::Note::Restore(one) => change::restore(one, sheet::Sort::Note),
        args::Note::Adopt(adopt) => adopt::run(adopt),
    }
}

/// Runs `attache mark …`.
///
/// # Errors
/// The same.
pub(super) fn mark(command: &args::Mark) -> Result<Exit> {
    match command {
        args::Mark::Add(add) => mark::add(add),
        args::Mark::Reject(reject) => mark::reject(reject),
        args::Mark::List(list) => list::run(list, sheet::Sort::Mark),
        args::Mark::Remove(one) => change::remove(one, sheet::Sort::Mark),
        args::Mark::Restore(one) => change::restore(one, sheet::Sort::Mark),
    }
}

/// Prints what was made or changed: ids, one a line, or JSON as lists have it.
fn tell(sheet: &Sheet, entries: Vec<Entry>, as_json: bool) -> Result<Exit> {
    let mut out = speak::out();
    if as_json {
        json::write(&mut out, &[part(sheet, entries)])?;
    } else {
        for entry in entries {
            writeln!(out, "{}", entry.record.id())?;
        }
    }
    out.flush()?;
    Ok(Exit::Done)
}

/// Entries of a briefing as JSON needs them.
fn part(sheet: &Sheet, entries: Vec<Entry>) -> Part<'_> {
    Part { briefing: &sheet.briefing, file: &sheet.name, link: String::new(), entries }
}

fn kind(name: &str) -> Result<NoteKind, Misused> {
    let known = NoteKind::from(name.trim().to_lowercase());
    if !matches!(known, NoteKind::Other(_)) {
        return Ok(known);
    }
    let own = name.trim();
    if own.is_empty() || own.chars().any(|c| c.is_whitespace() || c.is_control()) {
        return Err(Misused::new(&format!("`{name}` is no kind of note: a kind is one word")));
    }
    if let Some(near) = nearest(own, NoteKind::ALL.iter().map(NoteKind::name)) {
        return Err(Misused::new(&format!("`{own}` is no kind of note; did you mean `{near}`?")));
    }
    let known = NoteKind::ALL.map(|kind| kind.name().to_owned()).join(", ");
    speak::say(&format!("`{own}` is a kind of your own; known are {known}"));
    Ok(NoteKind::Other(own.to_owned()))
}

fn status(name: &str) -> Result<Status, Misused> {
    one_of("status", name, [Status::Open, Status::Done].iter().map(Status::name))?;
    Ok(Status::from(name.to_lowercase()))
}

fn colour(name: &str) -> Result<Colour, Misused> {
    one_of("colour", name, Colour::ALL.iter().map(|colour| colour.name()))?;
    Ok(Colour::named(&name.to_lowercase()).unwrap_or(Colour::Yellow))
}

fn one_of<'a>(what: &str, name: &str, known: impl Iterator<Item = &'a str>) -> Result<(), Misused> {
    let known: Vec<&str> = known.collect();
    if known.contains(&name.to_lowercase().as_str()) {
        return Ok(());
    }
    Err(Misused::new(&format!("`{name}` is no {what}; there are {}", known.join(", "))))
}

/// Tags without their sign; a tag is one word, and commas part them as they do in the reader.
fn tags(given: &[String]) -> Result<Vec<String>, Misused> {
    let mut tags: Vec<String> = Vec::new();
    for tag in given.iter().flat_map(|tags| tags.split(',')) {
        let word = tag.trim().trim_start_matches('#');
        if word.is_empty() || word.contains(char::is_whitespace) {
            return Err(Misused::new(&format!("`{tag}` is no tag: a tag is one word, such as follow-up")));
        }
        if !tags.iter().any(|known| known == word) {
            tags.push(word.to_owned());
        }
    }
    Ok(tags)
}

/// Who writes: as the option says, else the configuration, else git, else the computer.
fn author(given: Option<&str>, file: &Path) -> String {
    let folder = file.parent().unwrap_or(Path::new("."));
    let named = given.map(|name| name.trim().to_owned()).or_else(|| Own::find().config().0.author);
    named.or_else(|| author::by_git(folder)).unwrap_or_else(author::on_this_computer)
}
