//! `attache merge-notes`: the driver by which git merges sidecars and registries.

use std::path::Path;

use anyhow::{Context, Result, anyhow, bail};

use super::args;
use super::exit::Exit;
use super::speak::{self, shown};
use crate::files;
use crate::files::save::{self, Existing};
use crate::sidecar::{self, Form, Sidecar};

/// Merges theirs into the file of ours.
///
/// # Errors
/// For what cannot be read or must not be written. The file of ours is then as it was, and git reports a conflict.
pub(super) fn run(merge: &args::MergeNotes) -> Result<Exit> {
    let name = merge.name.as_deref().unwrap_or(&merge.ours);
    let merged = merged(merge, name).with_context(|| {
        let name = shown(name);
        format!("{name}: nothing was merged, the file has our side only (`git show :3:{name}` prints theirs)")
    })?;
    Ok(merged)
}

fn merged(merge: &args::MergeNotes, name: &Path) -> Result<Exit> {
    let bytes = files::read(&merge.ours).map_err(|error| anyhow!("{error}"))?;
    let form = form(name, &bytes);
    let ours = parsed(form, &bytes, "our version")?;
    let theirs = files::read(&merge.theirs).map_err(|error| anyhow!("{error}"))?;
    let theirs = parsed(form, &theirs, "their version")?;
    let base = files::read(&merge.base).map_err(|error| anyhow!("{error}"))?;
    // Git hands over an empty file where both sides added one.
    let base = if base.trim_ascii().is_empty() { None } else { Some(parsed(form, &base, "the common version")?) };
    let merged = sidecar::merge(base.as_ref(), &ours, &theirs);
    let written = merged.to_bytes();
    let again = parsed(form, &written, "what came of the merge")?;
    if again.notebook() != merged.notebook() {
        bail!("what came of the merge is not read as it was meant");
    }
    if written != bytes {
        save::write(&merge.ours, &written, Existing::Replace)?;
    }
    tell(name, [&ours, &theirs], &merged);
    Ok(Exit::Done)
}

/// Which sort of file it is: by its name; under any other name, a bare list is a registry.
fn form(name: &Path, ours: &[u8]) -> Form {
    let form = Form::of_name(&name.file_name().unwrap_or_default().to_string_lossy());
    let reads = |form| Sidecar::parse_as(form, ours).is_ok();
    if !reads(form) && reads(Form::Registry) { Form::Registry } else { form }
}

fn parsed(form: Form, bytes: &[u8], what: &str) -> Result<Sidecar> {
    let read = Sidecar::parse_as(form, bytes).map_err(|fault| anyhow!("{what}:{fault}"))?;
    if read.is_newer() {
        bail!("{what} is of a newer form (`schema`) than this program writes: update attache");
    }
    Ok(read)
}

/// Says which records stand beside others since now.
fn tell(name: &Path, sides: [&Sidecar; 2], merged: &Sidecar) {
    let known = sides.map(Sidecar::notebook);
    let book = merged.notebook();
    let is_new = |id: &crate::note::Id| known.iter().all(|book| book.get(id).is_none());
    for record in book.records().iter().filter(|record| is_new(record.id())) {
        if let Some(with) = &record.meta().conflict_with {
            let name = shown(name);
            speak::say(&format!(
                "{name}: {with} was changed on both sides; theirs is kept beside it as {}",
                record.id()
            ));
        }
    }
}
