//! From the options of the command line to a filter.

use std::collections::BTreeSet;

use crate::clean::Clean;
use crate::cli::args::Filters;
use crate::cli::exit::Misused;
use crate::cli::kinds;
use crate::cli::registries::Registries;
use crate::cli::section::{self, plain};
use crate::cli::sheet::Sheet;
use crate::cli::speak;
use crate::entity::Kind;
use crate::note::filter::{Filter, Period};
use crate::note::{NoteKind, Record, Status};
use crate::runtime::clock;
use crate::text;

/// Sections that are offered where none was meant or several could be.
const OFFERED: usize = 20;

/// The filter that the options mean.
///
/// # Errors
/// A time that says nothing.
pub(in crate::cli) fn read(given: &Filters) -> Result<Filter, Misused> {
    let time = |text: &Option<String>| {
        let read = text.as_deref().map(|text| Period::read(text, clock::now()));
        read.transpose().map_err(|error| Misused::new(&error.to_string()))
    };
    Ok(Filter {
        sections: given.section.clone(),
        tags: given.tag.clone(),
        kinds: given.kind.iter().map(|kind| spelled(kind)).collect(),
        entities: given.entity.clone(),
        authors: given.author.clone(),
        statuses: given.status.clone(),
        since: time(&given.since)?.map(|period| period.start),
        until: time(&given.until)?.map(|period| period.end),
        query: given.query.clone(),
        wide: false,
    })
}

/// The same filter for each of these briefings, its sections by number: the heading that was given, else the only one that
/// begins so, which is said.
///
/// # Errors
/// A section that is in none of them, or several that could be meant.
pub(in crate::cli) fn for_each(filter: &Filter, sheets: &[Sheet]) -> Result<Vec<Filter>, Misused> {
    let mut sections = vec![Vec::new(); sheets.len()];
    for wanted in &filter.sections {
        let numbers = numbers(wanted, sheets)?;
        for (all, found) in sections.iter_mut().zip(numbers) {
            // Number 0 is in no briefing: what is asked for is in another one.
            all.extend(if found.is_empty() { vec!["0".to_owned()] } else { found });
        }
    }
    Ok(sections.into_iter().map(|sections| Filter { sections, ..filter.clone() }).collect())
}

/// The numbers of the sections that are meant, for each briefing.
fn numbers(wanted: &str, sheets: &[Sheet]) -> Result<Vec<Vec<String>>, Misused> {
    let most = sheets.iter().map(|sheet| sheet.briefing.sections.len()).max();
    match (wanted.trim().parse::<usize>(), most) {
        (Ok(n), Some(most)) if !(1..=most).contains(&n) => {
            return Err(Misused::new(&format!("there is no section {n}: the last one is {most}")));
        }
        (Ok(n), _) => return Ok(vec![vec![n.to_string()]; sheets.len()]),
        (Err(_), _) => {}
    }
    let key = plain(wanted);
    let headings = |sheet: &Sheet| -> Vec<String> {
        (0..sheet.briefing.sections.len()).map(|n| section::heading(&sheet.briefing, n).to_owned()).collect()
    };
    let all: BTreeSet<String> = sheets.iter().flat_map(headings).collect();
    let begun: Vec<&String> = all.iter().filter(|heading| plain(heading).starts_with(&key)).collect();
    let meant = match begun.as_slice() {
        _ if all.iter().any(|heading| plain(heading) == key) => key,
        [one] => {
            speak::say(&format!("section `{wanted}` is taken as “{one}”"));
            plain(one)
        }
        [] if sheets.is_empty() => key,
        [] => return Err(offer(&format!("no section is called `{wanted}`; there are:"), all.iter())),
        several => {
            return Err(offer(&format!("several sections begin with `{wanted}`:"), several.iter().copied()));
        }
    };
    let found = |sheet: &Sheet| {
        let headings = headings(sheet).into_iter().enumerate();
        headings.filter(|(_, heading)| plain(heading) == meant).map(|(n, _)| (n + 1).to_string()).collect()
    };
    Ok(sheets.iter().map(found).collect())
}

