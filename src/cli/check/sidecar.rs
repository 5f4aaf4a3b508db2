//! Checking a sidecar: what its reader has to say, and whether its briefing is there. And the registry, likewise.

use std::path::Path;

use anyhow::{Result, anyhow};

use super::finding::{Finding, Severity};
use crate::app::export::entries;
use crate::app::notes::{Notes, words};
use crate::clean::Clean;
use crate::cli::load;
use crate::export::notes::Entry;
use crate::files;
use crate::note::{Note, Record, Target};
use crate::sidecar::{self, Form, Remark, Sidecar};
use crate::store::{self, MOST_BYTES};

/// Cells of a passage in a message.
const QUOTE: usize = 40;

/// Checks the sidecar at `path`, and whether its records have a place in the briefing beside it.
///
/// # Errors
/// When it cannot be read.
pub(super) fn check(path: &Path, encoding: Option<&str>) -> Result<Vec<Finding>> {
    let mut found = remarks(Form::Notes, path)?;
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let document = name.strip_suffix(sidecar::SUFFIX).filter(|document| !document.is_empty());
    if let Some(document) = document.filter(|document| !path.with_file_name(document).exists()) {
        let message = format!(
            "its briefing `{document}` is not in this folder: move it here, or name this file after the briefing"
        );
        found.push(Finding::new(path, (1, 1), Severity::Warning, &message));
    } else if let Some(document) = document {
        found.extend(lost(path, &path.with_file_name(document), encoding).into_iter().flatten());
        found.sort_by_key(Finding::place);
    }
    Ok(found)
}

/// Records whose passage or section is not in the briefing any more. What is wrong with a briefing that cannot be read is
/// told where that is checked.
fn lost(path: &Path, document: &Path, encoding: Option<&str>) -> Option<Vec<Finding>> {
    let bytes = files::read(path).ok().filter(|bytes| bytes.len() as u64 <= MOST_BYTES)?;
    let sidecar = Sidecar::parse(&bytes).ok().filter(|sidecar| !sidecar.was_conflicted())?;
    let text = load::bytes(document).ok()?;
    let same = sidecar.sha256() == store::sha256(&text);
    let briefing = load::parse(document, text, encoding).ok()?.briefing;
    let mut notes = Notes::default();
    notes.book = sidecar.notebook();
    notes.place_all(&briefing, same);
    let places = sidecar::places(Form::Notes, &bytes);
    let told = |entry: &Entry| {
        let place = places.get(entry.record.id()).copied().unwrap_or((1, 1));
        of_lost(path, place, &entry.record)
    };
    Some(entries(&notes).iter().filter(|entry| entry.is_lost()).filter_map(told).collect())
}

/// A note that lost its place is a fault; a mark is none, since the registry knows the name.
fn of_lost(path: &Path, place: (usize, usize), record: &Record) -> Option<Finding> {
    let id = record.id().as_str();
    let quoted = |words: &str| words::quoted(words, QUOTE);
    let (heading, gone) = if let Record::Note(Note { target: Target::Section(name), .. }) = record {
        let heading = name.heading.as_deref();
        (heading, format!("section {}", quoted(heading.unwrap_or_default())))
    } else {
        // Without its words it has no passage to lose, which is told already.
        let anchor = record.anchor().filter(|anchor| !anchor.quote.trim().is_empty())?;
        let heading = anchor.section.heading.as_deref();
        let was_in = heading.map(|heading| format!(" in {}", quoted(heading))).unwrap_or_default();
        (heading, format!("passage {}{was_in}", quoted(&anchor.quote)))
    };
    let (what, severity, cure) = match record {
        Record::Note(_) if record.anchor().is_some_and(|anchor| anchor.detached) => {
            ("note", Severity::Hint, "it is kept without one")
        }
        Record::Mark(_) => ("mark", Severity::Hint, "remove it, or mark the name where it is now"),
        _ => ("note", Severity::Warning, "give it another one in the reader, or remove it"),
    };
    let message = format!("{what} {} has lost its {gone}: {cure}", Clean::piece(id));
    Some(Finding::new(path, place, severity, &message).on(id, heading))
}

/// Checks the registry at `path`.
///
/// # Errors
/// When it cannot be read.
pub(super) fn registry(path: &Path) -> Result<Vec<Finding>> {
    remarks(Form::Registry, path)
}

fn remarks(form: Form, path: &Path) -> Result<Vec<Finding>> {
    let bytes = files::read(path).map_err(|error| anyhow!("{error}"))?;
    if bytes.len() as u64 > MOST_BYTES {
        let message = format!(
            "has {} bytes, and nothing of it is read: the most are {MOST_BYTES}; move it away, or cut it down in an editor",
            bytes.len()
        );
        return Ok(vec![Finding::new(path, (1, 1), Severity::Warning, &message)]);
    }
    Ok(sidecar::remarks(form, &bytes).iter().map(|remark| finding(path, remark)).collect())
}

fn finding(path: &Path, remark: &Remark) -> Finding {
    let severity = if remark.is_hint { Severity::Hint } else { Severity::Warning };
    Finding::new(path, (remark.line, remark.column), severity, &remark.message)
}
