//! A record from the keys and values of its block: tolerant, because files are written by people too. What does not fit
//! counts as not said; its line stays in the file as it is.

use serde_yaml::{Mapping, Value};

use super::fields::Which;
use crate::entity::{Entity, Kind, Position};
use crate::note::{Anchor, Colour, Entry, Id, Mark, Meta, Note, Record, SectionName, Target};
use crate::text;
use crate::yaml::Place;

/// An item of a list, with the text that it was read from.
#[derive(Clone, Copy)]
pub(super) struct Item<'a> {
    pub(super) value: &'a Value,
    pub(super) place: &'a Place,
    pub(super) text: &'a str,
}

/// The record that `item` is; `None` when it is no mapping. Without a key `id` its id is empty.
pub(super) fn read(which: Which, item: Item<'_>) -> Option<Record> {
    let map = item.value.as_mapping()?;
    let keys = Keys { map, place: item.place, text: item.text };
    let meta = keys.meta();
    Some(match which {
        Which::Notes => Record::Note(keys.note(meta)),
        Which::Marks => Record::Mark(Mark {
            meta,
            anchor: keys.anchor(),
            entity: keys.string("entity").unwrap_or_default(),
            kind: keys.string("kind").unwrap_or_default(),
            rejected: keys.yes("rejected"),
        }),
        Which::Entities => {
            Record::Entry(Entry { meta, entity: keys.entity(), into: keys.string("into").map(Id::from) })
        }
    })
}

struct Keys<'a> {
    map: &'a Mapping,
    place: &'a Place,
    text: &'a str,
}

impl Keys<'_> {
    fn note(&self, meta: Meta) -> Note {
        Note {
            meta,
            target: self.target(),
            kind: self.string("kind").map(Into::into).unwrap_or_default(),
            colour: self.string("colour").and_then(|name| Colour::named(&name)),
            tags: self.words("tags"),
            status: self.string("status").map(Into::into).unwrap_or_default(),
            text: self.string("text").unwrap_or_default(),
        }
    }

    fn entity(&self) -> Entity {
        Entity {
            name: self.string("name").unwrap_or_default(),
            kind: self.string("kind").map_or(Kind::Other, |word| Kind::named(&word)),
            formerly: self.words("formerly").iter().map(|word| Kind::named(word)).collect(),
            aliases: self.names("aliases"),
            not: self.names("not"),
            note: self.string("note").unwrap_or_default(),
            place: self.get("place").and_then(position),
            links: self.names("links"),
        }
    }

    fn meta(&self) -> Meta {
        Meta {
            id: self.string("id").map(Id::from).unwrap_or_default(),
            author: self.string("author").unwrap_or_default(),
            created: self.string("created").unwrap_or_default(),
            changed: self.string("changed").unwrap_or_default(),
            deleted: self.string("deleted"),
            conflict_with: self.string("conflict_with").map(Id::from),
        }
    }

    /// What `on` says; where it says nothing known, what the other keys say.
    fn target(&self) -> Target {
        match self.string("on").as_deref() {
            Some("span") => Target::Span(self.anchor()),
            Some("section") => Target::Section(self.section()),
            Some("briefing") => Target::Briefing,
            _ if self.string("quote").is_some() => Target::Span(self.anchor()),
            _ if self.string("section").is_some() => Target::Section(self.section()),
            _ => Target::Briefing,
        }
    }

    fn anchor(&self) -> Anchor {
        Anchor {
            section: self.section(),
            quote: self.string("quote").unwrap_or_default(),
            before: self.string("before").unwrap_or_default(),
            after: self.string("after").unwrap_or_default(),
            start: self.number("start").unwrap_or(0),
            seen: self.number("seen").unwrap_or(0),
            detached: self.yes("detached"),
        }
    }

    fn section(&self) -> SectionName {
        SectionName { heading: self.string("section"), ordinal: self.number("section_nth").unwrap_or(1) }
    }

    fn get(&self, key: &str) -> Option<&Value> {
        self.map.get(key).filter(|value| !value.is_null())
    }

    /// A text, or whatever else stands on the line, as it is written.
    fn string(&self, key: &str) -> Option<String> {
        as_written(self.get(key)?, self.place.key(key), self.text)
    }

    fn number(&self, key: &str) -> Option<usize> {
        let value = self.get(key)?;
        let number = value.as_u64().or_else(|| value.as_str()?.parse().ok())?;
        usize::try_from(number).ok()
    }

    fn yes(&self, key: &str) -> bool {
        match self.get(key) {
            Some(Value::Bool(yes)) => *yes,
            Some(Value::String(word)) => matches!(word.to_lowercase().as_str(), "yes" | "y" | "on" | "true"),
            _ => false,
        }
    }

    /// A list of names; a text counts as one of them, because names hold commas.
    fn names(&self, key: &str) -> Vec<String> {
        match self.get(key) {
            Some(Value::String(name)) if !name.is_empty() => vec![name.clone()],
            Some(Value::String(_)) => Vec::new(),
            _ => self.words(key),
        }
    }

    /// A list of words; a text counts as one whose words are parted by commas.
    fn words(&self, key: &str) -> Vec<String> {
        match self.get(key) {
            Some(Value::Sequence(items)) => {
                let place = self.place.key(key);
                let word = |(n, item)| as_written(item, place.and_then(|p| p.item(n)), self.text);
                items.iter().enumerate().filter_map(word).collect()
            }
            Some(Value::String(text)) => {
                text.split(',').map(str::trim).filter(|word| !word.is_empty()).map(str::to_owned).collect()
            }
            _ => self.string(key).into_iter().collect(),
        }
    }
}

/// A point on the earth: `{lat: 33.6, lon: 73.05}`; `None` for what is no point.
pub(super) fn position(place: &Value) -> Option<Position> {
    let degrees = |key: &str| {
        let value = place.get(key)?;
        value.as_f64().or_else(|| value.as_str()?.trim().parse().ok())
    };
    Position::of_degrees(degrees("lat")?, degrees("lon")?)
}

fn as_written(value: &Value, place: Option<&Place>, text: &str) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Bool(_) | Value::Number(_) => {
            let written = place.map(|p| text::slice(text, p.value)).filter(|written| !written.is_empty());
            Some(written.map_or_else(|| super::scalar::value(value), str::to_owned))
        }
        _ => None,
    }
}
