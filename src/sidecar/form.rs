//! The two sorts of files that hold records: a sidecar, which is a mapping with lists in it, and the registry, which may be
//! a bare list.

use serde::{Deserialize, Serialize};
use serde_yaml::Value;

use super::fields::Which;
use super::split::{List, Part};
use super::{Break, Fault, Sidecar, as_list, as_list_mut, sniff};
use crate::note::Record;
use crate::yaml::Layout;

/// What a file of records is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Form {
    /// Notes and marks of a briefing.
    #[default]
    Notes,
    /// Entities that are known in all briefings: a bare list, or a list `entities:` below a head.
    Registry,
}

impl Form {
    /// The form of a file with this name.
    pub fn of_name(name: &str) -> Self {
        if name == super::REGISTRY { Self::Registry } else { Self::Notes }
    }

    /// True for records that stand in files of this form.
    pub fn takes(self, record: &Record) -> bool {
        self.lists().contains(&Which::of(record))
    }

    /// The lists of such a file, in the order of a new one.
    pub(super) fn lists(self) -> &'static [Which] {
        match self {
            Self::Notes => &[Which::Notes, Which::Marks],
            Self::Registry => &[Which::Entities],
        }
    }

    /// Top-level keys that are read.
    pub(super) fn keys(self) -> &'static [&'static str] {
        match self {
            Self::Notes => &["schema", "document", "sha256", "notes", "marks"],
            Self::Registry => &["schema", "entities"],
        }
    }

    /// The list of this name.
    pub(super) fn named(self, name: &str) -> Option<Which> {
        self.lists().iter().copied().find(|which| which.name() == name)
    }

    /// Refuses what is YAML, but no file of this form.
    pub(super) fn check(self, value: &Value, layout: &Layout, newer: bool) -> Result<(), Fault> {
        let fault = |line: usize, column: usize, message: String| Err(Fault { line, column, message });
        // Records below a key that nothing reads would be out of sight, and a second list would begin beside them.
        let slips = sniff::misplaced(self, value).find_map(|key| Some((key, sniff::meant(self, key, value)?)));
        if let Some((key, list)) = slips.filter(|_| !newer) {
            let place = layout.root.key(key).cloned().unwrap_or_default();
            let message = format!("`{key}` holds records that nothing reads: call it `{list}`");
            return fault(place.line.max(1), place.column.max(1), message);
        }
        let fits = match value {
            Value::Null => true,
            Value::Sequence(_) => self == Self::Registry,
            // A mapping without any of the keys is somebody else's file of that name.
            Value::Mapping(map) => map.is_empty() || self.keys().iter().any(|key| map.contains_key(*key)),
            _ => false,
        };
        if !fits {
            return fault(1, 1, self.expected().to_owned());
        }
        let is_wrong = |which: &&Which| value.get(which.name()).is_some_and(|v| !v.is_null() && !v.is_sequence());
        match self.lists().iter().find(is_wrong).filter(|_| !newer) {
            Some(which) => {
                let place = layout.root.key(which.name()).cloned().unwrap_or_default();
                let message = format!("`{}` is no list: write each record behind `- `", which.name());
                fault(place.line.max(1), place.column.max(1), message)
            }
            None => Ok(()),
        }
    }

    fn expected(self) -> &'static str {
        match self {
            Self::Notes => "this is no sidecar: `schema: 1` and the list `notes:` are expected at the left margin",
            Self::Registry => {
                "this is no registry: a list of entities is expected, each behind `- ` at the left margin with `name:` and `kind:`"
            }
        }
    }
}

impl Sidecar {
    /// A registry without entities. Where nothing is put in, it is an empty file.
    pub fn new_registry() -> Self {
        let mut new = Self::of_parts(vec![Part::Lines(String::new())], Break::Lf);
        new.form = Form::Registry;
        new
    }

    /// What the file is for.
    pub fn form(&self) -> Form {
        self.form
    }

    /// A list for a registry that has none: bare, unless the file has a head.
    pub(super) fn bare_list(&self) -> Option<Part> {
        let bare = self.form == Form::Registry && !self.parts.iter().any(|part| matches!(part, Part::Field(_)));
        let list = List { which: Which::Entities, head: String::new(), bare: true, column: 0, blocks: Vec::new() };
        bare.then_some(Part::List(list))
    }

    /// Gives a bare list its key, so that other keys can stand beside it.
    pub(super) fn give_key(&mut self) {
        let Some(at) = self.parts.iter().position(|part| as_list(part).is_some_and(|list| list.bare)) else { return };
        self.mend();
        let lines = self.lines;
        let Some(list) = self.parts.get_mut(at).and_then(as_list_mut) else { return };
        if list.blocks.is_empty() {
            list.open(lines);
        }
        list.bare = false;
        let key = format!("{}:{}", list.which.name(), lines.as_str());
        let above = std::mem::replace(&mut list.head, key);
        match self.parts.get_mut(0) {
            Some(Part::Lines(raw)) => raw.push_str(&above),
            _ => self.parts.insert(0, Part::Lines(above)),
        }
        self.untouched = None;
    }
}

/// What stands around an empty bare list, without the list: comments, blank lines and the beginning of the document.
pub(super) fn above_list(head: &str) -> String {
    let rest = |line: &str| {
        let words = line.trim();
        if words.is_empty() || words.starts_with('#') || words == "---" {
            return line.to_owned();
        }
        line.find('#').and_then(|at| line.get(at..)).unwrap_or_default().to_owned()
    };
    head.split_inclusive('\n').map(rest).collect()
}
