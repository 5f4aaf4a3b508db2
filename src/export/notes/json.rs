//! Notes and marks as JSON: an array, one object a record, with the keys of the sidecar, its state and its place.

use std::io::{self, Write};

use serde::Serialize;

use super::{Entry, Part, marking};
use crate::clean::Clean;
use crate::note::{Anchor, Entry as Known, Id, Mark, Note, Record, SectionName, Target};
use crate::text::CodePoints;

/// Writes all records of all parts as one array.
///
/// # Errors
/// What `out` says.
pub fn write(out: impl Write, parts: &[Part<'_>]) -> io::Result<()> {
    let rows: Vec<Row<'_>> = parts.iter().flat_map(rows).collect();
    crate::export::json::print(out, &rows)
}

/// A record: the keys of a sidecar in its order, and what is known of it now.
#[derive(Serialize)]
struct Row<'a> {
    file: &'a str,
    record: &'static str,
    id: &'a Id,
    on: &'static str,
    #[serde(flatten)]
    place: Option<Place<'a>>,
    #[serde(flatten)]
    what: What<'a>,
    author: &'a str,
    created: &'a str,
    changed: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    deleted: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    conflict_with: Option<&'a Id>,
    /// One of two versions of a note that two people changed.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    conflict: bool,
    state: &'static str,
    /// Start and end in code points, end exclusive.
    at: Option<[usize; 2]>,
    /// Number of the section where it stands now, from 1.
    section_number: Option<usize>,
    handling: Option<Clean>,
}

#[derive(Serialize)]
struct Place<'a> {
    /// Heading of the section that it was made in; `null` for the lead.
    section: Option<&'a str>,
    /// Which of the sections with this heading.
    #[serde(skip_serializing_if = "is_first")]
    section_nth: usize,
    #[serde(flatten)]
    passage: Option<Passage<'a>>,
}

#[derive(Serialize)]
struct Passage<'a> {
    quote: &'a str,
    before: &'a str,
    after: &'a str,
    start: usize,
    seen: usize,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    detached: bool,
}

#[derive(Serialize)]
#[serde(untagged)]
enum What<'a> {
    Note {
        kind: &'a str,
        #[serde(skip_serializing_if = "Option::is_none")]
        colour: Option<&'static str>,
        tags: &'a [String],
        status: &'a str,
        text: &'a str,
    },
    Mark {
        entity: &'a str,
        kind: &'a str,
        rejected: bool,
    },
    Entity {
        name: &'a str,
        kind: &'a str,
        aliases: &'a [String],
    },
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the form that serde asks for")]
fn is_first(nth: &usize) -> bool {
    *nth <= 1
}

fn rows<'a>(part: &'a Part<'_>) -> Vec<Row<'a>> {
    let points = CodePoints::new(&part.briefing.text);
    let mut row = |entry: &'a Entry| {
        let meta = entry.record.meta();
        Row {
            file: part.file,
            record: sort(&entry.record),
            id: &meta.id,
            on: on(&entry.record),
            place: place(&entry.record),
            what: what(&entry.record),
            author: &meta.author,
            created: &meta.created,
            changed: &meta.changed,
            deleted: meta.deleted.as_deref(),
            conflict_with: meta.conflict_with.as_ref(),
            conflict: entry.torn,
            state: entry.state.name(),
            at: entry.span.map(|span| [points.of(span.start), points.of(span.end)]),
            section_number: entry.section.map(|n| n + 1),
            handling: marking(&[Part { entries: vec![entry.clone()], link: String::new(), ..*part }]),
        }
    };
    part.entries.iter().map(&mut row).collect()
}

fn sort(record: &Record) -> &'static str {
    match record {
        Record::Note(_) => "note",
        Record::Mark(_) => "mark",
        Record::Entry(_) => "entity",
    }
}

fn on(record: &Record) -> &'static str {
    match record.as_note().map(|note| &note.target) {
        Some(Target::Briefing) => "briefing",
        Some(Target::Section(_)) => "section",
        Some(Target::Span(_)) | None => "span",
    }
}

fn place(record: &Record) -> Option<Place<'_>> {
    match record {
        Record::Note(Note { target: Target::Briefing, .. }) | Record::Entry(_) => None,
        Record::Note(Note { target: Target::Section(name), .. }) => Some(in_section(name, None)),
        Record::Note(Note { target: Target::Span(anchor), .. }) | Record::Mark(Mark { anchor, .. }) => {
            Some(in_section(&anchor.section, Some(anchor)))
        }
    }
}

fn in_section<'a>(name: &'a SectionName, anchor: Option<&'a Anchor>) -> Place<'a> {
    let passage = anchor.map(|anchor| Passage {
        quote: &anchor.quote,
        before: &anchor.before,
        after: &anchor.after,
        start: anchor.start,
        seen: anchor.seen,
        detached: anchor.detached,
    });
    Place { section: name.heading.as_deref(), section_nth: name.ordinal, passage }
}

fn what(record: &Record) -> What<'_> {
    match record {
        Record::Note(note) => What::Note {
            kind: note.kind.name(),
            colour: note.colour.map(crate::note::Colour::name),
            tags: &note.tags,
            status: note.status.name(),
            text: &note.text,
        },
        Record::Mark(mark) => What::Mark { entity: &mark.entity, kind: &mark.kind, rejected: mark.rejected },
        Record::Entry(Known { entity, .. }) => {
            What::Entity { name: &entity.name, kind: entity.kind.name(), aliases: &entity.aliases }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::export::notes::tests::{briefing, mark, on};

    #[test]
    fn records_as_the_sidecar_has_them_with_state_and_place() {
        let mut briefing = briefing();
        briefing.header.handling = crate::briefing::Handling::parse("TLP:GREEN");
        let entries = vec![on(&briefing, "stays open", "A"), mark(&briefing, "Gaza", "Gaza Strip")];
        let part = Part { briefing: &briefing, file: "a\u{9b}.txt", link: String::new(), entries };
        let mut out = Vec::new();
        write(&mut out, &[part]).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert!(text.is_ascii(), "{text}");
        let value: Value = serde_json::from_str(&text).unwrap();
        let start = CodePoints::new(&briefing.text).of(briefing.text.find("stays open").unwrap());
        assert_eq!(
            value[0],
            json!({
                "file": "a\u{9b}.txt", "record": "note", "id": "A", "on": "span", "section": "Joint Efforts",
                "quote": "stays open", "before": value[0]["before"], "after": value[0]["after"], "start": start,
                "seen": value[0]["seen"], "kind": "note", "tags": [], "status": "open", "text": "", "author": "mk",
                "created": "2026-11-23T10:00:00Z", "changed": "2026-11-23T10:02:11Z", "state": "exact",
                "at": [start, start + 10], "section_number": 2, "handling": "TLP:GREEN",
            })
        );
        assert_eq!(value[1]["entity"], "Gaza Strip");
        assert_eq!((&value[1]["record"], &value[1]["rejected"]), (&json!("mark"), &json!(false)));
    }
}
