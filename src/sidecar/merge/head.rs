//! What stands outside of records: the keys of the file and its comments.

use serde_yaml::Value;

use super::fields;
use super::records::Three;
use crate::note::{Anchor, Id};
use crate::sidecar::Sidecar;
use crate::sidecar::split::{List, Part, Top};
use crate::text;
use crate::yaml;

/// Merges the keys of `theirs` and its comments into `out`, which has those of ours.
pub(super) fn merge(base: Option<&Sidecar>, theirs: &Sidecar, out: &mut Sidecar) {
    let names: Vec<Value> = fields(out).chain(fields(theirs)).map(|top| top.name.clone()).collect();
    if fields(theirs).next().is_some() {
        out.give_key();
    }
    for name in names.iter().filter(|name| name.as_str() != Some("sha256")) {
        one(base, theirs, out, name);
    }
    comments(base, theirs, out);
}

fn one(base: Option<&Sidecar>, theirs: &Sidecar, out: &mut Sidecar, name: &Value) {
    let value = |sidecar: &Sidecar| find(sidecar, name).map(|top| top.value.clone());
    let (was, ours, there) = (base.map(value), value(out), value(theirs));
    let versions = Three { base: was.as_ref(), ours: &ours, theirs: &there };
    let at = out.parts.iter().position(|part| matches!(part, Part::Field(top) if top.name == *name));
    let decided = versions.decided();
    match (at, find(theirs, name)) {
        (Some(at), None) if decided == Some(&None) => drop(out.parts.remove(at)),
        (Some(at), Some(top)) if decided.is_some_and(|value| *value != ours) => {
            out.parts[at] = Part::Field(fitted(top, out));
        }
        (None, Some(top)) if decided != Some(&None) => {
            let at = out.parts.iter().rposition(|part| matches!(part, Part::Field(_))).map_or(1, |last| last + 1);
            let top = fitted(top, out);
            out.parts.insert(at.min(out.parts.len()), Part::Field(top));
        }
        (Some(at), Some(top)) if decided.is_none() && !is_ours(name) => keep_as_comment(top, at, out),
        _ => {}
    }
    out.mend();
}

fn find<'a>(sidecar: &'a Sidecar, name: &Value) -> Option<&'a Top> {
    fields(sidecar).find(|top| top.name == *name)
}

/// Keys of which one value must be right, and ours is as good as theirs.
fn is_ours(name: &Value) -> bool {
    matches!(name.as_str(), Some("schema" | "document"))
}

fn fitted(top: &Top, out: &Sidecar) -> Top {
    let column = out.column();
    let indent = top.raw.lines().find(|line| !line.trim_start().starts_with('#')).unwrap_or_default();
    if indent.len() - indent.trim_start_matches(' ').len() == column {
        return Top { raw: out.lines.in_text(&top.raw), ..top.clone() };
    }
    let key = super::super::scalar::value(&top.name);
    let raw = format!("{}{key}: {}\n", " ".repeat(column), super::super::scalar::value(&top.value));
    Top { raw: out.lines.in_text(&raw), ..top.clone() }
}

/// Both sides gave an unknown key another value: ours stays, theirs is kept in sight as a comment.
fn keep_as_comment(theirs: &Top, at: usize, out: &mut Sidecar) {
    let lines = out.lines;
    let kept: Vec<String> = theirs.raw.lines().map(|line| format!("# theirs: {line}")).collect();
    let Part::Field(ours) = &mut out.parts[at] else { return };
    if kept.iter().all(|line| ours.raw.contains(line.as_str())) {
        return;
    }
    lines.end(&mut ours.raw);
    let mut raw = kept.join(lines.as_str());
    raw.push_str(lines.as_str());
    raw.push_str(&ours.raw);
    ours.raw = raw;
}

/// Comments outside of records that only theirs has: each goes to the key or list that it stands with, or to the beginning
/// of the file where ours has no such key.
fn comments(base: Option<&Sidecar>, theirs: &Sidecar, out: &mut Sidecar) {
    let all = |sidecar: &Sidecar| sidecar.parts.iter().flat_map(of_part).collect::<Vec<_>>();
    let (here, was) = (all(out), base.map(all).unwrap_or_default());
    let indent = " ".repeat(out.column());
    let end = out.lines.as_str();
    for part in &theirs.parts {
        let new = of_part(part).into_iter().filter(|comment| !here.contains(comment) && !was.contains(comment));
        let lines = new.map(|comment| format!("{indent}{comment}{end}")).collect::<Vec<_>>().concat();
        if lines.is_empty() {
            continue;
        }
        match (out.parts.iter_mut().find(|own| is_twin(own, part)), part) {
            (Some(Part::Field(Top { raw, .. }) | Part::List(List { head: raw, .. })), _) => raw.insert_str(0, &lines),
            _ => match out.parts.first_mut() {
                Some(Part::Lines(raw)) => raw.push_str(&lines),
                _ => out.parts.insert(0, Part::Lines(lines)),
            },
        }
    }
}

/// The same key, or the list of the same records.
fn is_twin(own: &Part, other: &Part) -> bool {
    match (own, other) {
        (Part::Field(own), Part::Field(other)) => own.name == other.name,
        (Part::List(own), Part::List(other)) => own.which == other.which,
        _ => false,
    }
}

/// Every comment of a piece outside of records, from its `#`; those behind a value, too.
fn of_part(part: &Part) -> Vec<String> {
    let (Part::Lines(raw) | Part::Field(Top { raw, .. }) | Part::List(List { head: raw, .. })) = part;
    let by_line = || raw.lines().map(str::trim).filter(|line| line.starts_with('#')).map(str::to_owned).collect();
    match yaml::read_laid_out::<Value>(raw) {
        Ok((_, layout)) => {
            layout.comments.iter().map(|comment| text::slice(raw, *comment).trim_end().to_owned()).collect()
        }
        // What stands behind the end of a document is none by itself.
        Err(_) => by_line(),
    }
}

/// The digest says that every anchor was made for that text. So that of a side may stay only where all anchors are its
/// own; where they come from both, nothing is said, and every passage is looked for.
pub(super) fn merge_sha256(base: Option<&Sidecar>, [ours, theirs]: [&Sidecar; 2], out: &mut Sidecar) {
    let (here, there) = (ours.sha256(), theirs.sha256());
    if here == there {
        return;
    }
    let was = base.map(Sidecar::sha256);
    let candidates = match was {
        Some(was) if was == here => vec![theirs],
        Some(was) if was == there => vec![ours],
        _ => vec![ours, theirs],
    };
    let chosen = candidates.into_iter().find(|side| !side.sha256().is_empty() && has_all_anchors(side, out));
    let sha256 = chosen.map_or("", Sidecar::sha256).to_owned();
    if sha256.is_empty() && out.field("sha256").is_none() {
        return;
    }
    out.set_top(2, "sha256", &Value::from(sha256));
}

fn has_all_anchors(side: &Sidecar, out: &Sidecar) -> bool {
    let (known, book) = (side.notebook(), out.notebook());
    let anchor = |id: &Id| -> Option<&Anchor> { known.get(id).and_then(|record| record.anchor()) };
    book.records().iter().all(|record| record.anchor().is_none() || record.anchor() == anchor(record.id()))
}
