//! What a person should know about the entities of a registry: names that mean two of them, and what cannot be read.

use std::collections::HashMap;

use serde_yaml::{Mapping, Value};

use super::super::record::position;
use super::{Remark, at};
use crate::entity::Kind;
use crate::text;
use crate::yaml::Place;

/// An entity as it stands in the file.
struct Listed<'a> {
    map: &'a Mapping,
    place: &'a Place,
    name: &'a str,
    kind: Kind,
    aliases: Vec<(&'a str, &'a Place)>,
    not: Vec<&'a str>,
}

/// What is to be said about these entities; deleted ones are passed over.
pub(super) fn remarks<'a>(items: impl Iterator<Item = (&'a Value, &'a Place)>) -> Vec<Remark> {
    let all: Vec<Listed<'a>> = items.filter_map(|(item, place)| listed(item, place)).collect();
    let mut found = Vec::new();
    // Who has a name, and who says it as the first.
    let mut named: HashMap<(String, String), &Listed<'_>> = HashMap::new();
    let mut holders: HashMap<String, &Listed<'_>> = HashMap::new();
    for entity in &all {
        entity.values(&mut found);
        if entity.name.is_empty() {
            continue;
        }
        let key = (folded(entity.name), entity.kind.name().to_owned());
        if let Some(first) = named.get(&key) {
            let line = first.place.line;
            let message = format!(
                "a second {} `{}` (the first is in line {line}): merge them with `attache entity merge`, or tell them apart by name",
                entity.kind, entity.name
            );
            found.push(wrong(at(entity.place, "name"), message));
        } else {
            named.insert(key, entity);
        }
        holders.entry(folded(entity.name)).or_insert(entity);
    }
    for entity in &all {
        for (alias, place) in &entity.aliases {
            entity.alias(alias, place, &mut found);
            let holder = *holders.entry(folded(alias)).or_insert(entity);
            if !std::ptr::eq(holder, entity) {
                let (whose, line) = (holder.name, holder.place.line);
                let message = format!(
                    "`{alias}` is a name of `{whose}` as well (line {line}): take it away from one of them, or merge them"
                );
                found.push(wrong(place, message));
            }
        }
    }
    found
}

impl Listed<'_> {
    /// What cannot be read, or is missing.
    fn values(&self, found: &mut Vec<Remark>) {
        if self.name.is_empty() {
            let message = "an entity without `name`: it is kept, but never found in a text".to_owned();
            found.push(wrong(self.place, message));
        }
        let Some(place) = self.map.get("place").filter(|place| !place.is_null()) else { return };
        if position(place).is_none() {
            let message = "`place` is no point: write `{lat: 33.6, lon: 73.05}`, at most 90 and 180 degrees either way";
            found.push(wrong(at(self.place, "place"), message.to_owned()));
        }
    }

    /// An alias that cannot stand for its entity.
    fn alias(&self, alias: &str, place: &Place, found: &mut Vec<Remark>) {
        if self.not.iter().any(|not| folded(not) == folded(alias)) {
            let message =
                format!("`{alias}` is an alias and in `not` of the same entity: it is never found; take one away");
            found.push(wrong(place, message));
        }
    }
}

fn listed<'a>(item: &'a Value, place: &'a Place) -> Option<Listed<'a>> {
    let map = item.as_mapping()?;
    if map.get("deleted").is_some_and(|deleted| !deleted.is_null()) {
        return None;
    }
    let text = |key: &str| map.get(key).and_then(Value::as_str).unwrap_or_default();
    let aliases = strings(map.get("aliases"), at(place, "aliases"));
    let not = strings(map.get("not"), place).into_iter().map(|(not, _)| not).collect();
    let kind = if text("kind").is_empty() { Kind::Other } else { Kind::named(text("kind")) };
    Some(Listed { map, place, name: text("name"), kind, aliases, not })
}

/// The texts of a list, or the one text that stands for it, with their places.
fn strings<'a>(value: Option<&'a Value>, place: &'a Place) -> Vec<(&'a str, &'a Place)> {
    match value {
        Some(Value::String(one)) => vec![(one, place)],
        Some(Value::Sequence(items)) => {
            let one = |(n, item): (usize, &'a Value)| Some((item.as_str()?, place.item(n).unwrap_or(place)));
            items.iter().enumerate().filter_map(one).collect()
        }
        _ => Vec::new(),
    }
}

fn wrong(place: &Place, message: String) -> Remark {
    Remark { line: place.line.max(1), column: place.column.max(1), message, is_hint: false }
}

fn folded(name: &str) -> String {
    text::fold(name).split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use crate::sidecar::{Form, remarks};

    fn told(file: &str) -> Vec<String> {
        let hint = |is_hint: bool| if is_hint { "hint: " } else { "" };
        let all = remarks(Form::Registry, file.as_bytes());
        all.iter().map(|r| format!("{}:{}: {}{}", r.line, r.column, hint(r.is_hint), r.message)).collect()
    }

    #[test]
    fn names_of_two_and_what_cannot_be_read() {
        let file = "- id: a\n  name: Asim Munir\n  kind: person\n  aliases: [Munir, The General]\n  not: [munir]\n- id: b\n  name: asim munir\n  kind: person\n- id: c\n  name: Asim Munir\n  kind: place\n  place: {lat: 95, lon: 1}\n- id: d\n  kind: person\n  aliases:\n  - the general\n  mood: x\n- words\n- id: e\n  name: Asim Munir\n  kind: person\n  deleted: 2026-01-01T00:00:00Z\n";
        let expected = [
            "4:13: `Munir` is an alias and in `not`",
            "7:3: a second person `asim munir` (the first is in line 1)",
            "12:3: `place` is no point",
            "13:1: an entity without `name`",
            "16:3: `the general` is a name of `Asim Munir` as well (line 1)",
            "17:3: hint: unknown key `mood`",
            "18:1: this is no record",
        ];
        let told = told(file);
        assert_eq!(told.len(), expected.len(), "{told:#?}");
        for (told, expected) in told.iter().zip(expected) {
            assert!(told.starts_with(expected), "{told} is not {expected}");
        }
        assert!(self::told("schema: 1\nentities:\n- id: a\n  name: Gaza\n  kind: place\n").is_empty());
    }

    #[test]
    fn somebody_elses_file_is_told_apart() {
        assert!(told("light: on\n")[0].starts_with("1:1: this is no registry"));
        assert!(told("entities: x\n")[0].starts_with("1:1: `entities` is no list"));
        assert!(told("schema: 2\nentities: []\n")[0].starts_with("1:1: a newer form"));
        assert!(told("- id: a\n  id: b\n")[0].starts_with("2:3: the key `id`"));
    }
}
