//! What a person should know about a sidecar or a registry: what cannot be read, and what is read but means nothing here.

use std::collections::HashMap;

use serde_yaml::Value;

use super::fields::Which;
use super::sniff::misplaced;
use super::{Form, SCHEMA, Sidecar, conflict, is_newer, strange_schema};
use crate::note::{Colour, NoteKind};
use crate::yaml::{self, Place};

mod names;

/// Something about a sidecar, at its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// Line, from 1.
    pub line: usize,
    /// Column in code points, from 1.
    pub column: usize,
    /// What is there, what becomes of it, and what helps.
    pub message: String,
    /// True for what may well be meant.
    pub is_hint: bool,
}

/// Everything there is to say about the file `bytes` of this form, in the order of its lines.
pub fn remarks(form: Form, bytes: &[u8]) -> Vec<Remark> {
    let read = match Sidecar::parse_as(form, bytes) {
        Ok(read) => read,
        Err(fault) => {
            let (line, column) = (fault.line, fault.column);
            return vec![Remark { line, column, message: fault.message, is_hint: false }];
        }
    };
    let text = String::from_utf8_lossy(bytes);
    if read.was_conflicted() {
        let line = conflict::first_mark(&text).unwrap_or(1);
        let message = "a git conflict: both sides are read, and merged into one when something is saved".to_owned();
        return vec![Remark { line, column: 1, message, is_hint: false }];
    }
    let Ok((value, layout)) = yaml::read_laid_out::<Value>(&text) else { return Vec::new() };
    let mut found = Found { remarks: Vec::new(), ids: HashMap::new() };
    found.top(form, &value, &layout.root);
    for which in form.lists() {
        // A bare list is the file itself.
        let (items, list) = match &value {
            Value::Sequence(items) => (Some(items), Some(&layout.root)),
            _ => (value.get(which.name()).and_then(Value::as_sequence), layout.root.key(which.name())),
        };
        let items = || items.into_iter().flatten().zip(list.map_or(&[][..], |list| &list.children));
        for (item, place) in items() {
            found.record(*which, item, place);
        }
        if form == Form::Registry {
            found.remarks.extend(names::remarks(items()));
        }
    }
    found.remarks.sort_by_key(|remark| (remark.line, remark.column));
    found.remarks
}

struct Found {
    remarks: Vec<Remark>,
    /// Ids so far, with their lines.
    ids: HashMap<String, usize>,
}

impl Found {
    fn wrong(&mut self, place: &Place, message: String) {
        self.add(place, message, false);
    }

    fn hint(&mut self, place: &Place, message: String) {
        self.add(place, message, true);
    }

    fn add(&mut self, place: &Place, message: String, is_hint: bool) {
        self.remarks.push(Remark { line: place.line.max(1), column: place.column.max(1), message, is_hint });
    }

    fn top(&mut self, form: Form, value: &Value, root: &Place) {
        if is_newer(value) {
            let place = root.key("schema").unwrap_or(root);
            let message = strange_schema(value).map(|word| {
                format!("`{word}` is no number: write `schema: {SCHEMA}`; it is shown, but the file is never written")
            });
            let newer = || {
                format!(
                    "a newer form than this program knows ({SCHEMA}): it is shown, but the file is never written; update attache"
                )
            };
            let message = message.unwrap_or_else(newer);
            self.wrong(place, message);
        }
        let is_unknown = |key: &&Place| value.is_mapping() && !form.keys().contains(&key.name.as_str());
        for key in root.children.iter().filter(is_unknown) {
            if misplaced(form, value).any(|name| name == key.name) {
                let lists: Vec<&str> = form.lists().iter().map(|which| which.name()).collect();
                let lists = lists.join("` or `");
                self.wrong(key, format!("`{}` holds records that nothing reads: call it `{lists}`", key.name));
            } else {
                self.unknown_key(key);
            }
        }
    }

    fn unknown_key(&mut self, key: &Place) {
        self.hint(key, format!("unknown key `{}`: kept, but nothing reads it", key.name));
    }

