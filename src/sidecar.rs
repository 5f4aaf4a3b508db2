//! Sidecars: the file beside a briefing that holds its notes and marks, as lines and as records.
//!
//! ```yaml
//! schema: 1
//! document: 2024-01-30-iran-pakistan.txt
//! sha256: 5f0c…
//! notes:
//! - id: 01HZX3…
//!   on: span
//!   section: Joint Efforts
//!   quote: high-level consultative mechanism
//!   start: 1204
//!   kind: question
//!   status: open
//!   text: |-
//!     Who chairs it?
//! marks:
//! - id: 01HZX4…
//!   entity: Hossein Amir-Abdollahian
//! ```
//!
//! A [`Sidecar`] keeps the lines that it was read from: each record with its lines, and what stands between them. What
//! nobody changed is written again byte for byte, with comments, unknown keys and odd forms. A record that changes is
//! written anew key by key; keys with the same value keep their lines.
//!
//! Choices that the form leaves open: a record without `section` is in the lead; `section_nth` says which of several
//! sections with the same heading is meant, and is left out for the first; keys whose value says nothing (no tags, no
//! author, no text) are left out; a record without `id` gets one made from its content, and of two records with one id
//! the second gets a number, so that none is hidden.
//!
//! The registry (`entities.yaml`) is a file of the same make with entities in it: a bare list, or a list `entities:` below
//! a head ([`Form`]).
//!
//! Nothing here touches the disk. [`merge`] brings three versions of a file together by id.

use serde_yaml::Value;

use crate::note::{Notebook, Record};
use crate::yaml;

mod block;
mod conflict;
mod fields;
mod form;
mod lines;
mod merge;
mod places;
mod record;
mod remarks;
mod scalar;
mod sniff;
mod split;
#[cfg(test)]
mod tests;

pub use form::Form;
pub use merge::{fold_twins, merge};
pub use places::places;
pub use remarks::{Remark, remarks};
pub use sniff::holds_records;

use fields::Which;
use lines::Break;
use split::{Block, List, Part, Top};

/// What the name of a sidecar ends with; it stands behind the whole name of the briefing.
pub const SUFFIX: &str = ".notes.yaml";

/// The file name of the registry.
pub const REGISTRY: &str = "entities.yaml";

/// The newest form of the file that this program writes.
pub const SCHEMA: u64 = 1;

/// A sidecar or a registry: its records and its lines.
#[derive(Debug, Clone)]
pub struct Sidecar {
    form: Form,
    parts: Vec<Part>,
    newer: bool,
    mark: bool,
    lines: Break,
    /// The text as it was read, where the parts do not give it back, until something changes.
    untouched: Option<String>,
    conflicted: bool,
}

/// Why a file cannot be taken for a sidecar, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{line}:{column}: {message}")]
pub struct Fault {
    /// Line, from 1.
    pub line: usize,
    /// Column in code points, from 1.
    pub column: usize,
    /// What is wrong there and what helps.
    pub message: String,
}

impl From<yaml::Error> for Fault {
    fn from(error: yaml::Error) -> Self {
        Self { line: error.line, column: error.column, message: error.message }
    }
}

impl Sidecar {
    /// A sidecar without records for the briefing of this file name. `sha256` is that of its bytes, in hex.
    pub fn new(document: &str, sha256: &str) -> Self {
        let mut new = Self::of_parts(vec![Part::Lines(String::new())], Break::Lf);
        new.set_document(document, sha256);
        new
    }

    fn of_parts(parts: Vec<Part>, lines: Break) -> Self {
        Self { form: Form::Notes, parts, newer: false, mark: false, lines, untouched: None, conflicted: false }
    }

    /// Reads a sidecar; see [`Sidecar::parse_as`].
    ///
    /// # Errors
    /// As there.
    pub fn parse(bytes: &[u8]) -> Result<Self, Fault> {
        Self::parse_as(Form::Notes, bytes)
    }

