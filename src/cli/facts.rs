//! The header fields of a briefing, one line each.

use crate::briefing::{Header, Source};
use crate::clean::Clean;
use crate::import::Imported;

/// Everything that is known of a document besides its title, handling and text.
pub(super) fn of(imported: &Imported) -> Vec<Clean> {
    let header = &imported.briefing.header;
    let mut out: Vec<Clean> = Vec::new();
    let mut fact = |name: &str, value: &str| {
        if !value.is_empty() {
            out.push(Clean::line(&format!("{name}: {value}")));
        }
    };
    for (name, value) in fields(header) {
        fact(name, &value);
    }
    for source in &header.sources {
        fact("Source", &line_of(source));
    }
    for entity in &header.entities {
        let names: Vec<&str> = std::iter::once(&entity.name).chain(&entity.aliases).map(Clean::as_str).collect();
        fact(if entity.kind.is_empty() { "Entity" } else { &entity.kind }, &names.join(", "));
    }
    for (name, value) in &header.extra {
        fact(name, value);
    }
    fact("Encoding", &encoding(imported));
    let changed = imported.briefing.neutralised;
    if changed.shown + changed.hidden > 0 {
        fact("Characters", &format!("{} made visible, {} hidden", changed.shown, changed.hidden));
    }
    out
}

fn fields(header: &Header) -> Vec<(&'static str, String)> {
    let text = |value: &Option<Clean>| value.as_ref().map(ToString::to_string).unwrap_or_default();
    vec![
        ("Date", header.date.map(|d| d.to_string()).unwrap_or_default()),
        ("Dateline", text(&header.dateline)),
        ("Series", text(&header.series)),
        ("Issue", text(&header.issue)),
        ("As of", text(&header.as_of)),
        ("Period", text(&header.period)),
        ("Next due", text(&header.next_due)),
        ("Tags", join(&header.tags)),
        ("Refs", join(&header.refs)),
    ]
}

fn join(values: &[Clean]) -> String {
    values.iter().map(Clean::as_str).collect::<Vec<_>>().join(", ")
}

fn line_of(source: &Source) -> String {
    let rating = source.rating.as_ref().map(|r| format!(" ({r})")).unwrap_or_default();
    let url = source.url.as_ref().map(|u| format!(" {u}")).unwrap_or_default();
    format!("{}{rating}{url}", source.name)
}

/// The encoding, where there is something to say about it.
fn encoding(imported: &Imported) -> String {
    match (imported.encoding, imported.guessed_encoding) {
        ("UTF-8", false) => String::new(),
        (name, false) => name.to_owned(),
        (name, true) => format!("{name} (a guess; `--encoding` sets another)"),
    }
}
