//! A file in pieces: what stands before, each key with its lines, each record with its lines. Put together again the
//! pieces are the file, byte for byte.

use std::fmt::Write as _;

use serde_yaml::Value;

use super::fields::Which;
use super::form::Form;
use super::lines::Lines;
use super::record::{self, Item};
use crate::note::{Id, Record};
use crate::registry;
use crate::text;
use crate::yaml::{Layout, Place};

/// A piece of a file.
#[derive(Debug, Clone)]
pub(super) enum Part {
    /// Lines without a key: the beginning of the file, and what follows the end of the document.
    Lines(String),
    /// A key that is no list of records.
    Field(Top),
    /// A list of records.
    List(List),
}

/// A key of the file with its lines and the comments above it.
#[derive(Debug, Clone)]
pub(super) struct Top {
    pub(super) name: Value,
    pub(super) value: Value,
    pub(super) raw: String,
}

/// A list of records.
#[derive(Debug, Clone)]
pub(super) struct List {
    pub(super) which: Which,
    /// The line of its key, and what stands between it and the first record; what stands above a bare list.
    pub(super) head: String,
    /// The list is the whole file, without a key.
    pub(super) bare: bool,
    /// Column of the dashes, from 0.
    pub(super) column: usize,
    pub(super) blocks: Vec<Block>,
}

/// An item of a list with its lines and the comments above it.
#[derive(Debug, Clone)]
pub(super) struct Block {
    /// The id in the notebook: that of the record; one made from its content where it has none; with a number where
    /// another record has the same.
    pub(super) id: Id,
    /// `None` for what is no record; it stays in the file.
    pub(super) record: Option<Record>,
    pub(super) raw: String,
}

/// What the id of a record begins with that has none of its own.
pub(super) const UNNAMED: &str = "unnamed-";

/// The pieces of `text`; `None` where records do not stand on lines of their own.
pub(super) fn split(form: Form, text: &str, layout: &Layout, value: &Value) -> Option<Vec<Part>> {
    if let (Value::Sequence(_), [which]) = (value, form.lists()) {
        return bare(*which, text, layout, value);
    }
    let empty = serde_yaml::Mapping::new();
    let map = if value.is_null() { &empty } else { value.as_mapping()? };
    let keys = &layout.root.children;
    if keys.len() != map.len() {
        return None;
    }
    let lines = Lines::of(text, layout);
    let Some(first) = keys.first() else {
        let says_nothing = |n| lines.is_blank(n) || lines.is_comment(n) || lines.line(n).trim_end() == "---";
        return (0..lines.len()).all(says_nothing).then(|| vec![Part::Lines(text.to_owned())]);
    };
    let column = first.column - 1;
    let end = end_of_document(&lines, keys);
    let mut starts: Vec<usize> = Vec::with_capacity(keys.len() + 1);
    for key in keys {
        let own = key.line - 1;
        let free = key.column - 1 == column && lines.before(own, column).bytes().all(|b| b == b' ');
        if !free || starts.last().is_some_and(|last| *last >= own) {
            return None;
        }
        let least = starts.last().map_or(own, |last| last + 1);
        starts.push(lines.with_comments_above(own, column, least));
    }
    starts.push(end);
    let mut parts = vec![Part::Lines(between(text, &lines, 0, starts[0]))];
    for (n, (name, value)) in map.iter().enumerate() {
        let range = (starts[n], starts[n + 1]);
        let source = Source { text, lines: &lines, place: &keys[n], range };
        parts.push(match name.as_str().and_then(|name| form.named(name)) {
            Some(which) => Part::List(source.list(which, value)?),
            None => Part::Field(Top { name: name.clone(), value: value.clone(), raw: source.raw() }),
        });
    }
    parts.push(Part::Lines(between(text, &lines, end, lines.len())));
    Some(parts)
}

/// The pieces of a file that is nothing but a list.
fn bare(which: Which, text: &str, layout: &Layout, value: &Value) -> Option<Vec<Part>> {
    let lines = Lines::of(text, layout);
    let end = end_of_document(&lines, &layout.root.children);
    // As if the key stood in a line above the file.
    let place = Place { line: 0, column: 1, ..layout.root.clone() };
    let source = Source { text, lines: &lines, place: &place, range: (0, end) };
    let list = match layout.root.children.first() {
        Some(_) => source.list(which, value)?,
        None => List { which, head: source.raw(), bare: true, column: 0, blocks: Vec::new() },
    };
    let behind = Part::Lines(between(text, &lines, end, lines.len()));
    Some(vec![Part::Lines(String::new()), Part::List(List { bare: true, ..list }), behind])
}

/// The line of `...` behind the last key, or one past the last line.
fn end_of_document(lines: &Lines<'_>, keys: &[Place]) -> usize {
    let from = keys.last().map_or(0, |key| key.line);
    let ends = |line: &usize| {
        let line = lines.line(*line);
        line.strip_prefix("...").is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t', '\r', '\n']))
    };
    (from..lines.len()).find(ends).unwrap_or(lines.len())
}

fn between(text: &str, lines: &Lines<'_>, from: usize, to: usize) -> String {
    let end = if to >= lines.len() { text.len() } else { lines.start(to) };
    let start = if from >= lines.len() { text.len() } else { lines.start(from) };
    text::slice(text, start..end).to_owned()
}

/// The lines of one key.
struct Source<'a> {
    text: &'a str,
    lines: &'a Lines<'a>,
    place: &'a Place,
    range: (usize, usize),
}

