//! Checking a sidecar: what its reader has to say, and whether its briefing is there.

use std::path::Path;

use anyhow::{Result, anyhow};

use super::finding::{Finding, Severity};
use crate::files;
use crate::sidecar::{self, Remark};

/// Checks the sidecar at `path`.
///
/// # Errors
/// When it cannot be read.
pub(super) fn check(path: &Path) -> Result<Vec<Finding>> {
    let bytes = files::read(path).map_err(|error| anyhow!("{error}"))?;
    let mut found: Vec<Finding> = sidecar::remarks(&bytes).iter().map(|remark| finding(path, remark)).collect();
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let document = name.strip_suffix(sidecar::SUFFIX).filter(|document| !document.is_empty());
    if let Some(document) = document.filter(|document| !path.with_file_name(document).exists()) {
        let message = format!(
            "its briefing `{document}` is not in this folder: move it here, or name this file after the briefing"
        );
        found.push(Finding::new(path, (1, 1), Severity::Warning, &message));
    }
    Ok(found)
}

fn finding(path: &Path, remark: &Remark) -> Finding {
    let severity = if remark.is_hint { Severity::Hint } else { Severity::Warning };
    Finding::new(path, (remark.line, remark.column), severity, &remark.message)
}
