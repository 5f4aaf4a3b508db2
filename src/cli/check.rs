//! `attache check`: what is wrong with briefings and with the reader's own files, each with its place.

use std::io::Write;
use std::path::Path;

use anyhow::Result;

use super::exit::{Exit, Misused};
use super::own::{self, Own};
use super::speak::shown;
use super::{args, speak, walk};
use crate::export::json;

mod document;
mod finding;
mod settings;
mod sidecar;

use super::kind::Kind;
use finding::Finding;

/// Checks files and folders.
///
/// # Errors
/// What cannot be written. What cannot be read is said at once, and the rest is checked all the same.
pub(super) fn run(check: &args::Check) -> Result<Exit> {
    let targets = if check.paths.is_empty() { own_files(&Own::find()) } else { check.paths.clone() };
    let mut tally = Tally { exit: Exit::Done, findings: Vec::new() };
    let mut shelf = settings::Shelf::default();
    if check.paths.is_empty() {
        // Given by hand a folder means what is in it; here a file was to be.
        for folder in targets.iter().filter(|target| target.is_dir()) {
            tally.take(Err(anyhow::anyhow!(
                "{}: is a directory, so that no file can be read here: move it away",
                shown(folder)
            )))?;
        }
    }
    let mut out = speak::out();
    let mut print = |found: Vec<Finding>, tally: &mut Tally| {
        let found: Vec<Finding> = found.into_iter().filter(|f| f.is_wrong() || !check.no_hints).collect();
        if check.json {
            tally.findings.extend(found);
            return Ok(());
        }
        found.iter().try_for_each(|finding| writeln!(out, "{finding}"))
    };
    for file in walk::files(&targets, check.kind) {
        let beside = file.as_ref().ok().and_then(|path| notes_of(path, &targets, check.kind));
        let found = match file {
            Ok(path) => one(&path, check, &mut shelf),
            Err(error) => Err(anyhow::anyhow!("{error}")),
        };
        let found = tally.take(found)?;
        print(found, &mut tally)?;
        if let Some(notes) = beside {
            let found = tally.take(sidecar::check(&notes, check.decode.encoding.as_deref()))?;
            print(found, &mut tally)?;
        }
    }
    if check.json {
        json::print(&mut out, &tally.findings)?;
    }
    out.flush()?;
    Ok(tally.exit)
}

/// What was found so far, and how the program will end.
struct Tally {
    exit: Exit,
    findings: Vec<Finding>,
}

impl Tally {
    /// A file that cannot be read weighs more than anything that was found in another.
    fn take(&mut self, found: Result<Vec<Finding>>) -> Result<Vec<Finding>> {
        match found {
            Ok(found) => {
                if self.exit == Exit::Done && found.iter().any(Finding::is_wrong) {
                    self.exit = Exit::Found;
                }
                Ok(found)
            }
            Err(error) if error.is::<Misused>() => Err(error),
            Err(error) => {
                speak::say(&format!("{error:#}"));
                self.exit = Exit::Failed;
                Ok(Vec::new())
            }
        }
    }
}

/// The notes file beside a briefing that was named; those in folders are found with them.
fn notes_of(path: &Path, targets: &[std::path::PathBuf], kind: Option<Kind>) -> Option<std::path::PathBuf> {
    let is = |wanted: &Path| targets.iter().any(|target| target == wanted);
    let notes = crate::store::beside(path);
    let briefing = kind.unwrap_or_else(|| Kind::of(path)) == Kind::Briefing && is(path) && !is(&notes);
    (briefing && std::fs::symlink_metadata(&notes).is_ok()).then_some(notes)
}

fn one(path: &Path, check: &args::Check, shelf: &mut settings::Shelf) -> Result<Vec<Finding>> {
    match check.kind.unwrap_or_else(|| Kind::of(path)) {
        Kind::Briefing => document::check(path, check.decode.encoding.as_deref()),
        Kind::Config => settings::config(path),
        Kind::Keys => settings::keys(path),
        Kind::Theme => settings::theme(path, shelf),
        Kind::Notes => sidecar::check(path, check.decode.encoding.as_deref()),
        Kind::Registry => sidecar::registry(path),
        Kind::Yaml => settings::yaml(path),
    }
}

/// The reader's own files that exist.
fn own_files(own: &Own) -> Vec<std::path::PathBuf> {
    let mut files = vec![own.config_file(), own.keys_file()];
    files.retain(|file| file.exists());
    files.extend(own::theme_files(&own.themes_folder()));
    files
}
