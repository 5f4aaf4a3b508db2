//! Puts a keymap together: a shipped file, and over it the reader's.

use std::borrow::Cow;

use super::{Binding, DEFAULT, Held, Key, KeyCode, Keymap, SHIPPED, index, parse_keys, show_keys};
use crate::app::action::{self, ACTIONS, Command, Scope};
use crate::settings::{self, Pair, Place, Report, Value, same_name};

/// What unbinds a key.
const NONE: &str = "none";

/// The keymap `base` with the changes of `text` over it.
pub(super) fn build(base: &str, text: Option<&str>, report: &mut Report) -> Keymap {
    let pairs = text.map(|text| settings::read(text, report)).unwrap_or_default();
    let (name, source) = choose_base(base, &pairs, report);
    let mut builder = Builder::default();
    // A shipped file has no faults (held by a test); should it ever, that is not for the reader to mend.
    let mut own = Report::new(name);
    builder.file(&settings::read(source, &mut own), &mut own, Layer::Shipped);
    builder.file(&pairs, report, Layer::Own);
    Keymap { base: name.to_owned(), scopes: builder.scopes.map(|rows| rows.into_iter().map(|r| r.binding).collect()) }
}

/// What is wrong with a whole keymap file, read as if it were the only one.
#[cfg(test)]
pub(super) fn check(text: &str) -> Vec<settings::Notice> {
    let mut report = Report::new("keymap");
    let mut builder = Builder::default();
    builder.file(&settings::read(text, &mut report), &mut report, Layer::Shipped);
    report.finish()
}

/// The shipped keymap to start from: `base:` in the file, else the configured one, else the default.
fn choose_base(configured: &str, pairs: &[Pair<'_>], report: &mut Report) -> (&'static str, &'static str) {
    let shipped = |name: &str| SHIPPED.iter().copied().find(|(known, _)| same_name(known, name));
    let own = pairs.iter().rev().find(|p| same_name(&p.key, "base"));
    if let Some(pair) = own {
        let name = pair.node.text().unwrap_or_default();
        match shipped(name) {
            Some(found) => return found,
            None => report.unknown(pair.node.place, "the keymap", name, SHIPPED.map(|(known, _)| known)),
        }
    }
    if let Some(found) = shipped(configured) {
        return found;
    }
    if own.is_none() {
        let hint = super::nearest_name(configured).map(|n| format!("; did you mean `{n}`?")).unwrap_or_default();
        report.whole(&format!("the keymap `{configured}` is not known, `{DEFAULT}` is used{hint}"));
    }
    shipped(DEFAULT).unwrap_or(SHIPPED[0])
}

/// Whose file a binding is from: only clashes inside one file, or that take keys away unasked, are reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Layer {
    Shipped,
    Own,
}

struct Row {
    binding: Binding,
    layer: Layer,
    place: Place,
}

#[derive(Default)]
struct Builder {
    scopes: [Vec<Row>; Scope::ALL.len()],
    /// The first keys of what was ever bound in each scope. Only of these can there be a clash, and nearly always there
    /// is none; this is asked for every key at every start, and there are some dozens.
    firsts: [Vec<Key>; Scope::ALL.len()],
}

/// A binding on its way into the keymap.
struct Change<'k> {
    place: Place,
    scope: Scope,
    keys: &'k [Key],
    layer: Layer,
}