impl Source<'_> {
    fn raw(&self) -> String {
        between(self.text, self.lines, self.range.0, self.range.1)
    }

    fn list(&self, which: Which, value: &Value) -> Option<List> {
        let nothing = Vec::new();
        let items = match value {
            Value::Null => &nothing,
            Value::Sequence(items) => items,
            _ => return None,
        };
        let places = &self.place.children;
        let Some(first) = places.first() else {
            let open = (self.place.line..self.range.1).all(|n| self.lines.is_blank(n) || self.lines.is_comment(n));
            let list = List { which, head: self.raw(), bare: false, column: self.place.column - 1, blocks: Vec::new() };
            return (open && items.is_empty()).then_some(list);
        };
        let column = first.column - 1;
        let mut starts = Vec::with_capacity(places.len() + 1);
        for place in places {
            let own = place.line - 1;
            let line = self.lines.line(own);
            let item = line.get(column..).is_some_and(|rest| rest.starts_with('-') && !rest.starts_with("--"));
            let free = self.lines.before(own, column).bytes().all(|b| b == b' ');
            if !item || !free || place.column - 1 != column || starts.last().is_some_and(|last| *last >= own) {
                return None;
            }
            let least = starts.last().map_or(own, |last| last + 1);
            starts.push(self.lines.with_comments_above(own, column, least));
        }
        if items.len() != places.len() || starts[0] < self.place.line {
            return None;
        }
        let head = between(self.text, self.lines, self.range.0, starts[0]);
        starts.push(self.range.1);
        let blocks = items.iter().enumerate().map(|(n, value)| {
            let record = record::read(which, Item { value, place: &places[n], text: self.text });
            let raw = between(self.text, self.lines, starts[n], starts[n + 1]);
            let id = record.as_ref().map(|r| r.id().clone()).unwrap_or_default();
            let id = if id.as_str().is_empty() { id_of(value, record.as_ref()) } else { id };
            Block { id, record, raw }
        });
        Some(List { which, head, bare: false, column, blocks: blocks.collect() })
    }
}

/// An id for a record that has none: the same for the same content. An entity is the same as long as it has its name and
/// kind, whatever else two people write about it: else a merge would make two of it.
fn id_of(value: &Value, record: Option<&Record>) -> Id {
    use sha2::Digest as _;
    let entity = record.and_then(Record::as_entry).map(|entry| &entry.entity).filter(|entity| !entity.name.is_empty());
    let content =
        entity.map_or_else(|| super::scalar::value(value), |e| format!("{}\n{}", e.kind, registry::key(&e.name)));
    let digest = sha2::Sha256::digest(content.as_bytes());
    let number = digest.iter().take(8).fold(0u64, |number, byte| number << 8 | u64::from(*byte));
    Id::from(format!("{UNNAMED}{number:016x}"))
}

/// Gives every block an id of its own and every record the id of its block.
pub(super) fn name_all(parts: &mut [Part]) {
    let mut seen = std::collections::HashSet::new();
    // How far the numbers have come for each id, so that a thousand copies are not counted a thousand times.
    let mut counts = std::collections::HashMap::new();
    let lists = parts.iter_mut().filter_map(|part| if let Part::List(list) = part { Some(list) } else { None });
    let mut blocks: Vec<&mut Block> = lists.flat_map(|list| list.blocks.iter_mut()).collect();
    // What is written down stays; an id that is only made goes out of its way.
    let is_made = |block: &Block| block.record.as_ref().is_none_or(|record| *record.id() != block.id);
    blocks.sort_by_key(|block| is_made(block));
    for block in blocks {
        if !seen.insert(block.id.clone()) {
            let first = block.id.clone();
            let n = counts.entry(first.clone()).or_insert(1usize);
            while !seen.insert(block.id.clone()) {
                *n += 1;
                block.id = Id::from(format!("{first}-{n}"));
            }
        }
        if let Some(record) = &mut block.record {
            record.meta_mut().id = block.id.clone();
        }
    }
}

/// A file whose records do not stand on lines of their own (everything between brackets, for example), written so that
/// they do.
pub(super) fn unfolded(form: Form, text: &str, layout: &Layout, value: &Value) -> String {
    let comments: Vec<String> = layout.comments.iter().map(|c| format!("{}\n", text::slice(text, *c))).collect();
    let mut out = comments.concat();
    out.extend(value.as_sequence().into_iter().flatten().map(item));
    for (key, value) in value.as_mapping().into_iter().flatten() {
        let name = super::scalar::value(key);
        match value {
            Value::Sequence(items) if key.as_str().and_then(|key| form.named(key)).is_some() && !items.is_empty() => {
                let _ = writeln!(out, "{name}:");
                out.extend(items.iter().map(item));
            }
            other => drop(writeln!(out, "{name}: {}", super::scalar::value(other))),
        }
    }
    out
}

fn item(value: &Value) -> String {
    use super::scalar::{STEP, long, value as on_one_line};
    let Some(map) = value.as_mapping().filter(|map| !map.is_empty()) else {
        return format!("- {}\n", on_one_line(value));
    };
    let pairs = map.iter().map(|(key, value)| {
        let value = match value {
            Value::String(text) => long_or_short(text, long(text, 2 * STEP)),
            other => on_one_line(other),
        };
        format!("{}: {value}\n", on_one_line(key))
    });
    let indent = " ".repeat(STEP);
    format!("- {}", pairs.collect::<Vec<_>>().join(&indent))
}

fn long_or_short(text: &str, long: String) -> String {
    if text.contains('\n') { long } else { super::scalar::short(text) }
}