    /// Reads a file. One that holds the marks of a git conflict is read as both its sides, merged by id.
    ///
    /// # Errors
    /// For bytes that are not UTF-8, everything that [`yaml`] refuses, and YAML that is no file of this form: such a file
    /// must not be written over.
    pub fn parse_as(form: Form, bytes: &[u8]) -> Result<Self, Fault> {
        let text = std::str::from_utf8(bytes).map_err(|error| not_utf8(bytes, error.valid_up_to()))?;
        let (mark, text) = match text.strip_prefix('\u{FEFF}') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let mut read = match conflict::sides(text)? {
            Some(sides) => conflict::merged(form, &sides)?,
            None => Self::of_text(form, text)?,
        };
        read.mark = mark;
        Ok(read)
    }

    /// Reads a text without conflict marks and byte order mark.
    fn of_text(form: Form, text: &str) -> Result<Self, Fault> {
        let (value, layout) = yaml::read_laid_out::<Value>(text)?;
        let newer = is_newer(&value);
        form.check(&value, &layout, newer)?;
        let mut untouched = None;
        let parts = split::split(form, text, &layout, &value).map_or_else(
            || {
                untouched = Some(text.to_owned());
                let unfolded = split::unfolded(form, text, &layout, &value);
                let (value, layout) = yaml::read_laid_out::<Value>(&unfolded)?;
                Ok(split::split(form, &unfolded, &layout, &value))
            },
            |parts| Ok::<_, Fault>(Some(parts)),
        )?;
        let mut parts = match parts {
            Some(parts) => parts,
            None if newer => vec![Part::Lines(text.to_owned())],
            None => {
                let message = "the records cannot be told apart: write each behind `- ` on lines of its own".to_owned();
                return Err(Fault { line: 1, column: 1, message });
            }
        };
        split::name_all(&mut parts);
        let mut read = Self::of_parts(parts, Break::of(text));
        (read.form, read.newer, read.untouched) = (form, newer, untouched);
        Ok(read)
    }

    /// True when the file is of a later form than this program knows: it may be read, but must never be written.
    pub fn is_newer(&self) -> bool {
        self.newer
    }

    /// True when the file held the marks of a git conflict; written again it does not.
    pub fn was_conflicted(&self) -> bool {
        self.conflicted
    }

    /// File name of the briefing; empty where the file does not say it.
    pub fn document(&self) -> &str {
        self.top("document").unwrap_or_default()
    }

    /// SHA-256 of the briefing's bytes that the anchors were made for, in hex; empty where it is not known.
    pub fn sha256(&self) -> &str {
        self.top("sha256").unwrap_or_default()
    }

    /// Says which briefing this is for. A [newer](Self::is_newer) file stays as it is,
    /// and so does a registry.
    pub fn set_document(&mut self, document: &str, sha256: &str) {
        if self.newer || self.form == Form::Registry {
            return;
        }
        if self.field("schema").is_none() {
            self.set_top(0, "schema", &Value::from(SCHEMA));
        }
        self.set_top(1, "document", &Value::from(document));
        self.set_top(2, "sha256", &Value::from(sha256));
    }

    /// All records in the order of the file: notes, then marks; or the entities of a registry.
    pub fn notebook(&self) -> Notebook {
        self.form
            .lists()
            .iter()
            .filter_map(|which| self.list(*which))
            .flat_map(|l| &l.blocks)
            .filter_map(|b| b.record.clone())
            .collect()
    }

