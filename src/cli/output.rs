//! Where a command writes what it makes: never over what it was made from, nor over notes and names.

use std::path::Path;

use anyhow::anyhow;

use super::exit::Misused;
use super::load;
use crate::export::file::ExportError;
use crate::files;

/// Refuses an output that is the briefing itself, by whatever name.
///
/// # Errors
/// It is.
pub(super) fn is_no_briefing(out: &Path, briefing: &Path) -> Result<(), Misused> {
    if !load::is_stdin(briefing) && files::is_same(out, briefing) {
        return Err(Misused::new("the output is the briefing itself: give another name with -o"));
    }
    Ok(())
}

/// Why nothing was written, as the command line says it.
pub(super) fn refused(error: ExportError) -> anyhow::Error {
    match error {
        ExportError::NotOurs(_) | ExportError::Exists(_) => anyhow!("{error}; --force replaces it"),
        ExportError::Others { .. } => anyhow!("{error}; --force takes it out"),
        ExportError::Records(_) => Misused::new(&format!("{error} with -o")).into(),
        other => other.into(),
    }
}
