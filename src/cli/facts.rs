//! The header fields of a briefing, one line each.

use crate::briefing::{BlockKind, Briefing, Header, Source};
use crate::clean::Clean;
use crate::import::Imported;
use crate::text;

/// Lines before the first heading in which a field is looked for.
const LINES: usize = 100;

/// Longest name in front of a field, in characters.
const NAME: usize = 40;

/// What is known of a document besides its title, handling and text. Fields that the text gives itself before its first
/// heading are not said twice, but for the four by which briefings are told apart.
pub(crate) fn of(imported: &Imported) -> Vec<Clean> {
    let briefing = &imported.briefing;
    let mut out: Vec<Clean> = Vec::new();
    let mut fact = |name: &str, value: &str| {
        if !value.is_empty() {
            out.push(Clean::line(&format!("{name}: {value}")));
        }
    };
    for (name, value) in telling(&briefing.header) {
        fact(name, &value);
    }
    for (name, value) in others(&briefing.header) {
        if !is_in_text(briefing, &value) {
            fact(&name, &value);
        }
    }
    fact("Encoding", &encoding(imported));
    let changed = briefing.neutralised;
    if changed.shown + changed.hidden > 0 {
        fact("Characters", &format!("{} made visible, {} hidden", changed.shown, changed.hidden));
    }
    out
}

fn telling(header: &Header) -> [(&'static str, String); 4] {
    [
        ("Date", header.date.map(|d| d.to_string()).unwrap_or_default()),
        ("Dateline", text(header.dateline.as_ref())),
        ("Series", text(header.series.as_ref())),
        ("Issue", text(header.issue.as_ref())),
    ]
}

fn others(header: &Header) -> Vec<(String, String)> {
    let named = [
        ("As of", text(header.as_of.as_ref())),
        ("Period", text(header.period.as_ref())),
        ("Next due", text(header.next_due.as_ref())),
        ("Tags", join(&header.tags)),
        ("Refs", join(&header.refs)),
    ];
    let sources = header.sources.iter().map(|source| ("Source".to_owned(), line_of(source)));
    let entities = header.entities.iter().map(|entity| {
        let all: Vec<&str> = std::iter::once(&entity.name).chain(&entity.aliases).map(Clean::as_str).collect();
        let kind = if entity.kind.is_empty() { "Entity" } else { &entity.kind };
        (kind.to_owned(), all.join(", "))
    });
    let extra = header.extra.iter().map(|(name, value)| (name.to_string(), value.to_string()));
    named
        .map(|(name, value)| (name.to_owned(), value))
        .into_iter()
        .chain(sources)
        .chain(entities)
        .chain(extra)
        .collect()
}

/// True when a line before the first heading ends with `value`, with no more than a name before it.
fn is_in_text(briefing: &Briefing, value: &str) -> bool {
    let is_heading = |kind: BlockKind| matches!(kind, BlockKind::Heading(_));
    let lead = briefing.blocks.iter().take_while(|block| !is_heading(block.kind));
    let mut lines = lead.flat_map(|block| text::slice(&briefing.text, block.span).split('\n')).take(LINES);
    lines.any(|line| line.strip_suffix(value).is_some_and(is_name))
}

fn is_name(text: &str) -> bool {
    text.chars().count() <= NAME && (text.trim_end().ends_with(':') || text.split_whitespace().count() <= 2)
}

fn text(value: Option<&Clean>) -> String {
    value.map(ToString::to_string).unwrap_or_default()
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::{Hints, import};

    fn facts(text: &str) -> Vec<String> {
        let imported = import(text.into(), &Hints { name: "a.md", encoding: None }).unwrap();
        of(&imported).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn what_the_text_says_itself_is_not_said_twice() {
        let head = "---\ndate: 2024-01-30\nas_of: noon\nrefs: [A 1]\nauthor: M. K.\n---\n";
        let all = ["Date: 2024-01-30", "As of: noon", "Refs: A 1", "author: M. K."];
        assert_eq!(facts(&format!("{head}We met at noon in the garden.\n")), all);
        assert_eq!(facts(&format!("{head}Date: 2024-01-30\n\nAuthor: M. K.\n\nREF: A 1\n")), all[..2]);
    }
}