    /// Puts a record in the place of the one with its id, or behind all others of its list. Only its own lines change,
    /// and of those only the ones of keys whose value is another. A [newer](Self::is_newer) file stays as it is; so does one
    /// whose [form](Form::takes) has no place for the record.
    pub fn put(&mut self, record: &Record) {
        if self.newer || !self.form.takes(record) {
            return;
        }
        let which = Which::of(record);
        let lists = self.parts.iter_mut().filter_map(as_list_mut).filter(|list| list.which == which);
        let known = lists.flat_map(|list| &mut list.blocks).find(|block| block.id == *record.id());
        match known {
            Some(block) if block.record.as_ref() == Some(record) => return,
            Some(block) => block.rewrite(which, record, &[]),
            None => {
                // A note that became a mark, or the other way round.
                for list in self.parts.iter_mut().filter_map(as_list_mut) {
                    list.blocks.retain(|block| block.id != *record.id());
                }
                self.append(which, record);
            }
        }
        self.untouched = None;
    }

    /// The file. What did not change since it was read is the same byte for byte.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = if self.mark { "\u{FEFF}".to_owned() } else { String::new() };
        match &self.untouched {
            Some(text) => out.push_str(text),
            None => self.parts.iter().for_each(|part| part.push_to(&mut out)),
        }
        out.into_bytes()
    }

    fn append(&mut self, which: Which, record: &Record) {
        self.mend();
        let lines = self.lines;
        let list = self.list_mut(which);
        let raw = lines.in_text(&block::new(record, list.column));
        list.blocks.push(Block { id: record.id().clone(), record: Some(record.clone()), raw });
    }

    /// The list, made where there is none.
    fn list_mut(&mut self, which: Which) -> &mut List {
        let known = self.parts.iter().position(|part| as_list(part).is_some_and(|list| list.which == which));
        let at = known.unwrap_or_else(|| {
            let at = self.place_for(which);
            let head = format!("{}{}:{}", " ".repeat(self.column()), which.name(), self.lines.as_str());
            let headed = List { which, head, bare: false, column: self.column(), blocks: Vec::new() };
            self.parts.insert(at, self.bare_list().unwrap_or(Part::List(headed)));
            at
        });
        let lines = self.lines;
        match &mut self.parts[at] {
            Part::List(list) => {
                if list.blocks.is_empty() {
                    list.open(lines);
                }
                list
            }
            _ => unreachable!("the position is that of a list"),
        }
    }

    /// Notes stand before marks, both behind all other keys.
    fn place_for(&self, which: Which) -> usize {
        let marks = self.parts.iter().position(|part| as_list(part).is_some_and(|list| list.which == Which::Marks));
        let behind = self.parts.iter().rposition(|part| !matches!(part, Part::Lines(_))).map_or(1, |last| last + 1);
        marks.filter(|_| which == Which::Notes).unwrap_or(behind).min(self.parts.len())
    }

    /// Column of the top-level keys, from 0.
    fn column(&self) -> usize {
        let raw = self.parts.iter().find_map(|part| match part {
            Part::Lines(_) => None,
            Part::Field(top) => Some(&top.raw),
            Part::List(list) => Some(&list.head),
        });
        let key = raw.and_then(|raw| {
            raw.lines().find(|line| !line.trim_start().is_empty() && !line.trim_start().starts_with('#'))
        });
        key.map_or(0, |line| line.len() - line.trim_start_matches(' ').len())
    }

    /// Sees to it that every line has an end, so that another one can follow. Only the last of a piece can have none.
    fn mend(&mut self) {
        let lines = self.lines;
        for part in &mut self.parts {
            match part {
                Part::Lines(raw) | Part::Field(Top { raw, .. }) => lines.end(raw),
                Part::List(list) => {
                    lines.end(&mut list.head);
                    if let Some(last) = list.blocks.last_mut() {
                        last.end(list.which, lines);
                    }
                }
            }
        }
    }

    fn list(&self, which: Which) -> Option<&List> {
        self.parts.iter().filter_map(as_list).find(|list| list.which == which)
    }

    fn field(&self, name: &str) -> Option<&Top> {
        self.parts.iter().find_map(|part| match part {
            Part::Field(top) if top.name.as_str() == Some(name) => Some(top),
            _ => None,
        })
    }

    fn top(&self, name: &str) -> Option<&str> {
        self.field(name)?.value.as_str()
    }

    /// Gives a top-level key this value; a new one becomes key number `rank`.
    fn set_top(&mut self, rank: usize, name: &str, value: &Value) {
        let written = match value {
            Value::String(text) => format!("{name}: {}\n", scalar::short(text)),
            other => format!("{name}: {}\n", scalar::value(other)),
        };
        let known = self.parts.iter_mut().find_map(|part| match part {
            Part::Field(top) if top.name.as_str() == Some(name) => Some(top),
            _ => None,
        });
        match known {
            Some(top) if top.value == *value => return,
            Some(top) => {
                top.raw = block::top_rewritten(&top.raw, &written);
                top.value = value.clone();
            }
            None => {
                let raw = self.lines.in_text(&format!("{}{written}", " ".repeat(self.column())));
                let top = Top { name: Value::from(name), value: value.clone(), raw };
                self.parts.insert((rank + 1).min(self.parts.len()), Part::Field(top));
            }
        }
        self.untouched = None;
        self.mend();
    }
}

