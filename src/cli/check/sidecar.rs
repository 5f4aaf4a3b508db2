//! Checking a sidecar: what its reader has to say, and whether its briefing is there. And the registry, likewise.

use std::path::Path;

use anyhow::{Result, anyhow};

use super::finding::{Finding, Severity};
use crate::files;
use crate::sidecar::{self, Form, Remark};
use crate::store::MOST_BYTES;

/// Checks the sidecar at `path`.
///
/// # Errors
/// When it cannot be read.
pub(super) fn check(path: &Path) -> Result<Vec<Finding>> {
    let mut found = remarks(Form::Notes, path)?;
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
