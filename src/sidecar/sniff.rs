//! Whether a file holds notes or names, whatever it is called, and whether it holds them where nothing reads them.

use serde_yaml::{Mapping, Value};

use super::{Form, conflict};
use crate::yaml;

/// True for what is a sidecar or a registry by its content. One that cannot be read any more, because of a slip of the pen or
/// a conflict, is one as well: it is what somebody wants to mend.
pub fn holds_records(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    let text = text.trim_start_matches('\u{FEFF}');
    match yaml::read::<Value>(text) {
        Ok(Value::Mapping(map)) => is_sidecar(&map) || is_registry(&map),
        Ok(Value::Sequence(items)) => items.iter().any(is_entity),
        Ok(_) => false,
        Err(_) => looks_like_records(text),
    }
}

fn is_sidecar(map: &Mapping) -> bool {
    let lists = ["notes", "marks"].iter().filter_map(|key| map.get(*key));
    let any = |list: &Value| list.as_sequence().is_some_and(|items| items.iter().any(is_record));
    let empty = |list: &Value| list.is_null() || list.as_sequence().is_some_and(Vec::is_empty);
    let signed = ["schema", "document", "sha256"].iter().any(|key| map.contains_key(*key));
    lists.clone().any(any) || signed && (lists.clone().any(empty) || map.contains_key("sha256"))
}

fn is_record(item: &Value) -> bool {
    item.as_mapping().is_some_and(|map| ["id", "text", "quote", "entity"].iter().any(|key| map.contains_key(*key)))
}

/// The top-level key, unknown in files of this form, below which records stand.
pub(super) fn misplaced(form: Form, value: &Value) -> impl Iterator<Item = &str> {
    let keys = value.as_mapping().into_iter().flatten();
    keys.filter_map(move |(key, list)| {
        let key = key.as_str().filter(|key| !form.keys().contains(key))?;
        list.as_sequence()?.iter().any(|item| form.is_record(item)).then_some(key)
    })
}

/// Whether an unknown key is most likely a list of this form, and which: it is written almost like it, or the file has
/// none of them.
pub(super) fn meant(form: Form, key: &str, value: &Value) -> Option<&'static str> {
    let lists = || form.lists().iter().map(|which| which.name());
    let near = |list: &&str| strsim::osa_distance(&key.to_lowercase(), list) <= 1;
    let none = lists().all(|list| value.get(list).is_none());
    lists().find(near).or_else(|| lists().next().filter(|_| none))
}

impl Form {
    fn is_record(self, item: &Value) -> bool {
        match self {
            Self::Notes => is_record(item),
            Self::Registry => is_entity(item),
        }
    }
}

/// A briefing has `entities:` as well, and its sections.
fn is_registry(map: &Mapping) -> bool {
    let is_briefing = ["sections", "paragraphs", "text"].iter().any(|key| map.contains_key(*key));
    let entities = map.get("entities").and_then(Value::as_sequence);
    !is_briefing && entities.is_some_and(|items| items.is_empty() || items.iter().any(is_entity))
}

fn is_entity(item: &Value) -> bool {
    item.as_mapping().is_some_and(|map| map.contains_key("name") && map.contains_key("kind"))
}

/// Lines at the left margin that such files begin with, where the whole is no YAML.
fn looks_like_records(text: &str) -> bool {
    if text.lines().any(|line| line.starts_with("sections:")) {
        return false;
    }
    let lines = || text.lines().filter(|line| !conflict::is_mark(line) && !line.trim().is_empty());
    let heads = lines().zip(lines().skip(1));
    let list = |key: &str| matches!(key.trim_end(), "notes:" | "marks:" | "entities:");
    let bare = lines().next().is_some_and(|line| line.starts_with("- id:") || line.starts_with("- name:"));
    bare || heads.into_iter().any(|(key, item)| list(key) && item.trim_start().starts_with("- "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_are_known_by_what_they_are() {
        for records in [
            "schema: 1\ndocument: a.txt\nsha256: 00\nnotes: []\n",
            "notes:\n- id: a\n  text: x\n",
            "marks:\n  - entity: X\n",
            "schema: 1\ndocument: a.txt\nsha256: 00\nnote:\n- id: a\n",
            "- {id: a, name: X, kind: person}\n",
            "schema: 1\nentities:\n- name: X\n  kind: person\n",
            "entities: []\n",
            "notes:\n<<<<<<< A\n- id: a\n=======\n- id: b\n>>>>>>> B\n",
            "notes:\n- id: a: b\n",
            "- id: a\n  name: b: c\n",
        ] {
            assert!(holds_records(records.as_bytes()), "{records}");
        }
    }

    #[test]
    fn briefings_exports_and_other_lists_are_none() {
        for other in [
            "",
            "title: A\nentities: [{name: X, kind: person}]\nsections: []\n",
            "title: a: b\nentities:\n- name: X\nsections:\n- paragraphs: []\n",
            "# A briefing\n\nnotes: none\n",
            "Notes:\n- one\n",
            "- a\n- b\n",
            "width: 60\n",
            "notes: some words\n",
            "[{\"id\": \"a\", \"kind\": \"note\", \"text\": \"x\"}]",
        ] {
            assert!(!holds_records(other.as_bytes()), "{other}");
        }
    }
}