impl Part {
    fn push_to(&self, out: &mut String) {
        match self {
            Self::Lines(raw) | Self::Field(Top { raw, .. }) => out.push_str(raw),
            Self::List(list) => {
                out.push_str(&list.head);
                list.blocks.iter().for_each(|block| out.push_str(&block.raw));
            }
        }
    }
}

impl List {
    /// Makes the line of the key ready for records below it: `notes: []` becomes `notes:`, and a bare `[]` goes.
    fn open(&mut self, lines: Break) {
        if self.bare {
            self.head = form::above_list(&self.head);
            lines.end(&mut self.head);
            return;
        }
        self.head = block::top_rewritten(&self.head, &format!("{}:\n", self.which.name()));
        lines.end(&mut self.head);
    }
}

impl Block {
    /// Puts `record` in, and unknown keys as `extra` says.
    fn rewrite(&mut self, which: Which, record: &Record, extra: &[block::Extra]) {
        self.raw = block::rewritten(which, &self.raw, record, extra);
        self.record = Some(record.clone());
    }

    /// Sees to it that the last line has an end. Where that is the end of a text, it would become a part of it.
    fn end(&mut self, which: Which, lines: Break) {
        if self.raw.ends_with(['\n', '\r']) {
            return;
        }
        lines.end(&mut self.raw);
        if let Some(record) = self.record.clone() {
            self.rewrite_if_other(which, &record);
        }
    }

    fn rewrite_if_other(&mut self, which: Which, record: &Record) {
        if block::read(which, &self.raw).is_none_or(|read| read.record != *record) {
            self.rewrite(which, record, &[]);
        }
    }
}

fn as_list(part: &Part) -> Option<&List> {
    if let Part::List(list) = part { Some(list) } else { None }
}

fn as_list_mut(part: &mut Part) -> Option<&mut List> {
    if let Part::List(list) = part { Some(list) } else { None }
}

/// What stands for the number of the form and is none, as it is written.
fn strange_schema(value: &Value) -> Option<String> {
    let schema = value.get("schema").filter(|schema| !schema.is_null() && !schema.is_number())?;
    Some(schema.as_str().map_or_else(|| "…".to_owned(), str::to_owned))
}

/// Anything but a whole number up to ours is a form that this program does not know.
fn is_newer(value: &Value) -> bool {
    match value.get("schema") {
        None | Some(Value::Null) => false,
        Some(schema) => schema.as_u64().is_none_or(|schema| schema > SCHEMA),
    }
}

fn not_utf8(bytes: &[u8], at: usize) -> Fault {
    let before = String::from_utf8_lossy(bytes.get(..at).unwrap_or_default()).into_owned();
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    Fault { line, column, message: "this is not UTF-8: save the file in UTF-8".to_owned() }
}
