//! `attache convert`: any readable briefing as briefing YAML.

use std::path::Path;

use anyhow::{Result, anyhow};

use super::args;
use super::exit::{Exit, Misused};
use super::save::{self, Existing};
use super::{load, speak};
use crate::export::yaml;

/// Converts a briefing.
///
/// # Errors
/// What cannot be read or written; a file that would be written over itself.
pub(super) fn run(convert: &args::Convert) -> Result<Exit> {
    let imported = load::document(&convert.file, convert.decode.encoding.as_deref())?;
    let text = yaml::briefing_yaml(&imported.briefing);
    match convert.out.as_deref().filter(|out| !load::is_stdin(out)) {
        None => speak::print(text.as_bytes())?,
        Some(out) if is_same(out, &convert.file) => {
            return Err(Misused::new("the output is the briefing itself: give another name with -o").into());
        }
        Some(out) => write(out, &text, convert.force)?,
    }
    Ok(Exit::Done)
}

fn write(out: &Path, text: &str, force: bool) -> Result<()> {
    if force {
        return save::write(out, text.as_bytes(), Existing::Replace);
    }
    let told = save::write(out, text.as_bytes(), Existing::Keep);
    told.map_err(|error| if out.exists() { anyhow!("{error:#}; --force replaces it") } else { error })
}

fn is_same(a: &Path, b: &Path) -> bool {
    !load::is_stdin(b) && matches!((a.canonicalize(), b.canonicalize()), (Ok(a), Ok(b)) if a == b)
}