impl Builder {
    fn file(&mut self, pairs: &[Pair<'_>], report: &mut Report, layer: Layer) {
        for pair in pairs {
            if same_name(&pair.key, "keys") {
                for scopes in pair.node.pairs() {
                    self.section(scopes, report, layer);
                }
                expect_map(pair, "scopes (read, caret, select, outline, notes, list, prompt, compose)", report);
            } else if !same_name(&pair.key, "base") {
                report.unknown(pair.place, "the setting", &pair.key, ["base", "keys"]);
            }
        }
        if layer == Layer::Own {
            self.twins(report);
        }
    }

    /// Tells of the reader's bindings of Ctrl-i, Ctrl-m and Ctrl-[ that do nothing where Tab, Enter and Esc do something
    /// else. In a shipped keymap they are for the terminals that do tell them apart.
    fn twins(&self, report: &mut Report) {
        for (scope, rows) in Scope::ALL.into_iter().zip(&self.scopes) {
            for row in rows.iter().filter(|row| row.layer == Layer::Own) {
                let sent: Vec<Key> = row.binding.keys.iter().copied().map(as_sent).collect();
                if sent == row.binding.keys {
                    continue;
                }
                let is_other =
                    |other: &&Row| other.binding.keys == sent && other.binding.command != row.binding.command;
                if let Some(other) = rows.iter().find(is_other) {
                    let (keys, twin) = (show_keys(&row.binding.keys), show_keys(&sent));
                    let (scope, id) = (scope.name(), action::entry(other.binding.command).id);
                    let told =
                        format!("`{keys}` is `{twin}` ({id}) in `{scope}`: most terminals send the same for both");
                    report.at(row.place, &told);
                }
            }
        }
    }

    /// `read caret: {key: action, …}`: the bindings under one or more scopes.
    fn section(&mut self, pair: &Pair<'_>, report: &mut Report, layer: Layer) {
        let mut scopes = Vec::new();
        for word in pair.key.split([' ', ',']).filter(|w| !w.is_empty()) {
            match Scope::ALL.into_iter().find(|s| same_name(s.name(), word)) {
                Some(scope) => scopes.push(scope),
                None => report.unknown(pair.place, "the scope", word, Scope::ALL.map(Scope::name)),
            }
        }
        expect_map(pair, "keys, each with an action", report);
        for row in pair.node.pairs() {
            self.row(row, &scopes, report, layer);
        }
    }

    fn row(&mut self, row: &Pair<'_>, scopes: &[Scope], report: &mut Report, layer: Layer) {
        let keys = match parse_keys(&row.key) {
            Ok(keys) => keys,
            Err(error) => return report.at(row.place, &format!("{error}; the line is left out")),
        };
        let Some(command) = command(row, report) else { return };
        for scope in scopes.iter().copied() {
            let change = Change { place: row.place, scope, keys: &keys, layer };
            match command {
                _ if is_typed(scope, &keys) => report.at(
                    row.place,
                    &format!("`{}` is text in `{}` and cannot be a key there", show_keys(&keys), scope.name()),
                ),
                _ if is_count(&keys) => report.at(
                    row.place,
                    &format!(
                        "`{}` begins with a digit, which is a count in `{}`; it is left out",
                        show_keys(&keys),
                        scope.name()
                    ),
                ),
                Some(command) => self.bind(&change, command, report),
                None => self.unbind(&change, report),
            }
        }
    }

    fn bind(&mut self, change: &Change<'_>, command: Command, report: &mut Report) {
        let first = change.keys.first().copied().unwrap_or(Key::from(' '));
        let firsts = &mut self.firsts[index(change.scope)];
        if firsts.contains(&first) {
            self.displace(change, report);
        } else {
            firsts.push(first);
        }
        self.scopes[index(change.scope)].push(Row {
            binding: Binding { keys: change.keys.to_vec(), command },
            layer: change.layer,
            place: change.place,
        });
    }

    /// Takes away what the new binding replaces, hides, or is hidden by.
    fn displace(&mut self, change: &Change<'_>, report: &mut Report) {
        let rows = &mut self.scopes[index(change.scope)];
        let clashes =
            |row: &Row| row.binding.keys.starts_with(change.keys) || change.keys.starts_with(&row.binding.keys);
        if !rows.iter().any(|row| row.binding.keys.first() == change.keys.first() && clashes(row)) {
            return;
        }
        let gone: Vec<String> = rows
            .iter()
            .filter(|row| clashes(row))
            // To rebind a shipped key is what the file is for.
            .filter(|row| row.layer == change.layer || row.binding.keys != change.keys)
            .map(|row| describe(row, change))
            .collect();
        rows.retain(|row| !clashes(row));
        if !gone.is_empty() {
            let (keys, scope) = (show_keys(change.keys), change.scope.name());
            report.at(change.place, &format!("`{keys}` in `{scope}` takes the place of {}", gone.join(", ")));
        }
    }

    fn unbind(&mut self, change: &Change<'_>, report: &mut Report) {
        let rows = &mut self.scopes[index(change.scope)];
        let before = rows.len();
        rows.retain(|row| row.binding.keys != change.keys);
        if rows.len() == before {
            let (keys, scope) = (show_keys(change.keys), change.scope.name());
            report.at(change.place, &format!("`{keys}` has no action in `{scope}`, so there is none to take away"));
        }
    }
}

/// A displaced binding as the notice names it.
fn describe(row: &Row, change: &Change<'_>) -> String {
    let id = action::entry(row.binding.command).id;
    let from = match row.layer {
        Layer::Own => format!(" of line {}", row.place.line),
        Layer::Shipped => String::new(),
    };
    if row.binding.keys == change.keys {
        format!("{id}{from}")
    } else {
        format!("`{}` ({id}){from}", show_keys(&row.binding.keys))
    }
}

/// The command of a row, `None` inside for `none`; nothing when the row names no action.
#[expect(clippy::option_option, reason = "the three cases are: an action, none on purpose, a mistake")]
fn command(row: &Pair<'_>, report: &mut Report) -> Option<Option<Command>> {
    let Some(id) = row.node.text() else {
        report.at(row.place, &format!("an action is missing after `{}`; write `none` to unbind it", row.key));
        return None;
    };
    if same_name(id, NONE) {
        return Some(None);
    }
    let found = action::by_id(id).or_else(|| ACTIONS.iter().find(|e| same_name(e.id, id)));
    if found.is_none() {
        report.unknown(row.node.place, "the action", id, ACTIONS.iter().map(|e| e.id).chain([NONE]));
    }
    found.map(|entry| Some(entry.command))
}

/// True when the first key is a character where characters are typed.
fn is_typed(scope: Scope, keys: &[Key]) -> bool {
    scope.types_text() && keys.first().is_some_and(|key| key.typed().is_some())
}

/// True when the first key is a digit of a count; no count begins with 0.
fn is_count(keys: &[Key]) -> bool {
    keys.first().is_some_and(|key| key.digit().is_some_and(|digit| digit > 0))
}

/// The key that most terminals send for this one: they have one byte for both.
fn as_sent(key: Key) -> Key {
    let code = match key.code() {
        KeyCode::Char('i') => KeyCode::Tab,
        KeyCode::Char('m') => KeyCode::Enter,
        KeyCode::Char('[') => KeyCode::Esc,
        _ => return key,
    };
    if key.ctrl() { Key::new(code, Held { ctrl: false, alt: key.alt(), shift: false }) } else { key }
}

fn expect_map(pair: &Pair<'_>, what: &str, report: &mut Report) {
    let text: Cow<'_, str> = match &pair.node.value {
        Value::Map(_) | Value::Empty => return,
        Value::Text(text) => text.clone(),
        Value::List(_) => "a list".into(),
    };
    report.at(pair.node.place, &format!("`{}` has {what} under it, not `{text}`; it is left out", pair.key));
}
