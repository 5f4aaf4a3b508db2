//! The details list: every header field, where the text comes from, and what the importer had to say.

use super::App;
use super::pick::{Choice, Item};
use crate::clean::Clean;

/// One row a fact.
pub(super) fn items(app: &App) -> Vec<Item> {
    let source = &app.document.source;
    let briefing = &source.briefing;
    let header = &briefing.header;
    let mut rows: Vec<(String, String)> = Vec::new();
    let mut row = |name: &str, value: Option<String>| rows.extend(value.map(|v| (name.to_owned(), v)));
    row("title", header.title.as_ref().map(ToString::to_string));
    row("date", header.date.map(|d| d.to_string()));
    row("dateline", header.dateline.as_ref().map(ToString::to_string));
    row("handling", header.handling.as_ref().map(|h| h.label.to_string()));
    row("series", header.series.as_ref().map(ToString::to_string));
    row("issue", header.issue.as_ref().map(ToString::to_string));
    row("as of", header.as_of.as_ref().map(ToString::to_string));
    row("period", header.period.as_ref().map(ToString::to_string));
    row("next due", header.next_due.as_ref().map(ToString::to_string));
    for s in &header.sources {
        let parts = [Some(&s.name), s.url.as_ref(), s.rating.as_ref()];
        row("source", Some(parts.into_iter().flatten().map(ToString::to_string).collect::<Vec<_>>().join(" · ")));
    }
    row("tags", list(&header.tags));
    row("refs", list(&header.refs));
    for (name, value) in &header.extra {
        row(name, Some(value.to_string()));
    }
    row("file", source.path.as_ref().map(|p| p.display().to_string()));
    row("format", Some(format!("{}, {}, {} bytes", source.format, source.encoding, source.size)));
    let changed = briefing.neutralised;
    if changed.shown + changed.hidden > 0 {
        row("characters", Some(format!("{} made visible, {} hidden", changed.shown, changed.hidden)));
    }
    row("not saved", app.alarm().map(|(text, _)| text.to_string()));
    for fault in &app.settings.faults {
        row("own files", Some(fault.to_string()));
    }
    for warning in &source.warnings {
        row(&format!("line {}", warning.line), Some(warning.message.clone()));
    }
    rows.into_iter()
        .map(|(mark, label)| Item {
            mark: Clean::line(&mark),
            label: Clean::line(&label),
            detail: Clean::default(),
            choice: Choice::None,
        })
        .collect()
}

fn list(values: &[Clean]) -> Option<String> {
    (!values.is_empty()).then(|| values.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "))
}
