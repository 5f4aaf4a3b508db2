//! Which keys give which command: three shipped keymaps and the reader's own changes to one of them.
//!
//! A keymap is a list of bindings for each [`Scope`]; there is no fallback from one scope to another, so what a key
//! does is always written in exactly one place. The later binding wins: over the same keys, over keys that it would
//! hide (`g` hides `gg`), and over a shorter one that would hide it. Every win over another binding is a [`Notice`].
//!
//! What this module does not do: counts (`12j`) are the caller's, who must not pass digits on while one is typed; and
//! it knows no terminal — the caller turns its events into [`Key`]s.

mod build;
mod key;
mod notation;

use std::collections::HashSet;

use crate::app::action::{self, Bound, Command, Entry, Scope};
use crate::settings::{Notice, Report, nearest};

pub use key::{Held, Key, KeyCode};
pub use notation::{NotationError, parse_keys, show_keys};

/// Keys of a command that help shows beside each other.
const TAUGHT: usize = 3;

/// The keymap that is used when nothing else is said, and for whatever cannot be read.
pub const DEFAULT: &str = "vim";

/// The shipped keymaps: name and file, which is also their documentation.
pub const SHIPPED: [(&str, &str); 3] = [
    ("vim", include_str!("keymap/vim.yaml")),
    ("less", include_str!("keymap/less.yaml")),
    ("arrows", include_str!("keymap/arrows.yaml")),
];

/// Keys and the command they give, in every scope.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keymap {
    base: String,
    scopes: [Vec<Binding>; Scope::ALL.len()],
}

/// One row of a keymap.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Binding {
    keys: Vec<Key>,
    command: Command,
}

/// What the keys pressed so far mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Resolution {
    /// Nothing, and nothing that starts with them.
    Unbound,
    /// The start of something. Each key that may follow, with what it would do.
    Pending(Vec<(Key, &'static str)>),
    /// A command.
    Command(Command),
    /// A command that waits for one more character, which is its argument.
    Letter(Command),
}

/// One command and all its keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The command's name, documentation and group.
    pub entry: &'static Entry,
    /// Keys as they are shown, each with the scopes in which it gives the command. Empty: by the palette only.
    pub keys: Vec<(String, Vec<Scope>)>,
}

impl Default for Keymap {
    fn default() -> Self {
        Self::load(DEFAULT, None).0
    }
}

impl Keymap {
    /// The keymap `base`, changed by the reader's file if there is one.
    ///
    /// `file` is the name that notices show and the text. A `base:` in the file goes before `base`. Never fails: an
    /// unknown base is [`DEFAULT`], a line that means nothing is left out, and each is a notice.
    pub fn load(base: &str, file: Option<(&str, &str)>) -> (Self, Vec<Notice>) {
        let mut report = Report::new(file.map_or("keymap", |(name, _)| name));
        let keymap = build::build(base, file.map(|(_, text)| text), &mut report);
        (keymap, report.finish())
    }

    /// The name of the shipped keymap that this one is or started from.
    pub fn base(&self) -> &str {
        &self.base
    }

    /// What `keys`, pressed one after the other, mean in `scope`.
    pub fn resolve(&self, scope: Scope, keys: &[Key]) -> Resolution {
        let mut following: Vec<(Key, &'static str)> = Vec::new();
        for binding in self.bindings(scope) {
            let Some(rest) = binding.keys.strip_prefix(keys) else { continue };
            let entry = action::entry(binding.command);
            match rest {
                [] if entry.takes_letter => return Resolution::Letter(binding.command),
                [] => return Resolution::Command(binding.command),
                [next] => following.push((*next, entry.doc)),
                [next, ..] if following.iter().any(|(key, _)| key == next) => {}
                [next, ..] => following.push((*next, "more …")),
            }
        }
        if following.is_empty() { Resolution::Unbound } else { Resolution::Pending(following) }
    }

    /// The keys of `command` in `scope` as they are shown, the one to teach first.
    pub fn keys_for(&self, scope: Scope, command: Command) -> Vec<String> {
        self.bindings(scope).iter().filter(|b| b.command == command).map(|b| show_keys(&b.keys)).collect()
    }

    /// The commands of a scope with their keys, the one to teach first.
    pub fn rows(&self, scope: Scope) -> impl Iterator<Item = (Command, &[Key])> {
        self.bindings(scope).iter().map(|binding| (binding.command, binding.keys.as_slice()))
    }

    /// Every command with its keys, in the order of [`action::ACTIONS`], groups together in the order of help.
    pub fn table(&self) -> Vec<Row> {
        let mut rows: Vec<Row> = action::ACTIONS.iter().map(|entry| self.row(entry)).collect();
        rows.sort_by_key(|row| row.entry.group);
        rows
    }

    /// Every command with its keys for a reader who is in `here`: first what works there, in the order of help; then each
    /// other scope with what its keys do that was not told yet; last what has no key.
    pub fn taught(&self, here: Scope) -> Vec<Bound> {
        let mut entries: Vec<&'static Entry> = action::ACTIONS.iter().collect();
        entries.sort_by_key(|entry| entry.group);
        let (mut told, mut taught) = (HashSet::new(), Vec::new());
        for scope in std::iter::once(here).chain(Scope::ALL.into_iter().filter(|scope| *scope != here)) {
            for entry in &entries {
                let command = entry.command;
                let mut keys = self.keys_for(scope, command);
                keys.retain(|keys| told.insert((command, keys.clone())));
                if !keys.is_empty() {
                    keys.truncate(TAUGHT);
                    let elsewhere = (scope != here).then_some(scope);
                    taught.push(Bound { command, keys: keys.join("  "), elsewhere });
                }
            }
        }
        let without = entries.iter().filter(|entry| taught.iter().all(|row| row.command != entry.command));
        let without: Vec<Bound> =
            without.map(|e| Bound { command: e.command, keys: String::new(), elsewhere: None }).collect();
        taught.extend(without);
        taught
    }

    fn row(&self, entry: &'static Entry) -> Row {
        let mut keys: Vec<(String, Vec<Scope>)> = Vec::new();
        for scope in Scope::ALL {
            for shown in self.keys_for(scope, entry.command) {
                match keys.iter_mut().find(|(known, _)| *known == shown) {
                    Some((_, scopes)) => scopes.push(scope),
                    None => keys.push((shown, vec![scope])),
                }
            }
        }
        Row { entry, keys }
    }

    fn bindings(&self, scope: Scope) -> &[Binding] {
        &self.scopes[index(scope)]
    }
}

/// The shipped keymap nearest to a name that is none, for "did you mean".
pub fn nearest_name(name: &str) -> Option<&'static str> {
    nearest::nearest(name, SHIPPED.iter().map(|(known, _)| *known))
}

fn index(scope: Scope) -> usize {
    Scope::ALL.iter().position(|s| *s == scope).unwrap_or(0)
}

#[cfg(test)]
mod tests;
