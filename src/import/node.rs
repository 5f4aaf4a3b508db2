//! What YAML and TOML have in common: text, lists and mappings, each with its line.
//!
//! Scalars stay as they are written: `1.10`, `007` and `no` are text to a briefing, not numbers or truth values.

use serde_yaml::Value as Yaml;

use crate::text;
use crate::yaml::{self, Place};

/// A value and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Node {
    /// Line of its key or list mark, from 1.
    pub(super) line: u32,
    /// What it is.
    pub(super) value: Value,
}

/// Text, list or mapping.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Value {
    /// Nothing, or `null`.
    Empty,
    /// A scalar as written.
    Text(String),
    /// A list.
    List(Vec<Node>),
    /// A mapping, in source order where the format has one.
    Map(Vec<(String, Node)>),
}

impl Node {
    /// Reads YAML.
    pub(super) fn yaml(source: &str) -> Result<Self, yaml::Error> {
        let source = source.strip_prefix('\u{FEFF}').unwrap_or(source);
        let value: Yaml = yaml::read(source)?;
        let root = yaml::places(source)?;
        Ok(from_yaml(value, &root, source))
    }

    /// Reads TOML; its parser does not tell lines, so every node gets `line`.
    pub(super) fn toml(source: &str, line: u32) -> Result<Self, toml::de::Error> {
        let table: toml::Table = toml::from_str(source)?;
        Ok(from_toml(toml::Value::Table(table), line))
    }

    /// A text in one piece: lists joined with commas, mappings as `key: value`.
    pub(super) fn text(&self) -> String {
        match &self.value {
            Value::Empty => String::new(),
            Value::Text(text) => text.clone(),
            Value::List(items) => items.iter().map(Node::text).collect::<Vec<_>>().join(", "),
            Value::Map(fields) => {
                fields.iter().map(|(key, node)| format!("{key}: {}", node.text())).collect::<Vec<_>>().join(", ")
            }
        }
    }

    /// The items of a list; a single text is cut at its commas.
    pub(super) fn items(&self) -> Vec<String> {
        match &self.value {
            Value::List(items) => items.iter().map(Node::text).collect(),
            _ => self.text().split(',').map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect(),
        }
    }

    /// The value of a key in a mapping.
    pub(super) fn get(&self, key: &str) -> Option<&Node> {
        match &self.value {
            Value::Map(fields) => fields.iter().find(|(name, _)| name == key).map(|(_, node)| node),
            _ => None,
        }
    }
}

fn from_yaml(value: Yaml, place: &Place, source: &str) -> Node {
    let line = u32::try_from(place.line).unwrap_or(u32::MAX);
    let raw = text::slice(source, place.value);
    let below = |index: usize| place.item(index).unwrap_or(place);
    let value = match value {
        Yaml::String(text) => Value::Text(text),
        Yaml::Null => Value::Empty,
        Yaml::Bool(value) if raw.is_empty() => Value::Text(value.to_string()),
        Yaml::Number(value) if raw.is_empty() => Value::Text(value.to_string()),
        Yaml::Bool(_) | Yaml::Number(_) => Value::Text(raw.to_owned()),
        Yaml::Sequence(items) => {
            Value::List(items.into_iter().enumerate().map(|(i, item)| from_yaml(item, below(i), source)).collect())
        }
        Yaml::Mapping(map) => Value::Map(
            map.into_iter()
                .enumerate()
                .map(|(i, (key, value))| {
                    let key = key.as_str().map_or_else(|| below(i).name.clone(), str::to_owned);
                    (key, from_yaml(value, below(i), source))
                })
                .collect(),
        ),
        Yaml::Tagged(tagged) => return from_yaml(tagged.value, place, source),
    };
    Node { line, value }
}

fn from_toml(value: toml::Value, line: u32) -> Node {
    let value = match value {
        toml::Value::String(text) => Value::Text(text),
        toml::Value::Array(items) => Value::List(items.into_iter().map(|item| from_toml(item, line)).collect()),
        toml::Value::Table(table) => {
            Value::Map(table.into_iter().map(|(key, value)| (key, from_toml(value, line))).collect())
        }
        toml::Value::Integer(number) => Value::Text(number.to_string()),
        toml::Value::Float(number) => Value::Text(number.to_string()),
        toml::Value::Boolean(yes) => Value::Text(yes.to_string()),
        toml::Value::Datetime(moment) => Value::Text(moment.to_string()),
    };
    Node { line, value }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scalars_stay_as_written() {
        let node =
            Node::yaml("a: 007\nb: 1.10\nc: no\nd: true\ne: ~\nf: [0x1, 2024-01-30]\ng: >-\n  x\n  y\n1: z\n").unwrap();
        let text = |key: &str| node.get(key).map(Node::text).unwrap();
        assert_eq!([text("a"), text("b"), text("c"), text("d"), text("e")], ["007", "1.10", "no", "true", ""]);
        assert_eq!(node.get("f").unwrap().items(), ["0x1", "2024-01-30"]);
        assert_eq!((text("g").as_str(), text("1").as_str(), node.get("g").unwrap().line), ("x y", "z", 7));
    }

    #[test]
    fn toml_dates_and_tables() {
        let node = Node::toml("d = 2024-02-12\n[[s]]\nname = \"x\"\n", 1).unwrap();
        assert_eq!(node.get("d").unwrap().text(), "2024-02-12");
        assert_eq!(node.get("s").unwrap().text(), "name: x");
    }
}
