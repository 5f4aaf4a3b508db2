//! `attache dossier`: all that briefings say of one entity.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::Result;

use super::exit::{Exit, Misused};
use super::named::{self, Named};
use super::{args, kinds, speak};
use crate::clean::Clean;
use crate::dossier::{self, Dossier, Remark, Source};
use crate::export::json as out_json;
use crate::export::markdown::dossier::{self as markdown, Sheet};
use crate::export::markdown::managed;
use crate::export::notes::link;
use crate::text;

mod find;
mod json;

/// Prints the dossier of the entity with this name.
///
/// # Errors
/// What cannot be written, and a name that nobody has; what cannot be read is said, and the rest is printed.
pub(super) fn run(command: &args::Dossier) -> Result<Exit> {
    if command.html {
        let message = "a dossier in HTML is not there yet: --markdown is, which any converter makes a page of";
        return Err(Misused::new(message).into());
    }
    let here = [PathBuf::from(".")];
    let paths = if command.paths.is_empty() { &here[..] } else { &command.paths };
    let (all, whole) = named::open_all(paths, command.decode.encoding.as_deref())?;
    if all.is_empty() {
        if whole {
            speak::say("there is no briefing here to look in");
        }
        return Ok(if whole { Exit::Done } else { Exit::Failed });
    }
    let remarks: Vec<Vec<Remark<'_>>> = all.iter().map(Named::remarks).collect();
    let sources: Vec<Source<'_>> = all.iter().zip(&remarks).map(|(named, remarks)| named.source(remarks)).collect();
    let kind = command.kind.as_deref().map(|word| kinds::find(word, all.iter().flat_map(Named::kinds))).transpose()?;
    let (name, kind) = find::find(&command.name, kind.as_ref(), &all)?;
    let known =
        all.iter().flat_map(|named| &named.known.entities).find(|entity| entity.name == name && entity.kind == kind);
    let dossier = dossier::make((&name, &kind), known, &sources);
    let mut out = speak::out();
    if command.json {
        out_json::print(&mut out, &json::answer(&dossier, &all, &sources))?;
    } else if command.markdown {
        out.write_all(managed::fresh(&markdown::blocks(&dossier, &sheets(&all, &sources))).as_bytes())?;
    } else {
        write(&mut out, &dossier, (&all, &sources))?;
    }
    out.flush()?;
    Ok(if whole { Exit::Done } else { Exit::Failed })
}

fn sheets<'a>(all: &'a [Named], sources: &'a [Source<'a>]) -> Vec<Sheet<'a>> {
    let folder = std::path::absolute(".").unwrap_or_default();
    let link = |named: &Named| {
        let is_file = !named.path.as_os_str().is_empty();
        if is_file { link::address(&folder, &named.path) } else { String::new() }
    };
    let sheet = |(named, source): (&Named, &'a Source<'a>)| Sheet {
        source: *source,
        file: named.file.clone(),
        link: link(named),
    };
    all.iter().zip(sources).map(sheet).collect()
}

/// For reading: who it is, then the sentences of each briefing, company and notes.
fn write(out: &mut impl Write, dossier: &Dossier, (all, sources): (&[Named], &[Source<'_>])) -> io::Result<()> {
    let count = |n: usize, what: &str| format!("{n} {what}{}", if n == 1 { "" } else { "s" });
    write!(out, "{} · {}", Clean::line(&dossier.name), Clean::line(dossier.kind.name()))?;
    let also: Vec<String> = dossier.also.iter().map(|alias| Clean::line(&alias.name).to_string()).collect();
    writeln!(out, "{}{}", if also.is_empty() { "" } else { " · also " }, also.join(", "))?;
    write!(out, "{} in {}", count(dossier.mentions.len(), "mention"), count(dossier.briefings, "briefing"))?;
    match (dossier.first, dossier.last) {
        (Some(first), Some(last)) if first != last => writeln!(out, " · {first} to {last}")?,
        (Some(date), _) => writeln!(out, " · {date}")?,
        _ => writeln!(out)?,
    }
    let mut before = (None, None);
    for place in &dossier.mentions {
        let Some((named, source)) = all.get(place.source).zip(sources.get(place.source)) else { continue };
        if before.0 != Some(place.source) {
            head(out, named)?;
        }
        if before != (Some(place.source), Some(place.sentence)) {
            let heading = Clean::line(source.briefing.heading(place.section).unwrap_or("Lead"));
            let words = Clean::line(text::slice(&source.briefing.text, place.sentence));
            writeln!(out, "  {heading}: {words}")?;
        }
        before = (Some(place.source), Some(place.sentence));
    }
    let with: Vec<String> = dossier.with.iter().map(|c| format!("{} {}", Clean::line(&c.name), c.paragraphs)).collect();
    if !with.is_empty() {
        writeln!(out, "\nwith {}", with.join(" · "))?;
    }
    notes(out, dossier, (all, sources))
}

/// Date, file, title and handling of a briefing.
fn head(out: &mut impl Write, named: &Named) -> io::Result<()> {
    let header = &named.briefing.header;
    let mut parts: Vec<String> = header.date.iter().map(ToString::to_string).collect();
    parts.push(speak::shown(Path::new(&named.file)).to_string());
    parts.push(Clean::line(&named.briefing.display_title()).to_string());
    parts.extend(header.handling.as_ref().map(|handling| handling.label.to_string()));
    writeln!(out, "\n{}", parts.join("  "))
}

fn notes(out: &mut impl Write, dossier: &Dossier, (all, sources): (&[Named], &[Source<'_>])) -> io::Result<()> {
    if !dossier.notes.is_empty() {
        writeln!(out, "\nnotes")?;
    }
    for word in &dossier.notes {
        let Some((named, remark)) =
            all.get(word.source).zip(sources.get(word.source).and_then(|source| source.remarks.get(word.remark)))
        else {
            continue;
        };
        let (kind, said) = (Clean::line(remark.note.kind.name()), Clean::line(&remark.note.text));
        writeln!(out, "  {kind}: {said} ({})", speak::shown(Path::new(&named.file)))?;
    }
    Ok(())
}

/// A name that nobody has, with those that may be meant.
fn unknown(name: &str, choices: Vec<Clean>) -> Misused {
    let near = if choices.is_empty() { "" } else { "; near it are:" };
    let message = format!("nobody and nothing is called “{}” in these briefings{near}", Clean::line(name));
    Misused { message: Clean::line(&message), choices }
}
