//! Kinds of names of the reader's own: `kinds: [{name: vessel, key: s, colour: "#2aa198", sign: "&"}]`.
//!
//! A kind with a mistake in it stays as far as it can: without a colour of its own it has that of `other`, without a sign
//! its key stands for it, and a key that is taken is replaced by a letter of the name. Each is a notice.

use crate::app::entities::kinds::{OwnKind, SHIPPED};
use crate::clean::Clean;
use crate::entity::Kind;
use crate::settings::{Node, Pair, Place, Report, Value, same_name};
use crate::text;
use crate::theme::Theme;

/// What can stand in a kind.
const PARTS: [&str; 4] = ["name", "key", "colour", "sign"];

/// Keys that mean something else where a kind is asked for.
const TAKEN: [char; 6] = ['e', 'E', '-', '_', '=', ' '];

/// Most kinds; more than that nobody finds again.
const MOST: usize = 20;

/// The kinds of a list.
pub(super) fn read(node: &Node<'_>, report: &mut Report) -> Vec<OwnKind> {
    let items = match &node.value {
        Value::List(items) => items.as_slice(),
        Value::Empty => &[],
        _ => {
            report.at(node.place, "`kinds`: a list is wanted, each with name, key, colour and sign; it is left out");
            &[]
        }
    };
    let mut kinds: Vec<OwnKind> = Vec::new();
    for item in items {
        if kinds.len() == MOST {
            report.at(item.place, &format!("more than {MOST} kinds; those from here on are left out"));
            break;
        }
        let kind = kind(item, &kinds, report);
        kinds.extend(kind);
    }
    kinds
}

/// A word of a kind and where it stands.
type Word<'a> = (&'a str, Place);

fn kind(item: &Node<'_>, before: &[OwnKind], report: &mut Report) -> Option<OwnKind> {
    for pair in item.pairs() {
        if !PARTS.iter().any(|part| same_name(part, &pair.key)) {
            report.unknown(pair.place, "the part of a kind", &pair.key, PARTS);
        }
    }
    let word = |part: &str| -> Option<Word<'_>> {
        let pair: &Pair<'_> = item.pairs().iter().rev().find(|pair| same_name(part, &pair.key))?;
        pair.node.text().filter(|text| !text.trim().is_empty()).map(|text| (text.trim(), pair.node.place))
    };
    let Some(name) = word("name") else {
        report.at(item.place, "a kind needs a name, as in `{name: vessel, key: s}`; it is left out");
        return None;
    };
    let name = self::name(name, before, report)?;
    let key = key(word("key"), item.place, (&name, before), report)?;
    Some(OwnKind { key, colour: colour(word("colour"), report), sign: sign(word("sign"), report), name })
}

fn name((name, place): Word<'_>, before: &[OwnKind], report: &mut Report) -> Option<String> {
    let kind = Kind::named(name);
    if Kind::SHIPPED.contains(&kind) || before.iter().any(|own| Kind::named(&own.name) == kind) {
        report.at(place, &format!("there is a kind `{}` already; this one is left out", kind.name()));
        return None;
    }
    if text::cells(name) > 24 || name.contains(char::is_control) {
        report.at(place, "the name of a kind is one line of at most 24 letters; it is left out");
        return None;
    }
    Some(kind.name().to_owned())
}

/// The key that was asked for; where it is taken or none, the first free letter of the name.
fn key(word: Option<Word<'_>>, item: Place, (name, before): (&str, &[OwnKind]), report: &mut Report) -> Option<char> {
    let whose = |key: char| -> Option<String> {
        let shipped = SHIPPED.iter().find(|(letter, _)| *letter == key).map(|(_, kind)| kind.name().to_owned());
        let own = || before.iter().find(|own| own.key == key).map(|own| own.name.clone());
        let other = || TAKEN.contains(&key).then(|| "something else".to_owned());
        shipped.or_else(own).or_else(other)
    };
    let asked = word.and_then(|(text, _)| {
        let mut letters = text.chars();
        letters.next().filter(|_| letters.next().is_none())
    });
    if let Some(key) = asked.filter(|key| whose(*key).is_none() && !key.is_control() && !key.is_ascii_digit()) {
        return Some(key);
    }
    let free = name.chars().chain('a'..='z').find(|c| c.is_alphabetic() && whose(*c).is_none());
    let place = word.map_or(item, |(_, place)| place);
    let wrong = match (word, asked.and_then(whose)) {
        (None, _) => "a key is missing".to_owned(),
        (Some((text, _)), Some(owner)) => format!("`{text}` is the key of {owner}"),
        (Some((text, _)), None) => format!("`{text}` is no key: one letter is wanted"),
    };
    match free {
        Some(key) => report.at(place, &format!("{wrong}; `{name}` has the key `{key}`")),
        None => report.at(place, &format!("{wrong}, and no letter is free; `{name}` is left out")),
    }
    free
}

fn colour(word: Option<Word<'_>>, report: &mut Report) -> Option<String> {
    let (text, place) = word?;
    if Theme::is_colour(text) {
        return Some(text.to_owned());
    }
    report.at(
        place,
        &format!(
            "`{text}` is no colour: write \"#1a2b3c\" in quotes, a name such as `bright-blue`, or a kind such as `event`"
        ),
    );
    None
}

fn sign(word: Option<Word<'_>>, report: &mut Report) -> Option<Clean> {
    let (text, place) = word?;
    let sign = Clean::line(text);
    if text::cells(&sign) == 1 {
        return Some(sign);
    }
    report.at(place, &format!("`{sign}` is not one cell wide; the key stands for the kind instead"));
    None
}