    fn record(&mut self, which: Which, item: &Value, place: &Place) {
        let Some(map) = item.as_mapping() else {
            let first = if which == Which::Entities { "name:` and `kind:" } else { "id:` and `text:" };
            self.wrong(place, format!("this is no record: it is kept, but not shown; write `{first}` behind the dash"));
            return;
        };
        self.id(place, map.get("id"));
        for key in place.children.iter().filter(|key| which.rank(&key.name).is_none()) {
            self.unknown_key(key);
        }
        let text = |key: &str| map.get(key).and_then(Value::as_str);
        for key in ["start", "seen", "section_nth"] {
            let is_number =
                |value: &Value| value.as_u64().is_some() || value.as_str().is_some_and(|s| s.parse::<u64>().is_ok());
            if map.get(key).is_some_and(|value| !value.is_null() && !is_number(value)) {
                self.wrong(at(place, key), format!("`{key}` is no whole number: it counts as not given"));
            }
        }
        if text("conflict_with").is_some_and(|_| map.get("deleted").is_none_or(Value::is_null)) {
            let message =
                "changed on both sides of a merge: compare it with the one it names, then delete one".to_owned();
            self.hint(at(place, "conflict_with"), message);
        }
        if which == Which::Notes {
            self.words(place, &text);
        }
        let on_passage = which == Which::Notes && text("on") == Some("span");
        let is_gone = map.get("deleted").is_some_and(|deleted| !deleted.is_null());
        if on_passage && !is_gone && text("quote").is_none_or(|quote| quote.trim().is_empty()) {
            let message =
                "a passage without its words: nothing can find it; give `quote:`, or `on: section` or `on: briefing`";
            self.wrong(at(place, "on"), message.to_owned());
        }
    }

    /// Words of which only some mean something.
    fn words<'a>(&mut self, place: &Place, text: &impl Fn(&str) -> Option<&'a str>) {
        let kinds = NoteKind::ALL.map(|kind| kind.name().to_owned());
        let colours = Colour::ALL.map(|colour| colour.name().to_owned());
        let of = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
        for (key, known) in [
            ("on", of(&["span", "section", "briefing"])),
            ("kind", kinds.to_vec()),
            ("status", of(&["open", "done"])),
            ("colour", colours.to_vec()),
        ] {
            if let Some(word) = text(key).filter(|word| !known.iter().any(|k| k == word)) {
                let known = known.join(", ");
                self.hint(at(place, key), format!("unknown {key} `{word}`: kept as it is; known are {known}"));
            }
        }
    }

    fn id(&mut self, place: &Place, id: Option<&Value>) {
        let place = at(place, "id");
        let id = match id {
            None | Some(Value::Null) => {
                self.hint(place, "no `id`: one is made when the record is changed".to_owned());
                return;
            }
            Some(Value::String(id)) => id.clone(),
            Some(other) => super::scalar::value(other),
        };
        match self.ids.get(&id).copied() {
            Some(line) => {
                let message = format!("the id `{id}` stands already in line {line}: give this record another one");
                self.wrong(place, message);
            }
            None => drop(self.ids.insert(id, place.line)),
        }
    }
}

/// The place of a key, or of the record where it is missing.
fn at<'a>(record: &'a Place, key: &str) -> &'a Place {
    record.key(key).unwrap_or(record)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(file: &str) -> Vec<String> {
        let hint = |remark: &Remark| if remark.is_hint { "hint: " } else { "" };
        remarks(Form::Notes, file.as_bytes())
            .iter()
            .map(|r| format!("{}:{}: {}{}", r.line, r.column, hint(r), r.message))
            .collect()
    }

    #[test]
    fn everything_has_its_place() {
        let file = "schema: 1\nmood: x\nnotes:\n- id: a\n  kind: theory\n  weight: 1\n  start: x\n- id: a\n- words\n- text: x\n  colour: orange\nmarks:\n- id: m\n  kind: ship\n  conflict_with: a\n";
        let expected = [
            "2:1: hint: unknown key `mood`",
            "5:3: hint: unknown kind `theory`",
            "6:3: hint: unknown key `weight`",
            "7:3: `start` is no whole number",
            "8:3: the id `a` stands already in line 4",
            "9:1: this is no record",
            "10:1: hint: no `id`",
            "11:3: hint: unknown colour `orange`",
            "15:3: hint: changed on both sides",
        ];
        let told = told(file);
        assert_eq!(told.len(), expected.len(), "{told:#?}");
        for (told, expected) in told.iter().zip(expected) {
            assert!(told.starts_with(expected), "{told} is not {expected}");
        }
    }

    #[test]
    fn faults_conflicts_and_newer_forms_are_told() {
        assert!(told("notes:\n- id: a: b\n")[0].starts_with("2:8: "));
        assert!(
            told("notes:\n<<<<<<< A\n- id: a\n=======\n- id: b\n>>>>>>> B\n")[0].starts_with("2:1: a git conflict")
        );
        assert!(
            told("schema: 1\nnotes: []\nreplies:\n- id: a\n  text: x\n")[0]
                .starts_with("3:1: `replies` holds records that nothing reads")
        );
        assert!(told("document: a\nschema: 2\n")[0].starts_with("2:1: a newer form"));
        assert!(told("document: a\nschema: banana\n")[0].starts_with("2:1: `banana` is no number: write `schema: 1`"));
        assert!(
            told("notes:\n- id: a\n  start: 99999999999999999999\n")[0].starts_with("3:3: `start` is no whole number")
        );
        assert!(told("schema: 1\ndocument: a.txt\nsha256: 00aa\nnotes: []\n").is_empty());
    }
}
