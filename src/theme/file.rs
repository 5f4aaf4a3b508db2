//! A theme file as it is written, before colours are looked up.
//!
//! ```yaml
//! about: one line
//! extends: light
//! palette: {ink: "#1d1f21", paper: "#fbfaf7"}
//! slots:
//!   text: {fg: ink, bg: paper}
//!   heading: {style: bold}
//!   person: {underline: blue, ansi: {fg: blue}}
//!   dim: grey            # short for {fg: grey}
//! ```

use std::borrow::Cow;

use ratatui::style::Modifier;

use super::Role;
use crate::settings::{self, Node, Pair, Place, Report, Value, same_name};

/// A word and where it stands.
#[derive(Debug, Clone)]
pub(super) struct Word<'a> {
    pub(super) text: Cow<'a, str>,
    pub(super) place: Place,
}

/// One file.
#[derive(Debug, Default)]
pub(super) struct ThemeFile<'a> {
    pub(super) about: Option<Word<'a>>,
    pub(super) extends: Option<Word<'a>>,
    pub(super) palette: Vec<(Cow<'a, str>, Word<'a>)>,
    pub(super) slots: Vec<(Role, Slot<'a>)>,
}

/// The style of one role.
#[derive(Debug, Default, Clone)]
pub(super) struct Slot<'a> {
    pub(super) fg: Option<Word<'a>>,
    pub(super) bg: Option<Word<'a>>,
    pub(super) underline: Option<Word<'a>>,
    pub(super) attributes: Modifier,
    /// What takes the place of the colours where there are only sixteen.
    pub(super) ansi: Option<Box<Slot<'a>>>,
}

/// Attributes by the name that files use. No blinking: nothing moves unless the reader moved it.
const ATTRIBUTES: [(&str, Modifier); 7] = [
    ("plain", Modifier::empty()),
    ("bold", Modifier::BOLD),
    ("dim", Modifier::DIM),
    ("italic", Modifier::ITALIC),
    ("underline", Modifier::UNDERLINED),
    ("reverse", Modifier::REVERSED),
    ("strike", Modifier::CROSSED_OUT),
];

impl<'a> ThemeFile<'a> {
    /// Reads a file; what means nothing is left out and reported.
    pub(super) fn read(text: &'a str, report: &mut Report) -> Self {
        let mut file = Self::default();
        for pair in settings::read(text, report) {
            match () {
                () if same_name(&pair.key, "about") => file.about = word(pair.node, report),
                () if same_name(&pair.key, "extends") => file.extends = word(pair.node, report),
                () if same_name(&pair.key, "palette") => file.palette = palette(pair.node, report),
                () if same_name(&pair.key, "slots") => file.slots = slots(pair.node, report),
                () => report.unknown(pair.place, "the setting", &pair.key, ["about", "extends", "palette", "slots"]),
            }
        }
        file
    }
}

/// A scalar.
fn word<'a>(node: Node<'a>, report: &mut Report) -> Option<Word<'a>> {
    let place = node.place;
    match node.value {
        Value::Text(text) => Some(Word { text, place }),
        // Unquoted, a colour's `#` opens a comment; everyone falls into this once.
        Value::Empty => {
            report.at(place, "a value is missing; a colour with `#` must be quoted: \"#1a2b3c\"");
            None
        }
        Value::List(_) | Value::Map(_) => {
            report.at(place, "one word is wanted here; it is left out");
            None
        }
    }
}

/// The pairs of a mapping; anything else is reported.
fn pairs<'a>(node: Node<'a>, report: &mut Report) -> Vec<Pair<'a>> {
    match node.value {
        Value::Map(pairs) => pairs,
        Value::Empty => Vec::new(),
        Value::Text(_) | Value::List(_) => {
            report.at(node.place, "`key: value` pairs are wanted here; it is left out");
            Vec::new()
        }
    }
}

fn palette<'a>(node: Node<'a>, report: &mut Report) -> Vec<(Cow<'a, str>, Word<'a>)> {
    let mut colours = Vec::new();
    for pair in pairs(node, report) {
        if let Some(value) = word(pair.node, report) {
            colours.push((pair.key, value));
        }
    }
    colours
}

fn slots<'a>(node: Node<'a>, report: &mut Report) -> Vec<(Role, Slot<'a>)> {
    let mut slots = Vec::new();
    for pair in pairs(node, report) {
        match Role::all().find(|role| same_name(role.name(), &pair.key)) {
            Some(role) => slots.push((role, slot(pair.node, Nested::Outer, report))),
            None => report.unknown(pair.place, "the slot", &pair.key, Role::all().map(Role::name)),
        }
    }
    slots
}

/// `ansi:` stands in a slot, not in another `ansi:`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Nested {
    Outer,
    Inner,
}

fn slot<'a>(node: Node<'a>, nested: Nested, report: &mut Report) -> Slot<'a> {
    let mut slot = Slot::default();
    if let Value::Text(_) = node.value {
        slot.fg = word(node, report);
        return slot;
    }
    for pair in pairs(node, report) {
        match &*pair.key {
            "fg" => slot.fg = word(pair.node, report),
            "bg" => slot.bg = word(pair.node, report),
            "underline" => slot.underline = word(pair.node, report),
            "style" => slot.attributes = attributes(&pair.node, report),
            "ansi" if nested == Nested::Outer => {
                slot.ansi = Some(Box::new(self::slot(pair.node, Nested::Inner, report)));
            }
            other => report.unknown(pair.place, "the part", other, ["fg", "bg", "underline", "style", "ansi"]),
        }
    }
    slot
}

/// `bold underline` or `[bold, underline]`.
fn attributes(node: &Node<'_>, report: &mut Report) -> Modifier {
    match &node.value {
        Value::List(items) => items.iter().fold(Modifier::empty(), |all, item| all | attributes(item, report)),
        Value::Text(text) => text
            .split([' ', ','])
            .filter(|w| !w.is_empty())
            .fold(Modifier::empty(), |all, word| all | attribute(word, node.place, report)),
        Value::Empty | Value::Map(_) => {
            report.at(node.place, "attributes such as `bold` are wanted here; it is left out");
            Modifier::empty()
        }
    }
}

fn attribute(word: &str, place: Place, report: &mut Report) -> Modifier {
    let found = ATTRIBUTES.iter().find(|(name, _)| same_name(name, word)).map(|(_, modifier)| *modifier);
    found.unwrap_or_else(|| {
        report.unknown(place, "the attribute", word, ATTRIBUTES.map(|(name, _)| name));
        Modifier::empty()
    })
}