fn offer<'a>(message: &str, headings: impl Iterator<Item = &'a String>) -> Misused {
    let mut choices: Vec<Clean> = headings.map(|heading| Clean::line(&text::truncate(heading, 70))).collect();
    let more = choices.len().saturating_sub(OFFERED);
    choices.truncate(OFFERED);
    if more > 0 {
        choices.push(Clean::from(format!("… and {more} more: `attache toc` lists them all")));
    }
    Misused { choices, ..Misused::new(message) }
}

/// Refuses kinds and statuses that there are not, and says which kinds, tags and authors were asked for that no record has:
/// they may be slips of the pen. Where not everything could be read (`whole`), nothing is known not to be there.
///
/// # Errors
/// A kind or status that there is not.
pub(in crate::cli) fn check(
    filter: &Filter,
    (sheets, whole): (&[Sheet], bool),
    registries: &mut Registries,
) -> Result<(), Misused> {
    let records = || sheets.iter().flat_map(|sheet| sheet.book.of_briefing());
    let notes = || records().filter_map(Record::as_note);
    let kinds =
        notes().map(|note| note.kind.name()).chain(records().filter_map(Record::as_mark).map(|m| m.kind.as_str()));
    let kinds: BTreeSet<String> = kinds.chain(NoteKind::ALL.iter().map(NoteKind::name)).map(str::to_owned).collect();
    let statuses = notes().map(|note| note.status.name()).chain([Status::Open.name(), Status::Done.name()]);
    let statuses: BTreeSet<String> = statuses.map(str::to_owned).collect();
    if whole {
        if filter.kinds.iter().any(|word| !is_known(&kinds, word)) {
            let mut all = kinds.clone();
            all.extend(kinds_of_names(sheets, registries));
            refuse("kind", &filter.kinds, &all)?;
        }
        refuse("status", &filter.statuses, &statuses)?;
    }
    let tags = notes().flat_map(|note| note.tags.iter().cloned());
    let authors = records().map(|record| record.meta().author.clone()).filter(|author| !author.is_empty());
    strange("kind", &filter.kinds, &kinds);
    strange("tag", &filter.tags, &tags.collect());
    strange("author", &filter.authors, &authors.collect());
    Ok(())
}

/// The kinds that names of these briefings may have, marked or not.
fn kinds_of_names(sheets: &[Sheet], registries: &mut Registries) -> BTreeSet<String> {
    let mut all: BTreeSet<String> = kinds::everywhere().iter().map(|kind| kind.name().to_owned()).collect();
    for sheet in sheets {
        all.extend(registries.of(&sheet.path).entities.iter().map(|entity| entity.kind.name().to_owned()));
    }
    all
}

fn refuse(what: &str, wanted: &[String], known: &BTreeSet<String>) -> Result<(), Misused> {
    match wanted.iter().find(|word| !is_known(known, word)) {
        Some(word) => Err(kinds::unknown(what, word, known.iter().map(String::as_str))),
        None => Ok(()),
    }
}

fn is_known(known: &BTreeSet<String>, wanted: &str) -> bool {
    let wanted = plain(wanted.strip_prefix('#').unwrap_or(wanted));
    known.iter().any(|known| plain(known) == wanted)
}

/// A kind as files have it: `organization` is one as well.
fn spelled(kind: &str) -> String {
    match Kind::named(kind) {
        Kind::Own(_) => kind.to_owned(),
        shipped => shipped.name().to_owned(),
    }
}

fn strange(what: &str, wanted: &[String], known: &BTreeSet<String>) {
    for word in wanted.iter().filter(|word| !is_known(known, word)) {
        let most: Vec<&str> = known.iter().map(String::as_str).take(OFFERED).collect();
        let known =
            if most.is_empty() { "there are none".to_owned() } else { format!("there are {}", most.join(", ")) };
        speak::say(&format!("no note or mark has the {what} `{word}`: {known}"));
    }
}
