//! One row for each setting: its name, what it takes, and where that goes.

use std::ops::RangeInclusive;

use super::{AUTO, Config, Entities, Switch, WIDTH, WORDS_PER_MINUTE};
use crate::keymap;
use crate::settings::{Pair, Report, nearest, same_name};
use crate::theme::Depth;

/// A setting.
pub(super) struct Field {
    pub(super) name: &'static str,
    /// Puts the value into the configuration, or says what is wanted instead.
    set: fn(&mut Config, &str) -> Result<(), String>,
}

pub(super) static FIELDS: [Field; 14] = [
    Field { name: "theme", set: |c, v| put(&mut c.theme, Ok((!same_name(v, AUTO)).then(|| v.to_owned()))) },
    Field { name: "theme_light", set: |c, v| put(&mut c.theme_light, Ok(v.to_owned())) },
    Field { name: "theme_dark", set: |c, v| put(&mut c.theme_dark, Ok(v.to_owned())) },
    Field { name: "colours", set: |c, v| put(&mut c.colours, one_of(v, &DEPTHS)) },
    Field { name: "keymap", set: |c, v| put(&mut c.keymap, shipped_keymap(v)) },
    Field { name: "width", set: |c, v| put_number(&mut c.width, v, &WIDTH, "cells") },
    Field { name: "outline", set: |c, v| put(&mut c.outline, one_of(v, &SWITCH)) },
    Field { name: "mouse", set: |c, v| put(&mut c.mouse, one_of(v, &BOOL)) },
    Field { name: "ascii", set: |c, v| put(&mut c.ascii, one_of(v, &SWITCH)) },
    Field { name: "bidi", set: |c, v| put(&mut c.bidi, one_of(v, &SWITCH)) },
    Field { name: "entities", set: |c, v| put(&mut c.entities, one_of(v, &ENTITIES)) },
    Field { name: "author", set: |c, v| put(&mut c.author, Ok((!same_name(v, AUTO)).then(|| v.to_owned()))) },
    Field {
        name: "words_per_minute",
        set: |c, v| put_number(&mut c.words_per_minute, v, &WORDS_PER_MINUTE, "words a minute"),
    },
    Field { name: "search_history", set: |c, v| put(&mut c.search_history, one_of(v, &BOOL)) },
];

// The first word for a value is the one that messages show.
const BOOL: [(&str, bool); 6] =
    [("true", true), ("false", false), ("on", true), ("off", false), ("yes", true), ("no", false)];
const SWITCH: [(&str, Switch); 7] = [
    ("auto", Switch::Auto),
    ("true", Switch::On),
    ("false", Switch::Off),
    ("on", Switch::On),
    ("off", Switch::Off),
    ("yes", Switch::On),
    ("no", Switch::Off),
];
const ENTITIES: [(&str, Entities); 4] =
    [("all", Entities::All), ("registry", Entities::Registry), ("off", Entities::Off), ("false", Entities::Off)];
const DEPTHS: [(&str, Option<Depth>); 5] = [
    ("auto", None),
    ("true", Some(Depth::True)),
    ("256", Some(Depth::Indexed256)),
    ("16", Some(Depth::Ansi16)),
    ("none", Some(Depth::None)),
];

/// Sets one field from one line of the file.
pub(super) fn set(field: &Field, config: &mut Config, pair: &Pair<'_>, report: &mut Report) {
    let text = pair.node.text().unwrap_or_default();
    let result = if text.is_empty() { Err("one word is wanted".to_owned()) } else { (field.set)(config, text) };
    if let Err(wanted) = result {
        let shown = if text.is_empty() { String::new() } else { format!(", not `{text}`") };
        report.at(pair.node.place, &format!("`{}`: {wanted}{shown}", field.name));
    }
}

fn put<T>(place: &mut T, value: Result<T, String>) -> Result<(), String> {
    *place = value?;
    Ok(())
}

/// A word of a table, or the words that would do.
fn one_of<T: Copy + PartialEq>(value: &str, table: &[(&str, T)]) -> Result<T, String> {
    if let Some((_, found)) = table.iter().find(|(word, _)| same_name(word, value)) {
        return Ok(*found);
    }
    let is_first = |at: &usize| table.iter().position(|(_, v)| *v == table[*at].1) == Some(*at);
    let words: Vec<String> = (0..table.len()).filter(is_first).map(|at| format!("`{}`", table[at].0)).collect();
    let hint = nearest::nearest(value, table.iter().map(|(word, _)| *word));
    let hint = hint.map(|n| format!(" (did you mean `{n}`?)")).unwrap_or_default();
    Err(format!("one of {} is wanted{hint}", words.join(", ")))
}

fn shipped_keymap(value: &str) -> Result<String, String> {
    one_of(value, &keymap::SHIPPED.map(|(name, _)| (name, name))).map(str::to_owned)
}

/// A number; one outside the range is drawn to its end and still said.
fn put_number(place: &mut u16, value: &str, range: &RangeInclusive<u16>, unit: &str) -> Result<(), String> {
    let (least, most) = (*range.start(), *range.end());
    let wanted = format!("a number of {unit} from {least} to {most} is wanted");
    match value.parse::<u64>() {
        Ok(number) => {
            *place = u16::try_from(number).unwrap_or(most).clamp(least, most);
            if u64::from(*place) == number { Ok(()) } else { Err(format!("{place} is taken, as {wanted}")) }
        }
        Err(_) => Err(wanted),
    }
}
