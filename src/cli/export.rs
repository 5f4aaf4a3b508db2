//! `attache export`: notes as a document of their own.

use std::path::{Path, PathBuf};

use anyhow::{Result, anyhow};

use super::args::{self, Format};
use super::exit::{Exit, Misused};
use super::notes::{filters, outcome};
use super::registries::Registries;
use super::sheet::{self, Sheet};
use super::{load, output, speak};
use crate::export::file::{self, Blocks, Consent};
use crate::export::markdown;
use crate::export::markdown::managed;
use crate::export::notes::{Part, json, link, select};
use crate::files::{self, real};
use crate::note::Filter;

/// Exports the notes of briefings.
///
/// # Errors
/// What cannot be read or written; a file that would be overwritten unasked.
pub(super) fn run(export: &args::Export) -> Result<Exit> {
    let filter = filters::read(&export.filters)?;
    let (sheets, whole) = sheet::open_all(&export.paths, export.decode.encoding.as_deref())?;
    let out = export.out.as_deref().filter(|out| !load::is_stdin(out));
    if let Some(out) = out {
        is_no_source(out, &sheets)?;
    }
    if let Some(out) = out.filter(|_| !whole) {
        let out = speak::shown(out);
        return Err(anyhow!(
            "{out}: left as it is, because not all notes could be read; mend that first, or leave it out"
        ));
    }
    let folder = folder(out);
    let filters = filters::for_each(&filter, &sheets)?;
    let mut registries = Registries::default();
    filters::check(&filter, (&sheets, whole), &mut registries)?;
    let mut chosen = |sheet: &Sheet, filter: &Filter| {
        let mut entries = sheet.entries();
        registries.look_up(sheet, filter, &mut entries);
        select(&sheet.briefing, entries, filter)
    };
    let mut parts: Vec<Part<'_>> = sheets
        .iter()
        .zip(&filters)
        .map(|(sheet, filter)| Part {
            briefing: &sheet.briefing,
            file: &sheet.name,
            link: link::address(&folder, &real(&sheet.path)),
            entries: chosen(sheet, filter),
        })
        .collect();
    let looked_at: Vec<String> = parts.iter().map(|part| markdown::head_id(&part.link)).collect();
    if !filter.is_empty() || parts.len() > 1 {
        // Where there is no note, or a filter leaves none, nothing is said, and the handling does not travel either.
        parts.retain(|part| !part.entries.is_empty());
        if parts.is_empty() && format(export) == Format::Markdown {
            let why = if filter.is_empty() { "there is no note" } else { "no note is asked for by these filters" };
            speak::say(&format!("{why}; nothing was exported"));
            return Ok(outcome(&parts, whole, export.strict));
        }
    }
    let consent = if export.force { Consent::Given } else { Consent::Missing };
    match (format(export), out) {
        (Format::Json, _) => {
            let mut bytes = Vec::new();
            json::write(&mut bytes, &parts)?;
            match out {
                None => speak::print(&bytes)?,
                Some(out) => file::whole(out, &bytes, consent).map_err(output::refused)?,
            }
        }
        (Format::Markdown, None) => speak::print(managed::fresh(&markdown::blocks(&parts)).as_bytes())?,
        (Format::Markdown, Some(out)) => {
            let told = if filter.is_empty() { Gone::AsExpected } else { Gone::ByFilter };
            let new = Blocks { blocks: &markdown::blocks(&parts), looked_at: &looked_at };
            keep_up(out, new, consent, told)?;
        }
    }
    Ok(outcome(&parts, whole, export.strict))
}

fn format(export: &args::Export) -> Format {
    let json = export.out.as_deref().and_then(Path::extension).is_some_and(|e| e.eq_ignore_ascii_case("json"));
    export.format.unwrap_or(if json { Format::Json } else { Format::Markdown })
}

/// Why blocks may go from an export: with their notes, or because a filter leaves them out, which must be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Gone {
    AsExpected,
    ByFilter,
}

/// Writes the blocks into a new file, or brings up to date the one that is there.
fn keep_up(out: &Path, new: Blocks<'_>, consent: Consent, told: Gone) -> Result<()> {
    let kept = file::keep_up(out, new, consent).map_err(output::refused)?;
    if !kept.others.is_empty() {
        speak::say(&format!("{}: the export of {} went", speak::shown(out), kept.others.join(", ")));
    }
    if kept.gone > 0 && kept.others.is_empty() && told == Gone::ByFilter {
        let (out, blocks) = (speak::shown(out), if kept.gone == 1 { "block" } else { "blocks" });
        speak::say(&format!(
            "{out}: {} {blocks} of an earlier export went, as these filters leave them out",
            kept.gone
        ));
    }
    for id in kept.aside {
        let out = speak::shown(out);
        speak::say(&format!("{out}: {id} was changed by hand; your words stay, under a comment that says so"));
    }
    Ok(())
}

/// An export over a briefing or its notes would be a loss, whatever was said.
fn is_no_source(out: &Path, sheets: &[Sheet]) -> Result<(), Misused> {
    for sheet in sheets {
        output::is_no_briefing(out, &sheet.path)?;
        if files::is_same(out, sheet.sidecar()) {
            return Err(Misused::new("the output is the file of the notes themselves: give another name with -o"));
        }
    }
    Ok(())
}

/// The folder that links start from.
fn folder(out: Option<&Path>) -> PathBuf {
    match out.map(Path::parent) {
        Some(Some(folder)) if !folder.as_os_str().is_empty() => real(folder),
        _ => real(Path::new(".")),
    }
}
