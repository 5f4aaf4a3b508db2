//! `attache note list` and `attache mark list`.

use std::io::{self, Write};

use anyhow::Result;

use super::{filters, part};
use crate::app::notes::words;
use crate::clean::Clean;
use crate::cli::args;
use crate::cli::exit::Exit;
use crate::cli::registries::Registries;
use crate::cli::sheet::{self, Sheet, Sort};
use crate::cli::speak;
use crate::export::notes::{Entry, Part, json, select};
use crate::note::{Filter, Record, Status};
use crate::text;

/// Cells of a passage in a list.
const QUOTE: usize = 40;

/// Cells of the first words of a note.
const FIRST: usize = 80;

/// Prints the records of briefings.
///
/// # Errors
/// What cannot be written, and filters that mean nothing; what cannot be read is said, and the rest is printed.
pub(super) fn run(list: &args::List, sort: Sort) -> Result<Exit> {
    let filter = filters::read(&list.filters)?;
    let (sheets, whole) = sheet::open_all(&list.paths, list.decode.encoding.as_deref())?;
    let filters = filters::for_each(&filter, &sheets)?;
    let mut registries = Registries::default();
    filters::check(&filter, (&sheets, whole), &mut registries)?;
    let mut chosen = |sheet: &Sheet, filter: &Filter| {
        let mut all = if list.trash { sheet.trash() } else { sheet.entries() };
        registries.look_up(sheet, filter, &mut all);
        let mut chosen = select(&sheet.briefing, all, filter);
        chosen.retain(|entry| sort.is(&entry.record));
        chosen
    };
    let parts: Vec<Part<'_>> =
        sheets.iter().zip(&filters).map(|(sheet, filter)| part(sheet, chosen(sheet, filter))).collect();
    let mut out = speak::out();
    if list.json {
        json::write(&mut out, &parts)?;
    } else {
        write(&mut out, &parts)?;
    }
    out.flush()?;
    Ok(outcome(&parts, whole, list.strict))
}

/// How a command ends that read these parts: not everything could be read, or something has no place.
pub(in crate::cli) fn outcome(parts: &[Part<'_>], whole: bool, strict: bool) -> Exit {
    let torn = parts.iter().flat_map(|part| &part.entries).filter(|entry| entry.torn && is_other(entry)).count();
    if torn > 0 {
        let what = if torn == 1 { "1 note is" } else { &format!("{torn} notes are") };
        speak::say(&format!(
            "{what} in conflict, changed by two people; open the briefing and review, or edit and remove"
        ));
    }
    let lost = parts.iter().flat_map(|part| &part.entries).filter(|entry| entry.is_lost()).count();
    match (whole, strict && lost > 0) {
        (false, _) => Exit::Failed,
        (true, true) => {
            let (noun, verb) = if lost == 1 { ("record", "has") } else { ("records", "have") };
            speak::say(&format!("{lost} {noun} {verb} lost the passage or section they were on"));
            Exit::Found
        }
        (true, false) => Exit::Done,
    }
}

fn is_other(entry: &Entry) -> bool {
    entry.record.meta().conflict_with.is_some()
}

/// One line a record, below the name of its file where there are several.
fn write(out: &mut impl Write, parts: &[Part<'_>]) -> io::Result<()> {
    let several = parts.len() > 1;
    for part in parts.iter().filter(|part| !part.entries.is_empty()) {
        if several {
            writeln!(out, "{}", Clean::line(part.file))?;
        }
        for entry in &part.entries {
            writeln!(out, "{}", line(entry))?;
        }
    }
    Ok(())
}

/// Id, section, what it is, how sure its place is where that is not certain, passage, first words, tags.
fn line(entry: &Entry) -> Clean {
    let record = &entry.record;
    let place = entry.section.map_or_else(|| "-".to_owned(), |n| format!("§{}", n + 1));
    let kind =
        record.as_note().map_or_else(|| record.as_mark().map_or("", |mark| &mark.kind).to_owned(), words::kind_name);
    let mut parts = vec![record.id().to_string(), format!("{place:<4}"), format!("{kind:<9}")];
    parts.extend(words::standing(entry.state).map(|told| format!("({told})")));
    parts.extend(entry.torn.then(|| match &record.meta().conflict_with {
        Some(with) => format!("(in conflict: the other version of {with})"),
        None => "(in conflict)".to_owned(),
    }));
    parts.extend(record.anchor().map(|anchor| words::quoted(&anchor.quote, QUOTE).to_string()));
    match record {
        Record::Note(note) => {
            let first = note.text.lines().map(str::trim).find(|line| !line.is_empty());
            parts.extend(first.map(|first| text::truncate(&Clean::line(first), FIRST)));
            parts.extend(Some(words::tags(note)).filter(|tags| !tags.is_empty()));
            parts.extend((note.status != Status::Open).then(|| note.status.name().to_owned()));
        }
        Record::Mark(mark) => {
            parts.push(mark.entity.clone());
            parts.extend(mark.rejected.then(|| "refused".to_owned()));
        }
        Record::Entry(entry) => parts.push(entry.entity.name.clone()),
    }
    // Every kind of line break, so that no record shows as two.
    let parts: Vec<String> = parts.iter().map(|part| Clean::new(part).replace('\n', " ")).collect();
    Clean::new(&parts.join("  "))
}
