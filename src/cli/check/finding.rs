//! Something that was found in a file, and its place.

use std::fmt;
use std::path::Path;

use crate::clean::Clean;
use crate::settings::Notice;

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Severity {
    /// Something could not be taken as it stands.
    Warning,
    /// Something that may well be meant.
    Hint,
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub(super) struct Finding {
    file: Clean,
    /// From 1.
    line: usize,
    /// In code points from 1; 1 where it is not known.
    column: usize,
    severity: Severity,
    message: Clean,
    /// The record that it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<Clean>,
    /// Heading of the section that the record is for.
    #[serde(skip_serializing_if = "Option::is_none")]
    section: Option<Clean>,
}

impl Finding {
    /// A finding at `line` and `column`, both from 1.
    pub(super) fn new(file: &Path, (line, column): (usize, usize), severity: Severity, message: &str) -> Self {
        let file = Clean::line(&file.to_string_lossy());
        let message = Clean::line(message);
        Self { file, line: line.max(1), column: column.max(1), severity, message, id: None, section: None }
    }

    /// The same about a record, which is for the section of this heading.
    pub(super) fn on(self, id: &str, section: Option<&str>) -> Self {
        Self { id: Some(Clean::line(id)), section: section.map(Clean::line), ..self }
    }

    /// Where it is in its file.
    pub(super) fn place(&self) -> (usize, usize) {
        (self.line, self.column)
    }

    /// A notice about one of the reader's own files.
    pub(super) fn of_notice(file: &Path, notice: &Notice) -> Self {
        let place = notice.place.map_or((1, 1), |p| (p.line, p.column));
        Self::new(file, place, Severity::Warning, &notice.message)
    }

    /// False for hints.
    pub(super) fn is_wrong(&self) -> bool {
        self.severity != Severity::Hint
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let hint = if self.is_wrong() { "" } else { "hint: " };
        write!(f, "{}:{}:{}: {hint}{}", self.file, self.line, self.column, self.message)
    }
}
