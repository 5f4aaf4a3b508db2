//! `attache convert`: any readable briefing as briefing YAML.

use std::path::Path;

use anyhow::{Result, anyhow};

use super::args;
use super::exit::{Exit, Misused};
use super::{load, speak};
use crate::export::yaml;
use crate::files::save::{self, Existing, SaveError};

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
        Some(out) if convert.force => save::write(out, text.as_bytes(), Existing::Replace)?,
        Some(out) => save_new(out, text.as_bytes())?,
    }
    Ok(Exit::Done)
}

/// Writes a file that is not there yet.
///
/// # Errors
/// What the file system says; for a file that is there, how to replace it.
pub(super) fn save_new(out: &Path, bytes: &[u8]) -> Result<()> {
    save::write(out, bytes, Existing::Keep).map_err(|error| match error {
        SaveError::Exists(_) => anyhow!("{error}; --force replaces it"),
        SaveError::Io { .. } => error.into(),
    })
}

fn is_same(a: &Path, b: &Path) -> bool {
    !load::is_stdin(b) && matches!((a.canonicalize(), b.canonicalize()), (Ok(a), Ok(b)) if a == b)
}
